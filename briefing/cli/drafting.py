"""What `briefing draft` and `briefing new --from` do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from briefing.cli.desks import absolute, from_here, here
from briefing.cli.output import print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused
from briefing.cli.writing import edit_file, folder_for

if TYPE_CHECKING:
    from datetime import date

    from briefing.articles.article import Article, NoArticle
    from briefing.articles.article_text import ArticleText, Extract
    from briefing.articles.landing import LandingDesk

_TITLE_WORDS = 12
STANDARD_INPUT = "-"


def drafted(
    article: str,
    desk: str | None,
    at: str | None,
    title: str = "",
    is_printed: bool = False,
    is_quick: bool = False,
    is_edited: bool = False,
) -> None:
    """Make the draft of an article, and print it or put it on a desk; what was edited is checked, which ends the
    process. Raises `Refused`."""
    from briefing.articles.article import NoArticle
    from briefing.cli.desks import today
    from briefing.model.names import one_line
    from briefing.model.value import replace

    landing = _landing(desk, today(at), is_printed)
    try:
        one = _article(article, landing, is_printed)
        if name := one_line(title):
            one = replace(one, title=name, guesses={key: why for key, why in one.guesses.items() if key != "title"})
        find = partial(_found, landing, is_quick)
        if is_printed:
            print_as_it_is(landing.text_of(one, find))
            return
        landed = landing.land(one, find)
    except NoArticle as error:
        raise Refused(f"{_called(article)}: {error}") from None
    except OSError as error:
        name = from_here(error.filename) if error.filename else "the brief"
        raise Refused(f"{name} could not be written: {error.strerror or error}") from None
    said = from_here(landed.file)
    if landed.marks:
        from briefing.model.nouns import counted

        said += f" is drafted; {counted(landed.marks, 'guess', 'guesses')} marked `# draft:` in it are yours to settle"
    print_lines([said])
    if landed.problems:
        print_lines([f"`briefing check` has something to say about it ({landed.problems:,})."])
    if is_edited:
        edit_file(landed.file, 1)
        if landed.file.exists():
            from briefing.cli.checking import CheckOptions, run

            run([str(landed.file)], CheckOptions(at=at))


def _landing(desk: str | None, day: date, is_printed: bool) -> LandingDesk:
    from briefing.articles.landing import LandingDesk
    from briefing.desk.scan import find_root

    is_nowhere = is_printed and desk is None and find_root(here()) is None
    try:
        return LandingDesk(None if is_nowhere else absolute(str(folder_for(desk))), day)
    except OSError as error:
        raise Refused(f"{error.filename or desk} could not be read: {error.strerror or error}") from None


def _found(landing: LandingDesk, is_quick: bool, text: ArticleText, listed: Sequence[str]) -> list[Extract]:
    from briefing.articles.extracting import METHODS, extracts

    return extracts(text, landing.names, listed, METHODS[-2 if is_quick else -1], tell)


def _article(named: str, landing: LandingDesk, is_printed: bool) -> Article:
    """The one article that is meant. Raises `NoArticle` and `Refused`."""
    from briefing.articles.article import Article, NoArticle
    from briefing.articles.intake import AlreadyThere, Intake
    from briefing.cli.importing.articles import finds, open_web, refuse_missing

    if named == STANDARD_INPUT:
        found = _of_standard_input()
    else:
        refuse_missing(named)
        if absolute(named).is_dir():
            raise Refused(f"{named} is a folder; `briefing import` makes a brief of each article in it")
        found = finds(named, Intake(landing, open_web, follow=False))
    articles: list[Article] = []
    for one in islice(found, 1000):
        if isinstance(one, AlreadyThere):
            raise Refused(f"{named} has its brief: {one.file}")
        if isinstance(one, NoArticle) and not articles:
            raise one
        articles += [one] if isinstance(one, Article) else []
        if len(articles) > 1:
            raise Refused(f"{_called(named)} has several articles; `briefing import` makes a brief of each")
    if not articles:
        raise NoArticle("there is no article in it")
    return articles[0]


def _of_standard_input() -> Iterator[Article | NoArticle]:
    from briefing.articles.article import Article, Given
    from briefing.articles.kinds import read
    from briefing.model.limits import ARTICLE
    from briefing.model.value import replace

    data = sys.stdin.buffer.read(ARTICLE + 1)
    for one in read(Given(data, name=_called(STANDARD_INPUT), origin="")):
        if isinstance(one, Article):
            if one.guesses.get("title") == "from the address":
                words = one.body.split()
                name = " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
                one = replace(one, title=name, guesses={**one.guesses, "title": "its first words"})
            yield one


def _called(named: str) -> str:
    return "standard input" if named == STANDARD_INPUT else named
