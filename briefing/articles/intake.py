"""From what a user names to articles: files, folders, addresses, and what feeds and lists lead to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.articles import addresses, kinds
from briefing.articles.article import Article, Given, LeadsTo, NoArticle
from briefing.model.files import read
from briefing.model.limits import ARTICLE
from briefing.model.names import one_line
from briefing.model.value import replace

if TYPE_CHECKING:
    from briefing.articles.landing import LandingDesk
    from briefing.articles.web import Web

_SKIPPED = ("node_modules", "__pycache__")
NO_KIND = "neither text, Markdown, HTML, PDF nor a feed"


class Intake:
    """Reads articles for a desk. Only addresses make `web` be made and used; with `follow` also those that a feed, or a
    list of feeds, names which was itself at an address. `tell` is told what is being read, and of how many."""

    def __init__(
        self, desk: LandingDesk, web: Callable[[], Web], follow: bool, tell: Callable[[str], None] = lambda _what: None
    ) -> None:
        self._desk = desk
        self._make_web = web
        self._web: Web | None = None
        self._follow = follow
        self._tell = tell

    def at_address(self, address: str) -> Iterator[Article | NoArticle]:
        """What is at an address. Raises `NoArticle`, also behind the first."""
        address = addresses.written(address)
        if file := self._desk.has(address):
            yield AlreadyThere(file, address)
            return
        given = self._get(address)
        if not self._follow:
            yield from self._in(given)
            return
        leads = list(self._leads(given))
        for number, one in enumerate(leads, 1):
            if isinstance(one, LeadsTo):
                yield from self._followed(one, address, f" ({number} of {len(leads)})")
            else:
                yield one

    def in_file(self, file: Path, name: str) -> Iterator[Article | NoArticle]:
        """What is in a file. Raises `NoArticle`, also behind the first."""
        if self._desk.is_own(file):
            raise NoArticle("a brief of this desk, or its registry")
        self._tell(name)
        try:
            data = read(file, ARTICLE + 1)
        except OSError as error:
            raise NoArticle(f"it could not be read: {error.strerror or error}") from None
        yield from self._in(Given(data, name=name, origin=self._desk.origin_of(file), file=file.name))

    def in_folder(self, folder: Path, name: str) -> Iterator[Article | NoArticle]:
        """What is in the files of a folder and of those in it, but for what is hidden."""
        for path, folders, files in os.walk(folder):
            folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _SKIPPED)
            for one in sorted(files):
                file = Path(path, one)
                shown = one_line(os.path.join(name, os.path.relpath(file, folder)).encode("utf-8", "replace").decode())
                if one.startswith("."):
                    continue
                try:
                    if file.is_symlink():
                        raise NoArticle("a link to another file")
                    if not kinds.ending(one):
                        raise NoArticle(NO_KIND)
                    yield from map(_named(shown), self.in_file(file, shown))
                except NoArticle as error:
                    yield _named(shown)(error)

    def _in(self, given: Given) -> Iterator[Article | NoArticle]:
        """What is in something that was read, and nothing that it leads to."""
        for one in kinds.read(given):
            if isinstance(one, LeadsTo):
                yield NoArticle("only an address, which was not fetched", f"{one.title} ({one.address})")
            elif isinstance(one, Article) and (file := self._desk.has(one.address, one.origin)):
                yield AlreadyThere(file, one.title)
            else:
                yield one

    def _leads(self, given: Given) -> Iterator[Article | LeadsTo | NoArticle]:
        """What is to be followed of something: of a feed the addresses of its entries."""
        if kinds.kind_of(given) == "feed":
            from briefing.articles.feed import addresses_in_feed

            yield from addresses_in_feed(given)
            return
        for one in kinds.read(given):
            if isinstance(one, Article) and (file := self._desk.has(one.address, one.origin)):
                yield AlreadyThere(file, one.title)
            else:
                yield one

    def _followed(self, lead: LeadsTo, found_at: str, which: str) -> Iterator[Article | NoArticle]:
        try:
            if file := self._desk.has(lead.address):
                yield AlreadyThere(file, lead.title)
            else:
                for one in self._in(self._get(lead.address, found_at, which)):
                    yield _named(lead.title)(_dated(one, lead.date))
        except NoArticle as error:
            yield _named(lead.address)(error)

    def _get(self, address: str, found_at: str = "", which: str = "") -> Given:
        self._tell(f"{addresses.host(address)}{which}")
        if self._web is None:
            self._web = self._make_web()
        return self._web.get(address, found_at)


def _dated(one: Article | NoArticle, date: str) -> Article | NoArticle:
    """An article with the date that the feed gives it, where its own is a guess or missing."""
    if isinstance(one, NoArticle) or not date or "date" not in one.guesses:
        return one
    return replace(one, date=date, guesses={key: why for key, why in one.guesses.items() if key != "date"})


class AlreadyThere(NoArticle):
    """An article of which the desk has a brief, `file`."""

    def __init__(self, file: str, name: str) -> None:
        super().__init__(f"{file} was made of it", name)
        self.file = file


def _named(name: str) -> Callable[[Article | NoArticle], Article | NoArticle]:
    """Gives what is no article a name, where it has none."""

    def with_name(one: Article | NoArticle) -> Article | NoArticle:
        if isinstance(one, NoArticle) and not one.name:
            one.name = one_line(name)
        return one

    return with_name
