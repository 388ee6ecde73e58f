"""The pages, read from the index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from briefing.desk import company, events, queries
from briefing.desk.askings import Asking, Askings
from briefing.desk.dossiers import dossier, identity, venue_page
from briefing.desk.packing import DUPLICATE_ID, unpacked
from briefing.desk.schema import ACTOR, LAST_GOOD, VENUE
from briefing.desk.share import WHOLE, Share
from briefing.model.body import Mention
from briefing.model.brief import Brief, Claim, Event, Hypothesis, Question
from briefing.model.codec import decode
from briefing.model.fold import fold
from briefing.model.names import note_names
from briefing.model.place import PageKind
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.model.views import (
    Name,
    Page,
    PathPage,
    QuestionPage,
    QuestionRow,
    Story,
    StoryLink,
)


def page(db: sqlite3.Connection, kind: PageKind, key: str, today: date, share: Share = WHOLE) -> Page | None:
    """The page of a key, or None where there is none. A former or merged key of an actor or a place leads to it too."""
    if kind == "story":
        return _story(db, key, today)
    if kind == "actor":
        return dossier(db, key, today, share)
    if kind == "venue":
        return venue_page(db, key, today, share)
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


# ── connected ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _path(db: sqlite3.Connection, key: str, today: date) -> PathPage | None:
    """How two actors are connected, by both keys; a key can hold the bar between them, too."""
    for match in re.finditer(r"\|", key):
        ask = Askings()
        ends = [ask(identity(db, ACTOR, part)) for part in (key[: match.start()], key[match.end() :])]
        one, other = (end() for end in ends)
        if one and other:
            return company.path(db, one.number, other.number, today)
    return None


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
