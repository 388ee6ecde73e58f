"""Messages that cross widgets."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class DeskChanged(Message):
    """Files of the desk were saved, added or removed; paths are relative to its root."""

    files: frozenset[str]


@dataclass
class ThemesChanged(Message):
    """Files in the folder of the reader's own themes were saved, added or removed."""


@dataclass
class DeskRead(Message):
    """So many of the desk's files have been read for the first time."""

    done: int
    total: int
