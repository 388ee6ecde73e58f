"""The pages of actors and places, whole or what is newest of them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date

from briefing.desk import company, events, queries
from briefing.desk.appearing import figures
from briefing.desk.askings import Asking, Askings, answer
from briefing.desk.packing import kind_rank
from briefing.desk.queries import venues_around
from briefing.desk.schema import ACTOR, NEVER, NUMBERS, VENUE
from briefing.desk.share import Share
from briefing.model.brief import Actor, Venue
from briefing.model.codec import decode, parsed
from briefing.model.fold import fold, word_character
from briefing.model.older import Older
from briefing.model.value import NamedTuple, replace
from briefing.model.views import Attendance, Dossier, Happening, Met, Name, QuestionRow, VenuePage, VenueRow

_Asked = tuple[tuple[QuestionRow, ...], int]
"""Questions, and how many there are beside these."""


def dossier(db: sqlite3.Connection, key: str, today: date, share: Share) -> Dossier | None:
    """The page of an actor."""
    found = answer(identity(db, ACTOR, key))
    if found is None:
        return None
    actor, ask = replace(decode(Actor, found.json), position=found.position), Askings()
    number, names, is_cut = found.number, (actor.name, *actor.aliases), share.is_cut(found.stories)
    happened = ask(_encounters(db, number, today, share.newest if is_cut else None))
    figuring = ask(figures(db, number, actor, share, is_cut))

    def beside(among: Collection[int] | None) -> tuple[Callable[[], Name | None], Callable[[], _Asked]]:
        return ask(_side(db, number, actor, among)), ask(_questions(db, number, names, today, share, among))

    early = None if is_cut else beside(None)
    (happenings, others, met, spoke), figured = happened(), figuring()
    among = figured.named if is_cut else None
    sided, asked = early or beside(among)
    present = {one.other.key for one in (*met, *spoke)}
    together = ask(company.together(db, number, present, share.companions, share.least, among))
    side, (questions, unasked) = sided(), asked()
    return Dossier(
        actor=replace(actor, side=side.key if side else ""),
        side=side,
        appearances=figured.appearances,
        events=happenings,
        met=met,
        together=together(),
        questions=questions,
        spoke=spoke,
        older=Older(figured.older, others, unasked, figured.mentions),
    )


def venue_page(db: sqlite3.Connection, key: str, today: date, share: Share) -> VenuePage | None:
    """The page of a place."""
    found = answer(identity(db, VENUE, key))
    if found is None:
        return None
    venue, ask = decode(Venue, found.json), Askings()
    number, is_cut = found.number, share.is_cut(found.stories)
    happened = ask(_happenings(db, number, share.newest if is_cut else None))
    figuring, names = ask(figures(db, number, venue, share, is_cut)), (venue.name, *venue.aliases)
    among = figuring().named if is_cut else None
    named = ask(company.together(db, number, among=among)) if share.has_around else tuple
    asked = ask(_questions(db, number, names, today, share, among))
    (happenings, others), figured, (questions, unasked) = happened(), figuring(), asked()
    there = _attendance(happenings, venue.key, today)
    present = {one.other.key for one in there}
    people = sorted(named(), key=lambda one: one.other.key not in present)
    return VenuePage(
        venue=venue,
        events=happenings,
        people=tuple(people),
        appearances=figured.appearances,
        questions=questions,
        nearby=_nearby(db, venue) if share.has_around else (),
        there=there,
        older=Older(figured.older, others, unasked, figured.mentions),
    )


def events_of(db: sqlite3.Connection, sort: int, key: str) -> tuple[str, tuple[Happening, ...]] | None:
    """The name and the events of an actor or a place, newest first, undated last; None where there is none."""
    found = answer(identity(db, sort, key))
    if found is None:
        return None
    if sort == ACTOR:
        return decode(Actor, found.json).name, answer(events.of_actor(db, found.number))
    return decode(Venue, found.json).name, answer(events.of_venue(db, found.number))


def _encounters(
    db: sqlite3.Connection, number: int, today: date, newest: int | None
) -> Asking[tuple[tuple[Happening, ...], int, tuple[Met, ...], tuple[Met, ...]]]:
    """The events of an actor, how many there are beside these, and whom they met and spoke with at them."""
    at, others = None, 0
    if newest is not None:
        at, others = yield from events.newest(db, events.OF_ACTOR, number, newest)
    ask = Askings()
    told = ask(events.of_actor(db, number) if at is None else events.told(db, at))
    encountered = ask(company.encounters(db, number, today, at=at))
    yield from ask.together()
    met, spoke = (tuple([one for _other, one in several]) for several in encountered())
    return told(), others, met, spoke


def _happenings(db: sqlite3.Connection, number: int, newest: int | None) -> Asking[tuple[tuple[Happening, ...], int]]:
    """The events at a place, and how many there are beside these."""
    if newest is None:
        return (yield from events.of_venue(db, number)), 0
    at, others = yield from events.newest(db, events.OF_VENUE, number, newest)
    return (yield from events.told(db, at)), others


def _attendance(happenings: Iterable[Happening], venue: str, today: date) -> tuple[Attendance, ...]:
    """Who was at what was held in person at a place, as the newest stories tell it."""
    names: dict[str, Name] = {}
    counts = Counter[str]()
    for one in happenings:
        if one.where and one.where.key == venue and one.event.is_in_person and one.event.is_held(today):
            names |= {name.key: name for name in one.who}
            counts.update(name.key for name in one.who)
    order = sorted(
        names.values(), key=lambda name: (-counts[name.key], kind_rank(name.kind), fold(name.name), name.key)
    )
    return tuple([Attendance(name, counts[name.key]) for name in order])


_AROUND = 12.0  # degrees of latitude; a small map shows less
_NEIGHBOURS = 200


def _nearby(db: sqlite3.Connection, venue: Venue) -> tuple[VenueRow, ...]:
    if venue.lat is None:
        return ()
    rows = venues_around(db, venue.lat, _AROUND, _NEIGHBOURS)
    return tuple(row for row in rows if row.key != venue.key)


class _Identity(NamedTuple):
    """A row of `identities`."""

    number: int
    json: str
    position: str
    stories: int


def identity(db: sqlite3.Connection, sort: int, key: str) -> Asking[_Identity | None]:
    """An actor or a place: by its key, else by a former id, else by a key that went into it."""
    select = "SELECT id, json, position, stories FROM identities WHERE sort = ? AND key = ?"
    rows = db.execute(select, (sort, key))
    yield
    found = rows.fetchone()
    if found is None:
        former = db.execute("SELECT value FROM meta WHERE key = 'former'").fetchone()
        found = db.execute(select, (sort, parsed(former[0]).get(key, "") if former else "")).fetchone()
    if found is None:
        found = db.execute(
            "SELECT i.id, i.json, i.position, i.stories FROM variants AS v JOIN identities AS i ON i.id = v.identity"
            " WHERE v.sort = ? AND v.key = ? ORDER BY i.stories DESC, i.key LIMIT 1",
            (sort, key),
        ).fetchone()
    return _Identity(*found) if found else None


def _side(
    db: sqlite3.Connection, identity: int, actor: Actor, among: Collection[int] | None = None
) -> Asking[Name | None]:
    """On whose side: the registry's word, else the newest story's that says so; with `among` of these numbers."""
    if actor.side:
        rows = db.execute("SELECT key, name, kind FROM identities WHERE sort = ? AND key = ?", (ACTOR, actor.side))
        yield
        return next((Name(*row) for row in rows), Name(actor.side, actor.side, ""))
    rows = db.execute(
        "SELECT i.key, i.name, i.kind FROM variants AS v JOIN castings AS c ON c.variant = v.id"
        " JOIN briefs AS b ON b.number = c.brief JOIN variants AS s ON s.id = c.side"
        " JOIN identities AS i ON i.id = s.identity WHERE v.identity = ?"
        f"{'' if among is None else f' AND b.number IN {NUMBERS}'} ORDER BY b.day DESC, b.id, i.key LIMIT 1",
        (identity,) if among is None else (identity, json.dumps(list(among))),
    )
    yield
    return next((Name(*row) for row in rows), None)


def _questions(
    db: sqlite3.Connection,
    identity: int,
    names: tuple[str, ...],
    today: date,
    share: Share,
    among: Collection[int] | None = None,
) -> Asking[_Asked]:
    """The questions that are about it or ask of it by a strong name, in the ledger's order, and how many there are
    beside these. With `among` those that ask of it are of stories of these numbers. Of more than a share has there are
    the open ones that are due first, then those of the newest stories."""
    about = db.execute(
        "SELECT s.question FROM subjects AS s JOIN variants AS v ON v.id = s.variant WHERE v.identity = ?", (identity,)
    )
    named = {name: _asking(db, name, among) for name in {fold(name) for name in names} - {""}}
    yield
    wanted = {row[0] for row in about}
    for name, rows in named.items():
        for id_, folded in rows:
            char = word_character(folded)
            if re.search(rf"(?<!{char}){re.escape(name)}(?!{char})", folded):
                wanted.add(id_)
    if not wanted:
        return (), 0
    numbers = json.dumps(sorted(wanted))
    if share.is_cut(len(wanted)):
        rows = db.execute(_FIRST_QUESTIONS, (numbers, share.newest))
        yield
        numbers = json.dumps([number for (number,) in rows])
    ledger = yield from queries.question_rows(db, f"q.id IN {NUMBERS}", (numbers,))
    return queries.in_ledger_order(ledger, today), len(wanted) - len(ledger)


_FIRST_QUESTIONS = (
    "SELECT q.id FROM questions AS q LEFT JOIN settled AS s ON s.question = q.id"
    " JOIN questions AS a ON a.id = coalesce(s.by, q.id)"
    f" WHERE q.id IN {NUMBERS} ORDER BY iif(a.status = 'open', 0, 1),"
    f" iif(a.status = 'open', coalesce(q.last, {NEVER}), 0),"
    " q.brief DESC, q.ordinal LIMIT ?"
)


def _asking(db: sqlite3.Connection, name: str, among: Collection[int] | None = None) -> Iterable[tuple[int, str]]:
    """The questions with a folded name in them, each with its folded words; with `among` those of these briefs. What
    has its words one after the other is found by the full text; only a name without any is looked for in all."""
    from briefing.desk.matching import full_text_of
    from briefing.desk.texts import Phrase, words

    select, values = "SELECT id, folded FROM questions WHERE instr(folded, ?)", [name]
    if among is not None:
        select += f" AND brief IN {NUMBERS}"
        values.append(json.dumps(list(among)))
    elif phrase := tuple(words(name)):
        full_text = full_text_of(db)
        select += f" AND brief IN {full_text.among_notes}"
        values.append(full_text.phrase(Phrase(phrase)))
    return db.execute(select, values)
