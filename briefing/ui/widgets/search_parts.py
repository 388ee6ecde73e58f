"""What the search screen is made of: the rows found, what stands in their place, a sentence, the marks in the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rich.highlighter import Highlighter
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from briefing.model.query import KEYS, QUOTES, Mistake
from briefing.model.value import replace
from briefing.report.wrap import cut
from briefing.ui.layout import Layout
from briefing.ui.look import look_of
from briefing.ui.sheet import Para, Piece, Sheet
from briefing.ui.styles import Styles
from briefing.ui.widgets.bar import cells_of
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView

_KEY = re.compile(rf"(?<!\w)(?:{'|'.join(KEYS)}):|^\s*{QUOTES}(?=\s)", re.IGNORECASE)


class HitRows(ListView):
    """The stories found; the field keeps the focus, and its keys move the cursor here."""

    can_focus = False
    ground = "ground"

    @property
    def is_led(self) -> bool:
        return True

    @property
    def _top(self) -> int:
        return 0


class About(TextView):
    """What stands in place of the rows, aligned with the text of the field."""

    can_focus = False

    @property
    def _left(self) -> int:
        return left_of(self.room.width)


def left_of(width: int) -> int:
    """Where the text of the field begins, if there is room for that."""
    return len(" search ") if width >= 70 else 1


class Says(Widget, can_focus=False):
    """A sentence on two lines, aligned with the text of the rows below."""

    ground = "ground"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.pieces: tuple[Piece, ...] = ()

    @property
    def room(self) -> int:
        return max(8, self.outer_size.width - left_of(self.outer_size.width) - 2)

    def show(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.refresh()

    def render_line(self, y: int) -> Strip:
        look = look_of(self)
        layout = Layout(Sheet((Para(self.pieces),)), self.room)
        pieces = layout.line(y).pieces if y < layout.height else ()
        if y == 1 and layout.height > 2 and pieces:
            last = pieces[-1]
            room = self.room - cells_of(pieces[:-1]) - 2
            pieces = (*pieces[:-1], replace(last, text=cut(last.text, room, ellipsis="")), Piece(" …", last.ink))
        segments, cells = draw((Piece(" " * left_of(self.outer_size.width)), *pieces), look, self.ground)
        return fill(segments, cells, self.outer_size.width, look, self.ground)


class Marker(Highlighter):
    """Keys in the accent, and mistakes underlined, in a field."""

    def __init__(self, look: Callable[[], Styles], mistakes: Callable[[], Iterable[Mistake]]) -> None:
        self._look = look
        self._mistakes = mistakes

    def highlight(self, text: Text) -> None:
        look = self._look()
        text.highlight_regex(_KEY, look.get("accent", "", "bar"))
        for mistake in self._mistakes():
            if not mistake.is_unfinished:
                text.stylize(look.get("open", "u", "bar"), mistake.start, mistake.end)
