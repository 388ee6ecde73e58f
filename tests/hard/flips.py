"""Damage, byte by byte, in all that the program keeps for itself: bits that changed, blocks that were lost, files cut.

python -m tests.hard.flips [TIMES] [SEED]
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import sys
import tempfile
import termios
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any, Protocol
from unittest.mock import patch

from briefing.cli.last_frame import LastFrame
from briefing.config.paths import Folders, shipped
from briefing.config.searches import Searches
from briefing.config.settings import Settings
from briefing.config.themes import Themes
from briefing.desk.checking import Checker
from briefing.desk.desk import Desk
from briefing.desk.remarks import Remarks
from briefing.desk.renamed import renamed
from briefing.desk.schema import index_file
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.place import Place
from briefing.model.query import parse_query
from briefing.model.session import Session
from tests.desk import generate

TODAY = date(2025, 6, 1)
_BRIEFS = 12
_SIZE = (80, 24)
_MARKS = {
    "read": {f"story-{number:03}-{'x' * (number % 50)}" for number in range(150)},
    "star": {f"story-{number:03}-{'x' * (number % 50)}" for number in range(0, 150, 7)} | {"a" * 3000},
}
_REMARKS = {
    *(("tag", f"story:story-{number:03}", f"Tag {number % 5}") for number in range(40)),
    *(("note", f"actor:a{number}", " ".join([f"What {number} is to be asked."] * number)) for number in range(1, 40)),
}


def _bit(data: bytes, chance: Random) -> bytes:
    spoiled = bytearray(data)
    spoiled[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _bits(data: bytes, chance: Random) -> bytes:
    for _ in range(chance.randint(2, 40)):
        data = _bit(data, chance)
    return data


def _block(data: bytes, chance: Random) -> bytes:
    """A block of a disk that came back as something else."""
    at = chance.randrange(len(data)) // 512 * 512
    size = min(chance.choice((512, 4096)), len(data) - at)
    lost = chance.choice((b"\0" * size, b"\xff" * size, chance.randbytes(size)))
    return data[:at] + lost + data[at + size :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


DAMAGE: Mapping[str, Callable[[bytes, Random], bytes]] = {"bit": _bit, "bits": _bits, "block": _block, "cut": _cut}
_USUAL = ("bit", "bit", "bit", "bits", "block", "cut")


def spoil(file: Path, chance: Random, may_cut: bool = True) -> str:
    """Damage a file; how. A log that is cut is one that was not written on: nobody can tell."""
    how = chance.choice(_USUAL if may_cut else _USUAL[:-1])
    data = file.read_bytes()
    if data:
        file.write_bytes(DAMAGE[how](data, chance))
    return how


class States:
    """A reader's marks, damaged: all that is not damaged is there, a copy is kept, and it is said."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        generate.desk(folder / "desk", _BRIEFS, size=600)
        self._desk = Desk(folder / "desk", folder / "cache", Clock.at(TODAY))
        for name in ("left", "killed"):  # with the log folded in, and beside it
            self._desk.refresh()
            state = State(folder / "desk", folder / name)
            state.begin_visit(datetime(2025, 5, 1))
            since = Since(self._desk, state, Clock.at(TODAY))
            since.begin()
            for row in self._desk.stories()[:4]:
                since.see(Place.to("story", row.id))
            for mark, ids in _MARKS.items():
                state.set_all(mark, [*ids, "taken-off"], True)
                state.set_all(mark, ["taken-off"], False)
            state.save_session(Session(view="people"))
            for what, of, text in sorted(_REMARKS):
                Remarks(state).put(what, [of], text)
            Remarks(state).put("note", ["story:a"], "taken off")
            Remarks(state).put("note", ["story:a"], "taken off", False)
            if name == "left":
                state.close()
                continue
            for number in range(40):
                state.set_read("story-000-", number % 2 == 1)
            state.save_session(Session(view="map"))  # the last of a log may be what a kill cut off: nobody can tell
            shutil.copytree(folder / name, folder / "copy")
            state.close()
            shutil.rmtree(folder / name)
            (folder / "copy").rename(folder / name)
        for file in sorted(folder.glob("desk/*/*.yaml"))[::3]:
            file.write_text(file.read_text() + "\n  One more paragraph.\n")
        self._desk.refresh()

    def close(self) -> None:
        self._desk.close()

    def trial(self, seed: int) -> str:
        """What came of one damage. Raises `AssertionError`."""
        chance = Random(seed)
        folder = self._folder / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._folder / chance.choice(("left", "killed")), folder)
        file = chance.choice(sorted(folder.iterdir()))
        how = spoil(file, chance, may_cut=not file.name.endswith("-wal"))
        spoiled = file.read_bytes()
        state = State(self._folder / "desk", folder)
        try:
            state.begin_visit(datetime(2025, 6, 1))
            found = {"read": state.read_ids(), "star": state.starred_ids()}
            state.session()
            since = Since(self._desk, state, Clock.at(TODAY))
            since.begin()
            since.digest()
            for row in self._desk.stories():
                since.difference(row.id)
            renamed(self._desk, state)
            remarks = {(one.what, one.of, one.value) for one in Remarks(state).every()}
            lost = sum(len(ids - found[mark]) for mark, ids in _MARKS.items()) + len(_REMARKS - remarks)
            more = sum(len(found[mark] - ids) for mark, ids in _MARKS.items()) + len(remarks - _REMARKS)
            where = f"{how} in {file.name[-8:]}"
            if how == "bit":
                assert not lost, f"{lost} marks lost by {where}"
            assert more <= 1 or how != "bit", f"{more} marks that nobody made by {where}"
            if lost or more:
                assert state.notice, f"nothing is said of {lost} lost marks and {more} new ones by {where}"
                assert any(one.read_bytes() == spoiled for one in folder.glob("*.broken-*")), f"no copy: {where}"
            state.set_read("after", True)
            again = State(self._folder / "desk", folder)
            assert "after" in again.read_ids(), where
            again.close()
        finally:
            state.close()
        told = "some lost and told" if lost else "all kept and told"
        return f"{how}: {told if lost or state.notice else 'nothing lost'}"


class Indexes:
    """An index, damaged: whatever is seen to be is made anew, and no question ends in an error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        generate.desk(folder / "desk", _BRIEFS, size=1200)
        desk = self._open("cache")
        desk.refresh()
        self._expected = answers(desk)
        desk.close()
        self._file = index_file(folder / "desk", folder / "cache")

    def close(self) -> None:
        return

    def _open(self, cache: str) -> Desk:
        return Desk(self._folder / "desk", self._folder / cache, Clock.at(TODAY))

    def trial(self, seed: int) -> str:
        chance = Random(seed)
        shutil.rmtree(self._folder / "trial", ignore_errors=True)
        shutil.copytree(self._folder / "cache", self._folder / "trial")
        how = spoil(self._folder / "trial" / self._file.name, chance)
        desk = self._open("trial")
        try:
            opening = desk._store.opening
            if not desk.is_indexed or chance.random() < 0.5:
                desk.refresh()
            found = answers(desk)
            file = chance.choice(sorted((self._folder / "desk").glob("*/*.yaml")))
            file.touch()
            desk.refresh()
            is_anew = desk._store.opening != opening
        finally:
            desk.close()
        wrong = [name for name, answer in self._expected.items() if found.get(name) != answer]
        return f"{how}: " + ("made anew" if is_anew else "stale until it is read again" if wrong else "as before")


class Caches:
    """What else is remembered, damaged: it is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        generate.desk(folder / "desk", 70, size=300)
        (folder / "config" / "themes").mkdir(parents=True)
        (folder / "config" / "searches.yaml").write_text("open: 'status:open'\nlate: 'date:2025'\n")
        (folder / "config" / "themes" / "own.yaml").write_text("base: paper\ntitle: Own\n")
        self._expected = self._asked(folder / "cache")
        assert self._asked(folder / "cache") == self._expected
        _frame(folder, folder / "cache").keep("FRAME " * 200, _SIZE, "state")
        assert "FRAME" in _shown(_frame(folder, folder / "cache"))

    def close(self) -> None:
        return

    def _asked(self, cache: Path) -> list[Any]:
        checker = Checker(self._folder / "desk", TODAY, cache=lambda: cache)
        themes = Themes([shipped("themes"), self._folder / "config" / "themes"], cache)
        searches = Searches(self._folder / "config" / "searches.yaml", cache)
        return [checker.check().problems, [themes.load(name) for name in themes.names], searches.load()]

    def trial(self, seed: int) -> str:
        chance = Random(seed)
        trial = self._folder / "trial"
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(self._folder / "cache", trial)
        file = chance.choice(sorted(one for one in trial.rglob("*") if one.is_file()))
        how = spoil(file, chance)
        assert self._asked(trial) == self._expected, f"{how} in {file.name}"
        if file.suffix == ".frame":
            assert not _shown(_frame(self._folder, trial)), f"{how} in {file.name}"
        return f"{how}: as if it were not there"


def answers(desk: Desk) -> dict[str, Any]:
    """What a reader asks of a desk."""
    said: dict[str, Any] = {
        "counts": desk.counts(),
        "stories": desk.stories(),
        "actors": desk.actors(),
        "venues": desk.venues(),
        "questions": desk.questions(),
        "timeline": desk.timeline(),
        "problems": desk.problems(),
        "found": desk.search(parse_query("talks", TODAY)),
        "ids": desk.ids(("story", "actor"), "a", 9),
    }
    for row in desk.stories():
        said[f"story {row.id}"] = desk.page("story", row.id)
        said[f"content {row.id}"] = desk.content(row.id)
    said |= {f"actor {row.key}": desk.page("actor", row.key) for row in desk.actors()}
    said |= {f"venue {row.key}": desk.page("venue", row.key) for row in desk.venues()}
    return said


def _frame(folder: Path, cache: Path) -> LastFrame:
    folders = Folders(folder / "config", cache, folder / "state")
    return LastFrame(folder / "desk", folders, {"TERM": "xterm"}, Settings(), TODAY)


def _shown(frame: LastFrame) -> str:
    """What a start writes to its terminal."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _SIZE[1], _SIZE[0], 0, 0))
    os.set_blocking(ours, False)
    with open(theirs, "w", encoding="utf-8") as stream, patch.object(sys, "__stderr__", stream), frame.shown():
        try:
            return os.read(ours, 65536).decode()
        except BlockingIOError:
            return ""
        finally:
            os.close(ours)


class Trials(Protocol):
    """Something to be damaged again and again."""

    def trial(self, seed: int) -> str: ...
    def close(self) -> None: ...


KINDS: Mapping[str, Callable[[Path], Trials]] = {"state": States, "index": Indexes, "caches": Caches}


def run(kind: str, times: int, seed: int, folder: Path) -> Counter[str]:
    """Damage one kind of file so many times, each another way. Raises what a trial raises, with its seed."""
    trials = KINDS[kind](folder)
    outcomes: Counter[str] = Counter()
    try:
        for number in range(seed, seed + times):
            try:
                outcomes[trials.trial(number)] += 1
            except Exception as error:
                error.add_note(f"{kind}, seed {number}")
                raise
    finally:
        trials.close()
    return outcomes


def main(times: int, seed: int) -> None:
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            for outcome, count in sorted(run(kind, times, seed, Path(folder)).items()):
                print(f"{kind:7} {count:5} × {outcome}")


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], "500", "0")[:2]))
