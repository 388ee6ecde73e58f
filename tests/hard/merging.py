"""Histories of three machines with clocks of their own, which carry their marks to each other as text, at random.

In the end all hold the same, and of each mark what nobody wrote over who knew of it. A mark is lost where that fails.

    python -m tests.hard.merging [TIMES] [SEED]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

from briefing.desk.remarks import Remarks
from briefing.desk.state import Seen, State
from briefing.desk.trace_file import as_traces, lines
from briefing.desk.traces import all_traces, take_in
from briefing.model.content import digest_of
from briefing.model.place import Place, Position
from briefing.model.session import Session
from briefing.model.traces import Key, Trace, merged
from briefing.model.trail import Trail

_STORIES = ("a", "b")
_SUBJECTS = ("story:a", "story:b#2.0123456789ab", "actor:nato")
_TAGS, _NOTES = ("Grain", "grain", "checked"), ("Who said so?", "false\nor not")
_MOMENT = datetime(2025, 5, 1)
_DAY = 86_400.0

Done = tuple[int, str]
"""Which change of a history, and the value that it left behind."""


class Machine:
    """A reader's state under a clock that somebody sets."""

    def __init__(self, folder: Path, name: str) -> None:
        self.state = State(folder / "desk", folder / name, lasting=False)
        self.remarks = Remarks(self.state)
        self.late = 0.0
        self.known: dict[Key, set[Done]] = {}
        """The changes of each mark that it knows of and nobody wrote over who knew them."""
        assert self.state._db
        self.state._db.create_function("julianday", 1, lambda _now: 2440587.5 + time.time() / _DAY + self.late)

    def text(self) -> str:
        nothing: list[Trace] = []
        return "\n".join(lines(self.state.ask(lambda db: [*all_traces(db)], nothing)))

    def traces(self) -> dict[Key, Trace]:
        return {trace.key: trace for trace in as_traces(self.text().encode())}

    def take(self, texts: Iterable[str]) -> int:
        traces = [trace for text in texts for trace in as_traces(text.encode())]
        return len(self.state.change(lambda db: take_in(db, traces)))


def _act(machine: Machine, chance: Random) -> None:
    """Something that a hand does."""
    story, is_set = chance.choice(_STORIES), chance.random() < 0.6
    match chance.randrange(8):
        case 0:
            machine.state.set_read(story, is_set)
        case 1:
            machine.state.set_starred(story, is_set)
        case 2 | 3:
            machine.remarks.put("tag", (chance.choice(_SUBJECTS),), chance.choice(_TAGS), is_set)
        case 4 | 5:
            machine.remarks.put("note", (chance.choice(_SUBJECTS),), chance.choice(_NOTES), is_set)
        case 6:
            trail = Trail()
            for _ in range(chance.randint(1, 3)):
                trail = trail.visit(Place.to("story", chance.choice(_STORIES), Position(chance.randrange(5))))
            machine.state.save_session(Session(view=chance.choice(("people", "map")), trail=trail))
        case 7:
            machine.state.set_caught_up(_MOMENT.replace(hour=chance.randrange(24)))
            digest = digest_of(str(chance.randrange(3)))
            machine.state.set_seen(
                {story: Seen(digest, "[[],[],[],[]]", chance.choice((None, b"x\x9c\x03\0\0\0\0\1")))}
            )


def history(seed: int, folder: Path) -> None:
    """One history. Raises `AssertionError` where a mark is lost."""
    chance = Random(seed)
    machines = [Machine(folder, str(number)) for number in range(3)]
    written = 0
    for _ in range(chance.randint(3, 25)):
        machine = chance.choice(machines)
        if chance.random() < 0.3:
            other = chance.choice(machines)
            machine.take([other.text()])
            for key, changes in other.known.items():
                machine.known[key] = _standing(machine.known.get(key, set()) | changes)
            continue
        if chance.random() < 0.3:
            machine.late = chance.choice((-400.0, -1.0, 0.0, 1.0, 400.0))  # days
        before = machine.traces()
        _act(machine, chance)
        for key, trace in machine.traces().items():
            if before.get(key) != trace:
                written += 1
                _OVER[written] = {number for number, _value in machine.known.get(key, ())}
                machine.known[key] = {(written, trace.value)}
    possible: dict[Key, set[Done]] = {}
    for machine in machines:
        for key, changes in machine.known.items():
            possible[key] = possible.get(key, set()) | changes
    texts = [machine.text() for machine in machines]
    for machine in machines:
        chance.shuffle(texts)
        if chance.random() < 0.5:
            machine.take(texts)
        else:
            for text in [*texts, chance.choice(texts)]:
                machine.take([text])
        assert machine.take(texts) == 0, "it is not the same the second time"
        machine.state.verify()
        assert not machine.state.notice, machine.state.notice
    first, *others = [machine.text() for machine in machines]
    assert all(text == first for text in others), "they do not hold the same"
    assert "\n".join(lines(merged(trace for text in texts for trace in as_traces(text.encode())).values())) == first
    found = {key: trace.value for key, trace in machines[0].traces().items()}
    for key, changes in possible.items():
        standing = _standing(changes)
        assert found.get(key) in {value for _number, value in standing}, f"{key} is {found.get(key)!r}: {standing}"
    tagged = {(trace.of, trace.name) for trace in machines[0].remarks.every() if trace.what == "tag"}
    assert tagged == {(of, name) for (what, of, name), value in found.items() if what == "tag" and value}
    assert machines[0].state.starred_ids() == {of for (what, of, _), value in found.items() if what == "star" and value}
    session = machines[0].state.session()
    assert (session is not None) == any(what in ("session", "position") for what, _of, _name in found)
    for machine in machines:
        machine.state.close()


_OVER: dict[int, set[int]] = {}
"""The changes that a change was written over."""


def _standing(changes: set[Done]) -> set[Done]:
    """Of some changes of one mark those that none of the others was written over, nor over what was written over it."""
    gone: set[int] = set()
    left = [number for number, _value in changes]
    while left:
        over = _OVER.get(left.pop(), set()) - gone
        gone |= over
        left += over
    return {(number, value) for number, value in changes if number not in gone}


def main(times: int, seed: int) -> None:
    for number in range(seed, seed + times):
        with tempfile.TemporaryDirectory() as folder:
            _OVER.clear()
            try:
                history(number, Path(folder))
            except AssertionError as error:
                raise SystemExit(f"history {number}: {error}") from error
    print(f"{times} histories, no mark lost")


if __name__ == "__main__":
    main(*[*map(int, sys.argv[1:]), *(200, 0)[len(sys.argv) - 1 :]])
