"""What a reader marked is kept in the database where the desk says so, and comes together from all their machines."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.config.paths import Folders
from briefing.config.settings import Choice, Settings
from briefing.desk import carrying
from briefing.desk.remarks import Remarks
from briefing.desk.state import Seen, State, StateError
from briefing.desk.trace_file import lines
from briefing.desk.traces import all_traces
from briefing.model.clock import Clock
from briefing.model.place import Place
from briefing.model.session import Session
from briefing.model.trail import Trail
from briefing.postgres import marks
from briefing.postgres.address import DeskAddress, address_of
from briefing.postgres.connection import connect
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.editions import control
from briefing.ui.opening import Wish, open_desk
from tests.desk.conftest import TODAY
from tests.postgres.test_publishing import sent


class Machine:
    """One of a reader's machines: the desk that is read there, and what was marked."""

    def __init__(self, address: DeskAddress, folder: Path) -> None:
        self.desk = PublishedDesk(address, Clock.at(TODAY), marks=folder)
        self.state = State(address.root, folder)

    def carry(self) -> int:
        assert self.desk._carrier
        return self.desk._carrier.go()

    def marks(self) -> list[str]:
        nothing: list[str] = []
        return self.state.ask(lambda db: [*lines(all_traces(db))], nothing)

    def close(self) -> None:
        self.state.close()
        self.desk.close()


Switch = Callable[..., Machine]


@pytest.fixture
def machine(tmp_path: Path, desk: Path, address: DeskAddress) -> Iterator[Switch]:
    """Switch a machine on by its name."""
    sent(desk, tmp_path, address, keeps_marks=True)
    with contextlib.ExitStack() as stack:
        yield lambda name, at=address: stack.enter_context(contextlib.closing(Machine(at, tmp_path / name)))


def put(address: DeskAddress, sql: str) -> list[Any]:
    with contextlib.closing(connect(address)) as connection:
        found = connection.execute(sql.format(control=control(address)))
        return list(found.fetchall()) if found.description else []


def test_what_is_done_on_one_machine_is_so_on_the_other(machine: Switch) -> None:
    here, there = machine("here"), machine("there")
    here.state.set_read("alaska-summit", True)
    here.state.set_starred("istanbul-talks", True)
    Remarks(here.state).put("note", ["story:istanbul-talks"], "Who said that first?", True)
    here.state.set_baseline([("istanbul-talks", Seen("ba9876543210", "[[],[],[],[]]"))], datetime(2025, 5, 15))
    here.state.begin_visit(datetime(2025, 5, 15))
    here.state.set_seen({"istanbul-talks": Seen("0123456789ab", "[[],[],[],[]]", None)})
    here.state.save_session(Session(view="people", trail=Trail().visit(Place.to("actor", "nato"))))
    assert here.carry() == 0
    assert there.carry() > 5
    assert there.state.caught_up() is None  # what is new there is compared with what there is then
    assert there.marks() == [line for line in here.marks() if "caught_up" not in line]
    assert there.state.read_ids() == {"alaska-summit"}
    session = there.state.session()
    assert session is not None
    assert (session.view, session.trail.here) == ("people", Place.to("actor", "nato"))
    there.state.set_starred("istanbul-talks", False)
    there.carry()
    assert here.carry() == 1
    assert here.state.starred_ids() == frozenset()
    assert here.carry() == there.carry() == 0


def test_a_desk_that_says_nothing_of_it_keeps_none(tmp_path: Path, desk: Path, address: DeskAddress) -> None:
    sent(desk, tmp_path, address)
    with contextlib.closing(Machine(address, tmp_path / "here")) as here:
        here.state.set_read("alaska-summit", True)
        assert here.carry() == 0
        assert (
            here.state.ask(lambda db: db.execute("SELECT 1 FROM sqlite_master WHERE name = 'uncarried'").fetchone(), 1)
            is None
        )
        assert put(address, "SELECT to_regclass('{control}.marks')") == [(None,)]


def test_more_than_goes_at_once_goes_and_the_later_stays(machine: Switch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_AT_ONCE", 7)
    here, there = machine("here"), machine("there")
    every = [f"story-{number}" for number in range(100)]
    here.state.set_all("read", every, True)
    here.carry()
    there.state.set_all("read", every[50:], True)
    there.state.set_all("read", every[50:60], False)  # later, and before it is known what the other has
    there.carry()
    here.carry()
    assert here.state.read_ids() == there.state.read_ids() == {*every} - {*every[50:60]}
    assert here.marks() == there.marks()


def test_a_room_that_was_lost_is_filled_again(
    machine: Switch, tmp_path: Path, desk: Path, address: DeskAddress
) -> None:
    here, there = machine("here"), machine("there")
    here.state.set_read("alaska-summit", True)
    here.carry()
    before = put(address, "SELECT reader, key, number, line FROM {control}.marks")
    here.state.set_read("istanbul-talks", True)
    here.carry()
    put(address, "DELETE FROM {control}.marks WHERE number > 1")  # a backup was put in place
    assert len(before) == 1
    here.carry()
    there.carry()
    assert there.state.read_ids() == {"alaska-summit", "istanbul-talks"}
    put(address, "DELETE FROM {control}.marks; UPDATE {control}.room SET id = gen_random_uuid()")
    here.carry()
    assert len(put(address, "SELECT 1 FROM {control}.marks")) == 2
    put(address, "DROP TABLE {control}.marks, {control}.room")
    there.state.set_read("third", True)
    here.carry()
    sent(desk, tmp_path, address, keeps_marks=True)
    here, there = machine("here"), machine("there")
    there.carry()
    here.carry()
    assert here.state.read_ids() == {"alaska-summit", "istanbul-talks", "third"}


def test_what_a_hand_or_a_later_program_wrote_there_is_passed_over(machine: Switch, address: DeskAddress) -> None:
    here, there = machine("here"), machine("there")
    here.state.set_read("alaska-summit", True)
    here.carry()
    for number, line in enumerate(
        (
            '{{"what": "read"}}',
            "x",
            "[]",
            '{{"what": "smell", "of": "x", "value": 1}}',
            '{{"what": "star", "of": "\\u001b[2J", "value": true, "at": "2025-05-15T09:30:00.000Z"}}',
        ),
        10,
    ):
        put(address, f"INSERT INTO {{control}}.marks (key, number, line) VALUES ('x{number}', {number}, $x${line}$x$)")
    assert there.carry() == 1
    assert there.state.read_ids() == {"alaska-summit"}
    assert there.state.starred_ids() == frozenset()


def test_nobody_has_the_marks_of_another(machine: Switch, tmp_path: Path, desk: Path, address: DeskAddress) -> None:
    role = f"reader_{address.schema}"
    put(address, f"CREATE ROLE {role} LOGIN; CREATE ROLE {role}_too LOGIN")
    sent(desk, tmp_path, address, readers=[role, f"{role}_too"])
    ours, theirs = (address_of(address.whole.replace("postgres@", f"{name}@")) for name in (role, f"{role}_too"))
    one, other = machine("one", ours), machine("other", theirs)
    one.state.set_read("alaska-summit", True)
    one.carry()
    assert other.carry() == 0
    assert put(theirs, "SELECT * FROM {control}.marks") == []
    assert put(ours, "SELECT reader FROM {control}.marks") == [(role,)]
    import psycopg

    for sql in (
        f"INSERT INTO {{control}}.marks (reader, key, number, line) VALUES ('{role}', 'x', 9, 'x')",
        "DELETE FROM {control}.marks", "UPDATE {control}.room SET id = gen_random_uuid()",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            put(theirs, sql)
    put(theirs, f"UPDATE {{control}}.marks SET line = 'x' WHERE reader = '{role}'")
    assert put(ours, "SELECT line FROM {control}.marks WHERE line = 'x'") == []


def test_who_leaves_carries_what_is_left(machine: Switch) -> None:
    here, there = machine("here"), machine("there")
    here.carry()
    here.desk.give_up()
    here.state.set_read("alaska-summit", True)
    here.close()
    there.desk.carry()
    assert there.state.read_ids() == {"alaska-summit"}


def test_a_server_that_does_not_answer_keeps_nobody(tmp_path: Path) -> None:
    gone = address_of("postgresql://127.0.0.1:1/news")
    with contextlib.closing(Machine(gone, tmp_path)) as here:
        here.state.set_read("alaska-summit", True)
        assert here.carry() == 0
        assert here.state.read_ids() == {"alaska-summit"}


@pytest.fixture
def run(tmp_path: Path, address: DeskAddress) -> Callable[..., str]:
    """Run a command on a machine."""

    def run(home: str, *words: str) -> str:
        environ = {f"XDG_{name}_HOME": str(tmp_path / home / name) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
        done = CliRunner(env=environ).invoke(group, [*words, "--desk", address.whole], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_commands_that_mark_carry_it(machine: Switch, run: Callable[..., str]) -> None:
    run("one", "tag", "hot", "istanbul-talks")
    assert run("other", "tag").startswith("istanbul-talks\t")
    run("other", "tag", "hot", "istanbul-talks", "--off")
    assert '"value": null' in run("one", "state", "export")


def test_who_says_no_keeps_them_at_home(
    machine: Switch, run: Callable[..., str], address: DeskAddress, tmp_path: Path
) -> None:
    config = tmp_path / "one" / "CONFIG" / "briefing" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("marks_in_database = false\n")
    run("one", "tag", "hot", "istanbul-talks")
    assert put(address, "SELECT 1 FROM {control}.marks") == []
    choice, folders = Choice(Path(), "named", address.whole), Folders(tmp_path, tmp_path, tmp_path)
    for keeps, carries in ((False, False), (True, True)):
        settings = Settings(marks_in_database=keeps)
        app = open_desk(choice, folders, {}, Clock.at(TODAY), settings, Wish(), watch=False, greet=False)
        assert bool(app.library.desk.carry()) is carries  # it says so the first time
        app.library.close()


def test_whatever_is_cut_off_all_machines_come_to_the_same(machine: Switch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_AT_ONCE", 3)
    chance = random.Random(20)
    machines = [machine(name) for name in ("one", "two", "three")]
    real = {name: getattr(carrying, name) for name in ("take", "left", "let_go")}

    def perhaps(name: str) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            if chance.random() < 0.2:
                raise StateError("killed here")
            return real[name](*given)

        return call

    for name in real:
        monkeypatch.setattr(carrying, name, perhaps(name))
    keys: set[str] = set()
    for _step in range(120):
        one = chance.choice(machines)
        story = f"story-{chance.randrange(30)}"
        match chance.randrange(4):
            case 0:
                one.state.set_read(story, True)
                keys.add(story)
            case 1:
                one.state.set_starred(story, chance.random() < 0.7)
            case 2:
                Remarks(one.state).put("tag", [f"story:{story}"], "hot", chance.random() < 0.7)
            case _:
                one.carry()
    for name, call in real.items():
        monkeypatch.setattr(carrying, name, call)
    for _round in range(2):
        for one in machines:
            one.carry()
    assert machines[0].state.read_ids() == keys
    assert machines[0].marks() == machines[1].marks() == machines[2].marks()
