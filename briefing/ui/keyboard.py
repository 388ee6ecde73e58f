"""From keys to commands: which command a key, or two keys one after the other, runs in a pane."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.ui.commands import COMMANDS, PANES, READER, SIDES, Command

if TYPE_CHECKING:
    from textual.events import Key

INTERRUPT = "ctrl+c"
"""Copies what is selected, else leaves what lies over the desk: bound by Textual, so that it is no row of the table."""
_NAMES = {"ctrl+at": "ctrl+space"}  # what a terminal's NUL is called by Textual


def spelled(event: Key) -> str:
    """A key as a person writes it: `]` and not Textual's `right_square_bracket`, but `space`, `ctrl+d` and `alt+d`."""
    if event.character and event.is_printable and event.character != " " and not event.key.startswith("alt+"):
        return event.character
    return _NAMES.get(event.key, event.key)


class Keyboard:
    """The keys that were pressed so far and what they mean.

    A key may mean different things in different panes: the command that names the pane in `where` comes first, then any
    of the desk. A field is given only what names it.
    A key that begins a sequence waits for the next one, unless it means something alone as well: then it is done at
    once and the sequence may still go on. There is no time limit: what may follow is shown until a key is pressed.
    """

    def __init__(self, commands: Iterable[Command] = COMMANDS) -> None:
        self.commands = tuple(commands)
        self._by_keys: dict[tuple[str, ...], list[Command]] = {}
        self._begun: tuple[str, ...] = ()
        for command in self.commands:
            for keys in command.keys:
                self._by_keys.setdefault(tuple(keys.split(" ")), []).append(command)
        self._prefixes = {keys[:length] for keys in self._by_keys for length in range(1, len(keys))}

    @property
    def begun(self) -> str:
        """The keys of a sequence that waits for its next key, as a person writes them; else empty."""
        return " ".join(self._begun)

    def press(self, key: str, pane: str) -> Command | None:
        """What this key runs, now. None while a sequence is under way, and for keys that mean nothing."""
        waits = bool(self._begun) and self._begun not in self._by_keys
        whole = (*self._begun, key)
        if whole not in self._by_keys and whole not in self._prefixes:
            whole = whole[-1:]
            if waits and key == "escape":
                self.forget()
                return None
        self._begun = whole if whole in self._prefixes else ()
        return self._meant(whole, pane)

    def follows(self, pane: str) -> list[tuple[str, Command]]:
        """The keys that may go on with the sequence that was begun, each with what it would run."""
        length = len(self._begun)
        found = {
            keys[length:]: None for keys in self._by_keys if length and keys[:length] == self._begun and keys[length:]
        }
        return [(" ".join(rest), command) for rest in found if (command := self._meant((*self._begun, *rest), pane))]

    def forget(self) -> None:
        """Drop a sequence that was begun."""
        self._begun = ()

    def _meant(self, keys: tuple[str, ...], pane: str) -> Command | None:
        meant = self._by_keys.get(keys, [])
        wheres = (pane, READER) if pane in SIDES else (pane,)
        own = (command for where in wheres for command in meant if where in command.where)
        return next(own, None) or next((command for command in meant if not set(PANES).isdisjoint(command.where)), None)
