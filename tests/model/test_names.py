"""How names are compared, made into ids and made safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.fold import fold
from briefing.model.names import clean, composed, looks_like_id, name_of_file, slug, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "ERDOGAN"), ("Türkiye", "turkiye"), ("TÜRKİYE", "Türkiye"), ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"), ("ﬁn", "fin"), ("A  B\u00a0C", "a b c"), ("Ångström", "A\u030angstro\u0308m"),
        ("Diyarbakır", "DIYARBAKIR"), ("Łódź", "lodz"), ("Đorđević", "dordevic"), ("Øystein", "oystein"),
        ("O’Neill", "O'Neill"), ("Al‑Qaeda", "al-qaeda"), ("Zelen\u00adsky", "Zelensky"), ("Ἀθῆναι", "αθηναι"),
        ("Пётр", "Петр"), ("Нови\u0301н", "Новин"), ("מַרְיָם", "מרים"), ("مُحَمَّد", "محمد"), ("أحمد", "احمد"),
    ],
)  # fmt: skip
def test_same_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ハナ", "バナ"), ("へ", "ぺ"), ("Київ", "Киів"), ("Сергей", "Сергеи"), ("Ђорђе", "Hорhе"),
        ("हिन्दी", "हनद"), ("กิน", "กน"), ("가나", "강나"),
    ],
)  # fmt: skip
def test_a_mark_that_makes_another_letter_counts(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(one)


@pytest.mark.parametrize(("text", "expected"), [
    ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"), ("  What's  next? ", "what-s-next"), ("…", "unnamed"),
    ("", "unnamed"), ("王毅", "王毅"), ("Łódź Ósma", "lodz-osma"), ("हिन्दी समाचार", "हिन्दी-समाचार"),
    ("バナ、ハナ", "バナ-ハナ"), ("a" * 80, "a" * 60), ("5% of GDP", "5-of-gdp"),
])  # fmt: skip
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(("title", "expected"), [
    ("Ukraine and Russia Consider Talks in Istanbul", "ukraine-and-russia-consider"),
    ("Ukraine and Russia", "ukraine-and-russia"), ("Talks in Istanbul that begin", "talks-in-istanbul-that-begin"),
    ("Talks in Istanbul that begin-", "talks-in-istanbul-that-begin"), ("", "unnamed"),
    ("a" * 80, "a" * 28), ("Łódź 王毅" + " 王" * 20, "lodz-王毅" + "-王" * 10),
])  # fmt: skip
def test_a_file_s_name_ends_with_a_whole_word(title: str, expected: str) -> None:
    assert name_of_file(title, 28) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("andrij-yermak", True), ("nato", True), ("g7", True), ("q_1.2", True), ("NATO", False), ("steve witkoff", False),
    ("-a", False), ("a--b", False), ("", False), ("zelenskyĭ", False), ("a\n", False),
])  # fmt: skip
def test_looks_like_id(text: str, expected: bool) -> None:
    assert looks_like_id(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"), ("a\x1b[31mb", "a[31mb"), ("a\x9b31mb", "a31mb"), ("a\u202eb\u2066c", "abc"),
        ("a\u200bb", "ab"),        ("a\tb\nc", "a\tb\nc"), ("a\r\nb", "a\nb"),
        ("नमस्\u200dते", "नमस्\u200dते"), ("\ufeffa\x00", "a"), ("\ud800", ""),
        ("\U000e0041x", "x"), ("a\x85b\u2028c", "a b c"), ("a\x0cb\x0bc\x1cd\re", "a b c d e"),
    ],
)  # fmt: skip
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(max_size=40))
def test_folding_and_cleaning_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
    assert slug(slug(text)) == slug(text)


def test_a_file_s_name_is_composed() -> None:
    assert stem("notes/cafe\u0301.yaml") == "café"
    assert composed("Zu\u0308rich") == "Zürich"
    assert composed("Zurich") == "Zurich"
