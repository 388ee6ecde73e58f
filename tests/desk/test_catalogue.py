"""The values of a search: held packed, and found as if each were there."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from briefing.desk.catalogue import TermValue, TermValues
from briefing.desk.packed_lines import PackedLines
from briefing.model.fold import fold, holds, joined

_TEXT = st.text(alphabet="ab'- ÅéЖ\n\0😀", max_size=6)
_NAMES = st.lists(_TEXT.map(fold), max_size=3).map(tuple)
_ENTRY = st.builds(TermValue, _TEXT, _TEXT, _NAMES, st.integers(0, 3), _TEXT, st.integers(0, 9))


def lines_of(lines: list[str]) -> PackedLines:
    packed = PackedLines()
    packed.add(*lines)
    return packed.pack()


@given(st.lists(_TEXT), _TEXT)
def test_lines_are_found_whole(lines: list[str], wanted: str) -> None:
    packed = lines_of(lines)
    assert [*packed] == lines
    assert [*packed.equal(wanted)] == [at for at, line in enumerate(lines) if line == wanted]
    even = [line.replace("\n", " ") for line in lines]
    packed = lines_of(even)
    assert [*packed.changed(joined)] == [*map(joined, even)]
    for word in wanted.split():
        assert [*packed.having(word)] == [at for at, line in enumerate(even) if word in line]


@given(st.lists(_ENTRY), _TEXT)
def test_entries_are_found_as_one_by_one(entries: list[TermValue], wanted: str) -> None:
    values, folded = TermValues(iter(entries)), fold(wanted)
    assert [*values] == entries
    assert values[1:] == entries[1:]
    assert values.valued(wanted) == [one for one in entries if one.value.lower() == wanted.lower()]
    assert values.named(folded) == [one for one in entries if folded in one.names]
    assert values.numbered(2) == [one for one in entries if one.number == 2]
    word = max(folded.split(), key=len, default="")
    assert [*values.having(folded)] == [
        one for one in entries if any(holds(line, word) for line in (one.value.lower().replace("\n", " "), *one.names))
    ]
    assert [*values.beginning(folded)] == [one for one in values.having(folded) if one.begins(folded)]


def test_however_many_values_there_are_no_object_is_held_for_each() -> None:
    gc.collect()
    before = len(gc.get_objects())
    values = TermValues(TermValue(f"actor-{number}", f"Actor {number}", (f"actor {number}",)) for number in range(999))
    assert values.valued("actor-500")
    assert [one.value for one in values.beginning("99")] == ["actor-99", *(f"actor-{n}" for n in range(990, 999))]
    gc.collect()
    assert len(gc.get_objects()) - before < 100
