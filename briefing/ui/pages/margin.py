"""The margin: who and what belongs to the page that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.model.place import Place
from briefing.model.value import replace
from briefing.model.views import (
    Dossier,
    Name,
    Page,
    PathPage,
    QuestionPage,
    QuestionRow,
    Story,
    StoryLink,
    Together,
    VenuePage,
)
from briefing.report.words import cast, in_touch, with_side
from briefing.ui.pages.older import at_least, older_stories
from briefing.ui.pages.pen import Pen, question_mark
from briefing.ui.pages.story import sources
from briefing.ui.sheet import Para, Piece, Sheet, Stop, heading


def margin_sheet(page: Page | None, pen: Pen) -> Sheet:
    """The margin of a page; empty when there is none."""
    if isinstance(page, Story):
        return _sheet(_story(page, pen))
    if isinstance(page, Dossier):
        return _sheet(_dossier(page, pen))
    if isinstance(page, VenuePage):
        return _sheet(_venue(page, pen))
    if isinstance(page, QuestionPage):
        return _sheet(_question(page, pen))
    if isinstance(page, PathPage):
        return _sheet(_path(page, pen))
    return Sheet(())


def _sheet(paras: Iterable[Para]) -> Sheet:
    return Sheet(tuple(paras))


def _story(story: Story, pen: Pen) -> Iterable[Para]:
    brief = story.brief
    counts = Counter(mention.key for mention in brief.mentions)
    for title, actors in cast(brief.actors, lambda actor: actor.kind):
        yield _title(title, len(actors))
        for actor in actors:
            role = _role(actor.role, story, actor.side)
            listed = pen.listed(Name(actor.key, actor.name, actor.kind), counts[actor.key], role)
            yield from _marked(listed, f"actor:{actor.key}" in story.renewed)
    if brief.venues:
        yield _title("Places", len(brief.venues))
        for venue in brief.venues:
            listed = pen.listed(Name(venue.key, venue.name, "place"), counts[venue.key], venue.role)
            yield from _marked(listed, f"venue:{venue.key}" in story.renewed)
    if brief.questions:
        yield _title("Questions", len(brief.questions))
        for question in brief.questions:
            yield _question_line(story.row(question))
    yield from sources(brief, pen)
    yield from _stories("Previously", story.previously, pen)
    yield from _stories("Since then", story.since, pen)
    yield from _stories("Linked from", story.linked_from, pen)


def _marked(paras: Iterable[Para], is_changed: bool) -> Iterable[Para]:
    """What changed since the last visit is marked as in the text."""
    return [replace(para, mark="changed") for para in paras] if is_changed else paras


def _role(role: str, story: Story, side: str) -> str:
    name = story.names.get(side)
    return with_side(role, name.name if name else "")


def _dossier(dossier: Dossier, pen: Pen) -> Iterable[Para]:
    for title, found in (("Met", dossier.met), *in_touch(dossier.spoke)):
        if people := {one.other.key: one.other for one in found}:
            yield _title(title, at_least(len(people), dossier.older.events))
            for name in people.values():
                yield from pen.listed(name)
    yield from _together("Named together", dossier.together, pen, dossier.older.stories)
    places = {one.where.key: one.where for one in dossier.events if one.where}
    if places:
        yield _title("Places", at_least(len(places), dossier.older.events))
        for name in places.values():
            yield from pen.listed(name)
    yield from _appearances(dossier, pen)


def _venue(page: VenuePage, pen: Pen) -> Iterable[Para]:
    if page.there:
        yield _title("Was there", at_least(len(page.there), page.older.events))
        for one in page.there:
            yield from pen.listed(one.other, one.events)
    yield from _together("Named with it", page.absent, pen, page.older.stories)
    yield from _appearances(page, pen)


def _question(page: QuestionPage, pen: Pen) -> Iterable[Para]:
    yield from _stories("Asked in", (page.story,), pen)
    if page.answered_by:
        yield from _stories("Answered by", (page.answered_by,), pen)
    if page.siblings:
        yield _title("Also asked there", len(page.siblings))
        for row in page.siblings:
            yield _question_line(row)


def _path(page: PathPage, pen: Pen) -> Iterable[Para]:
    people = {name.key: name for step in page.steps for name in (step.one, step.other)}
    people = people or {name.key: name for name in (page.one, page.other)}
    yield _title("On the way", len(people))
    for name in people.values():
        yield from pen.listed(name)
    links = [one.story for one in (*page.met, *page.spoke)] + [item.story for item in page.named]
    links += [tie.story for step in page.steps for tie in (step.met, step.spoke, step.named) if tie]
    yield from _stories("Stories", tuple({link.id: link for link in links}.values()), pen)


def _together(title: str, names: Sequence[Together], pen: Pen, others: int) -> Iterable[Para]:
    if names:
        yield _title(title, at_least(len(names), others))
        for one in names:
            yield from pen.listed(one.other, one.stories)


def _appearances(page: Dossier | VenuePage, pen: Pen) -> Iterable[Para]:
    yield from _stories("Stories", tuple(one.story for one in page.appearances), pen, page.older.stories)
    yield from older_stories(page.older)


def _stories(title: str, links: tuple[StoryLink, ...], pen: Pen, others: int = 0) -> Iterable[Para]:
    if links:
        yield _title(title, f"{len(links) + others:,}")
        for link in links:
            yield Para((pen.story(link),))
            if link.when:
                yield Para((Piece(pen.when(link.when), "faint"),))


def _question_line(row: QuestionRow) -> Para:
    mark, ink = question_mark(row.status)
    stop = Stop(Place.to("question", row.key), row.ask)
    return Para((Piece(row.ask, "text" if row.is_open else "soft", "", stop),), lead=(Piece(f"{mark} ", ink, "b"),))


def _title(text: str, count: int | str) -> Para:
    title = heading(text)
    return Para(title.pieces, space=1, tail=(Piece(str(count), "faint"),))
