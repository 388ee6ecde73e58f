"""`briefing import` of articles, as a user types it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.articles import web
from briefing.articles.article import Given
from briefing.cli.group import group
from briefing.desk.checking import Checker
from tests.articles.inputs import MORE, WORDS, page, pdf, rss
from tests.articles.server import Site, moved
from tests.check.desk import TODAY, write

pytest.importorskip("trafilatura")
pytest.importorskip("feedparser")
pytest.importorskip("pypdf")

_PAGE = f"<article><p>{WORDS} NATO knows.</p><p>{MORE}</p></article>"


def take(*words: str) -> Result:
    return CliRunner().invoke(group, ["import", *words])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty desk that one is in."""
    folder = tmp_path / "desk"
    write(folder, {})
    monkeypatch.chdir(folder)
    monkeypatch.setattr(web.Web.__init__, "__defaults__", (0.0,))
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of all kinds."""
    folder = tmp_path / "articles"
    (folder / "old" / ".git").mkdir(parents=True)
    files: dict[str, str | bytes] = {
        "2025-05-15-talks.txt": f"{WORDS} Vladimir Putin stays in Moscow.\n\n{MORE}",
        "bread.md": "---\ntitle: Bread\ndate: 2025-05-14\n---\n\nSee [[salt]], says NATO.\n",
        "old/page.html": page(_PAGE, '<link rel="canonical" href="https://example.org/bread">'),
        "old/paper.pdf": pdf([[WORDS, MORE]]),
        "feed.xml": rss(
            f"<item><title>From a feed</title><link>https://example.org/5</link><description>{WORDS}</description></item>"
        ),
        "feeds.opml": '<opml><body><outline text="Post" xmlUrl="https://example.org/feed"/></body></opml>',
        "bad.txt": b"\xe9\xe8 caf\xe9",
        "scan.pdf": pdf([[]]),
        "photo.jpg": b"\xff\xd8\xff",
        "notes.docx": b"PK",
        "old/.git/config.txt": "hidden",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (folder / "link.txt").symlink_to("/etc/passwd")
    return folder


def briefs(desk: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in desk.glob("*.yaml") if path.name not in ("actors.yaml", "places.yaml")
    }


def test_a_folder_of_articles(desk: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_net(*_words: object, **_more: object) -> None:
        raise AssertionError("a file led to the net")

    monkeypatch.setattr(socket, "create_connection", no_net)
    monkeypatch.setattr(socket, "getaddrinfo", no_net)
    before = {path: path.read_bytes() for path in articles.rglob("*") if path.is_file()}
    result = take("../articles")
    assert (result.exit_code, result.stderr) == (0, "")
    made = briefs(desk)
    assert set(made) == {
        "2025-05-15-talks.yaml",
        "2025-05-14-bread.yaml",
        "bread-is-dear.yaml",
        "paper.yaml",
        "from-a-feed.yaml",
    }
    assert b"- vladimir-putin" in made["2025-05-15-talks.yaml"]
    assert b"- nato" in made["2025-05-14-bread.yaml"]
    said = result.stdout.splitlines()
    assert said[5].startswith("5 briefs made; ")
    assert said[5].endswith("; 6 passed over:")
    assert "  Post (https://example.org/feed): only an address, which was not fetched" in said
    assert "  ../articles/notes.docx, ../articles/photo.jpg: neither text, Markdown, HTML, PDF nor a feed" in said
    assert "  ../articles/link.txt: a link to another file" in said
    assert "  ../articles/scan.pdf: the PDF has pictures of pages and no text; a program for OCR reads those" in said
    assert any(line.startswith("  ../articles/bad.txt: the file is Windows-1252, not UTF-8") for line in said)
    assert {path: path.read_bytes() for path in articles.rglob("*") if path.is_file()} == before
    checked = Checker(desk, TODAY).check()
    assert [one for one in checked.problems if one.severity != "info"] == []
    marks = int(said[5].split("; ")[1].split()[0])
    assert sum(checked.drafts.values()) == marks == sum(data.count(b"# draft:") for data in made.values()) > 5
    summary = CliRunner().invoke(group, ["check"]).stdout
    assert summary.startswith(f"Nothing wrong in 7 files of desk; {marks} marks of a draft left") or "hint" in summary
    again = take("../articles")
    assert "No brief was made; 5 had a brief before, left as it was" in again.stdout
    assert briefs(desk) == made


def test_what_an_author_wrote_stays_and_no_title_makes_a_second_brief(desk: Path, articles: Path) -> None:
    assert take("articles", "../articles/bread.md").exit_code == 0
    mine = desk / "2025-05-14-bread.yaml"
    mine.write_text(mine.read_text().replace("title: Bread", "title: My own title").replace("See", "I saw"))
    mine.rename(desk / "mine.yaml")
    before = briefs(desk)
    (articles / "bread.md").write_text("---\ntitle: Another title\ndate: 2025-06-01\n---\n\nOther words.\n")
    result = take("../articles/bread.md")
    assert result.exit_code == 0
    assert result.stdout == "No brief was made; 1 had a brief before, left as it was (mine.yaml)\n"
    assert briefs(desk) == before


def test_two_articles_of_one_title_are_two_briefs(desk: Path, articles: Path) -> None:
    (articles / "a.txt").write_text(f"News\n\n{WORDS}")
    (articles / "b.txt").write_text(f"News\n\n{MORE}")
    (articles / "c.txt").write_text(f"Places\n\n{MORE}")
    assert take("../articles/a.txt", "../articles/b.txt", "../articles/c.txt").exit_code == 0
    assert set(briefs(desk)) == {"news.yaml", "news-2.yaml", "places-brief.yaml"}


def test_files_of_any_name(desk: Path, articles: Path) -> None:
    for name in (b"caf\xe9.txt", b"a\nb.txt", b"#: 'x' \"y\" \\.txt", "ünïcode  name.txt".encode()):
        (articles / os.fsdecode(name)).write_text(WORDS)
    first = take("../articles")
    made = briefs(desk)
    assert len(made) == 9
    again = take("../articles")
    assert "9 had a brief before" in again.stdout
    assert briefs(desk) == made
    assert not [one for one in Checker(desk, TODAY).check().problems if one.severity != "info"]
    assert "\x1b" not in first.stdout


def test_a_desk_s_own_files_are_no_articles(desk: Path) -> None:
    (desk / "own.md").write_text("---\ntitle: Own\nactors: [nato]\n---\n\nText.\n")
    (desk / "new.txt").write_text(WORDS)
    result = take(".")
    assert set(briefs(desk)) == {"new.yaml"}
    assert "own.md: a brief of this desk, or its registry" in result.stdout


def test_an_address_is_fetched_once(desk: Path, site: Site) -> None:
    site.pages["/bread"] = page(_PAGE, '<meta property="article:published_time" content="2025-05-15T10:00:00Z">')
    first = take(f"{site.url}/bread?utm_source=mail")
    assert first.stdout.splitlines()[0] == "2025-05-15-bread-is-dear.yaml: Bread is dear"
    assert f"url: {site.url}/bread\n" in (desk / "2025-05-15-bread-is-dear.yaml").read_text()
    assert "1 had a brief before" in take(f"{site.url}/bread#top").stdout
    assert site.asked == ["/bread"]
    assert Checker(desk, TODAY).check().problems == ()


def test_where_it_was_found_is_known_too(desk: Path, site: Site) -> None:
    site.pages["/short"] = moved("/bread")
    site.pages["/bread"] = page(_PAGE, '<link rel="canonical" href="https://example.org/bread">')
    take(f"{site.url}/bread")
    take(f"{site.url}/bread")
    result = take(f"{site.url}/short")
    assert "1 had a brief before" in result.stdout
    assert len(briefs(desk)) == 1
    assert site.asked == ["/bread", "/short", "/bread"]


def feed_of(site: Site) -> str:
    items = "".join(
        f"<item><title>Entry {n}</title><link>{site.url}/{n}</link><description>Teaser {n} of it.</description></item>"
        for n in (1, 2, 3)
    )
    return rss(items)


def test_a_feed_gives_what_it_holds_and_leads_only_who_follows(desk: Path, site: Site) -> None:
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed_of(site).encode())
    assert take(f"{site.url}/feed").exit_code == 0
    assert set(briefs(desk)) == {"entry-1.yaml", "entry-2.yaml", "entry-3.yaml"}
    assert site.asked == ["/feed"]


def test_who_follows_gets_the_articles_and_each_once(desk: Path, site: Site) -> None:
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed_of(site).encode())
    site.pages["/1"] = page(_PAGE, title="One")
    site.pages["/2"] = page(_PAGE, title="Two")
    result = take("--follow", f"{site.url}/feed")
    assert result.exit_code == 0
    assert set(briefs(desk)) == {"one.yaml", "two.yaml"}
    assert f"  {site.url}/3: its server says: 404, it has no such page" in result.stdout
    site.pages["/3"] = page(_PAGE, title="Three")
    assert "1 brief made" in take("--follow", f"{site.url}/feed").stdout
    assert set(briefs(desk)) == {"one.yaml", "two.yaml", "three.yaml"}
    assert site.asked == ["/feed", "/1", "/2", "/3", "/feed", "/3"]


def test_a_feed_tells_the_date_that_its_page_does_not(desk: Path, site: Site) -> None:
    site.pages["/feed"] = rss(f"<item><link>{site.url}/1</link><pubDate>Thu, 15 May 2025 10:00:00 GMT</pubDate></item>")
    site.pages["/1"] = page(_PAGE, title="One")
    take("--follow", f"{site.url}/feed")
    assert "\ndate: 2025-05-15\n" in (desk / "2025-05-15-one.yaml").read_text()


def test_entries_without_an_address_are_told_apart(desk: Path, articles: Path) -> None:
    entries = [
        f'<item><title>Say "{n}"</title><guid>id: {n}</guid><description>{WORDS}</description></item>' for n in (1, 2)
    ]
    (articles / "feed.xml").write_text(rss("".join(entries[:1])))
    assert "1 brief made" in take("../articles/feed.xml").stdout
    (articles / "feed.xml").write_text(rss("".join(entries)))
    assert "1 brief made" in take("../articles/feed.xml").stdout
    assert "2 had a brief before" in take("../articles/feed.xml").stdout
    assert set(briefs(desk)) == {"say-1.yaml", "say-2.yaml"}


@pytest.mark.parametrize(
    "source",
    [
        "sources:\n  - url: https://example.org/a,b",
        "sources:\n  - {name: Post, url: 'http://www.example.org/a,b/'}",
        "sources: [{url: https://example.org/a%2Cb, name: Post}]",
        'sources:\n  - "url": "https://example.org/a,b?utm_source=x"  # mine',
        "sources:\n  - name: Post\n    url:   https://EXAMPLE.org:443/a,b#part   # mine",
        'x-from: "https://example.org/a,b"',
    ],
)
def test_an_address_that_a_brief_has_in_any_form_is_known(source: str, desk: Path, articles: Path) -> None:
    (desk / "mine.yaml").write_text(f"title: Mine\n{source}\nbody: |\n  Text.\n")
    (articles / "a.html").write_text(page(_PAGE, '<link rel="canonical" href="https://example.org/a,b">'))
    assert "1 had a brief before, left as it was (mine.yaml)" in take("../articles/a.html").stdout


def test_a_list_that_is_followed_gives_what_its_feeds_hold(desk: Path, site: Site) -> None:
    site.pages["/list"] = f'<opml><body><outline text="Post" xmlUrl="{site.url}/feed"/></body></opml>'
    site.pages["/feed"] = feed_of(site)
    assert take("--follow", f"{site.url}/list").exit_code == 0
    assert len(briefs(desk)) == 3
    assert site.asked == ["/list", "/feed"]


def test_a_file_that_is_followed_fetches_nothing(desk: Path, site: Site, articles: Path) -> None:
    (articles / "feed.xml").write_text(feed_of(site))
    assert take("--follow", "../articles/feed.xml").exit_code == 0
    assert len(briefs(desk)) == 3
    assert site.asked == []


@pytest.mark.parametrize(
    ("thing", "says"),
    [
        ("nowhere.txt", "there is no file or folder nowhere.txt"),
        ("www.example.org/a", "an address begins with https://"),
        ("file:///etc/passwd", "only http:// and https:// are fetched"),
        ("ftp://example.org/a", "only http:// and https:// are fetched"),
        ("https://a:b@example.org/", "an address with a name or a password in it is not kept"),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_is_done(
    thing: str, says: str, desk: Path, articles: Path
) -> None:
    result = take("../articles/bread.md", thing)
    assert result.exit_code == 2
    assert says in result.stderr
    assert briefs(desk) == {}


def test_one_that_was_named_and_cannot_be_taken_is_no_end(desk: Path, articles: Path, site: Site) -> None:
    result = take("../articles/scan.pdf", f"{site.url}/none", "../articles/bread.md", "actors.yaml")
    assert result.exit_code == 2
    assert len(briefs(desk)) == 1
    assert f"  {site.url}/none: its server says: 404" in result.stdout
    assert "  actors.yaml: a brief of this desk, or its registry" in result.stdout


def test_ctrl_c_leaves_whole_files_and_says_how_far_it_came(desk: Path, articles: Path, tmp_path: Path) -> None:
    for number in range(3_000):  # more than can be made before the signal comes on a busy machine
        (articles / f"{number:04}.txt").write_text(f"News {number}\n\n{WORDS}")
    run = subprocess.Popen(
        [sys.executable, "-m", "briefing", "import", "../articles"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    while run.poll() is None and len(briefs(desk)) < 5:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=20)
    assert "Traceback" not in err
    assert run.returncode == 128 + signal.SIGINT
    assert f"Stopped; {len(briefs(desk))} briefs made" in out
    assert [path.name for path in desk.iterdir() if path.name.endswith(".part")] == []
    assert all(data.endswith(b"\n") and b"\nbody: |" in data for data in briefs(desk).values())


def test_a_desk_that_cannot_be_written_to_is_named(desk: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device", str(desk / "x.yaml"))

    monkeypatch.setattr("briefing.articles.landing.put_new", full)
    result = take("../articles/bread.md")
    assert result.exit_code == 2
    assert "x.yaml could not be written: No space left on device" in result.stderr
    assert "Traceback" not in result.output


def test_what_the_page_shows_is_what_happens(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = (Path(__file__).parents[2] / "docs" / "articles.md").read_text(encoding="utf-8")
    line, *shown = told.partition("$ briefing import ")[2].partition("```")[0].splitlines()
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "night-buses.txt").write_text(f"Night buses\n\n{MORE}")
    (saved / "scan.pdf").write_bytes(pdf([[]]))
    bread = page(_PAGE, '<meta property="article:published_time" content="2026-07-16T10:00:00Z">').encode()
    monkeypatch.setattr(web.Web, "get", lambda _web, address, _found_at: Given(bread, address, address))
    assert take(*line.split()).stdout.splitlines() == shown
