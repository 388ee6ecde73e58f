"""The desk: a list, a page, its margin, and the two bars. Keys become acts and messages orders to the crew."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from briefing.model.session import Session
from briefing.model.value import dataclass
from briefing.model.views import Page
from briefing.ui.acts import Act
from briefing.ui.ahead import KeysAhead
from briefing.ui.arrangement import WIDE
from briefing.ui.commands import MAP, READER
from briefing.ui.keyboard import INTERRUPT, Keyboard, spelled
from briefing.ui.keys import label, plain
from briefing.ui.library import Library, Shelf
from briefing.ui.manner import Manner
from briefing.ui.messages import (
    CommandChosen,
    CursorTold,
    DeskChanged,
    DeskRead,
    EditAt,
    GoTo,
    MarksChanged,
    PaneFocused,
    ShowView,
    ThemesChanged,
)
from briefing.ui.reading import Reading
from briefing.ui.screens.beside import SideScreens
from briefing.ui.screens.crew import Crew
from briefing.ui.screens.orders import Orders
from briefing.ui.screens.outage import Outage
from briefing.ui.screens.possible import Possible
from briefing.ui.screens.selecting import SelectsText
from briefing.ui.sheet import Press, Target, WebLink
from briefing.ui.views import view_named
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView
from briefing.ui.widgets.typed_into import TypedInto

if TYPE_CHECKING:
    from briefing.ui.beside import Beside
    from briefing.ui.following import Manuscript
    from briefing.ui.stage import House
    from briefing.ui.widgets.find_bar import FindBar
    from briefing.ui.widgets.map_view import MapView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Start:
    """What the first frame shows: read before the screen is there, so that nothing has to be waited for.

    `shelf` is None when the desk has not been indexed yet; `opened` is then the id to open once it is.
    `label` says at all times what is special about the desk. With `welcome` the page is covered until the first key.
    `manuscript` is the file that is followed.
    """

    session: Session
    shelf: Shelf | None = None
    page: Page | None = None
    note: str = ""
    label: str = ""
    opened: str = ""
    welcome: bool = False
    manuscript: Manuscript | None = None


_CHOICES = (CommandChosen, GoTo, ShowView)
"""What is told of a choice that was made beside the desk."""


class DeskScreen(SelectsText, Screen[None]):
    """The stage of the crew."""

    AUTO_FOCUS = None

    def __init__(self, library: Library, start: Start, house: House, manner: Manner) -> None:
        super().__init__()
        self.library = library
        self.manner = manner
        self.start = start
        self.beside: Beside = SideScreens(library, house, manner)
        self.commands = house.commands
        self.keyboard = Keyboard(house.commands)
        session = start.session
        self.reading = Reading(
            view_named(session.view, session.of), start.shelf, session.trail, pane=session.pane,
            recent=session.recent, orders=session.orders, has_maps=manner.draws_maps, welcome=start.welcome,
        )  # fmt: skip
        self.crew = Crew(
            self, self.reading, house, self.keyboard,
            label=start.label, is_cold=start.shelf is None, manuscript=start.manuscript,
        )  # fmt: skip
        self.orders = Orders(self, self.reading, house, self.crew)
        self._possible = Possible(self.reading, self.crew)
        self._house = house
        self._ahead = KeysAhead()
        self._outage = Outage(self, self.reading, self.crew, self.orders.read_again)

    def compose(self) -> ComposeResult:
        yield self.crew.bars.top
        yield from self.crew.columns.panes.values()
        yield self.crew.bars.status

    def on_mount(self) -> None:
        self.reading.listener = lambda: self.call_next(self._draw)  # once the message that changed it is dealt with
        crew, reading = self.crew, self.reading
        reading.zoomed = bool(self.start.manuscript) and self.size.width < WIDE
        crew.columns.arrange()
        if self.start.shelf is None:
            crew.journey.show_progress(0, 0)
        else:
            crew.journey.begin(self.start.page)
        crew.shelves.show(reading.shelf)
        crew.list.stands_at = self.start.session.row
        if self.start.note:
            self.say(self.start.note)
        crew.columns.focus(reading.pane)
        if reading.welcome:
            crew.journey.greet()
        self._draw()
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        if not gc.isenabled():  # the command line turned it off until now
            gc.freeze()  # what made the first frame stays: the collector need not walk it
            gc.enable()
        if not self.reading.shelf.is_whole:
            self.crew.shelves.restock_soon()
        self.work(partial(self.orders.begin, self.start.opened), "refresh")
        self.work(partial(self.crew.memory.keep, self.library.begin_visit), "visit")

    def _draw(self) -> None:
        """What follows from where the reader is, once a turn."""
        self.reading.settled()
        self.orders.catch_up()
        crew = self.crew
        crew.shelves.settle()
        if MAP in crew.columns.panes:
            crew.atlas.show()
        if crew.has_found:
            crew.finding.draw()
        crew.bars.draw(
            crew.newsroom.forms(), crew.finding.facts if crew.has_found else lambda facts: facts, self._possible
        )

    # The stage

    def say(self, text: str) -> None:
        self.crew.bars.say(text)

    def work(
        self, work: Callable[[], Coroutine[object, object, None]], group: str, newest: bool = False, opens: bool = False
    ) -> None:
        worker = self.run_worker(work, group=group, exclusive=newest, exit_on_error=False)
        if opens:
            self._ahead.opening = worker
        self._outage.mind(worker)

    def push(self, screen: Screen[T], then: Callable[[T | None], None] | None = None) -> Awaitable[object]:
        shown = self.app.push_screen(screen, then)
        self._ahead.opening = None
        for event in self._ahead.take():
            self._pass_on(event)
        return shown

    def put(self, widget: Widget, after: Widget | None = None) -> None:
        self.mount(widget, after=after)

    def key_of(self, id: str) -> str:
        command = next(command for command in self.keyboard.commands if command.id == id)
        return plain(command.first) or f"“{command.title}”"

    async def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self._outage.heed(event.worker, event.state)
        await self._catch_up()

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Do what a key means; keys typed into a field are the field's."""
        await self._catch_up()
        if self._ahead.hold(event):
            event.stop()
            return
        if self._pass_on(event):
            event.stop()
            return
        too_small = self.crew.columns.is_too_small  # then nothing shows, and nothing has the focus
        if not too_small and self.focused not in self.crew.columns.panes.values():
            return
        key = spelled(event)
        self.crew.bars.begin_turn()
        self._end_welcome()
        if self.crew.is_jumping:
            self.keyboard.forget()
            self.crew.jump.press(key)
            event.stop()
            return
        begun = self.keyboard.begun
        command = self.keyboard.press(key, self.reading.pane)
        if command or self.keyboard.begun or (begun and key != INTERRUPT):
            event.stop()
        if self.keyboard.begun != begun:
            self.reading.changed()
        follows = self.keyboard.follows(self.reading.pane)
        if self.keyboard.begun and not command and not any(self._possible(each) for _keys, each in follows):
            self.say(f"Nothing here begins with {label(self.keyboard.begun)}")
        if command and (not too_small or command.id == "quit"):
            await self.run(command.act)
            if isinstance(self.focused, TextView):
                self._draw()  # with the text, which is painted next: what its message changes would be painted after it

    async def _catch_up(self) -> None:
        """What was waited for is done, or did not come: the keys are for what is here now."""
        while self._ahead.is_due:
            for event in self._ahead.take():
                await self.on_key(event)

    def post_message(self, message: Message) -> bool:
        self._ahead.chosen += isinstance(message, _CHOICES)
        return super().post_message(message)

    def _pass_on(self, event: events.Key) -> bool:
        """A key that was on its way while an earlier one opened a field or a screen is meant for that one."""
        screen = self.app.screen
        if isinstance(screen, TypedInto):
            return screen.field.catch(event)
        if screen is not self:
            return screen.post_message(events.Key(event.key, event.character))
        return self.crew.has_found and self.crew.finding.catch(event)

    async def run(self, act: Act) -> None:
        """Do what a command does; the owner of an act is one of the crew, or `orders`, or this `screen`."""
        owner = {"orders": self.orders, "screen": self}.get(act.owner) or getattr(self.crew, act.owner)
        result = act.bound(owner)()
        if isawaitable(result):
            await self._outage.bear(result)

    def on_mouse_down(self) -> None:
        self.crew.bars.begin_anew()
        self._end_welcome()

    def _end_welcome(self) -> None:
        """The first key or click: what was covered comes to light, and the focus is where it would be."""
        if self.reading.welcome:
            self.crew.journey.end_welcome()
            self.crew.columns.focus(self.reading.pane)

    def on_resize(self) -> None:
        if self.crew.is_jumping:
            self.crew.jump.press("escape")  # what it knew of the cells is no longer so
        self.crew.columns.arrange()
        if self.crew.following:
            self.crew.following.draw()
        if self.reading.welcome:
            self.crew.journey.greet()

    # What the panes tell

    def on_list_view_highlighted(self, message: ListView.Highlighted) -> None:
        self.reading.changed()
        item = self.crew.list.item
        if item and item.place and item.key == message.item.key:  # else it has moved on meanwhile
            self.orders.pass_by(item.place)

    @on(ListView.Chosen)
    @on(ListView.Wanted)
    def serve_list(self, message: ListView.Chosen | ListView.Wanted) -> None:
        if isinstance(message, ListView.Wanted):
            self.crew.shelves.serve(message)
        elif message.item.place:
            self.orders.choose(message.item.place)

    def on_map_view_picked(self, message: MapView.Picked) -> None:
        self.orders.pick(message.key, message.opens)

    def on_text_view_moved(self, message: TextView.Moved) -> None:
        self.reading.changed()
        if message.pane is self.crew.reader:
            self.crew.memory.save_soon()

    async def on_text_view_followed(self, message: TextView.Followed) -> None:
        await self._follow(message.followed.target)

    async def on_bar_pressed(self, message: Bar.Pressed) -> None:
        await self._follow(message.pressed.target)

    async def _follow(self, target: Target) -> None:
        if isinstance(target, Press):
            await self.run(target.act)
        elif isinstance(target, WebLink):
            self.crew.provenance.tell(target.href)
        else:
            self.orders.go(target)

    def on_find_bar_typed(self, message: FindBar.Typed) -> None:
        self.crew.finding.typed(message.text)

    def on_find_bar_stepped(self, message: FindBar.Stepped) -> None:
        self.crew.finding.stepped(message.steps)

    def on_find_bar_left(self, message: FindBar.Left) -> None:
        self.orders.leave_find(message.kept)

    # What the crew tells

    def on_pane_focused(self, message: PaneFocused) -> None:
        if message.pane == READER:
            self.orders.read_page()
        self.crew.memory.save_soon()

    def on_page_shown(self) -> None:
        if self.crew.following:
            self.crew.following.point()
        if self.reading.pane == READER:
            self.orders.read_page()
        self.crew.memory.save_soon()

    @on(GoTo)
    @on(CommandChosen)
    @on(ShowView)
    async def do_as_chosen(self, message: GoTo | CommandChosen | ShowView) -> None:
        if isinstance(message, GoTo):
            self.orders.go(message.place)
        elif isinstance(message, ShowView):
            await self._outage.bear(self.orders.show_kept(message.view))
        else:
            await self.run(message.act)
        self._ahead.chosen -= 1
        await self._catch_up()

    def on_edit_at(self, message: EditAt) -> None:
        self.work(partial(self.crew.provenance.edit_at, message.at, message.say), "source")

    def on_searches_kept(self) -> None:
        self.crew.shelves.restock_soon()

    # What the desk and its house tell

    def on_desk_read(self, message: DeskRead) -> None:
        self.crew.journey.show_progress(message.done, message.total)

    @on(DeskChanged)
    @on(CursorTold)
    @on(MarksChanged)
    def keep_up(self, message: DeskChanged | CursorTold | MarksChanged) -> None:
        if isinstance(message, DeskChanged):
            self.orders.refresh(message.files)
        elif isinstance(message, CursorTold):
            self.orders.follow_cursor(message.place)
        else:
            self.orders.follow_marks()

    def on_themes_changed(self, message: ThemesChanged) -> None:
        if trouble := self._house.renew_themes():
            self.say(trouble)

    def restyle(self) -> None:
        """The theme changed."""
        self.crew.columns.restyle()
        self.crew.bars.refresh()

    async def quit(self, status: int = 0) -> None:
        """Save where the reader is and end, with that exit status."""
        try:
            await self.crew.memory.leave()
            self._house.note_frame()
        finally:  # whatever is the matter, nobody is kept here
            self.app.exit(return_code=status)
