"""Rows under the headings of their groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from briefing.ui.item import Item

T = TypeVar("T")


def grouped(rows: Iterable[T], group: Callable[[T], str], item: Callable[[T], Item]) -> list[Item]:
    """Rows that follow each other in one group stand under its title, with how many they are."""
    items: list[Item] = []
    for title, members in groupby(rows, group):
        made = [item(member) for member in members]
        items += [Item(title, count=str(len(made))), *made]
    return items
