"""What a merge changes in the files of the registry: which file each new entry goes to, and what the files say then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from briefing.desk.people.known import RegistryEntries
from briefing.desk.people.merge import Merge
from briefing.desk.people.record import OWNER, Sort
from briefing.model.files import put
from briefing.model.problem import Problem
from briefing.model.value import NamedTuple
from briefing.parse.registry import read_entries
from briefing.parse.registry_name import OWNERS_OF, SUFFIX, owner_of
from briefing.parse.text import lines_in

_ROOM = 2 * 1024 * 1024
"""Bytes up to which a file is filled; editors and the checker like them so."""
_IMPORTED = "imported"


class Hunk(NamedTuple):
    """Lines of a file, from 0, and the text that is to be there."""

    start: int
    end: int
    text: str


class FileChange(NamedTuple):
    """A file of the registry as it is (None: not there yet), as it is to be, and where it changes."""

    file: str
    before: bytes | None
    after: bytes
    lines: list[str]
    hunks: list[Hunk]


def changes(merge: Merge) -> Iterator[FileChange]:
    """What is to be written, file by file; what was there stays as it was, byte by byte, but for what changed."""
    known = merge.known
    added = {file: text for sort in merge.added for file, text in _placed(known, sort, merge.added[sort])}
    for file in sorted({*merge.edits, *added}):
        before = known.files.get(file)
        lines = known.lines_of(file) if before is not None else []
        edits = sorted(merge.edits.get(file, {}).items())
        hunks = [hunk for (start, end), text in edits for hunk in _hunks(lines[start:end], start, text)]
        text = added.get(file, "")
        if text:
            if lines and "\r\n" in lines[0]:
                text = text.replace("\n", "\r\n")
            last = len(lines)
            if lines and not lines[-1].endswith(("\n", "\r")):
                ending = "\r\n" if "\r\n" in lines[0] else "\n"
                if hunks and hunks[-1].end == last:
                    hunks[-1] = hunks[-1]._replace(text=hunks[-1].text + ending)
                else:
                    hunks.append(Hunk(last - 1, last, lines[-1] + ending))
            hunks.append(Hunk(last, last, text))
        after = _applied(before, lines, hunks)
        yield FileChange(file=file, before=before, after=after, lines=lines, hunks=hunks)


def _hunks(lines: Sequence[str], start: int, text: str) -> Iterator[Hunk]:
    """The lines of an entry that are to be others."""
    new = lines_in(text)
    for tag, first, last, at, end in SequenceMatcher(None, lines, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Hunk(start + first, start + last, "".join(new[at:end]))


def write(root: Path, change: FileChange) -> None:
    """Put a change on the disk, whole or not at all. Raises `OSError`, also if the file is not what it was any more."""
    put(root / change.file, change.after, change.before, folders=True)


def _applied(before: bytes | None, lines: Sequence[str], hunks: Sequence[Hunk]) -> bytes:
    parts: list[str] = []
    at = 0
    for hunk in hunks:
        parts += [*lines[at : hunk.start], hunk.text]
        at = hunk.end
    parts += lines[at:]
    mark = b"\xef\xbb\xbf" if before and before.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join(parts).encode()


def _placed(known: RegistryEntries, sort: Sort, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Files, with the new entries that go to each: at the end of the last file, since of two of one name the later one
    says that they are two; and as many more as are needed."""
    if not texts:
        return
    folder = next(name for name, owner in OWNERS_OF.items() if owner == OWNER[sort])
    files = sorted(file for file in known.files if owner_of(file) == OWNER[sort])
    file = files[-1] if files else f"{folder}{SUFFIX}"
    used = len(known.files.get(file, b""))
    is_ours = "/" not in file or _IMPORTED in file
    batch: list[str] = []
    if not is_ours or not _can_grow(known, file, sort, texts[0]) or used + len(texts[0]) > _ROOM:
        file, used = _next(folder, file), 0
    for text in texts:
        size = len(text.encode())
        if used + size > _ROOM:
            yield file, "".join(batch)
            file, used, batch = _next(folder, file), 0, []
        batch.append(text)
        used += size
    yield file, "".join(batch)


def _can_grow(known: RegistryEntries, file: str, sort: Sort, text: str) -> bool:
    """Whether an entry can be put behind the last line of a file; not where all of it stands in braces, say."""
    if file not in known.files:
        return True
    data = known.files[file]
    grown = data + (b"" if data.endswith((b"\n", b"\r")) or not data else b"\n") + text.encode()
    (before, wrong_before), (after, wrong_after) = (_counts(file, one, sort) for one in (data, grown))
    return after == before + 1 and wrong_after == wrong_before


def _counts(file: str, data: bytes, sort: Sort) -> tuple[int, int]:
    """How many entries a file is read to have, and how many problems."""
    problems: list[Problem] = []
    return len(read_entries(file, data, OWNER[sort], problems)), len(problems)


def _next(folder: str, file: str) -> str:
    """The name of a file that is read behind another."""
    stem = file.rpartition("/")[2].removesuffix(SUFFIX)
    head, _dash, number = stem.rpartition("-")
    if "/" in file and head.endswith(_IMPORTED) and number.isdecimal():
        return f"{folder}/{head}-{int(number) + 1:03}{SUFFIX}"
    name = f"{folder}/{_IMPORTED}-001{SUFFIX}"
    return name if name > file else f"{folder}/{stem}_{_IMPORTED}-001{SUFFIX}"
