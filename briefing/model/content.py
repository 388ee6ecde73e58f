"""What a brief says, piece by piece, so that two versions of it can be told apart: in words, or in digests alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from briefing.model.brief import Brief, Question
from briefing.model.codec import DecodeError, parsed
from briefing.model.value import dataclass, field
from briefing.model.when import When

_LISTED = "listed"  # all that a brief may say of a name


@dataclass(frozen=True, slots=True)
class Content:
    """A version of a brief: in words, or each text as its digest (`digested`).

    `paragraphs` are the texts of its blocks in order. `notes` is what stands beside the text, under keys that outlive
    an edit: `title`, `actor:nato`, `event:talks`. `questions` maps a question's key to its status and to the rest of
    it. `labels` says what a key is in words; empty in digests. What the registry says is not the brief's: its edits
    change no content.
    """

    paragraphs: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    questions: dict[str, tuple[str, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


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
    for actor in brief.actors:
        own = "" if actor.registered else _joined(actor.name, actor.kind, actor.position, actor.country)
        side = f"for {actor.side}" if actor.side else ""
        note(f"actor:{actor.key}", actor.name, (_LISTED, own, actor.role, side, actor.note))
    for venue in brief.venues:
        own = "" if venue.registered else _joined(venue.name, venue.kind, venue.country)
        note(f"venue:{venue.key}", venue.name, (_LISTED, own, venue.role, venue.note))
    for event in brief.events:
        note(
            f"event:{event.key}",
            event.name,
            (event.name, _date(event.when), event.where, ", ".join(event.who), event.status, event.mode),
        )
    for claim in brief.claims:
        sure = claim.confidence or claim.likelihood
        note(f"claim:{claim.key}", "claim", (claim.say, claim.by, ", ".join(claim.about), claim.source, sure))
    for source in brief.sources:
        note(
            f"source:{source.key}", source.name, (source.name, source.url, _date(source.published), source.reliability)
        )
    for number, update in enumerate(brief.updates, 1):
        note(f"update:{number}", "update", (_date(update.at), update.note))
    questions = {question.key: (question.status, _question(question)) for question in brief.questions}
    labels |= {f"question:{question.key}": question.ask for question in brief.questions}
    return Content(tuple([block.text for block in brief.blocks]), notes, questions, labels)


def digested(content: Content) -> Content:
    """The same version, each text as 12 digits that stand for it."""
    return Content(
        tuple([_digest(text) for text in content.paragraphs]),
        {key: _digest(text) for key, text in content.notes.items()},
        {key: (status, _digest(text)) for key, (status, text) in content.questions.items()},
    )


def whole_digest(parts: Content) -> str:
    """What stands for a whole version that is given in digests."""
    return _digest(written(parts))


def written(content: Content) -> str:
    """A version as JSON; the order of notes and questions is none of its meaning."""
    rest = [sorted(content.notes.items()), sorted(content.questions.items()), sorted(content.labels.items())]
    return json.dumps([content.paragraphs, *rest], ensure_ascii=False, separators=(",", ":"))


def as_written(text: str) -> Content:
    """The version that `written` made the text from. Raises `DecodeError` when it is none."""
    found: Any = parsed(text)
    try:
        paragraphs, notes, questions, labels = found
        return Content(
            tuple([str(each) for each in paragraphs]),
            {str(key): str(value) for key, value in notes},
            {str(key): (str(status), str(value)) for key, (status, value) in questions},
            {str(key): str(value) for key, value in labels},
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


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _date(when: When | None) -> str:
    return when.text if when else ""


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
