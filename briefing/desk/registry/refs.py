"""Every place of a desk in which something is named by its id, or by a name that leads to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.steps import Impossible
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import composed, slug, stem
from briefing.model.uses import FoundUse, Use

OF_ONE_FILE = ("claim", "source")
"""Things of which two files mean two by one id."""


def refs(files: DeskFiles, text: str, more: Iterable[str] = ()) -> list[FoundUse]:
    """The places that name what a text is the id of (or was, or names), by file and line: the registry's first.

    Names in the text of a brief are no such places unless they are links; a link may name a story by its title. `more`
    are briefs to look into besides those in which its id or one of its names stands. Raises `Impossible` where nothing
    is called so.
    """
    key = files.key_of(text)
    if thing := files.thing(key) if key else None:
        return _shown(files, uses_of(files, key, {kind_of(thing)}, names_of(thing), more))
    key = composed(text.strip())
    stories = files.stories(key) if " " not in key else []
    found = [*uses_of(files, key, (), [key], [*more, *stories])]
    kinds = {use.kind for _file, use in found if use.is_own or use.kind == "story"} or {use.kind for _, use in found}
    if stories:
        found, kinds = sorted({*found, *uses_of_story(files, key, stories)}), {*kinds, "story"}
    if not found and not stories:
        nearest = files.nearest(text)
        raise Impossible(f"nothing is called `{text}`" + (f"; did you mean `{nearest}`?" if nearest else ""))
    return _shown(files, ((file, use) for file, use in found if use.kind in kinds))


def _shown(files: DeskFiles, found: Iterable[tuple[str, Use]]) -> list[FoundUse]:
    return [FoundUse(use, files.shown(file).lines[use.span.line - 1]) for file, use in found]


def kind_of(thing: Actor | Venue) -> Literal["actor", "venue"]:
    """What it is."""
    return "actor" if isinstance(thing, Actor) else "venue"


def uses_of(
    files: DeskFiles, key: str, kinds: Collection[str], names: Collection[str], more: Iterable[str] = ()
) -> Iterator[tuple[str, Use]]:
    """The places that name a thing of one of some kinds, or of any, by file: in the registry, in the briefs that have
    one of these names in them, and in those of `more`."""
    among = [*files.registries, *sorted({*files.naming(names), *more})]
    uses = ((file, use) for file in among for use in files.uses(file).uses)
    return ((file, use) for file, use in uses if use.key == key and (not kinds or use.kind in kinds))


def uses_of_story(files: DeskFiles, id_: str, stories: Sequence[str]) -> Iterator[tuple[str, Use]]:
    """The places that name the story of these files, by its id or, as links may, by its title or another name."""
    names = {id_, *(name for file in stories for name in _names(files, file) if _is_free(files, name, stories))}
    folded = set(map(fold, names))
    for file in sorted({*files.naming(names), *stories}):
        for use in files.uses(file).uses:
            if use.kind == "story" and (use.key == id_ or (use.where == "body" and fold(use.key) in folded)):
                yield file, use


def _names(files: DeskFiles, file: str) -> Iterator[str]:
    """By what a link may name a story besides its id."""
    entry = files.uses(file).entry
    if entry is not None:
        yield from filter(None, (entry.text("title"), *entry.texts("aliases")))
    yield stem(file)


def _is_free(files: DeskFiles, name: str, stories: Sequence[str]) -> bool:
    """Whether a name of a story is nobody else's id."""
    return {*files.stories(slug(name))} <= {*stories}


def names_of(thing: Actor | Venue) -> set[str]:
    """By what a thing of the registry is named: its ids and its names."""
    return {thing.key, *thing.was, thing.name, *thing.aliases}
