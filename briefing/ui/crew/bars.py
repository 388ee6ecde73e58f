"""The bar above and the bar below, for the desk's screen: what they say now, and the sentence that passes."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from textual.timer import Timer

from briefing.model.nouns import counted
from briefing.report.wrap import cut
from briefing.ui.acts import Act
from briefing.ui.chrome import Note, status_bar, top_bar
from briefing.ui.commands import Command
from briefing.ui.keyboard import Keyboard
from briefing.ui.reading import Reading
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.stage import Stage

NOTE_SECONDS = 5.0
_TURN: ContextVar[int] = ContextVar("turn", default=0)
"""Which key or click it is that work is done for."""
Facts = tuple[str, str, str, str]
"""What is marked, how far in the text, how many rows are picked, which row of the list."""


class Bars:
    """Draws both bars from where the reader is."""

    def __init__(
        self, stage: Stage, reading: Reading, *, rows: ListView, reader: TextView, keyboard: Keyboard, label: str
    ) -> None:
        """`label` says at all times what is special about the desk, `is_away` that it did not answer when it was asked
        last."""
        self.top, self.status = Bar(id="top"), Bar(id="status")
        self._stage = stage
        self._reading = reading
        self._rows, self._reader = rows, reader
        self._keyboard = keyboard
        self._label = label
        self.is_away = False
        self._note = ""
        self._turn = self._said_in = 0
        self._timer: Timer | None = None

    def draw(self, news: tuple[str, ...], found: Callable[[Facts], Facts], possible: Callable[[Command], bool]) -> None:
        """`news` is the sentence on what is new, in ever shorter forms; `found` puts into the facts what was found;
        `possible` says which commands can do something here."""
        reading, manner = self._reading, self._stage.manner
        shelf, width = reading.shelf, self.top.screen.size.width
        self.top.show(
            *top_bar(
                reading.view, shelf.counts, self._standing(news), width=width, urgent=self._urgent(news),
                manner=manner, pane=reading.pane, kept=shelf.kept,
            )
        )  # fmt: skip
        self.status.show(
            *status_bar(
                reading.pane, self._note, found(self._facts()), width=width, keyboard=self._keyboard, manner=manner,
                has_map=reading.map_is_open, possible=possible,
            )
        )  # fmt: skip

    def say(self, text: str) -> None:
        """Put a sentence into the bar below for a few seconds, or until the next key. What a slow worker answers to an
        earlier key takes the place of nothing that a later one was answered."""
        turn = _TURN.get()
        if text and self._note and turn < self._said_in:
            return
        self._note, self._said_in = text, turn
        if self._timer:
            self._timer.stop()
        self._timer = self.status.set_timer(NOTE_SECONDS, self._time_over) if text else None
        self._reading.changed()

    def begin_turn(self) -> None:
        """A key or a click: what was said is read, and what is said from now on answers to this."""
        self._turn += 1
        _TURN.set(self._turn)  # each worker goes on in the context that it was begun in
        self.hush()

    def begin_anew(self) -> None:
        """The hand does something else than to go on with the keys that were begun."""
        self._keyboard.forget()
        self._reading.changed()
        self.begin_turn()

    def refresh(self) -> None:
        """The theme changed."""
        self.top.refresh()
        self.status.refresh()

    def _time_over(self) -> None:
        """Nobody has read what was covered all the time: it waits until it shows."""
        if self._note and self.status.app.screen is not self.status.screen:
            self._timer = self.status.set_timer(NOTE_SECONDS, self._time_over)
        else:
            self.hush()

    def hush(self) -> None:
        """The sentence was read, or its time is over."""
        if self._note:
            self.say("")

    def _standing(self, news: tuple[str, ...]) -> tuple[tuple[Note, ...], ...]:
        """What the bar above says as long as it is so, in ever shorter forms, each part with what it leads to. What is
        special about the desk was told as it was opened, and takes the room of no view's title.
        """
        shelf = self._reading.shelf
        count = shelf.counts.problems
        about = f"only {shelf.rows.about}" if shelf.rows.about else ""
        away = "no answer: what you see may be old" if self.is_away else ""
        always: list[Note] = [(text, None) for text in (away, about) if text]
        at_first = [*always, *([(self._label, None)] if self._label else [])]
        broken: list[Note] = [(counted(count, "broken file"), Act("checking", "show_list"))] if count else []
        key = self._stage.key_of("desk.problems") if count else ""
        hinted: list[Note] = [(f"{text}   {key} problems", act) for text, act in broken]
        step = Act("orders", "next_news")
        forms = [(*at_first, *hinted, (news[0], step))] if news else [(*at_first, *hinted)]
        forms += [(*always, *broken, (text, step)) for text in news[1:]]
        return (*forms, (*always, *broken))

    def _urgent(self, news: tuple[str, ...]) -> tuple[tuple[Note, ...], ...]:
        """What has to be said however small the screen is: that the desk does not answer, else that files are broken,
        how much is new, and of whom alone the rows are.
        """
        if self.is_away:
            return (("no answer: may be old", None),), (("no answer", None),)
        shelf = self._reading.shelf
        count, problems = shelf.counts.problems, Act("checking", "show_list")
        unseen: list[Note] = [(news[-1], Act("orders", "next_news"))] if news else []
        texts = (counted(count, "broken file"), f"{count} broken") if count else ()
        broken: list[list[Note]] = [[(text, problems)] for text in texts] or [[]]
        whom = shelf.rows.about
        about: list[list[Note]] = [[(text, None)] for text in (f"only {whom}", whom, cut(whom, 20)) if whom] or [[]]
        forms = [(*about[-1], *some, *unseen) for some in broken] + [(*about[-1], *some) for some in broken]
        if not count and not news:
            forms = [(*some,) for some in about]
        return (*forms, *((*some, *unseen) for some in broken), *((*some,) for some in broken))

    def _facts(self) -> Facts:
        reading, focused = self._reading, self.top.screen.focused
        marked = focused.current if isinstance(focused, TextView) else None
        number, total = self._rows.ordinal
        picked = f"{len(self._rows.picked)} picked" if self._rows.picked else ""
        percent = f"{self._reader.percent} %" if reading.page and self._reader.display and not reading.welcome else ""
        return cut(marked.label, 40) if marked else "", percent, picked, f"{number}/{total}" if total else ""
