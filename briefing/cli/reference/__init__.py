"""The pages of reference in `docs/`, each made of the code's own tables: `python -m briefing.cli.reference docs`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

PAGES = {
    "answers.md": "briefing.cli.reference.answers:page",
    "briefing.1": "briefing.cli.man:page",
    "commands.md": "briefing.cli.reference.commands:page",
    "completion/briefing.bash": "briefing.cli.completion:bash",
    "completion/briefing.fish": "briefing.cli.completion:fish",
    "completion/briefing.zsh": "briefing.cli.completion:zsh",
    "export.md": "briefing.export.reference:page",
    "format.md": "briefing.check.reference:as_page",
    "keys.md": "briefing.cli.reference.keys:page",
    "rules.md": "briefing.check.explain:as_page",
    "search.md": "briefing.cli.reference.search:page",
    "settings.md": "briefing.cli.reference.settings:page",
    "theme-file.md": "briefing.cli.reference.theme_file:page",
}
"""Every page that is made, with the function that gives its text."""


def made(name: str) -> str:
    """The text of a page as the code has it now."""
    module, _colon, function = PAGES[name].partition(":")
    text = getattr(import_module(module), function)()
    assert isinstance(text, str)
    return text


def write(folder: Path) -> None:
    """Write every page into a folder."""
    for name in PAGES:
        (folder / name).write_text(made(name), encoding="utf-8")
