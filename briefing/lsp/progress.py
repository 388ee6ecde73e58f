"""How far the check of a desk is, told to an editor that takes it: not before it said so of each check.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#serverInitiatedProgress
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from briefing.lsp.wire import Json

PATIENCE = 0.5
"""Seconds after which a check is worth a word, and between two words on it."""


class _Check:
    """A check that goes on. `token` is what the editor was asked to show it by, and what its answer is known by."""

    def __init__(self) -> None:
        self.token = ""
        self.is_taken = self.is_shown = False
        self.told_at = time.monotonic()


class Progress:
    """What is told of the checks of all desks; `send` sends a message. An editor that refuses, or answers when a check
    is over, is told nothing of it."""

    def __init__(self, send: Callable[[Json], None]) -> None:
        self._send = send
        self._checks: dict[Path, _Check] = {}
        self._asked = 0

    def tell(self, root: Path, done: int, of: int) -> None:
        """So many files of a desk are checked."""
        check = self._checks.setdefault(root, _Check())
        if time.monotonic() - check.told_at < PATIENCE:
            return
        if not check.token:
            self._ask(check)
        elif check.is_taken:
            share = {"message": f"{done:,} of {of:,}", "percentage": done * 100 // of}
            begins = {"kind": "begin", "title": f"Checking {root.name}"}
            self._put(check, {**({"kind": "report"} if check.is_shown else begins), **share})
            check.is_shown = True
            check.told_at = time.monotonic()

    def end(self, root: Path) -> None:
        """The check of a desk is over, or was given up."""
        check = self._checks.pop(root, None)
        if check is not None and check.is_shown:
            self._put(check, {"kind": "end"})

    def answered(self, answer: Json) -> None:
        """The editor answered a request of ours."""
        for check in self._checks.values():
            if check.token and check.token == answer.get("id"):
                check.is_taken = "error" not in answer

    def _ask(self, check: _Check) -> None:
        self._asked += 1
        check.token = f"briefing-{self._asked}"
        method, params = "window/workDoneProgress/create", {"token": check.token}
        self._send({"id": check.token, "method": method, "params": params})

    def _put(self, check: _Check, value: Json) -> None:
        self._send({"method": "$/progress", "params": {"token": check.token, "value": value}})
