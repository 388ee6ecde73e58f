"""What is read without the parser reads as the parser would read it: held over thousands of texts."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.parse import markdown, plain
from briefing.parse.blocks import Body
from briefing.parse.indentation import Line
from briefing.parse.inline import InlineText, Stretches, Target
from briefing.parse.markdown import read_body

MARGINS = ["", "", "", "", "- ", "- ", "* ", "+ ", "1. ", "2. ", "12) ", "01. ", "> ", ">", "> > ", ">> ", "# ", "## ",
           "####### ", "#", "  ", "   ", "    ", "\t", "- [ ] ", "* [x] ", "- - ", "1.", "-", "---", "***", "___",
           "===",
           "- ---", "* * *", "```", "~~~", "| ", "|-|-|", "[a]: https://b.example", "[^1]: ",
           "[^1]:  ", "[^a-2]: ", "[^1]:", ": ", "<!-- ", "\xa0",
           "\\", "“"]  # fmt: skip
PLAIN = ["word", "Two words", "é", "王", "a", "1", "2025.", " ", "  ", ".", ",", ": ", "!", "?", "(", ")", "“", "”",
         '"', "'",
         "—", "-", "/", "*em*", "**strong**", "_em_", "__strong__", "*", "**", "_", "__", "*a **b** c*", "**“a”**",
         "*a,*", "(*a*)", "snake_case", " * ", "`co de`", "`", "[[nato]]", "[[nato|the pact]]", "[[ zz ]]",
         "[a: b](https://c.example/d)",
         "[a](https://b.example)", "\\*", "\\", "&", "AT&T", "~", "~5", "@nato", "<", "< ", "\n", " \n",
         "  \n"]  # fmt: skip
ODD = ["***", "___", "``", "[[", "]]", "[", "]", "](", "![", "[a *b*](https://c.example)", "[a](b)", "[a][b]", "[^1]",
       "[^a-2]", "[^1](b)", "[^1]:", "*[^1]*", "[^1][b]",
       "[ ] ", "[x] ",
       "![a](https://b.example/c.png)", "![[nato]]", "[[1]](https://b.example)", "<b>", "</b>", "<br>", "<!-- a -->",
       "<https://b.example>",
       "https://b.example/c_d.", "www.b.example", "a@b.example", "&amp;", "&#65;", "\\\n", "~~a~~", "==a==", "|",
       "a | b", "`[[nato]]`",
       "`a``b`", "` a `", "*[a](https://b.example)*", "**[[nato]]**", "*a* b*", "2*3*4", "_a_b_", "#", "- ", "1. ",
       "> ", "\t", "\u2028",
       "\x85", "\u0301", "€", "{", "}", "=", "+", "%", "—*a*—", "*a*b", "a*b*"]  # fmt: skip

CONTENTS = st.lists(st.sampled_from(PLAIN) | st.sampled_from(PLAIN + ODD), max_size=9).map("".join)
LINES = st.lists(st.builds(str.__add__, st.sampled_from(MARGINS), CONTENTS) | st.just(""), min_size=1, max_size=6)


def resolve(written: str) -> Target | None:
    return Target("actor", "nato", "NATO") if written == "nato" else None


def lines_of(texts: list[str]) -> list[Line]:
    """The lines of a body that stands in a file, each behind a margin."""
    lines, offset = [], 0
    for number, text in enumerate("\n".join(texts).split("\n"), 1):
        lines.append(Line(text, offset, number))
        offset += len(text) + 3
    return lines


def parsed(lines: list[Line], content_too: bool = True) -> Body:
    """What the parser makes of lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "read_lines", lambda _lines: None)
        if content_too:
            patch.setattr(plain, "read_content", lambda _reading, _env: False)
        return read_body(lines, resolve)


@settings(max_examples=1500)
@given(LINES)
def test_a_text_reads_as_the_parser_reads_it(texts: list[str]) -> None:
    lines = lines_of(texts)
    assert read_body(lines, resolve) == parsed(lines) == parsed(lines, content_too=False)


CELLS = st.lists(CONTENTS | st.sampled_from(["", " ", "a", ":", "-", "|"]), min_size=1, max_size=3)
ROWS = st.builds(lambda cells, end: f"|{'|'.join(cells)}{end}", CELLS, st.sampled_from(["|", "|", "|", "| ", ""]))
DELIMITERS = st.sampled_from(
    ["|-|", "|---|---|", "| :-- | --: |", "|:-:|-|", "|-|-|-|", "|--|  --|", "|-", "| |-|", "|:|-|"]
)
BESIDE = st.sampled_from(["", "", "word", "# Title", "- item", "---", "| odd", "  ", " | a |"])


@settings(max_examples=1000)
@given(BESIDE, ROWS, DELIMITERS, st.lists(ROWS, max_size=3), st.lists(BESIDE, max_size=2))
def test_a_table_reads_as_the_parser_reads_it(
    before: str, header: str, delimiter: str, rows: list[str], behind: list[str]
) -> None:
    lines = lines_of([before, header, delimiter, *rows, *behind])
    assert read_body(lines, resolve) == parsed(lines) == parsed(lines, content_too=False)


@settings(max_examples=1000)
@given(st.text(" \t\n*_`[]()!&<>\\~:|=#->+.,'\"/@1ab\xa0é“—", max_size=30))
def test_a_text_of_signs_reads_as_the_parser_reads_it(text: str) -> None:
    lines = lines_of([text])
    assert read_body(lines, resolve) == parsed(lines)


@settings(max_examples=1000)
@given(st.from_regex(re.compile(plain._ADDRESS), fullmatch=True), st.sampled_from(["", ".", "*", "_a"]))
def test_an_address_leads_where_the_parser_leads(address: str, behind: str) -> None:
    lines = lines_of([f"a [b]({address}){behind}"])
    assert read_body(lines, resolve) == parsed(lines)


RICH = """\
## Later *that* day

Envoys from **Kyiv** saw [[nato|the alliance]] in
[Istanbul](https://example.org/talks); it was _their_ first visit: “*At last*”, said `one`.

- a *first* item
- [ ] a task that an editor
  wrapped
- **Third**

1. One.

2. Two, at 5 & 6.

> He said so,
> and _left_.
>
> Then came [[nato]].

---

| Port | Ships, *so far* | Of [[nato]] |
|:-----|---:|---|
| Odesa | 12 | 1 |
| Izmail |  | **3** |

Nobody knew.[^1] *Nobody*[^two-b], at [Istanbul](https://example.org/talks)[^1].
[^1]: As things *stood* in [[nato]]
    at noon.
[^two-b]: So says
one of them.[^1]

The end of snake_case \\*here\\*.
"""


@pytest.mark.parametrize("text", [RICH, *RICH.split("\n\n")])
def test_what_most_write_needs_no_parser(text: str) -> None:
    program = (
        "import sys\n"
        "from briefing.parse.markdown import read_body\n"
        "from briefing.parse.indentation import Line\n"
        f"read_body([Line(line, 0, n) for n, line in enumerate({text!r}.split('\\n'), 1)])\n"
        "assert 'markdown_it' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert read_body(lines_of([text]), resolve) == parsed(lines_of([text]))


@given(
    st.lists(st.text("ab :\té", max_size=4), min_size=1, max_size=6),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_many_bare_lines_are_the_same_in_one_go(lines: list[str], gaps: list[int]) -> None:
    content, starts, offsets, at = "\n".join(lines), [], [], 0
    for line, gap in zip(lines, gaps, strict=False):
        starts.append(at)
        offsets.append(at + (offsets[-1] - starts[-2] if offsets else 7) + gap if gap < 3 else -1)
        at += len(line) + 1
    one = InlineText(content, Stretches(starts, offsets), lambda _name: None)
    other = InlineText(content, Stretches(starts, offsets), lambda _name: None)
    if one.runs.add_lines(content, one.origin):
        for number, line in enumerate(lines):
            if number:
                other.line_end(starts[number] - 1)
            other.text(starts[number], starts[number] + len(line))
        assert one.done() == other.done()
