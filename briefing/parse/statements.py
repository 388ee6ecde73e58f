"""What a file says, value by value: to see that a fix changes nothing but what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.model.brief import Brief, Registry
from briefing.model.span import NOWHERE, Span
from briefing.model.value import NamedTuple
from briefing.model.when import When
from briefing.parse.brief import build, read_entry
from briefing.parse.conflicts import without_conflicts
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.names import RegistryNames
from briefing.parse.nodes import Node
from briefing.parse.registry import read_entries
from briefing.parse.registry_name import owner_of
from briefing.parse.split import Split
from briefing.parse.text import Text


class Statement(NamedTuple):
    """One value: under which keys it stands, what it says, and where."""

    path: str
    value: str
    span: Span


def read_stating(text: Text, registry: Registry, names: RegistryNames) -> tuple[Brief, tuple[Statement, ...]]:
    """A brief, read like `read_text`, and every value of it as it was written, with nothing derived, and each line of
    its body.
    """
    text = without_conflicts(text)
    entry, reader, parts = read_entry(text)
    said = _of_brief(entry, reader, parts, text)
    return build(entry, reader, parts, text, registry, names), said


def _of_brief(entry: Entry, reader: Reader, parts: Split, text: Text) -> tuple[Statement, ...]:
    lines = parts.body if parts.body is not None else ()
    body = (Statement("body", line.text.strip(), text.span_in_line(line.number - 1, 0, 0)) for line in lines)
    return (*_of_entry(entry, reader, ""), *(line for line in body if line.value))


def registry_statements(text: Text) -> tuple[Statement, ...]:
    """Every value of a file of the registry."""
    entries = read_entries(text.file, text.text.encode("utf-8", "replace"), owner_of(text.file), [])
    return tuple(one for key, entry, _span, reader in entries for one in _of_entry(entry, reader, f"{key}."))


def _of_entry(entry: Entry, reader: Reader, path: str) -> Iterator[Statement]:
    for key, value in entry.values.items():
        yield from _of_value(value, entry.nodes.get(key), reader, f"{path}{key}")


def _of_value(value: Any, node: Any, reader: Reader, path: str) -> Iterator[Statement]:
    if isinstance(value, list):
        for one, its_node in zip(value, node, strict=True):
            yield from _of_value(one, its_node, reader, path)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _of_value(one, node[name], reader, f"{path}.{name}")
    elif isinstance(value, Entry):
        yield from _of_entry(value, reader, f"{path}.")
    elif isinstance(value, Node):  # a body that is an ordinary value
        yield Statement("body", " ".join(str(node.value).split()), reader.span(node))
    else:
        span = reader.span(node) if isinstance(node, Node) else NOWHERE
        yield Statement(path, value.text if isinstance(value, When) else str(value), span)
