"""Blocks as Markdown: what was read is written so that it reads the same, whatever stands in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.body import Block, Run
from briefing.model.brief import Registry
from briefing.parse.brief import read_brief
from briefing.parse.names import RegistryNames
from briefing.report.markdown import lines, row

REGISTRY = Registry()
NAMES = RegistryNames(REGISTRY)
BODY = """\
# Head *em*

Para with **bold** and *it **both** x* and `code` and ~~s~~ [link](http://x.y/a_b) 1. not a list
next line

- [ ] to do
- [x] done

1. one
   * inner
   * inner two

     para in inner
2. two

> quote a
>
> > deeper **b**

| a | b \\| c |
|---|:-:|
| 1 | **2** |

```
co`de
  more
```

text[^1] here\\
hard break

Term
: Definition

[^1]: The note.

    It goes on.
[^long]: Another.

2025\\. starts a line

\\# no heading

snake_case a\\*b  _x_ &amp;lt; \\<b> [[nobody]]
"""


def blocks(body: str) -> tuple[Block, ...]:
    indented = "".join(f"  {line}\n" for line in body.split("\n"))
    return read_brief(f"title: x\nbody: |\n{indented}".encode(), "x.yaml", REGISTRY, NAMES).blocks


def shape(found: tuple[Block, ...]) -> list[tuple[object, ...]]:
    """What a reader sees, without how it was written."""
    return [(one.kind, one.text, one.level, one.quote, one.depth, one.marker) for one in found]


def test_what_the_dialect_knows_reads_back() -> None:
    read = blocks(BODY)
    assert len(read) == 21
    assert shape(blocks("\n".join(lines(read)))) == shape(read)


def test_marks_stay() -> None:
    read = blocks("a **b *c* d** `e` ~~f~~ *g*h")
    again = blocks("\n".join(lines(read)))
    assert [(run.text, run.marks) for run in again[0].runs] == [(run.text, run.marks) for run in read[0].runs]


@pytest.mark.parametrize(
    "text",
    ["# no", "1. no", "12) no", "- no", "+ no", "* no", "> no", "=== no", "---", "~~~ no", "a_b_c *d* `e`", "[x](y)",
     "&amp; &#35;", "<b>no</b>", "a | b", "| a |", "![x](y)", "\\*", "***", "[^1]: no", "[[no]]", "~~no~~", "_no_",
     "`", "==no==", "<!-- no -->", "[ ] no", "<<<<<<< no",
     ">>>>>>> no", "[!note] no", ": no", "<br>", "&hellip; no", "![[no]]"],
)  # fmt: skip
def test_plain_text_means_itself(text: str) -> None:
    written = "\n".join(lines([Block("paragraph", (Run(text),))]))
    assert [(one.kind, one.text) for one in blocks(written)] == [("paragraph", text)]


SIGNS = st.text(st.sampled_from("ab 1.-+*_`~[](){}<>#|&;\\!=:\"'^/"), min_size=1, max_size=24)


@given(st.lists(SIGNS, min_size=1, max_size=4))
def test_no_text_becomes_markup(texts: list[str]) -> None:
    wanted = [" ".join(text.split()) for text in texts]
    written = "\n".join(lines([Block("paragraph", (Run(text),)) for text in wanted if text]))
    assert [(one.kind, one.text) for one in blocks(written)] == [("paragraph", text) for text in wanted if text]


@given(st.lists(st.tuples(SIGNS, st.sampled_from(["", "b", "i", "bi", "c"])), min_size=1, max_size=4))
def test_words_survive_their_marks(runs: list[tuple[str, str]]) -> None:
    """Emphasis that Markdown cannot write beside punctuation may be lost or show its signs, but never the words."""
    block = Block("paragraph", tuple(Run(text, marks) for text, marks in runs))
    read = "".join(one.text for one in blocks("\n".join(lines([block]))))
    assert re.findall(r"[ab1]+", read.replace("*", "")) == re.findall(r"[ab1]+", block.text)


def test_a_cell_is_one_cell() -> None:
    assert row(["a|b", "c\\|d", "e*f"]) == "| a\\|b | c\\\\\\|d | e\\*f |"
