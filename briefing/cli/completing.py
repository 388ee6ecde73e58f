"""What a shell offers when tab is pressed behind an argument. Whatever goes wrong here, nothing is offered."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from briefing.desk.desk import Desk

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
_MOST = 200


def ids(*kinds: Literal["story", "actor", "venue"]) -> Offer:
    """The ids of the desk that the command would open, each with its title or name; the index is taken as it is."""

    def offer(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        try:
            desk = _desk(context.params.get("desk"))
            try:
                found = desk.ids(kinds, typed, _MOST) if desk.is_indexed else ()
            finally:
                desk.close()
        except Exception:  # a line that is being typed is no place for a message
            return []
        return [CompletionItem(key, help=" ".join(name.split())) for key, name in found]

    return offer


def _desk(named: str | None) -> Desk:
    from briefing.cli.desks import chosen, published
    from briefing.config.paths import Folders
    from briefing.model.clock import Clock

    if address := published(named):
        from briefing.postgres.desk import PublishedDesk

        return PublishedDesk(address, Clock())
    from briefing.desk.desk import Desk

    return Desk(chosen(named).resolve(), Folders.find(os.environ).cache, Clock())


def themes(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The names of the themes that come with the program."""
    from briefing.config.paths import shipped

    return [CompletionItem(file.stem) for file in sorted(shipped("themes").glob(f"{_plain(typed)}*.yaml"))]


def topics(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The keys and words of the format, each with what it is, and the codes of problems. A key of one kind of entry
    (`event.status`) is offered when its dot is typed.
    """
    from briefing.check.explain import explanations
    from briefing.check.topics import offered

    found = [(name, says) for name, says in offered() if "." in typed or "." not in name]
    found += [(code, one.summary) for code, one in explanations().items()]
    begins = (typed, typed.upper())
    return [CompletionItem(name, help=says) for name, says in found if name.startswith(begins)]


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char in "-_")
