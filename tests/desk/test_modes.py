"""A call is no meeting: who met, who spoke, who wrote, and how that connects two."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefing.desk import events
from briefing.desk.desk import Desk
from briefing.model.views import Met
from briefing.report.pages import actor, digest, path
from briefing.report.pages import story as print_story
from briefing.report.pages import venue as place
from briefing.report.text import Paper, lines
from tests.desk.conftest import TODAY, Write
from tests.desk.test_desk import Open, dossier, story, venue
from tests.desk.test_paths import meeting


def with_mode(mode: str, *event: Any, **keys: Any) -> dict[str, Any]:
    return {**meeting(*event), "mode": mode, **keys}


@pytest.fixture
def desk(open_desk: Open, write: Write) -> Desk:
    cast = ["zelensky", "erdogan", "nato", "russia", "Sam Roe"]
    write("calls", date="2025-05-02", actors=cast, venues=["ankara"], events=[
        with_mode("call", "Ring", "2025-05-01", "zelensky", "erdogan", where="ankara"),
        with_mode("in-person", "Tea", "2025-04-01", "erdogan", "nato"),
        with_mode("written", "Note", "2025-04-02", "nato", "sam-roe"),
        with_mode("video", "Screen", "2025-04-03", "zelensky", "sam-roe"),
        with_mode("call", "Plan", "2025-05-20", "zelensky", "russia", status="expected"),
    ])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    return desk


def said(found: tuple[Met, ...]) -> list[tuple[str, str, str]]:
    return [(one.other.key, one.event, one.mode) for one in found]


def test_only_in_person_have_they_met(desk: Desk) -> None:
    page = dossier(desk, "zelensky")
    assert said(page.met) == []
    assert said(page.spoke) == [("erdogan", "Ring", "call"), ("sam-roe", "Screen", "video")]
    assert said(dossier(desk, "erdogan").met) == [("nato", "Tea", "")]
    assert [one.other.key for one in page.together] == ["nato", "russia"]
    text = "\n".join(lines(actor.blocks(dossier(desk, "nato"), TODAY), Paper()))
    assert text.index("MET") < text.index("CORRESPONDED WITH") < text.index("NAMED IN")
    assert "2 Apr 2025 · Note · in writing" in text


def test_a_path_says_which_link_is_which(desk: Desk) -> None:
    direct = desk.path("zelensky", "erdogan")
    assert direct
    assert [(step.met, step.spoke and step.spoke.event) for step in direct.steps] == [(None, "Ring")]
    assert (direct.met, said(direct.spoke)) == ((), [("erdogan", "Ring", "call")])
    assert path.path_fact(direct) == "They did not meet on this desk, but were in touch: 1 call."
    mixed = desk.path("zelensky", "nato")
    assert mixed
    assert not mixed.is_of_meetings
    steps = [(step.met or step.spoke, step.named) for step in mixed.steps]
    assert [(tie and tie.event, tie and tie.mode, named) for tie, named in steps] == [
        ("Ring", "call", None), ("Tea", "", None),
    ]  # fmt: skip
    fact = path.path_fact(mixed)
    assert fact == "No chain of meetings connects them, but Recep Tayyip Erdoğan met or was in touch with both."
    [met, spoke] = [path.data(mixed, TODAY)["steps"][at] for at in (1, 0)]
    assert (met["met"]["mode"], met["spoke"], spoke["met"], spoke["spoke"]["mode"]) == ("in-person", None, None, "call")


def test_a_chain_of_meetings_comes_before_a_call(desk: Desk, write: Write) -> None:
    cast = ["zelensky", "erdogan", "nato"]
    write("meals", date="2025-05-03", actors=cast, events=[
        meeting("Lunch", "2025-05-03", "zelensky", "nato"), meeting("Dinner", "2025-05-03", "nato", "erdogan"),
    ])  # fmt: skip
    desk.refresh()
    found = desk.path("zelensky", "erdogan")
    assert found
    assert [step.met and step.met.event for step in found.steps] == ["Lunch", "Dinner"]
    assert said(found.spoke) == [("erdogan", "Ring", "call")]
    assert path.path_fact(found) == "They did not meet on this desk but were in touch (1 call); NATO met both."


def test_a_newer_story_knows_how_they_came_together(desk: Desk, write: Write) -> None:
    """What one story tells without a mode, a newer one may; who says nothing takes nothing back."""
    write("b", date="2025-05-04", actors=["russia", "nato"], events=[meeting("Talk", "2025-05-04", "russia", "nato")])
    desk.refresh()
    assert said(dossier(desk, "russia").met) == [("nato", "Talk", "")]
    write("c", date="2025-05-05", events=[with_mode("call", "Talk", "2025-05-04", "russia", "nato")])
    write("d", date="2025-05-06", events=[meeting("Talk", "2025-05-04", "russia", "nato")])
    desk.refresh()
    page = dossier(desk, "russia")
    assert (said(page.met), said(page.spoke)) == ([], [("nato", "Talk", "call")])
    assert [(one.event.name, one.event.mode, one.story.id) for one in page.events] == [
        ("Plan", "call", "calls"), ("Talk", "call", "d"),
    ]  # fmt: skip
    assert desk.path("russia", "nato") is not None


def test_a_place_tells_who_was_there_from_who_is_named_with_it(open_desk: Open, write: Write) -> None:
    """Who telephoned, who was expected, and who met elsewhere in the end, was not there."""
    cast = ["zelensky", "erdogan", "nato", "russia", "Sam Roe"]
    write("a", date="2025-05-02", actors=cast, venues=["ankara", "istanbul"], events=[
        {**meeting("Talks", "2025-05-04", "zelensky", "russia", status="expected"), "where": "ankara"},
        {**meeting("Dinner", "2025-04-01", "zelensky", "erdogan"), "where": "ankara"},
        with_mode("call", "Ring", "2025-04-01", "zelensky", "nato", where="ankara"),
        {**meeting("Lunch", "2025-09-01", "erdogan", "sam-roe", status=""), "where": "ankara"},
    ])  # fmt: skip
    write("b", date="2025-05-05", actors=cast, venues=["istanbul"], events=[
        {**meeting("Talks", "2025-05-04", "zelensky", "russia", "sam-roe"), "where": "istanbul"},
    ])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    page = venue(desk, "ankara")
    assert {one.other.key: one.events for one in page.there} == {"zelensky": 1, "erdogan": 1}
    assert [one.other.key for one in page.absent] == ["nato", "russia", "sam-roe"]
    assert [one.other.key for one in venue(desk, "istanbul").there] == ["zelensky", "russia", "sam-roe"]
    text = "\n".join(lines(place.blocks(page, TODAY), Paper()))
    there, named = text.index("WHO WAS THERE"), text.index("NAMED WITH IT")
    assert there < text.index("• Volodymyr Zelensky · 1 event") < named < text.index("• NATO · ")
    assert [one["other"]["id"] for one in place.data(page, TODAY)["there"]] == ["erdogan", "zelensky"]


def test_what_a_later_story_settles_is_settled_in_the_story_that_expected_it(open_desk: Open, write: Write) -> None:
    write("before", date="2025-04-20", events=[
        meeting("Ship leaves", "early May 2025", "russia", status="expected"),
        meeting("Vote", "2025-05-02", "russia", status=""),
        meeting("Strike", "2025-05-03", "russia", status="scheduled"),
        meeting("Parade", "2025-05-09", "russia"),
    ])  # fmt: skip
    write("after", title="After", date="2025-05-10", events=[
        meeting("Ship leaves", "2025-05-04", "russia", status=""), meeting("Vote", "2025-05-02", status="cancelled"),
        meeting("Parade", "2025-05-09", "russia", status=""),
    ])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    page = story(desk, "before")
    assert {key: (said.status, said.when and said.when.text, said.story.id) for key, said in page.later.items()} == {
        "ship-leaves": ("held", "2025-05-04", "after"), "vote": ("cancelled", "2025-05-02", "after"),
    }  # fmt: skip
    assert story(desk, "after").later == {}
    text = "\n".join(lines(print_story.blocks(page, TODAY), Paper()))
    assert "then expected\n  since then: held 4 May 2025 · After · after" in text
    assert "Russia · was scheduled" in text
    later = {one["name"]: one["later"] for one in print_story.data(page, TODAY)["events"]}
    assert later["Strike"] is None
    assert (later["Vote"]["status"], later["Vote"]["story"]["id"]) == ("cancelled", "after")


def test_a_digest_tells_what_happened_from_what_nobody_told_the_end_of(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-20", events=[
        meeting("Talks", "2025-05-21", "russia"), meeting("Vote", "2025-05-22", "russia", status="expected"),
        meeting("Ring", "2025-06-03", "russia", status="scheduled"),
    ])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    found = desk.digest(date(2025, 5, 20))
    names = [[one.event.name for one in several] for several in (found.happened, found.lapsed, found.coming)]
    assert names == [["Talks"], ["Vote"], ["Ring"]]
    text = "\n".join(lines(digest.blocks(found, TODAY), Paper()))
    assert "NO WORD OF\n• 22 May 2025  Vote" in text
    assert [one["name"] for one in digest.data(found, TODAY)["lapsed"]] == ["Vote"]


def test_an_event_is_read_once_however_many_were_there(
    open_desk: Open, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"Al{chr(97 + one)} Bo{chr(97 + one)}" for one in range(20)]
    write("congress", date="2025-05-02", actors=names, events=[meeting("Congress", "2025-05-01", *names)])
    desk, read = open_desk(), []
    desk.refresh()
    decode = events.decode
    monkeypatch.setattr(events, "decode", lambda kind, text: read.append(text) or decode(kind, text))
    assert len(dossier(desk, "ala-boa").met) == len(names) - 1
    assert len(read) == 2, "once on the timeline, once for all encounters"
