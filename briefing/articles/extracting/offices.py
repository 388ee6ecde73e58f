"""Persons whom a text introduces by their office: *the Georgian Prime Minister Nino Gelashvili*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.articles.article_text import ArticleText, Extract
from briefing.articles.extracting.demonyms import DEMONYMS, SEATS
from briefing.articles.extracting.lexicon import OFFICES, PORTFOLIOS, ROLES
from briefing.parse.words import BODIES, FUNCTION_WORDS, SUFFIXES, SURNAME_PARTICLES, TITLES

_NAME = (
    r"[^\W\d_a-z][\w'’-]+(?: [A-Z]\.)?(?: (?:{particles}))*(?: [^\W\d_a-z][\w'’-]+){{1,2}}(?!\w| [^\W\d_a-z]\w)"
).format(particles="|".join(sorted(SURNAME_PARTICLES - {"e", "y", "do", "l", "la"}, key=len, reverse=True)))
_ENDS = r",|\.| of | said| told| who"
"""What stands behind a name that a comma parts from an office: *its chair, Comfort Boateng, said*."""
_PHRASE = r"(?:[^\W\d_]+(?:[-'’.][^\W\d_]*)* ){1,5}$"
_BEHIND = (
    r", (?:(?:the|its|his|her|their|a|an) )?((?:[\w-]+ ){0,3}?[\w-]+(?: (?:of|for|in|at) (?:the )?[^,.;:()]{2,40}?)?)"
    r"(?=[,.;]| (?:said|told|who|has|had|was|is)\b)"
)


_PARTED = rf"(?i)(?<![\w-])(?:(?:chief|deputy|prime|vice) )?(?:{'|'.join(sorted(OFFICES | ROLES))})$"


def offices(article: ArticleText) -> Iterator[Extract]:
    """Whom a text names right behind an office, by two names or three."""
    roles = "|".join(sorted(OFFICES | ROLES))
    of_whom = rf"(?i:(?<![\w-])(?P<role>{roles}))(?P<comma>,?) (?P<name>{_NAME})"
    for match in re.finditer(of_whom, article.text):
        if match["comma"] and not re.match(_ENDS, article.text[match.end() : match.end() + 8]):
            continue
        start, end = match.span("name")
        if article.is_shouted(start, end):
            continue
        words = {word.lower().rstrip(".") for word in match["name"].split()}
        if words & (TITLES | BODIES | FUNCTION_WORDS - SURNAME_PARTICLES) or article.is_taken(start, end):
            continue
        position = match.span("role") if match["comma"] else _before(article, start)
        if position:
            why = f"named behind {article.of(position)}"
            yield Extract("actor", ((start, end),), why=why, sort="person", facts={"position": position})


def position_of(article: ArticleText, start: int, end: int) -> tuple[int, int] | None:
    """Where a text says what somebody is, before the name or behind it."""
    return _before(article, start) or _after(article, end) or _parted(article, start, end)


def _parted(article: ArticleText, start: int, end: int) -> tuple[int, int] | None:
    """The words of an office before a comma and a name: *the port's chief executive, Dorota Pyc, said*."""
    text = article.text
    if text[max(start - 2, 0) : start] != ", " or not re.match(_ENDS, text[end : end + 8]):
        return None
    begin = max(0, start - 82)
    found = re.search(_PARTED, text[begin : start - 2])
    return (begin + found.start(), start - 2) if found else None


def _before(article: ArticleText, start: int) -> tuple[int, int] | None:
    """The words of an office before a name, with the state or the seat that it is of."""
    begin = max(0, start - 80)
    match = re.search(_PHRASE, article.text[begin:start])
    if match is None:
        return None
    words = [
        (begin + one.start(), begin + one.end())
        for one in re.finditer(r"\S+", article.text[begin:start])
        if one.start() >= match.start()
    ]
    chosen = len(words)
    while chosen and _is_of_office(article.of(words[chosen - 1])):
        chosen -= 1
    offices = words[chosen:]
    if not offices or article.of(offices[-1]).lower().rstrip(".") not in OFFICES | ROLES | TITLES:
        return None
    if article.of(offices[0]) in ("Minister", "Secretary") and chosen and article.of(words[chosen - 1]) in PORTFOLIOS:
        offices.insert(0, words[chosen - 1])
        chosen -= 1
    for length in (2, 1):
        stretch = words[max(chosen - length, 0) : chosen]
        if stretch and article.text[stretch[0][0] : stretch[-1][1]] in DEMONYMS | SEATS:
            return stretch[0][0], offices[-1][1]
    return offices[0][0], offices[-1][1]


def _after(article: ArticleText, end: int) -> tuple[int, int] | None:
    if article.text[end : end + 2] != ", ":
        return None
    match = re.match(_BEHIND, article.text[end : end + 100])
    if match is None:
        return None
    head = re.split(r" (?:of|for|in|at) ", match[1])[0].lower().split()
    if not head or head[-1].rstrip("s") not in OFFICES | ROLES:
        return None
    return end + match.start(1), end + match.end(1)


def _is_of_office(word: str) -> bool:
    low = word.lower().rstrip(".")
    return (
        (low in TITLES or low in ROLES)
        and low not in SUFFIXES
        and low not in ("under", "her", "high", "allies", "ally")
    )
