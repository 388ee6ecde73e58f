"""What stands on the page of a host: inert, and no longer than it takes."""

from __future__ import annotations

import pytest

from briefing.model.body import Block, Run
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.report.blocks import item
from briefing.report.hosted import inert, lines
from briefing.report.problems import Told, github

GAP = "\u200b"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("@user and @org/team", f"@{GAP}user and @{GAP}org/team"),
        ("a@b.example", f"a@{GAP}b.example"),
        ("fixes #12, !3 and ~4", f"fixes #{GAP}12, !{GAP}3 and ~{GAP}4"),
        ("GH-12", f"GH-{GAP}12"),
        ("https://a.example/1", f"https:{GAP}//a.example/1"),
        ("www.a.example", f"www{GAP}.a.example"),
        ("/close\n  /approve", f"{GAP}/close\n  {GAP}/approve"),
        ("C# is #1 at 5 % and 1/2, @ home", f"C# is #{GAP}1 at 5 % and 1/2, @ home"),
    ],
)
def test_a_text_calls_nobody(text: str, better: str) -> None:
    assert inert(text) == better
    assert inert(better) == better


def test_code_stays_as_it_is_and_is_folded_away() -> None:
    shown = list(lines([item("see ", Run("@a", "c")), Block("code", (Run("-@a\n+@b"),))], 1_000, "rest"))
    folded = ["<details><summary>Line by line</summary>", "", "```diff", "-@a", "+@b", "```", "", "</details>"]
    assert shown == ["- see `@a`", "", *folded]


@pytest.mark.parametrize("most", range(120, 400, 7))
def test_a_report_that_is_cut_off_says_so_and_closes_what_it_opened(most: int) -> None:
    code = Block("code", (Run("\n".join(f"+{number}" for number in range(60))),))
    shown = list(lines([item("one"), code, item("two"), code], most, "the rest"))
    assert sum(map(len, shown)) + len(shown) <= most
    assert shown[-1] == "the rest"
    assert sum(line.startswith("```") for line in shown) % 2 == 0
    assert shown.count("</details>") == sum(line.startswith("<details>") for line in shown)


def problems(count: int, severity: str) -> tuple[Problem, ...]:
    return tuple(
        Problem("B201", f"no {number}", Span("a.yaml", number, 1, number, 2), severity=severity)  # type: ignore[arg-type]
        for number in range(1, count + 1)
    )


def test_of_more_annotations_than_are_shown_the_last_says_how_many_there_are() -> None:
    shown = list(github.lines(Told(problems(14, "error") + problems(10, "warning"), {}, 1)))
    assert [line.split(" ")[0] for line in shown] == ["::error"] * 15 + ["::warning"] * 10
    assert shown[9] == (
        "::error title=briefing::and 5 more errors, which GitHub does not show beside the lines; the log has them"
    )
    assert shown[10].endswith("::no 10")
    long = Problem("B201", "x" * 70_000, Span("a.yaml", 1, 1, 1, 2))
    assert len(next(github.lines(Told((long,), {}, 1)))) < 64 * 1024
