"""The coast, as `data/make_coastline.py` wrote it: read once it is needed, each level of detail by itself."""

from __future__ import annotations

import sys
import zlib
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path

import briefing
from briefing.model.value import dataclass

FILE = Path(briefing.__file__).parent / "data" / "coastline.bin"
FINEST_DOTS = (0.25, 0.07, 0.0)
"""Degrees a dot from which each level is fine enough, coarse to fine."""
_RUN = 24  # points of a stretch: what is far off is passed over by the stretch


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some points of the coast one after the other, in degrees, within their box."""

    west: float
    south: float
    east: float
    north: float
    lons: tuple[float, ...]
    lats: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Coast:
    """One level of detail. `seam` are the latitudes at which the coast crosses the antimeridian, north to south."""

    stretches: tuple[Stretch, ...]
    seam: tuple[float, ...]


def coast_for(dot: float) -> Coast:
    """The level of detail for dots of a size, in degrees of latitude."""
    return coast(next(level for level, least in enumerate(FINEST_DOTS) if dot >= least))


@cache
def coast(level: int) -> Coast:
    """The level, 0 the coarsest."""
    numbers, at = _numbers(), 1
    for _ in range(level):
        at = _end(numbers, at)
    unit, lines, steps = numbers[at], numbers[at + 1], _points(numbers, at) - numbers[at + 1]
    counts = numbers[at + 4 : at + 4 + lines]
    at += 4 + lines
    starts_x, starts_y = numbers[at : at + lines], numbers[at + lines : at + 2 * lines]
    at += 2 * lines
    steps_x, steps_y = numbers[at : at + steps], numbers[at + steps : at + 2 * steps]
    stretches: list[Stretch] = []
    seam: list[float] = []
    done = 0
    for count, x, y in zip(counts, starts_x, starts_y, strict=True):
        after = done + count - 1
        lons = tuple(value / unit for value in accumulate(steps_x[done:after], initial=x))
        lats = tuple(value / unit for value in accumulate(steps_y[done:after], initial=y))
        done = after
        seam += [lats[end] for end in (0, -1) if lons[end] == -180]
        stretches += _stretches(lons, lats)
    return Coast(tuple(stretches), tuple(sorted(seam, reverse=True)))


@cache
def _numbers() -> array[int]:
    data = zlib.decompress(FILE.read_bytes())
    half = len(data) // 2
    mixed = bytearray(len(data))
    mixed[::2], mixed[1::2] = data[:half], data[half:]
    numbers = array("h", bytes(mixed))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _points(numbers: array[int], at: int) -> int:
    return numbers[at + 2] + (numbers[at + 3] << 15)


def _end(numbers: array[int], at: int) -> int:
    """Where the level that begins at `at` ends."""
    return at + 4 + numbers[at + 1] + 2 * _points(numbers, at)


def _stretches(lons: tuple[float, ...], lats: tuple[float, ...]) -> list[Stretch]:
    made = []
    for first in range(0, len(lons) - 1, _RUN):
        xs, ys = lons[first : first + _RUN + 1], lats[first : first + _RUN + 1]
        made.append(Stretch(west=min(xs), south=min(ys), east=max(xs), north=max(ys), lons=xs, lats=ys))
    return made
