"""Lines of a desk's file, as they stand there now."""

from __future__ import annotations

from pathlib import Path

from briefing.model.files import read
from briefing.model.limits import BRIEF, MEGABYTE
from briefing.model.names import clean, one_line
from briefing.model.origin import Origin
from briefing.model.value import dataclass

_AROUND = 200  # lines of the file on either side; more than anyone scrolls through in a peek


class ExcerptError(Exception):
    """The lines cannot be had; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`lines` of a file, cleaned for a terminal, from line `start` (from 1) on. `origin` are the lines meant."""

    origin: Origin
    lines: tuple[str, ...]
    start: int


def excerpt(text: str, origin: Origin) -> Excerpt:
    """The lines of an origin in the text of its file, and those around them."""
    first, last = origin.first, origin.last
    if 0 <= origin.position <= len(text):
        first = last = text.count("\n", 0, origin.position) + 1
    lines = text.split("\n")
    first = min(first, len(lines))
    last = min(max(first, last), len(lines))
    start = max(1, first - _AROUND)
    shown = lines[start - 1 : last + _AROUND]
    made = tuple(clean(line.expandtabs(4).rstrip("\r")) for line in shown)
    return Excerpt(Origin(origin.file, first, last, origin.position), made, start)


def text_of(root: Path, file: str) -> str:
    """The text of a desk's file. Raises `ExcerptError`."""
    path = (root / file).resolve()
    name = one_line(file)
    if not path.is_relative_to(root.resolve()):
        raise ExcerptError(f"{name} lies outside the desk")
    try:
        data = read(path, BRIEF + 1)
        if len(data) > BRIEF:
            raise ExcerptError(f"{name} is larger than {BRIEF // MEGABYTE} MB")
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ExcerptError(f"{name} is not UTF-8") from None
    except OSError as error:
        raise ExcerptError(f"{name} could not be read: {error.strerror or error}") from None
