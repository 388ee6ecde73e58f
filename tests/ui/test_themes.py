"""The list of themes: seen as the cursor passes, kept or taken back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from tests.ui.conftest import Drive, press, text_of

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
NAMES = ["ink", "contrast", "paper", "sepia", "signal", "terminal"]


@pytest.mark.parametrize("size", SIZES)
def test_each_theme_is_seen_as_the_cursor_passes(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "t")
        assert "enter keeps" in text_of(app)
        seen = [app.theme_name]
        for _ in NAMES[1:]:
            await press(app, pilot, "j")
            seen.append(app.theme_name)
        assert seen == NAMES
        assert app.look.theme.name == "terminal"
        await press(app, pilot, "enter")
        assert app.screen is app.desk_screen
        assert app.theme_name == "terminal"
        assert "Theme: " in text_of(app)

    drive(steps, size=size, theme="ink")


@pytest.mark.parametrize("key", ["escape", "q"])
def test_leaving_the_list_takes_the_theme_back(drive: Drive, key: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "t", "t", "t")
        assert app.theme_name == "paper"
        await press(app, pilot, key)
        assert app.screen is app.desk_screen
        assert app.theme_name == "ink"
        assert app.look.theme.name == "ink"

    drive(steps, theme="ink")


def test_the_kept_theme_is_there_the_next_time(drive: Drive) -> None:
    async def choose(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "t", "G", "enter", "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.theme_name == "terminal"

    drive(choose)
    drive(come_back)
