"""The row of hints: a key, a word for what it does, and as many of them as fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.cells import cell_len

from briefing.model.value import dataclass
from briefing.ui.acts import Act
from briefing.ui.commands import Command
from briefing.ui.keys import plain
from briefing.ui.manner import Manner
from briefing.ui.sheet import Piece, Press, Stop

_GAP = "   "


@dataclass(frozen=True, slots=True)
class Hint:
    """A key as a person reads it, what it does in a word, and what a click on it does, with a label for that."""

    key: str
    word: str
    act: Act | None = None
    label: str = ""


def hint_row(hints: Iterable[Hint], room: int, last: Hint | None = None) -> tuple[Piece, ...]:
    """The first hints that fit into `room` cells, most useful first; those without a key are left out. `last` stands
    behind them, wherever there is room for it."""
    if last and last.key:
        end = hint_row([last], room)
        taken = sum(cell_len(piece.text) for piece in end) + cell_len(_GAP)
        before = hint_row([hint for hint in hints if hint != last], room - taken)
        return (*before, Piece(_GAP), *end) if before and end else end or before
    pieces: list[Piece] = []
    used = 0
    for hint in hints:
        if not hint.key:
            continue
        gap = _GAP if pieces else ""
        used += cell_len(gap) + cell_len(hint.key) + 1 + cell_len(hint.word)
        if used > room:
            break
        stop = Stop(Press(hint.act), hint.label or hint.word) if hint.act else None
        pieces += [Piece(gap), Piece(hint.key, "accent", "b", stop), Piece(f" {hint.word}", "soft", "", stop)]
    return tuple(pieces)


class KeyNames:
    """The first key of each command as a person reads it, in words where signs are not drawn."""

    def __init__(self, commands: Iterable[Command], manner: Manner) -> None:
        in_words = manner.ascii or manner.linear
        self._firsts: Mapping[str, str] = {
            command.id: plain(command.first) if in_words else command.first for command in commands
        }

    def pair(self, one: str, other: str) -> str:
        """The keys of two commands that belong together."""
        keys = (self._firsts[one], self._firsts[other])
        return "".join(keys) if all(len(key) == 1 for key in keys) else " ".join(key for key in keys if key)

    def __getitem__(self, id: str) -> str:
        return self._firsts[id]
