"""Names that became one because what parts them is missing, or is another sign than a comma."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse import slips
from briefing.parse.characters import WIDE_COMMAS
from briefing.parse.fields import OWNERS, Field
from briefing.parse.nodes import Node, ScalarNode, plain_scalar, text_of
from briefing.parse.values import Values

_SEPARATOR = rf"(?<!\s)\s*[{WIDE_COMMAS}]\s*"
AND = r"(?<!\s)(?:\s+|\s*[,;]\s+)(?:and|und|et|y|e|og|och|en|i|и|та|і|ve|&|/|\+)\s+"
"""What parts the last two names of a sentence."""
_SIGN = r"(?<=\S)\s*[.|·•:]\s+(?=\S)"
"""What a hand, or somebody else's lists, have for a comma."""
_WORDS = 12
"""A text of more words is no list of names."""
_ENTITY = r"&#?\w+;"
_ITEM = r"[ ]*(?:- +)*(?=- )"


def joints(text: str, is_known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where a text parts into names that are all known: the stretches between them, from 0; none where it does not.

    >>> joints("NATO Turkey", {"NATO", "Turkey"}.__contains__)
    [(4, 5)]
    >>> joints("NATO and Turkey", {"NATO", "Turkey"}.__contains__)
    [(4, 9)]
    """
    if gaps := separators(text):
        return gaps if all(map(is_known, _parts(text, gaps))) else []
    blanks = [match.span() for match in re.finditer(r"\s+", text)]
    if not blanks or len(blanks) > _WORDS:
        return []
    words = [match.span() for match in re.finditer(AND, text)]
    signs = [match.span() for match in re.finditer(_SIGN, text)]
    tried = [words, *([gap] for gap in blanks)] if words else [signs, *([gap] for gap in blanks)]
    return next((gaps for gaps in tried if all(map(is_known, _parts(text, gaps)))), [])


def separators(text: str) -> list[tuple[int, int]]:
    """Where commas and semicolons part a text that YAML does not part; none where one of them is part of a word."""
    gaps = [match.span() for match in re.finditer(_SEPARATOR, text)]
    return gaps if all(_parts(text, gaps)) and not re.search(_ENTITY, text) else []


def report(values: Values, node: ScalarNode, gaps: list[tuple[int, int]], certain: bool = True) -> bool:
    """Report an item of a list that is several; whether it stands in a list."""
    text, place = text_of(node), node.start_mark
    if place.line >= len(values.lines):
        return False
    is_block = not values.lines[place.line][: place.column].strip(" -") and "- " in values.lines[place.line]
    if node.end_mark.line != place.line and is_block:
        return _lines(values, node, len(gaps), certain)
    before = values.lines[place.line][: place.column]
    if before.rstrip().endswith(":"):
        return _is_told(values, node, gaps)
    item = re.match(_ITEM, before) if not before.strip(" -") else None
    instead = f"\n{' ' * item.end()}- " if item else ", "
    how = "give each a line and a dash" if item else "put a comma between them"
    where = _Where(values, node)
    edits = tuple(_edit(where, text, gap, instead) for gap in gaps)
    start, end = gaps[0]
    if mark := text[start:end].strip():
        start += text[start:end].index(mark)
        slip = slips.OTHER_COMMA.sure_if(certain)
        problem = slip.at(where.span(start, start + len(mark)), edits=edits, mark=mark, how=how)
    else:
        after = text[end : gaps[1][0] if len(gaps) > 1 else len(text)]
        problem = slips.NAMES_JOINED.at(
            where.span(end, end + len(after)), edits=edits, one=text[:start], other=after, how=how
        )
    values.problems.append(problem)
    return True


def _edit(where: _Where, text: str, gap: tuple[int, int], instead: str) -> Edit:
    """The edit that parts two items; where a line ends between them, only their sign is another."""
    span, sign = where.span(*gap), text[slice(*gap)]
    if span.line == span.end_line:
        return Edit(span, instead)
    start = gap[0] + (len(sign) - len(sign.lstrip()) if sign.strip() else 0)
    return Edit(where.span(start, start + len(sign.strip())), ",")


class _Where:
    """Where the characters of a text without quotes stand, which may go on over several lines."""

    def __init__(self, values: Values, node: ScalarNode) -> None:
        from briefing.parse.lines import lines_of

        self.file = values.file
        self.lines = lines_of(node, values.lines) or [(node.start_mark.line, node.start_mark.column, "")]
        self.starts = [0, *accumulate(len(text) + 1 for _number, _begin, text in self.lines[:-1])]

    def place(self, at: int) -> tuple[int, int]:
        which = bisect_right(self.starts, at) - 1
        number, begin, _text = self.lines[which]
        return number, begin + at - self.starts[which]

    def span(self, start: int, end: int) -> Span:
        (line, column), (end_line, end_column) = self.place(start), self.place(end)
        return Span(self.file, line + 1, column + 1, end_line + 1, end_column + 1)


def _lines(values: Values, node: ScalarNode, gaps: int, certain: bool) -> bool:
    """Report items that go on with the one above, since their dashes are missing."""
    from briefing.parse.lines import lines_of

    item = re.match(_ITEM, values.lines[node.start_mark.line])
    first, *others = lines_of(node, values.lines)
    if item is None or item.end() + 2 != first[1] or len(others) != gaps:
        return False
    ends = [begin + (re.match(r"-(?=\w)", text) is not None) for _number, begin, text in others]
    spans = [Span(values.file, one[0] + 1, 1, one[0] + 1, end + 1) for one, end in zip(others, ends, strict=True)]
    edits = tuple(Edit(span, f"{item[0]}- ") for span in spans)
    number, begin, text = others[0]
    at = Span(values.file, number + 1, begin + 1, number + 1, begin + len(text) + 1)
    values.problems.append(slips.SWALLOWED.sure_if(certain).at(at, edits=edits))
    return True


def surely_one(values: Values, node: Node) -> None:
    """Make certain what is told of a list without brackets, since the whole of it turns out to be one known name."""
    if (number := _told(values, node)) is not None:
        problem = values.problems[number]
        if problem.fix == f"[{text_of(node)}]":
            values.problems[number] = replace(problem, is_sure=True)


def _is_told(values: Values, node: ScalarNode, gaps: list[tuple[int, int]]) -> bool:
    """Whether it is told already that a list has no brackets: then what stands in it is known now."""
    number = _told(values, node)
    if number is not None:
        fix = f"[{', '.join(_parts(text_of(node), gaps))}]"
        values.problems[number] = replace(values.problems[number], fix=fix, is_sure=False)
    return number is not None


def _told(values: Values, node: Node) -> int | None:
    """Which problem tells that a list has no brackets."""
    span, code = values.span(node), slips.NO_BRACKETS.code
    return next((n for n, one in enumerate(values.problems) if one.span == span and one.code == code), None)


def parted(values: Values, row: Field, items: list[Node]) -> list[Node]:
    """The items of a list of words or ids, with those that another sign than a comma joins taken apart; reported."""
    result: list[Node] = []
    for item in items:
        gaps = _gaps(row, item)
        if not gaps or not isinstance(item, ScalarNode):
            result.append(item)
            continue
        parts = _parts(text_of(item), gaps)
        is_sure = row.kind in ("id", "reference") and all(map(looks_like_id, parts))
        if not report(values, item, gaps, is_sure):
            result.append(item)
            continue
        where = _Where(values, item)
        starts = [0, *(end for _start, end in gaps)]
        result += [
            plain_scalar(part, line, column, column + len(part))
            for part, start in zip(parts, starts, strict=True)
            for line, column in [where.place(start)]
        ]
    return result


def _gaps(row: Field, item: Node) -> list[tuple[int, int]]:
    """What parts an item that is certainly several: names are told apart where they are looked up."""
    if not isinstance(item, ScalarNode) or item.style:
        return []
    text = text_of(item)
    gaps = separators(text)
    parts = _parts(text, gaps)
    if row.kind == "entry":
        return gaps if OWNERS[row.of].bare == "ask" and all(part[-1] in "?\u061f\uff1f" for part in parts) else []
    if row.kind == "reference":
        return gaps if all(map(looks_like_id, parts)) else []
    return [] if row.key in ("support", "against") else gaps


def _parts(text: str, gaps: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _start, end in gaps)]
    ends = [*(start for start, _end in gaps), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
