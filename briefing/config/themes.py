"""The themes there are, and one of them by name. A theme is a flat YAML file and no Python."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import briefing
from briefing.model.files import changed_ns, put
from briefing.model.seal import sealed, unsealed
from briefing.model.value import dataclass

if TYPE_CHECKING:
    from briefing.config.theme_file import ThemeFile, Trouble

DEFAULT = "ink"
STAND_INS: dict[str, str] = {}
"""The roles that came later, each with the one whose colour it has in a theme that does not know it yet: a whole theme
of somebody's own goes on working."""
Stamp = list[object]
_Layer = tuple[str, int]  # a theme's name, and which of the files of that name


class ThemeError(Exception):
    """A theme could not be used; the message is for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """`colours` maps every role of `ROLES` to `#rrggbb` or to one of `OWN` (`config/theme_file.py`)."""

    name: str
    title: str
    dark: bool
    colours: dict[str, str]

    @property
    def is_own(self) -> bool:
        """Whether it lies on the terminal's own ground, of which nothing is known."""
        return not self.colours["ground"].startswith("#")


class Themes:
    """The themes in some folders; a later folder's theme stands in for an earlier one's of the same name.

    A theme with a `base` takes from it what it leaves out; one that stands in for another of its name may have that one
    as its base. What was read is remembered in `cache`, by size and time of the file, so that a start need not load
    YAML.
    """

    def __init__(self, folders: list[Path], cache: Path | None = None) -> None:
        self._folders = folders
        self._files: dict[str, list[Path]] = {}
        self._cache = cache / "themes.json" if cache else None
        self.renew()

    def renew(self) -> None:
        """Look into the folders again. One that cannot be read is empty."""
        self._files = {}
        for folder in self._folders:
            for file in sorted(folder.glob("*.yaml")) if os.path.isdir(folder) else ():
                self._files.setdefault(file.stem, []).append(file)

    @property
    def own_folder(self) -> Path:
        """Where a reader's own themes are."""
        return self._folders[-1]

    @property
    def names(self) -> list[str]:
        """Sorted, the default first."""
        return sorted(self._files, key=lambda name: (name != DEFAULT, name))

    def file_of(self, name: str) -> Path:
        """The file of a theme of `names`."""
        return self._files[name][-1]

    def load(self, name: str) -> Theme:
        """The theme of that name. Raises `ThemeError`, with the first trouble and how many more there are."""
        if name not in self._files:
            raise ThemeError(f"there is no theme `{name}`; there are {', '.join(self.names)}")
        return self._theme(self._layer(name), ())

    def check(self, name: str) -> tuple[Trouble, ...]:
        """Everything that is the matter with a theme's file, warnings too. Raises `OSError`."""
        from briefing.config.theme_file import Trouble, faint_inks, in_order, read_theme_file

        layer = self._layer(name)
        read = read_theme_file(self._file(layer))
        troubles = [*read.troubles, *self._incomplete(layer, read)]
        if not troubles:
            theme = self._theme(layer, ())
            troubles += [
                Trouble(*read.places.get(ink, read.places.get(ground, (1, 1))), message, is_warning=True)
                for ink, ground, ratio in faint_inks(theme.colours)
                for message in (f"`{ink}` on `{ground}` has a contrast of {ratio:.1f}; under 4.5 it is hard to read",)
            ]
        return tuple(in_order(troubles))

    def _layer(self, name: str) -> _Layer:
        return name, len(self._files[name]) - 1

    def _file(self, layer: _Layer) -> Path:
        return self._files[layer[0]][layer[1]]

    def _theme(self, layer: _Layer, above: tuple[_Layer, ...]) -> Theme:
        """A theme with what it has of its bases; `above` are the themes that it is a base of."""
        values = self._values(layer, above)
        colours = self._theme(self._base(layer, values["base"]), (*above, layer)) if "base" in values else None
        dark = values.get("dark", "true") == "true" if "dark" in values or colours is None else colours.dark
        from_base = colours.colours if colours else {}
        own = {key: value for key, value in values.items() if key not in ("title", "dark", "base")}
        made = {**from_base, **own}
        if not above:  # last of all: what a theme says of the one role goes for both
            made |= {role: made[other] for role, other in STAND_INS.items() if role not in made}
        return Theme(layer[0], values.get("title", layer[0]), dark, made)

    def _base(self, layer: _Layer, base: str) -> _Layer:
        return (base, layer[1] - 1) if base == layer[0] else self._layer(base)

    def _values(self, layer: _Layer, above: tuple[_Layer, ...]) -> dict[str, str]:
        """The checked lines of a file, read or remembered. Raises `ThemeError`."""
        file = self._file(layer)
        try:
            stat = file.stat()
            stamp: Stamp = [briefing.__version__, changed_ns(stat), stat.st_size]
            remembered = self._remembered()
            entry = remembered.get(str(file))
            values = entry[1] if entry and entry[0] == stamp else None
            if values is not None and ("base" not in values or self._is_sound(layer, values["base"], above)):
                return values
            from briefing.config.theme_file import in_order, read_theme_file

            read = read_theme_file(file)
        except OSError as error:
            raise ThemeError(f"{file}: {error.strerror}") from None
        troubles = in_order((*read.troubles, *self._incomplete(layer, read, above)))
        if troubles:
            more = f" (and {len(troubles) - 1} more: `briefing themes`)" if troubles[1:] else ""
            raise ThemeError(f"{file}:{troubles[0].line}: {troubles[0].message}{more}")
        self._remember({**remembered, str(file): (stamp, read.values)})
        return read.values

    def _incomplete(self, layer: _Layer, read: ThemeFile, above: tuple[_Layer, ...] = ()) -> list[Trouble]:
        """What is the matter with a file among the others: its base, or the roles that it has no colour for."""
        from briefing.config.theme_file import ROLES, Trouble
        from briefing.model.likeness import nearest

        base = read.values.get("base")
        at = read.places.get("base", (1, 1))
        if base is None:
            missing = [role for role in ROLES if role not in read.places and role not in STAND_INS]
            if not missing or "base" in read.places or not read.places:
                return []
            named = ", ".join(f"`{role}`" for role in missing[:3]) + (" …" if missing[3:] else "")
            return [Trouble(1, 1, f"no colour for {named}; `base: {DEFAULT}` would take it from there")]
        if base == layer[0] and layer[1] == 0:
            return [Trouble(*at, "a theme can't be its own base")]
        if base not in self._files:
            meant = nearest(base, self._files)
            hint = f"did you mean `{meant}`?" if meant else f"there are {', '.join(self.names)}"
            return [Trouble(*at, f"there is no theme `{base}`; {hint}")]
        if self._base(layer, base) in (layer, *above):
            return [Trouble(*at, f"`{base}` has this theme as its own base, so neither has a colour to begin with")]
        try:
            self._theme(self._base(layer, base), (*above, layer))
        except ThemeError as error:
            return [Trouble(*at, f"its base cannot be used: {error}")]
        return []

    def _is_sound(self, layer: _Layer, base: str, above: tuple[_Layer, ...]) -> bool:
        """Whether a remembered theme's base is still there and no circle."""
        is_there = base in self._files and (base != layer[0] or layer[1] > 0)
        return is_there and self._base(layer, base) not in (layer, *above)

    def _remembered(self) -> dict[str, tuple[Stamp, dict[str, str]]]:
        try:
            entries = json.loads(unsealed(self._cache.read_bytes())) if self._cache else {}
            return {
                str(file): (stamp, values)
                for file, (stamp, values) in entries.items()
                if all(isinstance(text, str) for pair in values.items() for text in pair)
            }
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def _remember(self, entries: dict[str, tuple[Stamp, dict[str, str]]]) -> None:
        if not self._cache:
            return
        try:
            put(self._cache, sealed(json.dumps(entries).encode()), folders=True)
        except OSError:
            return  # a cache that cannot be kept costs time, not correctness
