"""What the config file says, and what wins: flag, then environment, then file, then default."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing.model.files import read
from briefing.model.limits import SETTINGS
from briefing.model.published import is_address
from briefing.model.value import dataclass, field


class SettingsError(Exception):
    """A setting cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the table `[keys]`: a command's id and what it is given, as the file has it, with its line."""

    id: str
    value: object
    line: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the config file says. Every field has a default.

    `SAYS` tells what each is for; `keys`, the table `[keys]`, is still unchecked.
    """

    desk: str = ""
    theme: str = ""
    ascii: bool = False
    linear: bool = False
    mouse: bool = True
    editor: str = ""
    marks_in_database: bool = True
    clones: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[KeyLine, ...] = ()


KINDS: dict[str, type] = {
    "desk": str,
    "theme": str,
    "ascii": bool,
    "linear": bool,
    "mouse": bool,
    "editor": str,
    "marks_in_database": bool,
    "clones": dict,
    "keys": dict,
}
"""What each setting must be."""

SAYS = {
    "desk": "the desk to open where none is named and none is near: a folder, or `postgresql://…`",
    "theme": "the name of a theme; without one the reader is dark or light as the terminal is",
    "ascii": "draw with ASCII alone",
    "linear": "one pane, words in place of signs: for screen readers and braille displays",
    "mouse": "whether clicks and the wheel come to the reader",
    "editor": "what opens a file instead of `$VISUAL`, with `{file}` and `{line}` for both",
    "marks_in_database": "whether what you mark on a published desk is kept in its database too, if that keeps marks",
    "clones": "folders with the files of published desks, by the addresses of those: there `e` edits",
    "keys": "keys of your own, by the ids of commands",
}
"""What each setting is for, in a few words."""

_ASKS = {
    str: "must be text in quotes",
    bool: "must be true or false",
    dict: "is a table: write [{key}] on a line of its own",
}


def load_settings(file: Path) -> Settings:
    """Read `config.toml`; a missing file means the defaults. Raises `SettingsError`."""
    try:
        raw = read(file, SETTINGS + 1)
        text = raw.decode()
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} could not be read: {getattr(error, 'strerror', None) or error}") from None
    if len(raw) > SETTINGS:
        raise SettingsError(f"{file} is too large (over {SETTINGS // 1024} KB)")
    from briefing.model import toml

    try:
        data = toml.load(text)
    except toml.NotToml as error:
        raise SettingsError(f"{file}:{error.line + 1}: {error}") from None
    lines = _lines_of(text)
    for key, value in data.items():
        at = f"{file}:{lines.get(key, 1)}"
        if key not in KINDS:
            from briefing.model.likeness import nearest

            meant = nearest(key, KINDS)
            hint = f"did you mean `{meant}`?" if meant else f"there are {', '.join(KINDS)}"
            raise SettingsError(f"{at}: unknown setting `{key}`; {hint}")
        if not isinstance(value, KINDS[key]):
            raise SettingsError(f"{at}: `{key}` {_ASKS[KINDS[key]].format(key=key)}")
    for address, folder in data.get("clones", {}).items():
        at = f"{file}:{lines.get(f'clones.{address}', lines.get('clones', 1))}"
        if not (is_address(address) and isinstance(folder, str)):
            raise SettingsError(f'{at}: a line of [clones] is written "postgresql://…" = "folder"')
    keys = tuple(
        KeyLine(id, value, lines.get(f"keys.{id}", lines.get("keys", 1))) for id, value in _flat(data.pop("keys", {}))
    )
    return Settings(**data, keys=keys)


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    """The entries of a table by dotted names: `page.down = "x"` is a table in a table to TOML."""
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _lines_of(text: str) -> dict[str, int]:
    """The line of every key and table by its dotted name: the TOML parser doesn't tell."""
    import re

    name = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
    dotted = rf"{name}(?:\s*\.\s*{name})*"
    header = re.compile(rf"\s*\[\s*({dotted})\s*\]")
    entry = re.compile(rf"\s*({dotted})\s*=")
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := header.match(line):
            table = _bare(found[1])
            lines.setdefault(table, number)
            table += "."
        elif found := entry.match(line):
            lines.setdefault(table + _bare(found[1]), number)
            lines.setdefault((table + _bare(found[1])).split(".")[0], number)
    return lines


def _bare(dotted: str) -> str:
    """A dotted name without quotes and blanks."""
    return ".".join(part.strip().strip("\"'") for part in dotted.split("."))


def is_on(flag: bool, environ: Mapping[str, str], variable: str, setting: bool) -> bool:
    """A switch: on by its flag, else as `$BRIEFING_…` says (anything but `0`, `no` and `false` is on), else as the
    config file says."""
    said = environ.get(variable, "").strip().lower()
    return flag or (said not in ("0", "no", "false") if said else setting)


@dataclass(frozen=True, slots=True)
class Choice:
    """A desk's folder and why it was chosen: `named`, `near`, `environment`, `settings` or `sample`; of a published one
    the address, and no folder."""

    folder: Path
    reason: str
    address: str = ""


def choose_desk(
    named: str | None, near: Path | None, environ: Mapping[str, str], settings: Settings, sample: Path
) -> Choice:
    """The desk to open: named on the command line, else the nearest one upwards, else `$BRIEFING_DESK`,
    else the config file's, else the sample desk."""
    if named:
        return _choice(named, "named")
    if near:
        return Choice(near, "near")
    if environ.get("BRIEFING_DESK"):
        return _choice(environ["BRIEFING_DESK"], "environment")
    if settings.desk:
        return _choice(settings.desk, "settings")
    return Choice(sample, "sample")


def _choice(text: str, reason: str) -> Choice:
    return Choice(Path(), reason, text) if is_address(text) else Choice(Path(os.path.expanduser(text)), reason)


def choose_theme(flag: str | None, environ: Mapping[str, str], session: str, settings: Settings, default: str) -> str:
    """The theme's name: the flag, `$BRIEFING_THEME`, the config file, the one chosen last on this desk, the default."""
    return flag or environ.get("BRIEFING_THEME") or settings.theme or session or default
