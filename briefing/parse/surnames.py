"""By what a person is called once the full name was said: the part of a name that is a weak name by itself.

It is the last word of the name, behind `Jr.` and `III` left off, and as it is written with the particles before it:
`von der Leyen`, `bin Salman`, `de la Cruz`, `Le Pen`; without them too where it is a surname of its own (`Bismarck`,
and `Assad` for `al-Assad`). Of a Chinese or Korean name it is the first, `Xi Jinping` being `Xi`: a known surname
before syllables of these languages. Of two Spanish surnames it is the last; the first, like a Japanese or Hungarian
surname that comes first, is for `weak` to say. A name of one word has none, nor has one with a small word that is no
particle (`Catherine of Aragon`), nor one whose last word is a single letter, a number, or begins sentences (`May`).

Who is a person: an actor of that kind; and one without a kind whose name looks like a person's. That is, it has a
position, or has two to five words that all begin with a capital (particles aside), none of them a word of a state's, a
body's or a place's name (`words.BODIES`); does not begin with an article, and does not end with a title, in capitals or
with a country's name; and is no country's name itself. A script without capitals gives no such sign.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.model.brief import Actor
from briefing.model.countries import COUNTRIES
from briefing.model.fold import fold
from briefing.model.remembered import remembered
from briefing.parse.spelling import plain
from briefing.parse.words import (
    ARABIC_ARTICLES,
    ARTICLES,
    BODIES,
    FUNCTION_WORDS,
    NEVER_LEFT_OUT,
    SUFFIXES,
    SURNAME_PARTICLES,
    SURNAMES_FIRST,
    TITLES,
)

_MOST_WORDS = 5
"""A name without a kind that has more is hardly a person's."""


def is_person(actor: Actor) -> bool:
    """Whether an actor is a person, as far as can be told."""
    return _is_persons(actor.name, actor.kind, bool(actor.position))


def surnames(actor: Actor) -> tuple[str, ...]:
    """What of a person's name is a weak name by itself, the longest first; nothing of who is no person."""
    return _surnames(actor.name, actor.kind, bool(actor.position)) if actor.by_surname else ()


@remembered
def _surnames(name: str, kind: str, has_position: bool) -> tuple[str, ...]:
    words = _words(name) if _is_persons(name, kind, has_position) else []
    if len(words) < 2 or words[0].lower() == "the" or not all(map(_is_of_a_name, words)):
        return ()
    if _has_surname_first(words):
        return _fit([words[0]])
    last = words[-1].lower()
    if last in TITLES and any(word.lower().rstrip(".") in TITLES for word in words[:-1]):
        return ()  # `Prime Minister`
    at = len(words) - 1
    while at > 1 and _particle(words[at - 1]):
        at -= 1
    found = [" ".join(words[at:])]
    particles = {_particle(word) for word in words[at:-1]}
    head, _hyphen, tail = words[-1].partition("-")
    if particles and not particles & NEVER_LEFT_OUT:
        found.append(words[-1])
    elif tail and head.lower() in ARABIC_ARTICLES:
        found.append(tail)
    return _fit(found)


def _fit(found: list[str]) -> tuple[str, ...]:
    return tuple([name for name in found if len(name) > 1 and "." not in name and name.lower() not in FUNCTION_WORDS])


@remembered
def _is_persons(name: str, kind: str, has_position: bool) -> bool:
    if kind or has_position:
        return kind in ("person", "")
    words = _words(name)
    if not 2 <= len(words) <= _MOST_WORDS or not all(map(_is_of_a_name, words)) or fold(name) in _countries():
        return False
    if _has_surname_first(words):
        return True
    low = [word.lower().rstrip(".") for word in words]
    parts = {part for word in low for part in (word, *word.split("-"))}
    return (
        low[0].partition("'")[0] not in ARTICLES
        and all(word[0].isupper() or word[0].islower() for word in words)
        and not parts & BODIES
        and not any(word.lower() in FUNCTION_WORDS - SURNAME_PARTICLES for word in words[1:-1])
        and low[-1] not in TITLES
        and low[-1] not in _countries()
        and not words[-1].isupper()
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(map(fold, COUNTRIES.values()))


def _words(name: str) -> list[str]:
    """The words of a name, plain, without what stands in brackets or quotes and without `Jr.` or `III`."""
    words = re.sub(r"\([^()]*\)|\"[^\"]*\"", " ", plain(name)[0]).split()
    while words and _is_suffix(words[-1]):
        words.pop()
    return [*words[:-1], words[-1].rstrip(",")] if words else []


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in SUFFIXES or re.fullmatch("[IVX]+", word) is not None


def _is_of_a_name(word: str) -> bool:
    """Whether a word begins with a capital, with a particle, or with a letter of a script that has no capitals."""
    if word[:1].islower():
        return bool(_particle(word) or _particle(re.split("['-]", word)[0]))
    return word[:1].isalpha() and word[-1] != ","


def _particle(word: str) -> str:
    """The particle that a word is, if it is one."""
    low = word.lower().rstrip(".")
    return low if low in SURNAME_PARTICLES or low in ARABIC_ARTICLES or low == "d" else ""


_FINALS = (
    "a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iong|iu|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|(?<=[bfmpw])o"
)
_CHINESE = f"(?:(?:[csz]h|[bcdfghjklmnpqrstwxyz])?(?:{_FINALS})){{1,2}}"
"""One or two syllables of Chinese, in Pinyin without tones."""

_VOWELS = "a|ae|e|eo|eu|i|o|oe|oo|ee|u|ui|wa|wae|we|wi|wo|ya|yae|ye|yeo|yo|yu"
_KOREAN = f"(?:ch|jj|kk|pp|ss|tt|[bdghjklmnprst])?(?:{_VOWELS})(?:ck|ng|[bklmnpt])?"
"""A syllable of Korean, as names are romanised."""


def _has_surname_first(words: list[str]) -> bool:
    """Whether a name is of China or Korea: a surname of theirs, then one or two syllables of Chinese, or two of Korean
    that are words of their own or joined by a hyphen."""
    if words[0].lower() not in SURNAMES_FIRST or not 2 <= len(words) <= 3:
        return False
    given = "-".join(words[1:]).lower()
    return re.fullmatch(_CHINESE, given.replace("-", "", 1)) is not None or (
        re.fullmatch(f"{_KOREAN}-{_KOREAN}", given) is not None
    )
