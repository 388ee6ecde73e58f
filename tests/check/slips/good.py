"""Good briefs to make slips in, and where in their text each key, value, item and bracket stands."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from briefing.parse.fields import OWNERS, Field, Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from briefing.parse.split import split
from briefing.parse.text import Text
from tests.check.meaning import meaning
from tests.check.slips.writing import written
from tests.check.test_mutations import looked_at, samples
from tests.parse.test_brief import FULL, SHORT

WRITTEN = 400
"""So many briefs are written by the generator for one seed."""
CHOSEN = ("istanbul-talks.yaml", "razoni-sails.yaml", "grain-deal-ends.yaml", "antalya-nato.yaml")


@dataclass(eq=False)
class Scalar:
    """A key, a value or an item: where it stands in the file, its quotes included, and what it says."""

    start: int
    end: int
    text: str
    style: str
    row: Field | None
    owner: str
    in_flow: bool
    is_key: bool = False
    is_item: bool = False

    @property
    def kind(self) -> str:
        return self.row.kind if self.row else ""


@dataclass(eq=False)
class Listing:
    """A list: in brackets (`is_flow`), or behind dashes. `in_flow` where it stands inside of brackets itself."""

    start: int
    end: int
    row: Field | None
    key: Scalar
    is_flow: bool
    in_flow: bool
    items: list[Scalar | Mapping] = field(default_factory=list)


@dataclass(eq=False)
class Mapping:
    """Keys and values: in braces (`is_flow`), or one below the other."""

    start: int
    end: int
    owner: str
    is_flow: bool
    in_flow: bool
    is_item: bool = False
    pairs: list[tuple[Scalar, Scalar | Listing | Mapping]] = field(default_factory=list)


Piece = Scalar | Listing | Mapping


class Good:
    """A brief without an error or a warning. `head_end` is where its body, or the line of its key, begins."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        brief, found = looked_at(file, text)
        self.problems = found
        self.is_good = all(one.severity == "info" for one in found)
        self.hints = {(one.code, one.message) for one in found}
        self.meaning = meaning(brief)
        self.shown = Text(text, file)
        self.keys: list[Scalar] = []
        self.values: list[Scalar] = []
        self.lists: list[Listing] = []
        self.mappings: list[Mapping] = []
        parts = split(self.shown)
        self.body = [line.number - 1 for line in parts.body or ()]
        self.body_key = self.shown.offset(parts.place.line, parts.place.column) if file.endswith(".yaml") else -1
        node, _second = compose(parts.head)
        if isinstance(node, MappingNode):
            self._read(node, OWNERS["brief"], None, False)
        self.head_end = self.body_key if self.body_key >= 0 else self.shown.starts[parts.place.line - 1]

    @property
    def top(self) -> Mapping:
        return next(one for one in self.mappings if one.owner == "brief")

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def brackets(self) -> list[Listing | Mapping]:
        """All that stands in brackets or braces."""
        return [*(one for one in self.lists if one.is_flow), *(one for one in self.mappings if one.is_flow)]

    def line_start(self, at: int) -> int:
        return self.shown.starts[self.shown.line_at(at)]

    def line_end(self, at: int) -> int:
        """Where the line that holds an offset ends, without its end."""
        line = self.shown.line_at(at)
        return self.shown.starts[line] + len(self.shown.lines[line])

    def before(self, at: int) -> str:
        """What stands before an offset in its line."""
        return self.text[self.line_start(at) : at]

    def after(self, at: int) -> str:
        """What stands behind an offset in its line."""
        return self.text[at : self.line_end(at)]

    def colon(self, key: Scalar) -> int:
        return self.text.index(":", key.end)

    def dash(self, item: Piece) -> int:
        """The dash of an item in a block list."""
        return self.text.rindex("-", 0, item.start)

    def is_one_line(self, piece: Piece) -> bool:
        return self.shown.line_at(piece.start) == self.shown.line_at(max(piece.end - 1, piece.start))

    def _read(self, node: Node, owner: Owner | None, row: Field | None, in_flow: bool, **more: Any) -> Piece:
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        name = owner.name if owner else ""
        if isinstance(node, ScalarNode):
            scalar = Scalar(start, end, node.value, node.style or "", row, name, in_flow, **more)
            (self.keys if scalar.is_key else self.values).append(scalar)
            return scalar
        if isinstance(node, SequenceNode):
            key = self.keys[-1]
            listing = Listing(start, end, row, key, bool(node.flow_style), in_flow)
            self.lists.append(listing)
            for item in node.value:
                inner = OWNERS[row.of] if row and row.of else owner
                piece = self._read(item, inner, row, in_flow or listing.is_flow, is_item=True)
                assert not isinstance(piece, Listing)
                listing.items.append(piece)
            return listing
        assert isinstance(node, MappingNode)
        mapping = Mapping(start, end, name, bool(node.flow_style), in_flow, **more)
        self.mappings.append(mapping)
        for key_node, value_node in node.value:
            one = owner.fields.get(key_node.value) if owner and not (row and row.kind == "overrides") else None
            inside = in_flow or mapping.is_flow
            word = self._read(key_node, owner, one, inside, is_key=True)
            assert isinstance(word, Scalar)
            mapping.pairs.append((word, self._read(value_node, owner, one or row, inside)))
        return mapping

    def _offset(self, mark: Any) -> int:
        if mark.line >= len(self.shown.starts):
            return len(self.text)
        start: int = self.shown.starts[mark.line]
        return start + int(mark.column)


@cache
def good(seed: int, number: int) -> Good:
    """One of the good briefs of a seed: samples first, then written ones."""
    fixed = _samples()
    if number < len(fixed):
        sample = Good(*fixed[number])
        assert sample.is_good, sample.problems
        return sample
    for attempt in range(100):
        brief = Good(*written(random.Random(f"{seed} {number} {attempt}")))
        if brief.is_good:
            return brief
    raise AssertionError("the generator writes no good briefs")


def some(seed: int, dice: random.Random) -> Iterator[Good]:
    """Good briefs to try a slip in, one after the other."""
    while True:
        yield good(seed, dice.randrange(WRITTEN))


@cache
def _samples() -> list[tuple[str, str]]:
    texts = [("full.yaml", FULL), ("short.yaml", SHORT), *((name, samples()[0][name]) for name in CHOSEN)]
    return [*texts, *((name, text.replace("\n", "\r\n")) for name, text in texts[:2])]
