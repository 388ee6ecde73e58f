"""Items that stand in the wrong list, pairs the wrong way round, and entries that are written as a program has them.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.literals import short
from briefing.parse.neighbours import Kind
from briefing.parse.nodes import MappingNode, Node, ScalarNode
from briefing.parse.references import References

_ARGUMENT = r"""\s*(?P<key>\w+)\s*=\s*(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^,()'"\[\]{}=]+?)\s*"""
_CALL = (
    rf"(?P<call>[A-Za-z_]\w*)\((?P<all>{_ARGUMENT.replace('?P<key>', '').replace('?P<value>', '')}(?:,|(?=\))))+\s*\)"
)
_LISTS: dict[Kind, tuple[str, str]] = {"actor": ("an actor", "actors"), "venue": ("a place", "venues")}


def call(reader: Reader, node: Node) -> Span | None:
    """Report an entry that is written as a call, `dict(id='nato', role='host')`, with the edit that puts it in braces;
    the stretch that it takes, which commas may have parted. None where it is none.
    """
    start = reader.span(node)
    if not isinstance(node, ScalarNode) or node.style or start.line > len(reader.lines):
        return None
    line, begin = reader.lines[start.line - 1], start.column - 1
    found = re.compile(_CALL).match(line, begin) if len(line) < 2000 else None
    if found is None:
        return None
    inside = line[line.index("(", begin) + 1 : found.end() - 1]
    pairs = [f"{one['key']}: {one['value']}" for one in re.finditer(_ARGUMENT + r"(?:,|$)", inside)]
    span = start._replace(end_line=start.line, end_column=found.end() + 1)
    # what the signs inside it seemed to be is told no more
    reader.problems[:] = [one for one in reader.problems if not _lies_in(one.span, span)]
    reader.report(slips.CALL, span, fix=f"{{{', '.join(pairs)}}}", call=found["call"])
    return span


def _lies_in(place: Span, span: Span) -> bool:
    return place.line == span.line and span.column <= place.column < span.end_column


def question(reader: Reader, name: str, node: Node) -> None:
    """Report a question among the names; a name of few words may end so."""
    if len(name.split()) > 2 or " " not in name:
        reader.report(slips.QUESTION_AS_NAME, node, text=short(name))


def other_list(reader: Reader, name: str, kind: Kind, node: Node) -> None:
    """Report a name that is known as one of the other kind."""
    a_thing, where = _LISTS[kind]
    reader.report(slips.NAME_OF_OTHER, node, name=short(name), a_thing=a_thing, list=where)


def name_alone(reader: Reader, references: References, entry: Entry, text: str) -> None:
    """Report an entry of another list that is only the id of an actor or of a venue."""
    kind: Kind = "actor" if references.has("actor", text) else "venue"
    a_thing, where = _LISTS[kind]
    reader.report(slips.NAME_ALONE, entry.node, name=text, a_thing=a_thing, noun=entry.owner.noun, list=where)


def reversed_pair(reader: Reader, entry: Entry, name: str, text: str, node: Node) -> None:
    """Report a pair of `mentions` whose id stands before the colon, with the edits that exchange the two."""
    pairs = entry.node.value if isinstance(entry.node, MappingNode) else ()
    said = next((value for key, value in pairs if key.value == "mentions"), None)
    keys = [key for key, value in said.value if value is node] if isinstance(said, MappingNode) else []
    edits: tuple[Edit, ...] = ()
    if keys:
        one, other = reader.span(keys[0]), reader.span(node)
        edits = (Edit(one, written(reader, other)), Edit(other, written(reader, one)))
    reader.report(slips.REVERSED, keys[0] if keys else node, edits=edits if all(e.text for e in edits) else (),
                  name=short(name), text=short(text))  # fmt: skip


def written(reader: Reader, span: Span) -> str:
    """What stands in the file there; nothing for a text on several lines."""
    if span.line != span.end_line or span.line > len(reader.lines):
        return ""
    return reader.lines[span.line - 1][span.column - 1 : span.end_column - 1]
