"""What writing and reading the index share: how a brief is kept, the order of kinds, the desk's own codes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from briefing.model.body import Block, Run
from briefing.model.brief import ACTOR_KINDS, Actor, Brief, Claim, Event, Question, Update
from briefing.model.codec import DecodeError, decode, encode, parsed, places
from briefing.model.value import NamedTuple

DUPLICATE_ID = "B230"
"""The code of a brief whose id an earlier file has."""


class Naming(NamedTuple):
    """A place where a brief names somebody: the number of the mention there, its block, and the sentence around it with
    where in that the name stands. `sort` and `key` say whom the brief means.
    """

    sort: int
    key: str
    ordinal: int
    block: int
    quote: str
    start: int
    stop: int


def packed(brief: Brief, parts: str, namings: Iterable[Naming]) -> bytes:
    """A brief as the index keeps it, with its parts in digests (`model/content.py`) and the sentences that name
    somebody.

    Three lines of JSON, squeezed to a third, which saves more writing than it costs: behind the text that they are
    taken from, the sentences cost next to nothing, and are had without decoding the brief.
    """
    said: dict[str, int] = {}
    who: dict[tuple[int, str], list[tuple[int, int, int, int, int]]] = {}
    for sort, key, ordinal, block, quote, start, stop in namings:
        whose = who.setdefault((sort, key), [])
        whose.append((ordinal, block, said.setdefault(quote, len(said)), start, stop))
    lines = encode(brief), parts, encode([list(said), [(*whom, whose) for whom, whose in who.items()]])
    return zlib.compress("\n".join(lines).encode(), 1)


def unpacked(data: bytes) -> Brief:
    """The brief that `packed` made `data` from. Raises `DecodeError` when it is none."""
    return decode(Brief, _line(data, 0))


def unpacked_parts(data: bytes) -> str:
    """The parts of a brief in digests, as JSON. Raises `DecodeError` when there are none."""
    return _line(data, 1)


def unpacked_namings(data: bytes, sort: int, key: str) -> list[Naming]:
    """Where a brief names whom it calls so, in the order of its mentions. Raises `DecodeError`."""
    try:
        said, who = _sentences(data)
        return [
            Naming(sort, key, ordinal, block, said[quote], start, stop)
            for ordinal, block, quote, start, stop in who.get((sort, key), ())
        ]
    except (ValueError, TypeError, LookupError) as error:
        raise DecodeError("no sentences of a brief") from error


@lru_cache(maxsize=1)  # a site asks the same story for each whom it names
def _sentences(data: bytes) -> tuple[list[str], dict[tuple[int, str], list[list[int]]]]:
    """The sentences of a brief with names in them, and where in them it names whom. Raises `DecodeError`."""
    value: Any = parsed(_line(data, 2))
    try:
        said, who = value
        whose: dict[tuple[int, str], list[list[int]]] = {}
        for sort, key, places in who:
            whose.setdefault((sort, key), []).extend(places)
    except (ValueError, TypeError, LookupError) as error:
        raise DecodeError("no sentences of a brief") from error
    return said, whose


def _line(data: bytes, at: int) -> str:
    try:
        lines = zlib.decompress(data).split(b"\n")
        if len(lines) == 3:
            return lines[at].decode()
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise DecodeError(str(error)) from error
    raise DecodeError("no brief")


class Outline:
    """What of a brief that is kept as `data` its excerpts are cut from: to make all of it takes four times as long.

    `notes` is what it says outside its blocks, as `notes_of` has it. Raises `DecodeError`.
    """

    def __init__(self, data: bytes) -> None:
        fields, at = parsed(_line(data, 0)), places(Brief)
        try:
            self.summary: str = fields[at["summary"]]
            self._blocks = fields[at["blocks"]]
            self._lists = [fields[at[name]] for name in ("questions", "events", "claims", "updates", "actors")]
        except (TypeError, IndexError, KeyError) as error:
            raise DecodeError(str(error)) from error

    def blocks(self) -> Iterator[tuple[str, str]]:
        """The kinds and the texts of its blocks; mostly the first ones are enough."""
        return ((block[_KIND], _text(block)) for block in self._blocks)

    def notes(self) -> Iterator[tuple[str, str]]:
        questions, events, claims, updates, actors = self._lists
        ask, answer = places(Question)["ask"], places(Question)["answer"]
        for question in questions:
            yield "question", question[ask]
            if question[answer]:
                yield "answer", question[answer]
        yield from (("event", event[places(Event)["name"]]) for event in events)
        yield from (("claim", claim[places(Claim)["say"]]) for claim in claims)
        yield from (("update", update[places(Update)["note"]]) for update in updates)
        name, role = places(Actor)["name"], places(Actor)["role"]
        yield from (("role", f"{actor[name]}: {actor[role]}") for actor in actors if actor[role])


_KIND, _RUNS, _ROWS = (places(Block)[name] for name in ("kind", "runs", "rows"))
_TEXT = places(Run)["text"]


def _text(block: Any) -> str:
    """`Block.text` of a block as it is kept."""
    if block[_KIND] == "table":
        return "\n".join(["\t".join(["".join([run[_TEXT] for run in cell]) for cell in row]) for row in block[_ROWS]])
    return "".join([run[_TEXT] for run in block[_RUNS]])


def kind_rank(kind: str) -> int:
    """The order of kinds in a list: persons, organisations, states, groups, unknown."""
    return ACTOR_KINDS.index(kind) if kind in ACTOR_KINDS else len(ACTOR_KINDS)
