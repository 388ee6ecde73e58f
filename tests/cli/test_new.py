"""`briefing new`: a brief that is right from the start, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli.group import group
from briefing.desk.checking import Checker
from briefing.desk.scan import REGISTRY_FILES
from briefing.parse.quoting import scalar
from tests.check.desk import TODAY, problems, write
from tests.parse.desk import read


def new(*words: str) -> Result:
    return CliRunner().invoke(group, ["new", "--at", "2025-05-16", *words])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_a_brief_with_a_title_and_a_date(desk: Path) -> None:
    assert new("Talks: a start").exit_code == 0
    text = (desk / "talks-a-start.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[:3] == [
        "# yaml-language-server: $schema=brief.schema.json",
        'title: "Talks: a start"',
        "date: 2025-05-16",
    ]
    assert [problem.code for problem in Checker(desk, TODAY).check().problems] == ["B305"]


def test_the_schema_of_the_desk_is_beside_it_and_found_from_a_folder(desk: Path) -> None:
    (desk / "may").mkdir()
    assert new("Talks", "--desk", "may").exit_code == 0
    assert "volodymyr-zelensky" in (desk / "brief.schema.json").read_text(encoding="utf-8")
    first = (desk / "may" / "talks.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../brief.schema.json"


def test_nothing_is_overwritten(desk: Path) -> None:
    (desk / "talks.yaml").write_text("mine")
    (desk / "brief.schema.json").write_text("{}")
    result = new("Talks")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert (desk / "talks.yaml").read_text() == "mine"
    assert (desk / "brief.schema.json").read_text() == "{}"


@pytest.mark.parametrize("title", ["Places", "ACTORS", "Áctors!", "ＰＬＡＣＥＳ", "actors"])
def test_no_brief_has_the_name_of_a_registry(title: str, desk: Path) -> None:
    before = {name: (desk / name).read_bytes() for name in REGISTRY_FILES}
    assert new(title).exit_code == 0
    assert {name: (desk / name).read_bytes() for name in REGISTRY_FILES} == before
    (written,) = desk.glob("*-brief.yaml")
    assert Checker(desk, TODAY).survey.briefs == [written.name]
    assert "is there already" in new(title).stderr


@pytest.mark.parametrize("title", ["briefing", "README", "brief.schema.json", "../escape", ".hidden", "pytest.ini"])
def test_nothing_else_is_written_over(title: str, desk: Path) -> None:
    mine = ("briefing.toml", "README.md", "brief.schema.json", "pytest.ini")
    for name in mine:
        (desk / name).write_text("mine")
    assert new(title).exit_code == 0
    assert [(desk / name).read_text() for name in mine] == ["mine"] * len(mine)
    assert len(Checker(desk, TODAY).survey.briefs) == 1


def test_a_folder_that_is_no_desk_must_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no desk" in new("Talks").stderr
    assert list(tmp_path.iterdir()) == []
    assert new("Talks", "--desk", ".").exit_code == 0
    assert new("Talks", "--desk", "nowhere").exit_code == 2


def test_it_is_opened_where_the_text_goes(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = desk / "editor.sh"
    editor.write_text(f'#!/bin/sh\necho "$@" > {desk}/told\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{editor} {{file}}:{{line}}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk / "config"))
    assert new("Talks", "--edit").exit_code == 0
    assert (desk / "told").read_text().strip() == f"{desk}/talks.yaml:10"


@given(st.text(min_size=1, max_size=30))
def test_any_title_is_read_back(title: str) -> None:
    from briefing.model.names import one_line

    name = one_line(title)
    if name:
        assert read(f"title: {scalar(name)}\nbody: |\n  x\n").title == name


def test_the_title_of_the_table_has_no_problems(tmp_path: Path) -> None:
    for title in ("Yes", "12:30", "- dash", "[a", "a #b", "“Quoted”", "@home", "null"):
        found = problems(tmp_path / "x", {"talks.yaml": f"title: {scalar(title)}\nbody: |\n  x\n"})
        assert found == (), title
