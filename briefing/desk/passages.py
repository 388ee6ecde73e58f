"""Where in a brief the words of a query stand: the sentence to show, and the hits in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.desk.signs import JOINT, RUN_TOGETHER, Form, has_run_together
from briefing.desk.texts import notes_of, prefixes
from briefing.model.body import sentence_around
from briefing.model.brief import Brief
from briefing.model.fold import folded, word_character
from briefing.model.value import dataclass
from briefing.model.views import Passage

_REACH = 240  # characters; hits that stand closer together may be of one sentence
_MOST_HITS = 2_000  # of a text; enough to choose from
_LINE_END = re.compile(r"[\n\t]")
SHOWN_AT = 60  # characters that tell a place in a text

Mark = tuple[int, int]


class Needle:
    """The words and phrases of a query, as what they match in a text."""

    def __init__(self, terms: Sequence[tuple[Sequence[Form], bool]]) -> None:
        """`terms` are the forms of each word or phrase (`desk/texts.py`), and whether it may go on."""
        self._terms = terms
        self._numbers = [number for number, (forms, _goes_on) in enumerate(terms) for _form in forms]
        self._patterns: dict[str, re.Pattern[str]] = {}
        self.count = len(self._terms)

    def hits(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end (code points) and the word's number of the hits in a text, in order."""
        if not self._terms:
            return []
        searched, origins = folded(text)
        found: list[tuple[int, int, int]] = []
        for match in self._pattern(searched).finditer(searched):
            start, end = match.span(match.lastindex or 0)
            if origins is not None:
                start, end = origins[start], max(origins[end], origins[end - 1] + 1)
            found.append((start, end, self._numbers[(match.lastindex or 1) - 1]))
            if len(found) == _MOST_HITS:
                break
        return found

    def _pattern(self, text: str) -> re.Pattern[str]:
        """What is wanted, in a folded text: it depends on what its words are made of."""
        char = word_character(text)
        letter = f"(?:(?![{RUN_TOGETHER}]){char})" if has_run_together(text) else char
        if letter not in self._patterns:
            ways = [_pattern(form, goes_on, char, letter) for forms, goes_on in self._terms for form in forms]
            self._patterns[letter] = re.compile("|".join(ways))
        return self._patterns[letter]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The hits in a text that is shown."""
        return tuple([(start, end) for start, end, _word in self.hits(text)])


def _pattern(form: Form, goes_on: bool, char: str, letter: str) -> str:
    """A pattern for words in a row, as a group; the last may go on. Words are made of `char`, those that are more than
    one character of `letter`.
    """
    words, gaps = form
    whole = [not has_run_together(word) for word in words]
    parts = [f"(?<!{letter})" if whole[0] else "", "("]
    if gaps[0]:
        parts.append(re.escape(gaps[0]))
    elif whole[0]:
        parts.insert(1, f"(?:{'|'.join(prefixes(words[0]))})")
    parts.append(re.escape(words[0]))
    for at, word in enumerate(words[1:], 1):
        behind, blank, before = gaps[at].partition(" ")
        if gaps[at] and not blank:
            parts.append("['-]" if gaps[at] == JOINT else re.escape(gaps[at]))
        else:
            some = "+" if whole[at - 1] and whole[at] and not behind and not before else "*"
            parts += [re.escape(behind), f"(?:(?!{char})(?s:.)){some}", re.escape(before)]
        parts.append(re.escape(word))
    parts.append(re.escape(gaps[-1]))
    if whole[-1]:
        parts.append(f"{letter}*" if goes_on else f"(?!{letter})")
    return "".join([*parts, ")"])


def passage(brief: Brief, needle: Needle) -> Passage:
    """The sentence of a brief that has most of the words: of the body, else of the notes, else of the summary.

    A brief that was found by its title or by a name alone shows its summary, or how it begins.
    """
    best: tuple[_Cluster, str, str] | None = None
    for part, text in (*(("", block.text) for block in brief.blocks), *notes_of(brief), ("", brief.summary)):
        found = _closest(needle.hits(text))
        if found and (best is None or found.words > best[0].words):
            best = (found, part, text)
            if found.words == needle.count:
                break
    if best is None:
        begin = brief.summary or next((block.text for block in brief.blocks if block.kind == "paragraph"), "")
        shown, _at = sentence_around(begin, 0, 1) if begin else ("", 0)
        return Passage(shown, needle.marks(shown))
    cluster, part, text = best
    shown, _at = sentence_around(text, cluster.start, cluster.end)
    at = _LINE_END.split(text[cluster.start : cluster.start + SHOWN_AT])[0]
    return Passage(text=shown, marks=needle.marks(shown), part=part, at=at, hit=text[cluster.start : cluster.first_end])


@dataclass(frozen=True, slots=True)
class _Cluster:
    """So many different words that stand near each other: from where to where, and where the first hit ends."""

    words: int
    start: int
    first_end: int
    end: int


def _closest(hits: Sequence[tuple[int, int, int]]) -> _Cluster | None:
    """The first place where most of the words stand together."""
    best: _Cluster | None = None
    all_words = len({word for _start, _end, word in hits})
    for index, (start, end, word) in enumerate(hits):
        near, last = {word}, end
        for begin, stop, other in hits[index + 1 : index + 40]:
            if begin > start + _REACH:
                break
            if other not in near:
                near.add(other)
                last = stop
        if best is None or len(near) > best.words:
            best = _Cluster(len(near), start, end, last)
        if best.words == all_words:
            break
    return best
