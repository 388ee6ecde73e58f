"""`briefing import articles`: briefs of what others wrote."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.desks import absolute, from_here
from briefing.cli.output import print_lines
from briefing.cli.refused import Refused
from briefing.cli.terminal import clear_line, tell_in_passing
from briefing.cli.writing import folder_for, into

if TYPE_CHECKING:
    from briefing.articles.article import Article, NoArticle
    from briefing.articles.intake import Intake
    from briefing.articles.landing import LandingDesk
    from briefing.articles.web import Web

_SHOWN = 3
"""So many are named of what was passed over for one reason."""
_WIDTH = 60
"""Characters of a name there."""


@click.command("articles")
@click.argument("things", metavar="FILE|FOLDER|ADDRESS...", nargs=-1, required=True)
@into
@click.option("--follow", is_flag=True, help="Of a feed at an ADDRESS, fetch each article; of a list, each feed.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(things: tuple[str, ...], desk: str | None, follow: bool, at: str | None) -> None:
    """Make briefs of articles: text, Markdown, HTML, PDF, and feeds (RSS, Atom) with what they hold.

    Nothing is fetched but an ADDRESS (https://...) that you name, and with --follow what a feed there names. A brief
    says what its article says: title, date, source and text; names in it that the registry knows are listed. What was
    guessed is marked `# draft:`, with why. Of an article one brief is made, whatever its title, and no file is ever
    written over. Pages and feeds need `pip install 'briefing-desk[web]'`, PDF needs `briefing-desk[pdf]`. The exit
    status is 2 where something that you named could not be taken.
    """
    from briefing.articles.intake import Intake
    from briefing.articles.landing import LandingDesk
    from briefing.cli.desks import today

    for thing in things:
        refuse_missing(thing)
    folder = absolute(str(folder_for(desk)))
    try:
        landing = LandingDesk(folder, today(at))
    except OSError as error:
        raise Refused(f"{error.filename or from_here(folder)} could not be read: {error.strerror or error}") from None
    account = _Account(landing)
    intake = Intake(landing, open_web, follow, _Progress.tell)
    try:
        for thing in things:
            account.take(thing, finds(thing, intake))
    except KeyboardInterrupt:
        account.sum_up("Stopped; ")
        raise
    finally:
        _Progress.clear()
    account.sum_up()
    if account.failures:
        sys.exit(2)


def open_web() -> Web:
    from briefing.articles.web import Web

    return Web()


def refuse_missing(thing: str) -> None:
    """Raise `Refused` for what is neither a file nor an address, before anything is done."""
    from briefing.articles.addresses import is_address, written
    from briefing.articles.article import NoArticle

    if not is_address(thing):
        if not os.path.exists(absolute(thing)):
            hint = "; an address begins with https://" if thing.startswith("www.") else ""
            raise Refused(f"there is no file or folder {thing}{hint}")
        return
    try:
        written(thing)
    except NoArticle as error:
        raise Refused(f"{thing}: {error}") from None


def finds(thing: str, intake: Intake) -> Iterator[Article | NoArticle]:
    from briefing.articles.addresses import is_address

    if is_address(thing):
        return intake.at_address(thing)
    path = absolute(thing)
    return intake.in_folder(path, thing) if path.is_dir() else intake.in_file(path, thing)


class _Account:
    """What became of the articles: told as it happens, and summed up."""

    def __init__(self, desk: LandingDesk) -> None:
        self._desk = desk
        self._marks = self._problems = self.failures = 0
        self._there: list[str] = []
        self._passed: dict[str, list[str]] = {}

    def take(self, thing: str, found: Iterator[Article | NoArticle]) -> None:
        """Make a brief of each article. Raises `Refused` where the desk cannot be written to."""
        from briefing.articles.article import NoArticle

        try:
            for one in found:
                if isinstance(one, NoArticle):
                    self._pass_over(one, thing)
                    continue
                try:
                    self._land(one)
                except NoArticle as error:
                    self._pass_over(error, one.title)
        except NoArticle as error:
            self._pass_over(error, thing)
            self.failures += 1

    def _land(self, article: Article) -> None:
        try:
            landed = self._desk.land(article)
        except OSError as error:
            where = from_here(Path(error.filename)) if isinstance(error.filename, str) else "the brief"
            self.sum_up()
            raise Refused(f"{where} could not be written: {error.strerror or error}") from None
        self._marks += landed.marks
        self._problems += bool(landed.problems)
        _Progress.clear()
        print_lines([f"{from_here(landed.file)}: {article.title}"])

    def _pass_over(self, one: NoArticle, thing: str) -> None:
        from briefing.articles.intake import AlreadyThere

        if isinstance(one, AlreadyThere):
            self._there.append(one.file)
        else:
            self._passed.setdefault(str(one), []).append(one.name or thing)

    def sum_up(self, before: str = "") -> None:
        from briefing.model.nouns import counted

        _Progress.clear()
        said = [f"{counted(self._desk.made, 'brief')} made" if self._desk.made else "no brief was made"]
        if self._marks:
            said.append(f"{counted(self._marks, 'guess', 'guesses')} marked `# draft:` in them")
        if self._there:
            files = list(dict.fromkeys(self._there))
            said.append(f"{len(self._there):,} had a brief before, left as it was ({_some(files)})")
        if passed := sum(map(len, self._passed.values())):
            said.append(f"{passed:,} passed over:")
        whole = f"{before}{'; '.join(said)}"
        lines = [whole[0].upper() + whole[1:]]
        lines += [f"  {_some(names)}: {why}" for why, names in self._passed.items()]
        if self._problems:
            lines.append(f"`briefing check` has something to say about {self._problems:,} of them.")
        print_lines(lines)


def _some(names: list[str]) -> str:
    from briefing.model.names import one_line

    shown = [one_line(name) for name in names[:_SHOWN]]
    shown = [f"{name[: _WIDTH - 1]}…" if len(name) > _WIDTH else name for name in shown]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


class _Progress:
    """What a person at a terminal is told beside what is printed; nothing of it stays."""

    _is_shown = False

    @classmethod
    def tell(cls, what: str) -> None:
        from briefing.model.names import one_line

        if sys.stderr.isatty():
            tell_in_passing(f"Reading {one_line(what)[:_WIDTH]} ")
            cls._is_shown = True

    @classmethod
    def clear(cls) -> None:
        if cls._is_shown:
            clear_line()
            cls._is_shown = False
