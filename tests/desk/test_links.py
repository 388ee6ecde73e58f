"""Explicit links to stories, as the desk knows them."""

from __future__ import annotations

from collections.abc import Callable

from briefing.desk.desk import Desk
from briefing.model.place import Place
from briefing.model.views import Story
from briefing.report.pages.story import blocks
from briefing.report.text import Paper, lines
from briefing.ui.pages.prose import prose
from tests.desk.conftest import TODAY, Write

Open = Callable[..., Desk]
BODY = """\
See [[second]] and [[Second Story]], *[[x/second#y|that one]]*, [[nato]], [[third]].

| a | [[second|b]] |
|---|---|
"""


def page(desk: Desk) -> Story:
    found = desk.page("story", "first")
    assert isinstance(found, Story)
    return found


def seen(story: Story) -> list[str]:
    return list(lines(blocks(story, TODAY), Paper()))[3:7]


def test_a_link_shows_the_title_and_leads_to_the_story(open_desk: Open, write: Write) -> None:
    write("first", title="First", body=BODY)
    write("second", title="Second story")
    desk = open_desk()
    desk.refresh()
    story = page(desk)
    assert {written: link.id for written, link in story.links.items()} == {
        "second": "second", "Second Story": "second", "x/second#y": "second",
    }  # fmt: skip
    assert seen(story) == [
        "See Second story <second> and Second story <second>, that one <second>, NATO, third.", "",
        "a  b <second>", "─────────────",
    ]  # fmt: skip
    paras = [para for _index, para in prose(story.brief.blocks, story.brief.mentions, story.names, story.links)]
    pieces = [*paras[0].pieces, *(piece for row in paras[1].grid for cell in row for piece in cell)]
    assert [(piece.text, piece.stop.target) for piece in pieces if piece.stop] == [
        ("Second story", Place.to("story", "second")), ("Second story", Place.to("story", "second")),
        ("that one", Place.to("story", "second")), ("NATO", Place.to("actor", "nato")),
        ("b", Place.to("story", "second")),
    ]  # fmt: skip


def test_a_link_follows_the_desk(open_desk: Open, write: Write) -> None:
    write("first", title="First", body="See [[second]].")
    desk = open_desk()
    desk.refresh()
    assert seen(page(desk))[0] == "See second."
    write("second", title="A title", date="2025-05-01")
    desk.refresh()
    assert seen(page(desk))[0] == "See A title <second>."
    write("second", title="Another one", date="2025-05-01")
    desk.refresh()
    assert seen(page(desk))[0] == "See Another one <second>."


def test_of_several_stories_of_one_title_the_newest_is_meant(open_desk: Open, write: Write) -> None:
    write("first", title="First", body="See [[talks]].")
    write("a", title="Talks", date="2025-05-01")
    write("b", title="TALKS", date="2025-05-02")
    desk = open_desk()
    desk.refresh()
    assert page(desk).links["talks"].id == "b"
