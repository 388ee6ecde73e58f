"""Letters that run from right to left: the terminal turns them, and no column changes places with another."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment

from briefing.ui.widgets.drawing import isolated

OPEN, CLOSE = "\u2068", "\u2069"


def written(*texts: str) -> str:
    """What a line of these segments is written as; `<` and `>` are the isolates."""
    line = "".join(segment.text for segment in isolated([Segment(text) for text in texts]))
    assert line.replace(OPEN, "").replace(CLOSE, "") == "".join(texts)
    assert cell_len(line) == cell_len("".join(texts))
    return line.replace(OPEN, "<").replace(CLOSE, ">")


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (("◆ Putin", "   14"), "◆ Putin   14"),
        (("◆ דוד בן־גוריון", "   14"), "◆ <דוד בן־גוריון>   14"),
        (("▌", " ", "● ", "مؤتمر صحفي", " 3 ?"), "▌ ● <مؤتمر صحفي 3 ?>"),
        (("15 May 2025  ", "● ", "דוד", " נפגש", "  Istanbul"), "15 May 2025  ● <דוד נפגש>  Istanbul"),
        (("דוד  ", "  שלום"), "<דוד>    <שלום>"),
        (("He said “שלום” twice",), "<He said “שלום” twice>"),
        (("״דוד״",), "״<דוד״>"),
        (("  ",), "  "),
        ((), ""),
    ],
)
def test_each_column_is_turned_by_itself(texts: tuple[str, ...], line: str) -> None:
    assert written(*texts) == line
