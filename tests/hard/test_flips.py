"""Damage in what the program keeps, a little of it here; by the hundred: `make hard`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hard.flips import KINDS, run
from tests.hostile import TIMES

_USUAL = {"state": 20, "index": 10, "caches": 10}
"""Trials of each kind, times `HARD`."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_damage_is_a_traceback_or_passed_over_in_silence(kind: str, tmp_path: Path) -> None:
    """Of the marks only what is damaged is lost, a copy is kept and it is said; all else is made anew."""
    outcomes = run(kind, _USUAL[kind] * TIMES, 0, tmp_path)
    assert outcomes.total() == _USUAL[kind] * TIMES
