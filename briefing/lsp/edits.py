"""Changes of files, as an editor is asked to make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from briefing.check.edits import line_end
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.plan import Plan
from briefing.desk.registry.steps import Impossible
from briefing.lsp.ruler import Ruler
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request
from briefing.model.problem import Edit
from briefing.parse.text import Text


@contextmanager
def refusing() -> Iterator[None]:
    """Tell the person at the editor what is impossible, and why."""
    try:
        yield
    except Impossible as why:
        raise NotDone(str(why)) from None


def text_edits(edits: Iterable[Edit], ruler: Ruler, ending: str) -> list[Json]:
    """Edits of one file; a line feed becomes the file's own line end."""
    placed = (_within(one, ruler.text) for one in edits)
    return [{"range": ruler.range(one.span), "newText": one.text.replace("\n", ending)} for one in placed]


def _within(edit: Edit, text: Text) -> Edit:
    """The same edit; what adds lines to a file is put behind its last line, and not on the one below, which there is in
    some editors only: Neovim would leave an empty one."""
    last = len(text.lines)
    is_below = last > 1 and not text.lines[-1] and (edit.span.line, edit.span.end_line) == (last, last)
    if not is_below or not edit.text.endswith("\n"):
        return edit
    end = len(text.lines[-2])
    return Edit(text.span_in_line(last - 2, end, end), f"\n{edit.text[:-1]}")


def plan_edit(request: Request, files: DeskFiles, plan: Plan) -> Json:
    """What a plan says, to be made by the editor: of what it has open in the text as it stands there. Raises `NotDone`
    where files are to be made or to get other names, and it can only change texts."""
    workspace, desk = request.workspace, request.desk
    found: dict[str, list[Json]] = {}
    versions: dict[str, int | None] = {}
    for file, edits in plan.edits.items():
        text, uri = files.text(file), workspace.uri_of(desk, file)
        ruler = workspace.ruler_of(desk, file) or Ruler(text, workspace.encoding)
        in_order = sorted(edits, key=lambda one: (one.span, one.text))
        found[uri] = text_edits(in_order, ruler, line_end(text.text))
        versions[uri] = desk.open[file].version if file in desk.open else None
    new = [{"kind": "create", "uri": workspace.uri_of(desk, one)} for one in plan.edits if files.bytes_of(one) is None]
    moved = [
        {"kind": "rename", "oldUri": workspace.uri_of(desk, old), "newUri": workspace.uri_of(desk, name)}
        for old, name in plan.moves.items()
    ]
    for one in (*new, *moved):
        if one["kind"] not in (workspace.can("workspace.workspaceEdit.resourceOperations") or ()):
            what = "make a file" if one["kind"] == "create" else "give a file another name"
            raise NotDone(f"this editor cannot {what}; `briefing {plan.title.partition(' ')[0]}` can")
    if not new and not moved:
        return edit_of(request, found, versions)
    return {"documentChanges": [*new, *_of_documents(found, versions), *moved]}


def edit_of(request: Request, found: Mapping[str, list[Json]], versions: Mapping[str, int | None]) -> Json:
    """Changes by the addresses of files, in the form that the editor understands."""
    if not request.workspace.can("workspace.workspaceEdit.documentChanges"):
        return {"changes": dict(found)}
    return {"documentChanges": _of_documents(found, versions)}


def _of_documents(found: Mapping[str, list[Json]], versions: Mapping[str, int | None]) -> list[Json]:
    return [
        {"textDocument": {"uri": uri, "version": versions.get(uri)}, "edits": edits} for uri, edits in found.items()
    ]
