"""One file of a desk to a `Brief`: its text in two, its head read, and both put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from briefing.model.brief import Brief, Registry
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse import slips
from briefing.parse.brief_builder import BriefBuilder
from briefing.parse.conflicts import without_conflicts
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import OWNERS
from briefing.parse.head import read_head
from briefing.parse.names import RegistryNames
from briefing.parse.nodes import MappingNode, Node, ScalarNode, refuse
from briefing.parse.read_table import NO_TABLE, ReadTable, is_guest
from briefing.parse.split import Split, split
from briefing.parse.text import Text, decode

_KEYS = frozenset(OWNERS["brief"].fields)


def read_brief(data: bytes, file: str, registry: Registry, names: RegistryNames, table: ReadTable = NO_TABLE) -> Brief:
    """Read one file, whatever its bytes are. Never raises.

    `file` is relative to the desk's root, with forward slashes; one that ends in `.md` is Markdown with front matter,
    or as `table` has it. `names` are `RegistryNames(registry)`. What can't be read is told in `Brief.problems`, in the
    order of the file.
    """
    return read_text(decode(data, file), registry, names, table)


_WRAPS = frozenset("`~>+-*({1\u2022\u2013")
"""How a file may begin that was copied with what a program puts around it, or whose keys have a mark each."""
_NO_WRAP = r"---|\{(?![ \t]*\r?\n\s*[a-z]+:[ \t])"
"""How one begins that was not: with front matter, or as JSON, all on the line of its brace or with keys in quotes."""


def read_text(
    text: Text, registry: Registry, names: RegistryNames, table: ReadTable = NO_TABLE, is_sparing: bool = False
) -> Brief:
    """Read a file that was decoded, like `read_brief`.

    A `sparing` reading passes over a text in which nothing can be wrong: the brief has neither its blocks nor its
    mentions then. What is told is the same.
    """
    text = without_conflicts(text)
    if text.is_markdown and is_guest(text.lines, table):
        from briefing.parse.guest import read_guest

        return read_guest(text, registry, names, table)
    if text.text[:1] in _WRAPS and re.match(_NO_WRAP, text.text) is None:
        from briefing.parse.wrapped import unmarked, unwrapped

        if bare := unmarked(text):
            return replace(build(*read_entry(bare), bare, registry, names), problems=tuple(bare.problems))
        text = unwrapped(text)
    return build(*read_entry(text), text, registry, names, is_sparing)


def builder_of(text: Text, registry: Registry, names: RegistryNames, table: ReadTable = NO_TABLE) -> BriefBuilder:
    """Who puts together a file that was decoded, before it does: it knows where each value stands. Never raises."""
    text = without_conflicts(text)
    if text.is_markdown and is_guest(text.lines, table):
        from briefing.parse.guest import guest_builder

        return guest_builder(text, registry, names, table)[1]
    if text.text[:1] in _WRAPS and re.match(_NO_WRAP, text.text) is None:
        from briefing.parse.wrapped import unmarked, unwrapped

        text = unmarked(text) or unwrapped(text)
    entry, reader, parts = read_entry(text)
    return BriefBuilder(entry=entry, reader=reader, text=text, parts=parts, registry=registry, names=names)


def build(
    entry: Entry,
    reader: Reader,
    parts: Split,
    text: Text,
    registry: Registry,
    names: RegistryNames,
    is_sparing: bool = False,
) -> Brief:
    """The brief that an entry and the text behind it make, its names joined with the registry."""
    builder = BriefBuilder(entry=entry, reader=reader, text=text, parts=parts, registry=registry, names=names)
    return builder.build(is_sparing)


def read_entry(text: Text) -> tuple[Entry, Reader, Split]:
    """What a file says by itself: its entry as written, who read it and told what is wrong, and its two parts."""
    file = text.file
    parts = split(text)
    problems = [*text.problems, *parts.problems]
    head, refusals, refused = refuse(parts.head, file)
    problems += refusals
    reader = Reader(file, problems, refused, text.lines)
    found = read_head(head, file, _KEYS, problems, parts.has_body)
    reader.trusted = found.trusted
    reader.meant = _meant(problems, text)
    if not parts.has_body and any(one.code == slips.ORPHAN.code for one in problems):
        from briefing.parse.bare_body import text_for_body

        reader.meant |= {"body"} if text_for_body(problems, text) else set()
    return _head(found.node, reader, parts, text), reader, parts


def _head(node: Node | None, reader: Reader, parts: Split, text: Text) -> Entry:
    """The brief's own keys; an empty entry if the head has none."""
    owner = OWNERS["brief"]
    if isinstance(node, MappingNode):
        is_told = any(one.span.line == node.start_mark.line + 1 for one in reader.problems)
        if node.flow_style and parts.has_body and not text.is_markdown and not is_told:
            from briefing.parse.outer_braces import around

            reader.problems.append(around(node, text.file))
        if node.start_mark.column and parts.has_body and not node.flow_style and not is_told:
            _indented(node, reader)
        first = node.value[0][0] if node.value else node
        if isinstance(first, ScalarNode) and not first.style and " " in first.value:
            from briefing.parse.bare_title import title_as_key

            title_as_key(reader, node)
        entry = reader.entry(node, owner)
        if text.text[:2] in ("# ", "##") and "title" not in getattr(entry, "values", ()):
            from briefing.parse.bare_title import heading_for_title

            heading_for_title(reader.problems, text)
        if entry is not None:
            return entry
    elif node is not None:
        from briefing.parse.doubled import keys_in_items

        if (whole := keys_in_items(reader, node, owner)) is not None:
            return cast(Entry, reader.entry(whole, owner))
        reader.report(slips.BRIEF_NO_KEYS, node)
    elif not reader.problems:
        place = text.span_in_line(0, 0, len(text.lines[0]))
        if hidden := re.match(r"#+[ ]*(?=title[ ]*:[ ]*\S)", text.lines[0]):
            mark = text.span_in_line(0, 0, hidden.end())
            reader.report(slips.KEY_IN_COMMENT, mark, edits=(Edit(mark, ""),), key="title")
        elif parts.has_body:
            reader.report(slips.KEY_MISSING, place, an_entry="a brief", key="title")
        else:
            reader.report(slips.NO_BRIEF, place)
    return Entry(owner, cast(Node, node))


def _indented(node: MappingNode, reader: Reader) -> None:
    """Report keys that are all indented alike, where `body` is not."""
    places = [Span(reader.file, key.start_mark.line + 1, 1, key.start_mark.line + 1, key.start_mark.column + 1)
              for key, _value in node.value]  # fmt: skip
    edits = tuple(Edit(place, "") for place in places)
    reader.report(slips.KEYS_INDENTED, places[0], edits=edits)


def _meant(problems: Iterable[Problem], text: Text) -> set[str]:
    """The keys that the broken lines of a head were to be."""
    lines = {problem.span.line - 1 for problem in problems if slips.is_of_yaml(problem)}
    words = {re.split(r"[^\w-]", text.lines[line].strip(" \t\xa0\"'"))[0] for line in lines if line < len(text.lines)}
    if not lines:
        return set()
    from briefing.model.likeness import nearest

    return {word if word in _KEYS else nearest(word, _KEYS) for word in words}
