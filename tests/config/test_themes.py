"""Theme files: read, remembered, and refused with the place of what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import theme_file
from briefing.config import themes as themes_module
from briefing.config.paths import shipped
from briefing.config.theme_file import LEAST, ROLES, read_theme_file
from briefing.config.themes import ThemeError, Themes
from briefing.model.names import one_line
from tests.test_house import PACKAGE

INK = (shipped("themes") / "ink.yaml").read_text()


def test_the_shipped_themes() -> None:
    themes = Themes([shipped("themes")])
    assert themes.names[0] == "ink"
    assert "paper" in themes.names
    for name in themes.names:
        assert set(themes.load(name).colours) == set(ROLES)
        assert themes.check(name) == ()
    assert not themes.load("paper").dark


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 1, 1, "the file is empty"),
        ("# only a comment\n", 2, 1, "the file is empty"),
        ("- 1", 1, 1, "a theme is a list of `role: colour` lines"),
        ("base: ink\nsofa: '#fff'", 2, 1, "a theme has no `sofa`; did you mean `soft`?"),
        ("base: ink\nzzz: '#fff'", 2, 1, "a theme has no `zzz`; it has title, "),
        ("base: ink\ntext: rose", 2, 7, "`text` is a colour like"),
        ("base: ink\ntext: bright-blu", 2, 7, "did you mean `bright_blue`?"),
        ("base: ink\ntext: d6d9df", 2, 7, "the # is missing in `d6d9df`"),
        ("base: ink\ntext: #d6d9df", 2, 6, "a colour that begins with # stands in quotes"),
        ("base: ink\ntext: [a]", 2, 7, "`text` is one value, not a list"),
        ("base: ink\ndark: maybe", 2, 7, "`dark` is true or false, not `maybe`"),
        ("base: ink\ntext: red\ntext: blue", 3, 1, "`text` stands in line 2 already"),
        ("base: papr", 1, 1, "there is no theme `papr`; did you mean `paper`?"),
        ("base: mine", 1, 1, "a theme can't be its own base"),
        ("title: Mine\ntext: red", 1, 1, "no colour for `ground`, `pane`, `bar` …; `base: ink` would take it"),
        ("base: &a ink", 1, 7, "anchors and aliases"),
        ("base: ink\n---\nbase: ink", 2, 1, "a second document begins here"),
        ("base: [", 2, 1, "this is not YAML: "),
        ("a: " + "[" * 16_000, 1, 1, "a theme has no `a`"),
        ("#" * 20_000, 1, 1, "too large"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, line: int, column: int, says: str) -> None:
    (tmp_path / "mine.yaml").write_text(text)
    themes = Themes([shipped("themes"), tmp_path])
    found = [trouble for trouble in themes.check("mine") if says in trouble.message]
    assert [(trouble.line, trouble.column, trouble.is_warning) for trouble in found] == [(line, column, False)]
    with pytest.raises(ThemeError) as refused:
        themes.load("mine")
    assert str(refused.value).startswith(f"{tmp_path / 'mine.yaml'}:")


def test_every_trouble_is_told_and_the_first_one_with_how_many_follow(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("base: ink\ntxt: red\nsoft: rose\ndark: 1\n")
    themes = Themes([shipped("themes"), tmp_path])
    assert [trouble.line for trouble in themes.check("mine")] == [2, 3, 4]
    with pytest.raises(ThemeError, match=r"mine.yaml:2: a theme has no `txt`; did you mean `text`\? \(and 2 more"):
        themes.load("mine")


def test_a_base_gives_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text('base: paper\ntitle: My own\naccent: "#A00"\n')
    (tmp_path / "ink.yaml").write_text('base: ink\ntext: "#ffffff"\n')  # on the shipped one
    (tmp_path / "other.yaml").write_text("base: mine\n")
    themes = Themes([shipped("themes"), tmp_path])
    paper, mine = Themes([shipped("themes")]).load("paper"), themes.load("mine")
    assert (mine.title, mine.dark) == ("My own", False)
    assert mine.colours == {**paper.colours, "accent": "#aa0000"}
    assert themes.load("other").colours == mine.colours
    assert themes.load("ink").colours["text"] == "#ffffff"
    assert themes.load("ink").colours["soft"] == Themes([shipped("themes")]).load("ink").colours["soft"]


def test_a_role_that_came_later_has_the_colour_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme of before goes on working, on a base or whole, and so does what is remembered of it."""
    (tmp_path / "mine.yaml").write_text('base: ink\nperson: "#ffeedd"\n')
    (tmp_path / "whole.yaml").write_text(INK)
    before = Themes([shipped("themes"), tmp_path], tmp_path / "cache")
    person = before.load("whole").colours["person"]
    monkeypatch.setattr(theme_file, "ROLES", (*ROLES, "witness"))
    monkeypatch.setattr(theme_file, "KEYS", (*theme_file.KEYS, "witness"))
    with pytest.raises(ThemeError, match="no colour for `witness`"):
        Themes([shipped("themes"), tmp_path]).load("whole")
    monkeypatch.setitem(themes_module.STAND_INS, "witness", "person")
    for cache in (None, tmp_path / "cache"):
        themes = Themes([shipped("themes"), tmp_path], cache)
        assert themes.load("mine").colours["witness"] == "#ffeedd"
        assert themes.load("whole").colours["witness"] == person
        assert themes.check("whole") == ()
    (tmp_path / "mine.yaml").write_text('base: whole\nwitness: "#ffffff"\n')
    assert Themes([shipped("themes"), tmp_path]).load("mine").colours["witness"] == "#ffffff"


def test_every_role_is_drawn_with() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (PACKAGE / "ui").rglob("*.py")]
    assert [role for role in ROLES if not any(f'"{role}"' in text for text in texts)] == []
    assert set(themes_module.STAND_INS) <= set(ROLES) >= set(themes_module.STAND_INS.values())


def test_bases_that_go_around_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("base: other\n")
    (tmp_path / "other.yaml").write_text("base: one\n")
    themes = Themes([shipped("themes"), tmp_path], tmp_path / "cache")
    for name in ("one", "other", "one"):
        with pytest.raises(ThemeError, match="its own base"):
            themes.load(name)
        assert len(themes.check(name)) == 1


def test_what_is_hard_to_read_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text('base: ink\nfaint: "#444444"\n')
    themes = Themes([shipped("themes"), tmp_path])
    [trouble] = themes.check("mine")
    assert (trouble.line, trouble.is_warning) == (2, True)
    assert f"under {LEAST}" in trouble.message
    assert themes.load("mine").colours["faint"] == "#444444"


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


@given(
    st.one_of(st.binary(max_size=300), st.text(alphabet="abc:# \n-[]{}'\"&*!|>?%@\ttext", max_size=80).map(str.encode))
)
def test_no_file_is_a_fault(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("themes") / "mine.yaml"
    file.write_bytes(data)
    for trouble in read_theme_file(file).troubles:
        assert trouble.line >= 1
        assert trouble.column >= 1
        assert trouble.message == one_line(trouble.message)


def test_the_theme_of_the_pages_can_be_used_as_it_stands(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "themes.md").read_text(encoding="utf-8")
    [written] = re.findall(r"```yaml\n(base: .*?)```", page, re.DOTALL)
    (tmp_path / "dusk.yaml").write_text(written)
    assert Themes([shipped("themes"), tmp_path]).check("dusk") == ()


def test_a_key_of_white_space_is_named_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text('{"\\t"')
    assert read_theme_file(file).troubles[0].message.startswith("a theme has no ``;")
