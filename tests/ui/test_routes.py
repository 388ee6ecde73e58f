"""A saved file and a key each go through the code once, in one direction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from briefing.model.place import Place, Position
from briefing.model.session import Session
from briefing.model.trail import Trail
from briefing.ui.app import BriefingApp
from briefing.ui.crew import journey
from briefing.ui.messages import DeskChanged
from briefing.ui.widgets.list_view import ListView
from tests.ui.conftest import Drive, press, settle, text_of


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[Any]:
    """The calls of a function from now on."""
    calls: list[Any] = []
    real: Callable[..., Any] = getattr(owner, name)

    def call(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, call)
    return calls


def test_a_saved_file_is_shown_and_counted_once(drive: Drive, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter")
        news = counted(monkeypatch, app.library, "news")
        sheets = counted(monkeypatch, journey, "page_sheet")
        shelves = counted(monkeypatch, app.library, "shelf")
        file = desk / "talks.yaml"
        file.write_text(file.read_text().replace("A last paragraph", "The last paragraph"))
        app.desk_screen.post_message(DeskChanged(frozenset({"talks.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        assert "talks.yaml was saved" in text_of(app)
        assert (len(news), len(sheets), len(shelves)) == (1, 1, 1)

    drive(steps, opened="talks")


def test_the_next_row_is_selected_once_and_nothing_is_posted(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        told: list[Any] = []
        real = rows.post_message
        monkeypatch.setattr(rows, "post_message", lambda message: told.append(message) or real(message))
        bars = counted(monkeypatch, app.desk_screen.crew.bars, "draw")
        pages = counted(monkeypatch, app.library, "page")
        await press(app, pilot, "J")
        assert [message for message in told if isinstance(message, ListView.Highlighted)] == []
        assert rows.item is not None
        assert rows.item.key == "talks"
        assert app.desk_screen.reading.here == Place.to("story", "talks")
        assert len(pages) == 1
        assert len(bars) <= 3  # when it goes, when the page is there, when the pane has scrolled

    drive(steps)


def test_the_timeline_of_one_makes_no_page_of_theirs(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        made, asked = (counted(monkeypatch, app.library.desk, name) for name in ("page", "named_events_of"))
        await press(app, pilot, "T")
        assert "only Turkey" in text_of(app)
        assert asked == [("actor", "turkey")]
        assert [call for call in made if call[:2] == ("actor", "turkey")] == []

    drive(steps, opened="turkey")


@pytest.mark.parametrize("key", ["K", "J"])
def test_keys_that_come_faster_than_pages_go_on_from_where_the_hand_is(drive: Drive, key: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for _ in range(2):
            app.desk_screen.crew.journey.story(1)
        await settle(app, pilot)
        assert app.desk_screen.reading.here == Place.to("story", "grain")
        await press(app, pilot, key)
        there = app.desk_screen.reading.here
        assert there is not None
        assert there.key == ("talks" if key == "K" else "grain")

    drive(steps)


OLD = (
    '{"view": "people", "trail": {"places": [{"kind": "story", "key": "grain", "para": 0, "offset": 0, "stop": -1,'
    ' "mention": -1, "anchor": "", "find": "", "near": ""}, {"kind": "story", "key": "talks", "para": 4, "offset": 9,'
    ' "stop": -1, "mention": -1, "anchor": "palace", "find": "", "near": ""}], "at": 1}, "pane": "reader", "theme": ""}'
)


def test_a_session_of_an_older_version_is_found_again(drive: Drive) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.library.state._set_fact("session", OLD)
        session = app.library.state.session()
        there = Place.to("story", "talks", Position(4, 9, anchor="palace"))
        trail = Trail((Place.to("story", "grain"), there), 1)
        assert session == Session(view="people", trail=trail, pane="reader")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        assert desk.reading.view.name == "people"
        assert desk.reading.pane == "reader"
        assert desk.reading.here is not None
        assert desk.reading.here.key == "talks"
        assert desk.crew.reader.sheet.address == desk.reading.here.address
        await press(app, pilot, "backspace")
        assert desk.reading.here.key == "grain"

    drive(leave)
    drive(come_back, size=(120, 12))


def test_a_new_place_comes_back_as_it_was_left(drive: Drive) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", *"zoom", "escape", "enter", "ctrl+d", ":", *"themes", "enter", "escape", "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.recent == ("theme",)
        await press(app, pilot, ":")
        lines = text_of(app).splitlines()
        assert "RECENT" in lines[1]
        assert "Themes" in lines[2]

    drive(leave)
    drive(come_back)
