"""Where the cursor is, by what an editor asks anyway, told to the readers that follow the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefing.lsp.open_file import OpenFile
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Workspace
from briefing.model.cursor_channel import CursorPlace, Teller
from briefing.model.edited import line_before

_OF_CURSOR = "textDocument/documentHighlight"
"""What every editor that asks it asks for the cursor alone."""
_AT_CURSOR = (_OF_CURSOR, "textDocument/completion", "textDocument/signatureHelp", "textDocument/prepareRename")
_CHANGED, _SAVED = "textDocument/didChange", "textDocument/didSave"
_AT_MOUSE = ("textDocument/hover", "textDocument/codeAction")
"""What some ask for the place that the mouse is over. Those ask for highlights at the cursor, too: who does that is
believed in nothing else."""


class CursorNews:
    """Tells where the cursor of one editor is."""

    def __init__(self, workspace: Workspace, runtime: Path | None) -> None:
        """Nobody is told without a `runtime` folder."""
        self._workspace = workspace
        self._teller = Teller(runtime) if runtime else None
        self._highlights = False
        self._last: dict[str, tuple[int, int]] = {}  # of what is open, where the cursor was told to be, by address

    def heard(self, method: str, params: Json) -> None:
        """An editor said something, which was dealt with. Never raises for what it said."""
        if self._teller is None or method not in (_CHANGED, _SAVED, *_AT_CURSOR, *_AT_MOUSE):
            return
        self._highlights = self._highlights or method == _OF_CURSOR
        if self._highlights and method in _AT_MOUSE:
            return
        document = params.get("textDocument")
        uri = str(document.get("uri", "")) if isinstance(document, dict) else ""
        if uri not in self._workspace.files:
            return
        desk, one = self._workspace.files[uri]
        if not (listeners := self._teller.listeners(desk.root / one.file)):
            return
        if method == _SAVED:
            place = self._last.get(uri)  # which is another one in what a reader has from now on
        else:
            place = one.edited if method == _CHANGED else _asked_at(one, params)
        if place is not None:
            self._last[uri] = place
            self._teller.tell(listeners, _as_saved(one, *place))

    def close(self) -> None:
        """The editor is gone."""
        if self._teller is not None:
            self._teller.close()


def _asked_at(one: OpenFile, params: Json) -> tuple[int, int] | None:
    """Line and column from 0 of what a request is about; None for a stretch of more than a line, which is what is done
    to a file as it is saved."""
    position: Any = params.get("position")
    if not isinstance(position, dict):
        stretch = params.get("range")
        start, position = (stretch.get("start"), stretch.get("end")) if isinstance(stretch, dict) else (None, None)
        if not isinstance(start, dict) or not isinstance(position, dict) or start.get("line") != position.get("line"):
            return None
    try:
        return one.ruler.place(position)
    except (TypeError, ValueError, OverflowError):
        return None


def _as_saved(one: OpenFile, line: int, column: int) -> CursorPlace:
    """The place in the text as it was saved, which is what a reader has."""
    if one.saved is one.text:
        return CursorPlace(line + 1, column + 1)
    before = line_before(one.saved.lines, one.text.lines, line)
    return CursorPlace(before + 1, min(column, len(one.saved.lines[before])) + 1)
