"""A few kills of whoever publishes, of the server, and two who publish at once. Two hundred of each: `make hard`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.postgres.server import programs
from tests.terminal import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="nobody forks there")
def test_nothing_is_torn_and_nothing_needs_a_hand() -> None:
    if programs() is None:
        pytest.skip("no PostgreSQL can be had here: neither Debian's nor that of the wheel")
    command = [sys.executable, "-m", "tests.hard.team", "1", "7", "publisher", "immediate", "two publishers"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "all whole" in done.stdout
