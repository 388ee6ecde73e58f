"""A page of documentation as a shell sees it: its files are written, its commands are run, what it shows is compared.

In a page, in order:

- a block with `title="NAME"` behind its language is the file of that name;
- in a block `console` a line that begins with `$ ` is a command, and the lines behind it are what it prints; a line
  `...` stands for any lines, and where nothing is shown anything may be printed;
- `<!-- given: … -->` holds lines for a shell that are done before, and not shown;
- a block behind `<!-- not run: REASON -->` is passed over.

A command that opens the reader has done right when it comes as far as asking for a terminal.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from briefing.cli import with_command
from briefing.cli.group import group

_PART = re.compile(
    r"<!-- given:\n(?P<given>.*?)-->"
    r"|(?P<mark><!-- (?:not run|commands|exports|check|plugin)[^>]*-->)?\n*"
    r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.DOTALL | re.MULTILINE,
)
_NO_TERMINAL = "the reader needs a terminal: standard input or output is not one"
_SHELL = set("|&;<>()$`*?~=")


@dataclass(frozen=True)
class Step:
    """What is done: a file that is written (`title`), or a command with the lines that it shows."""

    title: str = ""
    text: str = ""
    shown: tuple[str, ...] = ()


def steps(page: str) -> Iterator[Step]:
    for part in _PART.finditer(page):
        if part["given"]:
            yield from (Step(text=line) for line in part["given"].strip().splitlines())
        elif part["title"]:
            yield Step(part["title"], part["text"])
        elif part["kind"] == "console" and not part["mark"]:
            yield from _commands(part["text"])


def unmarked(page: str) -> list[str]:
    """The blocks of commands that nothing runs and that have no reason for it."""
    return [
        part["text"]
        for part in _PART.finditer(page)
        if part["kind"] in ("console", "sh", "bash") and not part["mark"] and not part["text"].startswith("$ ")
    ]


def _commands(block: str) -> Iterator[Step]:
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _line, shown = piece.partition("\n")
        yield Step(text=command, shown=tuple(shown.splitlines()))


def run(step: Step, folder: Path, environ: Mapping[str, str]) -> None:
    """Do a step in a folder, which is the one that this process is in. Raises `AssertionError`."""
    if step.title:
        file = folder / step.title
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.text, encoding="utf-8")
        return
    words = shlex.split(step.text, comments=True)
    if words[:1] == ["briefing"] and not _SHELL & set(re.sub(r"'[^']*'|\"[^\"]*\"", "", step.text).partition(" #")[0]):
        result = CliRunner().invoke(group, with_command(words[1:]))
        status, printed = result.exit_code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), (step.text, result.exception)
    else:
        done = subprocess.run(["bash", "-c", step.text], cwd=folder, env=environ, capture_output=True, text=True)
        status, printed = done.returncode, done.stdout + done.stderr
    if _NO_TERMINAL in printed:
        return
    if step.shown:
        assert _matches([line.rstrip() for line in printed.strip("\n").splitlines()], step.shown), (
            f"{step.text}\n{printed}"
        )
    else:
        assert status == 0, f"{step.text}\n{printed}"


def _matches(printed: list[str], shown: tuple[str, ...]) -> bool:
    shown = tuple(line.rstrip() for line in shown)
    while shown and not shown[-1]:
        shown = shown[:-1]
    if not shown:
        return not printed
    if shown[0] == "...":
        return any(_matches(printed[at:], shown[1:]) for at in range(len(printed) + 1)) or len(shown) == 1
    return bool(printed) and printed[0] == shown[0] and _matches(printed[1:], shown[1:])
