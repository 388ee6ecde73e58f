"""A page before it has a width: paragraphs of pieces, some of which can be followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefing.model.place import Address, At, Place
from briefing.model.value import dataclass, field
from briefing.report.wrap import SEPARATOR
from briefing.ui.acts import Act


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link that leads out of the desk."""

    href: str


@dataclass(frozen=True, slots=True)
class Press:
    """Something that does what a command of ours does."""

    act: Act


Target = Place | WebLink | Press

SEAM = "\0"
"""What stands between the parts of a paragraph in `Para.whole`: no text holds it, so nothing is found across it."""


class Stop:
    """Something that can be followed. Pieces that share the very same stop are one thing to the reader.

    `mention` is the index of the mention in its story, or -1.
    """

    __slots__ = ("label", "mention", "target")

    def __init__(self, target: Target, label: str, mention: int = -1) -> None:
        self.target = target
        self.label = label
        self.mention = mention


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one ink. `attributes` are the letters of `Styles.get`; an empty `ground` is that of the pane."""

    text: str
    ink: str = "text"
    attributes: str = ""
    stop: Stop | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph: `pieces`, wrapped.

    `lead` stands before the first line, `hang` before the others (spaces as wide as `lead` when None);
    `tail` stands right-aligned on the first line. `space` is the number of empty lines above.
    With `keep` the text is not wrapped at spaces but cut hard at the width (code). `grid` holds a table
    instead of pieces: rows of cells of pieces, the first the header, with `aligns` by column. `drawing` makes the
    lines of a picture for a width; it may make none. `mark` is the name of a glyph that stands left of every line.
    `told` is a chart in words, for those who have it read aloud.
    """

    pieces: tuple[Piece, ...] = ()
    lead: tuple[Piece, ...] = ()
    hang: tuple[Piece, ...] | None = None
    tail: tuple[Piece, ...] = ()
    space: int = 0
    keep: bool = False
    grid: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    aligns: tuple[str, ...] = ()
    drawing: Callable[[int], tuple[tuple[Piece, ...], ...]] | None = None
    mark: str = ""
    told: str = ""

    @property
    def text(self) -> str:
        return text_of(self.pieces)

    @property
    def whole(self) -> str:
        """All that the paragraph shows, in reading order: its lead, its text or its table's cells, its tail."""
        lead = text_of(self.lead)
        if self.grid:
            return SEAM.join((lead, *(text_of(cell) for row in self.grid for cell in row)))
        return f"{lead}{SEAM}{self.text}{SEAM}{text_of(self.tail)}"

    @property
    def text_at(self) -> int:
        """Where in `whole` the text begins."""
        return sum(len(piece.text) for piece in self.lead) + 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole page, top to bottom. `address` says what it is a page of, or is None (a message).

    `anchors` are the positions that links name by an anchor: a mention, else a paragraph.
    """

    paras: tuple[Para, ...]
    address: Address | None = None
    anchors: dict[str, At] = field(default_factory=dict)


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def headline(text: str, lead: tuple[Piece, ...] = ()) -> Para:
    """What a page is called: the strongest thing on it. It is the author's, and stays as it was written."""
    return Para((Piece(text, "accent", "bw"),), lead=lead)


def heading(text: str, note: str = "") -> Para:
    """A section's heading: capitals in one ink, a quiet note behind it, an empty line above."""
    pieces = [Piece(text.upper(), "accent", "b")]
    if note:
        pieces.append(Piece(f"  {note}", "faint"))
    return Para(tuple(pieces), space=1)


def section_of(para: Para) -> str:
    """What a section's heading calls it; empty for another paragraph."""
    first = para.pieces[0] if para.pieces else None
    return first.text if first and (first.ink, first.attributes) == ("accent", "b") and not para.lead else ""


def joined(
    parts: Iterable[tuple[Piece, ...] | Piece | str], between: str = SEPARATOR, ink: str = "soft"
) -> tuple[Piece, ...]:
    """Parts in a row with a separator; empty ones are left out."""
    pieces: list[Piece] = []
    for part in parts:
        group = part if isinstance(part, tuple) else (_piece(part, ink),)
        if not any(piece.text for piece in group):
            continue
        if pieces:
            pieces.append(Piece(between, ink))
        pieces.extend(group)
    return tuple(pieces)


def _piece(piece: Piece | str, ink: str = "text") -> Piece:
    return Piece(piece, ink) if isinstance(piece, str) else piece
