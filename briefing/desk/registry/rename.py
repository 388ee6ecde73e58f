"""An id given another name, everywhere where it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from briefing.desk.registry.entries import EntryAt, entry_at
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.keys import EntryEdits
from briefing.desk.registry.plain import Renamed
from briefing.desk.registry.plan import Meaning, Plan, carried, edit_of
from briefing.desk.registry.refs import OF_ONE_FILE, kind_of
from briefing.desk.registry.steps import Impossible
from briefing.model.names import composed, looks_like_id, slug
from briefing.model.problem import Edit
from briefing.model.uses import Use
from briefing.parse.fields import Thing


def rename(files: DeskFiles, old: str, new: str, keeps: bool = True, kind: str = "") -> Plan:
    """What gives an id another name: that of the registry, a story's, or one that briefs give to what is theirs.

    In the registry the old one stays alive in `was`, unless not `keeps`; renamed to the id that it had last, an entry
    is as it was before that, and the id that it gives up is no one's. A story that has no `id` of its own has its file
    renamed. `file:id` means an id of one brief, `kind` what it is the id of where several things have it. Raises
    `Impossible`.
    """
    old, new = composed(old.strip()), composed(new.strip())
    if not looks_like_id(new):
        meant = slug(new)
        guess = f"; `{meant}` is" if looks_like_id(meant) else ""
        raise Impossible(f"`{new}` is no id (small letters and digits, with dashes between){guess}")
    if old == new:
        raise Impossible(f"`{old}` is its name already")
    file, _colon, inner = old.rpartition(":")
    if file and files.bytes_of(file) is not None:
        return _of_briefs(files, inner, new, [file], kind)
    if (thing := files.thing(old)) and kind in ("", kind_of(thing)):
        return _of_registry(files, old, new, keeps)
    if kind in ("", "story") and (stories := files.stories(old)):
        return _of_story(files, old, new, stories)
    if old in files.registry.former:
        raise Impossible(f"`{old}` is what `{files.registry.former[old]}` was; that is its name now")
    return _of_briefs(files, old, new, files.holding([old]), kind)


def _of_registry(files: DeskFiles, old: str, new: str, keeps: bool) -> Plan:
    registry = files.registry
    if old in registry.actors and old in registry.venues:
        raise Impossible(f"`{old}` is an actor and a place; give one of them another id by hand first")
    kind: Thing = "actor" if old in registry.actors else "venue"
    if files.thing(new):
        raise Impossible(f"`{new}` is there already; `briefing merge {old} {new}` makes them one")
    if (other := registry.former.get(new, old)) != old:
        raise Impossible(f"`{new}` is what `{other}` was; take it out of its `was` first")
    entry = entry_at(files, old)
    among = files.holding([old, new])
    edits_in = _edits_in(files, lambda use: _is_meant(use, old, kind), old, new)
    edits = {file: [*edits_in(file)] for file in files.registries}
    edits[entry.file] += _key_edits(entry, old, new, keeps)
    plan = Plan(f"rename {old} to {new}", new, {file: tuple(some) for file, some in edits.items() if some})
    renamed = Renamed(old, new, kind)
    return carried(files, plan, among, edits_in, _now((kind,), old, new), renamed=renamed, is_alive=keeps)


def _edits_in(files: DeskFiles, is_meant: Callable[[Use], bool], old: str, new: str) -> Callable[[str], Iterator[Edit]]:
    """What gives a file the new id in place of the old, use by use."""
    return lambda file: (
        edit_of(files.text(file), use.span, old, new) for use in files.uses(file).uses if is_meant(use)
    )


def _key_edits(entry: EntryAt, old: str, new: str, keeps: bool) -> list[Edit]:
    """The edits of an entry's former ids."""
    was = entry.entry.texts("was")
    edits = EntryEdits(entry.text, entry.entry, entry.behind)
    if was and was[-1] == new:
        return edits.without_item("was", new)
    if new in was:  # an older one of several: a list of as many
        at = was.index(new)
        span = entry.reader.span(entry.entry.nodes["was"][at])
        return [edit_of(entry.text, span, new, old)] if keeps else edits.without_item("was", new)
    return edits.with_item("was", old) if keeps else []


def _is_meant(use: Use, old: str, kind: Thing) -> bool:
    """Whether a use is one of an id, by that id."""
    return use.kind == kind and use.key == old and use.where != "was" and id_in(use) == old


def id_in(use: Use) -> str:
    """What a use has for an id: of `Folder/Name#Part` the name."""
    return use.key if use.where == "body" and use.kind == "story" else use.text


def _now(kinds: Collection[str], old: str, new: str) -> Meaning:
    return lambda use: (use.kind, new if use.key == old and use.kind in kinds else use.key)


def _of_story(files: DeskFiles, old: str, new: str, stories: list[str]) -> Plan:
    if len(stories) > 1:
        raise Impossible(f"{' and '.join(stories)} have the id `{old}`; give one of them another by hand first")
    if taken := files.stories(new):
        raise Impossible(f"`{new}` is the id of {taken[0]} already")
    (file,) = stories
    among = files.holding([old, new])
    moves: dict[str, str] = {}
    if not any(use.where == "id" for use in files.uses(file).uses):
        folder, slash, name = file.rpartition("/")
        moves[file] = f"{folder}{slash}{new}.{name.rpartition('.')[2]}"
        if files.is_taken(moves[file]):
            raise Impossible(f"{moves[file]} is there already")
    plan = Plan(f"rename {old} to {new}", new, moves=moves)
    edits_in = _edits_in(files, lambda use: _is_meant(use, old, "story"), old, new)
    return carried(files, plan, [file, *among], edits_in, _now(("story",), old, new))


def _of_briefs(files: DeskFiles, old: str, new: str, among: list[str], kind: str) -> Plan:
    """An id that briefs give to something of their own."""
    given = ((use, file) for file in among for use in files.uses(file).uses if is_given(use, old))
    owners = {(use.kind, file) for use, file in given if kind in ("", use.kind)}
    kinds = {kind for kind, _file in owners}
    if not owners:
        nearest = files.nearest(old)
        raise Impossible(f"nothing has the id `{old}`" + (f"; did you mean `{nearest}`?" if nearest else ""))
    if len(kinds) > 1 or (len(owners) > 1 and kinds & {*OF_ONE_FILE}):
        where = sorted(file for _kind, file in owners)
        raise Impossible(f"`{old}` is an id in {' and '.join(where[:3])}; say in which: `{where[0]}:{old}`")
    if files.thing(new) or new in files.registry.former:
        raise Impossible(f"`{new}` is an id of the registry already")
    edits_in = _edits_in(files, lambda use: use.kind in kinds and use.key == old and use.text == old, old, new)
    return carried(files, Plan(f"rename {old} to {new}", new), among, edits_in, _now(tuple(kinds), old, new))


def is_given(use: Use, id_: str) -> bool:
    """Whether something of a brief's own gets an id here."""
    return use.is_own and use.key == id_ and use.where.endswith(".id")
