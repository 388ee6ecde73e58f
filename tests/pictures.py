"""The README's pictures, made by the program itself: `python -m tests.pictures docs`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from briefing.config.paths import Folders
from briefing.config.settings import Choice, Settings
from briefing.model.clock import Clock
from briefing.ui.app import BriefingApp
from briefing.ui.opening import Wish, open_desk

ROOT = Path(__file__).parent.parent
PICTURES = {
    "wide": ((120, 40), "ink", ("right_square_bracket",) * 11),
}


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
            await pilot.press(key)
            await settle(app, pilot)
        return app.export_screenshot(title="briefing briefs")


async def settle(app: BriefingApp, pilot: object) -> None:
    """Until no worker is busy and the screen has caught up."""
    await app.workers.wait_for_complete()
    await pilot.pause()  # type: ignore[attr-defined]


def main(where: Path) -> None:
    os.environ.pop("NO_COLOR", None)
    for name, (size, theme, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            app = make_app(ROOT / "briefs", Path(folder), theme, "istanbul-talks")
            (where / f"{name}.svg").write_text(asyncio.run(take(app, size, keys)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
