"""Filters of lists whose rows are not all here: what is typed behind them, and what changes meanwhile."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.messages import DeskChanged
from briefing.ui.sifting import Sifted, Sifting
from tests.ui.conftest import Drive, press, settle


@pytest.mark.parametrize(
    ("typed", "row", "page"), [("even", "s2", "s2"), ("nowhere", "s1", "s1"), ("", "s1", "s1"), ("odd", "s3", "s3")]
)
def test_keys_typed_behind_a_filter_mean_the_rows_that_it_leaves(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, row: str, page: str
) -> None:
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 0)
    monkeypatch.setattr("briefing.ui.sifting._PIECE", 1)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(9):
        name = f"{'odd' if number % 2 else 'even'} {number}"
        (many / f"s{number}.yaml").write_text(f"title: The {name}\ndate: 2025-05-0{9 - number}\nbody: It is {name}.\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "1", "g", "/")
        for key in (*typed, "enter", "j", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        await settle(app, pilot)
        crew = app.desk_screen.crew
        assert crew.list.item
        assert crew.list.item.key == row
        here = app.desk_screen.reading.here
        assert here
        assert here.key == page
        assert crew.reader.has_focus

    drive(steps, folder=many)


def test_the_marked_row_of_a_filter_stays_while_rows_come_above_it(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 0)
    many = tmp_path / "many"
    many.mkdir()

    def write(number: int) -> str:
        name = f"s{number:02}.yaml"
        (many / name).write_text(f"title: The {'odd' if number % 2 else 'even'} {number}\nbody: It is told.\n")
        return name

    for number in range(40, 60):
        write(number)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "1", "g", "/", *"even", "enter", "j", "j", "j")
        assert rows.item
        assert (rows.item.key, rows.sifted) == ("s46", (10, 20))
        top, at = rows.scroll_offset.y, rows.cursor_at
        app.desk_screen.post_message(DeskChanged(frozenset(map(write, range(38)))))
        await pilot.pause()
        await settle(app, pilot)
        assert rows.item
        assert (rows.item.key, rows.sifted) == ("s46", (29, 58))
        assert rows.scroll_offset.y > top
        assert rows.cursor_at == at
        await press(app, pilot, "comma", "u")
        assert rows.item
        assert (rows.item.key, rows.sifted) == ("s46", (29, 58))

    drive(steps, folder=many, size=(80, 16))


def test_what_a_filter_looked_at_is_let_go_of_with_it(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 0)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(9):
        (many / f"s{number}.yaml").write_text(f"title: The {'odd' if number % 2 else 'even'} {number}\nbody: Told.\n")

    def kept() -> int:
        gc.collect()
        return sum(isinstance(one, Sifting | Sifted) for one in gc.get_objects())

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        before = kept()
        await press(app, pilot, "1", "/", *"even", "enter")
        assert app.desk_screen.crew.list.sifted == (5, 9)
        assert kept() > before
        await press(app, pilot, "escape")
        assert app.desk_screen.crew.list.sifted == (9, 9)
        assert kept() <= before
        await press(app, pilot, "/", *"odd", "enter", "2")
        assert kept() <= before

    drive(steps, folder=many)
