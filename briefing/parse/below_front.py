"""Keys of a brief below the front matter of a `.md` file, where they become a part of its text.

Needed only where the text begins with such a key: nothing of this is loaded for other files.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.text import Text

_GOES_ON = r"[ \t]+\S|- "
_BAR = r"[ \t]*(?:[|>][+\-0-9]*)?[ \t]*"


class Below:
    """The keys that stand below the line `end` of a file, which closes its front matter; `first` is the line of the
    first of them. `head` is what is to be read as keys, behind the front matter; the text begins at `body`. Lines count
    from 0.
    """

    def __init__(self, text: Text, end: int, first: int, key: re.Pattern[str]) -> None:
        lines = text.lines
        found = key.match(lines[first])
        word = found[0].split(":")[0].strip(" \t\"'") if found else ""
        place = text.span_in_line(first, 0, len(lines[first].split(":")[0].rstrip()))
        self.head, self.body = "", first
        if word == "body":
            is_alone = found is not None and re.fullmatch(_BAR, lines[first][found.end() :]) is not None
            rest = text.span_in_line(first, 0, found.end() if found else 0)
            edit = Edit(text.line_span(first) if is_alone else rest, "")
            self.body += is_alone
            self.problem = slips.BODY_BELOW.at(place, edits=(edit,))
            return
        stop = first
        while stop < len(lines) and (
            key.match(lines[stop]) or (stop > first and re.match(r"[ \t]+\S|- ", lines[stop]))
        ):
            stop += 1
        after = next((n for n in range(stop, len(lines)) if lines[n].strip()), len(lines))
        start = text.starts[first]
        said = text.text[start : text.starts[stop] if stop < len(lines) else len(text.text)]
        self.head, self.body = "\n" * (first - end) + said, stop
        edits: tuple[Edit, ...]
        if after < len(lines) and lines[after].rstrip() == "---":
            self.body = after + 1
            edits = (Edit(text.line_span(end), ""),)
        else:
            marker = text.span_in_line(end, 0, 0)
            gone = (Edit(text.line_span(number), "") for number in range(first, stop))
            edits = (Edit(marker, said if said.endswith("\n") else f"{said}\n"), *gone)
        self.problem = slips.KEY_BELOW.at(place, edits=edits, key=word)
