"""Editing in a large desk: from a key to what is wrong, and from the start to the first word, over standard input and
output as an editor has it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.desks import write_desk

BRIEFS = 10_000
SIZE = 4200  # characters of body: files of about 5 KB
STARTS, KEYS, PAUSE = 9, 120, 0.03
Json = dict[str, Any]


class Editor:
    """Talks to a server; `begun` is when it was started."""

    def __init__(self, root: Path) -> None:
        self.begun = time.perf_counter()
        self.version = 1
        self.ends: dict[int, int] = {}
        """Where lines end by now that were typed on."""
        self.server = subprocess.Popen(
            [sys.executable, "-m", "briefing", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.send({"id": 0, "method": "initialize", "params": {"rootUri": root.as_uri(), "capabilities": {}}})
        self.receive(lambda message: message.get("id") == 0)
        self.send({"method": "initialized", "params": {}})

    def send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin is not None
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.server.stdin.flush()

    def receive(self, is_it: Any) -> Json:
        """The next message of a kind; the others are let go."""
        assert self.server.stdout is not None
        while True:
            length = 0
            while (line := self.server.stdout.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message: Json = json.loads(self.server.stdout.read(length))
            if is_it(message):
                return message

    def open(self, file: Path) -> str:
        text = file.read_text(encoding="utf-8")
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        self.told(file, 1)
        return text

    def type(self, file: Path, line: int, column: int, text: str, version: int) -> float:
        """Seconds from a key to what is wrong then."""
        place = {"line": line, "character": column}
        change = {"range": {"start": place, "end": place}, "text": text}
        params = {"textDocument": {"uri": file.as_uri(), "version": version}, "contentChanges": [change]}
        begun = time.perf_counter()
        self.send({"method": "textDocument/didChange", "params": params})
        self.told(file, version)
        return time.perf_counter() - begun

    def told(self, file: Path, version: int) -> None:
        uri = file.as_uri()
        self.receive(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and (message["params"]["uri"], message["params"].get("version")) == (uri, version)
            )
        )

    def end(self) -> None:
        self.send({"id": 1, "method": "shutdown"})
        self.receive(lambda message: message.get("id") == 1)
        self.send({"method": "exit"})
        self.server.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        write_desk(root / "desk", BRIEFS, SIZE)
        file = root / "desk" / "story-000007.yaml"
        print(f"Editing in a desk of {BRIEFS:,} briefs (median of {STARTS} starts and {KEYS} keys)")
        editor = Editor(root / "desk")
        editor.open(file)
        show("start to first problems, desk never seen", [time.perf_counter() - editor.begun])
        show("key to problems, while all is checked", keys(editor, file))
        while not list((root / "cache" / "briefing" / "checks").glob("*")):
            time.sleep(1)
        editor.end()
        starts = []
        for _ in range(STARTS):
            editor = Editor(root / "desk")
            editor.open(file)
            starts.append(time.perf_counter() - editor.begun)
            editor.end()
        show("start to first problems", starts)
        editor = Editor(root / "desk")
        editor.open(file)
        time.sleep(8)
        show("key in the text to problems", keys(editor, file))
        show("key in the title to problems", keys(editor, file, line=0))
        editor.end()


def keys(editor: Editor, file: Path, line: int = -1) -> list[float]:
    """Type at the end of a line, one letter after the other."""
    lines = file.read_text(encoding="utf-8").split("\n")
    number = line % len(lines)
    times = []
    for count in range(KEYS):
        editor.version += 1
        column = editor.ends.get(number, len(lines[number]))
        times.append(editor.type(file, number, column, "etaoin "[count % 7], editor.version))
        editor.ends[number] = column + 1
        time.sleep(PAUSE)
    return times


def show(name: str, times: Iterable[float]) -> None:
    ordered = sorted(one * 1000 for one in times)
    if len(ordered) == 1:
        print(f"  {name:<44} {ordered[0]:6.0f} ms")
        return
    low, high = (ordered[int(len(ordered) * share)] for share in (0.1, 0.9))
    print(f"  {name:<44} {statistics.median(ordered):6.1f} ms   ({low:.1f} to {high:.1f}, at most {ordered[-1]:.1f})")


if __name__ == "__main__":
    main()
