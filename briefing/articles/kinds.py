"""What somebody's bytes are, and how they are read."""

from __future__ import annotations

import re
from importlib import import_module

from briefing.articles.article import Article, Given, NoArticle, Yield
from briefing.model.limits import ARTICLE, MEGABYTE
from briefing.model.value import replace
from briefing.parse.read_table import MARKDOWN

ENDINGS = {
    **dict.fromkeys(MARKDOWN, "markdown"),
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".mhtml", ".mht", ".webarchive"), "archive"),
    ".pdf": "pdf",
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), "xml"),
    ".opml": "list",
}
"""What a file is by the end of its name."""
_MEDIA = {"text/plain": "text", "text/markdown": "markdown", "text/html": "page", "application/pdf": "pdf"}
_SIGNS = (
    (rb"%PDF-", "pdf"),
    (rb"bplist00|From: <Saved by ", "archive"),
    (rb"<opml[\s>]", "list"),
    (rb"<(?:rss|feed|rdf:rdf|channel)[\s>]", "feed"),
    (rb"<(?:!doctype\s+html|html|head|body)[\s>]", "page"),
)
"""How a file begins, behind comments and what XML has before its root."""
_BEFORE = (
    rb"(?is)\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*"
    rb"(?:<\?.{0,2000}?\?>\s*|<!--.{0,4000}?-->\s*|<!doctype\s+(?!html)[^<>\[]{0,400}(?:\[.{0,8000}?\]\s*)?>\s*)*"
)


_STEERING = rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\))"
"""What steers a terminal (a colour, its title): no letter of it is of the text. Encodings that change by the same sign
go on with others."""


def ending(name: str) -> str:
    """What the end of a file's name says, in small letters; empty for none that is read."""
    found = re.search(r"\.\w+$", name.lower())
    return found[0] if found and found[0] in ENDINGS else ""


def kind_of(given: Given) -> str:
    """`text`, `markdown`, `page`, `archive`, `pdf`, `feed`, `list`. Raises `NoArticle` for anything else."""
    data = given.data[:16_384]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(b"\0", b"")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    start = re.match(_BEFORE, data)
    rest = data[start.end() if start else 0 :]
    for sign, kind in _SIGNS:
        if re.match(sign, rest, re.IGNORECASE):
            return kind
    kind = ENDINGS.get(ending(given.file), "") or _MEDIA.get(given.media, "")
    if kind == "pdf":
        raise NoArticle("it is called a PDF and is none")
    if kind in ("xml", "list") or re.match(rb"(?i)\s*<\?xml", data) or given.media.endswith("xml"):
        raise NoArticle("it is XML, and neither a feed nor a list of feeds")
    if b"\0" in data or (given.media and not kind):
        called = f" ({given.media})" if given.media else ""
        raise NoArticle(f"it is neither text, Markdown, HTML, PDF nor a feed{called}")
    return kind or "text"


def read(given: Given) -> Yield:
    """The articles in something. Raises `NoArticle`, also in the middle of them."""
    if len(given.data) > ARTICLE:
        raise NoArticle(f"it is larger than {ARTICLE // MEGABYTE} MB")
    kind = kind_of(given)
    if b"\x1b" in given.data and kind not in ("archive", "pdf"):
        given = replace(given, data=re.sub(_STEERING, b"", given.data))
    module, function = _READERS[kind]
    found: Article | Yield = getattr(import_module(f"briefing.articles.{module}"), function)(given)
    if isinstance(found, Article):
        yield found
    else:
        yield from found


_READERS = {
    "text": ("plain", "read_text"),
    "markdown": ("plain", "read_markdown"),
    "page": ("page", "read_page"),
    "archive": ("archive", "read_archive"),
    "pdf": ("paper", "read_paper"),
    "feed": ("feed", "read_feed"),
    "list": ("feed", "read_list"),
}
