"""Where in a brief the words of a query stand: the sentence to show, and the hits in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from briefing.desk.packing import Outline
from briefing.desk.signs import JOINT, RUN_TOGETHER, Form, has_run_together
from briefing.desk.texts import prefixes
from briefing.model.body import sentence_around
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
        self._ways = [
            _Way(form, goes_on, number) for number, (forms, goes_on) in enumerate(terms) for form in forms if form.words
        ]
        self.count = len(terms)

    def hits(self, text: str, most: int = _MOST_HITS) -> list[tuple[int, int, int]]:
        """Start, end (code points) and the word's number of the hits in a text, in order; no more than
        `most` of each word."""
        if not self._ways:
            return []
        searched, origins = folded(text)
        ways = [way for way in self._ways if way.begins in searched]
        if not ways:
            return []
        char = word_character(searched)
        letter = f"(?:(?![{RUN_TOGETHER}]){char})" if has_run_together(searched) else char
        found = [(*span, way.number) for way in ways for span in islice(way.spans(searched, char, letter), most)]
        if len(ways) > 1:
            found.sort()
        if origins is not None:
            found = [(origins[start], max(origins[end], origins[end - 1] + 1), word) for start, end, word in found]
        return found

    def marks(self, text: str) -> tuple[Mark, ...]:
        """The hits in a text that is shown, those that overlap as one."""
        made: list[Mark] = []
        for start, end, _word in self.hits(text):
            if made and start < made[-1][1]:
                made[-1] = made[-1][0], max(end, made[-1][1])
            else:
                made.append((start, end))
        return tuple(made)


class _Way:
    """One way in which a word of a query may stand in a text. `begins` is what it has at its beginning."""

    def __init__(self, form: Form, goes_on: bool, number: int) -> None:
        self.begins = f"{form.gaps[0]}{form.words[0]}"
        self.number = number
        self._form, self._goes_on = form, goes_on
        self._patterns: dict[str, re.Pattern[str]] = {}

    def spans(self, text: str, char: str, letter: str) -> Iterator[Mark]:
        """Where it stands in a folded text. Words are made of `char`, those that are more than one of `letter`."""
        if letter not in self._patterns:
            self._patterns[letter] = re.compile(_pattern(self._form, self._goes_on, char, letter))
        pattern = self._patterns[letter]
        return (match.span(pattern.groups) for match in pattern.finditer(text))


def _pattern(form: Form, goes_on: bool, char: str, letter: str) -> str:
    """A pattern for words in a row; the last may go on. It begins with what is written wherever that can be, for which
    a text is gone through most quickly; else a group is what is wanted.
    """
    words, gaps = form
    whole = [not has_run_together(word) for word in words]
    first = re.escape(f"{gaps[0]}{words[0]}")
    joined = prefixes(words[0]) if whole[0] and not gaps[0] else ("",)
    parts = [first, f"(?<!{letter}{first})" if whole[0] else ""]
    if len(joined) > 1:
        parts = [f"(?<!{letter})(?:{'|'.join(joined)})(", first]
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
    return "".join([*parts, ")" if len(joined) > 1 else ""])


def passage(brief: Outline, needle: Needle) -> Passage:
    """The sentence of a brief that has most of the words: of the body, else of the notes, else of the summary.

    A brief that was found by its title or by a name alone shows its summary, or how it begins.
    """
    best: tuple[_Cluster, str, str] | None = None
    for part, text in chain((("", text) for _kind, text in brief.blocks()), brief.notes(), [("", brief.summary)]):
        found = _closest(needle.hits(text, 1 if needle.count == 1 else _MOST_HITS))
        if found and (best is None or found.words > best[0].words):
            best = (found, part, text)
            if found.words == needle.count:
                break
    if best is None:
        begin = brief.summary or next((text for kind, text in brief.blocks() if kind == "paragraph"), "")
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
