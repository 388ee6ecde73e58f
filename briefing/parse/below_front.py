"""Keys of a brief below the front matter of a `.md` file, where they become a part of its text.

Needed only where the text begins with such a key: nothing of this is loaded for other files.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit, Problem
from briefing.model.value import NamedTuple
from briefing.parse import slips
from briefing.parse.fields import OWNERS
from briefing.parse.text import Text

_GOES_ON = r"[ \t]+\S|- "
_MOST_WORDS = 5
"""Of a date (`Friday 16 May 2025`), a name or a word of a list."""
_ENDS = tuple(".!?\u2026\u3002")
_BAR = r"[ \t]*(?:[|>][+\-0-9]*)?[ \t]*"


class Below(NamedTuple):
    """The keys below front matter: what is told of them, what is to be read as keys behind it (`head`), and the line,
    from 0, that the text begins on.
    """

    problem: Problem
    head: str
    body: int


def _is_sentence(said: str) -> bool:
    """Whether what stands behind a word and a colon is prose, and no date, word of a list or names with commas."""
    if said[:1] in tuple("[{\"'|>"):
        return False
    words = max(len(part.split()) for part in said.split(","))
    return words > _MOST_WORDS or (said[-1:] in _ENDS and (words > 2 or not said.isascii()))


def below(text: Text, end: int, first: int, key: re.Pattern[str]) -> Below | None:
    """The keys that begin on the line `first` of a file, below the line `end`, which closes its front matter; None
    where that line begins the text with a word that only looks like a key.
    """
    lines = text.lines
    match = key.match(lines[first])
    place = text.span_in_line(first, 0, len(lines[first].split(":")[0].rstrip()))
    word = text.of(place).strip("\"'")
    if word == "body" and match is not None:
        is_alone = re.fullmatch(_BAR, lines[first][match.end() :]) is not None
        gone = text.line_span(first) if is_alone else text.span_in_line(first, 0, match.end())
        return Below(slips.BODY_BELOW.at(place, edits=(Edit(gone, ""),)), "", first + is_alone)
    row, said = OWNERS["brief"].fields.get(word), lines[first].partition(":")[2].strip()
    if row is not None and row.kind != "text" and _is_sentence(said):
        return None
    stop = first + 1
    while stop < len(lines) and (key.match(lines[stop]) or re.match(_GOES_ON, lines[stop])):
        stop += 1
    keys = "".join(text.of(text.line_span(number)) for number in range(first, stop))
    closing = next((n for n in range(stop, len(lines)) if lines[n].strip()), 0)
    if closing and lines[closing].rstrip() == "---":
        edits: tuple[Edit, ...] = (Edit(text.line_span(end), ""),)
        stop = closing + 1
    else:
        lines_gone = (Edit(text.line_span(number), "") for number in range(first, stop))
        edits = (Edit(text.span_in_line(end, 0, 0), keys if keys.endswith("\n") else f"{keys}\n"), *lines_gone)
    return Below(slips.KEY_BELOW.at(place, edits=edits, key=word), "\n" * (first - end) + keys, stop)
