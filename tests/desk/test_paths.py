"""Chains: the pure search, and how two actors of a desk are connected."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.desk.askings import Asking, answer
from briefing.desk.paths import shortest
from tests.desk.conftest import Write
from tests.desk.test_desk import Open, dossier


def distance(start: int, goal: int, ties: set[tuple[int, int]]) -> int | None:
    """How far apart two are, the long way."""
    level, far, seen = {start}, 0, {start}
    while level:
        if goal in level:
            return far
        level = {b for tie in ties for a, b in (tie, tie[::-1]) if a in level} - seen
        seen |= level
        far += 1
    return None


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20), st.integers(0, 9), st.integers(0, 9))
def test_the_steps_are_those_of_all_shortest_chains(ties: set[tuple[int, int]], start: int, goal: int) -> None:
    def near(some: Collection[int]) -> Asking[set[int]]:
        yield
        return {b for tie in ties for a, b in (tie, tie[::-1]) if a in some} | set(some)

    steps = answer(shortest(start, goal, near))
    far = distance(start, goal, ties)
    assert (len(steps) - 1 if steps else None) == far
    for number, level in enumerate(steps):
        for one in level:
            to_here, onward = distance(start, one, ties), distance(one, goal, ties)
            assert to_here == number
            assert onward == len(steps) - 1 - number
    assert all(answer(near(level)) & following for level, following in pairwise(steps))


def meeting(name: str, when: str, *who: str, status: str = "held") -> dict[str, Any]:
    return {"name": name, "when": when, "who": list(who), "status": status}


def test_a_chain_of_meetings_goes_by_the_most_recent(open_desk: Open, write: Write) -> None:
    cast = ["zelensky", "erdogan", "nato", "russia", "Sam Roe"]
    write("old", date="2025-01-02", actors=cast, events=[
        meeting("Lunch", "2025-01-01", "zelensky", "nato"), meeting("Dinner", "2025-01-01", "nato", "sam-roe"),
    ])  # fmt: skip
    write("new", date="2025-05-02", actors=cast, venues=["ankara"], events=[
        {**meeting("Tea", "2025-05-01", "zelensky", "erdogan"), "where": "ankara"},
        meeting("Walk", "2025-02-01", "erdogan", "sam-roe"),
        meeting("Plan", "2025-05-20", "zelensky", "sam-roe", status="expected"),
    ])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    path = desk.path("zelensky", "sam-roe")
    assert path
    assert path.is_of_meetings
    assert [(step.one.key, step.met and step.met.event, step.other.key) for step in path.steps] == [
        ("zelensky", "Tea", "erdogan"), ("erdogan", "Walk", "sam-roe"),
    ]  # fmt: skip
    first = path.steps[0].met
    assert first
    assert (first.where and first.where.key, first.story.id) == ("ankara", "new")
    assert path.stories == 2
    assert desk.page("path", "zelensky|sam-roe") == path
    assert desk.page("path", "zelensky|nobody") is desk.path("zelensky", "") is None


def test_without_a_chain_of_meetings_stories_connect(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-02", actors=["zelensky", "erdogan"], body="Alone. Zelensky and Erdoğan stayed away.")
    write("b", date="2025-05-03", actors=["erdogan", "nato"], body="Erdoğan waits.\n\nNATO waits.")
    write("c", actors=["russia"])
    desk = open_desk()
    desk.refresh()
    path = desk.path("zelensky", "nato")
    assert path
    assert not path.is_of_meetings
    named = [step.named for step in path.steps]
    assert [one and (one.story.id, one.text) for one in named] == [
        ("a", "Zelensky and Erdoğan stayed away."), ("b", ""),
    ]  # fmt: skip
    assert named[0]
    assert [named[0].text[start:end] for start, end in named[0].marks] == ["Zelensky", "Erdoğan"]
    lost = desk.path("zelensky", "russia")
    assert lost
    assert lost.steps == ()
    same = desk.path("zelensky", "zelensky")
    assert same
    assert same.steps == ()


def test_an_event_stands_once_as_the_newest_story_tells_it(open_desk: Open, write: Write) -> None:
    write("before", date="2025-05-14", actors=["zelensky", "erdogan", "nato"],
          events=[meeting("Talks", "2025-05-15~", "zelensky", "nato", status="expected")])  # fmt: skip
    write("after", date="2025-05-17", actors=["zelensky", "erdogan", "nato"],
          events=[meeting("Talks", "2025-05-16", "zelensky", "erdogan")])  # fmt: skip
    desk = open_desk()
    desk.refresh()
    [talks] = desk.timeline()
    assert (talks.event.when and talks.event.when.text, talks.story.id) == ("2025-05-16", "after")
    assert [(one.status, one.when and one.when.text, one.story.id) for one in talks.earlier] == [
        ("expected", "2025-05-15~", "before"),
    ]  # fmt: skip
    assert dossier(desk, "nato").events == (talks,)
    assert desk.events_of("actor", "nato") == (talks,)
    assert [met.other.key for met in dossier(desk, "zelensky").met] == ["erdogan"]
    assert desk.events_around_today(5) == (talks,)


def test_a_meeting_that_a_newer_story_calls_off_is_none(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-14", events=[meeting("Talks", "2025-05-15", "zelensky", "nato", status="")])
    desk = open_desk()
    desk.refresh()
    assert len(dossier(desk, "zelensky").met) == 1
    write("b", date="2025-05-16", events=[meeting("Talks", "2025-05-15", "zelensky", "nato", status="cancelled")])
    desk.refresh()
    assert dossier(desk, "zelensky").met == ()


def test_companions_have_their_evidence(open_desk: Open, write: Write) -> None:
    write("a", date="2025-05-02", actors=["zelensky", "erdogan"], body="Zelensky and Erdoğan stayed away.")
    write("b", date="2025-05-03", actors=["zelensky", "erdogan"], body="Zelensky waits.\n\nErdoğan waits.")
    desk = open_desk()
    desk.refresh()
    [together] = dossier(desk, "zelensky").together
    assert (together.stories, [item.story.id for item in together.evidence]) == (2, ["a"])
    assert [(one.story.id, one.mentions) for one in dossier(desk, "zelensky").appearances] == [("b", 1), ("a", 1)]
