"""Answers as plain data for JSON. Keys are the brief format's; a date is an object or null.

`{"text": "late June 2025", "from": "2025-06-21", "to": "2025-06-30"}`: as the author wrote it, and the days it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.model.brief import EVENT_MODES
from briefing.model.views import Account, Happening, Name, QuestionRow, StoryLink, StoryRow
from briefing.model.when import When
from briefing.report.escapes import as_json

Data = dict[str, Any]


def day(when: When | None) -> Data | None:
    return {"text": when.text, "from": when.first.isoformat(), "to": when.last.isoformat()} if when else None


def named(name: Name | None) -> Data | None:
    return {"id": name.key, "name": name.name, "kind": name.kind} if name else None


def linked(link: StoryLink | None) -> Data | None:
    return {"id": link.id, "title": link.title, "date": day(link.when)} if link else None


def story(row: StoryRow) -> Data:
    return {
        "id": row.id,
        "title": row.title,
        "date": day(row.when),
        "status": row.status,
        "place": row.place,
        "open_questions": row.open_questions,
        "problem": row.problem,
    }


def question(row: QuestionRow) -> Data:
    return {
        "id": row.key,
        "ask": row.ask,
        "status": row.status,
        "asked": day(row.asked),
        "due": day(row.due),
        "answered": day(row.answered),
        "answer": row.answer,
        "answered_by": row.answered_by,
        "story": linked(row.asking),
    }


def account_data(said: Account | None) -> Data | None:
    return {"when": day(said.when), "status": said.status, "story": linked(said.story)} if said else None


def happening(one: Happening) -> Data:
    return {
        "id": one.event.key,
        "name": one.event.name,
        "when": day(one.event.when),
        "status": one.event.status,
        "mode": one.event.mode or EVENT_MODES[0],
        "where": named(one.where),
        "who": [named(name) for name in one.who],
        "story": linked(one.story),
        "earlier": [account_data(said) for said in one.earlier],
    }


def lines(items: Iterable[Data], head: Data) -> Iterator[str]:
    """An answer that is a list, with its head (`shapes.head`), and an object a line."""
    held = f'{as_json(head)[:-1]}, "data": ['
    first = held
    for item in items:
        if held is first:
            yield held
        else:
            yield f"{held},"
        held = f"  {as_json(item)}"
    yield f"{held}]}}"
