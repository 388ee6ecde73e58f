"""What people read of dates, offices and sides: the same words on screen and in print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from briefing.model.brief import Event
from briefing.model.countries import country_name
from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.when import When

if TYPE_CHECKING:
    from briefing.model.views import Account, Met

T = TypeVar("T")


def shown(when: When | None) -> str:
    """A date in words; empty for none."""
    return when.display() if when else ""


def ago(when: When | None, today: date) -> str:
    """How long ago something was: `today`, `3 days ago`, `14 months ago`; empty for what is to come."""
    days = (today - when.first).days if when else -1
    return "" if days < 0 else "today" if days == 0 else f"{_stretch(days)} ago"


def due(when: When | None, today: date) -> str:
    """`due tomorrow`, `due in 3 weeks`, `overdue by 2 days`."""
    if not when:
        return ""
    days = (when.last - today).days
    if days < 0:
        return f"overdue by {_stretch(-days)}"
    return ("due today", "due tomorrow")[days] if days < 2 else f"due in {_stretch(days)}"


def with_side(role: str, side: str) -> str:
    """What someone is in a story and on whose side, in one line; either may be empty."""
    return " ".join(", ".join(part for part in (role, f"for {side}" if side else "") if part).split())


MODES = {"call": "call", "video": "video call", "written": "in writing"}
"""How an event is said to have been none in person; of one in person nothing is said."""
_TOUCH = {
    "call": ("Spoke with", "call"),
    "video": ("Spoke with", "video call"),
    "written": ("Corresponded with", "letter"),
}


def status_of(event: Event, today: date) -> str:
    """The status of an event in words: none where it was held, and `was expected` where its day is over."""
    if event.status == "held":
        return ""
    return f"was {event.status}" if event.is_lapsed(today) else event.status


def became_of(event: Event, today: date) -> str:
    """What a timeline says of an event in its own column: `held`, else what `status_of` says, and how it was held."""
    word = "held" if event.is_held(today) else status_of(event, today)
    return ", ".join([part for part in (word, MODES.get(event.mode, "")) if part])


def then(event: Event) -> str:
    """The status of an event in a story whose word was not the last one."""
    return f"then {event.status}" if event.status else ""


def account(said: Account, write: Callable[[When | None], str] = shown) -> str:
    """What a story says of an event: `expected about 15 May 2025`; `write` is how the date is written."""
    return " ".join(part for part in (said.status, write(said.when) or "without a date") if part)


def in_touch(encounters: Iterable[Met]) -> list[tuple[str, list[Met]]]:
    """What was not in person under headings that say so, as they stand before names."""
    groups: dict[str, list[Met]] = {heading: [] for heading, _noun in _TOUCH.values()}
    for one in encounters:
        groups[_TOUCH[one.mode][0]].append(one)
    return [(heading, several) for heading, several in groups.items() if several]


def how_often(encounters: Iterable[Met]) -> str:
    """How often two met and were in touch: `2 meetings, 1 call and 1 letter`."""
    counts = Counter(_TOUCH[one.mode][1] if one.mode else "meeting" for one in encounters)
    times = [counted(counts[noun], noun) for noun in ("meeting", "call", "video call", "letter") if counts[noun]]
    return " and ".join([part for part in (", ".join(times[:-1]), *times[-1:]) if part])


def cast(actors: Iterable[T], kind: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Actors under headings by what they are. Of one whose kind nobody said the heading says nothing either."""
    groups: dict[str, list[T]] = {"person": [], "body": [], "": []}
    for actor in actors:
        groups[_STANDS.get(kind(actor), "")].append(actor)
    people, bodies, others = groups.values()
    named = ("People", people), ("States and bodies", bodies), (unsaid(bool(people or bodies)), others)
    return [(heading, found) for heading, found in named if found]


def unsaid(has_others: bool) -> str:
    """The heading of actors without a kind, beside others or alone."""
    return "Other actors" if has_others else "Actors"


_STANDS = {"person": "person", "organisation": "body", "state": "body", "group": "body"}


def office(kind: str, position: str, country: str) -> tuple[str, str]:
    """An actor's position and country in words; the country is left out where it is said already."""
    name = country_name(country)
    return position, "" if kind == "state" or name in position else name


def _stretch(days: int) -> str:
    for unit, size, least in (("year", 365, 730), ("month", 30, 60), ("week", 7, 14), ("day", 1, 0)):
        if days >= least:
            return counted(days // size, unit)
    return ""


def leading_out(links: Sequence[str]) -> str:
    """Which links lead out of a desk; nothing for none."""
    if not links:
        return ""
    named = ", ".join([*map(one_line, links[:3]), *(["…"] if len(links) > 3 else [])])
    return f"{counted(len(links), 'link')} {'leads' if len(links) == 1 else 'lead'} out of the desk ({named})"


def passed_over(passed: Mapping[str, Sequence[str]]) -> str:
    """What was passed over, in words: `2 files were passed over: no front matter (a.md, b.md)`; empty for nothing."""
    many = sum(map(len, passed.values()))
    if not many:
        return ""
    some = ((why, [*map(one_line, paths[:3]), *("…" * (len(paths) > 3))]) for why, paths in passed.items() if paths)
    told = ", ".join(f"{why} ({', '.join(names)})" for why, names in some)
    return f"{counted(many, 'file')} {'was' if many == 1 else 'were'} passed over: {told}"
