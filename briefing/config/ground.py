"""The terminal's ground, dark or light, and the theme that lies on it where none was chosen."""

from __future__ import annotations

from collections.abc import Mapping

DARK, LIGHT = "ink", "paper"


def theme_on(is_light: bool) -> str:
    """The theme's name for a ground."""
    return LIGHT if is_light else DARK


def is_light(colour: str) -> bool | None:
    """Whether a colour as terminals tell it is light: `rgb:ffff/ffff/ffff` with one to four hexadecimal digits each
    (XParseColor), an alpha behind or not, or `#rrggbb`. None for anything else."""
    kind, _colon, said = colour.partition(":")
    if kind in ("rgb", "rgba"):
        parts = said.split("/")[:3]
    else:
        size = (len(colour) - 1) // 3
        parts = [colour[at : at + size] for at in range(1, 1 + 3 * size, size or 1)] if colour[:1] == "#" else []
    try:
        red, green, blue = (int(part, 16) / int("f" * len(part), 16) for part in parts)
    except ValueError:
        return None
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5  # what an eye makes of it (ITU-R BT.601)


def default_theme(environ: Mapping[str, str]) -> str:
    """The theme where none was chosen: a terminal that says of itself that it has sixteen colours keeps its own.

    What it says is read as rich does, which would bring our colours down to the nearest of the sixteen. Some terminals
    name their ground in `$COLORFGBG`, by its number among the sixteen: 7 and those from 9 are light, as vim has it.
    """
    term = environ.get("TERM", "")
    many = environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith(("256color", "kitty"))
    if term and not many:
        return "terminal"
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return theme_on(ground.isdecimal() and int(ground) not in (*range(7), 8))
