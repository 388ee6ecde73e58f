"""What is said of work for the screen that failed, and of a desk that answers again."""

from __future__ import annotations

from collections.abc import Callable

from textual.worker import Worker, WorkerState

from briefing.desk.away import Away


def failed(error: BaseException | None) -> str:
    """A sentence: of a desk that does not answer what stands on the screen stays."""
    return f"{'What you see is from before' if isinstance(error, Away) else 'That did not work'}: {error}"


class Troubles:
    """Tells what failed of a screen's work."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._is_away = False

    def heed(self, worker: Worker[object], state: WorkerState) -> None:
        """A worker has come to another state."""
        if state is WorkerState.ERROR:
            self._is_away = isinstance(worker.error, Away)
            self._say(failed(worker.error))
        elif state is WorkerState.SUCCESS and self._is_away and worker.group == "refresh":
            self._is_away = False
            self._say("The desk answers again")
