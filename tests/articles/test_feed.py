"""Feeds and lists of feeds, read as articles and addresses."""

from __future__ import annotations

import pytest

from briefing.articles.article import Article, LeadsTo, NoArticle
from briefing.articles.feed import addresses_in_feed
from tests.articles.inputs import WORDS, article, found, given, outcome, refusal, rss

pytest.importorskip("feedparser")

_ITEM = f"""<item><title>Bread &amp; salt &lt;b&gt;are&lt;/b&gt; dear</title><link>https://example.org/1?utm_medium=rss</link>
<pubDate>Thu, 16 Jul 2026 23:00:00 -0500</pubDate><description>Flour rises.</description>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Anna Berglund</dc:creator><category>bread</category>
<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>{WORDS}</p><p>[[nato]] is
not a link.<script>x</script></p><ul><li>a</li><li>b</li></ul>]]></content:encoded></item>"""
_ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Вести</title>
<entry><title>Хлеб</title><link href="2"/><id>tag:example.org,2026:2</id><updated>2026-07-16T10:00:00Z</updated>
<summary>{WORDS}</summary></entry>
<entry><id>urn:uuid:3</id><content type="html">&lt;p&gt;{WORDS}&lt;/p&gt;</content></entry>
<entry><title>Empty</title><link href="https://example.org/4"/></entry></feed>"""


def test_an_entry_with_its_text() -> None:
    one = article(rss(_ITEM), "feed.xml")
    assert (one.title, one.date, one.address) == ("Bread & salt are dear", "2026-07-16", "https://example.org/1")
    assert (one.source, one.summary, one.tags) == ("Anna Berglund, The Harwick Post", "Flour rises.", ("bread",))
    assert one.body == f"{WORDS}\n\n\\[\\[nato\\]\\] is not a link.\n\n- a\n- b"
    assert (one.origin, one.guesses) == (one.address, {})


def test_entries_that_say_less() -> None:
    first, second, third = found(given(_ATOM, address="https://example.org/atom.xml"))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.address, first.date) == ("Хлеб", "https://example.org/2", "2026-07-16")
    assert first.guesses == {
        "body": "what the feed has; the article may be longer",
        "date": "when it was changed; when it was published is not told",
    }
    assert second.title == "The price of bread went up again, and nobody in the market…"
    assert (second.origin, second.guesses["title"]) == ("https://example.org/atom.xml urn:uuid:3", "its first words")
    assert isinstance(third, NoArticle)
    assert (third.name, str(third)) == ("Empty", "the feed has no text of it")


def test_addresses_to_be_followed() -> None:
    items = rss(_ITEM + "<item><title>No address</title></item><item><link>file:///etc/passwd</link></item>")
    first, *others = addresses_in_feed(given(items, address="https://example.org/feed"))
    assert first == LeadsTo("https://example.org/1", "Bread & salt are dear", "2026-07-16")
    assert [type(one) for one in others] == [NoArticle, NoArticle]


def test_a_list_of_feeds() -> None:
    text = """<?xml version="1.0"?><!-- mine --><opml version="2.0"><body><outline text="News">
    <outline text="Post" type="rss" xmlUrl="https://example.org/feed"/><outline text="Bad" xmlUrl="file:///etc/passwd"/>
    </outline></body></opml>"""
    first, second = found(given(text, "feeds.opml"))
    assert first == LeadsTo("https://example.org/feed", "Post")
    assert isinstance(second, NoArticle)
    assert (second.name, str(second)) == ("Bad", "only http:// and https:// are fetched")


_BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' + "".join(
    f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 8}">' for n in range(9)
) + "]>"  # fmt: skip
_FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [_BOMB, _FILE], ids=["bomb", "file"])
@pytest.mark.parametrize("name", ["&a;", "&k;"])
def test_entities_of_its_own_are_not_followed(head: str, name: str) -> None:
    items = f"<item><title>x{name}</title><description>{WORDS} {name}</description></item>"
    feed = rss(items).replace("<rss", f"{head}<rss")
    for one in outcome(given(feed, "feed.xml")):
        assert isinstance(one, Article)
        assert len(one.body) < 1000
        assert "root:" not in one.body + one.title
    assert "ENTITY" in refusal(f'{head}<opml><body><outline xmlUrl="{name}"/></body></opml>', "a.opml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (rss(""), "the feed has no entries"),
        ("<rss>no", "the feed has no entries"),
        ("<rss>" + "<item>" * 5_000, ""),
        ("<opml><body>", "it is no XML: "),
        ("<opml><body/></opml>", "it names no feed"),
        ('<?xml version="1.0"?><svg/>', "it is XML, and neither a feed nor a list of feeds"),
    ],
    ids=["empty", "no feed", "deep", "cut off", "no feeds", "picture"],
)
def test_what_is_none_is_said_to_be_none(text: str, says: str) -> None:
    why = outcome(given(text, "a.xml"))
    if says:
        assert says in why
    else:
        assert all(isinstance(one, NoArticle) for one in why)
