"""What PostgreSQL has no word for, beside what answers on this machine."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.fold import flat, joined
from briefing.postgres.address import address_of
from briefing.postgres.connection import connect
from briefing.postgres.functions import functions
from tests.postgres.server import server


@pytest.fixture(scope="module")
def made() -> Iterator[Any]:
    """A connection to a schema with the functions and nothing else."""
    found = server()
    if found is None:
        pytest.skip("no PostgreSQL can be had here: neither Debian's nor that of the wheel")
    with contextlib.closing(connect(address_of(found))) as connection:
        connection.execute("CREATE SCHEMA of_functions; SET search_path = of_functions, pg_catalog")
        connection.execute(functions())
        yield connection


def _joined(made: Any, texts: list[str]) -> list[str]:
    every = "SELECT joined(text) FROM unnest(%s::text[]) WITH ORDINALITY AS t (text, at) ORDER BY at"
    return [row[0] for row in made.execute(every, (texts,))]


def test_every_character_is_a_letter_here_and_there_or_nowhere(made: Any) -> None:
    chars = [chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    pieces = [chars[at : at + 4096] for at in range(0, len(chars), 4096)]
    texts = ["-".join(piece) for piece in pieces] + ["'".join(piece) for piece in pieces[:16]]
    assert _joined(made, texts) == [joined(text) for text in texts]


@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("'-a1_ \u00e9\u0301")
        ),
        min_size=1,
    )
)
def test_words_are_joined_as_they_are_on_this_machine(made: Any, texts: list[str]) -> None:
    folded = [flat(text).replace("\0", "") for text in texts]
    assert _joined(made, folded) == [joined(text) for text in folded]
