"""The static site: every link leads somewhere, what a brief says is text, and a folder of others is left alone."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest

from briefing.desk import packing
from briefing.export import html
from briefing.export.html import put
from briefing.export.site.addresses import Addresses
from briefing.export.site.map import MapDot, drawn
from briefing.export.site.words import TOGETHER, shard_of, words
from briefing.model.geo import Point
from briefing.model.views import Dossier
from tests.desk.conftest import text_of
from tests.export.conftest import Taken
from tests.hostile import TIMES, steering, write_desk

VOID = {"meta", "link", "br", "hr", "input"}


class Parsed(HTMLParser):
    """The links, the ids and the scripts of a page; `faults` are tags that do not close each other."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str | None] = []
        self.odd: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.links += [known[name] or "" for name in ("href", "src") if name in known]
        self.ids += [known["id"] or ""] if "id" in known else []
        self.odd += [name for name in known if name.startswith("on") or name == "style"]
        if tag == "script":
            self.scripts.append(known.get("src"))
        if tag in ("iframe", "object", "embed", "img", "form", "base", "style"):
            self.odd += [tag] if tag != "form" else []
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(tag)


def parsed(folder: Path) -> dict[Path, Parsed]:
    return {file.resolve(): Parsed(file) for file in folder.rglob("*.html")}


def check(folder: Path) -> None:
    """All pages are sound and all that they lead to is there."""
    pages = parsed(folder)
    for file, page in pages.items():
        assert (page.faults, page.odd) == ([], []), file
        assert len(page.ids) == len(set(page.ids)), file
        wanted = ["search/index.js", "search.js"] if file.name == "search.html" and file.parent == folder else []
        assert page.scripts == wanted
        for link in page.links:
            if re.match("(https?://|mailto:)", link, re.IGNORECASE):
                continue
            address, fragment = urldefrag(link)
            target = (file.parent / unquote(address)).resolve() if address else file
            assert target.is_relative_to(folder), link
            assert target.is_file(), (file, link)
            assert not fragment or unquote(fragment) in pages[target].ids, (file, link)
    known = searched(folder)
    assert len(known) == len(pages) - len(list(folder.glob("*.html")))
    assert all((folder / unquote(address)).is_file() for _kind, address, _title, _note in known)
    names = {file.name for file in folder.iterdir()} - {"stories", "people", "places", "search"}
    assert names == {
        ".briefing-site", "index.html", "people.html", "places.html", "map.html", "questions.html",
        "search.html", "search.js", "style.css", "timeline.html",
    }  # fmt: skip


def searched(folder: Path) -> list[list[str]]:
    """The pages that the search knows; every file of it is one call with JSON, and said to be there."""
    known: list[list[str]] = []
    files = sorted((folder / "search").iterdir(), key=lambda file: (len(file.name), file.name))
    [said] = [json.loads(file.read_text()[16:-2]) for file in files if file.name == "index.js"]
    assert sorted(f"words-{shard}.js" for shard in said["shards"].split(" ") if shard) == sorted(
        file.name for file in files if file.name.startswith("words-")
    )
    for file in files:
        if file.name == "index.js":
            continue
        call = re.fullmatch(r'(WORDS|PAGES)\(("?[0-9a-f-]+"?),(.*)\);\n', file.read_text(encoding="utf-8"), re.DOTALL)
        assert call, file
        data = json.loads(call[3])
        if call[1] == "PAGES":
            assert file.stem == f"pages-{call[2]}" == f"pages-{len(known) // TOGETHER}"
            known += data
        else:
            assert file.stem == f"words-{json.loads(call[2])}"
            assert {shard_of(word) for word in data} == {json.loads(call[2])}
    return known


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_every_link_of_the_sample_leads_somewhere(sample: Taken, tmp_path: Path) -> None:
    put(sample(), tmp_path)
    check(tmp_path)
    story = (tmp_path / "stories" / "istanbul-talks.html").read_text(encoding="utf-8")
    assert '<a href="../people/vladimir-putin.html">Vladimir Putin</a> proposed' in story  # over the end of a line
    assert '<a href="../places/ankara.html">the capital</a>' in story
    assert "http" not in re.sub('<a href="http[^>]*>', "", story).replace("http-equiv", "")
    before = contents(tmp_path)
    put(sample(), tmp_path)
    assert contents(tmp_path) == before


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("fails", [False, True])
def test_two_processes_give_the_same_site(
    sample: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    alone, halved, here = tmp_path / "alone", tmp_path / "halved", os.getpid()
    alone.mkdir(), halved.mkdir()
    put(sample(), alone)
    monkeypatch.setattr(html, "_MANY", 1)
    monkeypatch.setattr(html, "can_be_copied", lambda: True)  # tests may have threads
    names, seen = html._Site._names, []

    def told(site: Any) -> Any:
        seen.append(os.getpid())
        if fails and os.getpid() != here:
            raise OSError
        return names(site)

    monkeypatch.setattr(html._Site, "_names", told)
    put(sample(), halved)
    assert seen == ([here] if fails else []), "what the copy did not do is done here"
    assert bytes_of(halved) == bytes_of(alone)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_site_that_is_given_up_leaves_nothing(
    sample: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[int]
) -> None:
    def given_up(_site: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(html, "_MANY", 1)
    monkeypatch.setattr(html, "can_be_copied", lambda: True)
    monkeypatch.setattr(html._Site, "_each_story", given_up)
    with pytest.raises(KeyboardInterrupt):
        put(sample(), tmp_path)
    assert not [*tmp_path.iterdir()]
    assert begun


def test_a_page_of_a_name_quotes_the_newest_stories_of_the_site_alone(
    sample: Taken,
) -> None:
    of = sample()
    full = {
        actor.key: page
        for actor, _who in of.actors()
        if isinstance(page := of.page("actor", actor.key, 10**9), Dossier)
    }
    key = max(full, key=lambda one: sum(bool(story.quotes) for story in full[one].appearances))
    told = full[key].appearances
    assert [one.story for one in told if one.quotes][1:], "it is quoted from several"
    short = of.page("actor", key, 1)
    assert isinstance(short, Dossier)
    assert short.appearances[0] == told[0]
    assert [one.story for one in short.appearances] == [one.story for one in told]
    assert not any(one.quotes for one in short.appearances[1:])


def test_a_story_is_read_once_for_all_whom_it_names(
    tmp_path: Path, taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    names = [f"Al{chr(97 + one)} Bo{chr(97 + one)}" for one in range(20)]
    said = "".join(f"\n  {name} spoke.\n" for name in names)
    (folder / "t.yaml").write_text(f"title: T\nactors: [{', '.join(names)}]\nbody: |{said}")
    of, read = taken(folder), []
    parsed = packing.parsed
    monkeypatch.setattr(packing, "parsed", lambda text: read.append(text) or parsed(text))
    keys = [actor.key for actor, _who in of.actors()]
    pages = [page for key in keys if isinstance(page := of.page("actor", key, 200), Dossier)]
    assert [page.appearances[0].quotes[0].text for page in pages] == [f"{page.actor.name} spoke." for page in pages]
    assert len(pages) == len(names)
    assert len(read) == 1
    assert not any(page.together for page in pages), "one story alone makes no company on a site"


def test_a_query_gives_a_site_of_its_own(sample: Taken, tmp_path: Path) -> None:
    few = sample("venue:ankara")
    put(few, tmp_path)
    check(tmp_path)
    assert len(list((tmp_path / "stories").iterdir())) == len(few)


@pytest.mark.parametrize("seed", range(2 * TIMES))
def test_a_hostile_desk_gives_a_harmless_site(seed: int, tmp_path: Path, taken: Taken) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    put(taken(write_desk(tmp_path / "desk\u202e<script>", seed)), folder)
    check(folder)
    for file in folder.rglob("*"):
        assert not steering(file.name)
        assert file.is_dir() or not steering(file.read_text(encoding="utf-8"), "\n\t"), file


def test_lists_of_a_brief_are_lists(tmp_path: Path, taken: Taken) -> None:
    desk, folder = tmp_path / "desk", tmp_path / "site"
    desk.mkdir()
    folder.mkdir()
    table = "| a | b |\n|---|---|\n| 1 < 2 | d |"
    body = f"- one\n  - two\n\n    more\n- three\n\n> said\n>\n> 3. four\n\n{table}\n\n- [x] done"
    (desk / "one.yaml").write_text(text_of(body))
    put(taken(desk), folder)
    check(folder)
    made = (folder / "stories" / "one.html").read_text(encoding="utf-8").replace("\n", "").replace(' dir="auto"', "")
    assert "<ul><li><p>one</p><ul><li><p>two</p><p>more</p></li></ul></li><li><p>three</p></li></ul>" in made
    assert '<blockquote><p>said</p><ol start="3"><li><p>four</p></li></ol></blockquote>' in made
    assert "<tr><th>a</th><th>b</th></tr><tr><td>1 &lt; 2</td><td>d</td></tr>" in made
    assert "<ul><li><p>☑ done</p></li></ul>" in made


def test_long_lists_go_over_several_pages(sample: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.export.html._ON_A_PAGE", 7)
    put(sample(), tmp_path)
    pages = parsed(tmp_path)
    assert "index-3.html" in pages[tmp_path / "index-2.html"].links
    assert not (tmp_path / "index-4.html").exists()
    rows = [link for file in tmp_path.glob("index*.html") for link in pages[file].links if link.startswith("stories/")]
    assert len(rows) == len(sample())


def test_a_folder_of_others_is_refused(sample: Taken, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(OSError, match="it holds other files; name a new folder, or an empty one"):
        put(sample(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_only_what_was_of_the_site_goes(tmp_path: Path, taken: Taken) -> None:
    desk, folder = tmp_path / "desk", tmp_path / "site"
    desk.mkdir()
    (folder / ".git").mkdir(parents=True)
    for name in ("one", "two"):
        (desk / f"{name}.yaml").write_text(text_of(title=name))
    put(taken(desk), folder)
    (folder / "CNAME").write_text("example.org")
    (folder / ".briefing-site").write_text(
        (folder / ".briefing-site").read_text() + "../desk/one.yaml\n/etc/x.html\nstories/../../desk/x.html\nCNAME\n"
    )
    (desk / "two.yaml").unlink()
    kept = (folder / "stories" / "one.html").stat().st_mtime_ns
    put(taken(desk), folder)
    assert [file.name for file in (folder / "stories").iterdir()] == ["one.html"]
    assert (folder / "stories" / "one.html").stat().st_mtime_ns == kept
    assert (folder / "CNAME").exists()
    assert (folder / ".git").exists()
    assert (desk / "one.yaml").exists()


def test_every_page_has_a_file_of_its_own() -> None:
    addresses = Addresses()
    keys = ["a b", "A-B", "con", "../../etc/passwd", "%2e%2e", "王" * 200, "王" * 201, "", "?x#y"]
    for key in keys:
        addresses.give("story", key)
    files = [addresses.file("story", key) for key in keys]
    assert len(set(files)) == len(files)
    assert all(re.fullmatch(r"stories/[^/\\.?#%]+\.html", file) and len(file.encode()) < 255 for file in files)
    assert addresses.of("actor", "a b") == ""


def test_words_are_those_that_a_hand_types() -> None:
    assert words("Erdoğan’s Çırağan_2025 naïve ΟΔΟΣ") == {"erdogan", "s", "ciragan", "2025", "naive", "οδοσ"}
    assert words("北京に行くABC") == {"北京", "京に", "に行", "行く", "く", "abc"}
    assert words("") == words("— … =") == set()
    assert [shard_of(word) for word in ("a", "ab", "abc", "жур", "北京")] == ["61", "61-62", "61-62", "436-443", "531"]


def test_a_map_draws_what_is_told_of_most() -> None:
    rome, near = MapDot("Rome", Point(41.9, 12.5), 9, "places/rome.html"), MapDot("<Ostia>", Point(41.7, 12.3), 1, "")
    far = MapDot("Suva & Nadi", Point(-18.1, 178.4), 2, "places/suva.html")
    assert list(drawn([])) == ["<p>No place here has coordinates.</p>"]
    one = "".join(drawn([rome]))
    assert one.count("<svg") == 1
    assert 'cx="500.0" cy="160.0"' in one
    two = "".join(drawn([near, far, rome]))
    assert two.count("<svg") == 2
    assert two.index("Where most is told of: 2 places") < two.index("Map of 3 places")
    assert '<a href="places/suva.html" aria-label="Suva &amp; Nadi, 2 stories"><title>' in two
    assert "<g><title>&lt;Ostia&gt;, 1 story</title>" in two
    assert len(ElementTree.fromstring(f"<p>{two}</p>")) == 2
    assert not re.search("nan|inf", two)
    many = "".join(drawn([MapDot(f"P{number}", Point(number % 9, number % 90), 1, "") for number in range(450)]))
    assert "and 50 places of fewer stories" in many
    assert many.partition('aria-labelledby="all-title')[2].count("<circle") == 400


def test_names_on_a_map_are_readable_on_a_narrow_screen_too() -> None:
    pins = [
        MapDot("Istanbul", Point(41.0, 28.9), 9, ""), MapDot("Ankara", Point(39.9, 32.8), 3, ""),
        MapDot("Kyiv", Point(50.4, 30.5), 5, ""), MapDot("Zhytomyr", Point(50.2, 28.6), 1, ""),
        MapDot("Bila Tserkva", Point(49.8, 30.1), 1, ""),
    ]  # fmt: skip
    page = "".join(drawn(pins))
    wide = re.findall(r"<text x=[^>]*>([^<]+)", page)
    narrow = re.findall(r'<text class="narrow"[^>]*>([^<]+)', page)
    assert set(narrow) <= set(wide) == {pin.name for pin in pins}
    assert narrow[:2] == ["Istanbul", "Kyiv"]  # what most is told of comes first to room
