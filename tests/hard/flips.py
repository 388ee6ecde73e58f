"""Bits flipped and ends cut off in what is kept: the index, what checks found, and what the reader did.

    python -m tests.hard.flips [TIMES [SEED]]

Whatever the damage is, nothing raises and the desk is read. Of the marks only those are lost that the damage is in, and
a mark that is lost is told of; a bit that turns the letter of an id into another letter makes a sound mark of another
story, which nobody can tell from one.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.desk.desk import Desk
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.query import parse_query

STORIES = 40
_REMEMBERED = 160  # stories of a desk whose results are kept (`desk/checking.py`)
_CLOCK = Clock.at(date(2025, 6, 1))
_MARKED = frozenset(f"story-{number:02}" for number in range(30))
_STARRED = frozenset(("story-03", "story-05"))


def make_desk(root: Path, stories: int = STORIES) -> None:
    root.mkdir()
    (root / "actors.yaml").write_text("ada: {name: Ada Lee, kind: person}\nnato: {name: NATO, kind: organisation}\n")
    for number in range(stories):
        (root / f"story-{number:02}.yaml").write_text(
            f"title: Story {number}\ndate: 2025-05-{number % 28 + 1:02}\nactors: [ada, nato]\nvenues: [Oslo]\n"
            f"questions: [Will it end on day {number}?]\nbody: |\n  Ada Lee met NATO in Oslo on day {number}.\n"
            + "  More words.\n"
            * 20
        )


def spoil(file: Path, random: Random) -> str:
    """Damage a file; what was done."""
    data = bytearray(file.read_bytes())
    if not data or random.random() < 0.2:
        del data[random.randrange(len(data) + 1) :]
        how = f"cut at {len(data)}"
    else:
        bits = random.choice((1, 1, 1, 2, 8, 64))
        for _ in range(bits):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        how = f"{bits} bits"
    file.write_bytes(data)
    return how


def answers(desk: Desk) -> dict[str, object]:
    """What a reader asks in an hour."""
    found = desk.search(parse_query("ada oslo", _CLOCK.today()))
    story = desk.page("story", "story-07")
    return {
        "stories": desk.stories(), "actors": desk.actors(), "venues": desk.venues(), "questions": desk.questions(),
        "timeline": desk.timeline(), "hits": (found.count, found.hits), "story": story, "problems": desk.problems(),
        "actor": desk.page("actor", "ada"),
    }  # fmt: skip


class Rounds:
    """A desk with its caches and marks, of which each round damages a copy."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "desk"
        make_desk(self.root)
        self.sound = folder / "sound"
        self.kept = 0  # marks that were read of damaged files
        self.truth = self._read(self.sound)
        self._checked(self.sound)
        state = State(self.root, self.sound / "state")
        state.set_all("read", _MARKED, True)
        state.set_all("star", _STARRED, True)
        state.close()

    def _read(self, kept: Path) -> dict[str, object]:
        desk = Desk(self.root, kept / "cache", _CLOCK)
        try:
            desk.refresh()
            return answers(desk)
        finally:
            desk.close()

    def index(self, random: Random) -> str:
        """Damage the index; `equal`, or `other` where it answers otherwise than before."""
        kept = self._copy()
        files = sorted(path for path in (kept / "cache").rglob("*") if path.is_file())
        spoil(random.choice(files), random)
        return "equal" if self._read(kept) == self.truth else "other"

    def state(self, random: Random) -> str:
        """Damage the marks; `equal`, `told` where some are lost and the reader is told, `silent` where they are not."""
        kept = self._copy()
        files = sorted(path for path in (kept / "state").rglob("*") if path.is_file())
        spoil(random.choice(files), random)
        state = State(self.root, kept / "state")
        try:
            found, starred = state.read_ids(), state.starred_ids()
            state.set_read("story-39", True)
            again = state.read_ids()
            notice = state.notice
        finally:
            state.close()
        assert "story-39" in again
        if (found, starred) == (_MARKED, _STARRED):
            return "equal"
        if notice:
            is_copied = any("broken" in path.name for path in (kept / "state").iterdir())
            self.kept += len(_MARKED & found)
            return "told" if is_copied else "told without a copy"
        # none is hidden: where a letter changed, the mark is there, another one or of another story
        with contextlib.closing(sqlite3.connect(files[0])) as db:
            assert db.execute("SELECT count(*) FROM marks").fetchone()[0] >= len(_MARKED) + len(_STARRED)
        return "one is another's"

    def checks(self, random: Random) -> str:
        """Damage what the last check found; `equal` where the next one finds the same."""
        kept = self._copy()
        files = sorted((kept / "checks").rglob("*.*"))
        spoil(random.choice(files), random)
        return "equal" if self._checked(kept) == self._checked(self.sound) else "other"

    def _checked(self, kept: Path) -> str:
        """What `briefing check` prints of a desk that is large enough for results to be kept."""
        root = self.folder / "large"
        if not root.exists():
            make_desk(root, _REMEMBERED)
            (root / "wrong.yaml").write_text("title: Wrong\nstattus: open\nbody: |\n  Words.\n")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(kept / "checks"))
            result = CliRunner().invoke(
                group, ["check", "--output-format", "concise", str(root)], catch_exceptions=False
            )
        assert "stattus" in result.output
        return result.output

    def _copy(self) -> Path:
        kept = self.folder / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.sound, kept)
        return kept


KINDS = ("index", "state", "checks")


def run(kind: str, times: int, seed: int, folder: Path) -> Counter[str]:
    rounds = Rounds(folder)
    attempt: Callable[[Random], str] = getattr(rounds, kind)
    found: Counter[str] = Counter()
    for number in range(times):
        try:
            found[attempt(Random(f"{kind} {seed} {number}"))] += 1
        except Exception as error:
            error.add_note(f"round {number} of seed {seed}")
            raise
    if rounds.kept:
        found["marks kept of 30 where told"] = rounds.kept // max(1, found["told"])
    return found


def main(times: int = 500, seed: int = 1) -> None:
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            print(kind, dict(run(kind, times, seed, Path(folder))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
