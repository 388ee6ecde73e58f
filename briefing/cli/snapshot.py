"""`briefing snapshot`: what readers will see, without a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.completing import ids, themes
from briefing.cli.desk_options import opened_desk
from briefing.cli.output import print_lines
from briefing.cli.refused import Refused
from briefing.ui.commands import VIEW_NAMES

_OF_A_THEME = (".svg", ".png", ".ans")
_KINDS = (*_OF_A_THEME, ".txt", ".words", ".json")
_LAYERS = ("text", "words", "meaning")


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
@click.option(
    "--theme",
    "names",
    metavar="NAME",
    shell_complete=themes,
    multiple=True,
    help="The theme (ink); of several, each has its name in that of its file: talks-paper.svg.",
)
@click.option("--at", metavar="DATE", help="As if it were this day; without it the day of the newest story.")
@click.option("--ascii", is_flag=True, help="Draw with ASCII alone.")
@click.option("--linear", is_flag=True, help="As for screen readers: one pane, plain words.")
@click.option(
    "--layer",
    type=click.Choice(_LAYERS),
    default="text",
    help="What to print without -o: the text, its words with the roles of their styles, or what it means, as JSON.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    type=click.Path(),
    multiple=True,
    help="Write FILE: .svg, .png, .ans (text with colours), .txt, .words (with the roles of their styles) or .json"
    " (the meaning). May be given several times.",
)
def command(
    desk: str | None,
    opened: str | None,
    view: str | None,
    keys: str,
    size: str,
    names: tuple[str, ...],
    at: str | None,
    ascii: bool,
    linear: bool,
    layer: str,
    outputs: tuple[str, ...],
) -> None:
    """Draw the reader into files, or as text to standard output.

    The same desk gives the same bytes on every machine, except for .png, which uses the machine's fonts and needs
    `pip install briefing-desk[png]`. One run makes all files; .words and .json are the same in every theme.
    """
    from briefing.cli.desks import chosen, published, today
    from briefing.config.themes import ThemeError
    from briefing.model.files import put
    from briefing.model.shown import written
    from briefing.ui.keys import KeyRefused, typed
    from briefing.ui.scene import Scene, SceneRefused, read_size, take_layers

    for output in outputs:
        if Path(output).suffix.lower() not in _KINDS:
            raise Refused(f"{output} should end in one of {', '.join(_KINDS)}")
    address = published(desk)
    if address:
        from briefing.cli.published import need_team

        need_team()
    root = Path() if address else chosen(desk).resolve()
    day = today(at) if at else None
    names = tuple(dict.fromkeys(names)) or ("ink",)
    try:
        scene = Scene(
            desk=root, at=day, opened=opened, view=view, keys=typed(keys), size=read_size(size), theme=names[0],
            ascii=ascii, linear=linear, address=address.whole if address else "",
        )  # fmt: skip
        taken = take_layers(scene, names)
    except KeyRefused as error:
        raise Refused(f"--keys: {error}") from None
    except (ThemeError, SceneRefused) as error:
        raise Refused(str(error)) from None
    texts = {"text": taken.pictures[names[0]].text, "words": taken.words, "meaning": written(taken.meaning)}
    if not outputs:
        print_lines([texts[layer].removesuffix("\n")], drawn=True)
    for output in outputs:
        kind = Path(output).suffix.lower()
        for theme in names if kind in _OF_A_THEME else names[:1]:
            file = Path(output)
            if kind in _OF_A_THEME and len(names) > 1:
                file = file.with_stem(f"{file.stem}-{theme}")
            picture = taken.pictures[theme]
            data = {".svg": picture.svg, ".ans": picture.ansi, ".words": texts["words"], ".json": texts["meaning"]}
            made = data.get(kind, picture.text).encode() if kind != ".png" else _png(picture.svg)
            try:
                put(file, made)
            except OSError as error:
                raise Refused(f"{file} could not be written: {error.strerror or error}") from None


def _png(svg: str) -> bytes:
    """The picture in pixels. Raises `Refused` without the library for it."""
    try:
        import resvg_py
    except ImportError:
        raise Refused("a .png needs one more library: pip install 'briefing-desk[png]'") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, monospace_family="Fira Code"))
