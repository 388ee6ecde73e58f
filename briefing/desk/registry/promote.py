"""Somebody of one or more briefs put into the registry: the briefs name the id from then on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from briefing.desk.people.entry import entry_text
from briefing.desk.people.ids import id_made_of
from briefing.desk.people.letters import in_latin
from briefing.desk.people.record import Value
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.keys import EntryEdits
from briefing.desk.registry.own import OwnThing, own_of
from briefing.desk.registry.plan import Plan, checked, edit_of, start_of
from briefing.desk.registry.steps import Impossible
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import looks_like_id, slug
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.parse.entry import Entry
from briefing.parse.fields import OWNERS
from briefing.parse.registry_name import OWNERS_OF, SUFFIX, owner_of
from briefing.parse.roster import free

_STAYS = frozenset({"id", "role", "for", "note", "name"})
"""Keys of an entry that tell of the story and not of who it is, and those by which it is called."""
_MANY = ("aliases", "weak", "forms")


def promote(files: DeskFiles, text: str, id_: str = "", more: Iterable[str] = (), at: Span | None = None) -> Plan:
    """What puts the one whom a name means, in all briefs that list them, into the registry.

    Their id is `id_`, else the one that most briefs give, else one made of the name. What the registry then says is not
    said again in the briefs; roles, sides and notes stay there, and whatever has a comment. `more` are briefs to look
    into besides those in which the name stands; of several of one name, `at` is where the one stands who is meant.
    Raises `Impossible`.
    """
    group = own_of(files, text, more, at)
    if not group:
        key = files.key_of(text)
        raise Impossible(f"`{text}` is in the registry, as `{key}`" if key else _nobody(files, text))
    key = _id_for(files, group, id_)
    values = _values(group)
    owner = "registry actor" if isinstance(group[0].thing, Actor) else "registry venue"
    edits: dict[str, list[Edit]] = {}
    file, insertion = _placed(files, owner, entry_text(key, values, None, _is_shared(files, values, owner)))
    edits[file] = [insertion]
    kind = owner.removeprefix("registry ")
    keys = {(own.file, own.thing.key) for own in group}
    for own in group:
        edits.setdefault(own.file, []).extend(_entry_edits(files, own, key, values))
    for own_file in {own.file for own in group}:
        for use in files.uses(own_file).uses:
            is_meant = use.kind == kind and (own_file, use.key) in keys and use.text == use.key != key
            if is_meant and not use.where.startswith(f"{kind}s."):
                edits[own_file].append(edit_of(files.text(own_file), use.span, use.text, key))
    is_chosen = bool(id_) or any(own.entry.text("id") == key for own in group)
    plan = Plan(
        f"promote {values['name']} as {key}",
        key,
        {one: tuple(some) for one, some in edits.items()},
        notes=() if is_chosen or _is_of_name(key, values) else (_NAMELESS.format(key=key),),
    )

    def meaning(use: Use) -> tuple[str, str]:
        is_meant = use.kind == kind and (use.span.file, use.key) in keys
        return use.kind, key if is_meant else use.key

    return checked(files, plan, files.holding([key]), meaning, new={key})


_NAMELESS = "no id could be made of the name; `briefing rename {key} ID` gives a better one"


def _is_of_name(key: str, values: dict[str, Value]) -> bool:
    """Whether one who reads an id can tell whose it is."""
    names = [value for one in ("name", "aliases") for value in _several(values.get(one, ()))]
    made = {slug(form) for name in names for form in (name, in_latin(name))}
    return any(one in key for one in made - {slug("")})


def _several(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _nobody(files: DeskFiles, text: str) -> str:
    nearest = files.nearest(text)
    return f"no brief lists `{text}`" + (f"; the registry has `{nearest}`" if nearest else "")


def _id_for(files: DeskFiles, group: Sequence[OwnThing], wanted: str) -> str:
    taken = {*files.registry.actors, *files.registry.venues, *files.registry.former}
    if wanted:
        if not looks_like_id(wanted):
            raise Impossible(f"`{wanted}` is no id (small letters and digits, with dashes between)")
        if wanted in taken:
            raise Impossible(f"`{wanted}` is an id of the registry already")
        return wanted
    given = Counter(own.entry.text("id") for own in group if own.entry.text("id") not in ("", *taken))
    if given:
        return max(sorted(given), key=lambda one: given[one])
    thing = group[0].thing
    name = _most(own.thing.name for own in group)
    made = id_made_of([name, *thing.aliases], thing.kind or "", thing.wikidata, _sort(thing))
    return free(made, {}, taken.__contains__)


def _sort(thing: Actor | Venue) -> str:
    return "actor" if isinstance(thing, Actor) else "venue"


def _most(texts: Iterable[str]) -> str:
    """The text that is said most, of as many the longest."""
    counts = Counter(text for text in texts if text)
    return max(sorted(counts), key=lambda one: (counts[one], len(one)), default="")


def _values(group: Sequence[OwnThing]) -> dict[str, Value]:
    """What the registry is to say: what most entries say, and all their names."""
    name = _most(own.entry.text("name") for own in group) or group[0].thing.name
    names = [own.entry.text("name") for own in group]
    found: dict[str, Any] = {"name": name}
    owner = OWNERS["registry actor" if isinstance(group[0].thing, Actor) else "registry venue"]
    for key, field in owner.fields.items():
        if key in _STAYS or key in ("was", "lat", "lon"):
            continue
        if field.many:
            texts = [text for own in group for text in own.entry.texts(key)]
            texts = [*names, *texts] if key == "aliases" else texts
            first = {fold(text): text for text in reversed(texts) if text}
            if key == "aliases":
                first.pop(fold(name), None)
            if first:
                found[key] = tuple(text for text in dict.fromkeys(texts) if first.get(fold(text)) == text)
        elif value := _most(own.entry.text(key) for own in group if isinstance(own.entry.values.get(key), str)):
            found[key] = value
        if key == "country":
            found |= _point(group)
    return found


def _point(group: Sequence[OwnThing]) -> dict[str, str]:
    """The coordinates as the first entry that has some writes them."""
    for own in group:
        values = own.entry.values
        if "lat" in values and "lon" in values:
            return {"lat": own.entry.nodes["lat"].value.strip(), "lon": own.entry.nodes["lon"].value.strip()}
    return {}


def _is_shared(files: DeskFiles, values: dict[str, Value], owner: str) -> bool:
    kind, name = values.get("kind", ""), str(values["name"])
    if owner == "registry actor":
        return any(files.registry.actors[key].kind == kind for key in files.names.named(name, "actor"))
    return any(files.registry.venues[key].kind == kind for key in files.names.named(name, "venue"))


def _placed(files: DeskFiles, owner: str, entry: str) -> tuple[str, Edit]:
    """The file that a new entry goes to, and the edit that puts it at its end: the last one of its kind, since of two
    of one name the later one says that they are two."""
    several = [file for file in files.registries if owner_of(file) == owner]
    file = several[-1] if several else f"{next(name for name, one in OWNERS_OF.items() if one == owner)}{SUFFIX}"
    if not several:
        return file, Edit(start_of(file), entry)
    text = files.text(file)
    if text.text.lstrip().startswith("{"):
        raise Impossible(f"{file} is written in braces; put the entry there by hand")
    at = len(text.text)
    is_open = text.text and not text.text.endswith(("\n", "\r"))
    return file, Edit(text.span(at, at), f"\n{entry.removesuffix(chr(10))}" if is_open else entry)


def _entry_edits(files: DeskFiles, own: OwnThing, key: str, values: dict[str, Value]) -> list[Edit]:
    """The edits that make an entry of a brief one of the registry."""
    text, entry = files.text(own.file), own.entry
    edits = named_by_id(EntryEdits(text, entry), key)
    if entry.bare:
        return edits
    keys = EntryEdits(text, entry)
    gone = [
        one for one in entry.values if one not in _STAYS and not keys.has_comment(one) and _says(entry, one, values)
    ]
    if entry.text("id") and entry.text("name") and not keys.has_comment("name"):
        names = (values["name"], *values.get("aliases", ()))
        gone += ["name"] if fold(entry.text("name")) in map(fold, names) else []
    if ("lat" in gone) != ("lon" in gone):
        gone = [one for one in gone if one not in ("lat", "lon")]
    return [*edits, *keys.without_keys(gone)]


def named_by_id(keys: EntryEdits, key: str) -> list[Edit]:
    """The edits that make an entry name an id where it named a name or another id."""
    entry = keys.entry
    node = entry.nodes["id" if entry.text("id") else "name"]
    span = keys.span(node)
    if entry.text("id") == key:
        return []
    edits = [Edit(span, key)]
    if not entry.bare and not entry.text("id"):
        edits.append(_key_edit(keys))
    return edits


def _key_edit(keys: EntryEdits) -> Edit:
    """`id` in place of the key `name`."""
    place = keys.key_span("name")
    quoted = keys.text.of(place)
    return Edit(place, f"{quoted[0]}id{quoted[0]}" if quoted[:1] in "\"'" else "id")


def _says(entry: Entry, key: str, values: dict[str, Value]) -> bool:
    """Whether the registry says the same of a key."""
    value = entry.values[key]
    if key in _MANY:
        return bool(value) and {*map(fold, value)} <= {*map(fold, (*values.get(key, ()), *_names(values, key)))}
    if key in ("lat", "lon"):
        return bool(values.get(key) == entry.nodes[key].value.strip())
    return isinstance(value, str) and value == values.get(key)


def _names(values: dict[str, Value], key: str) -> tuple[str, ...]:
    return (str(values["name"]),) if key == "aliases" else ()
