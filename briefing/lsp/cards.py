"""What a hover says, in Markdown: what is known of a thing, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from briefing.desk.database import ERRORS
from briefing.lsp.live import LiveDesk
from briefing.lsp.targets import said_of
from briefing.model.brief import Actor, Brief, Claim, Event, Question, Source, Venue
from briefing.model.countries import country_name
from briefing.model.nouns import counted
from briefing.model.when import When
from briefing.parse.fields import Thing
from briefing.report.markdown import escaped
from briefing.report.words import ago, due, office, shown, status_of

_NAMES = 12
"""So many other names are shown."""


def card(desk: LiveDesk, brief: Brief | None, kind: Thing, key: str) -> str:
    """What there is to know of a thing; empty for one that is not known."""
    today = desk.clock.today()
    if kind == "story":
        return _story(desk, key)
    said = said_of(desk, brief, kind, key)
    if isinstance(said, Actor):
        return _actor(desk, said)
    if isinstance(said, Venue):
        return _venue(desk, said)
    if isinstance(said, Question):
        return _question(said, brief.date if brief else None, today)
    if isinstance(said, Event):
        return _event(desk, brief, said, today)
    if isinstance(said, Claim):
        return _claim(desk, brief, said)
    return _source(said) if isinstance(said, Source) else ""


def _joined(*lines: Iterable[str] | str) -> str:
    """Paragraphs, each of parts that a dot joins; what is empty is left out."""
    texts = [line if isinstance(line, str) else " · ".join(filter(None, line)) for line in lines]
    return "\n\n".join(filter(None, texts))


def _actor(desk: LiveDesk, actor: Actor) -> str:
    position, country = office(actor.kind, actor.position, actor.country)
    side = desk.registry.actors.get(actor.side)
    return _joined(
        (f"**{escaped(actor.name)}**", actor.kind, f"`{actor.key}`"),
        (escaped(position), country, f"for {escaped(side.name if side else actor.side)}" if actor.side else ""),
        f"In this story: {escaped(actor.role)}" if actor.role else "",
        _names(actor),
        escaped(actor.note),
        _use(desk, "actor", actor.key, actor.registered),
    )


def _venue(desk: LiveDesk, venue: Venue) -> str:
    point = f"{venue.lat:g}, {venue.lon:g}" if venue.lat is not None and venue.lon is not None else ""
    return _joined(
        (f"**{escaped(venue.name)}**", escaped(venue.kind) or "place", f"`{venue.key}`"),
        (country_name(venue.country), point),
        f"In this story: {escaped(venue.role)}" if venue.role else "",
        _names(venue),
        escaped(venue.note),
        _use(desk, "venue", venue.key, venue.registered),
    )


def _names(thing: Actor | Venue) -> str:
    strong = list(dict.fromkeys(name for name in thing.aliases if name != thing.name))
    weak = [name for name in dict.fromkeys(thing.weak) if name not in strong]

    def some(names: list[str]) -> str:
        return ", ".join(map(escaped, names[:_NAMES])) + (" …" if len(names) > _NAMES else "")

    return _joined((f"Also {some(strong)}" if strong else "", f"where it is listed also {some(weak)}" if weak else ""))


def _use(desk: LiveDesk, kind: Literal["actor", "venue"], key: str, is_registered: bool) -> str:
    try:
        used = desk.desk.use(kind, key)
    except ERRORS:
        return ""
    where = "" if is_registered else "not in the registry"
    if not used.stories:
        return where
    last = used.newest
    named = f", named {counted(used.mentions, 'time')}" if used.mentions else ""
    told = f"In {counted(used.stories, 'brief')}{named}"
    if last is not None:
        day = f", {shown(last.when)}" if last.when else ""
        told += f"; last in *{escaped(last.title)}*{day}"
    return _joined((told, where))


def _story(desk: LiveDesk, id_: str) -> str:
    known = desk.around.stories.get(id_)
    if known is None:
        return ""
    try:
        rows = desk.desk.stories_of([id_])
    except ERRORS:
        rows = ()
    row = rows[0] if rows else None
    return _joined(
        (f"**{escaped(known.title or id_)}**", "story", f"`{id_}`"),
        (shown(row.when), row.status, escaped(row.place)) if row else "",
        f"{counted(row.open_questions, 'open question')}" if row and row.open_questions else "",
        f"`{known.file}`",
    )


def _question(question: Question, story_date: When | None, today: date) -> str:
    asked = question.asked or story_date
    is_late = question.due is not None and question.due.last < today
    return _joined(
        (f"**{escaped(question.ask)}**", question.status, f"`{question.key}`"),
        (
            f"asked {shown(asked)}, {ago(asked, today)}" if asked and ago(asked, today) else "",
            f"due {shown(question.due)}, {due(question.due, today).removeprefix('due ')}"
            if question.due and question.is_open
            else "",
            "**overdue**" if is_late and question.is_open else "",
        ),
        f"Answer: {escaped(question.answer)}" if question.answer else "",
        f"Answered by `{question.answered_by}`" if question.answered_by else "",
        "\n".join(_hypotheses(question)),
    )


def _hypotheses(question: Question) -> Iterator[str]:
    for one in question.hypotheses:
        yield f"- {escaped(one.say)}" + (f" ({one.likelihood})" if one.likelihood else "")


def _event(desk: LiveDesk, brief: Brief | None, event: Event, today: date) -> str:
    where = said_of(desk, brief, "venue", event.where)
    who = [said_of(desk, brief, "actor", key) for key in event.who]
    names = [one.name for one in who if isinstance(one, Actor)]
    return _joined(
        (f"**{escaped(event.name)}**", "event", f"`{event.key}`"),
        (shown(event.when), ago(event.when, today), status_of(event, today) or ("held" if event.status else "")),
        (
            f"in {escaped(where.name)}" if isinstance(where, Venue) else "",
            f"with {', '.join(map(escaped, names[:_NAMES]))}" if names else "",
        ),
    )


def _claim(desk: LiveDesk, brief: Brief | None, claim: Claim) -> str:
    by = said_of(desk, brief, "actor", claim.by)
    return _joined(
        (f"**{escaped(claim.say)}**", "claim", f"`{claim.key}`"),
        (
            f"by {escaped(by.name)}" if isinstance(by, Actor) else "",
            f"{claim.confidence} confidence" if claim.confidence else claim.likelihood,
            f"source `{claim.source}`" if claim.source else "",
        ),
    )


def _source(source: Source) -> str:
    return _joined(
        (f"**{escaped(source.name)}**", "source", f"`{source.key}`"),
        (escaped(source.url), shown(source.published), f"reliability {source.reliability}" * bool(source.reliability)),
    )
