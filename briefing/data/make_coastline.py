"""Makes `coastline.bin`, the coast that the map draws.

The source is Natural Earth 4.1 (public domain), as the npm package `world-atlas` 2 carries it in TopoJSON:

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python briefing/data/make_coastline.py package/land-110m.json package/land-50m.json

The coast is written at three levels of detail, coarse to fine. `briefing/model/coastline.py` reads it. The file is
one zlib stream of little-endian 16-bit integers, all the low bytes and then all the high bytes (which packs better):

    levels; then for each level: points a degree, lines, points (two integers, low and high);
    the number of points of each line; the first x of each line, the first y of each line;
    the steps of x, the steps of y (one fewer than points for each line)

x is the longitude and y the latitude, in steps of a degree's fraction. A line that crosses the antimeridian is cut
there, and its ends stand on 180 and -180 exactly: so the reader can count crossings and tell land from sea.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import zlib
from array import array
from pathlib import Path

from briefing.model.value import NamedTuple

Point = tuple[float, float]
Line = list[Point]


class Level(NamedTuple):
    """`source` is the index of the file; a line keeps within `tolerance` degrees of it; smaller rings are left out."""

    source: int
    tolerance: float
    smallest: float
    unit: int


LEVELS = (Level(0, 0.12, 0.0, 50), Level(1, 0.05, 0.3, 100), Level(1, 0.014, 0.07, 100))


def read(file: Path) -> list[Line]:
    """The arcs of a TopoJSON file in degrees: delta-coded integers, scaled and moved by the file's transform."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = (topology["transform"][key] for key in ("scale", "translate"))
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        lines.append(line)
    return lines


def cut_at_antimeridian(line: Line) -> list[Line]:
    """The parts of a line on either side of the antimeridian, without what only runs along it or along the pole."""
    parts: list[Line] = [[line[0]]]
    for (x, y), (after_x, after_y) in itertools.pairwise(line):
        turn = round((x - after_x) / 360) * 360  # how far the other way round the globe is shorter
        if turn:
            edge, there = math.copysign(180, x), after_x + turn
            share = (edge - x) / (there - x) if there != x else 0.0
            crossing = y + (after_y - y) * share
            parts[-1].append((edge, crossing))
            parts.append([(-edge, crossing)])
        parts[-1].append((after_x, after_y))
    return [piece for part in parts for piece in without_frame(part)]


def without_frame(line: Line) -> list[Line]:
    parts: list[Line] = [[line[0]]]
    for (x, y), (after_x, after_y) in itertools.pairwise(line):
        if (abs(x) == abs(after_x) == 180) or (y < -89.5 and after_y < -89.5):
            parts.append([])
        parts[-1].append((after_x, after_y))
    return [part for part in parts if len(part) > 1]


def simplify(line: Line, tolerance: float) -> Line:
    """Fewer points, no farther from the line than `tolerance` degrees of latitude (Douglas and Peucker 1973)."""
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        farthest, index = tolerance, 0
        for between in range(first + 1, last):
            off = distance(line[between], line[first], line[last])
            if off > farthest:
                farthest, index = off, between
        if index:
            kept.add(index)
            todo += [(first, index), (index, last)]
    return [line[index] for index in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a segment, in degrees of latitude."""
    narrow = math.cos(math.radians((start[1] + end[1]) / 2))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    along_x, along_y = (end[0] - start[0]) * narrow, end[1] - start[1]
    square = along_x * along_x + along_y * along_y
    share = min(max((x * along_x + y * along_y) / square, 0.0), 1.0) if square else 0.0
    return math.hypot(x - share * along_x, y - share * along_y)


def is_small(line: Line, smallest: float) -> bool:
    """Whether it is a ring that would be a speck."""
    if line[0] != line[-1]:
        return False
    xs, ys = [x for x, _y in line], [y for _x, y in line]
    wide = (max(xs) - min(xs)) * math.cos(math.radians(ys[0]))
    return max(wide, max(ys) - min(ys)) < smallest


def level_lines(arcs: list[Line], level: Level) -> list[list[tuple[int, int]]]:
    lines = []
    for arc in arcs:
        for part in cut_at_antimeridian(arc):
            if is_small(part, level.smallest):
                continue
            rounded = [(round(x * level.unit), round(y * level.unit)) for x, y in simplify(part, level.tolerance)]
            line = [point for index, point in enumerate(rounded) if not index or point != rounded[index - 1]]
            if len(line) > 3 or (len(line) > 1 and line[0] != line[-1]):
                lines.append(line)
    return lines


def write(levels: list[tuple[Level, list[list[tuple[int, int]]]]]) -> bytes:
    numbers = array("h", [len(levels)])
    for level, lines in levels:
        points = sum(map(len, lines))
        numbers.extend([level.unit, len(lines), points & 0x7FFF, points >> 15])
        numbers.extend(len(line) for line in lines)
        for axis in (0, 1):
            numbers.extend(line[0][axis] for line in lines)
        for axis in (0, 1):
            numbers.extend(after[axis] - point[axis] for line in lines for point, after in itertools.pairwise(line))
    if sys.byteorder == "big":
        numbers.byteswap()
    data = numbers.tobytes()
    return zlib.compress(data[::2] + data[1::2], 9)


def main(files: list[str]) -> None:
    sources = [read(Path(file)) for file in files]
    levels = [(level, level_lines(sources[level.source], level)) for level in LEVELS]
    packed = write(levels)
    Path(__file__).with_name("coastline.bin").write_bytes(packed)
    for level, lines in levels:
        print(f"{level.tolerance}°: {len(lines)} lines, {sum(map(len, lines))} points")
    print(f"{len(packed)} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
