"""A desk's files, read, checked and put right."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from briefing.check.checker import check, check_registry, facts, is_sound
from briefing.check.fixes import put_right
from briefing.check.marks import draft_marks
from briefing.check.order import few, in_order
from briefing.check.rule import Around, Known, Own
from briefing.desk import scan
from briefing.desk.outside import leads_out
from briefing.desk.registry_kept import registry_of
from briefing.desk.unread import unread
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.files import put, read
from briefing.model.names import stem
from briefing.model.pattern import later
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import dataclass, field
from briefing.parse.brief import read_text
from briefing.parse.names import RegistryNames
from briefing.parse.read_table import ReadTable, is_guest, is_markdown, name_of_file, read_table
from briefing.parse.registry import read_registry
from briefing.parse.text import Text, decode, limit_of, mark_of

if TYPE_CHECKING:
    from briefing.desk.results import Result, Results
    from briefing.desk.team import Work

_MANY = 150
"""More briefs than this are worth a second process."""
_SHOWN_AT_ONCE = 100  # files that are read before the check is done, to show their lines
_ID = later(rb"^id:[ \t]+[\"']?([\w-]+)", re.MULTILINE)
_TITLE = later(rb"^title:[ \t]+(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_FOLLOWS = later(rb"^follows:(.*(?:\n[ \t-].*)*)", re.MULTILINE)
_WORD = later(rb"[\w-]*\w[\w-]*")
_COMMENT = later(rb"(?:^|\s)#.*")


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of a desk's files, by file and place; the texts of the files that have any, to show the places;
    how many files were looked at; what was passed over, by the reason why; whether hints were looked for; and how many
    marks of a draft are left, by file.
    """

    problems: tuple[Problem, ...]
    texts: dict[str, str]
    files: int
    passed: Mapping[str, Sequence[str]]
    has_hints: bool = True
    drafts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it is, and as it is to be; `problems` are so many as are put right by that."""

    file: str
    before: bytes
    after: bytes
    problems: int = 0

    @classmethod
    def to(cls, text: str, file: str, before: bytes, problems: int = 0) -> Change | None:
        """What makes a file say a text, its byte order mark kept; nothing where it says that already."""
        after = mark_of(before) + text.encode()
        return cls(file, before, after, problems) if after != before else None


class FileSource(Protocol):
    """The files of a desk, wherever they are."""

    def registries(self) -> Sequence[str]: ...

    def survey(self) -> scan.Survey: ...

    def read(self, path: str, most: int) -> bytes | None:
        """The first bytes of a file; None where the system does not hand it out."""

    def has(self, path: str) -> bool:
        """Whether a file is there, handed out or not."""


class OnDisk:
    """The files of a desk as they lie in its folder."""

    def __init__(self, root: scan.Folder) -> None:
        self._root = root

    def registries(self) -> Sequence[str]:
        return scan.registry_files(self._root)

    def survey(self) -> scan.Survey:
        return scan.survey(self._root)

    def read(self, path: str, most: int) -> bytes | None:
        try:
            return read(os.path.join(self._root, path), most)
        except OSError:
            return None

    def has(self, path: str) -> bool:
        return os.path.lexists(os.path.join(self._root, path))


class Checker:
    """A desk, to check its files or to put them right; without `there` it is as it lies on the disk.

    `files` are those to look at, relative to the root with forward slashes, and folders, with a slash at the end; all
    of the desk's without it. Every brief is checked against the whole desk all the same: the files that are not looked
    at are glanced at, for their ids and what they follow, unless `others` tells what is known of them. `before` is a
    checker of the same desk: what did not change since is not read again. `cache` tells the folder of what checks
    found, where a whole desk of many briefs, and any with a large registry, finds what it need not read again; it is
    asked for only then. Without `hints` those of many briefs are not looked for: texts need not be read then. Never
    raises for what is in a file.
    """

    def __init__(
        self,
        root: scan.Folder,
        today: date,
        files: Collection[str] | None = None,
        before: Checker | None = None,
        cache: Callable[[], scan.Folder] | None = None,
        hints: bool = True,
        there: FileSource | None = None,
        others: Iterable[Known] | None = None,
    ) -> None:
        self._root = root
        self._there: FileSource = there or OnDisk(root)
        self._others = others
        self._today = today
        names = self._there.registries()
        self._registries = {name: data for name in names if (data := self._data(name)) is not None}
        kept = before if before is not None and before._registries == self._registries else None
        self._registry: Registry = kept._registry if kept else registry_of(root, self._registries, cache)
        self._names: RegistryNames = kept._names if kept else RegistryNames(self._registry)
        settings = self._data(scan.SETTINGS_FILE)
        self._settings = settings or b""
        self._table, self._wrong = read_table(self._settings)
        if settings is None and self._there.has(scan.SETTINGS_FILE):
            self._wrong = (unread(scan.SETTINGS_FILE),)
        is_same = before is not None and before is kept and before._settings == self._settings
        everything = self._there.survey()
        self.survey = everything.within(files)
        self._paths = everything.briefs
        self._cache = cache if len(self.survey.briefs) == len(self._paths) > _MANY else None
        self.has_hints = hints or len(self.survey.briefs) <= _MANY
        is_same = is_same and before is not None and before.has_hints == self.has_hints
        self._read: dict[str, tuple[bytes, Brief, Text]] = dict(before._read) if before and is_same else {}
        self.known: list[Known] = []
        """What the last check found out about the briefs that others need to know."""
        self._named = frozenset(file for file in files or () if not file.endswith("/"))
        self.outside: list[str] = []
        """What would have been put right if it did not lead out of the desk."""

    def check(
        self,
        processes: int = 1,
        progress: Callable[[int, int], None] | None = None,
        tell: Callable[[str, Sequence[Problem]], None] | None = None,
    ) -> Checked:
        """Look at the files, many of them in several processes.

        `progress(done, of)` is told of every brief that this process looks at, `tell` of what it finds in each; what
        they raise ends the check.
        """
        problems: list[Problem] = []
        texts: dict[str, str] = {}
        if self._wrong:
            problems += few(self._wrong)
            texts[scan.SETTINGS_FILE] = decode(self._settings, scan.SETTINGS_FILE).text
        problems += map(_misnamed, self.survey.misnamed)
        before = self._results()
        work = partial(self._check_files, before=before, progress=progress, tell_found=tell)
        results: dict[str, Result] = {}
        mark = ""
        drafts: dict[str, int] = {}
        for found, shown, new, same_mark, marked in _done(
            work, [*self.survey.registries, *self.survey.briefs], processes
        ):
            drafts |= marked
            problems += found
            texts |= shown
            results |= new
            mark = same_mark
        if before is not None:
            before.keep(self.survey.briefs, results, mark)
        return Checked(
            problems=in_order(problems),
            texts=texts,
            files=self.survey.files,
            passed=self.survey.passed,
            has_hints=self.has_hints,
            drafts=drafts,
        )

    def fix(self, guesses: bool = False) -> Iterator[Change]:
        """What is to be written so that nothing is left that can be put right; with `guesses` also what is likely only.

        Files that are not UTF-8, or too large, or lie elsewhere behind a link and are not named, stay as they are.
        """
        desk = self._among([facts(self._brief(file, self._data(file))[0]) for file in self.survey.briefs])
        for file in [*self.survey.registries, *self.survey.briefs]:
            data = self._data(file)
            if data is None or len(data) > limit_of(file):
                continue
            try:
                text = data.removeprefix(mark_of(data)).decode()
            except UnicodeDecodeError:
                continue
            look = self._look_at_registry if file in self._registries else partial(self._look_at_brief, desk)
            better, count = put_right(text, file, partial(look, file, guesses), guesses)
            if change := Change.to(better, file, data, count):
                if file not in self._named and leads_out(self._root, file):
                    self.outside.append(file)
                else:
                    yield change

    def _results(self) -> Results | None:
        """What the last check of this desk found, where that is worth to be known."""
        if self._cache is None:
            return None
        from hashlib import sha256
        from pathlib import Path

        from briefing.desk.kept import file_name, stamp
        from briefing.desk.results import Results

        program = stamp("desk", "check", "check/rules", "parse", "model", "data")
        registries = sorted((name, sha256(data).hexdigest()) for name, data in self._registries.items())
        file = Path(self._cache(), "checks", file_name(self._root, "-hints.json" if self.has_hints else ".json"))
        table = self._settings.hex() if self._table.is_given else ""
        return Results(file, f"{program}\n{self._today}\n{registries}\n{table}")

    def _check_files(
        self,
        files: Iterable[str],
        before: Results | None = None,
        progress: Callable[[int, int], None] | None = None,
        tell_found: Callable[[str, Sequence[Problem]], None] | None = None,
    ) -> Generator[Any, list[Any], None]:
        """A part of the work (`desk.team`): what other briefs need to know of these, then the problems and texts of
        all these files, the results that are new, the mark of the desk, and how many marks of a draft each file has.
        """
        tell = progress or (lambda _done, _of: None)
        registries, number = set(self.survey.registries), len(self.survey.briefs)
        problems: list[Problem] = []
        texts: dict[str, str] = {}
        read: dict[str, bytes | None] = {}
        known: dict[str, Known] = {}
        for file in files:
            if file in registries:
                wrong, shown = self._found_in_registry(file)
                wrong = few(wrong)
                problems += wrong
                texts |= {file: shown} if wrong else {}
                if tell_found is not None:
                    tell_found(file, wrong)
                continue
            tell(len(read) + 1, number)
            data = read[file] = self._data(file)
            facts_before = before.facts(file, data) if before is not None else None
            known[file] = facts_before or facts(self._brief(file, data)[0])
        everything = self.known = yield list(known.values())
        mark = before.mark_of(everything) if before is not None else ""
        desk: Around | None = None  # made for the first file that is looked at: mostly nothing changed
        results: dict[str, Result] = {}
        for file, data in read.items():
            tell(number, number)
            found = before.problems(file, data, mark) if before is not None else None
            if found is None:
                desk = desk or self._among(everything)
                found, shown = self._found(file, data, desk)
                found = few(found)
                if before is not None and data is not None:
                    results[file] = before.result(data, known[file], found)
            else:
                shown = decode(data or b"", file).text if found else ""
            if tell_found is not None:
                tell_found(file, found)
            if found:
                problems += found
                texts[file] = shown
        drafts = {file: marks for file, data in read.items() if data and (marks := draft_marks(data))}
        yield problems, texts, results, mark, drafts

    def _found_in_registry(self, file: str) -> tuple[tuple[Problem, ...], str]:
        """What is wrong in a file of the registry, and its text."""
        if file not in self._registries:
            return (unread(file),), ""
        text = decode(self._registries[file], file)
        return check_registry(self._registry, text, self._registries), text.text

    def _found(self, file: str, data: bytes | None, desk: Around) -> tuple[tuple[Problem, ...], str]:
        """What is wrong in a file, and its text."""
        brief, text = self._brief(file, data)
        if self.has_hints or data is None:
            return check(brief, text, desk), text.text
        if is_sound(brief, text, desk):
            return (), text.text
        whole = read_text(text, self._registry, self._names, self._table)
        return tuple([one for one in check(whole, text, desk) if one.severity != "info"]), text.text

    def brief(self, file: str) -> Brief:
        """What a file of the desk says."""
        return self._brief(file, self._data(file))[0]

    @property
    def registry(self) -> Registry:
        return self._registry

    @property
    def table(self) -> ReadTable:
        return self._table

    def _data(self, file: str) -> bytes | None:
        return self._there.read(file, limit_of(file) + 1)

    def _brief(self, file: str, data: bytes | None) -> tuple[Brief, Text]:
        """What the bytes of a file say (None: the system does not hand them out), read once."""
        if data is None:
            return _no_brief(file)
        kept = self._read.get(file)
        if kept is None or kept[0] != data:
            text = decode(data, file)
            brief = read_text(text, self._registry, self._names, self._table, is_sparing=not self.has_hints)
            kept = self._read[file] = data, brief, text
        return kept[1:]

    def around(self) -> Around:
        """What the last check held briefs against."""
        return self._among(self.known)

    def _among(self, known: Iterable[Known]) -> Around:
        """The desk for briefs of which this is known; the other files are glanced at."""
        looked_at = set(self.survey.briefs)
        others = self._others
        if others is None:
            unseen = (file for file in self._paths if file not in looked_at)
            others = (glance(file, self._data(file) or b"", self._table) for file in unseen)
        return around([*others, *known], self._registry, self._names, self._table, self._today)

    def glance(self) -> list[Known]:
        """What can be known of all files at once: what the last check found, else what their lines say. Files that
        changed since may be there as they were."""
        before = self._results()
        kept = before.all_facts() if before is not None else {}
        return [kept.get(file) or glance(file, self._data(file) or b"", self._table) for file in self._paths]

    def _look_at_brief(self, desk: Around, file: str, guesses: bool, text: str) -> tuple[Problem, ...]:
        shown = decode(text.encode(), file)
        brief = read_text(shown, self._registry, self._names, self._table)
        venues = () if brief.is_guest else [venue for venue in brief.venues if not venue.registered]
        return (*check(brief, shown, desk), *(_unplaced(venues, shown) if guesses else ()))

    def _look_at_registry(self, file: str, guesses: bool, text: str) -> tuple[Problem, ...]:
        files, shown = {**self._registries, file: text.encode()}, Text(text, file)
        registry = read_registry(files)
        venues = registry.venues.values()
        return (*check_registry(registry, shown, files), *(_unplaced(venues, shown) if guesses else ()))


def around(known: Iterable[Known], registry: Registry, names: RegistryNames, table: ReadTable, today: date) -> Around:
    """What a brief is checked against on a desk of whose briefs this is known."""

    def precedence(one: Known) -> tuple[bool, str]:
        """What orders the files of which one can have an id: by path, guests behind the others."""
        return table.is_given and is_markdown(one.file), one.file

    everything = sorted(known, key=precedence, reverse=True)
    stories = {one.id: one for one in everything}  # of two with one id, the first file has it
    return Around(registry=registry, stories=stories, today=today, reading=names, same_name=_same_name)


def _done(work: Work, files: Sequence[str], processes: int) -> list[Any]:
    """The results of all parts of the work; few files are done here, where nothing needs to be loaded for it."""
    if processes > 1 and len(files) > _MANY:
        from briefing.desk.team import shared_out

        return shared_out(work, files, processes)
    alone = work(files)
    return [alone.send(next(alone))]


def _unplaced(venues: Iterable[Venue], text: Text) -> Iterator[Problem]:
    """What guesses tell of venues without coordinates; the gazetteer is read only here."""
    from briefing.check.unplaced import unplaced

    return unplaced(venues, text)


def _no_brief(file: str) -> tuple[Brief, Text]:
    """What stands for a file that cannot be read."""
    problem = unread(file)
    return Brief(stem(file), file, stem(file), problem.span, problems=(problem,)), Text("", file)


def _misnamed(file: str) -> Problem:
    """The problem of a file or a folder whose name is no text."""
    shown = os.fsencode(file).decode("utf-8", "replace")
    return Problem("B001", "this name is not UTF-8, and no list can show it; rename it", Span(shown, 1, 1, 1, 1))


def known(root: scan.Folder, problems: Sequence[Problem]) -> Checked:
    """Problems that are known without a check, with the texts of the first files among theirs."""
    files = list(dict.fromkeys(problem.span.file for problem in problems))[:_SHOWN_AT_ONCE]
    there = OnDisk(root)
    read_files = ((file, there.read(file, limit_of(file) + 1)) for file in files)
    texts = {file: decode(data, file).text for file, data in read_files if data is not None}
    return Checked(tuple(problems), texts, 0, {})


def rewrite(root: scan.Folder, change: Change) -> None:
    """Put a change on the disk. Raises `OSError`, also if the file is not what it was any more."""
    put(os.path.join(root, change.file), change.after, change.before)


def _same_name(actors: Iterable[Own]) -> dict[Own, str]:
    """Who of some actors of one name is the same, as the index has it."""
    from briefing.desk.identity import portrait_of, resolve

    entries = {
        own: portrait_of(Actor(own.key, own.name, kind=own.kind, country=own.country, wikidata=own.wikidata), False)
        for own in actors
    }
    keys = resolve(entries.values())
    return {own: keys[entry] for own, entry in entries.items()}


def glance(file: str, data: bytes, table: ReadTable) -> Known:
    """What its lines say at once of a brief that is not checked: its id, what it follows, and its title."""
    if is_markdown(file) and is_guest(data[:4096].decode("utf-8", "replace").splitlines() or [""], table):
        own = name_of_file(file)
        return Known(own, file, title=_title(data) or own)
    found = _ID.search(data) if b"id:" in data else None
    follows = _FOLLOWS.search(data) if b"follows:" in data else None
    targets = _WORD.findall(_COMMENT.sub(b"", follows[1])) if follows else []
    id_ = found[1].decode() if found else stem(file)
    return Known(id_, file, tuple(word.decode() for word in targets), title=_title(data))


def _title(data: bytes) -> str:
    """The title that a file gives itself, as far as one line of YAML says it."""
    found = _TITLE.search(data)
    text = found[1].decode("utf-8", "replace").strip() if found else ""
    sign = text[:1]
    if sign and sign in "\"'" and text.endswith(sign):
        text = text[1:-1].replace("''", "'") if sign == "'" else text[1:-1].replace('\\"', '"')
    elif sign and sign in ">|":
        text = text.partition("\n")[2]
    else:
        text = re.split(r"\s#", text, maxsplit=1)[0]
    return " ".join(text.split())
