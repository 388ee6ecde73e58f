"""`briefing doctor`: what the program finds around itself, and what is the matter with it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

import briefing
from briefing.cli.desks import chosen, here, today
from briefing.cli.installed import installation
from briefing.cli.output import print_lines
from briefing.cli.refused import Refused
from briefing.config.settings import Settings, SettingsError, load_settings
from briefing.model.nouns import counted
from briefing.model.problem import Severity

Section = tuple[str, list[tuple[str, str]]]
_LIBRARIES = ("textual", "rich", "markdown-it-py", "pyyaml", "ahocorasick_rs", "watchfiles", "click")
_REASONS = {
    "near": "the nearest desk upwards from here",
    "environment": "$BRIEFING_DESK says so",
    "settings": "the config file says so",
    "sample": "the sample desk: there is none upwards from here, and none is set",
}

_NO_EDITOR = "not set (`editor` in the config file, $VISUAL or $EDITOR)"


@click.command("doctor")
def command() -> None:
    """Print versions, what the terminal can do, where things lie, which desk would open and why, and what is wrong.

    The exit status is 1 when something is wrong; each trouble says what to do.
    """
    problems = _problems()
    lines: list[str] = []
    for title, facts in _sections(os.environ, problems):
        width = max(len(name) for name, _said in facts)
        lines += [*[""] * bool(lines), title, *(f"  {name:<{width}}  {said}" for name, said in facts)]
    troubles = list(_troubles(os.environ))
    if "error" in problems:
        troubles.append(f"the desk has {problems}: `briefing check` tells them")
    print_lines(
        [*lines, "", "Troubles" if troubles else "Nothing is wrong.", *(f"  {trouble}" for trouble in troubles)]
    )
    sys.exit(1 if troubles else 0)


def _sections(environ: Mapping[str, str], problems: str) -> Iterator[Section]:
    yield (
        "Program",
        [
            ("briefing", briefing.__version__),
            ("installed as", briefing.DISTRIBUTION),
            ("python", sys.version.split()[0]),
            *_libraries(),
        ],
    )
    yield "Installation", list(installation(environ))
    yield "Terminal", _terminal(environ)
    yield "Folders", _folders(environ)
    yield "Desk", _desk(environ, problems)


def _libraries() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"
    yield "libyaml", _libyaml() or "missing"


def _libyaml() -> str:
    try:
        from yaml import _yaml

        return ".".join(str(part) for part in _yaml.get_version())
    except ImportError:
        return ""


def _terminal(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    try:
        size = "{} × {}".format(*os.get_terminal_size(sys.stdout.fileno()))
    except (OSError, ValueError):
        size = "standard output is none"
    many = environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    colours = "none (NO_COLOR)" if environ.get("NO_COLOR") else "16 million" if many else "what TERM says"
    inside = " ".join(
        name for name, variable in (("tmux", "TMUX"), ("screen", "STY"), ("ssh", "SSH_TTY")) if environ.get(variable)
    )
    return [
        ("size", size),
        ("TERM", environ.get("TERM", "not set")),
        ("colours", colours),
        ("inside", inside or "nothing else"),
        ("encoding", sys.stdout.encoding or "unknown"),
        ("editor", _settings(environ).editor or environ.get("VISUAL") or environ.get("EDITOR") or _NO_EDITOR),
    ]


def _settings(environ: Mapping[str, str]) -> Settings:
    """What the config file says; nothing where it can't be read, which is told elsewhere."""
    from briefing.config.paths import Folders

    try:
        return load_settings(Folders.find(environ).config / "config.toml")
    except SettingsError:
        return Settings()


def _folders(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    from briefing.config.paths import Folders, shipped

    folders = Folders.find(environ)
    named = (
        ("config", folders.config / "config.toml", "no file, which is fine"),
        ("themes", folders.config / "themes", "none of your own"),
        ("state", folders.state, "nothing read yet"),
        ("cache", folders.cache, "nothing indexed yet"),
        ("sample desk", shipped("briefs"), "not installed"),
    )
    return [(name, f"{path}" + ("" if os.path.exists(path) else f"  ({without})")) for name, path, without in named]


def _desk(environ: Mapping[str, str], problems: str) -> list[tuple[str, str]]:
    from briefing.config.paths import shipped
    from briefing.config.settings import choose_desk
    from briefing.desk.outside import ways_out
    from briefing.desk.scan import find_root, survey
    from briefing.report.words import leading_out

    settings = _settings(environ)
    try:
        near = find_root(here())
    except Refused:
        near = None
    choice = choose_desk(None, near, environ, settings, shipped("briefs"))
    if not os.path.isdir(choice.folder):
        return [("folder", f"{choice.folder}  (not there)"), ("because", _REASONS[choice.reason])]
    found = survey(choice.folder)
    return [
        ("folder", str(choice.folder)),
        ("because", _REASONS[choice.reason]),
        ("briefs", f"{len(found.briefs):,}"),
        ("registry", " ".join(found.registries) or "none: names are new in every brief"),
        *([("links", leading_out(outside))] if (outside := [*ways_out(choice.folder)]) else []),
        ("problems", f"{problems}: `briefing check` tells them" if problems else "none"),
    ]


def _problems() -> str:
    """How many problems the desk has that would open, hints apart: `2 errors, 1 warning`; empty where it has none."""
    from briefing.desk.checking import Checker

    try:
        checker = Checker(chosen(None).resolve(), today(None), hints=False)
    except Refused:
        return ""
    found = Counter(one.severity for one in checker.check(os.cpu_count() or 1).problems)
    kinds: tuple[Severity, ...] = ("error", "warning")
    return ", ".join(counted(found[kind], kind) for kind in kinds if found[kind])


def _troubles(environ: Mapping[str, str]) -> Iterator[str]:
    """What is wrong, with what to do, each in a sentence."""
    if not _libyaml():
        yield "PyYAML came without libyaml, which reads the briefs: pip install --force-reinstall pyyaml"
    if environ.get("TERM") == "dumb":
        yield "TERM=dumb can't place text on its screen: use another terminal, or `briefing snapshot`"
    if (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "utf8sig"):
        yield f"the encoding is {sys.stdout.encoding}: set LANG to one with UTF-8, like C.UTF-8, to see every letter"
    for look in (_of_settings, _of_themes, _of_folders):
        yield from look(environ)


def _of_settings(environ: Mapping[str, str]) -> Iterator[str]:
    from briefing.config.paths import Folders
    from briefing.config.settings import SettingsError, load_settings
    from briefing.ui.keymap import make_keymap

    file = Folders.find(environ).config / "config.toml"
    try:
        for trouble in make_keymap(load_settings(file).keys).troubles:
            yield f"{file}:{trouble.line}: {trouble.message}"
    except SettingsError as error:
        yield str(error)
        return
    try:
        chosen(None)
    except Refused as error:
        yield str(error)


def _of_themes(environ: Mapping[str, str]) -> Iterator[str]:
    from briefing.config.paths import Folders, shipped
    from briefing.config.themes import Themes

    own = Folders.find(environ).config / "themes"
    if os.path.isdir(own) and not os.access(own, os.R_OK | os.X_OK):
        yield f"your themes can't be read: {own} is closed to you"
    themes = Themes([shipped("themes"), own])
    for name in themes.names:
        try:
            yield from (f"{themes.file_of(name)}:{one.line}:{one.column}: {one.message}" for one in themes.check(name))
        except OSError as error:
            yield f"{themes.file_of(name)}: {error.strerror}"


def _of_folders(environ: Mapping[str, str]) -> Iterator[str]:
    from briefing.config.paths import Folders

    folders = Folders.find(environ)
    wanted: tuple[tuple[Path, Callable[[str], str]], ...] = (
        (folders.state, lambda path: f"what you read can't be kept: {path} can't be written to"),
        (folders.cache, lambda path: f"a desk is read anew each time: {path} can't be written to"),
    )
    for folder, says in wanted:
        there = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
        if not os.access(there, os.W_OK):
            yield says(str(there))
