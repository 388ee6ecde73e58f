"""Values that stand in one text without keys, to be given theirs: `- 2025-05-16 First news` among the updates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.beside_name import denial, denied, parted
from briefing.parse.characters import BRACKETS
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import Field
from briefing.parse.item_marks import in_brackets
from briefing.parse.joined import report
from briefing.parse.literals import read, short
from briefing.parse.nodes import MappingNode, Node, ScalarNode
from briefing.parse.values import Values, as_item

if TYPE_CHECKING:
    from briefing.parse.neighbours import Kind
    from briefing.parse.references import References

_DAY = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.Z+-]+)?~?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"
    r"|[0-9]{1,2}\.? ?[^\W\d_]+ [0-9]{4}"
)
"""A day with its year: `2025 elections` and `9 May parade` are names."""
_FIRST = rf"(?P<day>{_DAY})(?:[ \t]*[,;|\u2013\u2014-][ \t]+|[ \t]+)(?P<said>[^\W\d].*)"
_LAST = rf"(?P<said>.*[^\W_])(?:,[ ]*(?P<day>{_DAY})|[ ]*\((?P<inner>{_DAY})\))"


def day_in_text(reader: Reader, entry: Entry, row: Field) -> None:
    """Report an entry that is a text with its day before it, or behind the name of an event, with the edits that give
    each its key. `row` is that of the day.
    """
    text, node = entry.text(entry.owner.bare), entry.nodes[entry.owner.bare]
    found = re.fullmatch(_FIRST, text) or (re.fullmatch(_LAST, text) if entry.owner.name == "event" else None)
    if found is None:
        return
    written = found["day"] or found["inner"]
    day = written if read(row, written) is not None else _meant(written)
    if day:
        # that the colon behind it makes a key is another sign of the same slip
        reader.problems[:] = [one for one in reader.problems if not _is_colon(one, reader.span(node))]
        slip = slips.DAY_IN_TEXT if isinstance(node, ScalarNode) else slips.DAY_IN_TEXT._replace(severity="error")
        pairs = ((row.key, day), (entry.owner.bare, as_item(found["said"])))
        edits = with_keys(reader, node, pairs)
        reader.report(slip, node, edits=edits, text=short(written), key=row.key, rest=entry.owner.bare)


def text_in_day(reader: Reader, entry: Entry, row: Field) -> None:
    """Report an entry whose day has the text behind it, for which a key of its own is missing, with the edits that
    write that; it is told in place of what the two slips seem to be.
    """
    pairs = entry.node.value if isinstance(entry.node, MappingNode) else ()
    node = next((value for key, value in pairs if key.value == row.key and isinstance(value, ScalarNode)), None)
    found = re.fullmatch(_FIRST, node.value) if node and not node.style else None
    if node is None or found is None or read(row, found["day"]) is None:
        return
    span, bare = reader.span(node), entry.owner.bare
    needed = slips.KEY_MISSING.code
    reader.problems[:] = [
        one
        for one in reader.problems
        if one.span != span
        and not (one.code == needed and one.span.line == entry.node.start_mark.line + 1 and f"`{bare}`" in one.message)
    ]
    line = reader.lines[span.line - 1] if span.line <= len(reader.lines) else ""
    before = line[: span.column - 1]
    is_block = re.fullmatch(r"[ -]*[\w-]+[ ]*:[ ]+", before)
    between = f"\n{' ' * (len(before) - len(before.lstrip(' -')))}" if is_block else ", "
    gap = Edit(reader.at(node, found.end("day"), found.start("said")), f"{between}{bare}: ")
    is_whole = span.line == span.end_line
    reader.report(slips.TEXT_IN_DAY, node, edits=(gap,) if is_whole else (), text=short(found["said"]), key=bare)


def role_in_name(references: References, name: str, kind: Kind, node: Node) -> None:
    """Report the text of an entry that is a known name with its role or its country, or with another known name."""
    reader = references.reader
    if word := denied(name, lambda text: references.find(text, (kind,))):
        reader.report(slips.ODD_REFERENCE[kind], node, text=short(name), clause=denial(word))
        return
    found = parted(name)
    key = references.find(found.name, (kind,)) if found else ""
    if found and _are_in_brackets(node, name) and (not key or references.find(found.more.split(",")[0], (kind,))):
        in_brackets(reader, [node])
        return
    if found is None or not key or node.start_mark.line != node.end_mark.line or _is_on_keys_line(reader, node):
        return
    if references.in_country(f"{found.name}, {found.more}", (kind,)):
        slip = slips.UNKNOWN["venue"]._replace(severity="warning", certain=False)
        tail = f"; did you mean `{key}`?"
        reader.report(slip, node, fix=key, text=short(name), noun="venue", where="here or in the registry", tail=tail)
    elif references.find(found.more, (kind,)):
        if isinstance(node, ScalarNode) and not node.style and not found.is_bracketed:
            report(reader, node, [found.gap], certain=False)
    elif found.is_role:
        edits = with_keys(reader, node, (("id", key), ("role", as_item(found.more))))
        reader.report(slips.ROLE_IN_NAME, node, edits=edits, text=short(found.more))


def _are_in_brackets(node: Node, name: str) -> bool:
    """Whether a text has brackets around names that commas part."""
    is_whole = name[:1] in BRACKETS and name.endswith(BRACKETS[name[0]][1]) and "," in name
    return is_whole and isinstance(node, ScalarNode) and not node.style


def _is_on_keys_line(reader: Values, node: Node) -> bool:
    """Whether an item stands on the line of its list's key, without brackets: what that is, is told already."""
    line, column = node.start_mark.line, node.start_mark.column
    return line < len(reader.lines) and re.search(r":[ ]+(?:-[ ]+)?$", reader.lines[line][:column]) is not None


def with_keys(reader: Reader, node: Node, pairs: Iterable[tuple[str, str]]) -> tuple[Edit, ...]:
    """The edits that write keys and values, ready for YAML, in place of a text; none for one on several lines."""
    span = reader.span(node)
    if getattr(node, "style", None) in ("|", ">") or span.line != span.end_line:
        return ()
    if span.line > len(reader.lines):
        return ()
    before = reader.lines[span.line - 1][: span.column - 1]
    parts = [f"{key}: {value}" for key, value in pairs]
    if re.fullmatch(r"[ -]*- +", before):
        return (Edit(span, f"\n{' ' * len(before)}".join(parts)),)
    return (Edit(span, f"{{{', '.join(parts)}}}"),)


def _is_colon(problem: Problem, place: Span) -> bool:
    return problem.code == slips.COLON_MAKES_KEY.code and problem.span == place and "makes a key" in problem.message


def _meant(written: str) -> str:
    from briefing.parse.dates import meant

    return meant(written).text
