"""The commands that print: what they print, for people, for pipes and for programs, and that nothing else happens."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.cli.printing import SHAPES
from briefing.cli.table import COMMANDS
from briefing.cli.terminal import counted
from briefing.desk.desk import Desk
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.when import parse_when
from briefing.report import shapes
from tests.test_house import ROOT
from tests.ui.conftest import ACTORS, FIRST_DAY, GRAIN, PLACES, TALKS

Ask = Callable[..., Result]
UPDATED = 'updates:\n  - {at: 2025-05-17, note: "They wait\\e[31m."}\nbody: |\n'
PRINTING = {
    "list": [], "show": ["talks"], "search": ["istanbul"],
    "quotes": ["istanbul"], "questions": [], "timeline": [], "who": ["turkey"],
    "where": ["istanbul"], "path": ["volodymyr-zelensky", "recep-tayyip-erdogan"], "digest": ["--since", "2025-05-01"],
}  # fmt: skip
"""Every command that prints an answer, with arguments that it has one for."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The desk of the screen's tests, with an update; and folders of its own for whoever asks."""
    desk = tmp_path / "desk"
    desk.mkdir()
    files = {"actors": ACTORS, "places": PLACES, "talks": TALKS.replace("body: |\n", UPDATED).replace("FILLER", ""),
             "first-day": FIRST_DAY, "grain": GRAIN}  # fmt: skip
    for name, text in files.items():
        (desk / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return desk


@pytest.fixture
def ask(folder: Path) -> Ask:
    return lambda *words: CliRunner().invoke(group, [*words, "--desk", str(folder), "--at", "2025-05-18"])


def test_stories_for_a_pipe(ask: Ask) -> None:
    assert ask("list").output == (
        "first-day\t2025-05-16\tThe first day\tIstanbul\t\n"
        "talks\t2025-05-15\tTalks in Istanbul\tIstanbul\t1\n"
        "grain\t2022-07-22\tGrain leaves\t\t\n"
    )
    assert ask("list", "--limit", "1").output.startswith("first-day")
    assert ask("list", "actors").output.splitlines()[2] == "turkey\tstate\tTurkey\tTR\t\t2"
    assert ask("list", "venues").output.splitlines() == [
        "istanbul\tTR\tIstanbul\tcity\t2",
        "ankara\tTR\tAnkara\tcity\t1",
    ]


def test_lists_are_printed_in_another_order(ask: Ask) -> None:
    def ids(*words: str) -> list[str]:
        return [line.split("\t")[0] for line in ask(*words).output.splitlines()]

    assert ids("list", "--sort", "name") == ["grain", "talks", "first-day"]
    assert ids("list", "--sort", "unread", "--limit", "2") == ["first-day", "talks"]
    assert ids("list", "actors", "--sort", "name") == [
        "recep-tayyip-erdogan", "russia", "turkey", "volodymyr-zelensky",
    ]  # fmt: skip
    assert ids("list", "venues", "--sort", "events") == ["ankara", "istanbul"]
    assert ids("list", "venues", "--sort", "mentions") == ["istanbul", "ankara"]
    assert ids("questions", "--status", "all", "--sort", "name") == ["talks:who-leads", "talks:ceasefire"]
    refused = ask("list", "venues", "--sort", "unread")
    assert refused.exit_code == 2
    assert "venues can't be sorted by unread, but by events, date, name" in refused.output


def test_a_story(ask: Ask) -> None:
    assert ask("show", "talks").output.splitlines()[:12] == [
        "Talks in Istanbul", "15 May 2025 · developing · 1 min · talks", "", "Envoys may meet.", "",
        "Turkey offers the table in Istanbul.", "", "Zelensky saw Erdoğan in Ankara.", "",
        "A last paragraph that names Zelensky again.", "", "PEOPLE",
    ]  # fmt: skip
    assert "• Recep Tayyip Erdoğan · host · recep-tayyip-erdogan" in ask("show", "talks").output
    assert "  The minister.\n  -> The first day · 16 May 2025 · first-day" in ask("show", "talks").output
    assert ask("show", "turkey").output == ask("who", "turkey").output
    assert ask("show", "talks:ceasefire").output.startswith("Will there be a ceasefire?\nopen · asked 15 May 2025 · ")


def test_people_and_places(ask: Ask) -> None:
    who = ask("who", "zelensky").output
    assert (
        "• Recep Tayyip Erdoğan · recep-tayyip-erdogan\n  15 May 2025 · Meeting in the palace · Ankara · talks" in who
    )
    assert "  “Zelensky saw Erdoğan in Ankara.”" in who
    assert "city · Turkey · 41.01° N, 28.98° E · istanbul" in ask("where", "Istanbul").output
    assert "They met: 1 meeting" in ask("path", "zelensky", "erdogan").output


def test_questions_and_events(ask: Ask) -> None:
    assert ask("questions").output == "talks:ceasefire\topen\t2025-05-15\t2025-05-17\tWill there be a ceasefire?\n"
    assert ask("questions", "--status", "overdue").output == ask("questions").output
    assert ask("questions", "--status", "answered").output.startswith("talks:who-leads\tanswered")
    assert len(ask("questions", "--status", "all").output.splitlines()) == 2
    event = "talks\t2025-05-15\tMeeting in the palace\tAnkara\tVolodymyr Zelensky, Recep Tayyip Erdoğan\theld\n"
    assert ask("timeline").output == ask("timeline", "--of", "ankara").output == event
    assert ask("timeline", "--of", "zelensky", "--since", "2025-05").output == event
    assert ask("timeline", "--until", "2025-05-14").output == ""


def test_a_search(ask: Ask) -> None:
    assert (
        ask("search", "table").output == "talks\t2025-05-15\tTalks in Istanbul\tTurkey offers the table in Istanbul.\n"
    )
    assert "- **Talks in Istanbul**\\\n" in ask("search", "table", "--format", "md").output
    found = ask("search", "istanbul", "--limit", "1")
    assert "1 of 2 stories; more with --limit" in found.stderr
    assert len(found.stdout.splitlines()) == 1
    for word in ("-istanbul", "-host", "-first"):  # none of them is an option
        assert ask("search", "signed", word).stdout.startswith("grain\t")
    nothing = ask("search", "xyzzy")
    assert (nothing.exit_code, nothing.output) == (1, "")


def test_a_question_by_its_own_id(ask: Ask, folder: Path) -> None:
    assert ask("show", "ceasefire").output == ask("show", "talks:ceasefire").output
    again = "title: Again\nquestions: [{id: ceasefire, ask: Again?}]\nbody: Text.\n"
    (folder / "again.yaml").write_text(again, encoding="utf-8")
    several = ask("show", "ceasefire")
    assert several.exit_code == 2
    assert "2 questions of this desk have the id `ceasefire`" in several.output
    assert "talks:ceasefire" in several.output
    assert "again:ceasefire" in several.output


def test_sentences(ask: Ask) -> None:
    found = ask("quotes", "venue:istanbul", "table")
    assert found.output == "talks\t2025-05-15\tTurkey\tTurkey offers the table in Istanbul.\n"
    assert "1 sentences, and" in ask("quotes", "venue:istanbul", "--limit", "1").stderr
    assert ask("quotes", "actor:erdogan", "xyzzy").exit_code == 1


def test_what_is_new_since_a_day(ask: Ask) -> None:
    assert ask("digest", "--since", "2025-05-16").output.splitlines() == [
        "Since 16 May 2025", "1 new · 1 changed · 1 question answered", "", "NEW STORIES",
        "• The first day · 16 May 2025 · Istanbul · first-day", "", "CHANGED",
        "• Talks in Istanbul · 15 May 2025 · Istanbul · 1 open question · talks", "  17 May 2025  They wait[31m.", "",
        "ANSWERED", "• Who leads the team?", "  answered · asked 15 May 2025 · talks:who-leads",
        "  The minister.", "  -> The first day · 16 May 2025 · first-day", "",
        "OVERDUE SINCE", "? Will there be a ceasefire?",
        "  asked 15 May 2025 · overdue by 1 day · Talks in Istanbul · talks:ceasefire",
    ]  # fmt: skip
    assert "Nothing on this desk is new" in ask("digest", "--since", "today").output


def test_what_is_new_since_the_last_visit(ask: Ask, folder: Path, tmp_path: Path) -> None:
    never = ask("digest")
    assert never.exit_code == 2
    assert "name a day with --since" in never.output
    desk, state = Desk(folder, tmp_path / "CACHE" / "briefing", Clock()), State(folder, tmp_path / "STATE" / "briefing")
    desk.refresh()
    Since(desk, state, Clock.at(parse_when("2025-05-17").first)).begin()
    (folder / "last.yaml").write_text("title: The last day\ndate: 2025-05-18\nbody: They part.\n", encoding="utf-8")
    told = [ask("digest", "--since", "last").output for _again in range(2)]
    assert told[0] == told[1]  # asking is no visit
    assert told[0].splitlines()[:5] == [
        "Since 17 May 2025",
        "1 new",
        "",
        "NEW STORIES",
        "• The last day · 18 May 2025 · last",
    ]
    state.close()
    desk.close()


def test_what_was_saved_just_now_is_in_the_answer(ask: Ask, folder: Path) -> None:
    assert len(ask("list").output.splitlines()) == 3
    (folder / "new.yaml").write_text("title: New\nbody: Text.\n", encoding="utf-8")
    assert "new\t\tNew\t\t\n" in ask("list").output
    (folder / "new.yaml").unlink()
    assert ask("show", "new").exit_code == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "tlaks"], "no story, actor, place or question `tlaks` on this desk; did you mean `talks`?"),
        (["who", "zelenski"], "no actor is called `zelenski` on this desk; did you mean Volodymyr Zelensky?"),
        (["where", "rome"], "no place is called `rome`"),
        (["timeline", "--of", "rome"], "called `rome`"),
        (["timeline", "--since", "someday"], "--since: `someday` is not a date"),
        (["search", "actor:erdgan"], "there is no actor `erdgan`"),
        (["search", "stattus:settled"], "did you mean `status:`?; try: status:settled"),
        (["search", "since:last"], "this is the first visit"),
        (["digest", "--since", "someday"], "--since: `someday` is not a date"),
    ],
)
def test_what_cannot_be_told_is_said(ask: Ask, words: list[str], says: str) -> None:
    result = ask(*words)
    assert says in result.output
    assert result.exit_code == 2


def test_every_command_that_prints_an_answer_is_tested_here() -> None:
    options = {name: {one.name for one in import_module(f"briefing.cli.{name}").command.params} for name in COMMANDS}
    answering = {name for name, its in options.items() if {"desk", "at", "shape"} <= its}
    assert answering - {"diff", "note", "tag"} == set(PRINTING)  # those are tried with what they need


@pytest.mark.parametrize("command", PRINTING)
def test_every_answer_has_three_forms_and_no_controls(command: str, ask: Ask) -> None:
    answers = [ask(command, *PRINTING[command], "--format", shape).output for shape in SHAPES]
    assert len(set(answers)) == len(SHAPES)
    for shape in SHAPES:
        result = ask(command, *PRINTING[command], "--format", shape)
        assert result.exit_code == 0, result.output
        assert result.output
        assert "\x1b" not in result.output
        if shape == "json":
            answer = json.loads(result.output)
            assert answer["data"]
            jsonschema.validate(answer, shapes.schema())


@pytest.mark.parametrize("command", PRINTING)
def test_a_pipe_gets_the_same_bytes_everywhere_and_no_screen_is_loaded(
    command: str, folder: Path, tmp_path: Path
) -> None:
    words = [command, *PRINTING[command], "--desk", str(folder), "--at", "2025-05-18"]
    code = (
        f"import sys\nfrom briefing.cli import main\ntry: main({words})\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    found = set()
    for more in (
        {},
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "COLUMNS": "33", "NO_COLOR": "1"},
    ):
        where = tmp_path / f"from{len(more)}"
        where.mkdir()
        printed = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, cwd=where,
            env={**os.environ, **more, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert printed.returncode == 0, printed.stderr
        assert not {b"textual", b"rich", b"markdown_it"} & set(printed.stderr.split())
        found.add(printed.stdout)
    assert len(found) == 1


def in_terminal(words: list[str], columns: int, rows: int, **more: str) -> str:
    """What a command writes to a terminal of that size."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}
    environ.pop("NO_COLOR", None)
    done = subprocess.Popen([sys.executable, "-m", "briefing", *words], stdin=theirs, stdout=theirs, env=environ)
    os.close(theirs)
    written = b""
    try:
        while chunk := os.read(ours, 65_536):
            written += chunk
    except OSError:  # the other end is closed
        pass
    assert done.wait() == 0
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_its_own_width_and_the_pager_what_is_long(folder: Path, tmp_path: Path) -> None:
    words = ["list", "--desk", str(folder)]
    names = in_terminal(words, 80, 24).splitlines()[0]
    assert names.replace("\x1b[2m", "").replace("\x1b[m", "").split() == ["ID", "DATE", "TITLE", "PLACE", "OPEN"]
    assert names.startswith("\x1b[2mID")
    assert in_terminal(words, 40, 24).splitlines()[:2] == [
        "The first day",
        "\x1b[2m  first-day · 2025-05-16 · Istanbul\x1b[m",
    ]
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\ncat\n")
    pager.chmod(0o755)
    story = ["show", "talks", "--desk", str(folder)]
    assert in_terminal(story, 80, 10, PAGER=str(pager)).startswith("paged\n")
    assert not in_terminal(story, 80, 200, PAGER=str(pager)).startswith("paged\n")
    assert not in_terminal(story, 80, 10, PAGER="cat").startswith("paged\n")


def test_a_reader_that_has_had_enough_is_no_error(folder: Path) -> None:
    for number in range(300):
        (folder / f"s{number}.yaml").write_text(f"title: {'Long ' * 90}\nbody: Text.\n", encoding="utf-8")
    line = f"{sys.executable} -m briefing list --desk {folder} | head -1"
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == "first-day\t2025-05-16\tThe first day\tIstanbul\t\n"
    assert done.stderr == ""


_PRINTING = (
    "list --desk {desk}", "show first-day --desk {desk}", "check {desk}", "check --output-format json {desk}",
    "fmt --check {desk}", "explain", "schema", "keys", "themes", "doctor", "completion bash", "--help", "keys --help",
    "--version",
)  # fmt: skip
"""Commands that write to standard output by different ways."""


def _in_shell(line: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(["sh", "-c", line], capture_output=True, text=True, env=environ)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("words", _PRINTING)
def test_a_full_disk_is_said(folder: Path, words: str) -> None:
    done = _in_shell(f"{sys.executable} -m briefing {words.format(desk=folder)} > /dev/full")
    assert (done.returncode, done.stderr) == (2, "Error: the answer could not be written: No space left on device\n")


@pytest.mark.parametrize("words", _PRINTING)
def test_a_pipe_that_nobody_reads_ends_a_command_as_it_ends_others(folder: Path, words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "briefing", *words.format(desk=folder).split()]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environ, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("words", ["list --desk {desk}", "check {desk}", "keys", ""])
def test_a_closed_output_is_said(folder: Path, words: str) -> None:
    done = _in_shell(f"{sys.executable} -m briefing {words.format(desk=folder)} >&-")
    assert (done.returncode, done.stderr) == (2, "Error: the answer could not be written: Bad file descriptor\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_first_reading_shows_how_far_it_is_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with counted() as progress:
        progress(3, 10)
        assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
        progress(1_200, 9_000)
    assert sys.stderr.getvalue() == "\rReading the desk: 1,200 of 9,000 \r\x1b[K"  # type: ignore[attr-defined]
