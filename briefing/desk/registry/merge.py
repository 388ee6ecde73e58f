"""Two of a desk made one: the one is called by the other's id everywhere, and the registry has their names together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from briefing.desk.people.entry import SOURCE
from briefing.desk.registry.entries import EntryAt, entry_at
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.keys import EntryEdits
from briefing.desk.registry.own import own_of
from briefing.desk.registry.plan import Plan, between, checked, edit_of, laid_over
from briefing.desk.registry.promote import promote
from briefing.desk.registry.steps import Impossible
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.parse.entry import Entry
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.values import as_item

_IDS = ("wikidata", "geonames")
_FACTS = ("kind", "country", "position", "for", "lat", "lon", "wikidata", "geonames", "note")
_LISTS = ("weak", "forms")


def merge(files: DeskFiles, one: str, other: str, more: Iterable[str] = ()) -> Plan:
    """What makes of the first the second, by their ids or names; who is in no registry yet is put there first.

    The second keeps its id and what it says; what it lacks it takes from the first, with the names and former ids.
    Where a brief lists both, the entry that says more stays. Nobody is on one's own side: where one was `for` the
    other, that goes. `more` are briefs to look into besides those in which their names stand. Raises `Impossible`, also
    for two that cannot be one: with two ids of Wikidata, say.
    """
    more = [*more]
    now, second, _had_id = _registered(files, other, more)
    now, first, had_id = _registered(now, one, more)
    if first == second and now is files:
        raise Impossible(f"`{one}` and `{other}` are one already: `{second}`")
    if first == second:  # since the other came into the registry
        _refuse_namesake(files, one, other, second, more)
        return between(files, now, Plan(f"merge {one} into {second}", second))
    now = _without_own_sides(now, {first, second})
    plan = _of_registry(now, first, second, had_id)
    return between(files, laid_over(now, plan), plan)


def _registered(files: DeskFiles, text: str, more: Iterable[str]) -> tuple[DeskFiles, str, bool]:
    """The files with somebody in the registry, the id there, and whether anybody may know that id."""
    own = [] if files.thing(text) else own_of(files, text, more)
    if not own:
        if key := files.key_of(text):
            return files, key, True
        nearest = files.nearest(text)
        raise Impossible(f"nobody is called `{text}`" + (f"; did you mean `{nearest}`?" if nearest else ""))
    plan = promote(files, text, more=more)
    return laid_over(files, plan), plan.key, any(one.entry.text("id") == plan.key for one in own)


def _without_own_sides(files: DeskFiles, pair: set[str]) -> DeskFiles:
    """The files without what says that one of two is for the other, in the registry and in briefs."""
    edits: dict[str, tuple[Edit, ...]] = {}
    for file in chain(files.registries, files.holding(pair)):
        if file in files.registries:
            entries = [(key, entry) for key, entry, _span, _reader in files.entries(file)]
        else:
            entries = [(one.thing.key, one.entry) for one in files.uses(file).listed if one.thing is not None]
        theirs = {_place(use) for use in files.uses(file).uses if use.key in pair}
        text = files.text(file)
        for key, entry in entries:
            side = entry.nodes.get("for")
            if key in pair and side and _start(side) in theirs:
                edits[file] = (*edits.get(file, ()), *EntryEdits(text, entry).without_key("for"))
    return laid_over(files, Plan("", "", edits)) if edits else files


def _of_registry(files: DeskFiles, first: str, second: str, had_id: bool) -> Plan:
    one, other = files.thing(first), files.thing(second)
    assert one is not None
    assert other is not None
    _refuse(one, other)
    gone, stays = entry_at(files, first), entry_at(files, second)
    notes = [*_lost(one, other)]
    edits: dict[str, list[Edit]] = {}
    edits.setdefault(stays.file, []).extend(_taken(gone, stays, one, other, files, had_id))
    edits.setdefault(gone.file, []).append(_without_entry(gone))
    kind = "actor" if isinstance(one, Actor) else "venue"
    both = {*files.naming(_called(one))} & {*files.naming(_called(other))}  # whose lists may have them by their names
    among = sorted({*files.holding([first]), *both})
    cut_out = gone.text.span(*_stretch(gone))
    for file in chain(files.registries, among):
        drops = [*_doubled(files, file, kind, first, second, notes)]
        dropped = {edit.span for edit in drops}
        edits.setdefault(file, []).extend(drops)
        for use in files.uses(file).uses:
            is_meant = use.kind == kind and use.key == first and use.text == first and use.where not in ("", "was")
            if is_meant and not any(_holds(span, use) for span in (*dropped, cut_out)):
                edits[file].append(edit_of(files.text(file), use.span, first, second))
    changed = {file: tuple(some) for file, some in edits.items() if some}
    plan = Plan(f"merge {first} into {second}", second, changed, notes=tuple(notes))

    def meaning(use: Use) -> tuple[str, str]:
        return use.kind, second if use.kind == kind and use.key == first else use.key

    return checked(files, plan, among, meaning)


def _called(thing: Actor | Venue) -> list[str]:
    """What somebody may be called in a list."""
    return [thing.key, thing.name, *thing.aliases, *thing.weak, *thing.was]


def _refuse_namesake(files: DeskFiles, one: str, other: str, key: str, more: Iterable[str]) -> None:
    """Raise `Impossible` for two whom only briefs know and who would have one id, though they are two to the desk."""
    theirs = {(own.file, own.thing.span) for own in own_of(files, other, more)}
    for own in own_of(files, one, more):
        is_id = key in (own.entry.text("id"), own.entry.text("name"))
        if not is_id and (own.file, own.thing.span) not in theirs:
            raise Impossible(
                f"`{one}` and `{other}` are two by what briefs say of them; put that right, or one of them into the"
                f" registry under another id: `briefing promote {one} --id ID`"
            )


def _refuse(one: Actor | Venue, other: Actor | Venue) -> None:
    if isinstance(one, Actor) != isinstance(other, Actor):
        actor, place = (one, other) if isinstance(one, Actor) else (other, one)
        raise Impossible(f"`{actor.key}` is an actor and `{place.key}` a place; they cannot be one")
    for fact in _IDS:
        here, there = getattr(one, fact, ""), getattr(other, fact, "")
        if here and there and here != there:
            raise Impossible(
                f"`{one.key}` and `{other.key}` cannot be one: `{fact}` is {here} and {there}; put that right first"
            )


def _lost(one: Actor | Venue, other: Actor | Venue) -> Iterator[str]:
    """What the first says otherwise than the second, whose word it is from then on."""
    for fact in _FACTS:
        name = "side" if fact == "for" else fact
        here, there = getattr(one, name, ""), getattr(other, name, "")
        if here and there and here != there and fact != "lon":
            yield f"`{fact}` of `{one.key}` was {here}; `{other.key}` has {there}, which stays"


def _taken(
    gone: EntryAt, stays: EntryAt, one: Actor | Venue, other: Actor | Venue, files: DeskFiles, had_id: bool
) -> Iterator[Edit]:
    """What the second takes over from the first."""
    kind = "actor" if isinstance(one, Actor) else "venue"
    ours = {fold(name) for name in (other.name, *other.aliases)}
    aliases = []
    for name in (one.name, *one.aliases):
        holders = {*(files.names.named(name, "actor") if kind == "actor" else files.names.named(name, "venue"))}
        if fold(name) not in ours and holders <= {one.key, other.key}:
            ours.add(fold(name))
            aliases.append(name)
    lists = {"aliases": aliases, "was": [*one.was, *([one.key] if had_id else [])]}
    for key in _LISTS:
        had = {*map(fold, getattr(other, key))}
        lists[key] = [text for text in getattr(one, key) if fold(text) not in had]
    keys = EntryEdits(stays.text, stays.entry, stays.behind)
    sources = [*_sources(gone.entry.node)]
    new: list[tuple[str, str]] = []
    for key in ("aliases", "weak", "forms"):
        if not lists[key]:
            continue
        if stays.entry.texts(key):
            yield from keys.with_items(key, lists[key])
        elif stays.entry.values.get(key) != []:
            new.append((key, f"[{', '.join(map(as_item, lists[key]))}]"))
    new += [*_facts(gone, stays)]
    if lists["was"] and not stays.entry.texts("was"):
        new.append(("was", f"[{', '.join(map(as_item, lists['was']))}]"))
    elif lists["was"]:
        yield from keys.with_items("was", lists["was"])
    if sources:
        mine = [*_sources(stays.entry.node)]
        if not mine:
            new.append((SOURCE, sources[0] if len(sources) == 1 else f"[{', '.join(sources)}]"))
        else:
            yield from keys.with_value(SOURCE, f"[{', '.join(dict.fromkeys([*mine, *sources]))}]")
    if new:
        yield from keys.with_keys(new)


def _facts(gone: EntryAt, stays: EntryAt) -> Iterator[tuple[str, str]]:
    """The keys that the first has and the second has not, as they are written there."""
    node, other = gone.entry.node, stays.entry.node
    has = {text_of(key) for key, _value in other.value} if isinstance(other, MappingNode) else {"name"}
    for key, value in node.value if isinstance(node, MappingNode) else ():
        name = text_of(key)
        if name in has or name == SOURCE or not isinstance(value, ScalarNode) or not value.value.strip():
            continue
        if name in _FACTS or name.startswith("x-"):
            yield name, _written(value)


def _written(node: ScalarNode) -> str:
    text = re.sub(r"\s*\n\s*", " ", text_of(node)).strip()
    return text if re.fullmatch(r"[A-Za-z0-9.+-]+", text) else as_item(text)


def _sources(node: Node) -> Iterator[str]:
    """Where an entry came from, as it is written."""
    pairs: Iterable[tuple[Node, Node]] = node.value if isinstance(node, MappingNode) else ()
    for key, value in pairs:
        if isinstance(key, ScalarNode) and text_of(key) == SOURCE:
            items = value.value if isinstance(value, SequenceNode) else [value]
            yield from (as_item(text_of(one)) for one in items if isinstance(one, ScalarNode))


def _stretch(entry: EntryAt) -> tuple[int, int]:
    """From where to where an entry stands in its file: its lines, with a blank one where one stands on either side."""
    lines, starts = entry.text.lines, entry.text.starts
    first, end = entry.lines
    if end < len(lines) and not lines[end].strip() and (first == 0 or not lines[first - 1].strip()):
        end += 1
    if end < len(lines):
        return starts[first], starts[end]
    return (starts[first - 1] + len(lines[first - 1]) if first else 0), len(entry.text.text)


def _without_entry(entry: EntryAt) -> Edit:
    return Edit(entry.text.span(*_stretch(entry)), "")


def _holds(span: Span, use: Use) -> bool:
    """Whether a place lies in a stretch that is taken out."""
    inner = use.span
    return (
        span.file == inner.file
        and span[1:3] <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= span[3:5]
    )


def _doubled(files: DeskFiles, file: str, kind: str, first: str, second: str, notes: list[str]) -> Iterator[Edit]:
    """The edits that take out what would stand twice in a list."""
    uses = files.uses(file)
    if uses.entry is None:
        return
    text = files.text(file)
    listed = {one.thing.key: one for one in uses.listed if one.kind == kind and one.thing is not None}
    if first in listed and second in listed:
        one, other = listed[first], listed[second]
        goes = one if len(one.entry.values) <= len(other.entry.values) else other
        lost = [key for key in goes.entry.values if key not in ("id", "name")]
        if lost:
            place = f"{file}:{goes.entry.node.start_mark.line + 1}"
            notes.append(
                f"{place} listed both; {', '.join(f'`{key}`' for key in lost)} of the one that said less is gone"
            )
        yield from EntryEdits(text, uses.entry).without_node(f"{kind}s", goes.entry.node)
    meant = {_place(use): use.key for use in uses.uses if use.kind == kind}
    for entry in _entries(uses.entry):
        for key, field in entry.owner.fields.items():
            if field.kind != "reference" or not field.many or kind not in field.refers:
                continue
            nodes: list[Node] = entry.nodes.get(key, [])
            keys = [meant.get(_start(node)) for node in nodes]
            if first in keys and second in keys:
                yield from EntryEdits(text, entry).without_node(key, nodes[keys.index(first)])


def _place(use: Use) -> tuple[int, int]:
    return use.span.line, use.span.column


def _start(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _entries(entry: Entry) -> Iterator[Entry]:
    yield entry
    for key, field in entry.owner.fields.items():
        if field.kind == "entry":
            for inner in entry.entries(key):
                yield from _entries(inner)
