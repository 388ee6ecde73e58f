"""What the commands share that write new briefs: for which folder, and in which editor they are opened."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from briefing.cli.desks import here, refuse_address
from briefing.cli.refused import Refused

into = click.option(
    "--desk",
    "desk",
    metavar="FOLDER",
    type=click.Path(),
    help="Write into FOLDER; without it, into the desk that you are in.",
)
"""Where a command writes new briefs; `folder_for` finds the folder."""


def folder_for(named: str | None) -> Path:
    """The folder that a new brief is for: the one that is named, or the one that the user is in. Raises `Refused`."""
    from briefing.desk.scan import find_root

    refuse_address(named or "")
    folder = Path(named) if named else here()
    if not folder.is_dir():
        raise Refused(f"there is no folder {named}")
    if named is None and find_root(folder) is None:
        raise Refused("this folder is no desk: name one with --desk, or begin one here with --desk .")
    return folder


def edit_file(file: Path, line: int) -> None:
    """Open a file at a line in the user's editor, and wait until it is closed. Raises `Refused`."""
    from briefing.config.paths import Folders
    from briefing.config.settings import SettingsError, load_settings
    from briefing.ui.editors import NoEditor, edit_command

    try:
        settings = load_settings(Folders.find(os.environ).config / "config.toml")
        edit = edit_command(os.environ, settings.editor, file, line)
    except (SettingsError, NoEditor) as error:
        raise Refused(str(error)) from None
    with _terminal() as terminal:
        subprocess.run(edit.arguments, stdin=terminal, check=False)


@contextmanager
def _terminal() -> Iterator[int | None]:
    """What an editor is to read keys from where standard input has something else, as an article that was piped; None
    where that is the terminal already, or where there is none."""
    handle = None
    if hasattr(os, "ctermid") and not sys.stdin.isatty():
        with suppress(OSError):
            handle = os.open(os.ctermid(), os.O_RDWR)
    try:
        yield handle
    finally:
        if handle is not None:
            os.close(handle)
