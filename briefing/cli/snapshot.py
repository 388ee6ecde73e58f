"""`briefing snapshot`: what readers will see, without a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.completing import ids, themes
from briefing.cli.desk_options import opened_desk
from briefing.cli.output import print_lines
from briefing.cli.refused import Refused
from briefing.ui.commands import VIEW_NAMES

_KINDS = (".svg", ".txt", ".ans", ".png")


@click.command("snapshot")
@opened_desk
@click.option(
    "--open",
    "opened",
    metavar="ID",
    shell_complete=ids("story", "actor", "venue"),
    help="Open this story, actor, place or question.",
)
@click.option("--view", type=click.Choice(VIEW_NAMES), help="Begin with this view.")
@click.option("--keys", metavar="KEYS", default="", help="Then type these: 2 / 'deleg' enter.")
@click.option("--size", metavar="COLSxROWS", default="120x40", help="The size of the terminal (120x40).")
@click.option("--theme", metavar="NAME", shell_complete=themes, default="ink", help="The theme (ink).")
@click.option("--at", metavar="DATE", help="As if it were this day; without it the day of the newest story.")
@click.option("--ascii", is_flag=True, help="Draw with ASCII alone.")
@click.option("--linear", is_flag=True, help="As for screen readers: one pane, plain words.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write FILE: .svg, .txt, .ans (text with colours) or .png.",
)
def command(
    desk: str | None,
    opened: str | None,
    view: str | None,
    keys: str,
    size: str,
    theme: str,
    at: str | None,
    ascii: bool,
    linear: bool,
    output: str | None,
) -> None:
    """Draw the reader into a file, or as text to standard output.

    The same desk gives the same bytes on every machine, except for .png, which uses the machine's fonts and needs
    `pip install briefing-desk[png]`.
    """
    from briefing.cli.desks import chosen, today
    from briefing.config.themes import ThemeError
    from briefing.model.files import put
    from briefing.ui.keys import KeyRefused, typed
    from briefing.ui.scene import Scene, SceneRefused, read_size, take

    kind = Path(output).suffix.lower() if output else ".txt"
    if kind not in _KINDS:
        raise Refused(f"{output} should end in one of {', '.join(_KINDS)}")
    root = chosen(desk).resolve()
    day = today(at) if at else None
    try:
        picture = take(
            Scene(
                desk=root,
                at=day,
                opened=opened,
                view=view,
                keys=typed(keys),
                size=read_size(size),
                theme=theme,
                ascii=ascii,
                linear=linear,
            )
        )
    except KeyRefused as error:
        raise Refused(f"--keys: {error}") from None
    except (ThemeError, SceneRefused) as error:
        raise Refused(str(error)) from None
    if output is None:
        print_lines([picture.text.removesuffix("\n")])
        return
    made = {".svg": picture.svg, ".txt": picture.text, ".ans": picture.ansi}
    try:
        put(Path(output), made[kind].encode() if kind in made else _png(picture.svg))
    except OSError as error:
        raise Refused(f"{output} could not be written: {error.strerror or error}") from None


def _png(svg: str) -> bytes:
    """The picture in pixels. Raises `Refused` without the library for it."""
    try:
        import resvg_py
    except ImportError:
        raise Refused("a .png needs one more library: pip install 'briefing-desk[png]'") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, monospace_family="Fira Code"))
