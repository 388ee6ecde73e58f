"""Words of others as Markdown that reads as they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.articles.prose import Prose
from briefing.model.names import one_line
from briefing.parse.indentation import Line
from briefing.parse.markdown import read_body

_SIGNS = [*"ab*_[]()<>#-`\\|:$%{}!=~+^ \n\té中", "1.", "&amp;", "https://e.org", "[[x]]", "  ", "---", "<!--"]
_TEXTS = st.lists(st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=10).map("".join), min_size=1, max_size=3)


def read(markdown: str) -> list[tuple[str, str, str]]:
    """What a reader sees: the kind of each block, its text, and what its runs are besides text."""
    body = read_body([Line(line, -1, number) for number, line in enumerate(markdown.split("\n"), 1)])
    return [
        (block.kind, block.text, "".join(run.marks.replace("l", "") + run.link for run in block.runs))
        for block in body.blocks
    ]


def made(*texts: str, first: str = "") -> str:
    prose = Prose()
    for text in texts:
        prose.say(text, first, "> " if first == "> " else None)
    return prose.body()


@pytest.mark.parametrize(
    "text", ["Plain words, 5.5 % of it.", "It's 3:1 – AT&T, C++ and snake_case!", "a\nb", "$5 (about)"]
)
def test_what_reads_as_itself_is_left_as_it_is(text: str) -> None:
    assert made(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("[[vladimir-putin]]", r"\[\[vladimir-putin\]\]"),
        ("[here](https://example.org)", r"\[here\](https://example.org)"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("\x1b[31mred\u202e", "[31mred"),
    ],
)
def test_signs_that_would_mean_something_get_a_backslash(text: str, markdown: str) -> None:
    assert made(text) == markdown


@given(_TEXTS, st.sampled_from(["", "- ", "> ", "## "]))
def test_every_text_reads_as_it_is(texts: list[str], first: str) -> None:
    lines = [" ".join(filter(None, map(one_line, text.split("\n")))) for text in texts]
    seen = read(made(*texts, first=first)) if any(lines) else []
    assert [text for _kind, text, _marks in seen] == [line for line in lines if line]
    assert not any(marks for _kind, _text, marks in seen)
    assert {kind for kind, _text, _marks in seen} <= {"heading" if first == "## " else "paragraph"}


def test_pieces_that_would_go_on_in_each_other_do_not() -> None:
    assert [text for _kind, text, _marks in read(made("$$a", "b$$", "<!-- c", "d -->"))] == [
        "$$a",
        "b$$",
        "<!-- c",
        "d -->",
    ]


def test_code_and_tables() -> None:
    prose = Prose()
    prose.code("x = 1\n```\n  y")
    prose.table([["a|b", "[[c]]"], ["d"]])
    prose.table([["alone"]])
    assert prose.body() == "````\nx = 1\n```\n  y\n````\n\n| a\\|b | \\[\\[c\\]\\] |\n|---|---|\n| d |  |\n\nalone"
    assert [kind for kind, _text, _marks in read(prose.body())] == ["code", "table", "paragraph"]
