"""Whatever a desk holds, no command prints what steers a terminal, whatever the format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.cli.printing import SHAPES
from briefing.cli.table import COMMANDS
from briefing.report.problems import FORMATS
from tests.hostile import TIMES, steering, write_desk

ASKED = {
    "list": [[], ["actors"], ["venues"]], "show": [["plain"]], "search": [["a1"]], "quotes": [["a1"]],
    "questions": [["--status", "all"]], "timeline": [[]], "who": [["a1"]], "where": [["v1"]], "path": [["a1", "a2"]],
    "digest": [["--since", "2020-01-01"]], "refs": [["a1"], ["v1"]], "merge": [[]],
    "tag": [["\x1bl\u202eater", "plain", "a1", "v1"], []], "note": [["\x1b]0;owned\x07", "plain#1"], []],
}  # fmt: skip
"""What each command that prints an answer is asked."""
DONE = [
    *(["check", "--hints", "--output-format", one] for one in FORMATS), ["check", "--fix", "--diff"],
    ["check", "--unsafe-fixes", "--diff"], ["fmt", "--diff"], ["fmt", "--check"], ["snapshot"], ["schema"],
    ["init", "--from"], ["check", "--fix"], ["fmt"], ["import", "people"],
]  # fmt: skip
"""What else is done with a desk, the ones that write last."""


@pytest.mark.parametrize("seed", range(2 * TIMES))
def test_no_command_prints_what_steers(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder))
    desk = write_desk(tmp_path / "desk\u202e[@click=app.quit]", seed)
    (tmp_path / "people.csv").write_text("name;note\n\x1b]0;owned\x07Al;\u202eBo\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    stories = [line.split("\t")[0] for line in run("list", "--desk", str(desk)).splitlines()]
    assert len(stories) == 5
    for command, questions in ASKED.items():
        for words in [*questions, *([[story] for story in stories] if command == "show" else [])]:
            for shape in SHAPES:
                run(command, *words, "--desk", str(desk), "--format", shape)
    for words in DONE:
        if words[0] == "import":
            run(*words, "people.csv", "--desk", str(desk), "--yes")
        else:
            run(*words, *(["--desk"] if words[0] in ("snapshot", "schema") else []), str(desk))


def run(*words: str) -> str:
    result = CliRunner().invoke(group, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), (words, result.exc_info)
    allowed = "\n\t\r" if "--diff" in words else "\n\t"  # a file's own ends of lines
    assert not steering(result.output, allowed if "--diff" not in words else allowed + MARKS), words
    return result.output


MARKS = "".join(map(chr, [0x0B, 0x0C, 0x85, *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)]))
"""What a diff keeps, since `patch` needs it: it begins no sequence."""


_BY_THEMSELVES = {"diff"}
"""What needs git, and is asked in `test_diff.py`."""


def test_every_command_that_prints_is_asked() -> None:
    printing = {
        name
        for name in COMMANDS
        if {"desk", "shape"} <= {one.name for one in import_module(f"briefing.cli.{name}").command.params}
    }
    assert printing - _BY_THEMSELVES == set(ASKED)
