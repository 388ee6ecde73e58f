"""HTML's entities in a value, as they come along with text that was copied from a page: `Talks &amp; truce`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from html.entities import html5

from briefing.model.names import clean
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.nodes import ScalarNode

_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
_TROUBLE = {"": ":#,[]{}", "'": "", '"': "\\"}
"""Characters that would mean something else to YAML, by how the value is quoted."""


def without_entities(node: ScalarNode, text: str, file: str, lines: Sequence[str], report: Callable[..., None]) -> str:
    """The text with the characters that its entities stand for; the first is reported, with the edits for all."""
    if not any(map(_character, re.findall(_ENTITY, text))):
        return text
    places = list(_places(node, file, lines))
    if places:
        edits = tuple(Edit(span, _written(character, node.style or "")) for span, _entity, character in places)
        is_safe = all(character not in _TROUBLE.get(node.style or "", "") for _span, _entity, character in places)
        span, entity, character = places[0]
        shown = f"`{character}`" if character.strip() else "a blank"
        fix, edits = (character, edits) if is_safe else ("", ())
        report(slips.ENTITY, span, fix, edits, entity=entity, said=shown)
    return re.sub(_ENTITY, lambda match: _character(match[0]) or match[0], text).strip()


def _places(node: ScalarNode, file: str, lines: Sequence[str]) -> list[tuple[Span, str, str]]:
    """Where the entities of a value stand in the file, and their characters."""
    start, end = node.start_mark, node.end_mark
    found = []
    for number in range(start.line, min(end.line + 1, len(lines))):
        line = lines[number]
        first = start.column if number == start.line else 0
        last = end.column if number == end.line else len(line)
        for match in re.compile(_ENTITY).finditer(line, first, last):
            if character := _character(match[0]):
                span = Span(file, number + 1, match.start() + 1, number + 1, match.end() + 1)
                found.append((span, match[0], character))
    return found


def _character(entity: str) -> str:
    """What an entity stands for, as a keyboard writes it; nothing for what is none."""
    if entity[1] != "#" and entity[1:] not in html5:
        return ""
    text = clean(unescape(entity))
    return " " if text.isspace() else text


def _written(character: str, style: str) -> str:
    if style == "'":
        return character.replace("'", "''")
    return character.replace('"', '\\"') if style == '"' else character
