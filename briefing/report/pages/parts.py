"""What several pages have: questions, events, stories and names as items of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from briefing.model.body import Block, Run
from briefing.model.brief import EVENT_MODES
from briefing.model.views import Account, Appearance, Evidence, Happening, Met, Name, QuestionRow, StoryLink
from briefing.report.blocks import Inline, facts_of, ident, item, with_facts
from briefing.report.data import Data, day, linked, named
from briefing.report.words import MODES, account, due, shown, status_of, then


def question_item(row: QuestionRow, today: date, asking: bool = True, answering: bool = True) -> Block:
    """A question with its answer, and the story of the answer with its date, else the one that asks; without those that
    the page itself is of.
    """
    answered_in = row.answering if answering else None
    facts: list[Inline] = [
        row.status if row.status != "open" else "",
        f"asked {shown(row.asked)}" if row.asked else "",
        due(row.due, today) if row.is_open else "",
        row.story_title if asking and not answered_in else "",
        ident(row.key),
    ]
    below: list[tuple[Inline, ...]] = [facts_of(*facts)]
    if row.answer:
        below.append(with_facts(Run(row.answer, "i"), facts=["" if answered_in else shown(row.answered)]))
    if answered_in:
        below.append((Run("-> ", "d"), *facts_of(answered_in.title, shown(answered_in.when), ident(answered_in.id))))
    return item(row.ask, below=below, marker="?" if row.is_open else "•")


def event_item(one: Happening, today: date, later: Account | None = None, has_story: bool = True) -> Block:
    """An event: its day first, then what, where and who; below it what stories had said before, or say `later`."""
    event = one.event
    facts: list[Inline] = [
        MODES.get(event.mode, ""),
        one.where.name if one.where else "",
        ", ".join(name.name for name in one.who),
        then(event) if later else status_of(event, today),
        ident(one.story.id if has_story else ""),
    ]
    below = [facts_of(*facts)]
    if one.earlier:
        below.append((Run(f"earlier: {', '.join(map(account, one.earlier))}", "d"),))
    if later:
        below.append(facts_of(f"since then: {account(later)}", later.story.title, ident(later.story.id)))
    return item(Run(shown(event.when) or "undated", "d"), "  ", event.name, below=below)


def story_item(link: StoryLink) -> Block:
    return item(*with_facts(link.title, facts=(shown(link.when), ident(link.id))))


def name_item(name: Name, *facts: Inline) -> Block:
    return item(*with_facts(name.name, facts=(*facts, ident(name.key))))


def appearance_items(found: Iterable[Appearance]) -> Iterator[Block]:
    """Stories with the role there, and the sentences that hold the name."""
    for one in found:
        quotes = [
            (
                "“",
                quote.text[: quote.start],
                Run(quote.text[quote.start : quote.end], "b"),
                quote.text[quote.end :],
                "”",
            )
            for quote in one.quotes
        ]
        facts = (shown(one.story.when), one.role, ident(one.story.id))
        yield item(Run(one.story.title, "b"), below=(facts_of(*facts), *quotes))


def evidence_lines(evidence: Evidence) -> Iterator[tuple[Inline, ...]]:
    """A story that names two, and the sentence that does."""
    yield facts_of(evidence.story.title, shown(evidence.story.when), ident(evidence.story.id))
    if evidence.text:
        yield ("“", *marked(evidence.text, evidence.marks), "”")


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Inline]:
    """A text with the stretches in bold that are marked, by their code points."""
    at = 0
    for start, end in sorted(marks):
        if start >= at:
            yield text[at:start]
            yield Run(text[start:end], "b")
            at = end
    yield text[at:]


def appearance_data(one: Appearance) -> Data:
    return {"story": linked(one.story), "role": one.role, "quotes": [quote.text for quote in one.quotes]}


def met_data(one: Met) -> Data:
    """What two had with each other, without these."""
    return {
        "event": one.event, "when": day(one.when), "mode": one.mode or EVENT_MODES[0], "where": named(one.where),
        "story": linked(one.story),
    }  # fmt: skip


def evidence_data(one: Evidence) -> Data:
    return {"story": linked(one.story), "quote": one.text}
