"""What a draft writes of what extractors found: entries of its lists, and candidates in comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.articles.article import Article
from briefing.articles.article_text import ArticleText, Extract
from briefing.check.marks import DRAFT
from briefing.model.body import word_count
from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.value import replace
from briefing.parse.quoting import quoted, scalar

_SUMMARY = 300
"""Characters of a summary, at most."""
_FEW = 8
"""Words that say something without being a sentence, as what stands below a headline does."""
_EVENT = 160
_NUMBERS = ("lat", "lon")
_ORDER = ("position", "country", "lat", "lon", "geonames")


def entry(article: ArticleText, found: Extract) -> str:
    """An item of a list, in one line, with why it is only likely behind it."""
    texts = list(dict.fromkeys(one_line(article.of(at)) for at in found.at))
    known = found.known
    why = f"  {DRAFT} {one_line(found.why)}" if found.why else ""
    if "id" in known:
        return f"{known['id']}{why}"
    name = known.get("name") or texts[0]
    facts = {"name": name, "kind": found.sort}
    facts |= {key: one_line(article.of(at)) for key, at in found.facts.items()}
    facts |= {key: known[key] for key in _ORDER if key in known}
    pairs = [
        f"{key}: {facts[key] if key in _NUMBERS else _flow(facts[key])}"
        for key in ("name", "kind", *_ORDER)
        if facts.get(key)
    ]
    others = [text for text in texts if text != name and not (found.sort == "state" and text == f"the {name}")]
    for key, is_fit in (("aliases", True), ("weak", False)):
        if chosen := [_flow(text) for text in others if _is_alias(text, found) == is_fit]:
            pairs.append(f"{key}: [{', '.join(chosen)}]")
    return f"{{{', '.join(pairs)}}}{why}"


def candidates(article: ArticleText, found: Iterable[Extract]) -> list[str]:
    """The lines of comments that hold the dates of a text and the sentences that leave something open."""
    dates = [one for one in found if one.kind == "date"]
    questions = [one for one in found if one.kind == "question"]
    lines: list[str] = []
    if questions:
        number = counted(len(questions), "sentence")
        lines.append(f"{DRAFT} {number} that may leave something open; keep as questions what you want answered")
        lines += ["# questions:", *(f"#   - {_line(article, one.at[0])}" for one in questions)]
    if dates:
        lines.append(f"{DRAFT} {counted(len(dates), 'date')} of the text; keep as events what happens then")
        lines += ["# events:", *_events(article, dates)]
    return lines


def _events(article: ArticleText, dates: Iterable[Extract]) -> Iterator[str]:
    for one in dates:
        when = one.known.get("when") or _flow(one_line(article.of(one.at[0])))
        yield f"#   - {{when: {when}, name: {_flow(one_line(article.of(_clause(article, one.at[0]))))}}}"


def _clause(article: ArticleText, at: tuple[int, int]) -> tuple[int, int]:
    """The sentence that holds a date; of a long one what stands around the date, between commas or blanks."""
    start, end = article.sentence(at[0])
    for sign in (",", " "):
        if end - start <= _EVENT:
            break
        around = (_EVENT - (at[1] - at[0])) // 2
        stops = [
            start,
            *(found.start() + 1 for found in re.finditer(sign, article.text[:end]) if found.start() >= start),
        ]
        left = [stop for stop in stops if stop <= at[0]]
        right = [stop - 1 for stop in stops if stop > at[1]]
        if sign == ",":
            start, end = left[-1], min(right, default=end)
        else:
            start = next(stop for stop in left if at[0] - stop <= around)
            end = max((stop for stop in (*right, end) if stop - at[1] <= around), default=at[1])
    return start, max(end, at[1])


def with_summary(article: Article, text: ArticleText) -> Article:
    """An article with a summary: the first sentences of its text, if it says none itself. What is a few words and no
    whole sentence is none: the head of a list, the number of a page."""
    if article.summary or not text.sentences:
        return article
    first = next((at for at, one in enumerate(text.sentences) if _says_something(text.of(one))), 0)
    start, end = text.sentences[first]
    for other_start, other_end in text.sentences[first + 1 : first + 3]:
        if "\n" in text.text[end:other_start] or other_end - start > _SUMMARY:
            break
        end = other_end
    summary = one_line(text.text[start:end])
    if len(summary) > _SUMMARY:
        return replace(article, guesses={**article.guesses, "summary": "no short sentence begins the text"})
    why = "its first whole sentence" if first else "how the text begins"
    return replace(article, summary=summary, guesses={**article.guesses, "summary": why})


def _says_something(sentence: str) -> bool:
    return re.search(r"(?<!\d)[.!?…。！？।؟][”’\"')\]»」』]*$", sentence) is not None or word_count(sentence) >= _FEW


def _is_alias(text: str, found: Extract) -> bool:
    """Whether another name tells on every desk who is meant: a city's, or what brackets give for short."""
    return found.kind == "venue" or (found.sort != "state" and text.isupper() and len(text) > 1)


def _line(article: ArticleText, at: tuple[int, int]) -> str:
    return scalar(one_line(article.of(at)))


def _flow(text: str) -> str:
    """A text as a value in braces or brackets."""
    return quoted(text) if re.search(r"[\[\]{},]", text) else scalar(text)
