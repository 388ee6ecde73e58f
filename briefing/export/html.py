"""A site of static pages that needs no server and no network: the stories, the people, the places on a map, the
questions and a timeline, linked with each other, and a search in all their words.

To search loads a few small files, by the beginnings of the words: so the page opens at once, however large the desk.

It opens from a disk as from the web, dark where the reader's system is, and prints. A folder that holds other files is
refused; in one that holds such a site, what changed is replaced, and what is no longer part of it is taken away. The
pages of stories, people and places have names made of their ids. The file `.briefing-site` lists all that belongs to
the site.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path

from briefing.desk.extract import DeskExtract
from briefing.export.site.addresses import Addresses
from briefing.export.site.map import MapDot, drawn
from briefing.export.site.markup import link, text
from briefing.export.site.pages import MOST, Pages
from briefing.export.site.words import PlainWords, SearchWords
from briefing.model.countries import country_name
from briefing.model.halves import CopiedProcess, can_be_copied
from briefing.model.names import one_line
from briefing.model.signals import ending_in_order
from briefing.model.system import replace
from briefing.model.views import Dossier, Story, VenuePage
from briefing.report.words import shown

_MANIFEST = ".briefing-site"
_OURS = r"(?:(?:stories|people|places|search)/)?[^/\\]+\.(?:html|css|js)"
"""What the manifest may name."""
_ON_A_PAGE = 500
"""Rows of a list on one page."""
_MANY = 200
"""Stories from which on a second process is worth its while."""
_NAV = {
    "index": "Stories", "people": "People", "places": "Places", "map": "Map", "questions": "Questions",
    "timeline": "Timeline", "search": "Search",
}  # fmt: skip
_POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"
_KINDS = {"person": "People", "organisation": "Organisations", "state": "States", "group": "Groups"}

Rows = Iterable[tuple[str, str]]
"""The rows of a list as HTML, each with the heading that it stands under."""


def put(of: DeskExtract, folder: Path) -> None:
    """Write the site into a folder, or leave that as it is. Raises `OSError`."""
    before = _listed(folder)
    staged = folder / f".{os.getpid()}.part"
    shutil.rmtree(staged, ignore_errors=True)  # of a process that was killed and had the same number
    with ending_in_order():
        try:
            site = _Site(of, staged)
            site.write()
            _place(site.names, before, staged, folder)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


class _Site:
    """The pages, written to a folder that nobody looks at yet."""

    def __init__(self, of: DeskExtract, folder: Path) -> None:
        self.names: list[str] = []
        self._of, self._folder = of, folder
        self._desk = one_line(of.name)
        self._addresses = Addresses()
        self._pages = Pages(self._addresses, of.today)
        self._words = SearchWords()

    def write(self) -> None:
        for name in ("stories", "people", "places", "search"):
            (self._folder / name).mkdir(parents=True)
        for row in self._of.rows():
            self._addresses.give("story", row.id)
        for actor, _who in self._of.actors():
            self._addresses.give("actor", actor.key)
        for venue, _where in self._of.venues():
            self._addresses.give("venue", venue.key)
        for name in ("style.css", "search.js"):
            self._put(name, files("briefing.export.site").joinpath(name).read_text(encoding="utf-8"))
        self._each()
        for name, pieces in self._words.files():
            self._put(f"search/{name}.js", pieces)
        self._list("index", self._stories())
        self._list("people", self._people())
        self._list("places", self._places())
        self._list("questions", self._questions())
        self._list("timeline", self._events())
        self._page("map.html", "Map", ("<h1>Map</h1>", *drawn([*self._pins()])), "map")
        self._page("search.html", "Search", _SEARCH, "search")

    def _each(self) -> None:
        """The pages of stories and of names, and what they are found by. Of a large desk a copy of this process does
        those of names, which take about as long."""
        copy = CopiedProcess(self._names) if self._may_be_halved() else None
        try:
            self._each_story()
        except BaseException:
            if copy:
                copy.end()
            raise
        for made, words in (copy and copy.answer()) or self._names():
            self.names += made
            self._words.join(*words)

    def _may_be_halved(self) -> bool:
        return len(self._of) >= _MANY and can_be_copied() and self._of.let_go()

    def _each_story(self) -> None:
        for story in self._of.stories():
            brief, at = story.brief, self._addresses.of("story", story.brief.id)
            self._page(self._addresses.file("story", brief.id), brief.title, self._pages.story(story))
            self._words.take("Story", at, brief.title, shown(brief.date), "\n".join(_said(story)))

    def _names(self) -> list[tuple[list[str], PlainWords]]:
        """The files of the pages of names, and what these are found by."""
        before, words = len(self.names), SearchWords()
        for actor, who in self._of.actors():
            dossier = self._of.page("actor", actor.key, MOST)
            if isinstance(dossier, Dossier):
                self._page(self._addresses.file("actor", actor.key), actor.name, self._pages.actor(dossier))
                at, kind = self._addresses.of("actor", actor.key), "Person" if actor.kind == "person" else "Body"
                words.take(kind, at, actor.name, actor.position, " ".join((actor.position, *who.aliases)))
        for venue, where in self._of.venues():
            page, at = self._of.page("venue", venue.key, MOST), self._addresses.of("venue", venue.key)
            if isinstance(page, VenuePage):
                self._page(self._addresses.file("venue", venue.key), venue.name, self._pages.venue(page))
                country = country_name(venue.country)
                words.take("Place", at, venue.name, country, " ".join((country, *where.aliases)))
        files = self.names[before:]
        del self.names[before:]
        return [(files, words.plain())]

    def _pins(self) -> Iterator[MapDot]:
        for venue, _where in self._of.venues():
            if venue.point:
                yield MapDot(venue.name, venue.point, venue.stories, self._addresses.of("venue", venue.key))

    def _stories(self) -> Rows:
        for row in self._of.rows():
            heading = f"{row.when.first.year:04}" if row.when else "Undated"
            title = link(self._addresses.of("story", row.id), f'<span dir="auto">{text(row.title)}</span>')
            asks = f"{row.open_questions} open" if row.open_questions else ""
            yield heading, title + _aside(shown(row.when), row.place, row.status, asks)

    def _people(self) -> Rows:
        for actor, _who in self._of.actors():
            name = link(self._addresses.of("actor", actor.key), f'<span dir="auto">{text(actor.name)}</span>')
            count = f"{actor.stories} stories" if actor.stories > 1 else ""
            yield _KINDS.get(actor.kind, "Others"), name + _aside(actor.position, country_name(actor.country), count)

    def _places(self) -> Rows:
        for venue, _where in self._of.venues():
            name = link(self._addresses.of("venue", venue.key), f'<span dir="auto">{text(venue.name)}</span>')
            count = f"{venue.stories} stories" if venue.stories > 1 else ""
            yield country_name(venue.country) or "Elsewhere", name + _aside(venue.kind, count)

    def _questions(self) -> Rows:
        for row in self._of.questions():
            is_late = row.is_open and row.due and row.due.last < self._of.today
            yield "Overdue" if is_late else row.status.capitalize(), self._pages.question(row, root="")

    def _events(self) -> Rows:
        for _key, one in self._of.events():
            when = one.event.when
            yield f"{when.first.year:04}" if when else "Undated", self._pages.happening(one, root="")

    def _list(self, name: str, rows: Rows) -> None:
        """The pages of a list; there is one where nothing is listed, too."""
        left = iter(rows)
        number, some, more = 1, list(islice(left, _ON_A_PAGE)), True
        while more:
            following = list(islice(left, _ON_A_PAGE))
            more = bool(following)
            title = _NAV[name] if number == 1 else f"{_NAV[name]}, page {number}"
            self._page(_numbered(name, number), title, _rows(title, some, name, number, more), name)
            number, some = number + 1, following

    def _page(self, file: str, title: str, lines: Iterable[str], current: str = "") -> None:
        root = "../" if "/" in file else ""
        self._put(file, _whole(title, self._desk, root, current, lines))

    def _put(self, name: str, pieces: Iterable[str]) -> None:
        with (self._folder / name).open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.writelines(pieces)
        self.names.append(name)


def _said(story: Story) -> Iterator[str]:
    """All that a story says, but for its title, to be found by."""
    brief = story.brief
    yield from (brief.summary, *brief.tags, *(name.name for name in story.names.values()))
    yield from (block.text for block in brief.blocks)
    yield from (f"{one.ask} {one.answer}" for one in brief.questions)
    yield from (one.name for one in brief.events)
    yield from (one.say for one in brief.claims)
    yield from (one.note for one in brief.updates)
    yield from (one.name for one in brief.sources)


def _whole(title: str, desk: str, root: str, current: str, lines: Iterable[str]) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<title>{text(title)} · {text(desk)}</title>\n<link rel="stylesheet" href="{root}style.css">\n'
    yield f'</head>\n<body>\n<a class="skip" href="#main">Skip to the text</a>\n<header><p dir="auto">{text(desk)}</p>'
    yield '<nav aria-label="Views"><ul>'
    for name, says in _NAV.items():
        mark = ' aria-current="page"' if name == current else ""
        yield f'<li><a href="{root}{name}.html"{mark}>{says}</a></li>'
    yield '</ul></nav></header>\n<main id="main" tabindex="-1">\n'
    for line in lines:
        yield f"{line}\n"
    yield "</main>\n</body>\n</html>\n"


def _rows(title: str, rows: Rows, name: str, number: int, more: bool) -> Iterator[str]:
    yield f"<h1>{text(title)}</h1>"
    under = None
    for heading, row in rows:
        if heading != under:
            if under is not None:
                yield "</ul></section>"
            yield f"<section><h2>{text(heading)}</h2><ul>"
            under = heading
        yield f"<li>{row}</li>"
    yield "</ul></section>" if under is not None else "<p>There is nothing here.</p>"
    if number > 1 or more:
        before = link(_numbered(name, number - 1), "Page before") if number > 1 else ""
        after = link(_numbered(name, number + 1), "Next page") if more else ""
        yield f'<nav class="pages" aria-label="Pages">{before} {after}</nav>'


def _numbered(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def _aside(*facts: str) -> str:
    said = " · ".join(text(one) for one in facts if one)
    return f' <span class="soft" dir="auto">{said}</span>' if said else ""


_SEARCH = (
    "<h1>Search</h1>",
    '<form role="search"><label for="words">Words, or beginnings of words, of stories, people and places</label>',
    '<input id="words" type="search" autocomplete="off" spellcheck="false"></form>',
    '<p id="count" role="status" aria-live="polite"></p>',
    '<ul id="found"></ul>',
    "<noscript><p>Searching needs a script, which this browser does not run; the lists above have every page.</p>",
    "</noscript>",
    '<script src="search/index.js"></script>',
    '<script src="search.js"></script>',
)


def _listed(folder: Path) -> list[str]:
    """The files of the site that a folder holds. Raises `OSError` where it holds other files."""
    try:
        lines = (folder / _MANIFEST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        if any(not one.name.startswith(".") for one in folder.iterdir()):
            raise OSError(None, "it holds other files; name a new folder, or an empty one") from None
        return []
    return [line for line in lines if re.fullmatch(_OURS, line) and ".." not in line]


def _place(names: list[str], before: list[str], staged: Path, folder: Path) -> None:
    """Put the files in their places, one after the other; what the site had and has no more goes."""
    (staged / _MANIFEST).write_text("".join(f"{name}\n" for name in [*before, *names]), encoding="utf-8")
    replace(staged / _MANIFEST, folder / _MANIFEST)  # of both, so that nothing is forgotten when this one is killed
    for name in names:
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        if not (target.is_file() and target.read_bytes() == (staged / name).read_bytes()):
            replace(staged / name, target)
    for name in set(before).difference(names):
        (folder / name).unlink(missing_ok=True)
    (staged / _MANIFEST).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    replace(staged / _MANIFEST, folder / _MANIFEST)
