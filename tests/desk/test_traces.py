"""What a reader did on several machines comes together, and nothing of it is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as some

from briefing.cli.group import group
from briefing.desk import state_tables, traces
from briefing.desk.kept import file_name
from briefing.desk.remarks import Remarks
from briefing.desk.state import Seen, State, StateError
from briefing.desk.trace_file import TraceFileError, as_traces, lines
from briefing.model.place import TOP, Address, AtAnchor, Place, Position, as_read, written
from briefing.model.session import Session
from briefing.model.traces import LATEST, Trace, merged
from briefing.model.trail import Trail
from tests.hard.merging import history

HEAD = '{"briefing-marks": 1}'
STAR = '{"what": "star", "of": "talks", "value": true, "at": "2025-05-15T09:30:00.000Z"}'

A_TRACE = some.builds(
    Trace,
    what=some.sampled_from(("read", "star")),
    of=some.sampled_from("ab"),
    name=some.just(""),
    value=some.sampled_from(("", "1")),
    at=some.integers(0, 3) | some.integers(0, LATEST),
)
A_HISTORY = some.lists(A_TRACE, max_size=8)


def text(marks: Iterable[Trace]) -> str:
    return "\n".join(lines(marks))


@given(A_HISTORY, A_HISTORY, A_HISTORY)
def test_it_matters_neither_who_is_merged_first_nor_how_often(a: list[Trace], b: list[Trace], c: list[Trace]) -> None:
    whole = text([*a, *b, *c])
    ab, bc = (as_traces(text(pair).encode()) for pair in ([*b, *a], [*c, *b]))
    assert text([*ab, *c]) == text([*a, *bc]) == text([*c, *ab, *bc, *a]) == whole
    assert {trace.key for trace in as_traces(whole.encode())} == {trace.key for trace in (*a, *b, *c)}
    assert text(as_traces(whole.encode())) == whole


def test_no_history_of_three_machines_loses_a_mark(tmp_path: Path) -> None:
    """Thousands: `python -m tests.hard.merging 10000`."""
    for seed in range(40):
        history(seed, tmp_path / str(seed))


def test_a_star_that_was_taken_off_later_stays_away() -> None:
    on, off = (Trace(what="star", of="a", name="", value=value, at=at) for value, at in (("1", 5), ("", 6)))
    assert merged([off, on]) == merged([on, off]) == {on.key: off}


# ── the file ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"what": "star", "of": "talks", "val', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "a mark is an object"),
        ("<<<<<<< HEAD", "git left a conflict here"),
        ('{"briefing-marks": 2}', "a newer version of briefing wrote this"),
        ('{"briefing-marks": true}', "number of a form"),
        ('{"what": "like", "of": "talks"}', "`what` is one of read, star, tag"),
        ('{"what": ["star"], "of": "talks"}', "`what` is one of"),
        (STAR.replace('"talks"', '"ta\\u001blks"'), "`of` says of what"),
        (STAR.replace('"talks"', '"\\ud800"'), "`of` says of what"),
        (STAR.replace('"talks"', '""'), "`of` says of what"),
        (STAR.replace("true", "1"), "`value` is nothing that a `star` has"),
        (STAR.replace("2025-05-15T", "2025-02-30T"), "`at` is a time like"),
        (STAR.replace("2025-05-15T", "\u0662025-05-15T"), "`at` is a time like"),
        (STAR.replace('"2025-05-15T09:30:00.000Z"', "9e999"), "`at` is a time like"),
        ('{"what": "note", "of": "story:a", "value": "a\\u001b]0;b", "at": ""}', "nothing that a `note` has"),
        ('{"what": "note", "of": "nobody:a", "value": "a", "at": ""}', "`of` says of what"),
        ('{"what": "tag", "of": "story:a", "value": null, "at": ""}', "`name` says which tag"),
        ('{"what": "position", "of": "story:a", "value": {"para": -1}, "at": ""}', "that a `position` has"),
        ('{"what": "position", "of": "elsewhere:a", "value": {}, "at": ""}', "`of` says of what"),
        ('{"what": "session", "value": {"view": 3}, "at": ""}', "that a `session` has"),
        ('{"what": "session", "value": {"of": {"kind": "x", "key": "y"}}, "at": ""}', "that a `session` has"),
        ('{"what": "visit", "value": "then", "at": ""}', "that a `visit` has"),
        ('{"what": "seen", "of": "a", "value": {"digest": "0123456789ab", "parts": "x", "text": null}}', "`seen` has"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(line: str, says: str) -> None:
    with pytest.raises(TraceFileError, match=r"^line 3: ") as raised:
        as_traces(f"{HEAD}\n{STAR}\n{line}\n{STAR}".encode())
    assert says in str(raised.value)


@pytest.mark.parametrize("data", [b"", b"\n", STAR.encode(), b"SQLite format 3\0", "é".encode("latin-1")])
def test_what_is_no_file_of_marks_is_told(data: bytes) -> None:
    with pytest.raises(TraceFileError, match="line 1: "):
        as_traces(data)


def test_words_that_unpack_to_more_than_any_brief_are_refused() -> None:
    import zlib
    from base64 import b64encode

    bomb = b64encode(zlib.compress(b"\0" * 20_000_000)).decode()
    value = {"digest": "0123456789ab", "parts": "[[],[],[],[]]", "text": bomb}
    line = json.dumps({"what": "seen", "of": "a", "value": value, "at": "2025-05-15T09:30:00.000Z"})
    with pytest.raises(TraceFileError, match=r"line 2: .* `seen`"):
        as_traces(f"{HEAD}\n{line}".encode())


def test_lines_of_both_sides_one_below_the_other_are_merged_and_windows_ends_are_none() -> None:
    """What `merge=union` of git makes."""
    off = STAR.replace("true", "false").replace("09:30", "09:31")
    data = f"\ufeff{HEAD}\r\n{off}\r\n\r\n{HEAD}\r\n{STAR}\r\n".encode()
    assert text(as_traces(data)) == text(as_traces(data.decode().encode("utf-16"))) == f"{HEAD}\n{off}"


# ── the state ──────────────────────────────────────────────────────────────────────────────────────────────────────


def filled(folder: Path, name: str = "state") -> State:
    state = State(folder / "desk", folder / name)
    state.set_all("read", ("a", "b"), True)
    state.set_starred("a", True)
    state.set_starred("b", True)
    state.set_starred("b", False)
    Remarks(state).put("tag", ("story:a", "actor:nato"), "Grain")
    Remarks(state).put("note", ("story:a#1.0123456789ab",), "Who said so?")
    state.set_baseline([("a", Seen("0123456789ab", "[[],[],[],[]]"))], datetime(2025, 5, 1))
    state.set_seen({"b": Seen("0123456789ac", "[[],[],[],[]]", b"x")})
    state.begin_visit(datetime(2025, 5, 2))
    state.save_session(Session(view="people", trail=Trail().visit(Place.to("story", "a", Position(3)))))
    return state


def told(state: State) -> str:
    nothing: list[Trace] = []
    return text(state.ask(lambda db: [*traces.all_traces(db)], nothing))


def test_all_of_it_comes_to_another_machine(tmp_path: Path) -> None:
    state, other = filled(tmp_path), State(tmp_path / "desk", tmp_path / "other")
    found = as_traces(told(state).encode())
    assert len(other.change(lambda db: traces.take_in(db, found))) == len(found)
    assert told(other) == told(state)
    assert (other.read_ids(), other.starred_ids()) == ({"a", "b"}, {"a"})
    assert other.session() == state.session()
    assert other.caught_up() == datetime(2025, 5, 1)
    assert other.last_visit() == datetime(2025, 5, 2)
    assert other.seen("b") == state.seen("b")
    assert [trace.value for trace in Remarks(other).every()] == ["Grain", "Grain", "Who said so?"]


def test_a_later_file_takes_no_time_from_what_a_hand_did_here(tmp_path: Path) -> None:
    """A machine whose clock is a thousand years ahead set a star; here it is taken off."""
    state = State(tmp_path / "desk", tmp_path / "state")
    ahead = Trace(what="star", of="a", name="", value="1", at=LATEST - 9)
    state.change(lambda db: traces.take_in(db, [ahead]))
    state.set_starred("a", False)
    state.change(lambda db: traces.take_in(db, [ahead]))
    assert state.starred_ids() == frozenset()


def test_an_older_program_goes_on_with_the_file_and_the_times_of_its_marks_are_kept(tmp_path: Path) -> None:
    state = filled(tmp_path)
    Remarks(state).put("tag", ("story:b#2.0123456789ab", "story:bb"), "Grain")
    state.close()
    with sqlite3.connect(state.path) as db:  # as it wrote before
        assert db.execute("PRAGMA user_version").fetchone()[0] == state_tables.VERSION == 2
        db.execute("INSERT OR IGNORE INTO marks (id, mark) VALUES ('c', 'star')")
        db.execute("DELETE FROM marks WHERE id = 'a' AND mark = 'star'")
        db.execute("UPDATE OR REPLACE marks SET id = 'd' WHERE id = 'b'")
        db.execute("UPDATE OR REPLACE seen SET id = 'd' WHERE id = 'b'")
        db.execute("INSERT OR REPLACE INTO seen (id, digest) VALUES ('a', '0123456789ad')")
        db.execute("INSERT OR REPLACE INTO facts (key, value) VALUES ('visit', '2025-06-01T00:00:00')")
    db.close()
    again = State(tmp_path / "desk", tmp_path / "state")
    again.verify()
    assert not again.notice
    rows = {(trace.what, trace.of): trace for trace in as_traces(told(again).encode())}
    assert [rows[key].value for key in (("star", "a"), ("star", "c"), ("read", "b"), ("read", "d"))] == [
        "",
        "1",
        "",
        "1",
    ]
    assert {one.of for one in Remarks(again).every()} > {"story:d#2.0123456789ab", "story:bb", "story:a"}
    assert all(rows[key].at for key in (("star", "a"), ("star", "c"), ("seen", "a"), ("visit", "")))


def test_marks_of_before_there_were_times_give_way_to_all_that_has_one(tmp_path: Path) -> None:
    state = State(tmp_path / "desk", tmp_path / "state")
    state.set_starred("a", True)
    state.close()
    with sqlite3.connect(state.path) as db:
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%kept%' AND type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TABLE kept")
        db.execute("DROP TABLE kept_twins")
    db.close()
    again = State(tmp_path / "desk", tmp_path / "state")
    assert [trace.at for trace in as_traces(told(again).encode())] == [0]
    off = Trace(what="star", of="a", name="", value="", at=1)
    again.change(lambda db: traces.take_in(db, [off]))
    assert again.starred_ids() == frozenset()


def test_a_note_that_nobody_changed_is_told_and_its_twin_has_it(tmp_path: Path) -> None:
    state = filled(tmp_path)
    before = told(state)
    state.close()
    data = state.path.read_bytes()
    assert data.count(b"Who said so?") == 2
    state.path.write_bytes(data.replace(b"Who said so?", b"Who paid so?", 1))
    again = State(tmp_path / "desk", tmp_path / "state")
    again.verify()
    assert "was damaged" in again.notice
    assert told(again) == before


def test_a_story_that_is_called_otherwise_takes_its_tags_notes_and_positions_along(tmp_path: Path) -> None:
    state = filled(tmp_path)
    times = {trace.what: trace.at for trace in as_traces(told(state).encode()) if trace.of.startswith("story:a")}
    state.move({"a": "story"})
    found = [trace for trace in as_traces(told(state).encode()) if trace.value]
    assert {trace.of for trace in found if trace.what in ("read", "star", "seen")} == {"b", "story"}
    pages = {trace.what: trace for trace in found if trace.of.startswith("story:")}
    assert {what: one.of for what, one in pages.items()} == {
        "tag": "story:story", "note": "story:story#1.0123456789ab", "position": "story:story",
    }  # fmt: skip
    assert {what: one.at for what, one in pages.items()} == times
    state.verify()
    assert not state.notice


def test_a_file_that_was_deleted_meanwhile_comes_back_with_its_times(tmp_path: Path) -> None:
    state = filled(tmp_path)
    before = told(state)
    state.path.unlink()
    Remarks(state).put("tag", ("story:b",), "Grain")
    after = told(State(tmp_path / "desk", tmp_path / "state")).splitlines()
    assert set(before.splitlines()) <= set(after)
    assert len(after) == len(before.splitlines()) + 1


def test_a_full_disk_keeps_a_note_for_later_and_takes_in_all_or_nothing(tmp_path: Path) -> None:
    state = filled(tmp_path)
    before, own = told(state), Remarks(state)
    many = [Trace(what="read", of=f"{number:0100}", name="", value="1", at=9) for number in range(3_000)]
    assert state._db
    state._db.execute("PRAGMA max_page_count=1")
    with pytest.raises(StateError, match="disk is full"):
        state.change(lambda db: traces.take_in(db, many))
    assert told(state) == before
    with pytest.raises(StateError, match="disk is full"):
        own.put("note", ("story:b",), "n" * 9_000)
    assert [trace.of for trace in own.every()][-1] == "story:b"
    state._db.execute("PRAGMA max_page_count=100000")
    state.set_read("c", True)
    assert [trace.of for trace in Remarks(State(tmp_path / "desk", tmp_path / "state")).every()][-1] == "story:b"


def test_what_a_hand_writes_is_data(tmp_path: Path) -> None:
    own = Remarks(State(tmp_path / "desk", tmp_path / "state"))
    assert own.put("note", ("story:a",), " a\x1b]0;b\x07\u202e[@click=app.quit]\n") == "a]0;b[@click=app.quit]"
    assert own.put("tag", ("story:a",), "##Grain\n trade\x9b") == "Grain trade"
    assert own.put("tag", ("story:a",), "\u200b# ") == ""
    assert len(own.every()) == 2


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(*words: str, input: bytes | None = None) -> Result:
        return CliRunner().invoke(group, ["state", *words], input=input)

    return run


def test_marks_are_carried_by_files(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "STATE" / "briefing"
    filled(tmp_path).close()
    made = tmp_path / "state" / file_name(tmp_path / "desk", ".sqlite")
    folder.mkdir(parents=True)
    made.rename(folder / made.name)
    whole = run("export", "--desk", "desk").output
    assert run("export", "--desk", "desk", "--output", "a.marks").output == "a.marks: 13 marks\n"
    assert (tmp_path / "a.marks").read_text() == whole
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    (tmp_path / "b.marks").write_text(f"{HEAD}\n{STAR}\nno mark\n")
    failed = run("import", "a.marks", "b.marks", "--desk", "desk")
    assert failed.exit_code == 2
    assert "nothing was taken in: b.marks, line 3: this is no JSON" in failed.output
    assert run("export", "--desk", "desk").output == f"{HEAD}\n"
    (tmp_path / "b.marks").write_text(f"{HEAD}\n{STAR}\n")
    assert run("merge", "a.marks", "b.marks", "--output", "b.marks").exit_code == 0
    assert len((tmp_path / "b.marks").read_text().splitlines()) == len(whole.splitlines()) + 1
    assert run("import", "b.marks", "--desk", "desk").output == "14 marks taken in, of 14\n"
    assert run("import", "-", "--desk", "desk", input=whole.encode()).output == "0 marks taken in, of 13\n"
    assert run("import", "gone.marks", "--desk", "desk").exit_code == 2


def test_a_trigger_in_which_a_letter_changed_is_damage(tmp_path: Path) -> None:
    state = filled(tmp_path)
    before = told(state)
    state.close()
    data = state.path.read_bytes()
    assert data.count(b"CREATE TRIGGER mark_in") == 1
    at = data.index(b"new.id", data.index(b"CREATE TRIGGER mark_in"))
    state.path.write_bytes(data[:at] + b"naw" + data[at + 3 :])
    again = State(tmp_path / "desk", tmp_path / "state")
    again.set_read("c", True)
    assert "was damaged" in again.notice
    assert set(before.splitlines()) < set(told(again).splitlines())


@given(
    some.builds(
        Position,
        para=some.integers(0, 10_000),
        offset=some.integers(-50, 50_000),
        stop=some.integers(-1, 10_000),
        anchor=some.sampled_from(["", "q-1", "ciragan-round"]),
        whole=some.booleans(),
    )
)
def test_wherever_a_page_was_left_a_file_can_say_so(at: Position) -> None:
    """Also above its first line, as where an empty one is at the top of the screen."""
    place = Place(Address("actor", "nato"), at)
    value = traces.as_text({name: each for name, each in written(place).items() if name not in ("kind", "key")})
    trace = Trace(what="position", of="actor:nato", name="", value=value, at=5)
    (read,) = as_traces(text([trace]).encode())
    assert read == trace
    expected = (
        Place(Address("actor", "nato"), AtAnchor(at.anchor)) if at == Position(anchor=at.anchor) != TOP else place
    )
    assert as_read({"kind": "actor", "key": "nato", **json.loads(read.value)}) == expected
