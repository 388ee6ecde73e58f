"""The page of what a theme's file may say, made of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.config.paths import shipped
from briefing.config.theme_file import LEAST, OWN, ROLES
from briefing.config.themes import DEFAULT, Themes

_HEAD = """\
# What a theme may say

A theme is a file of YAML with one value a line: `title`, the name on screen; `dark`, `true` or `false`; `base`, the
theme from which all comes that the file does not say; and a colour for each role.
[Your own theme](themes.md) says where it lies.
"""
_LINE = re.compile(r"^(\w+):[^\n]*?\s# ([^\n]+)$", re.M)
_NAMES = {
    "text": "text",
    "accent": "what is marked, and where the focus is",
    "person": "the name of a person",
    "organisation": "the name of a body",
    "state": "the name of a state",
    "place": "the name of a place",
    "open": "a question that is open",
    "answered": "a question that was answered",
}


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    themes = Themes([shipped("themes")])
    yield from (_HEAD, "## Themes that come with the program", "", "| name | title | for |", "|---|---|---|")
    for name in themes.names:
        theme = themes.load(name)
        yield f"| `{name}` | {theme.title} | {'a dark ground' if theme.dark else 'a light ground'} |"
    yield from ("", "## Roles", "", "| role | in Ink | is for |", "|---|---|---|")
    said = dict(_LINE.findall(themes.file_of(DEFAULT).read_text(encoding="utf-8")))
    colours = themes.load(DEFAULT).colours
    yield from (f"| `{role}` | `{colours[role]}` | {said.get(role) or _NAMES.get(role, role)} |" for role in ROLES)
    yield from ("", "`briefing themes --print ink` prints a whole file.", "")
    yield from ("## Colours", "")
    own = ", ".join(f"`{name}`" for name in OWN)
    yield f"`#rrggbb` or `#rgb`, in quotes; or one that is the terminal's own: {own}."
    yield f"Text needs a contrast of {LEAST} to its ground (WCAG 2.2, 1.4.3);"
    yield "`briefing themes` tells where it has less."
