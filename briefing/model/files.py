"""Taking a file from the disk, and putting one there at once or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from briefing.model.signals import ending_in_order
from briefing.model.system import replace

if TYPE_CHECKING:
    from pathlib import Path


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder's own, or one below it; both without links on their way (`os.path.realpath`)."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def read(file: str | os.PathLike[str], most: int = -1) -> bytes:
    """What is in a file, at most so many bytes of it. Raises `OSError`, also for what is no file: a pipe would be
    waited for, for ever."""
    descriptor = os.open(file, TO_READ)  # half the time of a file object, and thousands are read
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            raise OSError(None, "it is no file")
        left = most if most >= 0 else sys.maxsize
        room = status.st_size + 1  # a buffer of its size and not of `most`; it may grow meanwhile
        parts: list[bytes] = []
        while part := os.read(descriptor, min(room, left)):
            parts.append(part)
            left -= len(part)
            if len(part) < room:
                break
    finally:
        os.close(descriptor)
    return b"".join(parts)


_ANYBODY = 0o666
"""Who may read and write a new file, but for whom the user's mask keeps from it."""
_TO_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe is opened at once then, whoever writes to it."""


def changed_ns(status: os.stat_result) -> int:
    """When a file was last changed, in nanoseconds, as far as the system knows it.

    The time of its text alone can be set, and programs that copy or build do; that of its entry cannot, and is never
    behind. A time that lies ahead stays what it is.
    """
    return max(status.st_mtime_ns, status.st_ctime_ns)


def identity(file: str | os.PathLike[str]) -> tuple[int, int]:
    """What tells a file or a folder from another that has its name later; zeros where there is none."""
    try:
        status = os.stat(file)
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def put(file: str | os.PathLike[str], data: bytes, before: bytes | None = None, folders: bool = False) -> None:
    """Write a file through a second one beside it. One that is the same already stays as it is. Raises `OSError`.

    Permissions stay; a link, as those have who keep their settings in git, stays one and what it leads to is changed; a
    device is written to as it is. With `before` the file must still hold that when it is replaced; with `folders` those
    that it is to lie in are made.
    """
    from pathlib import Path

    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    old = before  # read once, when it is replaced
    if before is None and target.exists():
        old = target.read_bytes()
    if old == data:
        return
    if folders:
        target.parent.mkdir(parents=True, exist_ok=True)
    mode = None if old is None else S_IMODE(target.stat().st_mode)
    with _written_beside(target, data, mode) as part:
        if before is None:
            replace(part, target)
        else:
            put_part(part, target, before, data)


def write_part(part: str | os.PathLike[str], data: bytes, mode: int | None = None) -> None:
    """Write a file that is to take the place of another one, with the permissions of that if there is one, and settle
    it on the disk. Raises `OSError`; what is there then is nobody's."""
    permissions = _ANYBODY if mode is None else mode
    try:
        descriptor = os.open(part, _TO_MAKE, permissions)
    except FileExistsError:  # of a process that was killed and had the same number
        os.unlink(part)
        descriptor = os.open(part, _TO_MAKE, permissions)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if mode is not None:
        os.chmod(part, mode)  # what is usually kept from others was kept from them when it was made


def put_part(part: str | os.PathLike[str], target: str | os.PathLike[str], before: bytes, data: bytes) -> None:
    """Let what was written beside a file take its place. A file that holds the `data` already stays. Raises `OSError`
    for one that holds anything else than `before`."""
    if (now := read(target)) != before:
        if now == data:
            return
        raise OSError(None, "it was changed in the meantime")
    replace(part, target)


def put_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises `FileExistsError` where one of that name is, and
    `OSError`."""
    with _written_beside(file, data) as part:
        try:
            os.link(part, file)  # which fails where the name is taken, unlike what moves a file
        except FileExistsError:
            raise
        except OSError:  # the file system has no links
            with file.open("xb"):
                pass
            replace(part, file)  # closed before: an open file is not replaced everywhere


def part_of(file: Path, process: int) -> Path:
    """Where a process writes a file before it is put in place: what is left there of one that was killed is nothing."""
    return file.with_name(part_name(file.name, process))


def part_name(name: str, process: int) -> str:
    """What that is called, by the name of the file."""
    return f".{name}.{process}.part"


@contextmanager
def in_pieces(file: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A stream by which a file is written piece by piece through a second one beside it: all of it takes its place at
    the end, and nothing where that is not reached. As `put` does, it leaves what is the same already, keeps
    permissions, follows links, and writes to a device as it is. Raises `OSError`."""
    from pathlib import Path

    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    part = part_of(target, os.getpid())
    with _beside(part, target):
        part.unlink(missing_ok=True)  # of a process that was killed and had the same number
        with part.open("xb") as stream:
            yield stream
            _settle(stream)
            if target.exists():
                if _are_same(part, target):
                    return
                part.chmod(target.stat().st_mode & 0o7777)
            replace(part, target)


@contextmanager
def _written_beside(file: Path, data: bytes, mode: int | None = None) -> Iterator[Path]:
    """A file beside another one that holds these bytes on the disk; it is gone afterwards, if it was not moved."""
    part = part_of(file, os.getpid())
    with _beside(part, file):
        write_part(part, data, mode)
        yield part


@contextmanager
def _beside(part: Path, file: Path) -> Iterator[None]:
    """A file that is made within, and is to be another one's; it is gone afterwards, if it was not moved. Raises
    `OSError` that names the other one, which is what was to be written."""
    try:
        with ending_in_order():
            try:
                yield
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        if error.filename == str(part):
            error.filename = str(file)
        raise


def _settle(stream: BinaryIO) -> None:
    """Put on the disk what was written, and close: an open file is not moved everywhere."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()


def _are_same(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        while (piece := left.read(1 << 20)) == right.read(1 << 20):
            if not piece:
                return True
    return False
