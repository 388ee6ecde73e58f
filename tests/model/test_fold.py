"""Folding for search: what a hand types finds what was written, and positions lead back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.fold import case_counts, folded, folded_rows, folded_words

HOSTILE = st.text(alphabet="aeIİıßẞſﬁŒøł…½가ſ\u0301\u0307\u00ad\u200d👩💻\ufe0f ", max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Erdoğan", "erdogan"),
        (unicodedata.normalize("NFD", "Erdoğan"), "erdogan"),
        ("İSTANBUL", "istanbul"),
        ("Kılıçdaroğlu", "kilicdaroglu"),
        ("Wałęsa", "walesa"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Søren", "soren"),
        ("\ufb01nance", "finance"),
        ("Turkey’s “draft”", 'turkey\'s "draft"'),
        ("2022–2025", "2022-2025"),
        ("co\u00adoperation", "cooperation"),
        ("Ἀθῆναι", "αθηναι"),
        ("ΟΔΟΣ", "οδοσ"),
    ],
)
def test_what_a_hand_types(written: str, typed: str) -> None:
    assert folded(written)[0] == typed
    assert folded(typed)[0] == typed or not typed.isascii()


def test_case_is_kept_when_it_counts() -> None:
    assert folded("Erdoğan İş", keep_case=True)[0] == "Erdogan Is"
    assert case_counts("erdoĞan")
    assert not case_counts("erdoğan 1/2")
    assert folded_words("  Grain\tOdésa ") == ["grain", "odesa"]


@given(HOSTILE, st.booleans())
def test_positions_lead_back(text: str, keep_case: bool) -> None:
    made, origins = folded(text, keep_case)
    if origins is None:
        assert len(made) == len(text)
        origins = range(len(text) + 1)
    assert len(origins) == len(made) + 1
    assert list(origins) == sorted(origins)
    assert origins[-1] == len(text)
    for index, char in enumerate(made):
        assert char in folded(text[origins[index]], keep_case)[0]


@given(HOSTILE)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded(text)[0]
    assert folded(once)[0] == once


@given(st.lists(HOSTILE.map(lambda text: text.replace("\0", "")), min_size=1, max_size=5), st.booleans())
def test_many_rows_fold_as_one_does(rows: list[str], varied: bool) -> None:
    if varied:
        rows = [*rows, "".join(map(chr, range(0x4E00, 0x4E00 + 100)))]
    assert folded_rows(rows) == [folded(row)[0] for row in rows]
