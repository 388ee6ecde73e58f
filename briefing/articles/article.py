"""An article, before it is a brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from briefing.model.names import one_line
from briefing.model.value import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says of itself, and its text.

    `body` is Markdown, `date` a day, a month or a year in the spelling of briefs. `address` is the one that it calls
    its own (http or https), `origin` the address or the file that it was taken from; `source` says in words where it
    comes from. `guesses` are the keys of a brief whose values are only likely, each with why: those that are empty,
    with what is missing.
    """

    title: str
    body: str
    origin: str
    address: str = ""
    source: str = ""
    date: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    guesses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What articles are to be read from: `data`, and where it comes from, as an `Article` has it.

    `name` is how the user calls it; `file` is the name of the file, empty for what was fetched. `media` and `charset`
    are what a server said of it. `saved_from` is where a browser had it that saved it into a file.
    """

    data: bytes
    name: str
    origin: str
    file: str = ""
    media: str = ""
    charset: str = ""
    saved_from: str = ""

    @property
    def address(self) -> str:
        """The address that it was fetched from; empty for a file."""
        return "" if self.file else self.origin


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """An address that a feed, or a list of feeds, names: what is to be found there, how it is called, and of when it
    is, as briefs write it."""

    address: str
    title: str
    date: str = ""


Yield = Iterator["Article | LeadsTo | NoArticle"]
"""What is found in something: articles, addresses of more, and why something in it is no article."""


class NoArticle(Exception):
    """Something is no article, or none that can be read. The message says why, of what `name` calls."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.name = one_line(name)


_EXTRAS = {"trafilatura": "web", "lxml.html": "web", "feedparser": "web", "pypdf": "pdf", "spacy": "nlp"}
_NEEDS = {"web": "pages and feeds are read", "pdf": "PDF are read", "nlp": "new people and bodies are found"}


def library(module: str) -> Any:
    """A library that only some installations have. Raises `NoArticle`, which says how to get it."""
    import logging

    extra = _EXTRAS[module]
    try:
        found = import_module(module)
    except ImportError:
        raise NoArticle(f"{_NEEDS[extra]} with `pip install 'briefing-desk[{extra}]'`") from None
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer", "pypdf"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what they have to say is said in our words
    return found


def day_of(text: str) -> str:
    """A date in any form that can mean one thing only, as briefs write it, without its time; empty for none."""
    from briefing.parse.guest import date_of

    when = date_of(one_line(text)) if text else None
    if when is None:
        return ""
    return when.first.isoformat() if when.is_day and not when.about else when.text
