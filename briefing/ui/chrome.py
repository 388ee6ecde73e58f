"""What the two bars say, as pieces that fit."""

from __future__ import annotations

from rich.cells import cell_len

from briefing.model.views import Counts
from briefing.ui.commands import LIST, MARGIN, READER, hints
from briefing.ui.keyboard import Keyboard
from briefing.ui.keys import label, plain
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.rows import VIEWS
from briefing.ui.sheet import Piece, Press, Stop
from briefing.ui.widgets.bar import cells_of
from briefing.ui.wrap import cut


def top_bar(
    view: str, counts: Counts, note: str, width: int, manner: Manner = PLAIN, pane: str = LIST
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The views with their counts, and a note at the right; where room is short, counts go first, then titles.
    In a linear screen there is the pane and the view that are open.
    """
    numbers = {
        "stories": counts.stories,
        "people": counts.actors,
        "places": counts.venues,
        "questions": counts.open_questions,
    }
    right = (Piece(note, "accent"),) if note else ()
    if manner.linear:
        number = next(number for number, each in enumerate(VIEWS, 1) if each.name == view)
        count = f", {numbers[view]}" if view in numbers else ""
        here = {LIST: "List", READER: "Text", MARGIN: "Margin"}.get(pane, "")
        count = f", {numbers[view]}" if view in numbers else ""
        return (Piece(f"{here}. View {number} of {len(VIEWS)}: {VIEWS[number - 1].title}{count}"),), right
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
        if each.name in numbers and (here or level == "counts"):
            pieces.append(Piece(f" {numbers[each.name]}", "faint", "", stop))
        tabs.append((*pieces, Piece("  ")))
    return tabs


def status_bar(
    pane: str, note: str, facts: tuple[str, ...], width: int, keyboard: Keyboard, manner: Manner = PLAIN
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What the hand can do here, cut to fit beside the facts of where it is; a note takes the hints' place, and what
    may follow the first key of a sequence that of both."""
    shown = [fact for fact in facts if fact]
    note = note if not keyboard.begun else ""
    while True:
        right = tuple(Piece(f"{'   ' if number else ''}{fact}", "soft") for number, fact in enumerate(shown))
        most = min(width // 2, width - 4 - cell_len(note)) if note else width // 2  # a note is said only once
        if cells_of(right) <= most or len(shown) <= 1:
            break
        shown.pop(0)
    room = width - 4 - cells_of(right)
    begun = label(keyboard.begun) if keyboard.begun else ""
    if note:
        return (Piece(cut(note, room), "accent"),), right
    if begun:
        offered = [(label(keys), command) for keys, command in keyboard.follows(pane)]
    else:
        offered = [(command.first, command) for command in hints(pane, keyboard.commands)]
    left: list[Piece] = [Piece(f"{begun} …  ", "text", "b")] if begun else []
    used = cells_of(tuple(left))
    for key, command in offered:
        key = plain(key) if manner.ascii or manner.linear else key
        stop = Stop(Press(command.action), command.title)
        gap, hint = "   " if len(left) > 1 else "", f" {command.hint or command.title}"
        used += cell_len(gap) + cell_len(key) + cell_len(hint)
        if used > room:
            break
        left += [Piece(gap), Piece(key, "accent", "b", stop), Piece(hint, "soft", "", stop)]
    return tuple(left), right
