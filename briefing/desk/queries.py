"""The lists, read from the index."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from briefing.desk.askings import Asking, Askings, answer
from briefing.desk.packing import kind_rank
from briefing.desk.scan import why_not
from briefing.desk.schema import ACTOR, DAY_BITS, DUE, NUMBERS, NUMBERS_AMONG, VENUE, first_day
from briefing.desk.settling import sign
from briefing.model.codec import decode
from briefing.model.fold import fold
from briefing.model.geo import Point
from briefing.model.names import file_names, natural, note_names, note_path, slug, stem
from briefing.model.problem import Problem
from briefing.model.value import dataclass, replace
from briefing.model.views import ActorRow, Counts, QuestionRow, StoryLink, StoryRow, VenueRow
from briefing.model.when import When

_FAR = date.max
Values = Sequence[Any] | Mapping[str, Any]
"""What stands for the marks of a question to the index."""
CLOSED = {"partly": 1, "answered": 2, "overtaken": 3, "dropped": 4}


@lru_cache(maxsize=8192)
def when(text: str | None) -> When | None:
    """A date as the index keeps it."""
    return None if text is None else decode(When, text)


def last_day(when: str) -> str:
    """The last day of one."""
    return first_day(when).replace("$[1]", "$[2]")


def counts(db: sqlite3.Connection) -> Counts:
    counted = db.execute("SELECT stories, open_questions, broken, actors, venues FROM counts")
    of_registries = db.execute("SELECT json FROM problems WHERE brief = 0 AND severity = 'error'")
    stories, questions, broken, actors, venues = counted.fetchone()
    registries = {decode(Problem, row[0]).span.file for row in of_registries}
    broken += len(registries)
    return Counts(stories=stories, actors=actors, venues=venues, open_questions=questions, problems=broken)


def stories(
    db: sqlite3.Connection, most: int = -1, order: str = "date", read: Collection[str] = ()
) -> tuple[StoryRow, ...]:
    """Newest first, ties by id, undated last and as people count; or in another order. No more than `most`, where that
    is not negative. `read` are the ids of those that `unread` puts last."""
    values = (json.dumps(list(read)), most) if order == "unread" else (most,)
    rows = db.execute(f"SELECT {STORY} FROM briefs ORDER BY {STORY_ORDERS[order]} LIMIT ?", values)
    found = [story_row(row) for row in rows]
    if order == "date" and found and found[-1].when is None:
        dated = [row for row in found if row.when]
        undated = [story_row(row) for row in db.execute(f"SELECT {STORY} FROM briefs WHERE day = 0")]
        undated.sort(key=lambda row: natural(row.id))
        found = [*dated, *undated][: most if most >= 0 else None]
    return tuple(found)


STORY_ORDERS = {
    "date": "day DESC, id",
    "name": "folded, id",
    "unread": "id IN (SELECT value FROM json_each(?)), day DESC, id",
}


def stories_at(db: sqlite3.Connection, numbers: Collection[int]) -> dict[int, StoryRow]:
    """Those of some numbers."""
    select = f"SELECT number, {STORY} FROM briefs WHERE number IN {NUMBERS}"
    return {row[0]: story_row(row[1:]) for row in db.execute(select, (json.dumps(list(numbers)),))}


def stories_called(db: sqlite3.Connection, ids: Collection[str]) -> tuple[StoryRow, ...]:
    """Those of some ids, in the order of `stories`."""
    ask = f"SELECT {STORY} FROM briefs WHERE id IN (SELECT value FROM json_each(?)) ORDER BY day DESC, id"
    rows = [story_row(row) for row in db.execute(ask, (json.dumps(list(ids)),))]
    undated = sorted((row for row in rows if row.when is None), key=lambda row: natural(row.id))
    return (*[row for row in rows if row.when], *undated)


def passed(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The files that could be briefs and tell no story, by the reason why."""
    found: dict[str, list[str]] = {}
    for (path,) in db.execute("SELECT path FROM files WHERE brief IS NULL ORDER BY path"):
        found.setdefault(why_not(path), []).append(path)
    return found


def names(db: sqlite3.Connection, keys: Collection[str]) -> dict[str, str]:
    """What actors, places and stories are called, of those that there are of some keys."""
    among = "IN (SELECT value FROM json_each(?1))"
    select = (
        f"SELECT id, title FROM briefs WHERE id {among} UNION ALL SELECT key, name FROM identities WHERE key {among}"
    )
    return dict(db.execute(select, (json.dumps(list(keys)),)))


STORY = "id, title, date, place, open_questions, status, problem, nullif(declared, id), nullif(taken_by, '')"
"""The columns of `briefs` that `story_row` takes."""


def story_row(row: Iterable[Any]) -> StoryRow:
    id_, title, date_, place, questions, status, problem, declared, taken_by = row
    if taken_by and not problem:
        problem = taken(declared or id_, taken_by)
    return StoryRow(
        id=id_, title=title, when=when(date_), place=place, open_questions=questions, status=status, problem=problem
    )


def taken(declared: str, file: str) -> str:
    """What is the matter with a brief whose id another file has."""
    return f"the id `{declared}` is already that of `{file}`"


def actors(db: sqlite3.Connection, order: str = "kind") -> tuple[ActorRow, ...]:
    """By kind; within a kind by stories, most first, then by mentions, then by name. Or in another order, in which
    ties are decided like that."""
    found = [row for _number, row in _actor_rows(db, order)]
    return tuple(sorted(found, key=lambda row: kind_rank(row.kind)) if order == "kind" else found)


def actors_at(db: sqlite3.Connection, numbers: Collection[int], order: str = "kind") -> dict[int, ActorRow]:
    """Those of some numbers, as `actors` has them in an order."""
    return dict(_actor_rows(db, order, numbers))


def _actor_rows(
    db: sqlite3.Connection, order: str, among: Collection[int] | None = None
) -> Iterator[tuple[int, ActorRow]]:
    parts = db.execute(
        "SELECT DISTINCT v.identity, r.role, coalesce(s.name, '') FROM roles AS r"
        " JOIN variants AS v ON v.id = r.variant LEFT JOIN variants AS w ON w.id = r.side"
        " LEFT JOIN identities AS s ON s.id = w.identity"
        f" WHERE TRUE{_among('v.identity', among)} ORDER BY r.role, 3",
        _named(among),
    )
    columns = "i.key, i.name, i.kind, i.position, i.country, i.stories, i.mentions"
    listed = _identities(db, ACTOR, columns, order, among)
    roles: dict[int, list[tuple[str, str]]] = {}
    for identity, role, side in parts:
        roles.setdefault(identity, []).append((role, side))
    for *row, id_, newest in listed:
        yield id_, replace(ActorRow(*row), roles=tuple(roles.get(id_, ())), newest=newest)


def venues(db: sqlite3.Connection, order: str = "country") -> tuple[VenueRow, ...]:
    """By country code, those without last; within a country by stories, most first, then by name. Or in another
    order: `events` is by how much happened there."""
    return tuple([row for _number, row in _venue_rows(db, order)])


def venues_at(db: sqlite3.Connection, numbers: Collection[int], order: str = "country") -> dict[int, VenueRow]:
    """Those of some numbers, as `venues` has them in an order."""
    return dict(_venue_rows(db, order, numbers))


def _venue_rows(
    db: sqlite3.Connection, order: str, among: Collection[int] | None = None
) -> Iterator[tuple[int, VenueRow]]:
    events = "i.events" if order == "events" else "0"
    for *row, mentions, happened, id_, newest in _identities(
        db, VENUE, f"{_VENUE}, i.mentions, {events}", order, among
    ):
        yield id_, replace(_venue_row(*row), mentions=mentions, events=happened, newest=newest)


_MOST_FIRST = "i.stories DESC, i.mentions DESC, i.folded, i.key"
IDENTITY_ORDERS = {
    "kind": _MOST_FIRST,
    "events": f"i.events DESC, {_MOST_FIRST}",
    "stories": _MOST_FIRST,
    "mentions": "i.mentions DESC, i.stories DESC, i.folded, i.key",
    "name": "i.folded, i.key",
    "country": "i.country = '', i.country, i.stories DESC, i.folded, i.key",
    "date": f"b.day IS NULL, b.day DESC, {_MOST_FIRST}",
}
NEWEST = (
    " LEFT JOIN (SELECT v.identity, max(c.brief) AS brief FROM variants AS v JOIN castings AS c ON c.variant = v.id"
    " WHERE v.sort = :sort AND c.named <> 0 GROUP BY v.identity) AS n ON n.identity = i.id"
    " LEFT JOIN briefs AS b ON b.number = n.brief"
)


def _identities(
    db: sqlite3.Connection, sort: int, columns: str, order: str, among: Collection[int] | None
) -> Iterator[list[Any]]:
    """Actors or venues in an order, and behind the columns the number and the date of the newest story, where that is
    what they are sorted by."""
    by_date = order == "date"
    newest = NEWEST.replace("GROUP", f"{_among('v.identity', among)} GROUP") if by_date else ""
    rows = db.execute(
        f"SELECT {columns}, i.id, {'b.date' if by_date else 'NULL'} FROM identities AS i{newest}"
        f" WHERE i.sort = {sort}{_among('i.id', among)} ORDER BY {IDENTITY_ORDERS[order]}",
        {"sort": sort, **_named(among)},
    )
    return ([*row, when(date_)] for *row, date_ in rows)


def _among(column: str, numbers: Collection[int] | None) -> str:
    return "" if numbers is None else f" AND {column} IN {NUMBERS_AMONG}"


def _named(numbers: Collection[int] | None) -> dict[str, str]:
    return {} if numbers is None else {"among": json.dumps(list(numbers))}


_VENUE = "i.key, i.name, i.country, i.kind, i.stories, i.lat, i.lon"


def venues_around(db: sqlite3.Connection, lat: float, away: float, most: int) -> tuple[VenueRow, ...]:
    """Venues no more than `away` degrees of latitude from `lat`, at any longitude; those with the most stories.

    Where there are many, it is quicker to go through all that have most stories until enough are near: either way no
    more than about the root of all are looked at for each that is found.
    """
    around = f"FROM identities AS i INDEXED BY {{}} WHERE i.sort = {VENUE} AND i.lat BETWEEN ? AND ?"
    bounds, every = (lat - away, lat + away), db.execute("SELECT venues FROM counts").fetchone()[0]
    few = math.isqrt(most * every)
    counted = f"SELECT count(*) FROM (SELECT 1 {around.format('identities_lat')} LIMIT {few}) AS few"
    by = "identities_venues" if db.execute(counted, bounds).fetchone()[0] == few else "identities_lat"
    rows = db.execute(f"SELECT {_VENUE} {around.format(by)} ORDER BY {_MOST_FIRST} LIMIT {most:d}", bounds)
    return tuple([_venue_row(*row) for row in rows])


def _venue_row(
    key: str, name: str, country: str, kind: str, stories: int, lat: float | None, lon: float | None
) -> VenueRow:
    return VenueRow(
        key=key,
        name=name,
        country=country,
        kind=kind,
        stories=stories,
        point=None if lat is None or lon is None else Point(lat, lon),
    )


def questions(db: sqlite3.Connection, today: date, order: str = "due") -> tuple[QuestionRow, ...]:
    """Open ones first: overdue, then by due date, then the oldest; then the others, newest answered first. Or in
    another order: by `date` those asked last come first."""
    rows = in_ledger_order(answer(question_rows(db)), today)
    if order == "date":
        return tuple(sorted(rows, key=lambda row: -row.asked.first.toordinal() if row.asked else 0))
    return tuple(sorted(rows, key=lambda row: fold(row.ask))) if order == "name" else rows


def in_ledger_order(rows: Iterable[QuestionRow], today: date) -> tuple[QuestionRow, ...]:
    return tuple(sorted(rows, key=lambda row: _ledger_order(row, today)))


def _ledger_order(row: QuestionRow, today: date) -> tuple[Any, ...]:
    asked = row.asked.first if row.asked else _FAR
    if row.status not in CLOSED:
        due = row.due.last if row.due else _FAR
        return (0, due >= today, due, asked, row.key)
    answered = row.answered or row.asked
    return (CLOSED[row.status], -answered.first.toordinal() if answered else 0, row.key)


ANSWERING = (
    "coalesce((SELECT number FROM briefs WHERE id = a.answered_by),"
    " (SELECT brief FROM anchors WHERE key = a.answered_by AND brief = a.brief),"
    " (SELECT n.brief FROM anchors AS n JOIN briefs AS m ON m.number = n.brief WHERE n.key = a.answered_by"
    " ORDER BY m.day DESC, m.id LIMIT 1))"
)
"""The number of the story that an entry `a` names as its answer, in SQL; null where nothing has that id
(`answering_story`)."""
_VERDICT = "a.status, a.answer, a.answered, s.by IS NOT NULL, t.id, t.title, t.date"
_OF_VERDICT = (
    "LEFT JOIN briefs AS t ON t.number = CASE a.answered_by WHEN '' THEN CASE WHEN s.by IS NOT NULL THEN a.brief END"
    f" ELSE coalesce({ANSWERING}, CASE WHEN s.by IS NOT NULL THEN a.brief END) END"
)
"""What `verdict` takes of an entry `a`, which settles the question of another story where there is an `s`: the story of
the answer is that which it names, else, if it is a later one, its own."""
_QUESTION = (
    "SELECT q.id, b.id || ':' || q.key, q.ask, b.id, b.title, coalesce(q.asked, b.date), q.due, b.date,"
    f" {_VERDICT} FROM questions AS q JOIN briefs AS b ON b.number = q.brief"
    f" LEFT JOIN settled AS s ON s.question = q.id JOIN questions AS a ON a.id = coalesce(s.by, q.id) {_OF_VERDICT}"
)


def question_rows(db: sqlite3.Connection, where: str = "", values: Values = ()) -> Asking[list[QuestionRow]]:
    """Rows of the ledger, in no order; `where` is an SQL condition on `q` (questions) and `b` (briefs)."""
    found = yield from _question_rows(db, where, values)
    return [row for _number, row in found]


def questions_at(db: sqlite3.Connection, numbers: Collection[int]) -> dict[int, QuestionRow]:
    """Those of some numbers."""
    return dict(answer(_question_rows(db, f"q.id IN {NUMBERS}", (json.dumps(list(numbers)),))))


def questions_keyed(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, QuestionRow]:
    """Those of some keys."""
    pairs = [key.partition(":")[::2] for key in keys]
    among = "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
    which = f"b.id IN (SELECT json_extract(value, '$[0]') FROM json_each(?)) AND (b.id, q.key) IN {among}"
    return {row.key: row for row in answer(question_rows(db, which, [json.dumps(pairs)] * 2))}


def questions_dated(db: sqlite3.Connection, first: date, today: date) -> Asking[tuple[QuestionRow, ...]]:
    """In the order of the ledger at least those that were asked or answered on a day from `first` to `today`, and those
    that were due then: what has such a day, or stands in a story of one, or is settled or answered by one."""
    values = {
        "first": first.toordinal(), "today": today.toordinal(),
        "low": first.toordinal() << DAY_BITS, "high": (today.toordinal() + 1) << DAY_BITS,
    }  # fmt: skip
    dated = db.execute(_DATED, values)
    yield
    rows = yield from question_rows(db, f"q.id IN {NUMBERS}", (json.dumps([number for (number,) in dated]),))
    return in_ledger_order(rows, today)


_STORIES = "SELECT number FROM briefs WHERE number >= :low AND number < :high"
_ANSWERED = (
    f"SELECT id FROM questions WHERE answered IS NOT NULL AND {first_day('answered')} BETWEEN :first AND :today"
    f" UNION SELECT id FROM questions WHERE brief IN ({_STORIES})"
    f" UNION SELECT id FROM questions WHERE answered_by <> '' AND answered_by IN (SELECT id FROM briefs"
    f" WHERE number IN ({_STORIES}) UNION SELECT key FROM anchors WHERE brief IN ({_STORIES}))"
)
_DATED = (
    f"SELECT id FROM questions WHERE asked IS NOT NULL AND {first_day('asked')} BETWEEN :first AND :today"
    f" UNION SELECT id FROM questions WHERE status = 'open' AND {DUE} BETWEEN :first AND :today"
    f" UNION SELECT id FROM questions WHERE status = 'partly' AND last BETWEEN :first AND :today UNION {_ANSWERED}"
    f" UNION SELECT question FROM settled WHERE by IN ({_ANSWERED})"
)


def _question_rows(db: sqlite3.Connection, where: str, values: Values) -> Asking[list[tuple[int, QuestionRow]]]:
    found = db.execute(f"{_QUESTION} {f'WHERE {where}' if where else ''}", values)
    yield
    rows = []
    for number, key, ask, story, title, asked, due, date_, *entry in found:
        now = verdict(entry)
        row = QuestionRow(
            key=key,
            ask=ask,
            status=now.status,
            story=story,
            story_title=title,
            asked=when(asked),
            due=when(due),
            answered=now.answered,
            answer=now.answer,
            answered_by=now.by.id if now.by else "",
            story_when=when(date_),
            answering=now.by,
        )
        rows.append((number, row))
    return rows


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a question, as the story that knows most has it; `by` is the story that answered it."""

    status: str
    answer: str = ""
    answered: When | None = None
    by: StoryLink | None = None


def verdict(row: Iterable[Any]) -> Verdict:
    """What the entry of a story says of a question, of the columns `_VERDICT`."""
    status, answer, answered, is_later, id_, title, date_ = row
    by = link((id_, title, date_)) if id_ is not None else None
    return Verdict(status, answer, when(answered) or (by.when if by and is_later else None), by)


def verdicts(db: sqlite3.Connection, brief: int) -> Asking[dict[str, Verdict]]:
    """What became, as later stories have it, of the questions of a brief that these settled, by their keys there."""
    rows = db.execute(
        f"SELECT q.key, {_VERDICT} FROM questions AS q JOIN settled AS s ON s.question = q.id"
        f" JOIN questions AS a ON a.id = s.by {_OF_VERDICT} WHERE q.brief = ?",
        (brief,),
    )
    yield
    return {key: verdict(entry) for key, *entry in rows}


def questions_called(db: sqlite3.Connection, short: str) -> tuple[str, ...]:
    """The keys of the questions that have this id in their stories, those of the newest story first."""
    select = (
        "SELECT b.id || ':' || q.key FROM questions AS q JOIN briefs AS b ON b.number = q.brief"
        " WHERE q.key_sign = ? AND q.key = ? ORDER BY b.number DESC"
    )
    return tuple([row[0] for row in db.execute(select, (sign(short), short))])


def link(row: Iterable[Any]) -> StoryLink:
    """A link of the columns id, title, date."""
    id_, title, date_ = row
    return StoryLink(id_, title, when(date_))


def story_named(db: sqlite3.Connection, written: str) -> Asking[StoryLink | None]:
    """The story that a `[[link]]` names by its id, its title or another name of it: of several the newest."""
    names = note_names(written)
    folded = list(map(fold, names))
    for condition, keys in (
        ("id = ?", [*names, *map(slug, names)]),
        ("folded = ?", folded),
        ("number IN (SELECT brief FROM aliases WHERE folded = ?)", folded),
    ):
        for key in keys:
            rows = db.execute(
                f"SELECT id, title, date FROM briefs WHERE {condition} ORDER BY number DESC LIMIT 1", (key,)
            )
            yield
            if row := rows.fetchone():
                return link(row)
    return None


def story_linked(db: sqlite3.Connection, written: str, is_file: bool, file: str) -> Asking[StoryLink | None]:
    """The story that a link in a file leads to: by the path, as far as there is one, else by the name."""
    if not is_file and "/" not in written:
        return (yield from story_named(db, written))
    path, name = file_names(written if is_file else f"/{note_path(written)}", file)
    ends = (".md", ".markdown", ".yaml", ".yml", "/index.md", "/_index.md")
    for end in ends if path else ():
        rows = db.execute("SELECT id, title, date FROM briefs WHERE file = ?", (f"{path}{end}",))
        yield
        if row := rows.fetchone():
            return link(row)
    meant = name if is_file else written
    return (yield from story_named(db, meant)) if meant else None


def targets(written: str, is_file: bool) -> tuple[str, ...]:
    """What a link may mean, to be found again from there: its name folded, and as an id."""
    name = file_names(written, "")[1] if is_file else note_names(written)[-1]
    return tuple({fold(name): None, slug(name): None, fold(written): None} if name else ())


def linking(db: sqlite3.Connection, number: int, id_: str, file: str) -> Asking[tuple[StoryLink, ...]]:
    """The stories whose text links to one, in date order, undated last."""
    rows = db.execute(
        "SELECT id, title, date, file, written, is_file FROM (SELECT DISTINCT b.id, b.title, b.date, b.day, b.file,"
        " p.written, p.is_file FROM pointers AS p JOIN briefs AS b ON b.number = p.brief"
        " WHERE p.target IN (SELECT value FROM json_each(?2) UNION SELECT folded FROM aliases WHERE brief = ?1"
        " UNION SELECT folded FROM briefs WHERE number = ?1) AND p.brief <> ?1) AS found ORDER BY day = 0, day, id",
        (number, json.dumps([fold(id_), slug(id_), fold(stem(file))])),
    )
    yield
    linked = [
        (link(row), (written, source.rpartition("/")[0] if is_file else ""), is_file, source)
        for *row, source, written, is_file in rows
    ]
    spelled = {spelling: (spelling[0], is_file, source) for _story, spelling, is_file, source in linked}
    ask = Askings()  # many write the same
    led = {spelling: ask(story_linked(db, *written)) for spelling, written in spelled.items()}
    yield from ask.together()
    leads = {spelling for spelling, lead in led.items() if (story := lead()) and story.id == id_}
    return tuple({story.id: story for story, spelling, *_where in linked if spelling in leads}.values())


def answering_story(db: sqlite3.Connection, answered_by: str, brief: int) -> Asking[StoryLink | None]:
    """The story that `answered_by` means: a story's id, else an event or a claim of the same brief, else of the newest
    other story that has one of that id. None where nothing has."""
    if not answered_by:
        return None
    found = db.execute("SELECT id, title, date FROM briefs WHERE id = ?", (answered_by,))
    entry = db.execute(
        "SELECT b.id, b.title, b.date FROM anchors AS a JOIN briefs AS b ON b.number = a.brief WHERE a.key = ?"
        " ORDER BY a.brief = ? DESC, b.day DESC, b.id LIMIT 1",
        (answered_by, brief),
    )
    yield
    row = found.fetchone() or entry.fetchone()
    return link(row) if row else None
