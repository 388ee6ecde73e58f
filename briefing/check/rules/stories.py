"""Stories that refer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.check.rule import Around, Finding, SourceLines, rule
from briefing.model.brief import Brief
from briefing.model.names import looks_like_id
from briefing.model.span import Span
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
    dead = [pointer for pointer in brief.pointers if not desk.story_named(pointer.id)]
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
    missing = [target for target in brief.follows if target not in desk.stories and target != brief.id]
    places = _in_follows(source, missing) if missing else {}
    for number, target in enumerate(missing):
        yield _unknown(target, places[target], desk, number < GUESSES)
    number = len(missing)
    here = {event.key for event in brief.events} | {claim.key for claim in brief.claims} | {brief.id}
    for question in brief.questions:
        target = question.answered_by
        if target and looks_like_id(target) and target not in here and target not in desk.stories:
            number += 1
            yield _unknown(target, source.value_of("answered_by", question.span), desk, number < GUESSES)


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
    for target in brief.follows:
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
            yield Finding(f"this story follows {through}", _in_follows(source, [target])[target])


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


def _unknown(target: str, span: Span, desk: Around, is_compared: bool) -> Finding:
    guess = (_by_file_or_title(target, desk) or desk.alike_stories.nearest(target)) if is_compared else ""
    return Finding(f"no story `{target}` on this desk" + (f"; did you mean `{guess}`?" if guess else ""), span, guess)


def _by_file_or_title(target: str, desk: Around) -> str:
    """The id of the story whose file or title was written in place of it; nothing where there is none, or several."""
    return desk.story_named(target) or desk.story_named(re.sub(r"\.(?:ya?ml|md)$", "", target.rpartition("/")[2]))


def _nearest(written: str, brief: Brief, desk: Around) -> str:
    """The id that was meant, of this brief, of the registry or of a story."""
    from briefing.parse.nearby import Nearby, actor, meant, venue

    own = Nearby([*map(actor, brief.actors), *map(venue, brief.venues)])
    return meant(written, ("actor", "venue"), (own, desk.reading.nearby), desk.alike_stories)


def _in_follows(source: SourceLines, targets: Sequence[str]) -> dict[str, Span]:
    """Where `follows` names stories: behind the key, or in the list below it."""
    found = dict.fromkeys(targets, Span(source.file, 1, 1, 1, 2))
    left = set(targets)
    odd = {target for target in targets[:50] if not re.fullmatch(r"[\w-]*\w", target)}
    inside = False
    for number, line in enumerate(source.lines, 1):
        if line.startswith("follows:"):
            if not inside:
                behind = Span(source.file, number, min(10, len(line) + 1), number, len(line.rstrip()) + 1)
                found = dict.fromkeys(targets, behind)
            inside = True
        elif inside and line[:1] not in (" ", "-", "#", "\t", ""):
            break
        for target in odd & left if inside else ():
            start = line.find(target, 8 if line.startswith("follows:") else 0)
            if start >= 0:
                left.discard(target)
                found[target] = Span(source.file, number, start + 1, number, start + len(target) + 1)
        for word in re.finditer(r"[\w-]*\w", line) if inside and left else ():
            start = word.start()
            if word[0] in left and (start >= 8 or not line.startswith("follows:")):
                left.discard(word[0])
                found[word[0]] = Span(source.file, number, start + 1, number, word.end() + 1)
    return found
