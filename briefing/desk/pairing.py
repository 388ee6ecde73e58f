"""What of one edition of a desk is what of another: stories, whatever they are called now, and what is wrong there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from briefing.desk.rewording import by_sign
from briefing.model.brief import Brief
from briefing.model.content import content_of, digested, whole_digest
from briefing.model.problem import Problem
from briefing.model.value import NamedTuple

_PLACE = r"(\bline |:)\d+"
_ALIKE = 0.5  # the share of words that two texts must have in common to be one story under another name
_MOST = 2_000  # pairs of stories whose words are compared


class StoryPair(NamedTuple):
    """A story's file in the old edition and in the new one; empty where it is in none."""

    old: str
    new: str


def paired(olds: Mapping[str, Brief], news: Mapping[str, Brief]) -> Iterator[StoryPair]:
    """The stories of two editions, by their files: the same one by its file and its id, by either, by what it says or
    its title, or by most of its words."""
    gone, come = dict(olds), dict(news)

    def take(pairs: Iterable[tuple[str, str]]) -> Iterator[StoryPair]:
        for old, new in [*pairs]:
            if old in gone and new in come:
                del gone[old], come[new]
                yield StoryPair(old, new)

    def signed(sign: Callable[[Brief], str]) -> Iterator[StoryPair]:
        signs = ({path: sign(brief) for path, brief in some.items()} for some in (gone, come))
        yield from take(by_sign(*signs).items())

    yield from take((path, path) for path in olds if path in news and olds[path].id == news[path].id)
    yield from signed(lambda brief: brief.id)
    yield from take((path, path) for path in gone if path in come)
    if gone and come:
        yield from signed(lambda brief: whole_digest(digested(content_of(brief))))
        yield from signed(lambda brief: brief.title)
        yield from take(_alike(gone, come))
    yield from (StoryPair(path, "") for path in gone)
    yield from (StoryPair("", path) for path in come)


def _alike(gone: Mapping[str, Brief], come: Mapping[str, Brief]) -> Iterator[tuple[str, str]]:
    """Stories that have most of their words in common, the likeliest first."""
    if len(gone) * len(come) > _MOST:
        return
    olds, news = ({path: _words(brief) for path, brief in some.items()} for some in (gone, come))
    likely = (
        (len(mine & others) / max(len(mine), len(others), 1), old, new)
        for old, mine in olds.items()
        for new, others in news.items()
    )
    yield from ((old, new) for share, old, new in sorted(likely, reverse=True) if share >= _ALIKE)


def _words(brief: Brief) -> set[str]:
    return {word for block in brief.blocks for word in re.findall(r"\w+", block.text.casefold())}


def only_in_one(
    came: Iterable[Problem], went: Iterable[Problem], moved: Mapping[str, str]
) -> tuple[list[Problem], list[Problem]]:
    """The problems of the new edition that the old one has not, and the other way round, wherever in its file each
    stands; `moved` are new files by old ones."""
    news, olds = list(came), list(went)
    for place in ("$^", _PLACE):  # first word for word, then whatever line they name
        new, old = [_sign(one, place) for one in news], [_sign(one, place, moved) for one in olds]
        both = Counter(new) & Counter(old)
        news, olds = list(_without(news, new, both)), list(_without(olds, old, both))
    return news, olds


_Sign = tuple[str, str, str]


def _sign(problem: Problem, place: str, moved: Mapping[str, str] = MappingProxyType({})) -> _Sign:
    file = problem.span.file
    return moved.get(file, file), problem.code, re.sub(place, "", problem.message)


def _without(problems: Iterable[Problem], signs: Iterable[_Sign], known: Counter[_Sign]) -> Iterator[Problem]:
    left = known.copy()
    for problem, sign in zip(problems, signs, strict=True):
        if left[sign] > 0:
            left[sign] -= 1
        else:
            yield problem
