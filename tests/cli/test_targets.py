"""Which desk is checked and formatted, what is passed over, and what is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group

BRIEF = "title: T\nbody: |\n  x\n"
POST = "---\ntitle: T\n---\nText.\n"
Tree = Mapping[str, str]


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFING_DESK", raising=False)
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / f".{name}"))


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def fill(folder: Path, files: Tree) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def run(*words: str) -> Result:
    return CliRunner().invoke(group, words)


def lines(result: Result) -> list[str]:
    return result.output.splitlines()


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({"a.yaml": BRIEF}, "1 file"),
        ({"a.yml": BRIEF}, "1 file"),
        ({"a.md": POST}, "1 file"),
        ({"2025/a.yaml": BRIEF}, "1 file"),
        ({"2025/05/a.yaml": BRIEF, "2025/06/b.md": POST}, "2 files"),
        ({"a.yaml": f"title: T\nsummary: {'x' * 100_000}\nbody: |\n  x\n"}, "1 file"),
        ({"briefing.toml": "", "a.yaml": BRIEF}, "1 file"),
        ({"actors.yaml": "nato: {name: NATO}\n"}, "1 file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else value,
)
def test_the_desk_where_one_is_is_checked_and_named(files: Tree, count: str, news: Path) -> None:
    fill(news, files)
    assert run("check").output == f"Nothing wrong in {count} of news\n"
    assert run("fmt").exit_code == 0
    assert run("list").exit_code == 0


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_the_sample_is_nobodys_to_check(command: str, news: Path) -> None:
    result = run(command)
    assert result.exit_code == 2
    assert lines(result) == ["Error: no desk is here: name a folder or files, or make a desk with `briefing init`"]


def test_the_desk_that_the_user_has_set_is_named_by_its_whole_path(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "other", {"a.yaml": BRIEF})
    monkeypatch.setenv("BRIEFING_DESK", str(tmp_path / "other"))
    assert run("check").output == f"Nothing wrong in 1 file of {tmp_path / 'other'}\n"


def test_the_desks_below_are_found(news: Path) -> None:
    fill(news, {"mkdocs.yml": "site_name: x\n", "desks/a/actors.yaml": "", "desks/a/s.yaml": BRIEF})
    fill(news, {"desks/b/briefing.toml": "", "desks/b/s.yaml": "title: T\nbdy: x\n", ".c/briefing.toml": ""})
    for words in (["check"], ["check", "."]):
        assert "of desks/a and desks/b" in lines(run(*words))[-1]
        assert "desks/b/s.yaml:2:1: error[B101]" in run(*words).output
    assert run("check", "desks/a").output == "Nothing wrong in 2 files of desks/a\n"


def test_what_is_passed_over_is_counted_with_the_reason(news: Path) -> None:
    fill(news, {"a.yaml": BRIEF, "README.md": "# Hello\n", "x.txt": "x", "may/actors.yaml": "", "may/b.yaml": BRIEF})
    assert run("check").output == (
        "Nothing wrong in 2 files of news; 2 files were passed over: no front matter (README.md), "
        "a registry below the desk's own folder (may/actors.yaml)\n"
    )
    assert run("check", "a.yaml").output == "Nothing wrong in 1 file\n"
    assert json.loads(run("check", "--output-format", "json").output) == []


@pytest.mark.parametrize("words", [["check"], ["check", "."], ["fmt"], ["check", "--fix"], ["check", "--diff", "."]])
def test_nothing_to_check_is_no_success(words: list[str], news: Path) -> None:
    fill(news, {"bare.md": "# A\n", "pelican.md": "Title: A\n\nx\n", "setext.md": "A\n---\nb: c\n", "a.txt": "x"})
    result = run(*words)
    assert result.exit_code == 2
    assert "4 files were passed over: no front matter (bare.md, pelican.md, setext.md), not .yaml" in result.stderr
    assert not result.stdout


def test_a_named_file_without_front_matter_is_passed_over(news: Path) -> None:
    fill(news, {"a.md": "# A\n", "b.yaml": BRIEF})
    assert run("check", "a.md").exit_code == 2
    assert "no front matter (a.md)" in run("check", "a.md", "b.yaml").output


@pytest.mark.parametrize("above", ["\n", "<!-- note\nof mine -->\n", "\n <!-- a --> <!-- b -->\r\n\r\n", "\ufeff\n"])
def test_front_matter_that_comes_late_is_told_at_the_top(above: str, news: Path) -> None:
    (news / "late.md").write_bytes(f"{above}{POST}".encode())
    for words in (["check"], ["check", "late.md"]):
        first = lines(run(*words, "--output-format", "concise"))[0]
        assert first.startswith("late.md:1:1: error[B016] front matter begins on the first line")
    assert run("fmt").exit_code == 0
    assert (news / "late.md").read_bytes() == f"{above}{POST}".encode()
    assert run("list").output.startswith("late")
    words = above.strip("\ufeff").strip()
    assert run("check", "--fix").exit_code == bool(words)  # a comment is for its author to move
    mark = "\ufeff" if above.startswith("\ufeff") else ""
    assert (news / "late.md").read_bytes() == f"{above if words else mark}{POST}".encode()


def test_a_name_that_is_not_utf8_is_told(news: Path) -> None:
    name, folder = os.fsdecode(b"sm\xf6rg.yaml"), os.fsdecode(b"\xe5r")
    try:
        fill(news, {name: BRIEF, f"{folder}/a.yaml": BRIEF})
    except OSError:
        pytest.skip("the file system refuses such names")
    for words in (["check"], ["check", name]):
        for shape in ("full", "concise", "json", "github", "sarif", "junit"):
            result = run(*words, "--output-format", shape)
            assert result.exit_code == 1
            assert result.output.count("this name is not UTF-8") >= (2 if words == ["check"] else 1)
    assert run("fmt").exit_code == 0


def test_a_pipe_is_not_waited_for(news: Path) -> None:
    fill(news, {"a.yaml": BRIEF})
    os.mkfifo(news / "actors.yaml")
    os.mkfifo(news / "b.yaml")
    checked = run("check", "--output-format", "concise")
    assert checked.output == "actors.yaml:1:1: error[B025] the system does not hand this file out\n"
    assert run("check").output.endswith("passed over: no regular file (b.yaml)\n")
    assert run("check", "b.yaml").exit_code == 2
    assert run("fmt", "b.yaml").exit_code == 2
    assert run("fmt").exit_code == 2
    assert run("list").exit_code == 0
    assert run("schema", "--desk", ".").exit_code == 2


def test_a_folder_that_is_gone_is_told(news: Path, tmp_path: Path) -> None:
    fill(tmp_path / "other", {"a.yaml": BRIEF})
    news.rmdir()
    for words in (["list"], ["check"], ["check", "a.yaml"], ["fmt"], ["new", "T"], ["init"], ["init", "x"], ["read"]):
        result = run(*words)
        assert result.exit_code == 2, words
        assert "the folder that you are in is not there any more" in result.output
    assert "is not there any more" in run("doctor").output
    assert run("list", "--desk", str(tmp_path / "other")).exit_code == 0
    assert run("check", str(tmp_path / "other")).output == f"Nothing wrong in 1 file of {tmp_path / 'other'}\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_told(news: Path) -> None:
    fill(news, {"a.yaml": BRIEF, "closed/b.yaml": BRIEF})
    (news / "closed").chmod(0)
    try:
        assert "cannot be read (closed/)" in run("check").output
        result = run("check", "closed")
        assert result.exit_code == 2
        assert "Permission denied" in result.output
    finally:
        (news / "closed").chmod(0o755)


def test_a_hook_may_name_markdown_that_is_no_brief(news: Path) -> None:
    fill(news, {"README.md": "# A\n", "a.yaml": BRIEF})
    for words in (["README.md"], ["README.md", "a.yaml"]):
        result = run("fmt", *words)
        assert (result.exit_code, result.stderr) == (0, "")
