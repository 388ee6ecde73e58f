"""The life of a server: what comes, in whatever order and shape, and what is done in between."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.lsp import wire
from briefing.lsp.features import FEATURES, handler
from briefing.lsp.server import Server
from briefing.model.clock import Clock
from tests.lsp.conftest import DINNER, TALKS, Editor, Json
from tests.test_house import PACKAGE

T = "talks.yaml"


def framed(*messages: Json | bytes) -> io.BytesIO:
    data = b""
    for message in messages:
        body = message if isinstance(message, bytes) else json.dumps({"jsonrpc": "2.0", **message}).encode()
        data += b"Content-Length: %d\r\nContent-Type: x\r\n\r\n%b" % (len(body), body)
    return io.BytesIO(data)


def served(tmp_path: Path, *messages: Json | bytes) -> tuple[int, list[Json]]:
    """The exit status of a server that is sent this, and what it answered."""
    out = io.BytesIO()
    status = Server(framed(*messages), out, lambda: tmp_path, Clock.at(date(2025, 5, 20))).serve()
    out.seek(0)
    found = []
    while message := wire.receive(out):
        found.append(message)
    return status, found


BEGIN: Json = {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": None}}
END: tuple[Json, ...] = ({"id": 9, "method": "shutdown"}, {"method": "exit"})


def test_a_whole_life(tmp_path: Path) -> None:
    status, found = served(tmp_path, BEGIN, {"method": "initialized", "params": {}}, *END)
    assert status == 0
    assert [one["id"] for one in found] == [1, 9]
    assert found[0]["result"]["serverInfo"]["name"] == "briefing"


def test_an_editor_that_is_gone(tmp_path: Path) -> None:
    assert served(tmp_path, BEGIN)[0] == 1
    assert served(tmp_path, BEGIN, {"method": "exit"})[0] == 1
    assert served(tmp_path)[0] == 1


@pytest.mark.parametrize(
    ("messages", "codes"),
    [
        ([{"id": 1, "method": "textDocument/hover", "params": {}}], [wire.NOT_INITIALISED]),
        ([BEGIN, BEGIN], [wire.INVALID_REQUEST]),
        ([BEGIN, {"id": 2, "method": "no/such"}], [wire.UNKNOWN_METHOD]),
        ([BEGIN, {"method": "no/such"}, {"method": "$/setTrace", "params": {}}, {"id": 7, "result": 1}, {}], []),
        ([BEGIN, {"id": 7, "error": {"code": 1, "message": "no"}}, {"id": [7], "result": None}], []),
        ([BEGIN, {"id": 7}, {"id": 8, "method": 5}], [wire.INVALID_REQUEST] * 2),
        ([BEGIN, b"{", b"[]", b'"x"', b"\xff{}", b"[" * 100_000], [wire.PARSE_ERROR] * 5),
        ([BEGIN, {"id": 2, "method": "shutdown"}, {"id": 3, "method": "workspace/symbol"}], [wire.INVALID_REQUEST]),
        ([BEGIN, {"id": 2, "method": "textDocument/hover", "params": [1]}], []),
        ([BEGIN, {"id": 2, "method": "textDocument/hover", "params": {"textDocument": {"uri": "x:"}}}], []),
    ],
)
def test_what_is_no_request(messages: list[Any], codes: list[int], tmp_path: Path) -> None:
    _status, found = served(tmp_path, *messages, *END)
    assert [one["error"]["code"] for one in found if "error" in one and one["id"] != 9] == codes


@pytest.mark.parametrize(
    "data", [b"Content-Length: x\r\n\r\n", b"Content-Length: 999999999999\r\n\r\n", b"\r\n\r\n", b"x" * 9000]
)
def test_what_is_no_message(data: bytes, tmp_path: Path) -> None:
    assert Server(io.BytesIO(data), io.BytesIO(), lambda: tmp_path, Clock()).serve() == 1


def test_a_request_that_is_cancelled(editor: Editor) -> None:
    editor.server._waiting += ["a", [1]]
    for ident in ("a", "a", "b", [1], [2], None):
        editor.server._cancel(ident)
    editor.server.take({"id": "b", "method": "workspace/symbol", "params": {"query": ""}})
    assert "result" in editor.sent[-1]  # it was not asked yet when it was cancelled
    editor.server.take({"id": "a", "method": "workspace/symbol", "params": {"query": ""}})
    assert editor.sent[-1]["error"]["code"] == wire.CANCELLED


def test_a_fault_of_ours_is_an_answer(editor: Editor, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    editor.open(T)
    params = {"textDocument": {"uri": editor.uri(T)}, "position": {"line": "x", "character": 0}}
    assert editor.answer("textDocument/hover", params)["error"]["code"] == wire.INTERNAL_ERROR
    assert "ValueError" in capsys.readouterr().err
    assert editor.problems(T) is not None


# the table


@pytest.mark.parametrize("method", FEATURES)
def test_every_feature_is_there(method: str) -> None:
    assert callable(handler(FEATURES[method]))


def test_every_module_has_its_row() -> None:
    modules = {file.stem for file in (PACKAGE / "lsp" / "features").glob("*.py")} - {"__init__"}
    assert modules == {feature.module for feature in FEATURES.values()}


# files


def edit(editor: Editor, text: str, *changes: tuple[int, int, str]) -> str:
    """Type one change after the other, all in one message."""
    told, lines = [], text
    for start, end, new in changes:
        places = [
            {"line": lines.count("\n", 0, at), "character": at - (lines.rfind("\n", 0, at) + 1)} for at in (start, end)
        ]
        told.append({"range": dict(zip(("start", "end"), places, strict=True)), "text": new})
        lines = lines[:start] + new + lines[end:]
    document = {"uri": editor.uri(T), "version": 2}
    editor.tell("textDocument/didChange", {"textDocument": document, "contentChanges": told})
    return lines


def test_what_is_typed_piece_by_piece(editor: Editor) -> None:
    text = editor.open(T, "title: x\nbody: |\n  NATO met.\n")
    text = edit(
        editor, text, (7, 8, "y\nstatus: settld"), (0, 0, "date: 2025\n"), (len("date: 2025\ntitle: y"), 26, "")
    )
    assert editor.server.workspace.files[editor.uri(T)][1].text.text == text
    assert text.startswith("date: 2025\ntitle: y")


def test_a_file_of_no_desk(editor: Editor, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere.yaml"
    other.write_text("title: x\n")
    for uri in (other.as_uri(), "untitled:Untitled-1", "http://example.org/talks.yaml", "file:///no/such/x.yaml"):
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": "titl: x\n"}
        editor.tell("textDocument/didOpen", {"textDocument": document})
        assert (
            editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}})
            is None
        )
    told = [one for one in editor.sent if one.get("method") == "textDocument/publishDiagnostics"]
    assert all(one["params"]["uri"].startswith(editor.root.as_uri()) for one in told)


@pytest.mark.parametrize(
    "file", [".github/workflows/ci.yml", ".hidden.yaml", "node_modules/one.yaml", "old/one.yaml", "inner/actors.yaml"]
)
def test_a_file_that_the_desk_does_not_read(root: Path, tmp_path: Path, file: str) -> None:
    (root / "briefing.toml").write_text('[read]\nignore = ["old/"]\n')
    editor = Editor(root, tmp_path / "cache")
    text = editor.open(file, "on: push\nname: CI\nactors: [natoo]\n")
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text)
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": editor.uri(file), "type": 1}]})
    editor.work()
    assert not editor.published(file)
    assert "is no file that the desk" in next(
        one["params"]["message"] for one in editor.sent if one.get("method") == "window/logMessage"
    )
    for method in ("hover", "formatting", "documentSymbol", "completion"):
        assert editor.ask(f"textDocument/{method}", editor.at(file, text, "na^me", options={})) is None
    editor.server.close()


def test_what_is_wrong_in_the_settings_is_told_while_they_are_open(root: Path, tmp_path: Path) -> None:
    (root / "briefing.toml").write_text("[read]\nauthor = 5\n")
    editor = Editor(root, tmp_path / "cache")
    editor.open("briefing.toml")
    assert editor.problems("briefing.toml")
    editor.server.close()


def test_markdown_that_is_no_brief(editor: Editor) -> None:
    text = editor.open("README.md", "# Talks\n\nNothing of [[na. NATO met.\n")
    assert editor.published("README.md") == []
    for method in ("completion", "hover", "semanticTokens/full", "codeAction", "foldingRange"):
        assert editor.ask(f"textDocument/{method}", editor.at("README.md", text, "[[na^")) is None


def test_markdown_that_is_a_brief(editor: Editor) -> None:
    text = editor.open("supper.md", "---\ntitle: Supper\nstatus: s\n---\nSee [[din.\n")
    assert [code for code in editor.problems("supper.md") if code.startswith("B1")]
    (item,) = editor.ask("textDocument/completion", editor.at("supper.md", text, "status: s^"))["items"]
    assert item["label"] == "settled"
    (item,) = editor.ask("textDocument/completion", editor.at("supper.md", text, "[[din^"))["items"]
    assert item["textEdit"]["newText"] == "dinner]]"


def test_markdown_of_another_tool(root: Path, tmp_path: Path) -> None:
    (root / "briefing.toml").write_text('[read]\nauthor = "actors"\n')
    editor = Editor(root, tmp_path / "cache")
    text = editor.open("note.md", "---\ntitle: Note\nauthor: Ada\nsta\n---\nSee [[din.\n")
    assert editor.ask("textDocument/completion", editor.at("note.md", text, "sta^")) is None
    assert len(editor.ask("textDocument/completion", editor.at("note.md", text, "[[din^"))["items"]) == 1
    editor.server.close()


def test_a_folder_of_any_name(root: Path, tmp_path: Path) -> None:
    odd = root.rename(tmp_path / "Бюро 100% [x] #1")
    (tmp_path / "link").symlink_to(odd)
    for folder in (odd, tmp_path / "link"):
        editor = Editor(folder, tmp_path / "cache")
        text = editor.open(T)
        (place,) = editor.ask("textDocument/definition", editor.at(T, text, "[[din^ner]]"))
        assert place["uri"] == editor.uri("dinner.yaml")
        editor.server.close()


def test_the_problems_of_the_whole_desk(root: Path, tmp_path: Path) -> None:
    (root / "dinner.yaml").write_text(DINNER.replace("nato]", "natoo]"))
    (root / "places.yaml").write_text("istanbul: {name: Istanbul, kuntry: TR}\n")
    editor = Editor(root, tmp_path / "cache")
    editor.work()
    assert editor.problems("dinner.yaml") == ["B201"]
    assert editor.problems("places.yaml") == ["B101"]
    assert editor.published(T) is None  # hints are for what is open
    (root / "dinner.yaml").write_text(DINNER)
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": editor.uri("dinner.yaml"), "type": 2}]})
    editor.work()
    assert editor.published("dinner.yaml") == []
    editor.server.close()


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda root: (root / "dinner.yaml").unlink(), {"B211", "B207"}),
        (lambda root: (root / "dinner.yaml").rename(root / "supper.yaml"), {"B211"}),
        (lambda root: (root / "actors.yaml").write_text("nato: {name: NATO}\n"), {"B201"}),
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_another_program_changes_a_file(
    change: Callable[[Path], Any], codes: set[str], is_open: bool, editor: Editor
) -> None:
    editor.work()
    if is_open:
        editor.open(T)
    change(editor.root)
    names = ("dinner.yaml", "supper.yaml", "actors.yaml")
    changes = [{"uri": editor.uri(name), "type": 2} for name in names]
    editor.tell("workspace/didChangeWatchedFiles", {"changes": changes})
    editor.work()
    assert codes <= set(editor.problems(T))


def test_a_story_that_is_typed_counts_for_the_others(editor: Editor) -> None:
    editor.open(T)
    text = editor.open("dinner.yaml")
    editor.type("dinner.yaml", f"id: supper\n{text}")
    editor.work()
    assert "B211" in editor.problems(T)
    editor.type("dinner.yaml", text, 3)
    editor.work()
    assert "B211" not in editor.problems(T)


def test_what_was_typed_and_not_saved_counts_no_more(editor: Editor) -> None:
    editor.open(T)
    text = editor.open("dinner.yaml")
    editor.type("dinner.yaml", f"id: supper\n{text}")
    editor.work()
    assert "B211" in editor.problems(T)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri("dinner.yaml")}})
    editor.work()
    assert "B211" not in editor.problems(T)


def test_what_was_typed_and_saved_counts_for_those_that_are_closed(editor: Editor) -> None:
    text = editor.open("dinner.yaml")
    editor.type("dinner.yaml", f"id: supper\n{text}")
    (editor.root / "dinner.yaml").write_text(f"id: supper\n{text}")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": editor.uri("dinner.yaml")}})
    editor.work()
    assert "B211" in editor.problems(T)


def test_a_registry_that_is_typed_counts_for_the_others(editor: Editor) -> None:
    editor.open(T)
    text = editor.open("actors.yaml")
    editor.type("actors.yaml", text.replace("turkey:", "tuerkiye:", 1))
    editor.work()
    assert "B201" in editor.problems(T)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri("actors.yaml")}})
    editor.work()
    assert "B201" not in editor.problems(T)


def test_what_is_closed_is_as_it_lies_on_the_disk(editor: Editor) -> None:
    editor.open(T, "title: x\nbdy: y\n")
    assert "B101" in editor.problems(T)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(T)}})
    assert editor.published(T) == []


def test_what_did_not_change_is_not_read_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(200):
        (root / f"s{number}.yaml").write_text(f"title: S{number}\nbody: |\n  x\n")
    (root / "bad.yaml").write_text("title: Bad\nbdy: |\n  x\n")
    first = Editor(root, tmp_path / "cache")
    first.work()
    assert "B101" in first.problems("bad.yaml")
    first.server.close()
    read: list[str] = []
    from briefing.desk import checking

    whole = checking.read_text
    monkeypatch.setattr(
        checking, "read_text", lambda text, *rest, **more: read.append(text.file) or whole(text, *rest, **more)
    )
    again = Editor(root, tmp_path / "cache")
    again.work()
    assert again.problems("bad.yaml") == first.problems("bad.yaml")
    assert read == []
    again.server.close()


def folders(editor: Editor, added: tuple[Path, ...] = (), removed: tuple[Path, ...] = ()) -> None:
    event = {name: [{"uri": one.as_uri(), "name": one.name} for one in roots]
             for name, roots in (("added", added), ("removed", removed))}  # fmt: skip
    editor.tell("workspace/didChangeWorkspaceFolders", {"event": event})
    editor.work()


def test_of_two_desks_the_inner_one_says_what_is_wrong_in_its_files(root: Path, tmp_path: Path) -> None:
    inner = root / "inner"
    inner.mkdir()
    (inner / "actors.yaml").write_text("mary: {name: Mary}\n")
    (inner / "ball.yaml").write_text("title: Ball\nactors: [mary]\nbdy: |\n  x\n")
    (inner / "tea.yaml").write_text("title: Tea\nactors: [mary]\nbody: |\n  x\n")
    editor = Editor(inner, tmp_path / "cache")
    folders(editor, added=(root,))
    editor.open("tea.yaml")
    assert set(editor.problems("ball.yaml")) == {"B101"}
    outer = Editor(root, tmp_path / "cache")
    outer.open("inner/tea.yaml")
    assert {"B201"} <= {*outer.problems("inner/tea.yaml")} & {*outer.problems("inner/ball.yaml")}
    folders(outer, added=(inner,))
    assert "B201" not in {*outer.problems("inner/tea.yaml"), *outer.problems("inner/ball.yaml")}
    outer.server.close()
    assert "B201" not in editor.problems("tea.yaml")
    assert [one["name"] for one in editor.ask("workspace/symbol", {"query": "tea"})] == ["Tea"]
    folders(editor, removed=(root,))
    assert set(editor.problems("ball.yaml")) == {"B101"}
    editor.server.close()


def test_of_a_folder_that_is_gone_nothing_is_said_any_more(root: Path, tmp_path: Path) -> None:
    (root / "dinner.yaml").write_text(DINNER.replace("nato]", "natoo]"))
    other = tmp_path / "other"
    other.mkdir()
    editor = Editor(root, tmp_path / "cache")
    text = editor.open(T, TALKS.replace("[nato, turkey]", "[natoo, turkey]"))
    folders(editor, added=(other,), removed=(root,))
    assert "B201" in editor.problems(T)  # which is open still
    assert editor.ask("textDocument/hover", editor.at(T, text, "- na^to")) is not None
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(T)}})
    editor.work()
    assert editor.published(T) == editor.published("dinner.yaml") == []
    assert editor.server.workspace.desks == {}
    editor.server.close()


def test_a_folder_without_a_desk(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    editor = Editor(tmp_path / "x", tmp_path / "cache")
    editor.work()
    editor.open("new.yaml", TALKS)
    assert editor.ask("workspace/symbol", {"query": "x"}) == []
    editor.server.close()
