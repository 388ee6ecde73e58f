"""`briefing export`: what is written, where, and what stays as it was when it is not."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.export import FORMATS, jsonl, opml
from briefing.export.columns import TABLES
from briefing.export.reference import console, page
from tests.desk.conftest import text_of
from tests.test_house import ROOT


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write to, with the sample for the desk."""
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("BRIEFING_DESK", str(ROOT / "briefs"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def export(*words: str) -> Result:
    return CliRunner().invoke(group, ["export", *words])


def refusal(*words: str) -> str:
    result = export(*words)
    assert result.exit_code == 2
    assert not result.stdout
    return result.stderr.splitlines()[-1].removeprefix("Error: ")


@pytest.mark.parametrize("line", console())
def test_every_line_of_the_documentation_can_be_copied(line: str, at_home: Path) -> None:
    program, *words = shlex.split(line, comments=True)
    assert program == "briefing"
    first = CliRunner().invoke(group, words)
    assert (first.exit_code, first.output) == (0, "")
    before = _files(at_home)
    assert sum(map(len, before.values())) > 1000
    [top] = at_home.iterdir()
    assert top.name == words[-1]
    assert CliRunner().invoke(group, words).exit_code == 0
    assert _files(at_home) == before


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_pages_say_what_the_table_says() -> None:
    assert (ROOT / "docs" / "export.md").read_text(encoding="utf-8") == page()
    lines = "\n".join(["<!-- exports: each line is run by a test -->", "```console", *console(), "```", ""])
    assert lines in page()
    told = export("--help").stdout
    assert all(f"  {name:<10}{one.says}\n" in told for name, one in FORMATS.items())


@pytest.mark.parametrize(
    "words",
    [["--to", name] for name, one in FORMATS.items() if not one.is_folder] + [["--to", "csv", "--table", "places"]],
)
def test_standard_output_has_the_bytes_of_the_file(words: list[str], at_home: Path) -> None:
    assert export(*words, "-o", "made").exit_code == 0
    printed = export(*words)
    assert printed.exit_code == 0
    assert printed.stdout_bytes == (at_home / "made").read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--to", "csv"], "csv is a folder of files: name one with -o, or a single table with --table"),
        (["--to", "csv", "-o", "a.csv"], "csv is a folder of files: name one with -o, or a single table with --table"),
        (["--to", "html"], "html is a folder of files: name one with -o"),
        (["--to", "html", "-o", "a.html"], "html is a folder of files: name one with -o"),
        (["--to", "parquet"], "parquet is a folder of files: name one with -o"),
        (["--to", "parquet", "--table", "people", "-o", "a"], "parquet has no single tables, but csv has"),
        (["--to", "ics", "--table", "people"], "ics has no single tables, but csv has"),
        (["--to", "ics", "--outptu", "x"], "there is no option --outptu; `briefing export --help` has them all"),
        (["--to", "ics", "actor:nobody-at-all"], "there is no actor `nobody-at-all` on this desk"),
        (["--to", "ics", "-o", "no/such/a.ics"], "no/such/a.ics could not be written: No such file or directory"),
        (["--to", "ics", "-o", "."], ". could not be written: Is a directory"),
        (["--to", "csv", "-o", "no/such"], "no/such could not be written: No such file or directory"),
        (["--to", "ics", "--desk", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(words: list[str], told: str, at_home: Path) -> None:
    assert refusal(*words).startswith(told)
    assert list(at_home.iterdir()) == []


def test_a_query_that_finds_nothing_writes_nothing(at_home: Path) -> None:
    result = export("--to", "jsonl", "zyxwvut", "-o", "a.jsonl")
    assert (result.exit_code, result.output) == (1, "")
    assert list(at_home.iterdir()) == []


def test_of_one_page(at_home: Path) -> None:
    def ids(*words: str) -> set[str]:
        made = export("--to", "csv", "--table", "stories", *words).stdout
        return {line.partition(",")[0] for line in made.splitlines()[1:] if re.match(r"[a-z-]+,", line)}

    assert ids("--page", "istanbul-talks") == {"istanbul-talks"}
    assert ids("--page", "istanbul-talks:who-leads-russia") <= {"istanbul-talks"}
    assert ids("--page", "vladimir-medinsky") == ids("actor:vladimir-medinsky") != set()
    assert ids("--page", "antalya") == ids("venue:antalya") != set()
    assert refusal("--to", "ics", "--page", "antalya", "grain").startswith("--page and a query each say")
    assert refusal("--to", "ics", "--page", "istanbul-talk").endswith("did you mean `istanbul-talks`?")
    assert refusal("--to", "html", "--page", "nobody-at-all").startswith("no story, actor, place or question")


@pytest.mark.parametrize("id", ["istanbul-talks", "vladimir-putin", "istanbul"])
def test_a_page_alone_is_a_file_that_needs_nothing(id: str, at_home: Path) -> None:
    assert export("--to", "html", "--page", id, "-o", "page.html").exit_code == 0
    made = (at_home / "page.html").read_text(encoding="utf-8")
    assert export("--to", "html", "--page", id).stdout == made
    said = re.search("<h1>(.*?)</h1>", made)
    assert said
    assert f"<title>{said[1].split('  ')[0]}" in made
    assert not re.findall(r"<script|<link|src=|<style[^>]+>|javascript:", made)


def test_a_page_of_a_stranger_is_text(at_home: Path) -> None:
    desk = at_home.parent / "desk"
    desk.mkdir()
    body = (
        "<script>alert(1)</script> [a](javascript:alert(1)) [b](https://example.org/) ![c](https://example.org/c.png)"
        "\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA claim.[^1]\n\n[^1]: Note."
    )
    (desk / "one.yaml").write_text(text_of(body, title='</title><img src=x onerror="alert(1)">'))
    made = export("--to", "html", "--page", "one", "--desk", str(desk)).stdout
    assert "<title>&lt;/title&gt;&lt;img" in made
    assert re.findall(r'<a href="([^"]*)"', made) == ["https://example.org/", "https://example.org/c.png"]
    assert not re.findall("<img|<script", made)
    assert "<td>1</td>" in made
    assert "[^1]: Note." in made


def test_a_query_may_leave_out_words(at_home: Path) -> None:
    every, few = (json.loads(export("--to", "csl-json", *words).stdout) for words in ([], ["-istanbul"]))
    assert 0 < len(few) < len(every)


@pytest.mark.parametrize("how", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("words", [["--to", name, "-o", "made"] for name in ("jsonl", "csv", "parquet", "html")])
def test_what_is_not_finished_leaves_what_was_there(
    how: BaseException, words: list[str], at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert export(*words).exit_code == 0
    before = _files(at_home)
    shutil.copytree(ROOT / "briefs", at_home.parent / "desk")
    (at_home.parent / "desk" / "new.yaml").write_text(text_of(title="News", date="2025-09-01"))
    monkeypatch.setattr("briefing.desk.extract.DeskExtract.venues", lambda _self: _breaks(how))
    result = export(*words, "--desk", str(at_home.parent / "desk"))
    assert result.exit_code != 0
    assert _files(at_home) == before


def _breaks(how: BaseException) -> Iterator[object]:
    raise how
    yield


_TOLD_TO_END = """
import os, signal, sys
from briefing.cli import main
from briefing.desk.extract import DeskExtract

def told(_self):
    os.kill(os.getpid(), signal.Signals[sys.argv[1]])
    yield from ()

DeskExtract.venues = told
for name in ("jsonl", "csv", "parquet", "html"):
    if not (child := os.fork()):
        main(["export", "--to", name, "-o", "made"])
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 128 + signal.Signals[sys.argv[1]], name
    assert os.listdir() == [], os.listdir()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody is told to end here by a signal")
@pytest.mark.parametrize("signal", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_told_to_end_an_export_leaves_nothing_behind(signal: str, at_home: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", _TOLD_TO_END, signal]
    done = subprocess.run(words, cwd=at_home, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_workflow_obeys_no_brief(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_home.parent / "desk"
    desk.mkdir()
    (desk / "one.yaml").write_text(text_of("Fine.", summary="One\n\n::error::owned ##[error]x"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for words in (["csv", "--table", "stories"], *([name] for name, one in FORMATS.items() if not one.is_folder)):
        made = export("--to", *words, "--desk", str(desk)).stdout
        assert not [line for line in made.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in made


def test_who_waits_is_told_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stories that are done are counted, for a terminal."""
    told: list[tuple[int, int]] = []
    from briefing.desk.desk import Desk
    from briefing.desk.extract import DeskExtract
    from briefing.model.clock import Clock

    desk = Desk(ROOT / "briefs", Path(os.environ["XDG_CACHE_HOME"]), Clock())
    desk.refresh()
    monkeypatch.setattr("briefing.desk.extract._AT_ONCE", 5)
    of = DeskExtract(desk, Clock().today())
    of.progress = lambda done, all_: told.append((done, all_))
    for made in (jsonl, opml):
        told.clear()
        assert list(made.pieces(of))
        stories = [(done, len(of)) for done in range(0, len(of), 5)]
        assert told[: len(stories)] == stories
    desk.close()


def test_every_table_is_offered() -> None:
    for name in TABLES:
        assert export("--to", "csv", "--table", name).stdout.startswith(",".join(TABLES[name]))


def test_without_its_library_a_format_says_so(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "briefing.export.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = refusal("--to", "parquet", "-o", "tables")
    assert told == "parquet needs one more library: pip install 'briefing-desk[parquet]'"
    assert list(at_home.iterdir()) == []
