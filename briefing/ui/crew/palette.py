"""The palette, and what follows from what is chosen there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.ui.acts import Act
from briefing.ui.commands import Command
from briefing.ui.messages import CommandChosen, GoTo, ShowView
from briefing.ui.reading import Reading

if TYPE_CHECKING:
    from briefing.ui.palette import Choice
    from briefing.ui.stage import Stage


class Palette:
    """Tells what was chosen, and remembers the commands."""

    def __init__(self, stage: Stage, reading: Reading) -> None:
        self._stage = stage
        self._reading = reading

    def show(self, possible: Callable[[Command], bool] = lambda _command: True) -> None:
        """Every command that is `possible` and every page by name."""
        from briefing.ui.palette import DeskOffers

        offers = DeskOffers(self._stage.library, [*filter(possible, self._stage.commands)], self._reading.recent)
        self._stage.push(self._stage.beside.palette(offers), self._chosen)

    def connect(self, actor: Place) -> None:
        """Whom an actor is connected with."""
        from briefing.ui.companions import Companions

        offers = Companions(self._stage.library, actor.key)
        self._stage.push(self._stage.beside.palette(offers), self._chosen)

    def since(self) -> None:
        """Since which day there is something to know."""
        from briefing.ui.days import Days

        self._stage.push(self._stage.beside.palette(Days(self._stage.library.clock.today())), self._chosen)

    def _chosen(self, choice: Choice | None) -> None:
        if isinstance(choice, Command):
            self._reading.used(choice.id)
            self._stage.post_message(CommandChosen(choice.act))
        elif isinstance(choice, Act):
            self._stage.post_message(CommandChosen(choice))
        elif isinstance(choice, Place):
            self._stage.post_message(GoTo(choice))
        elif choice:
            self._stage.post_message(ShowView(choice))
