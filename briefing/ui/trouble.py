"""What is said of work for the screen that failed, and of a desk that answers again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from textual.worker import Worker, WorkerState

from briefing.desk.away import Away


def failed(error: BaseException | None) -> str:
    """A sentence: of a desk that does not answer what stands on the screen stays. What is the matter comes first: where
    there is little room, the rest of it is left out."""
    if not isinstance(error, Away):
        return f"That did not work: {error}"
    told = str(error)
    return f"{told[:1].upper()}{told[1:]}; what you see is from before"


Say = Callable[[str, bool], None]
"""Takes a sentence, and whether the desk did not answer when it was asked last."""
PATIENCE = 1.0
"""Seconds that a key keeps the next one waiting, of a desk that is elsewhere."""


class Outage:
    """Whether the desk answered when it was asked last; `is_elsewhere` says that nobody knows how soon it will."""

    def __init__(self, is_elsewhere: bool) -> None:
        self._is_elsewhere = is_elsewhere
        self.lasts = False

    async def bear(self, work: Awaitable[object], say: Say) -> None:
        """Wait for what a key does: where the desk does not answer, that is said, and the reader goes on."""
        task = asyncio.ensure_future(work)
        await asyncio.wait({task}, timeout=PATIENCE if self._is_elsewhere else None)
        if not task.done():
            say("Waiting for the desk to answer", self.lasts)
            task.add_done_callback(partial(self._end_late, say))
            return
        try:
            task.result()
        except Away as error:
            self.lasts = True
            say(failed(error), self.lasts)

    def _end_late(self, say: Say, task: asyncio.Future[object]) -> None:
        """What a key did for which no other waits any more is done."""
        if not task.cancelled() and (error := task.exception()):
            self.lasts = isinstance(error, Away)
            say(failed(error), self.lasts)

    def told_by(self, event: Worker.StateChanged) -> str:
        """What is to be said of work that ended: that it failed, or that the desk answers again; else nothing."""
        if event.state is WorkerState.ERROR:
            self.lasts = isinstance(event.worker.error, Away)
            return failed(event.worker.error)
        if event.state is WorkerState.SUCCESS and event.worker.group == "refresh" and self.lasts:
            self.lasts = False
            return "The desk answers again"
        return ""
