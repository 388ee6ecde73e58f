"""Where a file says ids and names: what refers to something, and what something is defined by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefing.lsp.cursor import body_line
from briefing.parse.brief import read_entry
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import Field, Thing
from briefing.parse.inline import MENTION
from briefing.parse.nodes import Node
from briefing.parse.registry import read_entries
from briefing.parse.registry_name import owner_of
from briefing.parse.text import Text

_THINGS: tuple[Thing, ...] = ("actor", "venue", "event", "question", "claim", "source")
LISTED: tuple[Thing, ...] = ("actor", "venue")
"""What a brief lists and a registry may know."""
LINKED: tuple[Thing, ...] = ("actor", "venue", "story")
"""What a link in the text may lead to."""


class Site(NamedTuple):
    """A place `text[start:end]` that says `written`, which may name one of these kinds of thing. `is_own` says that the
    thing is defined by it, there: the id of an event, of the brief, of an entry of the registry. `former` are ids of
    the registry that an entry had before."""

    kinds: tuple[Thing, ...]
    written: str
    start: int
    end: int
    is_own: bool = False
    is_former: bool = False
    is_link: bool = False


def sites(text: Text) -> Iterator[Site]:
    """Every place of a file that names something, in no order. What cannot be read has none; nothing is raised."""
    owner = owner_of(text.file)
    if owner:
        yield from _of_registry(text, owner)
        return
    entry, reader, _parts = read_entry(text)
    yield from _of_entry(entry, reader, text)
    yield from links(text)


def links(text: Text) -> Iterator[Site]:
    """The `[[links]]` of the body."""
    first = body_line(text)
    begin = text.starts[first] if first < len(text.starts) else len(text.text)
    for found in MENTION.finditer(text.text, begin):
        written = found["id"].strip()
        start = found.start("id") + found["id"].index(written)
        yield Site(LINKED, written, start, start + len(written), is_link=True)


def _of_registry(text: Text, owner: str) -> Iterator[Site]:
    kind: Thing = "venue" if owner == "registry venue" else "actor"
    for key, entry, span, reader in read_entries(text.file, text.text.encode("utf-8", "replace"), owner, []):
        yield _placed(text, Site((kind,), key, *_bounds(text, span), is_own=True))
        yield from _of_entry(entry, reader, text)


def _of_entry(entry: Entry, reader: Reader, text: Text) -> Iterator[Site]:
    for key, value in entry.values.items():
        row, node = entry.owner.fields[key], entry.nodes[key]
        if isinstance(value, dict):
            for name, target in value.items():
                yield from _at(text, reader, node[name], LISTED, target)
        elif isinstance(value, list):
            for one, its_node in zip(value, node, strict=True):
                yield from _of_value(entry, row, one, its_node, reader, text)
        else:
            yield from _of_value(entry, row, value, node, reader, text)


def _of_value(entry: Entry, row: Field, value: Any, node: Any, reader: Reader, text: Text) -> Iterator[Site]:
    if isinstance(value, Entry):
        yield from _of_entry(value, reader, text)
    elif isinstance(value, str):
        kinds, is_own = kinds_of(row, entry.bare)
        if kinds:
            yield from _at(text, reader, node, kinds, value, is_own, row.key == "was")


def kinds_of(row: Field, is_bare: bool = False) -> tuple[tuple[Thing, ...], bool]:
    """What the value of a key may name, and whether it defines it. `is_bare` for a text that stands for an entry."""
    owner = row.owner.removeprefix("registry ")
    if row.refers:
        return row.refers, False
    if row.key == "was":
        return ("actor",) if owner == "actor" else ("venue",), False
    if row.key in ("support", "against"):
        return _THINGS, False
    if row.kind == "id":
        thing: Thing = "story" if owner == "brief" else owner  # type: ignore[assignment]
        return (thing,), thing not in LISTED
    if row.key == "name" and row.owner in LISTED:
        return (row.owner,), False
    return (), False


def _at(
    text: Text,
    reader: Reader,
    node: Any,
    kinds: tuple[Thing, ...],
    written: str,
    is_own: bool = False,
    is_former: bool = False,
) -> Iterator[Site]:
    if isinstance(node, Node):
        start, end = _bounds(text, reader.span(node))
        yield _placed(text, Site(kinds, written, start, end, is_own=is_own, is_former=is_former))


def _bounds(text: Text, span: Any) -> tuple[int, int]:
    return text.offset(span.line, span.column), text.offset(span.end_line, span.end_column)


def _placed(text: Text, site: Site) -> Site:
    """A place without the quotes around what it says."""
    shown = text.text[site.start : site.end]
    if shown[:1] in ("'", '"') and shown.endswith(shown[0]) and len(shown) > 1:
        return site._replace(start=site.start + 1, end=site.end - 1)
    if "\n" in shown and (found := re.search(re.escape(site.written), shown)):
        return site._replace(start=site.start + found.start(), end=site.start + found.end())
    return site
