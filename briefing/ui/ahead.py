"""Keys that are typed ahead: they belong to what an earlier one opens, and wait until that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.events import Key
    from textual.worker import Worker


class KeysAhead:
    """Knows what is waited for, and has the keys that come meanwhile.

    `opening` is the work that is about to show a screen; `chosen` counts what was chosen beside the desk and is not yet
    done.
    """

    def __init__(self) -> None:
        self.opening: Worker[Any] | None = None
        self.chosen = 0
        self._keys: list[Key] = []

    @property
    def is_due(self) -> bool:
        """Whether there are keys, and nothing more to wait for. Work that was dropped before it began never says so."""
        if self.opening and (self.opening.is_finished or self.opening.is_cancelled):
            self.opening = None
        return bool(self._keys) and not (self.opening or self.chosen)

    def hold(self, event: Key) -> bool:
        """Keep a key if anything is waited for."""
        if self.opening or self.chosen:
            self._keys.append(event)
            return True
        return False

    def take(self) -> list[Key]:
        """The keys, which are no longer kept."""
        keys, self._keys = self._keys, []
        return keys
