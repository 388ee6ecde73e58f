"""`briefing check`: what it prints in each format, its exit status, and what it writes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from briefing.cli.group import group
from briefing.desk.checking import Checker
from briefing.report.problems import Told, full
from tests.check.desk import TODAY, write
from tests.test_house import ROOT

TALKS = """\
title: Talks: a start
actors: [volodymyr-zelenski, nato]
tags: grain  # one
questions:
  - {ask: Who pays?, status: answered}
venues:
  - {name: 王毅 Hall, country: UK}
body: |
  They met at 王毅 Hall.
"""
FRAMES = """\
talks.yaml:5:30: warning[B133] this question is answered, but neither `answer` nor `answered_by` says how
  |
5 |   - {ask: Who pays?, status: answered}
  |                              ^^^^^^^^

talks.yaml:1:13: error[B006] a colon and a space inside unquoted text make a key; put the text in quotes
  |
1 | title: Talks: a start
  |             ^
  = fix: "Talks: a start"

talks.yaml:2:10: error[B201] no actor `volodymyr-zelenski` here or in the registry; did you mean `volodymyr-zelensky`?
  |
2 | actors: [volodymyr-zelenski, nato]
  |          ^^^^^^^^^^^^^^^^^^

talks.yaml:3:7: error[B104] `tags` is a list; put it in brackets or behind dashes
  |
3 | tags: grain  # one
  |       ^^^^^
  = fix: [grain]

talks.yaml:7:30: error[B110] `UK` is no country code of ISO 3166-1 (two capital letters, or `x-…`); did you mean `GB`?
  |
7 |   - {name: 王毅 Hall, country: UK}
  |                                ^^

4 errors, 1 warning in 3 files of news; 2 can be fixed with --fix, 2 more with --unsafe-fixes (1 hint: --hints)
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    news = tmp_path / "news"
    write(news, {"talks.yaml": TALKS})
    monkeypatch.chdir(news)
    return news


def check(*words: str) -> Result:
    return CliRunner().invoke(group, ["check", "--at", "2025-05-16", *words])


def test_the_lines_are_shown_with_the_culprit_underlined_and_the_worst_last(desk: Path) -> None:
    result = check()
    assert result.stdout == FRAMES
    assert result.exit_code == 1


def test_in_a_terminal_the_words_are_wrapped_and_coloured(desk: Path) -> None:
    checked = Checker(desk, TODAY).check()
    told = Told(checked.problems, checked.texts, checked.files, width=40, colour=True)
    lines = list(full.lines(told))
    plain = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]
    assert max(cell_len(line) for line in plain) <= 40
    summary = next(at for at, line in enumerate(plain) if line.startswith("4 errors"))
    assert lines[summary].startswith("\x1b[1;31m4 errors\x1b[0m, \x1b[1;33m1 warning\x1b[0m")
    assert plain[plain.index("talks.yaml:3:7: error[B104] `tags` is a") :][1:4] == [
        "  list; put it in brackets or behind",
        "  dashes",
        "  |",
    ]


def test_a_line_for_each_problem(desk: Path) -> None:
    lines = check("--output-format", "concise").stdout.splitlines()
    assert [line.split(" ", 2)[:2] for line in lines] == [
        ["talks.yaml:1:13:", "error[B006]"],
        ["talks.yaml:2:10:", "error[B201]"],
        ["talks.yaml:3:7:", "error[B104]"],
        ["talks.yaml:5:30:", "warning[B133]"],
        ["talks.yaml:7:30:", "error[B110]"],
    ]


def test_json_has_code_points_and_the_edits(desk: Path) -> None:
    found = json.loads(check("--output-format", "json").stdout)
    keys = {"file", "line", "column", "end_line", "end_column", "code", "severity", "message", "fix"}
    assert all(set(one) == keys for one in found)
    assert found[0]["fix"] == {
        "safe": True,
        "edits": [{"line": 1, "column": 8, "end_line": 1, "end_column": 22, "text": '"Talks: a start"'}],
    }
    assert found[3]["fix"] is None
    assert json.loads(check("--output-format", "json", "--select", "B3").stdout) == []


def test_github_takes_annotations(desk: Path) -> None:
    first = check("--output-format", "github").stdout.splitlines()[0]
    assert first == (
        "::error file=talks.yaml,line=1,col=13,endColumn=14,title=briefing B006::"
        "a colon and a space inside unquoted text make a key; put the text in quotes"
    )


def test_the_name_of_a_file_steers_no_log_of_github(desk: Path) -> None:
    (desk / "a\x1b[31m\x9bred.yaml").write_text("title: [bad\nbody: |\n  x\n")
    shown = check("--output-format", "github").stdout
    assert "file=a[31mred.yaml" in shown
    assert "".join(shown.split("\n")).isprintable()


def test_sarif_names_its_rules(desk: Path) -> None:
    (run,) = json.loads(check("--output-format", "sarif").stdout)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "talks.yaml"}
    assert run["results"][0]["level"] == "error"


def test_junit_is_xml(desk: Path) -> None:
    root = ET.fromstring(check("--output-format", "junit").stdout)
    assert root.attrib["failures"] == "5"
    assert len(root.findall("./testsuite/testcase/failure")) == 5
    clean = ET.fromstring(check("--output-format", "junit", "actors.yaml").stdout)
    assert (clean.attrib["tests"], clean.attrib["failures"]) == ("1", "0")


@pytest.mark.parametrize("shape", ["full", "concise", "json", "github", "sarif", "junit"])
def test_nothing_from_a_file_steers_a_terminal(desk: Path, shape: str) -> None:
    (desk / "talks.yaml").write_text(
        '"\\x1b[31m\\u202e]]>\\n::x": 1\nstatus: "\\x9bx\\u2028"\nbody: |\n  a\x1b[2J [[\u202e]]\n'
    )
    said = check("--output-format", shape, "--hints").stdout
    assert not set(said) & set("\x1b\x9b\u202e\u2028\x07")


def test_which_codes_are_told_can_be_chosen(desk: Path) -> None:
    def codes(*words: str) -> list[str]:
        return [one["code"] for one in json.loads(check("--output-format", "json", *words).stdout)]

    assert codes("--select", "B1") == ["B104", "B133", "B110"]
    assert codes("--select", "b1,B201", "--ignore", "B11,B133") == ["B201", "B104"]
    assert codes("--hints", "--select", "B3") == ["B301"]
    assert codes("--select", "B3") == []
    assert codes("--select", "B301") == ["B301"]
    assert "no code is or begins `B91`" in check("--select", "B91").stderr


def test_a_line_can_silence_a_code(desk: Path) -> None:
    text = TALKS.replace("grain  # one", "grain  # briefing: ignore B104, B201")
    (desk / "talks.yaml").write_text(text)
    assert "B104" not in check("--output-format", "concise").stdout
    assert "B201" in check("--output-format", "concise").stdout


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("title: T\nbody: |\n  x\n", [], 0),
        ("title: T\nbody: |\n  TODO\n", [], 0),
        ("title: T\nbody: |\n  TODO\n", ["--strict"], 1),
        ("title: T\nactors: [Ada]\nbody: |\n  x\n", ["--strict", "--hints"], 0),
        ("title T\n", [], 1),
        ("title T\n", ["--ignore", "B"], 0),
        ("title: T\nbody: |\n  x\n", ["nowhere"], 2),
        ("title: T\nbody: |\n  x\n", ["--at", "someday"], 2),
    ],
)
def test_the_exit_status(desk: Path, text: str, words: list[str], status: int) -> None:
    (desk / "talks.yaml").write_text(text)
    assert check(*words).exit_code == status


def test_files_and_folders_can_be_named(desk: Path) -> None:
    (desk / "more").mkdir()
    (desk / "more" / "other.yaml").write_text("title: T\nstatu: x\nbody: |\n  x\n")
    (desk / "notes.txt").write_text("x")
    assert check("more", "--output-format", "concise").stdout.startswith("more/other.yaml:2:1: error[B101]")
    assert "talks" not in check("more").stdout
    result = check("actors.yaml", "notes.txt")
    assert result.stdout == "Nothing wrong in 1 file\n"
    assert "notes.txt is no brief" in result.stderr


def test_fixing_leaves_every_other_byte(desk: Path) -> None:
    data = b"\xef\xbb\xbf" + TALKS.replace("\n", "\r\n").encode()
    (desk / "talks.yaml").write_bytes(data)
    (desk / "talks.yaml").chmod(0o640)
    assert check("--fix").exit_code == 1
    wanted = data.replace(b"Talks: a start", b'"Talks: a start"').replace(b"grain", b"[grain]")
    assert (desk / "talks.yaml").read_bytes() == wanted
    assert (desk / "talks.yaml").stat().st_mode & 0o777 == 0o640
    assert check("--unsafe-fixes").exit_code == 0
    assert (desk / "talks.yaml").read_bytes() == wanted.replace(b"zelenski", b"zelensky").replace(b"UK", b"GB")


def test_it_is_said_how_much_was_fixed(desk: Path) -> None:
    shown = check("--diff")
    assert shown.stderr == "would fix 2 problems in 1 file\n"
    assert check("--fix").stdout.endswith(
        "\n2 errors, 1 warning in 3 files of news; 2 may be fixed with --unsafe-fixes (1 hint: --hints); "
        "fixed 2 problems in 1 file\n"
    )
    quiet = check("--unsafe-fixes", "--output-format", "concise")
    assert quiet.stderr == "fixed 2 problems in 1 file\n"
    assert "fixed" not in quiet.stdout
    assert "fixed" not in check("--fix").output
    assert check("--diff").stderr == "would fix nothing\n"


def test_a_fix_goes_through_a_link_that_is_named(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    real = tmp_path_factory.mktemp("elsewhere") / "real.yaml"
    real.write_text(TALKS)
    (desk / "talks.yaml").unlink()
    (desk / "talks.yaml").symlink_to(real)
    check("--fix", str(desk / "talks.yaml"))
    assert (desk / "talks.yaml").is_symlink()
    assert "[grain]" in real.read_text()


def test_the_difference_is_only_shown(desk: Path) -> None:
    result = check("--diff")
    assert result.exit_code == 1
    assert "-tags: grain  # one\n+tags: [grain]  # one\n" in result.stdout
    assert (desk / "talks.yaml").read_text() == TALKS
    assert "zelensky" in check("--diff", "--unsafe-fixes").stdout


def test_what_is_not_utf8_is_never_rewritten(desk: Path) -> None:
    data = TALKS.encode() + b"  caf\xe9\n"
    (desk / "talks.yaml").write_bytes(data)
    assert check("--fix", "--unsafe-fixes").exit_code == 1
    assert (desk / "talks.yaml").read_bytes() == data


def test_many_files_are_shared_out_and_told_in_order(desk: Path) -> None:
    for number in range(200):
        (desk / f"s{number:03}.yaml").write_text(f"title: S\nfollows: s{(number + 1) % 200:03}\nbody: |\n  x\n")
    assert check().stdout.splitlines()[-1].endswith(" (hints: --hints)")  # of many they are not counted unasked
    lines = check("--output-format", "concise", "--select", "B2").stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"s{number:03}.yaml" for number in range(200)] + ["talks.yaml"]


def test_checking_loads_no_more_than_it_needs(desk: Path) -> None:
    code = (
        "from briefing.cli.checking import CheckOptions, run\n"
        "try: run(['actors.yaml'], CheckOptions())\n"
        "except SystemExit as end: assert end.code == 0\n"
        "import sys; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "yaml" in loaded, done.stderr
    unneeded = {"textual", "rich.console", "pydantic", "sqlite3", "click", "markdown_it", "multiprocessing"}
    assert not loaded & {*unneeded, "dataclasses", "inspect", "platformdirs", "tempfile"}


def test_without_options_no_parser_of_options_is_needed(desk: Path) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "briefing", "check", *words]
        done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})
        return done.returncode, done.stdout, done.stderr

    assert run("actors.yaml") == (0, "Nothing wrong in 1 file\n", "")
    assert run("talks.yaml")[0] == 1
    assert run("nowhere") == (2, "", "Error: there is no file or folder nowhere\n")


def test_the_page_shows_what_is_printed(desk: Path) -> None:
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8").partition("<!-- check:")[2]
    brief, shown = re.findall(r"```\w+\n(.*?)```", page, re.DOTALL)[:2]
    (desk / "talks.yaml").write_text(brief)
    assert check().stdout == shown


def test_marks_of_a_draft_are_counted(desk: Path) -> None:
    text = "title: T  # draft: the first line\n# draft: no date\nbody: |  # draft: a guess\n  Not this: # draft:\n"
    (desk / "draft.yaml").write_text(text)
    assert check("draft.yaml").stdout == "Nothing wrong in 1 file; 3 marks of a draft left in draft.yaml\n"
    (desk / "more").mkdir()
    (desk / "more" / "again.yaml").write_text("title: T  # draft: the first line\nbody: |\n  x\n")
    (desk / "more" / "clean.yaml").write_text("title: Another\nbody: |\n  x\n")
    assert "; 4 marks of a draft left in draft.yaml and 1 other file" in check(".").stdout
    assert "; 1 mark of a draft left in more/again.yaml" in check("more").stdout
