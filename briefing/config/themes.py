"""Theme files: roles to colours. A theme is a flat YAML file and no Python."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from briefing.model.value import dataclass

GROUNDS = ("ground", "pane", "bar", "selected", "highlight")
INKS = (
    "text", "soft", "faint", "accent", "person", "organisation", "state", "place", "open", "answered",
)  # fmt: skip
ROLES = GROUNDS + INKS
DEFAULT = "ink"

_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
OWN = ("default", *_HUES, *(f"bright_{hue}" for hue in _HUES))
"""What the terminal's own colours are called in a theme."""
_COLOUR = re.compile(rf"#[0-9a-fA-F]{{6}}|{'|'.join(OWN)}")
_SIZE_LIMIT = 16_384  # bytes; far more than a theme needs, far less than what nesting needs to do harm


class ThemeError(Exception):
    """A theme could not be used; the message is for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """`colours` maps every role of `ROLES` to `#rrggbb` or to one of `OWN`."""

    name: str
    title: str
    dark: bool
    colours: dict[str, str]

    @property
    def is_own(self) -> bool:
        """Whether it lies on the terminal's own ground, of which nothing is known."""
        return self.colours["ground"] in OWN


class Themes:
    """The themes in some folders; a later folder's theme replaces an earlier one's of the same name.

    Read themes are remembered in `cache`, by size and time of the file, so that a start need not load YAML.
    """

    def __init__(self, folders: list[Path], cache: Path | None = None) -> None:
        self._files = {
            file.stem: file for folder in folders if folder.is_dir() for file in sorted(folder.glob("*.yaml"))
        }
        self._cache = cache / "themes.json" if cache else None

    @property
    def names(self) -> list[str]:
        """Sorted, the default first."""
        return sorted(self._files, key=lambda name: (name != DEFAULT, name))

    def load(self, name: str) -> Theme:
        """The theme of that name. Raises `ThemeError`."""
        file = self._files.get(name)
        if file is None:
            raise ThemeError(f"there is no theme `{name}`; there are {', '.join(self.names)}")
        try:
            stat = file.stat()
            stamp = [str(file), stat.st_mtime_ns, stat.st_size]
            remembered = self._remembered()
            if (entry := remembered.get(name)) and entry[0] == stamp:
                return _theme(name, entry[1], file)
            data = _read(file)
        except OSError as error:
            raise ThemeError(f"{file}: {error.strerror}") from None
        theme = _theme(name, data, file)
        self._remember({**remembered, name: [stamp, data]})
        return theme

    def _remembered(self) -> dict[str, list[object]]:
        try:
            entries = json.loads(self._cache.read_bytes()) if self._cache else {}
            return {name: entry for name, entry in entries.items() if len(entry) == 2 and isinstance(entry[1], dict)}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def _remember(self, entries: dict[str, list[object]]) -> None:
        if not self._cache:
            return
        part = self._cache.with_suffix(f".{os.getpid()}.part")
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(entries))
            part.replace(self._cache)
        except OSError:
            return  # a cache that cannot be kept costs time, not correctness


def _read(file: Path) -> object:
    if file.stat().st_size > _SIZE_LIMIT:
        raise ThemeError(f"{file} is too large for a theme (over {_SIZE_LIMIT // 1024} KB)")
    import yaml

    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ThemeError(f"{file} is not a YAML file: {str(error).splitlines()[0]}") from None


def _theme(name: str, data: object, file: Path) -> Theme:
    if not isinstance(data, dict):
        raise ThemeError(f"{file}: a theme is a list of `role: colour` lines")
    for role in ROLES:
        colour = data.get(role)
        if colour is None:
            raise ThemeError(f"{file}: no colour for `{role}`")
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            raise ThemeError(f"{file}: `{role}` is not a colour like `#1a2b3c` or `bright_blue`: {colour}")
    return Theme(
        name, str(data.get("title", name)), data.get("dark") != "false", {role: str(data[role]) for role in ROLES}
    )
