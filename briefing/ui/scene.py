"""The reader without a terminal: opened, driven by keys, and taken down as a picture or as text.

Everything that could differ between two machines is given: clock, size, theme, and empty folders of its own.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from briefing.config.paths import Folders
from briefing.config.settings import Choice, Settings
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.value import dataclass
from briefing.ui.app import BriefingApp
from briefing.ui.opening import Wish, open_desk
from briefing.ui.pages.notes import not_found

_SWAYING = ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_PRESS")
"""Variables by which Textual would draw otherwise."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen: a desk at a day, what is open, the keys that are typed, the size in cells.

    Without a day it is that of the newest story, so that a picture stays the same as long as the desk does.
    `keys` are names (`j`, `enter`, `ctrl+d`) or characters; `opened` is an id, `view` a view of the left pane. The
    `title` stands over the picture, `briefing` where none is given: a folder has another name in every checkout.
    """

    desk: Path
    at: date | None = None
    opened: str | None = None
    view: str | None = None
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "ink"
    ascii: bool = False
    linear: bool = False
    title: str = ""

    @property
    def label(self) -> str:
        """How the scene is drawn, in a word fit for a file's name: `80x24-ink`, `40x12-paper-ascii`."""
        words = [f"{self.size[0]}x{self.size[1]}", self.theme, "ascii" * self.ascii, "linear" * self.linear]
        return "-".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene as an SVG picture, as the text on the screen, and as that text with its colours for a terminal."""

    svg: str
    text: str
    ansi: str

    @property
    def golden(self) -> str:
        """The picture as golden files keep it: without the number that makes its ids unique on a page."""
        return re.sub(r"\bterminal-\d+-([\w-]+)", r"terminal-\1", self.svg)


class SceneRefused(Exception):
    """A scene can't be taken: the desk does not have what it opens, or its size is none; the message says so."""


def read_size(text: str) -> tuple[int, int]:
    """Columns and rows of `80x24`. Raises `SceneRefused`."""
    found = re.fullmatch(r"(\d{1,3})x(\d{1,3})", text)
    if not found or not 20 <= int(found[1]) <= 500 or not 6 <= int(found[2]) <= 300:
        raise SceneRefused(f"a size is COLSxROWS, from 20x6 to 500x300, not {text}")
    return int(found[1]), int(found[2])


def take(scene: Scene) -> Picture:
    """The picture of a scene: the same for the same desk, wherever it is taken.

    Raises `ThemeError` or `SceneRefused`.
    """
    kept = {name: value for name in _SWAYING if (value := os.environ.pop(name, None)) is not None}
    try:
        with tempfile.TemporaryDirectory() as folder:
            at = scene.at or _newest(scene.desk, Path(folder))
            app = make_app(
                scene.desk, Path(folder), scene.theme, scene.opened, at, view=scene.view,
                ascii=scene.ascii, linear=scene.linear,
            )  # fmt: skip
            try:
                if scene.opened and app.library.find(scene.opened) is None:
                    raise SceneRefused(not_found(scene.opened))
                return asyncio.run(_taken(app, scene))
            finally:
                app.library.close()
    finally:
        os.environ.update(kept)


async def _taken(app: BriefingApp, scene: Scene) -> Picture:
    async with running(app, scene.size) as pilot:
        for key in scene.keys:
            await type_key(app, pilot, key)
        return picture(app, scene.title or "briefing")


def _newest(root: Path, folder: Path) -> date:
    """The day of the newest story."""
    desk = Desk(root, folder / "cache", Clock())
    try:
        desk.refresh()
        return desk.day_of_newest()
    finally:
        desk.close()


def make_app(
    desk: Path,
    folder: Path,
    theme: str | None = None,
    opened: str | None = None,
    at: date = date(2025, 5, 16),
    greet: bool = False,
    view: str | None = None,
    **settings: Any,
) -> BriefingApp:
    """The app on a desk with folders of its own and a clock that stands still; `settings` as the config file's."""
    folders = Folders(folder / "config", folder / "cache", folder / "state")
    wish = Wish(opened=opened, theme=theme, view=view)
    choice = Choice(desk, "named")
    return open_desk(choice, folders, {}, Clock.at(at), Settings(**settings), wish, watch=False, greet=greet)


@asynccontextmanager
async def running(app: BriefingApp, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The app, opened and at rest."""
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        yield pilot


async def type_keys(app: BriefingApp, pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Press keys, each after the last one's work is done."""
    for key in keys:
        await type_key(app, pilot, key)


async def type_key(app: BriefingApp, pilot: Pilot[None], key: str) -> None:
    """Press a key, by its name or as the character, and wait until what it began is done.

    `Pilot.press` waits until the processor idles, which is most of the time of a test and nothing to rely on.
    """
    name = _character_to_key(key) if len(key) == 1 else key
    character = {"space": " ", "tab": "\t", "enter": "\r"}.get(name) or _character_of(name)
    app.post_message(events.Key(name, character))
    await settle(app, pilot)


async def settle(app: BriefingApp, pilot: Pilot[None]) -> None:
    """Until no message waits, no worker is busy and the screen has caught up."""
    for _ in range(2):  # what a worker found is a message again
        for _ in range(3):  # from the app to the screen, to a widget, and back to the screen
            await pilot.pause(0)
        await app.workers.wait_for_complete()
    await pilot.pause(0)


def picture(app: BriefingApp, title: str) -> Picture:
    """What a running app shows."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, safe_box=False, no_color=False,
    )  # fmt: skip
    shown = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    console.print(shown)
    svg = console.export_svg(title=title, clear=False)
    text = console.export_text(clear=False)
    svg = re.sub(_DRAWN, _in_cells, svg)
    return Picture(svg, _trimmed(text), console.export_text(styles=True))


_DRAWN = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]+)</text>')


def _in_cells(found: re.Match[str]) -> str:
    """A text of an SVG as wide as its cells: Rich gives it the width of its characters, and a wide one has two cells, a
    mark none. Wide and narrow letters stand apart, each at its place.
    """
    name, left, top, length, rest, written = found.groups()
    text = unescape(written)
    if cell_len(text) == len(text) or text.isspace():
        return found[0]
    cell = float(length) / len(text)
    parts: list[str] = []
    at = float(left)
    for _is_wide, chars in groupby(_letters(text), lambda letter: cell_len(letter) > 1):
        part = "".join(chars)
        wide = cell * cell_len(part)
        shown = escape(part, quote=False).replace(" ", "&#160;")
        parts.append(f'<text class="{name}" x="{at:g}" y="{top}" textLength="{wide:g}" {rest}>{shown}</text>')
        at += wide
    return "".join(parts)


def _letters(text: str) -> list[str]:
    """The characters of a text, each with the marks that follow it."""
    letters: list[str] = []
    for char in text:
        if letters and not cell_len(char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip("\n").split("\n"))


def _character_of(key: str) -> str | None:
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None
