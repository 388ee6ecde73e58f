"""Countries that a text names, and those whose government it names by an adjective, by its seat or by its capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefing.articles.article_text import ArticleText, Extract, NamedAt
from briefing.articles.context import acts, is_of_officials, is_place_there
from briefing.articles.extracting.demonyms import ALSO, DEMONYMS, NOT_ALONE, OFFICIAL, SEATS
from briefing.articles.extracting.told import HEADS, OWNER
from briefing.model.brief import Actor
from briefing.model.countries import COUNTRIES

_LEAST = 4
"""Letters of a country's name in another language than English; shorter ones are words elsewhere."""


def states(article: ArticleText) -> Iterator[Extract]:
    """The states of a text: one that the registry has is its own."""
    named, adjectives, seats = _sought(article)
    by_code: dict[str, list[NamedAt]] = {}
    signs: dict[str, list[NamedAt]] = {}
    where: dict[str, list[NamedAt]] = {}
    for at in named:
        if not article.is_taken(at.start, at.end) and not _is_in_name(article.text, at.start, at.end):
            is_there = is_place_there(article.text, at.start, at.end) and not is_of_officials(article.text, at.start)
            table = where if is_there else by_code
            table.setdefault(at.key, []).append(at)
    for at in (*adjectives, *seats):
        if not article.is_taken(at.start, at.end) and _is_of_state(article, at):
            signs.setdefault(at.key, []).append(at)
    called = {at.key for at in adjectives}
    for code in dict.fromkeys((*by_code, *signs, *where)):
        has_other = code in signs or code in called
        named_by = [
            at for at in (*by_code.get(code, ()), *where.get(code, ())) if has_other or _stands_alone(article, at)
        ]
        acting = [at for at in by_code.get(code, ()) if at in named_by]
        official = signs.get(code, [])
        if acting or official:
            yield _state(article, code, [*acting, *named_by], official)
        elif named_by:
            yield _country(article, code, named_by)


def _sought(article: ArticleText) -> tuple[list[NamedAt], list[NamedAt], list[NamedAt]]:
    """Where the text has names of countries, their adjectives, and seats of their governments."""
    words = set(re.findall(r"\w+", article.text.lower()))
    found = []
    for table in (_names(article.is_english), DEMONYMS, SEATS | _capitals()):
        there: dict[str, list[str]] = {}
        for name, code in table.items():
            if words.issuperset(re.findall(r"\w+", name.lower())):
                there.setdefault(code, []).append(name)
        actors = [
            Actor(code, name, kind="state", aliases=tuple(others), by_surname=False)
            for code, (name, *others) in there.items()
        ]
        found.append(list(article.find(actors)))
    return found[0], found[1], found[2]


def _state(article: ArticleText, code: str, named: list[NamedAt], official: list[NamedAt]) -> Extract:
    seen = tuple([(at.start, at.end) for at in (*named, *official)])
    texts: dict[str, tuple[int, int]] = {}
    for stretch in seen:
        texts.setdefault(article.of(stretch), stretch)
    name = COUNTRIES[code]
    is_outright = name in texts
    known = {"id": key} if (key := _registered(article, code)) else {"country": code}
    if not is_outright:
        known["name"] = name
    first = texts.pop(name, None) or texts.pop(article.of(seen[0]))
    at = (first, *texts.values())
    why = "" if is_outright else f"named as {', '.join(map(article.of, at))}"
    return Extract("actor", at, why=why, sort="state", known=known, seen=seen)


def _country(article: ArticleText, code: str, named: list[NamedAt]) -> Extract:
    """A country that is only where something happens."""
    seen = tuple([(at.start, at.end) for at in named])
    known = {"id": key} if (key := _registered(article, code)) else {"country": code}
    if not key and article.is_shouted(*seen[0]):
        known["name"] = COUNTRIES[code]
    kind = "actor" if key else "venue"
    return Extract(kind, seen[:1], why="named as a place only", sort="country", known=known, seen=seen)  # type: ignore[arg-type]


def _registered(article: ArticleText, code: str) -> str:
    """The registry's key of a state, where it has one of that country and no more."""
    keys = [key for key, one in article.registry.actors.items() if one.kind == "state" and one.country == code]
    return keys[0] if len(keys) == 1 else ""


def _is_of_state(article: ArticleText, at: NamedAt) -> bool:
    """Whether an adjective, a seat of government or a capital stands for the state."""
    words = article.sought[at.start : at.end]
    if words in DEMONYMS:
        return _is_official(article, at)
    if is_of_officials(article.text, at.start):
        return True
    if is_place_there(article.text, at.start, at.end):
        return False
    return words in SEATS or acts(article.text, at.start, at.end)


def _is_official(article: ArticleText, at: NamedAt) -> bool:
    """Whether an adjective is that of a state: of its government, and not of somebody who is called by name there."""
    behind = re.match(r"((?: (?!and\b)[\w-]+){1,3})", article.text[at.end : at.end + 60])
    words = behind[1].split() if behind else []
    official = [number for number, word in enumerate(words) if word.lower() in OFFICIAL]
    if not official or official[0] != 0:
        return False
    return all(word[0].islower() for word in words[: official[-1] + 2])


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a country's name is part of a body's: *University of Malta*, *Hockey India*, *U.S. Attorney's Office*."""
    before = text[max(0, start - _NEAR) : start]
    return (
        re.search(rf"(?<!\w)(?:(?:{_OF_ANY}) of (?:the )?|(?:{_SPORTS}) )$", before) is not None
        or re.match(rf" {OWNER}", text[end : end + _NEAR]) is not None
    )


_NEAR = 40
"""Characters before a name that are looked at."""
_SPORTS = "Athletics|Badminton|Basketball|Cricket|Cycling|Gymnastics|Hockey|Rowing|Rugby|Swimming|Tennis|Volleyball"
_OF_ANY = rf"(?!Ministry|Congress){HEADS}|Museum|Orchestra"
"""Heads of names of bodies that are no states' government."""


def _stands_alone(article: ArticleText, at: NamedAt) -> bool:
    return article.sought[at.start : at.end] not in NOT_ALONE


@cache
def _names(is_english: bool) -> dict[str, str]:
    from briefing.parse.country_names import names_everywhere

    table = {name: code for code, name in COUNTRIES.items()} | ALSO
    if is_english:
        return table
    return {name: code for name, code in names_everywhere() if len(name) >= _LEAST or not name.isascii()} | table


@cache
def _capitals() -> dict[str, str]:
    from briefing.check.gazetteer import capitals

    return {name: city.country for name, city in capitals()} | {"The Hague": "NL", "La Paz": "BO", "Colombo": "LK"}
