"""Which desk, which theme, which time: flag, then environment, then file, then default."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.model.value import dataclass


class SettingsError(Exception):
    """A setting cannot be used; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the config file says. Every field has a default.

    `desk`: a folder to open when none is named and none is near. `theme`: a theme's name.
    """

    desk: str = ""
    theme: str = ""


def load_settings(file: Path) -> Settings:
    """Read `config.toml`; a missing file means the defaults. Raises `SettingsError`."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} could not be read: {error}") from None
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: {error}") from None
    known = Settings.__dataclass_fields__
    for key, value in data.items():
        if key not in known:
            raise SettingsError(f"{file}: unknown setting `{key}`; there are {', '.join(known)}")
        if not isinstance(value, str):
            raise SettingsError(f"{file}: `{key}` must be text in quotes")
    return Settings(**data)


@dataclass(frozen=True, slots=True)
class Choice:
    """A desk's folder and why it was chosen: `named`, `near`, `environment`, `settings` or `sample`."""

    folder: Path
    reason: str


def choose_desk(
    named: str | None, near: Path | None, environ: Mapping[str, str], settings: Settings, sample: Path
) -> Choice:
    """The desk to open: named on the command line, else the nearest one upwards, else `$BRIEFING_DESK`,
    else the config file's, else the sample desk."""
    if named:
        return Choice(Path(named).expanduser(), "named")
    if near:
        return Choice(near, "near")
    if environ.get("BRIEFING_DESK"):
        return Choice(Path(environ["BRIEFING_DESK"]).expanduser(), "environment")
    if settings.desk:
        return Choice(Path(settings.desk).expanduser(), "settings")
    return Choice(sample, "sample")


def choose_theme(flag: str | None, environ: Mapping[str, str], session: str, settings: Settings, default: str) -> str:
    """The theme's name: the flag, `$BRIEFING_THEME`, the config file, the one used last on this desk, the default."""
    return flag or environ.get("BRIEFING_THEME") or settings.theme or session or default
