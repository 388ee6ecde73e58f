"""Every code has an explanation, and its examples are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import briefing
from briefing.check.explain import FILE, Explanation, as_page, explanations, files_of
from tests.check.desk import problems

WITHOUT = {"B001", "B002", "B003", "B025", "B309"}
"""Not to be shown in a text that can be read; the last is told only where a fix is asked for."""


def shown(explanation: Explanation) -> str:
    return explanation.code


@pytest.mark.parametrize("one", [one for one in explanations().values() if one.code not in WITHOUT], ids=shown)
def test_what_is_bad_has_this_problem_and_what_is_good_has_none(one: Explanation, tmp_path: Path) -> None:
    bad, good = files_of(one.bad), files_of(one.good)
    found = problems(tmp_path / "bad", bad)
    if FILE in bad:
        found = tuple(problem for problem in found if problem.span.file == FILE)
    loud = {(problem.code, problem.severity) for problem in found if problem.severity != "info"}
    same = {(problem.code, problem.severity) for problem in found if problem.code == one.code}
    assert loud | same == {(one.code, one.severity)}
    found = problems(tmp_path / "good", good)
    assert [problem for problem in found if problem.severity != "info" or problem.code == one.code] == []


def test_every_code_that_can_be_told_is_explained() -> None:
    sources = [
        file for part in ("parse", "desk", "check") for file in (Path(briefing.__file__).parent / part).rglob("*.py")
    ]
    told = {code for file in sources for code in re.findall(r'"(B\d{3})"', file.read_text(encoding="utf-8"))}
    assert told == set(explanations())


def test_an_explanation_is_whole() -> None:
    for one in explanations().values():
        assert one.summary
        assert "\n" not in one.summary
        assert one.why
        assert one.severity in ("error", "warning", "info")
        assert bool(one.bad) == (one.code not in WITHOUT)


def test_the_page_of_the_rules_is_the_one_that_they_make() -> None:
    assert (Path(briefing.__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8") == as_page()
