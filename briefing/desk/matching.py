"""How the full text of the index is asked: in the syntax of FTS5, and ranked by its bm25.

A word of the reader is always quoted: none becomes syntax. Another engine's `FullText` asks the same of its own
(`postgres/full_text.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from briefing.desk.texts import Joints, Phrase, asked_for
from briefing.model.query import Word
from briefing.model.value import dataclass, replace

WEIGHTS = (10.0, 4.0, 1.0, 6.0, 1.5)
"""What a hit weighs in title, summary, body, names and notes."""


Ways = tuple[tuple[Phrase, ...], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What the full text is asked for; empty where nothing is. `words` has the ways of each word, of which one has to
    be there with all of its phrases: of every word, or of any of them with `is_either`; `left_out` must not be."""

    text: str = ""
    words: tuple[Ways, ...] = ()
    is_either: bool = False
    left_out: Match | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What a ranking weighs."""
        return tuple([phrase for ways in self.words for way in ways for phrase in way])


class FullText:
    """FTS5, and what another engine does otherwise."""

    AND, OR, NOT = " AND ", " OR ", " NOT "
    numbers = "SELECT rowid AS n FROM texts WHERE texts MATCH ?"
    """The briefs that match, in SQL, to be gone on with conditions on `n`."""
    number = "+n"
    """A hit in a condition on it: the hits are walked newest first and looked up; a plain `n` would have each number
    matched."""
    among = "(SELECT rowid FROM texts WHERE texts MATCH ?)"
    among_notes = "(SELECT rowid FROM texts WHERE texts MATCH 'notes : ' || ?)"

    def match(self, wanted: Iterable[Word], known: Joints, either: bool = False) -> Match:
        """All of these words, or any of them."""
        words = [tuple(map(tuple, asked_for(word, known))) for word in wanted]
        made = [self._of([self._of(list(map(self.phrase, way)), self.AND) for way in ways], self.OR) for ways in words]
        return Match((self.OR if either else self.AND).join(made), tuple(words), either)

    def without(self, match: Match, left_out: Match) -> Match:
        return replace(match, text=f"({match.text}){self.NOT}({left_out.text})", left_out=left_out)

    def ranked(self, match: Match, conditions: str, values: Sequence[Any], most: int) -> tuple[str, tuple[Any, ...]]:
        """A question for the newest `most` that match, as `n` and `score`, the lowest of which is the best."""
        weights = ", ".join(map(str, WEIGHTS))
        select = (
            f"SELECT rowid AS n, bm25(texts, {weights}) AS score FROM texts"
            f" WHERE texts MATCH ? {conditions} ORDER BY rowid DESC LIMIT {most}"
        )
        return select, (match.text, *values)

    def known(self, match: Match, most: int) -> tuple[str, tuple[Any, ...]] | None:
        """What in SQL says how many match, of `most` and more no further, where none of them need be looked at, else
        null; None where nothing is known that says it."""
        return None

    def phrase(self, phrase: Phrase) -> str:
        """A phrase: only letters and digits, in quotes."""
        return f'"{" ".join(phrase.words)}"{"*" if phrase.goes_on else ""}'

    def _of(self, parts: Sequence[str], sign: str) -> str:
        return parts[0] if len(parts) == 1 else f"({sign.join(parts)})"


FTS5 = FullText()


def full_text_of(db: Any) -> FullText:
    """How the full text behind a connection is asked."""
    found: FullText = getattr(db, "full_text", FTS5)
    return found
