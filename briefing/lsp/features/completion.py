"""What could stand at the cursor: keys, words, ids by id, name or alias; what is used most comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.check.reference import hover as help_of
from briefing.check.topics import of_row
from briefing.lsp import candidates
from briefing.lsp.cards import card
from briefing.lsp.cursor import Cursor, cursor_at
from briefing.lsp.markup import markup
from briefing.lsp.said import LISTED
from briefing.lsp.targets import LINKED, kinds_of
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.countries import COUNTRIES
from briefing.model.fold import begins_word, fold
from briefing.model.value import NamedTuple
from briefing.parse.fields import Field, Thing
from briefing.parse.registry_name import owner_of
from briefing.parse.values import as_item

_MOST = 200
"""So many are offered at once; more are found as one types on."""
_FORMAT = "textDocument.completion.completionItem.documentationFormat"
_KEY, _WORD, _ID, _NAME, _STORY, _TEXT = 10, 13, 18, 1, 17, 12
"""The protocol's kinds: property, enum, reference, text, file, value."""


class Suggestion(NamedTuple):
    """What could be written: as it is shown and as it is written, which may be something else; what it is called, what
    is said beside it, its explanation, or else the thing whose card explains it."""

    label: str
    text: str
    kind: int
    name: str = ""
    note: str = ""
    help: str = ""
    thing: tuple[str, str] | None = None


def answer(request: Request) -> Json | None:
    """A list that is asked for again with every letter: who is found by another name than the one that is written is
    found only here."""
    file = request.file
    cursor = cursor_at(file.text, request.offset)
    if cursor is None or (cursor.what != "link" and _is_of_others(request)):
        return None
    offers = list(_offers(request, cursor))
    target = file.ruler.range_of(cursor.start, cursor.end)
    typed = file.text.text[cursor.start : request.offset]
    items = [_item(request, offer, number, target, typed) for number, offer in enumerate(offers)]
    return {"isIncomplete": True, "items": items}


def _is_of_others(request: Request) -> bool:
    """Whether a file is another tool's, and so are the keys of its head."""
    return not owner_of(request.file.file) and request.desk.brief_of(request.file).is_guest


def resolve(request: Request) -> Json:
    """The card of what is chosen: made for the one that is looked at."""
    item = dict(request.params)
    data = item.get("data") or {}
    opened = request.workspace.files.get(data.get("uri", ""))
    if opened is not None:
        desk, file = opened
        brief = None if owner_of(file.file) else desk.brief_of(file)
        if said := card(desk, brief, data["kind"], data["key"]):
            item["documentation"] = markup(request.workspace, _FORMAT, said)
    return item


def _item(request: Request, offer: Suggestion, number: int, target: Json, typed: str) -> Json:
    item: Json = {
        "label": offer.label,
        "kind": offer.kind,
        "sortText": f"{number:04}",
        "filterText": typed or offer.label,  # who is found here by another name is no other's to sift
        "textEdit": {"range": target, "newText": offer.text},
    }
    if beside := " · ".join(filter(None, (offer.name, offer.note))):
        item["detail"] = beside
    if request.workspace.can("textDocument.completion.completionItem.labelDetailsSupport") and offer.name:
        item["labelDetails"] = {"description": offer.name}
    if offer.help:
        item["documentation"] = markup(request.workspace, _FORMAT, offer.help)
    if offer.thing:
        item["data"] = {"uri": request.uri, "kind": offer.thing[0], "key": offer.thing[1]}
    return item


def _offers(request: Request, cursor: Cursor) -> Iterator[Suggestion]:
    if cursor.what == "key":
        yield from _keys(request, cursor)
    elif cursor.what == "link":
        yield from _links(request, cursor)
    elif cursor.what == "item":
        yield from _items(request, cursor)
    elif cursor.row is not None:
        yield from _values(request, cursor, cursor.row)


# keys


def _keys(request: Request, cursor: Cursor) -> Iterator[Suggestion]:
    """The keys that the entry has not yet, those that it needs first."""
    text = request.file.text
    is_there = text.text[cursor.end : cursor.end + 1] == ":"
    rows = [row for row in cursor.owner.fields.values() if row.key not in cursor.keys or is_there]
    rows.sort(key=lambda row: not row.required)
    for row in rows:
        if row.kind == "body" and text.is_markdown:
            continue
        if not cursor.typed or row.key.startswith(cursor.typed.lower()) or fold(cursor.typed) in row.key:
            written = row.key if is_there else _begun(row, cursor)
            yield Suggestion(row.key, written, _KEY, note=row.help, help=help_of(row))


def _begun(row: Field, cursor: Cursor) -> str:
    """A key, and how its value begins."""
    if cursor.is_flow:
        return f"{row.key}: "
    if row.kind == "body":
        return f"{row.key}: |\n  "
    return f"{row.key}:\n{' ' * (cursor.indent + 2)}- " if row.kind == "entry" else f"{row.key}: "


# values


def _values(request: Request, cursor: Cursor, row: Field) -> Iterator[Suggestion]:
    if row.choices:
        yield from _words(row, cursor.typed)
    elif row.kind == "country":
        yield from _countries(cursor.typed)
    elif row.kind == "when":
        yield from _days(request, cursor.typed)
    elif row.kind == "entry":
        yield from _items(request, cursor)
    elif row.key == "tags":
        for one in candidates.beginning(candidates.tags(request.desk), cursor.typed, _MOST):
            yield Suggestion(one.value, _quoted(one.value, cursor), _TEXT, note=candidates.noted(one))
    elif row.key == "mentions":
        if "none".startswith(cursor.typed):
            yield Suggestion("none", "none", _WORD, note="the name means nobody")
        yield from _things(request, cursor, LISTED)
    elif row.key == "id" and row.owner in LISTED:
        yield from _things(request, cursor, kinds_of(row), is_id=True)
    elif row.kind == "reference" or row.key in ("support", "against"):
        yield from _things(request, cursor, kinds_of(row))


def _words(row: Field, typed: str) -> Iterator[Suggestion]:
    means = {word.word: word.means.strip() for word in of_row(row).words}
    for word in row.choices:
        if any(part.startswith(typed.lower()) for part in (word, *word.split())) or word.upper().startswith(typed):
            yield Suggestion(word, word, _WORD, note=means.get(word, ""))


def _countries(typed: str) -> Iterator[Suggestion]:
    wanted = fold(typed)
    for code, name in COUNTRIES.items():
        if not wanted or code.lower().startswith(wanted) or begins_word(fold(name), wanted):
            yield Suggestion(code, code, _WORD, note=name)


def _days(request: Request, typed: str) -> Iterator[Suggestion]:
    today = request.desk.clock.today().isoformat()
    if today.startswith(typed):
        yield Suggestion(today, today, _TEXT, note="today")
    date = None if owner_of(request.file.file) else request.desk.brief_of(request.file).date
    if date is not None and date.text != today and date.text.startswith(typed):
        yield Suggestion(date.text, date.text, _TEXT, note="the date of the story")


# things


def _items(request: Request, cursor: Cursor) -> Iterator[Suggestion]:
    """What an item of a list may be: somebody who is known, or an entry that begins with a key."""
    row = cursor.row
    if row is not None and row.of in LISTED:
        yield from _things(request, cursor, (row.of,), beside=False)
    if not cursor.is_flow and not cursor.quote and cursor.what == "item":
        yield from _keys(request, cursor)


def _links(request: Request, cursor: Cursor) -> Iterator[Suggestion]:
    """What a link in the text may lead to; the brackets are closed where they are not yet."""
    text = request.file.text.text
    is_closed = text[cursor.end : cursor.end + 1] in ("]", "|")
    for offer in _things(request, cursor, LINKED):
        yield offer if is_closed else offer._replace(text=f"{offer.text}]]")


def _things(
    request: Request, cursor: Cursor, kinds: Iterable[Thing], beside: bool = True, is_id: bool = False
) -> Iterator[Suggestion]:
    """What the brief has itself, most likely meant, then what the desk knows. Not `beside` in the lists themselves,
    where who stands there already comes last."""
    desk, file = request.desk, request.file
    brief = None if owner_of(file.file) else desk.brief_of(file)
    kinds, wanted = tuple(kinds), fold(cursor.typed)
    written = file.text.text[cursor.start : cursor.end].strip()
    seen: set[str] = set()
    again: list[Suggestion] = []
    if brief is not None:
        for kind, key, names in candidates.of_brief(brief, kinds):
            name = names[0]
            if (is_id or not beside) and (key == written or fold(name) == fold(written)):
                continue
            seen |= {key, name}
            if not wanted or key.startswith(cursor.typed) or any(_begins(one, wanted) for one in names):
                offer = Suggestion(key, key, _ID, name=name, note=f"{kind} of this brief", thing=(kind, key))
                if beside and not is_id:
                    yield offer
                else:
                    again.append(offer._replace(note="listed already"))
    for kind in kinds:
        if kind not in ("actor", "venue", "story"):
            continue
        known = candidates.stories(desk) if kind == "story" else candidates.things(desk, kind)
        for one in candidates.beginning(known, cursor.typed, _MOST):
            is_named = kind != "story" and not one.name  # nobody's id: the registry has it not
            own = kind == "story" and brief is not None and one.value == brief.id
            if one.value in seen or own or (is_named and (is_id or beside)):
                continue
            text = _quoted(one.value, cursor) if is_named else one.value
            thing = None if is_named else (kind, one.value)
            mark = _NAME if is_named else _STORY if kind == "story" else _ID
            yield Suggestion(one.value, text, mark, name=one.name, note=candidates.noted(one), thing=thing)
    yield from again


def _begins(name: str, wanted: str) -> bool:
    folded = fold(name)
    return all(begins_word(folded, word) for word in wanted.split())


def _quoted(text: str, cursor: Cursor) -> str:
    """A text as a value of YAML, where it does not stand in quotes already."""
    return text if cursor.quote else as_item(text)
