"""Names that are asked of the index: what is not compared is none that fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from briefing.desk.by_name import left_by_a_slip
from briefing.model.likeness import begins_nearly

WORDS = some.text(alphabet="abcé停", min_size=1, max_size=7)


@given(WORDS, WORDS, some.lists(WORDS, max_size=2))
def test_what_a_slip_leaves_is_in_every_name_that_begins_nearly_so(typed: str, word: str, others: list[str]) -> None:
    end, *beginnings = left_by_a_slip(typed)
    name = " ".join([*others, word])
    if begins_nearly(typed, word):
        assert end in name or any(one in f" {name}" for one in beginnings)
