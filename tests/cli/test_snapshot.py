"""`briefing snapshot`: the same bytes everywhere, what the keys show, and what it refuses."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from briefing.cli.group import group
from briefing.model.shown import read_shown
from tests.pictures import ROOT

BRIEFS = str(ROOT / "briefs")


def snapshot(*words: str) -> Result:
    return CliRunner().invoke(group, ["snapshot", "--desk", BRIEFS, *words])


def test_it_is_the_same_everywhere(tmp_path: Path) -> None:
    found = set()
    for number, more in enumerate([{}, {"TZ": "Asia/Tokyo", "LANG": "C", "NO_COLOR": "1", "COLUMNS": "33"}]):
        folder = tmp_path / str(number)
        desk = folder / f"desk-{number}"
        shutil.copytree(BRIEFS, desk)
        environ = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "TZ")}
        subprocess.run(
            [sys.executable, "-m", "briefing", "snapshot", "--desk", str(desk), "--keys", "5 j enter", "-o", "x.svg"],
            cwd=folder, env={**environ, **more, "PYTHONPATH": str(ROOT), "HOME": str(folder)}, check=True,
        )  # fmt: skip
        found.add((folder / "x.svg").read_bytes())
        assert [file.name for file in folder.iterdir() if file.is_file()] == ["x.svg"]
    assert len(found) == 1
    assert b"<svg" in found.pop()


def test_text_goes_to_the_terminal_and_to_files(tmp_path: Path) -> None:
    shown = snapshot("--size", "60x14", "--keys", "2 / 'deleg'").stdout
    assert len(shown.splitlines()) == 14
    assert "Vladimir Medinsky" in shown
    assert " filter deleg" in shown
    for name in ("x.txt", "x.ans"):
        assert snapshot("--size", "60x14", "--keys", "2 / 'deleg'", "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == shown
    assert "\x1b[" in (tmp_path / "x.ans").read_text(encoding="utf-8")


def test_one_run_makes_all_layers_and_a_picture_in_each_theme(tmp_path: Path) -> None:
    files = [word for kind in ("svg", "words", "json") for word in ("-o", str(tmp_path / f"x.{kind}"))]
    themes = ("--theme", "ink", "--theme", "paper")
    assert snapshot("--size", "60x14", "--open", "istanbul-talks", *themes, *files).exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {"x-ink.svg", "x-paper.svg", "x.words", "x.json"}
    assert snapshot("--size", "60x14", "--open", "istanbul-talks", "--layer", "words").stdout == (
        tmp_path / "x.words"
    ).read_text(encoding="utf-8")
    assert "{state Moscow}" in (tmp_path / "x.words").read_text(encoding="utf-8")
    meaning = read_shown((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert meaning.panes[1].page == "story istanbul-talks"
    paper = snapshot("--size", "60x14", "--open", "istanbul-talks", "--theme", "paper", "-o", str(tmp_path / "p.svg"))
    assert paper.exit_code == 0
    assert (tmp_path / "p.svg").read_bytes() == (tmp_path / "x-paper.svg").read_bytes(), "a theme alone or among others"


def test_what_is_open_and_when_can_be_said() -> None:
    assert "Rustem Umerov" in snapshot("--open", "rustem-umerov", "--size", "80x24").stdout
    assert snapshot("--view", "questions", "--at", "2025-05-16").stdout != snapshot("--view", "questions").stdout
    assert snapshot("--ascii", "--size", "80x24").stdout.isascii() is False  # names stay
    assert "◆" not in snapshot("--ascii", "--view", "people").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--open", "nobody-here"], "no story, actor, place or question `nobody-here`"),
        (["--keys", "entr"], "did you mean `enter`"),
        (["--size", "wide"], "COLSxROWS"),
        (["--theme", "inc"], "inc"),
        (["--at", "someday"], "someday"),
        (["-o", "x.gif"], ".svg, .png, .ans, .txt, .words, .json"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], said: str) -> None:
    result = snapshot(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_wide_letters_and_marks_are_drawn_as_wide_as_their_cells(tmp_path: Path) -> None:
    body = "会議abc|\n\n  สันติภาพ|\n\n  กี่ & 1 < 2\n"
    (tmp_path / "a.yaml").write_text(f"title: Width\nbody: |\n  {body}", encoding="utf-8")
    result = CliRunner().invoke(
        group, ["snapshot", "--desk", str(tmp_path), "--open", "a", "--size", "60x14", "-o", str(tmp_path / "a.svg")]
    )
    assert result.exit_code == 0, result.output
    drawn = re.findall(r'textLength="([\d.]+)"[^>]*>([^<]+)</text>', (tmp_path / "a.svg").read_text(encoding="utf-8"))
    assert {"会議", "abc|", "กี่ & 1 < 2".replace(" ", "\N{NO-BREAK SPACE}")} <= {
        unescape(text) for _length, text in drawn
    }
    for length, text in drawn:
        assert text.isspace() or float(length) == pytest.approx(12.2 * cell_len(unescape(text)))


def test_what_is_printed_is_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: اجتماع القاهرة\nbody: |\n  שלום. Words. e̋x̧t 会議\n", encoding="utf-8")
    for layer, kind in (("text", "txt"), ("words", "words"), ("meaning", "json")):
        file = tmp_path / f"a.{kind}"
        snapshot("--desk", str(tmp_path), "-o", str(file))
        assert snapshot("--desk", str(tmp_path), "--layer", layer).output == file.read_text(encoding="utf-8")
