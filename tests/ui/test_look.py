"""Every theme is legible in every view: contrast is measured on what is really drawn."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.color import Color
from textual.pilot import Pilot

from briefing.config.paths import shipped
from briefing.config.themes import INKS, Themes
from briefing.ui.app import BriefingApp
from briefing.ui.glyphs import GLYPHS
from briefing.ui.styles import Styles
from tests.ui.conftest import Drive, press

THEMES = Themes([shipped("themes")]).names


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [value / 255 for value in color.get_truecolor()]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", ["ground", "pane", "bar", "selected", "highlight"])
def test_every_ink_on_every_ground(theme: str, ink: str, ground: str) -> None:
    style = Styles(Themes([shipped("themes")]).load(theme)).get(ink, "", ground)
    assert style.color is not None
    assert style.bgcolor is not None
    least = 7.0 if ink == "text" else 4.5
    assert contrast(style.color, style.bgcolor) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_what_is_drawn_in_every_view(drive: Drive, theme: str, size: tuple[int, int]) -> None:
    low: list[str] = []

    def look(app: BriefingApp) -> None:
        for strip in app.screen._compositor.render_strips():
            for text, style, _control in strip:
                if text.strip() and style and style.color and style.bgcolor and not style.color.is_default:
                    ratio = contrast(style.color, style.bgcolor)
                    if ratio < 4.5:
                        low.append(f"{ratio:.2f} {text!r}")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for keys in (
            ("1",),
            ("enter", "]", "]"),
            ("c",),
            ("escape", "2"),
            ("enter", "]"),
            ("3",),
            ("4", "enter"),
            ("6",),
            ("tab", "-"),
            ("enter",),
        ):
            await press(app, pilot, *keys)
            look(app)
        await press(app, pilot, "question_mark")
        look(app)

    drive(steps, size=size, theme=theme)
    assert low == []


def test_every_glyph_and_its_twin() -> None:
    for name, (glyph, twin, word) in GLYPHS.items():
        assert cell_len(glyph) == 1, name
        assert twin.isascii(), name
        assert len(twin) == 1, name
        assert word.isascii(), name
