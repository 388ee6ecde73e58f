"""What the commands that print share: their options, and how an answer gets out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import output
from briefing.cli.desk_options import opened_desk
from briefing.cli.desks import name_of, today
from briefing.cli.terminal import columns, has_colours
from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from briefing.model.body import Block
    from briefing.report.data import Data

SHAPES = ("text", "md", "json")


class AnswerOptions(NamedTuple):
    """What an answer is of, as the options of a command say it: the desk, the day for today, and how to print it."""

    desk: str | None
    at: str | None
    shape: str


def printed(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that prints an answer: `--desk`, `--at` and `--format`, as `desk`, `at`, `shape`."""
    for option in (
        click.option("--format", "shape", type=click.Choice(SHAPES), default="text", help="How to print it (text)."),
        click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16)."),
        opened_desk,
    ):
        command = option(command)
    return command


def put_page(kind: str, page: Any, asked: AnswerOptions) -> None:
    """Print a page of the desk by the module of `report/pages/` for its kind."""
    report, day = import_module(f"briefing.report.pages.{kind}"), today(asked.at)
    if asked.shape == "json":
        put_data(kind, report.data(page, day), asked)
    else:
        put_blocks(report.blocks(page, day), asked.shape)


def put_data(kind: str, data: Any, asked: AnswerOptions) -> None:
    """Print an answer for programs. `kind` is one of `report.shapes.ANSWERS`."""
    from briefing.report.escapes import as_json

    put([as_json({**_head(kind, asked), "data": data}, indent=2)])


def _head(kind: str, asked: AnswerOptions) -> Data:
    from briefing.report.shapes import head

    return head(kind, name_of(asked.desk), today(asked.at))


def put_blocks(blocks: Iterable[Block], shape: str) -> None:
    """Print blocks as Markdown, else as text."""
    if shape == "md":
        from briefing.report import markdown

        put(markdown.lines(blocks))
        return
    from briefing.report.text import Paper, lines

    put(lines(blocks, Paper(columns(), has_colours())))


def put_list(kind: str, rows: Iterable[Any], asked: AnswerOptions, **known: Any) -> None:
    """Print rows of a kind that `report/lists.py` knows: in a pipe as text with tabs between the columns, so that they
    can be cut, sorted and counted. `known` is what the list needs to know besides."""
    from briefing.report.lists import LISTS

    listing, data = LISTS[kind]
    if asked.shape == "json":
        from briefing.report.data import lines

        put(lines(map(data, rows), _head(kind, asked)))
    elif asked.shape == "md":
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
