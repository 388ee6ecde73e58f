"""A row of a list, before it has a width."""

from __future__ import annotations

from briefing.model.value import dataclass
from briefing.model.views import Place
from briefing.ui.sheet import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """A row: a title of up to two lines with a glyph, a line of facts, a count at the right.

    A row without facts is a single line; facts of several lines have line breaks in them. A row without a `place` is a
    group's heading: it can't be chosen. A heading is drawn in capitals, unless it is as written (`w`, as a file's name
    is); one with a glyph is a line across the list, drawn with it. `marks` are stretches of the title (code points)
    that stand on the highlight; `says` is a text below the facts. `also` are lines that a filter searches too and shows
    where it found something in them.
    """

    title: str
    place: Place | None = None
    glyph: str = ""
    glyph_ink: str = "faint"
    ink: str = "text"
    attributes: str = ""
    facts: str = ""
    count: str = ""
    count_ink: str = "faint"
    marks: tuple[tuple[int, int], ...] = ()
    says: tuple[Piece, ...] = ()
    also: tuple[str, ...] = ()
