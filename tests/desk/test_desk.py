"""What the desk answers."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from briefing.config.paths import SAMPLE_DAY, shipped
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.geo import Point
from briefing.model.views import Dossier, QuestionPage, Story, VenuePage
from tests.desk.conftest import Write

Open = Callable[..., Desk]


def story(desk: Desk, key: str) -> Story:
    page = desk.page("story", key)
    assert isinstance(page, Story)
    return page


def dossier(desk: Desk, key: str) -> Dossier:
    page = desk.page("actor", key)
    assert isinstance(page, Dossier)
    return page


def venue(desk: Desk, key: str) -> VenuePage:
    page = desk.page("venue", key)
    assert isinstance(page, VenuePage)
    return page


def question(desk: Desk, key: str) -> QuestionPage:
    page = desk.page("question", key)
    assert isinstance(page, QuestionPage)
    return page


@pytest.mark.of_sqlite("of what nobody published nothing is asked")
def test_a_desk_that_was_not_read_answers(open_desk: Open) -> None:
    desk = open_desk()
    assert not desk.is_indexed
    assert [*desk.stories(), *desk.actors(), *desk.questions()] == []


def test_an_empty_desk_answers(open_desk: Open) -> None:
    desk = open_desk()
    assert desk.refresh().added == ()
    assert open_desk().is_indexed
    assert desk.name == "desk"
    assert (desk.counts().stories, desk.counts().actors, desk.counts().venues) == (0, 4, 2)
    assert desk.page("story", "x") is desk.page("actor", "x") is desk.page("question", "x:y") is None


def test_stories_come_newest_first_undated_last(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-01")
    write("c", date="2025-05-15")
    write("b", date="2025-05-15")
    write("z")
    write("y", date="mid May 2025")
    desk = open_desk()
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["b", "c", "y", "a", "z"]


def test_a_row_shows_its_place_questions_status_and_first_error(open_desk: Open, write: Write) -> None:
    write("a", venues=["istanbul", "ankara"], questions=["Who?", "What now?"], status="developing")
    write("b", status="done")
    desk = open_desk()
    desk.refresh()
    first, second = desk.stories()
    assert (first.place, first.open_questions, first.status, first.problem) == ("Istanbul", 2, "developing", "")
    assert second.problem
    assert desk.counts().open_questions == 2
    assert desk.counts().problems == 1
    assert {problem.span.file for problem in desk.problems()} == {"b.yaml"}


def test_actors_are_grouped_by_kind_the_most_named_first(open_desk: Open, write: Write) -> None:
    body = "Volodymyr Zelensky met Recep Tayyip Erdoğan. Erdoğan smiled. Sam Roe watched."
    write("a", actors=["zelensky", "erdogan", "nato", "Sam Roe"], body=body)
    desk = open_desk()
    desk.refresh()
    assert [(row.key, row.stories, row.mentions) for row in desk.actors()] == [
        ("erdogan", 1, 2), ("zelensky", 1, 1), ("nato", 1, 0), ("russia", 0, 0), ("sam-roe", 1, 1),
    ]  # fmt: skip


def test_venues_are_grouped_by_country(open_desk: Open, write: Write) -> None:
    write("a", venues=["ankara", {"name": "Odesa", "country": "UA"}, "Somewhere"])
    desk = open_desk()
    desk.refresh()
    assert [(row.country, row.key, row.stories) for row in desk.venues()] == [
        ("TR", "ankara", 1), ("TR", "istanbul", 0), ("UA", "odesa", 1), ("", "somewhere", 1),
    ]  # fmt: skip


def test_the_ledger_asks_the_overdue_first(open_desk: Open, write: Write) -> None:
    ask = [
        {"id": "old", "ask": "Old?", "asked": "2025-01-01"},
        {"id": "new", "ask": "New?"},
        {"id": "soon", "ask": "Soon?", "due": "2025-06-03"},
        {"id": "today", "ask": "Today?", "due": "2025-06-01"},
        {"id": "late", "ask": "Late?", "due": "2025-05-20"},
        {"id": "later", "ask": "Later?", "due": "2025-05-30"},
        {"id": "gone", "ask": "Gone?", "status": "dropped"},
        {"id": "half", "ask": "Half?", "status": "partly", "answer": "In part."},
        {"id": "yes", "ask": "Yes?", "status": "answered", "answer": "Yes.", "answered": "2025-05-20"},
        {"id": "no", "ask": "No?", "status": "answered", "answer": "No.", "answered": "2025-05-21"},
    ]
    write("a", date="2025-05-10", questions=ask)
    desk = open_desk()
    desk.refresh()
    assert [row.key.removeprefix("a:") for row in desk.questions()] == [
        "late", "later", "today", "soon", "old", "new", "half", "no", "yes", "gone",
    ]  # fmt: skip
    new = next(row for row in desk.questions() if row.key == "a:new")
    assert new.asked
    assert new.asked.text == "2025-05-10"
    assert new.story_title == "A story"


def test_a_story_knows_what_came_before_and_since(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-01")
    write("b", date="2025-05-02", follows="a")
    write("d", date="2025-05-04", follows=["b", "a"])
    write("c", date="2025-05-03", follows=["a", "b"])
    desk = open_desk()
    desk.refresh()
    assert [link.id for link in story(desk, "a").since] == ["b", "c", "d"]
    assert [link.id for link in story(desk, "d").previously] == ["a", "b"]
    assert story(desk, "a").previously == ()


def test_answers_lead_to_the_story_of_the_answer(open_desk: Open, write: Write) -> None:
    ask = [
        {"id": "q1", "ask": "One?", "status": "answered", "answer": "Yes.", "answered_by": "b"},
        {"id": "q2", "ask": "Two?", "status": "answered", "answer": "Yes.", "answered_by": "summit"},
        {"id": "q3", "ask": "Three?", "status": "answered", "answer": "Yes.", "answered_by": "nobody"},
    ]
    write("a", date="2025-05-01", questions=ask)
    write("b", title="B", date="2025-05-02", events=[{"id": "summit", "name": "Summit"}])
    write("c", date="2025-04-02", claims=[{"id": "summit", "say": "It was."}])
    desk = open_desk()
    desk.refresh()
    answers = story(desk, "a").answers
    assert answers
    assert {key: link.id for key, link in answers.items()} == {"a:q1": "b", "a:q2": "b"}
    assert [row.key for row in story(desk, "b").answered_here] == ["a:q1", "a:q2"]
    assert story(desk, "c").answered_here == ()
    assert {row.key: row.answered_by for row in desk.questions()} == {"a:q1": "b", "a:q2": "b", "a:q3": ""}
    page = question(desk, "a:q2")
    assert page.answered_by
    assert page.answered_by.title == "B"
    assert [row.key for row in page.siblings] == ["a:q1", "a:q3"]


def test_the_keys_inside_a_story_are_the_desks(open_desk: Open, write: Write) -> None:
    write("a", actors=[{"id": "sw", "name": "Steve Witkoff", "for": "nato"}], body="Steve Witkoff came.")
    write(
        "b",
        actors=[{"name": "Steve Witkoff", "kind": "person"}, {"name": "Aide", "for": "steve-witkoff"}],
        venues=["Kursk"],
        events=[{"name": "Talks", "who": ["steve-witkoff"], "where": "kursk"}],
        questions=[{"id": "q", "ask": "Who?", "about": ["steve-witkoff", "kursk", "talks"]}],
        claims=[{"say": "Yes", "by": "steve-witkoff"}],
        body="Steve Witkoff came. Russia did not.",
    )
    desk = open_desk()
    desk.refresh()
    page = story(desk, "b")
    assert [(actor.key, actor.side) for actor in page.brief.actors] == [
        ("steve-witkoff", ""),
        ("aide", "steve-witkoff"),
    ]
    page = story(desk, "a")
    assert [(actor.key, actor.side) for actor in page.brief.actors] == [("steve-witkoff", "nato")]
    assert [mention.key for mention in page.brief.mentions] == ["steve-witkoff"]
    page = story(desk, "b")
    assert page.brief.events[0].who == ("steve-witkoff",)
    assert page.brief.questions[0].key == "b:q"
    assert page.brief.questions[0].about == ("steve-witkoff", "kursk", "talks")
    assert page.brief.claims[0].by == "steve-witkoff"
    assert {key: (name.name, name.kind) for key, name in page.names.items()} == {
        "steve-witkoff": ("Steve Witkoff", "person"), "aide": ("Aide", ""), "kursk": ("Kursk", "place"),
        "russia": ("Russia", "state"),
    }  # fmt: skip


def test_a_dossier_gathers_the_stories_newest_first(open_desk: Open, write: Write) -> None:
    body = "First, Zelensky spoke. Zelensky and again Zelensky left.\n\nLater Zelensky slept."
    write("a", date="2025-05-01", actors=[{"id": "zelensky", "role": "host"}], body=body)
    write("b", date="2025-05-03", actors=["nato"], body="Volodymyr Zelensky is not on the list.")
    write("c", date="2025-05-02", actors=["zelensky"], body="He is listed and not named.")
    write("d", date="2025-05-09", actors=["nato"], body="Nobody.")
    desk = open_desk()
    desk.refresh()
    page = dossier(desk, "zelensky")
    assert [(seen.story.id, seen.role, len(seen.quotes)) for seen in page.appearances] == [
        ("b", "", 1), ("c", "", 0), ("a", "host", 3),
    ]  # fmt: skip
    quotes = page.appearances[2].quotes
    assert [quote.text for quote in quotes] == [
        "First, Zelensky spoke.", "Zelensky and again Zelensky left.", "Later Zelensky slept.",
    ]  # fmt: skip
    assert [quote.text[quote.start : quote.end] for quote in quotes] == ["Zelensky"] * 3
    mentions = story(desk, "a").brief.mentions
    assert [mentions[quote.mention].block for quote in quotes] == [quote.block for quote in quotes] == [0, 0, 1]
    assert [quote.mention for quote in quotes] == [0, 1, 3]
    assert page.actor.position == "President"


def test_met_is_kept_apart_from_named_together(open_desk: Open, write: Write) -> None:
    events = [
        {"id": "talks", "name": "Talks", "when": "2025-05-10", "where": "ankara", "who": ["zelensky", "erdogan"],
         "status": "held"},
        {"id": "call", "name": "Call", "when": "2025-05-11", "who": ["zelensky", "nato"]},
        {"id": "summit", "name": "Summit", "when": "2025-09-11", "who": ["zelensky", "russia"]},
        {"id": "plan", "name": "Plan", "when": "2025-05-01", "who": ["zelensky", "sam-roe"], "status": "expected"},
    ]  # fmt: skip
    write("a", date="2025-05-12", actors=["zelensky", "erdogan", "nato", "Sam Roe"], venues=["ankara"], events=events)
    write("b", date="2025-05-13", actors=["zelensky", "erdogan", "Sam Roe"], venues=["ankara"], events=events[:1])
    desk = open_desk()
    desk.refresh()
    page = dossier(desk, "zelensky")
    assert [(met.other.key, met.event, met.where and met.where.key, met.story.id) for met in page.met] == [
        ("nato", "Call", None, "a"), ("erdogan", "Talks", "ankara", "b"),
    ]  # fmt: skip
    assert [(one.other.key, one.stories) for one in page.together] == [("sam-roe", 2), ("russia", 1)]
    assert [happening.event.name for happening in page.events] == ["Summit", "Call", "Talks", "Plan"]
    assert [name.key for name in page.events[2].who] == ["zelensky", "erdogan"]
    there = venue(desk, "ankara")
    assert [happening.event.name for happening in there.events] == ["Talks"]
    assert [(one.other.key, one.stories) for one in there.people] == [
        ("erdogan", 2), ("zelensky", 2), ("sam-roe", 2), ("nato", 1), ("russia", 1),
    ]  # fmt: skip
    assert [(one.other.key, one.events) for one in there.there] == [("erdogan", 1), ("zelensky", 1)]
    assert [one.other.key for one in there.absent] == ["sam-roe", "nato", "russia"]
    assert [seen.story.id for seen in there.appearances] == ["b", "a"]
    assert [happening.event.name for happening in desk.timeline()] == ["Summit", "Call", "Talks", "Plan"]


def test_questions_of_a_dossier_are_about_it_or_ask_by_its_name(open_desk: Open, write: Write) -> None:
    ask = [
        {"id": "about", "ask": "Who?", "about": ["russia"]},
        {"id": "named", "ask": "Will Russia’s envoys come?"},
        {"id": "part", "ask": "Will the Belorussian and Russians come?"},
        {"id": "weak", "ask": "Will Moscow come?"},
    ]
    write("a", actors=["russia"], questions=ask)
    desk = open_desk()
    desk.refresh()
    assert [row.key for row in dossier(desk, "russia").questions] == ["a:about", "a:named"]
    page = question(desk, "a:about")
    assert [name.key for name in page.about] == ["russia"]
    assert page.story.id == "a"
    assert question(desk, "a:named").question.ask == "Will Russia’s envoys come?"


def test_whose_side_comes_from_the_newest_story(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-01", actors=[{"name": "Sam Roe", "for": "nato"}])
    write("b", date="2025-05-02", actors=[{"name": "Sam Roe", "for": "russia", "position": "Envoy"}])
    write("c", date="2025-05-03", actors=["Sam Roe"])
    desk = open_desk()
    desk.refresh()
    page = dossier(desk, "sam-roe")
    assert page.side
    assert (page.side.name, page.actor.side, page.actor.position) == ("Russia", "russia", "Envoy")


def test_the_registry_lacks_a_position_that_a_story_gives(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-01", actors=[{"id": "erdogan", "position": "Mayor"}])
    write("b", date="2025-05-02", actors=[{"id": "erdogan", "position": "President of Turkey"}])
    write("c", date="2025-05-03", actors=["erdogan", {"id": "zelensky", "position": "Actor"}])
    desk = open_desk()
    desk.refresh()
    rows = {row.key: row.position for row in desk.actors()}
    assert rows["erdogan"] == dossier(desk, "erdogan").actor.position == "President of Turkey"
    assert rows["zelensky"] == "President"


def test_old_keys_still_lead_somewhere(open_desk: Open, write: Write) -> None:
    write("a", actors=[{"id": "sw", "name": "Steve Witkoff"}])
    write("b", actors=[{"id": "envoy", "name": "Steve Witkoff"}])
    desk = open_desk()
    desk.refresh()
    assert dossier(desk, "sw").actor.key == "envoy"
    assert dossier(desk, "selenskyj").actor.key == "zelensky"


def test_a_merged_actor_has_all_names(open_desk: Open, write: Write) -> None:
    write("a", actors=[{"id": "w", "name": "Steve Witkoff", "aliases": ["Steven Charles Witkoff"]}])
    write("b", actors=[{"name": "Steven Charles Witkoff", "kind": "person"}])
    write("c", actors=["Steve Witkoff"])
    desk = open_desk()
    desk.refresh()
    actor = dossier(desk, "w").actor
    assert (actor.key, actor.kind) == ("steve-witkoff", "person")
    assert {actor.name, *actor.aliases} == {"Steve Witkoff", "Steven Charles Witkoff"}


def test_two_briefs_with_one_id_are_both_kept(open_desk: Open, write: Write) -> None:
    write("b/talks", title="Second")
    desk = open_desk()
    desk.refresh()
    write("a/talks", title="First")
    write("c/talks", title="Third")
    desk.refresh()
    assert {row.id: row.title for row in desk.stories()} == {"talks": "First", "talks~2": "Second", "talks~3": "Third"}
    problem = story(desk, "talks~2").line_problem
    assert problem
    assert (problem.code, problem.span.file) == ("B230", "b/talks.yaml")
    assert desk.source_of("talks~2") == Path("b/talks.yaml")
    assert desk.counts().problems == 2
    assert len(desk.problems()) == 2
    (desk.root / "a/talks.yaml").unlink()
    desk.refresh()
    assert {row.id: row.title for row in desk.stories()} == {"talks": "Second", "talks~2": "Third"}
    assert story(desk, "talks").line_problem is None


def test_any_thread_may_ask(open_desk: Open, write: Write) -> None:
    write("a", actors=["zelensky"])
    desk = open_desk()
    desk.refresh()
    found: list[int] = []

    def ask() -> None:
        found.extend(len(desk.stories()) + len(dossier(desk, "zelensky").appearances) for _ in range(20))

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 120


def test_a_list_is_the_same_value_until_something_changes(open_desk: Open, write: Write) -> None:
    write("a")
    desk = open_desk()
    desk.refresh()
    before = desk.stories()
    assert desk.stories() is before
    write("a", title="Another")
    desk.refresh()
    assert desk.stories()[0].title == "Another"


@pytest.mark.of_sqlite("opens the index beside the files once more")
@pytest.mark.parametrize("module", ["desk", "state", "watch"])
def test_a_warm_start_loads_neither_yaml_nor_markdown(module: str, open_desk: Open, write: Write) -> None:
    write("a", actors=["zelensky"])
    desk = open_desk()
    desk.refresh()
    code = f"""
import sys, pathlib, datetime
import briefing.desk.{module}
from briefing.config.paths import SAMPLE_DAY, shipped
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
desk = Desk(pathlib.Path({str(desk.root)!r}), pathlib.Path({str(desk.root.parent / "cache")!r}), Clock())
assert desk.is_indexed and desk.stories() and desk.page("story", "a") and desk.page("actor", "zelensky")
unwanted = ("yaml", "markdown_it", "watchfiles", "textual", "rich", "multiprocessing")
print([name for name in unwanted if name in sys.modules])
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_places_know_where_they_are_and_what_else_is_around(open_desk: Open, write: Write) -> None:
    odesa = {"name": "Odesa", "country": "UA", "lat": 46.48, "lon": 30.72}
    write("a", venues=["istanbul", odesa, "Somewhere", {"name": "Far", "lat": -33.9, "lon": 18.4}])
    desk = open_desk()
    desk.refresh()
    rows = {row.name: row for row in desk.venues()}
    assert rows["Odesa"].point == Point(46.48, 30.72)
    assert rows["Somewhere"].point is None
    assert not {row.name for row in venue(desk, rows["Odesa"].key).nearby} & {"Odesa", "Far", "Somewhere"}
    assert [row.name for row in venue(desk, "istanbul").nearby] == ["Odesa"]
    assert venue(desk, rows["Somewhere"].key).nearby == ()


def test_the_sample_is_shown_on_the_day_of_its_last_story(tmp_path: Path) -> None:
    with contextlib.closing(Desk(shipped("briefs"), tmp_path, Clock())) as desk:
        desk.refresh()
        assert desk.day_of_newest() == SAMPLE_DAY
