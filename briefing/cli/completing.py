"""What a shell offers when tab is pressed behind an argument. Whatever goes wrong here, nothing is offered."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Literal

import click
from click.shell_completion import CompletionItem

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
_MOST = 200


def ids(*kinds: Literal["story", "actor", "venue"]) -> Offer:
    """The ids of the desk that the command would open, each with its title or name; the index is taken as it is."""

    def offer(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from briefing.cli.desks import chosen
        from briefing.config.paths import Folders
        from briefing.desk.desk import Desk
        from briefing.model.clock import Clock

        try:
            desk = Desk(chosen(context.params.get("desk")).resolve(), Folders.find(os.environ).cache, Clock())
            try:
                found = desk.ids(kinds, typed, _MOST) if desk.is_indexed else ()
            finally:
                desk.close()
        except Exception:  # a line that is being typed is no place for a message
            return []
        return [CompletionItem(key, help=" ".join(name.split())) for key, name in found]

    return offer


def themes(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The names of the themes that come with the program."""
    from briefing.config.paths import shipped

    return [CompletionItem(file.stem) for file in sorted(shipped("themes").glob(f"{_plain(typed)}*.yaml"))]


def codes(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The codes of problems, each with what it says."""
    from briefing.check.explain import explanations

    return [
        CompletionItem(code, help=one.summary) for code, one in explanations().items() if code.startswith(typed.upper())
    ]


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char in "-_")
