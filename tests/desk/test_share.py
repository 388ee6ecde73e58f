"""What a reader sees of a large page at first is the newest of the whole page, and what is left out is counted."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest

from briefing.desk.desk import Desk
from briefing.desk.share import FIRST, Share
from briefing.model.older import Older
from briefing.model.value import replace
from briefing.model.views import Appearance, Dossier, VenuePage
from tests.desk.conftest import Write

PEOPLE = ("zelensky", "erdogan", "nato", "russia")
DAYS = ("2025-01-07", "2025-01-08", "2025-02-01", "2025-02", "mid 2025", "2024-12-30", "2023", None, None)


@pytest.fixture
def desk(open_desk: Callable[[], Desk], write: Write) -> Desk:
    """Thirty stories, many of a day or of none, of few people who meet at few events, several of which stories tell of
    again and otherwise; and notes that link to the pages of people whom they do not list."""
    chance = random.Random(7)
    for number in range(30):
        cast, day = chance.sample(PEOPLE, 3), chance.choice(DAYS)
        talks = {
            "id": f"talks-{number % 4}", "name": f"Talks {number % 4}", "where": chance.choice(("istanbul", "ankara")),
            "who": cast[:2], "status": chance.choice(("held", "expected", "held", "postponed")),
            **({"when": day} if day and number % 5 else {}), **({"mode": "call"} if number % 7 == 0 else {}),
        }  # fmt: skip
        own = {"name": f"Dinner {number}", "when": "2025-01-08", "where": "istanbul", "who": cast[1:], "status": "held"}
        write(
            f"{chance.choice('abxyz')}-{number}",
            title=f"Story {number}",
            **({"date": day} if day else {}),
            actors=[{"id": cast[0], "role": f"host {number % 2}", "for": "nato"}, *cast[1:]],
            venues=["istanbul", "ankara"][: 1 + number % 2],
            events=[talks, own],
            questions=[
                {"id": f"q{number}", "ask": f"Will Volodymyr Zelensky see {number}?", "status": "open"},
                {"ask": f"What of {number}?", "about": [cast[0]], "status": chance.choice(("open", "dropped"))},
            ],
            body="Zelensky met Erdoğan in Istanbul. NATO and Moscow looked on.\n\nThen Zelensky left Ankara.",
        )
    root = write("last", date="2020-01-01", actors=["nato"]).parent
    for number in range(6):
        date = f"date: 2025-0{number}-01\n" if number else ""
        text = f"---\ntitle: Note {number}\n{date}---\nWe met [[Volodymyr Zelensky]]. [[zelensky|He]] left.\n"
        (root / f"note-{number}.md").write_text(text)
    desk = open_desk()
    desk.refresh()
    return desk


def both(desk: Desk, kind: Any, key: str, share: Share) -> tuple[Any, Any]:
    whole, first = desk.page(kind, key), desk.page(kind, key, share)
    assert isinstance(whole, Dossier | VenuePage)
    assert type(whole) is type(first)
    return whole, first


def by_month(found: Sequence[Appearance]) -> Counter[int]:
    counts = Counter[int]()
    for one in found:
        if one.story.when and one.mentions:
            counts[one.story.when.first.year * 12 + one.story.when.first.month - 1] += one.mentions
    return counts


def is_part(some: Sequence[Any], every: Sequence[Any]) -> bool:
    """Whether some are among all, in their order."""
    rest = iter(every)
    return all(one in rest for one in some)


PAGES = [("actor", key) for key in PEOPLE] + [("venue", "istanbul"), ("venue", "ankara")]


def test_what_is_newest_is_a_part_of_the_whole_page_and_the_rest_is_counted(desk: Desk) -> None:
    for (kind, key), newest in product(PAGES, (1, 2, 3, 5, 8, 13, 21)):
        whole, first = both(desk, kind, key, Share(newest=newest, large=3))
        assert bool(first.older) is (len(whole.appearances) > newest)
        assert first.appearances == whole.appearances[:newest]
        assert len(whole.appearances) == len(first.appearances) + first.older.stories
        assert by_month(whole.appearances) == by_month(first.appearances) + Counter(dict(first.older.mentions))
        assert is_part(first.events, whole.events)
        assert len(first.events) == min(newest, len(whole.events))
        assert len(whole.events) == len(first.events) + first.older.events
        days = [one.event.when and one.event.when.first for one in (*first.events, *whole.events)]
        assert days[: len(first.events)] == days[len(first.events) :][: len(first.events)]
        assert is_part(first.questions, whole.questions)
        assert len(first.questions) + first.older.questions <= len(whole.questions)


def test_company_is_that_of_the_newest(desk: Desk) -> None:
    for (kind, key), newest in product(PAGES, (2, 5, 13)):
        whole, first = both(desk, kind, key, Share(newest=newest, large=3))
        stories = {one.story.id for one in first.appearances}
        names = {one.other.key: one.stories for one in (whole.together if kind == "actor" else whole.people)}
        for one in first.together if kind == "actor" else first.people:
            assert 0 < one.stories <= newest
            assert one.other.key not in names or one.stories <= names[one.other.key]
            assert {item.story.id for item in one.evidence} <= stories
        if kind == "venue":
            there = {one.other.key: one.events for one in whole.there}
            assert all(one.events <= there[one.other.key] for one in first.there)
            continue
        told = {one.event.name for one in first.events}
        for some, every in ((first.met, whole.met), (first.spoke, whole.spoke)):
            assert is_part(some, every)
            assert {one.event for one in some} <= told
        assert first.met or newest < 13


def test_a_page_that_is_not_large_is_whole(desk: Desk) -> None:
    for kind, key in PAGES:
        for share in (Share(newest=1, large=99), FIRST):
            whole, first = both(desk, kind, key, share)
            assert first == whole
            assert not first.older
            assert first.older == Older()
        whole, first = both(desk, kind, key, Share(newest=1, large=len(whole.appearances)))
        assert replace(first, questions=whole.questions, older=Older()) == whole
        assert len(first.questions) + first.older.questions == len(whole.questions)


def test_what_is_asked_by_another_key_is_cut_too(desk: Desk) -> None:
    assert desk.page("actor", "selenskyj", Share(newest=2)) == desk.page("actor", "zelensky", Share(newest=2))


def test_links_alone_can_make_a_page_large(desk: Desk) -> None:
    whole, _same = both(desk, "actor", "zelensky", FIRST)
    every = len(whole.appearances)
    assert sum("Note" in one.story.title for one in whole.appearances) == 6
    _whole, first = both(desk, "actor", "zelensky", Share(newest=every - 3, large=every - 1))
    assert first.appearances == whole.appearances[:-3]
    assert (first.older.stories, first.older.events) == (3, 0)
    assert (first.events, first.together, first.met) == (whole.events, whole.together, whole.met)


def test_the_events_of_somebody_come_without_their_page(desk: Desk) -> None:
    for kind, key in PAGES:
        whole: Any = desk.page(kind, key)  # type: ignore[arg-type]
        name = whole.actor.name if kind == "actor" else whole.venue.name
        assert desk.named_events_of(kind, key) == (name, whole.events)  # type: ignore[arg-type]
        assert desk.events_of(kind, key) == whole.events  # type: ignore[arg-type]
    assert desk.named_events_of("actor", "selenskyj") == desk.named_events_of("actor", "zelensky")
    assert desk.named_events_of("actor", "nobody") is None
    assert desk.events_of("venue", "nowhere") == ()
