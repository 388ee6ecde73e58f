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

LONGEST = 2_000
"""Characters of a value in which tags are looked for."""
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


_TAG = (
    r"(?i)<(?P<name>b|i|u|em|strong|small|sup|sub|span|font|mark|q|cite|code|p|div|h[1-6]|a|li|ul)(?:\s[^<>]*)?>"
    r"(?P<text>.*?)(?P<end></(?P=name)>)|<(?P<break>br)\s*/?>"
)


def without_tags(node: ScalarNode, text: str, file: str, lines: Sequence[str], report: Callable[..., None]) -> str:
    """The text without HTML's tags around its words; the first is reported, with the edits for all."""
    line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
    if len(text) > LONGEST or not re.search(_TAG, text) or line != node.end_mark.line or line >= len(lines):
        return text
    edits: list[Edit] = []
    stretches = [(start, end)]
    while stretches:
        at, stop = stretches.pop()
        for found in re.compile(_TAG).finditer(lines[line], at, stop):
            if found["break"]:
                edits.append(Edit(Span(file, line + 1, found.start() + 1, line + 1, found.end() + 1), " "))
                continue
            edits += [
                Edit(Span(file, line + 1, a + 1, line + 1, b + 1), "")
                for a, b in ((found.start(), found.start("text")), found.span("end"))
            ]
            stretches.append(found.span("text"))
    if not edits:
        return text
    edits.sort(key=lambda edit: edit.span.column)
    first = edits[0].span
    bare = lines[line][start:end]
    for edit in reversed(edits):
        bare = bare[: edit.span.column - 1 - start] + edit.text + bare[edit.span.end_column - 1 - start :]
    is_plain = bool(node.style) or re.fullmatch(r"\w[^#,:\[\]{}]*", bare) is not None
    is_safe = is_plain and "href" not in lines[line][start:end].lower()  # else an address would be lost
    tag = lines[line][first.column - 1 : first.end_column - 1]
    report(slips.HTML_TAG, first, edits=tuple(edits) if is_safe else (), tag=tag)
    return text


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
