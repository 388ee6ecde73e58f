"""What every test shares: property tests that look at the same examples every time, unless they are sent to search."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

try:
    from hypothesis import settings
except ImportError:
    pytest.exit("these tests need more than those of a desk: pip install -c constraints.txt -e '.[dev]'", returncode=4)

settings.register_profile("steady", max_examples=70, derandomize=True, deadline=None, database=None)
settings.register_profile("search", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("steady")

# Who runs the tests in the background or by `nohup` has these ignored, and programs that are told to end would stay.
for _name, _default in (
    ("SIGINT", signal.default_int_handler),
    ("SIGHUP", signal.SIG_DFL),
    ("SIGQUIT", signal.SIG_DFL),
):
    if signal.getsignal(getattr(signal, _name, signal.SIGINT)) == signal.SIG_IGN:
        signal.signal(getattr(signal, _name), _default)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Load our own plugin where the installed entry point did not: pytest refuses to load one twice."""
    from briefing.testing import plugin

    if not pluginmanager.is_registered(plugin):
        pluginmanager.register(plugin, "briefing.testing.plugin")


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The processes that a test begins; at its end all of them are over, and were waited for. Who runs the tests may
    have others."""
    processes, fork, start = list[int](), os.fork, subprocess.Popen.__init__

    def noted_fork() -> int:
        processes.append(fork())
        return processes[-1]

    def noted_start(self: Any, *given: Any, **named: Any) -> None:
        start(self, *given, **named)
        processes.append(self.pid)

    monkeypatch.setattr(os, "fork", noted_fork)
    monkeypatch.setattr(subprocess.Popen, "__init__", noted_start)
    yield processes
    for process in processes:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
