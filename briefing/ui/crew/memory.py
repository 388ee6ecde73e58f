"""How the desk is left, kept so that it is found again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from briefing.model.session import Session
from briefing.ui.look import look_of
from briefing.ui.reading import Reading
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.ui.stage import House, Stage

P = ParamSpec("P")
SECONDS = 1.0
"""What is done within so long is kept in one go."""


class Memory:
    """Writes the session a moment after something changed, and when the desk is left."""

    def __init__(self, stage: Stage, reading: Reading, *, reader: TextView, rows: ListView, house: House) -> None:
        self._house = house
        self._stage = stage
        self._reading = reading
        self._reader = reader
        self._rows = rows
        self._timer: Timer | None = None
        self._kept: Session | None = None

    def session(self) -> Session:
        reading = self._reading
        here = reading.here
        if here and here.address == self._reader.sheet.address:
            here = here.left_at(self._reader.at)
        trail = reading.trail.mark(here) if here else reading.trail
        shown = "" if self._house.theme_followed else look_of(self._reader).theme.name
        kept = self._house.theme_kept
        return Session(
            view=reading.view.name,
            of=reading.view.of,
            trail=trail,
            pane=reading.pane,
            theme=shown if kept is None else kept,
            recent=reading.recent,
            orders=dict(reading.orders),
            row=self._rows.cursor_at,
        )

    def save_soon(self) -> None:
        if self._timer is None:
            self._timer = self._reader.set_timer(SECONDS, self._save_now)

    def _save_now(self) -> None:
        self._timer = None  # first: what changes while this is written has a turn of its own
        self._stage.work(self.save, "session", newest=True)

    async def save(self) -> None:
        """Write the session, if it is another than the one that was written last."""
        session = self.session()
        if session != self._kept:
            self._kept = session
            await self.keep(self._stage.library.save, session)

    async def leave(self) -> None:
        """Write it for the last time; what is asked of a desk that is elsewhere is given up, or this would wait."""
        self._stage.library.desk.give_up()
        await self.save()

    async def keep(self, write: Callable[P, str], *arguments: P.args, **named: P.kwargs) -> None:
        """Write what the reader did; say so when it could not be kept."""
        if trouble := await self._stage.library.ask(write, *arguments, **named):
            self._stage.say(trouble)
