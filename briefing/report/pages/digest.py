"""What there is to know since a day, in print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.model.body import Block, Run
from briefing.model.nouns import counted
from briefing.model.views import Changed, Digest, StoryRow
from briefing.model.when import When
from briefing.report.blocks import Inline, ident, item, para, section, title, with_facts
from briefing.report.changes import sentences, some
from briefing.report.data import Data, day, happening
from briefing.report.data import question as question_data
from briefing.report.data import story as story_data
from briefing.report.pages.parts import event_item, question_item
from briefing.report.words import shown

NOTHING = "Nothing on this desk is new since then"
FIRST = "Nothing counts as new yet: from now on you are told what changes."
LINES = 8
"""What is told at most of a story that changed."""


def nothing(digest: Digest) -> str:
    """What is said where nothing is new. Since a visit it is known what was changed; since a day, what is dated."""
    if digest.is_first:
        return FIRST
    return f"{NOTHING}." if digest.moment else f"{NOTHING}, by the dates that its briefs give."


def since_of(digest: Digest) -> str:
    """Since when, as a title."""
    if digest.is_first and not said_of(digest):
        return "Since your first visit"
    if digest.moment and digest.since == digest.today:
        return f"Since {digest.moment:%H:%M}"
    return f"Since {When(digest.since.isoformat(), digest.since, digest.since).display()}"


def said_of(digest: Digest) -> list[str]:
    """How much is new, in words; empty where nothing is."""
    said = [f"{len(digest.new)} new" if digest.new else "", f"{len(digest.changed)} changed" if digest.changed else ""]
    for questions, became in ((digest.answered, "answered"), (digest.opened, "opened")):
        said.append(f"{counted(len(questions), 'question')} {became}" if questions else "")
    return [*filter(None, said)]


def lines_of(changed: Changed) -> list[str]:
    """What changed in a story, the most important of it."""
    return some([*sentences(changed.difference)], LINES) if changed.difference else []


def blocks(digest: Digest, today: date) -> Iterator[Block]:
    said = said_of(digest)
    yield from title(since_of(digest), *said)
    if not said:
        yield para(nothing(digest))
    yield from section("New stories", map(_story, digest.new))
    yield from section(
        "Changed",
        [
            _story(
                one.story,
                *[(Run(shown(when), "d"), "  ", note) for when, note in one.notes],
                *[(line,) for line in lines_of(one)],
            )
            for one in digest.changed
        ],
    )
    yield from section("Answered", [question_item(row, today) for row in digest.answered])
    yield from section("New questions", [question_item(row, today) for row in digest.opened])
    yield from section("Overdue since", [question_item(row, today) for row in digest.overdue])
    yield from section("What happened", [event_item(one, today) for one in digest.happened])
    yield from section("No word of", [event_item(one, today) for one in digest.lapsed])
    yield from section("Coming up", [event_item(one, today) for one in digest.coming])


def data(digest: Digest, today: date) -> Data:
    return {
        "since": digest.since.isoformat(),
        "today": digest.today.isoformat(),
        "new": [story_data(row) for row in digest.new],
        "changed": [
            {
                **story_data(one.story),
                "updates": [{"at": day(when), "note": note} for when, note in one.notes],
                "changes": [*sentences(one.difference)] if one.difference else [],
            }
            for one in digest.changed
        ],
        "answered": [question_data(row) for row in digest.answered],
        "opened": [question_data(row) for row in digest.opened],
        "overdue": [question_data(row) for row in digest.overdue],
        "happened": [happening(one) for one in digest.happened],
        "lapsed": [happening(one) for one in digest.lapsed],
        "coming": [happening(one) for one in digest.coming],
    }


def _story(row: StoryRow, *below: tuple[Inline, ...]) -> Block:
    asks = counted(row.open_questions, "open question") if row.open_questions else ""
    return item(*with_facts(row.title, facts=(shown(row.when), row.place, asks, ident(row.id))), below=below)
