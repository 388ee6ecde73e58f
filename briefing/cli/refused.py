"""What a command cannot do."""

from __future__ import annotations

from briefing.model.names import clean


class Refused(Exception):
    """A command cannot do what was asked; the message says why, and what to do. The exit status is 2."""

    def __init__(self, why: str) -> None:
        super().__init__(clean(why))  # it quotes paths and arguments
