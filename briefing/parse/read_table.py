"""The table `[read]` of `briefing.toml`: how Markdown that another tool is for is read in place.

Whose a file is: YAML (`.yaml`, `.yml`) is a brief. Markdown is a *guest*, a file of another tool, on a desk whose
`briefing.toml` has a table `[read]`; elsewhere it is a brief, unless its head is TOML, or has a key of such a tool
(`layout`, `aliases`, `categories` …), or tags or a date and no title, and none of a brief's own lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefing.model.limits import SETTINGS
from briefing.model.names import FOLDER_NOTES, one_line, stem
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import dataclass, field

FILE = "briefing.toml"
MARKDOWN = (".md", ".markdown")
OWN_LISTS = ("body", "actors", "venues", "questions", "claims", "events", "follows", "mentions")
"""Keys that only a brief has."""
TARGETS = (
    "title", "summary", "date", "id", "status", "tags", "follows", "actors", "venues", "events", "questions", "claims",
    "sources", "updates", "mentions", "aliases",
)  # fmt: skip
"""What a key of another tool may fill: the keys of a brief, and other names that a `[[link]]` may call the story."""
_THEIRS = frozenset(
    "layout permalink categories category aliases cssclass cssclasses draft author authors weight lastmod modified"
    " created updated publish cover image images series toc template featured_image excerpt slug keywords type"
    " sidebar_position sidebar_label taxonomies extra params description pin math comments".split()
)
"""Keys that tell a head of Jekyll, Hugo, Obsidian, Zola, Eleventy or Docusaurus from a brief's."""
_KNOWN = _THEIRS | {*TARGETS}
_TABLE = rb"(?m)^[ \t]*\[[ \t]*read[ \t]*\]"
_KEY = r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]|$)"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a table `[read]` says.

    `keys`: a key of theirs, in small letters, and what it fills (one of `TARGETS`); one inside another is written with
    a dot. `ignored`: keys to pass over. `left_out`: files and folders (with a slash at the end) that are no stories,
    from the root, or wherever they lie where there is no other slash. `bare`: whether a file without a head is a story.
    Not `is_given` where the desk has no such table, and guests are known by their heads.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    bare: bool = False
    is_given: bool = False

    def leaves_out(self, path: str) -> bool:
        """Whether a file of this relative path is no story."""
        if not self.left_out:
            return False
        *folders, name = path.split("/")
        ways = {path, name, *(f"{folder}/" for folder in folders)}
        ways.update(path[: at + 1] for at, sign in enumerate(path) if sign == "/")
        return not self.left_out.isdisjoint(ways)

    def target(self, key: str) -> str:
        """What a key of theirs fills, or nothing."""
        name = key.strip().lower()
        if name in self.ignored:
            return ""
        return self.keys.get(name) or (name if name in TARGETS else "")


NO_TABLE = ReadTable(
    {
        "description": "summary", "excerpt": "summary", "subtitle": "summary", "categories": "tags",
        "category": "tags", "keywords": "tags", "topics": "tags", "created": "date", "published": "date",
        "pubdate": "date", "slug": "id", "alias": "aliases",
    }
)  # fmt: skip
"""How a guest is read on a desk that does not say how: by the names that mean one thing everywhere."""


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown, by its name."""
    return path.endswith(MARKDOWN)


def name_of_file(file: str) -> str:
    """The name of a guest by its path: its stem, or its folder's where it stands for that."""
    folder, _slash, name = file.rpartition("/")
    own = stem(name)
    return stem(f"{folder}.") if own in FOLDER_NOTES and folder else own


def is_guest(lines: Sequence[str], table: ReadTable) -> bool:
    """Whether a Markdown file of these lines is a guest: see the head of this module."""
    if table.is_given:
        return True
    first = lines[0].rstrip()
    if first != "---":
        # keys with colons between such lines are those of a brief that a hand slipped in
        return first == "+++" and not (len(lines) > 1 and re.match(_KEY, lines[1]))
    keys: set[str] = set()
    for line in lines[1:]:
        if line.startswith(("---", "...")):
            is_nameless = bool(keys) and "title" not in keys and keys <= _KNOWN
            return (is_nameless or not keys.isdisjoint(_THEIRS)) and keys.isdisjoint(OWN_LISTS)
        if found := re.match(_KEY, line):
            keys.add(found[1].lower())
    return False


def has_table(data: bytes) -> bool:
    """Whether a `briefing.toml` has a table `[read]`."""
    return b"read" in data and re.search(_TABLE, data) is not None


def read_table(data: bytes) -> tuple[ReadTable, tuple[Problem, ...]]:
    """The table that a `briefing.toml` has, and what is wrong with it. Never raises."""
    if not has_table(data):
        return NO_TABLE, ()
    from briefing.model import toml

    text = data.decode("utf-8-sig", "replace")
    try:
        if len(data) > SETTINGS:
            raise toml.NotToml(f"it is larger than {SETTINGS // 1024} KB", 0)
        rows = toml.load(text).get("read")
    except toml.NotToml as error:
        from briefing.parse import slips

        place = Span(FILE, error.line + 1, error.column + 1, error.line + 1, error.column + 2)
        return ReadTable(is_given=True), (slips.TABLE_NO_TOML.at(place, said=str(error)),)
    if not isinstance(rows, dict):
        return NO_TABLE, ()  # it stands in a text
    lines = _lines_of(text)
    problems: list[Problem] = []
    keys: dict[str, str] = {}
    ignored: set[str] = set()
    left_out: set[str] = set()
    bare = False
    for key, value in _flat(rows):
        if key == "bare" and isinstance(value, bool):
            bare = value
        elif key == "ignore" and isinstance(value, list) and all(isinstance(one, str) for one in value):
            for one in value:
                is_path = "/" in one or one.endswith((*MARKDOWN, ".yaml", ".yml"))
                left_out.add(one.removeprefix("./").lstrip("/")) if is_path else ignored.add(one.strip().lower())
        elif value in TARGETS:
            keys[key.strip().lower()] = value
        else:
            problems.append(_wrong(key, value, lines.get(key.split(".")[0], 1)))
    table = ReadTable(keys=keys, ignored=frozenset(ignored), left_out=frozenset(left_out), bare=bare, is_given=True)
    return table, tuple(problems)


def _flat(table: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, Any]]:
    """The entries of a table by dotted names: `params.author = "actors"` is a table in a table to TOML."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _wrong(key: str, value: object, line: int) -> Problem:
    from briefing.model.likeness import nearest
    from briefing.parse import slips

    place = Span(FILE, line, 1, line, 2)
    if key == "ignore":
        return slips.TABLE_IGNORE.at(place)
    if key == "bare":
        return slips.TABLE_BARE.at(place)
    guess = nearest(value, TARGETS) if isinstance(value, str) else ""
    tail = f"did you mean `{guess}`?" if guess else f"it can: {', '.join(TARGETS)}"
    return slips.TABLE_TARGET.at(place, key=key, value=one_line(str(value))[:60], tail=tail)


def _lines_of(text: str) -> dict[str, int]:
    """The line of every key of the table."""
    found: dict[str, int] = {}
    is_inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            is_inside = re.match(r"\s*\[\s*read\b", line) is not None
        elif is_inside and (match := re.match(r"\s*[\"']?([^\"'=.]+?)[\"']?\s*[=.]", line)):
            found.setdefault(match[1], number)
    return found
