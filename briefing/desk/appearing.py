"""In which stories an actor or a place figures, and the sentences that name it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from briefing.desk import queries
from briefing.desk.askings import Asking, Askings
from briefing.desk.packing import Naming, unpacked, unpacked_namings
from briefing.desk.schema import DAY_BITS, NUMBERS
from briefing.model.body import Sentences
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import fold
from briefing.model.names import linked_file, slug
from briefing.model.value import replace
from briefing.model.views import Appearance, Quote, StoryLink


def appearances(
    db: sqlite3.Connection,
    identity: int,
    value: Actor | Venue,
    among: Collection[int] | None = None,
    quoted: int | None = None,
) -> Asking[tuple[Appearance, ...]]:
    """The stories that an identity figures in, newest first, each with the sentences that name it; a sentence stands
    once. A link to a note of its name names it, too.

    With `among` only stories of these numbers. With `quoted` the sentences of only so many of them, the newest.
    """
    rows = db.execute(
        "SELECT b.number, b.id, b.title, b.date, c.role, sum(c.mentions) OVER (PARTITION BY b.number)"
        " FROM variants AS v JOIN castings AS c ON c.variant = v.id"
        " JOIN briefs AS b ON b.number = c.brief WHERE v.identity = ? AND c.named <> 0"
        " ORDER BY b.day DESC, b.id, c.role DESC",
        (identity,),
    )
    yield
    found: dict[int, Appearance] = {}
    for number, id_, title, date_, role, mentions in rows:
        if number not in found and (among is None or number in among):
            found[number] = Appearance(queries.link((id_, title, date_)), role, (), mentions)
    ask = Askings()
    named_in, linked_from = ask(_namings(db, identity, [*found][:quoted])), ask(_linked(db, value, among))
    yield from ask.together()
    for number, namings in named_in().items():
        story = found[number].story
        found[number] = replace(found[number], quotes=_quotes(story, namings))
    linked = linked_from()
    for number, (story, named) in linked.items():
        known = found.get(number, Appearance(story))
        texts = {quote.text for quote in known.quotes}
        new = {quote.text: quote for quote in reversed(named) if quote.text not in texts}
        in_order = tuple(sorted((*known.quotes, *reversed(new.values())), key=lambda quote: quote.block))
        found[number] = replace(known, quotes=in_order, mentions=known.mentions + len(named))
    if linked:
        order = sorted(found, key=lambda number: (-(number >> DAY_BITS), found[number].story.id))
        return tuple([found[number] for number in order])
    return tuple(found.values())


def _namings(db: sqlite3.Connection, identity: int, briefs: Collection[int]) -> Asking[dict[int, list[Naming]]]:
    """Where some briefs name an identity."""
    rows = db.execute(
        "SELECT c.brief, v.sort, v.key, d.packed FROM variants AS v"
        " JOIN castings AS c ON c.variant = v.id AND c.named <> 0 AND c.mentions > 0"
        " JOIN documents AS d ON d.brief = c.brief WHERE v.identity = ?"
        f" AND c.brief IN {NUMBERS}",
        (identity, json.dumps(list(briefs))),
    )
    yield
    found: dict[int, list[Naming]] = {}
    for brief, sort, key, data in rows:
        found.setdefault(brief, []).extend(unpacked_namings(data, sort, key))
    return found


def _quotes(story: StoryLink, namings: Iterable[Naming]) -> tuple[Quote, ...]:
    """The sentences of a story in the order of its text, each once with the first name in it."""
    quotes: list[Quote] = []
    for one in sorted(namings, key=attrgetter("ordinal")):
        if not quotes or (quotes[-1].text, quotes[-1].block) != (one.quote, one.block):
            quotes.append(Quote(story, one.quote, one.start, one.stop, one.ordinal, one.block))
    return tuple(quotes)


def _linked(
    db: sqlite3.Connection, value: Actor | Venue, among: Collection[int] | None
) -> Asking[dict[int, tuple[StoryLink, list[Quote]]]]:
    """The stories with links to a note of that name, `[[Name]]` or `[text](name.md)`, and the sentences around them."""
    names = {value.key, *(form for name in (value.name, *value.aliases) for form in (fold(name), slug(name)))}
    rows = db.execute(
        "SELECT DISTINCT b.number, b.id, b.title, b.date, p.written, p.is_file FROM pointers AS p"
        " JOIN briefs AS b ON b.number = p.brief WHERE p.target IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(names - {""})),),
    )
    yield
    written: dict[int, set[str]] = {}
    stories: dict[int, StoryLink] = {}
    for number, id_, title, date_, target, is_file in rows:
        if among is None or number in among:
            stories[number] = queries.link((id_, title, date_))
            written.setdefault(number, set()).add(linked_file(target) if is_file else target)
    if not stories:
        return {}
    select = f"SELECT brief, packed FROM documents WHERE brief IN {NUMBERS}"
    documents = db.execute(select, (json.dumps(list(stories)),))
    yield
    found: dict[int, tuple[StoryLink, list[Quote]]] = {}
    for number, packed in documents:
        if sentences := list(_around_links(stories[number], unpacked(packed), written[number])):
            found[number] = stories[number], sentences
    return found


def _around_links(story: StoryLink, brief: Brief, written: Collection[str]) -> Iterator[Quote]:
    """The sentences of a brief around the links that are written like that, where no name is a mention already."""
    named = {(mention.block, at) for mention in brief.mentions for at in range(mention.start, mention.end)}
    for number, block in enumerate(brief.blocks):
        at = 0
        for run in block.runs:
            end = at + len(run.text)
            if run.link in written and not any((number, place) in named for place in range(at, end)):
                text, start = Sentences(block.text).around(at, end)
                yield Quote(story, text, start, min(len(text), start + end - at), -1, number)
            at = end
