"""Every view of the sample at every size: no word cut in two, no separator that hangs, no line that is too wide."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefing.ui.scene import Scene, take
from briefing.ui.views import VIEWS

SAMPLE = Path(__file__).parents[2] / "briefs"
SIZES = ((40, 12), (80, 24), (120, 40), (200, 60))


@cache
def words() -> frozenset[str]:
    """What the desk says, word by word."""
    files = [*SAMPLE.glob("*.yaml")]
    return frozenset(word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("size", SIZES, ids=[f"{columns}x{rows}" for columns, rows in SIZES])
@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_every_view_is_whole_at_every_size(view: str, size: tuple[int, int]) -> None:
    lines = take(Scene(SAMPLE, view=view, size=size)).text.splitlines()
    assert [line for line in lines if cell_len(line) > size[0]] == []
    assert [line for line in lines if re.search(r"·(?: {2}|\s*$)", line)] == []
    cut = {word for line in lines for word in re.findall(r"(\w+)…", line)}
    assert cut - words() == set()
