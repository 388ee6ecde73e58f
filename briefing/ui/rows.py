"""The views of the left pane: the desk's rows as items of the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import groupby
from typing import TypeVar

from briefing.model.countries import country_name
from briefing.model.place import Place
from briefing.model.value import dataclass
from briefing.model.views import ActorRow, QuestionRow, StoryRow, VenueRow
from briefing.report.words import office, unsaid, with_side
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen, ink_of, kind_glyph, question_mark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """One view: its digit in the bar is its place in `VIEWS`. `airy` rows stand apart."""

    name: str
    title: str
    airy: bool


VIEWS = (
    View("stories", "Stories", True),
    View("people", "People", False),
    View("places", "Places", False),
    View("questions", "Questions", True),
    View("timeline", "Timeline", False),
    View("map", "Map", True),
)


KEPT = "search:"
"""What the name of a view of a kept search begins with; its own name follows."""


def lists_stories(view: str) -> bool:
    """Whether the rows of a view are stories."""
    return view == "stories" or view.startswith(KEPT)


def view_named(name: str) -> View:
    """Raises `KeyError` when there is no such view."""
    if name.startswith(KEPT):
        return View(name, name.removeprefix(KEPT), True)
    for view in VIEWS:
        if view.name == name:
            return view
    raise KeyError(name)


def story_items(rows: Iterable[StoryRow], read: Collection[str], starred: Collection[str], pen: Pen) -> list[Item]:
    """A story is bold with an accent dot until it was read."""
    items = []
    for row in rows:
        unread = row.id not in read
        if row.problem:
            mark, ink = glyph("problem"), "open"
        elif row.id in starred:
            mark, ink = glyph("starred"), "accent" if unread else "faint"
        else:
            mark, ink = (glyph("unread"), "accent") if unread else (glyph("read"), "faint")
        items.append(
            Item(
                title=row.title,
                key=row.id,
                place=Place.to("story", row.id),
                glyph=mark,
                glyph_ink=ink,
                ink="text" if unread else "soft",
                attributes="b" if unread else "",
                facts=" · ".join(part for part in (pen.when(row.when), row.place) if part) or "no date",
                count=f"{row.open_questions} ?" if row.open_questions else "",
                count_ink="open",
            )
        )
    return items


_KINDS = {"person": "People", "organisation": "Organisations", "state": "States", "group": "Groups"}


def actor_items(rows: Iterable[ActorRow]) -> list[Item]:
    """Grouped by kind, most stories first; those of no known kind come last."""
    kinds: set[str] = set()

    def group(row: ActorRow) -> str:
        kinds.add(row.kind)
        return _KINDS.get(row.kind) or unsaid(len(kinds) > 1)

    def item(row: ActorRow) -> Item:
        facts = " · ".join(part for part in office(row.kind, row.position, row.country) if part)
        return Item(
            title=row.name,
            key=row.key,
            place=Place.to("actor", row.key),
            glyph=kind_glyph(row.kind),
            glyph_ink=ink_of(row.kind),
            ink="text" if row.stories else "soft",
            facts=facts,
            count=str(row.stories) if row.stories else "",
            also=tuple([with_side(role, side) for role, side in row.roles]),
        )

    return _grouped(rows, group, item)


def venue_items(rows: Iterable[VenueRow]) -> list[Item]:
    """Grouped by country."""

    def item(row: VenueRow) -> Item:
        return Item(
            title=row.name,
            key=row.key,
            place=Place.to("venue", row.key),
            glyph=glyph("place"),
            glyph_ink="place",
            ink="text" if row.stories else "soft",
            facts=row.kind,
            count=str(row.stories) if row.stories else "",
        )

    return _grouped(rows, lambda row: country_name(row.country) or "Elsewhere", item)


def question_items(rows: Iterable[QuestionRow], pen: Pen) -> list[Item]:
    """Open first; each group under its heading, an open question with how old it is and when it is due."""

    def group(row: QuestionRow) -> str:
        if not row.is_open:
            return row.status.capitalize()
        return "Overdue" if row.due and row.due.last < pen.today else "Open"

    def item(row: QuestionRow) -> Item:
        mark, ink = question_mark(row.status)
        if row.is_open:
            age = pen.ago(row.asked)
            facts = pen.due(row.due) or (f"asked {age}" if age else "")
        else:
            facts = pen.when(row.answered)
        return Item(
            title=row.ask,
            key=row.key,
            place=Place.to("question", row.key),
            glyph=mark,
            glyph_ink=ink,
            ink="text" if row.is_open else "soft",
            facts=" · ".join(part for part in (facts, row.story_title) if part),
        )

    return _grouped(rows, group, item)


def _grouped(rows: Iterable[T], group: Callable[[T], str], item: Callable[[T], Item]) -> list[Item]:
    items: list[Item] = []
    for title, members in groupby(rows, group):
        made = [item(member) for member in members]
        items += [Item(title, count=str(len(made))), *made]
    return items
