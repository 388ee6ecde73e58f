"""A few rounds of `tests/hard/flips.py`; `make hard` runs more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hard.flips import KINDS, run
from tests.hostile import TIMES


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_ends_in_a_traceback_or_hides_marks(kind: str, tmp_path: Path) -> None:
    found = run(kind, 10 * TIMES, 7, tmp_path)
    assert found["equal"]
    assert not found["told without a copy"]
