"""Dates that a text has: each as it is written, and in the form of briefs where it says a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefing.articles.article import day_of
from briefing.articles.article_text import ArticleText, Extract
from briefing.parse.day_names import MONTH_NAMES

_PART = r"(?:(?:early|mid|late|the (?:beginning|middle|end) of|(?:beginning|middle|end) of|Anfang|Mitte|Ende)[ -])?"
_YEAR = r"(?:1[89]|20)\d\d"
_TIMELY = r"(?i)\b(?:in|by|until|till|since|from|of|before|after|last|next|this|im|seit|bis|ab|en) $"
"""What stands before the name of a month alone, which may be somebody's or a word's."""
_BEFORE_YEAR = (
    r"(?i)(?:\b(?:in|by|until|till|since|from|of|before|after|during|between|to|the|early|late|mid|year|im|jahr|seit|bis|ab|"
    r"en|anno|w|у|в|з|до|с|від)|(?:1[89]|20)\d\d (?:and|und|et|y|та|и|ve)|[(])[ -]?$"
)
_BEHIND_YEAR = r"(?:['’](?:[dt][ae]n?|y[ae]|i[n]?|ü[n]?)|\s(?:yıl|року|році|года|году|roku))"
_AMOUNT = r"[ -](?:people|dollars|euros|pounds|troops|soldiers|tonnes|tons|men|women|children|miles|km|kilomet|met|of)"
"""What stands before a number of four digits that is a year, behind it, and behind one that is none."""
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec"
"""Months as English shortens them, with a full stop or without."""
_SEASON = r"(?:spring|summer|autumn|fall|winter)"


def dates(article: ArticleText) -> Iterator[Extract]:
    """Every date that is written in a text, the first time."""
    told: set[str] = set()
    for match in re.finditer(_pattern(), article.text):
        text = match[0]
        if text in told or not _is_date(article, match):
            continue
        told.add(text)
        when = day_of(re.sub(r"^(?:the )?(?:beginning|middle|end) of ", "", text))
        known = {"when": when} if when and when[:4].isdigit() else {}
        yield Extract("date", (match.span(),), why="as written", known=known)


@cache
def _pattern() -> str:
    names = {name for row in MONTH_NAMES for column in row for name in column.split("|") if len(name) > 2}
    names |= {"ocak", "şubat", "mayıs", "ağustos", "eylül", "kasım", "aralık", "märz", "février", "août", "décembre"}
    month = rf"(?:(?:{_SHORT})\b\.?|" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"
    day = r"\d{1,2}(?:st|nd|rd|th|\.|er)?"
    return (
        rf"(?i)(?<![\w-])(?:\d{{4}}-\d\d-\d\d|{day}(?:\s?[–-]\s?{day})?(?: of| de)? {month}(?:(?:,| de)? {_YEAR})?"
        rf"|{_PART}{month}(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d|[.,]\d|[ -]\w))?(?:(?:,| of| de)? {_YEAR})?"
        rf"|{_PART}{_SEASON}(?: of)? {_YEAR}|{_PART}{_YEAR})(?![\w-]|[.,]\d)"
    )


def _is_date(article: ArticleText, match: re.Match[str]) -> bool:
    """Whether words that look like a date are one: `May` is a month with a number, or behind a word of time."""
    text = match[0]
    if re.search(rf"\b(?:{_SHORT.lower()})\b", text):
        return False
    before = article.text[max(0, match.start() - 24) : match.start()]
    if re.fullmatch(_YEAR, text):
        behind = article.text[match.end() : match.end() + 12]
        return (re.search(_BEFORE_YEAR, before) is not None and re.match(_AMOUNT, behind) is None) or (
            re.match(_BEHIND_YEAR, behind) is not None
        )
    if any(map(str.isdigit, text)) or " " in text:
        return text[-1].isdigit() or text.split()[-1][0].isupper() or text[0].isdigit()
    return text[0].isupper() and re.search(_TIMELY, before) is not None
