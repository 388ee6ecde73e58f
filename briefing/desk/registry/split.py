"""One of a desk made two: some stories mean another from then on, who has an entry of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from briefing.desk.people.entry import entry_text
from briefing.desk.people.record import Value
from briefing.desk.registry.entries import EntryAt, entry_at
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.keys import EntryEdits
from briefing.desk.registry.own import own_of
from briefing.desk.registry.plan import Plan, between, checked, edit_of, insertion, laid_over
from briefing.desk.registry.promote import named_by_id, promote
from briefing.desk.registry.refs import names_of
from briefing.desk.registry.steps import Impossible
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import composed, looks_like_id
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.model.uses import Use
from briefing.model.value import NamedTuple

_COPIED = ("kind", "country", "position", "for", "weak")
"""What the second has of the first: one would hardly take them for one otherwise."""


class StoryUses(NamedTuple):
    """A story that means somebody: its file, its id, and the places where it names them."""

    file: str
    story: str
    uses: list[Use]


def tellings(files: DeskFiles, text: str, more: Iterable[str] = ()) -> list[StoryUses]:
    """The stories that name somebody, by file. Raises `Impossible` where nobody is called so."""
    own = [] if files.thing(text) else own_of(files, text, more)
    if own:
        keys = {(one.file, one.thing.key) for one in own}
        among = sorted({one.file for one in own})
    else:
        key = files.key_of(text)
        thing = files.thing(key) if key else None
        if thing is None:
            nearest = files.nearest(text)
            raise Impossible(f"nobody is called `{text}`" + (f"; did you mean `{nearest}`?" if nearest else ""))
        among = sorted({*files.naming(names_of(thing)), *more})
        keys = {(file, key) for file in among}
    stories = []
    for file in among:
        uses = [use for use in files.uses(file).uses if (file, use.key) in keys and use.kind in ("actor", "venue")]
        if uses:
            stories.append(StoryUses(file, files.id_of(file), uses))
    return stories


def split(
    files: DeskFiles, text: str, new: str, stories: Collection[str], name: str = "", more: Iterable[str] = ()
) -> Plan:
    """What makes two of one: the stories of these ids mean `new` from then on.

    `new` gets an entry with the same name, or with `name`, and the kind, country, office and weak names of the first;
    what else is known stays with the first. Who is in no registry yet is put there first. Where both have one name it
    tells nothing any more, so every brief says the id. Raises `Impossible`.
    """
    new = composed(new.strip())
    if not looks_like_id(new):
        raise Impossible(f"`{new}` is no id (small letters and digits, with dashes between)")
    more = [*more]
    now = files
    own = [] if files.thing(text) else own_of(files, text, more)
    if own:
        plan = promote(files, text, more=more)
        now, text = laid_over(files, plan), plan.key
    every = tellings(now, text, more)
    key = now.key_of(text)
    if now.thing(new) or new in now.registry.former:
        raise Impossible(f"`{new}` is an id of the registry already")
    known = {one.story for one in every} | {one.file for one in every}
    for story in stories:
        if story not in known:
            raise Impossible(f"no story `{story}` names `{key}`")
    if not stories:
        raise Impossible(f"no story is said to mean `{new}`")
    plan = _of_registry(now, key, new, [one for one in every if {one.story, one.file} & {*stories}], every, name)
    return between(files, laid_over(now, plan), plan)


def _of_registry(
    files: DeskFiles, key: str, new: str, others: Collection[StoryUses], every: Collection[StoryUses], name: str
) -> Plan:
    thing = files.thing(key)
    assert thing is not None
    entry = entry_at(files, key)
    is_same = not name or fold(name) in map(fold, (thing.name, *thing.aliases))
    edits: dict[str, list[Edit]] = {entry.file: [_new_entry(entry, new, thing, name or thing.name, is_same)]}
    theirs = {one.file for one in others}
    for one in every:
        goes = one.file in theirs
        if goes or is_same:
            edits.setdefault(one.file, []).extend(_named(files, one, key, new if goes else key))
    changed = {file: tuple(some) for file, some in edits.items() if some}
    plan = Plan(f"split {new} from {key}", new, changed)
    kind = "actor" if isinstance(thing, Actor) else "venue"

    def meaning(use: Use) -> tuple[str, str]:
        goes = use.kind == kind and use.key == key and use.span.file in theirs
        return use.kind, new if goes else use.key

    return checked(files, plan, {*(one.file for one in every), *files.holding([new])}, meaning, new={new})


def _new_entry(entry: EntryAt, new: str, thing: Actor | Venue, name: str, is_same: bool) -> Edit:
    """The entry of the second, behind that of the first."""
    values: dict[str, Value] = {"name": name}
    for key in _COPIED:
        value = getattr(thing, "side" if key == "for" else key, "")
        if value:
            values[key] = value
    _first, end = entry.lines
    at = entry.text.starts[end - 1] + len(entry.text.lines[end - 1])
    return insertion(entry.text, at, f"\n{entry_text(new, values, None, is_same)}".removesuffix("\n"))


def _named(files: DeskFiles, telling: StoryUses, old: str, id_: str) -> Iterator[Edit]:
    """The edits that make every place of a story say an id."""
    text = files.text(telling.file)
    spans: dict[Span, EntryEdits] = {}
    for one in files.uses(telling.file).listed:
        node = one.entry.nodes.get("id" if one.entry.text("id") else "name")
        if node is not None:
            keys = EntryEdits(text, one.entry)
            spans[keys.span(node)] = keys
    for use in telling.uses:
        if use.text == id_:
            continue
        if use.span in spans:
            yield from named_by_id(spans[use.span], id_)
        elif use.text == old:
            yield edit_of(text, use.span, old, id_)
        else:
            yield Edit(use.span, id_)
