"""Which files of a folder belong to a desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

REGISTRY_FILES = ("actors.yaml", "places.yaml")
SETTINGS_FILE = "briefing.toml"
SUFFIXES = (".yaml", ".yml", ".md")
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


class FileStat(NamedTuple):
    """A file as the file system tells of it; a tuple, because a desk has ten thousand and more of them.

    `path` is relative to the desk's root, with forward slashes; `size` in bytes; `mtime_ns` in nanoseconds.
    """

    path: str
    size: int
    mtime_ns: int


def find_root(start: Path) -> Path | None:
    """The nearest folder, `start` itself or above it, that holds a registry file or `briefing.toml`.

    Where there is none, a `start` with a brief in it is a desk too; other YAML is not enough, it lies everywhere.
    `start` may be a file: its folder counts.
    """
    start = Path(os.path.abspath(start))
    if not start.exists():
        return None
    folder = start if start.is_dir() else start.parent
    for candidate in (folder, *folder.parents):
        if any((candidate / name).is_file() for name in (*REGISTRY_FILES, SETTINGS_FILE)):
            return candidate
    return folder if _holds_a_brief(folder) else None


def _holds_a_brief(folder: Path) -> bool:
    """Whether one of the first YAML files of a folder has a title and a body."""
    for file in islice(sorted(folder.glob("*.yaml")), 50):
        try:
            with file.open("rb") as stream:
                keys = {line.split(b":")[0] for line in stream.read(65_536).splitlines() if b":" in line[:6]}
        except OSError:
            continue
        if {b"title", b"body"} <= keys:
            return True
    return False


def scan(root: Path) -> Iterator[FileStat]:
    """The briefs of a desk, sorted by path. Opens only `.md` files, to see whether they have front matter."""
    return (stat for stat in walk(root) if not stat.path.endswith(".md") or _has_front_matter(root / stat.path))


def walk(root: Path) -> Iterator[FileStat]:
    """Every file that could be a brief, by its name alone, sorted by path. A folder that cannot be read is empty.

    Links to what the root holds anyway are skipped, and so is a folder met before: no loops, no brief twice.
    """
    return map(FileStat._make, sorted(listing(root)))


def listing(root: Path) -> list[tuple[str, int, int]]:
    """What `walk` finds, in no order, as bare tuples: of ten thousand files most are as they were."""
    real = os.path.realpath(root)
    seen: set[tuple[int, int]] = set()
    found: list[tuple[str, int, int]] = []
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            status = os.stat(os.path.join(root, prefix))
            with os.scandir(os.path.join(root, prefix)) as listing:
                entries = list(listing)
        except OSError:
            continue
        if status.st_ino and (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            name = entry.name
            if name[0] == "." or not (name.isascii() or _is_text(name)):
                continue
            try:
                if not entry.is_file(follow_symlinks=False):
                    if entry.is_symlink() and _inside(os.path.realpath(entry.path), real):
                        continue
                    if entry.is_dir():
                        if name not in _SKIPPED_FOLDERS:
                            folders.append(f"{prefix}{name}/")
                        continue
                    if not entry.is_file():
                        continue
                if name.endswith(SUFFIXES) and name not in REGISTRY_FILES:
                    status = entry.stat()
                    found.append((prefix + name, status.st_size, status.st_mtime_ns))
            except OSError:
                continue
    return found


def stat_of(root: Path, path: str) -> FileStat | None:
    """One file of the desk, or None where there is none (any more) or its name is not a brief's."""
    if not could_be_brief(path) or any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in path.split("/")):
        return None
    try:
        if os.path.islink(root / path) and _inside(os.path.realpath(root / path), os.path.realpath(root)):
            return None
        status = os.stat(root / path)
    except (OSError, ValueError):
        return None
    if S_ISDIR(status.st_mode) or not S_ISREG(status.st_mode):
        return None
    return FileStat(path, status.st_size, status.st_mtime_ns)


def could_be_brief(path: str) -> bool:
    """Whether a file of this relative path is read as a brief, by its name."""
    name = path.rpartition("/")[2]
    return name.endswith(SUFFIXES) and not name.startswith(".") and name not in REGISTRY_FILES


def stem(path: str) -> str:
    """A relative path's last part without its suffix: a brief's id where it gives none."""
    return path.rpartition("/")[2].rpartition(".")[0]


def has_front_matter(data: bytes) -> bool:
    """Whether a Markdown file begins with a line `---`, after a byte order mark if there is one."""
    line, newline, _rest = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    return bool(newline) and line.rstrip() == b"---"


def _has_front_matter(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return has_front_matter(file.read(256))
    except OSError:
        return True  # listed, so that somebody says why it cannot be read


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _is_text(path: str) -> bool:
    """False for a file name that is not Unicode: nothing could show it or store it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
