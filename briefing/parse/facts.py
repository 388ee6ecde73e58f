"""What a file says, value by value: to see that a fix changes nothing but what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from briefing.model.span import NOWHERE, Span
from briefing.model.when import When
from briefing.parse.brief import read_entry
from briefing.parse.entries import Entry, Reader
from briefing.parse.nodes import Node
from briefing.parse.registry import owner_of, read_entries
from briefing.parse.split import without_conflicts
from briefing.parse.text import Text


class Fact(NamedTuple):
    """One value: under which keys it stands, what it says, and where."""

    path: str
    value: str
    span: Span


def facts(text: Text) -> tuple[Fact, ...]:
    """Every value of a brief as it was written, with nothing derived, and each line of its body."""
    entry, reader, parts = read_entry(without_conflicts(text))
    lines = parts.body if parts.body is not None else ()
    body = (Fact("body", line.text.strip(), text.span_in_line(line.number - 1, 0, 0)) for line in lines)
    return (*_of_entry(entry, reader, ""), *(line for line in body if line.value))


def registry_facts(text: Text) -> tuple[Fact, ...]:
    """Every value of a file of the registry."""
    entries = read_entries(text.file, text.text.encode("utf-8", "replace"), owner_of(text.file), [])
    return tuple(fact for key, entry, _span, reader in entries for fact in _of_entry(entry, reader, f"{key}."))


def _of_entry(entry: Entry, reader: Reader, path: str) -> Iterator[Fact]:
    for key, value in entry.values.items():
        yield from _of_value(value, entry.nodes.get(key), reader, f"{path}{key}")


def _of_value(value: Any, node: Any, reader: Reader, path: str) -> Iterator[Fact]:
    if isinstance(value, list):
        for one, its_node in zip(value, node, strict=True):
            yield from _of_value(one, its_node, reader, path)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _of_value(one, node[name], reader, f"{path}.{name}")
    elif isinstance(value, Entry):
        yield from _of_entry(value, reader, f"{path}.")
    elif isinstance(value, Node):  # a body that is an ordinary value
        yield Fact("body", " ".join(str(node.value).split()), reader.span(node))
    else:
        span = reader.span(node) if isinstance(node, Node) else NOWHERE
        yield Fact(path, value.text if isinstance(value, When) else str(value), span)
