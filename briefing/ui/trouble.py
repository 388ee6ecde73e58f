"""What is said of work for the screen that failed, and of a desk that answers again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.worker import Worker, WorkerState

from briefing.desk.away import Away


def failed(error: BaseException | None) -> str:
    """A sentence: of a desk that does not answer what stands on the screen stays. What is the matter comes first: where
    there is little room, the rest of it is left out."""
    if not isinstance(error, Away):
        return f"That did not work: {error}"
    told = str(error)
    return f"{told[:1].upper()}{told[1:]}; what you see is from before"


class Outage:
    """Whether the desk answered when it was asked last."""

    def __init__(self) -> None:
        self._lasts = False

    async def bear(self, work: Awaitable[object], say: Callable[[str], None]) -> None:
        """Wait for what a key does: where the desk does not answer, that is said, and the reader goes on."""
        try:
            await work
        except Away as error:
            self._lasts = True
            say(failed(error))

    def told_by(self, event: Worker.StateChanged) -> str:
        """What is to be said of work that ended: that it failed, or that the desk answers again; else nothing."""
        if event.state is WorkerState.ERROR:
            self._lasts = isinstance(event.worker.error, Away)
            return failed(event.worker.error)
        if event.state is WorkerState.SUCCESS and event.worker.group == "refresh" and self._lasts:
            self._lasts = False
            return "The desk answers again"
        return ""
