"""The README's moving picture: small, in light and dark, still where somebody wants it so."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from tests.pictures import THEMES, TOUR, moving
from tests.test_house import ROOT

_FRAME = """<svg>
<title>briefing</title>
<rect fill="#292929"/>
<text>{title}</text>
<g/>
<g>
<rect fill="#ffffff"/>same
{row}
</g>
</svg>
"""


def test_a_line_that_stays_is_there_once() -> None:
    made = moving([_FRAME.format(title=title, row=row) for title, row in (("a", "x"), ("b", "x"), ("c", "y"))])
    ElementTree.fromstring(made)
    assert [made.count(text) for text in ("same", "x</g>", "y</g>")] == [1, 1, 1]
    assert '<g class="s0-2">x</g>' in made
    assert '<g class="s2-3">y</g>' in made


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_small_and_may_stand_still(theme: str) -> None:
    file = ROOT / "docs" / f"tour-{theme}.svg"
    text = file.read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    assert file.stat().st_size < 300_000
    assert "prefers-reduced-motion" in text
    assert "<script" not in text
    assert len(re.findall(r"@keyframes", text)) >= len(TOUR)
    assert file.name in (ROOT / "README.md").read_text(encoding="utf-8")
