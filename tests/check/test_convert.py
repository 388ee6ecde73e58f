"""Briefs as YAML and as Markdown: what each line becomes, and that nothing is lost on the way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.check.convert import converted, other_name
from briefing.check.format import NotFormatted
from briefing.parse.text import Text
from tests.check.test_format import BRIEFS
from tests.parse.desk import codes, read

YAML = """\
# yaml-language-server: $schema=brief.schema.json
title: "Talks: a start"  # quoted
actors:
  # who comes
  - nato

body: |
  They met.

  ## Later

      code
  - item
"""
MARKDOWN = """\
---
# yaml-language-server: $schema=brief.schema.json
title: "Talks: a start"  # quoted
actors:
  # who comes
  - nato
---

They met.

## Later

    code
- item
"""


def other(text: str, file: str = "talks.yaml") -> str:
    return converted(Text(text, file))


def back(text: str, file: str = "talks.yaml") -> str:
    """A text converted, and converted back."""
    return other(other(text, file), other_name(file))


def test_each_line_has_its_place_in_the_other_form() -> None:
    assert other(YAML) == MARKDOWN
    assert other(MARKDOWN, "talks.md") == YAML


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.yaml", "a.md"), ("b/a.yml", "b/a.md"), ("a.md", "a.yaml"), ("a.b.markdown", "a.b.yaml")],
)
def test_the_name_keeps_its_stem(file: str, name: str) -> None:
    assert other_name(file) == name


@pytest.mark.parametrize(
    "text",
    [
        "title: T\nbody: |\n  x\n",
        "title: T\nbody: |\n  x",
        "title: T\n\n\nbody: |\n  x\n",
        "title: T\n# last\nbody: |\n\n  x\n\n\n",
        "title: T\nbody: |2\n    x = 1\n\n  Words.\n",
        "title: T\nbody: |-  # briefing: ignore B305\n  TODO\n",
        "title: T\nbody: |  # draft: a guess\n  # Heading\n  ---\n  a: b\n",
        "title: T\nbody: |4\n    x\n",
        "title: T\n# body: |  # old\nbody: |\n  x\n",
        "title: T\r\n# c\r\nbody: |\r\n  x\r\n\r\n  y\r\n",
        "title: T\nbody: |\n  Hard  \n  break.\t\n\n    \n  end\n",
        "title: T\nbody: |\n  ```\n  }\n  ```\n  }\n",
        "title: T\nbody: |\n",
        "x-mine: [1]\ntitle: T\nsummary: >-\n  a\n\n  b\nbody: |\n  x\n",
    ],
)
def test_yaml_comes_back_to_the_byte(text: str) -> None:
    assert back(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\n---\nx\n",
        "---\ntitle: T\n---\n\nx\n",
        "---\ntitle: T\n---\n\n\nx",
        "---\ntitle: T\n# end\n---\n    x = 1\n",
        "---\ntitle: T\n# body: |2\n---\nx\n",
        "---\ntitle: T\n# body: |\n---\n\nx\n",
        "---\ntitle: T\n---\n---\n\nx\n---\n",
        "---\r\ntitle: T\r\n---\r\nx\r\n",
        "---\ntitle: T\n---\n  \n\tx\n \n",
        "---\ntitle: T\n---\nThey say:\nbody: |\ntitle: U\n# c\n...\n",
        "---\ntitle: T\n---\n",
        "---\ntitle: T\n---",
    ],
)
def test_markdown_comes_back_to_the_byte(text: str) -> None:
    assert back(text, "talks.md") == text


def test_an_empty_line_at_the_end_of_front_matter_does_not_become_one_of_the_text() -> None:
    assert back("---\ntitle: T\n\n---\nx\n", "talks.md") == "---\ntitle: T\n---\nx\n"


def test_how_deep_a_body_stands_is_forgotten() -> None:
    assert back("title: T\nbody: |\n      x\n       y\n") == "title: T\nbody: |\n  x\n   y\n"


def test_keys_and_comments_behind_the_body_stay() -> None:
    text = "title: T\nbody: |\n  x\n# of the date\ndate: 2025\n"
    assert other(text) == "---\ntitle: T\n# of the date\ndate: 2025\n---\nx\n"


@pytest.mark.parametrize(
    ("text", "file", "why"),
    [
        ("title: T\nbody: They met.\n", "talks.yaml", "no line `body: |`"),
        ("{title: T, body: x}\n", "talks.yaml", "in braces"),
        ("title: T: U\nbody: |\n  x\n", "talks.yaml", "mistakes of YAML"),
        ("title: T\nbody: |\n  x\ny\n", "talks.yaml", "mistakes of YAML"),
        ("title: T\nbody: |\n  x\n---\ntitle: U\nbody: |\n  y\n", "talks.yaml", "mistakes"),
        ("Words.\n", "talks.md", "no front matter"),
        ("", "talks.md", "no front matter"),
    ],
)
def test_what_cannot_be_the_same_is_left_with_a_reason(text: str, file: str, why: str) -> None:
    with pytest.raises(NotFormatted, match=why.replace("|", r"\|")):
        other(text, file)


@pytest.mark.parametrize("text", BRIEFS, ids=range(len(BRIEFS)))
def test_the_sample_desk_comes_back_and_has_nothing_wrong(text: str) -> None:
    assert back(text) == text
    as_markdown = read(other(text), "talks.md")
    as_yaml = read(text)
    assert codes(as_markdown) == codes(as_yaml)
    assert [block.text for block in as_markdown.blocks] == [block.text for block in as_yaml.blocks]
    assert [actor.key for actor in as_markdown.actors] == [actor.key for actor in as_yaml.actors]


_LINES = st.sampled_from(
    [
        "",
        "x",
        " x",
        "    x",
        "\tx",
        "---",
        "...",
        "# c",
        "- i",
        "a: b",
        "body: |",
        "body: |2  # c",
        "|",
        "```",
        "}",
        "é  ",
        "  ",
    ]
)
_HEADS = st.lists(
    st.sampled_from(
        ["# c", "", "date: 2025", "tags:\n  - a  # b", "# body", "# body: |-", "summary: |\n  a\n  b", "x-a: 1"]
    ),
    max_size=4,
)


@settings(max_examples=100, deadline=None)
@given(_HEADS, st.lists(_LINES, max_size=8), st.sampled_from(["body: |", "body: |2", "body: |-  # c"]), st.booleans())
def test_any_brief_in_yaml_comes_back(head: list[str], body: list[str], line: str, has_end: bool) -> None:
    if line != "body: |2" and next((one for one in body if one.strip()), "")[:1].isspace():
        line = "body: |2"
    rows = ["title: T", *head, line, *(f"  {one}" if one.strip() else "" for one in body)]
    _comes_back("\n".join(rows) + "\n" * has_end, "talks.yaml")


@settings(max_examples=100, deadline=None)
@given(_HEADS, st.lists(_LINES, max_size=8), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_brief_in_markdown_comes_back(head: list[str], body: list[str], ending: str, has_end: bool) -> None:
    while head and not head[-1]:
        head.pop()
    rows = "\n".join(["---", "title: T", *head, "---", *body]) + "\n" * has_end
    _comes_back(rows.replace("\n", ending), "talks.md")


def _comes_back(text: str, file: str) -> None:
    try:
        there = other(text, file)
    except NotFormatted:
        return
    assert other(there, other_name(file)) == text
