"""What extractors find in an article: one module a source, asked one after the other, the surest first.

Who has another source of candidates names it as an entry point of the group `briefing.extractors`: a function that is
given the `ArticleText` and gives `Extract` values. What one found, no later one can claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from briefing.articles.article import NoArticle
from briefing.articles.article_text import ArticleText, Extract
from briefing.model.fold import fold
from briefing.model.value import replace
from briefing.parse.names import RegistryNames

GROUP = "briefing.extractors"
METHODS = ("registry", "tables", "nlp")
"""Each finds what those before it find, and more."""


def extracts(
    article: ArticleText,
    names: RegistryNames,
    listed: Collection[str],
    method: str = METHODS[-1],
    tell: Callable[[str], None] = lambda _why: None,
) -> list[Extract]:
    """What is found in a text beside those whom the registry names outright, which are `listed` by key. `tell` is told
    why something could not be asked."""
    from briefing.articles.extracting.dates import dates
    from briefing.articles.extracting.hedges import hedges
    from briefing.articles.extracting.registered import registered

    found: list[Extract] = []
    there: set[tuple[str, str]] = {(kind, key) for kind in ("actor", "venue") for key in listed}
    called: set[str] = set()
    cities: dict[str, int] = {}
    """Where in the list a city stands, by its number in GeoNames: *Brüssel* and *Brussels* are one."""

    def take(more: Iterable[Extract]) -> None:
        for one in more:
            if one.kind not in ("actor", "venue"):
                found.append(one)
            elif not article.is_taken(*one.at[0]) and (known := _identified(article, one, names)):
                if (number := known.known.get("geonames", "")) in cities:
                    first = found[cities[number]]
                    found[cities[number]] = replace(first, at=(*first.at, *one.at), seen=(*first.seen, *one.seen))
                    article.take((*one.at, *one.seen))
                    continue
                which = one.kind, known.known.get("id") or fold(known.known.get("name") or article.of(one.at[0]))
                if which not in there and which[1] not in called:
                    there.add(which)
                    called.update(() if "id" in known.known else (which[1],))
                    if number:
                        cities[number] = len(found)
                    found.append(known)
                article.take((*one.at, *one.seen))

    take(registered(article, names, listed))
    if method != METHODS[0]:
        from briefing.articles.extracting.offices import offices
        from briefing.articles.extracting.places import places, regions
        from briefing.articles.extracting.states import states

        take(states(article))
        take(regions(article))
        if method == METHODS[-1]:
            take(_people(article, tell))
        take(offices(article))
        for extractor in _others(tell):
            take(extractor(article))
        take(places(article, {code for one in found if (code := _country(article, one))}))
    take(dates(article))
    take(hedges(article))
    return found


def _identified(article: ArticleText, one: Extract, names: RegistryNames) -> Extract | None:
    """What was found by the id that the registry has for its name; none where several there have it."""
    if "id" in one.known or one.kind not in ("actor", "venue"):
        return one
    keys = {key for at in one.at for key in names.named(article.of(at), "actor" if one.kind == "actor" else "venue")}
    if not keys and (number := one.known.get("geonames")):
        keys = {key for key, venue in article.registry.venues.items() if venue.geonames == number}
    if len(keys) > 1:
        return None
    return replace(one, known={"id": keys.pop()}) if keys else one


def _country(article: ArticleText, one: Extract) -> str:
    """The code of the country that an extract is, or is of."""
    known = article.registry.actors.get(one.known.get("id", ""))
    return known.country if known else one.known.get("country", "")


def _people(article: ArticleText, tell: Callable[[str], None]) -> list[Extract]:
    from briefing.articles.extracting.people import people

    try:
        return list(people(article))
    except NoArticle as error:
        tell(str(error))
        return []


def _others(tell: Callable[[str], None]) -> Iterator[Callable[[ArticleText], list[Extract]]]:
    """The extractors of other packages, each so that what goes wrong in it is told and ends nothing."""
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):

        def asked(article: ArticleText, point: object = point) -> list[Extract]:
            try:
                return list(point.load()(article))  # type: ignore[attr-defined]
            except Exception as error:  # of a stranger's program: it can be anything
                tell(f"the extractor {point.name} failed: {type(error).__name__}: {error}")  # type: ignore[attr-defined]
                return []

        yield asked
