"""Where what is meant is defined: in the registry, in the brief, in the file of a story."""

from __future__ import annotations

from briefing.lsp.targets import aim_at, span_of
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.span import Span
from briefing.parse.registry_name import owner_of


def answer(request: Request) -> list[Json]:
    desk, file = request.desk, request.file
    aim = aim_at(desk, file, request.offset)
    if aim is None:
        return []
    brief = None if owner_of(file.file) else desk.brief_of(file)
    span = span_of(desk, brief, aim.kind, aim.key)
    ruler = request.workspace.ruler_of(desk, span.file) if span else None
    if span is None or ruler is None:
        return []
    start = Span(span.file, span.line, span.column, span.line, span.column)
    uri, target = request.workspace.uri_of(desk, span.file), ruler.range(start)
    if not request.workspace.can("textDocument.definition.linkSupport"):
        return [{"uri": uri, "range": target}]
    origin = file.ruler.range_of(aim.start, aim.end)
    whole = {"targetUri": uri, "targetRange": ruler.range(span), "targetSelectionRange": target}
    return [{"originSelectionRange": origin, **whole}]
