"""Whom the registry knows by a weak name or by a surname alone, and its places that share their names with states."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from briefing.articles.article_text import ArticleText, Extract, ExtractKind, NamedAt
from briefing.articles.context import is_place_there
from briefing.model.brief import Actor
from briefing.model.value import replace
from briefing.parse.inflected import strong_names, weak_names
from briefing.parse.names import RegistryNames
from briefing.parse.surnames import is_person, surnames


def registered(article: ArticleText, names: RegistryNames, listed: Iterable[str]) -> Iterator[Extract]:
    """Those of the registry, beside those that are `listed`, that a text names by weak names only, and the places that
    it says something is in. A state's weak names are left to `states`, which knows what stands around them."""
    known = set(listed)
    words = set(_words(article.sought))
    registry = article.registry
    actors = [
        _with_proper_names(actor)
        for actor in registry.actors.values()
        if actor.key not in known
        and actor.kind != "state"
        and any(words.issuperset(_words(name)) for name in (*weak_names(actor), *surnames(actor)))
    ]
    venues = [
        venue
        for venue in registry.venues.values()
        if venue.key not in known and any(words.issuperset(_words(name)) for name in strong_names(venue))
    ]
    yield from _found(article, "venue", article.find(venues=venues, names=names), set(registry.venues) - known)
    yield from _found(article, "actor", article.find(actors, names=names), {actor.key for actor in actors})


def _found(
    article: ArticleText, kind: ExtractKind, named: Iterable[NamedAt], keys: Collection[str]
) -> Iterator[Extract]:
    found: dict[str, list[tuple[int, int]]] = {}
    for at in named:
        known = article.registry.actors.get(at.key)
        is_somebody = kind == "actor" and known is not None and is_person(known)
        is_there = not is_somebody and is_place_there(article.text, at.start, at.end)
        if at.key in keys and is_there == (kind == "venue") and not article.is_taken(at.start, at.end):
            found.setdefault(at.key, []).append((at.start, at.end))
    for key, stretches in found.items():
        texts = dict.fromkeys(map(article.of, stretches))
        at_first = tuple(next(one for one in stretches if article.of(one) == text) for text in texts)
        why = "" if kind == "venue" else f"named as {', '.join(texts)} only"
        yield Extract(kind, at_first, why=why, known={"id": key}, seen=tuple(stretches))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _with_proper_names(actor: Actor) -> Actor:
    """An actor without the weak names that are common words: *the fleet*."""
    return replace(actor, weak=tuple([name for name in actor.weak if name.split()[-1][0].isupper()]), registered=False)
