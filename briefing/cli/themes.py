"""`briefing themes`: the themes there are, and what is the matter with them."""

from __future__ import annotations

import os
import sys

import click

from briefing.cli.output import print_as_it_is, print_lines
from briefing.cli.refused import Refused


@click.command("themes")
@click.option("--print", "printed", metavar="NAME", help="Print the file of a theme, to begin one of your own with.")
def command(printed: str | None) -> None:
    """Print every theme with its file, and what is the matter with it.

    Your own themes are the files in the folder `themes` beside the config file. The exit status is 1 when one of them
    cannot be used.
    """
    from briefing.config.paths import Folders, shipped
    from briefing.config.themes import Themes

    own = Folders.find(os.environ).config / "themes"
    has_own = True
    try:
        os.scandir(own).close()
    except (FileNotFoundError, NotADirectoryError):
        has_own = False
    except OSError as error:
        raise Refused(f"{own} could not be read: {error.strerror or error}") from None
    themes = Themes([shipped("themes"), own])
    if printed is not None:
        if printed not in themes.names:
            raise Refused(f"there is no theme `{printed}`; there are {', '.join(themes.names)}")
        print_as_it_is(themes.file_of(printed).read_text(encoding="utf-8"))
        return
    is_broken = False
    lines: list[str] = []
    width = max(map(len, themes.names))
    for name in themes.names:
        file = themes.file_of(name)
        try:
            troubles = themes.check(name)
        except OSError as error:
            raise click.ClickException(f"{file}: {error.strerror}") from None
        is_own = file.parent == own
        broken = any(not trouble.is_warning for trouble in troubles)
        is_broken = is_broken or broken
        lines.append(
            f"{name:<{width}}  {file if is_own else 'comes with briefing'}{'  cannot be used' if broken else ''}"
        )
        for trouble in troubles:
            kind = "warning" if trouble.is_warning else "error"
            lines.append(f"  {file}:{trouble.line}:{trouble.column}: {kind}: {trouble.message}")
    if not has_own:
        lines += ["", f"Your own go into {own}, as `name.yaml`."]
    print_lines(lines)
    sys.exit(1 if is_broken else 0)
