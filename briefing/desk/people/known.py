"""What the registry knows before people come in: who has which id, name and mark, and in which lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefing.desk.people.entry import SourceMark, digest_of_name, is_guess, marks_in, said, seen_of
from briefing.desk.people.record import Record, Sort
from briefing.desk.scan import registry_files
from briefing.model.brief import Actor, Venue
from briefing.model.files import read
from briefing.model.fold import fold
from briefing.model.problem import Problem
from briefing.parse.registry import read_registry
from briefing.parse.text import limit_of, lines_in


class Broken(Exception):
    """The registry has mistakes that come first."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.span}: {problem.message}")


class RegistryEntry:
    """What tells an entry from others, and where it stands: the lines `start:end` of a file, from 0 (none yet of one
    that is about to be written)."""

    __slots__ = (
        "country",
        "end",
        "file",
        "geonames",
        "key",
        "kind",
        "marks",
        "name",
        "names",
        "sort",
        "start",
        "wikidata",
    )

    def __init__(self, sort: Sort, thing: Actor | Venue, marks: list[SourceMark], start: int, end: int) -> None:
        self.sort: Sort = sort
        self.key, self.kind, self.country, self.wikidata = thing.key, thing.kind, thing.country, thing.wikidata
        self.geonames = "" if isinstance(thing, Actor) else thing.geonames
        self.name = thing.name
        self.names = tuple(dict.fromkeys(map(fold, (thing.name, *thing.aliases))))
        self.file, self.marks, self.start, self.end = thing.span.file, marks, start, end

    def mark(self, source: str) -> SourceMark | None:
        """What it has of a source."""
        return next((mark for mark in self.marks if mark.source == source), None)

    def contradicts(self, record: Record) -> bool:
        """Whether a record of this name is somebody else, as the registry tells people apart."""
        ids = [(self.wikidata, record.text("wikidata")), (self.geonames, record.text("geonames"))]
        facts = [(self.country, record.text("country"))]
        if self.sort == "actor" and not is_guess(self.marks, self.kind):
            facts.append((_sort_of(self.kind), _sort_of(record.text("kind"))))
        if any(one and other and one != other for one, other in ids):
            return True
        is_same = any(one and one == other for one, other in ids)
        return not is_same and any(one and other and one != other for one, other in facts)


def _sort_of(kind: str) -> str:
    """A kind as far as it tells two of one name apart: what one source calls a group is to another an organisation."""
    return "organisation" if kind == "group" else kind


class RegistryEntries:
    """A desk's registry as one looks people up in it. Raises `Broken` where it has mistakes, and `OSError`."""

    def __init__(self, root: Path) -> None:
        self.files = {name: read(root / name, limit_of(name) + 1) for name in registry_files(root)}
        registry = read_registry(self.files)
        if wrong := next((one for one in registry.problems if one.severity == "error"), None):
            raise Broken(wrong)
        self.keys: set[str] = {*registry.actors, *registry.venues, *registry.former}
        self.by_mark: dict[tuple[Sort, str, str], RegistryEntry] = {}
        self.by_seen: dict[tuple[Sort, str, tuple[str, ...]], list[RegistryEntry]] = {}
        self.by_item: dict[tuple[Sort, str], RegistryEntry] = {}
        self.by_name: dict[tuple[Sort, str], list[RegistryEntry]] = {}
        self.lines: dict[str, list[str]] = {}
        sorts: tuple[tuple[Sort, Iterable[Actor | Venue]], ...] = (
            ("actor", registry.actors.values()),
            ("venue", registry.venues.values()),
        )
        for sort, things in sorts:
            for thing in things:
                self._add(sort, thing)

    def _add(self, sort: Sort, thing: Actor | Venue) -> None:
        lines = self.lines_of(thing.span.file)
        start = thing.span.line - 1
        end = start + 1
        while end < len(lines) and (lines[end][:1] in " \t" or not lines[end].strip()):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        marks = marks_in("".join(lines[start:end])) if thing.span.column == 1 else []
        self.put(RegistryEntry(sort, thing, marks, start=start, end=end))

    def put(self, entry: RegistryEntry) -> None:
        """Know one entry more."""
        self.keys.add(entry.key)
        for mark in entry.marks:
            if mark.id:
                self.by_mark.setdefault((entry.sort, mark.source, mark.id), entry)
            else:
                self.by_seen.setdefault((entry.sort, mark.source, said(mark.seen)), []).append(entry)
        for item in filter(None, (entry.wikidata, entry.geonames)):
            self.by_item.setdefault((entry.sort, item), entry)
        for name in entry.names:
            self.by_name.setdefault((entry.sort, name), []).append(entry)

    def rename(self, entry: RegistryEntry, thing: Actor | Venue) -> None:
        """Know an entry by the names that it has from now on, too."""
        for name in map(fold, (thing.name, *thing.aliases)):
            if name not in entry.names:
                entry.names = (*entry.names, name)
                self.by_name.setdefault((entry.sort, name), []).append(entry)

    def forget(self, entry: RegistryEntry) -> None:
        """Know nothing of a new entry that is not to be."""
        for name in entry.names:
            self.by_name[entry.sort, name].remove(entry)
        for item in filter(None, (entry.wikidata, entry.geonames)):
            if self.by_item.get((entry.sort, item)) is entry:
                del self.by_item[entry.sort, item]

    def lines_of(self, file: str) -> list[str]:
        """The lines of a file with their ends, as YAML counts them in a registry without mistakes."""
        if file not in self.lines:
            text = self.files[file].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
            self.lines[file] = lines_in(text)
        return self.lines[file]

    def as_said(self, record: Record, source: str) -> RegistryEntry | None:
        """The entry that a source without ids told of in the very same words the last time. What was said is kept in
        short, which may be the same for two; then the name decides, if it is as it was written."""
        words = said(seen_of(record.values, record.values))
        for entry in self.by_seen.get((record.sort, source, words), ()):
            name = next(iter(entry.names), "")
            is_as_written = (mark := entry.mark(source)) is not None and digest_of_name(entry.name) in mark.seen
            if name == fold(record.name) or not is_as_written:
                return entry
        return None

    def of_source(self, source: str) -> list[str]:
        """The keys of all that came from a source."""
        by_id = [entry.key for (_sort, one, _id), entry in self.by_mark.items() if one == source]
        return by_id + [
            entry.key for (_sort, one, _words), found in self.by_seen.items() if one == source for entry in found
        ]

    def named(self, sort: Sort, name: str) -> list[RegistryEntry]:
        """Who has a strong name."""
        return self.by_name.get((sort, fold(name)), [])

    def shares(self, entry_key: str, sort: Sort, kind: str, name: str) -> bool:
        """Whether somebody else of a kind has a name."""
        return any(one.key != entry_key and one.kind == kind for one in self.named(sort, name))
