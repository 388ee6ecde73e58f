"""Addresses that stand where a name belongs: `- https://example.org/a` among the sources or the actors."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.model.brief import Actor, Venue
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.keyed import with_keys
from briefing.parse.literals import short
from briefing.parse.nodes import Node, ScalarNode
from briefing.parse.quoting import quoted
from briefing.parse.values import as_item

_WITH_SCHEME = r"(?i:https?)://[^\s/?#,;\"'<>\\()\[\]]+\.[^\s\"'<>\\\])]*[^\s\"'<>\\\]).,;:]"
_WITHOUT = r"(?:(?i:www)\.[\w-]+(?:\.[\w-]+)+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?=/))(?:[/?#]\S*)?"
_LINK = r"(?i)<a\s[^<>]*\bhref\s*=\s*[\"']?(?P<url>https?://[^\s\"'<>]+)[\"']?[^<>]*>(?P<text>.*)</a>"
_AROUND = " \t()[]<>,;:|\u2013\u2014-"
"""What parts an address from the name beside it."""


def in_name_of_source(reader: Reader, entry: Entry) -> None:
    """Report a source whose name is its address, or has it, with the edits that give each its key."""
    name, node, given = entry.text("name"), entry.nodes["name"], entry.text("url")
    found = _address(name)
    if found is None or (given and found[0] not in (given, name)) or _is_told(reader, node):
        return
    address, words = found
    called = words or re.sub(r"(?i)^(?:https?://)?(?:www\.)?([^/?#:]+).*", r"\1", address)
    edits: tuple[Edit, ...] = ()
    if given:
        edits = (Edit(reader.span(node), as_item(called)),) if given == address and not words else ()
    else:
        edits = _edits(reader, entry, node, as_item(called), address) if address else ()
    reader.report(slips.ADDRESS_IN_NAME, node, edits=edits, text=short(address if words else name))


def in_name_of(reader: Reader, entry: Entry, things: Iterable[Actor | Venue]) -> bool:
    """Report an actor or a venue whose name is an address; whether it is. One of Wikidata or of GeoNames says who of
    the registry's `things` is meant.
    """
    name, node = entry.text("name"), entry.nodes["name"]
    found = _address(name)
    if found is None or found[1] or not isinstance(node, ScalarNode):
        return False
    number = re.search(r"wikidata\.org/\S*?\b(Q\d+)|geonames\.org/(?:maps/)?(\d+)", name)
    key = "wikidata" if number and number[1] else "geonames"
    own = number[1] or number[2] if number else ""
    same = [thing.key for thing in things if own and getattr(thing, key, "") == own]
    if not _is_told(reader, node):
        more = f", and `{key}: {own}`" if own and key in entry.owner.fields else ""
        fix = same[0] if len(same) == 1 and entry.bare else ""
        reader.report(slips.ADDRESS_FOR_NAME, node, fix=fix, text=short(name), more=more)
    return True


def _address(name: str) -> tuple[str, str] | None:
    """The address in a name, as it is written in `url`, and the words beside it; an empty one for several. None where
    there is none."""
    if re.fullmatch(_WITHOUT, name):
        return f"https://{name}", ""
    if link := re.fullmatch(_LINK, name):
        return link["url"], re.sub(r"<[^<>]*>", "", link["text"]).strip()
    found = list(re.finditer(_WITH_SCHEME, name))
    if not found:
        return None
    if len(found) > 1:
        return "", name
    start, end = found[0].span()
    before, behind = name[:start].strip(_AROUND), name[end:].strip()
    behind = behind if re.match(r"[\w(]", behind) else behind.strip(_AROUND)
    return found[0][0], " ".join(filter(None, (before, behind)))


def _is_told(reader: Reader, node: Node) -> bool:
    """Whether something is the matter with the same value already."""
    span = reader.span(node)
    start, end = span[1:3], span[3:]
    return any(one.span[1:3] <= start and end <= one.span[3:] for one in reader.problems)


def _edits(reader: Reader, entry: Entry, node: Node, called: str, address: str) -> tuple[Edit, ...]:
    """The edits that give a name and an address their keys; none for a text on several lines."""
    span = reader.span(node)
    if not isinstance(node, ScalarNode) or node.style in ("|", ">") or span.line != span.end_line:
        return ()
    if span.line > len(reader.lines):
        return ()
    url = address if re.fullmatch(r"[^\s,\[\]{}\"'`]+[^\s,\[\]{}\"'`:]", address) else quoted(address)
    if entry.bare:
        return with_keys(reader, node, (("name", called), ("url", url)))
    if getattr(entry.node, "flow_style", True):
        return (Edit(span, f"{called}, url: {url}"),)
    end = len(reader.lines[span.line - 1]) + 1
    below = Span(span.file, span.line, end, span.line, end)
    return Edit(span, called), Edit(below, f"\n{' ' * entry.node.start_mark.column}url: {url}")
