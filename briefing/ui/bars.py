"""The bar above and the bar below, for the desk's screen: what they say now, and the sentence that passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from briefing.model.nouns import counted
from briefing.ui.chrome import Note, status_bar, top_bar
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.screens.desk import DeskScreen

NOTE_SECONDS = 5.0


class Bars:
    """Draws both bars from what the screen shows."""

    def __init__(self, screen: DeskScreen, label: str) -> None:
        """`label` says at all times what is special about the desk."""
        self.top, self.status = Bar(id="top"), Bar(id="status")
        self._screen = screen
        self._label = label
        self._note = ""
        self._timer: Timer | None = None

    def draw(self) -> None:
        screen = self._screen
        if screen.is_finding:
            screen.finder.draw()
        width, shelf = screen.size.width, screen.shelves.shelf
        self.top.show(
            *top_bar(screen.shelves.view, shelf.counts, self._standing(), width, screen.manner, screen.pane, shelf.kept)
        )
        self.status.show(
            *status_bar(
                screen.pane, self._note, self._facts(), width, screen.keyboard, screen.manner, screen.atlas.is_open
            )
        )

    def say(self, text: str) -> None:
        """Put a sentence into the bar below for a few seconds."""
        self._note = text
        if self._timer:
            self._timer.stop()
        self._timer = self._screen.set_timer(NOTE_SECONDS, self._hush)
        self.draw()

    def refresh(self) -> None:
        """The theme changed."""
        self.top.refresh()
        self.status.refresh()

    def _hush(self) -> None:
        self._note = ""
        self.draw()

    def _standing(self) -> tuple[tuple[Note, ...], ...]:
        """What the bar above says as long as it is so, in ever shorter forms, each part with what it leads to."""
        shelf = self._screen.shelves.shelf
        count = shelf.counts.problems
        about = f"only {shelf.about}" if shelf.about else ""
        always = [(part, "") for part in (about, self._label) if part]
        broken = [(counted(count, "broken file"), "problems")] if count else []
        hinted = [(f"{text}   {self._screen.key_of('desk.problems')} problems", action) for text, action in broken]
        news = self._screen.newsroom.forms()
        forms = [(*always, *(broken if number else hinted), (said, "next_news")) for number, said in enumerate(news)]
        if not news and hinted:
            forms.append((*always, *hinted))
        return (*forms, (*always, *broken))

    def _facts(self) -> tuple[str, ...]:
        """Where the reader is: what is marked, how far in the text, which row of the list."""
        screen = self._screen
        marked = screen.focused if isinstance(screen.focused, TextView) else None
        label = marked.current.label if marked and marked.current else ""
        number, total = screen.list.ordinal
        percent = f"{screen.reader.percent} %" if screen.page and not screen.atlas.is_open else ""
        facts = (label[:40], percent, f"{number}/{total}" if total else "")
        return screen.finder.facts(facts) if screen.is_finding else facts
