"""Whatever a file holds, reading it gives a brief whose places are exact."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from briefing.check.explain import explanations
from briefing.model.brief import Brief
from briefing.model.codec import decode, encode
from briefing.model.names import clean
from briefing.parse.registry import read_registry
from tests.parse.desk import read
from tests.parse.test_brief import FULL, SHORT

SNIPPETS = st.sampled_from(
    ["\n", "  ", "\t", ": ", "- ", "[", "]", "{", "}", '"', "'", "|", "&a", "*a", "!", "#", "---\n", "body: |\n",
     "@", "%", "\\", "**", "[[", "]]", "`", "> ", "\u202e", "\x85", "\u2028", "\ufeff", "é", "e\u0301", "王", "\x00",
     "\U0001f600", "NATO", "Putin", "Vladimir", "Erdog\u0306an", "|-|-|\n", "[^1]", "[^1]: ", "\r\n", "\r", "<a>",
     "&amp;", "1. ", "<!--", "-->", "<b>", "</b>", "<br>", "<td>", "<li>", "<sup>2", "<script>", "</script>",
     "<a href='", "<h2>", "</h2>",
     "https://a.b", "www.a.b", "a@b.c", "==", "[!note] ", "[ ] ", "![[", "\x0c", "|", "\n: ", "[a]: https://b.c\n",
     "](https://a.b)", "~~"]
)  # fmt: skip
EDITS = st.lists(st.tuples(st.integers(0, 2500), st.integers(0, 6), SNIPPETS), max_size=8)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for at, length, snippet in edits:
        place = at % (len(text) + 1)
        text = text[:place] + snippet + text[place + length :]
    return text


def check(brief: Brief, text: str) -> None:
    """What holds of every brief: `text` is the file's, without a byte order mark."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in brief.problems:
        span = problem.span
        assert problem.code in explanations()
        assert 1 <= span.line <= span.end_line <= len(lines) + 1, problem
        assert (span.line, span.column) <= (span.end_line, span.end_column), problem
    for block in brief.blocks:
        assert 1 <= block.line <= len(lines)
        for run in [*block.runs, *(run for row in block.rows for cell in row for run in cell)]:
            assert run.text
            assert clean(run.text) == run.text
            if run.source >= 0:
                there = text[run.source : run.source + len(run.text)]
                assert len(there) == len(run.text)
                for one, other in zip(there, run.text, strict=True):
                    assert one == other or (one.isspace() and other in "\n ") or other == "\ufffd", (run, there)
    last = (-1, 0)
    for mention in brief.mentions:
        block_text = brief.blocks[mention.block].text
        assert (mention.block, mention.start) >= last
        assert 0 <= mention.start < mention.end <= len(block_text)
        last = (mention.block, mention.end)
        if not mention.explicit and mention.position >= 0:
            assert text[mention.position] in (block_text[mention.start], "\u2019")
    assert decode(Brief, encode(brief)) == brief


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for file in ("a.yaml", "a.md"):
        read(data, file)
    read_registry({"actors.yaml": data, "places.yaml": data})


@given(st.text(max_size=200), SNIPPETS)
def test_any_body(body: str, snippet: str) -> None:
    text = f"title: T\nactors: [nato, vladimir-putin]\nbody: |\n  {snippet}{body} NATO\n"
    check(read(text.encode("utf-8", "replace")), text.encode("utf-8", "replace").decode())


@given(st.lists(SNIPPETS, max_size=30))
def test_any_markup(parts: list[str]) -> None:
    text = "---\ntitle: T\nactors: [nato, vladimir-putin]\n---\n" + "".join(parts)
    check(read(text, "a.md"), text)


@given(st.sampled_from([FULL, SHORT]), EDITS)
def test_any_damage(text: str, edits: list[tuple[int, int, str]]) -> None:
    damaged = edited(text, edits)
    check(read(damaged), damaged.removeprefix("\ufeff"))


@given(st.lists(st.text("abcXYZ .,é王", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=6))
def test_plain_paragraphs_come_back_as_they_were(paragraphs: list[str]) -> None:
    body = "\n\n".join(f"  p{text}" for text in paragraphs)
    brief = read(f"title: T\nbody: |\n{body}\n")
    assert [block.text for block in brief.blocks] == [f"p{text}".rstrip(" ") for text in paragraphs]
    assert brief.problems == ()


NAMES = ["NATO", "Putin", "Vladimir Putin", "Erdoğan", "Recep Tayyip Erdoğan", "Türkiye", "Istanbul", "the Kremlin"]


@given(
    st.lists(
        st.sampled_from([*NAMES, "and", "The", "Times", "\u0301", "’s", "-", ", ", " ", "**", "\n  ", "x"]), max_size=20
    )
)
def test_mentions_are_names_at_their_places(parts: list[str]) -> None:
    head = "title: T\nactors: [nato, vladimir-putin, recep-tayyip-erdogan, turkey, russia]\nvenues: [istanbul]\n"
    text = f"{head}body: |\n  a {' '.join(parts)}\n"
    brief = read(text)
    check(brief, text)
    for mention in brief.mentions:
        found = unicodedata.normalize("NFC", brief.blocks[mention.block].text[mention.start : mention.end])
        assert found in NAMES or found in ("The Kremlin",)


def test_reading_heads_loads_no_markdown_and_never_a_screen() -> None:
    program = (
        "import sys, briefing.parse.brief, briefing.parse.registry\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'markdown_it', 'textual', 'rich', 'difflib'}, loaded\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
