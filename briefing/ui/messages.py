"""Messages that cross widgets."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class DeskChanged(Message):
    """Files of the desk were saved, added or removed; paths are relative to its root."""

    files: frozenset[str]
