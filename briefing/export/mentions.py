"""The mentions of a story, each with how the name stands in the text and the sentence around it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.body import Mention, Sentences
from briefing.model.brief import Brief
from briefing.model.value import NamedTuple


class Named(NamedTuple):
    mention: Mention
    name: str
    sentence: str


def mentions(brief: Brief) -> Iterator[Named]:
    """In the order of the text. Of each block the sentences are sought once."""
    at, block = -1, Sentences("")
    for one in brief.mentions:
        if one.block != at:
            at, block = one.block, Sentences(brief.blocks[one.block].text)
        yield Named(one, block.text[one.start : one.end], block.around(one.start, one.end)[0])
