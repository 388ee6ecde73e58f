"""A small desk, an app on it, and a way to drive it without waiting for a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.scene import make_app, settle, type_key

ACTORS = """\
russia: {name: Russia, kind: state, country: RU, weak: [Moscow, the Kremlin, Russian]}
turkey: {name: Turkey, kind: state, country: TR, weak: [Turkish]}
volodymyr-zelensky: {name: Volodymyr Zelensky, kind: person, position: President, country: UA, weak: [Zelensky]}
recep-tayyip-erdogan: {name: Recep Tayyip Erdoğan, kind: person, position: President, country: TR, weak: [Erdoğan]}
"""
PLACES = """\
istanbul: {name: Istanbul, kind: city, country: TR, lat: 41.01, lon: 28.98}
ankara: {name: Ankara, kind: city, country: TR, lat: 39.93, lon: 32.86}
"""
TALKS = """\
title: Talks in Istanbul
date: 2025-05-15
status: developing
summary: Envoys may meet.
actors:
  - volodymyr-zelensky
  - {id: recep-tayyip-erdogan, role: host}
  - turkey
venues: [istanbul, ankara]
events:
  - {id: palace, name: Meeting in the palace, when: 2025-05-15, where: ankara,
     who: [volodymyr-zelensky, recep-tayyip-erdogan], status: held}
questions:
  - {id: who-leads, ask: Who leads the team?, status: answered, answered: 2025-05-16, answer: The minister.,
     answered_by: first-day}
  - {id: ceasefire, ask: Will there be a ceasefire?, due: 2025-05-17, about: [turkey]}
body: |
  Turkey offers the table in Istanbul.

  Zelensky saw Erdoğan in Ankara. FILLER

  A last paragraph that names Zelensky again.
"""
FIRST_DAY = """\
title: The first day
date: 2025-05-16
follows: talks
actors: [turkey, russia]
venues: [istanbul]
body: |
  The minister led in Istanbul; Moscow sent its team.
"""
GRAIN = """\
title: Grain leaves
date: 2022-07-22
actors: [recep-tayyip-erdogan]
body: |
  Erdoğan signed.
"""

Steps = Callable[[BriefingApp, "Pilot[None]"], Awaitable[None]]
Drive = Callable[..., None]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A registry and three stories; the talks have a long second paragraph."""
    folder = tmp_path / "desk"
    folder.mkdir()
    files = {
        "actors": ACTORS,
        "places": PLACES,
        "talks": TALKS.replace("FILLER", "They talked on. " * 120),
        "first-day": FIRST_DAY,
        "grain": GRAIN,
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def drive(tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Drive:
    """Run steps against an app on a desk; folders are kept between runs of one test."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)

    def run(
        steps: Steps,
        size: tuple[int, int] = (120, 40),
        folder: Path | None = None,
        theme: str | None = None,
        opened: str | None = None,
        no_color: bool = False,
        **more: Any,
    ) -> None:
        """`more` are the settings and the wishes that differ, by name: `ascii=True`, `keys=…`."""
        if no_color:
            monkeypatch.setenv("NO_COLOR", "1")
        app = make_app(folder or desk, tmp_path / "home", theme, opened, **more)

        lead(app, size, steps)

    return run


def lead(app: BriefingApp, size: tuple[int, int], steps: Steps) -> None:
    """Run an app at a size, take steps in it, and let go of its desk."""

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            await steps(app, pilot)

    try:
        asyncio.run(go())
    finally:
        app.library.close()


async def press(app: BriefingApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after the last one's work is done."""
    for key in keys:
        await type_key(app, pilot, key)


def text_of(app: BriefingApp) -> str:
    """What the terminal shows, line by line."""
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips[:height])
