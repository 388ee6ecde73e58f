"""Every place in which a file names something by its id or its name: what `refs` lists and a rename changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from briefing.model.brief import Actor, Registry, Venue
from briefing.model.names import clean, note_names
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.model.value import NamedTuple
from briefing.parse.brief import builder_of
from briefing.parse.brief_builder import NUMBERED, BriefBuilder
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import Field, Thing
from briefing.parse.names import RegistryNames
from briefing.parse.nodes import Node
from briefing.parse.read_table import NO_TABLE, ReadTable
from briefing.parse.text import Text

_EVIDENCE = ("support", "against")
"""Keys of a hypothesis that have ids or words."""
_ANYTHING: tuple[Thing, ...] = ("actor", "venue", "event", "question", "claim", "source", "story")


class ListedThing(NamedTuple):
    """Somebody whom a brief lists, or some place: the entry, and who that is; None for one who is listed twice."""

    kind: str
    entry: Entry
    thing: Actor | Venue | None


class UsesOfFile(NamedTuple):
    """What a file names, in the order of its lines, and what is wrong with it as far as it was read for that; of a
    brief also whom it lists, and its own entry."""

    uses: list[Use]
    problems: list[Problem]
    listed: list[ListedThing]
    entry: Entry | None = None
    keys: frozenset[tuple[str, str]] = frozenset()


def uses_in(text: Text, registry: Registry, names: RegistryNames, table: ReadTable = NO_TABLE) -> UsesOfFile:
    """What a brief names that was decoded. Never raises."""
    builder = builder_of(text, registry, names, table)
    actors, venues, keys = builder.defined()
    uses = [*_own_id(builder)]
    listed = [*_listed(builder, "actor", actors), *_listed(builder, "venue", venues)]
    uses += filter(None, (_entry(builder, one) for one in listed))
    for row, kind, _named in NUMBERED:
        for entry, key in zip(builder.entry.entries(row), keys[row], strict=True):
            if "id" in entry.nodes:
                uses.append(_use(builder, entry.nodes["id"], entry.text("id"), f"{row}.id", kind, key, is_own=True))
    uses += _references(builder, builder.entry, "")
    uses += _overrides(builder)
    if "[[" in builder.text.text or "](" in builder.text.text:
        uses += _links(builder)
    uses.sort(key=lambda use: use.span)
    defined = frozenset((kind, key) for kind, known in builder.references.keys.items() for key in known)
    return UsesOfFile(uses=uses, problems=builder.reader.problems, listed=listed, entry=builder.entry, keys=defined)


def _own_id(builder: BriefBuilder) -> Iterator[Use]:
    if node := builder.entry.nodes.get("id"):
        id_ = builder.entry.text("id")
        yield _use(builder, node, id_, "id", "story", id_, is_own=True)


def _use(
    builder: BriefBuilder,
    node: Node,
    written: str,
    where: str,
    kind: str,
    key: str,
    is_own: bool = False,
) -> Use:
    return Use(span=builder.reader.span(node), text=written, where=where, kind=kind, key=key, is_own=is_own)


def _listed(builder: BriefBuilder, kind: str, things: Sequence[Actor] | Sequence[Venue]) -> Iterator[ListedThing]:
    made: dict[Span, Actor | Venue] = {thing.span: thing for thing in things}
    for entry in builder.entry.entries(f"{kind}s"):
        yield ListedThing(kind, entry, made.get(builder.reader.span(entry.node)))


def _entry(builder: BriefBuilder, listed: ListedThing) -> Use | None:
    """Whom an entry means: the thing that was made of it, or that one has made of another."""
    kind, entry, thing = listed
    key = "id" if entry.text("id") else "name"
    node, written = entry.nodes.get(key), entry.text(key)
    if node is None or not written:
        return None
    means = thing.key if thing else builder.references.find(written, (cast("Thing", kind),))
    is_own = thing is not None and not thing.registered
    return _use(builder, node, written, f"{kind}s.{key}", kind if means else "", means or written, is_own)


def _references(builder: BriefBuilder, entry: Entry, above: str) -> Iterator[Use]:
    """What the keys of an entry refer to, and those of the entries in it."""
    for key, value in entry.values.items():
        row = entry.owner.fields.get(key)
        if row is None:
            continue
        where = f"{above}{key}"
        nodes = entry.nodes[key]
        if row.kind == "entry":
            for inner in value:
                yield from _references(builder, inner, f"{where}.")
        elif row.kind == "reference" or key in _EVIDENCE:
            several = zip(value, nodes, strict=True) if row.many else [(value, nodes)]
            for written, node in several:
                yield _reference(builder, row, node, written, where)


def _reference(builder: BriefBuilder, row: Field, node: Node, written: str, where: str) -> Use:
    kinds = row.refers or _ANYTHING
    kind, key = meaning_of(builder, written, kinds)
    return _use(builder, node, written, where, kind, key)


def meaning_of(builder: BriefBuilder, written: str, kinds: Sequence[Thing]) -> tuple[str, str]:
    """What a text means to a brief whose definitions are known: its kind and its key. What nothing here has may be a
    story's id."""
    key = builder.references.find(written, kinds) or builder.references.part(written, kinds)
    if key:
        kind = next((one for one in kinds if builder.references.has(one, key)), "")
        return kind, key
    return ("story" if "story" in kinds else ""), written


def _overrides(builder: BriefBuilder) -> Iterator[Use]:
    for name, written in builder.entry.values.get("mentions", {}).items():
        if written != "none":
            target = builder.references.target(written)
            node = builder.entry.nodes["mentions"][name]
            yield _use(
                builder, node, written, "mentions", target.kind if target else "", target.key if target else written
            )


def _links(builder: BriefBuilder) -> Iterator[Use]:
    """The explicit links of the text. One that leads to nobody may lead to a story; of one into a folder the name
    counts."""
    for link in builder.links():
        at = link.id_position
        if at < 0 or link.is_file:
            continue
        span = builder.text.span(at, at + len(link.id))
        if link.target:
            yield Use(span=span, text=link.id, where="body", kind=link.target.kind, key=link.target.key)
        else:
            yield Use(span=span, text=link.id, where="body", kind="story", key=clean(note_names(link.id)[-1]))


def registry_uses_in(
    entries: Iterable[tuple[str, Entry, Span, Reader]], registry: Registry, names: RegistryNames
) -> UsesOfFile:
    """What a file of the registry names, of its `read_entries`: its ids, those that they were, and on whose side
    somebody is."""
    uses: list[Use] = []
    for key, entry, span, reader in entries:
        kind: Thing = "actor" if entry.owner.name == "registry actor" else "venue"
        uses.append(Use(span=span, text=key, where="", kind=kind, key=key, is_own=True))
        if node := entry.nodes.get("for"):
            side = entry.text("for")
            known = side if side in registry.actors else registry.former.get(side, "")
            found = names.named(side, "actor") if not known else []
            means = known or (found[0] if found else "")
            uses.append(
                Use(span=reader.span(node), text=side, where="for", kind="actor" if means else "", key=means or side)
            )
        for old, at in zip(entry.texts("was"), entry.nodes.get("was", ()), strict=True):
            uses.append(Use(span=reader.span(at), text=old, where="was", kind=kind, key=key, is_own=True))
    uses.sort(key=lambda use: use.span)
    return UsesOfFile(uses, [], [])
