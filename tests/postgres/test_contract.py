"""What is asked of a desk's own index is asked of a published one too: the same tests. All of them: `make contract`."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.postgres.server import programs
from tests.terminal import ROOT

_SOME = (
    "test_links.py", "test_asking.py", "test_counts.py", "test_share.py",
    "test_refresh.py::test_after_any_edits_the_index_is_what_a_new_one_would_be",
)  # fmt: skip


def test_a_published_desk_keeps_the_contract_of_a_desk() -> None:
    if programs() is None:
        pytest.skip("no PostgreSQL can be had here: neither Debian's nor that of the wheel")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=short"]
    command += [f"tests/desk/{name}" for name in _SOME]
    variables = {**os.environ, "BRIEFING_TEST_ENGINE": "postgres"}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout
