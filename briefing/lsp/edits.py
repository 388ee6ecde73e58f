"""Changes of files, as an editor is asked to make them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.lsp.ruler import Ruler
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.problem import Edit


def text_edits(edits: Iterable[Edit], ruler: Ruler, ending: str) -> list[Json]:
    """Edits of one file; a line feed becomes the file's own line end."""
    return [{"range": ruler.range(one.span), "newText": one.text.replace("\n", ending)} for one in edits]


def workspace_edit(request: Request, changes: Mapping[str, Iterable[tuple[int, int, str]]]) -> Json:
    """Changes of files of the desk, by offsets. Of what is open the editor is told for which version they are."""
    found: dict[str, list[Json]] = {}
    versions: dict[str, int | None] = {}
    for file, edits in changes.items():
        ruler = request.workspace.ruler_of(request.desk, file)
        if ruler is not None:
            uri = request.workspace.uri_of(request.desk, file)
            found[uri] = [{"range": ruler.range_of(start, end), "newText": new} for start, end, new in edits]
            versions[uri] = request.desk.open[file].version if file in request.desk.open else None
    return edit_of(request, found, versions)


def edit_of(request: Request, found: Mapping[str, list[Json]], versions: Mapping[str, int | None]) -> Json:
    """Changes by the addresses of files, in the form that the editor understands."""
    if not request.workspace.can("workspace.workspaceEdit.documentChanges"):
        return {"changes": dict(found)}
    return {
        "documentChanges": [
            {"textDocument": {"uri": uri, "version": versions.get(uri)}, "edits": edits} for uri, edits in found.items()
        ]
    }
