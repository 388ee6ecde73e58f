"""The pages of reference in `docs/`, each made of the code's own tables: `python -m briefing.cli.reference docs`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

PAGES = {
    "briefing.1": "briefing.cli.man:page",
    "export.md": "briefing.export.reference:page",
    "format.md": "briefing.check.reference:as_page",
    "keys.md": "briefing.cli.reference.keys:page",
    "rules.md": "briefing.check.explain:as_page",
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
