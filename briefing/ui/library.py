"""The desk and what the reader did with it, as the screen asks for them: never in the screen's own thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from briefing.config.searches import Searches
from briefing.desk.desk import Desk
from briefing.desk.refreshed import Refreshed as Refreshed
from briefing.desk.remarks import Remarks, page_subject
from briefing.desk.share import FIRST, WHOLE
from briefing.desk.state import State, StateError
from briefing.model.clock import Clock
from briefing.model.nouns import counted
from briefing.model.origin import Origin, origin
from briefing.model.place import AtMention, Place
from briefing.model.session import Session
from briefing.model.system import have_large_blocks_apart
from briefing.model.value import dataclass, replace
from briefing.model.views import Counts, Dossier, FoundQuotes, News, Page, Story, VenuePage
from briefing.ui.item import Item
from briefing.ui.kept import KeptSearches, Tab
from briefing.ui.pages.pen import Pen
from briefing.ui.views import VIEWS
from briefing.ui.views.listed import Listed
from briefing.ui.views.remarked import remarked
from briefing.ui.views.stories import stocked
from briefing.ui.views.view import Order, Rows, View
from briefing.ui.windowed import Windowed

if TYPE_CHECKING:
    from datetime import date

    from briefing.desk.excerpt import Excerpt as Excerpt
    from briefing.desk.since import Since
    from briefing.model.query import Candidate, Query
    from briefing.model.revision import Difference
    from briefing.model.views import Digest, Found

P = ParamSpec("P")
T = TypeVar("T")

_LOOKED_INTO = 500
"""The newest stories that are looked into for sentences while one types: of stories of 5 KB that is a second at worst,
where all have the words and no sentence fits."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the left pane and the bar above show: a view's rows, the counts of the desk and the searches that are kept,
    which are not counted yet where the shelf is not whole; `order` is that of the rows.
    """

    counts: Counts = Counts()
    rows: Rows = Rows()
    kept: tuple[Tab, ...] = ()
    is_whole: bool = True
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found for a text: the query as it was read, the hits, and what may be typed on.

    `rows` are those of the stories found; sentences have none. `name` is what it is kept as, or could be.
    """

    text: str
    query: Query
    found: Found | FoundQuotes
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
        self.read_before: Collection[str] = ()
        self.followed = ""
        """The file that is followed while it is written, whose problems stand elsewhere than on its page."""
        self.first = FIRST
        """How much of a page is shown until all of it is asked for."""
        self._noticed = state.notice
        self._tabs: tuple[Tab, ...] = ()  # as they were counted last
        self._since: Since | None = None  # once it is known what was there before
        self.remarks = Remarks(state)
        desk.remarks = self.remarks.every
        self._thread = ThreadPoolExecutor(1, "library")

    async def ask(self, question: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Call `question` in the library's thread."""
        call: Callable[[], T] = partial(question, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(self._answer, call))

    def _answer(self, call: Callable[[], T]) -> T:
        with self.desk.at_once():
            return call()

    def refresh(
        self, progress: Callable[[int, int], None] | None = None, only: Collection[str] | None = None
    ) -> Refreshed:
        """`Desk.refresh`; in a thread of its own, which rests afterwards."""
        have_large_blocks_apart()
        refreshed = self.desk.refresh(progress, None, only)
        if refreshed:
            self.desk.rest()
        return refreshed

    def close(self) -> None:
        """Wait for what is under way, then close the files."""
        self._thread.shutdown(wait=True)
        self.state.close()
        self.desk.close()

    # Answers

    def pen(self) -> Pen:
        return Pen(self.clock.today(), self.maps)

    def first_shelf(self, view: View, order: str = "") -> Shelf:
        """What the first frame can show of a view, however large the desk is."""
        return self._first(view, order, self.kept.names(), ())

    def shelf(self, view: View, order: str = "", near: Iterable[str] = ()) -> Shelf:
        """All rows of a view, in an order of its own or in that of an id; those around rows that are known by the keys
        `near` are made."""
        ordered = view.order(order)
        rows = view.rows(self, ordered.id)
        self.make_near(rows, near)
        self._tabs = self.kept.tabs()
        return Shelf(counts=self.desk.counts(), rows=rows, kept=self._tabs, order=ordered)

    def entered(self, view: View, order: str = "", near: Iterable[str] = ()) -> Shelf:
        """A view that is opened or sorted: nothing of what it showed before has to stay, and it may come in two
        steps."""
        self.kept.enter()
        named, counted = self.kept.names(), {(tab.name, tab.query): tab for tab in self._tabs}
        return self._first(view, order, tuple(counted.get((tab.name, tab.query), tab) for tab in named), near)

    def _first(self, view: View, order: str, kept: tuple[Tab, ...], near: Iterable[str]) -> Shelf:
        self._noticed = self.state.notice
        self.read_before = frozenset(self.state.read_ids())
        counts, ordered = self.desk.counts(), view.order(order)
        rows = view.first(self, counts, ordered.id)
        self.make_near(rows, near)
        is_whole = rows.is_whole and not kept
        return Shelf(counts=counts, rows=rows, kept=kept, is_whole=is_whole, order=ordered)

    def make_near(self, rows: Rows, keys: Iterable[str]) -> None:
        """Make the rows around those of some keys, and the first, so that a list can open there."""
        items = rows.items
        if isinstance(items, Windowed) and len(items):
            items.make_around(max(0, rows.opens_at))
            for key in keys:
                for index in items.indices_of(key)[:_SEVERAL]:
                    items.make_around(index)

    def nearest(self, view: View, order: str, rows: Windowed, first: date, last: date) -> int:
        """The index of the first of a view's rows with a date that is nearest to these days; -1 where none has any."""
        if not isinstance(view, Listed):
            return -1
        numbers = self.desk.nearest(view.kind, view.order(order).id, first, last, rows.numbers)
        return min((at for at in map(rows.index_of, numbers) if at >= 0), default=-1)

    def search(self, text: str, most: int) -> Answer:
        """What a query that is being typed finds and offers."""
        query = self.kept.query(text, typing=True)
        read, starred = self.state.read_ids(), self.state.starred_ids()
        found: Found | FoundQuotes
        if query.of_sentences:
            found, rows = self.desk.quotes(query, read, starred, most, _LOOKED_INTO), []
        else:
            found = self.desk.search(query, read, starred, most)
            rows = [row for row in remarked(self, [*stocked(self, [hit.story for hit in found.hits])]) if row]
        return Answer(
            text=text,
            query=query,
            found=found,
            rows=rows,
            candidates=self.desk.complete(text),
            name=self.kept.name_of(text),
        )

    def named(self, text: str, most: int, nearly: bool = False) -> list[Item]:
        """What of the desk is called like a folded text, best first; or `nearly` so. No more than `most` rows."""
        from briefing.desk.rolls import Roll

        ask = self.desk.named_nearly if nearly else self.desk.named
        views = [view for view in VIEWS if isinstance(view, Listed) and view.names_pages]
        found = [(rank, view, number) for view in views for number, rank in ask(view.kind, text, most)]
        best = sorted(found, key=lambda one: -one[0])[:most]
        made: dict[tuple[View, int], Item | None] = {}
        for view in views:
            numbers = [number for _rank, of, number in best if of is view]
            items = view.maker(self, Roll(), view.orders[0].id)(numbers)
            made |= {(view, number): item for number, item in zip(numbers, items, strict=True)}
        return [item for _rank, view, number in best if (item := made[view, number])]

    def actors_called(self, words: Sequence[str], most: int) -> list[tuple[str, str]]:
        """The names and the keys of the best known actors with words that begin like some folded words."""
        numbers = self.desk.actors_beginning(words, most)
        rows = self.desk.actors_at(numbers)
        return [(rows[number].name, rows[number].key) for number in numbers if number in rows]

    def page(self, place: Place) -> Page | None:
        """A page; where it is large, what is newest of it, until all of it is asked for."""
        page = self.desk.page(place.kind, place.key, WHOLE if place.is_whole else self.first)
        if isinstance(page, Story) and page.brief.file == self.followed:
            page = replace(page, line_problem=None)
        if isinstance(page, Story | Dossier | VenuePage):
            of = page_subject(page)
            page = replace(page, remarks=tuple(self.remarks.on_pages([of]).get(of, ())))
        if self._since and isinstance(page, Story):
            changed = self._since.changed(page.brief.id)
            return replace(page, changed=frozenset(changed.paragraphs), renewed=changed.keys)
        return page

    def put_remark(self, what: str, text: str, subjects: tuple[str, ...], is_set: bool) -> str:
        """Write a tag or a note on some subjects, or take it off."""
        called = f"#{text}" if what == "tag" else "Note"
        said = f"{called} {'put on' if is_set else 'taken off'}"
        said += f" {len(subjects)} pages" if len(subjects) > 1 else ""
        return self._keep(lambda: self.remarks.put(what, subjects, text, is_set)) or said

    def marks_version(self) -> int:
        """What differs when another reader of the same desk has marked something. May be called from any thread."""
        return self.state.ask(lambda db: int(db.execute("PRAGMA data_version").fetchone()[0]), 0)

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

    def excerpt(self, at: Origin) -> tuple[Excerpt | None, str]:
        """The lines of an origin and those around them, else why they cannot be had."""
        from briefing.desk.excerpt import ExcerptError, excerpt

        try:
            return excerpt(self.desk.text_of(at.file), at), ""
        except ExcerptError as error:
            return None, str(error)

    def since_words(self, news: News) -> str:
        """The moment since when something is new; on the first visit, while nothing is, that it is the first."""
        from briefing.desk.since import since_words

        if news.is_first and not news.places:
            return "your first visit"
        return since_words(news.moment, self.clock.today()) if news.moment else "the last visit"

    def news(self) -> News:
        """What has not been seen; when there is nothing, that is noted."""
        news = self._since.news() if self._since else News()
        if self._since and not news.places:
            self._keep(self._since.catch_up)
        return news

    def digest(self, since: date | None) -> Digest | None:
        """What there is to know since a day, or since the last visit; None while that is not known."""
        if since:
            return self.desk.digest(since)
        return self._since.digest() if self._since else None

    def difference(self, story: str) -> Difference | None:
        return self._since.difference(story) if self._since else None

    def find(self, wanted: str) -> Place | None:
        """The page that an id names: a story, else an actor, a place or a question."""
        return self.desk.find(wanted)

    def questions_called(self, short: str) -> tuple[str, ...]:
        """The keys of the questions that have an id in their stories, newest story first."""
        return self.desk.questions_called(short)

    # What the reader did; each answers with the sentence to show, which is empty when there is nothing to say

    def open_story(self, story: str) -> tuple[bool, str]:
        """Mark a story as read; whether that is new."""
        if story in self.state.read_ids():
            return False, ""
        return True, self._keep(lambda: self.state.set_read(story, True))

    def toggle_read(self, stories: tuple[str, ...]) -> str:
        """Read, all of them, if one is not; else unread."""
        read = not self.state.read_ids().issuperset(stories)
        return self.mark_read(stories, read)[1]

    def toggle_star(self, stories: tuple[str, ...]) -> str:
        star = not self.state.starred_ids().issuperset(stories)
        said = "Starred" if star else "Star taken off"
        if len(stories) > 1:
            said = f"{counted(len(stories), 'story', 'stories')} starred" if star else "Stars taken off"
        return self._keep(lambda: self.state.set_all("star", stories, star)) or said

    def mark_read(self, stories: tuple[str, ...], read: bool) -> tuple[tuple[str, ...], str]:
        """Those of the stories that were not so before, and what to say."""
        known = self.state.read_ids()
        others = tuple(story for story in stories if (story in known) is not read)
        said = f"arked as {'read' if read else 'unread'}"
        said = f"{len(stories)} stories m{said}" if len(stories) > 1 else f"M{said}"
        return others, self._keep(lambda: self.state.set_all("read", others, read)) or said

    def begin_news(self) -> str:
        """Compare from now on; before, nothing counts as seen: the page of the last visit is only shown again."""
        from briefing.desk.since import Since

        self._since = since = Since(self.desk, self.state, self.clock)
        return self._keep(since.begin)

    def follow_renames(self) -> tuple[dict[str, str], str]:
        """New ids by old ones of the stories whose files have other names now; what to say where that can't be kept."""
        from briefing.desk.renamed import follow_renames

        try:
            moved = follow_renames(self.desk, self.state)
        except StateError as error:
            return {}, str(error)
        if self._since:
            self._since.follow(moved)
        return moved, ""

    def see(self, place: Place) -> tuple[bool, str]:
        """Note that a page was opened; whether it was news."""
        if self._since is None:
            return False, ""
        try:
            return self._since.see(place), ""
        except StateError as error:
            return True, str(error)

    def see_stories(self, stories: tuple[str, ...]) -> tuple[bool, str]:
        """Note that stories were seen; whether one was news."""
        if self._since is None:
            return False, ""
        try:
            return self._since.see_stories(frozenset(stories)), ""
        except StateError as error:
            return True, str(error)

    def see_all(self) -> str:
        return self._keep(self._since.see_all) if self._since else ""

    def begin_visit(self) -> str:
        said = self.desk.carry()  # first, or the visit before, on another machine, would not be known
        return self._keep(lambda: self.state.begin_visit(self.clock.now())) or said

    def save(self, session: Session) -> str:
        return self._keep(lambda: self.state.save_session(session))

    def _keep(self, write: Callable[[], object]) -> str:
        try:
            write()
        except StateError as error:
            return str(error)
        known, self._noticed = self._noticed, self.state.notice  # what became known since it was opened
        return self._noticed if self._noticed != known else ""


_SEVERAL = 4
"""Rows of one key around which a list can open."""
