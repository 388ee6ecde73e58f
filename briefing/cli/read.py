"""`briefing read`: the reader."""

from __future__ import annotations

import click

VIEWS = ("stories", "people", "places", "questions")


@click.command("read")
@click.argument("desk", required=False, type=click.Path())
@click.option("--open", "opened", metavar="ID", help="Open this story, actor, place or question.")
@click.option("--view", type=click.Choice(VIEWS), help="Begin with this view.")
@click.option("--theme", metavar="NAME", help="Use this theme.")
@click.option("--at", metavar="DATE", help="Read as if it were this day (2025-05-16).")
def command(desk: str | None, opened: str | None, view: str | None, theme: str | None, at: str | None) -> None:
    """Open DESK in the reader.

    Without DESK: the nearest desk upwards from here, else $BRIEFING_DESK, else `desk` in the config file, else the
    sample desk.
    """
    import gc
    import os
    import sys
    from pathlib import Path

    from briefing.config.paths import Folders, shipped
    from briefing.config.settings import SettingsError, choose_desk, load_settings
    from briefing.desk.scan import find_root
    from briefing.model.clock import Clock
    from briefing.model.when import WhenError, parse_when

    try:
        clock = Clock.at(parse_when(at).first) if at else Clock()
        folders = Folders.find(os.environ)
        settings = load_settings(folders.config / "config.toml")
    except (WhenError, SettingsError) as error:
        raise click.UsageError(str(error)) from None
    near = None if desk else find_root(Path.cwd())
    choice = choose_desk(desk, near, os.environ, settings, shipped("briefs"))
    if not choice.folder.is_dir():
        raise click.UsageError(_no_desk(choice.folder, choice.reason))
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise click.UsageError("the reader needs a terminal: standard input or output is not one")

    gc.disable()  # until the first frame, which it would delay by a tenth; the screen turns it on again
    from briefing.config.themes import ThemeError
    from briefing.ui.opening import Wish, open_desk

    try:
        app = open_desk(choice, folders, os.environ, clock, settings, Wish(opened, view, theme))
    except ThemeError as error:
        raise click.UsageError(str(error)) from None
    app.run()


def _no_desk(folder: object, reason: str) -> str:
    where = {
        "named": "",
        "near": "",
        "environment": " (that is what $BRIEFING_DESK says)",
        "settings": " (that is what the config file says)",
        "sample": " (the sample desk did not come with this installation)",
    }[reason]
    return f"there is no folder {folder}{where}; name a folder of briefs, like `briefing read path/to/desk`"
