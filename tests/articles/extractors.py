"""Extractors as another package may have them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.articles.article_text import ArticleText, Extract


def ships(article: ArticleText) -> Iterator[Extract]:
    start = article.text.find("Razoni")
    if start >= 0:
        yield Extract("actor", ((start, start + 6),), why="a ship by our list", sort="group")


def bad(article: ArticleText) -> Iterator[Extract]:
    raise ValueError("no list of ships")
