"""What there is to know since a day, as a page of links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from briefing.model.nouns import counted
from briefing.model.views import Changed, Digest, Happening, QuestionRow, StoryLink, StoryRow
from briefing.report.pages.digest import lines_of, nothing, said_of, since_of
from briefing.ui.glyphs import glyph
from briefing.ui.pages.pen import Pen
from briefing.ui.sheet import Para, Piece, Sheet, heading, joined

_SHOWN = 200
"""Entries of a section; nobody reads on in a list of what is new."""
T = TypeVar("T")


def digest_sheet(digest: Digest, pen: Pen) -> Sheet:
    said = said_of(digest)
    title = joined((Piece(since_of(digest), "text", "b"), *said), ink="soft")
    paras = [Para(title)]
    if not said:
        paras.append(Para((Piece(nothing(digest), "soft"),)))
    paras += _section("New stories", digest.new, lambda rows: [para for row in rows for para in _story(row, pen)])
    paras += _section("Changed", digest.changed, lambda rows: [para for row in rows for para in _changed(row, pen)])
    for name, questions in (
        ("Answered", digest.answered), ("New questions", digest.opened), ("Overdue since", digest.overdue),
    ):  # fmt: skip
        paras += _section(name, questions, lambda rows: _questions(rows, pen))
    for name, events in ("What happened", digest.happened), ("Coming up", digest.coming):
        paras += _section(name, events, lambda rows: pen.happenings(rows, _who))
    return Sheet(tuple(paras))


def _section(name: str, entries: Sequence[T], told: Callable[[Sequence[T]], Iterable[Para]]) -> list[Para]:
    """The paragraphs of a section; none where it has no entries."""
    if not entries:
        return []
    paras = [heading(name, str(len(entries))), *told(entries[:_SHOWN])]
    if len(entries) > _SHOWN:
        paras.append(Para((Piece(f"and {len(entries) - _SHOWN:,} more", "faint"),)))
    return paras


def _story(row: StoryRow, pen: Pen) -> list[Para]:
    asks = counted(row.open_questions, "open question") if row.open_questions else ""
    paras = [Para((pen.story(StoryLink(row.id, row.title, row.when), attributes="w"),))]
    if facts := joined((pen.when(row.when), row.place, asks)):
        paras.append(Para(facts, lead=(Piece("  "),)))
    return paras


def _changed(changed: Changed, pen: Pen) -> list[Para]:
    notes = [
        Para((Piece(note, "text", "w"),), lead=(Piece(f"  {pen.when(when)}  ", "soft"),))
        for when, note in changed.notes
    ]
    said = [line.replace(" -> ", f" {glyph('to')} ") for line in lines_of(changed)]
    lines = [Para((Piece(line, "soft", "w"),), lead=(Piece("  ~ ", "accent"),)) for line in said]
    return [*_story(changed.story, pen), *notes, *lines]


def _questions(rows: Iterable[QuestionRow], pen: Pen) -> list[Para]:
    return [para for row in rows for para in pen.question(row)]


def _who(one: Happening) -> Iterable[tuple[Piece, ...]]:
    yield joined((", ".join(name.name for name in one.who),), ink="faint")
