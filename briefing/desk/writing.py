"""Writing to the index: a brief's rows in, a brief's rows out.

The full text (`texts.py`) and who is who (`identifying.py`) follow at the end of a transaction; what is to be done for
them is kept by `Texts` and `Variants`.

Everything here runs inside a transaction that the caller holds; every number of transactions in any order leads to the
same answers, whichever files came first.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.desk.identifying import SORTS, Variants, settle
from briefing.desk.packing import UNREADABLE, packed, unpacked
from briefing.desk.schema import ACTOR, DAY_BITS, VENUE
from briefing.desk.texts import Texts
from briefing.model.body import Sentences
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.codec import encode
from briefing.model.content import content_of, digested, whole_digest, written
from briefing.model.fold import fold
from briefing.model.names import stem
from briefing.model.problem import Problem
from briefing.model.span import NOWHERE, Span
from briefing.model.value import dataclass, replace
from briefing.model.when import When

_REPAIRED = ("B017", "B018", "B019")
"""Mistakes of the YAML around the body that the parser mends: the text is all there."""
_OWNED = ("documents", "parts", "problems", "follows", "anchors", "mentions", "tags", "updates")
_COLUMNS = {
    "files": "path, size, changed_ns, seen_ns, sha, registry, brief",
    "briefs": "number, id, declared, file, title, folded, day, date, status, place, open_questions, problem, readable,"
    " digest",
    "documents": "brief, packed",
    "parts": "brief, json",
    "problems": "brief, ordinal, severity, json",
    "follows": "brief, ordinal, target",
    "anchors": "brief, key",
    "tags": "brief, folded, tag",
    "updates": "brief, ordinal, day, at, note",
    "castings": "brief, variant, local, named, role, position, note, side, mentions",
    "mentions": "brief, ordinal, variant, block, start, stop, quote",
    "events": "brief, ordinal, key, folded, day, last, is_vague, status, mode, place, json",
    "participants": "event, variant, ordinal, local",
    "questions": "brief, ordinal, key, ask, folded, status, asked, due, last, answered, answer, answered_by",
    "subjects": "question, variant",
}
"""What is written of a brief, in the order of the values."""
_TWICE = {"files": " OR REPLACE", "castings": " OR IGNORE", "participants": " OR IGNORE", "subjects": " OR IGNORE"}
"""What happens to a row that is there already."""
_INSERT = {
    table: f"INSERT{_TWICE.get(table, '')} INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"
    for table, columns in _COLUMNS.items()
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """What the index remembers of a file: its stat, when that was taken (ns), its hash, the registry's then, and
    whether it is a brief.
    """

    path: str
    size: int
    changed_ns: int
    seen_ns: int
    sha: bytes
    registry: str
    is_brief: bool = False


@dataclass(frozen=True, slots=True)
class Packed:
    """A brief ready to be written: the value, and what the index keeps of it."""

    brief: Brief
    packed: bytes

    @classmethod
    def of(cls, brief: Brief) -> Packed:
        """Pack a brief; one whose text is no Unicode (half of a surrogate pair) becomes a stand-in that says so."""
        try:
            encode(brief.problems).encode()
            return cls(brief, packed(replace(brief, problems=())))
        except UnicodeEncodeError as error:
            return cls.unreadable(brief.file, f"cannot be kept: {error.reason}")

    @classmethod
    def unreadable(cls, file: str, message: str, code: str = UNREADABLE) -> Packed:
        """What stands for a file that gives no brief at all."""
        name = stem(file)
        problem = Problem(code, message, Span(file, 1, 1, 1, 1))
        return cls.of(Brief(name, file, name, problems=(problem,)))


class Writer:
    """Changes the index. `finish` must be called before the transaction ends."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bases: set[str] = set()
        self._texts = Texts()
        self._variants = Variants(db)

    def put_file(self, row: FileRow, brief: int | None) -> None:
        self._put("files", (row.path, row.size, row.changed_ns, row.seen_ns, row.sha, row.registry, brief))

    def touch_file(self, row: FileRow) -> None:
        """The file is what it was, only its stat is new."""
        self._db.execute(
            "UPDATE files SET size = ?, changed_ns = ?, seen_ns = ? WHERE path = ?",
            (row.size, row.changed_ns, row.seen_ns, row.path),
        )

    def holds(self, row: FileRow) -> bool:
        """Whether the index has this content already: another process may have been first."""
        found = self._db.execute("SELECT sha, registry FROM files WHERE path = ?", (row.path,)).fetchone()
        return found is not None and tuple(found) == (row.sha, row.registry)

    def brief_id(self, path: str) -> str:
        """The id of the brief in a file, or empty."""
        found = self._db.execute("SELECT id FROM briefs WHERE file = ?", (path,)).fetchone()
        return found[0] if found else ""

    def remove_file(self, path: str) -> None:
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self.remove_brief(path)

    def remove_brief(self, path: str) -> int | None:
        """Remove the brief that stands in a file; its number, or None where there was none."""
        found = self._db.execute("SELECT number, declared FROM briefs WHERE file = ?", (path,)).fetchone()
        if found is None:
            return None
        number: int = found[0]
        self._bases.add(_base(found[1]))
        self._variants.leave(number)
        by_event = "DELETE FROM participants WHERE event IN (SELECT id FROM events WHERE brief = ?)"
        self._db.execute(by_event, (number,))
        self._db.execute("DELETE FROM events WHERE brief = ?", (number,))
        by_question = "DELETE FROM subjects WHERE question IN (SELECT id FROM questions WHERE brief = ?)"
        self._db.execute(by_question, (number,))
        self._db.execute("DELETE FROM questions WHERE brief = ?", (number,))
        for table in _OWNED:
            self._db.execute(f"DELETE FROM {table} WHERE brief = ?", (number,))
        self._texts.remove(number)
        self._db.execute("DELETE FROM briefs WHERE number = ?", (number,))
        return number

    def put_brief(self, ready: Packed) -> int:
        """Put a brief in place of the one that its file held; its number.

        A brief whose YAML is broken, or that lost its title or its body, does not displace one that was better: that
        one stays, with the new problems.
        """
        problems = ready.brief.problems
        readable = not any(is_yaml_level(problem) for problem in problems)
        if not (readable and _is_whole(ready.brief)):
            kept = self._last_good(ready.brief.file)
            if kept is not None and (not readable or _is_whole(kept.brief)):
                ready, readable = kept, True
        brief = ready.brief
        before = self.remove_brief(brief.file)
        number = self._number(brief.date, before)
        parts = digested(content_of(brief))
        self._bases.add(_base(brief.id))
        first_error = next((problem.message for problem in problems if problem.severity == "error"), "")
        self._put(
            "briefs",
            (
                number, brief.id, brief.id, brief.file, brief.title, fold(brief.title), number >> DAY_BITS,
                _when(brief.date), brief.status, brief.venues[0].name if brief.venues else "",
                sum(question.is_open for question in brief.questions), first_error, readable,
                whole_digest(parts),
            ),
        )  # fmt: skip
        self._put("documents", (number, ready.packed))
        self._put("parts", (number, written(parts)))
        self.put_problems(number, problems)
        follows = [target for target in dict.fromkeys(brief.follows) if target != brief.id]
        self._put_all("follows", [(number, at, target) for at, target in enumerate(follows)])
        anchors = {event.key for event in brief.events} | {claim.key for claim in brief.claims}
        self._put_all("anchors", [(number, key) for key in anchors])
        self._put_cast(number, brief)
        tags = {fold(tag): tag for tag in brief.tags}
        self._put_all("tags", [(number, *tag) for tag in tags.items()])
        updates = [
            (number, at, update.at.first.toordinal(), _when(update.at), update.note)
            for at, update in enumerate(brief.updates)
            if update.at
        ]
        self._put_all("updates", updates)
        self._texts.put(number, brief)
        return number

    def put_problems(self, number: int, problems: Iterable[Problem]) -> None:
        """Set the problems of a brief; number 0 is the registry."""
        self._db.execute("DELETE FROM problems WHERE brief = ?", (number,))
        rows = [(number, at, problem.severity, encode(problem)) for at, problem in enumerate(problems)]
        self._put_all("problems", rows)

    def put_registry(self, registry: Registry, digest: str) -> None:
        """Make the registry's entries those of `registry`. Briefs keep their rows until they are read again."""
        self._variants.put_registry(registry)
        self.put_problems(0, registry.problems)
        self.set_meta("registry", digest)
        self.set_meta("former", json.dumps(registry.former, ensure_ascii=False))

    def set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def finish(self, is_last: bool = True) -> None:
        """Bring ids and the full text in line with the rows put and removed; identities and their counts too, unless
        more transactions follow and one of them does."""
        self._texts.write(self._db)
        for base in sorted(self._bases):
            self._assign_ids(base)
        self._bases.clear()
        self._variants.finish()
        if is_last:
            settle(self._db)
        count = "INSERT INTO meta (key, value) VALUES ('changes', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1"
        self._db.execute(count)

    # ── one brief ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _last_good(self, file: str) -> Packed | None:
        found = self._db.execute(
            "SELECT packed FROM briefs JOIN documents ON brief = number WHERE file = ? AND readable", (file,)
        ).fetchone()
        return Packed(unpacked(found[0]), found[0]) if found else None

    def _number(self, date: When | None, before: int | None) -> int:
        day = date.first.toordinal() if date else 0
        if before is not None and before >> DAY_BITS == day:
            return before
        low, high = day << DAY_BITS, (day + 1) << DAY_BITS
        found = self._db.execute("SELECT max(number) FROM briefs WHERE number > ? AND number < ?", (low, high))
        return (found.fetchone()[0] or low) + 1

    def _put_cast(self, number: int, brief: Brief) -> None:
        castings = _Castings(self._variants, brief)
        self._put_mentions(number, brief, castings)
        self._put_events(number, brief, castings)
        self._put_questions(number, brief, castings)
        rows = list(castings.rows(number))  # last: all the others add to them
        self._put_all("castings", rows)
        self._variants.enter(number, [row[1] for row in rows])

    def _put_mentions(self, number: int, brief: Brief, castings: _Castings) -> None:
        sentences: dict[int, Sentences] = {}
        rows: list[tuple[Any, ...]] = []
        for at, mention in enumerate(brief.mentions):
            block = mention.block
            variant = castings.find(SORTS[mention.kind], mention.key)
            if variant is None or not 0 <= block < len(brief.blocks):
                continue
            castings.mention(variant, mention.key)
            if block not in sentences:
                sentences[block] = Sentences(brief.blocks[block].text)
            quote, start = sentences[block].around(mention.start, mention.end)
            stop = min(len(quote), start + mention.end - mention.start)
            rows.append((number, at, variant, block, start, stop, quote))
        self._put_all("mentions", rows)

    def _put_events(self, number: int, brief: Brief, castings: _Castings) -> None:
        for at, event in enumerate(brief.events):
            place = castings.find(VENUE, event.where) if event.where else None
            if place is not None:
                castings.name(place, event.where)
            when = event.when
            first, last = (when.first.toordinal(), when.last.toordinal()) if when else (0, 0)
            is_vague = bool(when and (when.about or not when.is_day))
            name = fold(event.name)
            row = self._put(
                "events",
                (
                    number,
                    at,
                    event.key,
                    name,
                    first,
                    last,
                    is_vague,
                    event.status,
                    event.mode,
                    place,
                    encode(event),
                ),
            )
            for ordinal, who in enumerate(event.who):
                variant = castings.find(ACTOR, who)
                if variant is not None:
                    castings.name(variant, who)
                    self._put("participants", (row, variant, ordinal, who))

    def _put_questions(self, number: int, brief: Brief, castings: _Castings) -> None:
        for at, question in enumerate(brief.questions):
            row = self._put(
                "questions",
                (
                    number, at, question.key, question.ask, fold(question.ask), question.status, _when(question.asked),
                    _when(question.due), question.due.last.toordinal() if question.due else None,
                    _when(question.answered), question.answer, question.answered_by,
                ),
            )  # fmt: skip
            for key in question.about:
                variant = castings.find(ACTOR, key)
                variant = castings.find(VENUE, key) if variant is None else variant
                if variant is not None:
                    castings.refer(variant, key)
                    self._put("subjects", (row, variant))

    def _put(self, table: str, values: tuple[Any, ...]) -> int | None:
        """Put a row; its number, where the table has one."""
        return self._db.execute(_INSERT[table], values).lastrowid

    def _put_all(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._db.executemany(_INSERT[table], rows)

    # ── after the rows ─────────────────────────────────────────────────────────────────────────────────────────────

    def _assign_ids(self, base: str) -> None:
        """Of several briefs with one id the first by path keeps it, the others get `id~2`, `id~3` …"""
        rows = self._db.execute(
            "SELECT number, id, declared, file, taken_by FROM briefs"
            " WHERE declared = ?1 OR (declared >= ?1 || '~' AND declared < ?1 || char(127)) ORDER BY file",
            (base,),
        ).fetchall()
        holders: dict[str, str] = {}
        for row in rows:
            holders.setdefault(row[2], row[3])
        taken = set(holders)
        for number, id_, declared, file, taken_by in rows:
            wanted, holder = declared, ""
            if holders[declared] != file:
                holder, count = holders[declared], 2
                while (wanted := f"{declared}~{count}") in taken:
                    count += 1
                taken.add(wanted)
            if (wanted, holder) != (id_, taken_by):
                self._db.execute("UPDATE briefs SET id = ?, taken_by = ? WHERE number = ?", (wanted, holder, number))


class _Castings:
    """The actors and places that one brief refers to, by its own keys, as variants."""

    def __init__(self, variants: Variants, brief: Brief) -> None:
        self._variants = variants
        self._known: dict[tuple[int, str], int | None] = {}
        self._listed: dict[tuple[int, str], Actor | Venue] = {}
        self._rows: dict[tuple[int, str], bool] = {}
        self._mentions: dict[int, int] = {}
        self._of_registry: set[int | None] = set()
        values: tuple[Actor | Venue, ...] = (*brief.actors, *brief.venues)
        for value in values:
            sort = ACTOR if isinstance(value, Actor) else VENUE
            if (sort, value.key) not in self._listed:
                self._listed[sort, value.key] = value
                variant = self._known[sort, value.key] = variants.of(sort, value)
                self.name(variant, value.key)
                if value.registered and variant == variants.registered(sort, value.key):
                    self._of_registry.add(variant)
        for actor in brief.actors:
            if actor.side and (side := self.find(ACTOR, actor.side)) is not None:
                self.refer(side, actor.side)

    def find(self, sort: int, key: str) -> int | None:
        """The variant of a key that the brief lists, else the registry's; None where nothing defines it."""
        if (sort, key) not in self._known:
            self._known[sort, key] = self._variants.registered(sort, key)
        return self._known[sort, key]

    def name(self, variant: int, local: str) -> None:
        """The story is about it: it lists it, names it or has it in an event."""
        self._rows[variant, local] = True

    def mention(self, variant: int, local: str) -> None:
        """The text names it once."""
        self.name(variant, local)
        self._mentions[variant] = self._mentions.get(variant, 0) + 1

    def refer(self, variant: int, local: str) -> None:
        """The story only points to it."""
        self._rows.setdefault((variant, local), False)

    def rows(self, number: int) -> Iterator[tuple[Any, ...]]:
        listed = {(variant, key[1]): key for key, variant in self._known.items() if key in self._listed}
        counted: set[int] = set()
        for (variant, local), named in self._rows.items():
            value = self._listed.get(listed.get((variant, local), (-1, "")))
            role = value.role if value else ""
            position = value.position if isinstance(value, Actor) else ""
            note = value.note if value and variant not in self._of_registry else ""
            side = self.find(ACTOR, value.side) if isinstance(value, Actor) and value.side else None
            mentions = 0 if variant in counted else self._mentions.get(variant, 0)
            counted.add(variant)
            yield number, variant, local, named, role, position, note, side, mentions


def is_yaml_level(problem: Problem) -> bool:
    """Whether a problem is one of the YAML itself, so that what was read of the brief cannot be trusted."""
    return problem.severity == "error" and problem.code.startswith("B0") and problem.code not in _REPAIRED


def _is_whole(brief: Brief) -> bool:
    """Whether a brief has the two keys that each one has."""
    return bool(brief.blocks) and brief.title_span != NOWHERE


def _when(value: When | None) -> str | None:
    return None if value is None else encode(value)


_NUMBERED = re.compile(r"~\d+$")


def _base(declared: str) -> str:
    return _NUMBERED.sub("", declared)
