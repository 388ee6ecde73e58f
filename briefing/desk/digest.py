"""What there is to know since a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from briefing.desk import events, queries
from briefing.desk.askings import Asking, Askings
from briefing.desk.schema import DAY_BITS
from briefing.model.fold import fold
from briefing.model.views import Changed, Digest, Happening, QuestionRow, StoryRow
from briefing.model.when import When

AHEAD = timedelta(days=14)
"""How far a digest looks ahead."""


def digest(db: sqlite3.Connection, since: date, today: date) -> Digest:
    """What is dated from `since` to `today`: stories, updates of older stories, questions, events; of no other day
    anything is looked at."""
    ask = Askings()
    happenings = ask(events.between(db, since, today + AHEAD))
    dated, updated = ask(queries.questions_dated(db, since, today)), ask(_updated(db, since, today))
    new = ask(_new(db, since, today))
    timeline, questions = happenings(), dated()
    return Digest(
        since=since,
        today=today,
        new=new(),
        changed=tuple([one for one in updated() if one.story not in new()]),
        answered=once([row for row in questions if not row.is_open and _is_within(row.answered, since, today)]),
        opened=tuple([row for row in questions if row.is_open and _is_within(row.asked, since, today)]),
        overdue=overdue(questions, since, today),
        happened=happened(timeline, since, today),
        coming=coming(timeline, today),
        lapsed=lapsed(timeline, since, today),
    )


def once(rows: Iterable[QuestionRow]) -> tuple[QuestionRow, ...]:
    """Questions in their order, one that several stories ask and one of them answered only as it was first asked."""
    found: dict[tuple[str, str], QuestionRow] = {}
    for row in rows:
        key = fold(row.ask), row.telling.id
        known = found.setdefault(key, row)
        if row.asked and known.asked and row.asked.key < known.asked.key:
            found[key] = row
    return tuple(found.values())


def _new(db: sqlite3.Connection, since: date, until: date) -> Asking[tuple[StoryRow, ...]]:
    """The stories of these days, newest first."""
    bounds = (_number(since), _number(until + timedelta(days=1)))
    found = db.execute(
        f"SELECT {queries.STORY} FROM briefs WHERE number >= ? AND number < ? ORDER BY day DESC, id", bounds
    )
    yield
    return tuple(map(queries.story_row, found))


def _updated(db: sqlite3.Connection, since: date, until: date) -> Asking[tuple[Changed, ...]]:
    """The stories with an update of these days, newest first."""
    found = db.execute(
        f"SELECT brief, at, note, {queries.STORY} FROM updates JOIN briefs ON number = brief"
        " WHERE updates.day BETWEEN ? AND ? ORDER BY updates.day DESC, ordinal DESC",
        (since.toordinal(), until.toordinal()),
    )
    yield
    notes: dict[int, list[tuple[When, str]]] = {}
    rows: dict[int, StoryRow] = {}
    for brief, at, note, *row in found:
        if when := queries.when(at):
            notes.setdefault(brief, []).append((when, note))
            rows[brief] = queries.story_row(row)
    return tuple([Changed(row, tuple(notes[number])) for number, row in _newest_first(rows)])


def overdue(questions: Iterable[QuestionRow], since: date, today: date) -> tuple[QuestionRow, ...]:
    """Open questions whose day has passed, not before `since`."""
    return tuple([row for row in questions if row.is_open and row.due and since <= row.due.last < today])


def happened(timeline: Iterable[Happening], since: date, today: date) -> tuple[Happening, ...]:
    """The events from a day to today, in the order of their days."""
    return tuple([one for one in _between(timeline, since, today) if not one.event.is_lapsed(today)])


def lapsed(timeline: Iterable[Happening], since: date, today: date) -> tuple[Happening, ...]:
    """The events that were to come between a day and today, and of which nobody told more."""
    return tuple([one for one in _between(timeline, since, today) if one.event.is_lapsed(today)])


def coming(timeline: Iterable[Happening], today: date) -> tuple[Happening, ...]:
    """The events of the days ahead, in the order of their days."""
    return _between(timeline, today + timedelta(days=1), today + AHEAD)


def _between(timeline: Iterable[Happening], first: date, last: date) -> tuple[Happening, ...]:
    dated = [(one.event.when, one) for one in timeline if one.event.when]
    return tuple([one for when, one in sorted(dated, key=lambda item: item[0].key) if first <= when.first <= last])


def _newest_first(rows: dict[int, StoryRow]) -> list[tuple[int, StoryRow]]:
    return sorted(rows.items(), key=lambda item: (-(item[0] >> DAY_BITS), item[1].id))


def _is_within(when: When | None, first: date, last: date) -> bool:
    return when is not None and first <= when.first <= last


def _number(day: date) -> int:
    """The least number of a brief of that day (`schema.py`)."""
    return day.toordinal() << DAY_BITS
