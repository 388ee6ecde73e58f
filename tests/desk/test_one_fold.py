"""What a hand types finds the same everywhere: each form of a query, each form in a file, each command."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable

import pytest

from briefing.desk import schema
from briefing.desk.desk import Desk
from briefing.desk.texts import words
from briefing.model.fold import flat
from briefing.model.query import parse_query, quoted
from tests.desk.conftest import TODAY, Write

Open = Callable[[], Desk]
Found = Callable[[Desk, str], bool]

ACTORS = {
    "Dragan Đorđević": ("dordevic", "Đorđević", "ĐORĐEVIĆ", "đorđevic", "dragan dordevic"),
    "Mary O’Neill": (
        "O'Neill",
        "o’neill",
        "neill",
        "O´NEILL",
        "mary oʼneill",
        "oneill",
        "o-neill",
        "o neill",
        "mary oneill",
    ),
    "Þóra Björnsdóttir": ("thora", "THÓRA", "Þóra"),
    "Jean-Paul Mark": ("jeanpaul", "jean paul", "jean-paul", "JeanPaul Mark"),
    "Пётр Семёнов": ("Семенов", "семёнов", "ПЕТР СЕМЕНОВ", "Семёно́в"),
    "ג׳ון כהן": ("ג'ון", "כֹּהֵן"),
    "محمد علي": ("مُحَمَّد", "محمـــد"),
    "バナ": ("バナ", "ハ\u3099ナ", "ﾊﾞﾅ"),
    "रामा देवी": ("रामा", "देवी"),
    "Nguyễn Phú Trọng": ("nguyen", "Trọng", "PHU TRONG"),
}
VENUES = {
    "Łódź": ("lodz", "Łódź", "ŁÓDŹ", "Lódz"),
    "Tromsø": ("tromso", "TROMSØ"),
    "Þingvellir": ("thingvellir", "ÞINGVELLIR", "Thingvellir"),
    "Ærø": ("aero", "ÆRØ"),
    "Seyðisfjörður": ("seydisfjordur", "SEYÐISFJÖRÐUR"),
    "Saint-Denis": ("saintdenis", "saint denis", "Saint’Denis"),
    "Straße des 17. Juni": ("strasse", "STRASSE des 17"),
    "תל־אביב": ("תל-אביב",),
    "กรุงเทพ": ("กรุงเทพ",),
}
OTHERS = ("ハナ", "राम", "краи", "กรงเทพ", "Петя")
"""What differs by a letter from what is on the desk, as `バナ` does from `ハナ`."""


def _search(desk: Desk, text: str) -> bool:
    return bool(desk.search(parse_query(f'"{text}"', TODAY)).hits)


def _called(kind: str) -> Found:
    return lambda desk, text: bool(desk.called(text, "venue" if kind == "venue" else "actor").names)


def _operator(kind: str) -> Found:
    return lambda desk, text: bool(desk.search(parse_query(f"{kind}:{quoted(text)}", TODAY)).hits)


def _completed(kind: str) -> Found:
    return lambda desk, text: any(
        one.text.startswith(f"{kind}:") for one in desk.complete(f"{kind}:{quoted(text)[:-1]}")
    )


COMMANDS = {
    "search": lambda kind: _search,
    "who and where": _called,
    "actor: and venue:": _operator,
    "completion": _completed,
}


@pytest.fixture
def desk(write: Write, open_desk: Open, request: pytest.FixtureRequest) -> Desk:
    """A desk in whose file the names stand composed, or in pieces as a Mac's editor may leave them."""
    form = request.param
    actors = [unicodedata.normalize(form, name) for name in ACTORS]
    venues = [unicodedata.normalize(form, name) for name in VENUES]
    write("names", title="Names", date="2025-05-15", actors=actors, venues=venues, body=" met ".join(actors + venues))
    desk = open_desk()
    desk.refresh()
    return desk


@pytest.mark.parametrize("desk", ["NFC", "NFD"], indirect=True)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_form_of_a_query_finds_every_form_in_a_file(desk: Desk, command: str) -> None:
    failed = []
    for kind, names in (("actor", ACTORS), ("venue", VENUES)):
        find = COMMANDS[command](kind)
        for name, forms in names.items():
            for form in (name, *forms):
                failed += [text for text in (form, unicodedata.normalize("NFD", form)) if not find(desk, text)]
    assert not failed


def test_a_joint_that_is_left_out_is_marked_in_the_sentence_too(write: Write, open_desk: Open) -> None:
    write("one", title="One", date="2025-05-15", body="Turkey's minister met O’Neill, who left the co-operation.")
    write("two", title="Two", date="2025-05-15", body="The oneill of old is a word.")
    desk = open_desk()
    desk.refresh()

    def found(query: str) -> dict[str, list[str]]:
        hits = desk.search(parse_query(query, TODAY)).hits
        return {hit.story.id: [hit.passage.text[start:end] for start, end in hit.passage.marks] for hit in hits}

    assert found("oneill") == {"one": ["O’Neill"], "two": ["oneill"]}
    assert found("o'neill") == {"one": ["O’Neill"], "two": ["oneill"]}
    assert found('"met oneill"') == {"one": ["met O’Neill"]}
    assert found("onei*") == {"one": ["O’Neill"], "two": ["oneill"]}
    assert found("cooperation") == {"one": ["co-operation"]}
    assert found("minister -oneill") == {}
    assert found("turkeys") == {}


@pytest.mark.parametrize("desk", ["NFC", "NFD"], indirect=True)
@pytest.mark.parametrize("text", OTHERS)
def test_another_letter_is_another_name(desk: Desk, text: str) -> None:
    assert not _search(desk, text)
    assert not any(_called(kind)(desk, text) for kind in ("actor", "venue"))


def test_identity_and_ids_keep_what_is_part_of_a_letter(write: Write, open_desk: Open) -> None:
    write("one", title="One", actors=["ハナ", "Dragan Djuric"], body="x")
    write("two", title="Two", actors=["ハ\u3099ナ", "Dragan Djurić"], body="x")
    write("three", title="Three", actors=["バナ"], body="x")
    desk = open_desk()
    desk.refresh()
    assert {row.key: row.stories for row in desk.actors() if row.stories} == {"ハナ": 1, "バナ": 2, "dragan-djuric": 2}


def test_the_full_text_parts_words_as_we_do() -> None:
    """A sign that SQLite takes for a letter would hide the word beside it: `₺500`."""
    db = sqlite3.connect(":memory:")
    for statement in schema.TABLES.split(";\n"):
        db.execute(statement)
    codes = [code for code in range(1, 0x20000) if not 0xD800 <= code < 0xE000]
    db.executemany(
        "INSERT INTO texts (rowid, title) VALUES (?, ?)", [(code, " ".join(words(f"a{chr(code)}b"))) for code in codes]
    )
    db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)")
    terms: dict[int, list[str]] = {}
    for code, term in db.execute("SELECT doc, term FROM terms ORDER BY doc, offset"):
        terms.setdefault(code, []).append(flat(term))
    assert [hex(code) for code in codes if terms[code] != words(f"a{chr(code)}b")] == []
