"""What a view of the left pane is, and what it may ask for its rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from briefing.model.place import PageKind, Place
from briefing.model.value import dataclass
from briefing.model.views import Counts
from briefing.ui.item import Item, key_for
from briefing.ui.windowed import known

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.desk.remarks import Remarks
    from briefing.desk.state import State
    from briefing.ui.kept import KeptSearches
    from briefing.ui.map.chart import Pin
    from briefing.ui.pages.pen import Pen


class Stock(Protocol):
    """Where rows come from: the library, in whose thread they are made."""

    desk: Desk
    state: State
    kept: KeptSearches
    remarks: Remarks
    read_before: Collection[str]
    """The ids of the stories that were read when the view was opened or sorted: reading one moves no row."""

    def pen(self) -> Pen: ...


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a view, by its id in `model/orders.py`: `said` is how the list's head says it, and `counted` what the
    numbers at the right of its rows are."""

    id: str
    said: str
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a view, or only the first of them.

    `opens_at` is the row at which the list opens when nothing else says where; -1 for the first. `about` is the name of
    the one actor or place that the rows are of; empty for the whole desk. `pins` are the places to show on a map.
    """

    items: Sequence[Item] = ()
    is_whole: bool = True
    opens_at: int = -1
    about: str = ""
    pins: tuple[Pin, ...] = ()

    def marked(self, here: Place | None) -> Place | None:
        """Where the row leads on which the list opens for a reader who is at `here`; None where that is here."""
        items = self.items
        if key_for(known(items), here, None):
            return None
        rows = (items[at] for at in range(max(0, self.opens_at), len(items)))
        return next((item.place for item in rows if item.key), None)


class View(ABC):
    """One view: all of it, or it can't be made. Two are the same when they have the same name and are of the same.

    `name` is what a session and the command line call it, `title` what the bar does; `airy` rows stand apart.
    `orders` are those that its list can have, the view's own first.
    """

    name = ""
    title = ""
    orders: tuple[Order, ...] = ()
    airy = False
    counted = ""  # what the bar counts, where that is not the list's rows
    lists_stories = False
    lists: PageKind | None = None  # the pages that its rows lead to, where it has every one of that kind
    names_pages = True  # whether the palette offers its rows by name
    has_map = False
    of: Place | None = None  # the one actor or place that it is narrowed to

    @abstractmethod
    def count(self, counts: Counts) -> str:
        """What the bar says behind the title, or nothing."""

    def order(self, id: str) -> Order:
        """One of its orders; its own where it has none of that id."""
        return next((order for order in self.orders if order.id == id), self.orders[0])

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        """What the first frame can show of it, however large the desk is; all rows, where they are few or quick."""
        return self.rows(stock, order)

    @abstractmethod
    def rows(self, stock: Stock, order: str) -> Rows:
        """All rows, in one of its orders."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and (self.name, self.of) == (other.name, other.of)

    def __hash__(self) -> int:
        return hash((self.name, self.of))
