"""Who of a desk may be one: pairs of names that a hand may have written for the same, each with a reason.

Only what can be told in a few words counts, and nothing that the desk knows to be two: what contradicts (two kinds, two
countries, two ids of Wikidata) and whom a story lists side by side. Names are not compared one by one: each is found
again by what is left of it when a word, a letter or an accent is taken away, so that the time goes with their number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from briefing.desk.people.letters import in_latin
from briefing.model.fold import fold
from briefing.model.uses import PairRow
from briefing.model.value import NamedTuple, dataclass, replace

_CROWD = 8
"""What is left of more names than these tells nobody from others."""
_LONGEST = 400
"""Characters of a name; a longer one is none, and cut short at each of its letters it would fill the memory."""
_MANY = 64
"""Of so many who share a surname and an initial each is compared with each, of more none."""
_COMMON = 0.6
"""What it counts that two have another name in common that a third has, too: a port's, of all that is in it."""
_SHORT = 5
"""Words of fewer letters are other words with another letter."""
_KINDS = {"group": "organisation"}
"""Kinds that one may take for another."""
_TITLES = frozenset(
    "the mr mrs ms dr prof sir president prime minister chancellor king queen general colonel senator secretary"
    " republic kingdom state of and".split()
)
"""Words before a name that are none of it."""


@dataclass(frozen=True, slots=True)
class NamedOne:
    """Somebody, or some place, as far as it tells them from others. `stories` says how many list or name them."""

    sort: str
    key: str
    name: str
    names: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    wikidata: str = ""
    geonames: str = ""
    stories: int = 0
    registered: bool = False
    number: int = 0


class NamePair(NamedTuple):
    """Two that may be one: the first would be called as the second; how likely that is, from 0 to 1, and why."""

    score: float
    first: NamedOne
    second: NamedOne
    reason: str

    @property
    def keys(self) -> frozenset[str]:
        return frozenset((self.first.key, self.second.key))

    def without(self, gone: NamedOne, stays: NamedOne, key: str) -> NamePair | None:
        """The pair once one is another, who has this id from then on; none, if it asks of the one who is gone."""
        if gone in (self.first, self.second):
            return None
        first, second = (replace(one, key=key, registered=True) if one == stays else one for one in self[1:3])
        return self._replace(first=first, second=second)

    @property
    def turned(self) -> NamePair:
        """The same, the other way round."""
        return self._replace(first=self.second, second=self.first)

    @property
    def row(self) -> PairRow:
        """The pair in print."""
        one, other = self.first, self.second
        return PairRow(
            score=self.score,
            one=one.key,
            other=other.key,
            one_name=one.name,
            other_name=other.name,
            one_stories=one.stories,
            other_stories=other.stories,
            reason=self.reason,
        )


class _Name(NamedTuple):
    """A name ready to be compared: its words, folded, and whose it is; `other` is how it is written if it is not what
    they are called first."""

    words: tuple[str, ...]
    of: int
    other: str = ""


def pairs(candidates: Sequence[NamedOne], apart: Collection[frozenset[str]] = ()) -> list[NamePair]:
    """The pairs that may be one, the likeliest first; without those whose keys are `apart`."""
    best: dict[tuple[int, int], tuple[float, str]] = {}
    names = [name for at, one in enumerate(candidates) for name in _names(at, one)]
    for score, reason, one, other in (*_same_ids(candidates), *_alike(candidates, names)):
        pair = (min(one, other), max(one, other))
        if best.get(pair, (0.0, ""))[0] < score:
            best[pair] = score, reason
    result = []
    for (one, other), (score, reason) in best.items():
        first, second = sorted((candidates[one], candidates[other]), key=_weight)
        if frozenset((first.key, second.key)) not in apart:
            result.append(NamePair(score, first, second, reason))
    return sorted(result, key=lambda pair: (-pair.score, -pair.second.stories, pair.second.key, pair.first.key))


def _weight(one: NamedOne) -> tuple[bool, int, int, str]:
    """Who of two is called as the other: who is not in the registry, has fewer stories, a shorter name."""
    return one.registered, one.stories, len(one.name), one.key


def _names(at: int, one: NamedOne) -> Iterator[_Name]:
    told: set[tuple[str, ...]] = set()
    for other, name in (("", one.name), *((name, name) for name in one.names)):
        words = tuple(re.findall(r"[^\W_]+", fold(name)))
        if words and words not in told and sum(map(len, words)) <= _LONGEST:
            told.add(words)
            yield _Name(words, at, other)


def _same_ids(candidates: Sequence[NamedOne]) -> Iterator[tuple[float, str, int, int]]:
    for fact in ("wikidata", "geonames"):
        held: dict[tuple[str, str], list[int]] = {}
        for at, one in enumerate(candidates):
            if value := getattr(one, fact):
                held.setdefault((one.sort, value), []).append(at)
        for (_sort, value), several in held.items():
            for here, there in combinations(several[:_CROWD], 2):
                yield 0.99, f"both are {value}", here, there


def _alike(candidates: Sequence[NamedOne], names: Sequence[_Name]) -> Iterator[tuple[float, str, int, int]]:
    for way, score, reason in _WAYS:
        held: dict[str, list[int]] = {}
        for at, name in enumerate(names):
            sort = candidates[name.of].sort
            for left in way(name.words):
                held.setdefault(f"{sort}:{left}", []).append(at)
        for several in held.values():
            if 1 < len(several) <= _CROWD:
                is_common = len({names[at].of for at in several}) > 2
                for here, there in combinations(several, 2):
                    one, two = names[here], names[there]
                    if _may_be_one(candidates, one.of, two.of):
                        is_weak = is_common and one.other and two.other
                        yield (_COMMON if is_weak else score), _told(candidates, reason, one, two), one.of, two.of
    yield from _shortened(candidates, names)


def _told(candidates: Sequence[NamedOne], reason: str, one: _Name, two: _Name) -> str:
    """Why two are alike; with the names that are, if it is by one of their others."""
    if not (one.other or two.other):
        return reason
    left, right = (name.other or candidates[name.of].name for name in (one, two))
    return f"{reason}: {left}" if left == right else f"{reason}: {left} = {right}"


def _may_be_one(candidates: Sequence[NamedOne], at: int, beside: int) -> bool:
    one, other = candidates[at], candidates[beside]
    facts = [
        (_KINDS.get(one.kind, one.kind), _KINDS.get(other.kind, other.kind)) if one.sort == "actor" else ("", ""),
        (one.country, other.country),
        (one.wikidata, other.wikidata),
        (one.geonames, other.geonames),
    ]
    return at != beside and not any(here and there and here != there for here, there in facts)


def _in_order(words: tuple[str, ...]) -> Iterator[str]:
    """The words in the order of the alphabet; a name of one word is nobody else's in another order."""
    if len(words) > 1:
        yield " ".join(sorted(words))


def _as_it_is(words: tuple[str, ...]) -> Iterator[str]:
    yield " ".join(words)


def _by_sound(words: tuple[str, ...]) -> Iterator[str]:
    """The words by what they sound like, in Latin letters."""
    yield " ".join(sorted(map(_skeleton, words)))


@lru_cache(maxsize=100_000)
def _skeleton(word: str) -> str:
    if len(word) < _SHORT - 1:
        return word
    word = in_latin(word)
    for old, new in _SOUNDS:
        word = re.sub(old, new, word)
    return word


_SOUNDS = (
    ("ph", "f"), ("tch|tsch|cz|č", "ch"), ("kh|ch(?=[aou])", "h"), ("sch|sz", "sh"), ("ck|q|c(?=[aou])", "k"),
    ("w", "v"), ("iy$|yy$|ij$|yi$|ii$|y$|j$", "i"), ("[yj](?=[aeou])|^i(?=[aeou])", "j"), ("y|j(?=[^aeou])", "i"),
    ("ou|oo", "u"), ("dzh|dj", "j"), ("x", "ks"), (r"(.)\1+", r"\1"),
)  # fmt: skip


def _without_titles(words: tuple[str, ...]) -> Iterator[str]:
    if rest := " ".join(word for word in words if word not in _TITLES):
        yield rest


def _one_letter_less(words: tuple[str, ...]) -> Iterator[str]:
    """The name, and what is left of it without a letter of one of its words: of two that are a letter apart the same
    is left."""
    whole = " ".join(words)
    yield whole
    start = 0
    for word in words:
        if len(word) >= _SHORT and not word.isdigit():
            for at in range(start + 1, start + len(word)):
                yield whole[:at] + whole[at + 1 :]
        start += len(word) + 1


_WAYS: tuple[tuple[Callable[[tuple[str, ...]], Iterator[str]], float, str], ...] = (
    (_as_it_is, 0.94, "the same name"),
    (_in_order, 0.93, "the same words in another order"),
    (_by_sound, 0.9, "the same name spelled otherwise"),
    (_without_titles, 0.88, "the same but for a title"),
    (_one_letter_less, 0.86, "one letter apart"),
)
"""What is left of a name one way, how much it counts that of two the same is left, and how that is called."""


def _shortened(candidates: Sequence[NamedOne], names: Sequence[_Name]) -> Iterator[tuple[float, str, int, int]]:
    """Names that are others with less: no middle name, initials, the surname alone, the first letters of the words."""
    holders: dict[str, set[int]] = {}
    alike: dict[str, list[_Name]] = {}
    spelled_out: dict[str, set[int]] = {}
    for name in names:
        sort = candidates[name.of].sort
        if len(name.words) > 1:
            holders.setdefault(f"{sort}:{name.words[-1]}", set()).add(name.of)
            alike.setdefault(f"{sort}:{name.words[0][0]}:{name.words[-1]}", []).append(name)
            letters = "".join(word[0] for word in name.words if word not in _TITLES)
            if len(letters) > 2:
                spelled_out.setdefault(f"{sort}:{letters}", set()).add(name.of)
    for name in names:
        one, last = candidates[name.of], name.words[-1]
        if one.sort == "actor" and one.kind in ("", "person"):
            for at, score in _longer(name, holders.get(f"{one.sort}:{last}", ()), alike):
                if candidates[at].kind in ("", "person") and _may_be_one(candidates, name.of, at):
                    yield score, _REASONS[score], name.of, at
        if len(name.words) == 1 and one.kind not in ("person", "state"):
            longer = spelled_out.get(f"{one.sort}:{last}", set()) - {name.of}
            for at in longer if len(longer) == 1 else ():
                if candidates[at].kind not in ("person", "state") and _may_be_one(candidates, name.of, at):
                    yield 0.75, _REASONS[0.75], name.of, at


def _longer(name: _Name, holders: Collection[int], alike: Mapping[str, Sequence[_Name]]) -> Iterator[tuple[int, float]]:
    """Who has a longer name that one is a part of, and how much that counts; `holders` are those of the surname, and
    `alike` the names by the first letter and the last word."""
    if len(name.words) == 1:
        yield from ((at, 0.7) for at in holders if len(holders) == 1)
        return
    others = alike.get(f"actor:{name.words[0][0]}:{name.words[-1]}", ())
    for other in others if len(others) <= _MANY else ():
        if score := _less(name.words, other.words):
            yield other.of, score


_REASONS = {
    0.85: "a middle name more",
    0.8: "the same surname and initials",
    0.75: "the first letters of its words",
    0.7: "the surname alone, which nobody else has",
}


def _less(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """How much it counts that one name is the other with less, 0 where it is not."""
    if len(words) > len(others) or words == others:
        return 0.0
    if any(len(word) == 1 for word in words[:-1]):
        first_names = zip(words[:-1], others, strict=False)
        return 0.8 if all(other.startswith(word) for word, other in first_names) else 0.0
    rest = iter(others)
    is_part = len(words) < len(others) and words[0] == others[0] and all(word in rest for word in words)
    return 0.85 if is_part else 0.0
