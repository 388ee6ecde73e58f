"""Explicit links: to whom they may lead, and what is said of one that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.check.edits import apply
from briefing.check.rule import Around, Known, SourceLines
from briefing.desk.checking import Checker
from briefing.model.brief import Registry
from briefing.parse.text import Text
from tests.check.desk import TODAY, problems, write

STORY = "title: Talks\nbody: |\n  They met.\n"


def brief(link: str) -> str:
    return f"title: T\nbody: |\n  See {link}.\n"


@pytest.mark.parametrize(
    "link",
    ["[[talks]]", "[[talks|the talks]]", "[[Talks]]", "[[ talks ]]", "[[Folder/talks]]", "[[talks#Later]]", "[[Tálks]]",
     "[[talks.md]]", "![[talks]]", "| a | b |\n  |---|---|\n  | [[talks|x]] | y |"],
)  # fmt: skip
def test_a_link_leads_to_a_story_by_its_id_or_its_title(link: str, tmp_path: Path) -> None:
    files = {"a.yaml": brief(link), "talks.yaml": STORY}
    assert problems(tmp_path, files, hints=False) == ()
    assert Checker(tmp_path, TODAY, ["a.yaml"]).check().problems == ()


@pytest.mark.parametrize(
    ("title", "link"),
    [
        ('"Talks: a start"', "Talks: a start"), ("'It''s over'", "It's over"), ("Talks  # a note", "Talks"),
        (">\n  Talks\n  go on", "Talks go on"), ("Talks\n  go on", "Talks go on"),
        ('"He said \\"no\\""', 'He said "no"'),
        ("Überblick", "Uberblick"),
    ],
)  # fmt: skip
def test_a_title_is_known_of_files_that_are_not_checked_too(title: str, link: str, tmp_path: Path) -> None:
    files = {"a.yaml": brief(f"[[{link}]]"), "other.yaml": f"id: x\ntitle: {title}\nbody: |\n  They met.\n"}
    assert problems(tmp_path, files, hints=False) == ()
    assert Checker(tmp_path, TODAY, ["a.yaml"]).check().problems == ()


@pytest.mark.parametrize(
    ("link", "fix"), [("talkz", "talks"), ("Nobody at all", ""), ("zelensky", "volodymyr-zelensky"), ("natoo", "nato")]
)
def test_a_link_to_nothing_is_told_where_its_id_stands(link: str, fix: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"a.yaml": brief(f"[[{link}|them]]"), "talks.yaml": STORY}, hints=False)
    assert (problem.code, problem.fix, problem.is_sure) == ("B207", fix, False)
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (3, 9, 9 + len(link))


def test_a_link_that_does_not_stand_there_as_it_is_is_told_on_its_line(tmp_path: Path) -> None:
    text = 'title: T\nbody: "a \\x5b[nobody]]"\n'
    (problem,) = problems(tmp_path, {"a.yaml": text}, hints=False)
    assert (problem.code, problem.span.line) == ("B207", 2)


@pytest.mark.parametrize(
    "written",
    ["First talks", "first-talks", "Frist talks", "talks.yaml", "./talks", "news/talks.md", "TALKS", "tallks",
     '"First talks"', "'[[talks|them]]'", "news\\talks.yaml", "First\n      talks"],
)  # fmt: skip
@pytest.mark.parametrize(
    "before", ["follows: ", '"follows" : ', "follows: [other, ", "questions:\n  - ask: Who?\n    answered_by: "]
)
def test_a_title_or_a_file_of_a_story_is_its_id(before: str, written: str, tmp_path: Path) -> None:
    behind = "]" * before.count("[") + "\nbody: |\n  They met.\n"
    text = f"title: T\n{before}{written}{behind}"
    files = {"a.yaml": text, "talks.yaml": STORY.replace("Talks", "First talks"), "other.yaml": STORY}
    (problem,) = problems(tmp_path, files, hints=False)
    line, column = before.count("\n") + 2, len(before) - before.rfind("\n")
    assert (problem.code, problem.fix, problem.span.line, problem.span.column) == ("B211", "talks", line, column)
    assert apply(Text(text, "a.yaml"), problem.changes) == f"title: T\n{before}talks{behind}"


def test_of_stories_without_a_title_none_is_meant() -> None:
    desk = Around(Registry(), {"a": Known("a", "a.yaml")}, TODAY)
    assert [desk.story_named(written) for written in ("a", "A", "\u0301", "b")] == ["a", "a", "", ""]


def test_many_dead_links_are_told_in_a_moment(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": brief("\n\n  ".join(f"[[no-{n}]]" for n in range(1500)))})
    found = Checker(tmp_path, TODAY).check().problems
    assert len(found) == 1500


class Counting(str):
    """A text that knows how many of its characters were looked at for a sign."""

    looked_at = 0

    def count(self, sign: str, start: int = 0, end: int | None = None, /) -> int:  # type: ignore[override]
        end = len(self) if end is None else end
        self.looked_at += end - start
        return super().count(sign, start, end)


def test_a_line_is_counted_once_for_all_its_brackets() -> None:
    text = "title: T\nbody: |\n  " + "`a` [b] " * 200 + "\n  `c [d] `\n"
    source = SourceLines(Text(text, "a.yaml"))
    source.text = counting = Counting(text)
    offsets = [at for at, sign in enumerate(text) if sign == "["]
    for sign in "`[]":
        for start in (*offsets, *offsets[::-7]):
            line = text[text.rfind("\n", 0, start) + 1 : start]
            assert source.count_before(sign, start) == line.count(sign), (sign, start)
        counting.looked_at = 0
        for start in offsets:
            source.count_before(sign, start)
        assert counting.looked_at < 2 * len(text)
