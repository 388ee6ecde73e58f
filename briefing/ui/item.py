"""A row of a list, before it has a width."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import Place
from briefing.model.value import dataclass
from briefing.model.when import When
from briefing.ui.sheet import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """A row: a title of up to two lines with a glyph, a line of facts, a count at the right.

    `key` is what the row is known by in its list, `place` the page that it leads to, if it does. A row without a key is
    a group's heading: it can't be chosen. A heading is drawn in capitals, unless it is as written (`w`, as a file's
    name is); one with a glyph is a line across the list, drawn with it. A row without facts is a single line; facts go
    on below where they are too long, and have line breaks in them where they are several. `spare` are names that stand
    behind them, as many as there is room for. `marks` are stretches of the title (code points) that stand on the
    highlight; `says` is a text below the facts. `also` are lines that a filter searches too and shows where it found
    something in them. `days` are the dates by which a filter finds it, each as it is said in the facts, or would be;
    `found` is what a filter found that is not what was typed. `word` is what is read aloud for its glyph, where another
    row's glyph is the same and means something else.
    """

    title: str
    key: str = ""
    place: Place | None = None
    glyph: str = ""
    glyph_ink: str = "faint"
    word: str = ""
    ink: str = "text"
    attributes: str = ""
    facts: str = ""
    spare: tuple[str, ...] = ()
    count: str = ""
    count_ink: str = "faint"
    marks: tuple[tuple[int, int], ...] = ()
    says: tuple[Piece, ...] = ()
    also: tuple[str, ...] = ()
    days: tuple[tuple[When, str], ...] = ()
    found: tuple[str, ...] = ()


def key_for(items: Iterable[Item], here: Place | None, under_cursor: Item | None) -> str:
    """The row that leads to where the reader is: the one under the cursor, if it does, else the first; else none."""
    if here is None:
        return ""
    first = ""
    for item in items:
        if item.place and item.place.leads_to(here):
            if under_cursor is None or item.key == under_cursor.key:
                return item.key
            first = first or item.key
    return first
