"""The pages, read from the index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Literal

from briefing.desk import company, events, queries
from briefing.desk.appearing import appearances
from briefing.desk.askings import Asking, Askings, answer
from briefing.desk.packing import DUPLICATE_ID, kind_rank, unpacked
from briefing.desk.queries import venues_around
from briefing.desk.schema import ACTOR, LAST_GOOD, NUMBERS, VENUE
from briefing.model.body import Mention
from briefing.model.brief import Actor, Brief, Claim, Event, Hypothesis, Question, Venue
from briefing.model.codec import decode, parsed
from briefing.model.fold import fold, word_character
from briefing.model.names import note_names
from briefing.model.place import PageKind
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import NamedTuple, replace
from briefing.model.views import (
    Attendance,
    Dossier,
    Happening,
    Name,
    Page,
    PathPage,
    QuestionPage,
    QuestionRow,
    Story,
    StoryLink,
    VenuePage,
    VenueRow,
)


class Share(NamedTuple):
    """How much of the page of an actor or a place is asked for: a site of ten thousand stories shows less than the
    reader, and to leave out what nobody sees there takes a third of its time."""

    stories: Collection[int] | None = None
    """The numbers of the stories in which it appears, where not of all that there are."""
    quoted: int | None = None
    """Of how many of these, the newest, the sentences are told; of all where nothing is said."""
    companions: int = company.SHOWN
    """Of how many that are named together with an actor the newest evidence is told."""
    least: int = 1
    """In how many stories these are named together at least."""
    has_around: bool = True
    """Whether a place comes with who is named together with it, and with what is near."""


WHOLE = Share()


def page(db: sqlite3.Connection, kind: PageKind, key: str, today: date, share: Share = WHOLE) -> Page | None:
    """The page of a key, or None where there is none. A former or merged key of an actor or a place leads to it too."""
    if kind == "story":
        return _story(db, key, today)
    if kind == "actor":
        return _dossier(db, key, today, share)
    if kind == "venue":
        return _venue(db, key, today, share)
    if kind == "path":
        return _path(db, key, today)
    return _question(db, key, today)


# ── story ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _story(db: sqlite3.Connection, key: str, today: date) -> Story | None:
    row = db.execute(
        "SELECT number, id, declared, file, taken_by, readable, packed FROM briefs JOIN documents ON brief = number"
        " WHERE id = ?",
        (key,),
    ).fetchone()
    if row is None:
        return None
    number, id_, declared, file, taken_by, readable, document = row
    local, ask = unpacked(document), Askings()
    casting, troubles, verdicts = (
        ask(_cast(db, number)),
        ask(_problems_of(db, number)),
        ask(queries.verdicts(db, number)),
    )
    follows, followers = ask(_previously(db, number)), ask(_since(db, number, id_))
    answered_here, linked_from = ask(_answered_here(db, number, id_)), ask(queries.linking(db, number, id_, file))
    later = ask(events.told_later(db, number, today)) if local.events else dict
    named = {own.key: ask(queries.answering_story(db, own.answered_by, number)) for own in local.questions}
    led = {one.id: ask(queries.story_linked(db, one.id, one.is_file, local.file)) for one in local.pointers}
    problems, settled, cast = troubles(), verdicts(), casting()
    if taken_by:
        problems.append(duplicate_problem(declared, file, taken_by))
    answers: dict[str, StoryLink] = {}
    for own in local.questions:
        if by := settled[own.key].by if own.key in settled else named[own.key]():
            answers[f"{id_}:{own.key}"] = by
    now = tuple([_with_verdict(question, settled.get(question.key)) for question in local.questions])
    brief = cast.mapped(replace(local, id=id_, problems=tuple(problems), questions=now))
    links = {written: story for written, lead in led.items() if (story := lead()) and story.id != id_}
    if brief.is_guest and (others := [one.id for one in brief.pointers if one.id not in links and not one.is_file]):
        brief = cast.with_known(brief, others)
    return Story(
        brief=brief,
        names=cast.names,
        previously=follows(),
        since=followers(),
        answers=answers,
        answered_here=answered_here(),
        line_problem=next((problem for problem in problems if problem.severity == "error"), None),
        links=links,
        linked_from=linked_from(),
        later=later(),
        is_kept=readable == LAST_GOOD,
    )


def _with_verdict(question: Question, now: queries.Verdict | None) -> Question:
    """A question with what became of it in a later story."""
    if now is None:
        return question
    return replace(question, status=now.status, answer=now.answer, answered=now.answered, answered_by="")


def duplicate_problem(declared: str, file: str, taken_by: str) -> Problem:
    return Problem(DUPLICATE_ID, queries.taken(declared, taken_by), Span(file, 1, 1, 1, 1))


def _problems_of(db: sqlite3.Connection, number: int) -> Asking[list[Problem]]:
    rows = db.execute("SELECT json FROM problems WHERE brief = ? ORDER BY ordinal", (number,))
    yield
    return [decode(Problem, text) for (text,) in rows]


def _previously(db: sqlite3.Connection, number: int) -> Asking[tuple[StoryLink, ...]]:
    """The stories that one follows."""
    rest = "FROM follows AS f JOIN briefs AS b ON b.id = f.target WHERE f.brief = ? AND b.number <> f.brief"
    return _links(db, rest, (number,))


def _since(db: sqlite3.Connection, number: int, id_: str) -> Asking[tuple[StoryLink, ...]]:
    """The stories that follow one."""
    rest = "FROM follows AS f JOIN briefs AS b ON b.number = f.brief WHERE f.target = ?2 AND f.brief <> ?1"
    return _links(db, rest, (number, id_))


def _links(db: sqlite3.Connection, rest: str, values: tuple[Any, ...]) -> Asking[tuple[StoryLink, ...]]:
    """Links in date order, undated last."""
    found = f"SELECT DISTINCT b.id, b.title, b.date, b.day {rest}"
    rows = db.execute(f"SELECT id, title, date FROM ({found}) AS found ORDER BY day = 0, day, id", values)
    yield
    return tuple(map(queries.link, rows))


def _answered_here(db: sqlite3.Connection, number: int, id_: str) -> Asking[tuple[QuestionRow, ...]]:
    rows = yield from queries.question_rows(
        db,
        "q.brief <> ?1 AND q.answered_by <> ''"
        " AND q.answered_by IN (SELECT id FROM briefs WHERE number = ?1"
        " UNION SELECT key FROM anchors WHERE brief = ?1)",
        (number,),
    )
    return tuple(sorted((row for row in rows if row.answered_by == id_), key=lambda row: row.key))


def _cast(db: sqlite3.Connection, number: int) -> Asking[_Cast]:
    rows = db.execute(
        "SELECT i.sort, v.key, i.key, i.name, i.kind FROM castings AS c JOIN variants AS v ON v.id = c.variant"
        " JOIN identities AS i ON i.id = v.identity WHERE c.brief = ? ORDER BY i.sort DESC, i.key",
        (number,),
    )
    yield
    return _Cast(db, rows)


class _Cast:
    """A brief's own keys as desk identities."""

    def __init__(self, db: sqlite3.Connection, rows: Iterable[tuple[int, str, str, str, str]]) -> None:
        self._db = db
        self.names: dict[str, Name] = {}
        self._keys: dict[tuple[int, str], str] = {}
        for sort, local, key, name, kind in rows:
            self._keys[sort, local] = key
            self.names[key] = Name(key, name, "place" if sort == VENUE else kind)

    def with_known(self, brief: Brief, written: Iterable[str]) -> Brief:
        """A guest whose links to actors and places of the desk, whom it does not list itself, are mentions too."""
        meant = {fold(note_names(text)[-1]): text for text in written}
        rows = self._db.execute(
            "SELECT sort, key, name, kind, folded FROM identities WHERE folded IN (SELECT value FROM json_each(?))"
            " ORDER BY sort DESC, stories",
            (json.dumps(list(meant)),),
        )
        known = {meant[folded]: (sort, Name(key, name, "place" if sort == VENUE else kind))
                 for sort, key, name, kind, folded in rows}  # fmt: skip
        mentions = list(brief.mentions)
        for number, block in enumerate(brief.blocks):
            at = 0
            for run in block.runs:
                end = at + len(run.text)
                if run.link in known:
                    sort, name = known[run.link]
                    self.names[name.key] = name
                    kind: Literal["actor", "venue"] = "venue" if sort == VENUE else "actor"
                    mentions.append(Mention(number, at, end, name.key, kind, run.source, False, True))
                at = end
        mentions.sort(key=lambda one: (one.block, one.start))
        return replace(brief, mentions=tuple(mentions))

    def actor(self, key: str) -> str:
        return self._keys.get((ACTOR, key), key)

    def venue(self, key: str) -> str:
        return self._keys.get((VENUE, key), key)

    def either(self, key: str) -> str:
        return self._keys.get((ACTOR, key)) or self.venue(key)

    def event(self, event: Event) -> Event:
        return replace(event, where=self.venue(event.where), who=tuple(map(self.actor, event.who)))

    def mapped(self, brief: Brief) -> Brief:
        return replace(
            brief,
            actors=tuple(replace(item, key=self.actor(item.key), side=self.actor(item.side)) for item in brief.actors),
            venues=tuple(replace(item, key=self.venue(item.key)) for item in brief.venues),
            events=tuple(map(self.event, brief.events)),
            questions=tuple(
                replace(item, key=f"{brief.id}:{item.key}", about=tuple(map(self.either, item.about)))
                for item in brief.questions
            ),
            claims=tuple(
                replace(item, by=self.either(item.by), about=tuple(map(self.either, item.about)))
                for item in brief.claims
            ),
            mentions=tuple(
                mention if key == mention.key else replace(mention, key=key)
                for mention in brief.mentions
                for key in ((self.actor if mention.kind == "actor" else self.venue)(mention.key),)
            ),
        )


# ── actors and places ──────────────────────────────────────────────────────────────────────────────────────────────


def _dossier(db: sqlite3.Connection, key: str, today: date, share: Share) -> Dossier | None:
    found = answer(_identity(db, ACTOR, key))
    if found is None:
        return None
    identity, text, position = found
    actor, ask = replace(decode(Actor, text), position=position), Askings()
    encountered, sided = ask(company.encounters(db, identity, today)), ask(_side(db, identity, actor))
    figures = ask(appearances(db, identity, actor, share.stories, share.quoted))
    happenings = ask(events.of_actor(db, identity))
    asked = ask(_questions(db, identity, (actor.name, *actor.aliases), today))
    met, spoke = (tuple([one for _other, one in found]) for found in encountered())
    side = sided()
    present = {one.other.key for one in (*met, *spoke)}
    return Dossier(
        actor=replace(actor, side=side.key if side else ""),
        side=side,
        appearances=figures(),
        events=happenings(),
        met=met,
        together=answer(company.together(db, identity, present, share.companions, share.least)),
        questions=asked(),
        spoke=spoke,
    )


def _venue(db: sqlite3.Connection, key: str, today: date, share: Share) -> VenuePage | None:
    found = answer(_identity(db, VENUE, key))
    if found is None:
        return None
    identity, text, _position = found
    venue, ask = decode(Venue, text), Askings()
    happenings = ask(events.of_venue(db, identity))
    named = ask(company.together(db, identity)) if share.has_around else tuple
    figures = ask(appearances(db, identity, venue, share.stories, share.quoted))
    asked = ask(_questions(db, identity, (venue.name, *venue.aliases), today))
    there = _attendance(happenings(), venue.key, today)
    present = {one.other.key for one in there}
    people = sorted(named(), key=lambda one: one.other.key not in present)
    return VenuePage(
        venue=venue,
        events=happenings(),
        people=tuple(people),
        appearances=figures(),
        questions=asked(),
        nearby=_nearby(db, venue) if share.has_around else (),
        there=there,
    )


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


def _path(db: sqlite3.Connection, key: str, today: date) -> PathPage | None:
    """How two actors are connected, by both keys; a key can hold the bar between them, too."""
    for match in re.finditer(r"\|", key):
        ask = Askings()
        ends = [ask(_identity(db, ACTOR, part)) for part in (key[: match.start()], key[match.end() :])]
        one, other = (end() for end in ends)
        if one and other:
            return company.path(db, one[0], other[0], today)
    return None


def _identity(db: sqlite3.Connection, sort: int, key: str) -> Asking[tuple[int, str, str] | None]:
    """An identity's number and value: by its key, else by a former id, else by a key that went into it."""
    select = "SELECT id, json, position FROM identities WHERE sort = ? AND key = ?"
    rows = db.execute(select, (sort, key))
    yield
    found = rows.fetchone()
    if found is None:
        former = db.execute("SELECT value FROM meta WHERE key = 'former'").fetchone()
        found = db.execute(select, (sort, parsed(former[0]).get(key, "") if former else "")).fetchone()
    if found is None:
        found = db.execute(
            "SELECT i.id, i.json, i.position FROM variants AS v JOIN identities AS i ON i.id = v.identity"
            " WHERE v.sort = ? AND v.key = ? ORDER BY i.stories DESC, i.key LIMIT 1",
            (sort, key),
        ).fetchone()
    return (found[0], found[1], found[2]) if found else None


def _side(db: sqlite3.Connection, identity: int, actor: Actor) -> Asking[Name | None]:
    """On whose side: the registry's word, else the newest story's."""
    if actor.side:
        rows = db.execute("SELECT key, name, kind FROM identities WHERE sort = ? AND key = ?", (ACTOR, actor.side))
        yield
        return next((Name(*row) for row in rows), Name(actor.side, actor.side, ""))
    rows = db.execute(
        "SELECT i.key, i.name, i.kind FROM variants AS v JOIN castings AS c ON c.variant = v.id"
        " JOIN briefs AS b ON b.number = c.brief JOIN variants AS s ON s.id = c.side"
        " JOIN identities AS i ON i.id = s.identity WHERE v.identity = ? ORDER BY b.day DESC, b.id, i.key LIMIT 1",
        (identity,),
    )
    yield
    return next((Name(*row) for row in rows), None)


def _questions(
    db: sqlite3.Connection, identity: int, names: tuple[str, ...], today: date
) -> Asking[tuple[QuestionRow, ...]]:
    """The questions that are about it or ask of it by a strong name, in the ledger's order."""
    about = db.execute(
        "SELECT s.question FROM subjects AS s JOIN variants AS v ON v.id = s.variant WHERE v.identity = ?", (identity,)
    )
    named = {name: _asking(db, name) for name in {fold(name) for name in names} - {""}}
    yield
    wanted = {row[0] for row in about}
    for name, rows in named.items():
        for id_, folded in rows:
            char = word_character(folded)
            if re.search(rf"(?<!{char}){re.escape(name)}(?!{char})", folded):
                wanted.add(id_)
    if not wanted:
        return ()
    ledger = yield from queries.question_rows(db, f"q.id IN {NUMBERS}", (json.dumps(sorted(wanted)),))
    return queries.in_ledger_order(ledger, today)


def _asking(db: sqlite3.Connection, name: str) -> Iterable[tuple[int, str]]:
    """The questions with a folded name in them, each with its folded words. What has its words one after the other is
    found by the full text; only a name without any is looked for in all."""
    from briefing.desk.matching import full_text_of
    from briefing.desk.texts import Phrase, words

    select, values = "SELECT id, folded FROM questions WHERE instr(folded, ?)", [name]
    if phrase := tuple(words(name)):
        full_text = full_text_of(db)
        select += f" AND brief IN {full_text.among_notes}"
        values.append(full_text.phrase(Phrase(phrase)))
    return db.execute(select, values)


def problems(db: sqlite3.Connection) -> tuple[Problem, ...]:
    """Every problem of the desk's files: the registry's first, then by file and place."""
    found = [(brief > 0, decode(Problem, text)) for brief, text in db.execute("SELECT brief, json FROM problems")]
    for declared, file, taken_by in db.execute("SELECT declared, file, taken_by FROM briefs WHERE taken_by <> ''"):
        found.append((True, duplicate_problem(declared, file, taken_by)))
    return tuple([problem for _brief, problem in sorted(found, key=lambda item: (item[0], item[1].span, item[1].code))])


# ── question ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _question(db: sqlite3.Connection, key: str, today: date) -> QuestionPage | None:
    for at in [match.start() for match in re.finditer(":", key)]:
        row = db.execute(
            "SELECT q.brief, q.ordinal, q.answered_by, b.id, b.title, b.date, d.packed FROM questions AS q"
            " JOIN briefs AS b ON b.number = q.brief JOIN documents AS d ON d.brief = b.number"
            " WHERE b.id = ? AND q.key = ?",
            (key[:at], key[at + 1 :]),
        ).fetchone()
        if row is not None:
            break
    else:
        return None
    number, ordinal, answered_by, id_, title, date_, document = row
    story, ask = queries.link((id_, title, date_)), Askings()
    casting, verdicts = ask(_cast(db, number)), ask(queries.verdicts(db, number))
    siblings = ask(queries.question_rows(db, "q.brief = ? AND q.ordinal <> ?", (number, ordinal)))
    named = ask(queries.answering_story(db, answered_by, number))
    ask.ahead(db)
    brief = unpacked(document)
    local: Question = brief.questions[ordinal]
    cast, now = casting(), verdicts().get(local.key)
    about = tuple(dict.fromkeys(map(cast.either, local.about)))
    by = now.by if now else named()
    local = _with_verdict(local, now)
    return QuestionPage(
        key=key,
        question=replace(local, key=key, about=about, hypotheses=_with_claims(local.hypotheses, brief.claims)),
        story=story,
        asked=local.asked or story.when,
        answered_by=by,
        about=tuple([cast.names[one] for one in about if one in cast.names]),
        siblings=queries.in_ledger_order(siblings(), today),
    )


def _with_claims(hypotheses: tuple[Hypothesis, ...], claims: tuple[Claim, ...]) -> tuple[Hypothesis, ...]:
    """Hypotheses whose grounds say what a claim says, where they named it by its id."""
    said = {claim.key: claim.say for claim in claims}

    def grounds(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([said.get(text, text) for text in texts])

    return tuple([replace(one, support=grounds(one.support), against=grounds(one.against)) for one in hypotheses])
