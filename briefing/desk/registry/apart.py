"""Pairs of names that somebody said are two, so that nobody is asked again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from briefing.desk.kept import file_name
from briefing.model.files import put

Keys = frozenset[str]


class ApartPairs:
    """What a reader said of a desk, kept in a file below `state`, beside what they read."""

    def __init__(self, root: Path, state: Path) -> None:
        self._file = state / file_name(root, ".apart.json")

    def all(self) -> set[Keys]:
        """The pairs; none where the file cannot be read."""
        try:
            return {frozenset(map(str, pair)) for pair in json.loads(self._file.read_text(encoding="utf-8"))}
        except (OSError, ValueError, TypeError):
            return set()

    def add(self, keys: Keys) -> None:
        """Raises `OSError`."""
        self._put({*self.all(), keys})

    def remove(self, keys: Keys) -> None:
        """Raises `OSError`."""
        self._put(self.all() - {keys})

    def _put(self, pairs: Iterable[Keys]) -> None:
        text = json.dumps(sorted(map(sorted, pairs)), ensure_ascii=False, indent=0)
        put(self._file, f"{text}\n".encode(), folders=True)
