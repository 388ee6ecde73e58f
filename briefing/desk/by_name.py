"""What of a desk is called like what is typed, best first: asked of the index, which holds every name folded.

Nothing is made ready for it, and nothing is held: SQLite looks at the names, and rows are made of what it finds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from briefing.desk.schema import ACTOR, ASKED, DUE, KIND_RANK, VENUE
from briefing.model.fold import begins_word, joined
from briefing.model.likeness import begins_nearly

if TYPE_CHECKING:
    from briefing.desk.rolls import ListKind

_MOST_FIRST = "stories DESC, mentions DESC, folded, key"
_IDENTITIES = "SELECT id AS n, folded FROM identities WHERE sort = {sort} AND {{which}}"
_NAMES: dict[ListKind, tuple[str, str]] = {
    "story": ("SELECT number AS n, folded FROM briefs WHERE {which}", "day DESC, id"),
    "actor": (_IDENTITIES.format(sort=ACTOR), f"{KIND_RANK}, {_MOST_FIRST}"),
    "venue": (_IDENTITIES.format(sort=VENUE), _MOST_FIRST),
    "question": (
        "SELECT q.id AS n, q.folded FROM questions AS q JOIN briefs AS b ON b.number = q.brief WHERE {which}",
        f"q.status NOT IN ('open', 'partly') OR EXISTS (SELECT 1 FROM settled WHERE question = q.id), {DUE}, {ASKED},"
        " b.id, q.key",
    ),
}  # fmt: skip
"""Where the names of a kind stand, and which of them come first."""

_FOLDED = {"question": "q.folded"}
_HAS_JOINT = "(instr({name}, '''') OR instr({name}, '-'))"
_RANK = (
    "CASE WHEN substr({name}, 1, length({text})) = {text} THEN 1.0"
    " WHEN instr(' ' || {name}, ' ' || {text}) THEN 0.8 ELSE 0.5 END"
)
"""How well a folded text fits a folded name that it stands in: it begins it, or a word of it, or neither."""


def holding(db: sqlite3.Connection, kind: ListKind, text: str, most: int) -> list[tuple[int, float]]:
    """The numbers of those whose name has a folded text in it, with how well it fits: best first, no more than `most`.
    What joins the words of a name need not be typed."""
    select, order = _NAMES[kind]
    name = _FOLDED.get(kind, "folded")
    rank = (
        f"CASE WHEN instr({name}, :text) THEN {_RANK.format(name=name, text=':text')}"
        f" ELSE {_RANK.format(name=f'joined({name})', text=':whole')} END"
    )
    found = select.format(which=_has(name, "text", "whole")).replace(" FROM", f", {rank} AS rank FROM", 1)
    rows = _ask(db, f"{found} ORDER BY rank DESC, {order} LIMIT {most:d}", {"text": text, "whole": joined(text)})
    return [(number, rank) for number, _folded, rank in rows]


def beginning(db: sqlite3.Connection, words: Sequence[str], most: int, by_stories: bool = False) -> list[int]:
    """The numbers of the actors with words in their names that begin like each of some folded words, no more than
    `most`; those of the best known kind first, or those with most stories."""
    values = {f"{form}{at}": made(word) for at, word in enumerate(words) for form, made in _FORMS.items()}
    which = " AND ".join(_has("folded", f"text{at}", f"whole{at}") for at in range(len(words)))
    rows = _in_order(db, "actor", which or "TRUE", values, by_stories, -1 if words else most)
    fits = (number for number, folded in rows if all(begins_word(folded, word) for word in words))
    return [*islice(fits, most)]


def nearly(
    db: sqlite3.Connection, kind: ListKind, text: str, most: int, by_stories: bool = False
) -> list[tuple[int, float]]:
    """The numbers of those whose name is `slipped` from a folded text, with how near: nearest first."""
    words = text.split()
    parts = {f"p{at}_{part}": piece for at, word in enumerate(words) for part, piece in enumerate(left_by_a_slip(word))}
    name = _FOLDED.get(kind, "folded")
    which = " AND ".join(
        f"(instr({name}, :p{at}_0) OR instr(' ' || {name}, :p{at}_1) OR instr(' ' || {name}, :p{at}_2))"
        for at in range(len(words))
    )
    rows = _in_order(db, kind, which or "TRUE", parts, by_stories)
    found = [(number, rank) for number, folded in rows if (rank := slipped(text, folded))]
    return sorted(found, key=lambda pair: -pair[1])[:most]


def slipped(wanted: str, folded: str) -> float:
    """How well a folded query with slips of the hand fits a folded name: each of its words all but begins a word there,
    the first of them if that can be."""
    words = folded.split()
    if not words or not all(any(begins_nearly(typed, word) for word in words) for typed in wanted.split()):
        return 0.0
    return 0.3 if begins_nearly(wanted.split()[0], words[0]) else 0.2


def left_by_a_slip(word: str) -> tuple[str, str, str]:
    """What one slip leaves of a word: its end, or how it begins, or all where the two letters in its middle changed
    places. That a name has one of them is asked before its words are compared: few have, and each costs as much as a
    hundred that are passed over."""
    half = len(word) // 2
    turned = f"{word[: half - 1]}{word[half]}{word[half - 1]}{word[half + 1 :]}" if half else word
    return word[half:], f" {word[:half] if len(word) > 2 else word}", f" {turned}"


_FORMS: dict[str, Callable[[str], str]] = {"text": str, "whole": joined}


def _has(name: str, text: str, whole: str) -> str:
    """A condition: a name has one text in it, or another one where nothing joins its words."""
    return (
        f"(instr({name}, :{text}) OR :{whole} <> :{text} AND instr({name}, :{whole})"
        f" OR {_HAS_JOINT.format(name=name)} AND instr(joined({name}), :{whole}))"
    )


def _in_order(
    db: sqlite3.Connection, kind: ListKind, which: str, values: dict[str, str], by_stories: bool, most: int = -1
) -> Iterator[tuple[int, str]]:
    select, order = _NAMES[kind]
    first = "stories DESC, " if by_stories else ""
    return _ask(db, f"{select.format(which=which)} ORDER BY {first}{order} LIMIT {most:d}", values)


def _ask(db: sqlite3.Connection, select: str, values: dict[str, str]) -> sqlite3.Cursor:
    db.create_function("joined", 1, joined, deterministic=True)
    return db.execute(select, values)
