"""A desk for a command that prints: the one that is meant, brought in line with its files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from briefing.desk.desk import Desk


@contextmanager
def printed_desk(named: str | None, at: str | None) -> Iterator[Desk]:
    """Open the desk as `briefing read` would choose it, for as long as the block lasts. Raises `click.UsageError`."""
    from briefing.config.paths import Folders, shipped
    from briefing.config.settings import SettingsError, choose_desk, load_settings
    from briefing.desk.desk import Desk
    from briefing.desk.scan import find_root
    from briefing.model.clock import Clock
    from briefing.model.when import WhenError, parse_when

    try:
        clock = Clock.at(parse_when(at).first) if at else Clock()
        folders = Folders.find(os.environ)
        settings = load_settings(folders.config / "config.toml")
    except (WhenError, SettingsError) as error:
        raise click.UsageError(str(error)) from None
    near = None if named else find_root(Path.cwd())
    choice = choose_desk(named, near, os.environ, settings, shipped("briefs"))
    if not choice.folder.is_dir():
        raise click.UsageError(f"there is no folder {choice.folder}; name a folder of briefs with --desk")
    desk = Desk(choice.folder.resolve(), folders.cache, clock)
    try:
        desk.refresh()
        yield desk
    finally:
        desk.close()
