"""The note beside the bars of mentions says what is so, also where no month stands out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from briefing.model.older import Older
from briefing.model.when import parse_when
from briefing.ui.pages.spark import mentions


@pytest.mark.parametrize(
    ("months", "note"),
    [
        ({"2025-05": 2}, "2, all in May 2025"),
        ({"2025-05": 2, "2025-06": 2}, "4, by month; 2 at most"),
        ({"2025-05": 1, "2025-07": 3}, "4, by month; most in July 2025: 3"),
    ],
)
def test_the_note_says_where_most_are_if_it_is_one_month(months: dict[str, int], note: str) -> None:
    seen: Any = [
        SimpleNamespace(story=SimpleNamespace(when=parse_when(month)), mentions=count)
        for month, count in months.items()
    ]
    head = mentions(seen, Older())[0]
    assert head.text == f"MENTIONS  {note}"
