"""In which stories an actor or a place figures, and the sentences that name it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter

from briefing.desk import queries
from briefing.desk.askings import Asking, Askings, known
from briefing.desk.packing import Naming, unpacked, unpacked_namings
from briefing.desk.schema import DAY_BITS, NUMBERS
from briefing.desk.share import WHOLE, Share
from briefing.model.body import Sentences
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import fold
from briefing.model.names import linked_file, slug
from briefing.model.value import NamedTuple, replace
from briefing.model.views import Appearance, Quote, StoryLink


class Figures(NamedTuple):
    """The stories that something figures in, newest first; `named` are the numbers of those that have it in their
    casts. Of the others, where not all are told, how many there are and their mentions, as `Older` has them."""

    appearances: tuple[Appearance, ...]
    named: tuple[int, ...]
    older: int = 0
    mentions: tuple[tuple[int, int], ...] = ()


def figures(
    db: sqlite3.Connection, identity: int, value: Actor | Venue, share: Share = WHOLE, is_large: bool = False
) -> Asking[Figures]:
    """The stories that an identity figures in, newest first, each with the sentences that name it; a sentence stands
    once. A link to a note of its name names it, too.

    Of a share that is cut only the newest are told, and the others are counted without a look into them: there a link
    is one mention, whatever it is around. `is_large` says that so many stories have it in their casts alone.
    """
    among = share.stories
    ask = Askings()
    counting, pointing = ask(_days(db, identity) if is_large else known([])), ask(_pointing(db, value, among))
    if is_large:
        yield from ask.together()
    days = counting() if is_large else []
    casting = ask(_casting(db, identity, _beginning(days, share.newest or 0), among))
    yield from ask.together()
    casts, linking = casting(), pointing()
    order = [*casts]
    if linking:
        stories = {number: link.story for number, link in linking.items()}
        stories |= {number: one.story for number, one in casts.items()}
        order = sorted(stories, key=lambda number: (-(number >> DAY_BITS), stories[number].id))
    newest = share.newest if is_large or share.is_cut(len(order)) else None
    shown, others = order[:newest], order[newest:] if newest is not None else []
    named = [number for number in shown if number in casts]
    naming = ask(_namings(db, identity, named[: share.quoted]))
    around = ask(_around(db, {number: linking[number] for number in shown if number in linking}))
    linked = [number for number in others if number in linking]
    among_older = ask(_cast_in(db, identity, linked) if is_large else known(casts.keys()))
    yield from ask.together()
    told = {number: casts[number] for number in shown if number in casts}
    for number, namings in naming().items():
        told[number] = replace(told[number], quotes=_quotes(told[number].story, namings))
    for number, sentences in around().items():
        one = told.get(number, Appearance(linking[number].story))
        texts = {quote.text for quote in one.quotes}
        new = {quote.text: quote for quote in reversed(sentences) if quote.text not in texts}
        in_order = tuple(sorted((*one.quotes, *reversed(new.values())), key=lambda quote: quote.block))
        told[number] = replace(one, quotes=in_order, mentions=one.mentions + len(sentences))
    appearances = tuple([told[number] for number in shown if number in told])
    if newest is None:
        return Figures(appearances, tuple(named))
    every = days or [(number >> DAY_BITS, 1, one.mentions) for number, one in casts.items()]
    every += [(number >> DAY_BITS, 1, len(linking[number].written)) for number in linked if number not in among_older()]
    every += [(number >> DAY_BITS, -1, -casts[number].mentions) for number in named]
    return Figures(appearances, tuple(named), sum(stories for _day, stories, _mentions in every), _by_month(every))


_Days = list[tuple[int, int, int]]
"""Days as ordinals, 0 for none, each with how many stories there are of it and how many mentions."""


def _days(db: sqlite3.Connection, identity: int) -> Asking[_Days]:
    """Those of all stories that have an identity in their casts, newest first."""
    rows = db.execute(
        f"SELECT c.brief >> {DAY_BITS} AS day, count(DISTINCT c.brief), CAST(sum(c.mentions) AS BIGINT)"
        " FROM variants AS v JOIN castings AS c ON c.variant = v.id WHERE v.identity = ? AND c.named <> 0"
        f" GROUP BY c.brief >> {DAY_BITS} ORDER BY day DESC",
        (identity,),
    )
    yield
    return rows.fetchall()


def _beginning(days: _Days, newest: int) -> int:
    """The day on which the newest stories begin, no fewer than so many; 0 where these are all."""
    for day, stories, _mentions in days:
        newest -= stories
        if newest <= 0:
            return day
    return 0


def _by_month(days: _Days) -> tuple[tuple[int, int], ...]:
    months = Counter[int]()
    for day, _stories, mentions in days:
        if day:
            first = date.fromordinal(day)
            months[first.year * 12 + first.month - 1] += mentions
    return tuple([month for month in sorted(months.items()) if month[1]])


def _casting(
    db: sqlite3.Connection, identity: int, beginning: int, among: Collection[int] | None
) -> Asking[dict[int, Appearance]]:
    """The stories from a day on that have an identity in their casts, newest first, still without its sentences."""
    own = "variants AS v JOIN castings AS c ON c.variant = v.id"
    if beginning:  # else each would be looked at for its role before its day is
        own = f"(SELECT DISTINCT c.brief FROM {own} WHERE v.identity = ?1 AND c.named <> 0 AND c.brief >= ?2) AS late"
        own += " JOIN castings AS c ON c.brief = late.brief JOIN variants AS v ON v.id = c.variant"
    rows = db.execute(
        "SELECT b.number, b.id, b.title, b.date, c.role, sum(c.mentions) OVER (PARTITION BY b.number)"
        f" FROM {own} JOIN briefs AS b ON b.number = c.brief WHERE v.identity = ?1 AND c.named <> 0"
        " ORDER BY b.day DESC, b.id, c.role DESC",
        (identity, beginning << DAY_BITS) if beginning else (identity,),
    )
    yield
    found: dict[int, Appearance] = {}
    for number, id_, title, date_, role, mentions in rows:
        if number not in found and (among is None or number in among):
            found[number] = Appearance(queries.link((id_, title, date_)), role, (), mentions)
    return found


def _cast_in(db: sqlite3.Connection, identity: int, briefs: Collection[int]) -> Asking[Collection[int]]:
    """Those of some briefs that have an identity in their casts."""
    if not briefs:
        return ()
    rows = db.execute(
        "SELECT DISTINCT c.brief FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named <> 0"
        f" WHERE v.identity = ? AND c.brief IN {NUMBERS}",
        (identity, json.dumps(list(briefs))),
    )
    yield
    return {number for (number,) in rows}


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


class _Link(NamedTuple):
    """A story with links to a note of a name, and how these are written."""

    story: StoryLink
    written: set[str]


def _pointing(db: sqlite3.Connection, value: Actor | Venue, among: Collection[int] | None) -> Asking[dict[int, _Link]]:
    """The stories with links to a note of that name, `[[Name]]` or `[text](name.md)`."""
    names = {value.key, *(form for name in (value.name, *value.aliases) for form in (fold(name), slug(name)))}
    rows = db.execute(
        "SELECT DISTINCT b.number, b.id, b.title, b.date, p.written, p.is_file FROM pointers AS p"
        " JOIN briefs AS b ON b.number = p.brief WHERE p.target IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(names - {""})),),
    )
    yield
    found: dict[int, _Link] = {}
    for number, id_, title, date_, target, is_file in rows:
        if among is None or number in among:
            link = found.setdefault(number, _Link(queries.link((id_, title, date_)), set()))
            link.written.add(linked_file(target) if is_file else target)
    return found


def _around(db: sqlite3.Connection, linking: Mapping[int, _Link]) -> Asking[dict[int, list[Quote]]]:
    """The sentences around the links of some stories; none of a story in which only others stand there."""
    if not linking:
        return {}
    select = f"SELECT brief, packed FROM documents WHERE brief IN {NUMBERS}"
    documents = db.execute(select, (json.dumps(list(linking)),))
    yield
    found: dict[int, list[Quote]] = {}
    for number, packed in documents:
        if sentences := list(_around_links(linking[number].story, unpacked(packed), linking[number].written)):
            found[number] = sentences
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
