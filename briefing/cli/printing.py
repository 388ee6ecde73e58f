"""What the commands that print share: their options, and how an answer gets out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import click

from briefing.cli import output
from briefing.cli.desk_options import opened_desk
from briefing.cli.terminal import columns, has_colours

if TYPE_CHECKING:
    from briefing.model.body import Block
    from briefing.report.data import Data

SHAPES = ("text", "md", "json")


class PageReport(Protocol):
    """A module of `report/pages/`."""

    def blocks(self, page: Any, today: date, /) -> Iterable[Block]: ...

    def data(self, page: Any, today: date, /) -> Data: ...


def printed(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that prints an answer: `--desk`, `--at` and `--format`, as `desk`, `at`, `shape`."""
    for option in (
        click.option("--format", "shape", type=click.Choice(SHAPES), default="text", help="How to print it (text)."),
        click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16)."),
        opened_desk,
    ):
        command = option(command)
    return command


def put_page(report: PageReport, page: Any, today: date, shape: str) -> None:
    """Print a page of the desk."""
    if shape == "json":
        from briefing.report.escapes import as_json

        put([as_json(report.data(page, today), indent=2)])
    else:
        put_blocks(report.blocks(page, today), shape)


def put_blocks(blocks: Iterable[Block], shape: str) -> None:
    """Print blocks as Markdown, else as text."""
    if shape == "md":
        from briefing.report import markdown

        put(markdown.lines(blocks))
        return
    from briefing.report.text import Paper, lines

    put(lines(blocks, Paper(columns(), has_colours())))


def put_list(kind: str, rows: Iterable[Any], shape: str, **known: Any) -> None:
    """Print rows of a kind that `report/lists.py` knows: in a pipe as text with tabs between the columns, so that they
    can be cut, sorted and counted. `known` is what the list needs to know besides."""
    from briefing.report.lists import LISTS

    listing, data = LISTS[kind]
    if shape == "json":
        from briefing.report.data import lines

        put(lines(map(data, rows)))
    elif shape == "md":
        from briefing.report.listing import markdown

        put(markdown(listing(rows, **known)))
    elif width := columns():
        from briefing.report.listing import aligned
        from briefing.report.text import Paper

        put(aligned(listing(rows, **known), Paper(width, has_colours())))
    else:
        from briefing.report.listing import tabbed

        put(tabbed(listing(rows, **known)))


def put(lines: Iterable[str]) -> None:
    """Print the lines of an answer, by the pager where they are many."""
    output.print_lines(lines, paged=True)


def counted_out(shown: int, count: int, noun: str) -> None:
    """Tell a person, not the pipe, that there is more than was printed."""
    from briefing.desk.search import COUNTED

    if shown < count:
        total = f"over {COUNTED - 1:,}" if count >= COUNTED else f"{count:,}"
        output.tell(f"{shown} of {total} {noun}; more with --limit")
