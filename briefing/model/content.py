"""What a brief says, piece by piece, so that two versions of it can be told apart: in words, or in digests alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from briefing.model.brief import Actor, Brief, Hypothesis, Question, Registry, Venue
from briefing.model.codec import DecodeError, parsed
from briefing.model.value import dataclass, field
from briefing.model.when import When

Facts = tuple[tuple[str, str], ...]
"""Keys of an entry with what stands there: a date as it was written, several values a line each; none that is empty."""

FACTS = "facts"
"""The note of all entries together, as digests keep it: what changes there alone is known to have changed."""

_ACTOR = ("role", "for", "note", "name", "kind", "position", "country", "aliases", "weak", "forms", "wikidata")
_VENUE = ("role", "note", "name", "kind", "country", "lat", "lon", "aliases", "weak", "forms", "geonames", "wikidata")
_EVENT = ("name", "when", "where", "who", "status", "mode")
_CLAIM = ("say", "by", "about", "source", "confidence", "likelihood")
_SOURCE = ("name", "url", "published", "reliability")
_UPDATE = ("at", "note")
_QUESTION = ("ask", "status", "asked", "due", "answer", "answered", "answered_by", "about", "hypotheses")

NAME_OF = {
    "actor": "name", "venue": "name", "event": "name", "claim": "say", "source": "name", "update": "note",
    "question": "ask",
}  # fmt: skip
"""What an entry is called by."""

_LISTED = "listed"  # all that a brief may say of a name


@dataclass(frozen=True, slots=True)
class Content:
    """A version of a brief: in words, or each text as its digest (`digested`).

    `paragraphs` are the texts of its blocks in order. `notes` is what stands beside the text, under keys that outlive
    an edit: `title`, `actor:nato`, `event:talks`. `questions` maps a question's key to its status and to the rest of
    it. `labels` says what a key is in words, `entries` what an entry says under each of its keys (`event:talks`,
    `question:who`); both are empty in digests. What the registry says is not the brief's: its edits change no content.
    """

    paragraphs: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    questions: dict[str, tuple[str, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Facts] = field(default_factory=dict)


def content_of(brief: Brief) -> Content:
    """A version in words."""
    notes: dict[str, str] = {}
    labels: dict[str, str] = {}

    def note(key: str, label: str, parts: Iterable[str]) -> None:
        if text := _joined(*parts):
            notes[key], labels[key] = text, label

    for name, text in (
        ("title", brief.title), ("summary", brief.summary), ("date", _date(brief.date)), ("status", brief.status),
        ("tags", ", ".join(brief.tags)), ("follows", ", ".join(brief.follows)),
    ):  # fmt: skip
        note(name, name, (text,))
    for key, text in brief.told:
        note(key, key, (text,))
    entries: dict[str, Facts] = {}

    def enter(key: str, label: str, names: tuple[str, ...], *values: str) -> None:
        entries[key] = _facts_of(names, values)
        labels[key] = label

    for actor in brief.actors:
        key = f"actor:{actor.key}"
        own = "" if actor.registered else _joined(actor.name, actor.kind, actor.position, actor.country)
        side = f"for {actor.side}" if actor.side else ""
        note(key, actor.name, (_LISTED, own, actor.role, side, actor.note))
        known = () if actor.registered else _known_of_actor(actor)
        enter(key, actor.name, _ACTOR, actor.role, actor.side, actor.note, *known)
    for venue in brief.venues:
        key = f"venue:{venue.key}"
        own = "" if venue.registered else _joined(venue.name, venue.kind, venue.country)
        note(key, venue.name, (_LISTED, own, venue.role, venue.note))
        known = () if venue.registered else _known_of_venue(venue)
        enter(key, venue.name, _VENUE, venue.role, venue.note, *known)
    for event in brief.events:
        key, when = f"event:{event.key}", _date(event.when)
        note(key, event.name, (event.name, when, event.where, ", ".join(event.who), event.status, event.mode))
        enter(key, event.name, _EVENT, event.name, when, event.where, _lines(event.who), event.status, event.mode)
    for claim in brief.claims:
        key, sure = f"claim:{claim.key}", claim.confidence or claim.likelihood
        note(key, "claim", (claim.say, claim.by, ", ".join(claim.about), claim.source, sure))
        about = _lines(claim.about)
        enter(key, claim.say, _CLAIM, claim.say, claim.by, about, claim.source, claim.confidence, claim.likelihood)
    for source in brief.sources:
        key, facts = f"source:{source.key}", (source.name, source.url, _date(source.published), source.reliability)
        note(key, source.name, facts)
        enter(key, source.name, _SOURCE, *facts)
    for number, update in enumerate(brief.updates, 1):
        key, at = f"update:{number}", _date(update.at)
        note(key, "update", (at, update.note))
        enter(key, update.note, _UPDATE, at, update.note)
    for question in brief.questions:
        enter(
            f"question:{question.key}", question.ask, _QUESTION, question.ask, question.status,
            _date(question.asked), _date(question.due), question.answer, _date(question.answered),
            question.answered_by, _lines(question.about), _lines(map(_hypothesis, question.hypotheses)),
        )  # fmt: skip
    questions = {question.key: (question.status, _question(question)) for question in brief.questions}
    texts = tuple([block.text for block in brief.blocks])
    return Content(paragraphs=texts, notes=notes, questions=questions, labels=labels, entries=entries)


def registry_content(registry: Registry) -> Content:
    """What a registry says, entry by entry: under `actor:nato`, `venue:ankara`, with former ids under `was`."""
    entries: dict[str, Facts] = {}
    labels: dict[str, str] = {}
    for actor in registry.actors.values():
        values = ("", "", actor.note, *_known_of_actor(actor), _lines(actor.was))
        entries[f"actor:{actor.key}"] = _facts_of((*_ACTOR, "was"), values)
        labels[f"actor:{actor.key}"] = actor.name
    for venue in registry.venues.values():
        values = ("", venue.note, *_known_of_venue(venue), _lines(venue.was))
        entries[f"venue:{venue.key}"] = _facts_of((*_VENUE, "was"), values)
        labels[f"venue:{venue.key}"] = venue.name
    return Content(labels=labels, entries=entries)


def _known_of_actor(actor: Actor) -> tuple[str, ...]:
    """Who an actor is, whoever tells it."""
    return (
        actor.name, actor.kind, actor.position, actor.country, _lines(actor.aliases), _lines(actor.weak),
        _lines(actor.forms), actor.wikidata,
    )  # fmt: skip


def _known_of_venue(venue: Venue) -> tuple[str, ...]:
    return (
        venue.name, venue.kind, venue.country, _number(venue.lat), _number(venue.lon), _lines(venue.aliases),
        _lines(venue.weak), _lines(venue.forms), venue.geonames, venue.wikidata,
    )  # fmt: skip


def _facts_of(names: Sequence[str], values: Sequence[str]) -> Facts:
    """Keys with their values, without those that are empty."""
    return tuple([fact for fact in zip(names, values, strict=False) if fact[1]])


def digested(content: Content) -> Content:
    """The same version, each text as 12 digits that stand for it."""
    return Content(
        tuple([digest_of(text) for text in content.paragraphs]),
        {key: digest_of(text) for key, text in content.notes.items()} | _facts(content),
        {key: (status, digest_of(text)) for key, (status, text) in content.questions.items()},
    )


def whole_digest(parts: Content) -> str:
    """What stands for a whole version that is given in digests."""
    return digest_of(written(parts))


def digest_of(text: str) -> str:
    """What stands for a text: 12 digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def written(content: Content) -> str:
    """A version as JSON; the order of notes and questions is none of its meaning, that of entries helps to know them
    again."""
    rest = [sorted(content.notes.items()), sorted(content.questions.items()), sorted(content.labels.items())]
    if content.entries:
        rest.append([*content.entries.items()])
    return json.dumps([content.paragraphs, *rest], ensure_ascii=False, separators=(",", ":"))


def as_written(text: str) -> Content:
    """The version that `written` made the text from; older programs wrote no entries. Raises `DecodeError` else."""
    found: Any = parsed(text)
    try:
        paragraphs, notes, questions, labels, *entries = found
        return Content(
            paragraphs=tuple([str(each) for each in paragraphs]),
            notes={str(key): str(value) for key, value in notes},
            questions={str(key): (str(status), str(value)) for key, (status, value) in questions},
            labels={str(key): str(value) for key, value in labels},
            entries={
                str(key): tuple([(str(name), str(value)) for name, value in facts])
                for key, facts in dict(*entries).items()
            },
        )
    except (ValueError, TypeError) as error:
        raise DecodeError("no version of a brief") from error


def _question(question: Question) -> str:
    """What a question says besides its status."""
    told = [question.ask, _date(question.asked), _date(question.due), question.answer, _date(question.answered)]
    told += [question.answered_by, *question.about]
    for one in question.hypotheses:
        told += [one.say, one.likelihood, *one.support, *one.against]
    return _joined(*told)


def _facts(content: Content) -> dict[str, str]:
    """The digest of all entries; none of a version that has none, or was written without."""
    return {FACTS: digest_of(repr(sorted(content.entries.items())))} if content.entries else {}


def _hypothesis(one: Hypothesis) -> str:
    """A hypothesis on a line: what it says, how likely that is, and on what grounds."""
    grounds = [f"for: {ground}" for ground in one.support] + [f"against: {ground}" for ground in one.against]
    return " · ".join([" ".join(part.split()) for part in (one.say, one.likelihood, *grounds) if part])


def _lines(values: Iterable[str]) -> str:
    return "\n".join([value.replace("\n", " ") for value in values])


def _number(degrees: float | None) -> str:
    return "" if degrees is None else str(degrees)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _date(when: When | None) -> str:
    return when.text if when else ""
