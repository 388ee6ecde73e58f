"""What stands under the cursor: who that is, how old a question is, what a key or a word means."""

from __future__ import annotations

from briefing.check.reference import as_text
from briefing.check.topics import find, of_row
from briefing.lsp.cards import card
from briefing.lsp.cursor import Cursor, cursor_at
from briefing.lsp.markup import markup
from briefing.lsp.targets import aim_at
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.countries import country_name
from briefing.parse.registry_name import owner_of


def answer(request: Request) -> Json | None:
    file, desk = request.file, request.desk
    offset = request.offset
    cursor = cursor_at(file.text, offset)
    if cursor is not None and (said := _of_format(file.text.text, cursor)):
        return _hover(request, said, cursor.start, cursor.end)
    aim = aim_at(desk, file, offset)
    if aim is None:
        return None
    brief = None if owner_of(file.file) else desk.brief_of(file)
    said = card(desk, brief, aim.kind, aim.key)
    return _hover(request, said, aim.start, aim.end) if said else None


def _hover(request: Request, said: str, start: int, end: int) -> Json:
    contents = markup(request.workspace, "textDocument.hover.contentFormat", said)
    return {"contents": contents, "range": request.file.ruler.range_of(start, end)}


def _of_format(text: str, cursor: Cursor) -> str:
    """What the format says of a key, of one of the words that it allows, of a country's code; else nothing."""
    written = text[cursor.start : cursor.end].strip()
    if cursor.what in ("key", "item") and text[cursor.end : cursor.end + 1] == ":":
        sections = find(f"{cursor.owner.name}.{written}") if written in cursor.owner.fields else ()
        return "\n\n---\n\n".join(map(as_text, sections[:1]))
    row = cursor.row
    if row is None or cursor.what != "value":
        return ""
    if row.choices:
        word = next((one for one in of_row(row).words if one.word == written), None)
        return f"**{word.word}** {word.sign}: {word.means.strip()}".replace(" :", ":") if word else ""
    if row.kind == "country" and country_name(written) not in ("", written):
        return f"**{country_name(written)}** · `{written}`"
    return ""
