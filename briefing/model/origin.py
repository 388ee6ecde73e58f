"""Where what a page shows stands in the desk's files."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.body import Block
from briefing.model.place import AtMention, Place
from briefing.model.span import NOWHERE, Span
from briefing.model.value import dataclass
from briefing.model.views import Dossier, Page, QuestionPage, Story, VenuePage


@dataclass(frozen=True, slots=True)
class Origin:
    """Some lines of a file: `file` is relative to the desk's root, lines count from 1, the last one included.

    `position` is the code point of the file that is meant where that is known better than its line, or -1.
    """

    file: str
    first: int
    last: int
    position: int = -1

    @property
    def address(self) -> str:
        """`talks.yaml:12`, as compilers and editors write it."""
        return f"{self.file}:{self.first}"


def origin(page: Page, marked: Place | None = None, text: str = "") -> Origin | None:
    """Where what is marked on a page comes from, or None where no file spells it out.

    `marked` is what a link on the page leads to (at its mention, for a name in a story's text); else `text` is the
    paragraph that is read. What is neither is the page itself.
    """
    if isinstance(page, Story):
        return _in_story(page, marked, text)
    if isinstance(page, Dossier):
        return _lines(page.actor.span)
    if isinstance(page, VenuePage):
        return _lines(page.venue.span)
    return _lines(page.question.span) if isinstance(page, QuestionPage) else None


def _in_story(story: Story, marked: Place | None, text: str) -> Origin | None:
    brief = story.brief
    if marked and isinstance(marked.at, AtMention) and marked.at.index < len(brief.mentions):
        mention = brief.mentions[marked.at.index]
        line = brief.blocks[mention.block].line
        return Origin(brief.file, line, line, mention.position)
    if marked:
        for kind, key, span in _entries(story):
            if (kind, key) == (marked.kind, marked.key) and (found := _lines(span)):
                return found
    block = next((block for block in brief.blocks if text and shown(block) == text), None)
    if block:
        return Origin(brief.file, block.line, block.line)
    for event in brief.events:
        if event.name and event.name in text and (found := _lines(event.span)):
            return found
    return _lines(brief.title_span) or Origin(brief.file, 1, 1)


def _entries(story: Story) -> Iterator[tuple[str, str, Span]]:
    brief = story.brief
    yield from (("actor", actor.key, actor.span) for actor in brief.actors)
    yield from (("venue", venue.key, venue.span) for venue in brief.venues)
    yield from (("question", question.key, question.span) for question in brief.questions)


def shown(block: Block) -> str:
    """A block as its paragraph shows it."""
    return block.text.replace("\t", " ")


def _lines(span: Span) -> Origin | None:
    if span == NOWHERE or not span.line:
        return None
    last = span.end_line - 1 if span.end_column <= 1 and span.end_line > span.line else span.end_line
    return Origin(span.file, span.line, max(span.line, last))
