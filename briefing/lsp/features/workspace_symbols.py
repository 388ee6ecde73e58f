"""Actors, venues and stories of all desks of the workspace, by what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp import candidates
from briefing.lsp.features.symbols import CLASS, FILE, NAMESPACE
from briefing.lsp.live import LiveDesk
from briefing.lsp.ruler import Ruler
from briefing.lsp.targets import span_of
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.span import Span
from briefing.parse.fields import Thing

_MOST = 100
_KINDS: tuple[tuple[Thing, int], ...] = (("actor", CLASS), ("venue", NAMESPACE), ("story", FILE))


def answer(request: Request) -> list[Json]:
    query = str(request.params.get("query", ""))
    return [one for desk in request.workspace.desks.values() for one in _of_desk(request, desk, query)]


def _of_desk(request: Request, desk: LiveDesk, query: str) -> Iterator[Json]:
    rulers: dict[str, Ruler | None] = {}
    for kind, number in _KINDS:
        known = candidates.stories(desk) if kind == "story" else candidates.things(desk, kind)  # type: ignore[arg-type]
        for one in candidates.beginning(known, query, _MOST):
            span = span_of(desk, None, kind, one.value)
            if span is None or not request.workspace.is_of(desk, span.file):
                continue
            if span.file not in rulers:
                rulers[span.file] = request.workspace.ruler_of(desk, span.file)
            if ruler := rulers[span.file]:
                start = Span(span.file, span.line, span.column, span.line, span.column)
                place = {"uri": request.workspace.uri_of(desk, span.file), "range": ruler.range(start)}
                yield {"name": one.name or one.value, "kind": number, "location": place, "containerName": one.value}
