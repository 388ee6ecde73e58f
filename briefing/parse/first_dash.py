"""The first dash of a list of entries, which was lost: the keys of the first entry stand without it, the others behind
theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import FIELDS, OWNERS, Owner
from briefing.parse.lines import KEY, Diagnosis, Lines, told

_ALONE = rf"[ ]*(?:- +)?{KEY}[ ]*(?:#.*)?"


def _owner(line: str) -> Owner | None:
    """Whose entries a list has whose key stands alone in a line."""
    key = re.fullmatch(_ALONE, line)
    return next((OWNERS[row.of] for row in FIELDS if key and row.key == key["key"] and row.of), None)


def first_keys_without_dash(lines: Lines, line: int, column: int) -> Diagnosis | None:
    """The keys of a list's first entry, whose dash was lost, in the column of the dash of the second, which YAML
    stumbles upon.
    """
    above = [n for n in range(line) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    head = next((n for n in reversed(above) if lines.width(n) < column), -1)
    own = [n for n in above if n > head]
    keys = [re.match(rf"[ ]*{KEY}", lines[n]) for n in own if lines.width(n) == column]
    owner = _owner(lines[head]) if own and head >= 0 else None
    if owner is None or not keys or not all(key and key["key"] in owner.fields for key in keys):
        return None
    if lines.width(own[0]) != column:
        return None
    edits = tuple(Edit(lines.span(n, column, column), "- " if n == own[0] else "  ") for n in own)
    where = lines.span(own[0], column, len(lines[own[0]].rstrip()))
    return told(slips.NO_DASH.at(where, edits=edits))


def item_inside_item(lines: Lines, line: int, column: int) -> Diagnosis | None:
    """An entry behind a dash that stands where the keys of the entry above it do, which YAML stumbles upon."""
    above = (n for n in range(line - 1, -1, -1) if lines[n].strip() and lines.width(n) < column)
    item = next(above, 0)
    dash = re.match(rf"[ ]*- +{KEY}", lines[item])
    key = re.match(rf"[ ]*- +{KEY}", lines[line])
    if dash is None or key is None or dash.start("key") != column or dash["key"] != key["key"]:
        return None
    edits = []
    for n in range(line, len(lines)):
        if lines[n].strip() and lines.width(n) < column:
            break
        edits += [Edit(lines.span(n, 0, column), " " * lines.width(item))] if lines[n].strip() else []
    return told(slips.DASH_ELSEWHERE.at(lines.span(line, 0, column + 1), edits=tuple(edits)))


def in_first_column(lines: Sequence[str], file: str, known: frozenset[str]) -> Iterator[Diagnosis]:
    """The same for lists of a brief whose dashes stand in the first column, where its own keys stand too."""
    dashes = {n for n, line in enumerate(lines) if line.startswith("- ")}
    for number in range(len(lines) - 1 if dashes else 0):
        owner = _owner(lines[number]) if lines[number][:1].isalpha() else None
        key = re.match(KEY, lines[number + 1]) if owner else None
        if owner is None or key is None or key["key"] not in owner.fields or key["key"] in known:
            continue
        own = [number + 1]
        while own[-1] + 1 < len(lines) and own[-1] + 1 not in dashes:
            below = re.match(rf"[ ]*{KEY}", lines[own[-1] + 1])
            if lines[own[-1] + 1][:1] != " " and not (below and below["key"] in owner.fields.keys() - known):
                break
            own.append(own[-1] + 1)
        if own[-1] + 1 in dashes:
            where = Span(file, number + 2, 1, number + 2, len(lines[number + 1].rstrip()) + 1)
            starts = [n for n in own if lines[n][:1] != " "]
            edits = tuple(Edit(Span(file, n + 1, 1, n + 1, 1), "- " if n == own[0] else "  ") for n in starts)
            yield told(slips.NO_DASH.at(where, edits=edits))
