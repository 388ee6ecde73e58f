"""Every operator of search is whole: it is explained, answered, completed, and drawn on the search screen."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.desk.search import _FILTERS
from briefing.model import query
from briefing.model.query import CHOICES, DATES, KEYS, Key, parse_query
from briefing.ui.pages.asking import language_sheet


def test_every_operator_has_a_filter_and_an_example_that_is_read() -> None:
    assert set(KEYS) == set(_FILTERS)
    assert set(CHOICES) <= set(KEYS)
    for name, key in KEYS.items():
        asked = parse_query(key.example, date(2025, 5, 16))
        assert [term.key for term in asked.filters] == [name], key.example
        assert not asked.mistakes
        assert key.says
        assert bool(key.noun) == (name not in CHOICES and name not in DATES)


def test_an_operator_needs_one_row_to_be_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(query.KEYS, "author", Key("who wrote it", "author:moreau", "author"))
    lines = [para.whole.replace("\0", " ") for para in language_sheet().paras]
    assert any("author:moreau" in line and "who wrote it" in line for line in lines)
