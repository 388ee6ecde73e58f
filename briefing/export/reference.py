"""The page of the formats, made of their table and of what each module says: `python -m briefing.export.reference >
docs/export.md`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module

from briefing.export import FORMATS, module_of
from briefing.export.columns import TABLES
from briefing.report.markdown import row

_HEAD = """\
# A desk for other programs

`briefing export --to FORMAT [QUERY] [-o PATH]` writes the desk, or the stories that a query of `briefing search` finds
with whom they name, what they tell of and what they ask. Without `-o`, a format of one file goes to standard output.
It is written as it is read, so a desk of any size will do; the same desk gives the same bytes on the same day, which
`--at DATE` can set, and a file takes its place when it is whole. Whatever a brief says is text in all of them: nothing
steers a terminal, and no control character leaves.
"""

_OF_TABLES = """\
`--table people` gives one table alone, to standard output or a file. A date has three columns: as it was written, the
first and the last day that it can mean. Names and events are those of the whole desk: an event stands once, as the
newest story tells it. In `mentions`, `start` and `end` count the characters of a `block` (a paragraph, a heading …) as
it is shown; all three begin at 0."""


def console() -> list[str]:
    """How each format is had, with what it is for, as lines for a shell."""
    typed = [f"briefing export --to {name} {one.example}" for name, one in FORMATS.items()]
    width = max(map(len, typed)) + 2
    return [f"{line:<{width}}# {one.says}" for line, one in zip(typed, FORMATS.values(), strict=True)]


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield from (_HEAD, "<!-- exports: each line is run by a test -->", "```console", *console(), "```")
    for name in FORMATS:
        yield from ("", f"## {name}", "", inspect.cleandoc(import_module(module_of(name)).__doc__ or ""))
        if name == "jsonl":
            yield from ("", "`briefing schema export` prints the JSON Schema of a line.")
        if name == "csv":
            yield from ("", _OF_TABLES, "", row(("table", "columns")), "|---|---|")
            yield from (row((table, ", ".join(columns))) for table, columns in TABLES.items())


if __name__ == "__main__":
    print(page(), end="")
