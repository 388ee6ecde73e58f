"""The text that a hand has selected, on strips of our own."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style


def with_selection(segments: list[Segment], span: tuple[int, int], highlight: Style) -> list[Segment]:
    """Segments with the code points of `span` highlighted (an end of -1 is the line's end)."""
    start, end = span
    made: list[Segment] = []
    at = 0
    for text, style, _control in segments:
        left = min(max(start - at, 0), len(text))
        right = len(text) if end < 0 else min(max(end - at, 0), len(text))
        right = max(left, right)
        for part, marked in ((text[:left], False), (text[left:right], True), (text[right:], False)):
            if part:
                made.append(Segment(part, (style + highlight if style else highlight) if marked else style))
        at += len(text)
    return made
