"""Columns in the units of an editor, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.lsp.ruler import ENCODINGS, Ruler, agreed
from briefing.parse.text import Text

SIZES = {"utf-16": "utf-16-le", "utf-8": "utf-8", "utf-32": "utf-32-le"}
UNITS = {"utf-16": 2, "utf-8": 1, "utf-32": 4}
LETTERS = st.text(st.sampled_from("aé中🕊👩‍👧ß\u0301 "), max_size=12)


@settings(max_examples=60)
@given(lines=st.lists(LETTERS, min_size=1, max_size=4), encoding=st.sampled_from(ENCODINGS), data=st.data())
def test_there_and_back(lines: list[str], encoding: str, data: st.DataObject) -> None:
    text = Text("\n".join(lines), "a.yaml")
    offset = data.draw(st.integers(0, len(text.text)))
    ruler = Ruler(text, encoding)
    line = text.line_at(offset)
    position = ruler.position(line, offset - text.starts[line])
    before = text.text[text.starts[line] : offset]
    assert position == {"line": line, "character": len(before.encode(SIZES[encoding])) // UNITS[encoding]}
    assert ruler.offset(position) == offset


@pytest.mark.parametrize(
    ("position", "offset"),
    [((0, 2), 1), ((0, 99), 2), ((9, 0), 4), ((1, 1), 4), ((-1, 0), 0)],
)
def test_a_place_that_is_none_is_the_nearest(position: tuple[int, int], offset: int) -> None:
    ruler = Ruler(Text("a🕊\nb", "a.yaml"), "utf-16")
    assert ruler.offset(dict(zip(("line", "character"), position, strict=True))) == offset


def test_lines_end_as_in_an_editor() -> None:
    ruler = Ruler(Text("a\r\nb\rc\u2028d", "a.yaml"), "utf-16")
    assert [ruler.offset({"line": line, "character": 0}) for line in range(3)] == [0, 3, 5]


def test_a_byte_order_mark_is_counted() -> None:
    ruler = Ruler(Text("ab", "a.yaml"), "utf-16", shift=1)
    assert ruler.position(0, 1) == {"line": 0, "character": 2}
    assert ruler.offset({"line": 0, "character": 2}) == 1


@pytest.mark.parametrize(
    ("offered", "chosen"), [((), "utf-16"), (("utf-7", "utf-8", "utf-16"), "utf-8"), (("utf-32",), "utf-32")]
)
def test_what_both_can(offered: tuple[str, ...], chosen: str) -> None:
    assert agreed(offered) == chosen


def test_a_long_line_is_measured_once() -> None:
    text = Text("🕊" * 200_000, "a.yaml")
    ruler = Ruler(text, "utf-16")
    assert all(ruler.position(0, column)["character"] == 2 * column for column in range(0, 200_000, 2))
