"""Which entry of a brief is one of the version before in other words.

An entry without an id has a key made of its words, which goes where they change. Rather a new one than a wrong one: an
entry is another one's twin only where that is gone, and where enough speaks for it: words in common, the longer ones
most; the same date, place, people or address; the same neighbours in the list. A day that differs, or somebody of the
cast in another one's place, speaks against it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter

from briefing.desk.texts import words
from briefing.model.content import NAME_OF, Content, Facts
from briefing.model.value import dataclass, replace

_NAMED_BY_WORDS = ("event", "claim", "source", "update", "question")
_EVIDENCE = ("when", "where", "who", "due", "asked", "about", "hypotheses", "by", "source", "url", "published", "at")
_OWN = ("url",)
"""What no two entries have in common."""
_DAYS = ("when", "at")
_MOST = 50  # of a version's entries that are compared; comparing takes time by the square of it
_STEM = 5  # letters by which two words are one
_ENOUGH = 0.5
_OF_A_FACT, _AGAINST, _OF_ITS_PLACE = 0.25, 0.35, 0.2
_SAME_NAME = 0.75
"""The share of words in common of what was put off to another day; of others it is a part of what speaks for them."""
_FEW = 4
"""Letters in common that are too few to know anything by: `Will it …?`"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it is compared: its stems with their weights, and how many entries that stayed are before it."""

    stems: Mapping[str, int]
    facts: Mapping[str, frozenset[str]]
    place: int

    @property
    def weight(self) -> int:
        return sum(self.stems.values())


def twins(old: Content, new: Content) -> dict[str, str]:
    """Keys of entries that are there now (`question:who-pays`) with those that they had before."""
    cast = frozenset(
        word[:_STEM]
        for version in (old, new)
        for key, name in version.labels.items()
        if key.startswith(("actor:", "venue:"))
        for word in words(name)
    )
    pairs: dict[str, str] = {}
    for sort in _NAMED_BY_WORDS:
        before, after = (_of(sort, version) for version in (old, new))
        if sort == "update":  # its key is its number
            same = {facts: key for key, facts in before.items()}
            stayed = {key: same[facts] for key, facts in after.items() if facts in same}
        else:
            stayed = {key: key for key in after if key in before}
        if len(stayed) < min(len(before), len(after)):
            stayed |= _pairs(sort, before, after, stayed, cast)
        pairs |= {key: was for key, was in stayed.items() if key != was or sort == "update"}
    return pairs


def is_to_be_asked(old: Content, new: Content) -> bool:
    """Whether two versions, in digests, have entries of a sort that the other has not."""
    gone, come = (
        {key.partition(":")[0] for key in one - other if ":" in key}
        for one, other in ((_keys(old), _keys(new)), (_keys(new), _keys(old)))
    )
    return bool(gone & come)


def under_new_keys(version: Content, changed: Mapping[str, str]) -> Content:
    """A version with its entries under the keys that they have now, by `twins`."""
    now = {was: key for key, was in changed.items() if not key.startswith("update:")}
    if not now:
        return version
    return replace(
        version,
        notes={now.get(key, key): text for key, text in version.notes.items()},
        questions={now.get(f"question:{key}", key).removeprefix("question:"): one
                   for key, one in version.questions.items()},
        labels={now.get(key, key): text for key, text in version.labels.items()},
        entries={now.get(key, key): facts for key, facts in version.entries.items()},
    )  # fmt: skip


def by_sign(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Ids before and now that have the same sign, where no other has it."""
    olds, news = _only(before.items()), _only(now.items())
    return {olds[sign]: news[sign] for sign in olds.keys() & news.keys() if sign}


def _only(signs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for id, sign in signs:
        found.setdefault(sign, []).append(id)
    return {sign: ids[0] for sign, ids in found.items() if len(ids) == 1}


def _keys(version: Content) -> set[str]:
    return {*version.notes, *(f"question:{key}" for key in version.questions)}


def _of(sort: str, version: Content) -> dict[str, Facts]:
    return {key: facts for key, facts in version.entries.items() if key.partition(":")[0] == sort}


def _pairs(
    sort: str, before: Mapping[str, Facts], after: Mapping[str, Facts], kept: Mapping[str, str], cast: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What came with what is gone, the likeliest first, each once."""
    gone = dict(_entries(sort, before, frozenset(kept.values())))
    come = dict(_entries(sort, after, kept.keys()))
    likely = [
        (likeness, key, was)
        for key, one in come.items()
        for was, other in gone.items()
        if (likeness := _likeness(other, one, cast)) >= _ENOUGH
    ]
    for _score, key, was in sorted(likely, key=itemgetter(0), reverse=True):
        if key in come and was in gone:
            del come[key], gone[was]
            yield key, was


def _entries(sort: str, entries: Mapping[str, Facts], kept: Collection[str]) -> Iterator[tuple[str, _Entry]]:
    """The entries that have no twin yet."""
    place = number = 0
    for key, facts in entries.items():
        if key in kept:
            place += 1
        elif number < _MOST:
            number += 1
            parts = dict(facts)
            stems: dict[str, int] = {}
            for word in words(parts.pop(NAME_OF[sort], "")):
                stems[word[:_STEM]] = max(stems.get(word[:_STEM], 1), len(word) - 2)
            lines = {key: frozenset(parts[key].split("\n")) for key in _EVIDENCE if key in parts}
            yield key, _Entry(stems, lines, place)


def _likeness(old: _Entry, new: _Entry, cast: frozenset[str]) -> float:
    """How much speaks for two entries being one; 0 where something speaks against it."""
    common = sum(min(weight, new.stems[stem]) for stem, weight in old.stems.items() if stem in new.stems)
    share = common / max(old.weight, new.weight, 1)
    same = different = 0
    for key in old.facts.keys() & new.facts.keys():
        one, other = old.facts[key], new.facts[key]
        if 2 * len(one & other) >= len(one | other):
            same += 2 if key in _OWN else 1
        elif not one & other:
            different += 1
            if key in _DAYS and share < _SAME_NAME:
                return 0
    is_in_place = old.place == new.place
    is_told = same > 1 and not different and is_in_place
    if not cast.isdisjoint(old.stems.keys() - new.stems) and not cast.isdisjoint(new.stems.keys() - old.stems):
        if not is_told and (different or not same or share < _ENOUGH):
            return 0
    elif common < _FEW and not same and not (is_in_place and common in (old.weight, new.weight)):
        return 0
    if not common:
        return _ENOUGH if is_told else 0
    return share + _OF_A_FACT * min(same, 2) - _AGAINST * different + _OF_ITS_PLACE * is_in_place
