"""Letters that look like others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.check.rule import Around, Finding, Reported, SourceLines, rule
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import fold

_OTHERS = "\u0370-\u03ff\u0400-\u052f"
"""Greek and Cyrillic."""
_MIXED = f"[A-Za-z][{_OTHERS}]|[{_OTHERS}][A-Za-z]"
_LONGEST = 40
"""So many letters of a word are looked at, on either side."""


@rule("B215", "warning")
def disguised(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    r"""a name is written with letters of another script that look the same

    Cyrillic and Greek have letters that look like Latin ones. To a reader the name is the same; nothing finds it or
    links it. It comes of a keyboard that was left in another language, or of somebody who does not want it to be found.

    Bad:

        title: Talks
        actors: [NATO]
        body: |
          NАTO met; NATO paid.

    Good:

        title: Talks
        actors: [NATO]
        body: |
          NATO met; NATO paid.
    """
    if source.text.isascii() or not re.search(f"[{_OTHERS}]", source.text):
        return
    names: set[str] | None = None
    told = Reported(brief.problems)
    for start, end in _words(source.text):
        word = source.text[start:end]
        if names is None:
            names = _listed_words(brief)
        from briefing.parse.dress import as_latin, lookalike_letter

        meant = as_latin(word)
        span = source.span(start, end)
        if (fold(meant) in names or fold(meant) in desk.names) and fold(word) not in names and not told.within(span):
            yield Finding(f"`{word}` has the {lookalike_letter(word)}, and is not `{meant}`", span, meant)


def _listed_words(brief: Brief) -> set[str]:
    """The words of the names of whoever the brief lists, folded."""
    things: list[Actor | Venue] = [*brief.actors, *brief.venues]
    return {word for one in things for name in (one.name, *one.aliases, *one.weak) for word in fold(name).split()}


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where words of two scripts stand, and, in lines that are mostly Latin, words that may be wholly disguised."""
    seen = -1
    for match in re.finditer(f"{_MIXED}|(?<![^\\W\\d_])[{_OTHERS}]{{3,{_LONGEST}}}(?![^\\W\\d_])", text):
        if match.start() < seen:
            continue
        is_mixed = len(match[0]) == 2
        left = text[max(match.start() - _LONGEST, 0) : match.start()] if is_mixed else ""
        right = text[match.end() : match.end() + _LONGEST] if is_mixed else ""
        start = match.start() - len(_letters_at_end(left))
        seen = match.end() + len(_letters_at_start(right))
        if is_mixed or _is_latin(text, start):
            yield start, seen


def _letters_at_start(text: str) -> str:
    found = re.match(r"[^\W\d_]*", text)
    return found[0] if found else ""


def _letters_at_end(text: str) -> str:
    return _letters_at_start(text[::-1])


def _is_latin(text: str, at: int) -> bool:
    """Whether most letters around a place are Latin."""
    around = text[max(at - 2 * _LONGEST, 0) : at + 2 * _LONGEST]
    return len(re.findall("[A-Za-z]", around)) > len(re.findall(f"[{_OTHERS}]", around))
