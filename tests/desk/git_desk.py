"""A desk in a repository of git, for tests that compare two states of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_COMMITTER_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip

ACTORS = """\
zelensky: {name: Volodymyr Zelensky, kind: person, country: UA, weak: [Zelensky]}
putin: {name: Vladimir Putin, kind: person, country: RU, position: President, weak: [Putin]}
nato: {name: NATO, kind: organisation}
"""
PLACES = """\
istanbul: {name: Istanbul, kind: city, country: TR, lat: 41.01, lon: 28.98}
ankara: {name: Ankara, kind: city, country: TR, lat: 39.93, lon: 32.86}
"""
TALKS = """\
title: Envoys may meet in Istanbul
date: 2025-05-15
status: developing
actors: [zelensky, putin, nato]
venues: [istanbul]
events:
  - name: Envoys meet
    when: 2025-05-16
    where: istanbul
questions:
  - Who will lead the delegations?
body: |
  Zelensky waits, and Putin stays at home. NATO looks on.

  The talks are to be held in Istanbul.
"""
LATER = """\
title: Later
follows: talks
body: |
  It went on, as [[talks]] says.
"""


class GitDesk:
    """A repository with a desk in it, `at` a folder below; everything is committed once."""

    def __init__(self, root: Path, at: str = "") -> None:
        self.root, self.folder = root, root / at
        self.folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", ".")
        for name, text in (("actors.yaml", ACTORS), ("places.yaml", PLACES), ("talks.yaml", TALKS)):
            self.write(name, text)
        self.write("later.yaml", LATER)
        self.commit()

    @classmethod
    def there(cls, root: Path) -> GitDesk:
        """A repository that is there already, with the desk at its root."""
        found = cls.__new__(cls)
        found.root = found.folder = root
        return found

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def change(self, name: str, *pairs: tuple[str, str]) -> None:
        """Replace texts in a file, each of which is there."""
        text = (self.folder / name).read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        self.write(name, text)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
