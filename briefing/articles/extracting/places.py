"""Places of the gazetteer that a text says something is in, and the regions that are called by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.articles.article_text import ArticleText, Extract
from briefing.articles.context import IS_PLACE, is_place_there, may_be_place_there
from briefing.articles.extracting.lexicon import HOMONYMS, US_STATES
from briefing.check.gazetteer import City, called_by, cities_called, the_one
from briefing.model.brief import Venue
from briefing.model.countries import COUNTRIES
from briefing.model.fold import fold
from briefing.model.nouns import counted

_MOST_WORDS = 4
"""A name of a city has hardly more."""
_LEAST = 3
"""Letters of a name in an alphabet; there are cities called Bo, Ho and Of."""
_WORD = r"[^\W\d_](?:[\w'’.-]*\w)?"
_REGION = (
    r"(?<!\w){word}(?:[ -]{word}){{0,2}} "
    r"(?:Oblast|Province|Governorate|Prefecture|County|District|Krai|Raion|Region|Voivodeship|Canton)"
    r"(?!\w| [^\W\d_a-z])"
).format(word=r"[^\W\d_a-z][\w'’]*")


def places(article: ArticleText, countries: Iterable[str] = ()) -> Iterator[Extract]:
    """The cities of a text that something is said to be in, near, or on the way to. `countries` are the codes of those
    that it names, which tell of several cities of one name which is meant."""
    named = set(countries)
    called = _called(article)
    venues = [Venue(key, name, aliases=tuple(others)) for key, (name, *others) in called.items()]
    where: dict[str, list[tuple[int, int]]] = {}
    is_there: set[str] = set()
    for at in article.find(venues=venues):
        words = article.sought[at.start : at.end]
        is_shouted = article.is_shouted(at.start, at.end)
        if article.is_taken(at.start, at.end) or (behind := article.text[at.end : at.end + 40])[:1] == "@":
            continue
        where.setdefault(at.key, []).append((at.start, at.end))
        cities = cities_called(words)
        is_sure = is_dateline(article, at.start, behind) or _with_country(behind, cities) or re.match(IS_PLACE, behind)
        if is_shouted and words in HOMONYMS and not is_dateline(article, at.start, behind):
            continue
        is_loose = words not in HOMONYMS and not any(city.is_capital for city in cities) and article.is_english
        if is_sure or (may_be_place_there if is_loose else is_place_there)(article.text, at.start, at.end):
            is_there.add(at.key)
    for key, stretches in where.items():
        if key not in is_there and not any(is_in_list(article, *at) for at in stretches):
            continue
        cities = cities_called(article.of(stretches[0]))
        behind = next(
            (code for at in stretches if (code := _with_country(article.text[at[1] : at[1] + 40], cities))), ""
        )
        yield _venue(article, stretches, cities, {behind} if behind else named)


def _venue(article: ArticleText, stretches: list[tuple[int, int]], cities: list[City], countries: set[str]) -> Extract:
    largest = the_one(cities)
    among = [city for city in cities if city.country in countries]
    city = the_one(among) if among else largest
    first = article.sought[slice(*stretches[0])]
    known = {"name": first} if article.is_shouted(*stretches[0]) else {}
    texts = sorted(dict.fromkeys(map(article.of, stretches)), key=str.isupper)
    at = tuple(next(one for one in stretches if article.of(one) == text) for text in texts)
    if city is None or (largest is not None and largest.geonames != city.geonames):
        why = f"{counted(len(cities), 'city', 'cities')} of that name"
        return Extract("venue", at, why=why, sort="city", known=known, seen=tuple(stretches))
    why = "the city of that name" if len(cities) == 1 else f"the likeliest of {len(cities)} cities of that name"
    known |= {"country": city.country, "lat": f"{city.lat:g}", "lon": f"{city.lon:g}", "geonames": city.geonames}
    return Extract("venue", at, why=why, sort="city", known=known, seen=tuple(stretches))


_ENDING = r"['’](?:[dt][ae]n?|[dt]aki|[dt]eki|n?[ıiuü]n|y?[ae]|y?[ıiuü]|s)$"
"""What stands behind a name and an apostrophe, in Turkish and in English."""


def _called(article: ArticleText) -> dict[str, list[str]]:
    """The names of cities that may stand in a text, as it has them, by the name folded."""
    found: dict[str, list[str]] = {}
    words = [(match.start(), match.end()) for match in re.finditer(_WORD, article.sought)]
    known: set[str] = set()
    for at, (start, _end) in enumerate(words):
        if article.sought[start].islower():
            continue
        for last in range(at, min(at + _MOST_WORDS, len(words))):
            text = re.sub(_ENDING, "", article.sought[start : words[last][1]])
            if last > at and article.text[words[last - 1][1] : words[last][0]] not in (" ", "-", "’", "'"):
                break
            if text in known or (len(text) < _LEAST and text.isascii()):
                continue
            known.add(text)
            behind = article.text[words[last][1] : words[last][1] + 40]
            if called_by(text) and (not text.isupper() or is_dateline(article, start, behind)):
                found.setdefault(fold(text), []).append(text)
    return found


def is_dateline(article: ArticleText, start: int, behind: str) -> bool:
    """Whether a name is that of the place that a report comes from: *Accra, Ghana (AP) –*."""
    return article.text[:start].rpartition("\n")[2] == "" and re.match(_DATELINE, behind) is not None


_DATELINE = r"(?:, (?:\d{1,2}\.? )?[^\W\d_a-z][\w. ]{1,24})?(?: ?\([\w/ ]{2,20}\))? ?[–—-][– —-]"


def _with_country(behind: str, cities: Iterable[City]) -> str:
    """The code of the country that stands behind a comma after the name of a city that is there."""
    match = re.match(r",? \(?([^\W\d_a-z][\w'’.]*(?: [^\W\d_a-z][\w'’.]*)?)", behind)
    if match is None or behind[:1] not in ", " or (behind[:1] == " " and behind[1:2] != "("):
        return ""
    said = match[1].rstrip(".")
    codes = {city.country for city in cities}
    for text in (said, said.split()[0]):
        if text in US_STATES and "US" in codes:
            return "US"
        if code := next((code for code in codes if COUNTRIES.get(code) == text), ""):
            return code
    return ""


def is_in_list(article: ArticleText, start: int, end: int) -> bool:
    """Whether a name goes on with a list of places: *in Blatten, Wiler and Ried*, or *from Hamburg and Kiel*, where the
    first is a city that is known."""
    text = article.text
    before = re.search(_LIST, text[max(0, start - _LISTED) : start])
    if before is None or (before["joint"] == ", " and not re.match(_GOES_ON, text[end : end + _LISTED])):
        return False
    begin, end_of_first = (max(0, start - _LISTED) + at for at in before.span("first"))
    words = [begin, *(begin + blank.end() for blank in re.finditer(" ", before["first"]))]  # `In` may stand before it
    opens = text[:begin].rstrip()[-1:] in ("", ".", "!", "?", "\u201d", '"')
    if opens and before["joint"] == ", ":  # `In Paris, Anna Berg and Karl Meier …`
        return False
    return is_place_there(text, begin, end_of_first) or any(
        cities_called(text[at:end_of_first]) and may_be_place_there(text, at, end_of_first) for at in words
    )


_LISTED = 120
_NAME = r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2}"
_AND = r",? (?:and|or|und|et|y|e|и|і|та|ve|oder|ou) "
_LIST = rf"(?<!\w)(?P<first>{_NAME})(?:, {_NAME})*?(?P<joint>, |{_AND})$"
_GOES_ON = rf"(?:, {_NAME})*{_AND}[^\W\d_a-z]"


_ENGLISH = ("County", "District", "Region")
"""Words that end names of clubs and courts as well."""


def regions(article: ArticleText) -> Iterator[Extract]:
    """Regions that the text calls by their kind, around a city that is known or where something is said to be."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in re.finditer(_REGION, article.text):
        if not article.is_taken(*match.span()):
            found.setdefault(match[0], []).append(match.span())
    for text, stretches in found.items():
        of, _blank, sort = text.rpartition(" ")
        city = the_one(cities_called(of))
        if (city is None or sort in _ENGLISH) and not any(is_place_there(article.text, *at) for at in stretches):
            continue
        known = {"country": city.country} if city and sort != "County" else {}
        seen = tuple(stretches)
        yield Extract("venue", seen[:1], why="a region by its name", sort="region", known=known, seen=seen)
