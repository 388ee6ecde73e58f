"""Every theme is legible in every view: contrast is measured on what is really drawn."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from textual.color import Color as Background
from textual.pilot import Pilot
from textual.strip import Strip

from briefing.config.paths import shipped
from briefing.config.theme_file import INKS
from briefing.config.themes import Themes
from briefing.ui.app import BriefingApp
from briefing.ui.glyphs import GLYPHS
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.pages.pen import ATTRIBUTES, ink_of
from briefing.ui.sheet import Piece, Stop, WebLink
from briefing.ui.styles import Styles
from briefing.ui.widgets.drawing import draw
from tests.ui.conftest import Drive, press, text_of

ALL = Themes([shipped("themes")])
THEMES = [name for name in ALL.names if not ALL.load(name).is_own]
"""Those whose colours are known; `terminal` has the person's own."""
MEANINGS = ("person", "organisation", "state", "place", "open", "answered", "text")
SIGHTS = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How linear red, green and blue are seen, after Machado, Oliveira and Fernandes (2009), severity 1."""
APART = 15.0
"""The least distance (CIE76) between two meanings; about 2.3 is just noticeable."""

OVER = (
    ("!",), ("h", "G"), ("/", "e"), ("escape", "escape"),
    ("s",), *(tuple(word) for word in ("turkey", " kind:", "xx:")), ("escape",),
    ("enter", "p"), ("escape", "y"), ("escape", "t"), ("escape", "/", "t"), ("enter", "f"), ("escape", "escape"),
)  # fmt: skip
"""What lies over the views, one after the other: the problem list, the search, peek, copy, themes, find, jump."""


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
    least = 7.0 if ink == "text" or theme == "contrast" else 4.5
    assert contrast(style.color, style.bgcolor) >= least


def seen(colour: Color, sight: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """A colour in CIELAB (D65) as someone with that sight sees it."""
    channels = [value / 255 for value in colour.get_truecolor()]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    r, g, b = (min(1.0, max(0.0, sum(x * y for x, y in zip(row, linear, strict=True)))) for row in sight)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHTS)
def test_signal_keeps_meanings_apart_for_every_sight(sight: str) -> None:
    styles = Styles(ALL.load("signal"))
    inks = {ink: seen(styles.get(ink).color or Color.default(), SIGHTS[sight]) for ink in MEANINGS}
    near = [(one, other) for one, other in combinations(MEANINGS, 2) if dist(inks[one], inks[other]) < APART]
    assert near == []


@pytest.mark.parametrize("bare", [Styles(ALL.load("terminal")), Styles(ALL.load("ink"), colourless=True)])
def test_without_known_grounds_the_cursor_is_reversed(bare: Styles) -> None:
    for ground in ("selected", "highlight", "accent"):
        for ink in INKS:
            assert bare.get(ink, "", ground).reverse
    assert not bare.get("text").reverse


def test_no_color_means_none(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for keys in (("enter", "]"), ("c",), ("escape", "2"), ("3",)):
            await press(app, pilot, *keys)
            for strip in app.screen._compositor.render_strips():
                for filtered in strip.apply_filter(app.get_line_filters()[-1], Background.parse("black")):
                    if filtered.style:
                        assert filtered.style.color is None or filtered.style.color.is_default
                        assert filtered.style.bgcolor is None or filtered.style.bgcolor.is_default
            assert "│" in text_of(app)

    drive(steps, size=(120, 30), no_color=True)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize("linear", [False, True])
def test_what_is_drawn_in_every_view(drive: Drive, desk: Path, theme: str, size: tuple[int, int], linear: bool) -> None:
    low: list[str] = []
    seen_screens: set[str] = set()
    (desk / "broken.yaml").write_text("title: Broken\nstatus: setled\ntags: [{a: b}]\nbody: |\n  Text.\n")

    def look(app: BriefingApp) -> None:
        seen_screens.add(type(app.screen).__name__)
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
            ("5", "j"),
            ("6",),
            ("tab", "-"),
            ("enter",),
            ("1", "j", "j"),
            *OVER,
            ("?",),
        ):
            await press(app, pilot, *keys)
            look(app)

    drive(steps, size=size, theme=theme, linear=linear)
    assert low == []
    assert {name.removesuffix("Screen") for name in seen_screens} >= {
        "Desk", "Problems", "Search", "Peek", "Copy", "Themes", "Help"
    }  # fmt: skip


def test_every_glyph_and_its_twin() -> None:
    for name, (glyph, twin, word) in GLYPHS.items():
        assert cell_len(glyph) == 1, name
        assert twin.isascii(), name
        assert len(twin) == 1, name
        assert word.isascii(), name


def test_panes_of_one_ground_are_parted_by_a_rule() -> None:
    names = ("ink", "paper", "sepia", "contrast", "signal", "terminal")
    assert [name for name in names if Styles(ALL.load(name)).has_rules] == ["contrast", "terminal"]
    assert Styles(ALL.load("ink"), colourless=True).has_rules


def test_without_colours_states_and_bodies_are_links_to_the_eye_too() -> None:
    for kind in ("state", "organisation"):
        link = ink_of(kind), ATTRIBUTES[kind]
        assert Styles(ALL.load("ink"), colourless=True).get(*link).underline
        assert not Styles(ALL.load("ink")).get(*link).underline


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/\x1b]0;owned\x07\u202e ü", "https://example.org/%1B]0;owned%07%E2%80%AE%20%C3%BC"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", ""), ("file:///etc/passwd", ""), ("/etc/passwd", ""),
    ],
)  # fmt: skip
def test_the_terminal_is_told_where_an_address_leads(address: str, sent: str) -> None:
    console = Console(force_terminal=True, color_system="truecolor")
    link = Piece("a link", "text", "u", Stop(WebLink(address), "a link"))
    for manner, expected in ((Manner(links=True), sent), (PLAIN, "")):
        segments, _cells = draw([link, Piece(" and "), link], Styles(ALL.load("ink"), manner), "ground")
        shown = Strip(segments).render(console)
        leads = re.findall(r"\x1b\]8;id=(\d+);([^\x1b]*)\x1b\\", shown)
        assert [where for _id, where in leads] == ([expected] * 2 if expected else [])
        assert len({number for number, _where in leads}) <= 1


@pytest.mark.parametrize("opened", ["talks", "turkey", "istanbul", "talks:ceasefire"])
def test_the_headline_is_the_one_text_in_the_accent_above_the_page(drive: Drive, opened: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        first, *others = app.desk_screen.crew.reader.sheet.paras
        assert [(piece.ink, "b" in piece.attributes) for piece in first.pieces] == [("accent", True)]
        names = [piece for para in others for piece in para.pieces if piece.stop]
        assert names
        assert not any(piece.ink == "accent" and "b" in piece.attributes for piece in names)

    drive(steps, opened=opened)


@pytest.mark.parametrize("keys", [(":",), ("!",), ("enter", "y"), ("p",), ("t",)])
def test_what_lies_over_the_desk_has_an_edge_where_colour_draws_none(drive: Drive, keys: tuple[str, ...]) -> None:
    def drawn_with(sign: str, wanted: bool) -> Callable[[BriefingApp, Pilot[None]], Awaitable[None]]:
        async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
            await press(app, pilot, *keys)
            assert any(sign * 30 in line for line in text_of(app).splitlines()) == wanted

        return steps

    drive(drawn_with("─", True), theme="contrast")
    drive(drawn_with("-", True), theme="contrast", ascii=True)
    drive(drawn_with("─", False), theme="contrast", linear=True)
    drive(drawn_with("─", False), theme="ink")
    drive(drawn_with("─", True), theme="ink", no_color=True)
