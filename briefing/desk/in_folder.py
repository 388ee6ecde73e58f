"""What of a desk is its folder's: a published one has its files elsewhere, and answers otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.desk.matching import FullText


class InFolder:
    """A desk whose files are in a folder of this machine."""

    root: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.root.resolve().name or "desk"

    @property
    def files(self) -> Path | None:
        """The folder of its files; None where they are elsewhere, and nobody changes them here."""
        return self.root

    def text_of(self, file: str) -> str:
        """The text of one of its files. Raises `ExcerptError`."""
        from briefing.desk.excerpt import text_of

        return text_of(self.root, file)

    def watch(self, on_change: Callable[[frozenset[str]], None], stop: threading.Event) -> None:
        """Call `on_change` with the files that changed, came or went, until `stop` is set. Blocks."""
        from briefing.desk.watch import watch

        watch(self.root, on_change, stop)

    def _full_text(self) -> FullText:
        from briefing.desk.matching import FTS5

        return FTS5
