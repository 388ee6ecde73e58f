"""Folding: what a hand types finds what was written, in every script, and positions lead back."""

from __future__ import annotations

import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.fold import begins_word, case_counts, flat, fold, folded, folded_rows, folded_words, is_of_a_word

PIECES = (
    "aeIİıßẞſﬁŒøł…½가ABZ \t"
    "\u0301\u0306\u0307\u0308\u0323\u0345\u20e3\ufe0f\u00ad\u034f\u200d\u0640"  # accents, and what counts for nothing
    "\u0438\u0435\u0456\u0433\u0439ё"  # Cyrillic: marks of letters and of stress
    "\u304b\u30cf\u3099\u309a\uff8a\uff9e"  # kana with voicing marks, full and half wide
    "\u0915\u093c\u0947\u0958\u0995\u09c7\u09be\u0e01\u0e33\u0f71\u0f73"  # Indic, Thai, Tibetan
    "\u1100\u1161\u11a8\uffa1\uffc2"  # Hangul in pieces
    "\u05d0\u05b4\ufb2a\u0627\u0654\u064e"  # Hebrew and Arabic with points
    "α\u1fb3ς\u0149\u00b4’\u13a0\uab70\u1e9a\u037a👩💻"
)
HOSTILE = st.text(alphabet=PIECES, max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Erdoğan", "erdogan"),
        (unicodedata.normalize("NFD", "Erdoğan"), "erdogan"),
        ("İSTANBUL", "istanbul"),
        ("Kılıçdaroğlu", "kilicdaroglu"),
        ("Wałęsa", "walesa"),
        ("Nguyễn Thị Định", "nguyen thi dinh"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Søren", "soren"),
        ("Þingvellir", "thingvellir"),
        ("\ufb01nance", "finance"),
        ("Turkey’s “draft”", 'turkey\'s "draft"'),
        ("O´Neill Hawaiʻi", "o'neill hawai'i"),
        ("2022–2025", "2022-2025"),
        ("co\u00adoperation", "cooperation"),
        ("Ἀθῆναι", "αθηναι"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ᾳ", "α"),
        ("Чайко́вский", "чайковский"),
        ("Пётр", "петр"),
        ("שָׁלוֹם", "שלום"),
        ("תל־אביב", "תל-אביב"),
        ("مُحَمَّد", "محمد"),
        ("الأمـــم", "الامم"),
        ("ｶﾞｻﾞ", "ガザ"),
        ("한국", unicodedata.normalize("NFC", "한국")),
    ],
)
def test_what_a_hand_types(written: str, typed: str) -> None:
    assert flat(written) == typed
    assert folded(written)[0] == typed
    assert flat(unicodedata.normalize("NFD", written)) == typed
    assert flat(typed) == typed


@pytest.mark.parametrize(
    ("one", "other"),
    [("バナ", "ハナ"), ("パリ", "ハリ"), ("край", "краи"), ("їжак", "іжак"), ("Ўзбек", "Узбек"), ("ґанок", "ганок"),
     ("राम", "रामा"), ("ड़", "ड"), ("ที่", "ท"), ("កា", "ក"), ("ৰো", "ৰ")],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_that_are_part_of_letters_stay(one: str, other: str, form: str) -> None:
    assert flat(unicodedata.normalize(form, one)) != flat(other)
    assert folded(unicodedata.normalize(form, one))[0] == flat(one)


def test_every_character_folds_to_what_stays_as_it_is() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        once = flat(char)
        assert once == char or flat(once) == once, hex(code)
        assert folded(char)[0] == once, hex(code)


ACCENTED = {"LATIN", "GREEK", "HEBREW", "ARABIC"}
STRESSED = {("е", "\u0308"), *((vowel, "\u0301") for vowel in "аеиоуыэюя")}


def _by_the_book(text: str) -> str:
    """The rule of the format, letter by letter: NFKC, no accents by the script of the letter that bears them."""
    made: list[str] = []
    letter, script = "", ""
    for char in unicodedata.normalize("NFKD", text.casefold()):
        if not unicodedata.category(char).startswith("M"):
            letter, script = char, unicodedata.name(char, "").partition(" ")[0]
        elif script in ACCENTED or (letter, char) in STRESSED:
            continue
        made.append(char)
    return unicodedata.normalize("NFC", "".join(made))


LETTERS = st.text(
    alphabet=st.characters(
        categories=["Lu", "Ll", "Lo"], exclude_characters="ıßẞæÆœŒøØđĐðÐłŁħĦŧŦþÞſʼŉ", max_codepoint=0xFFFF
    ).filter(
        lambda char: (
            unicodedata.name(char, "").split(" ")[0]
            in {
                "LATIN",
                "GREEK",
                "CYRILLIC",
                "HEBREW",
                "ARABIC",
                "DEVANAGARI",
                "THAI",
                "HIRAGANA",
                "KATAKANA",
                "HANGUL",
            }
            and not unicodedata.decomposition(char).startswith("<")
            and (unicodedata.name(char).partition(" ")[0] != "CYRILLIC" or char in "АЕИОУЫЭЮЯаеиоуыэюяБВГДбвгдйЙїЇЁё")
        )
    ),
    max_size=12,
)


@given(LETTERS, LETTERS)
def test_two_texts_are_the_same_if_and_only_if_the_format_says_so(one: str, other: str) -> None:
    assert (flat(one) == flat(other)) == (_by_the_book(one) == _by_the_book(other))
    assert flat(one) == _by_the_book(one)


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
        start = origins[index]
        assert char in folded(text[start : max(start + 1, origins[index + 1])], keep_case)[0]


@pytest.mark.parametrize(
    ("text", "sought", "span"),
    [
        ("Ein и\u0306 ein", "й", (4, 6)),
        ("ハ\u3099ナ", "ナ", (2, 3)),
        ("ﾊﾞﾅ", "バ", (0, 2)),
        ("ไปน้ำแข็ง", "แข็ง", (5, 9)),
        ("e\u0301té de\u0301ja\u0300", "deja", (5, 11)),
        ("\u1100\u1161\u11a8 가", "가", (4, 5)),
        ("co\u00adop \u200dab", "ab", (7, 9)),
        ("Straße nach Łódź", "lodz", (12, 16)),
    ],
)
def test_what_is_found_is_the_whole_of_what_was_written(text: str, sought: str, span: tuple[int, int]) -> None:
    made, origins = folded(text)
    start = made.index(sought)
    end = start + len(sought)
    if origins is not None:
        start, end = origins[start], max(origins[end], origins[end - 1] + 1)
    assert (start, end) == span


@given(HOSTILE)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded(text)[0]
    assert folded(once)[0] == once
    assert fold(fold(text)) == fold(text)


@given(HOSTILE)
def test_there_is_one_fold(text: str) -> None:
    once = folded(text)[0]
    assert flat(text) == once
    assert flat(text + " " * 300) == once + " " * 300
    assert flat(text + " " + "".join(map(chr, range(0x4E00, 0x4E00 + 300))))[: len(once)] == once
    assert fold(text) == " ".join(once.split()) == " ".join(folded_words(text))
    for form in ("NFC", "NFD"):
        assert flat(unicodedata.normalize(form, text)) == once


@given(st.lists(HOSTILE.map(lambda text: text.replace("\0", "")), min_size=1, max_size=5), st.booleans())
def test_many_rows_fold_as_one_does(rows: list[str], varied: bool) -> None:
    if varied:
        rows = [*rows, "".join(map(chr, range(0x4E00, 0x4E00 + 100)))]
    assert folded_rows(rows) == [folded(row)[0] for row in rows]


def test_a_pile_of_marks_takes_no_longer_than_its_length() -> None:
    """Unicode's order of marks is made by sorting: of 200,000 on one letter that would take minutes."""
    began = time.process_time()
    for text in ("a" + "\u0301\u0323" * 100_000, "か" + "\u3099\u0323" * 100_000):
        flat(text)
        folded(text)
    assert time.process_time() - began < 5


def test_a_mark_is_part_of_its_word() -> None:
    assert all(map(is_of_a_word, "aй9ाำ\u3099"))
    assert not any(map(is_of_a_word, "_-' ।"))


def test_words_begin_behind_what_is_no_letter() -> None:
    assert begins_word("mary o'neill", "neill")
    assert begins_word("banana, ana", "ana")
    assert not begins_word("banana", "ana")
    assert not begins_word("대한민국", "민국")
    assert begins_word("กรุงเทพ", "งเทพ")  # without blanks every character may begin a word
