"""`briefing export`: a desk, or what a query finds, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.asking import MINUS
from briefing.cli.desk_options import opened_desk
from briefing.cli.refused import Refused
from briefing.export import FORMATS, module_of
from briefing.export.columns import TABLES

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.desk.extract import DeskExtract

_LISTED = "\n".join(f"{name:<10}{one.says}" for name, one in FORMATS.items())
_HELP = f"""Write the desk for other programs, or the stories that a query finds with whom they name, what they tell of
and what they ask.

The query is that of `briefing search`. One file goes to standard output where no other is named; a folder of files has
to be. The same desk gives the same bytes on the same day, and a file takes its place when it is whole. `briefing schema
export` prints the schema of `jsonl`. The exit status is 1 when the query finds nothing.

\b
{_LISTED}
"""


@click.command("export", context_settings=MINUS, help=_HELP)
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@click.option("--to", "name", type=click.Choice(tuple(FORMATS)), required=True, help="What to make of it.")
@click.option(
    "--page",
    metavar="ID",
    help="Only this story; of an actor or a place the stories of it. With html: its page, alone.",
)
@click.option("--table", type=click.Choice(tuple(TABLES)), help="Of the tables only this one, which is one file.")
@click.option("-o", "--output", "output", metavar="PATH", type=click.Path(), help="Write this file, or this folder.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
@opened_desk
def command(
    words: tuple[str, ...],
    name: str,
    page: str | None,
    table: str | None,
    output: str | None,
    at: str | None,
    desk: str | None,
) -> None:
    from briefing.cli.desks import asked
    from briefing.cli.terminal import counted

    form = FORMATS[name]
    if odd := next((word for word in words if word.startswith("--")), None):
        raise Refused(f"there is no option {odd}; `briefing export --help` has them all")
    if table and name != "csv":
        raise Refused(f"{name} has no single tables, but csv has")
    if page and words:
        raise Refused("--page and a query each say which stories are meant: give one of them")
    if page and name == "html":
        _write_page(page, output, at, desk)
        return
    is_folder = form.is_folder and not table
    if is_folder and (output is None or Path(output).suffix == (form.ending or ".html")):
        or_one = ", or a single table with --table" if name == "csv" else ""
        raise Refused(f"{name} is a folder of files: name one with -o{or_one}")
    with asked(desk, at, lambda opened: _extract(opened, " ".join(words), page, at)) as (_desk, extract):
        if words and not extract:
            sys.exit(1)
        made = _module(name)
        with counted("Exporting") as progress:
            if output or not sys.stdout.isatty():
                extract.progress = progress
            if is_folder:
                _write_folder(made, extract, Path(output or ""))
            else:
                _write_file(made.pieces(extract, *[table] if table else []), output)


def _module(name: str) -> Any:
    """The module of a format. Raises `Refused` without its library."""
    try:
        return import_module(module_of(name))
    except ImportError:
        raise Refused(f"{name} needs one more library: pip install 'briefing-desk[{name}]'") from None


def _extract(desk: Desk, text: str, page: str | None, at: str | None) -> DeskExtract:
    """What is asked for. Raises `Refused` for a mistake in the query, and for a page that there is not."""
    from briefing.cli.asking import read_query, refuse
    from briefing.cli.desks import page_called, today
    from briefing.desk.extract import DeskExtract, number_of

    if page:
        kind, found = page_called(desk, page)
        if story := found.brief if kind == "story" else found.story if kind == "question" else None:
            return DeskExtract(desk, today(at), number_of(desk, story.id))
        text = f"{kind}:{found.actor.key if kind == 'actor' else found.venue.key}"
    if not text:
        return DeskExtract(desk, today(at))
    query, read, starred = read_query(desk, text, at)
    refuse(text, desk.search(query, read, starred, limit=1).mistakes)
    return DeskExtract(desk, today(at), desk.matching_roll(query, read, starred, "date").numbers)


def _write_page(id: str, output: str | None, at: str | None, desk: str | None) -> None:
    """One page as the commands print it, as a file that stands alone."""
    from briefing.cli.desks import answered, page_called, today
    from briefing.report.html import page_of_markdown
    from briefing.report.markdown import lines

    kind, page = answered(desk, at, lambda asked: page_called(asked, id))
    blocks = [*import_module(f"briefing.report.pages.{kind}").blocks(page, today(at))]
    _write_file([page_of_markdown(blocks[0].text, lines(blocks))], output)


def _write_file(pieces: Iterable[str], output: str | None) -> None:
    from briefing.cli.output import print_pieces
    from briefing.model.files import in_pieces

    if output is None:
        print_pieces(pieces)
        return
    try:
        with in_pieces(Path(output)) as stream:
            for piece in pieces:
                stream.write(piece.encode("utf-8", "replace"))
    except OSError as error:
        raise Refused(f"{output} could not be written: {error.strerror or error}") from None


def _write_folder(made: Any, extract: DeskExtract, folder: Path) -> None:
    is_new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        made.put(extract, folder)
        is_new = False
    except OSError as error:
        raise Refused(f"{folder} could not be written: {error.strerror or error}") from None
    finally:
        if is_new and folder.exists():
            folder.rmdir()
