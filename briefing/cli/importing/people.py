"""`briefing import people`: actors and places from elsewhere, in the registry."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.desk_options import changed_desk
from briefing.cli.desks import absolute, desk_to_change, from_here
from briefing.cli.output import can_ask, is_confirmed, print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.people.merge import Merge
    from briefing.desk.people.record import Passed, Record
    from briefing.desk.people.table import TableForm
    from briefing.desk.people.writing import FileChange

_KINDS = ("person", "organisation", "state", "group", "place")
_LINES = 6
"""So many lines are named for one reason."""
_REASONS = 24
_WIDTH = 36


@click.command("people")
@click.argument("file", metavar="FILE", type=click.Path())
@changed_desk
@click.option(
    "--column",
    "columns",
    metavar="HEADING=KEY",
    multiple=True,
    help="What a column fills, by its heading or number: name, aliases, weak, kind, country, position, wikidata, "
    "lat, lon, note, id, x-…; nothing behind the sign passes it over.",
)
@click.option("--kind", type=click.Choice(_KINDS), help="What all those are that say no kind themselves.")
@click.option("--named-only", is_flag=True, help="Only those whom the texts of the desk name.")
@click.option("--fill", is_flag=True, help="Bring into entries that you wrote what they lack.")
@click.option("--source", metavar="NAME", help="What the marks of the entries call FILE by, instead of its name.")
@click.option("--encoding", metavar="NAME", default="", help="The encoding of a table, if it is guessed wrong.")
@click.option("--diff", "is_diff", is_flag=True, help="Print what would change in the registry, and write nothing.")
@click.option("--yes", "is_sure", is_flag=True, help="Take the columns as they are guessed, and ask nothing.")
def command(
    file: str,
    desk: str | None,
    columns: tuple[str, ...],
    kind: str | None,
    named_only: bool,
    fill: bool,
    source: str | None,
    encoding: str,
    is_diff: bool,
    is_sure: bool,
) -> None:
    """Take the people, organisations, states and places of FILE into the registry.

    FILE is a table as spreadsheets write it (CSV, TSV, semicolons; the columns are shown before anything is read), or
    entities of FollowTheMoney, one a line. What is in the registry stays as it is. Of what came from FILE before, only
    what FILE says otherwise is changed, and what you changed by hand stays; ids stay. Two of one name stay two.
    """
    from briefing.desk.people.ftm import looks_like_ftm
    from briefing.model.files import read

    root = desk_to_change(desk)
    path = absolute(file)
    try:
        head = read(path, 65_536)
    except OSError as error:
        raise Refused(f"{file} could not be read: {error.strerror or error}") from None
    is_ftm = looks_like_ftm(head)
    form = None
    if is_ftm and (columns or encoding or kind):
        raise Refused("--column, --kind and --encoding are for tables; these are entities of FollowTheMoney")
    if not is_ftm:
        form = _form(path, file, columns, encoding)
        _say(_shown(form, kind or ""), is_diff)
        if not (is_sure or is_diff) and not _is_wanted():
            return
    name = _source(source or ("ftm" if is_ftm else path.name))
    try:
        merge = _merged(root, path, name, form, kind or "", named_only, fill)
        _finish(root, merge, file, named_only, is_diff)
    except KeyboardInterrupt:
        tell("\nStopped; each file of the registry is as it was, or written whole.")
        raise
    except OSError as error:
        raise Refused(f"{error.filename or file}: {error.strerror or error}") from None


def _source(name: str) -> str:
    return re.sub(r"[^\w.:+@~-]+", "-", name)


def _form(path: Path, file: str, columns: tuple[str, ...], encoding: str) -> TableForm:
    from briefing.desk.people.table import TARGETS, NoTable, form_of

    chosen: dict[str, str] = {}
    for one in columns:
        heading, sign, key = one.rpartition("=")
        key = key.strip()
        if not sign or not (key == "" or key in TARGETS or re.fullmatch("x-[a-z0-9-]+", key)):
            raise Refused(f"--column {one}: write HEADING=KEY with one of {', '.join(TARGETS)}, x-…")
        chosen[heading] = key
    try:
        return form_of(path, encoding, chosen)
    except NoTable as error:
        raise Refused(f"{file}: {error}") from None


def _shown(form: TableForm, kind: str) -> Iterator[str]:
    """What each column fills, with its first values."""
    from briefing.report.cells import cells

    rows = [("column", "key", "examples")]
    for column in form.columns:
        turned = " (turned round)" if column.target == "name" and form.is_turned else ""
        rows.append(
            (_cut(column.heading) or str(column.number), f"{column.target}{turned}" or "–", _examples(column.examples))
        )
    widths = [max(cells(row[at]) for row in rows) for at in range(2)]
    for row in rows:
        padded = (text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=False))
        yield f"  {'  '.join((*padded, row[2]))}".rstrip()
    if all(column.target != "kind" for column in form.columns):
        yield f"  {_kinds_told(form, kind)}"
    yield ""


def _kinds_told(form: TableForm, kind: str) -> str:
    """Of which kind those will be that say none."""
    if kind:
        return f"Who has no kind is a {kind}, or a place where a row has coordinates."
    if form.is_of_people:
        return "Who has no kind is a person by the look of the row, else of no kind; --kind says one for all."
    return "Who has no kind stays without one, or is a place by coordinates; --kind says one for all."


def _examples(texts: tuple[str, ...]) -> str:
    return " · ".join(map(_cut, texts))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _is_wanted() -> bool:
    """Whether a person at a terminal wants the columns to be read so."""
    if not can_ask():
        print_lines(["Nothing was written; with --yes it is, and --diff shows what."])
        return False
    if is_confirmed("Read the columns so?"):
        return True
    print_lines(["Nothing was written; say otherwise with --column 'HEADING=KEY'."])
    return False


def _merged(
    root: Path, path: Path, source: str, form: TableForm | None, kind: str, named_only: bool, fill: bool
) -> Merge:
    from briefing.cli.terminal import counted
    from briefing.desk.people.known import Broken, RegistryEntries
    from briefing.desk.people.merge import Merge, TooMany
    from briefing.desk.people.record import Passed

    try:
        known = RegistryEntries(root)
    except Broken as error:
        raise Refused(f"{error}; put the registry right first (`briefing check`)") from None
    merge = Merge(known, source, fill)
    try:
        with _records(path, form, kind) as records:
            chosen = _named(root, records, merge) if named_only else records
            for record in chosen:
                merge.pass_over(record) if isinstance(record, Passed) else merge.take(record)
        with counted("Comparing"):
            merge.finish()
    except TooMany:
        raise Refused(
            "the registry would have more than 64 MB; --named-only takes those whom your texts name"
        ) from None
    return merge


@contextmanager
def _records(path: Path, form: TableForm | None, kind: str) -> Iterator[Iterator[Record | Passed]]:
    """What a file tells, one by one; how far it is, is told at a terminal."""
    from briefing.cli.terminal import counted
    from briefing.desk.people import ftm, table
    from briefing.model.names import one_line

    size = path.stat().st_size >> 10
    with counted(f"Reading {one_line(path.name)} (kB)", 1 << 10) as progress:
        if form is not None:
            yield table.records(path, form, kind, lambda done: progress(done >> 10, size))
            return
        with path.open("rb") as stream:

            def told() -> Iterator[Record | Passed]:
                for number, record in enumerate(ftm.records(stream)):
                    if number % 256 == 0:
                        progress(stream.tell() >> 10, size)
                    yield record

            yield told()


def _named(root: Path, records: Iterator[Record | Passed], merge: Merge) -> Iterator[Record | Passed]:
    """Those whom the desk's texts name, and who came from this source before."""
    from briefing.cli.terminal import counted
    from briefing.desk.people.named import DeskWords, named, names_of
    from briefing.desk.people.record import Passed

    words = DeskWords(root)
    with counted() as progress:
        words.look(progress)
    possible: list[Record] = []
    for record in records:
        if isinstance(record, Passed) or merge.is_known(record):
            yield record
        elif any(map(words.may_name, names_of(record))):
            possible.append(record)
        else:
            merge.counts["unnamed"] += 1
    names = {name: None for record in possible for name in names_of(record)}
    with counted("Finding names") as progress:
        found = named(root, words.files, names, progress) if names else set()
    for record in possible:
        if found.isdisjoint(names_of(record)):
            merge.counts["unnamed"] += 1
        else:
            yield record


def _finish(root: Path, merge: Merge, file: str, named_only: bool, is_diff: bool) -> None:
    """Write, or show, what changed, and say in plain words what came of it."""
    from briefing.desk.people.writing import changes, write
    from briefing.report.diff import hunk_lines

    found = list(changes(merge))
    if is_diff:
        for change in found:
            name = from_here(root / change.file)
            diff = hunk_lines(name, change.before is None, change.lines, change.hunks, sys.stdout.isatty())
            print_as_it_is("".join(diff))
    else:
        for change in found:
            try:
                write(root, change)
            except OSError as error:
                raise Refused(
                    f"{from_here(root / change.file)} could not be written: {error.strerror or error}"
                ) from None
    _say(_summary(root, merge, file, found, named_only, is_diff), is_diff)


def _say(lines: Iterable[str], is_aside: bool) -> None:
    """Print lines, beside the answer where that is a diff."""
    tell("\n".join(lines)) if is_aside else print_lines(lines)


def _summary(
    root: Path, merge: Merge, file: str, found: list[FileChange], named_only: bool, is_diff: bool
) -> Iterator[str]:
    from briefing.model.names import one_line
    from briefing.model.nouns import counted

    counts = merge.counts
    would = "would be " if is_diff else ""
    files = ", ".join(from_here(root / change.file) for change in found[:4]) + (" …" if len(found) > 4 else "")
    yield f"{one_line(file)}{f' → {files}' if found else ''}"
    added = " and ".join(
        counted(counts[key], noun) for key, noun in (("added actor", "actor"), ("added venue", "place")) if counts[key]
    )
    rows = [
        (f"{would}added", added or "nobody"),
        (f"{would}changed", f"{counts['changed']:,}"),
        ("unchanged", f"{counts['unchanged']:,}"),
    ]
    if counts["kindless"]:
        rows.append(("without a kind", f"{counts['kindless']:,}; --kind says of which those are"))
    if counts["yours"]:
        stays, they = ("stays as it is", "it lacks") if counts["yours"] == 1 else ("stay as they are", "they lack")
        rows.append(("yours", f"{counts['yours']:,} of your own entries {stays}; --fill adds what {they}"))
    if merge.gone:
        keys = ", ".join(f"`{key}`" for key in merge.gone[:_LINES])
        more = " …" if len(merge.gone) > _LINES else ""
        rows.append(("not there now", f"{len(merge.gone):,} stay as they are: {keys}{more}"))
    if named_only:
        rows.append(("not named", f"{counts['unnamed']:,} whom no text of the desk names"))
    lines = {line for numbers in merge.passed.values() for line in numbers}
    if lines:
        rows.append(("passed over", f"in whole or in part, {counted(len(lines), 'line')}:"))
    width = max(len(label) for label, _text in rows)
    for label, text in rows:
        yield f"  {label:<{width}}  {text}"
    reasons = sorted(merge.passed.items(), key=lambda one: (-len(one[1]), one[1][0]))
    for why, numbers in reasons[:_REASONS]:
        yield f"    {_at(numbers)}: {one_line(why)}"
    if len(reasons) > _REASONS:
        yield f"    and {len(reasons) - _REASONS:,} more reasons"


def _at(numbers: list[int]) -> str:
    shown = ", ".join(f"{number:,}" for number in numbers[:_LINES])
    more = f" and {len(numbers) - _LINES:,} more" if len(numbers) > _LINES else ""
    return f"line{'s' if len(numbers) > 1 else ''} {shown}{more}"
