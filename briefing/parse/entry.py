"""What one entry of a file says: an actor, an event, the brief itself."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Any

from briefing.parse.fields import Owner
from briefing.parse.nodes import Node


class Entry:
    """What one mapping (or bare string) says.

    `values` has a value for each key that was read: text, a `When`, a float, an `Entry`, or a list of those where
    the field is `many`. `nodes` has the value's node, or the list of nodes, in the same order. `bare` is true
    when the author wrote a plain string. `is_named` is true when an `id` or a `name` was meant and is told already.
    """

    __slots__ = ("bare", "is_named", "node", "nodes", "owner", "values")

    def __init__(self, owner: Owner, node: Node, bare: tuple[str, Node] | None = None) -> None:
        self.owner, self.node = owner, node
        self.bare = bare is not None
        self.is_named = False
        self.values: dict[str, Any] = {owner.bare: bare[0]} if bare else {}
        self.nodes: dict[str, Any] = {owner.bare: bare[1]} if bare else {}

    def text(self, key: str) -> str:
        """A text value, or nothing."""
        value: str = self.values.get(key, "")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a `many` field."""
        return tuple(self.values.get(key, ()))

    def entries(self, key: str) -> list[Entry]:
        """The entries of a `many` field."""
        result: list[Entry] = self.values.get(key, [])
        return result


def lacking_alone(owner: Owner, keys: Collection[str]) -> str:
    """The one key that an entry must have and has not, if only one of its keys is unknown: one mistake, not two."""
    missing = [key for key in owner.required if key not in keys and key != "body"]
    if len(missing) != 1:
        return ""
    unknown = (key for key in keys if key not in owner.fields and not key.startswith("x-") and key != "<<")
    return missing[0] if len(list(islice(unknown, 2))) == 1 else ""
