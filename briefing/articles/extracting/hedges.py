"""Sentences that leave something open: what may become a question of the brief, in the author's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.articles.article_text import ArticleText, Extract

_MOST = 8
"""More questions than that nobody reads."""
_LONGEST = 300
_OPEN = (
    r"(?i)\b(?:whether|not (?:yet )?(?:known|clear|decided|certain)|unclear|uncertain|unknown|open question|"
    r"remains? to be seen|left open|undecided|no decision|unresolved|it is doubtful)\b|\?[”\"’']?$"
)
"""What says that nobody knows."""
_HEDGED = (
    r"(?i)\b(?:(?-i:may|MAY)|might|could|expected to|likely|unlikely|possibl[ey]|potentially|perhaps|prospect of|"
    r"slated to|planned|scheduled|threatens? to|is to|are to)\b"
)
"""What says that something is to come, or may."""
_ELSEWHERE = (
    r"(?i)\b(?:unklar|ungewiss|offen|könnte[n]?|dürfte[n]?|ob|peut-être|pourrait|pourraient|podría|podrían|belirsiz|"
    r"olabilir|bekleniyor|невідомо|можливо|може|можуть|чи|неизвестно|возможно|может|могут)\b|\?[”\"»“]?$"
)


_INTERVIEW = 3
"""So many paragraphs that end with a question, and that others follow, make an interview: what it asks is answered."""


def hedges(article: ArticleText) -> Iterator[Extract]:
    """The sentences of a text that leave something open, the plainest of them, in their order."""
    open_first = (_OPEN, _HEDGED) if article.is_english else (_ELSEWHERE, _OPEN, _HEDGED)
    asked = {at for at in article.sentences if _is_asked(article.text, at)}
    if len(asked) < _INTERVIEW:
        asked = set()
    chosen: list[tuple[int, int]] = []
    for pattern in open_first:
        for start, end in article.sentences:
            if (start, end) in chosen or (start, end) in asked or end - start > _LONGEST or len(chosen) >= _MOST:
                continue
            if re.search(pattern, article.text[start:end]):
                chosen.append((start, end))
    for stretch in sorted(chosen):
        yield Extract("question", (stretch,), why="leaves something open")


def _is_asked(text: str, at: tuple[int, int]) -> bool:
    """Whether a sentence is a question that ends a paragraph before another one."""
    return text[at[0] : at[1]].rstrip("”\"'’»").endswith("?") and text[at[1] : at[1] + 2] == "\n\n"
