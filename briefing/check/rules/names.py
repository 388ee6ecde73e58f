"""Actors and venues: listed and named, new and known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.check.rule import Around, Finding, Reported, SourceLines, own_of, rule
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import fold
from briefing.model.names import slug
from briefing.model.problem import Problem
from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from briefing.parse.nearby import Nearby

_SHORT, _LONG = 4, 16
"""Names of so many letters are too short to be like another, and long enough for two slips."""
_AROUND = "()<>[]{}|/\\*_.~+ "
"""What may stand around a name that is none of it."""


@rule("B213", "warning")
def nearly_known(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a new name is very close to a known one, or a short form of it

    A name that the registry does not have makes a new actor or venue of this brief. If it is the same as the known one,
    write the id; if not, `aliases` or a `note` in the registry keeps them apart for people. A surname, with initials or
    a title before it, makes somebody new beside the person that is called so.

    Bad:

        title: Talks
        actors: [Volodimyr Zelensky]
        body: |
          Volodimyr Zelensky came.

    Good:

        title: Talks
        actors: [volodymyr-zelensky]
        body: |
          Zelensky came.
    """
    told = Reported(_unknown_ids(brief))
    short_forms = _ShortForms(brief, desk)
    for thing in _listed(brief):
        if thing.registered:
            continue
        name = fold(thing.name)
        if short := short_forms.of(thing):
            yield _new_name(thing, source, short.message, short.key)
            continue
        if len(name) <= _SHORT or "\ufffd" in name or told.within(thing.span):
            continue
        bare = name.strip(_AROUND)
        guess = bare if bare in desk.names else desk.alike_names.nearest(name, slips=2 if len(name) >= _LONG else 1)
        if guess and guess != name:
            key = desk.names[guess]
            message = f"`{thing.name}` is new here, and nearly `{key}` of the registry"
            yield _new_name(thing, source, message, key)


def _new_name(thing: Actor | Venue, source: SourceLines, message: str, key: str) -> Finding:
    """What is found at a new name; the id to write in its place is for one that stands alone, not in an entry."""
    bare = source.lines[thing.span.line - 1][thing.span.column - 1 : thing.span.end_column - 1]
    is_bare = fold(bare.strip("\"'")) == fold(thing.name)
    place = source.first_line(thing.span) if is_bare else source.value_of("name", thing.span)
    return Finding(message, place, key if is_bare else "")


class _Short(NamedTuple):
    """What a short form of a name may mean, in a sentence; the id to write in its place, if there is one."""

    message: str
    key: str = ""


class _ShortForms:
    """Whom an actor's name, which is a short form, means among those of the brief, else of the registry.

    A brief may list thousands who are in no registry: its own are looked up by name, made for all of them once.
    """

    def __init__(self, brief: Brief, desk: Around) -> None:
        self._brief, self._desk = brief, desk

    def of(self, thing: Actor | Venue) -> _Short | None:
        """What to say of a name that is a short form of one other."""
        from briefing.parse.short_names import could_be_short

        if not isinstance(thing, Actor) or thing.kind not in ("", "person") or not could_be_short(thing.name):
            return None
        from briefing.parse.short_names import meant_by

        name, own = fold(thing.name), self._own
        beside = meant_by(thing.name, self._listed, lambda key: own[key].name)
        if keys := [key for key in beside if own[key] is not thing and fold(own[key].name) != name]:
            said = f"`{thing.name}` stands beside `{own[keys[0]].name}`, who is called so; one entry is enough"
            return _Short(said) if len(keys) == 1 else None
        actors = self._desk.registry.actors
        keys = meant_by(thing.name, self._desk.reading.nearby, lambda key: actors[key].name)
        if len(keys) != 1 or (keys[0] in own and own[keys[0]] is not thing):
            return None
        return _Short(f"`{thing.name}` is new here, and `{keys[0]}` of the registry is called so", keys[0])

    @cached_property
    def _own(self) -> dict[str, Actor]:
        return {one.key: one for one in self._brief.actors}

    @cached_property
    def _listed(self) -> Nearby:
        from briefing.parse.nearby import Nearby, actor

        return Nearby(map(actor, self._own.values()))


@rule("B301", "info")
def never_named(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """an actor or a venue is listed, and the text never names it

    Perhaps it is spelt otherwise there (an alias in the registry helps), or it does not belong in this story.

    Bad:

        title: Talks
        actors: [NATO, Ada Lovelace]
        body: |
          NATO met.

    Good:

        title: Talks
        actors: [NATO]
        body: |
          NATO met.
    """
    if not brief.blocks:
        return
    told = Reported(_unknown_ids(brief))
    named = {(mention.kind, mention.key) for mention in brief.mentions}
    figures = {key for event in brief.events for key in (*event.who, event.where)}
    figures |= {claim.by for claim in brief.claims} | {actor.side for actor in brief.actors}
    for kind, things in (("actor", brief.actors), ("venue", brief.venues)):
        for thing in things:
            if (kind, thing.key) not in named and thing.key not in figures and not told.within(thing.span):
                yield Finding(f"`{thing.name}` is listed, and the text never names it", source.first_line(thing.span))


@rule("B302", "info")
def not_listed(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """the text names someone of the registry who is not listed

    List who figures in the story. `mentions: {Name: none}` says that a name means no one.

    Bad:

        title: Talks
        actors: [nato]
        body: |
          NATO met in Istanbul.

    Good:

        title: Talks
        actors: [nato]
        venues: [istanbul]
        body: |
          NATO met in Istanbul.
    """
    seen = set()
    told = {problem.fix for problem in _unknown_ids(brief)}
    for mention in brief.mentions:
        if mention.listed or mention.key in told or (mention.kind, mention.key) in seen:
            continue
        seen.add((mention.kind, mention.key))
        block = brief.blocks[mention.block]
        text = block.text[mention.start : mention.end]
        first = max(block.line, 1)
        place = next(source.find(text, range(first, min(first + 200, len(source.lines)) + 1)), None)
        if place:
            known = desk.registry.actors.get(mention.key) or desk.registry.venues.get(mention.key)
            where = "actors" if mention.kind == "actor" else "venues"
            named = known.name if known else mention.key
            yield Finding(f"the text names {named}, who is not among the {where} (`{mention.key}`)", place)


@rule("B306", "warning")
def contradicts(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a brief contradicts the registry

    What is true everywhere stands in the registry once; the brief says what is so in this story: `role`, `for`, `note`.
    An entry that has only the name of one in the registry, but another country or Wikidata item, is taken for somebody
    else. If it is, an `id` of its own says so.

    Bad:

        title: Talks
        actors:
          - {id: nato, kind: state}
        body: |
          NATO met.

    Good:

        title: Talks
        actors:
          - {id: nato, role: host}
        body: |
          NATO met.
    """
    for thing in _listed(brief):
        known = _registered(thing, thing.key, desk)
        facts: tuple[str, ...] = ("kind", "country", "wikidata")
        advice = ""
        if known is None and (known := _namesake(thing, desk)):
            facts = ("country", "wikidata")
            advice = f", so this {thing.name} is taken for another; if it is, give it an `id` of its own"
        for key in facts if known else ():
            value, was = getattr(thing, key), getattr(known, key)
            if known and value and was and value != was:
                at = source.value_of(key, thing.span)
                yield Finding(f"`{known.key}` has the {key} `{was}` in the registry, not `{value}`{advice}", at, was)


def _registered(thing: Actor | Venue, key: str, desk: Around) -> Actor | Venue | None:
    return desk.registry.actors.get(key) if isinstance(thing, Actor) else desk.registry.venues.get(key)


def _namesake(thing: Actor | Venue, desk: Around) -> Actor | Venue | None:
    """Who in the registry has the name of an entry that gives no id of its own."""
    key = desk.names.get(fold(thing.name), "") if desk.names else ""
    return _registered(thing, key, desk) if key and thing.key.startswith(slug(thing.name)) else None


@rule("B307", "info")
def merged(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """actors of several briefs are taken for one by their name

    They have the same name, nothing that is said of them contradicts it (another kind, country or Wikidata item), and
    they are in no registry. Put them into `actors.yaml`, where they can be told apart.

    Bad:

        title: Talks
        actors: [Ada Lovelace]
        body: |
          Ada Lovelace came.

        # dinner.yaml
        title: Dinner
        actors: [Ada Lovelace]
        body: |
          Ada Lovelace stayed.

    Good:

        # actors.yaml
        ada-lovelace: {name: Ada Lovelace, kind: person}

        # talks.yaml
        title: Talks
        actors: [ada-lovelace]
        body: |
          Ada Lovelace came.

        # dinner.yaml
        title: Dinner
        actors: [ada-lovelace]
        body: |
          Ada Lovelace stayed.
    """
    for actor in brief.actors:
        sharers = () if actor.registered else desk.sharers.get(own_of(actor), ())
        if others := [file for file in sharers if file != brief.file]:
            more = f" and {len(others) - 1} more" if others[1:] else ""
            yield Finding(
                f"`{actor.name}` is taken for the one of {others[0]}{more}, by the name", source.first_line(actor.span)
            )


def _listed(brief: Brief) -> tuple[Actor | Venue, ...]:
    return (*brief.actors, *brief.venues)


def _unknown_ids(brief: Brief) -> list[Problem]:
    """What is told of ids that are none: what follows of those is no mistake of its own."""
    return [problem for problem in brief.problems if problem.code in ("B114", "B201", "B202")]
