# ruff: noqa: E501 - texts
"""Words with signs are met as they are written: the truth is a plain search for whole words, as `rg -wF` makes it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.desk.desk import Desk
from briefing.desk.matching import FTS5
from briefing.desk.passages import Needle
from briefing.desk.signs import signed, word_pattern
from briefing.desk.texts import forms, searched
from briefing.model.fold import flat
from briefing.model.query import Word, parse_query
from tests.desk.conftest import TODAY, Write

TEXTS = {
    "signs": "AT&T's C++ team (and C#, .NET) spent $1 on R&D; O’Neill flew an F-16 24/7 for 5% of it, said @name of #tag.",
    "bare": "At T, c and net, 1 and R D; O Neill flew F 16s at 24 and 7 for 5 of it, said name of tag.",
    "others": "AT&TX, C++20, VC++, C#5, ASP.NET, US$1, $15, xR&D, F-160, 124/7, 15%, 5%p, me@name, a#tag.",
    "beside": "“C++”, [AT&T]: (.NET) C++/CLI, $1,000–$2,000; R&D-heavy, the F-16, **24/7**, 5%–6%. @name’s #tag!",
    "wide": "ＡＴ＆Ｔ、Ｃ＋＋を５％。서울의 C#은 $1이다.",
    "phrase": "He learnt the C code of C++ and then the C++ code; €1bn, 50°, 3×4, Q&A, TCP/IP, a@b.org, 10:30, v1.2, ~3.",
    "other scripts": 'Слово «24/7», закон №5, ΑΒΓ&Δ, צה"ל ובצה״ל, قال ١٠٪ والـAT&T.',
}


@pytest.fixture
def desk(write: Write, open_desk: Callable[[], Desk]) -> Desk:
    for name, text in TEXTS.items():
        write(name.replace(" ", "-"), title=f"Text {name}", body=text)
    opened = open_desk()
    opened.refresh()
    return opened


def ids(desk: Desk, text: str) -> set[str]:
    query = parse_query(text, TODAY)
    found = desk.search(query)
    assert not found.mistakes
    assert found.count == desk.count(query) == len(found.hits)
    quoted = {hit.story.id for hit in desk.quotes(parse_query(f"quotes {text}", TODAY)).hits}
    assert quoted == {hit.story.id for hit in found.hits}
    return quoted


@pytest.mark.parametrize(
    ("word", "where", "marked"),
    [
        ("AT&T", "signs beside wide", "AT&T"),
        ("at&t", "signs beside wide", "AT&T"),
        ("C++", "signs beside phrase wide", "C++"),
        ("C#", "signs wide", "C#"),
        (".NET", "signs beside", ".NET"),
        ("$1", "signs beside wide", "$1"),
        ("R&D", "signs beside", "R&D"),
        ("O'Neill", "signs", "O’Neill"),
        ("oneill", "signs", "O’Neill"),
        ("F-16", "signs beside", "F-16"),
        ("24/7", "signs beside other-scripts", "24/7"),
        ("5%", "signs beside wide", "5%"),
        ("@name", "signs beside", "@name"),
        ("#tag", "signs beside", "#tag"),
        ("$1,000", "beside", "$1,000"),
        ("C++20", "others", "C++20"),
        ("us$1", "others", "US$1"),
        ("asp.net", "others", "ASP.NET"),
        ("the C++ code", "phrase", "the C++ code"),
        ("C++ team", "signs", "C++ team"),
        ("C code", "phrase", "C code"),
        ("c++ and", "phrase", "C++ and"),
        ("€1bn", "phrase", "€1bn"),
        ("50°", "phrase", "50°"),
        ("3×4", "phrase", "3×4"),
        ("tcp/ip", "phrase", "TCP/IP"),
        ("a@b.org", "phrase", "a@b.org"),
        ("10:30", "phrase", "10:30"),
        ("~3", "phrase", "~3"),
        ("v1.2", "phrase", "v1.2"),
        ("c/c", "", ""),
        ("d&r", "", ""),
        ("αβγ&δ", "other-scripts", "ΑΒΓ&Δ"),
        ("צה״ל", "other-scripts", "צה\"ל"),
        ("١٠٪", "other-scripts", "١٠٪"),
        ("(C++)", "signs beside phrase wide", "C++"),
        ("it,", "signs bare", "it"),
    ],
)  # fmt: skip
def test_a_word_with_signs_is_met_whole(desk: Desk, word: str, where: str, marked: str) -> None:
    assert ids(desk, f'"{word}"' if '"' not in word else word) == set(where.split())
    for hit in desk.search(parse_query(f'"{word}"', TODAY)).hits:
        shown = {hit.passage.text[start:end] for start, end in hit.passage.marks}
        assert marked in shown or {flat(marked)} == {flat(text) for text in shown}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("c++", "signs beside phrase others wide"),  # it may go on
        ("at&", "signs beside others wide"),
        ("c++ -at&t", "phrase"),
        ("-c++ -$15 -c#", "bare other-scripts"),
        ("$1", "signs beside wide"),  # a number is no beginning of another one
        ("f-1", ""),
        ("f-1*", "signs beside others"),
        (".ne", "signs beside"),
        ("o'nei", "signs"),
        ("$1 r&d c++", "signs beside"),
    ],
)
def test_as_one_types(desk: Desk, text: str, where: str) -> None:
    if text.startswith("-"):
        found = {hit.story.id for hit in desk.search(parse_query(text, TODAY)).hits}
    else:
        found = ids(desk, text)
    assert found == set(where.split())


def test_names_with_signs_are_found(write: Write, open_desk: Callable[[], Desk]) -> None:
    write("phone", title="Calls", actors=[{"name": "American Telephone", "aliases": ["AT&T"]}], body="Nothing.")
    write("time", title="At T", body="At T minus one.")
    desk = open_desk()
    desk.refresh()
    assert [hit.story.id for hit in desk.search(parse_query('"AT&T"', TODAY)).hits] == ["phone"]


def there(text: str, word: str) -> bool:
    """What a plain search for whole words says."""
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text.lower()) is not None


_WORDS = st.sampled_from(["c", "at", "t", "1", "24", "Net", "é", "ж", "b2"])
_SIGNS = st.sampled_from(
    ["", " ", " ", "+", "++", "#", "&", "%", "$", ".", "/", "@", ",", ". ", "(", ") ", "€", " .", "-"]
)
_TEXT = st.lists(st.tuples(_SIGNS, _WORDS), min_size=1, max_size=8).map(
    lambda parts: "".join(f"{sign}{word}" for sign, word in parts)
)


@given(_TEXT, _SIGNS.map(str.strip), _WORDS, st.sampled_from(["&", "/", "%", "+"]), _WORDS, st.booleans(), _SIGNS)
@example("c++20 c", "", "c", "/", "t", False, "++")
def test_what_is_found_is_what_a_plain_search_finds(
    text: str, before: str, one: str, between: str, other: str, is_pair: bool, behind: str
) -> None:
    before = before if before in ("$", "#", "@", ".", "€", "+") else ""
    behind = behind if behind in ("+", "++", "#", "%", "€", "&") else ""
    word = f"{before}{one}{between}{other}{behind}" if is_pair else f"{before}{one}{behind}"
    made = flat(text)
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE texts USING fts5 (a, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
    db.execute("INSERT INTO texts VALUES (?)", (searched(made),))
    asked = Word(word, 0, len(word), is_phrase=True)
    found = db.execute("SELECT 1 FROM texts WHERE texts MATCH ?", (FTS5.match([asked], {}).text,)).fetchone()
    assert (found is not None) == there(made, flat(word)), (text, word)
    assert bool(Needle([(forms(asked, {}), False)]).marks(text)) == (found is not None)


def test_signs_cost_no_more_than_the_text() -> None:
    """So many words in one piece are looked at once each, and few signs in a row."""
    for text in ("a+b" * 5_000, "+" * 20_000 + "a", "a" + "+" * 20_000, "https://" * 5_000):
        assert sum(map(len, signed(text, word_pattern(text)))) <= 9 * len(text)


def test_who_asks_for_a_name_with_signs_means_no_other(write: Write, open_desk: Callable[[], Desk]) -> None:
    write("a", actors=["C Corp", "C++ Alliance", "At T", "AT&T Inc."], body="Nothing.")
    desk = open_desk()
    desk.refresh()
    for text, name in (("C++", "C++ Alliance"), ("at&t", "AT&T Inc."), ("C#", "")):
        assert [one.name for one in desk.called(text, "actor").names] == [name] * bool(name)
