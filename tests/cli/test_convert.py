"""`briefing convert`: files change their form, and nothing is lost or written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.check.marks import draft_marks
from briefing.cli.group import group
from briefing.desk.checking import Checker
from tests.check.desk import TODAY, write

TALKS = "title: Talks\nactors: [nato]  # who\nbody: |  # briefing: ignore B305  # draft: a guess\n  TODO, says NATO.\n"


def convert(*words: str) -> Result:
    return CliRunner().invoke(group, ["convert", *words])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "may").mkdir()
    write(tmp_path, {"talks.yaml": TALKS, "may/more.yml": "title: More\nbody: |\n  x\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_brief_goes_there_and_back(desk: Path) -> None:
    result = convert("talks.yaml")
    assert (result.exit_code, result.output) == (0, "talks.yaml is talks.md now\n1 brief converted\n")
    assert not (desk / "talks.yaml").exists()
    text = (desk / "talks.md").read_text()
    assert text == (
        "---\ntitle: Talks\nactors: [nato]  # who\n# body: |  # briefing: ignore B305  # draft: a guess\n---\n"
        "TODO, says NATO.\n"
    )
    assert Checker(desk, TODAY).check().problems == ()
    assert draft_marks(text.encode()) == 1
    assert convert("talks.md").exit_code == 0
    assert (desk / "talks.yaml").read_text() == TALKS


def test_a_desk_gets_one_form_and_its_registry_stays(desk: Path) -> None:
    assert convert("--to", "md").output.endswith("2 briefs converted\n")
    assert {file.name for file in desk.rglob("*.*")} == {"actors.yaml", "places.yaml", "talks.md", "more.md"}
    assert convert("--to", "md").output == "0 briefs converted\n"
    back = convert("may", "--to", "yaml")
    assert (back.exit_code, back.output) == (0, "may/more.md is may/more.yaml now\n1 brief converted\n")
    assert (desk / "may" / "more.yaml").exists()


def test_nothing_is_written_over(desk: Path) -> None:
    (desk / "talks.md").write_text("mine")
    result = convert("talks.yaml")
    assert result.exit_code == 2
    assert result.stderr == "talks.yaml: left as it is: talks.md is there already\n"
    assert (desk / "talks.md").read_text() == "mine"
    assert (desk / "talks.yaml").read_text() == TALKS


def test_what_was_interrupted_is_finished(desk: Path) -> None:
    (desk / "talks.yaml").chmod(0o640)
    (desk / "talks.md").write_bytes(convert("talks.yaml", "--print").stdout_bytes)
    assert convert("talks.yaml").exit_code == 0
    assert not (desk / "talks.yaml").exists()
    assert (desk / "talks.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("a.yaml", "title: T: U\nbody: |\n  x\n", "it has mistakes of YAML; `briefing check` tells them"),
        ("a.yaml", "title: T\nbody: x\n", "it has no line `body: |` with the text below it"),
    ],
)
def test_what_has_no_other_form_is_left_as_it_is(desk: Path, file: str, text: str, why: str) -> None:
    (desk / file).write_text(text)
    result = convert(file)
    assert (result.exit_code, result.stderr) == (2, f"{file}: left as it is: {why}\n")
    assert (desk / file).read_text() == text


def test_markdown_of_another_tool_is_left_as_it_is(desk: Path) -> None:
    (desk / "briefing.toml").write_text("[read]\n")
    assert "Markdown is read here as another tool's" in convert("talks.yaml").stderr
    assert (desk / "talks.yaml").exists()


def test_a_folder_needs_a_form(desk: Path) -> None:
    assert convert(".").exit_code == convert().exit_code == 2
    assert "--to yaml or --to md" in convert(".").stderr
    assert "--print is for one brief" in convert("--to", "md", "--print").stderr


def test_permissions_stay_and_links_are_left(desk: Path) -> None:
    (desk / "talks.yaml").chmod(0o640)
    convert("talks.yaml")
    assert (desk / "talks.md").stat().st_mode & 0o777 == 0o640
    (desk / "link.md").symlink_to("talks.md")
    assert "a link to another file" in convert("link.md").stderr


def test_what_a_link_of_the_desk_leads_to_stays_where_it_is(desk: Path) -> None:
    (desk / "may" / "link.yaml").symlink_to("../talks.yaml")
    result = convert("talks.yaml")
    assert result.exit_code == 2
    assert "talks.yaml: left as it is: may/link.yaml is a link to it, and would lead nowhere\n" in result.stderr
    assert (desk / "may" / "link.yaml").read_text() == TALKS
    assert convert("--to", "md").output.endswith("1 brief converted\n")
    assert sorted(file.name for file in desk.rglob("*.*")) == [
        *("actors.yaml", "link.yaml", "more.md", "places.yaml", "talks.yaml")
    ]


def test_another_name_of_a_file_keeps_what_it_says(desk: Path) -> None:
    (desk / "hard.yaml").hardlink_to(desk / "talks.yaml")
    assert convert("talks.yaml").exit_code == 0
    assert (desk / "hard.yaml").read_text() == TALKS
    assert convert("hard.yaml").exit_code == 0
    assert (desk / "hard.md").read_bytes() == (desk / "talks.md").read_bytes()
