"""A view whose rows are a roll of the desk: made where they are seen, under the headings of their groups."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from briefing.model.views import Counts
from briefing.ui.item import Item
from briefing.ui.views.view import Rows, Stock, View
from briefing.ui.windowed import FEW, Make, Windowed

if TYPE_CHECKING:
    from briefing.desk.rolls import ListKind, Roll

T = TypeVar("T")


class Listed(View):
    """`kind` is what the desk's roll is of."""

    kind: ListKind

    @abstractmethod
    def maker(self, stock: Stock, roll: Roll, order: str) -> Make:
        """What makes rows of their numbers."""

    def headings(self, stock: Stock, roll: Roll, order: str) -> Iterable[tuple[int, Item]]:
        """The headings, each with its index among all rows."""
        return ()

    def opens_at(self, stock: Stock, roll: Roll, order: str) -> int:
        """The row at which the list opens when nothing else says where; -1 for the first."""
        return -1

    def roll(self, stock: Stock, order: str, most: int = -1) -> Roll:
        return stock.desk.roll(self.kind, order, stock.read_before, most)

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        """All rows where there are few or the roll is known, else as many as anyone sees."""
        roll = stock.desk.known_roll(self.kind, order)
        if roll is None:
            roll = self.roll(stock, order, FEW + 1)
            if len(roll.numbers) > FEW:
                shown = self._windowed(stock, _cut(roll), order)
                return Rows(shown.whole(), is_whole=False)
        return self._rows(stock, roll, order)

    def rows(self, stock: Stock, order: str) -> Rows:
        return self._rows(stock, self.roll(stock, order), order)

    def _rows(self, stock: Stock, roll: Roll, order: str) -> Rows:
        rows = self._windowed(stock, roll, order)
        return Rows(rows.whole() if len(roll.numbers) <= FEW else rows, opens_at=self.opens_at(stock, roll, order))

    def _windowed(self, stock: Stock, roll: Roll, order: str) -> Windowed:
        return Windowed(
            roll.numbers,
            self.maker(stock, roll, order),
            self.headings(stock, roll, order),
            lambda key: stock.desk.numbers_of(self.kind, key),
        )


def _cut(roll: Roll) -> Roll:
    from briefing.desk.rolls import rolled

    groups = (group for group, count in roll.groups for _ in range(count))
    return rolled(islice(zip(roll.numbers, groups, strict=True), FEW))


def in_turn(numbers: Sequence[int], found: Mapping[int, T], item: Callable[[T], Item]) -> list[Item | None]:
    """The rows of some numbers, as far as there are any."""
    return [item(found[number]) if number in found else None for number in numbers]


def headed(groups: Iterable[tuple[str, int]]) -> list[tuple[int, Item]]:
    """A heading for the rows that follow each other under one title, with how many they are, and where it stands."""
    found: list[tuple[int, Item]] = []
    at = 0
    for title, members in groupby(groups, itemgetter(0)):
        count = sum(number for _title, number in members)
        found.append((at, Item(title, count=str(count))))
        at += 1 + count
    return found
