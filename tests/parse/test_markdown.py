"""The Markdown dialect: blocks, manners, and where every character stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.body import Block, Run
from briefing.parse import markdown
from briefing.parse.markdown import Target, read_body
from briefing.parse.split import Line
from tests.parse.desk import read, read_text

FILE = """\
title: T
body: |
  Hello **bold *both* x** `co  de` \\*esc\\* &amp; [li *n* k](http://x.example/z "t") after
     second ***a** b* ~~gone~~ <http://auto.example> ![alt](img.png)\x20\x20
  hard\\
  again `code
  over lines`

  # Head *ing* ##

  Setext
  ===

  - one
    cont
    - two [[nato|the alliance]] x [[nato]] [[zzz]]
      1. deep
  3. num

     second of num

  > quo **te**
  lazy
  > > - inner

  | a | b \\| c |
  |---|:-:|
  | x **y** | [[nato\\|z]] |
  | `q` |

  ```py
  code  x
    more

  end
  ```

      indented
      code

  note[^1] and [^2] and <b>html</b>

  ***

  [ref]: http://ref.example
  a [ref] and \u202eb\u202c and \u200bc

  [^1]: The *note*
      goes on.

      second par
"""
BRIEF = read(FILE)
BLOCKS = BRIEF.blocks


def runs_of(block: Block) -> list[Run]:
    return [*block.runs, *(run for row in block.rows for cell in row for run in cell)]


def block(text: str) -> Block:
    return next(one for one in BLOCKS if one.text.startswith(text))


def test_every_run_stands_where_it_says() -> None:
    for one in BLOCKS:
        for run in runs_of(one):
            if run.source >= 0:
                there = FILE[run.source : run.source + len(run.text)].replace("\n", " ")
                assert there == run.text.replace("\n", " ")


def test_only_what_does_not_stand_there_has_no_place() -> None:
    nowhere = {run.text for one in BLOCKS for run in runs_of(one) if run.source < 0}
    assert nowhere == {"&", "\n", "NATO", "[1]"}


def test_manners() -> None:
    manners = {run.text: (run.marks, run.href) for run in block("Hello").runs}
    assert manners["bold "] == ("b", "")
    assert manners["both"] == ("bi", "")
    assert manners["co  de"] == ("c", "")
    assert manners["n"] == ("il", "http://x.example/z")
    assert manners["a"] == ("bi", "")
    assert manners["gone"] == ("s", "")
    assert manners["http://auto.example"] == ("l", "http://auto.example")
    assert manners["alt"] == ("l", "img.png")
    assert block("Hello").text.endswith("alt\nhard\nagain code over lines")


def test_blocks() -> None:
    assert [(one.kind, one.level, one.quote, one.depth, one.marker, one.line) for one in BLOCKS] == [
        ("paragraph", 0, 0, 0, "", 3),
        ("heading", 1, 0, 0, "", 9),
        ("heading", 1, 0, 0, "", 11),
        ("paragraph", 0, 0, 1, "•", 14),
        ("paragraph", 0, 0, 2, "•", 16),
        ("paragraph", 0, 0, 3, "1.", 17),
        ("paragraph", 0, 0, 1, "3.", 18),
        ("paragraph", 0, 0, 1, "", 20),
        ("paragraph", 0, 1, 0, "", 22),
        ("paragraph", 0, 2, 1, "•", 24),
        ("table", 0, 0, 0, "", 26),
        ("code", 0, 0, 0, "", 31),
        ("code", 0, 0, 0, "", 38),
        ("paragraph", 0, 0, 0, "", 41),
        ("rule", 0, 0, 0, "", 43),
        ("paragraph", 0, 0, 0, "", 46),
        ("footnote", 0, 0, 0, "1", 48),
        ("footnote", 0, 0, 0, "", 51),
    ]


def test_tables() -> None:
    table = block("a\t")
    assert table.text == "a\tb | c\nx y\tz\nq\t"
    assert table.aligns == ("", "center")
    assert [(mention.key, table.text[mention.start : mention.end]) for mention in BRIEF.mentions
            if BLOCKS[mention.block] is table] == [("nato", "z")]  # fmt: skip


def test_code_keeps_its_lines() -> None:
    assert block("code  x").text == "code  x\n  more\n\nend"
    assert block("indented").text == "indented\ncode"


def test_html_is_text_and_unsafe_characters_are_gone() -> None:
    assert block("note").text == "note[1] and [^2] and <b>html</b>"
    assert block("a ref").text == "a ref and b and c"
    assert block("a ref").runs[1].href == "http://ref.example"


def test_dangerous_addresses_are_no_links() -> None:
    brief = read_text("[a](javascript:alert(1)) and [b](data:text/html,x)")
    assert all(not run.href for run in brief.blocks[0].runs)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One sentence.\nAnother one.\n“A third.”\nLast", ["One sentence.", "Another one.", "“A third.”", "Last"]),
        (
            "A paragraph that an editor\nwrapped. It has\nThree lines.",
            ["A paragraph that an editor wrapped. It has Three lines."],
        ),
        ("One sentence.\nAnother one.\n\nThird.", ["One sentence. Another one.", "Third."]),
        ("- a.\n- b.", ["a.", "b."]),
        ("One **bold.**\nTwo *em*.\nThree", ["One bold.", "Two em.", "Three"]),
    ],
)
def test_a_body_without_blank_lines(body: str, expected: list[str]) -> None:
    brief = read_text(body)
    assert [one.text for one in brief.blocks] == expected
    assert brief.blocks[0].line == 3


def test_words_are_counted() -> None:
    assert read_text("# One two\n\nthree **four**\n\n| five | six |\n|-|-|").words == 6


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000, "*" * 100_000, ">" * 100_000, "- " * 50_000, "*a " * 30_000, "**a _b " * 20_000, "![" * 50_000,
        "` `` ``` " * 10_000, "[a](" * 25_000, "<" * 100_000, "&" * 100_000, "\\" * 100_000, "[[a|" * 25_000,
        "[[nato]] " * 10_000, "~~a " * 25_000, "\n".join(" " * n + "- a" for n in range(500)), "a**b" * 50_000,
        "[" * 60 + "a" + "](b)" * 60, "\n".join(">" * n + " a" for n in range(300)),
    ],
    ids=lambda body: body[:8],
)  # fmt: skip
def test_hostile_text_is_read_in_bounded_time(body: str) -> None:
    start = time.process_time()
    brief = read_text(body)
    assert time.process_time() - start < 4
    assert brief.blocks


def test_too_deep_a_text_is_shown_as_it_stands() -> None:
    brief = read_text("> " * 100 + "NATO met\n\nPutin")
    assert [one.kind for one in brief.blocks] == ["paragraph", "paragraph"]
    assert [mention.key for mention in brief.mentions] == ["nato"]


@given(
    st.lists(
        st.sampled_from(
            ["[[nato]]", "[[ nato |the\npact]]", "[[x|]]", "[[", "]", "a b", "\n", " ", "é", "|", "*", "王"]
        )
    )
)
def test_links_alone_need_no_parser_and_say_the_same(parts: list[str]) -> None:
    text = "p" + "".join(parts)
    lines = [Line(line, 100 * number, number) for number, line in enumerate(text.split("\n"), 1)]
    quick = read_body(lines, _nato)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_with_links", lambda _content: None)
        slow = read_body(lines, _nato)
    assert quick == slow


def _nato(written: str) -> Target | None:
    return Target("actor", "nato", "NATO") if written == "nato" else None


@pytest.mark.parametrize("before", ["", "> ", "> > ", "> > > > ", "- > ", "> > > > > > > > "])
def test_a_table_stands_in_any_number_of_quotes(before: str) -> None:
    text = "title: T\nbody: |\n" + "".join(f"  {before}{line}\n" for line in ("| a | b |", "|---|---|", "| nato | d |"))
    tables = [block for block in read(text).blocks if block.kind == "table"]
    assert [[run.text for cell in row for run in cell] for table in tables for row in table.rows] in (
        [["a", "b"], ["nato", "d"]],
        [],
    )
