"""What an id or a name in a brief refers to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.brief import Actor, Venue
from briefing.model.names import looks_like_id, nearest
from briefing.model.nouns import an
from briefing.model.span import Span
from briefing.parse.entries import Reader
from briefing.parse.fields import Thing
from briefing.parse.inline import Target
from briefing.parse.names import Kind, RegistryNames, folded
from briefing.parse.nodes import Node

_NOUN: dict[str, str] = {"actor": "actor", "venue": "venue", "event": "event", "question": "question",
                         "claim": "claim", "source": "source", "story": "story"}  # fmt: skip
GUESSES = 100
"""So many unknown references of a file are compared with what is known; a file with more is no brief."""
_CODE: dict[str, str] = {"actor": "B201", "venue": "B202"}


class References:
    """Looks things up in the order of `format.md`: here, then in the registry; ids, former ids, then strong names.

    `here` holds what the brief itself defines: for each kind of thing, its keys by id, and by folded strong name.
    """

    def __init__(self, names: RegistryNames, reader: Reader) -> None:
        self.names, self.registry, self.reader = names, names.registry, reader
        self.guesses = 0
        self.keys: dict[str, set[str]] = {}
        self.by_name: dict[str, dict[str, str]] = {}
        self.titles: dict[tuple[str, str], str] = {}

    def define(self, kind: Thing, key: str, name: str, others: Iterable[str] = ()) -> None:
        """Make a thing of this brief known."""
        self.keys.setdefault(kind, set()).add(key)
        self.titles[kind, key] = name
        table = self.by_name.setdefault(kind, {})
        for spelled in (name, *others):
            table.setdefault(folded(spelled), key)

    def listed(self, actors: Sequence[Actor], venues: Sequence[Venue]) -> None:
        """Make the brief's actors and venues known."""
        for actor in actors:
            self.define("actor", actor.key, actor.name, actor.aliases)
        for venue in venues:
            self.define("venue", venue.key, venue.name, venue.aliases)

    def find(self, text: str, kinds: Sequence[Thing]) -> str:
        """The key of what a text refers to, or nothing."""
        for kind in kinds:
            if text in self.keys.get(kind, ()):
                return text
        for kind in kinds:
            if (kind == "actor" and text in self.registry.actors) or (kind == "venue" and text in self.registry.venues):
                return text
        current = self.registry.former.get(text, "")
        if current and self.find_id(current, kinds):
            return current
        name = folded(text)
        for kind in kinds:
            if key := self.by_name.get(kind, {}).get(name, ""):
                return key
        for kind in kinds:
            if kind == "actor" or kind == "venue":
                found = self.names.named(text, kind)
                if len(found) == 1:
                    return found[0]
        return ""

    def find_id(self, key: str, kinds: Sequence[Thing]) -> bool:
        """Whether an id of the registry belongs to one of the kinds."""
        return ("actor" in kinds and key in self.registry.actors) or ("venue" in kinds and key in self.registry.venues)

    def target(self, text: str) -> Target | None:
        """The actor or the venue that a text refers to."""
        kinds: tuple[Kind, ...] = ("actor", "venue")
        for find in (self._exact, self._loose):
            for kind in kinds:
                if key := find(text, kind):
                    return Target(kind, key, self.title(kind, key))
        return None

    def _exact(self, text: str, kind: Kind) -> str:
        things = self.registry.actors if kind == "actor" else self.registry.venues
        return text if text in self.keys.get(kind, ()) or text in things else ""

    def _loose(self, text: str, kind: Kind) -> str:
        return self.find(text, (kind,))

    def title(self, kind: str, key: str) -> str:
        """The name to show."""
        if (kind, key) in self.titles:
            return self.titles[kind, key]
        thing = (self.registry.actors if kind == "actor" else self.registry.venues).get(key)
        return thing.name if thing else key

    def resolve(self, text: str, kinds: Sequence[Thing], node: Node) -> str:
        """The key that a text refers to; reported and given back as it is where nothing has it."""
        if found := self.find(text, kinds):
            return found
        if "story" in kinds and (looks_like_id(text) or set(kinds) == {"story"}):
            return text  # only the desk knows its stories
        self.unknown(text, kinds, node)
        return text

    def unknown(self, text: str, kinds: Sequence[Thing], at: Node | Span) -> None:
        """Report a reference to nothing, with the nearest thing there is."""
        other: Kind | None = "venue" if set(kinds) == {"actor"} else "actor" if set(kinds) == {"venue"} else None
        if other and (key := self.find(text, (other,))):
            belongs, stands = _NOUN[kinds[0]], _NOUN[other]
            message = f"`{key}` is {an(stands)}, and {an(belongs)} belongs here"
            self.reader.report("B204", message, at)
            return
        guess = self.nearest(text, kinds)
        nouns = [_NOUN[kind] for kind in kinds if kind != "story"]
        noun = nouns[0] if len(nouns) == 1 else "actor, venue or other thing" if len(nouns) > 3 else " or ".join(nouns)
        where = "here or in the registry" if {"actor", "venue"} & set(kinds) else "in this brief"
        message = f"no {noun} `{text if len(text) <= 60 else text[:59] + '…'}` {where}"
        message += f"; did you mean `{guess}`?" if guess else ""
        code = _CODE.get(kinds[0], "B203") if len(kinds) == 1 else "B203"
        self.reader.report(code, message, at, fix=guess)

    def nearest(self, text: str, kinds: Sequence[Thing]) -> str:
        """The id that is most like a text, or nothing; and nothing for what is unknown beyond all measure."""
        self.guesses += 1
        if self.guesses > GUESSES:
            return ""
        known: dict[str, None] = {}
        for kind in kinds:
            known.update(dict.fromkeys(sorted(self.keys.get(kind, ()))))
            if kind == "actor":
                known.update(dict.fromkeys(self.registry.actors))
            elif kind == "venue":
                known.update(dict.fromkeys(self.registry.venues))
        if guess := nearest(text, known):
            return guess
        tails = [key for key in known if text in key.split("-")]  # a surname for the whole id
        return tails[0] if len(tails) == 1 else ""
