"""The palette: every command and every page by name, in the house's own style."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS, PANES, Command
from briefing.ui.messages import DeskChanged
from briefing.ui.palette import DeskOffers, likeness
from briefing.ui.screens.palette import PaletteScreen
from tests.ui.conftest import Drive, press, settle, text_of

SIZES = [(24, 8), (40, 12), (80, 24), (120, 40)]


def palette_of(app: BriefingApp) -> PaletteScreen:
    assert isinstance(app.screen, PaletteScreen)
    return app.screen


def titles(app: BriefingApp) -> list[str]:
    return [item.title for item in palette_of(app).rows.items if item.key]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_useful_comes_first_and_what_was_chosen_before_that(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+p")
        assert titles(app)[0] == "Search the desk"
        assert all(len(line) <= size[0] for line in text_of(app).splitlines())
        await press(app, pilot, *"pane alone", "enter")
        assert app.desk_screen.reading.zoomed
        await press(app, pilot, ":", "escape")
        assert app.screen is app.desk_screen
        await press(app, pilot, ":")
        assert titles(app)[:2] == ["This pane alone, and back", "Search the desk"]
        await press(app, pilot, "enter")
        assert not app.desk_screen.reading.zoomed

    drive(steps, size=size)


def test_every_command_of_the_desk_can_be_chosen_and_no_other() -> None:
    offers = DeskOffers(SimpleNamespace(), COMMANDS, ())  # type: ignore[arg-type]
    offered = {offer.choice.id for _group, group in offers.groups("") for offer in group}  # type: ignore[union-attr]
    there = {command.id for command in COMMANDS if set(command.where) & set(PANES)}
    assert offered == there - {"palette"}


def test_names_and_questions_between_two_are_found(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", *"istan")
        assert "Istanbul" in titles(app)
        assert "place" in text_of(app)
        await press(app, pilot, *["backspace"] * 5, *"zelensky and erdogan")
        assert titles(app)[0] == "How are Volodymyr Zelensky and Recep Tayyip Erdoğan connected?"
        await press(app, pilot, "enter")
        there = app.desk_screen.reading.here
        assert there is not None
        assert there.kind == "path"

    drive(steps)


def test_whom_one_is_connected_with(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w")
        assert "connected with" in text_of(app)
        assert "Turkey" not in titles(app)
        await press(app, pilot, *"zel", "enter")
        there = app.desk_screen.reading.here
        assert there is not None
        assert there.key == "turkey|volodymyr-zelensky"

    drive(steps, opened="turkey")


def test_enter_waits_for_names_that_are_still_to_come(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.desk_screen.crew.palette.show()
        await pilot.pause(0)
        screen: Any = app.screen
        if isinstance(screen, PaletteScreen) and not screen._is_ready:
            screen.field.value = "volodymyr"
            screen._take()
        else:
            await press(app, pilot, *"volodymyr", "enter")
        await settle(app, pilot)
        await settle(app, pilot)
        there = app.desk_screen.reading.here
        assert there is not None
        assert there.key == "volodymyr-zelensky"

    drive(steps)


def test_nothing_is_said_where_nothing_is_called_that(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", *"qqqq", "enter", "down", "pagedown")
        assert "Nothing is called that." in text_of(app)
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen

    drive(steps)


def test_what_briefs_call_things_is_never_markup(drive: Drive, desk: Any) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        (desk / "odd.yaml").write_text("title: '[red]odd[/] \\x1b[31m'\nbody: |\n  Text.\n")
        app.desk_screen.post_message(DeskChanged(frozenset({"odd.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        await press(app, pilot, ":", *"odd")
        assert "[red]odd[/]" in text_of(app)

    drive(steps)


def test_keys_of_the_palette_are_the_reader_s_own(drive: Drive) -> None:
    from briefing.config.settings import KeyLine

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", "ctrl+t")
        assert palette_of(app).rows.item is not None
        assert palette_of(app).rows.ordinal[0] == 2
        await press(app, pilot, "down")
        assert palette_of(app).rows.ordinal[0] == 2

    drive(steps, keys=(KeyLine("field.next", "ctrl+t", 1),))


@pytest.mark.parametrize(
    ("wanted", "better", "worse"),
    [
        ("search", "Search the desk", "Drop the kept search"), ("the desk", "The desk", "Other desks"),
        ("std", "Search the desk", "Themes"),
    ],
)  # fmt: skip
def test_what_fits_better_comes_first(wanted: str, better: str, worse: str) -> None:
    assert likeness(wanted, better) > likeness(wanted, worse)


def offered(app: BriefingApp) -> set[str]:
    """The ids of the commands that the palette offers, before anything is typed."""
    return {choice.id for choice in palette_of(app)._choices.values() if isinstance(choice, Command)}


def test_only_what_can_be_done_now_is_offered(drive: Drive) -> None:
    async def fresh(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":")
        assert not offered(app) & {
            "kept.drop", "kept.1", "kept.2", "kept.3", "trail.back", "trail.forward", "story.previous", "hit.next",
            "news.next", "news.all", "map.in", "map.left", "timeline", "connect", "source.browse", "difference", "out",
        }  # fmt: skip
        assert offered(app) >= {"open", "story.next", "find", "read", "star", "copy", "zoom", "view.map", "quit"}
        await press(app, pilot, "escape", "G", ":")
        assert "story.previous" in offered(app)
        assert "story.next" not in offered(app)
        await press(app, pilot, "escape", "enter", "J", "K", "]", "/", *"an", "enter", ":")
        assert offered(app) >= {"trail.back", "hit.next", "mention.next", "out"}
        await press(app, pilot, "escape", "2", ":")
        assert offered(app) >= {"timeline", "connect"}
        assert not offered(app) & {"read", "star"}
        await press(app, pilot, "escape", "6", ":")
        assert offered(app) >= {"map.in", "map.left", "timeline"}
        assert "connect" not in offered(app)

    async def kept(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s", *"grain", "ctrl+s", "enter", "escape", ":")
        assert offered(app) & {"kept.1", "kept.2", "kept.drop"} == {"kept.1"}
        await press(app, pilot, "escape", "7", ":")
        assert "kept.drop" in offered(app)
        await press(app, pilot, *"drop", "enter", ":")
        assert not offered(app) & {"kept.1", "kept.drop"}

    drive(fresh)
    drive(kept)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("serach", "Search the desk"),
        ("serch the", "Search the desk"),
        ("tehmes", "Themes, previewed as you pass them"),
        ("zelenksy", "Volodymyr Zelensky"),
        ("erdogn", "Recep Tayyip Erdoğan"),
        ("istnabul", "Istanbul"),
        ("qiut", "Quit"),
    ],
)
def test_one_slip_of_the_hand_still_finds(drive: Drive, typed: str, found: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", *["space" if char == " " else char for char in typed])
        assert titles(app)[0] == found

    drive(steps)


def test_one_slip_still_finds_whom_one_is_connected_with(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "w", *"zlensky")
        assert titles(app) == ["Volodymyr Zelensky"]

    drive(steps, opened="turkey")


def test_a_slip_is_looked_for_only_where_nothing_is_called_that(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", *"tur")
        assert "Turkey" in titles(app)
        assert "Out: marks or filter, drawer, pane, list" not in titles(app)

    drive(steps)
