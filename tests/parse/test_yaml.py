"""Broken YAML: what is told, where, and what is still read."""

from __future__ import annotations

import pytest

from briefing.model.brief import Brief
from briefing.parse.recovery import MISTAKES
from tests.parse.desk import codes, mentioned, problem_at, read

BODY = "body: |\n  NATO met.\n"


@pytest.mark.parametrize(
    ("head", "code", "culprit", "title"),
    [
        ("title: Talks: a start\n", "B006", ":", "Talks: a start"),
        ("title Talks\ndate: 2025\n", "B005", "title", "Talks"),
        ("title: T\ndate 2025\nstatus: settled\n", "B005", "date", "T"),
        ("titel Talks\n", "B005", "titel", "Talks"),
        ("title: T\nactors:\n\t- nato\n", "B007", "\t", "T"),
        ("title: T\nactors:\n\u00a0 - nato\n", "B007", "\u00a0", "T"),
        ('title: "Talks\nstatus: settled\n', "B008", '"', "Talks"),
        ("title: 'Talks\n", "B008", "'", "Talks"),
        ("title: T\nactors: [nato, turkey\nstatus: settled\n", "B009", "[", "T"),
        ("title: T\nactors: [{id: nato]\n", "B009", "{", "T"),
        ("title: T\nactors: [nato]]\n", "B009", "]", "T"),
        ('title: "Talks" in Istanbul\n', "B010", "in Istanbul", '"Talks" in Istanbul'),
        ("title: T\nsummary: 'it's on'\n", "B010", "'", "T"),
        ("title: T\nsummary: @home\n", "B011", "@home", "T"),
        ("title: T\nsummary: `x` y\n", "B011", "`x` y", "T"),
        ("title: T\nsummary: %x\n", "B011", "%x", "T"),
        ("title: T\nsummary: *bold* text\n", "B011", "*bold* text", "T"),
        ("title: T\nsummary: &x nato\n", "B012", "&x", "T"),
        ("title: T\nsummary: !x nato\n", "B013", "!x", "T"),
        ("title: T\nactors: [[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "B015", "[", "T"),
        ("---\ntitle: T\n", "B016", "---", "T"),
        ("title: T\n---\nstatus: settled\n", "B016", "---", "T"),
        ("title:T\nstatus: settled\n", "B021", ":", "T"),
        ("title: T\n status: settled\n", "B022", " ", "T"),
        ("title: T\nactors:\n - nato\n- turkey\n", "B022", "-", "T"),
        ("title\uff1aT\nstatus: settled\n", "B023", "\uff1a", "T"),
        ('title: T\nsummary: "a \\d b"\n', "B024", "\\", "T"),
        ("title: T\nbad line here\n", "B005", "bad line here", "T"),
        ("title: T\ntitle: U\n", "B103", "title", "T"),
    ],
)
def test_one_mistake_is_told_once_where_it_was_made(head: str, code: str, culprit: str, title: str) -> None:
    text = head + BODY
    brief = read(text)
    assert codes(brief)[0] == code, brief.problems
    assert problem_at(text, brief) == (code, culprit)
    others = [problem for problem in brief.problems[1:] if problem.code != "B102"]
    assert others == [], others
    assert brief.title == title
    assert brief.blocks[0].text.startswith("NATO met")


def test_good_pieces_around_a_bad_one_are_kept() -> None:
    brief = read("title: T\nactors: [nato\nvenues: [istanbul]\nstatus: settled\n" + BODY)
    assert codes(brief) == ["B009"]
    assert [venue.key for venue in brief.venues] == ["istanbul"]
    assert brief.status == "settled"


def test_good_items_around_a_bad_one_are_kept() -> None:
    text = "title: T\nquestions:\n  - Who: one: or two?\n  - Why?\n  - {ask: When?\n  - How?\n" + BODY
    brief = read(text)
    assert codes(brief) == ["B006", "B009"]
    assert [question.ask for question in brief.questions] == ["Who: one: or two?", "Why?", "When?", "How?"]
    assert [question.span.line for question in brief.questions] == [3, 4, 5, 6]


def test_aliases_are_refused_and_never_followed() -> None:
    text = "title: &t Talks\nsummary: *t\nactors: &a [nato]\nx-b: &b [*a, *a, *a, *a]\nx-c: [*b, *b, *b, *b]\n" + BODY
    brief = read(text)
    assert set(codes(brief)) == {"B012"}
    assert len(brief.problems) == 12
    assert brief.title == "Talks"
    assert brief.summary == ""
    assert [actor.key for actor in brief.actors] == ["nato"]


def test_a_merge_key_is_refused() -> None:
    text = "title: T\nactors:\n  - {<<: {kind: person}, name: Jo}\n" + BODY
    brief = read(text)
    assert problem_at(text, brief) == ("B014", "<<")
    assert brief.actors[0].kind == ""


def test_an_ampersand_or_a_star_in_text_is_none() -> None:
    brief = read('title: R&D, a * b\nsummary: "&x *y !z"\ntags: ["!x", a &b]\n' + BODY)
    assert brief.problems == ()
    assert brief.tags == ("!x", "a &b")


def test_nothing_is_typed() -> None:
    brief = read("title: NO\nsummary: 12:30\ntags: [yes, 0x10, null, 1.50]\n" + BODY)
    assert brief.problems == ()
    assert (brief.title, brief.summary, brief.tags) == ("NO", "12:30", ("yes", "0x10", "null", "1.50"))


@pytest.mark.parametrize("text", ["- " * 50_000, "a: " + "[" * 100_000, "{a: " * 50_000, "? " * 50_000])
def test_deep_nesting_is_refused_quickly(text: str) -> None:
    assert read(text).is_broken
    assert mentioned(read(text + "\n" + BODY)) == [("NATO", "(nato)")]


def test_what_is_not_utf8_is_told_and_the_rest_read() -> None:
    brief = read(b"title: Gr\xf6\xdfe\nbody: |\n  NATO met.\n")
    assert codes(brief) == ["B001"]
    problem = brief.problems[0]
    assert problem.message == "byte F6 DF is not UTF-8; in Windows-1252 it is `öß`: save the file as UTF-8"
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (1, 10, 12)
    assert brief.title == "Gr\ufffd\ufffde"
    assert mentioned(brief) == [("NATO", "(nato)")]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Gespräch – “über” Köln", "Windows-1252"), ("Путин и «мир»", "Windows-1251")]
)
def test_a_file_in_another_encoding_is_told_once(text: str, encoding: str) -> None:
    brief = read(f"title: {text}\nbody: |\n  {text}\n".encode(encoding))
    (problem,) = brief.problems
    assert brief.title == text
    assert (problem.code, problem.span.line) == ("B001", 1)
    assert f"the file is {encoding}, not UTF-8" in problem.message
    assert f"iconv -f {encoding.upper()} -t UTF-8" in problem.message


def test_a_file_in_two_encodings_is_told_once() -> None:
    (problem,) = read("title: é\n".encode() + "body: |\n  é ö\n".encode("cp1252")).problems
    assert problem.message == "byte E9 is not UTF-8; in Windows-1252 it is `é`: save the file as UTF-8 (2 places)"


def test_control_characters_are_told_one_for_one() -> None:
    brief = read("title: a\x07b\nbody: |\n  x\x00\x1b NATO\n")
    assert codes(brief) == ["B002", "B002"]
    assert (brief.problems[1].span.column, brief.problems[1].span.end_column) == (4, 6)
    assert brief.mentions[0].position == len("title: a\x07b\nbody: |\n  x\x00\x1b ")


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    brief = read(b"\xef\xbb\xbf" + b"title: T\nbody: |\n  NATO met.\n")
    assert brief.problems == ()
    assert brief.title_span.column == 8
    assert brief.mentions[0].position == len("title: T\nbody: |\n  ")


def test_lines_are_an_editors_lines() -> None:
    brief = read("title: a\u2028b\nsummary: c\x85d\nstatus: bad\nbody: |\n  x\u2029y\n")
    assert [(one.code, one.span.line) for one in brief.problems] == [("B002", 2), ("B106", 3)]
    assert brief.blocks[0].line == 5


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems(newline: str) -> None:
    text = "title: T\nstatus: bad\nactors: [nato]\nbody: |\n  NATO met\n  Vladimir Putin.\n\n  NATO.\n".replace(
        "\n", newline
    )
    brief = read(text)
    assert (brief.problems[0].code, brief.problems[0].span.line) == ("B106", 2)
    assert mentioned(brief) == [("NATO", "nato"), ("Vladimir Putin", "(vladimir-putin)"), ("NATO", "nato")]
    assert [text[mention.position] for mention in brief.mentions] == ["N", "V", "N"]
    assert [block.text for block in brief.blocks] == ["NATO met Vladimir Putin.", "NATO."]


def test_a_file_too_large_is_not_read() -> None:
    brief = read(b"title: T\n" + b"#" * (4 * 1024 * 1024))
    assert codes(brief) == ["B003"]
    assert brief.problems[0].message == "a brief may have 4 MB, and this file has more"  # no more of it is read
    assert brief.title == "talks"


def test_below_a_thousand_mistakes_a_file_is_not_read_on() -> None:
    def brief(mistakes: int) -> Brief:
        lines = "".join(f"k{number}: v: w\n" for number in range(mistakes))
        return read(f"title: T\n{lines}summary: S\n")

    found = brief(MISTAKES + 50)
    last = max(found.problems, key=lambda problem: problem.span.line)
    assert (last.code, last.span.line) == ("B003", MISTAKES + 2)
    assert (found.title, found.summary) == ("T", "")
    assert brief(MISTAKES - 1).summary == "S"
