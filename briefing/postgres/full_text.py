"""The full text in PostgreSQL: our own words as a `tsvector`, asked and ranked as FTS5 would.

A *vector* has the words of title (A), names (B), summary (C) and the rest (D), each column apart from the next, so that
no phrase goes from one into another; the notes stand in one of their own too, since there are four labels and five
columns. What one word weighs in a brief `ts_rank_cd` says: of a query of one word or phrase it is the sum of the
weights of the places where it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from struct import pack
from typing import Any

from briefing.desk.matching import FullText, Match
from briefing.desk.texts import Columns, Phrase

_MOST_PLACES = 16_383
"""The last place that PostgreSQL keeps of a word; those behind it are one."""
_MOST_OF_ONE = 255
"""Places of one word that PostgreSQL keeps."""
_LONGEST = 2_000
"""Bytes of a word: PostgreSQL takes 2,046."""
_LARGEST = 900_000
"""Bytes of a vector as it is written; PostgreSQL takes 1 MB, of which the places are some."""


def lexeme(word: str) -> str:
    """A word as it is kept: cut, where it is too long to be."""
    data = word.encode("utf-8", "replace")
    return word if len(data) <= _LONGEST else data[:_LONGEST].decode("utf-8", "ignore")


def vectors(columns: Columns) -> tuple[int, bytes, bytes]:
    """The number of words of a brief, its vector and that of its notes, as PostgreSQL sends and takes them."""
    title, summary, body, names, notes = (column.split() for column in columns)
    length = len(title) + len(summary) + len(body) + len(names) + len(notes)
    # the body last: what of a long brief has no places is at its end
    whole = _vector(((title, _TITLE), (names, _NAMES), (summary, _SUMMARY), (notes, _REST), (body, _REST)))
    return length, whole, _vector(((notes, _REST),))


_TITLE, _NAMES, _SUMMARY, _REST = (label << 14 for label in (3, 2, 1, 0))
"""The labels, from A to D, in the two bits of a place that are theirs."""


def _vector(columns: Iterable[tuple[Sequence[str], int]]) -> bytes:
    places: defaultdict[str, list[int]] = defaultdict(list)
    at = 1
    for words, label in columns:
        end = at + len(words)
        if end <= _MOST_PLACES:
            for place, word in enumerate(words, at + label):
                places[word].append(place)
        else:
            for place, word in enumerate(words, at):
                if place <= _MOST_PLACES or word not in places:
                    places[word].append(min(place, _MOST_PLACES) + label)
        at = end + 1
    return _sent(places) if max(map(len, places), default=0) <= _LONGEST // 4 else _sent(_shortened(places))


def _shortened(places: Mapping[str, list[int]]) -> Mapping[str, list[int]]:
    """With the places of long words that begin alike under what they have in common."""
    cut: dict[str, set[int]] = {}
    for word, found in places.items():
        cut.setdefault(lexeme(word), set()).update(found)
    return {word: sorted(found, key=lambda place: place & _MOST_PLACES) for word, found in cut.items()}


def _sent(places: Mapping[str, list[int]]) -> bytes:
    """A vector as `tsvectorsend` of PostgreSQL has it."""
    made, size = [], 0
    for word, found in places.items():
        data = word.encode("utf-8", "replace")
        size += len(data) + 8
        if size > _LARGEST:
            break
        number = min(len(found), _MOST_OF_ONE)
        made.append(b"%b\0%b" % (data, pack(f">{number + 1}H", number, *found[:number])))
    return b"%b%b" % (pack(">i", len(made)), b"".join(made))


class Vectors(FullText):
    """How the full text of a published desk is asked."""

    AND, OR, NOT = " & ", " | ", " & !"
    numbers = "SELECT n FROM (SELECT brief AS n, words FROM texts) AS texts WHERE words @@ CAST(? AS tsquery)"
    number = "n"
    among = "(SELECT brief FROM texts WHERE words @@ CAST(? AS tsquery))"
    among_notes = "(SELECT brief FROM texts WHERE notes @@ CAST(? AS tsquery))"

    def phrase(self, phrase: Phrase) -> str:
        words = [f"'{lexeme(word)}'" for word in phrase.words]
        if phrase.goes_on:
            words[-1] += ":*"
        return words[0] if len(words) == 1 else f"({' <-> '.join(words)})"

    def known(self, match: Match, most: int) -> tuple[str, tuple[Any, ...]] | None:
        """Of a word it is written down in how many briefs it stands. Those that have several are no more than have any
        of these, and no fewer than are left when all are taken away that lack one: where that says it, as with words
        that most briefs have."""
        bounds = _Bounds()
        least, top = bounds.of(match)
        if match.left_out:
            few = f"SELECT 1 FROM texts WHERE words @@ CAST(? AS tsquery) LIMIT {_MANY}"
            found = f"(SELECT count(*) FROM ({few}) AS few)"
            bounds.columns.append(f"{found} AS without")
            bounds.values.append(match.left_out.text)
            least = f"greatest({least} - CASE WHEN without < {_MANY} THEN without ELSE briefs END, 0)"
        if least == "0":
            return None
        select = (
            f"SELECT CASE WHEN least_ = most_ OR least_ >= {most} THEN least_ END"
            f" FROM (SELECT {least} AS least_, {top} AS most_"
            f" FROM (SELECT {', '.join(['briefs', *bounds.columns])} FROM totals OFFSET 0) AS known) AS bounds"
        )
        return select, tuple(bounds.values)

    def ranked(self, match: Match, conditions: str, values: Sequence[Any], most: int) -> tuple[str, tuple[Any, ...]]:
        """As bm25 of FTS5 does: how often a phrase stands in a brief, by the length of that, and how rare it is."""
        phrases = list(dict.fromkeys(match.phrases))
        rarities, asked = ["words / briefs::double precision AS average"], list[Any]()
        for at, phrase in enumerate(phrases if len(phrases) > 1 else ()):  # alone it is as rare as it is
            is_word = len(phrase.words) == 1 and not phrase.goes_on
            rarities.append(f"{_RARITY.format(found=_OF_WORD if is_word else _OF_PHRASE)} AS r{at}")
            asked.append(lexeme(phrase.words[0]) if is_word else self.phrase(phrase))
        often, scores = [], []
        for at in range(len(phrases)):
            often.append(f"{_OFTEN} AS f{at}")
            score = f"f{at} * {_K + 1} / (f{at} + {_K} * ({1 - _B} + {_B} * length / average))"
            scores.append(f"r{at} * {score}" if len(phrases) > 1 else score)
        select = (
            f"WITH rare AS MATERIALIZED (SELECT {', '.join(rarities)} FROM totals)"
            # what has a limit is worked out once: `OFFSET 0` is one
            f" SELECT n, -({' + '.join(scores)}) AS score FROM (SELECT n, length, {', '.join(often)}"
            " FROM (SELECT n, length, words, notes FROM (SELECT brief AS n, * FROM texts) AS texts"
            f" WHERE words @@ CAST(? AS tsquery) {conditions} ORDER BY n DESC LIMIT {most})"
            " AS hits OFFSET 0) AS hits, rare"
        )
        weighed = [value for phrase in phrases for value in [self.phrase(phrase)] * _OFTEN.count("?")]
        # in the order of their marks: those of a list of columns stand before those behind `FROM`
        return select, (*asked, *weighed, match.text, *values)


class _Bounds:
    """In how many briefs words stand, at the least and at the most, as SQL on the number of all `briefs` and on
    `columns`, which have these `values`."""

    def __init__(self) -> None:
        self.columns: list[str] = []
        self.values: list[str] = []

    def of(self, match: Match) -> _Bound:
        """What is left out of it aside."""
        words = [self._any([self._all(list(map(self._phrase, way))) for way in ways]) for ways in match.words]
        return self._any(words) if match.is_either else self._all(words)

    def _phrase(self, phrase: Phrase) -> _Bound:
        words = [self._word(word) for word in phrase.words[: -1 if phrase.goes_on else None]]
        if phrase.goes_on:
            words.append(self._beginning(phrase.words[-1]))
        return words[0] if len(words) == 1 else ("0", _least_of([most for _least, most in words]))

    def _word(self, word: str) -> _Bound:
        return (self._column(_OF_WORD, word),) * 2 if lexeme(word) == word else _ANY

    def _beginning(self, word: str) -> _Bound:
        """At least in as many as one of the first words that begin so."""
        return (self._column(_OF_BEGINNING, word, f"{word}\U0010ffff"), "briefs") if lexeme(word) == word else _ANY

    def _column(self, sql: str, *values: str) -> str:
        self.columns.append(f"{sql} AS f{len(self.columns)}")
        self.values += values
        return f"f{len(self.columns) - 1}"

    def _all(self, parts: Sequence[_Bound]) -> _Bound:
        if len(parts) == 1:
            return parts[0]
        lacking = f"{' + '.join([least for least, _most in parts])} - {len(parts) - 1} * briefs"
        return f"greatest({lacking}, 0)", _least_of([most for _least, most in parts])

    def _any(self, parts: Sequence[_Bound]) -> _Bound:
        if len(parts) == 1:
            return parts[0]
        every = " + ".join([most for _least, most in parts])
        return f"greatest({', '.join([least for least, _most in parts])})", f"least({every}, briefs)"


def _least_of(parts: Sequence[str]) -> str:
    return f"least({', '.join(parts)})"


_Bound = tuple[str, str]
_ANY: _Bound = ("0", "briefs")
_MANY = 1_000
"""So many of what is left out, or of the words that begin alike, are looked at."""
_K, _B = 1.2, 0.75
"""What bm25 of FTS5 has for them."""
_OFTEN = (
    "round(20 * ts_rank_cd('{0.1, 0.4, 0.6, 1}', words, CAST(? AS tsquery))"
    " + CASE WHEN notes @@ CAST(? AS tsquery) THEN ts_rank_cd('{1, 1, 1, 1}', notes, CAST(? AS tsquery)) ELSE 0 END)"
    " / 2"
)
"""How often a phrase stands in a brief, by `WEIGHTS`, all of which are halves; `ts_rank_cd` knows seven digits, and
takes as long where there is nothing."""
_OF_WORD = "coalesce((SELECT briefs FROM frequencies WHERE word = ?), 0)"
_OF_BEGINNING = (
    "coalesce((SELECT max(briefs) FROM (SELECT briefs FROM frequencies WHERE word BETWEEN ? AND ?"
    f" LIMIT {_MANY}) AS few), 0)"
)
_OF_PHRASE = "(SELECT count(*) FROM texts WHERE words @@ CAST(? AS tsquery))"
_RARITY = (
    "(SELECT greatest(ln((briefs - found + 0.5) / (found + 0.5)), 1e-6)"
    " FROM (SELECT {found}::double precision AS found) AS counted)"
)
