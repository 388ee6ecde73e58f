from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.desk.scan import TOO_FAR, desks_below, find_root, front_matter, scan, stat_of, survey, walk

BRIEF = "title: A\nbody: |\n  Text.\n"
POST = "---\ntitle: A\n---\nText.\n"


def touch(root: Path, *names: str, text: str = "title: A\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def paths(root: Path) -> list[str]:
    return [stat.path for stat in scan(root)]


def test_takes_briefs_sorted_and_recursively(tmp_path: Path) -> None:
    touch(tmp_path, "b.yaml", "a.yml", "sub/c.yaml", "sub/deep/d.yaml")
    assert paths(tmp_path) == ["a.yml", "b.yaml", "sub/c.yaml", "sub/deep/d.yaml"]


def test_leaves_out_what_is_no_brief(tmp_path: Path) -> None:
    touch(
        tmp_path, "a.yaml", "actors.yaml", "places.yaml", "briefing.toml", "brief.schema.json", "notes.txt",
        ".hidden.yaml", ".git/x.yaml", "node_modules/x.yaml", "sub/.cache/x.yaml", "a.yaml~", "#a.yaml#",
    )  # fmt: skip
    assert paths(tmp_path) == ["a.yaml"]


def test_markdown_needs_front_matter(tmp_path: Path) -> None:
    touch(tmp_path, "README.md", text="# Hello\n")
    touch(tmp_path, "story.md", text="---\ntitle: A\n---\nText.\n")
    touch(tmp_path, "bom.md", text="\ufeff---\r\ntitle: A\n---\nText.\n")
    assert paths(tmp_path) == ["bom.md", "story.md"]


def test_links_neither_loop_nor_show_a_brief_twice(tmp_path: Path) -> None:
    root, outside = tmp_path / "desk", tmp_path / "outside"
    touch(root, "sub/a.yaml")
    touch(outside, "b.yaml")
    (root / "loop").symlink_to(root)
    (root / "again.yaml").symlink_to(root / "sub/a.yaml")
    (root / "other").symlink_to(outside)
    (outside / "back").symlink_to(outside)
    assert paths(root) == ["other/b.yaml", "sub/a.yaml"]


def test_links_lead_neither_to_what_holds_the_desk_nor_on_from_elsewhere(tmp_path: Path) -> None:
    root, outside, far = tmp_path / "desk", tmp_path / "outside", tmp_path / "far"
    touch(root, "a.yaml")
    touch(outside, "sub/b.yaml")
    touch(far, "c.yaml")
    (root / "other").symlink_to(outside)
    (outside / "far").symlink_to(far)
    (outside / "sub/all").symlink_to("/")
    (outside / "c.yaml").symlink_to(far / "c.yaml")
    for name, target in (("up", ".."), ("all", "/")):
        (root / name).symlink_to(target)
    assert paths(root) == ["a.yaml", "other/c.yaml", "other/sub/b.yaml"]
    assert sorted(survey(root).passed[TOO_FAR]) == ["all", "other/far", "other/sub/all", "up"]


def test_a_name_that_is_not_unicode_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml")
    try:
        (tmp_path / os.fsdecode(b"\xff.yaml")).write_text("title: A\n")
    except OSError:
        pytest.skip("the file system refuses such names")
    assert paths(tmp_path) == ["a.yaml"]


def test_stat_of_agrees_with_the_walk(tmp_path: Path) -> None:
    touch(tmp_path, "sub/a.yaml", "actors.yaml", ".git/x.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert [stat_of(tmp_path, stat.path) for stat in walk(tmp_path)] == list(walk(tmp_path))
    for path in ("gone.yaml", "actors.yaml", ".git/x.yaml", "folder.yaml", "nul\0.yaml"):
        assert stat_of(tmp_path, path) is None


def test_the_root_is_the_nearest_folder_with_a_registry_or_settings(tmp_path: Path) -> None:
    touch(tmp_path, "desk/actors.yaml", "desk/sub/deep/a.yaml")
    assert find_root(tmp_path / "desk/sub/deep") == tmp_path / "desk"
    assert find_root(tmp_path / "desk/sub/deep/a.yaml") == tmp_path / "desk"
    touch(tmp_path, "desk/sub/briefing.toml")
    assert find_root(tmp_path / "desk/sub/deep") == tmp_path / "desk/sub"


def test_a_folder_with_a_brief_in_it_is_a_root_and_one_with_other_yaml_is_not(tmp_path: Path) -> None:
    touch(tmp_path, "plain/a.yaml", text="title: A\nbody: |\n  Text.\n")
    touch(tmp_path, "project/compose.yaml", text="services:\n  title: x\n")
    touch(tmp_path, "project/briefs/a.yaml", text="title: A\nbody: |\n  Text.\n")
    (tmp_path / "empty").mkdir()
    assert find_root(tmp_path / "plain") == tmp_path / "plain"
    assert find_root(tmp_path / "project") is None
    assert find_root(tmp_path / "empty") is None
    assert find_root(tmp_path / "missing") is None


def test_a_root_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert paths(tmp_path / "missing") == []


@pytest.mark.parametrize(
    ("files", "is_root"),
    [
        ({"may/a.yaml": BRIEF}, True),
        ({"2025/05/a.md": POST}, True),
        ({"README.md": "# A\n", "may/a.yml": BRIEF}, True),
        ({"2025/05/16/a.yaml": BRIEF}, True),
        ({"content/posts/2025/05/talks/index.md": "---\ndate: 2025-05-16\n---\n"}, True),
        ({"a/b/c/d/e.md": "+++\ntitle = 'A'\n+++\n"}, True),
        ({"README.md": "# A\n", "docs/a.md": "# A\n", "cases/data/a/b/c.md": POST}, False),
        ({"tests/a.yaml": BRIEF, "src/vendor/b.md": POST}, False),
        ({"mkdocs.yml": "site_name: x\n", "may/a.yaml": BRIEF}, False),
        ({"may/actors.yaml": "", "may/a.yaml": BRIEF}, False),
        ({".may/a.yaml": BRIEF, "node_modules/b.yaml": BRIEF}, False),
        ({"docs/a.md": "---\nlayout: page\n---\n"}, False),
        ({"docs/a.md": "A rule:\n\n---\ntitle: x\n"}, False),
    ],
)
def test_briefs_in_folders_make_a_root_where_nothing_says_otherwise(
    files: dict[str, str], is_root: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in files.items():
        touch(tmp_path, name, text=text)
    assert find_root(tmp_path) == (tmp_path if is_root else None)
    assert find_root(tmp_path, below=False) is None
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_root(tmp_path) is None


def test_desks_below_are_the_nearest_that_say_so(tmp_path: Path) -> None:
    touch(tmp_path, "a/actors.yaml", "a/b/places.yaml", "c/d/briefing.toml", ".e/actors.yaml", "f/a.yaml", text="")
    assert desks_below(tmp_path) == [str(tmp_path / "a"), str(tmp_path / "c/d")]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"---\ntitle: A\n---\n", 1),
        (b"\xef\xbb\xbf---\r\ntitle: A\r\n", 1),
        (b"\n\n---\ntitle: A\n---\n", 3),
        (b"<!-- a\nb -->\n---\n'title': A\n", 3),
        (b"# A\n\n---\ntitle: A\n", 0),
        (b"\n---\n\ntitle: A\n", 0),
        (b" ---\ntitle: A\n", 0),
        (b"<p>\n---\ntitle: A\n", 0),
        (b"", 0),
        (b" \n" * 100_000, 0),
        (b"<!-- -->" * 100_000, 0),
    ],
)
def test_where_front_matter_opens(data: bytes, line: int) -> None:
    assert front_matter(data) == line
