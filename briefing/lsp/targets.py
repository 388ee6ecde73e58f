"""What is meant by what stands at a place: an actor, a question, a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.lsp.cursor import Cursor, cursor_at
from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.said import LISTED, Said, lists_of
from briefing.model.brief import Brief
from briefing.model.names import note_names
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.model.value import NamedTuple
from briefing.parse.fields import Field, Thing
from briefing.parse.registry_name import owner_of
from briefing.parse.text import Text

_ANYTHING: tuple[Thing, ...] = ("actor", "venue", "event", "question", "claim", "source")
LINKED: tuple[Thing, ...] = ("actor", "venue", "story")
"""What a link in the text may lead to."""


class Aim(NamedTuple):
    """What `text[start:end]` of a file means: the kind of thing and its key, which is a story's id, or that of the
    registry or of the brief."""

    kind: Thing
    key: str
    start: int
    end: int


def aim_at(desk: LiveDesk, file: OpenFile, offset: int) -> Aim | None:
    """What is meant at an offset of a file; None where nothing that is known is."""
    if owner := owner_of(file.file):
        return _id_at(desk, file, offset, owner) or _value_at(desk, file, cursor_at(file.text, offset))
    brief = desk.brief_of(file)
    if found := _value_at(desk, file, cursor_at(file.text, offset)):
        return found
    return mention_at(brief, file, offset) or _question_at(brief, file, offset)


def _id_at(desk: LiveDesk, file: OpenFile, offset: int, owner: str) -> Aim | None:
    """The entry of a registry whose id stands at an offset."""
    line = file.text.line_at(offset)
    start = file.text.starts[line]
    found = re.match(r"""["']?([\w.-]+)["']?[ \t]*:""", file.text.lines[line])
    if found is None or not found.start(1) <= offset - start <= found.end(1):
        return None
    kind: Thing = "venue" if owner == "registry venue" else "actor"
    known = desk.registry.venues if kind == "venue" else desk.registry.actors
    return Aim(kind, found[1], start + found.start(1), start + found.end(1)) if found[1] in known else None


def _value_at(desk: LiveDesk, file: OpenFile, cursor: Cursor | None) -> Aim | None:
    if cursor is None or cursor.row is None or cursor.what == "key":
        return None
    written = file.text.text[cursor.start : cursor.end].strip()
    kinds = LINKED if cursor.what == "link" else kinds_of(cursor.row)
    if cursor.row.kind == "entry":
        kinds = (cursor.row.of,) if cursor.row.of in _ANYTHING else ()
    found = meant(desk, file, kinds, written) if written and kinds else None
    return Aim(*found, cursor.start, cursor.end) if found else None


def kinds_of(row: Field) -> tuple[Thing, ...]:
    """What the value of a key may name."""
    owner = row.owner.removeprefix("registry ")
    if row.refers:
        return row.refers
    if row.key in ("support", "against"):
        return _ANYTHING
    if row.kind == "id":
        return ("story",) if owner == "brief" else (owner,)  # type: ignore[return-value]
    return tuple(kind for kind in LISTED if kind == row.owner) if row.key == "name" else ()


def meant(desk: LiveDesk, file: OpenFile, kinds: Iterable[Thing], written: str) -> tuple[Thing, str] | None:
    """What an id or a name means in a file, among some kinds of things."""
    kinds = tuple(kinds)
    if owner_of(file.file):
        return _in_registry(desk, kinds, written)
    references = desk.references_of(file)
    if kinds == LINKED:
        for name in note_names(written):
            if target := references.target(name):
                return target.kind, target.key
    for kind in kinds:
        if kind != "story" and (key := references.find(written, (kind,))):
            return kind, key
    if "story" in kinds:
        if written == desk.brief_of(file).id:
            return "story", written
        if kinds == LINKED:
            written = desk.around.story_named(written)
        if written in desk.around.stories:
            return "story", written
    return None


def _in_registry(desk: LiveDesk, kinds: Sequence[Thing], written: str) -> tuple[Thing, str] | None:
    key = desk.registry.former.get(written, written)
    if "actor" in kinds and key in desk.registry.actors:
        return "actor", key
    if "venue" in kinds and key in desk.registry.venues:
        return "venue", key
    return None


def written_at(text: Text, use: Use) -> Span:
    """Where a place has what it names something by, without the quotes around it."""
    at = text.of(use.span).find(use.text)
    if at < 0:
        return use.span
    start = text.offset(use.span.line, use.span.column) + at
    return text.span(start, start + len(use.text))


def mention_at(brief: Brief, file: OpenFile, offset: int) -> Aim | None:
    """Who is named in the text at an offset."""
    for mention in brief.mentions:
        end = mention.position + mention.end - mention.start
        if 0 <= mention.position <= offset <= end:
            return Aim(mention.kind, mention.key, mention.position, end)
    return None


def _question_at(brief: Brief, file: OpenFile, offset: int) -> Aim | None:
    """The question, the event, the claim or the source in whose entry an offset is."""
    line = file.text.line_at(offset)
    place = line + 1, offset - file.text.starts[line] + 1
    for kind, entries in lists_of(brief).items():
        if kind in LISTED:
            continue
        for one in entries:
            if place[0] == one.span.line and place[1] <= len(file.text.lines[line]) + 1 and place >= one.span[1:3]:
                start = file.text.offset(one.span.line, one.span.column)
                return Aim(kind, one.key, start, file.text.starts[line] + len(file.text.lines[line]))
    return None


def said_of(desk: LiveDesk, brief: Brief | None, kind: Thing, key: str) -> Said | None:
    """What the brief says of a thing, else the registry."""
    entries = lists_of(brief).get(kind, ()) if brief is not None else ()
    here = next((one for one in entries if one.key == key), None)
    if kind == "actor":
        return here or desk.registry.actors.get(key)
    return here or (desk.registry.venues.get(key) if kind == "venue" else None)


def span_of(desk: LiveDesk, brief: Brief | None, kind: Thing, key: str) -> Span | None:
    """Where a thing is defined: in the registry, else in the brief; a story in its file."""
    if kind == "story":
        story = desk.around.stories.get(key)
        return Span(story.file, 1, 1, 1, 1) if story else None
    known = desk.registry.actors if kind == "actor" else desk.registry.venues if kind == "venue" else {}
    if key in known:
        return known[key].span
    said = said_of(desk, brief, kind, key)
    return said.span if said else None
