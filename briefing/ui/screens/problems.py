"""The problem list: what is wrong on the desk, where, and the line behind what is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from briefing.desk.scan import NO_BRIEF
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.report.problems.frame import lines_of
from briefing.report.words import passed_over
from briefing.report.wrap import cut
from briefing.ui.acts import Act
from briefing.ui.commands import PROBLEMS, Command
from briefing.ui.hints import Hint, KeyNames, hint_row
from briefing.ui.inspection import Checked
from briefing.ui.item import Item
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.pages.problems import (
    ProblemList,
    behind,
    counts,
    listing,
    nearest_left,
    nothing_sheet,
    summed_up,
    told_sheet,
)
from briefing.ui.screens.side import SideScreen
from briefing.ui.sheet import Piece, Press
from briefing.ui.widgets.bar import Bar, cells_of
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.problem_rows import ProblemRows
from briefing.ui.widgets.row_pane import Bookmark
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.widgets.find_bar import FindBar
    from briefing.ui.widgets.input_line import InputLine

WIDEST = 200
"""Cells; what stands in place of the rows begins where their text would, however wide the terminal is."""


class ProblemsScreen(SideScreen):
    """`show` and `tell_progress` bring what is known down. `edit` and `read` are called with the marked problem,
    `again` when the desk is another."""

    CSS_PATH = "problems.tcss"

    @dataclass
    class Counted(Message):
        """So many of the desk's briefs were looked at; posted from the thread that checks."""

        done: int
        total: int

    def __init__(
        self,
        commands: tuple[Command, ...],
        edit: Callable[[Problem], None],
        read: Callable[[Problem], None],
        again: Callable[[], None],
        manner: Manner = PLAIN,
    ) -> None:
        self.rows = ProblemRows(self._behind, id="problems")
        self.fine = TextView(id="fine", ground="bar", measure=WIDEST)
        self.head, self.keys = Bar(id="head"), Bar(id="keys")
        super().__init__(self.rows, commands, PROBLEMS)
        self.checked: Checked | None = None
        self.hints = False
        self.listing = ProblemList((), {})
        self._edit, self._read, self._again = edit, read, again
        self._manner = manner
        self._keys = KeyNames(commands, manner)
        self._lines: tuple[str, list[str]] = ("", [])  # of the file whose problem is marked
        self._progress: str | None = None  # how far the check is, while there is one
        self._has_moved = False
        self._note = ""
        self._trouble = ""  # why nobody knows what is wrong
        self._bar: FindBar | None = None
        self._left: Bookmark | None = None  # how the rows were before they were filtered
        self.answers |= {
            "orders.open": self._open,
            "orders.out": self._out,
            "provenance.edit": self._open,
            "provenance.browse": self._browse,
            "finding.open_bar": self._find,
            "checking.show_list": self.dismiss,  # the key that opened the list closes it
            "problems.hints": self._toggle_hints,
        }

    def compose(self) -> ComposeResult:
        with Vertical(classes="linear" if self._manner.linear else ""):
            yield self.head
            yield self.rows
            yield self.fine
            yield self.keys

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    @property
    def field(self) -> InputLine | None:
        return self._bar.field if self._bar else None

    @property
    def is_ready(self) -> bool:
        return super().is_ready and (self._progress is None or bool(self.listing.items))

    # What is known

    def show(self, checked: Checked) -> None:
        """What is the matter with the desk. The marked problem stays marked, wherever its lines are now."""
        self.checked, self._trouble = checked, ""
        self._lines = ("", [])
        self._show()
        self.catch_up()

    def renew(self) -> None:
        self._again()

    def fail(self, text: str) -> None:
        """What is the matter with the desk nobody can say now, for a reason that is a sentence."""
        self._trouble = text
        self.tell_progress(None)

    def tell_progress(self, text: str | None) -> None:
        """How far a check is that is under way; None when it is done."""
        self._progress = text
        if self.is_mounted and not self.listing.items:
            self._show()
        self._draw()
        if self.is_mounted:
            self.catch_up()

    def tell_count(self, done: int, total: int) -> None:
        """So many of the desk's briefs were looked at; called in the thread that checks."""
        self.post_message(self.Counted(done, total))

    def on_problems_screen_counted(self, message: Counted) -> None:
        if self._progress is not None:
            self.tell_progress(f"checking {message.done} of {message.total}")

    @property
    def problem(self) -> Problem | None:
        """The one that is marked."""
        item = self.rows.item
        return self.listing.problems.get(item.key) if item else None

    @property
    def _found(self) -> tuple[Problem, ...]:
        return self.checked.problems if self.checked else ()

    def _show(self) -> None:
        before = [item.key for item in self.rows.items if item.key]
        marked = self.rows.item.key if self.rows.item and self._has_moved else ""
        others = self.checked.passed.items() if self.checked else ()
        passed = passed_over({why: paths for why, paths in others if why != NO_BRIEF})
        self.listing = listing(self._found, self.hints, self._manner.linear, passed)
        chosen = nearest_left(before, marked, self.listing.problems)
        self.rows.show(self.listing.items, chosen, False, keep_scroll=self._has_moved)
        has_rows = bool(self.listing.items)
        self.rows.display, self.fine.display = has_rows, not has_rows
        self.view = self.rows if has_rows else self.fine
        if not has_rows:
            hints = counts(self._found)["info"]
            files = self.checked.files if self.checked else 0
            key = self._keys["problems.hints"]
            is_checking = self._progress is not None
            self.fine.show(
                told_sheet(self._trouble) if self._trouble else nothing_sheet(files, hints, key, is_checking, passed)
            )
        if self._bar is None:
            self.set_focus(self.view)
        self._draw()

    def _behind(self, item: Item, width: int) -> Sequence[tuple[Piece, ...]]:
        problem = self.listing.problems.get(item.key)
        if problem is None or self.checked is None:
            return ()
        file = problem.span.file
        if self._lines[0] != file:
            self._lines = (file, lines_of(self.checked.texts.get(file, "")))
        return behind(problem, self._lines[1], width, self._manner.linear)

    # The bars

    def say(self, text: str) -> None:
        """Put a sentence into the bar below until the next key."""
        self._note = text
        self._draw()

    def _draw(self) -> None:
        if not self.is_mounted or not self.head.outer_size.width:
            return
        width = self.head.outer_size.width
        numbers = counts(self._found)
        title = (Piece("Problems", "text", "b"), Piece("  "))
        files = self.checked.files if self.checked and self.listing.items else 0
        done = f"in {counted(files, 'file')}" if files else ""
        state = done if self._progress is None else self._progress
        for far in (state, state.split(" ")[0] if self._progress is not None else "", ""):
            right = (Piece(far, "soft"),) if far else ()
            left = (*title, *summed_up(numbers, width - cells_of((*title, *right)) - 4, self._manner.linear))
            if cells_of((*left, *right)) + 4 <= width:
                break
        self.head.show(left, right)
        self._draw_keys(width, numbers["info"])
        if self._bar:
            left_over, total = self.rows.sifted
            self._bar.show_answer(f"{left_over}/{total}" if left_over or not total else "nothing found", left_over > 0)

    def _draw_keys(self, width: int, hints: int) -> None:
        number, total = self.rows.ordinal
        ordinal = f"{number}/{total}" if total and self.listing.items else ""
        wanted = cut(" ".join(self.rows.wanted.split()), 20)
        where = f"/{wanted} {ordinal or 'no row'}" if wanted else ordinal
        right = (Piece(where, "soft"),) if where else ()
        room = width - cells_of(right) - 4
        if self._note:
            self.keys.show((Piece(cut(self._note, room), "accent"),), right)
            return
        self.keys.show(hint_row(self._offers(hints), room), right)

    def _offers(self, hints: int) -> Iterator[Hint]:
        """What can be done here, most useful first."""
        keys = self._keys
        if self.problem:
            yield Hint(keys["open"], "edit", Act("orders", "open"))
            yield Hint(keys["source.browse"], "read", Act("provenance", "browse"))
        if hints:
            word = "without hints" if self.hints else counted(hints, "hint")
            yield Hint(keys["problems.hints"], word, Act("problems", "hints"))
        if self.listing.items:
            yield Hint(keys["find"], "filter", Act("finding", "open_bar"))
        yield Hint(keys["out"], "all rows" if self.rows.wanted else "close", Act("orders", "out"))

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        message.stop()
        if isinstance(message.pressed.target, Press):
            self.run(message.pressed.target.act)

    # News from the list

    def on_list_view_highlighted(self, message: ListView.Highlighted) -> None:
        message.stop()
        self._has_moved = True
        self._draw()

    def on_list_view_chosen(self, message: ListView.Chosen) -> None:
        message.stop()
        self._open()

    # Keys

    def takes_key(self, key: str) -> bool:
        self._has_moved = True
        if self._note:
            self.say("")
        return False

    def _open(self) -> None:
        if self.problem:
            self._edit(self.problem)

    def _browse(self) -> None:
        """Open what the problem is about in the reader."""
        if self.problem:
            self._read(self.problem)

    def _toggle_hints(self) -> None:
        """Show hints too, or only what is wrong."""
        self.hints = not self.hints
        self._show()

    def _out(self) -> None:
        if self.rows.wanted:
            self.rows.sift("")
            self._draw()
        else:
            self.dismiss()

    # The filter

    def _find(self) -> None:
        if self._bar is None and self.listing.items:
            from briefing.ui.widgets.find_bar import FindBar

            self._left = self.rows.bookmark
            self._bar = FindBar("filter", self.rows.wanted, "", self.keyboard.commands)
            self.mount(self._bar)
            self._draw()

    def on_find_bar_typed(self, message: FindBar.Typed) -> None:
        self.rows.sift(message.text)
        self._draw()

    def on_find_bar_stepped(self, message: FindBar.Stepped) -> None:
        self.rows.move(message.steps)

    def on_find_bar_left(self, message: FindBar.Left) -> None:
        if self._bar is None:
            return
        bar, self._bar = self._bar, None
        if self._left and (not message.kept or not self.rows.sifted[0]):
            self.rows.return_to(self._left)
        bar.remove()
        self.set_focus(self.view)
        self._draw()
