"""Theme files: read, remembered, and refused with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.paths import shipped
from briefing.config.themes import ROLES, ThemeError, Themes

INK = (shipped("themes") / "ink.yaml").read_text()


def test_the_shipped_themes() -> None:
    themes = Themes([shipped("themes")])
    assert themes.names[0] == "ink"
    assert "paper" in themes.names
    for name in themes.names:
        assert set(themes.load(name).colours) == set(ROLES)
    assert not themes.load("paper").dark


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a theme is a list"),
        ("- 1", "a theme is a list"),
        (INK.replace("soft:", "sofa:"), "no colour for `soft`"),
        (INK.replace('"#d6d9df"', "rose"), "`text` is not a colour"),
        ("a: [", "not a YAML file"),
        ("#" * 20_000, "too large"),
    ],
)
def test_a_bad_theme_is_refused_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "mine.yaml").write_text(text)
    with pytest.raises(ThemeError, match=says) as refused:
        Themes([tmp_path]).load("mine")
    assert "mine.yaml" in str(refused.value)


def test_an_unknown_theme_names_those_there_are() -> None:
    with pytest.raises(ThemeError, match=r"there are ink, .*paper"):
        Themes([shipped("themes")]).load("nope")


def test_a_theme_is_remembered_until_its_file_changes(tmp_path: Path) -> None:
    folder, cache = tmp_path / "themes", tmp_path / "cache"
    folder.mkdir()
    (folder / "mine.yaml").write_text(INK)
    first = Themes([folder], cache).load("mine")
    assert (cache / "themes.json").exists()
    assert Themes([folder], cache).load("mine") == first
    (folder / "mine.yaml").write_text(INK.replace("#d6d9df", "#ffffff") + "\n")
    assert Themes([folder], cache).load("mine").colours["text"] == "#ffffff"
    (cache / "themes.json").write_text("[garbage")
    assert Themes([folder], cache).load("mine").colours["text"] == "#ffffff"
