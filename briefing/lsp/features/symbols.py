"""What a file has: its actors, events, questions, the headings of its text; the entries of a registry."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.brief import Brief, Registry
from briefing.model.span import Span
from briefing.parse.registry import read_registry
from briefing.parse.registry_name import is_registry

CLASS, NAMESPACE, EVENT, STRING, BOOLEAN, FILE, KEY, PACKAGE = 5, 3, 24, 15, 17, 1, 20, 4
"""The protocol's kinds: of an actor, a venue, an event, a question, a claim, a source, a heading, a list."""


def answer(request: Request) -> list[Json]:
    file = request.file
    if is_registry(file.file):
        found = _entries(request, read_registry({file.file: file.raw.encode("utf-8", "replace")}))
    else:
        found = _lists(request, request.desk.brief_of(file))
    if request.workspace.can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"):
        return list(found)
    return [one for symbol in found for one in _flat(request, symbol)]


def _flat(request: Request, symbol: Json, within: str = "") -> Iterator[Json]:
    """A symbol and those in it, one after the other, for who knows no tree."""
    place = {"uri": request.uri, "range": symbol["range"]}
    beside = {"containerName": within} if within else {}
    yield {"name": symbol["name"], "kind": symbol["kind"], "location": place, **beside}
    for one in symbol.get("children", ()):
        yield from _flat(request, one, symbol["name"])


def _entries(request: Request, registry: Registry) -> Iterator[Json]:
    for actor in registry.actors.values():
        yield _symbol(request, actor.key, actor.name, CLASS, actor.span)
    for venue in registry.venues.values():
        yield _symbol(request, venue.key, venue.name, NAMESPACE, venue.span)


def _lists(request: Request, brief: Brief) -> Iterator[Json]:
    lists = (
        ("actors", CLASS, [(one.name, one.role, one.span) for one in brief.actors]),
        ("venues", NAMESPACE, [(one.name, one.role, one.span) for one in brief.venues]),
        ("events", EVENT, [(one.name, one.when.text if one.when else "", one.span) for one in brief.events]),
        ("questions", STRING, [(one.ask, one.status, one.span) for one in brief.questions]),
        ("claims", BOOLEAN, [(one.say, one.by, one.span) for one in brief.claims]),
        ("sources", FILE, [(one.name, one.url, one.span) for one in brief.sources]),
    )
    for name, kind, entries in lists:
        if entries:
            children = [_symbol(request, said, note, kind, span) for said, note, span in entries]
            first, last = entries[0][2], entries[-1][2]
            whole = Span(file=first.file, line=first.line, column=1, end_line=last.end_line, end_column=last.end_column)
            yield {**_symbol(request, name, "", PACKAGE, whole), "children": children}
    headings = [block for block in brief.blocks if block.kind == "heading"]
    text = request.file.text
    for block in headings:
        line = text.lines[block.line - 1] if 0 < block.line <= len(text.lines) else ""
        span = Span(brief.file, block.line, 1, block.line, len(line) + 1)
        yield _symbol(request, block.text, "", KEY, span)


def _symbol(request: Request, name: str, detail: str, kind: int, span: Span) -> Json:
    ruler = request.file.ruler
    place = ruler.range(span)
    found = {"name": name or "…", "kind": kind, "range": place, "selectionRange": place}
    return {**found, "detail": detail} if detail else found
