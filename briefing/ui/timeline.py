"""The Timeline: events as the rows of a list, by months, with a line for today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from briefing.model.fold import fold
from briefing.model.views import Happening
from briefing.model.when import MONTHS, When
from briefing.report.words import MODES, status_of
from briefing.ui.glyphs import word
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen, is_a_year

_RULE = "─"


def timeline_items(happenings: Iterable[Happening], pen: Pen, about: str = "") -> tuple[list[Item], int]:
    """The rows in the order of their earliest days, undated ones last, and the row at which the list opens: the next
    event to come, else the last one; -1 where there is none.

    Between what was and what comes stands a line for today. `about` is the name of the actor or place that the events
    are of, where they are not those of the whole desk.
    """
    events = sorted(happenings, key=_order)
    items = _head(about, len(events))
    today = _today(pen)
    opens = -1
    is_ahead = False
    for title, group in groupby(events, _heading):
        members = list(group)
        heading = Item(title, count=str(len(members)))
        for number, one in enumerate(members):
            begins = one.event.when is None or one.event.when.first >= pen.today
            if begins and not is_ahead:
                is_ahead = True
                items.append(today)
                if one.event.when:
                    opens = len(items) + (number == 0)
            if number == 0:
                items.append(heading)
            items.append(event_item(one, pen, pen.day))
    if events and not is_ahead:
        items.append(today)
    if opens < 0:
        dated = [index for index, item in enumerate(items) if item is today]
        opens = next((index for index in range(dated[0] - 1, -1, -1) if items[index].key), -1) if dated else -1
    return items, opens


def roll_lines(groups: Iterable[tuple[tuple[int, int, bool], int]], pen: Pen) -> tuple[list[tuple[int, Item]], int]:
    """The same of the groups of a roll (`desk/events.py`): the headings and the line for today, each with its index
    among all rows, and the row at which the list opens."""
    lines: list[tuple[int, Item]] = []
    at, opens, now = 0, -1, -1
    for title, found in groupby(groups, lambda group: _month(*group[0][:2])):
        parts = list(found)
        heading = Item(title, count=str(sum(count for _group, count in parts)))
        for number, ((year, _number, is_ahead), count) in enumerate(parts):
            if is_ahead and now < 0:
                now = at
                lines.append((at, _today(pen)))
                at += 1
                opens = at + (number == 0) if year else -1
            if number == 0:
                lines.append((at, heading))
                at += 1
            at += count
    if lines and now < 0:
        now = at
        lines.append((at, _today(pen)))
    return lines, opens if opens >= 0 else now - 1 if now > 0 else -1


def _month(year: int, month: int) -> str:
    return "Undated" if not year else f"{MONTHS[month - 1]} {year}" if month else f"{year}"


def _today(pen: Pen) -> Item:
    return Item(f"Today, {When(pen.today.isoformat(), pen.today, pen.today).display()}", glyph=_RULE, ink="accent")


def named_items(happenings: Iterable[Happening], pen: Pen, about: str = "") -> list[Item]:
    """The rows by name; of those with one name the earliest comes first."""
    events = sorted(happenings, key=lambda one: (fold(one.event.name), _order(one)))
    return [*_head(about, len(events)), *(event_item(one, pen, pen.when) for one in events)]


def _head(about: str, count: int) -> list[Item]:
    return [Item(f"Only {about}", count=str(count))] if about else []


def _order(one: Happening) -> tuple[int, int, int, int, str, str]:
    """By the heading, then by the earliest day; what is as early and ends sooner comes first."""
    when = one.event.when
    if when is None:
        return 10000, 0, 0, 0, one.event.name, one.story.id
    month = 0 if is_a_year(when) else when.first.month
    return when.first.year, month, when.first.toordinal(), when.last.toordinal(), one.event.name, one.story.id


def _heading(one: Happening) -> str:
    when = one.event.when
    return _month(when.first.year, 0 if is_a_year(when) else when.first.month) if when else _month(0, 0)


def event_item(one: Happening, pen: Pen, said: Callable[[When | None], str]) -> Item:
    """`said` is how its date is written: without the year where a heading says it."""
    event = one.event
    mark, ink = pen.event_mark(event)
    is_off = event.status == "cancelled"
    facts = (said(event.when), MODES.get(event.mode, ""), one.where.name if one.where else "")
    who = tuple([name.name for name in one.who])
    return Item(
        title=event.name,
        key=f"{one.story.id}#{event.key or event.name}",
        place=one.place,
        glyph=mark,
        glyph_ink=ink,
        word=word(mark),
        ink="faint" if is_off else "text",
        attributes="s" if is_off else "",
        facts=" · ".join(fact for fact in facts if fact) or ("" if who else one.story.title),
        spare=who,
        also=tuple([pen.earlier(one)] if one.earlier else ()),
        days=((event.when, said(event.when)),) if event.when else (),
        count=status_of(event, pen.today),
        count_ink="faint" if is_off or event.is_lapsed(pen.today) else "accent",
    )
