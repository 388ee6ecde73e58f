"""A registry with hundreds of mistakes takes about as long as one without."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing.desk.checking import Checker
from briefing.report.problems import Told, full
from tests.check.desk import TODAY

MANY, WRONG = 6_000, 600
FINE = "person-{0:05}: {{name: Given{0:05} Family{0:05}, kind: person}}\n"
SLIPS = {
    "a name that two share": "person-{0:05}: {{name: Given{0:05}, kind: person, aliases: [Shared {1}]}}\n",
    "a side that is not there": "person-{0:05}: {{name: Given{0:05}, for: persom-{0:05}}}\n",
    "an id that is none": "Person {0:05}: {{name: Given{0:05}}}\n",
    "a no-break space": "person-{0:05}: {{name: Given{0:05},\u00a0kind: person}}\n",
}


@pytest.fixture(scope="module")
def fine(tmp_path_factory: pytest.TempPathFactory) -> float:
    return min(seconds(tmp_path_factory.mktemp("fine"), FINE, 0) for _ in range(2))


def seconds(folder: Path, slip: str, least: int) -> float:
    """What checking and telling takes, of a registry that has at least so many problems."""
    lines = [(slip if at < WRONG else FINE).format(at, at // 2) for at in range(MANY)]
    (folder / "actors.yaml").write_text("".join(lines), encoding="utf-8")
    start = time.process_time()
    checked = Checker(folder, TODAY).check()
    told = list(full.lines(Told(checked.problems, checked.texts, checked.files)))
    taken = time.process_time() - start
    assert len(checked.problems) >= least
    assert len(told) > len(checked.problems)
    return taken


@pytest.mark.parametrize("name", SLIPS)
def test_hundreds_of_mistakes_cost_little(name: str, fine: float, tmp_path: Path) -> None:
    assert seconds(tmp_path, SLIPS[name], WRONG // 2) < 2 * fine + 0.2


def test_so_do_a_briefs_unknown_names(fine: float, tmp_path: Path) -> None:
    names = "".join(f"  - Given{at:05} Famly{at:05}\n  - persom-{at:05}\n" for at in range(60))
    (tmp_path / "talks.yaml").write_text(f"title: T\nactors:\n{names}body: |\n  x\n")
    assert seconds(tmp_path, FINE, 120) < 2 * fine + 0.2
