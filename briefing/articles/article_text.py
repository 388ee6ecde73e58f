"""The text of an article as extractors see it, and what they find there.

Whatever a draft says of somebody it says in the words of the text: an extract names stretches of it, and has no words
of its own. Only what a table of the world knows by a name (a country, coordinates) comes from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal

from briefing.articles.context import is_place_there
from briefing.model.body import Block, Mention, Run, Sentences
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.value import dataclass, field
from briefing.parse.names import RegistryNames, link
from briefing.parse.surnames import is_person
from briefing.parse.text import Text
from briefing.parse.words import FUNCTION_WORDS

ExtractKind = Literal["actor", "venue", "date", "question"]
_ENGLISH = 0.33
"""So large a part of the words of a text in English are small ones of it; mostly half of them are."""
_FIRST_WORD = (
    r"(?<![^\s„“\"«(])"
    r"(?:Der|Die|Das|Den|Dem|Des|Im|In|Am|An|Aus|Bei|Nach|Von|Für|Auch|Il|Le|La|Les|El|Los|Las|Het)(?= )"
)
_SHOUTED, _FEWEST = 0.9, 20
"""So large a part of the letters of a paragraph are capitals, of so many at least, where capitals tell nothing."""
_SAMPLE = 20_000
"""Characters that tell it."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Something that an extractor found in an article.

    `at` is where the text names it (`text[start:end]`), first as a draft is to call it, then by its other names;
    `seen` is every other place where it stands. `kind` is the list that it is for; `sort` what it is, a `kind` of the
    format (`person`, `city`). `why` says in a few words how likely that is, and is empty for what is certain. `facts`
    are keys of an entry with the stretch that says them (`position`); `known` are those that a table has by the name,
    of which `name` takes the place of what the text says, and `id` is one of the registry.
    """

    kind: ExtractKind
    at: tuple[tuple[int, int], ...]
    why: str = ""
    sort: str = ""
    facts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    seen: tuple[tuple[int, int], ...] = ()

    @property
    def start(self) -> int:
        return self.at[0][0]


Extractor = Callable[["ArticleText"], Iterable[Extract]]
"""What the entry points of the group `briefing.extractors` name."""


@dataclass(frozen=True, slots=True)
class NamedAt:
    """Where a text names one of the things that were sought in it."""

    key: str
    start: int
    end: int


class ArticleText:
    """The paragraphs of an article in one text, with a blank line between; headings and code are left out, where
    capitals and names say little. `registry` is the desk's."""

    def __init__(self, blocks: Iterable[Block], registry: Registry) -> None:
        parts = {at: block.text for at, block in enumerate(blocks) if block.kind in ("paragraph", "table", "footnote")}
        self.text = "\n\n".join(parts.values())
        sought = [_as_written_small(part) if _is_shouted(part) else part for part in parts.values()]
        self.sought = "\n\n".join(sought)
        """The text with a capital a word only, where it is all in capitals."""
        self.registry = registry
        self._taken = bytearray(len(self.text))
        self._starts = list(accumulate((len(part) + 2 for part in parts.values()), initial=0))
        self._begins = dict(zip(parts, self._starts, strict=False))
        self._blocks = [Block("paragraph", (Run(self._read(part)),)) for part in sought]

    def _read(self, part: str) -> str:
        """A paragraph as names are sought in it: another language's article at the start of a sentence is no part of
        the name that follows, *Die Türkei*."""
        return part if self.is_english else re.sub(_FIRST_WORD, lambda word: word[0].lower(), part)

    def is_shouted(self, start: int, end: int) -> bool:
        """Whether a stretch is of a paragraph in capitals, which tell no name from other words there."""
        return self.sought[start:end] != self.text[start:end]

    def of(self, stretch: tuple[int, int]) -> str:
        """The words of a stretch."""
        return self.text[stretch[0] : stretch[1]]

    def find(
        self, actors: Sequence[Actor] = (), venues: Sequence[Venue] = (), names: RegistryNames | None = None
    ) -> Iterator[NamedAt]:
        """Where the text names some things by any of their names, as mentions are found in bodies; a name that several
        of them have is none."""
        if names is None:
            names = RegistryNames(Registry())
        mentions, _problems = link(self._blocks, (), actors, venues, {}, names, Text(self.text, ""))
        for one in mentions:
            if one.listed:
                begin = self._starts[one.block]
                yield NamedAt(one.key, begin + one.start, begin + one.end)

    def take(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Let no extractor claim what was found there already."""
        for start, end in stretches:
            self._taken[start:end] = b"\1" * (end - start)

    def take_mentions(self, mentions: Iterable[Mention]) -> None:
        """The same for what a brief lists of the registry, but for states and bodies where a name is a place's."""
        for one in mentions:
            if one.listed and (begin := self._begins.get(one.block, -1)) >= 0:
                stretch = begin + one.start, begin + one.end
                known = self.registry.actors.get(one.key) if one.kind == "actor" else None
                if known is None or is_person(known) or not is_place_there(self.text, *stretch):
                    self.take([stretch])

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps one that was found before."""
        return 1 in self._taken[start:end]

    @cached_property
    def is_english(self) -> bool:
        words = re.findall(r"[^\W\d_]+", self.text[:_SAMPLE].lower())
        small = sum(1 for word in words if word in FUNCTION_WORDS)
        return bool(words) and small >= _ENGLISH * len(words)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """From where to where each sentence goes."""
        cutter = Sentences(self.text)
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(self.text):
            end = max(cutter.bounds(at, at)[1], at + 1)
            words = self.text[at:end]
            if words.strip():
                left = at + len(words) - len(words.lstrip())
                found.append((left, at + len(words.rstrip())))
            at = end
        return found

    def sentence(self, start: int) -> tuple[int, int]:
        """The sentence that holds a position."""
        from bisect import bisect_right

        at = bisect_right(self.sentences, (start, len(self.text) + 1)) - 1
        return self.sentences[max(at, 0)]


def _is_shouted(part: str) -> bool:
    large = sum(map(str.isupper, part))
    return large >= _FEWEST and large >= _SHOUTED * (large + sum(map(str.islower, part)))


def _as_written_small(part: str) -> str:
    """A text with a capital a word, each of its letters where it was."""

    def small(word: re.Match[str]) -> str:
        rest = word[0][1:].lower()
        return word[0][0] + rest if len(rest) == len(word[0]) - 1 else word[0]

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", small, part)
