"""What the two bars say, as pieces that fit."""

from __future__ import annotations

from rich.cells import cell_len

from briefing.model.views import Counts
from briefing.ui.commands import hints
from briefing.ui.rows import VIEWS
from briefing.ui.sheet import Piece, Press, Stop
from briefing.ui.widgets.bar import cells_of
from briefing.ui.wrap import cut


def top_bar(view: str, counts: Counts, note: str, width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The views with their counts, and a note at the right; where room is short, counts go first, then titles."""
    numbers = {
        "stories": counts.stories,
        "people": counts.actors,
        "places": counts.venues,
        "questions": counts.open_questions,
    }
    right = (Piece(note, "accent"),) if note else ()
    for level in ("counts", "titles", "digits"):
        left = tuple(piece for tab in _tabs(view, numbers, level) for piece in tab)
        if cells_of(left) + cells_of(right) + 4 <= width:
            return left, right
    return left, ()


def _tabs(view: str, numbers: dict[str, int], level: str) -> list[tuple[Piece, ...]]:
    """The views: with their counts, with their titles, or by their digits. The one that is open shows all it has."""
    tabs: list[tuple[Piece, ...]] = []
    for digit, each in enumerate(VIEWS, 1):
        stop = Stop(Press(f"view('{each.name}')"), each.title)
        here = each.name == view
        ink, attributes = ("accent", "bu") if here else ("soft", "")
        pieces = [Piece(str(digit), "faint", "", stop)]
        if here or level != "digits":
            pieces.append(Piece(" "))
            pieces.append(Piece(each.title, ink, attributes, stop))
        if here or level == "counts":
            pieces.append(Piece(f" {numbers[each.name]}", "faint", "", stop))
        tabs.append((*pieces, Piece("  ")))
    return tabs


def status_bar(pane: str, note: str, facts: tuple[str, ...], width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What the hand can do here, cut to fit beside the facts of where it is; a note takes the hints' place."""
    shown = [fact for fact in facts if fact]
    while True:
        right = tuple(Piece(f"{'   ' if number else ''}{fact}", "soft") for number, fact in enumerate(shown))
        if cells_of(right) <= width // 2 or len(shown) <= 1:
            break
        shown.pop(0)
    room = width - 4 - cells_of(right)
    if note:
        return (Piece(cut(note, room), "accent"),), right
    left: list[Piece] = []
    used = 0
    for command in hints(pane):
        stop = Stop(Press(command.action), command.title)
        key = command.label.split(" ")[0]
        gap, hint = "   " if left else "", f" {command.hint}"
        used += cell_len(gap) + cell_len(key) + cell_len(hint)
        if used > room:
            break
        left += [Piece(gap), Piece(key, "accent", "b", stop), Piece(hint, "soft", "", stop)]
    return tuple(left), right
