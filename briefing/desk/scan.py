"""Which files of a folder belong to a desk."""

from __future__ import annotations

import os
import re
from binascii import crc32
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from briefing.model.files import changed_ns, lies_in, read
from briefing.model.limits import SETTINGS
from briefing.model.value import NamedTuple
from briefing.parse.read_table import FILE, MARKDOWN, NO_TABLE, OWN_LISTS, ReadTable, is_markdown, read_table
from briefing.parse.registry_name import OWNERS_OF, REGISTRY_FILES, SUFFIX, is_registry

if TYPE_CHECKING:
    from pathlib import Path

Folder = str | os.PathLike[str]
SETTINGS_FILE = FILE
SUFFIXES = (".yaml", ".yml", *MARKDOWN)
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})
_NOT_MEANT = frozenset({"test", "tests", "testdata", "fixtures", "vendor", "build", "dist", "target"})
"""Folders in which briefs are examples, or copies: they make no desk of what is above them."""
_LISTED, _LOOKED_AT = 2_000, 100
"""So many names of a folder are listed, and so many files and folders opened, to see whether it is a desk."""
_NEAR, _BRIEFS_BELOW, _DESKS_BELOW = 2, 12, 3
"""So many folders down one brief makes a desk of a folder that has no registry; so many, if they are half of what could
be briefs there, since a project may have some among its tests; and so many desks are looked for."""

_RULE = (
    rb"(?:\xef\xbb\xbf)?(?:(?:[-*_=~]|\xe2\x80[\x90-\x95]|\xe2\x88\x92){2,}|\xe2\x80[\x94\x95])"
    rb"[ \t]*\r?\n[\"']?title[\"']?[ \t]*:"
)
_OPEN = rb"(?:\xef\xbb\xbf)?title:[ \t]+\S.*\n(?:(?:[\w-]+:|[ \t#-]).*\n)+---[ \t]*(?:\r?\n|\Z)"
"""Front matter that lacks its first line: a title, more keys, and the line below. A title alone is a heading there."""
_LATE = rb"(?:\xef\xbb\xbf)?(?>\s|<!--.*?-->)*+^(---)[ \t]*\r?\n[\"']?[\w-]+[\"']?[ \t]*:"
_TOML = rb"(?:\xef\xbb\xbf)?\+\+\+[ \t]*\r?\n"
_OTHER_HEAD = rb"(?:\xef\xbb\xbf)?(?:\{[ \t]*\r?\n|(?i:(?:[a-z][\w .-]{0,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?title:))"
"""Front matter in JSON, and in lines of `Key: value` with a title among them."""
_TELLING = rb"(?m)^[\"']?(?i:title|date|tags|aliases)[\"']?[ \t]*[:=]"
"""What the head of a text has; a page that is only laid out by its head makes no desk."""
_ENTRY = rb"(?m)^[a-z0-9][\w.-]*:[ \t]*(?:\r?\n[ \t]+|\{[ \t]*|\r?\n[ \t]+\{[ \t]*)name[ \t]*:"
"""An entry of a registry: its id, and its name below or beside it."""
_OWN = rb"(?m)^[\"']?(?:" + "|".join(OWN_LISTS).encode() + rb")[\"']?[ \t]*:"

NO_FRONT_MATTER = "no front matter"
NO_BRIEF = "not .yaml, .yml or .md"
OTHER_YAML = "YAML that is no brief"
LEFT_OUT = f"left out by {SETTINGS_FILE}"
NO_FILE = "no regular file"
TOO_FAR = "a link to what holds the desk, or beyond what another leads to"
MISPLACED = "a registry below the desk's own folder"
UNREADABLE = "cannot be read"
_MISNAMED = "not UTF-8"
"""Why something in a folder is passed over."""


class FileStat(NamedTuple):
    """A file as the file system tells of it; a tuple, because a desk has ten thousand and more of them.

    `path` is relative to the desk's root, with forward slashes; `size` in bytes; `changed_ns` as `model.files` has it.
    """

    path: str
    size: int
    changed_ns: int


def find_root(start: Folder, below: bool = True) -> Path | None:
    """The nearest folder, `start` itself or above it, that holds a registry file or `briefing.toml`.

    Where there is none, a `start` with a brief in it is a desk too; other YAML is not enough, it lies everywhere. With
    `below` so is one that has its briefs in folders, and no YAML beside them. `start` may be a file: its folder counts.
    """
    from pathlib import Path

    return Path(root) if (root := root_of(start, below)) else None


def root_of(start: Folder, below: bool = True) -> str | None:
    """The same as text: the check of one brief does without `pathlib`, which takes 3 ms to load."""
    start = os.path.abspath(start)
    if not os.path.exists(start):
        return None
    folder = candidate = start if os.path.isdir(start) else os.path.dirname(start)
    while not is_marked(candidate):
        above = os.path.dirname(candidate)
        if above == candidate:
            depth = _BRIEFS_BELOW if below and not is_everybodys(folder) else 0
            return folder if _holds_a_brief(folder, depth) else None
        candidate = above
    return candidate


def desks_below(folder: Folder) -> list[str]:
    """The nearest folders below one that say by a registry file or `briefing.toml` that they are desks, sorted."""
    found: list[str] = []
    level = [] if is_everybodys(folder) else [os.fspath(folder)]
    for _ in range(_DESKS_BELOW):
        inside = [entry.path for path in level for entry in _entries(path) if _is_folder(entry)]
        found += filter(is_marked, inside)
        level = [path for path in inside if not is_marked(path)]
    return sorted(found, key=lambda path: path.split(os.sep))


def is_everybodys(folder: Folder) -> bool:
    """Whether a folder holds everything that somebody has, so that what lies deep in it tells nothing about it."""
    path = os.fspath(folder)
    return path in (os.path.expanduser("~"), os.path.dirname(path))


def is_marked(folder: Folder) -> bool:
    """Whether a folder says of itself that it is a desk."""
    is_there = any(os.path.isfile(os.path.join(folder, name)) for name in (*REGISTRY_FILES, SETTINGS_FILE))
    return is_there or any(_is_registry(os.path.join(folder, file)) for file in registry_files(folder)[:_LOOKED_AT])


def registry_files(root: Folder) -> list[str]:
    """The files of a desk's registry that are there, relative to its root and in the order in which they are read."""
    found = [name for name in REGISTRY_FILES if os.path.lexists(os.path.join(root, name))]
    for folder in OWNERS_OF:
        try:
            names = os.listdir(os.path.join(root, folder))
        except OSError:
            continue
        inside = (f"{folder}/{name}" for name in names if is_text(name))
        found += [path for path in inside if is_registry(path) and not os.path.isdir(os.path.join(root, path))]
    return sorted(found)


def _is_registry(path: str) -> bool:
    """Whether a file begins with an entry of a registry, as far as a look at it can say."""
    try:
        return re.search(_ENTRY, read(path, 4096)) is not None
    except OSError:
        return False


def _holds_a_brief(folder: str, depth: int) -> bool:
    """Whether one of the first files of a folder is a brief; or, where it has no YAML of its own, of the folders in it
    down to a depth."""
    level, looked, briefs = [folder], 0, 0
    for below in range(depth + 1):
        inside: list[str] = []
        for path in level:
            entries = _entries(path)
            files = [entry for entry in entries if could_be_brief(entry.name)][: _LOOKED_AT - looked]
            found = sum(1 for entry in files if _is_brief(entry.path))
            if found and below <= _NEAR:
                return True
            looked, briefs = looked + len(files), briefs + found
            if all(is_markdown(entry.name) for entry in files):
                folders = [one for one in entries if _is_folder(one) and one.name not in _NOT_MEANT]
                inside += [one.path for one in folders if not is_marked(one.path)]
        level = inside[:_LOOKED_AT]
    return briefs > 0 and 2 * briefs >= looked


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder, sorted, but for what is hidden; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as listing:
            found = [entry for entry in islice(listing, _LISTED) if not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted(found, key=lambda entry: entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and entry.name not in _SKIPPED_FOLDERS


def _is_brief(path: str) -> bool:
    """Whether a file has a title and a body, or a head that tells of a text, as far as a look at its lines can say."""
    try:
        data = read(path, 65_536)
        if is_markdown(path):
            return is_story(path, data, NO_TABLE) and re.search(_TELLING, data) is not None
        keys = _keys(data)
        if b"title" in keys and b"body" not in keys and len(data) == 65_536:
            keys = _keys(read(path))
    except OSError:
        return False
    return {b"title", b"body"} <= keys


def _keys(data: bytes) -> set[bytes]:
    return {line.split(b":")[0].strip(b"\"' ") for line in data.splitlines() if b":" in line[:8]}


def table_of(root: Folder) -> ReadTable:
    """How a desk has Markdown of other tools read."""
    try:
        return read_table(read(os.path.join(root, SETTINGS_FILE), SETTINGS + 1))[0]
    except OSError:
        return NO_TABLE


def scan(root: Folder) -> Iterator[FileStat]:
    """The briefs of a desk, sorted by path. Opens only `.md` files, to see whether they have front matter, and YAML
    where it lies among files of other tools."""
    table = table_of(root)
    return (stat for stat in walk(root) if _tells_a_story(root, stat.path, table))


def walk(root: Folder) -> Iterator[FileStat]:
    """Every file that could be a brief, by its name alone, sorted by path. A folder that cannot be read is empty.

    Links to what the root holds anyway are skipped, and so is a folder met before: no loops, no brief twice. Others are
    followed, but neither to what holds the root nor from there by a second: in `/proc` links lead to all there is.
    """
    return map(FileStat._make, sorted(listing(root)))


class Survey(NamedTuple):
    """What a folder holds for one who checks it: the files of the registry and the briefs, sorted; files that would be
    briefs, and folders, whose names are no text, so that nothing could show or store them; and what else there is, by
    the reason why it is passed over."""

    registries: list[str]
    briefs: list[str]
    misnamed: list[str]
    passed: dict[str, list[str]]

    @property
    def files(self) -> int:
        """How many files are there to be looked at."""
        return len(self.registries) + len(self.briefs) + len(self.misnamed)

    def within(self, chosen: Collection[str] | None) -> Survey:
        """The part of it in some files and folders, which end in a slash; all without them. Any file that is named
        could be a brief."""
        if chosen is None:
            return self
        folders = tuple(path for path in chosen if path.endswith("/"))
        files = {path for path in chosen if not path.endswith("/")}

        def some(paths: Iterable[str]) -> list[str]:
            return [path for path in paths if path in files or path.startswith(folders)]

        registries = some(self.registries)
        passed = {why: inside for why, paths in self.passed.items() if (inside := some(paths))}
        files = {path for path in files.difference(*passed.values()) if not is_registry(path)}
        briefs = {*some(self.briefs), *filter(is_text, files)}
        misnamed = {*some(self.misnamed), *files} - briefs
        return Survey(registries, sorted(briefs), sorted(misnamed), passed)


def survey(root: Folder) -> Survey:
    """Look through a folder and leave nothing out without a word, but for what is hidden."""
    passed: dict[str, list[str]] = {}
    briefs: list[str] = []
    table = table_of(root)
    for path, _size, _time in sorted(listing(root, passed)):
        if _tells_a_story(root, path, table):
            briefs.append(path)
        else:
            passed.setdefault(why_not(path), []).append(path)
    return _surveyed(registry_files(root), briefs, passed)


def survey_of(paths: Iterable[str], read_file: Callable[[str], bytes | None], table: ReadTable) -> Survey:
    """The same of files that are only known by their paths, sorted, as git keeps them."""
    passed: dict[str, list[str]] = {}
    briefs: list[str] = []
    registries: list[str] = []
    for path in (one for one in paths if not is_hidden(one)):
        name = path.rpartition("/")[2]
        if not is_text(path):
            passed.setdefault(_MISNAMED if could_be_brief(name) else NO_BRIEF, []).append(path)
        elif path in REGISTRY_FILES or is_registry(path):
            registries.append(path)
        elif name in REGISTRY_FILES:
            passed.setdefault(MISPLACED, []).append(path)
        elif not could_be_brief(path):
            passed.setdefault(NO_BRIEF, []).append(path)
        elif table.leaves_out(path):
            passed.setdefault(LEFT_OUT, []).append(path)
        elif _needs_no_look(path, table) or is_story(path, read_file(path) or b"", table):
            briefs.append(path)
        else:
            passed.setdefault(why_not(path), []).append(path)
    return _surveyed(registries, briefs, passed)


def _surveyed(registries: list[str], briefs: list[str], passed: dict[str, list[str]]) -> Survey:
    rest = {
        why: sorted(passed[why])
        for why in (NO_FRONT_MATTER, OTHER_YAML, LEFT_OUT, MISPLACED, UNREADABLE, NO_FILE, TOO_FAR, NO_BRIEF)
        if why in passed
    }
    return Survey(registries, briefs, sorted(passed.get(_MISNAMED, [])), rest)


def listing(root: Folder, passed: dict[str, list[str]] | None = None, stats: bool = True) -> list[tuple[str, int, int]]:
    """What `walk` finds, in no order, as bare tuples: of ten thousand files most are as they were. What is left out is
    added to `passed` by the reason why. Without `stats` sizes and times are zeros, and a third of the time is enough.
    """
    found: list[tuple[str, int, int]] = []
    for prefix, entries in _folders(root, passed):
        if not stats:
            found += [(prefix + entry.name, 0, 0) for entry in entries]
            continue
        for entry in entries:
            try:
                status = entry.stat()
            except OSError:
                continue
            found.append((prefix + entry.name, status.st_size, changed_ns(status)))
    return found


class Tally(NamedTuple):
    """What many files have in common with others that are the same: how many they are, and sums over them."""

    files: int = 0
    sizes: int = 0
    changed_ns: int = 0
    signs: int = 0


def tally(root: Folder, until: int) -> tuple[Tally, list[tuple[str, int, int]]]:
    """Of what `walk` finds the tally of the files that were not changed after `until` (ns), and the others."""
    count = sizes = times = signs = 0
    found: list[tuple[str, int, int]] = []
    for prefix, entries in _folders(root, None):
        begun = crc32(prefix.encode())
        for entry in entries:
            try:
                status = entry.stat()
            except OSError:
                continue
            changed = status.st_mtime_ns  # as in `changed_ns`; a call would cost as much as all else in this loop
            if status.st_ctime_ns > changed:
                changed = status.st_ctime_ns
            if changed > until:
                found.append((prefix + entry.name, status.st_size, changed))
                continue
            count += 1
            sizes += status.st_size
            times += changed
            signs += crc32(entry.name.encode(), begun)
    return Tally(count, sizes, times, signs), found


def path_sign(path: str) -> int:
    """What stands for a path in a `Tally`."""
    return crc32(path.encode())


def _folders(root: Folder, passed: dict[str, list[str]] | None) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """The files that could be briefs, a folder at a time, with what their paths begin with."""
    real = os.path.realpath(root)
    table = table_of(root)
    seen: set[tuple[int, int]] = set()
    folders = [("", real)]  # each with where it lies: in the root, or in what a link leads to

    def leave(path: str, why: str) -> None:
        if passed is not None:
            passed.setdefault(why, []).append(path)

    while folders:
        prefix, base = folders.pop()
        try:
            status = os.stat(os.path.join(root, prefix))
            with os.scandir(os.path.join(root, prefix)) as listing:
                entries = list(listing)
        except OSError:
            leave(prefix, UNREADABLE)
            continue
        if status.st_ino and (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        is_of_registry = prefix[:-1] in OWNERS_OF
        is_plain = not is_of_registry and not table.left_out
        found: list[os.DirEntry[str]] = []
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if not (name.isascii() or is_text(name)):
                leave(prefix + name, _MISNAMED if could_be_brief(name) or os.path.isdir(entry.path) else NO_BRIEF)
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    if is_plain and name.endswith(SUFFIXES) and name not in REGISTRY_FILES:
                        found.append(entry)  # as nearly all are
                        continue
                else:
                    target = os.path.realpath(entry.path) if entry.is_symlink() else ""
                    if target and lies_in(target, real):
                        continue
                    if entry.is_dir():
                        if target and (lies_in(real, target) or not (base == real or lies_in(target, base))):
                            leave(prefix + name, TOO_FAR)
                        elif name not in _SKIPPED_FOLDERS:
                            folders.append((f"{prefix}{name}/", target if target and base == real else base))
                        continue
                    if not entry.is_file():
                        leave(prefix + name, NO_FILE if could_be_brief(name) else NO_BRIEF)
                        continue
                if is_of_registry and name.endswith(SUFFIX):
                    continue
                if name.endswith(SUFFIXES) and name not in REGISTRY_FILES:
                    if table.left_out and table.leaves_out(prefix + name):
                        leave(prefix + name, LEFT_OUT)
                        continue
                    found.append(entry)
                elif name not in REGISTRY_FILES:
                    leave(prefix + name, NO_BRIEF)
                elif prefix:
                    leave(prefix + name, MISPLACED)
            except OSError:
                continue
        yield prefix, found


def stat_of(root: Path, path: str) -> FileStat | None:
    """One file of the desk, or None where there is none (any more) or its name is not a brief's."""
    if not could_be_brief(path) or is_hidden(path):
        return None
    try:
        if os.path.islink(root / path) and lies_in(os.path.realpath(root / path), os.path.realpath(root)):
            return None
        status = os.stat(root / path)
    except (OSError, ValueError):
        return None
    if S_ISDIR(status.st_mode) or not S_ISREG(status.st_mode) or table_of(root).leaves_out(path):
        return None
    return FileStat(path, status.st_size, changed_ns(status))


def is_hidden(path: str) -> bool:
    """Whether a relative path leads through what nobody looks into, or to it."""
    return any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in path.split("/"))


def could_be_brief(path: str) -> bool:
    """Whether a file of this relative path is read as a brief, by its name."""
    name = path.rpartition("/")[2]
    return name.endswith(SUFFIXES) and name[0] != "." and name not in REGISTRY_FILES and not is_registry(path)


def has_front_matter(data: bytes) -> bool:
    """Whether a Markdown file begins with a line `---`, after a byte order mark if there is one."""
    line, newline, _rest = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    return bool(newline) and line.rstrip() == b"---"


def front_matter(data: bytes) -> int:
    """The line, from 1, on which the front matter of a Markdown file opens; 0 where it has none.

    It belongs on the first line. Below that it is meant all the same where only blank lines and comments stand above
    it, and a key below: elsewhere `---` is a rule across the page. A rule of other signs above a title is meant too,
    and a title with more keys that a line `---` follows.
    """
    if has_front_matter(data) or re.match(_RULE, data) or re.match(_OPEN, data):
        return 1
    found = re.match(_LATE, data, re.DOTALL | re.MULTILINE)
    return data.count(b"\n", 0, found.start(1)) + 1 if found else 0


def is_story(path: str, data: bytes, table: ReadTable) -> bool:
    """Whether a file that could be a brief is read as a story, as far as these first bytes of it say."""
    if not is_markdown(path):
        return not table.is_given or re.search(_OWN, data) is not None
    return (
        table.bare
        or front_matter(data) > 0
        or re.match(_TOML, data) is not None
        or (table.is_given and re.match(_OTHER_HEAD, data) is not None)
    )


def why_not(path: str) -> str:
    """Why a file that could be a brief is passed over where it is no story."""
    return NO_FRONT_MATTER if is_markdown(path) else OTHER_YAML


def _needs_no_look(path: str, table: ReadTable) -> bool:
    """Whether a file that could be a brief is a story by its name alone."""
    return table.bare if is_markdown(path) else not table.is_given


def _tells_a_story(root: Folder, path: str, table: ReadTable) -> bool:
    most = 4096 if is_markdown(path) else -1
    try:
        return _needs_no_look(path, table) or is_story(path, read(os.path.join(root, path), most), table)
    except OSError:
        return True  # listed, so that somebody says why it cannot be read


def is_text(path: str) -> bool:
    """False for a file name that is not Unicode: nothing could show it or store it."""
    return path.isascii() or re.search("[\ud800-\udfff]", path) is None
