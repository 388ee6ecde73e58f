"""Another id for what is meant at the cursor, wherever the desk names it by the one that it has."""

from __future__ import annotations

from briefing.check.edits import line_end
from briefing.lsp.edits import workspace_edit
from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.places import occurrences
from briefing.lsp.sites import LISTED, Site
from briefing.lsp.targets import Aim, Said, aim_at
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request
from briefing.model.names import looks_like_id
from briefing.parse.fields import Thing
from briefing.parse.registry import read_entries
from briefing.parse.registry_name import is_registry, owner_of
from briefing.parse.text import Text

Change = tuple[int, int, str]
"""What stands between two offsets of a text, and what is to stand there."""


def prepare(request: Request) -> Json | None:
    """The id at the cursor, if it can have another one."""
    aim = _aim(request)
    if aim is None:
        return None
    return {"range": request.file.ruler.range_of(aim.start, aim.end), "placeholder": aim.key}


def answer(request: Request) -> Json:
    aim = _aim(request)
    if aim is None:
        raise NotDone("nothing that has an id is meant here")
    new = str(request.params.get("newName", "")).strip()
    if new == aim.key:
        return workspace_edit(request, {})
    _refuse(request.desk, request.file, aim.kind, new)
    return workspace_edit(request, changes(request.desk, request.file, aim, new))


def _aim(request: Request) -> Aim | None:
    """What is meant at the cursor, and named there by its id: a name in the text is nobody's id."""
    aim = aim_at(request.desk, request.file, request.offset)
    if aim is None:
        return None
    return aim if request.file.text.text[aim.start : aim.end].strip() == aim.key else None


def _refuse(desk: LiveDesk, file: OpenFile, kind: Thing, new: str) -> None:
    """Raise `NotDone` where something cannot be called so."""
    if not looks_like_id(new):
        raise NotDone(f"`{new}` is no id; ids are lower-case words joined by dashes")
    taken = new in desk.registry.actors or new in desk.registry.venues or new in desk.registry.former
    if kind == "story":
        taken = new in desk.around.stories
    elif kind not in LISTED:
        brief = desk.brief_of(file)
        own: tuple[Said, ...] = (*brief.events, *brief.questions, *brief.claims, *brief.sources)
        taken = any(one.key == new for one in own)
    if taken:
        raise NotDone(f"`{new}` is the id of something else already")


def changes(desk: LiveDesk, file: OpenFile, aim: Aim, new: str) -> dict[str, list[Change]]:
    """What is to be changed in which file. An entry of the registry keeps its old id in `was`, and a story that has its
    id from the name of its file gets one of its own."""
    found: dict[str, list[Change]] = {}
    for name, places in occurrences(desk, aim.kind, aim.key, file.file):
        text = desk.text_of(name)
        if text is None:
            continue
        edits = [
            (one.start, one.end, new)
            for one in places
            if not one.is_former and text.text[one.start : one.end].strip() == aim.key
        ]
        if is_registry(name):
            edits += [_kept(text, one, aim.key) for one in places if one.is_own and aim.kind in LISTED]
        if edits:
            found[name] = edits
    if aim.kind == "story" and (story := desk.around.stories.get(aim.key)):
        text = desk.text_of(story.file)
        has_own = any(end - start and text for start, end, _new in found.get(story.file, ()) if text)
        if text is not None and not has_own:
            found.setdefault(story.file, []).append(_own_id(text, new))
    return found


def _own_id(text: Text, new: str) -> Change:
    """The line that gives a brief an id of its own, below its title."""
    line = next((number for number, one in enumerate(text.lines) if one.startswith("title:")), -1) + 1
    at = text.starts[line] if line < len(text.starts) else len(text.text)
    ending = line_end(text.text)
    return at, at, f"id: {new}{ending}" if line < len(text.starts) else f"{ending}id: {new}"


def _kept(text: Text, own: Site, old: str) -> Change:
    """What adds an id to those that an entry of the registry had before."""
    for key, entry, _span, reader in read_entries(
        text.file, text.text.encode("utf-8", "replace"), owner_of(text.file), []
    ):
        if key == old and entry.nodes.get("was"):
            last = reader.span(entry.nodes["was"][-1])
            end = text.offset(last.end_line, last.end_column)
            written = text.lines[last.line - 1]
            if written[: last.column - 1].strip() == "-":
                end = text.starts[last.line - 1] + len(written)
                return end, end, f"{line_end(text.text)}{written[: last.column - 1]}{old}"
            return end, end, f", {old}"
    line = text.line_at(own.start)
    written = text.lines[line]
    colon = text.starts[line] + written.index(":", own.end - text.starts[line])
    if written[colon + 1 - text.starts[line] :].strip().startswith("{"):
        brace = text.text.index("{", colon) + 1
        return brace, brace, f"was: [{old}], "
    at = text.starts[line] + len(written)
    below = next((one for one in text.lines[line + 1 :] if one.strip() and one.strip()[0] != "#"), "")
    indent = below[: len(below) - len(below.lstrip())] or "  "
    return at, at, f"{line_end(text.text)}{indent}was: [{old}]"
