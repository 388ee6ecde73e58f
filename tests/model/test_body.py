"""The plain text of blocks, and the sentence around a name."""

from __future__ import annotations

import pytest

from briefing.model.body import Block, Run, sentence_around


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("One. Putin came to Ankara. Two.", "Putin", "Putin came to Ankara."),
        ("Putin came", "Putin", "Putin came"),
        ("He said: “Putin came.” Then he left.", "Putin", "He said: “Putin came.”"),
        ("Mr. Putin met Gen. Smith. Then left.", "Putin", "Mr. Putin met Gen. Smith."),
        ("V. Putin came. Next.", "Putin", "V. Putin came."),
        ("It cost 3.5 per cent, Putin said. Next.", "Putin", "It cost 3.5 per cent, Putin said."),
        ("Is Putin there? No. Yes!", "Putin", "Is Putin there?"),
        ("First line\nPutin came\nlast", "Putin", "Putin came"),
        ("cell\tPutin\tother", "Putin", "Putin"),
        ("He waited … Putin came.", "Putin", "Putin came."),
        ("Putin vs. reality. Next.", "Putin", "Putin vs. reality."),
    ],
)
def test_the_sentence_around_a_name(text: str, name: str, expected: str) -> None:
    at = text.index(name)
    sentence, start = sentence_around(text, at, at + len(name))
    assert sentence == expected
    assert sentence[start : start + len(name)] == name


def test_a_long_sentence_is_cut_at_both_ends() -> None:
    text = "word " * 200 + "Putin" + " word" * 200 + "."
    at = text.index("Putin")
    sentence, start = sentence_around(text, at, at + 5, limit=100)
    assert len(sentence) <= 102
    assert sentence[0] == sentence[-1] == "…"
    assert sentence[start : start + 5] == "Putin"


def test_a_tables_text_has_tabs_and_line_feeds() -> None:
    rows = (((Run("a"),), (Run("b"), Run("c"))), ((), (Run("d"),)))
    assert Block("table", rows=rows).text == "a\tbc\n\td"
    assert Block("paragraph", (Run("a"), Run("b", "b"))).text == "ab"
