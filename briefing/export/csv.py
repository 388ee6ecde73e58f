"""Tables as RFC 4180 has them: UTF-8, commas, a line of names first, lines that end in CR and LF; several values of a
cell have `; ` between them.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which can open programs and send what
stands beside it elsewhere (OWASP, *CSV Injection*), and a brief may be a stranger's. A cell of text that begins so,
also behind blanks or an apostrophe, gets an apostrophe in front; numbers and days stay as they are. Who reads the
tables by a program takes one apostrophe off such cells again, or takes `parquet`, where every text stands as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from briefing.desk.extract import DeskExtract
from briefing.export.columns import TABLES
from briefing.export.tables import rows
from briefing.model.files import in_pieces
from briefing.model.names import clean

_FORMULA = r"['\s]*[=+\-@＝＋－＠]"
"""What a spreadsheet takes for the beginning of a formula; in East Asian ones the wide signs, too."""


def pieces(of: DeskExtract, table: str) -> Iterator[str]:
    """The lines of one table."""
    return _lines(table, (row for _table, row in rows(of, frozenset([table]))))


def put(of: DeskExtract, folder: Path) -> None:
    """Write a file for each table into a folder, all of them or none. Raises `OSError`."""
    with ExitStack() as files:
        write: dict[str, Callable[[bytes], Any]] = {}
        for table in TABLES:
            write[table] = files.enter_context(in_pieces(folder / f"{table}.csv")).write
            write[table](_line(TABLES[table]).encode())
        for table, row in rows(of):
            write[table](_line(map(_cell, row)).encode("utf-8", "replace"))


def _lines(table: str, found: Iterable[Iterable[Any]]) -> Iterator[str]:
    yield _line(TABLES[table])
    for row in found:
        yield _line(map(_cell, row))


def _line(cells: Iterable[str]) -> str:
    return f"{','.join(map(_quoted, cells))}\r\n"


def _quoted(cell: str) -> str:
    if '"' in cell or "," in cell or "\n" in cell or ";" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return _text("; ".join(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(text: str) -> str:
    text = clean(text)
    return f"'{text}" if re.match(_FORMULA, text) else text
