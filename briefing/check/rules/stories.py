"""Stories that refer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.check.rule import Around, Finding, Reported, SourceLines, rule
from briefing.model.brief import Brief
from briefing.model.fold import fold
from briefing.model.span import Span
from briefing.parse.literals import short
from briefing.parse.references import GUESSES


@rule("B207", "error")
def dead_link(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a `[[link]]` leads nowhere

    A link names an actor or a venue of this brief or of the registry, by its id or by a name, or a story of the desk,
    by its id or by its title.

    Bad:

        title: Talks
        actors: [nato]
        body: |
          [[natoo]] met.

    Good:

        title: Talks
        actors: [nato]
        body: |
          [[nato]] met.
    """
    dead = [pointer for pointer in brief.pointers if not (pointer.is_file or desk.story_named(pointer.id))]
    if not dead:
        return
    from briefing.parse.dress import with_letter

    for number, pointer in enumerate(dead):
        guess = _nearest(pointer.id, brief, desk) if number < GUESSES else ""
        message = f"`[[{pointer.id}]]` leads nowhere: no actor, venue or story has this id{with_letter(pointer.id)}"
        yield Finding(message + (f"; did you mean `{guess}`?" if guess else ""), pointer.span, guess)


@rule("B211", "error")
def unknown_story(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a story that the desk does not have

    `follows` and `answered_by` name a story by its id: the stem of its file, unless it gives itself another `id`.

    Bad:

        title: Talks
        follows: no-such-story
        body: |
          They met.

    Good:

        title: Talks
        body: |
          They met.
    """
    told = Reported(brief.problems)
    follows = zip(brief.follows, brief.follows_spans, strict=True)
    missing = [(target, span) for target, span in follows if target not in desk.stories and target != brief.id]
    here = {event.key for event in brief.events} | {claim.key for claim in brief.claims} | {brief.id}
    for question in brief.questions:
        target = question.answered_by
        if target and target not in here and target not in desk.stories:
            span = source.value_of("answered_by", question.span)
            if not told.within(span):
                missing.append((target, span))
    for number, (target, span) in enumerate(missing):
        guess = _story_meant(target, desk) if number < GUESSES else ""
        tail = f"; did you mean `{guess}`?" if guess else ""
        in_block = span.end_column == 1 and span.line != span.end_line  # below `|`: the line end is not to be lost
        yield Finding(f"no story `{short(target)}` on this desk{tail}", span, "" if in_block else guess)


@rule("B212", "error")
def circle(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """stories follow each other in a circle

    A story follows earlier ones. This one comes back to itself.

    Bad:

        title: Talks
        id: talks
        follows: talks
        body: |
          They met.

    Good:

        title: Talks
        id: talks
        body: |
          They met.
    """
    for target, span in zip(brief.follows, brief.follows_spans, strict=True):
        way = [target]
        seen = {target}
        while way and brief.id not in seen:
            story = desk.stories.get(way.pop())
            for one in story.follows if story else ():
                if one not in seen:
                    seen.add(one)
                    way.append(one)
        if brief.id in seen:
            through = "itself" if target == brief.id else f"`{target}`, which follows it in turn"
            yield Finding(f"this story follows {through}", span)


@rule("B230", "error")
def same_id(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """two briefs have one id

    An id is the stem of the file, unless the brief gives itself another. Give one of them an `id` of its own.

    Bad:

        title: Talks
        id: summit
        body: |
          They met.

        # summit.yaml
        title: Summit
        body: |
          They met again.

    Good:

        title: Talks
        body: |
          They met.

        # summit.yaml
        title: Summit
        body: |
          They met again.
    """
    other = desk.stories.get(brief.id)
    if other is not None and other.file < brief.file:
        span = brief.title_span if brief.title_span.line else Span(brief.file, 1, 1, 1, 2)
        for found in source.find(f"id: {brief.id}", range(1, min(len(source.lines), 60) + 1)):
            if found.column == 1:
                span = Span(found.file, found.line, 5, found.line, found.end_column)
                break
        yield Finding(f"the id `{brief.id}` is already that of {other.file}", span)


def _story_meant(written: str, desk: Around) -> str:
    """The id of the story whose id, title or file was written, with a slip or without; nothing where there is none."""
    name = written.strip("[]").partition("|")[0]
    file = re.sub(r"\.(?:ya?ml|md)$", "", re.split(r"[/\\]", name)[-1])
    named = desk.story_named(name) or desk.story_named(file)
    return named or desk.alike_stories.nearest(name) or desk.titles.get(desk.alike_titles.nearest(fold(name)), "")


def _nearest(written: str, brief: Brief, desk: Around) -> str:
    """The id that was meant, of this brief, of the registry or of a story."""
    from briefing.check.rules.links import leading
    from briefing.parse.nearby import Nearby, actor, meant, venue

    name, bar, shown = written.partition("\uff5c")
    if bar and leading(brief, desk)(name.strip()):
        return f"{name.strip()}|{shown.strip()}"
    own = Nearby([*map(actor, brief.actors), *map(venue, brief.venues)])
    return meant(written, ("actor", "venue"), (own, desk.reading.nearby), desk.alike_stories)
