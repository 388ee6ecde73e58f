"""What differs between two sights of a screen, in sentences: two meanings in, sentences out.

They are for those who see neither: `story `talks`: the title is “Talks in Ankara” now, “Talks in Istanbul” before (also
in the list)`. A row is told by its key, a paragraph by what it is on its page, a mention by where it leads. Where a
thing shows in several panes and changed alike, it is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from briefing.model.shown import Shown, ShownPane, ShownRow
from briefing.model.value import dataclass
from briefing.report.sight_parts import SightChange, beside, part_changes, quoted, reworded

_SPOKEN = {
    "reader": "text", "margin": "margin", "list": "list", "map": "map", "top": "bar above", "status": "bar below",
    "hits": "hits", "field": "field",
}  # fmt: skip
"""What the panes are called."""
_FIRST = ("reader", "list", "map", "margin")
"""The panes in the order in which they are told of; all others follow."""
_SEVERAL = 4
"""Rows that are told of one by one; of more only the first, and how many there are."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A change and the panes where it shows."""

    change: SightChange
    places: list[str]


def sentences(old: Shown, new: Shown) -> list[str]:
    """All that changed between two meanings of one scene, the most telling first; nothing where nothing did. What
    only follows from other changes is told where there are none."""
    lines = [*_frame(old, new)]
    names = {pane.name for pane in old.panes} & {pane.name for pane in new.panes}
    order = sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
    found: dict[object, _Placed] = {}
    for name in order:
        before, after = old.pane(name), new.pane(name)
        if before and after:
            for change in _changes(before, after):
                entry = found.setdefault(change.about, _Placed(change, []))
                if _place(after) not in entry.places:
                    entry.places.append(_place(after))
    weighty = [entry for entry in found.values() if not entry.change.is_slight]
    return [*lines, *[_sentence(entry) for entry in (weighty if lines or weighty else found.values())]]


def _sentence(entry: _Placed) -> str:
    first, *others = entry.places
    also = f" (also in the {' and the '.join([place.rpartition(', ')[2] for place in others])})" if others else ""
    return f"{first}: {entry.change.says}{also}"


def _place(pane: ShownPane) -> str:
    """Where a pane is, for people: the page that it shows, or what it is called."""
    spoken = _SPOKEN.get(pane.name, pane.name)
    if not pane.page:
        return spoken
    kind, _blank, key = pane.page.partition(" ")
    page = f"{'place' if kind == 'venue' else kind} `{key}`"
    return page if pane.name == "reader" else f"{page}, {spoken}"


def _frame(old: Shown, new: Shown) -> Iterator[str]:
    """What is open, where the focus is, which panes there are."""
    for name, before, after in (
        ("size", "x".join(map(str, old.size)), "x".join(map(str, new.size))),
        ("screen", old.screen, new.screen),
        ("view", old.view, new.view),
        ("order of the list", old.order or "its own", new.order or "its own"),
    ):
        if before != after:
            yield f"the {name} is {after or 'none'} now, {before or 'none'} before"
    was, now = ([pane.name for pane in each.panes if pane.has_focus] for each in (old, new))
    if was != now:
        yield f"the focus is {_where(now)} now, {_where(was)} before"
    there, here = [pane.name for pane in old.panes], [pane.name for pane in new.panes]
    yield from (f"the {_SPOKEN.get(name, name)} does not show any more" for name in there if name not in here)
    yield from (f"the {_SPOKEN.get(name, name)} shows now" for name in here if name not in there)


def _where(names: Sequence[str]) -> str:
    return f"in the {_SPOKEN.get(names[0], names[0])}" if names else "nowhere"


def _changes(old: ShownPane, new: ShownPane) -> Iterator[SightChange]:
    if old.page != new.page:
        yield SightChange(("page", new.page), f"this page is open now, `{old.page or 'none'}` before")
        return
    if old.rows or new.rows:
        yield from _row_changes(old, new)
    yield from part_changes(old.parts, new.parts, is_bar=not old.page and new.name in ("top", "status"))
    if old.top != new.top:
        yield SightChange(("top", new.name), f"paragraph {new.top} is at the top now, paragraph {old.top} before")


# Rows


def _row_changes(old: ShownPane, new: ShownPane) -> Iterator[SightChange]:
    before, after = _beside(old, new)
    was, now = ({row.key: row for row in rows if row.key} for rows in (before, after))
    gone = [row for key, row in was.items() if key not in now]
    come = [row for key, row in now.items() if key not in was]
    for row in [*gone]:
        twin = next((other for other in come if other.title == row.title), None)
        if twin:
            gone.remove(row)
            come.remove(twin)
            yield SightChange(
                ("id", row.key, twin.key), f"{quoted(row.title)} has the id `{twin.key}` now, `{row.key}` before"
            )
            yield from _of_row(row, twin)
    yield from _several(gone, "is gone", "are gone")
    yield from _several(come, "is new", "are new")
    for key in now:
        if key in was:
            yield from _of_row(was[key], now[key])
    yield from _moved([key for key in was if key in now], [key for key in now if key in was], now)
    yield from _headings(before, after)
    if len(after) - len(before) != new.count - old.count:
        yield SightChange(("rows", new.name), f"there are {new.count:,} rows in all now, {old.count:,} before")
    here, there = (next((row for row in pane.rows if row.is_here), None) for pane in (new, old))
    if (here and here.key) != (there and there.key):
        yield SightChange(("here", new.name), f"the cursor is on {_name(here)} now, on {_name(there)} before")


def _beside(old: ShownPane, new: ShownPane) -> tuple[Sequence[ShownRow], Sequence[ShownRow]]:
    """The rows to compare: without those at the lower end that are out of sight in the other, or in sight there, only
    since something above them came, went or has another height."""
    tails = [_without_tail(one.rows, other.rows) for one, other in ((old, new), (new, old))]
    is_one_way = len(tails[0]) == len(old.rows) or len(tails[1]) == len(new.rows)
    is_pushed = is_one_way and len(tails[1]) - len(tails[0]) == new.count - old.count
    return (tails[0], tails[1]) if is_pushed else (old.rows, new.rows)


def _without_tail(rows: Sequence[ShownRow], others: Sequence[ShownRow]) -> Sequence[ShownRow]:
    """The rows up to the last one that the others have, too."""
    known = {row.key or row.title for row in others}
    last = max((at for at, row in enumerate(rows, 1) if (row.key or row.title) in known), default=0)
    return rows[:last] if last else rows


def _several(rows: Sequence[ShownRow], one: str, many: str) -> Iterator[SightChange]:
    shown = rows if len(rows) <= _SEVERAL else rows[: _SEVERAL - 1]
    for row in shown:
        yield SightChange((one, row.key), f"{_name(row)} {one}")
    if len(shown) < len(rows):
        others = ", ".join([f"`{row.key}`" for row in rows[len(shown) :]])
        yield SightChange((many, *[row.key for row in rows]), f"{len(rows) - len(shown)} more rows {many}: {others}")


def _name(row: ShownRow | None) -> str:
    """A row for people: its key and its title, where these are two."""
    if row is None:
        return "nothing"
    return f"`{row.key}` ({quoted(row.title)})" if row.title and row.title != row.key else f"`{row.key}`"


def _of_row(old: ShownRow, new: ShownRow) -> Iterator[SightChange]:
    """What is another of one row."""
    name = f"`{new.key}`"
    if old.title != new.title:
        yield SightChange(("name", old.title, new.title), f"{name} is called {reworded(old.title, new.title)}")
    if old.sign != new.sign:
        yield SightChange(("sign", new.key, new.sign), f"{name} is marked “{new.sign}” now, “{old.sign}” before")
    elif old.roles != new.roles:
        roles = f"{_roles(new)} now, {_roles(old)} before"
        yield SightChange(("role", new.key, new.roles), f"{name} has the colour role {roles}")
    if old.facts != new.facts:
        yield from _of_facts(name, old.facts, new.facts)
    if old.count != new.count:
        yield SightChange(("count", new.key, old.count, new.count), beside(name, old.count, new.count))
    if old.also != new.also:
        yield SightChange(("also", new.key), f"below {name} there is {quoted(new.also)} now, {quoted(old.also)} before")
    if old.to != new.to and (old.key == new.key):
        yield SightChange(("to", new.key), f"{name} leads to {_to(new.to)} now, to {_to(old.to)} before")
    if old.is_picked != new.is_picked:
        yield SightChange(("picked", new.key), f"{name} is {'picked' if new.is_picked else 'not picked any more'}")


def _roles(row: ShownRow) -> str:
    return " and ".join([f"`{role}`" for role in row.roles]) or "of plain text"


def _to(address: str) -> str:
    return f"`{address}`" if address else "nothing"


def _of_facts(name: str, old: str, new: str) -> Iterator[SightChange]:
    """The facts of a row, which dots part; a place of the map is told of as one that moved."""
    if _is_position(old) and _is_position(new):
        yield SightChange(("moved", name), f"the place {name} moved: it is at {new} now, at {old} before")
        return
    before, after = old.split(" · "), new.split(" · ")
    gone = [fact for fact in before if fact and fact not in after]
    come = [fact for fact in after if fact and fact not in before]
    for was, now in zip(gone, come, strict=False):
        yield SightChange(("facts", was, now), f"{name} says {reworded(was, now)}")
    yield from (
        SightChange(("facts", fact, ""), f"{name} does not say {quoted(fact)} any more") for fact in gone[len(come) :]
    )
    yield from (SightChange(("facts", "", fact), f"{name} says {quoted(fact)}, too") for fact in come[len(gone) :])
    if not gone and not come:
        yield SightChange(("facts", old, new), f"{name} says {quoted(new)} now, {quoted(old)} before")


def _is_position(text: str) -> bool:
    return len(text.split()) == 2 and all(part.lstrip("-").replace(".", "", 1).isdigit() for part in text.split())


def _moved(old: Sequence[str], new: Sequence[str], rows: dict[str, ShownRow]) -> Iterator[SightChange]:
    """The fewest rows whose move makes the one order of the other."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    still = {old[at] for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    moved = [key for key in new if key not in still]
    for key in moved[:_SEVERAL]:
        at = new.index(key)
        where = f"below {_name(rows[new[at - 1]])}" if at else "first of all"
        yield SightChange(("order", key), f"the order is another: {_name(rows[key])} stands {where} now")
    if len(moved) > _SEVERAL:
        yield SightChange(("order", "more"), f"the order is another: {len(moved) - _SEVERAL} more rows moved")


def _headings(old: Iterable[ShownRow], new: Iterable[ShownRow]) -> Iterator[SightChange]:
    was, now = ({row.title: row.count for row in rows if not row.key} for rows in (old, new))
    for title in now:
        if title not in was:
            yield SightChange(("heading", title), f"the heading {quoted(title)} is new")
        elif was[title] != now[title]:
            says = f"under {quoted(title)} there are {now[title] or 'none'} now, {was[title] or 'none'} before"
            yield SightChange(("heading", title, was[title], now[title]), says)
    yield from (
        SightChange(("heading", title), f"the heading {quoted(title)} is gone") for title in was if title not in now
    )
