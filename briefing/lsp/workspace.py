"""The workspace of an editor: its desks, the files that it has open, and what it can do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.desk.scan import desks_below, find_root, is_text
from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.ruler import ENCODINGS, Ruler, agreed
from briefing.lsp.wire import Json, NotDone
from briefing.model.clock import Clock


def path_of(uri: str) -> Path | None:
    """The file that an address names; None for one that lies nowhere here."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    path = unquote(parts.path)
    if os.name == "nt":
        path = path.lstrip("/")
    return Path(os.path.abspath(path)) if path and "\0" not in path else None


class Workspace:
    """What was agreed with one editor, and the desks of its workspace.

    A desk is one that a folder of the workspace belongs to or holds; where the editor has no folder, that of a file
    which it opens. Nothing else is read.
    """

    def __init__(self, cache: Callable[[], Path], clock: Clock) -> None:
        self.clock = clock
        self._cache = cache
        self._capabilities: Json = {}
        self.folders: list[Path] = []
        self.has_folders = False
        self.encoding = ENCODINGS[0]
        self.desks: dict[Path, LiveDesk] = {}
        self.files: dict[str, tuple[LiveDesk, OpenFile]] = {}
        """What is open, by its address."""
        self.say: Callable[[str], None] = lambda message: None
        """Shows a sentence to the person at the editor."""

    def begin(self, params: Json) -> None:
        """Take over what an editor says of itself and its workspace."""
        self._capabilities = params.get("capabilities") or {}
        self.encoding = agreed(self.can("general.positionEncodings") or ())
        folders = params.get("workspaceFolders") or ()
        uris = [one.get("uri", "") for one in folders] or [params.get("rootUri") or ""]
        self.folders = [path for uri in uris if (path := path_of(uri))]
        if not self.folders and params.get("rootPath"):
            self.folders = [Path(os.path.abspath(params["rootPath"]))]
        self.has_folders = bool(self.folders)

    def can(self, name: str) -> Any:
        """A capability of the editor, by its way in the protocol's tree; None where it has none."""
        found: Any = self._capabilities
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def find_desks(self) -> None:
        """Make the desks of the folders known."""
        for folder in self.folders:
            root = find_root(folder)
            for one in [root] if root else map(Path, desks_below(folder)):
                self._desk(one)

    def change_folders(self, added: Iterable[Json], removed: Iterable[Json]) -> None:
        """Folders came and went."""
        gone = {path_of(one.get("uri", "")) for one in removed}
        self.folders = [one for one in self.folders if one not in gone]
        self.folders += [path for one in added if (path := path_of(one.get("uri", "")))]
        self.has_folders = True
        self.find_desks()

    def left(self) -> list[LiveDesk]:
        """Give up the desks that no folder belongs to or holds, and of which nothing is open; those."""
        found = [desk for desk in self.desks.values() if not desk.open and not self._is_wanted(desk.root)]
        for desk in found:
            del self.desks[desk.root]
        return found

    def _is_wanted(self, root: Path) -> bool:
        return not self.has_folders or any(root.is_relative_to(one) or find_root(one) == root for one in self.folders)

    def _desk(self, root: Path) -> LiveDesk:
        if root not in self.desks:
            self.desks[root] = LiveDesk(root, self._cache(), self.clock)
        return self.desks[root]

    def place_of(self, uri: str) -> tuple[LiveDesk, str] | None:
        """The desk that a file belongs to, and its path there; None for a file of no desk of the workspace."""
        path = path_of(uri)
        if path is None or not is_text(str(path)):
            return None
        root = self._nearest(path)
        if root is None and (not self.has_folders or any(path.is_relative_to(one) for one in self.folders)):
            root = find_root(path)
        return None if root is None else (self._desk(root), path.relative_to(root).as_posix())

    def _nearest(self, path: Path) -> Path | None:
        """The root of the innermost desk of the workspace that holds a file."""
        roots = [root for root in self.desks if path.is_relative_to(root)]
        return max(roots, key=lambda one: len(one.parts), default=None)

    def is_of(self, desk: LiveDesk, file: str) -> bool:
        """Whether a file of a desk belongs to no other desk of the workspace that lies in that one."""
        return self._nearest(desk.root / file) in (desk.root, None)

    def uri_of(self, desk: LiveDesk, file: str) -> str:
        """The address of a file of a desk, as the editor writes it where it has it open."""
        return desk.open[file].uri if file in desk.open else (desk.root / file).as_uri()

    def ruler_of(self, desk: LiveDesk, file: str) -> Ruler | None:
        """What measures a file of a desk, as it is typed where it is open; None for one that is not there."""
        if file in desk.open:
            return desk.open[file].ruler
        text = desk.text_of(file)
        if text is None:
            return None
        data = desk.read(file) or b""
        return Ruler(text, self.encoding, int(data.startswith(b"\xef\xbb\xbf")))


class Request:
    """A request of an editor: `params` as the protocol has them, on what it asks about."""

    def __init__(self, workspace: Workspace, params: Json) -> None:
        self.workspace, self.params = workspace, params

    @property
    def uri(self) -> str:
        return str((self.params.get("textDocument") or {}).get("uri", ""))

    @property
    def has_file(self) -> bool:
        """Whether it is about a file that is open and belongs to a desk."""
        return self.uri in self.workspace.files

    @property
    def file(self) -> OpenFile:
        """The open file that it is about. Raises `NotDone`."""
        return self._open()[1]

    @property
    def desk(self) -> LiveDesk:
        """The desk of that file. Raises `NotDone`."""
        return self._open()[0]

    def _open(self) -> tuple[LiveDesk, OpenFile]:
        if self.uri not in self.workspace.files:
            raise NotDone("this file is not open, or belongs to no desk of the workspace")
        return self.workspace.files[self.uri]

    @property
    def offset(self) -> int:
        """Where the cursor is in the text of the file."""
        return self.file.ruler.offset(self.params.get("position") or {})
