"""The tables as Parquet: those of `csv`, with days as days, numbers as numbers, lists as lists, and each text as it is.

It needs one more library: `pip install 'briefing-desk[parquet]'`.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow.parquet import ParquetWriter

from briefing.desk.extract import DeskExtract
from briefing.export.columns import TABLES
from briefing.export.tables import rows
from briefing.model.files import in_pieces
from briefing.model.names import clean

_TYPES = {
    "text": pyarrow.string(), "texts": pyarrow.list_(pyarrow.string()), "day": pyarrow.date32(),
    "number": pyarrow.float64(), "count": pyarrow.int64(),
}  # fmt: skip
_AT_ONCE = 1000
"""Rows of a table that are written together."""


def put(of: DeskExtract, folder: Path) -> None:
    """Write a file for each table into a folder, all of them or none. Raises `OSError`."""
    with ExitStack() as files:
        tables = {name: _TableFile(name, folder, files) for name in TABLES}
        for name, row in rows(of):
            tables[name].add(row)
        for table in tables.values():
            table.flush()


class _TableFile:
    """A table that is written some rows at a time."""

    def __init__(self, name: str, folder: Path, files: ExitStack) -> None:
        self._schema = pyarrow.schema([(column, _TYPES[kind]) for column, kind in TABLES[name].items()])
        stream = files.enter_context(in_pieces(folder / f"{name}.parquet"))
        self._writer = files.enter_context(ParquetWriter(stream, self._schema))
        self._rows: list[tuple[Any, ...]] = []

    def add(self, row: tuple[Any, ...]) -> None:
        self._rows.append(row)
        if len(self._rows) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the rows that are held."""
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._schema)
        arrays = [
            pyarrow.array([_safe(value) for value in column], field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def _safe(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_safe(one) for one in value]
    return clean(value).encode("utf-8", "replace").decode() if isinstance(value, str) else value
