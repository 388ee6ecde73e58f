"""What the two bars say, as pieces that fit."""

from __future__ import annotations

from briefing.model.views import Counts
from briefing.ui.commands import hints
from briefing.ui.rows import VIEWS
from briefing.ui.sheet import Piece, Press, Stop
from briefing.ui.widgets.bar import cells_of


def top_bar(view: str, counts: Counts, note: str, width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The views with their counts, and a note at the right; the views shrink to digits where room is short."""
    numbers = {
        "stories": counts.stories,
        "people": counts.actors,
        "places": counts.venues,
        "questions": counts.open_questions,
    }
    right = (Piece(note, "accent"),) if note else ()
    room = width - 2 - (cells_of(right) + 2 if right else 0)
    for full in (2, 1, 0):
        left = tuple(piece for view_now in _tabs(view, numbers, full) for piece in view_now)
        if cells_of(left) <= room:
            return left, right
    return left, ()


def _tabs(view: str, numbers: dict[str, int], full: int) -> list[tuple[Piece, ...]]:
    tabs: list[tuple[Piece, ...]] = []
    for digit, each in enumerate(VIEWS, 1):
        stop = Stop(Press(f"view('{each.name}')"), each.title)
        here = each.name == view
        ink, attributes = ("accent", "bu") if here else ("soft", "")
        pieces = [Piece(f"{digit} ", "faint", "", stop)]
        if full == 2 or here:
            pieces.append(Piece(each.title, ink, attributes, stop))
            if full or here:
                pieces.append(Piece(f" {numbers[each.name]}", "faint", "", stop))
        tabs.append((*pieces, Piece("  " if full else " ")))
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
        from briefing.ui.wrap import cut

        return (Piece(cut(note, room), "accent"),), right
    left: list[Piece] = []
    for command in hints(pane):
        stop = Stop(Press(command.action), command.title)
        key = command.label.split(" ")[0]
        pieces = [
            Piece("   " if left else ""),
            Piece(key, "accent", "b", stop),
            Piece(f" {command.hint}", "soft", "", stop),
        ]
        if cells_of((*left, *pieces)) > room:
            break
        left += pieces
    return tuple(left), right
