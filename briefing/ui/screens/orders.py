"""What takes more than one of the crew, in its order. Only here does one thing follow from another."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.ui.afar import NOT_IN_A_BROWSER, OF_A_PUBLISHED_DESK
from briefing.ui.commands import LIST, MAP, MARGIN, READER
from briefing.ui.pages.notes import not_found
from briefing.ui.reading import Reading
from briefing.ui.screens.crew import Crew
from briefing.ui.screens.left_once import renew_beside
from briefing.ui.screens.possible import Possible, named
from briefing.ui.views import view_listing, view_named
from briefing.ui.views.kept import KeptView
from briefing.ui.views.timeline import Timeline
from briefing.ui.views.view import View

if TYPE_CHECKING:
    from briefing.model.cursor_channel import CursorPlace
    from briefing.ui.stage import House, Stage

_CALLED = {"actor": "person, state or body", "venue": "place"}
"""What a kind of page is called where it is looked for."""


class Orders:
    """Gives the crew its orders, for the keys and for what the crew and the panes tell."""

    def __init__(self, stage: Stage, reading: Reading, house: House, crew: Crew) -> None:
        self._stage = stage
        self._reading = reading
        self._house = house
        self._crew = crew
        self._unseen: tuple[Place, Place | None] | None = None  # what the cursor stands on, and what was open then

    def step_aside(self) -> None:
        if self._house.is_web:
            self._stage.say(NOT_IN_A_BROWSER["suspend"])
        else:
            self._house.step_aside()

    # Going places

    def go(self, place: Place) -> None:
        """Open a place and read it."""
        self._crew.journey.visit(place)
        self._crew.columns.close_drawer()
        self._read()

    def _read(self) -> None:
        if self._reading.pane != READER:
            self._crew.columns.focus(READER)

    def back(self) -> None:
        if self._crew.journey.back():
            self._read()

    def forward(self) -> None:
        if self._crew.journey.forward():
            self._read()

    def pass_by(self, place: Place) -> None:
        """The list's cursor stands on a row: its page follows, at the latest when that is seen."""
        self._unseen = place, self._reading.here
        self.catch_up()

    def catch_up(self) -> None:
        """Show the page of the row that the list's cursor came to stand on, if a page is seen and no other was opened
        meanwhile."""
        if self._unseen and (self._crew.reader.display or self._reading.map_is_open):
            (place, open_then), self._unseen = self._unseen, None
            if self._reading.here == open_then or (open_then and open_then.same_page(self._reading.here)):
                self._crew.journey.pass_by(place)

    def choose(self, place: Place) -> None:
        """A row of the list was opened: what its cursor only passed is read after all."""
        self._crew.journey.pass_by(place)
        self._reading.stay()
        self._crew.columns.focus(READER)

    def pick(self, key: str, opens: bool) -> None:
        """A place was picked on the map."""
        if self._crew.atlas.pick(key, opens):
            self._crew.journey.pass_by(Place.to("venue", key))

    async def next_news(self) -> None:
        if following := await self._crew.newsroom.following():
            place, sentence = following
            self.go(place)
            self._stage.say(sentence)

    def tidy(self) -> None:
        """Names that may be one: those of the actor or the place that is marked first."""
        if self._house.is_web:
            self._stage.say(NOT_IN_A_BROWSER["names"])
            return
        if self._stage.library.desk.files is None:
            self._stage.say(OF_A_PUBLISHED_DESK["names"])
            return
        self._crew.tidying.begin(named(self._reading, self._crew, ("actor", "venue")))

    # In the pane with the focus

    def open(self) -> None:
        if self._reading.pane in (LIST, MAP):
            self._crew.list.choose()
        elif not self._crew.columns.text.follow():
            mark, follow = self._stage.key_of("mention.next"), self._stage.key_of("open")
            self._stage.say(f"Nothing is marked: {mark} marks the next name, {follow} opens it")

    def out(self) -> None:
        reading, crew, screen = self._reading, self._crew, self._crew.reader.screen
        if screen.get_selected_text():
            screen.clear_selection()
        elif crew.has_found and crew.finding.clear():
            pass
        elif reading.pane == LIST and crew.list.picked:
            crew.list.let_go()
            reading.changed()
        elif reading.zoomed:
            crew.columns.zoom()
        elif reading.pane == MARGIN:
            crew.columns.close_drawer()
            crew.columns.focus(READER)
        elif crew.columns.close_drawer():
            crew.columns.arrange()
        elif reading.pane == LIST and reading.view.of:
            self._open_soon(Timeline())
        else:
            crew.columns.focus(LIST)

    def interrupt(self) -> None:
        """`ctrl+c`, by which people leave other programs: what lies over the desk is left, and it is said what leaves
        the reader."""
        crew, desk = self._crew, self._crew.reader.screen
        crew.bars.begin_anew()
        if desk.app.screen is not desk:
            desk.app.screen.leave()  # type: ignore[attr-defined]
        elif crew.is_jumping:
            crew.jump.press("escape")
        elif crew.has_found:
            crew.finding.give_up()
        self._stage.say(f"{self._stage.key_of('quit')} leaves the reader")

    def leave_find(self, kept: bool) -> None:
        """The find bar was left; who gives up a filter is where the reader was before. Who keeps one means the rows
        that it leaves with the next key, also where they are still to come."""
        if kept and self._crew.finding.take():
            self._stage.work(self._keep_found, "find", opens=True)
        else:
            self._close_find(kept)

    async def _keep_found(self) -> None:
        await self._crew.finding.found()
        self._close_find(kept=True)

    def _close_find(self, kept: bool) -> None:
        if left := self._crew.finding.close(kept):
            self._crew.journey.return_to(left)

    def to_date(self) -> None:
        """Ask for a date, and go to the nearest row of the list."""
        self._crew.columns.focus(LIST)
        self._crew.finding.open_date()

    def step(self, steps: int) -> None:
        """To the next name in the text; beside a map, to the next place of the list."""
        if self._reading.map_is_open and self._reading.pane != MARGIN:
            self._crew.list.move(steps)
            return
        self._lead_text()
        self._crew.columns.text.step(steps)

    def step_to(self, kind: str, steps: int) -> None:
        self._lead_text()
        if not self._crew.columns.text.step_to(kind, steps):
            self._stage.say(f"No {_CALLED.get(kind, kind)} further {'down' if steps > 0 else 'up'}")

    def _lead_text(self) -> None:
        if self._reading.pane != MARGIN:
            self._crew.columns.focus(READER)

    # Views

    async def view(self, name: str) -> None:
        await self._open(view_named(name))

    async def _open(self, view: View) -> None:
        opened = await self._crew.shelves.open(view)
        self._crew.columns.focus(LIST)
        item = self._crew.list.item
        if opened and item and item.place:
            self.pass_by(item.place)
        elif opened and not item and not view.has_map and self._reading.shelf.counts.stories:
            self._stage.say(f"{view.title}: nothing on this desk yet")
        if view.has_map:
            self._crew.atlas.explain()

    def _open_soon(self, view: View) -> None:
        self._stage.work(partial(self._open, view), "shelf", newest=True)

    async def sort(self, order: str) -> None:
        """Put the list into an order, by its id; into the view's own where that is empty."""
        view = self._reading.view
        if order and order not in {each.id for each in view.orders}:
            self._stage.say(_unsorted(view, order, {command.id for command in self._stage.commands}))
            return
        await self._crew.shelves.sort("" if order == view.orders[0].id else order)
        self._stage.say(f"{view.title}: {view.order(order).said.lower()}")
        self._crew.memory.save_soon()

    def timeline(self) -> None:
        """The timeline of one actor or place."""
        if place := named(self._reading, self._crew, ("actor", "venue")):
            self._open_soon(Timeline(place))
        else:
            self._stage.say("Mark a person, a state, a body or a place first: this is the timeline of one")

    async def kept(self, number: int) -> None:
        if view := self._crew.searching.view(number):
            await self.show_kept(view)

    async def show_kept(self, view: KeptView) -> None:
        await self._open(view)
        await self._crew.searching.complain(view)

    async def drop_search(self) -> None:
        if sentence := await self._crew.searching.drop():
            await self.view("stories")
            self._stage.say(sentence)

    def connect(self) -> None:
        """Ask how the actor that is meant is connected with another."""
        if place := named(self._reading, self._crew, ("actor",)):
            self._crew.palette.connect(place)
        else:
            self._stage.say("Mark a person, a state or a body first: this asks how two are connected")

    # Beside the desk

    def choose_theme(self) -> None:
        self._house.themes.renew()
        self._house.watch_files()
        self._stage.push(self._stage.beside.themes(self._stage.say, self._keep_theme))

    def _keep_theme(self, title: str) -> None:
        self._stage.say(f"Theme: {title}")
        self._crew.memory.save_soon()

    def follow_ground(self) -> None:
        trouble = self._house.follow_ground()
        self._keep_theme("as the terminal is, dark or light")
        if trouble:
            self._stage.say(trouble)

    def show_palette(self) -> None:
        self._crew.palette.show(Possible(self._reading, self._crew))

    def show_help(self) -> None:
        self._stage.push(self._stage.beside.help(self._reading.pane))

    # Marks and news

    def read_page(self) -> None:
        """The page that is open is read, and seen as it is now."""
        if self._reading.page is not None and (here := self._reading.here):
            self._stage.work(partial(self._see, here), "marks")

    async def _see(self, place: Place) -> None:
        if await self._mark_seen(place):
            await self._crew.newsroom.count()

    async def _mark_seen(self, place: Place) -> bool:
        """Whether it was news, and has to be counted again."""
        if await self._crew.marks.read(place) and self._reading.view.lists_stories:
            await self._crew.shelves.restock()
        return await self._crew.newsroom.see(place)

    def toggle_read(self) -> None:
        if stories := self._crew.marks.meant:
            self._stage.work(partial(self._toggle_read, stories), "marks")

    async def _toggle_read(self, stories: tuple[str, ...]) -> None:
        await self._crew.marks.toggle(self._stage.library.toggle_read, stories)
        await self._count_seen(stories)

    def read_all(self) -> None:
        self._stage.work(self._read_all, "marks")

    async def _read_all(self) -> None:
        if stories := await self._crew.marks.read_all():
            await self._count_seen(stories)

    async def _count_seen(self, stories: tuple[str, ...]) -> None:
        """Stories were marked as read or unread: either way they were seen."""
        await self._restock_stories()
        if await self._crew.newsroom.see_stories(stories):
            await self._crew.newsroom.count()

    def toggle_star(self) -> None:
        if stories := self._crew.marks.meant:
            self._stage.work(partial(self._toggle_star, stories), "marks")

    async def _toggle_star(self, stories: tuple[str, ...]) -> None:
        await self._crew.marks.toggle(self._stage.library.toggle_star, stories)
        await self._restock_stories()

    def remark(self, what: str) -> None:
        """Ask for a tag or a note, on the row, the page, the paragraph or the name that is meant."""
        self._crew.remarking.ask(what, named(self._reading, self._crew, ("actor", "venue")))

    async def put_remark(self, what: str, text: str, subjects: tuple[str, ...], is_set: bool) -> None:
        await self._crew.remarking.put(what, text, subjects, is_set)
        await self._show_marks()

    def follow_marks(self) -> None:
        """Another reader of the same desk marked something."""
        self._stage.work(self._follow_marks, "marks")

    async def _follow_marks(self) -> None:
        await self._show_marks()
        await self._crew.newsroom.count()

    async def _show_marks(self) -> None:
        """The rows and the page with the marks that there are now; nothing moves for it."""
        await self._crew.shelves.restock()
        await self._crew.journey.renew((), is_cold=False)

    async def _restock_stories(self) -> None:
        if self._reading.view.lists_stories:
            await self._crew.shelves.restock()

    # The desk's files

    async def begin(self, opened: str) -> None:
        """Behind the first frame: bring the index up to date, then compare with the last visit. `opened` is the id to
        open once a desk that was never read before has been."""
        self._house.watch_files()  # first, so that nothing is saved between the two unseen
        is_cold = self._crew.refreshing.is_cold
        refreshed = await self._crew.refreshing.read_all()
        await self._crew.journey.follow_renames()
        if refreshed or is_cold:
            # before the page: where that is gone, the list's first row takes its place
            await self._crew.shelves.restock(keep_scroll=not is_cold)
            if not (is_cold and opened and await self._open_id(opened)):
                await self._crew.journey.renew((), is_cold)
        if await self._crew.newsroom.begin():
            await self._crew.journey.mark_changes()
        if self._crew.following:
            self._lead(await self._crew.following.begin())

    async def _open_id(self, id: str) -> bool:
        if place := await self._stage.library.ask(self._stage.library.find, id):
            if view := view_listing(place.kind):
                await self._crew.shelves.open(view)
            self._crew.journey.visit(place)
            self._crew.columns.focus(READER)
            return True
        questions = await self._stage.library.ask(self._stage.library.questions_called, id)
        self._stage.say(not_found(id, questions))
        return False

    def refresh(self, files: frozenset[str]) -> None:
        """Files were saved: check them, which need not wait for the index, and read them again."""
        if self._crew.is_checking:
            self._crew.checking.renew()
        if self._crew.following:
            self._crew.following.check(files)
        self._stage.work(partial(self.read_again, files), "refresh")  # drops none: each knows of other files

    async def read_again(self, files: frozenset[str] = frozenset()) -> None:
        """Bring the index up to date with some files, a published desk to what is published, and then the screen."""
        refreshed = await self._crew.refreshing.read(files)
        if refreshed:
            await self._crew.journey.follow_renames()
            touched = {*refreshed.added, *refreshed.changed, *refreshed.removed}
            await self._crew.shelves.restock()
            if self._crew.following and self._crew.following.story:
                touched = set()  # it says itself what became of what was saved
            await self._crew.journey.renew(touched, is_cold=False)
            renew_beside(self._crew.reader.app)
        if self._crew.following and self._crew.following.file in files:
            self._lead(await self._crew.following.read())
        elif self._crew.following:
            self._crew.following.point()
        here = self._reading.here
        if self._reading.pane == READER and self._reading.page is not None and here:
            await self._mark_seen(here)  # who has it open sees what was saved; counted below, once
        await self._crew.newsroom.count()
        if self._crew.is_tidying:
            self._crew.tidying.renew()

    # A file that is followed

    def follow_cursor(self, place: CursorPlace) -> None:
        """An editor's cursor is somewhere else in the file that is followed."""
        if self._crew.following and self._crew.following.told(place):
            self._stage.work(self._seek, "follow", newest=True)

    async def _seek(self) -> None:
        if self._crew.following:
            self._lead(await self._crew.following.seek())

    def _lead(self, place: Place | None) -> None:
        """Show what is written at: on another page, or on the one that is open."""
        if place:
            self._crew.journey.pass_by(place)
        elif self._crew.following:
            self._crew.following.point()


def _unsorted(view: View, order: str, commands: Collection[str]) -> str:
    """Why a view is not put into an order, and which it has."""
    if len(view.orders) == 1:
        return f"{view.title} has one order: {view.orders[0].said.lower()}"
    *others, last = [each.id for each in view.orders if f"sort.{each.id}" in commands]
    return f"{view.title} can't be sorted by {order}, but by {', '.join(others)} or {last}"
