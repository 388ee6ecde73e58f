"""Where a story's text tells of an event: the sentence that names most of its people and its place."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model.body import Sentences
from briefing.model.brief import Brief, Event
from briefing.model.fold import fold

Sentence = Callable[[int], tuple[int, int, str]]


def tellings(brief: Brief) -> dict[str, int]:
    """The mention to open the story at for each event, by the event's key; without one where the text names nobody.

    Of sentences that name as many, the one that shares more words with the event's name, else the first. It is the
    sentence's first mention of them.
    """
    texts: dict[int, Sentences] = {}
    sentences: dict[int, tuple[int, int, str]] = {}

    def sentence(index: int) -> tuple[int, int, str]:
        if index not in sentences:
            mention = brief.mentions[index]
            if mention.block not in texts:
                texts[mention.block] = Sentences(brief.blocks[mention.block].text)
            quote, start = texts[mention.block].around(mention.start, mention.end)
            sentences[index] = (mention.block, mention.start - start, quote)
        return sentences[index]

    found: dict[str, int] = {}
    for event in brief.events:
        at = _told_at(event, brief, sentence)
        if at is not None:
            found.setdefault(event.key, at)
    return found


def _told_at(event: Event, brief: Brief, sentence: Sentence) -> int | None:
    wanted = {event.where, *event.who} - {""}
    named: dict[tuple[int, int, str], list[int]] = {}
    for index, mention in enumerate(brief.mentions):
        if mention.key in wanted and 0 <= mention.block < len(brief.blocks):
            named.setdefault(sentence(index), []).append(index)
    if not named:
        return None
    words = set(fold(event.name).split())

    def rank(item: tuple[tuple[int, int, str], list[int]]) -> tuple[int, int]:
        (_block, _start, text), indices = item
        return -len({brief.mentions[index].key for index in indices}), -len(words & set(fold(text).split()))

    return min(named.items(), key=rank)[1][0]
