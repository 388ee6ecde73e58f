"""The problem list: all that is wrong on the desk, where it stands, and what leads there and away."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from briefing.desk.checking import Checker
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.report.problems.frame import lines_of
from briefing.ui.app import BriefingApp
from briefing.ui.messages import DeskChanged
from briefing.ui.pages.problems import behind, listing, nearest_left
from briefing.ui.scene import settle
from briefing.ui.screens.problems import ProblemsScreen
from tests.pictures import ROOT
from tests.ui.conftest import Drive, press, text_of
from tests.ui.test_hostile import spoil, steers

SIZES = [(40, 12), (80, 24), (120, 40)]
BROKEN = """\
title: Broken
date: 2025-05-17
actors: [turkey, rusia]
status: setled
body: |
  Turkey spoke.
"""
AHEAD = """\
title: Ahead
date: 2025-05-15
events:
  - {name: The parade, when: 2025-06-01, status: held}
body: |
  They will march.
"""


@pytest.fixture
def troubled(desk: Path) -> Path:
    """A desk with two errors in one file, a warning in another, and a hint in a third."""
    (desk / "broken.yaml").write_text(BROKEN)
    (desk / "ahead.yaml").write_text(AHEAD)
    return desk


def panel(app: BriefingApp) -> ProblemsScreen:
    assert isinstance(app.screen, ProblemsScreen)
    return app.screen


def rows(app: BriefingApp) -> list[str]:
    return [item.title for item in panel(app).rows.items]


def marked(app: BriefingApp) -> Problem:
    problem = panel(app).problem
    assert problem is not None
    return problem


async def save(app: BriefingApp, pilot: Pilot[None], file: Path, text: str) -> None:
    file.write_text(text)
    app.desk_screen.post_message(DeskChanged(frozenset({file.name})))
    await pilot.pause()
    await settle(app, pilot)


@pytest.mark.parametrize("size", SIZES)
def test_every_problem_the_worst_first_with_its_line(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        assert [row.split("`")[-2] if "`" in row else row for row in rows(app)] == [
            "broken.yaml", "russia", "settled", "ahead.yaml", "held",
        ]  # fmt: skip
        shown = text_of(app)
        assert "! 2" in shown
        assert "▲ 1" in shown
        assert "error · 3:18 · B201" in shown
        above, line, below = _frame(shown)
        assert "no actor" in above
        assert line.index("rusia") == below.index("^^^^^")
        assert "1/3" in shown
        await press(app, pilot, "j")
        assert "^^^^^^" in _frame(text_of(app))[2]
        assert marked(app).span.line == 4
        await press(app, pilot, "G")
        shown = text_of(app)
        assert "warning · 4:" in shown
        assert "perhaps: scheduled" in shown
        assert "3/3" in shown
        await press(app, pilot, "j", "g")
        assert marked(app).span.line == 3
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen

    drive(steps, size=size, folder=troubled)


def _frame(shown: str) -> tuple[str, str, str]:
    """What stands above the line of the file, the line, and what is below it."""
    lines = shown.splitlines()
    at = next(index for index, line in enumerate(lines) if "^^^" in line)
    return "\n".join(lines[: at - 1]), lines[at - 1], lines[at]


@pytest.mark.parametrize("size", SIZES)
def test_hints_are_shown_by_a_key(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        assert "h 1 hint" in text_of(app)
        assert "first-day.yaml" not in rows(app)
        await press(app, pilot, "j", "h", "G")
        assert marked(app).severity == "info"
        assert "△" in text_of(app)
        assert "hint · 4:10 · B301" in text_of(app)
        await press(app, pilot, "h")
        assert marked(app).severity == "warning"  # the one above what is gone

    drive(steps, size=size, folder=troubled)


@pytest.mark.parametrize("size", SIZES)
def test_enter_opens_the_editor_at_the_line(
    drive: Drive, troubled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    program = tmp_path / "code"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda arguments, **_more: started.append(arguments))

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!", "j", "enter")
        assert "editor is set" in text_of(app)
        app.environ = {"PATH": str(tmp_path), "EDITOR": "code"}
        await press(app, pilot, "enter")
        assert started == [(str(program), "--goto", f"{troubled / 'broken.yaml'}:4")]
        assert "Opened broken.yaml:4 in code"[: size[0] - 10] in text_of(app)
        await press(app, pilot, "j")
        assert "Opened" not in text_of(app)

    drive(steps, size=size, folder=troubled)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_saved_is_checked_and_the_mark_stays(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        file = troubled / "broken.yaml"
        await press(app, pilot, "!", "j")
        await save(app, pilot, file, BROKEN.replace("rusia", "russia").replace("date:", "summary: New.\ndate:"))
        assert len(panel(app).listing.problems) == 2
        assert (marked(app).code, marked(app).span.line) == ("B106", 5)
        assert "5:9" in text_of(app)
        assert "^^^^^^" in _frame(text_of(app))[2]
        await save(app, pilot, file, BROKEN.replace("rusia", "russia").replace("setled", "settled"))
        assert marked(app).severity == "warning"  # the next one, since that one is gone
        await save(app, pilot, troubled / "ahead.yaml", AHEAD.replace("held", "scheduled"))
        assert panel(app).problem is None
        assert "All is well" in text_of(app)
        await save(app, pilot, file, BROKEN)
        assert len(panel(app).listing.problems) == 2
        assert "^^^^^" in text_of(app)

    drive(steps, size=size, folder=troubled)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_wrong_is_said_in_a_sentence(drive: Drive, desk: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        shown = " ".join(text_of(app).split())
        assert "All is well: nothing is wrong in 5 files." in shown
        assert "1 hint for who wants to go further: h shows it." in shown
        await press(app, pilot, "enter", "o", "j", "/", "h")
        assert "first-day.yaml" in rows(app)
        await press(app, pilot, "!")
        assert app.screen is app.desk_screen

    async def empty(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        assert "All is well: nothing is wrong on this desk." in " ".join(text_of(app).split())

    drive(steps, size=size)
    nothing = desk / "nothing"
    nothing.mkdir()
    drive(empty, size=size, folder=nothing)


@pytest.mark.parametrize("size", SIZES)
def test_the_rows_can_be_filtered(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!", "/", *"status")
        assert rows(app)[:2] == ["broken.yaml", "`setled` is no status; did you mean `settled`?"]
        assert "1/3" in text_of(app)
        await press(app, pilot, "enter")
        assert marked(app).code == "B106"
        assert "/status 1/1" in text_of(app)
        await save(app, pilot, troubled / "grain.yaml", "title: [\n")
        assert marked(app).code == "B106"
        await press(app, pilot, "escape")
        assert len(panel(app).rows.items) > 4
        await press(app, pilot, "/", *"rusia", "escape")
        assert isinstance(app.screen, ProblemsScreen)
        assert panel(app).rows.wanted == ""
        await press(app, pilot, "/", *"xyz")
        assert "nothing found" in text_of(app)
        await press(app, pilot, "enter", "j")
        assert isinstance(app.screen, ProblemsScreen)
        assert panel(app).rows.wanted == ""

    drive(steps, size=size, folder=troubled)


@pytest.mark.parametrize("size", SIZES)
def test_o_opens_what_the_line_is_shown_on(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    (troubled / "places.yaml").write_text("istanbul: {name: Istanbul, kind: city, lat: 410}\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        assert marked(app).span.file == "places.yaml"  # a registry before the stories that rely on it
        await press(app, pilot, "o")
        here = app.desk_screen.reading.here
        assert here is not None
        assert (here.kind, here.key) == ("venue", "istanbul")
        await press(app, pilot, "!")
        while marked(app).span.file != "broken.yaml":
            await press(app, pilot, "j")
        await press(app, pilot, "o")
        here = app.desk_screen.reading.here
        assert here is not None
        assert (here.kind, here.key) == ("story", "broken")
        assert app.desk_screen.reading.pane == "reader"

    drive(steps, size=size, folder=troubled)


def test_the_bar_leads_to_the_list_and_a_broken_story_says_so(drive: Drive, troubled: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        shown = text_of(app)
        assert "1 broken file   ! problems" in shown.splitlines()[0]
        assert "● Broken" in shown
        assert "! 17 May" in shown
        spots = [spot for spot in app.desk_screen.crew.bars.top.spots() if "broken" in spot.thing.label]  # type: ignore[attr-defined]
        app.desk_screen.crew.bars.top.go(spots[0].thing)
        await settle(app, pilot)
        assert marked(app).span.file == "broken.yaml"

    async def aloud(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "unread: Broken" in text_of(app)
        assert "broken, 17 May" in text_of(app)
        assert "1 broken file, ! problems" in text_of(app)

    async def fine(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "problems" not in text_of(app)

    drive(steps, folder=troubled)
    drive(aloud, folder=troubled, linear=True)
    (troubled / "broken.yaml").unlink()
    drive(fine, folder=troubled)


@pytest.mark.parametrize("size", SIZES)
def test_the_list_is_read_aloud_without_columns_and_glyphs(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        shown = text_of(app)
        said = " ".join(shown.split())
        assert "Problems, 2 errors, 1 warning" in said
        assert "error: no actor `rusia` here or in the registry" in said
        assert "3:18, B201, selected" in said
        assert "line 3: actors: [turkey, rusia]" in said
        assert "it is about: rusia" in said
        assert not set(shown) & set("▲△▌│^·")
        line = shown.splitlines()[app.cursor_position.y]
        assert line.startswith("error: no actor")

    drive(steps, size=size, folder=troubled, linear=True)


@pytest.mark.parametrize("size", SIZES)
def test_the_list_in_ascii(drive: Drive, troubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!", "h")
        for key in ("g", "j", "j", "j"):
            await press(app, pilot, key)
            panes = text_of(app).splitlines()[-panel(app).rows.size.height :]
            assert all(line.isascii() or "…" in line for line in panes)  # a text that was cut is as written
        assert "^ 1" in text_of(app)

    drive(steps, size=size, folder=troubled, ascii=True)


def test_a_check_that_takes_long_says_so_and_ends_with_the_list(
    drive: Drive, troubled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []

    def check(_checker: Checker, processes: int = 1, progress: Callable[[int, int], None] | None = None) -> Any:
        assert progress is not None
        try:
            while True:
                progress(7, 900)
        finally:
            ended.append(True)

    monkeypatch.setattr(Checker, "check", check)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.post_message(events.Key("exclamation_mark", "!"))
        while "checking 7 of 900" not in text_of(app):
            await pilot.pause(0)
        assert "no actor `rusia`" in text_of(app)  # what the index knows is there meanwhile
        app.post_message(events.Key("escape", None))
        await settle(app, pilot)
        assert ended == [True]
        assert app.screen is app.desk_screen

    drive(steps, folder=troubled)


def test_a_check_that_fails_says_so(drive: Drive, troubled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_checker: Checker, processes: int = 1, progress: Callable[[int, int], None] | None = None) -> Any:
        raise RuntimeError("no luck")

    monkeypatch.setattr(Checker, "check", check)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.post_message(events.Key("exclamation_mark", "!"))
        while "no luck" not in text_of(app):
            await pilot.pause(0)
        assert "no actor `rusia`" in text_of(app)

    drive(steps, folder=troubled)


@pytest.mark.parametrize("seed", range(3))
def test_no_row_is_too_wide_and_none_steers_the_terminal(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for file in sorted((ROOT / "briefs").glob("*.yaml")):
        (tmp_path / file.name).write_text(spoil(file.read_text(encoding="utf-8"), chance), encoding="utf-8")
    (tmp_path / "na\x1b[31mme\n.yaml").write_text("title: [\nbody: |\n  Text.\n")
    checked = Checker(tmp_path, date(2025, 5, 16)).check()
    texts = {file: lines_of(text) for file, text in checked.texts.items()}
    for in_words in (False, True):
        made = listing(checked.problems, True, in_words)
        assert len(made.problems) == len(checked.problems)
        assert not any(steers(f"{item.title}{item.facts}") for item in made.items)
        for problem in made.problems.values():
            for width in (30, 60, 110):
                for line in behind(problem, texts.get(problem.span.file, []), width, in_words):
                    text = "".join(piece.text for piece in line)
                    assert cell_len(text) <= width
                    assert not steers(text)


def test_the_mark_goes_to_what_is_nearest() -> None:
    problem = Problem("B101", "x", Span("a.yaml", 1, 1, 1, 2))
    twice = listing([problem, Problem("B101", "x", Span("a.yaml", 2, 1, 2, 2))], False, False)
    assert len(twice.problems) == 2
    a, b, c, d = "abcd"
    assert nearest_left([a, b, c, d], b, [a, b]) == b
    assert nearest_left([a, b, c, d], b, [a, d]) == d
    assert nearest_left([a, b, c, d], c, [a, b]) == b
    assert nearest_left([a], a, []) == ""
    assert nearest_left([a], "", [a]) == ""
