"""Desks that come from a Mac or go to one: names of files with letters and signs apart (NFD), names that differ only in
case, which there are one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group

WRITTEN = "café-crème"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    root = tmp_path / "desk"
    root.mkdir()
    for stem, title in ((unicodedata.normalize("NFD", WRITTEN), "Coffee"), ("Talks", "Upper"), ("talks", "Lower")):
        (root / f"{stem}.yaml").write_text(f"title: {title}\ndate: 2025-05-01\nbody: |\n  Word.\n", encoding="utf-8")
    (root / "two.yaml").write_text(
        f"title: Two\ndate: 2025-05-02\nfollows: {WRITTEN}\nbody: |\n  Word of [it]({WRITTEN}.yaml).\n",
        encoding="utf-8",
    )
    return root


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(group, words)
    return result.exit_code, result.output


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_one_however_its_letters_are_put_together(form: str, desk: Path) -> None:
    status, shown = run("show", unicodedata.normalize(form, WRITTEN), "--desk", str(desk))
    assert (status, shown.splitlines()[0]) == (0, "Coffee")
    assert "Coffee" in run("show", "two", "--desk", str(desk))[1]
    assert run("check", str(desk))[0] == 0


def test_two_that_differ_in_case_alone_are_two(desk: Path) -> None:
    if len([*desk.iterdir()]) < 4:
        pytest.skip("this file system takes them for one")
    for stem, title in (("Talks", "Upper"), ("talks", "Lower")):
        assert run("show", stem, "--desk", str(desk))[1].splitlines()[0] == title


def test_a_new_brief_never_takes_the_place_of_another(desk: Path) -> None:
    before = {file: file.read_bytes() for file in desk.iterdir()}
    run("new", "TALKS", "--desk", str(desk))
    assert {file: file.read_bytes() for file in before} == before


def test_no_two_files_of_an_export_differ_in_case_alone(desk: Path, tmp_path: Path) -> None:
    (desk / "actors.yaml").write_text("nato: {name: NATO}\nNato: {name: Nato of Texas}\n")
    status, shown = run("check", str(desk))
    assert status == 1
    assert "the id `nato` is used twice" in shown
    for form in ("html", "csv"):
        assert run("export", "--to", form, "--desk", str(desk), "-o", str(tmp_path / form))[0] == 0
        names = [str(file).casefold() for file in (tmp_path / form).rglob("*")]
        assert len(names) == len({*names})
