"""The palette: a field over the desk, and what can be done or opened by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from briefing.desk.away import Away
from briefing.ui.acts import Act, checked
from briefing.ui.commands import PALETTE, Command
from briefing.ui.hints import Hint, KeyNames, hint_row
from briefing.ui.item import Item
from briefing.ui.look import look_of
from briefing.ui.palette import Choice, Offer, Offers
from briefing.ui.screens.left_once import LeftOnce
from briefing.ui.screens.selecting import SelectsText
from briefing.ui.sheet import Para, Piece, Press, Sheet
from briefing.ui.trouble import failed
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.edge import Edge
from briefing.ui.widgets.input_line import InputLine
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.search_parts import About, HitRows
from briefing.ui.widgets.typed_into import TypedInto


class PaletteScreen(TypedInto, SelectsText, LeftOnce, ModalScreen[Choice]):
    """Left with what was chosen. What is typed is answered at once; names follow when they are found."""

    CSS_PATH = "palette.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, offers: Offers, commands: tuple[Command, ...], patience: float | None = None) -> None:
        """So many seconds after enter what is there by then is taken; without that, names are waited for."""
        super().__init__()
        self.answers: dict[str, Callable[..., None]] = {
            "field.take": self._take,
            "field.leave": lambda: self._leave(None),
            "field.step": lambda steps: self._move(lambda: self.rows.move(steps)),
            "field.page": lambda share: self._move(lambda: self.rows.page(share)),
        }
        self._offers = offers
        self._commands = commands
        self._patience = patience
        self._trouble = ""  # why names could not be found
        self._choices: dict[str, Choice] = {}  # by the keys of the rows
        self._is_ready = False
        self._shown_for: str | None = None  # what the rows were found by; None before there are any
        self._takes_first = False  # enter was pressed before everything was found
        self.field = InputLine("", where=PALETTE, commands=commands, run=self._run, placeholder=offers.hint)
        self._word = Edge((Piece(f" {offers.word} ", "accent", "b"),))
        self.rows = HitRows(id="offers")
        self._nothing = About(id="nothing", ground="bar")
        self._keys = Bar(id="keys")

    def compose(self) -> ComposeResult:
        with Vertical():
            with Vertical(id="head"):
                yield self._word
                yield self.field
            yield self.rows
            yield self._nothing
            yield self._keys

    def on_mount(self) -> None:
        self.rows.ground = "bar"
        self._look(keeps=True)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_keys)

    def renew(self) -> None:
        self._look(keeps=True)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._catch_up()

    def _look(self, keeps: bool = False) -> None:
        """Show what the query finds at once, and the rest when it is there."""
        self._is_ready, self._trouble = False, ""
        self._show(keeps)
        self.run_worker(self._answer(self.field.value), group="look", exclusive=True, exit_on_error=False)

    async def _answer(self, query: str) -> None:
        try:
            await self._offers.look(query)
        except Away as error:
            self._trouble = failed(error)
        if query != self.field.value:
            return
        self._is_ready = True
        self._show(keeps=True)
        if self._takes_first:
            self._take()

    def _show(self, keeps: bool = False) -> None:
        """The rows that the query finds; with `keeps` the cursor stays where it is."""
        chosen = self.rows.item.key if keeps and self.rows.item else ""
        self._shown_for = query = self.field.value
        self._choices = {}
        items: list[Item] = []
        for title, offers in self._offers.groups(query):
            if title and offers:
                items.append(Item(title, count=str(len(offers))))
            items += [self._item(offer) for offer in offers]
        self.rows.show(items, chosen, False, keep_scroll=keeps)
        self.rows.display, self._nothing.display = bool(items), not items
        if not items:
            sentence = self._trouble or (self._offers.nothing if self._is_ready else "Looking …")
            self._nothing.show(Sheet((Para((Piece(sentence, "soft"),)),)))
        self._draw_keys()

    def _item(self, offer: Offer) -> Item:
        key = str(len(self._choices) + 1)
        self._choices[key] = offer.choice
        return Item(
            title=offer.title, key=key, glyph=offer.glyph, glyph_ink=offer.ink, count=offer.note, count_ink="soft"
        )

    def _draw_keys(self) -> None:
        number, total = self.rows.ordinal
        right = (Piece(f"{number}/{total}", "soft"),) if total else ()
        if self._trouble and total:
            self._keys.show((Piece(self._trouble, "accent"),))
            return
        self._keys.show(hint_row(self._hints(), self._keys.outer_size.width - 14), right)

    def _hints(self) -> Iterator[Hint]:
        keys = KeyNames(self._commands, look_of(self.field).manner)
        yield Hint(keys["field.take"], "take", Act("field", "take"))
        yield Hint(keys["field.leave"], "back", Act("field", "leave"))
        yield Hint(keys.pair("field.previous", "field.next"), "choose")

    # What the keys do

    def _run(self, act: Act) -> None:
        checked(self.answers[act.id], act.arguments)()

    def _catch_up(self) -> None:
        """A key came before the word of the last letter did, or before the screen was mounted."""
        if self._shown_for != self.field.value:
            self._look()

    def _take(self) -> None:
        self._catch_up()
        item = self.rows.item
        if item and (self._is_ready or self.rows.ordinal[0] > 1):
            self._leave(self._choices[item.key])
        else:  # a name may fit better than what is there
            self._takes_first = not self._is_ready
            if self._takes_first and self._patience is not None:
                self.set_timer(self._patience, self._take_anyway)

    def _take_anyway(self) -> None:
        """Who chose a command does not wait for a desk that says nothing."""
        if self._takes_first and (item := self.rows.item):
            self._leave(self._choices[item.key])

    def _leave(self, choice: Choice | None) -> None:
        self.dismiss(choice)

    def _move(self, move: Callable[[], None]) -> None:
        self._catch_up()
        move()
        self._draw_keys()

    def on_list_view_chosen(self, message: ListView.Chosen) -> None:
        message.stop()
        self._take()

    def on_list_view_highlighted(self, message: ListView.Highlighted) -> None:
        message.stop()

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        message.stop()
        if isinstance(message.pressed.target, Press):
            self._run(message.pressed.target.act)
