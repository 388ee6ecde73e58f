"""What the search screen says: the language while nothing is asked, the line under the field, the rows of hits."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import TOP, AtHit, AtMention, Place
from briefing.model.query import KEYS, QUOTES, Candidate, Mistake
from briefing.model.value import replace
from briefing.model.views import Found, FoundQuotes, QuoteHit, StoryHit
from briefing.report.wrap import breaks
from briefing.ui.item import Item
from briefing.ui.kept import COUNTED
from briefing.ui.pages.pen import Pen
from briefing.ui.sheet import Para, Piece, Sheet, heading, text_of
from briefing.ui.widgets.list_rows import marked

_ROOMY = 60
"""The cells from which one line is enough for what is offered."""
_LEFT_OVER = 16
"""Cells of two lines that may stay empty, where a long word goes to the next one or an ellipsis stands."""
_LANGUAGE = (
    ("ceasefire erdogan", "stories that have both words"),
    ('"draft text"', "these words, one after the other"),
    ("-grain", "without this word"),
    ("actor:erdogan", "by key; what comes after it is offered"),
    (f"{QUOTES} actor:erdogan", "sentences, not stories"),
)


def language_sheet() -> Sheet:
    """How to ask."""
    examples = (*(key.example for key in KEYS.values()), *(text for text, _says in _LANGUAGE))
    width = 2 + max(map(len, examples))
    lines = [_line(text, says, width) for text, says in _LANGUAGE]
    keys = [_line(key.example, key.says, width) for key in KEYS.values()]
    return Sheet((heading("What can be asked"), *lines, heading("Keys"), *keys))


def _line(text: str, says: str, width: int) -> Para:
    return Para((Piece(says, "soft"),), lead=(Piece(f"{text:<{width}}", "text"),))


def nothing_sheet(is_wrong: bool, found: Found | FoundQuotes) -> Sheet:
    if is_wrong:
        says = "Nothing is searched for until that is put right."
    elif isinstance(found, Found):
        says = "No story has all of this."
    elif found.mistakes:
        says = f"{found.mistakes[0].message}."
    else:
        says = "No sentence has all of this." if found.is_all else "No sentence of the newest stories has all of this."
    return Sheet((Para((Piece(says, "soft"),)),))


def hit_items(found: Found | FoundQuotes, rows: Iterable[Item], pen: Pen, width: int) -> list[Item]:
    """The rows of the stories, each with the sentence that was hit, leading to it; or the sentences as rows, of which
    two lines of `width` cells are shown."""
    if isinstance(found, FoundQuotes):
        seen = max(20, 2 * width - _LEFT_OVER)
        return [_quote_item(hit, number, pen, seen) for number, hit in enumerate(found.hits)]
    return [_hit_item(hit, row) for hit, row in zip(found.hits, rows, strict=True)]


def _quote_item(hit: QuoteHit, number: int, pen: Pen, seen: int) -> Item:
    """A sentence, from near its first mark on where that would be out of sight."""
    text, marks = hit.text, hit.marks
    if len(text) > seen and marks and marks[0][1] > seen:
        begin = text.rfind(" ", 0, max(0, marks[0][0] - seen // 2)) + 1
        text, marks = f"…{text[begin:]}", tuple((start - begin + 1, end - begin + 1) for start, end in marks)
    who = ", ".join(name.name for name in hit.who)
    return Item(
        title=text,
        key=f"{number} {hit.story.id}",
        place=Place.to("story", hit.story.id, AtMention(hit.mention) if hit.mention >= 0 else AtHit(hit.hit, hit.at)),
        facts=" · ".join(part for part in (pen.when(hit.story.when), hit.story.title, who) if part),
        marks=marks,
    )


def _hit_item(hit: StoryHit, row: Item) -> Item:
    passage = hit.passage
    part = f" · {passage.part}" if passage.part else ""
    return replace(
        row,
        place=Place.to("story", hit.story.id, AtHit(passage.hit, passage.at) if passage.hit else TOP),
        facts=f"{row.facts}{part}",
        marks=hit.marks,
        says=tuple(marked(passage.text, passage.marks, 0, "soft")),
    )


def has_more(found: Found | FoundQuotes) -> bool:
    """Whether there is more than is shown."""
    return not found.is_all if isinstance(found, FoundQuotes) else len(found.hits) < found.count


def count_of(found: Found | FoundQuotes) -> str:
    """How many there are, and how many of them are shown."""
    if isinstance(found, FoundQuotes):
        shown = len(found.hits)
        return (
            f"{shown}{'' if found.is_all else '+'} {'sentence' if shown == 1 else 'sentences'}" if shown else "nothing"
        )
    if not found.count:
        return "nothing"
    total = f"over {COUNTED - 1:,}" if found.count >= COUNTED else f"{found.count:,}"
    if len(found.hits) < found.count:
        return f"{len(found.hits)} of {total}"
    return f"{total} {'story' if found.count == 1 else 'stories'}"


def told(mistakes: Iterable[Mistake], candidates: tuple[Candidate, ...], width: int) -> tuple[Piece, ...]:
    """The line under the field: the first finished mistake, else what `tab` would put there, else an unfinished one."""
    mistakes = tuple(mistakes)
    finished = next((one for one in mistakes if not one.is_unfinished), None)
    if finished:
        return _mistake(finished)
    if candidates:
        return _offered(candidates, width)
    return _mistake(mistakes[0]) if mistakes else ()


def going_on(candidates: tuple[Candidate, ...], width: int) -> tuple[Piece, ...]:
    """The line under the field while `tab` goes through what is offered: what it puts there next."""
    if candidates:
        return _offered(candidates, width)
    return Piece("tab", "accent", "b"), Piece(" goes back to what was typed", "soft")


def _mistake(mistake: Mistake) -> tuple[Piece, ...]:
    message = (
        Piece(mistake.message[0].upper() + mistake.message[1:], "soft" if mistake.is_unfinished else "open", "w"),
    )
    return (
        (*message, Piece("  "), Piece("tab", "accent", "b"), Piece(" puts it right", "soft"))
        if mistake.fix
        else message
    )


def _offered(candidates: tuple[Candidate, ...], width: int) -> tuple[Piece, ...]:
    """As many candidates as there is room for, in a narrow field on two lines; the first is what `tab` takes."""
    lines = 1 if width >= _ROOMY else 2
    pieces = [Piece("tab", "accent", "b"), Piece(f" {candidates[0].text}", "text", "w")]
    note = candidates[0].name or candidates[0].note
    others = [Piece(f"   {candidate.text}", "faint", "w") for candidate in candidates[1:]]
    for piece in (*[Piece(f"  {note}", "soft", "w")] * bool(note), *others):
        if len(breaks(text_of((*pieces, piece)), width)) > lines:
            if piece.ink == "soft":
                continue
            break
        pieces.append(piece)
    return tuple(pieces)
