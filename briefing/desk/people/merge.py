"""Records compared with the registry: who is new, who changed, who is somebody else of the same name.

A record is an entry by, in this order: its id at the source; all that it says, where the source has no ids; its
Wikidata or GeoNames id; its name, where nothing that was said contradicts and nobody else of the source can be meant:
as it is, from a register's order, by another name. What says nothing of what it is may be a place. An entry that a hand
wrote is left as it is, unless it is to be filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b

from briefing.desk.people.entry import SourceMark, changed, entry_text, has_guess, said, seen_of
from briefing.desk.people.ids import id_made_of
from briefing.desk.people.known import RegistryEntries, RegistryEntry
from briefing.desk.people.record import MANY, Passed, Record, Sort, Value, ordered, turned, without_patronymic
from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.limits import REGISTRY
from briefing.model.problem import Problem
from briefing.model.value import NamedTuple
from briefing.parse.registry import read_registry
from briefing.parse.roster import free

BATCH = 500
"""So many new entries are read back at once, as the checker reads them."""
_FIRST: dict[Sort, str] = {"actor": "actors.yaml", "venue": "places.yaml"}


class TooMany(Exception):
    """The registry would become too large."""


class New:
    """An entry that is to be written."""

    __slots__ = ("entry", "is_shared", "key", "record", "values")

    def __init__(
        self, key: str, record: Record, values: dict[str, Value], is_shared: bool, entry: RegistryEntry
    ) -> None:
        self.key, self.record, self.values, self.is_shared, self.entry = key, record, values, is_shared, entry


class _Lookup(NamedTuple):
    """A way to find whom a record means: a name, as the first, the second … way, among actors or places."""

    rank: int
    sort: Sort
    name: str


_LAST_OWN = 1
"""The ways up to this one are by a record's own name, in either order, and without a patronymic."""


def _ways(record: Record) -> Iterator[_Lookup]:
    """The ways to find whom a record means by name, the surest first."""
    own = (record.name, turned(record.name) or without_patronymic(record.name))
    others = tuple(one for alias in record.texts("aliases") for one in (alias, turned(alias)))
    yield from (_Lookup(rank, record.sort, fold(name)) for rank, name in enumerate(own) if name)
    yield from (_Lookup(2, record.sort, fold(name)) for name in others if name)
    if record.sort == "actor" and not (record.guess or record.text("kind") or record.text("position")):
        yield _Lookup(3, "venue", fold(record.name))


class Merge:
    """Takes records one by one, and holds what comes of them. `fill` brings into entries of a hand what they lack."""

    def __init__(self, known: RegistryEntries, source: str, fill: bool = False) -> None:
        self.known, self.source, self.fill = known, source, fill
        self.added: dict[Sort, list[str]] = {"actor": [], "venue": []}
        """The texts of new entries."""
        self.edits: dict[str, dict[tuple[int, int], str]] = {}
        """New texts by file and lines."""
        self.counts: Counter[str] = Counter()
        self.passed: dict[str, list[int]] = {}
        """Why lines were passed over, in whole or in part, with the lines."""
        self.gone: list[str] = []
        """The keys of those who came from the source before, and are not in it any more."""
        self._claimed: dict[str, int] = {}
        self._seen: dict[bytes, int] = {}
        self._before = set(known.keys)
        self._numbers: dict[str, int] = {}
        self._open: list[New] = []
        self._later: dict[_Lookup, list[Record]] = {}
        self._bare: list[Record] = []
        """Records of a name alone; of whom another line says more, they say nothing."""
        self._size = sum(map(len, known.files.values()))

    def take(self, record: Record) -> None:
        """Take one record."""
        for why in record.left_out:
            self._pass(record.line, f"{why} (left out; the rest is taken)")
        known, sort = self.known, record.sort
        entry = known.by_mark.get((sort, self.source, record.id)) if record.id else None
        if entry is None and not record.id:
            whole = blake2b(repr((sort, record.values)).encode("utf-8", "backslashreplace"), digest_size=12).digest()
            if (first := self._seen.setdefault(whole, record.line)) != record.line:
                self._pass(record.line, f"the same as line {first:,}")
                return
            entry = known.as_said(record, self.source)
        entry = entry or self._by_item(record)
        if entry is not None:
            self._match(record, entry)
        elif not record.id and record.values.keys() == {"name"}:
            self._bare.append(record)
        else:
            self._place(record)

    def _place(self, record: Record) -> None:
        if found := self._found(record):
            self._later.setdefault(found, []).append(record)  # when it is known who else is of this name
        else:
            self._add(record)

    def is_known(self, record: Record) -> bool:
        """Whether a record is of an entry that came from its source before."""
        entry = self.known.by_mark.get((record.sort, self.source, record.id)) if record.id else None
        entry = entry or self._by_item(record) or (None if record.id else self.known.as_said(record, self.source))
        return entry is not None

    def pass_over(self, passed: Passed) -> None:
        """Note a line that gives nothing."""
        self._pass(passed.line, passed.why)

    def finish(self, progress: Callable[[], None] = lambda: None) -> None:
        """Settle what waited for all others."""
        self._settle_all(progress)
        first: dict[tuple[Sort, str], int] = {}
        for record in self._bare:
            progress()
            ours = (self._claimed.get(one.key, 0) for one in self.known.named(record.sort, record.name))
            line = next(filter(None, ours), 0) or first.setdefault((record.sort, fold(record.name)), record.line)
            if line != record.line:
                self._pass(record.line, f"nothing that line {line:,} does not say")
            else:
                self._place(record)
        self._bare = []
        self._settle_all(progress)
        self._flush()
        came = self._before.intersection(self.known.of_source(self.source))
        self.gone = sorted(came - self._claimed.keys())

    def _settle_all(self, progress: Callable[[], None]) -> None:
        for found in sorted(self._later, key=lambda one: one.rank):  # a name itself goes before another name
            progress()
            self._settle(found, self._later[found])
        self._later = {}

    def _found(self, record: Record) -> _Lookup | None:
        """The first way in which the registry as it was has somebody, or a place, of a record's name."""
        for found in _ways(record):
            for entry in self.known.named(found.sort, found.name):
                is_by_another = found.rank > _LAST_OWN and entry.contradicts(record)
                if entry.key in self._before and not is_by_another:
                    return found
        return None

    def _by_item(self, record: Record) -> RegistryEntry | None:
        items = filter(None, (record.text("wikidata"), record.text("geonames")))
        return next((entry for item in items if (entry := self.known.by_item.get((record.sort, item)))), None)

    def _settle(self, found: _Lookup, group: list[Record]) -> None:
        """Who of one name is who: first where facts say so, then the one that is left for the one that is left."""
        free = [one for one in self.known.named(found.sort, found.name) if one.key in self._before]
        free = [one for one in free if one.key not in self._claimed and not self._is_other(one, group[0])]
        pairs = [
            (-_likeness(entry, record), at, number)
            for at, record in enumerate(group)
            for number, entry in enumerate(free)
            if not entry.contradicts(record)
        ]
        rivals = Counter(at for _likeness, at, _number in pairs)
        suitors = Counter(number for _likeness, _at, number in pairs)
        done: set[int] = set()
        taken: set[int] = set()
        for likeness, at, number in sorted(pairs):
            if at in done or number in taken:
                continue
            if likeness == 0 and not (rivals[at] == 1 and suitors[number] == 1):
                continue
            done.add(at)
            taken.add(number)
            self._match(group[at], free[number])
        rest = [record for at, record in enumerate(group) if at not in done]
        left = [one for at, one in enumerate(free) if at not in taken]
        own = [one for one in left if (mark := one.mark(self.source)) and not mark.id]
        if len(rest) == len(own) == 1 and not rest[0].id:
            self._match(rest.pop(), own[0])
        for record in rest:
            fitting = [one for one in left if one.mark(self.source) is None and not one.contradicts(record)]
            if len(fitting) > 1:
                keys = " or ".join(f"`{one.key}`" for one in fitting)
                self._pass(record.line, f"may be {keys}: a country or a Wikidata id would say who")
            else:
                self._add(record)

    def _is_other(self, entry: RegistryEntry, record: Record) -> bool:
        """Whether the source has another id for an entry."""
        mark = entry.mark(self.source)
        return mark is not None and bool(mark.id) and mark.id != record.id

    def _match(self, record: Record, entry: RegistryEntry) -> None:
        if record.sort != entry.sort:
            record = _as_place(record)
        if (first := self._claimed.setdefault(entry.key, record.line)) != record.line:
            self._pass(record.line, f"`{entry.key}` already, by line {first:,}")
            return
        if entry.start < 0:
            self._pass(record.line, f"`{entry.key}` already")
            return
        mark = entry.mark(self.source)
        if mark is None and not self.fill:
            self.counts["yours"] += 1
            return
        if mark is not None and mark.id == record.id and said(mark.seen) == said(seen_of(record.values, record.values)):
            self.counts["unchanged"] += 1
            return
        lines = self.known.lines_of(entry.file)
        text = "".join(lines[entry.start : entry.end])
        guess = record.guess if mark is not None and has_guess(mark) else ""
        values, is_shared = self._values(record, entry.key, guess)
        as_new = RegistryEntry(entry.sort, _thing(entry.key, entry.sort, values), [], start=-1, end=-1)
        proved = New(key=entry.key, record=record, values=values, is_shared=is_shared, entry=as_new)
        values = proved.values if self._proved([proved]) else {}
        ending = "\r\n" if "\r\n" in text else "\n"
        if rival := self._rival(entry, record):
            self._pass(record.line, f"`{entry.key}` cannot be called as `{rival.key}` is, which stands behind it")
            return
        new = (
            changed(text.replace("\r\n", "\n"), entry.sort, record, values, mark, self.source, is_shared)
            if values
            else None
        )
        if new is None:
            self._pass(record.line, f"`{entry.key}` cannot be changed as it is written")
            return
        if new.kept:
            keys = ", ".join(f"`{key}`" for key in new.kept)
            self._pass(record.line, f"{keys} of `{entry.key}` changed here and there: yours stays")
        self.counts["changed"] += 1
        self.known.rename(entry, _thing(entry.key, entry.sort, values))
        self.edits.setdefault(entry.file, {})[entry.start, entry.end] = new.text.replace("\n", ending)

    def _rival(self, entry: RegistryEntry, record: Record) -> RegistryEntry | None:
        """Who has the new name of an entry and stands behind it, where a hand's line would have to be told so."""
        if fold(record.name) in entry.names:
            return None
        others = [one for one in self.known.named(entry.sort, record.name) if one.kind == record.text("kind")]
        return next((one for one in others if one.start < 0 or (one.file, one.start) > (entry.file, entry.start)), None)

    def _add(self, record: Record) -> None:
        key = self._free_key(record)
        values, is_shared = self._values(record, key, record.guess)
        thing = _thing(key, record.sort, values)
        mark = SourceMark(self.source, record.id, seen_of(record.values, values))
        entry = RegistryEntry(record.sort, thing, [mark], start=-1, end=-1)
        self.known.put(entry)
        self._claimed[key] = record.line
        self._open.append(New(key=key, record=record, values=values, is_shared=is_shared, entry=entry))
        if len(self._open) >= BATCH:
            self._flush()

    def _values(self, record: Record, key: str, guess: str) -> tuple[dict[str, Value], bool]:
        """What is to be written of a record: names that others have are weak, and the kind is a guess where none is
        said. And whether others have its name, too."""
        kind = record.text("kind") or guess
        shares = [name for name in record.texts("aliases") if self.known.shares(key, record.sort, kind, name)]
        is_shared = self.known.shares(key, record.sort, kind, record.name)
        values = ordered(record.sort, {**record.values, "kind": kind}) if kind else dict(record.values)
        if shares:
            aliases = tuple(name for name in record.texts("aliases") if name not in shares)
            weak = tuple(dict.fromkeys((*record.texts("weak"), *shares)))
            values = {**values, "aliases": aliases, "weak": weak}
            values = ordered(record.sort, {name: value for name, value in values.items() if value})
        return values, is_shared

    def _free_key(self, record: Record) -> str:
        names = (record.name, *record.texts("aliases"), *record.texts("weak"))
        kind = record.text("kind") or record.guess or record.sort
        key = id_made_of(names, kind, record.text("wikidata"), record.sort)
        return free(key, self._numbers, self.known.keys.__contains__)

    def _flush(self) -> None:
        """Write the open entries as text, without what the checker would object to."""
        open_, self._open = self._open, []
        for sort in _FIRST:
            batch = [new for new in open_ if new.record.sort == sort]
            for text in self._proved(batch):
                self.added[sort].append(text)
                self._size += len(text.encode())
                self.counts[f"added {sort}"] += 1
            self.counts["kindless"] += sum(sort == "actor" and "kind" not in new.values for new in batch)
        if self._size > REGISTRY:
            raise TooMany

    def _proved(self, batch: list[New]) -> list[str]:
        """The texts of entries, each without the values that the checker finds wrong."""
        for _ in range(8):
            if not batch:
                return []
            texts = [self._text(new) for new in batch]
            wrong = _wrong(batch[0].record.sort, texts)
            if not wrong:
                return texts
            batch = [new for at, new in enumerate(batch) if at not in wrong or self._mend(new, *wrong[at])]
        for new in batch:
            self._drop(new, "it cannot be written")
        return []

    def _text(self, new: New) -> str:
        mark = SourceMark(self.source, new.record.id, seen_of(new.record.values, new.values))
        return entry_text(new.key, new.values, mark, new.is_shared)

    def _mend(self, new: New, key: str, problem: Problem) -> bool:
        """Leave out the value that is wrong; the whole, where that is its name."""
        if key in ("", "name") or key not in new.values:
            self._drop(new, problem.message)
            return False
        for one in {key, *({"lat", "lon"} if key in ("lat", "lon") else ())}:
            new.values.pop(one, None)
        self._pass(new.record.line, f"{key}: {problem.message} (left out; the rest is taken)")
        return True

    def _drop(self, new: New, why: str) -> None:
        if new.entry.marks:
            self.known.forget(new.entry)
        self._pass(new.record.line, why)

    def _pass(self, line: int, why: str) -> None:
        self.passed.setdefault(why, []).append(line)


def _as_place(record: Record) -> Record:
    """What a source says of a place that it does not call one."""
    values = {key: value for key, value in record.values.items() if key != "position"}
    return replace(record, sort="venue", values=ordered("venue", values))


def _likeness(entry: RegistryEntry, record: Record) -> int:
    """How many facts an entry and a record of its name have in common, besides a kind."""
    return sum(
        bool(one) and one == record.text(key) for key, one in (("country", entry.country), ("wikidata", entry.wikidata))
    )


def _thing(key: str, sort: Sort, values: Mapping[str, Value]) -> Actor | Venue:
    def text(name: str) -> str:
        value = values.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(name: str) -> tuple[str, ...]:
        value = values.get(name, ())
        return value if isinstance(value, tuple) else (value,)

    aliases = texts(MANY[0])
    if sort == "actor":
        return Actor(
            key, text("name"), kind=text("kind"), country=text("country"), aliases=aliases, wikidata=text("wikidata")
        )
    return Venue(
        key, text("name"), kind=text("kind"), country=text("country"), aliases=aliases, wikidata=text("wikidata"),
        geonames=text("geonames"),
    )  # fmt: skip


def _wrong(sort: Sort, texts: Iterable[str]) -> dict[int, tuple[str, Problem]]:
    """The first problem of each entry that has one, with the key on its line."""
    from briefing.check.checker import check_registry
    from briefing.parse.text import Text

    texts = list(texts)
    whole = "".join(texts)
    file = _FIRST[sort]
    files = {file: whole.encode()}
    found: dict[int, tuple[str, Problem]] = {}
    problems = [one for one in check_registry(read_registry(files), Text(whole, file), files) if one.severity != "info"]
    if not problems:
        return found
    owner = [at for at, text in enumerate(texts) for _line in range(text.count("\n"))]
    lines = whole.split("\n")
    for problem in problems:
        line = min(max(problem.span.line - 1, 0), len(owner) - 1)
        at = owner[line]
        while line > 0 and lines[line].startswith("    "):
            line -= 1
        key = lines[line].strip().partition(":")[0] if lines[line].startswith("  ") else ""
        found.setdefault(at, (key, problem))
    return found
