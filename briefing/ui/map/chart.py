"""A map as lines of pieces: the coast, the places as points, the names that have room, and a scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rich.cells import cell_len

from briefing.model.geo import Point
from briefing.model.value import dataclass
from briefing.model.viewport import Viewport, scale
from briefing.report.wrap import breaks
from briefing.ui.glyphs import glyph
from briefing.ui.map.terrain import terrain
from briefing.ui.sheet import Piece

LAND = "bar"
"""The role under land: a little off the ground, in every theme legible under every ink."""
_CELLS_A_NAME = 70  # cells of the map for each name, so that the coast stays to be seen


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map. `weight` is the number of its stories."""

    key: str
    name: str
    point: Point
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = " "
    ink: str = "faint"
    attributes: str = ""
    ground: str = ""


_COAST = Cell()
"""What lies under everything: a cell of the coast, whose text is the coast's."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The lines, and which place is at which cell (column, row): its point or its name."""

    lines: tuple[tuple[Piece, ...], ...]
    places: dict[tuple[int, int], str]


def chart(
    viewport: Viewport,
    columns: int,
    rows: int,
    pins: Sequence[Pin],
    chosen: str = "",
    quiet: bool = False,
    note: str = "",
) -> Chart:
    """Draws `pins` within `columns` × `rows` cells. Of those in one cell the one with the most stories stands for all,
    `Kyiv +3`; the chosen one is always on top. A name is written whole or not at all, and the chosen one has its name
    wherever the map is wide enough for it.

    With `quiet` the others are shown faintly, and few of them by name. `note` stands in the middle.
    """
    made = _Drawing(viewport, columns, rows)
    most = max((pin.weight for pin in pins), default=0)
    cells = cells_of(viewport, [pin.point for pin in pins], columns, rows)
    seen = [(pin, cell) for pin, cell in zip(pins, cells, strict=True) if cell is not None]
    seen.sort(key=lambda pair: (pair[0].key != chosen, -pair[0].weight, pair[0].name, pair[0].key))
    for pin, cell in seen:
        made.point(pin, cell, most, pin.key == chosen, quiet)
    made.scale()
    if note:
        made.note(note)
    together = Counter(cell for _pin, cell in seen)
    left = max(1, columns * rows // (_CELLS_A_NAME * (2 if quiet else 1)))
    for pin, cell in seen:
        if made.places.get(cell) != pin.key:
            continue  # it lies under a larger one, whose name stands there
        name = f"{pin.name} +{together[cell] - 1}" if together[cell] > 1 else pin.name
        if pin.key == chosen:
            made.name(name, pin.key, cell, Cell("", "accent", "b", "selected"), must=True)
        elif left and made.name(name, pin.key, cell, Cell("", "faint" if quiet else "soft")):
            left -= 1
    return made.chart()


def cells_of(viewport: Viewport, points: Sequence[Point], columns: int, rows: int) -> list[tuple[int, int] | None]:
    """The cell (column, row) in which each point falls; None for those that are not on the map."""
    found: list[tuple[int, int] | None] = []
    for x, y in viewport.project_all(points, columns * 2, rows * 4):
        column, row = int((x + 0.5) // 2), int((y + 0.5) // 4)
        found.append((column, row) if 0 <= column < columns and 0 <= row < rows else None)
    return found


class _Drawing:
    """The cells of a chart while it is drawn."""

    def __init__(self, viewport: Viewport, columns: int, rows: int) -> None:
        self.viewport, self.columns, self.rows = viewport, columns, rows
        ground = terrain(viewport, columns, rows)
        self.land, self.coast = ground.land, ground.coast
        self.over: list[dict[int, Cell]] = [{} for _ in range(rows)]  # what lies over the coast, by row and column
        self.places: dict[tuple[int, int], str] = {}
        self.taken: set[tuple[int, int]] = set()

    def point(self, pin: Pin, cell: tuple[int, int], most: int, chosen: bool, quiet: bool) -> None:
        if cell in self.places:
            return
        self.places[cell] = pin.key
        self.taken.add(cell)
        if chosen:
            drawn = Cell(glyph("place"), "accent", "b")
        else:
            drawn = Cell(glyph(_size(pin.weight, most)), "faint" if quiet else "place")
        self.over[cell[1]][cell[0]] = drawn

    def name(self, name: str, key: str, cell: tuple[int, int], style: Cell, must: bool = False) -> bool:
        """Write a name beside its point, where nothing else stands; one that `must` be there may stand farther off, and
        cover points. Whether it is written: always whole."""
        width = cell_len(name)
        column, row = cell
        above = column - width // 2
        places = [(column + 1, row, f" {name}"), (column - 1 - width, row, f"{name} "), (above, row - 1, name)]
        places.append((above, row + 1, name))
        if must:
            held = min(max(above, 1), self.columns - 1 - width)
            places += [(held, row + away, name) for away in (-1, 1, -2, 2)]
        for left, top, text in places:
            if self._is_free(left, top, cell_len(text), cell):
                self._write(left, top, text, style, key)
                return True
        if not must or width + 2 > self.columns or self.rows < 2:
            return False
        self._write(held, row - 1 if row else 1, name, style, key)
        return True

    def _is_free(self, left: int, row: int, width: int, point: tuple[int, int]) -> bool:
        """Whether nothing stands there, nor right beside it but the point itself."""
        if left < 1 or left + width >= self.columns or not 0 <= row < self.rows:
            return False
        return not any(
            (column, row) in self.taken for column in range(left - 1, left + width + 1) if (column, row) != point
        )

    def _write(self, left: int, row: int, text: str, style: Cell, key: str = "") -> None:
        column = left
        for character in text:
            width = cell_len(character)
            if not width:
                self._join(column - 1, row, character)
                continue
            if column + width > self.columns:
                return
            for part in range(width):
                shown = "" if part else character
                self.over[row][column + part] = Cell(shown, style.ink, style.attributes, style.ground)
                self.taken.add((column + part, row))
                if key:
                    self.places.setdefault((column + part, row), key)
            column += width

    def _join(self, column: int, row: int, mark: str) -> None:
        """A character without a width of its own belongs to the one before it."""
        over = self.over[row]
        while column in over and not over[column].text:
            column -= 1
        if column in over:
            cell = over[column]
            over[column] = Cell(cell.text + mark, cell.ink, cell.attributes, cell.ground)

    def scale(self) -> None:
        """`├────────┤ 500 km`, in the first corner in which no place lies, from the one below at the right."""
        km, length = scale(self.viewport, min(28, self.columns // 3))
        text = f"├{'─' * (max(round(length), 2) - 2)}┤ {km:,.0f} km"
        right, below = self.columns - len(text) - 1, self.rows - 1
        if right < 1 or self.rows < 4:
            return
        corners = ((right, below), (1, below), (right, 0), (1, 0))
        free = (corner for corner in corners if self._is_free(*corner, len(text), (-1, -1)))
        self._write(*next(free, corners[0]), text, Cell("", "soft"))

    def note(self, text: str) -> None:
        """A sentence over as many lines as it needs."""
        lines = [text[start:end] for start, end in breaks(text, max(1, self.columns - 4))]
        top = max(0, (self.rows - len(lines)) // 2)
        for row, line in enumerate(lines[: self.rows], top):
            self._write(max(0, (self.columns - cell_len(line)) // 2 - 1), row, f" {line} ", Cell("", "soft"))

    def chart(self) -> Chart:
        lines = zip(self.coast, self.land, self.over, strict=True)
        return Chart(tuple(tuple(_runs(coast, land, over)) for coast, land, over in lines), self.places)


def _size(weight: int, most: int) -> str:
    """The glyph of a point by its stories: none, some, or many in relation to the place with the most."""
    if weight >= max(2, most / 4):
        return "spot large"
    return "spot" if weight else "spot small"


def _runs(coast: str, land: Sequence[bool], over: Mapping[int, Cell]) -> Iterable[Piece]:
    """Cells in a row that look alike, as one piece."""
    edges = [column for column in range(1, len(land)) if land[column] is not land[column - 1]]
    columns = sorted({0, *edges, *over, *(column + 1 for column in over)} - {len(land)})
    text, style = "", Cell()
    for column, after in pairwise((*columns, len(land))):
        cell = over.get(column, _COAST)
        ground = cell.ground or (LAND if land[column] else "")
        if (cell.ink, cell.attributes, ground) != (style.ink, style.attributes, style.ground):
            if text:
                yield Piece(text, style.ink, style.attributes, ground=style.ground)
            text, style = "", Cell("", cell.ink, cell.attributes, ground)
        text += coast[column:after] if cell is _COAST else cell.text
    if text:
        yield Piece(text, style.ink, style.attributes, ground=style.ground)
