"""What is printed goes one way out, and no way out that is broken ends in a traceback or in a status that lies."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.output import print_lines, tell
from briefing.cli.table import COMMANDS
from tests.cli.ways_out import ARGUMENTS
from tests.pictures import ROOT

Outcome = dict[str, tuple[Any, ...]]
"""The exit status of a command, what it printed and what it told, by the way out."""

CLI = ROOT / "briefing" / "cli"
_STREAMS = {"output.py", "terminal.py", "last_frame.py"}
"""Who knows the streams: the door, what it stands on, and the frame that is there before the reader."""
FULL = "Error: the answer could not be written: No space left on device\n"
CLOSED = "Error: the answer could not be written: Bad file descriptor\n"


_SILENT = ("read", "open", "serve", "lsp", "mcp", "undo", "diff", "publish")
"""What needs a terminal, an editor or an assistant, something that was changed, or git."""
_PRINTS = {
    "print", "click.echo", "click.secho", "click.confirm", "click.prompt", "click.echo_via_pager", "sys.stdout.write",
    "sys.stdout.writelines", "sys.stderr.write",
}  # fmt: skip


def test_nobody_else_prints() -> None:
    calls = [
        (file.name, ast.unparse(node.func))
        for file in sorted(CLI.rglob("*.py"))
        if file.name not in _STREAMS and file.name != "man.py"  # which makes a page of ours
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert [(file, call) for file, call in calls if call in _PRINTS] == []


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("::error::owned", "·::error::owned"),
        ("a\n \t::stop-commands::x", "a\n· \t::stop-commands::x"),
        ("a ##[add-mask]x", "a #·#[add-mask]x"),
        ("a::b # [c]", "a::b # [c]"),
    ],
)
def test_no_line_is_a_command_of_a_workflow(
    line: str, printed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    print_lines([line])
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    print_lines([line])
    tell(line)
    assert capsys.readouterr() == (f"{line}\n{printed}\n", f"{printed}\n")


@pytest.mark.parametrize(
    "text", ["a\x1b[31mb", "a\x1b]0;x\x07b", "a\x9b31mb", "a\x1bP1$rb", "a\u202eb", "a\ud800b", "a\rb"]
)
def test_what_a_report_forgot_to_clean_stops_at_the_door(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_lines([text, "\ttab"])
    tell(text)
    shown, told = capsys.readouterr()
    assert shown.endswith("b\n\ttab\n")
    assert shown.startswith("a\ufffd")
    assert (shown + told).replace("\n", "").replace("\t", "").isprintable()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    work = tmp_path_factory.mktemp("out")
    desk = work / "model"
    desk.mkdir()
    (desk / "actors.yaml").write_text(
        "erdogan: {name: Recep Tayyip Erdoğan, kind: person}\nzelensky: {name: Volodymyr Zelensky 王, kind: person}\n",
        encoding="utf-8",
    )
    (desk / "places.yaml").write_text("istanbul: {name: İstanbul, lat: 41.0, lon: 28.9}\n", encoding="utf-8")
    (desk / "talks.yaml").write_text(
        "title: Talks 王\ndate: 2025-05-15\nactors: [erdogan, zelensky, {name: Olenka}]\nvenues: [istanbul]\n"
        "stattus: x\n"
        "events: [{name: Meeting 王, when: 2025-05-15, where: istanbul, who: [erdogan, zelensky]}]\n"
        "questions: [{ask: Who leads 王?}]\nbody: |\n  Erdoğan 王 lays the table.\n",
        encoding="utf-8",
    )
    (desk / "news.txt").write_text("Erdoğan 王 sees Zelensky\n\nErdoğan met Zelensky in Istanbul.\n", encoding="utf-8")
    (desk / "people.csv").write_text("name;wikidata\nJosé 王;Q1\n", encoding="utf-8")
    homes = {f"XDG_{name}_HOME": str(work / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    environ = {**os.environ, **homes, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.ways_out", str(desk), str(work)],
        capture_output=True, cwd=ROOT, env=environ, check=True,
    )  # fmt: skip
    found: dict[str, dict[str, list[Any]]] = json.loads(done.stdout)
    return {name: {way: tuple(one) for way, one in ways.items()} for name, ways in found.items()}


def test_every_command_is_asked_something() -> None:
    assert set(ARGUMENTS) == set(COMMANDS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", COMMANDS)
def test_no_broken_way_out_ends_in_a_traceback_or_in_a_lie(command: str, outcomes: dict[str, Outcome]) -> None:
    found = outcomes[command]
    status, answer, aside = found["sound"]
    assert answer or command in _SILENT
    for way, (_status, _answer, told) in found.items():
        assert "Traceback" not in told, (way, told)
    for way in {"cp1252", "ascii"} & set(found):
        if command != "doctor":  # which tells of it
            assert found[way] == (status, answer, aside), way
    for way in {"full aside", "closed aside"} & set(found):
        assert found[way][:2] == (status, answer), way
    if answer:
        assert found["full"][0] == 2
        assert found["full"][2].endswith(FULL)
        assert (found["unread"][0], found["unread"][2].count("Error")) == (141, 0)
    assert found["closed"] == (2, "", CLOSED)
    assert found.get("all closed", (2, "", "")) == (2, "", "")
    assert found.get("gone", (0,))[0] in (0, 1, 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_words_are_repeated_without_what_steers_a_terminal(command: str, outcomes: dict[str, Outcome]) -> None:
    for way in ("hostile option", "hostile word"):
        _status, answer, aside = outcomes[command][way]
        assert not set("\x1b\x07\x9b\u202e\x7f") & set(answer + aside), (way, answer + aside)
        assert "Traceback" not in aside, aside
