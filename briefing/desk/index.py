"""Writing to the index: a brief's rows in, a brief's rows out, and who is who after it.

Everything here runs inside a transaction that the caller holds; every number of transactions in any order leads to the
same answers, whichever files came first.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from briefing.desk.identity import Entry, entry_of, resolve, tokens
from briefing.desk.packing import UNREADABLE, packed, unpacked
from briefing.desk.passages import notes_of
from briefing.desk.passages import tokens as words
from briefing.desk.schema import ACTOR, DAY_BITS, VENUE
from briefing.model.body import Sentences
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.codec import decode, encode
from briefing.model.content import content_of, digested, whole_digest, written
from briefing.model.names import fold, stem
from briefing.model.problem import Problem
from briefing.model.span import NOWHERE, Span
from briefing.model.value import dataclass
from briefing.model.when import When

_REPAIRED = ("B017", "B018", "B019")
"""Mistakes of the YAML around the body that the parser mends: the text is all there."""
_OWNED = ("documents", "parts", "problems", "follows", "anchors", "castings", "mentions", "tags", "updates")
_SORTS: dict[str, int] = {"actor": ACTOR, "venue": VENUE}


@dataclass(frozen=True, slots=True)
class FileRow:
    """What the index remembers of a file: its stat, when that was taken (ns), its hash, and the registry's then."""

    path: str
    size: int
    mtime_ns: int
    seen_ns: int
    sha: bytes
    registry: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A brief ready to be written: the value, and what the index keeps of it."""

    brief: Brief
    packed: bytes

    @classmethod
    def of(cls, brief: Brief) -> Sheet:
        """Pack a brief; one whose text is no Unicode (half of a surrogate pair) becomes a stand-in that says so."""
        try:
            encode(brief.problems).encode()
            return cls(brief, packed(replace(brief, problems=())))
        except UnicodeEncodeError as error:
            return cls.unreadable(brief.file, f"cannot be kept: {error.reason}")

    @classmethod
    def unreadable(cls, file: str, message: str, code: str = UNREADABLE) -> Sheet:
        """What stands for a file that gives no brief at all."""
        name = stem(file)
        problem = Problem(code, message, Span(file, 1, 1, 1, 1))
        return cls.of(Brief(name, file, name, problems=(problem,)))


class Writer:
    """Changes the index. `finish` must be called before the transaction ends."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._touched: set[int] = set()
        self._affected: set[int] = set()
        self._fresh: set[int] = set()
        self._bases: set[str] = set()
        self._variants: dict[bytes, int] = {}
        self._registered: dict[tuple[int, str], int | None] = {}
        self._reshaped: set[int] = set()
        self._texts: dict[int, tuple[str, ...]] = {}
        self._old_texts: set[int] = set()

    def put_file(self, row: FileRow, brief: int | None) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.path, row.size, row.mtime_ns, row.seen_ns, row.sha, row.registry, brief),
        )

    def touch_file(self, row: FileRow) -> None:
        """The file is what it was, only its stat is new."""
        self._db.execute(
            "UPDATE files SET size = ?, mtime_ns = ?, seen_ns = ? WHERE path = ?",
            (row.size, row.mtime_ns, row.seen_ns, row.path),
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
        self._affected.update(
            row[0] for row in self._db.execute("SELECT variant FROM castings WHERE brief = ?", (number,))
        )
        by_event = "DELETE FROM participants WHERE event IN (SELECT id FROM events WHERE brief = ?)"
        self._db.execute(by_event, (number,))
        self._db.execute("DELETE FROM events WHERE brief = ?", (number,))
        by_question = "DELETE FROM subjects WHERE question IN (SELECT id FROM questions WHERE brief = ?)"
        self._db.execute(by_question, (number,))
        self._db.execute("DELETE FROM questions WHERE brief = ?", (number,))
        for table in _OWNED:
            self._db.execute(f"DELETE FROM {table} WHERE brief = ?", (number,))
        if self._texts.pop(number, None) is None:
            self._old_texts.add(number)
        self._db.execute("DELETE FROM briefs WHERE number = ?", (number,))
        return number

    def put_brief(self, sheet: Sheet) -> int:
        """Put a brief in place of the one that its file held; its number.

        A brief whose YAML is broken does not displace one that could be read: that one stays, with the new problems.
        """
        problems = sheet.brief.problems
        readable = not any(is_yaml_level(problem) for problem in problems)
        if not readable and (kept := self._last_good(sheet.brief.file)) is not None:
            sheet, readable = kept, True
        brief = sheet.brief
        before = self.remove_brief(brief.file)
        number = self._number(brief.date, before)
        parts = digested(content_of(brief))
        self._bases.add(_base(brief.id))
        first_error = next((problem.message for problem in problems if problem.severity == "error"), "")
        self._db.execute(
            "INSERT INTO briefs (number, id, declared, file, title, folded, day, date, status, place, open_questions,"
            " problem, readable, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number, brief.id, brief.id, brief.file, brief.title, fold(brief.title), number >> DAY_BITS,
                _when(brief.date), brief.status, brief.venues[0].name if brief.venues else "",
                sum(question.is_open for question in brief.questions), first_error, readable,
                whole_digest(parts),
            ),
        )  # fmt: skip
        self._db.execute("INSERT INTO documents VALUES (?, ?)", (number, sheet.packed))
        self._db.execute("INSERT INTO parts VALUES (?, ?)", (number, written(parts)))
        self.put_problems(number, problems)
        follows = [target for target in dict.fromkeys(brief.follows) if target != brief.id]
        self._db.executemany(
            "INSERT INTO follows VALUES (?, ?, ?)", [(number, at, target) for at, target in enumerate(follows)]
        )
        anchors = {event.key for event in brief.events} | {claim.key for claim in brief.claims}
        self._db.executemany("INSERT INTO anchors VALUES (?, ?)", [(number, key) for key in anchors])
        self._put_cast(number, brief)
        tags = {fold(tag): tag for tag in brief.tags}
        self._db.executemany("INSERT INTO tags VALUES (?, ?, ?)", [(number, *tag) for tag in tags.items()])
        dated = [(at, update) for at, update in enumerate(brief.updates) if update.at]
        self._db.executemany(
            "INSERT INTO updates VALUES (?, ?, ?, ?, ?)",
            [(number, at, one.at.first.toordinal(), _when(one.at), one.note) for at, one in dated if one.at],
        )
        self._texts[number] = _searched(brief)
        return number

    def put_problems(self, number: int, problems: Iterable[Problem]) -> None:
        """Set the problems of a brief; number 0 is the registry."""
        self._db.execute("DELETE FROM problems WHERE brief = ?", (number,))
        self._db.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?)",
            [(number, at, problem.severity, encode(problem)) for at, problem in enumerate(problems)],
        )

    def put_registry(self, registry: Registry, digest: str) -> None:
        """Make the registry's entries those of `registry`. Briefs keep their rows until they are read again."""
        before = dict(self._db.execute("SELECT digest, id FROM variants WHERE current").fetchall())
        values: list[tuple[int, Actor | Venue]] = [
            *((ACTOR, replace(value, registered=True)) for value in registry.actors.values()),
            *((VENUE, replace(value, registered=True)) for value in registry.venues.values()),
        ]
        for sort, value in values:
            before.pop(_digest(sort, True, value), None)
            variant = self._variant(sort, value, registered=True)
            self._db.execute("UPDATE variants SET current = 1 WHERE id = ?", (variant,))
        for variant in before.values():
            self._db.execute("UPDATE variants SET current = 0 WHERE id = ?", (variant,))
            self._affected.add(variant)
        self._registered.clear()
        self.put_problems(0, registry.problems)
        self.set_meta("registry", digest)
        self.set_meta("former", json.dumps(registry.former, ensure_ascii=False))

    def set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def finish(self) -> None:
        """Bring ids, identities and counts in line with the rows put and removed."""
        self._put_texts()
        for base in sorted(self._bases):
            self._assign_ids(base)
        closure = self._closure(self._collect_garbage())
        self._touched.update(
            row[0]
            for row in _among(self._db, "SELECT identity FROM variants WHERE id", self._affected | closure)
            if row[0]
        )
        self._identify(closure)
        self._recount()
        count = "INSERT INTO meta VALUES ('changes', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1"
        self._db.execute(count)
        for pending in (self._touched, self._reshaped, self._affected, self._fresh, self._bases):
            pending.clear()
        self._variants.clear()

    # ── one brief ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _last_good(self, file: str) -> Sheet | None:
        found = self._db.execute(
            "SELECT packed FROM briefs JOIN documents ON brief = number WHERE file = ? AND readable", (file,)
        ).fetchone()
        return Sheet(unpacked(found[0]), found[0]) if found else None

    def _number(self, date: When | None, before: int | None) -> int:
        day = date.first.toordinal() if date else 0
        if before is not None and before >> DAY_BITS == day:
            return before
        low, high = day << DAY_BITS, (day + 1) << DAY_BITS
        found = self._db.execute("SELECT max(number) FROM briefs WHERE number > ? AND number < ?", (low, high))
        return (found.fetchone()[0] or low) + 1

    def _put_cast(self, number: int, brief: Brief) -> None:
        cast = _Cast(self, brief)
        mentions: list[tuple[Any, ...]] = []
        for at, mention in enumerate(brief.mentions):
            variant = cast.find(_SORTS[mention.kind], mention.key)
            if variant is None or not 0 <= mention.block < len(brief.blocks):
                continue
            cast.name(variant, mention.key)
            cast.mentions[variant] = cast.mentions.get(variant, 0) + 1
            quote, start = cast.sentences(mention.block).around(mention.start, mention.end)
            stop = min(len(quote), start + mention.end - mention.start)
            mentions.append((number, at, variant, mention.block, start, stop, quote))
        self._db.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)", mentions)
        for at, event in enumerate(brief.events):
            place = cast.find(VENUE, event.where) if event.where else None
            if place is not None:
                cast.name(place, event.where)
            row = self._db.execute(
                "INSERT INTO events (brief, ordinal, key, folded, day, last, is_vague, status, place, json)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number, at, event.key, fold(event.name), event.when.first.toordinal() if event.when else 0,
                    event.when.last.toordinal() if event.when else 0,
                    bool(event.when and (event.when.about or not event.when.is_day)), event.status, place,
                    encode(event),
                ),
            )  # fmt: skip
            for ordinal, who in enumerate(event.who):
                variant = cast.find(ACTOR, who)
                if variant is not None:
                    cast.name(variant, who)
                    self._db.execute(
                        "INSERT OR IGNORE INTO participants VALUES (?, ?, ?, ?)", (row.lastrowid, variant, ordinal, who)
                    )
        for at, question in enumerate(brief.questions):
            row = self._db.execute(
                "INSERT INTO questions (brief, ordinal, key, ask, folded, status, asked, due, last, answered,"
                " answer, answered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number, at, question.key, question.ask, fold(question.ask), question.status, _when(question.asked),
                    _when(question.due), question.due.last.toordinal() if question.due else None,
                    _when(question.answered), question.answer, question.answered_by,
                ),
            )  # fmt: skip
            for key in question.about:
                variant = cast.find(ACTOR, key)
                variant = cast.find(VENUE, key) if variant is None else variant
                if variant is not None:
                    cast.refer(variant, key)
                    self._db.execute("INSERT OR IGNORE INTO subjects VALUES (?, ?)", (row.lastrowid, variant))
        self._db.executemany("INSERT OR IGNORE INTO castings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", cast.rows(number))
        self._affected.update(cast.variants)

    def variant_of(self, sort: int, value: Actor | Venue) -> int:
        """The variant that an entry of a brief is: the registry's own, or what the brief says of it."""
        if value.registered and (found := self.registry_variant(sort, value.key)) is not None:
            return found
        return self._variant(sort, _bare(replace(value, registered=False)), registered=False)

    def registry_variant(self, sort: int, key: str) -> int | None:
        """The variant of a registry id, or None where the registry has no such id."""
        if (sort, key) not in self._registered:
            found = self._db.execute(
                "SELECT id FROM variants WHERE key = ? AND sort = ? AND current", (key, sort)
            ).fetchone()
            self._registered[sort, key] = found[0] if found else None
        return self._registered[sort, key]

    def _variant(self, sort: int, value: Actor | Venue, registered: bool) -> int:
        digest = _digest(sort, registered, value)
        if (known := self._variants.get(digest)) is not None:
            return known
        found = self._db.execute("SELECT id FROM variants WHERE digest = ?", (digest,)).fetchone()
        number: int
        if found is not None:
            number = found[0]
        else:
            number = (
                self._db.execute(
                    "INSERT INTO variants (sort, registered, current, key, digest, json) VALUES (?, ?, 0, ?, ?, ?)",
                    (sort, registered, value.key, digest, encode(value)),
                ).lastrowid
                or 0
            )
            entry = entry_of(value, registered)
            self._db.executemany("INSERT INTO tokens VALUES (?, ?)", [(token, number) for token in tokens(entry)])
            self._fresh.add(number)
        self._variants[digest] = number
        return number

    # ── after the rows ─────────────────────────────────────────────────────────────────────────────────────────────

    def _put_texts(self) -> None:
        """Change the full-text table in the order of its rows: what comes out of order FTS5 writes one by one."""
        for number in sorted(self._old_texts | self._texts.keys()):
            if number in self._old_texts:
                self._db.execute("DELETE FROM texts WHERE rowid = ?", (number,))
            if number in self._texts:
                insert = "INSERT INTO texts (rowid, title, summary, body, names, notes) VALUES (?, ?, ?, ?, ?, ?)"
                self._db.execute(insert, (number, *self._texts[number]))
        self._old_texts.clear()
        self._texts.clear()

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

    def _collect_garbage(self) -> set[int]:
        """Remove the variants that nothing uses any more; what was tied to them, and the new ones."""
        unused = {
            row[0]
            for row in _among(
                self._db,
                "SELECT id FROM variants WHERE NOT current AND NOT EXISTS"
                " (SELECT 1 FROM castings WHERE variant = variants.id) AND id",
                self._affected | self._fresh,
            )
        }
        if not unused:
            return set(self._fresh)
        neighbours = {
            row[0]
            for row in _among(
                self._db,
                "SELECT DISTINCT other.variant FROM tokens AS own JOIN tokens AS other USING (token) WHERE own.variant",
                unused,
            )
        }
        self._touched.update(
            row[0] for row in _among(self._db, "SELECT identity FROM variants WHERE id", unused) if row[0]
        )
        for variant in unused:
            self._db.execute("DELETE FROM tokens WHERE variant = ?", (variant,))
            self._db.execute("DELETE FROM variants WHERE id = ?", (variant,))
        return (neighbours | self._fresh) - unused

    def _closure(self, start: set[int]) -> set[int]:
        """The variants that hang together with `start` by any token."""
        reached, edge = set(start), set(start)
        while edge:
            around = _among(
                self._db,
                "SELECT DISTINCT other.variant FROM tokens AS own JOIN tokens AS other USING (token) WHERE own.variant",
                edge,
            )
            edge = {row[0] for row in around} - reached
            reached |= edge
        return reached

    def _identify(self, variants: set[int]) -> None:
        holders: dict[Entry, list[tuple[int, int, int | None]]] = {}
        for id_, sort, registered, text, identity in _among(
            self._db, "SELECT id, sort, registered, json, identity FROM variants WHERE id", variants
        ):
            value = _decode(sort, text)
            holders.setdefault(entry_of(value, bool(registered)), []).append((id_, sort, identity))
        for entry, key in resolve(holders).items():
            for variant, sort, before in holders[entry]:
                identity = self._identity(sort, key)
                self._touched.add(identity)
                self._reshaped.add(identity)
                if identity != before:
                    self._db.execute("UPDATE variants SET identity = ? WHERE id = ?", (identity, variant))

    def _identity(self, sort: int, key: str) -> int:
        found = self._db.execute("SELECT id FROM identities WHERE key = ? AND sort = ?", (key, sort)).fetchone()
        if found is None:
            row = self._db.execute(
                "INSERT INTO identities (sort, key, name, folded, names, kind, position, country, is_unplaced,"
                " stories, mentions, json) VALUES (?, ?, '', '', '', '', '', '', 0, 0, 0, '')",
                (sort, key),
            )
            found = (row.lastrowid,)
        number: int = found[0]
        return number

    def _recount(self) -> None:
        """What the lists show of every touched identity, computed anew from its variants and castings."""
        if not self._touched:
            return
        several = _among(
            self._db,
            "SELECT identity FROM variants WHERE identity",
            self._touched,
            " GROUP BY identity HAVING count(*) > 1",
        )
        self._reshape(self._reshaped.union(row[0] for row in several))
        touched = json.dumps(sorted(self._touched))
        self._db.execute(
            "DELETE FROM identities WHERE id IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM variants WHERE identity = identities.id)",
            (touched,),
        )
        self._db.execute(
            "UPDATE identities SET (stories, mentions) = (SELECT count(DISTINCT c.brief), coalesce(sum(c.mentions), 0)"
            " FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named WHERE v.identity = identities.id)"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (touched,),
        )
        # Of whom the registry says no position, the newest story does.
        self._db.execute(
            "UPDATE identities SET position = coalesce((SELECT c.position FROM variants AS v"
            " JOIN castings AS c ON c.variant = v.id WHERE v.identity = identities.id AND c.position <> ''"
            f" ORDER BY c.brief >> {DAY_BITS} DESC, c.position LIMIT 1), '')"
            " WHERE id IN (SELECT value FROM json_each(?)) AND is_unplaced",
            (touched,),
        )

    def _reshape(self, identities: set[int]) -> None:
        """Join what the variants of an identity say; needed where they changed, or where the newest counts."""
        held: dict[int, list[_Held]] = {}
        for identity, sort, key, registered, text, uses, latest in _among(
            self._db,
            "SELECT i.id, i.sort, i.key, v.registered AND v.key = i.key, v.json,"
            " (SELECT count(*) FROM castings WHERE variant = v.id),"
            f" (SELECT max(brief) >> {DAY_BITS} FROM castings WHERE variant = v.id)"
            " FROM identities AS i JOIN variants AS v ON v.identity = i.id WHERE i.id",
            identities,
        ):
            held.setdefault(identity, []).append(_Held(key, bool(registered), _decode(sort, text), uses, latest or 0))
        for identity, said in held.items():
            value = _joined(said)
            position = value.position if isinstance(value, Actor) else ""
            where = (value.lat, value.lon) if isinstance(value, Venue) else (None, None)
            is_unplaced = isinstance(value, Actor) and value.registered and not position
            self._db.execute(
                "UPDATE identities SET name = ?, folded = ?, names = ?, kind = ?, position = ?, country = ?,"
                " is_unplaced = ?, lat = ?, lon = ?, json = ? WHERE id = ?",
                (
                    value.name, fold(value.name), _names(value), value.kind, position, value.country, is_unplaced,
                    *where, encode(value), identity,
                ),
            )  # fmt: skip


class _Cast:
    """The actors and places that one brief refers to, by its own keys, as variants."""

    def __init__(self, writer: Writer, brief: Brief) -> None:
        self._writer = writer
        self._known: dict[tuple[int, str], int | None] = {}
        self._listed: dict[tuple[int, str], Actor | Venue] = {}
        self._rows: dict[tuple[int, str], bool] = {}
        self.mentions: dict[int, int] = {}
        self._blocks = brief.blocks
        self._sentences: dict[int, Sentences] = {}
        for value in _entries(brief):
            sort = ACTOR if isinstance(value, Actor) else VENUE
            if (sort, value.key) not in self._listed:
                self._listed[sort, value.key] = value
                variant = self._known[sort, value.key] = writer.variant_of(sort, value)
                self.name(variant, value.key)
        for actor in brief.actors:
            if actor.side and (variant_ := self.find(ACTOR, actor.side)) is not None:
                self.refer(variant_, actor.side)

    @property
    def variants(self) -> set[int]:
        return {variant for variant, _local in self._rows}

    def find(self, sort: int, key: str) -> int | None:
        """The variant of a key that the brief lists, else the registry's; None where nothing defines it."""
        if (sort, key) not in self._known:
            self._known[sort, key] = self._writer.registry_variant(sort, key)
        return self._known[sort, key]

    def sentences(self, block: int) -> Sentences:
        """The sentences of a block of the text."""
        if block not in self._sentences:
            self._sentences[block] = Sentences(self._blocks[block].text)
        return self._sentences[block]

    def name(self, variant: int, local: str) -> None:
        """The story is about it: it lists it, names it or has it in an event."""
        self._rows[variant, local] = True

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
            side = self.find(ACTOR, value.side) if isinstance(value, Actor) and value.side else None
            mentions = 0 if variant in counted else self.mentions.get(variant, 0)
            counted.add(variant)
            yield number, variant, local, named, role, position, side, mentions


@dataclass(frozen=True, slots=True)
class _Held:
    key: str
    registered: bool
    value: Actor | Venue
    uses: int
    latest: int


def _joined(held: list[_Held]) -> Actor | Venue:
    """One value of all that is said of an identity: the registry's word first, else what the newest story says.

    The name is the one most used, every other strong name an alias.
    """
    by_use = sorted(held, key=lambda one: (-one.registered, -one.uses, -len(one.value.name), encode(one.value)))
    by_date = sorted(by_use, key=lambda one: (-one.registered, -one.latest))
    base = by_use[0].value
    names = {name: None for one in by_use for name in (one.value.name, *one.value.aliases)}
    names.pop(base.name, None)
    weak = dict.fromkeys(name for one in by_use for name in one.value.weak)
    same: dict[str, Any] = {
        "key": held[0].key, "span": base.span, "aliases": tuple(names), "weak": tuple(weak),
        "registered": by_use[0].registered, "kind": _first(by_use, "kind"), "country": _first(by_date, "country"),
        "note": _first(by_date, "note"), "wikidata": _first(by_use, "wikidata"),
    }  # fmt: skip
    if isinstance(base, Actor):
        return replace(base, position=_first(by_date, "position"), **same)
    place = next((one.value for one in by_use if isinstance(one.value, Venue) and one.value.lat is not None), base)
    assert isinstance(place, Venue)
    return replace(base, geonames=_first(by_use, "geonames"), lat=place.lat, lon=place.lon, **same)


def _first(held: list[_Held], fact: str) -> str:
    return next((value for one in held if (value := getattr(one.value, fact))), "")


def is_yaml_level(problem: Problem) -> bool:
    """Whether a problem is one of the YAML itself, so that what was read of the brief cannot be trusted."""
    return problem.severity == "error" and problem.code.startswith("B0") and problem.code not in _REPAIRED


def _searched(brief: Brief) -> tuple[str, ...]:
    """The columns of the full-text table: nothing but words, so that FTS5 parts them as we do."""
    names = {name for one in _entries(brief) for name in (one.name, *one.aliases, *one.weak)}
    body = "\n\n".join(block.text for block in brief.blocks)
    notes = (text for _part, text in notes_of(brief))
    return tuple(
        [
            " ".join(words(text))
            for text in (brief.title, brief.summary, body, "\n".join(sorted(names)), "\n\n".join(notes))
        ]
    )


def _entries(brief: Brief) -> tuple[Actor | Venue, ...]:
    return (*brief.actors, *brief.venues)


def _names(value: Actor | Venue) -> str:
    """All names, folded, a line each; the first is the name."""
    return "\n".join(dict.fromkeys(map(fold, (value.name, *value.aliases, *value.weak))))


def _decode(sort: int, text: str) -> Actor | Venue:
    return decode(Actor, text) if sort == ACTOR else decode(Venue, text)


def _bare(value: Actor | Venue) -> Actor | Venue:
    """An entry without what belongs to one story, so that briefs that say the same share a variant."""
    bare = replace(value, role="", span=NOWHERE)
    return replace(bare, side="") if isinstance(bare, Actor) else bare


def _digest(sort: int, registered: bool, value: Actor | Venue) -> bytes:
    return blake2b(f"{sort}{int(registered)}{encode(value)}".encode(errors="surrogatepass"), digest_size=16).digest()


def _when(value: When | None) -> str | None:
    return None if value is None else encode(value)


_NUMBERED = re.compile(r"~\d+$")


def _base(declared: str) -> str:
    return _NUMBERED.sub("", declared)


def _among(db: sqlite3.Connection, select: str, ids: Iterable[int], rest: str = "") -> list[Any]:
    """Rows of `select … IN (ids)`."""
    return db.execute(f"{select} IN (SELECT value FROM json_each(?)){rest}", (json.dumps(sorted(ids)),)).fetchall()
