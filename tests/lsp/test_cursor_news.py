"""Readers that follow a file are told where the cursor is, by what editors send anyway."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.config.paths import runtime as where
from briefing.lsp import wire
from briefing.lsp.server import Server
from briefing.model.cursor_channel import HAS_CHANNEL, CursorPlace, Listener, Teller
from briefing.model.edited import changed_lines, line_before
from tests.lsp.conftest import TALKS, Editor
from tests.test_house import ROOT

pytestmark = pytest.mark.skipif(not HAS_CHANNEL, reason="this system has no sockets in folders")
Json = dict[str, Any]
LINES = TALKS.split("\n")
NATO = next(number for number, line in enumerate(LINES) if "NATO met" in line)
DOVE = LINES[NATO].index("🕊")


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder whose name is short: the way to a socket has about a hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="run") as folder:
        yield Path(folder) / "briefing"


@pytest.fixture
def reader(root: Path, runtime: Path) -> Iterator[Listener]:
    found = Listener(runtime, root / "talks.yaml")
    yield found
    found.close()


@pytest.fixture
def told(root: Path, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    """An editor whose server tells readers."""
    monkeypatch.setattr(
        "tests.lsp.conftest.Server", lambda reads, writes, cache, clock: Server(reads, writes, cache, clock, runtime)
    )
    found = Editor(root, tmp_path / "cache")
    found.open("talks.yaml")
    yield found
    found.server.close()


def at(editor: Editor, line: int, column: int) -> Json:
    return {"textDocument": {"uri": editor.uri("talks.yaml")}, "position": {"line": line, "character": column}}


def test_the_cursor_is_told_in_code_points_from_1(told: Editor, reader: Listener) -> None:
    assert reader.hear() is None
    told.ask("textDocument/documentHighlight", at(told, 4, 5))
    assert reader.hear() == CursorPlace(5, 6)
    told.ask("textDocument/documentHighlight", at(told, NATO, DOVE + 3))  # two units of UTF-16, and a blank
    assert reader.hear() == CursorPlace(NATO + 1, DOVE + 3)
    assert reader.hear() is None


def test_where_something_is_typed_is_where_the_cursor_is(told: Editor, reader: Listener) -> None:
    def change(line: int, column: int, text: str) -> None:
        place = {"line": line, "character": column}
        document = {"uri": told.uri("talks.yaml"), "version": 2}
        changes = [{"range": {"start": place, "end": place}, "text": text}]
        told.tell("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    change(NATO, DOVE, "all ")
    assert reader.hear() == CursorPlace(NATO + 1, DOVE + 5)
    change(3, 0, "summary: Two\n")  # a line that the reader does not have yet: the nearest that it has
    assert reader.hear() == CursorPlace(5, 1)
    told.ask("textDocument/documentHighlight", at(told, NATO + 1, 2))
    assert reader.hear() == CursorPlace(NATO + 1, 3)  # as it was saved
    told.tell("textDocument/didSave", {"textDocument": {"uri": told.uri("talks.yaml")}})
    assert reader.hear() == CursorPlace(NATO + 2, 3)  # which the reader has now, too
    told.ask("textDocument/documentHighlight", at(told, NATO + 1, 3))
    assert reader.hear() == CursorPlace(NATO + 2, 4)


def test_a_mouse_is_no_cursor_where_the_editor_tells_the_cursor(told: Editor, reader: Listener) -> None:
    told.ask("textDocument/hover", at(told, 4, 5))
    assert reader.hear() == CursorPlace(5, 6)
    told.ask("textDocument/documentHighlight", at(told, 6, 0))
    told.ask("textDocument/hover", at(told, 4, 5))
    assert reader.hear() == CursorPlace(7, 1)


def test_actions_for_a_line_are_asked_at_the_cursor_and_those_for_a_file_are_not(
    told: Editor, reader: Listener
) -> None:
    def ask(first: int, last: int) -> None:
        stretch = {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 2}}
        document = {"uri": told.uri("talks.yaml")}
        told.ask("textDocument/codeAction", {"textDocument": document, "range": stretch, "context": {}})

    ask(2, 2)
    assert reader.hear() == CursorPlace(3, 3)
    ask(0, 12)
    assert reader.hear() is None


def test_only_who_follows_the_file_is_told_and_all_of_them(
    told: Editor, reader: Listener, root: Path, runtime: Path
) -> None:
    other, second = Listener(runtime, root / "dinner.yaml"), Listener(runtime, root / "." / "talks.yaml")
    told.ask("textDocument/documentHighlight", at(told, 1, 0))
    assert (reader.hear(), second.hear(), other.hear()) == (CursorPlace(2, 1), CursorPlace(2, 1), None)
    for one in (other, second):
        one.close()
    assert len(os.listdir(runtime)) == 1


def test_what_is_no_place_is_told_to_nobody(told: Editor, reader: Listener) -> None:
    document = {"uri": told.uri("talks.yaml")}
    for position in (None, 7, {"line": "x", "character": 0}, {"line": 1e999, "character": []}, [1, 2]):
        message: Json = {"id": 9, "method": "textDocument/documentHighlight"}
        told.server.take({**message, "params": {"textDocument": document, "position": position}})
        told.server.take({**message, "params": {"textDocument": position, "position": position}})
    assert reader.hear() is None
    assert told.ask("textDocument/documentHighlight", at(told, 1, 0)) is not None


def test_what_a_reader_left_that_was_killed_is_swept_by_the_next(
    told: Editor, reader: Listener, root: Path, runtime: Path
) -> None:
    killed = Listener(runtime, root / "talks.yaml")
    killed._socket.close()
    told.ask("textDocument/documentHighlight", at(told, 1, 0))
    assert reader.hear() == CursorPlace(2, 1)
    assert len(os.listdir(runtime)) == 2
    Listener(runtime, root / "dinner.yaml").close()
    assert os.listdir(runtime) == [reader._path.name]


def test_a_folder_that_others_can_enter_is_no_channel(root: Path, runtime: Path, tmp_path: Path) -> None:
    file = root / "talks.yaml"
    Listener(runtime, file).close()
    assert runtime.stat().st_mode & 0o777 == 0o700
    runtime.chmod(0o755)
    with pytest.raises(OSError, match="not yours alone"):
        Listener(runtime, file)
    (tmp_path / "link").symlink_to(runtime)
    runtime.chmod(0o700)
    with pytest.raises(OSError, match="not yours alone"):
        Listener(tmp_path / "link", file)
    there = Listener(runtime, file)
    runtime.chmod(0o777)
    assert Teller(runtime).listeners(file) == []
    there.close()


def test_editor_and_reader_find_each_other(tmp_path: Path) -> None:
    assert where({"XDG_RUNTIME_DIR": str(tmp_path)}) == tmp_path / "briefing"
    for none in ({}, {"XDG_RUNTIME_DIR": "here"}, {"XDG_RUNTIME_DIR": str(tmp_path / "gone")}):
        assert where({**none, "TMPDIR": "/tmp"}).is_absolute()
        assert where({**none, "TMPDIR": "/tmp"}) == where({"TMPDIR": "/tmp"})


def test_whatever_comes_through_the_channel_is_a_place_or_nothing(reader: Listener) -> None:
    sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    for data in (b"", b"1", b"-1 2", b"1 2\n", b"9" * 40 + b" 1", b"\x1b[2J", b"1 2 3", "１ ２".encode()):
        sender.sendto(data, str(reader._path))
        assert reader.hear() is None, data
    sender.sendto(b"0 0", str(reader._path))
    sender.close()
    assert reader.hear() == CursorPlace(1, 1)


def test_through_the_process_that_an_editor_starts(root: Path, reader: Listener, runtime: Path, tmp_path: Path) -> None:
    environ = {**os.environ, "XDG_RUNTIME_DIR": str(runtime.parent), "PYTHONPATH": str(ROOT)}
    environ |= {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "CACHE", "STATE")}
    uri = (root / "talks.yaml").as_uri()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": TALKS}
    place = {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 5}}
    messages: list[Json] = [
        {"id": 1, "method": "initialize", "params": {"rootUri": root.as_uri(), "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        {"id": 2, "method": "textDocument/documentHighlight", "params": place},
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "briefing", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environ
    ) as server:
        assert server.stdin is not None
        for message in messages:
            wire.send(server.stdin, message)  # type: ignore[arg-type]
        ready, _, _ = select.select([reader], [], [], 20)
        assert ready
        assert reader.hear() == CursorPlace(5, 6)
        server.stdin.close()


@pytest.mark.parametrize(
    ("before", "after", "changed", "stood"),
    [
        ("abcde", "abxcde", [2], [0, 1, 2, 2, 3, 4]),
        ("abcde", "acde", [1], [0, 2, 3, 4]),
        ("abcde", "AbcdE", [0, 4], [0, 1, 2, 3, 4]),
        ("abcde", "abcde", [], [0, 1, 2, 3, 4]),
        ("abab", "ab", [1], [0, 1]),
        ("ab", "ba", [0], [0, 1]),
        ("", "ab", [0, 1], [0, 0]),
        ("ab", "", [0], []),
    ],
)
def test_lines_that_changed_and_where_lines_stood(
    before: str, after: str, changed: list[int], stood: list[int]
) -> None:
    assert changed_lines(before, after) == changed
    assert [line_before(before, after, index) for index in range(len(after))] == stood
