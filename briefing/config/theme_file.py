"""One theme file: its lines, and everything that is the matter with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from briefing.model.files import read
from briefing.model.names import one_line
from briefing.model.value import dataclass

GROUNDS = ("ground", "pane", "bar", "selected", "highlight")
INKS = (
    "text", "soft", "faint", "accent", "person", "organisation", "state", "place", "open", "answered",
)  # fmt: skip
ROLES = GROUNDS + INKS
KEYS = ("title", "dark", "base", *ROLES)

_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
OWN = ("default", *_HUES, *(f"bright_{hue}" for hue in _HUES))
"""What the terminal's own colours are called in a theme."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_SIZE_LIMIT = 16_384  # bytes; far more than a theme needs
_UNDER_TEXT = ("ground", "pane", "bar", "selected")  # on the highlight, inks are lifted (`ui/styles.py`)
LEAST = 4.5
"""The least contrast of text on its ground (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is the matter at a place of the file, lines and columns from 1; a warning does not keep the theme from being
    used.
    """

    line: int
    column: int
    message: str
    is_warning: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """The keys and values of a file as far as they can be used, the place of each key, and the troubles in order."""

    values: dict[str, str]
    places: dict[str, tuple[int, int]]
    troubles: tuple[Trouble, ...] = ()


def read_theme_file(file: Path) -> ThemeFile:
    """Read and check a file on its own: its base and what it leaves out are the business of `Themes`. Raises
    `OSError`."""
    data = read(file, _SIZE_LIMIT + 1)
    if len(data) > _SIZE_LIMIT:
        return _refused(f"the file is too large for a theme (over {_SIZE_LIMIT // 1024} KB)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused("the file is not UTF-8", data[: error.start].count(b"\n") + 1)
    return _checked(text)


def in_order(troubles: Iterable[Trouble]) -> list[Trouble]:
    """By their places in the file."""
    return sorted(troubles, key=lambda trouble: trouble.place)


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colours as WCAG 2.2 defines it: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint_inks(colours: dict[str, str]) -> Iterator[tuple[str, str, float]]:
    """Each ink that is hard to read, with the ground where it is worst and the contrast there."""
    for ink in INKS:
        grounds = [ground for ground in _UNDER_TEXT if colours[ground] not in OWN and colours[ink] not in OWN]
        if grounds:
            ratio, ground = min((contrast(colours[ink], colours[ground]), ground) for ground in grounds)
            if ratio < LEAST:
                yield ink, ground, ratio


def _refused(message: str, line: int = 1, column: int = 1) -> ThemeFile:
    return ThemeFile({}, {}, (Trouble(line, column, message),))


def _checked(text: str) -> ThemeFile:
    import yaml

    values: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    troubles: list[Trouble] = []
    try:
        for key, value in _pairs(text):
            name, at = one_line(str(key.value)), (key.start_mark.line + 1, key.start_mark.column + 1)
            if name in places:
                troubles.append(Trouble(*at, f"`{name}` stands in line {places[name][0]} already"))
                continue
            places[name] = at
            said = value.value if isinstance(value, yaml.ScalarEvent) else None
            there = (value.start_mark.line + 1, value.start_mark.column + 1)
            trouble, good = _judged(name, said)
            if trouble:
                troubles.append(Trouble(*(at if name not in KEYS else there), trouble))
            else:
                values[name] = good
    except _NotATheme as wrong:
        troubles.append(Trouble(wrong.line, wrong.column, wrong.message))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", "") or "it cannot be read"
        troubles.append(
            Trouble(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"this is not YAML: {said}")
        )
    return ThemeFile(values, places, tuple(in_order(troubles)))


class _NotATheme(Exception):
    def __init__(self, event: Any, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.line, self.column = event.start_mark.line + 1, event.start_mark.column + 1


def _pairs(text: str) -> Iterator[tuple[Any, Any]]:
    """The events of each key and its value. By events, not by nodes: nesting cannot exhaust the stack."""
    import yaml

    key: Any = None
    depth = 0
    has_begun = False
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _NotATheme(event, "anchors and aliases are not used in themes")
        if isinstance(event, yaml.DocumentStartEvent) and has_begun:
            raise _NotATheme(event, "a second document begins here; a theme is one list of `role: colour` lines")
        if isinstance(event, yaml.NodeEvent):
            if not has_begun and not isinstance(event, yaml.MappingStartEvent):
                raise _NotATheme(event, "a theme is a list of `role: colour` lines")
            if not has_begun:
                has_begun, depth = True, 1
                continue
            if depth == 1 and key is None:
                if not isinstance(event, yaml.ScalarEvent):
                    raise _NotATheme(event, "a key is a single word, like `text`")
                key = event
            elif depth == 1:
                yield key, event
                key = None
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
    if not has_begun:
        raise _NotATheme(event, "the file is empty; a theme is a list of `role: colour` lines")


def _judged(key: str, value: str | None) -> tuple[str, str]:
    """What is wrong with a key and its value, or nothing, and the value as it is used."""
    if key not in KEYS:
        from briefing.model.likeness import nearest

        meant = nearest(key, KEYS)
        return f"a theme has no `{key}`; " + (f"did you mean `{meant}`?" if meant else f"it has {', '.join(KEYS)}"), ""
    if value is None:
        return f"`{key}` is one value, not a list", ""
    value = one_line(value)
    if key == "dark":
        return ("" if value in ("true", "false") else f"`dark` is true or false, not `{value}`"), value
    if key in ("title", "base"):
        return ("" if value else f"`{key}` has no value"), value
    if value in OWN:
        return "", value
    if not _HEX.fullmatch(value):
        return f"`{key}` {_colour_trouble(value)}", ""
    digits = value[1:]
    return "", f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}".lower()


def _colour_trouble(value: str) -> str:
    if not value:
        return "has no colour; a colour that begins with # stands in quotes: `#` alone begins a comment"
    if re.fullmatch(r"[0-9a-fA-F]{6}", value):
        return f'is a colour like "#1a2b3c": the # is missing in `{value}`'
    from briefing.model.likeness import nearest

    meant = nearest(value, OWN)
    return f'is a colour like "#1a2b3c" or `bright_blue`, not `{value}`' + (
        f"; did you mean `{meant}`?" if meant else ""
    )


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
