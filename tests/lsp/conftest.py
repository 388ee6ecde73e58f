"""An editor that talks to a server in the same process, without threads: what it sends is done when it returns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.lsp.server import Server
from briefing.model.clock import Clock

Json = dict[str, Any]

ACTORS = """\
# who is who
nato: {name: NATO, kind: organisation, weak: [the Alliance]}
turkey:
  name: Turkey
  kind: state
  country: TR
  aliases: [Türkiye]
recep-tayyip-erdogan: {name: Recep Tayyip Erdoğan, kind: person, position: President, for: turkey}
"""
PLACES = "istanbul: {name: Istanbul, country: TR, lat: 41.0, lon: 29.0}\n"
TALKS = """\
title: Talks in Istanbul
date: 2025-05-15
follows: dinner
actors:
  - nato
  - {id: turkey, role: host}
  - Ada Lovelace
venues: [istanbul]
events:
  - {id: meeting, name: They meet, when: 2025-05-16, where: istanbul, who: [nato, turkey], status: expected}
questions:
  - {id: q-who, ask: Who comes?, due: 2025-05-17, about: [nato, meeting], answered_by: dinner}
claims:
  - {id: c-on, say: The talks are on, by: turkey}
body: |
  NATO met Ada Lovelace in Istanbul; 🕊 [[turkey|Ankara]] and Recep Tayyip Erdoğan stayed. See [[dinner]].
"""
DINNER = "title: Dinner\ndate: 2025-05-01\nactors: [nato]\nbody: |\n  NATO ate.\n"
CAPABILITIES: Json = {
    "workspace": {"workspaceEdit": {"documentChanges": False}},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}


class Editor:
    """`sent` are the messages of the server, oldest first."""

    def __init__(self, root: Path, cache: Path, capabilities: Json | None = None) -> None:
        self.root = root
        self._out = io.BytesIO()
        self.server = Server(io.BytesIO(), self._out, lambda: cache, Clock.at(date(2025, 5, 20)))
        self._number = 0
        self.begun = self.ask(
            "initialize",
            {"rootUri": root.as_uri(), "capabilities": CAPABILITIES if capabilities is None else capabilities},
        )
        self.tell("initialized", {})

    @property
    def sent(self) -> list[Json]:
        data, found = self._out.getvalue(), []
        while data:
            head, _gap, rest = data.partition(b"\r\n\r\n")
            length = int(head.split(b":")[1])
            found.append(json.loads(rest[:length]))
            data = rest[length:]
        return found

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def tell(self, method: str, params: Json) -> None:
        self.server.take({"jsonrpc": "2.0", "method": method, "params": params})
        self.server.turn()

    def answer(self, method: str, params: Json) -> Json:
        """The whole answer to a request."""
        self._number += 1
        self.server.take({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return next(one for one in reversed(self.sent) if one.get("id") == self._number)

    def ask(self, method: str, params: Json) -> Any:
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, file: str, text: str | None = None) -> str:
        text = (self.root / file).read_text(encoding="utf-8") if text is None else text
        document = {"uri": self.uri(file), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        self.work()
        return text

    def type(self, file: str, text: str, version: int = 2) -> None:
        """The whole text is another one now."""
        document = {"uri": self.uri(file), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, file: str, text: str, place: str, **more: Any) -> Json:
        """The parameters of a request at a place of a text, where `^` stands in it."""
        begin = text.index(place.replace("^", "")) + place.index("^")
        line = text.count("\n", 0, begin)
        column = begin - (text.rfind("\n", 0, begin) + 1)
        units = len(text[begin - column : begin].encode("utf-16-le")) // 2
        return {"textDocument": {"uri": self.uri(file)}, "position": {"line": line, "character": units}, **more}

    def problems(self, file: str) -> list[str]:
        """The codes that were published last of a file."""
        return [one["code"] for one in self.published(file) or []]

    def published(self, file: str) -> list[Json] | None:
        uri = self.uri(file)
        every = [
            one["params"]["diagnostics"]
            for one in self.sent
            if one.get("method") == "textDocument/publishDiagnostics" and one["params"]["uri"] == uri
        ]
        return every[-1] if every else None

    def work(self, most: int = 10_000) -> None:
        """Do all that nobody waits for; what a thread does is waited for."""
        import threading

        for _ in range(most):
            self.server.settle_now()
            self.server.turn()
            if self.server.work():
                continue
            busy = [one for one in threading.enumerate() if one.name == "index"]
            if not busy:
                return
            for one in busy:
                one.join()
            self.server.turn()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    for name, text in (("actors", ACTORS), ("places", PLACES), ("talks", TALKS), ("dinner", DINNER)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def editor(root: Path, tmp_path: Path) -> Iterator[Editor]:
    found = Editor(root, tmp_path / "cache")
    yield found
    found.server.close()
