"""Which tellings are of one event: what one story expects, a later one holds on another day.

Two tellings are of one event when they have one name and one first day. They are too when they have one name (or one
id, in stories that follow each other or at one place), the older one leaves the day open (its date is vague, or it only
expects the event), and the newer one's day is one that the older one can have meant: near it, and not over before the
older story was written. Of several such events it is the nearest. Two entries of one story are never joined by a guess.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator

from briefing.model.value import dataclass

TENTATIVE = frozenset(("rumoured", "expected", "scheduled", "postponed", "rescheduled"))
"""The statuses of an event that may still come on another day."""

_NEAR = {"postponed": 183, "rescheduled": 183}
_SOON = 31  # days between what was expected and what came
_VAGUELY = 7  # days beside a vague date of something that was held
_FURTHEST = 366  # days to look around an older telling


@dataclass(frozen=True, slots=True)
class Telling:
    """One entry under `events` in one brief.

    `first` and `last` are the days it can mean as ordinals, 0 for none; `told` is the story's day, 0 for none;
    `place` is the venue's identity or 0.
    """

    event: int
    brief: int
    told: int
    key: str
    name: str
    first: int
    last: int
    is_vague: bool
    status: str
    place: int
    mode: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a later story may name another day for it."""
        return self.is_vague or not self.first or self.status in TENTATIVE


def occasions(
    tellings: Iterable[Telling], are_linked: Callable[[int, int], bool] = lambda _one, _other: False
) -> list[list[Telling]]:
    """Tellings by the event they tell of, each newest first; the events in the order of their newest tellings.

    `tellings` come newest story first. `are_linked` says of two briefs whether one follows the other. A summit that a
    story of 1 May expects on 10 May, and one of that name that a story of 13 May reports of 12 May, are one event; one
    that is reported of 30 June is another.
    """
    found = _Found(are_linked)
    for telling in tellings:
        found.add(telling)
    return found.events


class _Found:
    """The events so far, by day, by name and by id."""

    def __init__(self, are_linked: Callable[[int, int], bool]) -> None:
        self.events: list[list[Telling]] = []
        self._are_linked = are_linked
        self._by_day: dict[tuple[str, int], int] = {}
        self._by_name: dict[str, list[tuple[int, int]]] = {}
        self._by_key: dict[str, list[tuple[int, int]]] = {}

    def add(self, telling: Telling) -> None:
        exact = self._by_day.get((telling.name, telling.first))
        at = exact if exact is not None else self._nearest(telling)
        if at is None:
            at = len(self.events)
            self.events.append([])
        self.events[at].append(telling)
        self._by_day.setdefault((telling.name, telling.first), at)
        for places, value in ((self._by_name, telling.name), (self._by_key, telling.key)):
            entry = (telling.first, at)
            known = places.setdefault(value, [])
            if entry not in known[bisect_left(known, entry) : bisect_left(known, entry) + 1]:
                insort(known, entry)

    def _nearest(self, older: Telling) -> int | None:
        best: tuple[int, int] | None = None
        for at, by_name in self._candidates(older):
            event = self.events[at]
            if any(newer.brief == older.brief for newer in event) or not (by_name or self._is_same(older, event)):
                continue
            gaps = [gap for newer in event if (gap := _gap(older, newer)) is not None]
            if gaps and (best is None or (min(gaps), at) < best):
                best = (min(gaps), at)
        return best[1] if best else None

    def _candidates(self, older: Telling) -> Iterator[tuple[int, bool]]:
        """Events that may be meant, and whether by their name; what has a settled day is looked for on that day."""
        around = _FURTHEST if older.is_open else 0
        for known, by_name in ((self._by_name.get(older.name, []), True), (self._by_key.get(older.key, []), False)):
            undated = bisect_left(known, (1, 0))
            low = bisect_left(known, (older.first - around, 0)) if older.first else undated
            high = bisect_left(known, (older.last + around + 1, 0)) if older.first else len(known)
            yield from ((at, by_name) for _first, at in known[max(low, undated) : high])
            if older.is_open:
                yield from ((at, by_name) for _first, at in known[:undated])

    def _is_same(self, older: Telling, event: list[Telling]) -> bool:
        return any(
            newer.key == older.key
            and ((newer.place and newer.place == older.place) or self._are_linked(newer.brief, older.brief))
            for newer in event
        )


def _gap(older: Telling, newer: Telling) -> int | None:
    """The days between what the older telling can mean and what the newer one says; None where they can't be one."""
    is_tentative = older.status in TENTATIVE
    if is_tentative and older.told and newer.last and newer.last < older.told:
        return None
    if not older.first or not newer.first:
        return _FURTHEST  # nothing speaks against it, and anything with a day is nearer
    gap = max(0, newer.first - older.last, older.first - newer.last)
    allowed = _NEAR.get(older.status, _SOON) if is_tentative else _VAGUELY if older.is_vague else 0
    return gap if gap <= allowed else None
