"""The lists of the desk as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from briefing.model.body import Block, Run
from briefing.model.names import one_line
from briefing.model.span import Span
from briefing.model.traces import Trace, day_of, id_of
from briefing.model.uses import FoundUse, PairRow
from briefing.model.views import ActorRow, Happening, QuestionRow, QuoteHit, StoryHit, StoryRow, VenueRow
from briefing.model.when import When
from briefing.report.blocks import facts_of, ident, item
from briefing.report.data import Data, happening, linked, named, question, story
from briefing.report.listing import Column, Listing
from briefing.report.pages.parts import marked
from briefing.report.words import became_of, shown, with_side

_ID = Column("id", is_aside=True)
_DATE = Column("date")


def stories(rows: Iterable[StoryRow]) -> Listing:
    columns = (_ID, _DATE, Column("title", is_main=True), Column("place", spare=True), Column("open", spare=True))
    return Listing(
        columns,
        ((row.id, _text(row.when), row.title, row.place, _count(row.open_questions)) for row in rows),
    )


def hits(rows: Iterable[StoryHit]) -> Listing:
    """Stories that were found, each with its sentence."""
    columns = (_ID, _DATE, Column("title", is_main=True), Column("text"))
    return Listing(
        columns,
        ((hit.story.id, _text(hit.story.when), hit.story.title, one_line(hit.passage.text)) for hit in rows),
    )


def hit_blocks(rows: Iterable[StoryHit]) -> Iterator[Block]:
    """Stories that were found, each with its sentence, what was looked for in bold."""
    for hit in rows:
        facts = facts_of(shown(hit.story.when), hit.story.place, hit.passage.part, ident(hit.story.id))
        text = marked(hit.passage.text, hit.passage.marks)
        yield item(Run(hit.story.title, "b"), below=[facts, tuple(text)] if hit.passage.text else [facts])


def actors(rows: Iterable[ActorRow]) -> Listing:
    columns = (
        _ID, Column("kind"), Column("name", is_main=True), Column("country"), Column("position", spare=True),
        Column("stories", spare=True),
    )  # fmt: skip
    return Listing(
        columns, ((row.key, row.kind, row.name, row.country, row.position, _count(row.stories)) for row in rows)
    )


def venues(rows: Iterable[VenueRow]) -> Listing:
    columns = (_ID, Column("country"), Column("name", is_main=True), Column("kind", spare=True), Column("stories"))
    return Listing(columns, ((row.key, row.country, row.name, row.kind, _count(row.stories)) for row in rows))


def questions(rows: Iterable[QuestionRow]) -> Listing:
    columns = (
        Column("id", is_aside=True, spare=True), Column("status"), Column("asked"), Column("due"),
        Column("question", is_main=True),
    )  # fmt: skip
    return Listing(columns, ((row.key, row.status, _text(row.asked), _text(row.due), row.ask) for row in rows))


def events(found: Iterable[Happening], today: date) -> Listing:
    columns = (
        Column("story", is_aside=True, spare=True), Column("when"), Column("event", is_main=True), Column("where"),
        Column("who", spare=True), Column("status"),
    )  # fmt: skip
    return Listing(
        columns,
        (
            (
                one.story.id, _text(one.event.when), one.event.name, one.where.name if one.where else "",
                ", ".join(name.name for name in one.who), became_of(one.event, today),
            )
            for one in found
        ),
    )  # fmt: skip


def actor_data(row: ActorRow) -> Data:
    return {
        "id": row.key, "name": row.name, "kind": row.kind, "position": row.position, "country": row.country,
        "stories": row.stories, "mentions": row.mentions, "roles": [with_side(*role) for role in row.roles],
    }  # fmt: skip


def venue_data(row: VenueRow) -> Data:
    point = row.point
    return {
        "id": row.key, "name": row.name, "kind": row.kind, "country": row.country, "stories": row.stories,
        "lat": point.lat if point else None, "lon": point.lon if point else None,
    }  # fmt: skip


def quotes(rows: Iterable[QuoteHit]) -> Listing:
    """Sentences that were found, each with its story and whom it names."""
    columns = (_ID, _DATE, Column("who", spare=True), Column("text", is_main=True))
    return Listing(
        columns,
        (
            (hit.story.id, _text(hit.story.when), ", ".join(name.name for name in hit.who), one_line(hit.text))
            for hit in rows
        ),
    )


def quote_blocks(rows: Iterable[QuoteHit]) -> Iterator[Block]:
    """Sentences that were found, with what was asked for in bold, each with whom it names, its day and its story."""
    for hit in rows:
        who = ", ".join(name.name for name in hit.who)
        facts = facts_of(who, shown(hit.story.when), hit.story.title, ident(hit.story.id))
        yield item("“", *marked(hit.text, hit.marks), "”", below=[facts])


def quote_data(hit: QuoteHit) -> Data:
    return {"text": hit.text, "who": [named(name) for name in hit.who], "story": linked(hit.story)}


def hit_data(hit: StoryHit) -> Data:
    return {**story(hit.story), "text": hit.passage.text, "part": hit.passage.part or "body"}


def uses(rows: Iterable[FoundUse], called: Callable[[str], str]) -> Listing:
    """Places that name something, each with its line; `called` is what a file is called here."""
    columns = (Column("place", is_aside=True), Column("key"), Column("line", is_main=True))
    return Listing(columns, [(_place(row.use.span, called), row.use.where or "id", row.line.strip()) for row in rows])


def _place(span: Span, called: Callable[[str], str]) -> str:
    return f"{called(span.file)}:{span.line}:{span.column}"


def use_data(row: FoundUse) -> Data:
    use, span = row.use, row.use.span
    return {
        "file": span.file, "line": span.line, "column": span.column, "end_line": span.end_line,
        "end_column": span.end_column, "key": use.where or "id", "kind": use.kind, "id": use.key, "written": use.text,
        "is_own": use.is_own, "text": row.line,
    }  # fmt: skip


def pairs(rows: Iterable[PairRow]) -> Listing:
    """Two that may be one, and why."""
    columns = (
        Column("id", is_aside=True), Column("into", is_aside=True), Column("score"), Column("names", is_main=True),
        Column("reason"),
    )  # fmt: skip
    return Listing(
        columns,
        [(row.one, row.other, f"{row.score:.2f}", f"{row.one_name} = {row.other_name}", row.reason) for row in rows],
    )


def pair_data(row: PairRow) -> Data:
    return {
        "id": row.one, "into": row.other, "score": row.score, "reason": row.reason,
        "name": row.one_name, "into_name": row.other_name, "stories": row.one_stories,
        "into_stories": row.other_stories,
    }  # fmt: skip


def _text(when: When | None) -> str:
    """A date as it was written, without the time of day."""
    if when is None:
        return ""
    return f"{when.first}{'~' if when.about else ''}" if "T" in when.text and when.is_day else when.text


def _count(number: int) -> str:
    return str(number) if number else ""


def remarks(rows: Iterable[Trace]) -> Listing:
    """A reader's tags and notes: on what, since when."""
    columns = (Column("id"), _DATE, Column("what", spare=True), Column("text", is_main=True))
    return Listing(columns, ((id_of(row.of), day_of(row.at), row.what, one_line(row.value)) for row in rows))


def remark_data(row: Trace) -> Data:
    kind, _colon, _key = row.of.partition(":")
    return {"id": id_of(row.of), "kind": kind, "what": row.what, "text": row.value, "date": day_of(row.at) or None}


LISTS: dict[str, tuple[Callable[..., Listing], Callable[[Any], Data]]] = {
    "stories": (stories, story),
    "actors": (actors, actor_data),
    "venues": (venues, venue_data),
    "questions": (questions, question),
    "events": (events, happening),
    "hits": (hits, hit_data),
    "quotes": (quotes, quote_data),
    "uses": (uses, use_data),
    "pairs": (pairs, pair_data),
    "remarks": (remarks, remark_data),
}
"""Every list: its rows as texts, for some by the day of today, and each of them as data."""
