"""What the commands that print share: their options, and how an answer gets out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import click

from briefing.cli.terminal import columns, has_colours, rows

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
        click.option(
            "--desk",
            "desk",
            metavar="FOLDER",
            type=click.Path(),
            help="The desk; without it the one that `briefing` would open.",
        ),
    ):
        command = option(command)
    return command


def put_page(report: PageReport, page: Any, today: date, shape: str) -> None:
    """Print a page of the desk."""
    if shape == "json":
        import json

        put([json.dumps(report.data(page, today), ensure_ascii=False, indent=2)])
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
    """Print lines as UTF-8; in a terminal that they would scroll through, by the pager.

    `$PAGER` names it, `less` is the usual one; set to nothing or to `cat` there is none.
    """
    height = rows()
    if height and sys.stdin.isatty():
        shown = list(lines)
        if len(shown) >= height and os.environ.get("PAGER", "less") not in ("", "cat"):
            os.environ.setdefault("LESS", "FRX")
            click.echo_via_pager("".join(f"{line}\n" for line in shown), color=has_colours())
            return
        lines = shown
    _reconfigure()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def _reconfigure() -> None:
    """A pipe gets UTF-8 whatever the locale is; a terminal what it can show."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        if sys.stdout.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", newline="\n")


def counted_out(shown: int, count: int, noun: str) -> None:
    """Tell a person, not the pipe, that there is more than was printed."""
    from briefing.desk.search import COUNTED

    if shown < count:
        total = f"over {COUNTED - 1:,}" if count >= COUNTED else f"{count:,}"
        print(f"{shown} of {total} {noun}; more with --limit", file=sys.stderr)
