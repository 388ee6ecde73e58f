"""What is kept of a desk elsewhere: the name of its file there, and what stands for the program that made it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import briefing
from briefing.model.names import slug

if TYPE_CHECKING:
    from pathlib import Path


def file_name(root: str | os.PathLike[str], suffix: str) -> str:
    """The name of a desk's file in a folder of many desks: readable, and unique by the root's absolute path."""
    from briefing.model.digests import sha256

    path = os.path.realpath(root)
    return f"{slug(os.path.basename(path) or 'desk', 32)}-{sha256(os.fsencode(path)).hexdigest()[:12]}{suffix}"


def drop_older(folder: Path, root: Path, suffix: str, keep: int = 2) -> None:
    """Drop the files of a desk that other versions of the program left, but for so many that were used last."""
    named = file_name(root, "")
    with suppress(OSError):
        files = [file for file in folder.glob(f"{named}*{suffix}") if file.is_file()]
        files.sort(key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files[keep:]:
            remove(file)


def remove(database: Path) -> None:
    """Remove a file of SQLite with those that stand beside it."""
    for part in ("", "-wal", "-shm", "-journal"):
        database.with_name(f"{database.name}{part}").unlink(missing_ok=True)


def stamp(*folders: str) -> str:
    """The version, and what changes with any change of the files in these folders of the package.

    Their sizes and times stand for their text: reading it all would be felt at every start.
    """
    package = os.path.dirname(briefing.__file__)
    stamps = [briefing.__version__]
    for folder in folders:
        with os.scandir(os.path.join(package, folder)) as files:
            stamps += sorted(
                f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}"
                for file in files
                if file.name.endswith((".py", ".json"))
            )
    return "\n".join(stamps)
