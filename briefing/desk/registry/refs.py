"""Every place of a desk in which something is named by its id, or by a name that leads to it."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.desk.registry.files import DeskFiles, Impossible
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import composed
from briefing.model.uses import FoundUse


def refs(files: DeskFiles, text: str, more: Iterable[str] = ()) -> list[FoundUse]:
    """The places that name what a text is the id of (or was, or names), by file and line: the registry's first.

    Names in the text of a brief are no such places unless they are links. `more` are briefs to look into besides those
    in which its id or one of its names stands. Raises `Impossible` where nothing is called so.
    """
    key = files.key_of(text)
    thing = files.thing(key) if key else None
    if thing is not None:
        kinds = {"actor" if isinstance(thing, Actor) else "venue"}
        among = files.holding(words_of(thing))
    else:
        key, kinds = composed(text.strip()), set()
        among = files.holding([key, *{fold(key), key.rpartition(" ")[2]}])
    among = [*files.registries, *sorted({*among, *more, *_files_of_story(files, key)})]
    found = [(file, use) for file in among for use in files.uses(file).uses if use.key == key]
    if not kinds:
        kinds = {use.kind for _file, use in found if use.is_own or use.kind == "story"} or {
            use.kind for _file, use in found
        }
    places = [FoundUse(use, files.text(file).lines[use.span.line - 1]) for file, use in found if use.kind in kinds]
    if not places and not _files_of_story(files, key):
        nearest = files.nearest(text)
        raise Impossible(f"nothing is called `{text}`" + (f"; did you mean `{nearest}`?" if nearest else ""))
    return places


def words_of(thing: Actor | Venue) -> set[str]:
    """What has to stand where a thing is named: one of its ids, or of one of its names the longest word."""
    words = {thing.key, *thing.was}
    for name in (thing.name, *thing.aliases):
        for one in (name, fold(name)):
            words.add(max(one.split(), key=len, default=one))
    return {word for word in words if word}


def _files_of_story(files: DeskFiles, id_: str) -> list[str]:
    return files.stories(id_) if " " not in id_ else []
