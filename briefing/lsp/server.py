"""Who talks to the editor: takes its messages one after the other, and does in between what nobody waits for.

All of it is done by one thread, so that nothing needs a lock; others only read what comes, watch folders and keep
indexes, and post to it.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import briefing
from briefing.lsp import wire
from briefing.lsp.background import Background
from briefing.lsp.cursor_news import CursorNews
from briefing.lsp.diagnostics import diagnostics
from briefing.lsp.features import FEATURES, capabilities, handler
from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.progress import Progress
from briefing.lsp.ruler import Ruler
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request, Workspace
from briefing.model.clock import Clock
from briefing.parse.registry_name import is_registry
from briefing.parse.text import Text

_SETTLING = 0.3
"""Seconds without a message after which what rests on a file that changed is looked at again."""
_HANDOVER = 0.0005
"""Seconds after which a thread that keeps an index lets the one that answers go on, a tenth of Python's own: an answer
takes several such turns."""


class _End(Exception):
    """The editor is gone; with the exit status."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


class Server:
    """Serves one editor. `cache` tells the folder of what checks found and of the indexes, `runtime` is where readers
    are that follow a file."""

    def __init__(
        self, reads: BinaryIO, writes: BinaryIO, cache: Callable[[], Path], clock: Clock, runtime: Path | None = None
    ) -> None:
        self._reads, self._writes = reads, writes
        self.workspace = Workspace(cache, clock)
        self._cursor = CursorNews(self.workspace, runtime)
        self.workspace.say = self._say
        self._events: deque[Callable[[], None]] = deque()
        self._something = threading.Condition()
        self._waiting: list[Any] = []
        self._cancelled: list[Any] = []
        self._chores: dict[Path, Background] = {}
        self._published: set[str] = set()
        self._settle_at = 0.0
        self._unsettled: dict[Path, OpenFile | None] = {}
        self._phase = "new"
        self._progress = Progress(self._send)

    def serve(self) -> int:
        """Answer until the editor is gone; the exit status that the protocol asks for."""
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            while True:
                self.turn()
                if not self.work():
                    self._wait()
        except _End as end:
            return end.status
        except BrokenPipeError:
            return 1
        finally:
            self.close()

    def close(self) -> None:
        """Stop watching, and let go of the indexes."""
        for chores in self._chores.values():
            chores.stop()
        self._cursor.close()

    # what comes

    def _listen(self) -> None:
        """In a thread of its own: take what the editor sends."""
        while True:
            try:
                message = wire.receive(self._reads)
            except ValueError:
                self._post(lambda: self._fail(None, wire.PARSE_ERROR, "what came is no message in JSON"))
                continue
            except (wire.ProtocolError, OSError):
                message = None
            if message is None:
                self._post(self._gone)
                return
            if message.get("method") == "$/cancelRequest":
                params = message.get("params")
                self._cancel(params.get("id") if isinstance(params, dict) else None)
                continue
            if "method" in message and "id" in message:
                with self._something:
                    self._waiting.append(message["id"])
            self._post(lambda message=message: self.take(message))  # type: ignore[misc]

    def _cancel(self, ident: Any) -> None:
        """A request is not to be answered, if it still waits for its turn. In the thread that listens."""
        with self._something:
            if ident in self._waiting and ident not in self._cancelled:
                self._cancelled.append(ident)

    def _post(self, event: Callable[[], None]) -> None:
        """Have something done by the thread of the server; from any thread."""
        with self._something:
            self._events.append(event)
            self._something.notify()

    def _gone(self) -> None:
        raise _End(0 if self._phase == "over" else 1)

    def turn(self) -> None:
        """Do what came, and check what is typed. It is called between the files of a long check, too."""
        while True:
            while self._events:
                self._events.popleft()()
            if not self._check_open():
                return

    def _wait(self) -> None:
        timeout = max(0.0, self._settle_at - time.monotonic()) if self._unsettled else None
        with self._something:
            if not self._events:
                self._something.wait(timeout)

    def take(self, message: Json) -> None:
        """Do what a message says, and answer it if it is a request."""
        method, ident = message.get("method"), message.get("id")
        params = message.get("params")
        params = params if isinstance(params, dict) else {}
        is_request = "id" in message
        if not isinstance(method, str):
            if "result" in message or "error" in message:
                self._progress.answered(message)
            elif is_request:
                self._fail(ident, wire.INVALID_REQUEST, "what came is neither a request nor an answer")
            return
        if is_request and self._is_cancelled(ident):
            self._fail(ident, wire.CANCELLED, "cancelled")
            return
        try:
            answer = self._do(method, params, is_request)
        except NotDone as why:
            if is_request:
                self._fail(ident, why.code, str(why))
        except (_End, BrokenPipeError):
            raise
        except Exception as error:
            traceback.print_exc()
            if is_request:
                self._fail(ident, wire.INTERNAL_ERROR, f"{type(error).__name__}: {error}")
        else:
            if is_request:
                self._send({"id": ident, "result": answer})
        self._cursor.heard(method, params)

    def _is_cancelled(self, ident: Any) -> bool:
        """Whether nobody waits for an answer any more; it waits for its turn no longer."""
        with self._something:
            if ident in self._waiting:
                self._waiting.remove(ident)
            if ident not in self._cancelled:
                return False
            self._cancelled.remove(ident)
            return True

    def _do(self, method: str, params: Json, is_request: bool) -> Any:
        """What a method gives. Raises `NotDone`."""
        if method == "exit":
            raise _End(0 if self._phase == "over" else 1)
        if method == "initialize":
            if self._phase != "new":
                raise NotDone("this server is in use already", wire.INVALID_REQUEST)
            self._phase = "on"
            self.workspace.begin(params)
            return self._initialised()
        if self._phase == "new":
            raise NotDone("`initialize` comes first", wire.NOT_INITIALISED)
        if self._phase == "over":
            raise NotDone("the server was shut down", wire.INVALID_REQUEST)
        if own := _OWN.get(method):
            return own(self, params)
        if method in FEATURES:
            request = Request(self.workspace, params)
            feature = FEATURES[method]
            if feature.is_of_file and not (request.has_file and request.desk.is_of_desk(request.file)):
                return None
            for desk in [request.desk] if request.has_file else self.workspace.desks.values():
                desk.know()
            return handler(feature)(request)
        if is_request:
            raise NotDone(f"there is no `{method}` here", wire.UNKNOWN_METHOD)
        return None

    # its life

    def _initialised(self) -> Json:
        return {
            "capabilities": {
                "positionEncoding": self.workspace.encoding,
                "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
                "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
                **capabilities(self.workspace.can),
            },
            "serverInfo": {"name": "briefing", "version": briefing.__version__},
        }

    def _begin(self, _params: Json) -> None:
        self.workspace.find_desks()
        for desk in self.workspace.desks.values():
            self._chores_of(desk)

    def _shut_down(self, _params: Json) -> None:
        self._phase = "over"

    def _change_folders(self, params: Json) -> None:
        event = params.get("event") or {}
        self.workspace.change_folders(event.get("added") or (), event.get("removed") or ())
        self._leave_desks()
        self._give_to_inner_desks()
        for desk in self.workspace.desks.values():
            self._chores_of(desk)

    def _give_to_inner_desks(self) -> None:
        """Of files that belong to another desk now that one speaks, and those that are open go over."""
        for desk in self.workspace.desks.values():
            for file in [*desk.found]:
                place = self.workspace.place_of(self.workspace.uri_of(desk, file))
                if place and place[0] is not desk:
                    self._tell(*place)
        for uri, (desk, one) in [*self.workspace.files.items()]:
            if not self.workspace.is_of(desk, one.file):
                desk.closed(one.file)
                self._open({"textDocument": {"uri": uri, "text": one.raw, "version": one.version}})

    def _leave_desks(self) -> None:
        """Say nothing more of desks that no folder of the editor and none of its files belongs to."""
        for desk in self.workspace.left():
            if chores := self._chores.pop(desk.root, None):
                chores.stop()
            for file in [*desk.found]:
                del desk.found[file]
                self._tell(desk, file)

    # files

    def _open(self, params: Json) -> None:
        given = params.get("textDocument") or {}
        uri = str(given.get("uri", ""))
        place = self.workspace.place_of(uri)
        if place is None:
            self._log(f"{uri} belongs to no desk of the workspace; nothing is said about it")
            return
        desk, file = place
        desk.load()
        if not desk.reads(file):
            self._log(f"{uri} is no file that the desk {desk.root} reads; nothing is said about it")
            return
        text = str(given.get("text", ""))
        one = OpenFile(uri, file, text, version=given.get("version"), encoding=self.workspace.encoding)
        desk.open[file] = one
        self.workspace.files[uri] = desk, one
        if is_registry(file):
            desk.reload()
        self._chores_of(desk)
        self._check_open()  # before whatever is asked of it next, which may need to know the whole desk

    def _change(self, params: Json) -> None:
        given = params.get("textDocument") or {}
        if (found := self.workspace.files.get(str(given.get("uri", "")))) is not None:
            found[1].change(params.get("contentChanges") or (), given.get("version"))
            self._settle_at = time.monotonic() + _SETTLING

    def _save(self, params: Json) -> None:
        found = self.workspace.files.get(str((params.get("textDocument") or {}).get("uri", "")))
        if found is not None:
            found[1].was_saved()
            self._chores_of(found[0]).changed([found[1].file])

    def _close(self, params: Json) -> None:
        uri = str((params.get("textDocument") or {}).get("uri", ""))
        if (found := self.workspace.files.pop(uri, None)) is not None:
            desk, one = found
            desk.closed(one.file)
            self._chores_of(desk).changed([one.file])
            self._tell(desk, one.file)
            self._leave_desks()

    def _changed_on_disk(self, params: Json) -> None:
        for one in params.get("changes") or ():
            if place := self.workspace.place_of(str(one.get("uri", ""))):
                self._chores_of(place[0]).changed([place[1]])

    # what is done in between

    def _check_open(self) -> bool:
        """Check what is typed, of one file; whether there was one. The last one that changed comes first."""
        waiting = [(desk, one) for desk, one in self.workspace.files.values() if not one.is_checked]
        if not waiting:
            return False
        desk, one = max(waiting, key=lambda pair: pair[1].changed_at)
        try:
            rests = desk.look(one)
        except Exception:  # a fault of ours in one text is no reason to say nothing about the next
            traceback.print_exc()
            rests = False
        self._publish(one.uri, diagnostics(one.problems, one.ruler), one.version)
        if rests:
            others = self._unsettled.get(desk.root, one)
            self._unsettled[desk.root] = one if others is one else None
            self._settle_at = time.monotonic() + _SETTLING
        return True

    def settle_now(self) -> None:
        """Wait no longer for more keys before what rests on a file that changed is looked at."""
        self._settle_at = 0.0

    def work(self) -> bool:
        """Do a piece of what nobody waits for; whether there was one."""
        if self._unsettled:
            if time.monotonic() < self._settle_at:
                return False
            root, beside = self._unsettled.popitem()
            if desk := self.workspace.desks.get(root):
                desk.reload()
                desk.forget(beside)
            return True
        return any(chores.step() for chores in list(self._chores.values()))

    def _chores_of(self, desk: LiveDesk) -> Background:
        if desk.root not in self._chores:
            takes = self.workspace.can("window.workDoneProgress")
            self._chores[desk.root] = Background(
                desk=desk, post=self._post, tell=self._tell, turn=self.turn, progress=self._progress if takes else None
            )
        return self._chores[desk.root]

    # what is said

    def _tell(self, desk: LiveDesk, file: str) -> None:
        """Publish the problems of a file that is not open, and belongs to no desk that lies in this one."""
        if file in desk.open or not self.workspace.is_of(desk, file):
            return
        uri, problems = self.workspace.uri_of(desk, file), desk.found.get(file, ())
        if not problems:
            if uri in self._published:
                self._publish(uri, [], None)
            return
        ruler = self.workspace.ruler_of(desk, file) or Ruler(Text("", file), self.workspace.encoding)
        self._publish(uri, diagnostics(problems, ruler), None)

    def _publish(self, uri: str, found: list[Json], version: int | None) -> None:
        (self._published.add if found else self._published.discard)(uri)
        params = {"uri": uri, "diagnostics": found}
        self._send(
            {
                "method": "textDocument/publishDiagnostics",
                "params": params if version is None else {**params, "version": version},
            }
        )

    def _log(self, message: str) -> None:
        self._send({"method": "window/logMessage", "params": {"type": 3, "message": message}})

    def _say(self, message: str) -> None:
        self._send({"method": "window/showMessage", "params": {"type": 3, "message": message}})

    def _fail(self, ident: Any, code: int, message: str) -> None:
        self._send({"id": ident, "error": {"code": code, "message": message}})

    def _send(self, message: Json) -> None:
        wire.send(self._writes, message)


_OWN: dict[str, Callable[[Server, Json], None]] = {
    "initialized": Server._begin,
    "shutdown": Server._shut_down,
    "workspace/didChangeWorkspaceFolders": Server._change_folders,
    "workspace/didChangeWatchedFiles": Server._changed_on_disk,
    "textDocument/didOpen": Server._open,
    "textDocument/didChange": Server._change,
    "textDocument/didSave": Server._save,
    "textDocument/didClose": Server._close,
}
"""What is done for the messages that are about the life of the server and its files."""


def serve(
    reads: BinaryIO, writes: BinaryIO, cache: Callable[[], Path], clock: Clock, runtime: Path | None = None
) -> int:
    """Serve an editor until it is gone; the exit status."""
    sys.setswitchinterval(_HANDOVER)
    return Server(reads, writes, cache, clock, runtime=runtime).serve()
