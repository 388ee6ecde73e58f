"""A table as spreadsheets write it (CSV, TSV, semicolons, any encoding), and what its columns mean."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing.desk.people.capitals import uncapitalised
from briefing.desk.people.headings import PLACES, is_of_persons, meaning
from briefing.desk.people.record import (
    Draft,
    Passed,
    Record,
    cleaned,
    country,
    patronymic_inside,
    point,
    source_id,
    turned,
    wikidata,
)
from briefing.model.brief import ACTOR_KINDS, Actor
from briefing.model.nouns import counted
from briefing.model.value import dataclass
from briefing.parse.surnames import is_person

ONE = (
    "name",
    "given",
    "family",
    "kind",
    "country",
    "position",
    "wikidata",
    "geonames",
    "lat",
    "lon",
    "point",
    "note",
    "id",
)
"""What one column can fill."""
TARGETS = (*ONE, "aliases", "weak")
"""What columns can fill, besides keys of one's own (`x-…`)."""
_SAMPLE = 200  # rows that are looked at before the headings are told
_TOP = 12
"""Rows among which the headings are."""
_OTHERS = dict.fromkeys((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), "this is a spreadsheet's own file: save it as CSV")
"""How files begin that hold a table, and are none."""
_EXAMPLES = 3
_LONGEST = 8 * 1024 * 1024  # characters of a cell
_PIECE = 1 << 20
_DELIMITERS = ",;\t|"
_SPLIT = r"[;|\n\r\u3001\uff0c\uff1b\u060c\u061b]+"
"""What stands between the names in one cell."""


class NoTable(Exception):
    """A file cannot be read as a table; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its number from 1, its heading, what it fills (nothing: it is passed over), and its first values."""

    number: int
    heading: str
    target: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableForm:
    """How a table is written: its encoding, what stands between cells, the columns, the line of the headings; and
    whether a name is `Berg, Anna`. `is_of_people` if it has a column that only persons fill, and `is_of_persons` if its
    names are under a heading of persons."""

    encoding: str
    delimiter: str
    columns: tuple[TableColumn, ...]
    line: int
    is_turned: bool
    is_of_people: bool
    is_of_persons: bool


def form_of(file: Path, encoding: str = "", chosen: Mapping[str, str] | None = None) -> TableForm:
    """Look at the beginning of a table, and at all its bytes for their encoding. `chosen` are targets by heading, or by
    the number of a column. Raises `NoTable`, and `OSError`."""
    with file.open("rb") as raw:
        begins = raw.read(8)
    encoding = encoding or encoding_of(file)
    with _text(file, encoding) as stream:
        head = stream.read(_PIECE)
    if not head.strip():
        raise NoTable("the file is empty")
    if why := next((why for sign, why in _OTHERS.items() if begins.startswith(sign)), ""):
        raise NoTable(why)
    if re.match(r"\s*[\[{<]", head) or "\0" in head or head.startswith("BEGIN:"):
        raise NoTable("this is no table (CSV, TSV, semicolons), nor entities of FollowTheMoney, one a line")
    delimiter = _delimiter(head)
    rows = []
    with _text(file, encoding) as stream:
        for line, row in _rows(stream, delimiter):
            if not isinstance(row, Passed) and any(map(str.strip, row)) and not _is_separator(row):
                rows.append((line, row))
            if len(rows) > _SAMPLE:
                break
    if not rows:
        raise NoTable("the file is empty")
    first = _headings_at([row for _line, row in rows[:_TOP]], chosen or {})
    line, headings = rows[first]
    sample = [row for _line, row in rows[first + 1 :]]
    columns = _columns(headings, sample, dict(chosen or {}))
    names = [row[at] for row in sample for at in [_at(columns, "name")] if 0 <= at < len(row) and row[at].strip()]
    is_turned = bool(names) and 5 * sum(map(bool, map(turned, names))) >= 4 * len(names)
    has_persons = any(column.target == "name" and is_of_persons(column.heading) for column in columns)
    is_of_people = has_persons or any(column.target in _PERSONAL for column in columns)
    return TableForm(
        encoding=encoding,
        delimiter=delimiter,
        columns=columns,
        line=line,
        is_turned=is_turned,
        is_of_people=is_of_people,
        is_of_persons=has_persons,
    )


def _headings_at(rows: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> int:
    """Which of the first rows has the headings: the first one, or below a title and remarks, which fill fewer cells,
    the first that has a name's."""
    wanted = {key.strip().casefold() for key in chosen}
    most = 0
    for at, row in enumerate(rows):
        cells = [cleaned(cell).casefold() for cell in row if cell.strip()]
        if len(cells) > most and any(cell in wanted or meaning(cell) in ("name", "given", "family") for cell in cells):
            return at
        most = max(most, len(cells))
    return 0


def records(
    file: Path, form: TableForm, kind: str = "", progress: Callable[[int], None] | None = None
) -> Iterator[Record | Passed]:
    """What each row tells, one held at a time. `kind` is that of rows that do not say theirs; `progress` is told how
    many bytes were read."""
    with _text(file, form.encoding, progress) as stream:
        for line, row in _rows(stream, form.delimiter):
            if line <= form.line:
                continue
            if isinstance(row, Passed):
                yield row
            elif any(map(str.strip, row)):
                yield _record(line, row, form, kind)


def _record(line: int, row: Sequence[str], form: TableForm, kind: str) -> Record | Passed:
    draft = Draft(line)
    cells: dict[str, str] = {}
    for column in form.columns:
        if not column.target or column.number > len(row):
            continue
        cell = row[column.number - 1]
        if column.target in ("aliases", "weak"):
            draft.add(column.target, [name for part in re.split(_SPLIT, cell) for name in _listed(part)])
        elif column.target in ("given", "family", "point", "kind", "id", "name"):
            cells.setdefault(column.target, cleaned(cell))
        else:
            draft.put(column.target, cell)
    if more := sum(bool(cell.strip()) for cell in row[len(form.columns) :]):
        draft.leave(f"{counted(more, 'cell')} beyond the last heading")
    name = cells.get("name") or _whole(cells.get("given", ""), cells.get("family", ""))
    if form.is_turned:
        name = turned(name) or name
    draft.put("name", patronymic_inside(name))
    if pair := cells.get("point"):
        lat, lon = point(pair)
        draft.put("lat", lat)
        draft.put("lon", lon)
    draft.id = source_id(cells.get("id", ""))
    if _is_persons(draft, cells, form):
        draft.guess = "person"
    _sorted_out(draft, cells.get("kind", ""), kind)
    return draft.done()


_PERSONAL = ("given", "family", "position", "x-born")
"""Columns that persons fill."""


def _is_persons(draft: Draft, cells: Mapping[str, str], form: TableForm) -> bool:
    """Whether a row that says no kind seems to be of a person: by what only persons have; or in a table of people by a
    name that looks like a person's, or that is of a script which gives no sign of it."""
    if cells.get("given") or cells.get("family") or draft.has("x-born"):
        return True
    name = draft.text("name")
    if draft.has("position") or form.is_of_persons:
        name = uncapitalised(name)
    is_plain = form.is_of_persons and name.upper() == name.lower()
    return form.is_of_people and (is_plain or is_person(Actor("", name)))


def _sorted_out(draft: Draft, said: str, otherwise: str) -> None:
    """Whether a row is of an actor or of a place, and of which kind."""
    from briefing.parse.synonyms import word_for

    word = said.casefold()
    kind = word if word in ACTOR_KINDS else PLACES.get(word, "") or (word_for(ACTOR_KINDS, said) if said else "")
    is_place = word in PLACES or otherwise == "place"
    if (draft.has("lat") and draft.has("lon") and kind not in ACTOR_KINDS) or (is_place and kind not in ACTOR_KINDS):
        draft.sort = "venue"
        draft.put("kind", PLACES.get(word) or said)
        return
    draft.put("kind", kind or (otherwise if otherwise in ACTOR_KINDS else ""))


def _listed(text: str) -> list[str]:
    """Names with commas between them; one name where a comma may be its own: `Berg, Anna`, `Snow, Inc.`"""
    names = [part.strip() for part in text.split(",")]
    is_list = all(" " in name or (len(name) > 1 and name.isupper()) or name.upper() == name.lower() for name in names)
    return names if is_list else [text]


def _whole(given: str, family: str) -> str:
    """A name of its two parts, in the order in which its script has them."""
    is_close = bool(given and family) and all("\u3040" <= char <= "\ud7ff" for char in given + family)
    return f"{family}{given}" if is_close else f"{given} {family}".strip()


def _columns(
    headings: Sequence[str], sample: Sequence[Sequence[str]], chosen: dict[str, str]
) -> tuple[TableColumn, ...]:
    wanted = {re.sub(r"\s+", " ", key).strip().casefold(): target for key, target in chosen.items()}
    targets: list[str] = []
    values = [[row[at] for row in sample if at < len(row) and row[at].strip()] for at in range(len(headings))]
    used: set[str] = set()
    for at, heading in enumerate(headings):
        name = re.sub(r"\s+", " ", cleaned(heading)).casefold()
        own = wanted.pop(name, None) if name else None
        own = wanted.pop(str(at + 1), None) if own is None else own
        target = own if own is not None else meaning(name) or _by_values(values[at], used | set(wanted.values()))
        if own is None and target in ONE and (target in used or target in chosen.values()):
            target = ""
        used.add(target)
        targets.append(target)
    if wanted:
        raise NoTable(f"there is no column `{next(iter(wanted))}`; there are {', '.join(map(cleaned, headings))}")
    _settle_parts(targets, values)
    if not {"name", "given", "family"} & set(targets):
        listed = ", ".join(f"`{cleaned(heading)}`" for heading in headings[:12])
        raise NoTable(f"no column is known for a name; say which it is, like --column 'Who=name'. There are {listed}")
    return tuple(
        TableColumn(at + 1, cleaned(heading), targets[at], tuple(cleaned(cell) for cell in values[at][:_EXAMPLES]))
        for at, heading in enumerate(headings)
    )


def _settle_parts(targets: list[str], values: Sequence[Sequence[str]]) -> None:
    """What is called a name beside one part of it is the other part, unless it has that part in it."""
    for part, other in (("given", "family"), ("family", "given")):
        if part in targets and other not in targets and "name" in targets:
            name = targets.index("name")
            pairs = list(zip(values[name], values[targets.index(part)], strict=False))
            holds = sum(one.strip().casefold() in whole.casefold() for whole, one in pairs)
            if pairs and 2 * holds < len(pairs):
                targets[name] = other
    if "name" in targets:
        targets[:] = ["" if target in ("given", "family") else target for target in targets]


def _by_values(values: Sequence[str], used: Iterable[str]) -> str:
    """What a column surely is by what stands in it, where its heading says nothing."""
    if len(values) < 2:
        return ""
    for target, read in (("wikidata", wikidata), ("country", _code)):
        if target not in used and all(map(read, map(cleaned, values))):
            return target
    return ""


def _code(text: str) -> str:
    return country(text) if len(text) == 2 and text.isupper() else ""


def _at(columns: Sequence[TableColumn], target: str) -> int:
    return next((column.number - 1 for column in columns if column.target == target), -1)


def _delimiter(head: str) -> str:
    """What stands between the cells of the first rows: what parts them most alike."""
    lines = head.splitlines()[:1] if "\n" not in head else head[: head.rfind("\n") + 1].splitlines(keepends=True)[:60]
    if found := re.match('(?i)"?sep=(.)"?\\s*$', lines[0].strip()):
        return found[1]
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        width = max(set(widths), key=widths.count) if widths else 0
        measure = (widths.count(width) if width > 1 else 0, width)
        if measure > most:
            best, most = delimiter, measure
    return best


def _is_separator(row: Sequence[str]) -> bool:
    """Whether a row is the line by which a spreadsheet says what parts its cells: `sep=;`."""
    return re.fullmatch("(?i)sep=.?", "".join(row[:1]).strip()) is not None


def _rows(stream: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | Passed]]:
    """Each row with the line on which it begins. A row that cannot be read is a `Passed` in its place."""
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(stream, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            why = "a quotation mark that is never closed" if "limit" in str(error) else f"no row: {error}"
            yield line, Passed(line, why)
            continue
        yield line, row


def encoding_of(file: Path) -> str:
    """The encoding of a file, by all its bytes. Raises `OSError`."""
    from briefing.parse.encodings import encoding_of_runs

    bad: list[bytes] = []  # runs of bytes that are no UTF-8
    rest = b""
    high = 0
    is_going_on = False
    with file.open("rb") as stream:
        head = stream.read(4096)
        if wide := _wide(head):
            return wide
        stream.seek(0)
        while piece := stream.read(_PIECE):
            high += len(piece) - len(piece.translate(None, bytes(range(128, 256))))
            data = rest + piece
            while True:
                try:
                    data.decode()
                    rest, is_going_on = b"", False
                    break
                except UnicodeDecodeError as error:
                    if error.end == len(data) and error.reason == "unexpected end of data":
                        rest = data[error.start :]
                        break
                    if error.start == 0 and is_going_on:
                        bad[-1] += data[: error.end]
                    else:
                        bad.append(data[error.start : error.end])
                    is_going_on = True
                    data = data[error.end :]
                    if len(bad) > _RUNS:
                        return encoding_of_runs(bad) or "cp1252"
    if rest:
        bad.append(rest)
    if not bad:
        return "utf-8-sig"
    is_all = sum(map(len, bad)) == high
    return (encoding_of_runs(bad) if is_all else "") or "cp1252"


_RUNS = 2_000
"""So many bad bytes tell the encoding of a file."""


def _wide(head: bytes) -> str:
    marks = (("utf-32", b"\xff\xfe\0\0"), ("utf-32", b"\0\0\xfe\xff"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
    for name, mark in marks:
        if head.startswith(mark):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if 3 * odd > len(head[1::2]) and not even:
        return "utf-16-le"
    return "utf-16-be" if 3 * even > len(head[0::2]) and not odd else ""


class _MeteredFile(io.BufferedReader):
    """A file that tells how much of it was read."""

    def __init__(self, raw: io.RawIOBase, progress: Callable[[int], None]) -> None:
        super().__init__(raw, _PIECE)
        self._progress = progress

    def read1(self, size: int = -1, /) -> bytes:
        self._progress(self.tell())
        return super().read1(size)


def _text(file: Path, encoding: str, progress: Callable[[int], None] | None = None) -> io.TextIOWrapper:
    raw = io.FileIO(file)
    buffered = _MeteredFile(raw, progress) if progress else io.BufferedReader(raw, _PIECE)
    try:
        return io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline="")
    except LookupError:
        raw.close()
        raise NoTable(f"there is no encoding `{encoding}`") from None
