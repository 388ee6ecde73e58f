"""The list of themes: seen as the cursor passes, kept or taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot

from briefing.config.paths import shipped
from briefing.config.theme_file import ROLES
from briefing.config.themes import Themes
from briefing.ui.app import BriefingApp
from briefing.ui.messages import ThemesChanged
from briefing.ui.scene import settle
from briefing.ui.styles import textual_theme
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


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the reader's own themes, as `drive` has it."""
    folder = tmp_path / "home" / "config" / "themes"
    folder.mkdir(parents=True)
    return folder


def test_a_theme_of_one_s_own_is_shown_anew_when_it_is_saved(drive: Drive, own: Path) -> None:
    file = own / "mine.yaml"
    file.write_text('base: paper\naccent: "#aa0000"\n')

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert (app.theme_name, app.look.theme.colours["accent"]) == ("mine", "#aa0000")
        await save(app, pilot, 'base: paper\naccent: "#0000aa"\n')
        assert app.look.theme.colours["accent"] == "#0000aa"
        await save(app, pilot, "base: paper\naccnt: red\n")
        assert app.look.theme.colours["accent"] == "#0000aa"  # the last good one stays
        assert "mine.yaml:2: a theme has no `accnt`; did you mean `accent`?" in text_of(app)
        await save(app, pilot, 'base: paper\naccent: "#00aa00"\n')
        assert app.look.theme.colours["accent"] == "#00aa00"

    async def save(app: BriefingApp, pilot: Pilot[None], text: str) -> None:
        file.write_text(text)
        app.desk_screen.post_message(ThemesChanged())
        await settle(app, pilot)

    drive(steps, theme="mine", size=(200, 24))


def test_a_theme_asked_for_from_outside_is_for_this_time(drive: Drive) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.theme_name == "sepia"
        await press(app, pilot, "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.theme_name == "ink"

    drive(leave, theme="sepia")
    drive(come_back)


def test_a_broken_theme_that_was_kept_does_not_stop_the_reader(drive: Drive, own: Path) -> None:
    file = own / "mine.yaml"
    file.write_text("base: paper\n")

    async def keep(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.use_theme("mine")
        app.theme_followed = ""
        await press(app, pilot, "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.theme_name == "ink"
        assert "mine.yaml:1: there is no theme" in text_of(app)
        file.write_text("base: paper\n")
        app.desk_screen.post_message(ThemesChanged())
        await settle(app, pilot)
        assert app.theme_name == "mine"

    drive(keep)
    file.write_text("base: parchment\n")
    drive(come_back, size=(200, 24))


def test_the_list_says_what_is_wrong_with_a_theme_and_has_those_that_came(drive: Drive, own: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        (own / "broken.yaml").write_text("text: rose\n")
        await press(app, pilot, "t", "j")
        assert app.theme_name == "ink"
        assert "broken.yaml:1:" in text_of(app)
        await press(app, pilot, "j")
        assert app.theme_name == "contrast"

    drive(steps, theme="ink", size=(200, 24))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("colour", ["default", "bright_red"])
def test_the_terminal_s_colours_may_stand_beside_others(role: str, colour: str) -> None:
    ink = Themes([shipped("themes")]).load("ink")
    textual_theme(replace(ink, colours={**ink.colours, role: colour})).to_color_system().generate()


def test_the_terminal_s_own_colours_are_left_to_the_terminal(drive: Drive) -> None:
    def drawn(app: BriefingApp) -> set[str]:
        """The kinds of colours that reach the terminal."""
        kinds = set()
        for strip in app.screen._compositor.render_strips():
            for each in app.get_line_filters():
                strip = strip.apply_filter(each, Color.parse("black"))
            styles = (segment.style for segment in strip if segment.style)
            kinds |= {color.type.name for style in styles for color in (style.color, style.bgcolor) if color}
        return kinds

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert drawn(app) == {"DEFAULT", "STANDARD"}
        await press(app, pilot, "t", "g", "enter")
        assert app.theme_name == "ink"
        assert drawn(app) == {"TRUECOLOR"}
        await press(app, pilot, "t", "G", "enter")
        assert drawn(app) == {"DEFAULT", "STANDARD"}

    drive(steps, theme="terminal")
