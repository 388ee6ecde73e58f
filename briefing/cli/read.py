"""`briefing read`: the reader."""

from __future__ import annotations

import click

from briefing.cli.completing import ids, themes
from briefing.ui.commands import VIEW_NAMES


@click.command("read")
@click.argument("desk", required=False, type=click.Path())
@click.option(
    "--open",
    "opened",
    metavar="ID",
    shell_complete=ids("story", "actor", "venue"),
    help="Open this story, actor, place or question.",
)
@click.option(
    "--follow",
    metavar="FILE",
    type=click.Path(),
    help="Show FILE while you write it: what you save, at what changed, with what is wrong.",
)
@click.option("--view", type=click.Choice(VIEW_NAMES), help="Begin with this view.")
@click.option("--theme", metavar="NAME", shell_complete=themes, help="Use this theme, whatever the terminal's light.")
@click.option("--at", metavar="DATE", help="Read as if it were this day (2025-05-16).")
@click.option("--ascii", is_flag=True, help="Draw with ASCII alone; the text of the articles stays.")
@click.option("--linear", is_flag=True, help="For screen readers and braille: one pane, plain words, a real cursor.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def command(
    desk: str | None,
    opened: str | None,
    follow: str | None,
    view: str | None,
    theme: str | None,
    at: str | None,
    ascii: bool,
    linear: bool,
    no_mouse: bool,
) -> None:
    """Open DESK in the reader.

    Without DESK: the nearest desk upwards from here, else $BRIEFING_DESK, else `desk` in the config file, else the
    sample desk. With --follow: the desk that FILE is in.
    """
    from briefing.cli.refused import Refused
    from briefing.cli.start import start

    spot = None
    if follow is not None:
        from briefing.cli.following import followed

        if opened:
            raise Refused("--open and --follow each say what is shown first: give one of them")
        root, file = followed(follow, desk)
        desk, spot = str(root), (file, 0)
    start(desk, opened, view, theme, at, ascii, linear, not no_mouse, spot=spot, follows=spot is not None)
