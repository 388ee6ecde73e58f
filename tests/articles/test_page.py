"""Pages of the web, read as articles."""

from __future__ import annotations

import json
import plistlib
import quopri

import pytest

from briefing.articles import article as articles
from briefing.articles.article import LeadsTo
from tests.articles.inputs import MORE, WORDS, article, found, given, outcome, page, refusal

pytest.importorskip("trafilatura")

_BODY = f"<article><h1>Bread is dear</h1><p>{WORDS}</p><p>{MORE}</p></article>"
_ADDRESS = "https://example.org/bread"


def test_a_page_says_what_it_is() -> None:
    head = (
        '<link rel="canonical" href="/bread"><meta property="og:site_name" content="The Harwick Post">'
        '<meta name="author" content="Anna Berglund"><meta name="description" content="Flour is short.">'
        '<meta property="article:published_time" content="2026-07-16T23:30:00-05:00">'
    )
    one = article(page(_BODY, head), address=f"{_ADDRESS}?utm_source=mail#top")
    assert (one.title, one.date, one.address, one.summary) == (
        "Bread is dear",
        "2026-07-16",
        _ADDRESS,
        "Flour is short.",
    )
    assert one.source == "Anna Berglund, The Harwick Post"
    assert one.body == f"{WORDS}\n\n{MORE}"
    assert one.guesses == {}


def test_lists_quotes_tables_and_code_are_kept_and_signs_mean_nothing() -> None:
    inside = (
        f"<p>{WORDS}</p><h2>What *next*?</h2><ol><li>one<ul><li>inner</li></ul></li><li>two [[nato]]</li></ol>"
        "<blockquote><p>We will see, said the baker to the miller's son.</p></blockquote>"
        "<table><tr><th>A</th><th>B|C</th></tr><tr><td>1</td><td>2</td></tr></table>"
        f"<pre><code>x = 1\n  y</code></pre><p>{MORE}</p><script>alert(1)</script>"
    )
    body = article(page(f"<article>{inside}</article>"), "a.html").body
    assert r"## What \*next\*?" in body
    assert "1. one\n   - inner\n2. two \\[\\[nato\\]\\]" in body
    assert "\n> We will see" in body
    assert "| A | B\\|C |\n|---|---|\n| 1 | 2 |" in body
    assert "```\nx = 1\n  y\n```" in body
    assert "alert" not in body


def test_a_short_article_has_its_paragraphs() -> None:
    inside = (
        "<p>Bread is dear.</p><p>Nobody knows why.</p><ul><li>rain</li><li>war</li></ul><blockquote>Alas.</blockquote>"
    )
    one = article(page(f"<nav>Home News</nav><article><h1>Bread is dear</h1>{inside}</article>"), "a.html")
    assert one.body == "Bread is dear.\n\nNobody knows why.\n\n- rain\n- war\n\n> Alas."


def test_the_date_that_machines_are_told() -> None:
    facts = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2025-05-15T08:00:00Z"}]})
    one = article(page(_BODY, f'<script type="application/ld+json">{facts}</script>'), "a.html")
    assert (one.date, "date" in one.guesses) == ("2025-05-15", False)


def test_a_date_that_is_only_found_is_marked_and_none_is_invented() -> None:
    one = article(page(f'<p class="date">Published on 2025-05-15</p>{_BODY}<footer>© 2019 The Post</footer>'), "a.html")
    assert one.date in ("", "2025-05-15")
    assert "date" in one.guesses
    one = article(page(f"{_BODY}<footer>Copyright 2019</footer>"), "a.html")
    assert (one.date, one.guesses["date"]) == ("", "no date was found")


@pytest.mark.parametrize("href", ["https://example.org/", "javascript:alert(1)", "file:///etc/passwd", "http://[", ""])
def test_an_address_that_is_none_of_an_article_is_not_taken(href: str) -> None:
    assert article(page(_BODY, f'<link rel="canonical" href="{href}">'), address=_ADDRESS).address == _ADDRESS
    assert article(page(_BODY, f'<link rel="canonical" href="{href}">'), "a.html").address == ""


@pytest.mark.parametrize(
    ("before", "title", "says"),
    [
        ("<h2 class=help-title>Shortcuts</h2><h1 class=menu-title>The Post</h1>", "Bread is dear - The Post",
         "Bread is dear"),
        ("<h1>The Post</h1>", "The Post | Bread is dear", "Bread is dear"),
        ("<h1>The Post</h1>", "The Post", "The Post"), ("<h1>Bread</h1>", "Bread is dear", "Bread is dear"),
        ("", "Another title", "Bread is dear"),
        ('<meta property="og:title" content="Bread!"><h1>The Post</h1>', "Bread is dear - The Post", "Bread!"),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_of_the_article(before: str, title: str, says: str) -> None:
    meta, _end, rest = before.partition(">") if before.startswith("<meta") else ("", "", before)
    one = article(page(rest + _BODY, f"{meta}>" if meta else "", title), "a.html")
    assert one.title == says


@pytest.mark.parametrize(
    "head",
    [
        f'<script type="application/ld+json">{{"datePublished":"2026-07-16","url":"{_ADDRESS}"}}</script>',
        '<script type="application/ld+json">[{"@graph":[{"datePublished":"2026-07-16",'
        f'"mainEntityOfPage":{{"@id":"{_ADDRESS}#x"}}}}]}}]</script>',
        f"<!-- saved from url=(0025){_ADDRESS} -->",
        f"<!--\n Page saved with SingleFile \n url: {_ADDRESS} \n saved date: Thu Jul 16 2026\n-->",
    ],
)
def test_the_address_of_a_page_that_was_saved(head: str) -> None:
    assert article(page(_BODY, head), "a.html").address == _ADDRESS
    assert article(head + page(_BODY), "a.html").address == _ADDRESS
    canonical = '<link rel="canonical" href="https://example.org/other">'
    assert article(page(_BODY, canonical + head), "a.html").address == "https://example.org/other"


@pytest.mark.parametrize("noted", ["file:///home/me/a.html", "about:blank", "https://example.org/", "http://["])
def test_what_was_saved_from_nowhere_has_no_address(noted: str) -> None:
    assert article(page(_BODY, f"<!-- saved from url=(0014){noted} -->"), "a.html").address == ""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
@pytest.mark.parametrize("file", ["a.mhtml", "a.mht", "a.webarchive", "a.html"])
def test_a_page_saved_as_one_file(file: str, charset: str) -> None:
    html = page(f"<article><h1>Хлеб дорог</h1><p>{WORDS}</p><p>Мука дорога.</p></article>", "", "Хлеб дорог")
    if file == "a.webarchive":
        main = {
            "WebResourceData": html.encode(charset),
            "WebResourceURL": _ADDRESS,
            "WebResourceTextEncodingName": charset,
        }
        data = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    else:
        part = quopri.encodestring(html.encode(charset))
        frame = b"<html><body><p>A frame, with an advertisement in it.</p></body></html>"
        data = (
            (
                f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {_ADDRESS}\r\nMIME-Version: 1.0\r\n"
                'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
                f"----B\r\nContent-Type: text/html\r\nContent-Location: cid:x\r\n\r\n{frame.decode()}\r\n"
                f'----B\r\nContent-Type: text/html; charset="{charset}"\r\n'
                "Content-Transfer-Encoding: quoted-printable\r\n"
                f"Content-Location: {_ADDRESS}\r\n\r\n"
            ).encode()
            + part
            + b"\r\n----B--\r\n"
        )
    one = article(data, file)
    assert (one.title, one.address, one.body) == ("Хлеб дорог", _ADDRESS, f"{WORDS}\n\nМука дорога.")


@pytest.mark.parametrize(
    "data",
    [
        b"bplist00",
        b"bplist00\xff" * 99,
        b"From: <Saved by X>\n\n",
        b"From: <Saved by X>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\nx",
    ],
)
def test_an_archive_without_a_page_is_told(data: bytes) -> None:
    assert refusal(data, "a.webarchive") in ("the web archive is damaged", "no page was found in it")


def test_an_address_elsewhere_is_marked() -> None:
    one = article(page(_BODY, '<link rel="canonical" href="https://wire.example/1">'), address=_ADDRESS)
    assert (one.address, one.origin) == ("https://wire.example/1", _ADDRESS)
    assert one.guesses["sources"] == "the page says so; it was fetched from example.org"


@pytest.mark.parametrize(
    ("encoding", "head", "charset"),
    [
        ("cp1251", '<meta charset="windows-1251">', ""),
        ("cp1251", "", "windows-1251"),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', ""),
        ("utf-16", "", ""),
        ("utf-8", '<meta charset="windows-1251">', "iso-8859-1"),
        ("cp1251", "", ""),
        ("cp1251", '<meta charset="no-such">', "rot13"),
    ],
)
def test_encodings(encoding: str, head: str, charset: str) -> None:
    words = "Цены на хлеб снова выросли, и никто на рынке не мог сказать, почему так случилось этим летом."
    text = page(f"<article><p>{words}</p><p>{words}</p></article>", head, "Хлеб дорог")
    one = article(text.encode(encoding), address=_ADDRESS, media="text/html", charset=charset)
    assert (one.title, one.body.split("\n")[0]) == ("Хлеб дорог", words)
    is_guessed = encoding == "cp1251" and "1251" not in head + charset
    assert ("body" in one.guesses) == is_guessed


def test_a_page_without_an_article_leads_to_its_feeds() -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">'
    assert found(given(page("", head), address="https://example.org/")) == [
        LeadsTo("https://example.org/feed.xml", "News")
    ]
    assert "no article was found" in refusal(page(""), "a.html")


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 100_000 + WORDS,
        "<html>" + "<b>" * 20_000 + WORDS + "</b>" * 20_000,
        "<html><body>" + "<table><tr><td>" * 3_000 + WORDS,
        "<html><body>" + "<ul><li>" * 3_000 + WORDS,
        "<html>\0<body>\0" + WORDS,
        "<!doctype html><!--" + "-" * 100_000,
        '<html><head><meta charset="utf-7"><title>&#0;&#xD800;</title></head><body><p>' + WORDS * 3,
        '<?xml version="1.0" encoding="no-such"?><html><body><p>' + WORDS * 3,
        '<html><script type="application/ld+json">' + "[" * 100_000 + "</script><body><p>" + WORDS * 3,
        "<html><body><p>" + "&lt;script&gt;[[nato]]\x1b[31m\u202e" * 1_000,
    ],
    ids=["deep", "bold", "tables", "lists", "zeros", "comment", "title", "encoding", "json", "signs"],
)
def test_hostile_pages_are_read_or_refused(html: str) -> None:
    why = outcome(given(html, "a.html"))
    assert why
    for one in why if isinstance(why, list) else []:
        assert isinstance(one, articles.Article)
        assert not {*"\0\x1b\u202e"} & {*one.body, *one.title}


def test_a_page_that_is_too_large_is_refused() -> None:
    assert refusal("<html>" + "x" * (10 * 1024 * 1024), "a.html") == "the page is larger than 10 MB"


def test_who_has_not_the_library_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(articles, "import_module", missing)
    assert refusal(page(_BODY), "a.html") == "pages and feeds are read with `pip install 'briefing-desk[web]'`"
    assert refusal(b"%PDF-1.4", "a.pdf") == "PDF are read with `pip install 'briefing-desk[pdf]'`"
