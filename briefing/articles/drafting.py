"""The brief that is made of an article: what it says of itself, and who and where is named in it.

An import lists whom the registry knows by a full name, and nobody else. A draft lists more, each with why
(`extracting`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefing.articles.addresses import host
from briefing.articles.article import Article
from briefing.articles.article_text import ArticleText, Extract
from briefing.articles.entries import candidates, entry, with_summary
from briefing.check.format import NotFormatted, formatted
from briefing.check.marks import DRAFT
from briefing.check.rules.draft import has_word
from briefing.model.body import Mention
from briefing.model.brief import Brief, Registry
from briefing.model.names import one_line
from briefing.parse import slips
from briefing.parse.brief import read_text
from briefing.parse.names import RegistryNames
from briefing.parse.quoting import scalar
from briefing.parse.spelling import spellings
from briefing.parse.text import Text

_THERE = r"(?i)\b(?:in|near|outside|à|im|en)\s+(?:the\s+)?$"
"""What stands before the name of a place where something is, and not before that of a government."""
FROM = "x-from"
"""The key that says where a brief was taken from, if no source has that address."""


Finder = Callable[[ArticleText, Sequence[str]], list[Extract]]
"""Finds in a text whom and what else a draft lists, beside those that the registry names outright."""


def brief_of(
    article: Article,
    registry: Registry,
    names: RegistryNames,
    file: str,
    head: str = "",
    find: Finder | None = None,
) -> str:
    """The text of a brief, in the form of `briefing fmt`. Who and what the registry knows under a name that stands in
    the text is listed, and nobody else unless there is a `find`; a name that two of those may have is left to the
    author. `file` is its path from the desk's root, `head` the lines that it begins with."""

    def read(text: str) -> Brief:
        return read_text(Text(text, file), registry, names)

    brief = read(_composed(article, head))
    actors = [one for one in brief.mentions if one.kind == "actor"]
    venues = [one for one in brief.mentions if one.kind == "venue" and _is_place(one, brief, names)]
    lists = {"actors": _keys(actors), "venues": _keys(venues)}
    notes: list[str] = []
    if find is not None:
        text_of_it = ArticleText(brief.blocks, registry)
        text_of_it.take_mentions(read(_composed(article, head, lists)).mentions)
        extracts = find(text_of_it, [one.key for one in (*actors, *venues)])
        for key, kind in (("actors", "actor"), ("venues", "venue")):
            lists[key] += [entry(text_of_it, one) for one in extracts if one.kind == kind]
        notes = candidates(text_of_it, extracts)
        article = with_summary(article, text_of_it)
    shared: dict[str, str] = {}
    while True:
        text = _composed(article, head, lists, shared, notes)
        more = dict(_shared(read(text), text))
        if more.keys() <= shared.keys():
            break
        shared |= more  # of several names that the same may have, one is told at a time
    try:
        return formatted(Text(text, file))
    except NotFormatted:
        return text


def _keys(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(one.key for one in mentions))


def _is_place(mention: Mention, brief: Brief, names: RegistryNames) -> bool:
    """Whether the name of a place surely means it: it stands for nobody, or something is said to be there."""
    text = brief.blocks[mention.block].text
    holders = (names.weak.get(spelling, ()) for spelling in spellings(text[mention.start : mention.end]))
    may_be_actor = any(kind == "actor" for found in holders for kind, _key in found)
    return not may_be_actor or re.search(_THERE, text[max(mention.start - 12, 0) : mention.start]) is not None


def _shared(brief: Brief, text: str) -> Iterator[tuple[str, str]]:
    """Names that may mean several of those that are listed, each with what was told of it."""
    lines = Text(text, brief.file).lines
    for problem in brief.problems:
        span = problem.span
        if problem.code == slips.AMBIGUOUS.code and span.line == span.end_line:
            yield lines[span.line - 1][span.column - 1 : span.end_column - 1], problem.message


def _composed(
    article: Article,
    head: str,
    lists: Mapping[str, Iterable[str]] | None = None,
    shared: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
) -> str:
    guesses = article.guesses
    lines = head.splitlines()
    for key, value in (("title", article.title), ("summary", article.summary), ("date", article.date)):
        if value:
            lines.append(f"{key}: {scalar(one_line(value))}{_comments(value, guesses.get(key))}")
        elif key in guesses:
            lines.append(f"{DRAFT} {guesses[key]}")
    for key, values in {"tags": map(scalar, article.tags), **(lists or {})}.items():
        items = [f"  - {one}" for one in values]
        lines += [f"{key}:", *items] if items else []
    lines += notes
    if article.source:
        lines += ["sources:", f"  - name: {scalar(article.source)}{_comments(article.source)}"]
    elif article.address:
        lines += ["sources:", f"  - name: {scalar(host(article.address))}"]
    if article.address:
        lines.append(f"    url: {scalar(article.address)}{_comments('', guesses.get('sources'))}")
        if article.date and "date" not in guesses:
            lines.append(f"    published: {article.date}")
    if shared:
        lines.append("mentions:")
        lines += [f"  {scalar(name)}: none  {DRAFT} {one_line(why)}" for name, why in shared.items()]
    if article.origin and article.origin != article.address:
        lines.append(f"{FROM}: {scalar(article.origin)}")
    deep = "2" if article.body[:1].isspace() else ""  # else that would be how deep the text stands
    lines += ["", f"body: |{deep}{_comments(article.body, guesses.get('body'))}"]
    lines += [f"  {line}" if line.strip() else "" for line in article.body.split("\n")]
    return "\n".join(lines) + "\n"


def _comments(text: str, guess: str | None = None) -> str:
    """What stands behind a value: that a word of writers in it is the article's, and why the value is only likely."""
    parts = ["# briefing: ignore B305" if has_word(text) else "", f"{DRAFT} {guess}" if guess else ""]
    return "".join(f"  {part}" for part in parts if part)
