"""A few kills of what keeps marks. A thousand of everything: `make hard`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.terminal import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="nobody forks there")
def test_who_is_killed_leaves_nothing_torn() -> None:
    from tests.hard.kills import KINDS

    first = KINDS.index("tag")
    command = [sys.executable, "-m", "tests.hard.kills", "3", str(first)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "state import" in done.stdout
