"""The README's pictures, made by the program itself: `python -m tests.pictures docs`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from briefing.config.paths import Folders
from briefing.config.settings import Choice, Settings
from briefing.model.clock import Clock
from briefing.ui.app import BriefingApp
from briefing.ui.opening import Wish, open_desk

ROOT = Path(__file__).parent.parent
PICTURES = {
    "wide": ((120, 40), "ink", "istanbul-talks", ("]",) * 11 + ("ctrl+d", "ctrl+u")),
    "narrow": ((40, 24), "paper", "istanbul-talks", ("]",)),
    "map": ((110, 34), "ink", None, ("6", "j", "j", "j", "j")),
}
"""Name → size, theme, what is open, keys."""


def make_app(
    desk: Path,
    folder: Path,
    theme: str | None = None,
    opened: str | None = None,
    at: date = date(2025, 5, 16),
    greet: bool = False,
    **settings: Any,
) -> BriefingApp:
    """The app on a desk with folders of its own and a clock that stands still; `settings` as the config file's."""
    folders = Folders(folder / "config", folder / "cache", folder / "state")
    wish = Wish(opened=opened, theme=theme)
    return open_desk(
        Choice(desk, "named"), folders, {}, Clock.at(at), Settings(**settings), wish, watch=False, greet=greet
    )


async def take(app: BriefingApp, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """An SVG of the screen after some keys."""
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        for key in keys:
            await type_key(app, pilot, key)
        return app.export_screenshot(title="briefing briefs")


async def type_key(app: BriefingApp, pilot: Pilot[None], key: str) -> None:
    """Press a key, by its name or as the character, and wait until what it began is done.

    `Pilot.press` waits until the processor idles, which is most of the time of a test and nothing to rely on.
    """
    name = _character_to_key(key) if len(key) == 1 else key
    character = {"space": " ", "tab": "\t", "enter": "\r"}.get(name) or _character_of(name)
    app.post_message(events.Key(name, character))
    await settle(app, pilot)


def _character_of(key: str) -> str | None:
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None


async def settle(app: BriefingApp, pilot: Pilot[None]) -> None:
    """Until no message waits, no worker is busy and the screen has caught up."""
    for _ in range(2):  # what a worker found is a message again
        for _ in range(3):  # from the app to the screen, to a widget, and back to the screen
            await pilot.pause(0)
        await app.workers.wait_for_complete()
    await pilot.pause(0)


def main(where: Path) -> None:
    os.environ.pop("NO_COLOR", None)
    for name, (size, theme, opened, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            app = make_app(ROOT / "briefs", Path(folder), theme, opened)
            (where / f"{name}.svg").write_text(asyncio.run(take(app, size, keys)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
