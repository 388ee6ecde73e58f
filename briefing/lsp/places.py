"""Where the files of a desk name something: each is searched for its names, and read only where it has one."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.sites import LISTED, Site, sites
from briefing.lsp.targets import meant
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import note_names, stem
from briefing.parse.fields import Thing
from briefing.parse.registry_name import is_registry
from briefing.parse.text import decode

_OF_BRIEF: tuple[Thing, ...] = ("event", "question", "claim", "source")
"""What only its own brief can name, but for answers."""


def occurrences(desk: LiveDesk, kind: Thing, key: str, file: str) -> Iterator[tuple[str, list[Site]]]:
    """The files of a desk that name a thing, each with its places; `file` is where it was met."""
    names = _names(desk, kind, key)
    if not is_registry(file) and kind in LISTED and not _is_registered(desk, kind, key):
        yield from _in_open(desk, kind, key, file)
        return
    if kind in _OF_BRIEF:
        yield from _in_open(desk, kind, key, file)
        return
    signs = [name.encode() for name in names]
    folded = set(map(fold, names))
    everything = [*(one.file for one in desk.stories), *desk.registry_files]
    for name in dict.fromkeys([file, *everything]):
        data = desk.open[name].raw.encode("utf-8", "replace") if name in desk.open else desk.read(name)
        if data is None or not any(one in data for one in signs):
            continue
        if name in desk.open:
            places = list(sites_here(desk, desk.open[name], kind, key))
        else:
            places = [one for one in sites(decode(data, name)) if kind in one.kinds and names_it(one, names, folded)]
        if places:
            yield name, places


def names_it(site: Site, names: set[str], folded: set[str]) -> bool:
    """Whether a place says one of these names; what looks like an id says it letter by letter."""
    if site.is_link:
        return any(name in names or fold(name) in folded for name in note_names(site.written))
    return site.written in names or fold(site.written) in folded


def sites_here(desk: LiveDesk, file: OpenFile, kind: Thing, key: str) -> Iterator[Site]:
    """The places of an open file that mean a thing."""
    for one in sites(file.text):
        if kind in one.kinds and (one.is_own or one.is_former or meant(desk, file, one.kinds, one.written)):
            found = (kind, one.written) if one.is_own else meant(desk, file, one.kinds, one.written)
            if found == (kind, key) or (one.is_former and one.written == key):
                yield one


def _in_open(desk: LiveDesk, kind: Thing, key: str, file: str) -> Iterator[tuple[str, list[Site]]]:
    if file in desk.open:
        yield file, list(sites_here(desk, desk.open[file], kind, key))


def _is_registered(desk: LiveDesk, kind: Thing, key: str) -> bool:
    return key in (desk.registry.actors if kind == "actor" else desk.registry.venues)


def _names(desk: LiveDesk, kind: Thing, key: str) -> set[str]:
    """By what a file may name a thing."""
    thing: Actor | Venue | None = None
    if kind == "actor":
        thing = desk.registry.actors.get(key)
    elif kind == "venue":
        thing = desk.registry.venues.get(key)
    elif kind == "story" and (story := desk.around.stories.get(key)):
        return {name for name in (key, story.title, stem(story.file), *story.aliases) if name}
    return {key, thing.name, *thing.aliases, *thing.was} if thing else {key}
