"""Where the body begins and ends, whatever happened to its indentation."""

from __future__ import annotations

import pytest

from tests.parse.desk import codes, problem_at, read


def paragraphs(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: T\nbody: |\n  one\n\n  two\n", ["one", "two"]),
        ("title: T\nbody: |-   # the text\n    one\n", ["one"]),
        ("title: T\nbody: |2+\n  one\n", ["one"]),
        ("title: T\nbody: >\n  one\n  and\n\n  two\n", ["one and", "two"]),
        ("body: |\n  one\ntitle: T\n", ["one"]),
        ('title: T\n"body": |\n  one\n', ["one"]),
        ("title: T\nbody: one line\n", ["one line"]),
        ("title: T\nbody: one\n  and more\n", ["one and more"]),
        ('title: T\nbody: "one\\n\\ntwo"\n', ["one", "two"]),
        ("title: T\nbody:\n  'one'\n", ["one"]),
        ("title: T\nbody: |\n  one\n  # Head\n# a comment\n\n# another\n", ["one", "Head"]),
        ("title: T\nbody: |\n  key: value\n  title: no key\n", ["key: value title: no key"]),
        ("title: T\nbody: |\n  one", ["one"]),
        ("title: T\nbody: |\n  ---\n\n  one\n", ["", "one"]),
    ],
)
def test_the_body_is_found(text: str, expected: list[str]) -> None:
    brief = read(text)
    assert brief.problems == ()
    assert brief.title == "T"
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "culprit", "expected"),
    [
        ("title: T\nbody: |\n  one\n\ntwo\nthree\n\n  four\n", "B017", "two", ["one", "two three", "four"]),
        ("title: T\nbody: |\none\n\ntwo\n", "B017", "one", ["one", "two"]),
        ("title: T\nbody: |\n    one\n\n  two\n", "B017", "  ", ["one", "two"]),
        ("title: T\nbody: |\n  one\n\n\ttwo\n", "B007", "\t", ["one", "two"]),
        ("title: T\nbody: |\n  one\n\n\u00a0\u00a0two\n", "B007", "\u00a0\u00a0", ["one", "two"]),
        ("title: T\nbody: | one\n\n  two\n", "B018", "one", ["one", "two"]),
        ("title: T\nbody:\n  one: two # three\n\n  four\n", "B019", "body", ["one: two # three", "four"]),
    ],
)
def test_a_damaged_body_is_kept_and_told(text: str, code: str, culprit: str, expected: list[str]) -> None:
    brief = read(text)
    assert codes(brief) == [code]
    assert problem_at(text, brief) == (code, culprit)
    assert paragraphs(text) == expected
    assert brief.title == "T"


def test_lost_lines_are_told_once_a_run() -> None:
    text = "title: T\nbody: |\n  a\n\nb\nc\n\nd\n\n  e\n\nf\n"
    assert [problem.span.line for problem in read(text).problems] == [5, 12]


def test_a_key_ends_the_body_and_keeps_its_line() -> None:
    text = "body: |\n  one\n\n  two\nstatus: bad\ntitle: T\n"
    brief = read(text)
    assert problem_at(text, brief) == ("B106", "bad")
    assert brief.problems[0].span.line == 5


def test_a_second_body_is_told() -> None:
    text = "title: T\nbody: |\n  one\nbody: |\n  two\n"
    assert codes(read(text)) == ["B103"]
    assert paragraphs(text) == ["one"]


@pytest.mark.parametrize(
    "text", ["title: T\nbody: |\n", "title: T\nbody:\n", "title: T\nbody: ''\n", "title: T\nbody: |\n\n\n"]
)
def test_an_empty_body_is_told(text: str) -> None:
    assert codes(read(text)) == ["B113"]


def test_of_a_file_with_nothing_in_it_the_first_line_is_shown() -> None:
    problems = read("", file="a.md").problems
    assert [problem.code for problem in problems] == ["B102", "B113"]
    assert {(problem.span.line, problem.span.column) for problem in problems} == {(1, 1)}


def test_front_matter_in_a_yaml_file_is_read_and_told() -> None:
    brief = read("---\ntitle: T\n---\n\nOne.\n")
    assert codes(brief) == ["B016"]
    assert [block.text for block in brief.blocks] == ["One."]


@pytest.mark.parametrize(
    ("text", "code", "title", "blocks"),
    [
        ("---\ntitle: T\n---\nOne.\n", [], "T", ["One."]),
        ("One.\n\nTwo.\n", ["B102"], "a", ["One.", "Two."]),
        ("---\ntitle: T\nOne.\n", ["B016", "B005"], "T", []),
        ("---\ntitle: T\nbody: x\n---\nOne.\n", ["B103"], "T", ["One."]),
    ],
)
def test_markdown_files(text: str, code: list[str], title: str, blocks: list[str]) -> None:
    brief = read(text, "a.md")
    assert [one for one in codes(brief) if one != "B102" or code == ["B102"]] == code
    assert (brief.title, [block.text for block in brief.blocks]) == (title, blocks)


@pytest.mark.parametrize(
    "line",
    [
        "status: the talks went on for two hours, and nobody spoke",
        "sources: two of them spoke to us.",
        "date: nobody knows when they will meet again",
        "venues: the palace and the hotel beside it, where they slept.",
        "events: 他们见了面。",
    ],
)
def test_a_text_below_front_matter_may_begin_with_a_word_that_is_a_key(line: str) -> None:
    brief = read(f"---\ntitle: T\n---\n{line}\n\nThey met.\n", "a.md")
    assert "B016" not in codes(brief)
    assert [block.text for block in brief.blocks] == [line, "They met."]


@pytest.mark.parametrize("line", ["date: 16 May 2025", "status: settled", "tags: a, b, c", "summary: They met again."])
def test_a_key_below_front_matter_is_no_text(line: str) -> None:
    brief = read(f"---\ntitle: T\n---\n{line}\n\nThey met.\n", "a.md")
    assert "B016" in codes(brief)
    assert [block.text for block in brief.blocks] == ["They met."]
