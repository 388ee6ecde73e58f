"""The desk that briefs are made for: what was made of an address before, and the files that are put there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefing.articles import addresses
from briefing.articles.article import Article, NoArticle
from briefing.articles.drafting import FROM, Finder, brief_of
from briefing.check.checker import check
from briefing.check.marks import draft_marks
from briefing.check.rule import Around
from briefing.desk import scan
from briefing.desk.glance import read_registry as registry_files
from briefing.model.files import put_new, read
from briefing.model.limits import BRIEF, MEGABYTE
from briefing.model.names import name_of_file, one_line
from briefing.model.value import dataclass
from briefing.parse.brief import read_text
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry
from briefing.parse.registry_name import file_name, is_registry
from briefing.parse.text import Text

_ADDRESS = rb"(?m)(?<![\w-])[\"']?(url|" + FROM.encode() + rb")[\"']?[ \t]*:[ \t]+(\S[^\r\n]*)"
_TRIES = 1000


@dataclass(frozen=True, slots=True)
class Landed:
    """A brief that was made: its file, how many marks of a draft it has, and how many problems a check tells."""

    file: Path
    marks: int
    problems: int


class LandingDesk:
    """A desk, and the folder of it that new briefs are for; none, where nothing is to be put anywhere and nobody is
    known. Raises `OSError` where that cannot be read."""

    def __init__(self, folder: Path | None, today: date) -> None:
        self._folder = folder or Path.cwd()
        self.root = scan.find_root(self._folder) or self._folder
        files = registry_files(self.root)[1] if folder else {}
        self._registry = read_registry(files)
        self.names = RegistryNames(self._registry)
        self._around = Around(self._registry, {}, today, self.names)
        self.made = 0
        """So many briefs were written."""
        self._known: dict[str, str] = {}
        for stat in scan.scan(self.root) if folder else ():
            try:
                data = read(self.root / stat.path, BRIEF + 1)
            except OSError:
                continue
            for said in _addresses(data):
                self._known.setdefault(addresses.key(said), stat.path)

    def origin_of(self, file: Path) -> str:
        """How a brief says that it was taken from a file: the way to it from the desk's root."""
        try:
            way = Path(os.path.relpath(file, self.root)).as_posix()
        except ValueError:  # it lies on another drive
            way = file.as_posix()
        return one_line(os.fsencode(way).decode("utf-8", "backslashreplace"))

    def has(self, *origins: str) -> str:
        """The file of the brief that was made of one of some addresses or files; empty where there is none."""
        return next((self._known[key] for one in origins if one and (key := addresses.key(one)) in self._known), "")

    def is_own(self, file: Path) -> bool:
        """Whether a file is a brief of this desk, or of its registry."""
        try:
            path = file.relative_to(self.root).as_posix()
        except ValueError:
            return False
        if is_registry(path):
            return True
        try:
            return scan.could_be_brief(path) and scan.is_story(path, read(file, 4096), scan.table_of(self.root))
        except OSError:
            return False

    def text_of(self, article: Article, find: Finder | None = None, file: Path | None = None) -> str:
        """The brief of an article, as it would stand in a file of the desk; `find` finds more than an import does."""
        file = file or self._folder / "brief.yaml"
        path = Path(os.path.relpath(file, self.root)).as_posix()
        return brief_of(article, self._registry, self.names, path, self._head(file), find)

    def land(self, article: Article, find: Finder | None = None) -> Landed:
        """Make the brief of an article, in a file of its own. Raises `NoArticle` where it would be too long, and
        `OSError` where it cannot be written."""
        name = name_of_file(f"{article.date[:10] if article.date[:4].isdigit() else ''} {article.title}")
        for number in range(1, _TRIES):
            stem = f"{name}-{number}" if number > 1 else name
            file = self._folder / file_name(stem)
            if os.path.lexists(file):
                continue
            path = Path(os.path.relpath(file, self.root)).as_posix()
            text = self.text_of(article, find, file)
            data = text.encode("utf-8", "replace")
            if len(data) > BRIEF:
                raise NoArticle(f"its text is too long: a brief has at most {BRIEF // MEGABYTE} MB")
            try:
                put_new(file, data)
            except FileExistsError:
                continue
            self.made += 1
            for origin in (article.address, article.origin):
                if origin:
                    self._known[addresses.key(origin)] = path
            whole = Text(text, path)
            problems = check(read_text(whole, self._registry, self.names), whole, self._around)
            return Landed(file, draft_marks(data), sum(one.severity != "info" for one in problems))
        raise NoArticle(f"there are {_TRIES:,} briefs of that title")

    def _head(self, file: Path) -> str:
        schema = self.root / "brief.schema.json"
        if not schema.is_file():
            return ""
        return f"# yaml-language-server: $schema={Path(os.path.relpath(schema, file.parent)).as_posix()}"


def _addresses(data: bytes) -> Iterator[str]:
    """Every address that a brief's sources have, and where it was taken from."""
    if b"url" not in data and FROM.encode() not in data:
        return
    for key, value in re.findall(_ADDRESS, data):
        said = value.decode("utf-8", "replace").strip()
        if said[:1] in "\"'":
            yield re.sub(r"\\(.)", r"\1", re.split(rf"(?<!\\){said[0]}", said[1:])[0])
        elif key != b"url":
            yield re.sub(r"\s+#.*", "", said)
        else:  # which may stand in braces
            whole = said.split()[0]
            yield whole
            if whole[-1] in ",}]" or "," in whole:
                yield re.split(r"[,}\]]", whole, maxsplit=1)[0]
