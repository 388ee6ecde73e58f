"""Those of a desk whom the registry does not know: whom briefs list by a name, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.desk.identity import Portrait, portrait_of, resolve
from briefing.desk.registry.files import DeskFiles
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import composed
from briefing.model.span import Span
from briefing.model.value import NamedTuple
from briefing.parse.entry import Entry

_ROUNDS = 4
"""So often names lead to other names: one calls her Ada King, a second Ada King or Ada Lovelace, and so on."""


class OwnThing(NamedTuple):
    """Somebody, or some place, of one brief: the file, the entry there and what it says."""

    file: str
    entry: Entry
    thing: Actor | Venue


def own_of(files: DeskFiles, text: str, more: Iterable[str] = (), at: Span | None = None) -> list[OwnThing]:
    """All entries of briefs that mean the one whom a name or an id means, as the desk has it; none where nobody is
    called so. `more` are files to look into besides those in which the name stands. Of several of one name the one is
    meant whose entry is `at` a place, else the one whom most briefs list.
    """
    wanted = composed(text.strip())
    files_seen: set[str] = set()
    names = {wanted}
    looked: set[str] = set()
    known: list[OwnThing] = []
    for _ in range(_ROUNDS):
        new = names - looked
        if not new:
            break
        looked |= new
        among = {*files.naming(new), *more} - files_seen
        files_seen |= among
        known += [own for file in sorted(among) for own in _in_file(files, file)]
        names |= {name for own in _together(files, known, wanted, at) for name in _names(own.thing)}
    return _together(files, known, wanted, at)


def _in_file(files: DeskFiles, file: str) -> Iterator[OwnThing]:
    for listed in files.uses(file).listed:
        if listed.thing is not None and not listed.thing.registered:
            yield OwnThing(file, listed.entry, listed.thing)


def _together(files: DeskFiles, known: Iterable[OwnThing], wanted: str, at: Span | None) -> list[OwnThing]:
    """Those whom a name means, and who is the same."""
    portraits: dict[Portrait, list[OwnThing]] = {}
    for own in known:
        portraits.setdefault(portrait_of(own.thing, False), []).append(own)
    keys = resolve([*portraits, *(portrait_of(one, True) for one in _registered(files))])
    folded = fold(wanted)
    meant = {keys[one] for one, several in portraits.items() if any(own.thing.span == at for own in several)}
    meant = meant or {keys[one] for one in portraits if wanted == keys[one]}
    meant = meant or {keys[one] for one in portraits if wanted == one.key}
    meant = meant or {keys[one] for one in portraits if folded in one.names}
    first = min(
        meant, key=lambda key: (-sum(len(portraits[one]) for one in portraits if keys[one] == key), key), default=""
    )
    group = [own for one, several in portraits.items() if keys[one] == first for own in several]
    names = {fold(name) for own in group for name in (own.thing.name, *own.thing.aliases)}
    same = [own for own in known if fold(own.thing.name) in names and not any(_contradict(own, one) for one in group)]
    return [*group, *(own for own in same if own not in group)] if group else []


def _contradict(one: OwnThing, other: OwnThing) -> bool:
    """Whether two of one name are two, by what they say; by what they do not say, a brief would take them for one."""
    facts = ("kind", "country", "wikidata", "geonames")
    said = ((getattr(one.thing, fact, ""), getattr(other.thing, fact, "")) for fact in facts)
    return type(one.thing) is not type(other.thing) or any(here and there and here != there for here, there in said)


def _registered(files: DeskFiles) -> Iterator[Actor | Venue]:
    yield from files.registry.actors.values()
    yield from files.registry.venues.values()


def _names(thing: Actor | Venue) -> Iterator[str]:
    """What one of stands in a brief that means the same."""
    geonames = "" if isinstance(thing, Actor) else thing.geonames
    yield from filter(None, (thing.wikidata, thing.key, geonames, thing.name, *thing.aliases))
