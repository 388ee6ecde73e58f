"""The reader without a terminal: opened, driven by keys, and taken down as a picture or as text.

Everything that could differ between two machines is given: clock, size, theme, and empty folders of its own.
"""

from __future__ import annotations

import asyncio
import gc
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.segment import Segment
from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from briefing.config.paths import Folders
from briefing.config.settings import Choice, Settings
from briefing.desk.away import Away
from briefing.model.clock import Clock
from briefing.model.goldens import label
from briefing.model.shown import Shown
from briefing.model.value import dataclass
from briefing.ui.app import BriefingApp
from briefing.ui.meaning import shown
from briefing.ui.opening import Wish, desk_of, open_desk
from briefing.ui.pages.notes import not_found
from briefing.ui.styled import styled
from briefing.ui.svg import svg

_SWAYING = ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_PRESS")
"""Variables by which Textual would draw otherwise."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen: a desk at a day, what is open, the keys that are typed, the size in cells.

    Without a day it is that of the newest story, so that a picture stays the same as long as the desk does.
    `keys` are names (`j`, `enter`, `ctrl+d`) or characters; `opened` is an id, `view` a view of the left pane. The
    `title` stands over the picture, `briefing` where none is given: a folder has another name in every checkout. Of a
    published desk there is the `address`, a secret, and no folder.
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
    address: str = ""

    def called(self, desk: str = "", name: str = "") -> str:
        """What the scene is called, by what it shows: `80x24,open=talks`. The theme is no part of it; `desk` and
        `name` are for those who take scenes of several desks, or several that would be called alike."""
        return label(
            self.size, desk=desk, name=name, view=self.view, opened=self.opened, keys=self.keys, at=self.at,
            ascii=self.ascii, linear=self.linear,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene in one theme as an SVG picture, as the text on the screen, and as that text with its colours for a
    terminal."""

    svg: str
    text: str
    ansi: str


@dataclass(frozen=True, slots=True)
class Layers:
    """One run of the app, told three times: what it means, its words with the roles of their styles, which no theme
    changes, and a picture in each theme that was asked for."""

    meaning: Shown
    words: str
    pictures: dict[str, Picture]


class SceneRefused(Exception):
    """A scene can't be taken: the desk does not have what it opens, or its size is none; the message says so."""


def read_size(text: str) -> tuple[int, int]:
    """Columns and rows of `80x24`. Raises `SceneRefused`."""
    found = re.fullmatch(r"(\d{1,3})x(\d{1,3})", text)
    if not found or not 20 <= int(found[1]) <= 500 or not 6 <= int(found[2]) <= 300:
        raise SceneRefused(f"a size is COLSxROWS, from 20x6 to 500x300, not {text}")
    return int(found[1]), int(found[2])


def take(scene: Scene) -> Picture:
    """The picture of a scene in its theme. Raises `ThemeError` or `SceneRefused`."""
    return take_layers(scene, (scene.theme,)).pictures[scene.theme]


def take_layers(scene: Scene, themes: Sequence[str], cache: Path | None = None) -> Layers:
    """All layers of a scene, with a picture in each of the themes: the same for the same desk, wherever they are taken.

    `cache` is a folder in which the desk's index may stay for the next scene; nothing that is drawn depends on it.
    Raises `ThemeError` or `SceneRefused`.
    """
    kept = {name: value for name in _SWAYING if (value := os.environ.pop(name, None)) is not None}
    collects = gc.isenabled()
    gc.disable()  # in a process that holds much, as that of tests does, it takes a fifth of the time
    try:
        with tempfile.TemporaryDirectory() as folder:
            store = cache or Path(folder) / "cache"
            choice = Choice(scene.desk, "named", scene.address)
            at = scene.at or day_of(choice, store)
            app = make_app(
                choice, Path(folder), next(iter(themes), scene.theme), scene.opened, at, view=scene.view,
                cache=store, ascii=scene.ascii, linear=scene.linear,
            )  # fmt: skip
            app.is_drawn = True
            try:
                if scene.opened and app.library.find(scene.opened) is None:
                    raise SceneRefused(not_found(scene.opened))
                return asyncio.run(_taken(app, scene, themes))
            finally:
                app.library.close()
    except Away as error:
        raise SceneRefused(str(error)) from None
    finally:
        os.environ.update(kept)
        if collects:
            gc.enable()


async def _taken(app: BriefingApp, scene: Scene, themes: Sequence[str]) -> Layers:
    async with running(app, scene.size) as pilot:
        await type_keys(app, pilot, scene.keys)
        meaning, words = shown(app), styled(app)
        pictures = {}
        for theme in themes:
            if theme != app.theme_name:
                app.use_theme(theme)
                await settle(app, pilot)
            pictures[theme] = picture(app, scene.title or "briefing")
        return Layers(meaning, words, pictures)


def day_of(root: Path | Choice, cache: Path) -> date:
    """The day of the newest story. Raises `Away`."""
    desk = desk_of(_chosen(root), cache, Clock())
    try:
        desk.refresh()
        return desk.day_of_newest()
    finally:
        desk.close()


def _chosen(desk: Path | Choice) -> Choice:
    return desk if isinstance(desk, Choice) else Choice(desk, "named")


def make_app(
    desk: Path | Choice,
    folder: Path,
    theme: str | None = None,
    opened: str | None = None,
    at: date = date(2025, 5, 16),
    greet: bool = False,
    view: str | None = None,
    cache: Path | None = None,
    **settings: Any,
) -> BriefingApp:
    """The app on a desk with folders of its own and a clock that stands still; `settings` as the config file's."""
    folders = Folders(folder / "config", cache or folder / "cache", folder / "state")
    wish = Wish(opened=opened, theme=theme, view=view)
    choice = _chosen(desk)
    settled = Settings(**settings)
    return open_desk(choice, folders, {}, Clock.at(at), settled, wish, watch=False, greet=greet, lasting=False)


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
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        legacy_windows=False, safe_box=False, no_color=False,
    )  # fmt: skip
    drawn = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    segments = Segment.filter_control(console.render(drawn)) if drawn else ()
    lines = [*Segment.split_and_crop_lines(segments, width, include_new_lines=False)]
    text = "".join([f"{''.join([part.text for part in line]).rstrip()}\n" for line in lines])
    ansi = "".join([f"{''.join(map(_ansi, line))}\n" for line in lines])
    return Picture(svg(lines, (width, height), title), text.rstrip("\n") + "\n", ansi)


def _ansi(part: Segment) -> str:
    return part.style.render(part.text) if part.style else part.text


def _character_of(key: str) -> str | None:
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None
