"""The desk: a list, a page, its margin, and the two bars. Wiring only: what is shown is made elsewhere."""

from __future__ import annotations

import gc
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from briefing.model.place import PageKind, Place
from briefing.model.session import Session
from briefing.model.trail import Trail
from briefing.model.value import dataclass
from briefing.model.views import Page
from briefing.ui.arrangement import SMALLEST, arrange
from briefing.ui.atlas import Atlas
from briefing.ui.bars import Bars
from briefing.ui.checking import Checking
from briefing.ui.commands import COLUMNS, COMMANDS, LIST, MAP, MARGIN, PANES, READER, Command
from briefing.ui.item import key_for
from briefing.ui.keyboard import Keyboard, spelled
from briefing.ui.keys import plain
from briefing.ui.library import Library, Shelf
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.messages import DeskChanged, DeskRead, ThemesChanged
from briefing.ui.news import Newsroom
from briefing.ui.pages import notes
from briefing.ui.pages.margin import margin_sheet
from briefing.ui.pages.page import page_sheet
from briefing.ui.refreshing import Refreshing
from briefing.ui.rows import lists_stories
from briefing.ui.sheet import Press, Sheet, Target, WebLink
from briefing.ui.shelves import Shelves
from briefing.ui.walk import Walk
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp
    from briefing.ui.finder import Finder
    from briefing.ui.provenance import Provenance
    from briefing.ui.searching import Searching
    from briefing.ui.widgets.find_bar import FindBar
    from briefing.ui.widgets.map_view import MapView


@dataclass(frozen=True, slots=True)
class Start:
    """What the first frame shows: read before the screen is there, so that nothing has to be waited for.

    `shelf` is None when the desk has not been indexed yet; `opened` is then the id to open once it is.
    `label` says at all times what is special about the desk. With `welcome` the page is covered until the first key.
    """

    session: Session
    shelf: Shelf | None = None
    page: Page | None = None
    note: str = ""
    label: str = ""
    opened: str = ""
    welcome: bool = False


class DeskScreen(Screen[None]):
    """Keys come in as actions, the desk's answers as pages and shelves, news from the panes as messages."""

    AUTO_FOCUS = None

    def __init__(
        self, library: Library, start: Start, commands: tuple[Command, ...] = COMMANDS, manner: Manner = PLAIN
    ) -> None:
        super().__init__()
        self.manner = manner
        self.library = library
        self.start = start
        self.walk = Walk(start.session.trail)
        self.keyboard = Keyboard(commands)
        self.welcome = start.welcome
        self.takes_key: Callable[[str], bool] | None = None  # what hears keys first; true: it used one
        self._finder: Finder | None = None  # once something was looked for
        self._searching: Searching | None = None
        self.page: Page | None = None
        self.pane = start.session.pane if start.session.pane in PANES else LIST
        self.margin_wanted: bool | None = None
        self.zoomed = False
        self._save_timer: Timer | None = None
        self.list = ListView(id=LIST)
        self.reader = TextView(id=READER)
        self.margin = TextView(id=MARGIN, ground="pane", walks=True)
        self.panes: dict[str, Pane] = {LIST: self.list, READER: self.reader, MARGIN: self.margin}
        self.shelves = Shelves(self, start.session.view, start.shelf)
        self.bars = Bars(self, start.label)
        self.atlas = Atlas(self)
        self.newsroom = Newsroom(self)
        self.checking = Checking(self)
        self.refreshing = Refreshing(self, start.shelf is None, start.opened)

    def compose(self) -> ComposeResult:
        yield self.bars.top
        yield from self.panes.values()
        yield self.bars.status

    def on_mount(self) -> None:
        self._arrange_panes()
        here = self.walk.here
        if self.start.shelf is None:
            self.reader.show(notes.reading(0, 0))
        elif self.start.page is not None and here is not None:
            self.show_page(self.start.page, here)
        else:
            self.show_nothing()
        self.shelves.show(self.shelves.shelf)
        if self.start.note:
            self.say(self.start.note)
        self.focus_pane(self.pane)
        if self.welcome:
            self._greet()
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        if not gc.isenabled():  # the command line turned it off until now
            gc.freeze()  # what made the first frame stays: the collector need not walk it
            gc.enable()
        if not self.shelves.shelf.is_whole:
            self.shelves.restock_soon()
        self.work(self._begin(), "refresh")
        self.work(self._keep(self.library.begin_visit), "visit")

    async def _begin(self) -> None:
        await self.refreshing.begin()
        await self.newsroom.begin()

    def work(self, work: Coroutine[object, object, None], group: str, newest: bool = False) -> None:
        """Run work that waits for the desk. With `newest`, what the group is still busy with is dropped."""
        self.run_worker(work, group=group, exclusive=newest, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self.say(f"That did not work: {event.worker.error}")

    # The first visit

    def _greet(self) -> None:
        """Show the welcome in the reader, which a narrow terminal has to show for it."""
        small = self.size.height < 16
        self.reader.show(notes.welcome(self.keyboard.commands, self.start.label, small, self.manner))
        self.set_focus(self.reader)

    def _end_welcome(self) -> None:
        """The first key or click: what was covered comes to light, and the focus is where it would be."""
        self.welcome = False
        if self.page and self.walk.here:
            self.show_page(self.page, self.walk.here)
        else:
            self.show_nothing()
        self.focus_pane(self.pane)

    def on_mouse_down(self) -> None:
        if self.welcome:
            self._end_welcome()

    # Panes

    def on_resize(self) -> None:
        if self.takes_key:
            self.takes_key("escape")  # what it knew of the cells is no longer so
        self._arrange_panes()
        if self.welcome:
            self._greet()

    def _arrange_panes(self) -> None:
        """Give every pane its cells; the focus stays on a pane that shows."""
        width, height = self.size
        if not width:
            return
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self._show_too_small(small)
        self.pane = self.atlas.settle(self.pane, width)
        pane = READER if self.welcome else self.pane
        made = arrange(width, pane, self._wants_margin(), self.zoomed or self.manner.linear)
        widths = {LIST: made.list_width, self.atlas.middle: made.reader_width, MARGIN: made.margin_width}
        for pane, widget in self.panes.items():
            cells = widths.get(pane, 0)
            widget.display = bool(cells) and not small
            widget.styles.width = cells or 1
        self.margin.set_class(made.drawer, "drawer")
        self.margin.ground = "bar" if made.drawer else "pane"
        self.bars.draw()

    def _show_too_small(self, small: bool) -> None:
        for widget in (self.bars.top, self.bars.status):
            widget.display = not small
        found = self.query("#small")
        if small and not found:
            view = TextView(id="small")
            self.mount(view)
            view.show(notes.too_small(*SMALLEST))
        elif not small and found:
            found.remove()

    def focus_pane(self, pane: str) -> None:
        """Move the focus; in a narrow terminal that is what shows the pane."""
        self.pane = pane
        self._arrange_panes()
        self.set_focus(self.panes[self.pane])
        self.bars.draw()
        if pane == READER:
            self.mark_read()

    def _close_drawer(self) -> None:
        """What slid over the text goes away with the next arrangement."""
        if self.margin.has_class("drawer"):
            self.margin_wanted = None

    def _wants_margin(self) -> bool | None:
        """Whether the margin was asked for; None where the width decides. Beside a map it has to be asked for."""
        if self.pane == MARGIN:
            return True
        return False if self.atlas.is_open and self.margin_wanted is None else self.margin_wanted

    def _shown_panes(self) -> tuple[str, ...]:
        made = arrange(self.size.width, self.pane, self._wants_margin(), self.zoomed or self.manner.linear)
        shown = COLUMNS if len(made.shown) == 1 and not self.zoomed else made.shown
        return tuple(self.atlas.middle if pane == READER else pane for pane in shown)

    # What is on screen

    def show_page(self, page: Page, place: Place) -> None:
        self.page = page
        if not self.welcome:
            self.reader.show(page_sheet(page, self.library.pen()), place.at)
        at = self.margin.at if place.address == self.margin.sheet.address else None
        self.margin.show(replace(margin_sheet(page, self.library.pen()), address=place.address), at)
        self.bars.draw()

    def show_nothing(self) -> None:
        """No page to show: say why, or show the first story."""
        shelf = self.shelves.shelf
        items = shelf.items[max(0, shelf.opens_at) :]
        first = next((item.place for item in items if item.place), None)
        if first is not None and self.walk.here is None:
            self.pass_by(first)
            return
        self.page = None
        self.margin.show(Sheet(()))
        if self.welcome:
            return
        self.reader.show(Sheet(()) if shelf.counts.stories else notes.empty_desk(self.library.desk.root.name))

    def say(self, text: str) -> None:
        """Put a sentence into the bar below for a few seconds."""
        self.bars.say(text)

    # Going places

    def visit(self, place: Place) -> None:
        """Open a place as a new step of the trail."""
        here = self.marked_here()
        if place.leads_to(here):
            return
        self.walk.visit(place, here)
        self._open(place)

    def go(self, place: Place) -> None:
        """Open a place and read it."""
        self.visit(place)
        self._close_drawer()
        if self.pane != READER:
            self.focus_pane(READER)

    def pass_by(self, place: Place) -> None:
        """Show what the list's cursor stands on."""
        here = self.marked_here()
        if place.leads_to(here):
            return
        self.walk.pass_by(place, here)
        self._open(place)

    def marked_here(self) -> Place | None:
        """Where the reader is, with the position on screen."""
        here = self.walk.here
        return here.left_at(self.reader.at) if here and here.address == self.reader.sheet.address else here

    def _open(self, place: Place) -> None:
        self.work(self._load(place), "page", newest=True)

    async def _load(self, place: Place) -> None:
        page = await self.library.ask(self.library.page, place)
        if page is None:
            self.say(f"{place.key} is not on this desk any more")
            return
        self.show_page(page, place)
        self.list.select(key_for(self.list.items, place, self.list.item))
        self.atlas.show()
        if self.pane == READER:
            self.mark_read()
        self.save_soon()

    def mark_read(self) -> None:
        """The page that is open is read, and seen as it is now."""
        if self.page is not None and (here := self.walk.here):
            self.work(self._open_page(here), "marks")

    async def _open_page(self, place: Place) -> None:
        if place.kind == "story":
            is_new, trouble = await self.library.ask(self.library.open_story, place.key)
            if trouble:
                self.say(trouble)
            if is_new and lists_stories(self.shelves.view):
                await self.shelves.restock()
        await self.newsroom.see(place)

    async def _toggle(self, toggle: Callable[[str], str], story: str) -> None:
        self.say(await self.library.ask(toggle, story))
        if lists_stories(self.shelves.view):
            await self.shelves.restock()
        if toggle == self.library.toggle_read:
            await self.newsroom.see(Place.to("story", story))

    async def _keep(self, write: Callable[..., str], *arguments: object) -> None:
        """Write what the reader did; say so when it could not be kept."""
        if trouble := await self.library.ask(write, *arguments):
            self.say(trouble)

    # The session

    def session(self) -> Session:
        here = self.marked_here()
        trail = self.walk.trail.mark(here) if here else self.walk.trail
        return Session(self.shelves.view, trail, self.pane, cast("BriefingApp", self.app).theme_name)

    def save_soon(self) -> None:
        if self._save_timer is None:
            self._save_timer = self.set_timer(1.0, self._save_now)

    def _save_now(self) -> None:
        self._save_timer = None
        self.work(self._keep(self.library.save, self.session()), "session", newest=True)

    # The desk's news

    def on_desk_read(self, message: DeskRead) -> None:
        if self.page is None and not self.welcome:
            self.reader.show(notes.reading(message.done, message.total))

    def on_desk_changed(self, message: DeskChanged) -> None:
        self.work(self.refreshing.read(message.files), "refresh")

    def on_themes_changed(self, message: ThemesChanged) -> None:
        if trouble := cast("BriefingApp", self.app).renew_themes():
            self.say(trouble)

    # What the panes say

    def on_list_view_highlighted(self, message: ListView.Highlighted) -> None:
        if message.item.place and (self.reader.display or self.atlas.is_open):
            self.pass_by(message.item.place)
        self.atlas.show()
        self.bars.draw()

    def on_list_view_chosen(self, message: ListView.Chosen) -> None:
        if message.item.place:
            self.pass_by(message.item.place)
            self.walk.stay()
            self.focus_pane(READER)

    def on_map_view_picked(self, message: MapView.Picked) -> None:
        self.atlas.pick(message.key, message.opens)

    def on_text_view_followed(self, message: TextView.Followed) -> None:
        self._follow(message.followed.target)

    def on_text_view_moved(self, message: TextView.Moved) -> None:
        self.bars.draw()
        if message.pane is self.reader:
            self.save_soon()

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        self._follow(message.pressed.target)

    def _follow(self, target: Target) -> None:
        if isinstance(target, Press):
            self.work(self._press(target.action), "press")
        elif isinstance(target, WebLink):
            self.say(f"{self.key_of('source.browse')} opens {target.href}")
        else:
            self.go(target)

    async def _press(self, action: str) -> None:
        await self.run_action(action)

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Run what a key means; keys typed into a field are the field's."""
        if self.focused not in self.panes.values():
            return
        key = spelled(event)
        if self.welcome:
            self._end_welcome()
        if self.takes_key and self.takes_key(key):
            self.keyboard.forget()
            event.stop()
            return
        begun = self.keyboard.begun
        command = self.keyboard.press(key, self.pane)
        if command or self.keyboard.begun or begun:
            event.stop()
        if self.keyboard.begun != begun:
            self.bars.draw()
        if command:
            await self.run_action(command.action)

    def key_of(self, id: str) -> str:
        """What runs a command, in words."""
        command = next(command for command in self.keyboard.commands if command.id == id)
        return plain(command.first) or f"“{command.title}”"

    # Find

    @property
    def is_finding(self) -> bool:
        """Whether something was looked for, here or before."""
        return bool(self._finder or self.reader.finding)

    @property
    def finder(self) -> Finder:
        """Made when it is first needed: no first frame waits for a field."""
        if self._finder is None:
            from briefing.ui.finder import Finder

            self._finder = Finder(self)
        return self._finder

    def on_find_bar_typed(self, message: FindBar.Typed) -> None:
        self.finder.typed(message.text)

    def on_find_bar_stepped(self, message: FindBar.Stepped) -> None:
        self.finder.stepped(message.steps)

    def on_find_bar_left(self, message: FindBar.Left) -> None:
        self.finder.close(message.kept)

    # Actions, as `commands.py` names them

    def action_open(self) -> None:
        if self.pane in (LIST, MAP):
            self.list.choose()
        elif not (self.margin if self.pane == MARGIN else self.reader).follow():
            self.say(
                f"Nothing is marked: {self.key_of('mention.next')} marks the next name, {self.key_of('open')} opens it"
            )

    def action_out(self) -> None:
        if self.get_selected_text():
            self.clear_selection()
        elif self._finder and self._finder.clear():
            self.bars.draw()
        elif self.zoomed:
            self.action_zoom()
        elif self.pane == MARGIN:
            self._close_drawer()
            self.focus_pane(READER)
        elif self.margin.has_class("drawer"):
            self._close_drawer()
            self._arrange_panes()
        elif self.pane == LIST and self.shelves.of:
            self.shelves.open_timeline(None)
        else:
            self.focus_pane(LIST)

    def action_move(self, steps: int) -> None:
        self.panes[self.pane].move(steps)

    def action_page(self, share: float) -> None:
        self.panes[self.pane].page(share)

    def action_end(self, last: bool) -> None:
        self.panes[self.pane].end(last)

    def action_map(self, what: str) -> None:
        if not self.atlas.run(what):
            self.say("There is no map here: it is a view of its own")

    def action_step(self, steps: int) -> None:
        if self.atlas.is_open and self.pane != MARGIN:
            self.list.move(steps)
            return
        if self.pane != MARGIN:
            self.focus_pane(READER)
        cast(TextView, self.panes[self.pane]).step(steps)

    def action_step_to(self, kind: str, steps: int) -> None:
        if self.pane != MARGIN:
            self.focus_pane(READER)
        if not cast(TextView, self.panes[self.pane]).step_to(kind, steps):
            name = {"actor": "person, state or body", "venue": "place"}.get(kind, kind)
            self.say(f"No {name} further {'down' if steps > 0 else 'up'}")

    def action_jump(self) -> None:
        from briefing.ui.jump import Jump

        Jump(self).begin()

    def action_find(self) -> None:
        self.finder.open()

    def action_find_step(self, steps: int) -> None:
        self.finder.step(steps)

    @property
    def searching(self) -> Searching:
        """Made when it is first needed."""
        if self._searching is None:
            from briefing.ui.searching import Searching

            self._searching = Searching(self)
        return self._searching

    def action_search(self) -> None:
        self.searching.open()

    async def action_kept(self, number: int) -> None:
        await self.searching.show(number)

    async def action_drop_search(self) -> None:
        await self.searching.drop()

    def action_story(self, steps: int) -> None:
        before = self.list.cursor
        self.list.move(steps)
        if self.list.cursor == before:
            self.say("That was the last one" if steps > 0 else "That was the first one")
        elif self.list.item and self.list.item.place:
            self.walk.stay()
            self.visit(self.list.item.place)

    def action_back(self) -> None:
        self._step_trail(self.session().trail.back(), "This is where the trail begins")

    def action_forward(self) -> None:
        self._step_trail(self.session().trail.forward(), "The trail ends here")

    def _step_trail(self, moved: Trail, end: str) -> None:
        if not self.walk.step(moved):
            self.say(end)
        elif place := self.walk.here:
            self._open(place)
            if self.pane != READER:
                self.focus_pane(READER)

    def action_pane(self, steps: int) -> None:
        shown = self._shown_panes()
        if self.pane in shown:
            self.focus_pane(shown[(shown.index(self.pane) + steps) % len(shown)])

    def action_margin(self) -> None:
        if self.margin.display:
            self.margin_wanted = False
            self.focus_pane(READER if self.pane == MARGIN else self.pane)
        else:
            self.margin_wanted = True
            self.focus_pane(MARGIN)

    def action_zoom(self) -> None:
        self.zoomed = not self.zoomed
        self.focus_pane(self.pane)

    async def action_view(self, name: str) -> None:
        await self.shelves.open(name)
        self.focus_pane(LIST)

    def action_timeline(self) -> None:
        if place := self._marked_name(("actor", "venue")):
            self.shelves.open_timeline(place)
        else:
            self.say("Mark a person, a state, a body or a place first: this is the timeline of one")

    def action_connect(self) -> None:
        if place := self._marked_name(("actor",)):
            from briefing.ui.connecting import palette_of

            self.app.push_screen(palette_of(place.key))
        else:
            self.say("Mark a person, a state or a body first: this asks how two are connected")

    def _marked_name(self, kinds: tuple[PageKind, ...]) -> Place | None:
        """The actor or the place under the cursor, else the one that the page is of."""
        pane = self.panes[self.pane]
        if isinstance(pane, TextView):
            marked = pane.current.target if pane.current else None
        else:
            marked = self.list.item.place if self.list.item else None
        return next(
            (place for place in (marked, self.walk.here) if isinstance(place, Place) and place.kind in kinds), None
        )

    def action_toggle_read(self) -> None:
        self._toggle_mark(self.library.toggle_read)

    def action_toggle_star(self) -> None:
        self._toggle_mark(self.library.toggle_star)

    def _toggle_mark(self, toggle: Callable[[str], str]) -> None:
        place = self.list.item.place if self.pane == LIST and self.list.item else self.walk.here
        if place is None or place.kind != "story":
            self.say("Only stories can be marked")
        else:
            self.work(self._toggle(toggle, place.key), "marks")

    @property
    def provenance(self) -> Provenance:
        """Made when it is first needed."""
        from briefing.ui.provenance import Provenance

        app = cast("BriefingApp", self.app)
        return Provenance(self, app.environ, app.editor)

    def action_next_news(self) -> None:
        self.newsroom.step()

    def action_difference(self) -> None:
        self.work(self.newsroom.show_difference(), "source", newest=True)

    def action_see_all(self) -> None:
        self.work(self.newsroom.see_all(), "marks")

    def action_peek(self) -> None:
        self.work(self.provenance.peek(), "source", newest=True)

    def action_edit(self) -> None:
        self.work(self.provenance.edit(), "source", newest=True)

    def action_browse(self) -> None:
        self.work(self.provenance.browse(), "source", newest=True)

    def action_copy(self) -> None:
        self.work(self.provenance.copy(), "source", newest=True)

    def action_problems(self) -> None:
        self.checking.open()

    def action_theme(self) -> None:
        from briefing.ui.screens.themes import ThemesScreen

        app = cast("BriefingApp", self.app)
        app.themes.renew()
        app.watch_files()
        self.app.push_screen(ThemesScreen(self.keyboard.commands, self._keep_theme))

    def _keep_theme(self, title: str) -> None:
        self.say(f"Theme: {title}")
        self.save_soon()

    def action_help(self) -> None:
        from briefing.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.pane, self.keyboard.commands, self.manner))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        await self._keep(self.library.save, self.session())
        self.app.exit()

    def restyle(self) -> None:
        """The theme changed."""
        for pane in self.panes.values():
            pane.restyle()
        self.bars.refresh()
