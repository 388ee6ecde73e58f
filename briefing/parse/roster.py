"""Whom a brief lists: its entries of actors and venues, each found in the registry or new, and joined with what the
registry says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import looks_like_id, slug
from briefing.model.nouns import an
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.characters import PROSE_QUOTES
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.inflected import tell_repeated
from briefing.parse.literals import may_be_address, short
from briefing.parse.neighbours import Kind
from briefing.parse.nodes import MappingNode, Node, ScalarNode, text_of
from briefing.parse.quoting import quoted
from briefing.parse.references import References

T = TypeVar("T")
_ROLE = frozenset({"id", "role"})
"""What an entry mostly says of somebody whom the registry knows."""
_BESIDE = (",", "\t", "(", "\uff08", " - ", " \u2013 ", " \u2014 ", " -> ", " // ", " de\u011fil")
"""What parts a name from more that stands beside it (`parse/beside_name.py`)."""


class Roster:
    """Joins the entries of one brief with the registry. `references` tell what an unknown one may mean."""

    def __init__(self, reader: Reader, references: References) -> None:
        self.reader, self.references = reader, references
        self.registry, self.names = references.registry, references.names
        self.counts: dict[str, dict[str, int]] = {}
        self._calls: list[Span] = []

    def actors(self, entries: list[Entry]) -> tuple[Actor, ...]:
        return self._things(entries, "actor", self.registry.actors, self._actor)

    def _actor(self, entry: Entry, key: str, known: Actor | None) -> Actor:
        text, span = entry.text, self.reader.span(entry.node)
        by_surname = entry.values.get("weak") != []
        if known is None:
            return Actor(
                key=key,
                name=text("name") or key,
                span=span,
                kind=text("kind"),
                role=text("role"),
                side=text("for"),
                position=text("position"),
                country=text("country"),
                aliases=entry.texts("aliases"),
                weak=entry.texts("weak"),
                forms=entry.texts("forms"),
                wikidata=text("wikidata"),
                note=text("note"),
                by_surname=by_surname,
            )
        if len(entry.values) == 1 or entry.values.keys() <= _ROLE:
            return Actor(
                key=key,
                name=known.name,
                span=span,
                kind=known.kind,
                role=text("role"),
                side=known.side,
                position=known.position,
                country=known.country,
                aliases=known.aliases,
                weak=known.weak,
                forms=known.forms,
                wikidata=known.wikidata,
                note=known.note,
                was=known.was,
                registered=True,
                by_surname=known.by_surname,
            )
        return Actor(
            key=key,
            name=known.name,
            span=span,
            kind=text("kind") or known.kind,
            role=text("role"),
            side=text("for") or known.side,
            position=text("position") or known.position,
            country=text("country") or known.country,
            aliases=_joined(known.aliases, entry.texts("aliases"), entry, known),
            weak=_joined(known.weak, entry.texts("weak")),
            forms=_joined(known.forms, entry.texts("forms")),
            wikidata=text("wikidata") or known.wikidata,
            note=text("note") or known.note,
            was=known.was,
            registered=True,
            by_surname=by_surname and known.by_surname,
        )

    def venues(self, entries: list[Entry]) -> tuple[Venue, ...]:
        return self._things(entries, "venue", self.registry.venues, self._venue)

    def _venue(self, entry: Entry, key: str, known: Venue | None) -> Venue:
        text, values, span = entry.text, entry.values, self.reader.span(entry.node)
        if known is None:
            return Venue(
                key=key,
                name=text("name") or key,
                span=span,
                kind=text("kind"),
                role=text("role"),
                country=text("country"),
                lat=values.get("lat"),
                lon=values.get("lon"),
                aliases=entry.texts("aliases"),
                weak=entry.texts("weak"),
                forms=entry.texts("forms"),
                geonames=text("geonames"),
                wikidata=text("wikidata"),
                note=text("note"),
            )
        if len(values) == 1:
            return Venue(
                key=key,
                name=known.name,
                span=span,
                kind=known.kind,
                role="",
                country=known.country,
                lat=known.lat,
                lon=known.lon,
                aliases=known.aliases,
                weak=known.weak,
                forms=known.forms,
                geonames=known.geonames,
                wikidata=known.wikidata,
                note=known.note,
                was=known.was,
                registered=True,
            )
        placed = "lat" in values
        return Venue(
            key=key,
            name=known.name,
            span=span,
            kind=text("kind") or known.kind,
            role=text("role"),
            country=text("country") or known.country,
            lat=values["lat"] if placed else known.lat,
            lon=values["lon"] if placed else known.lon,
            aliases=_joined(known.aliases, entry.texts("aliases"), entry, known),
            weak=_joined(known.weak, entry.texts("weak")),
            forms=_joined(known.forms, entry.texts("forms")),
            geonames=text("geonames") or known.geonames,
            wikidata=text("wikidata") or known.wikidata,
            note=text("note") or known.note,
            was=known.was,
            registered=True,
        )

    def _things(
        self, entries: list[Entry], kind: Kind, known: Mapping[str, T], make: Callable[[Entry, str, T | None], T]
    ) -> tuple[T, ...]:
        """What the entries of one list are, each thing once: `make` joins an entry with what is known of its key."""
        result: dict[str, T] = {}
        for entry in entries:
            key, registered = self._identify(entry, kind, result)
            if "forms" in entry.values:
                tell_repeated(entry, self.reader)
            if key:
                result[key] = make(entry, key, known[key] if registered else None)
        return tuple(result.values())

    def _identify(self, entry: Entry, kind: Kind, taken: dict[str, Any]) -> tuple[str, bool]:
        """The key of an entry and whether the registry has it; no key if the entry is one too many."""
        name, given = entry.text("name"), entry.text("id")
        things = self.registry.actors if kind == "actor" else self.registry.venues
        written = given or name
        if written in things and written not in taken:
            return written, True
        if self._calls and self._is_in_call(entry):
            return "", False
        if not given and not name:
            if not entry.bare and "id" not in entry.nodes and not entry.is_named and not _was_refused(entry):
                self.reader.report(slips.NAME_MISSING, entry.node, an_entry=an(entry.owner.noun))
            return "", False
        node = entry.nodes["id"] if given else entry.nodes["name"]
        key = written if written in things else self.registry.former.get(written, "")
        if key not in things:
            key = ""
        is_told = False
        if not key and not given:
            if entry.bare and name[0] in "@%" and (plain := name.lstrip("@% ")):
                is_clear = not looks_like_id(plain) or self._is_known(plain)  # another id would be unknown
                self.references.marked(name, plain if is_clear else "", kind, node)
                name, is_told = plain, True
            key = name if name in things else self._by_name(entry, kind, name, node)
        if key:
            if entry.bare and " " in name and self.reader.problems:
                self.references.surely_one(node)
            return ("", False) if self._is_repeated(key, kind, taken, written, node) else (key, True)
        is_address = not given and may_be_address(name) and self._is_address(entry, things.values())
        if entry.bare and not is_address and self._is_misplaced(name, kind, node):
            return "", False
        unknown_id = (given and not name) or (entry.bare and looks_like_id(name) and not is_address)
        if unknown_id and not is_told:
            self._unknown(written, kind, node)
        if entry.bare and not unknown_id and (not name.isascii() or any(sign in name for sign in " ,;\t(")):
            is_told = is_told or self.references.joined(name, node, self._is_known)
            if not is_told:
                self._with_more(kind, text_of(node), node)
        if not given and not name.isascii():
            self.references.lookalike(name, kind, node, entry.bare)
        if kind == "venue" and (said := entry.text("kind")) in ("person", "organisation", "group"):
            self.reader.report(slips.KIND_OF_ACTOR, entry.nodes["kind"], kind=said, name=short(name or given))
        local = given or (name if unknown_id else slug(name))
        if local in taken:
            same = given or (fold(taken[local].name) == fold(name) and not _contradicts(entry, taken[local]))
            if same and self._is_repeated(local, kind, taken, written, node):
                return "", False
        if given:
            return ("" if local in taken else local), False
        counts = self.counts.setdefault(kind, {})
        return free(local, counts, lambda key: key in taken or key in things), False

    def _by_name(self, entry: Entry, kind: Kind, name: str, node: Node) -> str:
        """The registry's key for a strong name, unless the entry says that it is somebody else."""
        things = self.registry.actors if kind == "actor" else self.registry.venues
        found = [key for key in self.names.named(name, kind) if not _contradicts(entry, things[key])]
        if len(found) > 1:
            keys = " or ".join(f"`{key}`" for key in found[:3])
            self.reader.report(slips.SEVERAL, node, text=name, keys=keys)
            return ""
        if not found and name[:1] in PROSE_QUOTES and self._is_known(inner := name[1:-1].strip()):
            self.reader.report(slips.CURLY_QUOTES, node, fix=quoted(inner))
            return inner if inner in things else self._by_name(entry, kind, inner, node)
        return found[0] if found else ""

    def _is_misplaced(self, name: str, kind: Kind, node: Node) -> bool:
        """Report a name that is something else; whether it names nothing at all."""
        other: Kind = "venue" if kind == "actor" else "actor"
        is_call, is_question = "(" in name and "=" in name, name.endswith(("?", "\uff1f", "\u061f"))
        found = () if looks_like_id(name) else self.names.named(name, other)
        is_other = any(kind == "actor" or self.registry.actors[key].kind != "state" for key in found)
        if is_call or is_question or is_other:
            from briefing.parse.mislisted import call, other_list, question

            if is_call and (span := call(self.reader, node)):
                self._calls.append(span)
                return True
            if is_question:
                question(self.reader, name, node)
            elif is_other:
                other_list(self.reader, name, other, node)
        return False

    def _is_in_call(self, entry: Entry) -> bool:
        """Whether an entry is a piece of a call that commas parted."""
        line, column = entry.node.start_mark.line + 1, entry.node.start_mark.column + 1
        return any(one.line == line and one.column < column < one.end_column for one in self._calls)

    def _is_address(self, entry: Entry, things: Iterable[Actor | Venue]) -> bool:
        from briefing.parse.addresses import in_name_of

        return in_name_of(self.reader, entry, things)

    def _is_known(self, text: str) -> bool:
        """Whether a text is the id or a strong name of something in the registry."""
        registry = self.registry
        return text in registry.actors or text in registry.venues or fold(text) in self.names.identified

    def _with_more(self, kind: Kind, name: str, node: Node) -> None:
        if not any(sign in name for sign in _BESIDE) and not (" " in name and name[0].islower()):
            return
        from briefing.parse.keyed import role_in_name

        role_in_name(self.references, name, kind, node)

    def _is_repeated(self, key: str, kind: Kind, taken: dict[str, Any], written: str, node: Node) -> bool:
        if key not in taken:
            return False
        line = taken[key].span.line
        slip = slips.LISTED_TWICE if written == key else slips.LISTED_BY_ID
        self.reader.report(slip, node, name=written, key=key, line=line)
        return True

    def _unknown(self, written: str, kind: Kind, node: Node) -> None:
        other: Kind = "venue" if kind == "actor" else "actor"
        things = self.registry.venues if kind == "actor" else self.registry.actors
        key = written if written in things else self.registry.former.get(written, "")
        if key in things:
            nouns = {"actor": "an actor", "venue": "a place"}
            where = "venues" if other == "venue" else "actors"
            self.reader.report(slips.OTHER_LIST, node, key=written, a_thing=nouns[other], list=where)
            return
        self.references.unknown(written, (kind,), node)


def _was_refused(entry: Entry) -> bool:
    """Whether an entry has nothing to go by because its `id` or `name` was refused and told already."""
    return isinstance(entry.node, MappingNode) and any(
        isinstance(key, ScalarNode) and key.value in ("id", "name") for key, _value in entry.node.value
    )


def _contradicts(entry: Entry, thing: Actor | Venue) -> bool:
    """Whether an entry that has a thing's name is somebody else, as `desk/identity.py` has it between briefs: it says
    that it has another id elsewhere or, without one that is the same, another kind of actor or another country."""
    if len(entry.values) == 1:
        return False
    is_actor = isinstance(thing, Actor)
    ids = {"wikidata"} if is_actor else {"wikidata", "geonames"}
    facts = {"kind", "country"} if is_actor else {"country"}
    both = {fact for fact in ids | facts if entry.text(fact) and getattr(thing, fact)}
    others = {fact for fact in both if entry.text(fact) != getattr(thing, fact)}
    return bool(others & ids) or (bool(others) and not (both & ids))


def _joined(
    known: tuple[str, ...], more: Iterable[str], entry: Entry | None = None, thing: Actor | Venue | None = None
) -> tuple[str, ...]:
    """The registry's names and the brief's; a `name` beside an id is one more alias."""
    extra = list(more)
    if entry is not None and thing is not None and (given := entry.text("name")):
        extra += [given] if given != thing.key and fold(given) != fold(thing.name) else []
    return tuple(dict.fromkeys([*known, *extra])) if extra else known


def free(key: str, counts: dict[str, int], is_taken: Callable[[str], bool]) -> str:
    """The key, or the first of `key-2`, `key-3` … that is free; `counts` remembers how far each key has come."""
    count, free = counts.get(key, 1), key
    while is_taken(free):
        count += 1
        free = f"{key}-{count}"
    counts[key] = count
    return free
