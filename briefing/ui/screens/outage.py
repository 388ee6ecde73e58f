"""A desk that does not answer: what is said of it, how it is asked again, and what follows when it answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.worker import Worker, WorkerState

from briefing.desk.away import Away
from briefing.ui import trouble
from briefing.ui.reading import Reading
from briefing.ui.screens.crew import Crew
from briefing.ui.screens.left_once import renew_beside

if TYPE_CHECKING:
    from briefing.ui.stage import Stage

_AGAIN = "again"
_ASKED = ("refresh", _AGAIN)
"""Work that tells whether the desk answers."""
_OF_KEYS = ("page", "source")
"""Work that a key began and that the next one does not wait for."""


class Outage:
    """`lasts` while the desk did not answer when it was asked last; of one that is elsewhere nobody knows how soon it
    will. `look` is called to see whether it does."""

    def __init__(
        self, stage: Stage, reading: Reading, crew: Crew, look: Callable[[], Coroutine[object, object, None]]
    ) -> None:
        self._stage = stage
        self._reading = reading
        self._crew = crew
        self._look = look
        self._is_elsewhere = stage.library.desk.files is None
        self._looks = False  # or will soon
        self.lasts = False

    async def bear(self, work: Awaitable[object]) -> None:
        """Wait for what a key does: where the desk does not answer, that is said, and the reader goes on."""
        task = asyncio.ensure_future(work)
        await asyncio.wait({task}, timeout=trouble.PATIENCE if self._is_elsewhere else None)
        if not task.done():
            self._stage.say(trouble.WAITING)
            task.add_done_callback(self._end_late)
            return
        try:
            task.result()
        except Away as error:
            self._fail(error)

    def _end_late(self, task: asyncio.Future[object]) -> None:
        """What a key did for which no other waits any more is done."""
        if not task.cancelled() and (error := task.exception()):
            self._fail(error)

    def mind(self, worker: Worker[Any]) -> None:
        """Say what is waited for, where work takes longer than one likes to wonder."""
        if self._is_elsewhere and worker.group in _OF_KEYS:

            def tell() -> None:
                if worker.is_running:
                    self._stage.say(trouble.WAITING)

            self._crew.reader.set_timer(trouble.PATIENCE, tell)

    def heed(self, worker: Worker[Any], state: WorkerState) -> None:
        """Work for the screen is in another state: it failed, or shows that the desk answers again."""
        self._looks &= worker.group != _AGAIN or not worker.is_finished
        if state is WorkerState.ERROR:
            self._fail(worker.error, is_silent=worker.group == _AGAIN and isinstance(worker.error, Away))
        elif state is WorkerState.SUCCESS and worker.group in _ASKED and self.lasts:
            self._turn(False)
            self._stage.say("The desk answers again")
            self._stage.work(self._come_back, "shelf")

    def _fail(self, error: BaseException | None, is_silent: bool = False) -> None:
        if isinstance(error, Away):
            self._turn(True)
            if self._is_elsewhere and not self._looks:
                self._looks = True
                self._crew.reader.set_timer(trouble.ASKS_AGAIN, lambda: self._stage.work(self._look, _AGAIN))
        if not is_silent:
            self._stage.say(trouble.failed(error))

    def _turn(self, lasts: bool) -> None:
        """As long as it lasts, that stands above."""
        self.lasts = self._crew.bars.is_away = lasts
        self._reading.changed()

    async def _come_back(self) -> None:
        """A view that was opened meanwhile has no rows yet, and a row that was marked no page."""
        await self._crew.shelves.restock()
        await self._crew.journey.renew((), is_cold=False)
        renew_beside(self._crew.reader.app)
