"""Pages of the web, read as articles: trafilatura finds the text, and the head says what it says."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from briefing.articles.addresses import host, is_home, written_or_none
from briefing.articles.article import Article, Given, LeadsTo, NoArticle, day_of, library
from briefing.articles.markup import add_text
from briefing.articles.plain import made, named
from briefing.articles.prose import Prose
from briefing.model.fold import fold
from briefing.model.limits import MEGABYTE, PAGE
from briefing.model.names import one_line

_LEAST = 3
"""Words of a text, at least."""
_DATES = (
    "article:published_time datepublished og:published_time og:article:published_time date dc.date dc.date.issued"
    " dcterms.date dcterms.issued dcterms.created parsely-pub-date sailthru.date publishdate publish_date pubdate"
    " publication_date citation_publication_date article.published"
).split()
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_SHORT, _SHORTEST = 250, 20
"""Characters that a text must have so that it is taken for that of the page: at first, and where it has no more."""
_LONGEST_SUMMARY = 400
_LONGEST_TITLE = 1_000
_WRITTEN_SO = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What browsers take encodings for that pages say they have."""


def read_page(given: Given) -> Iterator[Article | LeadsTo]:
    """The article of a page; where there is none, the feeds that it names. Raises `NoArticle`."""
    if len(given.data) > PAGE:
        raise NoArticle(f"the page is larger than {PAGE // MEGABYTE} MB")
    tree, guesses = tree_of(given)
    head = _Head(tree)
    try:
        found = _extracted(tree, given)
        prose = Prose()
        if found is not None:
            found.title = head.title(found.body) or one_line(found.title or "")
            _without_title(found.body, found.title)
            add_text(found.body, prose)
        body = prose.body()
    except NoArticle:
        raise
    except Exception:  # of a library that reads what strangers wrote: it can be anything
        raise NoArticle("the page could not be read as an article") from None
    if len(body.split()) < _LEAST and len(body) < 4 * _LEAST:
        feeds = list(head.feeds(given.address))
        if not feeds:
            raise NoArticle("no article was found in it")
        yield from feeds
        return
    title, named_date = named(found.title, given, guesses)
    date = next((day for text in head.dates() if (day := day_of(text))), "")
    if not date and (date := day_of(found.date or "")):
        guesses["date"] = "found in the page, which does not say that it is its date"
    elif date:
        guesses.pop("date", None)
    address = head.address(given, guesses)
    author = one_line(re.sub(r"\s*;\s*", ", ", found.author or ""))
    site = next(head.meta(*_SITES), "") or host(address or given.address)
    summary = one_line(found.description or "")
    is_said = len(summary) <= _LONGEST_SUMMARY and summary not in (title, site)
    yield made(
        given,
        body,
        title=title,
        date=date or named_date,
        guesses=guesses,
        source=", ".join(dict.fromkeys(filter(None, (author, site)))),
        address=address,
        summary=summary if is_said else "",
    )


def _extracted(tree: Any, given: Given) -> Any:
    """What trafilatura finds in a page. Of a short text it makes one paragraph of all that the page says; then the text
    with its paragraphs is taken, if most of the words are in it."""
    library("trafilatura")
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    def extracted(least: int) -> Any:
        config = use_config()
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(least))
        return bare_extraction(
            tree,
            url=given.address or None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
            config=config,
        )

    found = extracted(_SHORT)
    if found is None or len(found.body) != 1:
        return found
    better = extracted(_SHORTEST)
    is_whole = better is not None and 2 * _words(better.body) >= _words(found.body)
    return better if is_whole and len(better.body) > 1 else found


def _words(body: Any) -> int:
    return len(" ".join(body.itertext()).split())


def fragment(html: str) -> Any:
    """A piece of HTML as a tree. Raises `NoArticle`."""
    parser = library("lxml.html")
    try:
        return parser.fragment_fromstring(html, create_parent="div")
    except Exception:  # as above
        raise NoArticle("its HTML could not be read") from None


def tree_of(given: Given) -> tuple[Any, dict[str, str]]:
    """A page as a tree, and what was guessed to read it. Raises `NoArticle`."""
    guesses: dict[str, str] = {}
    text = _decoded(given, guesses)
    parser = library("lxml.html")
    library("trafilatura")
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\0", ""))  # lxml takes no text that names its encoding
    try:
        tree = parser.document_fromstring(text)
    except Exception:  # as above
        raise NoArticle("its HTML could not be read") from None
    return tree, guesses


def _decoded(given: Given, guesses: dict[str, str]) -> str:
    """The text of a page: as its first bytes say, as UTF-8 if it is that, as the server or the page says, else as it
    seems to be."""
    data = given.data
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    found = re.search(
        rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", data[:4096], re.IGNORECASE
    )
    declared = [name.lower() for name in (given.charset, found[1].decode("ascii", "replace") if found else "") if name]
    names = ["utf-8", *(_WRITTEN_SO.get(name, name) for name in declared)]
    if b"\x1b" in data:
        names = [*names[1:], "utf-8"]  # what changes by such signs is UTF-8, too, and another text
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    library("trafilatura")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise NoArticle("nobody can say which encoding it has")
    guesses["body"] = f"read as {best.encoding}, which it does not say"
    return str(best)


def _without_title(body: Any, title: str) -> None:
    """Take the heading away that is the title."""
    first = next(iter(body), None)
    if first is not None and first.tag == "head" and one_line("".join(first.itertext())) == title:
        body.remove(first)


class _Head:
    """What the head of a page says, before the page is taken apart."""

    def __init__(self, tree: Any) -> None:
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if name and (said := one_line(element.get("content") or "")):
                self._meta.setdefault(name, []).append(said)
        self._times = [
            element.get("datetime") or ""
            for element in tree.iter("time")
            if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        ]
        self._links = [
            ((element.get("rel") or "").lower().split(), element.get("href") or "", dict(element.attrib))
            for element in tree.iter("link")
        ]
        self._titles = [] if any(self.meta("og:title", "twitter:title")) else list(_headlines(tree))
        scripts = (one for one in tree.iter("script") if (one.get("type") or "").lower() == "application/ld+json")
        self._facts = list(_published(one.text or "" for one in scripts))

    def meta(self, *names: str) -> Iterator[str]:
        return (said for name in names for said in self._meta.get(name, ()))

    def title(self, body: Any) -> str:
        """The heading that is the page's title, too: the first of the article's own, else the last; what is before may
        be the name of the site. Empty where the page says its title in another way."""
        inside = {fold(one_line("".join(one.itertext()))) for one in body.iter("head")}
        return next((one for one in self._titles if fold(one) in inside), "") or next(reversed(self._titles), "")

    def dates(self) -> Iterator[str]:
        """What it says of when it was published."""
        yield from self.meta(*_DATES[:2])
        yield from (date for date, _address in self._facts)
        yield from self.meta(*_DATES[2:])
        yield from self._times

    def address(self, given: Given, guesses: dict[str, str]) -> str:
        """The address that a page calls its own, but for that of the whole site, which every page may have."""
        texts = [href for rel, href, _all in self._links if "canonical" in rel]
        facts = [address for _date, address in self._facts[:1]]
        saved = given.saved_from or (_saved_from(given.data) if given.file else "")
        own = (written_or_none(one, given.address) for one in (*texts, *self.meta("og:url"), *facts, saved) if one)
        address = next((one for one in own if one and not is_home(one)), "")
        if address and given.address and host(address) != host(given.address):
            guesses["sources"] = f"the page says so; it was fetched from {host(given.address)}"
        return address or ("" if given.file else given.origin)

    def feeds(self, base: str) -> Iterator[LeadsTo]:
        for rel, href, every in self._links:
            media = (every.get("type") or "").lower()
            if (
                "alternate" in rel
                and re.search(r"\b(?:rss|atom)\b", media)
                and (address := written_or_none(href, base))
            ):
                yield LeadsTo(address, one_line(every.get("title") or "") or address)


_BETWEEN = r"[-|–—·•:»/]"
"""What stands in the title of a page between that of the article and that of the site."""


def _headlines(tree: Any) -> Iterator[str]:
    """The headings that are the title of a page, or one of its parts."""
    said = fold(" ".join(one_line(one.text_content()) for one in tree.iter("title")))[:_LONGEST_TITLE]
    for heading in tree.iter("h1", "h2"):
        text = one_line(heading.text_content())
        if 0 < len(text) < _LONGEST_TITLE and re.search(
            rf"(?:^|{_BETWEEN} ){re.escape(fold(text))}(?: ?{_BETWEEN} |$)", said
        ):
            yield text


_SAVED = rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)"
"""What browsers write into a page that they save: most of them, and the extension SingleFile."""


def _saved_from(data: bytes) -> str:
    """The address from which a page was saved, as the browser noted it; empty for none."""
    found = re.search(_SAVED, data[:8192])
    return found[1].decode("utf-8", "replace") if found else ""


def _published(texts: Iterator[str]) -> Iterator[tuple[str, str]]:
    """The dates of publication in data for machines (JSON-LD), however deep, each with the address that it is of."""
    for text in texts:
        try:
            level = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        for _depth in range(8):
            inside: list[Any] = []
            for one in level:
                if isinstance(one, dict):
                    if isinstance(said := one.get("datePublished"), str):
                        page = one.get("mainEntityOfPage")
                        page = page.get("@id") if isinstance(page, dict) else page
                        of = (text for text in (page, one.get("url")) if isinstance(text, str) and "//" in text)
                        yield said, next(of, "")
                    inside += one.values()
                elif isinstance(one, list):
                    inside += one
            level = inside
