"""How the full text of the index is asked: in the syntax of FTS5, and ranked by its bm25.

A word of the reader is always quoted: none becomes syntax. Another engine's `FullText` asks the same of its own
(`postgres/full_text.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from briefing.desk.texts import Joints, Phrase, asked_for
from briefing.model.query import Word
from briefing.model.value import dataclass

WEIGHTS = (10.0, 4.0, 1.0, 6.0, 1.5)
"""What a hit weighs in title, summary, body, names and notes."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the full text is asked for, and the phrases of that, which a ranking weighs; empty where nothing is."""

    text: str = ""
    phrases: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


class FullText:
    """FTS5, and what another engine does otherwise."""

    AND, OR = " AND ", " OR "
    numbers = "SELECT rowid AS n FROM texts WHERE texts MATCH ?"
    """The briefs that match, in SQL, to be gone on with conditions on `n`."""
    number = "+n"
    """A hit in a condition on it: the hits are walked newest first and looked up; a plain `n` would have each number
    matched."""
    among = "(SELECT rowid FROM texts WHERE texts MATCH ?)"
    among_notes = "(SELECT rowid FROM texts WHERE texts MATCH 'notes : ' || ?)"

    def match(self, wanted: Iterable[Word], known: Joints, either: bool = False) -> Match:
        """All of these words, or any of them."""
        parts = [asked_for(word, known) for word in wanted]
        made = [self._of([self._of(list(map(self.phrase, way)), self.AND) for way in ways], self.OR) for ways in parts]
        phrases = tuple(phrase for ways in parts for way in ways for phrase in way)
        return Match((self.OR if either else self.AND).join(made), phrases)

    def without(self, match: Match, left_out: Match) -> Match:
        return Match(f"({match.text}) NOT ({left_out.text})", match.phrases)

    def ranked(self, match: Match, conditions: str, values: Sequence[Any], most: int) -> tuple[str, tuple[Any, ...]]:
        """A question for the newest `most` that match, as `n` and `score`, the lowest of which is the best."""
        weights = ", ".join(map(str, WEIGHTS))
        select = (
            f"SELECT rowid AS n, bm25(texts, {weights}) AS score FROM texts"
            f" WHERE texts MATCH ? {conditions} ORDER BY rowid DESC LIMIT {most}"
        )
        return select, (match.text, *values)

    def counted(self, match: Match, most: int) -> tuple[str, tuple[Any, ...]] | None:
        """A question for how many match, no further than `most`, where not all need be looked at; else None."""
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
