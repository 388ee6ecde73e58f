"""Each promise of `SECURITY.md` names tests that there are, and each of them has a guard that was seen to fail it."""

from __future__ import annotations

import re

import pytest

from briefing.check.order import MOST_TOLD
from briefing.model import limits
from briefing.parse.nodes import DEPTH
from briefing.parse.recovery import MISTAKES
from tests.guards import GUARDS, ROOT, Guard

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ")][1:]


def named_in(row: str) -> list[tuple[str, str]]:
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)


def test_each_promise_has_a_test() -> None:
    for row in ROWS:
        named = named_in(row)
        assert named, row
        for file, test in named:
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_each_test_has_a_guard_and_each_guard_a_promise() -> None:
    named = {f"{file}::{test}" for row in ROWS for file, test in named_in(row)}
    assert {guard.test for guard in GUARDS} == named


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_each_guard_is_where_it_is_taken_out(guard: Guard) -> None:
    assert (ROOT / "briefing" / guard.file).read_text(encoding="utf-8").count(guard.guard) == 1


def test_the_bounds_are_those_of_the_program() -> None:
    sizes = {"brief": limits.BRIEF, "registry": limits.REGISTRY, "article": limits.ARTICLE, "page": limits.PAGE}
    for what, size in sizes.items():
        assert f"{size // limits.MEGABYTE} MB for a{'n' * (what == 'article')} {what}" in TEXT.replace("\n", " "), what
    assert f"{limits.SETTINGS // 1024} KB for `briefing.toml`" in TEXT.replace("\n", " ")
    for number in (DEPTH, MISTAKES, MOST_TOLD):
        assert f"{number:,}" in TEXT
