"""The desk that a command that prints is about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.desk import Desk


def chosen(named: str | None) -> Path:
    """The folder that `briefing read` would open. Raises `Refused` where there is none."""
    from briefing.config.paths import Folders, shipped
    from briefing.config.settings import SettingsError, choose_desk, load_settings
    from briefing.desk.scan import find_root

    near = None if named else find_root(Path.cwd())
    if near is not None:
        return near
    try:
        settings = load_settings(Folders.find(os.environ).config / "config.toml")
    except SettingsError as error:
        raise Refused(str(error)) from None
    choice = choose_desk(named, near, os.environ, settings, shipped("briefs"))
    if not choice.folder.is_dir():
        raise Refused(f"there is no folder {choice.folder}; name a folder of briefs")
    return choice.folder


def today(at: str | None) -> date:
    """The day that a command is to take for today. Raises `Refused` for what is no day."""
    from briefing.model.clock import Clock
    from briefing.model.when import WhenError, parse_when

    try:
        return parse_when(at).first if at else Clock().today()
    except WhenError as error:
        raise Refused(str(error)) from None


@contextmanager
def printed_desk(named: str | None, at: str | None) -> Iterator[Desk]:
    """Open the desk as `briefing read` would choose it, brought in line with its files, for as long as the block lasts.
    Raises `Refused`.
    """
    from briefing.config.paths import Folders
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock

    clock = Clock.at(today(at)) if at else Clock()
    desk = Desk(chosen(named).resolve(), Folders.find(os.environ).cache, clock)
    try:
        desk.refresh()
        yield desk
    finally:
        desk.close()
