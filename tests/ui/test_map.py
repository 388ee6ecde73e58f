"""The map and its list, as a hand uses them."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.model.geo import Point
from briefing.model.place import Place
from briefing.ui.app import BriefingApp
from briefing.ui.commands import LIST, MAP, READER
from briefing.ui.glyphs import glyph
from briefing.ui.map.chart import Pin, cells_of
from briefing.ui.scene import make_app, settle
from briefing.ui.widgets.map_view import MapView, heart
from tests.ui.conftest import Drive, press, text_of

HERE = glyph("place")


def map_of(app: BriefingApp) -> MapView:
    pane = app.desk_screen.crew.columns.panes[MAP]
    assert isinstance(pane, MapView)
    return pane


def selected(app: BriefingApp) -> str:
    item = app.desk_screen.crew.list.item
    assert item is not None
    return item.title


def test_the_list_moves_the_map_and_the_map_the_list(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6")
        assert selected(app) == "Istanbul"
        assert f"{HERE} Istanbul" in text_of(app)
        await press(app, pilot, "j")
        assert map_of(app).chosen == "ankara"
        assert f"{HERE} Ankara" in text_of(app)
        assert "349 km east of Istanbul" in text_of(app)
        await press(app, pilot, "tab")
        assert app.desk_screen.reading.pane == MAP
        await press(app, pilot, "[")
        assert selected(app) == "Istanbul"
        await press(app, pilot, "]")
        assert selected(app) == "Ankara"

    drive(steps)


def test_enter_opens_the_place_and_escape_shows_the_map_again(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "enter")
        assert app.desk_screen.reading.pane == READER
        assert not map_of(app).display
        text = text_of(app)
        assert "Named in" in text or "NAMED IN" in text
        assert "41.01° N, 28.98° E" in text
        assert " km" in text
        await press(app, pilot, "escape")
        assert app.desk_screen.reading.pane == LIST
        assert map_of(app).display
        await press(app, pilot, "tab", "enter")
        assert app.desk_screen.reading.pane == READER
        await press(app, pilot, "1")
        assert not map_of(app).display

    drive(steps)


def test_a_map_that_was_left_keeps_where_it_looked_and_no_places(drive: Drive) -> None:
    def pins() -> int:
        gc.collect()
        return sum(isinstance(one, Pin) for one in gc.get_objects())

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        before = pins()
        await press(app, pilot, "6", "tab", "+", "+", "l")
        looked = map_of(app).viewport
        assert pins() > before
        await press(app, pilot, "1")
        assert pins() <= before
        await press(app, pilot, "6")
        assert map_of(app).viewport == looked
        assert map_of(app).marks

    drive(steps)


def test_pan_and_zoom(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "tab")
        view = map_of(app)
        first = view.viewport
        assert first is not None
        await press(app, pilot, "l", "j")
        assert view.viewport is not None
        assert (view.viewport.lon > first.lon, view.viewport.lat < first.lat) == (True, True)
        await press(app, pilot, "up", "left")
        assert view.viewport.lon == pytest.approx(first.lon)
        await press(app, pilot, "+", "+")
        assert view.viewport.dot == pytest.approx(first.dot / 2)
        await press(app, pilot, "-", "-", "-")
        assert view.viewport.dot > first.dot
        await press(app, pilot, *"-" * 30)
        assert "10,000 km" in text_of(app) or "5,000 km" in text_of(app)
        await press(app, pilot, *"+" * 60)
        assert view.viewport.dot == pytest.approx(0.002)
        await press(app, pilot, "0")
        assert all(view.viewport.holds(spot.point, *view._dots()) for spot in view.marks)
        await press(app, pilot, "escape", "+")
        assert app.desk_screen.reading.pane == LIST
        assert view.viewport.dot < 0.2

    drive(steps)


def test_a_chosen_place_out_of_sight_is_brought_into_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", *"+" * 8, "j")
        view = map_of(app)
        assert view.viewport is not None
        assert view.viewport.lat == pytest.approx(39.93)
        assert f"{HERE} Ankara" in text_of(app)

    drive(steps)


def test_zoom_keeps_the_marked_place_in_sight(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "tab", "h", "h")
        before = text_of(app).splitlines()
        assert f"{HERE} Istanbul" in text_of(app)
        await press(app, pilot, "+", "+")
        after = text_of(app).splitlines()
        here = [(row, line.index(f"{HERE} Istanbul", 40)) for row, line in enumerate(before) if "Istanbul" in line[40:]]
        assert here == [
            (row, line.index(f"{HERE} Istanbul", 40)) for row, line in enumerate(after) if "Istanbul" in line[40:]
        ]
        for key in ("+",) * 12 + ("-",) * 20 + ("z", "l", "l", "z"):
            await press(app, pilot, key)
            assert f"{HERE} Istanbul" in text_of(app), key

    drive(steps)


def test_the_names_of_the_list_are_whole_beside_a_small_map(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6")
        pane = app.desk_screen.crew.list
        rows = ["".join(segment.text for segment in pane.render_line(y)) for y in range(pane.size.height)]
        words = " ".join(" ".join(rows).split())
        assert "41.01° N, 28.98° E · Turkey" in words.replace("▌ ", "").replace("E Turkey", "E · Turkey")
        assert "…" not in words

    drive(steps, size=(70, 24))


def test_a_click_chooses_and_a_second_one_opens(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6")
        view = map_of(app)
        assert view.viewport is not None
        [cell] = cells_of(view.viewport, [Point(39.93, 32.86)], *view.room)
        assert cell is not None
        await pilot.click(MapView, offset=cell)
        await settle(app, pilot)
        assert selected(app) == "Ankara"
        await pilot.click(MapView, offset=(cell[0] + 1, cell[1]))
        await settle(app, pilot)
        assert app.desk_screen.reading.pane == READER

    drive(steps)


def test_a_jump_opens_a_place_of_the_map(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "tab")
        assert [spot.thing for spot in map_of(app).spots()] == ["istanbul", "ankara"]
        await press(app, pilot, "f", "s")
        assert app.desk_screen.reading.pane == READER
        assert app.desk_screen.reading.here == Place.to("venue", "ankara")

    drive(steps)


def test_a_resize_keeps_centre_and_zoom(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "tab", "+", "l")
        before = map_of(app).viewport
        for width, height in ((80, 24), (200, 60), (50, 20), (120, 40)):
            await pilot.resize_terminal(width, height)
            await settle(app, pilot)
        assert map_of(app).viewport == before
        assert map_of(app).display

    drive(steps)


@pytest.mark.parametrize(
    ("size", "settings", "why"),
    [
        ((40, 12), {}, "The map needs 60 columns."),
        ((43, 20), {}, "The map needs 60 columns."),
        ((120, 40), {"ascii": True}, "ASCII cannot draw the map."),
        ((120, 40), {"linear": True}, "A linear screen has no map."),
    ],
)
def test_where_there_is_no_map_the_list_says_the_same(
    desk: Path, tmp_path: Path, size: tuple[int, int], settings: dict[str, bool], why: str
) -> None:
    app = make_app(desk, tmp_path / "home", **settings)

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            await press(app, pilot, "6")
            assert MAP not in app.desk_screen.crew.columns.panes
            text = text_of(app)
            assert "41.01" in text
            assert why in text
            assert "349 km east of Istanbul" in text
            await press(app, pilot, "+")
            assert why in text_of(app)
            await press(app, pilot, "enter")
            assert app.desk_screen.reading.pane == READER
            assert not any(0x2800 < ord(character) < 0x2900 for character in text_of(app))

    try:
        asyncio.run(go())
    finally:
        app.library.close()


def test_the_map_is_there_again_after_a_restart(drive: Drive) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "j", "tab", "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.view.name == "map"
        assert map_of(app).display
        assert f"{HERE} Ankara" in text_of(app)

    drive(leave)
    drive(come_back)


def test_a_desk_without_coordinates(drive: Drive, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "a.yaml").write_text("title: A\nvenues: [{name: Somewhere}]\nbody: Somewhere.\n", encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6", "tab", "+", "0", "]", "j", "l")
        assert "NOT ON THE MAP" in text_of(app)
        assert "No place of this desk has coordinates yet" in text_of(app)

    drive(steps, folder=bare)


def test_a_place_moved_in_the_file_moves_on_the_map(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "6")
        places = desk / "places.yaml"
        places.write_text(places.read_text(encoding="utf-8").replace("39.93", "38.5"), encoding="utf-8")
        app.desk_screen.orders.refresh(frozenset(["places.yaml"]))
        await settle(app, pilot)
        await settle(app, pilot)
        assert {spot.point.lat for spot in map_of(app).marks} == {41.01, 38.5}

    drive(steps)


def test_the_first_look_is_where_most_happens() -> None:
    near = [Pin(f"n{n}", "Near", Point(41 + n / 10, 29), 3) for n in range(8)]
    far = [Pin("far", "Far", Point(61, -150), 1), Pin("farther", "Farther", Point(-33, 151), 0)]
    assert set(heart([*far, *near])) == set(near[: len(heart([*far, *near]))])
    assert heart([]) == []
    assert heart([far[1]]) == [far[1]]
