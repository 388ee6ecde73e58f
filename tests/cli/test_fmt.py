"""`briefing fmt`: what it writes, what it only says, and its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.config.paths import shipped

UGLY = "date: 2025\ntitle: 'T'\ntags:\n- a\nbody: |\n    x\n"
FORMED = 'title: "T"\ndate: 2025\ntags:\n  - a\nbody: |\n  x\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "actors.yaml").write_text("nato: {name: NATO}\n")
    (tmp_path / "talks.yaml").write_text(UGLY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fmt(*words: str) -> Result:
    return CliRunner().invoke(group, ["fmt", *words])


def test_files_are_brought_into_the_form(desk: Path) -> None:
    result = fmt()
    assert (result.exit_code, result.stdout) == (0, "talks.yaml\n1 file changed, 1 as it was\n")
    assert (desk / "talks.yaml").read_text() == FORMED
    assert fmt().stdout == "0 files changed, 2 as they were\n"


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_nothing_is_written_when_only_asked(desk: Path, option: str) -> None:
    result = fmt(option)
    assert result.exit_code == 1
    assert (desk / "talks.yaml").read_text() == UGLY
    said = "talks.yaml would change" if option == "--check" else "-title: 'T'\n"
    assert said in result.stdout
    assert fmt(option, "actors.yaml").exit_code == 0


def test_bytes_before_and_behind_the_text_stay(desk: Path) -> None:
    (desk / "talks.yaml").write_bytes(b"\xef\xbb\xbf" + UGLY.replace("\n", "\r\n").encode())
    assert fmt("talks.yaml").exit_code == 0
    assert (desk / "talks.yaml").read_bytes() == b"\xef\xbb\xbf" + FORMED.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("data", [b"title T\n", b"title: \xff\nbody: |\n  x\n", b"title: \x07\n", b"\x00" * 100])
def test_what_cannot_be_read_is_left_as_it_is(desk: Path, data: bytes) -> None:
    (desk / "talks.yaml").write_bytes(data)
    result = fmt()
    assert result.exit_code == 2
    assert "talks.yaml: left as it is: " in result.stderr
    assert (desk / "talks.yaml").read_bytes() == data


def test_the_sample_desk_is_in_form() -> None:
    assert fmt("--check", str(shipped("briefs"))).exit_code == 0


@pytest.mark.parametrize("text", ["{title: T, body: x}\n", '{"title": "T",\n "body": "x"}\n'])
def test_what_is_in_braces_is_passed_over_with_a_note(desk: Path, text: str) -> None:
    (desk / "json.yaml").write_text(text)
    result = fmt("--check", "json.yaml", "actors.yaml")
    assert (result.exit_code, result.stdout) == (0, "0 files would change, 2 as they were\n")
    assert result.stderr.startswith("json.yaml: left as it is: it is in braces, as JSON is")
    assert (desk / "json.yaml").read_text() == text
