"""What is fetched, from a server of our own, and what is not."""

from __future__ import annotations

import socket

import pytest

from briefing.articles import web
from briefing.articles.addresses import host, is_address, key, on_the_wire, written
from briefing.articles.article import NoArticle
from briefing.articles.web import Web
from tests.articles.server import Site, moved, packed


def refused(address: str, found_at: str = "") -> str:
    with pytest.raises(NoArticle) as caught:
        Web(pause=0).get(address, found_at)
    return str(caught.value)


def test_a_page_comes_with_what_its_server_says_of_it(site: Site) -> None:
    site.pages["/a"] = moved("/b")
    site.pages["/b"] = packed("Grüße".encode())
    one = Web(pause=0).get(f"{site.url}/a?utm_source=x")
    assert (one.data.decode(), one.origin, one.name) == ("Grüße", f"{site.url}/b", f"{site.url}/a")
    assert (one.media, one.charset, one.file, one.address) == ("text/html", "utf-8", "", one.origin)
    assert site.asked == ["/a", "/b"]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ((404, {}, b""), "its server says: 404, it has no such page"),
        ((503, {}, b""), "its server says: 503, it is out of order"),
        ((451, {}, b""), "its server says: 451 Unavailable For Legal Reasons"),
        (moved("file:///etc/passwd"), "it leads to file:///etc/passwd: only http:// and https:// are fetched"),
        (moved("ftp://example.org/a"), "only http:// and https:// are fetched"),
        (moved("javascript:alert(1)"), "only http:// and https:// are fetched"),
        (moved("/page"), "its server says: 302"),
        (moved(""), "its server says: 302"),
        ((200, {"Content-Encoding": "br"}, b"x"), "its server sent it packed (br), which nobody asked for"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "its server answered with something that is not understood"),
        ((200, {"Content-Length": "100"}, b"x"), "broke off"),
        (packed(b"0" * (21 * 1024 * 1024)), "it is larger than 20 MB"),
        ((200, {}, b"0" * (21 * 1024 * 1024)), "it is larger than 20 MB"),
    ],
    ids=["none", "down", "law", "file", "ftp", "script", "circle", "nowhere", "br", "gzip", "short", "bomb", "large"],
)
def test_what_does_not_come_is_said(site: Site, page: tuple[int, dict[str, str], bytes], says: str) -> None:
    site.pages["/page"] = page
    assert says in refused(f"{site.url}/page")


def test_who_is_silent_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_WAIT", 0.2)
    assert "did not answer within" in refused(f"{site.url}/slow")


def test_nobody_is_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nobody answers at 127.0.0.1" in refused("http://127.0.0.1:9/")

    def knows_nobody(*_words: object, **_more: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", knows_nobody)
    assert "there is no server nowhere.invalid, or no network" in refused("http://nowhere.invalid/")


def test_robots_are_minded_where_nobody_named_the_page(site: Site) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /private"
    site.pages["/private"] = site.pages["/open"] = "x"
    assert "robots.txt" in refused(f"{site.url}/private", found_at=f"{site.url}/feed")
    assert site.asked == []
    visitor = Web(pause=0)
    assert visitor.get(f"{site.url}/private").data == b"x"  # the user asked for it
    assert visitor.get(f"{site.url}/open", f"{site.url}/feed").data == b"x"


def test_a_server_is_let_rest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr("time.sleep", rests.append)
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 5"
    site.pages["/a"] = "x"
    visitor = Web()
    visitor.get(f"{site.url}/a", f"{site.url}/feed")
    assert len(rests) == 1
    assert 4 < rests[0] <= 5


def test_nothing_outside_leads_into_the_users_own_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/a"] = "x"
    assert "it leads into your own network" in refused(f"{site.url}/a", found_at="https://93.184.215.14/feed")
    assert "it leads into your own network" in refused(
        "http://169.254.169.254/x", found_at="https://93.184.215.14/feed"
    )
    assert site.asked == []
    monkeypatch.setattr(web, "_is_inside", lambda name: name == "localhost")
    site.pages["/b"] = moved(f"{site.url.replace('127.0.0.1', 'localhost')}/a")
    assert "it leads into your own network" in refused(f"{site.url}/b")
    assert site.asked == ["/b"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTPS://Example.ORG:443/a/?utm_source=x&b=1&fbclid=2#c", "https://example.org/a/?b=1"),
        ("http://example.org", "http://example.org/"),
        ("https://example.org/Über uns?q=a b", "https://example.org/Über%20uns?q=a%20b"),
        ("https://example.org:8080/\u202ea", "https://example.org:8080/a"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_addresses_as_briefs_have_them(text: str, address: str) -> None:
    assert written(text) == address
    assert written(address) == address
    assert key(text) == key(address) == key(address.replace("://", "://www.").replace("www.[", "["))


@pytest.mark.parametrize(
    "text",
    ["file:///etc/passwd", "ftp://a.b/c", "http://", "https:///a", "http://[", "http://a:b@c.d/", "http://a:999999/",
     "data://x", "https://" + "a" * 5000, "http://a b/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(NoArticle):
        written(text)
    assert is_address(text)


def test_addresses_on_the_wire() -> None:
    assert on_the_wire("https://bücher.example/Über?q=ü%20") == "https://xn--bcher-kva.example/%C3%9Cber?q=%C3%BC%20"
    assert host("https://www.example.org/a") == "example.org"
    assert key("../notes/a.txt") == "../notes/a.txt"


@pytest.mark.parametrize(
    "name",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "::1",
        "100.64.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "fd00::1", "224.0.0.1",
    ],
)  # fmt: skip
def test_however_it_is_written_an_address_of_here_is_known(name: str) -> None:
    assert web._is_inside(name)
    assert not web._is_inside("93.184.215.14")
