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
    r"(?i)\b(?:may|might|could|expected to|likely|unlikely|possibl[ey]|potentially|perhaps|prospect of|slated to|"
    r"planned|scheduled|threatens? to|is to|are to)\b"
)
"""What says that something is to come, or may."""
_ELSEWHERE = (
    r"(?i)\b(?:unklar|ungewiss|offen|könnte[n]?|dürfte[n]?|ob|peut-être|pourrait|pourraient|podría|podrían|belirsiz|"
    r"olabilir|bekleniyor|невідомо|можливо|може|можуть|чи|неизвестно|возможно|может|могут)\b|\?[”\"»“]?$"
)


def hedges(article: ArticleText) -> Iterator[Extract]:
    """The sentences of a text that leave something open, the plainest of them, in their order."""
    open_first = (_OPEN, _HEDGED) if article.is_english else (_ELSEWHERE,)
    chosen: list[tuple[int, int]] = []
    for pattern in open_first:
        for start, end in article.sentences:
            if (start, end) in chosen or end - start > _LONGEST or len(chosen) >= _MOST:
                continue
            if re.search(pattern, article.text[start:end].replace("May ", "")):
                chosen.append((start, end))
    for stretch in sorted(chosen):
        yield Extract("question", (stretch,), why="leaves something open")
