"""Names in a text: which actor or venue each one means.

One automaton finds every name of the registry in one pass over the whole body; a name that only this brief knows is
searched by itself. A name counts where it stands as a whole word and not inside a longer, unknown one; the longest
wins, the strongest meaning decides (see `format.md`, *Mentions*).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from briefing.model.body import Block, Mention, Run
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.names import fold
from briefing.model.problem import Problem
from briefing.model.value import dataclass
from briefing.parse.inline import Link, Target
from briefing.parse.text import Text
from briefing.parse.words import FUNCTION_WORDS, LAST_WORDS, LEFT_OF_TAILS, PARTICLES, TAILS_OF_STATES, TITLES

if TYPE_CHECKING:
    from briefing.parse.nearby import Nearby

Kind = Literal["actor", "venue"]
Thing = tuple[Kind, str]
"""A kind and a key: actors and venues may share a key."""

folded = lru_cache(maxsize=65536)(fold)

_LIKE = {"\u00a0": " ", "\u202f": " ", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"}
"""Characters that are read as others, one for one: blanks, apostrophes, hyphens."""


def _plain(text: str) -> str:
    for char, other in _LIKE.items():
        text = text.replace(char, other)
    return text


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """How a name can stand in a text: as it is in NFC, and with a capital where it begins with a small letter."""
    text = " ".join(_plain(unicodedata.normalize("NFC", name)).split())
    if not text or not any(char.isalnum() for char in text):
        return ()
    capital = text[0].upper() + text[1:]
    return (text,) if capital == text or len(capital) != len(text) else (text, capital)


class RegistryNames:
    """The registry's names, made ready once for all briefs."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.strong: dict[str, list[Thing]] = {}
        """Things by the folded form of their names and aliases."""
        self.spelled: dict[str, list[Thing]] = {}
        """Things by each spelling of their names and aliases."""
        patterns: dict[str, None] = {}
        things: list[tuple[Kind, Actor | Venue]] = [("actor", actor) for actor in registry.actors.values()]
        things += [("venue", venue) for venue in registry.venues.values()]
        for kind, thing in things:
            which: Thing = (kind, thing.key)
            for name in (thing.name, *thing.aliases):
                holders = self.strong.setdefault(folded(name), [])
                if which not in holders:
                    holders.append(which)
                for spelling in spellings(name):
                    patterns[spelling] = None
                    spelled = self.spelled.setdefault(spelling, [])
                    if which not in spelled:
                        spelled.append(which)
            for name in thing.weak:
                for spelling in spellings(name):
                    patterns[spelling] = None
        self.patterns = list(patterns)
        self.known = set(patterns)
        self._automaton = AhoCorasick(self.patterns, matchkind=MatchKind.Standard) if patterns else None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Every (index into `patterns`, start, end) in a text, overlapping ones too."""
        if self._automaton is None:
            return []
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    @cached_property
    def nearby(self) -> Nearby:
        """The registry by slips and by parts of names, for what is unknown."""
        from briefing.parse.nearby import of_registry

        return of_registry(self.registry)

    def named(self, name: str, kind: Kind) -> list[str]:
        """The keys of the actors, or of the venues, that a strong name identifies."""
        return [key for found, key in self.strong.get(folded(name), ()) if found == kind]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one spelling means in this brief: `thing` is None where it is not to be linked."""

    thing: Thing | None
    listed: bool = True
    explicit: bool = False
    person: bool = False
    state: bool = False
    weak: bool = False
    rivals: tuple[Thing, ...] = ()
    names: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        """Whether a word is one of the words of its own names."""
        return any(word in name.replace("-", " ").split() for name in self.names)


class _Meanings:
    """Every spelling's meaning, for one brief."""

    def __init__(
        self,
        actors: Sequence[Actor],
        venues: Sequence[Venue],
        overrides: Mapping[str, Target | None],
        names: RegistryNames,
    ) -> None:
        self.names = names
        self.listed: dict[Thing, Actor | Venue] = {("actor", actor.key): actor for actor in actors}
        self.listed.update({("venue", venue.key): venue for venue in venues})
        self.strong: dict[str, list[Thing]] = {}
        self.weak: dict[str, list[Thing]] = {}
        for which, thing in self.listed.items():
            for table, written in ((self.strong, (thing.name, *thing.aliases)), (self.weak, thing.weak)):
                for name in written:
                    for spelling in spellings(name):
                        holders = table.setdefault(spelling, [])
                        if which not in holders:
                            holders.append(which)
        self.overrides = {spelling: target for name, target in overrides.items() for spelling in spellings(name)}
        self._known: dict[str, _Meaning | None] = {}

    def local(self) -> Iterable[str]:
        """The spellings that the registry's automaton does not know."""
        return (self.strong.keys() | self.weak.keys() | self.overrides.keys()) - self.names.known

    def of(self, spelling: str) -> _Meaning | None:
        """What a spelling means, or None if it means nothing here."""
        try:
            return self._known[spelling]
        except KeyError:
            meaning = self._known[spelling] = self._find(spelling)
            return meaning

    def _find(self, spelling: str) -> _Meaning | None:
        if spelling in self.overrides:
            target = self.overrides[spelling]
            if target is None:
                return _Meaning(None)
            return self._meaning((target.kind, target.key), explicit=True)
        for table in (self.strong, self.weak):
            if holders := table.get(spelling):
                if len(holders) > 1:
                    return _Meaning(None, rivals=tuple(holders))
                return self._meaning(holders[0], weak=table is self.weak)
        unlisted = self.names.spelled.get(spelling, ())
        return self._meaning(unlisted[0]) if len(unlisted) == 1 else None

    def _meaning(self, which: Thing, explicit: bool = False, weak: bool = False) -> _Meaning:
        thing = self.listed.get(which)
        listed = thing is not None
        if thing is None:
            registry = self.names.registry
            thing = (registry.actors if which[0] == "actor" else registry.venues).get(which[1])
        if thing is None:
            return _Meaning(which, listed, explicit)
        actor = which[0] == "actor"
        person = actor and thing.kind in ("person", "")
        return _Meaning(which, listed, explicit, person, actor and not person, weak, (), (thing.name, *thing.aliases))


def link(
    blocks: Sequence[Block],
    links: Sequence[Link],
    actors: Sequence[Actor],
    venues: Sequence[Venue],
    overrides: Mapping[str, Target | None],
    names: RegistryNames,
    text: Text,
) -> tuple[tuple[Mention, ...], list[Problem]]:
    """The mentions in a body, in order and without overlaps, and what is wrong with its names.

    `links` are the explicit `[[links]]` of the blocks, `actors` and `venues` what the brief lists, `overrides` what
    its `mentions:` says (None: no mention). `text` is the file's, for the places of problems.
    """
    haystack, starts = _haystack(blocks)
    searched, back = _normal(haystack)
    meanings = _Meanings(actors, venues, overrides, names)
    found = _candidates(searched, meanings, names)
    mentions: list[Mention] = []
    problems: list[Problem] = []
    reported: set[tuple[Thing, ...]] = set()
    ends = 0
    begins = {start for start, _end, _meaning in found}
    finishes = {end for _start, end, _meaning in found}
    for start, end, meaning in found:
        if start < ends:
            continue
        if meaning.thing is not None and _inside_longer_name(searched, start, end, meaning, begins, finishes):
            continue
        ends = end
        first, last = (back[start], back[end - 1] + 1) if back else (start, end)
        if back:
            while last < len(haystack) and unicodedata.combining(haystack[last]):
                last += 1
        block = bisect_right(starts, first) - 1
        offset = starts[block]
        position = _position(blocks[block], first - offset)
        if meaning.thing is not None:
            kind, key = meaning.thing
            mentions.append(
                Mention(block, first - offset, last - offset, key, kind, position, meaning.listed, meaning.explicit)
            )
        elif meaning.rivals and meaning.rivals not in reported:
            reported.add(meaning.rivals)
            problems.append(_ambiguous(haystack[first:last], position, meaning, meanings, blocks[block], text))
    for explicit in links:
        if explicit.target is not None:
            kind, key, _name = explicit.target
            listed = (kind, key) in meanings.listed
            mentions.append(
                Mention(explicit.block, explicit.start, explicit.end, key, kind, explicit.position, listed, True)
            )
    if links:
        mentions.sort(key=lambda mention: (mention.block, mention.start))
    return tuple(mentions), problems


def _haystack(blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """All the blocks' texts as one, code and explicit links blanked out by U+0000, and where each block begins."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for block in blocks:
        starts.append(at)
        if block.kind == "code":
            text = "\0" * len(block.text)
        elif block.kind == "table":
            text = "\n".join(["\t".join([_blanked(cell) for cell in row]) for row in block.rows])
        else:
            text = _blanked(block.runs)
        parts.append(text)
        at += len(text) + 1
    return "\0".join(parts), starts


def _blanked(runs: tuple[Run, ...]) -> str:
    if len(runs) == 1 and not runs[0].marks and not runs[0].link:
        return runs[0].text
    return "".join(
        ["\0" * len(run.text) if run.link or "c" in run.marks or "f" in run.marks or _is_address(run) else run.text
         for run in runs]
    )  # fmt: skip


def _is_address(run: Run) -> bool:
    bare = run.href.removeprefix("mailto:").removeprefix("http://")
    return bool(run.href) and ("://" in run.text or run.text == bare)


def _normal(text: str) -> tuple[str, list[int] | None]:
    """The text as names are spelled (NFC, plain blanks), and where each character comes from if that moved."""
    if text.isascii():
        return text, None
    plain = _plain(text)
    if unicodedata.is_normalized("NFC", plain):
        return plain, None
    parts: list[str] = []
    back: list[int] = []
    start = 0
    for at in range(1, len(plain) + 1):
        if at < len(plain) and (unicodedata.combining(plain[at]) or "\u1160" <= plain[at] <= "\u11ff"):
            continue
        part = unicodedata.normalize("NFC", plain[start:at])
        parts.append(part)
        back += [start] * len(part)
        start = at
    return "".join(parts), back


def _candidates(text: str, meanings: _Meanings, names: RegistryNames) -> list[tuple[int, int, _Meaning]]:
    """Whole-word names that mean something (or are not to mean anything), leftmost first, the longest first."""
    result: list[tuple[int, int, _Meaning]] = []
    patterns = names.patterns
    for index, start, end in names.find(text):
        meaning = meanings.of(patterns[index])
        if meaning is not None and _is_word(text, start, end):
            result.append((start, end, meaning))
    for spelling in meanings.local():
        start = text.find(spelling)
        if start < 0:
            continue
        meaning = meanings.of(spelling)
        while start >= 0:
            end = start + len(spelling)
            if meaning is not None and _is_word(text, start, end):
                result.append((start, end, meaning))
            start = text.find(spelling, start + 1)
    result.sort(key=lambda candidate: (candidate[0], -candidate[1]))
    return result


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether nothing at either end makes this a part of a longer word."""
    if start:
        before = text[start - 1]
        if _joins(before) and _joins(text[start]) and not (_spaceless(before) or _spaceless(text[start])):
            return False
        if before == "'" and start > 1 and text[start - 2].isalpha():
            article = text[max(0, start - 3) : start - 1]
            if article.strip() not in ("l", "L", "d"):
                return False  # O'Neill
        if before in "@/" and start > 1 and not text[start - 2].isspace() and before == "@":
            return False  # an address
    if end < len(text):
        after = text[end]
        if _joins(after) and _joins(text[end - 1]) and not (_spaceless(after) or _spaceless(text[end - 1])):
            return False
        if unicodedata.combining(after):
            return False
        if after == "'" and end + 1 < len(text) and text[end + 1].isupper():
            return False  # O'Neill, for O
    return True


def _joins(char: str) -> bool:
    return char.isalnum() or char == "_"


def _spaceless(char: str) -> bool:
    """Whether a character belongs to a script that puts no blanks between words."""
    return char >= "\u0e00" and (
        "\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"
        or "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )  # fmt: skip


def _inside_longer_name(
    text: str, start: int, end: int, meaning: _Meaning, begins: set[int], finishes: set[int]
) -> bool:
    """Whether a capitalised neighbour that nobody knows makes this a part of another name."""
    return _blocked_on_the_right(text, start, end, meaning, begins) or _blocked_on_the_left(
        text, start, end, meaning, finishes
    )


def _blocked_on_the_right(text: str, start: int, end: int, meaning: _Meaning, begins: set[int]) -> bool:
    if end + 1 >= len(text):
        return False
    after = text[end]
    if after == " " and text[end + 1 : end + 3] == "& ":
        return text[end + 3 : end + 4].isupper() and (
            end + 3 not in begins or text.startswith(text[start:end], end + 3)
        )
    if after not in " -" or end + 1 in begins or not _is_capital(text[end + 1]):
        return False
    word = _word_from(text, end + 1)
    if meaning.has(word):
        return False
    low = word.lower()
    if after == "-":
        return not meaning.state or low in TAILS_OF_STATES
    return low in LAST_WORDS or (low not in TITLES and low not in FUNCTION_WORDS)


def _blocked_on_the_left(text: str, start: int, end: int, meaning: _Meaning, finishes: set[int]) -> bool:
    if start < 2:
        return False
    before = text[start - 1]
    if before not in " -" or start - 1 in finishes:
        return False
    if before == " " and text[start - 2] == "&" and text[start - 3 : start - 2] == " ":
        return start - 3 not in finishes or text.endswith(text[start:end], 0, start - 3)
    if before == " " and text[start - 2] == "." and not _abbreviates(text, start - 2):
        return False
    word = _word_to(text, start - 1)
    bare = word.rstrip(".")
    if not bare or re.search(_INFLECTED, word) or meaning.has(bare):
        return False
    low = bare.lower()
    if not _is_capital(bare[0]):
        if before == "-":
            return False
        if low in ("of", "the") and not meaning.person:
            return _has_head_of(text, start)
        return meaning.person and low in PARTICLES and _is_capital(text[start])
    if before == "-":
        return not meaning.state and low not in TITLES
    if low in TITLES or low in FUNCTION_WORDS:
        return False
    # a full name keeps its meaning behind a word that is most likely a title
    return not (meaning.person and not meaning.weak and " " in text[start:end])


def _has_head_of(text: str, start: int) -> bool:
    """Whether `Bank of` or `Treaty of the` stands before."""
    words = text[max(0, start - 40) : start].split(" ")[:-1]
    while words and words[-1] in ("of", "the"):
        words.pop()
    return text[max(0, start - 40) : start].rstrip().endswith(("of", "of the")) and bool(words) and (
        words[-1].lower() in LEFT_OF_TAILS and _is_capital(words[-1][0])
    )  # fmt: skip


def _abbreviates(text: str, dot: int) -> bool:
    """Whether a full stop ends an initial or a title, not a sentence."""
    word = _word_to(text, dot)
    return bool(word) and ((len(word) == 1 and word.isupper()) or (_is_capital(word[0]) and word.lower() in TITLES))


def _is_capital(char: str) -> bool:
    return char.isupper() or char.istitle()


def _word_from(text: str, at: int) -> str:
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "_"):
        end += 1
    return text[at:end]


def _word_to(text: str, at: int) -> str:
    """The word (with its inner apostrophes, hyphens and a last full stop) that ends before `at`."""
    word = text[text.rfind(" ", max(0, at - 60), at) + 1 or max(0, at - 60) : at]
    if not word.isalpha():
        match = re.search(_LAST_WORD, word)
        word = match[0].lstrip("'.-") if match else ""
    return word


_INFLECTED = r"'[^\W\dA-Z]*$"
"""A possessive (`Ukraine's`) or another ending behind an apostrophe: what follows is no part of the same name."""
_LAST_WORD = r"[\w'.\-]+$"


def _position(block: Block, offset: int) -> int:
    """The file's offset of a character of a block's text, or -1 if it does not stand there."""
    if block.kind != "table":
        for run in block.runs:
            if offset < len(run.text):
                return run.source + offset if run.source >= 0 else -1
            offset -= len(run.text)
        return -1
    for row in block.rows:
        for cell in row:
            for run in cell:
                if offset < len(run.text):
                    return run.source + offset if run.source >= 0 else -1
                offset -= len(run.text)
            offset -= 1
    return -1


def _ambiguous(name: str, position: int, meaning: _Meaning, meanings: _Meanings, block: Block, text: Text) -> Problem:
    keys = " or ".join(f"`{key}`" for _kind, key in meaning.rivals)
    message = f"`{name}` may mean {keys}, so it is not linked; say which under `mentions:`"
    if position >= 0:
        return Problem("B209", message, text.span(position, position + len(name)), "warning")
    line = max(block.line - 1, 0)
    return Problem("B209", message, text.span_in_line(line, 0, len(text.lines[line])), "warning")
