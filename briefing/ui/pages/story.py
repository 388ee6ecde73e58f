"""A story: title, facts, text, then what it asks, when things happen, where it comes from and what it belongs to."""

from __future__ import annotations

from datetime import date

from briefing.model.brief import Brief
from briefing.model.names import one_line
from briefing.model.place import CHANGED, Address, At, AtMention, Position
from briefing.model.problem import Problem
from briefing.model.value import replace
from briefing.model.views import Name, Story, StoryLink
from briefing.report.words import account, then
from briefing.ui.glyphs import glyph
from briefing.ui.pages.pen import Pen
from briefing.ui.pages.prose import prose
from briefing.ui.pages.telling import tellings
from briefing.ui.sheet import Para, Piece, Sheet, Stop, WebLink, heading, headline, joined


def story_sheet(story: Story, pen: Pen) -> Sheet:
    brief = story.brief
    paras = [*_banner(story.line_problem), headline(brief.title), _facts(brief, pen)]
    if brief.summary:
        paras.append(Para((Piece(brief.summary, "soft", "w"),), space=1))
    anchors: dict[str, At] = {}
    for index, para in prose(brief.blocks, brief.mentions, story.names, story.links):
        if index in story.changed:
            anchors.setdefault(CHANGED, Position(len(paras)))
            para = replace(para, mark="changed")
        paras.append(para)
    paras += _questions(story, pen)
    paras += _answered_here(story, pen)
    lines, events = _events(story, pen, len(paras))
    paras += lines
    paras += _claims(story, pen)
    paras += _updates(brief, pen)
    paras += sources(brief, pen)
    if brief.tags:
        paras += [heading("Tags", ink="soft"), Para((Piece(", ".join(brief.tags), "soft"),))]
    for key, text in brief.told:
        paras += [heading(key.capitalize(), ink="soft"), Para((Piece(text, "soft"),))]
    paras += _links("Previously", story.previously, glyph("from"), pen)
    paras += _links("Since then", story.since, glyph("to"), pen)
    return Sheet(tuple(paras), Address("story", brief.id), events | anchors)


def name_of(story: Story, key: str) -> Name:
    """How to show a key that the story refers to; one that nothing defines shows as itself."""
    return story.names.get(key) or Name(key, key, "")


def sources(brief: Brief, pen: Pen) -> list[Para]:
    """The sources, each with its reliability and its date; one with an address leads there."""
    if not brief.sources:
        return []
    paras = [heading("Sources", ink="soft")]
    for source in brief.sources:
        stop = Stop(WebLink(source.url), source.url) if source.url else None
        name = Piece(source.name, "text", "u" if stop else "", stop)
        paras.append(Para(joined((name, source.reliability, pen.when(source.published)), "  ", "faint")))
    return paras


def located(problem: Problem) -> str:
    """The file and the line of a problem. A file's name can hold anything, too."""
    file = one_line(problem.span.file)
    return f"{file}:{problem.span.line}" if problem.span.line else file


def _banner(problem: Problem | None) -> list[Para]:
    if problem is None:
        return []
    lead = (Piece(f"{glyph('problem')} ", "open", "b"),)
    text = Para((Piece(located(problem), "open", "b"), Piece(f"  {problem.message}", "open")), lead=lead)
    return [text, Para()]


def _facts(brief: Brief, pen: Pen) -> Para:
    length = f"{brief.minutes} min" if brief.words else ""
    return Para(joined((pen.when(brief.date), brief.status, length)))


def _questions(story: Story, pen: Pen) -> list[Para]:
    questions = story.brief.questions
    if not questions:
        return []
    still_open = sum(question.is_open for question in questions)
    count = f"{still_open} of {len(questions)}" if still_open else f"all {len(questions)} closed"
    paras = [heading("Open questions" if still_open else "Questions", count, "open" if still_open else "answered")]
    for question in sorted(questions, key=lambda question: not question.is_open):
        lines = pen.question(story.row(question), asking=False)
        about = [pen.name(name_of(story, key)) for key in question.about if key in story.names]
        if question.is_open and about:
            lines[-1] = replace(
                lines[-1], pieces=(*lines[-1].pieces, Piece(" · about ", "faint"), *joined(about, ", ", "faint"))
            )
        paras += lines
    return paras


def _answered_here(story: Story, pen: Pen) -> list[Para]:
    if not story.answered_here:
        return []
    paras = [heading("Answered here", ink="answered")]
    for row in story.answered_here:
        paras += pen.question(row, answering=False)
    return paras


def _events(story: Story, pen: Pen, at: int) -> tuple[list[Para], dict[str, At]]:
    """The events in the order of their days, and where the page tells of each: in the text, else on its line here.

    `at` is the number of paragraphs above.
    """
    events = sorted(story.brief.events, key=lambda event: event.when.first if event.when else date.max)
    if not events:
        return [], {}
    width = pen.date_width(events)
    told = tellings(story.brief)
    anchors: dict[str, At] = {}
    paras = [heading("When")]
    for event in events:
        mention = told.get(event.key, -1)
        anchors.setdefault(event.key, Position(at + len(paras)) if mention < 0 else AtMention(mention))
        later = story.later.get(event.key)
        paras.append(pen.event(event, name_of(story, event.where) if event.where else None, width, later=later))
        if later:
            facts = (then(event), f"since then: {account(later, pen.when)}", pen.story(later.story, "soft"))
            below = joined(facts, ink="faint")
            paras.append(Para(below, lead=(Piece(" " * (width + 4)),)))
    return paras, anchors


def _claims(story: Story, pen: Pen) -> list[Para]:
    if not story.brief.claims:
        return []
    names = {source.key: source.name for source in story.brief.sources}
    paras = [heading("Claims", ink="soft")]
    for claim in story.brief.claims:
        sure = f"{claim.confidence} confidence" if claim.confidence else claim.likelihood
        by = (Piece("by ", "faint"), pen.name(name_of(story, claim.by))) if claim.by else ""
        paras.append(Para((Piece(claim.say),)))
        if facts := joined((by, sure, names.get(claim.source, claim.source)), ink="faint"):
            paras.append(Para(facts, lead=(Piece("  "),)))
    return paras


def _updates(brief: Brief, pen: Pen) -> list[Para]:
    if not brief.updates:
        return []
    width = max(len(pen.when(update.at)) for update in brief.updates)
    return [heading("Updates", ink="soft")] + [
        Para((Piece(update.note),), lead=(Piece(f"{pen.when(update.at):<{width}}  ", "faint"),))
        for update in reversed(brief.updates)
    ]


def _links(title: str, links: tuple[StoryLink, ...], arrow: str, pen: Pen) -> list[Para]:
    return [heading(title, ink="soft"), *(pen.story_line(link, arrow) for link in links)] if links else []
