"""What a command is meant for where the reader is, and which can do something now: the palette offers no other."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model.place import PageKind, Place
from briefing.model.views import QuestionPage, Story
from briefing.ui.commands import LIST, MAP, PANES, Command
from briefing.ui.reading import Reading
from briefing.ui.screens.crew import Crew
from briefing.ui.sheet import WebLink
from briefing.ui.views.kept import KeptView


class Possible:
    """Asked of a command, by its id in the table below; one that is not in it can always do something."""

    def __init__(self, reading: Reading, crew: Crew) -> None:
        self._reading = reading
        self._crew = crew

    def __call__(self, command: Command) -> bool:
        if not set(command.where) & set(PANES) - {MAP}:
            return self._reading.map_is_open
        asked = _NEEDS.get(command.id)
        return asked is None or asked(self._reading, self._crew)


def _marked(reading: Reading, crew: Crew) -> Place | None:
    """What is under the cursor of the list, else the page that is open."""
    item = crew.list.item
    return item.place if reading.pane in (LIST, MAP) and item else reading.here


def _is_marked(*kinds: str) -> Callable[[Reading, Crew], bool]:
    """Whether a page of one of these kinds is meant; of any kind that a file spells out, where none is said."""

    def asked(reading: Reading, crew: Crew) -> bool:
        place = _marked(reading, crew)
        return place is not None and (place.kind in kinds if kinds else place.kind != "path")

    return asked


def _leads_to(*kinds: str) -> Callable[[Reading, Crew], bool]:
    """Whether the text with the focus names something of one of these kinds; of any, where none is said."""

    def asked(reading: Reading, crew: Crew) -> bool:
        text = crew.columns.text
        if not text.display:
            return reading.page is not None  # it is laid out only where it is seen
        targets = [stop.target for stop in text.layout_now.stops]
        return any(not kinds or (isinstance(target, Place) and target.kind in kinds) for target in targets)

    return asked


def named(reading: Reading, crew: Crew, kinds: tuple[PageKind, ...]) -> Place | None:
    """The actor or the place under the cursor, else the one that the page is of."""
    rows = crew.list
    if reading.pane in (LIST, MAP):
        marked = rows.item.place if rows.item else None
    else:
        current = crew.columns.text.current
        marked = current.target if current and isinstance(current.target, Place) else None
    return next((place for place in (marked, reading.here) if place and place.kind in kinds), None)


def _names(*kinds: PageKind) -> Callable[[Reading, Crew], bool]:
    """Whether an actor or a place is marked, in the list or in the text, or its page is open."""
    return lambda reading, crew: named(reading, crew, kinds) is not None


def _is_in_a_text(reading: Reading, _crew: Crew) -> bool:
    return reading.pane != MAP


def _has_an_address(reading: Reading, crew: Crew) -> bool:
    page, stop = reading.page, crew.columns.text.current
    if reading.pane != LIST and stop and isinstance(stop.target, WebLink):
        return True
    return isinstance(page, Story) and any(source.url for source in page.brief.sources)


def _has_changed(reading: Reading, crew: Crew) -> bool:
    page, here = reading.page, reading.here
    if isinstance(page, QuestionPage):
        return any(place.key == page.story.id for place in crew.newsroom.news.changed)
    changed = any(place.same_page(here) for place in crew.newsroom.news.changed)
    return isinstance(page, Story) and (changed or bool(page.changed))


def _can_go_out(reading: Reading, crew: Crew) -> bool:
    return reading.pane != LIST or reading.zoomed or bool(crew.list.wanted) or reading.view.of is not None


def _has_order(id: str) -> Callable[[Reading, Crew], bool]:
    """Whether the view can be sorted so, and is not."""

    def asked(reading: Reading, _crew: Crew) -> bool:
        view = reading.view
        return view.order(id).id == (id or view.orders[0].id) != view.order(reading.order).id

    return asked


_NEEDS: dict[str, Callable[[Reading, Crew], bool]] = {
    "open": lambda reading, crew: bool(crew.list.item if reading.pane in (LIST, MAP) else crew.columns.text.current),
    "out": _can_go_out,
    "story.next": lambda _reading, crew: crew.list.beside(1) is not None,
    "story.previous": lambda _reading, crew: crew.list.beside(-1) is not None,
    "trail.back": lambda reading, _crew: reading.trail.can_go_back,
    "trail.forward": lambda reading, _crew: reading.trail.can_go_forward,
    "find": _is_in_a_text,
    "date": lambda _reading, crew: any(item.days for item in crew.list.known),
    "mention.next": _leads_to(),
    "mention.previous": _leads_to(),
    "question.next": _leads_to("question"),
    "question.previous": _leads_to("question"),
    "actor.next": _leads_to("actor"),
    "actor.previous": _leads_to("actor"),
    "venue.next": _leads_to("venue"),
    "venue.previous": _leads_to("venue"),
    "hit.next": lambda _reading, crew: crew.has_found and crew.finding.can_go_on,
    "hit.previous": lambda _reading, crew: crew.has_found and crew.finding.can_go_on,
    "read": _is_marked("story"),
    "star": _is_marked("story"),
    "own.tag": _is_marked("story", "actor", "venue"),
    "own.note": _is_marked("story", "actor", "venue"),
    "all.read": lambda _reading, crew: any(row.place and row.place.kind == "story" for row in crew.list.known),
    "pick": lambda reading, crew: reading.pane == LIST and crew.list.item is not None,
    "news.next": lambda _reading, crew: bool(crew.newsroom.news.places),
    "news.all": lambda _reading, crew: bool(crew.newsroom.news.places),
    "difference": _has_changed,
    "source.peek": _is_marked(),
    "source.edit": _is_marked(),
    "source.browse": _has_an_address,
    "copy": _is_marked("story", "actor", "venue", "question", "path"),
    **{f"sort.{id}": _has_order(id) for id in ("date", "name", "stories", "mentions", "unread", "country")},
    "sort.own": _has_order(""),
    "timeline": _names("actor", "venue"),
    "connect": _names("actor"),
    "kept.drop": lambda reading, _crew: isinstance(reading.view, KeptView),
    "kept.1": lambda reading, _crew: len(reading.shelf.kept) > 0,
    "kept.2": lambda reading, _crew: len(reading.shelf.kept) > 1,
    "kept.3": lambda reading, _crew: len(reading.shelf.kept) > 2,
}
"""What must be there, by the command's id."""
