"""What there is to know since a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from briefing.desk import queries
from briefing.desk.schema import DAY_BITS
from briefing.desk.search import rows_of
from briefing.model.views import Changed, Digest, Happening, QuestionRow, StoryRow
from briefing.model.when import When

AHEAD = timedelta(days=14)
"""How far a digest looks ahead."""


def digest(
    db: sqlite3.Connection,
    since: date,
    today: date,
    timeline: Collection[Happening],
    questions: Collection[QuestionRow],
) -> Digest:
    """What is dated on `since` or later: stories, updates of older stories, questions, events."""
    found = db.execute(
        "SELECT number FROM briefs WHERE number >= ? ORDER BY day DESC, id", (_number(since),)
    ).fetchall()
    rows = rows_of(db, [row[0] for row in found])
    new = tuple([rows[row[0]] for row in found])
    answered = [row for row in questions if not row.is_open and _is_since(row.answered, since)]
    return Digest(
        since,
        today,
        new,
        changed(db, since, {row.id for row in new}),
        tuple(answered),
        tuple([row for row in questions if row.is_open and _is_since(row.asked, since)]),
        overdue(questions, since, today),
        happened(timeline, since, today),
        coming(timeline, today),
    )


def changed(db: sqlite3.Connection, since: date, but: Collection[str]) -> tuple[Changed, ...]:
    """The stories with an update of a day or later, newest first, except some by their ids."""
    notes: dict[int, list[tuple[When, str]]] = {}
    for brief, at, note in db.execute(
        "SELECT brief, at, note FROM updates WHERE day >= ? ORDER BY day DESC, ordinal DESC", (since.toordinal(),)
    ):
        if when := queries.when(at):
            notes.setdefault(brief, []).append((when, note))
    rows = rows_of(db, notes)
    return tuple([Changed(row, tuple(notes[number])) for number, row in _newest_first(rows) if row.id not in but])


def overdue(questions: Iterable[QuestionRow], since: date, today: date) -> tuple[QuestionRow, ...]:
    """Open questions whose day has passed, not before `since`."""
    return tuple([row for row in questions if row.is_open and row.due and since <= row.due.last < today])


def happened(timeline: Iterable[Happening], since: date, today: date) -> tuple[Happening, ...]:
    """The events from a day to today, in the order of their days."""
    return _between(timeline, since, today)


def coming(timeline: Iterable[Happening], today: date) -> tuple[Happening, ...]:
    """The events of the days ahead, in the order of their days."""
    return _between(timeline, today + timedelta(days=1), today + AHEAD)


def _between(timeline: Iterable[Happening], first: date, last: date) -> tuple[Happening, ...]:
    dated = [(one.event.when, one) for one in timeline if one.event.when]
    return tuple([one for when, one in sorted(dated, key=lambda item: item[0].key) if first <= when.first <= last])


def _newest_first(rows: dict[int, StoryRow]) -> list[tuple[int, StoryRow]]:
    return sorted(rows.items(), key=lambda item: (-(item[0] >> DAY_BITS), item[1].id))


def _is_since(when: When | None, day: date) -> bool:
    return when is not None and when.first >= day


def _number(day: date) -> int:
    """The least number of a brief of that day (`schema.py`)."""
    return day.toordinal() << DAY_BITS
