"""A story: title, facts, text, then what it asks, when things happen, where it comes from and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from briefing.ui.pages.remarks import of_blocks, of_page, remark_paras
from briefing.ui.pages.telling import tellings
from briefing.ui.sheet import Para, Piece, Sheet, Stop, WebLink, heading, headline, joined


def story_sheet(story: Story, pen: Pen) -> Sheet:
    brief = story.brief
    page = _StoryPage(story)
    page.add(_banner(story.line_problem))
    page.put("title", headline(brief.title))
    page.put(("date", "status"), _facts(brief, pen))
    page.add(remark_paras(of_page(story.remarks), pen) if story.remarks else ())
    if brief.summary:
        page.put("summary", Para((Piece(brief.summary, "soft", "w"),), space=1))
    own = of_blocks(story.remarks, brief.blocks) if story.remarks else {}
    before = 0
    for index, para in prose(brief.blocks, brief.mentions, story.names, story.links):
        if index != before and before in own:
            page.add(remark_paras(own.pop(before), pen))
        page.put_text(index, para)
        before = index
    page.add(remark_paras(own.pop(before, ()), pen))
    for title, lines in _sections(story, pen):
        page.section(title, lines)
    page.put("follows", *_links("Previously", story.previously, glyph("from"), pen))
    page.add(_links("Since then", story.since, glyph("to"), pen))
    told = tellings(brief)
    for event in brief.events:
        line = page.anchors[f"event:{event.key}"]
        page.anchors.setdefault(event.key, AtMention(told[event.key]) if event.key in told else line)
    return Sheet(tuple(page.paras), Address("story", brief.id), page.anchors)


def anchor_of(key: str, own: str = "") -> str:
    """What a link names an entry by (`event`, `talks`), a text of the story itself (`title`), or a paragraph of it
    (`text`, `3`); an event's own key, which has no colon, leads to where it is told of."""
    return f"{key}:{own}"


Lines = list[tuple[str, list[Para]]]
"""What a section tells: of each entry its key in the brief (`question:who`) and its paragraphs."""


class _StoryPage:
    """A story's paragraphs as they are added, with where links find them. What changed is marked."""

    def __init__(self, story: Story) -> None:
        self.paras: list[Para] = []
        self.anchors: dict[str, At] = {}
        self._story = story

    def add(self, paras: Iterable[Para]) -> None:
        self.paras += paras

    def put(self, keys: str | tuple[str, ...], *paras: Para) -> None:
        """Add the paragraphs of an entry, or of several keys that share them."""
        names = (keys,) if isinstance(keys, str) else keys
        for key in names:
            self.anchors.setdefault(key if ":" in key else anchor_of(key), Position(len(self.paras)))
        is_changed = not self._story.renewed.isdisjoint(names)
        self.paras += [replace(para, mark="changed") if is_changed else para for para in paras]

    def put_text(self, index: int, para: Para) -> None:
        """Add a paragraph of the text, which may be one of several that a block makes."""
        self.anchors.setdefault(anchor_of("text", str(index)), Position(len(self.paras)))
        if index in self._story.changed:
            self.anchors.setdefault(CHANGED, Position(len(self.paras)))
            para = replace(para, mark="changed")
        self.paras.append(para)

    def section(self, title: Para, lines: Lines) -> None:
        if lines:
            self.paras.append(title)
        for key, paras in lines:
            self.put(key, *paras)


def _sections(story: Story, pen: Pen) -> Iterator[tuple[Para, Lines]]:
    brief = story.brief
    yield _questions(story, pen)
    answered = [para for row in story.answered_here for para in pen.question(row, answering=False)]
    yield heading("Answered here"), [("", answered)] if answered else []
    yield heading("When"), _events(story, pen)
    yield heading("Claims"), _claims(story, pen)
    yield heading("Updates"), _updates(brief, pen)
    yield heading("Sources"), _sources(brief, pen)
    if brief.tags:
        yield heading("Tags"), [("tags", [Para((Piece(", ".join(brief.tags), "soft"),))])]
    for key, text in brief.told:
        yield heading(key.capitalize()), [(key, [Para((Piece(text, "soft"),))])]


def name_of(story: Story, key: str) -> Name:
    """How to show a key that the story refers to; one that nothing defines shows as itself."""
    return story.names.get(key) or Name(key, key, "")


def sources(brief: Brief, pen: Pen) -> list[Para]:
    """The sources under their heading, each with its reliability and its date; one with an address leads there."""
    lines = [para for _key, paras in _sources(brief, pen) for para in paras]
    return [heading("Sources"), *lines] if lines else []


def _sources(brief: Brief, pen: Pen) -> Lines:
    lines: Lines = []
    for source in brief.sources:
        stop = Stop(WebLink(source.url), source.url) if source.url else None
        name = Piece(source.name, "text", "u" if stop else "", stop)
        para = Para(joined((name, source.reliability, pen.when(source.published)), "  ", "faint"))
        lines.append((f"source:{source.key}", [para]))
    return lines


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


def _questions(story: Story, pen: Pen) -> tuple[Para, Lines]:
    questions = story.brief.questions
    still_open = sum(question.is_open for question in questions)
    count = f"{still_open} of {len(questions)}" if still_open else f"all {len(questions)} closed"
    lines: Lines = []
    for question in sorted(questions, key=lambda question: not question.is_open):
        paras = pen.question(story.row(question), asking=False)
        about = [pen.name(name_of(story, key)) for key in question.about if key in story.names]
        if question.is_open and about:
            paras[-1] = replace(
                paras[-1], pieces=(*paras[-1].pieces, Piece(" · about ", "faint"), *joined(about, ", ", "faint"))
            )
        lines.append((f"question:{question.key.removeprefix(f'{story.brief.id}:')}", paras))
    return heading("Open questions" if still_open else "Questions", count), lines


def _events(story: Story, pen: Pen) -> Lines:
    """The events in the order of their days."""
    events = sorted(story.brief.events, key=lambda event: event.when.first if event.when else date.max)
    width = pen.date_width(events)
    lines: Lines = []
    for event in events:
        later = story.later.get(event.key)
        paras = [pen.event(event, name_of(story, event.where) if event.where else None, width, later=later)]
        if later:
            facts = (then(event), f"since then: {account(later, pen.when)}", pen.story(later.story, "soft"))
            paras.append(Para(joined(facts), lead=(Piece(" " * (width + 4)),)))
        lines.append((f"event:{event.key}", paras))
    return lines


def _claims(story: Story, pen: Pen) -> Lines:
    names = {source.key: source.name for source in story.brief.sources}
    lines: Lines = []
    for claim in story.brief.claims:
        sure = f"{claim.confidence} confidence" if claim.confidence else claim.likelihood
        by = (Piece("by ", "faint"), pen.name(name_of(story, claim.by))) if claim.by else ""
        paras = [Para((Piece(claim.say),))]
        if facts := joined((by, sure, names.get(claim.source, claim.source))):
            paras.append(Para(facts, lead=(Piece("  "),)))
        lines.append((f"claim:{claim.key}", paras))
    return lines


def _updates(brief: Brief, pen: Pen) -> Lines:
    """The updates, newest first."""
    width = max((len(pen.when(update.at)) for update in brief.updates), default=0)
    return [
        (f"update:{number}", [Para((Piece(update.note),), lead=(Piece(f"{pen.when(update.at):<{width}}  ", "faint"),))])
        for number, update in reversed([*enumerate(brief.updates, 1)])
    ]


def _links(title: str, links: tuple[StoryLink, ...], arrow: str, pen: Pen) -> list[Para]:
    return [heading(title), *(pen.story_line(link, arrow) for link in links)] if links else []
