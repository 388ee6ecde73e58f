"""The desk's files changed: the index is brought up to date with them."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from briefing.ui.library import Refreshed
from briefing.ui.messages import DeskRead

if TYPE_CHECKING:
    from briefing.ui.stage import Stage

_APART = 0.1  # seconds between two words on how far it is


class Refreshing:
    """Reads files in a thread of their own. `is_cold` as long as the desk has no index yet."""

    def __init__(self, stage: Stage, *, is_cold: bool) -> None:
        self.is_cold = is_cold
        self._stage = stage
        self._told = 0.0

    async def read_all(self) -> Refreshed:
        """Compare every file with the index."""
        progress = self._progress if self.is_cold else None
        refreshed = await asyncio.to_thread(self._stage.library.refresh, progress)
        self.is_cold = False
        return refreshed

    async def read(self, files: frozenset[str]) -> Refreshed:
        """Read some files again."""
        return await asyncio.to_thread(self._stage.library.refresh, None, files)

    def _progress(self, done: int, total: int) -> None:
        """Called in the other thread for every file; tells the screen ten times a second."""
        now = monotonic()
        if now - self._told >= _APART:
            self._told = now
            self._stage.post_message(DeskRead(done, total))  # all of the screen that another thread may touch
