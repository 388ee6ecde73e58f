"""Which tellings are of one event."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.desk.occasions import Telling, occasions
from briefing.model.when import parse_when


def telling(event: int, when: str, status: str = "held", told: str = "", brief: int = 0, **other: object) -> Telling:
    day = parse_when(when) if when else None
    first, last = (day.first.toordinal(), day.last.toordinal()) if day else (0, 0)
    written = date.fromisoformat(told).toordinal() if told else 0
    values = {"key": f"e{event}", "name": "talks", "place": 0, **other}
    vague = bool(day and (day.about or not day.is_day))
    return Telling(
        event=event, brief=brief or event, told=written, first=first, last=last, is_vague=vague, status=status,
        **values,  # type: ignore[arg-type]
    )  # fmt: skip


def joined(*tellings: Telling) -> list[list[int]]:
    newest_first = sorted(tellings, key=lambda one: -one.told)
    return [
        [one.event for one in event] for event in occasions(newest_first, lambda one, other: {one, other} == {7, 8})
    ]


def test_what_was_expected_is_what_was_held_a_day_later() -> None:
    before = telling(1, "2025-05-15~", "expected", "2025-05-15")
    assert joined(before, telling(2, "2025-05-16", told="2025-05-17")) == [[2, 1]]


def test_the_nearest_of_several_is_meant() -> None:
    before = telling(1, "2025-05-15", "scheduled", "2025-05-10")
    held, next_round = telling(2, "2025-05-16", told="2025-05-17"), telling(3, "2025-06-02", told="2025-06-03")
    assert joined(before, held, next_round) == [[3], [2, 1]]


def test_what_was_over_before_was_not_what_was_expected_then() -> None:
    ahead = telling(1, "2025-06-02", "expected", "2025-05-20")
    assert joined(ahead, telling(2, "2025-05-16", told="2025-05-21")) == [[2], [1]]


def test_two_settled_days_are_two_events() -> None:
    assert joined(telling(1, "2025-05-15", told="2025-05-15"), telling(2, "2025-05-16", told="2025-05-17")) == [
        [2],
        [1],
    ]


def test_two_entries_of_one_story_are_two_events() -> None:
    first = telling(1, "2025-05-15", "expected", "2025-05-10", brief=9)
    assert joined(first, telling(2, "2025-05-17", "expected", "2025-05-10", brief=9)) == [[1], [2]]


def test_far_away_is_another_event_unless_it_was_postponed() -> None:
    later = telling(2, "2025-08-15", told="2025-08-16")
    assert joined(telling(1, "2025-05-15", "expected", "2025-05-10"), later) == [[2], [1]]
    assert joined(telling(1, "2025-05-15", "postponed", "2025-05-14"), later) == [[2, 1]]


def test_put_off_without_a_day_is_the_same() -> None:
    assert joined(
        telling(1, "2025-05-15", "scheduled", "2025-05-10"), telling(2, "", "postponed", "2025-05-14")
    ) == [[2, 1]]  # fmt: skip


def test_a_vague_date_holds_a_day_within_it() -> None:
    month = telling(1, "2025-05", "held", "2025-06-01")
    assert joined(month, telling(2, "2025-05-20", told="2025-06-10")) == [[2, 1]]
    assert joined(month, telling(2, "2025-07-20", told="2025-08-10")) == [[2], [1]]


def test_one_id_is_one_event_in_stories_that_follow_or_at_one_place() -> None:
    def two(**other: object) -> list[list[int]]:
        older = telling(7, "2025-05-15", "expected", "2025-05-10", key="talks", name="a meeting", **other)
        newer = telling(8, "2025-05-16", told="2025-05-17", key="talks", name="the talks", **other)
        return joined(older, newer)

    assert two() == [[8, 7]]
    older = telling(1, "2025-05-15", "expected", "2025-05-10", key="talks", name="a meeting", place=3)
    assert joined(older, telling(2, "2025-05-16", told="2025-05-17", key="talks", place=3)) == [[2, 1]]
    assert joined(older, telling(2, "2025-05-16", told="2025-05-17", key="talks", place=4)) == [[2], [1]]


WHENS = st.sampled_from(["", "2025", "2025-05", "2025-05-15", "2025-05-15~", "late June 2025", "0001", "9999-12-31"])
STATUSES = st.sampled_from(["", "held", "expected", "postponed", "cancelled", "rumoured"])


@given(st.lists(st.tuples(WHENS, STATUSES, st.integers(1, 3), st.sampled_from("ab")), max_size=12))
def test_every_telling_is_in_one_event(entries: list[tuple[str, str, int, str]]) -> None:
    tellings = [
        telling(at, when, status, f"2025-05-{brief:02}", brief, name=name, key=name)
        for at, (when, status, brief, name) in enumerate(entries, 1)
    ]
    found = joined(*tellings)
    assert sorted(event for group in found for event in group) == list(range(1, len(entries) + 1))
