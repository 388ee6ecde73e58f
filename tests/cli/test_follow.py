"""Which file `--follow` means, and what is said of one that cannot be followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.following import followed
from briefing.cli.group import group
from briefing.cli.refused import Refused
from tests.cli.test_targets import BRIEF, POST, fill


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "news"
    fill(folder, {"actors.yaml": "nato: {name: NATO}\n", "talks.yaml": BRIEF, "may/day.md": POST, "note.txt": "x"})
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("talks.yaml", "talks.yaml"),
        ("./may/../talks.yaml", "talks.yaml"),
        ("may/day.md", "may/day.md"),
        ("actors.yaml", "actors.yaml"),
        ("actors/un.yaml", "actors/un.yaml"),
        ("may/tomorrow.yaml", "may/tomorrow.yaml"),
    ],
)
def test_a_file_of_the_desk_it_lies_in_also_one_that_is_still_to_come(news: Path, given: str, file: str) -> None:
    (news / "actors").mkdir()
    assert followed(given) == (news, file)
    assert followed(str(news / given), str(news)) == (news, file)


def test_a_link_is_followed_to_the_file_that_the_desk_shows(news: Path, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(news / "talks.yaml")
    (news / "too.yaml").symlink_to("talks.yaml")
    assert followed(str(tmp_path / "link.yaml"), str(news)) == (news, "talks.yaml")
    assert followed("too.yaml") == (news, "talks.yaml")


def test_a_file_without_a_desk_makes_its_folder_one(tmp_path: Path) -> None:
    fill(tmp_path / "drafts", {"first.yaml": "title: F\n"})
    assert followed(str(tmp_path / "drafts" / "first.yaml")) == (tmp_path / "drafts", "first.yaml")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("may", "may is a folder; --follow takes a file, the one that you write"),
        ("june/day.md", "there is no folder june"),
        ("note.txt", "note.txt is no brief (those end in .yaml, .yml or .md)"),
        ("pipe.yaml", "pipe.yaml is no file that could be read"),
        ("nowhere.yaml", "nowhere.yaml is no file that could be read"),
        (".git/x.yaml", ".git/x.yaml is hidden, and no desk shows what is"),
        ("~/x.yaml", "~/x.yaml belongs to no desk; put it into a folder of its own"),
    ],
)
def test_what_cannot_be_followed_is_said_in_a_sentence(
    news: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, said: str
) -> None:
    (news / ".git").mkdir()
    os.mkfifo(news / "pipe.yaml")
    (news / "nowhere.yaml").symlink_to("gone.yaml")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    path = os.path.expanduser(given)
    with pytest.raises(Refused, match=r".") as refused:
        followed(path)
    assert str(refused.value) == said.replace("~", str(tmp_path / "home"))


def test_a_file_of_another_desk_and_two_things_to_open_first_are_refused(news: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for words, said in (
        (["read", str(tmp_path / "other"), "--follow", "talks.yaml"], "talks.yaml is not in the desk"),
        (["read", "--open", "talks", "--follow", "talks.yaml"], "give one of them"),
        (["read", "--follow", "may"], "is a folder"),
    ):
        result = CliRunner().invoke(group, words)
        assert result.exit_code == 2
        assert said in result.output
