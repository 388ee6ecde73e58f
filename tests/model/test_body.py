"""The plain text of blocks, and the sentence around a name."""

from __future__ import annotations

import pytest

from briefing.model import body
from briefing.model.body import Block, Run, Sentences, sentence_around, word_count


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
        ("He said: “No.” Putin left.", "Putin", "Putin left."),
        ("普京没有来。普京会见了代表团。他走了。", "会见", "普京会见了代表团。"),
        ("मून आए। मून ने कहा। और", "मून ने", "मून ने कहा।"),
        ("هل جاء؟ قال بوتين. نعم", "بوتين", "قال بوتين."),
    ],
)
def test_the_sentence_around_a_name(text: str, name: str, expected: str) -> None:
    at = text.index(name)
    sentence, start = sentence_around(text, at, at + len(name))
    assert sentence == expected
    assert sentence[start : start + len(name)] == name


@pytest.mark.parametrize(
    "text",
    [
        "He met U.S. Secretary of State Marco Rubio.|The U.S. Geological Survey said so.",
        "They left the U.S.|The talks go on.",
        "At 5 p.m. Tuesday they met.|At 5 p.m.|The rest slept.",
        "In Washington, D.C. Police came.|In the U.S. 300 died.",
        "He came from the “U.S.”|Many left.",
        "On Sept. 3 they met Gov. Newsom of Acme Inc. Chief Jane Roe and Paul Hall Jr.|His firm left.",
        "See No. 12 and Art. 5.|He said No.|Then he left.",
        "Bis zum 12. Juni 2025, z. B. in Bonn, bzw. z.B. Ulm.|Im 19. Jahrhundert ca. 300.|Er ging.",
        "She is 12.|The other came in 2025.|Putin left.",
        "He is to speak for Kyiv.[1]|The others are not.[2][13]|“Who?”[4]|In May.",
        "J. R. R. Tolkien wrote.|“Who?”|They did.",
    ],
)
def test_what_is_shortened_ends_no_sentence(text: str) -> None:
    whole = text.replace("|", " ")
    sentences = Sentences(whole)
    at = 0
    for expected in text.split("|"):
        assert whole[slice(*sentences.bounds(at, at))] == expected
        at += len(expected) + 1


def test_a_long_sentence_is_cut_at_both_ends() -> None:
    text = "word " * 200 + "Putin" + " word" * 200 + "."
    at = text.index("Putin")
    sentence, start = sentence_around(text, at, at + 5, limit=100)
    assert len(sentence) <= 102
    assert sentence[0] == sentence[-1] == "…"
    assert sentence[start : start + 5] == "Putin"


def test_the_ends_of_a_texts_sentences_are_sought_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    ends = body._ends
    monkeypatch.setattr(body, "_ends", lambda *given: looked.append(1) or ends(*given))
    text = "NATO's. " * 2_000
    sentences = Sentences(text)
    for at in range(0, len(text), 8):
        assert sentences.around(at, at + 4) == ("NATO's.", 0)
    assert len(looked) == 2_000


def test_a_sentence_that_never_ends_costs_no_more_than_is_shown() -> None:
    """Counted in the characters that are touched: none of the text's parts that are made is longer than the limit."""

    class Counted(str):
        made = 0

        def __getitem__(self, key: object) -> str:
            part = super().__getitem__(key)  # type: ignore[index]
            Counted.made += len(part)
            return part

    sentences = Sentences(Counted("NATO's " * 20_000))
    before = Counted.made
    for at in range(0, 140_000, 7):
        sentences.around(at, at + 4)
    assert Counted.made - before <= 20_000 * 330


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0), ("one two  three", 3), ("l’Été – c’est là", 4), ("和平会谈在伊斯坦布尔举行", 6),
        ("東京で NATO と会う。", 4), ("สวัสดีครับ", 2), ("대한민국 서울", 2), ("привет мир", 2),
    ],
)  # fmt: skip
def test_words_are_counted_in_every_script(text: str, expected: int) -> None:
    assert word_count(text) == expected


def test_a_tables_text_has_tabs_and_line_feeds() -> None:
    rows = (((Run("a"),), (Run("b"), Run("c"))), ((), (Run("d"),)))
    assert Block("table", rows=rows).text == "a\tbc\n\td"
    assert Block("paragraph", (Run("a"), Run("b", "b"))).text == "ab"
