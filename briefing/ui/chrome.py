"""What the two bars say, as pieces that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.cells import cell_len

from briefing.model.value import dataclass, replace
from briefing.model.views import Counts
from briefing.report.wrap import cut
from briefing.ui.acts import Act
from briefing.ui.commands import COMMANDS, FIRST_KEPT, LIST, MARGIN, READER, Command, hints
from briefing.ui.hints import Hint, hint_row
from briefing.ui.kept import COUNTED, NOT_COUNTED, Tab
from briefing.ui.keyboard import Keyboard
from briefing.ui.keys import label, plain
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.sheet import Piece, Press, Stop
from briefing.ui.views import VIEWS
from briefing.ui.views.kept import KeptView
from briefing.ui.views.view import View
from briefing.ui.widgets.bar import cells_of

Note = tuple[str, Act | None]
"""A part of what the bar says of the desk, and what a click on it does."""


def top_bar(
    view: View,
    counts: Counts,
    notes: tuple[tuple[Note, ...], ...],
    *,
    width: int,
    urgent: tuple[tuple[Note, ...], ...] = (),
    manner: Manner = PLAIN,
    pane: str = LIST,
    kept: tuple[Tab, ...] = (),
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The views with their counts, and a note at the right, of which `notes` are the forms, the longest first. Where
    room is short, the note gets shorter, then the titles of views without a count go, then counts, then titles; what
    room that makes is the note's again. Where there is room for no form of it, the other views make room for what is
    `urgent`, in ever shorter forms. In a linear screen there is the pane and the view that are open.
    """
    rights = [tuple(_noted(note)) for note in notes] or [()]
    tabs = [
        _Tab(
            digit=str(digit) if digit < FIRST_KEPT else "",
            title=each.title,
            count=each.count(counts) if counts != Counts() else "",  # there is nothing, or nothing is known yet
            counted=each.counted,
            act=Act("orders", "view", (each.name,)),
            here=each.name == view.name,
        )
        for digit, each in enumerate(VIEWS, 1)
    ] + _kept_tabs(view, kept)
    if manner.linear:
        here = {LIST: "List", READER: "Text", MARGIN: "Margin"}.get(pane, "")
        open_tab = next(
            (f". View {number} of {len(tabs)}: {tab.spoken}" for number, tab in enumerate(tabs, 1) if tab.here), ""
        )
        return (Piece(f"{here}{open_tab}"),), rights[0]
    for views, searches, form in _FORMS:
        pieces = [_pieces(tab, searches if tab.is_kept else views) for tab in tabs]
        left = tuple([piece for number, tab in enumerate(pieces) for piece in (*[_APART] * bool(number), *tab)])
        if _fits(left, rights[min(form, len(rights) - 1)], width):
            return left, next(right for right in rights if _fits(left, right, width))
    alone = [_pieces(shown, "digits") for tab in tabs if tab.here for shown in (tab, replace(tab, count=""))]
    for note in urgent:
        right = tuple(_noted(note))
        for short in (left, *alone):
            if _fits(short, right, width):
                return short, right
    return left, next((right for right in rights if _fits(left, right, width)), ())


_APART = Piece("  ")


def _fits(left: tuple[Piece, ...], right: tuple[Piece, ...], width: int) -> bool:
    """Whether both sides have room, with a cell at either end and four between them."""
    return cells_of(left) + (cells_of(right) + 4 if right else 0) <= width - 2


_FORMS = (
    ("words", "titles", 0), ("words", "titles", 1), ("words", "titles", 2),
    ("counts", "titles", 0), ("counts", "titles", 1), ("counts", "titles", 2),
    ("counted", "titles", 2), ("counted", "short", 2), ("counted", "titles", 3), ("counted", "short", 3),
    ("counted", "tight", 2), ("counted", "tight", 3),
    ("titles", "titles", 1), ("titles", "titles", 2), ("titles", "titles", 3), ("titles", "tight", 3),
    ("digits", "digits", 3),
)  # fmt: skip
"""How much of the views and of the kept searches is shown beside which form of the note, in the order of preference."""
_SHORT = 8
"""The cells of a kept search's name where room is short."""


def _noted(parts: tuple[Note, ...]) -> Iterator[Piece]:
    for number, (text, act) in enumerate(parts):
        if number:
            yield Piece(" · ", "accent")
        yield Piece(text, "accent", "", Stop(Press(act), text) if act else None)


@dataclass(frozen=True, slots=True)
class _Tab:
    digit: str
    title: str
    count: str
    act: Act
    here: bool
    is_kept: bool = False
    counted: str = ""

    @property
    def spoken(self) -> str:
        return f"{self.title}, {self.count}{self.said}" if self.count else self.title

    @property
    def said(self) -> str:
        """What is counted, behind the count."""
        return f" {self.counted}" if self.counted else ""


def _kept_tabs(view: View, kept: tuple[Tab, ...]) -> list[_Tab]:
    """The kept searches that have a digit, and the one that is open."""
    tabs = []
    for number, tab in enumerate(kept):
        digit = number + FIRST_KEPT
        here = view == KeptView(tab.name)
        if digit <= 9 or here:
            count = {NOT_COUNTED: "", COUNTED: f"{COUNTED - 1}+"}.get(tab.count, str(tab.count))
            tabs.append(
                _Tab(
                    digit=str(digit) if digit <= 9 else "",
                    title=cut(tab.name, 20),
                    count=count,
                    act=Act("orders", "kept", (number,)),
                    here=here,
                    is_kept=True,
                )
            )
    return tabs


def _pieces(tab: _Tab, level: str) -> tuple[Piece, ...]:
    """A view: with its count and what is counted, with its count, with its title, or by its digit, which is all that
    one without a count shows where the others show theirs. The one that is open shows all it has. A kept search has a
    short name where room is short, then none."""
    stop = Stop(Press(tab.act), tab.title)
    ink, attributes = ("accent", "bu") if tab.here else ("soft", "")
    pieces = [Piece(tab.digit, "faint", "", stop)]
    counts = level in ("words", "counts", "counted")
    title = cut(tab.title, _SHORT) if level in ("short", "tight") else tab.title
    if tab.here or level in ("words", "counts", "titles", "short") or (counts and tab.count):
        pieces.append(Piece(" "))
        pieces.append(Piece(title, ink, attributes, stop))
    if tab.count and (tab.here or counts or (tab.is_kept and level in ("titles", "short"))):
        pieces.append(Piece(f" {tab.count}{tab.said if level == 'words' else ''}", "faint", "", stop))
    return tuple(pieces)


def status_bar(
    pane: str,
    note: str,
    facts: tuple[str, ...],
    *,
    width: int,
    keyboard: Keyboard,
    manner: Manner = PLAIN,
    has_map: bool = False,
    possible: Callable[[Command], bool] = lambda _command: True,
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What the hand can do here, cut to fit beside the facts of where it is; a note stands before the hints, and what
    may follow the first key of a sequence takes the place of all, as far as it can do something."""
    offered = [(label(keys), command) for keys, command in keyboard.follows(pane) if possible(command)]
    begun = label(keyboard.begun) if offered else ""
    shown = [fact for fact in facts if fact] if not begun else []
    note = note if not begun else ""
    while True:
        right = tuple(Piece(f"{'   ' if number else ''}{fact}", "soft") for number, fact in enumerate(shown))
        most = min(width // 2, width - 4 - cell_len(note)) if note else width // 2  # a note is said only once
        if cells_of(right) <= most or len(shown) <= (0 if note else 1):
            break
        dropped = shown.pop(0)
        if not shown and dropped.startswith("/") and " " in dropped:
            shown.append(dropped.rpartition(" ")[2])  # how many were found, without what was looked for
    room = width - (4 + cells_of(right) if right else 2)
    if not begun:
        offered = [(command.first, command) for command in hints(pane, keyboard.commands, has_map)]
    in_words = manner.ascii or manner.linear
    row = [
        Hint(plain(key) if in_words else key, command.hint or command.title, command.act, command.title)
        for key, command in offered
    ]
    head = (Piece(f"{begun} …  ", "text", "b"),) if begun else ()
    last = next((hint for hint in row if hint.act == _HELP), None)  # who knows no key finds all of them there
    if note:
        said = Piece(_in_short(note, room), "accent")
        hinted = hint_row(row, room - cell_len(said.text) - 3, last)
        return (said, Piece("   "), *hinted) if hinted else (said,), right
    return (*head, *hint_row(row, room - cells_of(head), last)), right


def _in_short(note: str, room: int) -> str:
    """As much of a sentence as there is room for: up to where something is added to it, if that fits, else cut."""
    if cell_len(note) <= room:
        return note
    ends = [at for at in range(len(note)) if note[at : at + 2] in ("; ", ": ") and cell_len(note[:at]) <= room]
    return note[: ends[-1]] if ends else cut(note, room)


_HELP = next(command.act for command in COMMANDS if command.id == "help")
