"""The desk and what the reader did with it, as the screen asks for them: never in the screen's own thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from briefing.config.searches import Searches
from briefing.desk.desk import Desk
from briefing.desk.state import State, StateError
from briefing.model.clock import Clock
from briefing.model.origin import Origin, origin
from briefing.model.place import AtMention, Place
from briefing.model.session import Session
from briefing.model.value import dataclass
from briefing.model.views import Counts, Dossier, Happening, News, Page, Story, StoryRow, VenuePage
from briefing.ui.item import Item
from briefing.ui.kept import KeptSearches, Tab
from briefing.ui.pages.pen import Pen
from briefing.ui.rows import KEPT, actor_items, question_items, story_items, venue_items

if TYPE_CHECKING:
    from briefing.desk.difference import Difference
    from briefing.desk.since import Since
    from briefing.model.query import Candidate, Query
    from briefing.model.views import Found
    from briefing.ui.map.chart import Pin

T = TypeVar("T")

_SOON_LISTED = 200  # rows; more than the tallest terminal shows


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one view shows: the counts of the desk and the view's rows, or only the first of them.

    `opens_at` is the row at which the list opens when nothing else says where; -1 for the first. `about` is the name of
    the one actor or place that the rows are of; empty for the whole desk. `kept` are the searches that are kept, not
    counted yet where the shelf is not whole; `pins` are the places that the view shows on the map.
    """

    view: str
    counts: Counts
    items: list[Item]
    is_whole: bool = True
    opens_at: int = -1
    about: str = ""
    kept: tuple[Tab, ...] = ()
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found for a text: the query as it was read, the hits with their rows, and what may be typed on.

    `name` is what it is kept as, or could be.
    """

    text: str
    query: Query
    found: Found
    rows: list[Item]
    candidates: tuple[Candidate, ...] = ()
    name: str = ""


class Library:
    """Answers in one thread of its own, in the order asked; what the reader does is written there too.

    The plain methods block: call them before the screen is there, or through `ask`.
    """

    def __init__(self, desk: Desk, state: State, clock: Clock, searches: Searches, maps: bool = True) -> None:
        self.desk = desk
        self.kept = KeptSearches(searches, desk, state, clock)
        self.state = state
        self.clock = clock
        self.maps = maps
        self._since: Since | None = None  # once it is known what was there before
        self._thread = ThreadPoolExecutor(1, "library")

    async def ask(self, question: Callable[..., T], *arguments: object) -> T:
        """Call `question` in the library's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, question, *arguments)

    def close(self) -> None:
        """Wait for what is under way, then close the files."""
        self._thread.shutdown(wait=True)
        self.state.close()
        self.desk.close()

    # Answers

    def pen(self) -> Pen:
        return Pen(self.clock.today(), self.maps)

    def first_shelf(self, view: str) -> Shelf:
        """What the first frame can show of a view, however large the desk is."""
        counts, kept = self.desk.counts(), self.kept.names()
        if view == "timeline":
            is_whole = counts.stories <= _SOON_LISTED
            found = self.desk.timeline() if is_whole else self.desk.events_around_today(_SOON_LISTED)
            return replace(self._timeline(found, counts), is_whole=is_whole and not kept, kept=kept)
        if view != "stories" or counts.stories <= _SOON_LISTED:
            return Shelf(view, counts, self._items(view), not kept, kept=kept, pins=self._pins(view))
        return Shelf(view, counts, self._story_items(self.desk.newest(_SOON_LISTED)), False, kept=kept)

    def shelf(self, view: str, of: Place | None = None) -> Shelf:
        """All rows of a view; of the timeline only those of an actor or a place, where one is given."""
        counts, kept = self.desk.counts(), self.kept.tabs()
        if view == "timeline":
            found = self._timeline_of(of, counts) if of else self._timeline(self.desk.timeline(), counts)
            return replace(found, kept=kept)
        return Shelf(view, counts, self._items(view), kept=kept, pins=self._pins(view))

    def entered(self, view: str, of: Place | None = None) -> Shelf:
        """A view that is opened: nothing of what it showed the last time has to stay, and it may come in two steps."""
        self.kept.enter()
        return self.first_shelf(view) if view == "timeline" and of is None else self.shelf(view, of)

    def _pins(self, view: str) -> tuple[Pin, ...]:
        if view != "map":
            return ()
        from briefing.ui.map.places import pins_of

        return pins_of(self.desk.venues())

    def _items(self, view: str) -> list[Item]:
        if view.startswith(KEPT):
            return self._story_items(self.kept.rows(view))
        if view == "map":
            from briefing.ui.map.places import map_items

            return map_items(self.desk.venues())
        if view == "people":
            return actor_items(self.desk.actors())
        if view == "places":
            return venue_items(self.desk.venues())
        if view == "questions":
            return question_items(self.desk.questions(), self.pen())
        return self._story_items(self.desk.stories())

    def _timeline(self, found: Iterable[Happening], counts: Counts, about: str = "") -> Shelf:
        from briefing.ui.timeline import timeline_items

        items, opens_at = timeline_items(found, self.pen(), about)
        return Shelf("timeline", counts, items, opens_at=opens_at, about=about)

    def _timeline_of(self, of: Place, counts: Counts) -> Shelf:
        page = self.page(of)
        name = page.actor.name if isinstance(page, Dossier) else page.venue.name if isinstance(page, VenuePage) else ""
        return self._timeline(self.desk.events_of(of.kind, of.key), counts, name or of.key)

    def _story_items(self, rows: Iterable[StoryRow]) -> list[Item]:
        return story_items(rows, self.state.read_ids(), self.state.starred_ids(), self.pen())

    def search(self, text: str, most: int) -> Answer:
        """What a query that is being typed finds and offers."""
        query = self.kept.query(text, typing=True)
        found = self.desk.search(query, self.state.read_ids(), self.state.starred_ids(), most)
        rows = self._story_items(hit.story for hit in found.hits)
        return Answer(text, query, found, rows, self.desk.complete(text), self.kept.name_of(text))

    def page(self, place: Place) -> Page | None:
        page = self.desk.page(place.kind, place.key)
        if self._since and isinstance(page, Story):
            return replace(page, changed=self._since.changed_paragraphs(page.brief.id))
        return page

    def origin(self, here: Place, link: Place | None, text: str) -> tuple[Page | None, Origin | None]:
        """The page that is meant and where what is marked on it stands: a link's own entry where it leads elsewhere."""
        page = self.page(here)
        if link and link.kind == "story" and not link.same_page(here):
            page, link = self.page(link), link if isinstance(link.at, AtMention) else None
        found = origin(page, link, text) if page else None
        if link and not isinstance(page, Story) and (other := self.page(link)):
            found = origin(other) or found
        if found is None and isinstance(page, Dossier | VenuePage) and page.appearances:
            story = self.page(Place.to("story", page.appearances[0].story.id))
            found = origin(story, here) if story else None
        return page, found

    def news(self) -> News:
        """What has not been seen; when there is nothing, that is noted."""
        news = self._since.news() if self._since else News()
        if self._since and not news.places:
            self._keep(self._since.catch_up)
        return news

    def difference(self, story: str) -> Difference | None:
        return self._since.difference(story) if self._since else None

    def find(self, wanted: str) -> Place | None:
        """The page that an id names: a story, else an actor, a place or a question."""
        return self.desk.find(wanted)

    # What the reader did; each answers with the sentence to show, which is empty when there is nothing to say

    def open_story(self, story: str) -> tuple[bool, str]:
        """Mark a story as read; whether that is new."""
        if story in self.state.read_ids():
            return False, ""
        return True, self._keep(lambda: self.state.set_read(story, True))

    def toggle_read(self, story: str) -> str:
        read = story not in self.state.read_ids()
        return self._keep(lambda: self.state.set_read(story, read)) or f"Marked as {'read' if read else 'unread'}"

    def toggle_star(self, story: str) -> str:
        star = story not in self.state.starred_ids()
        return self._keep(lambda: self.state.set_starred(story, star)) or ("Starred" if star else "Star taken off")

    def begin_news(self) -> str:
        """Compare from now on; before, nothing counts as seen: the page of the last visit is only shown again."""
        from briefing.desk.since import Since

        self._since = since = Since(self.desk, self.state, self.clock)
        return self._keep(since.begin)

    def see(self, place: Place) -> tuple[bool, str]:
        """Note that a page was opened; whether it was news."""
        if self._since is None:
            return False, ""
        try:
            return self._since.see(place), ""
        except StateError as error:
            return True, str(error)

    def see_all(self) -> str:
        return self._keep(self._since.see_all) if self._since else ""

    def begin_visit(self) -> str:
        return self._keep(lambda: self.state.begin_visit(self.clock.now()))

    def save(self, session: Session) -> str:
        return self._keep(lambda: self.state.save_session(session))

    def _keep(self, write: Callable[[], object]) -> str:
        try:
            write()
        except StateError as error:
            return str(error)
        return ""
