"""What is said of work for the screen that failed, and of a desk that answers again."""

from __future__ import annotations

from textual.worker import Worker, WorkerState

from briefing.desk.away import Away


def failed(error: BaseException | None) -> str:
    """A sentence: of a desk that does not answer what stands on the screen stays."""
    return f"{'What you see is from before' if isinstance(error, Away) else 'That did not work'}: {error}"


class Outage:
    """Whether the desk answered when it was asked last."""

    def __init__(self) -> None:
        self._lasts = False

    def told_by(self, event: Worker.StateChanged) -> str:
        """What is to be said of work that ended: that it failed, or that the desk answers again; else nothing."""
        if event.state is WorkerState.ERROR:
            self._lasts = isinstance(event.worker.error, Away)
            return failed(event.worker.error)
        if event.state is WorkerState.SUCCESS and event.worker.group == "refresh" and self._lasts:
            self._lasts = False
            return "The desk answers again"
        return ""
