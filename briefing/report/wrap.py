"""Breaking text into lines by cells: words, wide characters and combining marks kept whole."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, get_character_cell_size, split_graphemes

_NO_LINE_START = frozenset("、。，．：；？！）］｝」』】〉》〕・ー…,.;:!?)]}»”’")


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of `text` begin and end (code points, the end exclusive), each at most `width` cells wide.

    Lines end at spaces (which belong to no line), at line feeds, between wide characters, and inside a word only when
    it is longer than a line. A grapheme is never split; one wider than `width` stands alone. Always at least one line.
    """
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        if part.isascii() or all(get_character_cell_size(char) == 1 for char in part):
            _break_narrow(text, start, end, width, lines)
        else:
            _break_any(part, start, width, lines)
        start = end + 1
    return lines


SEPARATOR = " · "
"""What stands between facts on one line."""


def unhung(lines: list[tuple[int, int]], parts: Iterable[str]) -> list[tuple[int, int]]:
    """Lines of a text without the separators at which they end or begin. `parts` are the text's, in order: a separator
    is one by itself, and a dot of an article is none.
    """
    dots = set()
    at = 0
    for part in parts:
        if part == SEPARATOR:
            dots.add(at + 1)
        at += len(part)
    if not dots or len(lines) == 1:
        return lines
    made = []
    for start, end in lines:
        begin = start + 2 if start in dots else start
        made.append((begin, max(begin, end - 2 if end - 1 in dots else end)))
    return made


def _break_narrow(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Every character is one cell: columns are offsets."""
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start += width
            continue
        stop = cut
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        lines.append((start, stop))
        start = cut + 1
        while start < end and text[start] == " ":
            start += 1
        if start == end:
            return
    lines.append((start, end))


def _break_any(part: str, base: int, width: int, lines: list[tuple[int, int]]) -> None:
    spans, _total = split_graphemes(part)
    start = 0  # code point at which the line begins
    used = 0  # cells on the line
    chance = -1  # code point at which the line may end
    after = 0  # code point at which the next line then begins
    since = 0  # cells from `after` on
    wide_before = False
    for begin, end, cells in spans:
        if part[begin:end] == " ":
            if used == 0 and begin == start and _begun(lines, base, start):
                start = end
                continue
            if begin == start or part[begin - 1] != " ":
                chance = begin
            after, since = end, 0
            used += 1
            wide_before = False
            continue
        wide = cells > 1
        between = (wide or wide_before) and begin > start and part[begin] not in _NO_LINE_START
        if between and part[begin - 1] != " " and used <= width:
            chance, after, since = begin, begin, 0
        while used + cells > width and begin > start:
            if chance > start:
                lines.append((base + start, base + chance))
                start, used = after, since
            else:
                lines.append((base + start, base + begin))
                start, used, since = begin, 0, 0
            chance = -1
        used += cells
        since += cells
        wide_before = wide
    stop = len(part)
    if chance >= start and part[chance:].strip(" ") == "" and used > width:
        stop = chance
    lines.append((base + start, base + stop))


def _begun(lines: list[tuple[int, int]], base: int, start: int) -> bool:
    """Whether a line of this part has been made: leading spaces of a paragraph stay, those of later lines go."""
    return bool(lines) and start > 0 and lines[-1][1] > base


_LOOSE = " ·,;:(–—-/"
"""What leads on to the next word, and says nothing where that is cut off."""


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in at most `width` cells, the end replaced by an ellipsis when it is longer; no word is cut in two but for
    one that would leave half of the room empty.

    >>> cut("due in 10 days · Zelensky comes", 24)
    'due in 10 days…'
    """
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    room = width - cell_len(ellipsis)
    kept = used = 0
    for _begin, end, cells in split_graphemes(text)[0]:
        if used + cells > room:
            break
        kept, used = end, used + cells
    if not text[kept : kept + 1].isspace():
        whole = text.rfind(" ", 0, kept)
        if 2 * cell_len(text[:whole]) >= room and whole > 0:
            kept = whole
    return text[:kept].rstrip(_LOOSE) + ellipsis
