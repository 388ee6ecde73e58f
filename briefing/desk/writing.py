"""Writing to the index: a brief's rows in, a brief's rows out.

What is put is written at the end of a transaction, a table at a time and in the order of its rows; the full text
(`texts.py`) and who is who (`identifying.py`) follow.

Everything here runs inside a transaction that the caller holds; every number of transactions in any order leads to the
same answers, whichever files came first.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import TYPE_CHECKING

from briefing.desk.glance import meta
from briefing.desk.happening import TouchedEvents, keep_occasions
from briefing.desk.identifying import Variants, numbers_of, settle
from briefing.desk.packing import unpacked
from briefing.desk.rows import Packed, Row, rows_again
from briefing.desk.scan import path_sign
from briefing.desk.schema import DAY_BITS, LAST_GOOD, UNSETTLED
from briefing.desk.settling import Touched, settle_questions
from briefing.desk.texts import Texts, columns_of
from briefing.desk.versions import changes
from briefing.model.brief import Registry
from briefing.model.codec import encode
from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from briefing.desk.reading import FileRow

_OWNED = ("documents", "problems", "follows", "anchors", "tags", "updates", "pointers", "aliases")
_COLUMNS = {
    "files": "path, size, changed_ns, seen_ns, sha, registry, sign, brief",
    "briefs": "number, id, declared, file, title, folded, day, date, status, place, open_questions, problem, readable,"
    " digest, is_guest, written",
    "documents": "brief, packed",
    "problems": "brief, ordinal, severity, json",
    "follows": "brief, ordinal, target",
    "pointers": "brief, target, written, is_file",
    "aliases": "brief, folded",
    "anchors": "brief, key",
    "tags": "brief, folded, tag",
    "updates": "brief, ordinal, day, at, note",
    "castings": "brief, variant, named, role, position, note, side, mentions",
    "events": "id, brief, ordinal, key, folded, day, last, is_vague, status, mode, json, place, occasion",
    "participants": "event, variant, ordinal",
    "questions": "id, brief, ordinal, key, ask, folded, status, asked, due, last, answered, answer, answered_by,"
    " key_sign, folded_sign",
    "subjects": "question, variant",
}
"""What is written of a brief, in the order of the values."""
_TWICE = {"files": " OR REPLACE", "participants": " OR IGNORE", "subjects": " OR IGNORE"}
"""What happens to a row that is there already."""
_INSERT = {
    table: f"INSERT{_TWICE.get(table, '')} INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"
    for table, columns in _COLUMNS.items()
}

_FORMER = 16
"""How many versions of a brief are kept: the first ones, of which a reader who comes back saw one. What was opened is
kept with the reader's marks."""


class KnownFile(NamedTuple):
    """What the index has of a file: its hash, the registry's then, when it was last looked at (ns), and the id of its
    brief, or empty."""

    sha: bytes
    registry: str
    seen_ns: int
    id: str


class Writer:
    """Changes the index. A file's brief is put or removed at most once; `finish` must be called before the transaction
    ends.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bases: set[str] = set()
        self._texts = Texts()
        self._variants = Variants(db)
        self._touched = Touched()
        self._told = TouchedEvents()
        self._rows: dict[str, list[Row]] = {table: [] for table in _COLUMNS}
        self._last: dict[int, int] = {}
        self._has_touched = self._has_changed = False
        self._change = changes(db) + 1
        self._events = numbers_of(db, "events")
        self._questions = numbers_of(db, "questions")

    def put_file(self, row: FileRow, brief: int | None) -> None:
        self._has_changed = True
        self._rows["files"].append((*row[:6], path_sign(row.path), brief))

    def touch_file(self, row: FileRow) -> None:
        """The file is what it was, only its stat is new."""
        self._has_touched = True
        self._db.execute(
            "UPDATE files SET size = ?, changed_ns = ?, seen_ns = ? WHERE path = ?",
            (row.size, row.changed_ns, row.seen_ns, row.path),
        )

    def files(self, paths: Collection[str]) -> dict[str, KnownFile]:
        """Of these files those that the index knows."""
        rows = self._db.execute(
            "SELECT f.path, f.sha, f.registry, f.seen_ns, coalesce(b.id, '') FROM files AS f"
            " LEFT JOIN briefs AS b ON b.file = f.path WHERE f.path IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(paths)),),
        )
        return {row[0]: KnownFile(*row[1:]) for row in rows}

    def remove_file(self, path: str) -> None:
        self._has_changed = True
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self._keep_former(path)
        self.remove_brief(path)

    def remove_brief(self, path: str) -> int | None:
        """Remove the brief that stands in a file; its number, or None where there was none."""
        row = self._db.execute(
            "SELECT number, declared, packed, id FROM briefs JOIN documents ON brief = number WHERE file = ?", (path,)
        ).fetchone()
        if row is None:
            return None
        number: int = row[0]
        self._has_changed = True
        self._bases.add(_base(row[1]))
        self._texts.remove(number, columns_of(unpacked(row[2]))[0])
        self._variants.leave(number)
        self._told.leave(self._db, number)
        by_event = "DELETE FROM participants WHERE event IN (SELECT id FROM events WHERE brief = ?)"
        self._db.execute(by_event, (number,))
        self._db.execute("DELETE FROM events WHERE brief = ?", (number,))
        follows = self._db.execute("SELECT target FROM follows WHERE brief = ?", (number,))
        self._touched.leave(row[3], [target for (target,) in follows])
        for question in self._db.execute("SELECT key, folded FROM questions WHERE brief = ?", (number,)):
            self._touched.ask(*question)
        by_brief = "(SELECT id FROM questions WHERE brief = ?)"
        self._db.execute(f"DELETE FROM settled WHERE question IN {by_brief}", (number,))
        by_question = "DELETE FROM subjects WHERE question IN (SELECT id FROM questions WHERE brief = ?)"
        self._db.execute(by_question, (number,))
        self._db.execute("DELETE FROM questions WHERE brief = ?", (number,))
        for table in _OWNED:
            self._db.execute(f"DELETE FROM {table} WHERE brief = ?", (number,))
        self._db.execute("DELETE FROM briefs WHERE number = ?", (number,))
        return number

    def look_up(self, briefs: Iterable[Packed]) -> None:
        """Find what the index has of many briefs, which are to be put, at once."""
        self._variants.look_up([entry for rows in briefs for entry in rows.cast])

    def put_brief(self, rows: Packed, is_known: bool) -> int:
        """Put a brief in place of the one that its file held (if the file `is_known`); its number.

        A brief whose YAML is broken, or that lost its title or its body, does not displace one that was better: that
        one stays, with the new problems.
        """
        readable = int(rows.is_readable)
        if is_known and not (readable and rows.is_whole):
            better = self._last_good(rows.file)
            if better is not None and (not readable or better.is_whole):
                rows = better._replace(problems=rows.problems, first_error=rows.first_error)
                readable = LAST_GOOD
        cast = [self._variants.of(entry) for entry in rows.cast]
        if None in cast:  # another process has put another registry here since the rows were made
            again = rows_again(rows.packed, self._is_registered)
            rows = again._replace(problems=rows.problems, first_error=rows.first_error)
            cast = [self._variants.of(entry) for entry in rows.cast]
        title, folded, date, status, place, questions, digest, is_guest = rows.facts
        if is_known:
            self._keep_former(rows.file, digest)
        number = self._number(rows.day, self.remove_brief(rows.file) if is_known else None)
        self._bases.add(_base(rows.id))
        self._rows["briefs"].append(
            (
                number, rows.id, rows.id, rows.file, title, folded, number >> DAY_BITS, date, status, place, questions,
                rows.first_error, readable, digest, is_guest, self._change,
            )
        )  # fmt: skip
        self._rows["documents"].append((number, rows.packed))
        self._put_problems(number, rows.problems)
        self._rows["follows"] += [(number, at, target) for at, target in enumerate(rows.follows)]
        self._rows["anchors"] += [(number, key) for key in rows.anchors]
        self._rows["tags"] += [(number, *tag) for tag in rows.tags]
        self._rows["updates"] += [(number, *update) for update in rows.updates]
        self._rows["pointers"] += [(number, *pointer) for pointer in rows.pointers]
        self._rows["aliases"] += [(number, name) for name in rows.aliases]
        self._put_cast(number, rows, cast)
        self._touched.enter(number, rows.id, rows.follows)
        self._texts.put(number, rows.columns, rows.joints)
        return number

    def put_registry(self, registry: Registry, digest: str) -> None:
        """Make the registry's entries those of `registry`. Briefs keep their rows until they are read again."""
        self._has_changed = True
        self._variants.put_registry(registry)
        self._db.execute("DELETE FROM problems WHERE brief = 0")
        self._put_problems(0, [(problem.severity, encode(problem)) for problem in registry.problems])
        self.set_meta("registry", digest)
        self.set_meta("former", json.dumps(registry.former, ensure_ascii=False))

    def set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def finish(self, is_last: bool = True) -> None:
        """Write what was put, and bring ids and the full text in line with it; identities and their counts too, unless
        more transactions follow and one of them does."""
        for table, rows in self._rows.items():
            rows.sort(key=itemgetter(0))
            self._db.executemany(_INSERT[table], rows)
            rows.clear()
        self._texts.write(self._db)
        for base in sorted(self._bases):
            self._assign_ids(base)
        self._bases.clear()
        self._variants.finish(is_last)
        before = self._db.total_changes
        if is_last:
            moved = settle(self._db)
            self._touched.portraits |= moved
            if meta(self._db, UNSETTLED):
                self._touched.is_all = self._told.is_all = True
                self._db.execute("DELETE FROM meta WHERE key = ?", (UNSETTLED,))
            settle_questions(self._db, self._touched)  # by who is who
            keep_occasions(self._db, self._told, moved)
        elif self._has_changed:
            self.set_meta(UNSETTLED, "yes")
        if self._has_touched and not self._has_changed and self._db.total_changes == before:
            return  # all that can be asked for is as it was
        self.set_meta("changes", str(self._change))

    # ── one brief ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _keep_former(self, file: str, digest: str = "") -> None:
        """Keep the version of a brief that another one, with this digest, is to take the place of."""
        self._db.execute(
            "INSERT OR IGNORE INTO former (digest, id, packed) SELECT b.digest, b.id, d.packed FROM briefs AS b"
            " JOIN documents AS d ON d.brief = b.number WHERE b.file = ?1 AND b.digest <> ?2 AND b.readable"
            " AND (SELECT count(*) FROM former AS f WHERE f.id = b.id) < ?3",
            (file, digest, _FORMER),
        )

    def _last_good(self, file: str) -> Packed | None:
        row = self._db.execute(
            "SELECT packed FROM briefs JOIN documents ON brief = number WHERE file = ? AND readable", (file,)
        ).fetchone()
        return rows_again(row[0], self._is_registered) if row else None

    def _is_registered(self, sort: int, key: str) -> bool:
        return self._variants.registered(sort, key) is not None

    def _number(self, day: int, before: int | None) -> int:
        low, high = day << DAY_BITS, (day + 1) << DAY_BITS
        if day not in self._last:
            row = self._db.execute("SELECT max(number) FROM briefs WHERE number > ? AND number < ?", (low, high))
            self._last[day] = row.fetchone()[0] or low
        if before is not None and low < before < high:
            self._last[day] = max(self._last[day], before)  # of its row nothing is left
            return before
        self._last[day] += 1
        return self._last[day]

    def _put_problems(self, number: int, problems: Iterable[tuple[str, str]]) -> None:
        """The problems of a brief; number 0 is the registry."""
        self._rows["problems"] += [(number, at, *problem) for at, problem in enumerate(problems)]

    def _put_cast(self, number: int, rows: Packed, cast: list[int | None]) -> None:
        """What refers to somebody; `cast` are the variants of `Packed.cast`."""
        castings = [
            (number, cast[place], *facts, None if side is None else cast[side], mentions)
            for place, *facts, side, mentions in rows.castings
        ]
        self._rows["castings"] += castings
        self._variants.enter(number, [(variant, role, side) for _, variant, _, role, _, _, side, _ in castings])
        for event in rows.events:
            id_ = self._events()
            place = None if event.place is None else cast[event.place]
            self._rows["events"].append((id_, number, *event.row, place, id_))
            self._told.new.add(id_)
            self._rows["participants"] += [(id_, cast[who], at) for at, who in enumerate(event.who)]
        for question in rows.questions:
            id_ = self._questions()
            self._rows["questions"].append((id_, number, *question.row))
            self._touched.ask(question.row[1], question.row[3])
            self._rows["subjects"] += [(id_, cast[place]) for place in question.about]

    # ── after the rows ─────────────────────────────────────────────────────────────────────────────────────────────

    def _assign_ids(self, base: str) -> None:
        """Of several briefs with one id the first by path keeps it, before a guest; the others get `id~2`, `id~3` …

        Guests are told apart without a word: nobody promised that their names differ.
        """
        rows = self._db.execute(
            "SELECT number, id, declared, file, taken_by, is_guest FROM briefs"
            " WHERE declared = ?1 OR (declared >= ?1 || '~' AND declared < ?1 || char(127)) ORDER BY is_guest, file",
            (base,),
        ).fetchall()
        holders: dict[str, str] = {}
        for row in rows:
            holders.setdefault(row[2], row[3])
        taken, counts = set(holders), dict.fromkeys(holders, 2)
        for number, id_, declared, file, taken_by, is_guest in rows:
            wanted, holder = declared, ""
            if holders[declared] != file:
                holder = holders[declared]
                while (wanted := f"{declared}~{counts[declared]}") in taken:
                    counts[declared] += 1
                taken.add(wanted)
            holder = "" if is_guest else holder
            if (wanted, holder) != (id_, taken_by):
                self._touched.is_all = self._told.is_all = True
                change = "UPDATE briefs SET id = ?, taken_by = ?, written = ? WHERE number = ?"
                self._db.execute(change, (wanted, holder, self._change, number))


_NUMBERED = re.compile(r"~\d+$")


def _base(declared: str) -> str:
    return _NUMBERED.sub("", declared)
