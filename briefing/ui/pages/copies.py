"""What can be copied of what is marked: its text, a citation, its source, a Markdown link, its place in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from operator import attrgetter

from briefing.model.brief import Source
from briefing.model.countries import country_name
from briefing.model.origin import Origin
from briefing.model.value import dataclass, replace
from briefing.model.views import Dossier, Page, QuestionPage, Story, VenuePage
from briefing.report.words import office
from briefing.ui.acts import Act
from briefing.ui.pages.page import page_kind, page_title
from briefing.ui.pages.pen import Pen
from briefing.ui.sheet import Para, Piece, Press, Sheet, Stop, WebLink


@dataclass(frozen=True, slots=True)
class Copy:
    """One line of the menu: what a command calls it, what it is, and the text, whose beginning is shown below it."""

    name: str
    title: str
    text: str
    is_shown: bool = True


def copies(page: Page, text: str, origin: Origin | None, pen: Pen, desk: str, address: str = "") -> tuple[Copy, ...]:
    """What the menu offers; `text` is the paragraph that is read, or empty, `desk` the desk's name, `address` the one
    that is marked, if one is."""
    found = [
        Copy("text", "text", text.strip() or page_title(page)),
        *whole_page(page, pen),
        Copy("citation", "citation", citation(page, pen, desk)),
    ]
    if source := _source_of(page, address):
        parts = (source.name, pen.when(source.published).replace("\u00a0", " "), source.url)
        found.append(Copy("source", "source", ", ".join(dict.fromkeys(part for part in parts if part))))
    found.append(Copy("link", "Markdown link", markdown_link(page)))
    if origin:
        found.append(Copy("address", "file and line", origin.address))
    return tuple(found)


def whole_page(page: Page, pen: Pen) -> list[Copy]:
    """All of a page, as it is printed."""
    from briefing.report.html import page_of_markdown
    from briefing.report.markdown import lines

    blocks = import_module(f"briefing.report.pages.{page_kind(page)}").blocks(page, pen.today)
    written = [*lines(blocks)]
    as_html = page_of_markdown(page_title(page), written)
    texts = ("markdown", "page as Markdown", "\n".join(written)), ("html", "page as HTML", as_html)
    return [Copy(*one, is_shown=False) for one in texts]


def together(each: Sequence[tuple[Copy, ...]]) -> tuple[Copy, ...]:
    """What the menu offers of several pages: of each a line of its own, and of one alone all of it."""
    alike: dict[str, list[Copy]] = {}
    for offered in each:
        for copy in offered if len(each) == 1 else filter(attrgetter("is_shown"), offered):
            alike.setdefault(copy.name, []).append(copy)
    return tuple(
        replace(first, text="\n".join([one.text for one in (first, *more)])) for first, *more in alike.values()
    )


def _source_of(page: Page, address: str) -> Source | None:
    """The source with that address, else the first one that has any, else the first."""
    sources = page.brief.sources if isinstance(page, Story) else ()
    marked = (source for source in sources if source.url and source.url == address)
    return next(marked, None) or next((source for source in sources if source.url), next(iter(sources), None))


def citation(page: Page, pen: Pen, desk: str) -> str:
    """One line that says what it is, whose, and from when. A headline is the desk's own, and its source never said it:
    that stands behind `after`.
    """
    if isinstance(page, Story):
        brief = page.brief
        source = _source_of(page, "")
        parts = [f"“{brief.title}”", desk, pen.when(brief.date), f"after: {source.name}" if source else ""]
    elif isinstance(page, Dossier):
        parts = [page.actor.name, *office(page.actor.kind, page.actor.position, page.actor.country)]
    elif isinstance(page, QuestionPage):
        parts = [f"“{page.question.ask}”", f"asked {pen.when(page.asked)}" if page.asked else "", page.story.title]
    elif isinstance(page, VenuePage):
        parts = [page.venue.name, country_name(page.venue.country)]
    else:
        parts = [page_title(page)]
    return ", ".join(part for part in parts if part).replace("\u00a0", " ")


def markdown_link(page: Page) -> str:
    """A link to the story's file, which is what its headline is of; other pages by their title alone."""
    title = re.sub(r"([\[\]\\*_`])", r"\\\1", page_title(page))
    if not isinstance(page, Story):
        return title
    address = page.brief.file
    return f"[{title}](<{address}>)" if re.search(r"[\s()<>]", address) else f"[{title}]({address})"


def copies_sheet(offered: tuple[Copy, ...], keys: Mapping[str, str]) -> Sheet:
    """The menu; `keys` are what takes each, by its name."""
    paras = [Para((Piece("Copy", "text", "b"),))]
    for copy in offered:
        stop = Stop(Press(Act("copies", "take", (copy.name,))), copy.title)
        lead = (Piece(f"{keys.get(copy.name, ' ')}  ", "accent", "b"),)
        paras.append(Para((Piece(copy.title, "text", "", stop),), lead=lead, space=int(copy.is_shown)))
        if not copy.is_shown:
            continue
        preview = " ".join(copy.text.split())
        paras.append(Para((Piece(preview[:160] + ("…" if len(preview) > 160 else ""), "soft"),), lead=(Piece("   "),)))
    return Sheet(tuple(paras))


def by_hand_sheet(text: str, why: str, leads: bool = False) -> Sheet:
    """The text itself, to be taken with the terminal's own selection; an address that `leads` by the terminal's own
    means."""
    stop = Stop(WebLink(text), text) if leads else None
    return Sheet((Para((Piece(why, "soft"),)), Para((Piece(text, "text", "w", stop),), keep=True, space=1)))
