"""Feeds (RSS, Atom) and lists of feeds (OPML), read as the articles that they hold and the addresses that they name."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from briefing.articles.addresses import host, is_address, written_or_none
from briefing.articles.article import Article, Given, LeadsTo, NoArticle, Yield, day_of, library
from briefing.articles.markup import add_text
from briefing.articles.page import fragment
from briefing.articles.plain import made
from briefing.articles.prose import Prose
from briefing.model.names import one_line

_TITLE_WORDS = 12
_TAGS = 12
_ENTITIES = rb"(?i)<!ENTITY"


def read_feed(given: Given) -> Yield:
    """The entries of a feed as articles, as far as it holds their texts. Raises `NoArticle`."""
    feed = _parsed(given)
    site = one_line(_plain(feed.feed.get("title") or "")) or host(feed.feed.get("link") or given.address)
    for entry in feed.entries:
        try:
            yield _article(entry, site, given)
        except NoArticle as error:
            yield NoArticle(str(error), one_line(_plain(entry.get("title") or "")) or entry.get("link") or given.name)
    if not feed.entries:
        raise NoArticle("the feed has no entries")


def addresses_in_feed(given: Given) -> Yield:
    """The addresses of the entries of a feed, to be fetched. Raises `NoArticle`."""
    for entry in _parsed(given).entries:
        title = one_line(_plain(entry.get("title") or ""))
        if address := written_or_none(entry.get("link") or "", given.address):
            yield LeadsTo(address, title or address, day_of(entry.get("published") or ""))
        else:
            yield NoArticle("the feed gives no address", title or given.name)


def read_list(given: Given) -> Yield:
    """The feeds that a list names (OPML 2.0), none of which is fetched by that. Raises `NoArticle`."""
    from xml.etree import ElementTree

    if re.search(_ENTITIES, given.data):
        raise NoArticle("it defines words of its own (ENTITY), which no list of feeds needs")
    try:
        tree = ElementTree.fromstring(given.data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NoArticle(f"it is no XML: {one_line(str(error))}") from None
    is_empty = True
    for outline in tree.iter("outline"):
        said = outline.get("xmlUrl") or outline.get("xmlurl") or outline.get("url") or ""
        title = one_line(outline.get("title") or outline.get("text") or "")
        if not said:
            continue
        is_empty = False
        if address := written_or_none(said, given.address):
            yield LeadsTo(address, title or address)
        else:
            yield NoArticle("only http:// and https:// are fetched", title or one_line(said))
    if is_empty:
        raise NoArticle("it names no feed")


def _parsed(given: Given) -> Any:
    headers = {"content-type": f"{given.media}; charset={given.charset}"} if given.charset else {}
    if given.address:
        headers["content-location"] = given.address
    try:
        # as a stream: of bytes it would ask whether they are the name of a file, or an address
        return library("feedparser").parse(BytesIO(given.data), response_headers=headers)
    except NoArticle:
        raise
    except Exception:  # of a library that reads what strangers wrote: it can be anything
        raise NoArticle("it is no feed that can be read") from None


def _article(entry: Any, site: str, given: Given) -> Article:
    guesses: dict[str, str] = {}
    whole = max((one.get("value") or "" for one in entry.get("content") or ()), key=len, default="")
    teaser = entry.get("summary") or ""
    body = _text(whole or teaser)
    if not body:
        raise NoArticle("the feed has no text of it")
    if not whole:
        guesses["body"] = "what the feed has; the article may be longer"
    summary = "" if not whole else one_line(_plain(teaser))
    title = one_line(_plain(entry.get("title") or ""))
    if not title:
        words = one_line(re.sub(r"\\(.)", r"\1", body)).split()
        title = " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
        guesses["title"] = "its first words"
    date = day_of(entry.get("published") or "")
    if not date and (date := day_of(entry.get("updated") or "")):
        guesses["date"] = "when it was changed; when it was published is not told"
    address = written_or_none(entry.get("link") or "", given.address)
    guid = one_line(entry.get("id") or "")
    if not address and is_address(guid):
        address = written_or_none(guid)
    origin = address or f"{given.origin} {guid or title}"
    author = one_line(entry.get("author_detail", {}).get("name") or entry.get("author") or "")
    tags = (one_line(tag.get("term") or "") for tag in entry.get("tags") or ())
    return made(
        Given(b"", given.name, origin, file="" if address else given.file or "feed"),
        body,
        title=title,
        date=date,
        guesses=guesses,
        source=", ".join(dict.fromkeys(filter(None, (author, site)))),
        address=address,
        summary="" if len(summary) > 400 or summary == title or _text(teaser) == body else summary,
        tags=tuple([tag for tag in dict.fromkeys(tags) if tag][:_TAGS]),
    )


def _text(html: str) -> str:
    if not html.strip():
        return ""
    prose = Prose()
    add_text(fragment(html), prose)
    return prose.body()


def _plain(html: str) -> str:
    """A title, which may be HTML, in words."""
    if "<" not in html and "&" not in html:
        return html
    return " ".join(fragment(html).itertext())
