"""Files of 200 KB that are no briefs: they are read and checked in time that grows with them."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from briefing.check.order import MOST_TOLD
from briefing.desk.checking import Checker
from tests.check.test_mutations import looked_at

SIZE = 200_000
SECONDS = 15
"""Generous: each takes 4 s at most on an ordinary machine, and minutes where something is quadratic."""
END = "\nbody: |\n  They met.\n"


def lines(pattern: str) -> str:
    """Numbered lines up to the size."""
    return "".join(pattern.replace("#", str(number)) for number in range(SIZE // len(pattern)))


LONG = {
    **{f"a text of {mark!r}": f"title: T\nsummary: x{mark * (SIZE // len(mark))}x{END}"
       for mark in (" ", ": ", "[", "{", "\"", "'", "# ", "\u00a0", "- ", "?")},
    **{f"a question of {mark!r}": f"title: T\nquestions:\n  - {mark * (SIZE // len(mark))}{END}"
       for mark in (" ", "- ", "? ", "[", "\"x\" ", "'x ")},
    "keys": f"title: T\n{lines('key#: v' + chr(10))}{END}",
    "broken keys": "title: T\n" + lines("key#: v: w\n") + END,
    "questions": "title: T\nquestions:\n" + lines("  - Why #?\n") + END,
    "keys inside brackets": "title: T\nactors: [nato" + lines("\nx: [a") + END,
    "broken questions": "title: T\nquestions:\n" + lines("  - Why: so: #?\n") + END,
    "odd questions": "title: T\nquestions:\n" + lines("  - {id: q#}\n   - {id: r#}\n") + END,
    "unknown actors": "title: T\nactors:\n" + lines("  - nobody-#\n") + END,
    "unknown sides": "title: T\nactors:\n" + lines("  - {name: A#, for: nobody-#}\n") + END,
    "unknown stories": "title: T\nfollows:\n" + lines("  - story-#\n") + END,
    "unknown claims": "title: T\nclaims:\n" + lines("  - {id: c-#, say: S, about: [d-#]}\n") + END,
    "dead links": "title: T\nbody: |\n" + lines("  [[nobody-#]] met.\n"),
    "lines outside the body": "title: T\nbody: |\n  x\n" + lines("lost\n"),
    "slipped bodies": lines("bodi: |\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_a_long_file_takes_no_long_time(name: str) -> None:
    start = time.process_time()
    looked_at("long.yaml", LONG[name])
    assert time.process_time() - start < SECONDS


def test_no_more_is_told_of_a_file_than_anybody_reads(tmp_path: Path) -> None:
    keys = "".join(f"k{number}: v\n" for number in range(MOST_TOLD + 500))
    (tmp_path / "a.yaml").write_text(f"title: T\n{keys}body: |\n  x\nactors: [nobody]\n")
    found = Checker(tmp_path, date(2025, 5, 16)).check().problems
    assert len(found) == MOST_TOLD + 1
    assert [one.message for one in found if one.code == "B003"] == [
        "this file has 501 more, which are told when others are put right"
    ]
    assert all(one.severity == "error" for one in found)
