"""A file that an editor has open: its text as it is typed, and what was read of it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.lsp.ruler import Ruler
from briefing.lsp.wire import Json
from briefing.model.problem import Problem
from briefing.parse.text import Text, decode

if TYPE_CHECKING:
    from briefing.model.brief import Brief
    from briefing.parse.references import References
    from briefing.parse.uses import UsesOfFile

_MARK = "\ufeff"


class OpenFile:
    """`file` is relative to the desk's root, `version` the editor's number of the text. What is read of a text is kept
    until it changes; `is_checked` says whether `problems` are those of this text. `edited` is the line and the column
    (from 0) behind what was typed last, where that is known, and `saved` the text that was saved last."""

    def __init__(self, uri: str, file: str, text: str, version: int | None, encoding: str) -> None:
        self.uri, self.file, self.encoding = uri, file, encoding
        self.problems: tuple[Problem, ...] = ()
        self.edited: tuple[int, int] | None = None
        self._put(text, version)
        self.saved = self.text

    def change(self, changes: Iterable[Json], version: int | None) -> None:
        """Take over what was typed: the whole text, or stretches of it one after the other."""
        for one in changes:
            text = str(one.get("text", ""))
            typed_to = -1
            if "range" in one:
                ruler = self.ruler
                start, end = (ruler.offset(one["range"][side]) for side in ("start", "end"))
                whole = self.text.text
                typed_to = start + len(text)
                text = f"{self._before}{whole[:start]}{text}{whole[max(start, end) :]}"
            self._put(text, version)
            self.edited = self._place(typed_to) if typed_to >= 0 else None

    def _place(self, offset: int) -> tuple[int, int]:
        at = self.text.span(offset, offset)
        return at.line - 1, at.column - 1

    def was_saved(self) -> None:
        """The file says what is typed."""
        self.saved = self.text

    def _put(self, text: str, version: int | None) -> None:
        """What an editor says is text: the few characters that no file may have are told by the check."""
        self._before = _MARK if text.startswith(_MARK) else ""
        self.raw = text
        self.text: Text = decode(text.encode("utf-8", "replace"), self.file)
        self.version = version
        self.changed_at = time.monotonic()
        self.ruler = Ruler(self.text, self.encoding, len(self._before))
        self.brief: Brief | None = None
        self.references: References | None = None
        self.uses: UsesOfFile | None = None
        self.is_checked = False

    def forget(self) -> None:
        """What was read rests on something that changed."""
        self.brief = self.references = self.uses = None
        self.is_checked = False
