"""The tables of the index, and its version.

A brief's number (`briefs.number`) is its first day as an ordinal, shifted left by 24 bits, plus a counter: newest first
is the order of the numbers, in the full-text table too, where the newest hits cost nothing and a ranking needs only
them.

A *variant* is one way in which briefs or the registry describe an actor or a place, a *portrait* what of it tells who
is meant; identity is decided between portraits (`identity.py`), so a file's rows never change because another file did.
A variant has the key that its brief has for whom it describes; a brief has no two of one.
Of a portrait that is still to be decided the identity is null; of an identity that is `stale` the facts are those of
before (`identifying.py`). A *casting* ties a brief to a variant; `variants.uses` are its castings. `castings.note` is
empty where the registry's entry is meant. `roles` has each role of the castings of a variant once, with the side (0 for
none) and how many of them have it: whoever lists an actor need not look at all stories.

A *pointer* is a link to another story; its `target` is what may be meant by it (`queries.targets`). An *alias* is
another name that a link may call a story by: those that it gives itself, and that of its file.

A *joint* is a word with an apostrophe or a hyphen in it: as it is written without (`oneill`), and as the full text has
it (`o neill`). None is ever taken away.

`briefs.written` is the number of changes of the index (`meta`) with which a brief was put there or got another id: what
is new since such a number is found without a look at the rest. `born` in `meta` tells one index from another.

`documents` has each brief whole, with its parts in digests and the sentences that name somebody (`packing.py`).

`former` has the first versions of each brief that others took the place of, so that a reader who saw one is told what
changed word by word.

`settled` has the questions that a later story settled, each with that story's (`settling.py`); of them `open_questions`
counts none. A question is found by its key and its words through the sign of each.

`events.occasion` is the newest telling of the event that one tells of, and `identities.events` how many there were at a
place (`happening.py`).

`identities.names` are all names of one, folded, a line each; `folded` is the first. `questions.last` is the last day of
`due`, as an ordinal.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache
from pathlib import Path

from briefing.desk.kept import file_name, stamp
from briefing.model.brief import ACTOR_KINDS
from briefing.model.when import A_YEAR

DAY_BITS = 24
BEGINNING = 12
"""Characters of a note by which `castings_note` orders those of a day: it need not repeat them all."""
ACTOR, VENUE = 0, 1
UNSETTLED = "unsettled"
"""The key in `meta` of a reading that is not at its end: who settles questions next looks at all of them."""

LAST_GOOD = 2
"""Of `readable`: what the file says is not, and what it said before is kept."""

NUMBERS = "(SELECT CAST(value AS BIGINT) AS value FROM json_each(?))"
"""Numbers that are given as a list in JSON, in SQL. Another engine gives every value of such a list as a text."""
NUMBERS_AMONG = NUMBERS.replace("?", ":among")

_BROKEN = "({row}.problem <> '' OR {row}.taken_by <> '')"
_COUNTING = ";\n".join(
    f"CREATE TRIGGER {name} AFTER {event} BEGIN UPDATE counts SET {changes}; END"
    for name, event, changes in (
        (
            "briefs_come", "INSERT ON briefs",
            "stories = stories + 1, open_questions = open_questions + new.open_questions,"
            f" broken = broken + {_BROKEN.format(row='new')}",
        ),
        (
            "briefs_go", "DELETE ON briefs",
            "stories = stories - 1, open_questions = open_questions - old.open_questions,"
            f" broken = broken - {_BROKEN.format(row='old')}",
        ),
        (
            "briefs_change", "UPDATE OF open_questions, problem, taken_by ON briefs",
            "open_questions = open_questions + new.open_questions - old.open_questions,"
            f" broken = broken + {_BROKEN.format(row='new')} - {_BROKEN.format(row='old')}",
        ),
        (
            "identities_come", "INSERT ON identities",
            f"actors = actors + (new.sort = {ACTOR}), venues = venues + (new.sort = {VENUE})",
        ),
        (
            "identities_go", "DELETE ON identities",
            f"actors = actors - (old.sort = {ACTOR}), venues = venues - (old.sort = {VENUE})",
        ),
    )
)  # fmt: skip
"""What a desk holds is counted when it changes, and never when it is asked for."""
KIND_RANK = f"CASE kind {' '.join(f'WHEN {kind!r} THEN {at}' for at, kind in enumerate(ACTOR_KINDS))} ELSE 9 END"
"""The order of kinds in a list of actors, in SQL."""
NEVER = 3_652_059
"""The ordinal of a day behind all others."""
DUE = f"coalesce(last, {NEVER})"
JULIAN = 1721424.5
"""What SQLite counts until the day before the first ordinal."""


def first_day(when: str) -> str:
    """The first day of a date that the index keeps, in SQL, as an ordinal."""
    return f"cast(julianday(json_extract({when}, '$[1]')) - {JULIAN} AS INTEGER)"


def part_of_day(form: str, day: str) -> str:
    """A part of a day in SQL, as a number: `%Y`, `%m`; the day is an ordinal."""
    return f"cast(strftime('{form}', {day} + {JULIAN}) AS INTEGER)"


ASKED = (
    f"CASE WHEN asked IS NOT NULL THEN {first_day('asked')}"
    f" WHEN brief < {1 << DAY_BITS} THEN {NEVER} ELSE brief >> {DAY_BITS} END"
)
"""When a question is due and when it was asked, in SQL: as ordinals, `NEVER` for neither."""
ANSWERED = (
    f"CASE WHEN answered IS NOT NULL THEN {first_day('answered')}"
    f" WHEN asked IS NOT NULL THEN {first_day('asked')} ELSE brief >> {DAY_BITS} END"
)
"""When a question was answered, or else asked; 0 where neither is known."""


def month_of(day: str, last: str) -> str:
    """The month of an event in SQL, as `YYYYMM`: `YYYY00` where only the year is known, 0 where nothing is."""
    year, month = part_of_day("%Y", day), part_of_day("%m", day)
    return f"iif({day} <> 0, {year} * 100 + iif({last} - {day} >= {A_YEAR}, 0, {month}), 0)"


TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed_ns INTEGER NOT NULL, seen_ns INTEGER NOT NULL,
  sha BLOB NOT NULL, registry TEXT NOT NULL, sign INTEGER NOT NULL, brief INTEGER
) WITHOUT ROWID;
CREATE TABLE briefs (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, declared TEXT NOT NULL, file TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, folded TEXT NOT NULL, day INTEGER NOT NULL, date TEXT, status TEXT NOT NULL, place TEXT NOT NULL,
  open_questions INTEGER NOT NULL, problem TEXT NOT NULL, readable INTEGER NOT NULL, digest TEXT NOT NULL,
  is_guest INTEGER NOT NULL, written INTEGER NOT NULL, taken_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX briefs_id ON briefs (id);
CREATE INDEX briefs_declared ON briefs (declared);
CREATE INDEX briefs_folded ON briefs (folded);
CREATE INDEX briefs_order ON briefs (day DESC, id);
CREATE INDEX briefs_written ON briefs (written);
CREATE TABLE documents (brief INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE former (digest TEXT PRIMARY KEY, id TEXT NOT NULL, packed BLOB NOT NULL);
CREATE INDEX former_id ON former (id);
CREATE TABLE problems (
  brief INTEGER NOT NULL, ordinal INTEGER NOT NULL, severity TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (brief, ordinal)
) WITHOUT ROWID;
CREATE TABLE follows (
  brief INTEGER NOT NULL, ordinal INTEGER NOT NULL, target TEXT NOT NULL, PRIMARY KEY (brief, ordinal)
) WITHOUT ROWID;
CREATE INDEX follows_target ON follows (target);
CREATE TABLE pointers (
  brief INTEGER NOT NULL, target TEXT NOT NULL, written TEXT NOT NULL, is_file INTEGER NOT NULL,
  PRIMARY KEY (brief, target, written)
) WITHOUT ROWID;
CREATE INDEX pointers_target ON pointers (target);
CREATE TABLE aliases (brief INTEGER NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (brief, folded)) WITHOUT ROWID;
CREATE INDEX aliases_folded ON aliases (folded);
CREATE TABLE anchors (brief INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (brief, key)) WITHOUT ROWID;
CREATE INDEX anchors_key ON anchors (key);
CREATE TABLE variants (
  id INTEGER PRIMARY KEY, sort INTEGER NOT NULL, registered INTEGER NOT NULL, current INTEGER NOT NULL,
  key TEXT NOT NULL, digest INTEGER NOT NULL, json TEXT NOT NULL, portrait INTEGER NOT NULL, identity INTEGER,
  uses INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX variants_digest ON variants (digest);
CREATE INDEX variants_key ON variants (key);
CREATE INDEX variants_identity ON variants (identity);
CREATE INDEX variants_portrait ON variants (portrait);
CREATE TABLE portraits (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, json TEXT NOT NULL, identity INTEGER);
CREATE UNIQUE INDEX portraits_digest ON portraits (digest);
CREATE INDEX portraits_open ON portraits (id) WHERE identity IS NULL;
CREATE TABLE tokens (token INTEGER NOT NULL, portrait INTEGER NOT NULL, PRIMARY KEY (token, portrait)) WITHOUT ROWID;
CREATE TABLE identities (
  id INTEGER PRIMARY KEY, sort INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
  folded TEXT NOT NULL DEFAULT '', names TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '', country TEXT NOT NULL DEFAULT '',
  stories INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0, events INTEGER NOT NULL DEFAULT 0,
  lat REAL, lon REAL, json TEXT NOT NULL DEFAULT ''
);
CREATE TABLE stale (identity INTEGER PRIMARY KEY, how INTEGER NOT NULL);
CREATE INDEX identities_actors ON identities ({KIND_RANK}, stories DESC, mentions DESC, folded, key, kind)
  WHERE sort = {ACTOR};
CREATE INDEX identities_venues ON identities (stories DESC, mentions DESC, folded, key) WHERE sort = {VENUE};
CREATE INDEX identities_countries ON identities (country = '', country, stories DESC, folded, key) WHERE sort = {VENUE};
CREATE INDEX identities_events ON identities (events DESC, stories DESC, mentions DESC, folded, key)
  WHERE sort = {VENUE};
CREATE UNIQUE INDEX identities_key ON identities (key, sort);
CREATE INDEX identities_lat ON identities (lat) WHERE lat IS NOT NULL;
CREATE TABLE castings (
  brief INTEGER NOT NULL, variant INTEGER NOT NULL, named INTEGER NOT NULL, role TEXT NOT NULL,
  position TEXT NOT NULL, note TEXT NOT NULL, side INTEGER, mentions INTEGER NOT NULL, PRIMARY KEY (brief, variant)
) WITHOUT ROWID;
CREATE INDEX castings_variant ON castings (variant, named, brief, mentions);
CREATE INDEX castings_position ON castings (variant, brief >> 24 DESC, position) WHERE position <> '';
CREATE INDEX castings_note ON castings (variant, brief >> 24 DESC, substr(note, 1, 12)) WHERE note <> '';
CREATE TABLE roles (
  variant INTEGER NOT NULL, role TEXT NOT NULL, side INTEGER NOT NULL, uses INTEGER NOT NULL,
  PRIMARY KEY (variant, role, side)
) WITHOUT ROWID;
CREATE TABLE events (
  id INTEGER PRIMARY KEY, brief INTEGER NOT NULL, ordinal INTEGER NOT NULL, key TEXT NOT NULL, folded TEXT NOT NULL,
  day INTEGER NOT NULL, last INTEGER NOT NULL, is_vague INTEGER NOT NULL, status TEXT NOT NULL, mode TEXT NOT NULL,
  place INTEGER, json TEXT NOT NULL, occasion INTEGER NOT NULL
);
CREATE INDEX events_occasion ON events (occasion) WHERE occasion <> id;
CREATE INDEX events_brief ON events (brief);
CREATE INDEX events_place ON events (place);
CREATE INDEX events_folded ON events (folded, day);
CREATE INDEX events_key ON events (key);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_month ON events (day = 0, {month_of("day", "last")}, day, last) WHERE occasion = id;
CREATE TABLE participants (
  event INTEGER NOT NULL, variant INTEGER NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (event, variant)
) WITHOUT ROWID;
CREATE INDEX participants_variant ON participants (variant);
CREATE TABLE questions (
  id INTEGER PRIMARY KEY, brief INTEGER NOT NULL, ordinal INTEGER NOT NULL, key TEXT NOT NULL, ask TEXT NOT NULL,
  folded TEXT NOT NULL, status TEXT NOT NULL, asked TEXT, due TEXT, last INTEGER, answered TEXT, answer TEXT NOT NULL,
  answered_by TEXT NOT NULL, key_sign INTEGER NOT NULL, folded_sign INTEGER NOT NULL
);
CREATE INDEX questions_key ON questions (key_sign);
CREATE INDEX questions_folded ON questions (folded_sign);
CREATE INDEX questions_brief ON questions (brief);
CREATE INDEX questions_answered_by ON questions (answered_by) WHERE answered_by <> '';
CREATE INDEX questions_due ON questions ({DUE}, {ASKED}) WHERE status = 'open';
CREATE INDEX questions_closed ON questions (status, {ANSWERED} DESC) WHERE status <> 'open';
CREATE INDEX questions_asked ON questions ({first_day("asked")}) WHERE asked IS NOT NULL;
CREATE INDEX questions_answered ON questions ({first_day("answered")}) WHERE answered IS NOT NULL;
CREATE INDEX questions_partly ON questions (last) WHERE status = 'partly';
CREATE TABLE settled (question INTEGER PRIMARY KEY, by INTEGER NOT NULL);
CREATE INDEX settled_by ON settled (by);
CREATE TABLE subjects (
  question INTEGER NOT NULL, variant INTEGER NOT NULL, PRIMARY KEY (question, variant)
) WITHOUT ROWID;
CREATE INDEX subjects_variant ON subjects (variant);
CREATE TABLE tags (
  brief INTEGER NOT NULL, folded TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (brief, folded)
) WITHOUT ROWID;
CREATE INDEX tags_folded ON tags (folded);
CREATE TABLE updates (
  brief INTEGER NOT NULL, ordinal INTEGER NOT NULL, day INTEGER NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (brief, ordinal)
) WITHOUT ROWID;
CREATE INDEX updates_day ON updates (day);
CREATE TABLE joints (whole TEXT NOT NULL, parts TEXT NOT NULL, PRIMARY KEY (whole, parts)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5 (
  title, summary, body, names, notes, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'",
  prefix = '1 2 3', content = ''
);
INSERT INTO texts (texts, rank) VALUES ('automerge', 8);
INSERT INTO texts (texts, rank) VALUES ('hashsize', 16777216);
CREATE TABLE counts (
  stories INTEGER NOT NULL, open_questions INTEGER NOT NULL, broken INTEGER NOT NULL, actors INTEGER NOT NULL,
  venues INTEGER NOT NULL
);
INSERT INTO counts VALUES (0, 0, 0, 0, 0);
INSERT INTO meta VALUES ('born', hex(randomblob(8)));
{_COUNTING};
"""
"""`texts` holds the words of a text as they are searched (`desk/texts.py`), with blanks between. FTS5 itself folds
neither `ø` nor `ß`, and takes signs that are newer than it is for letters; of marks, and of what stands for signs
(`desk/signs.py`), it is told that they are part of words. `notes` are roles, questions, answers, events, claims and
updates. It keeps no copy, which would be a sixth of the whole index: a deletion repeats the old words to the letter,
made again of what `documents` holds, by the same program and the same Unicode (`version`). The prefix indexes cost
0.1 ms a brief and make search as one types quick, from the first letter on: of one that nearly every brief has words
with, all would be gone through three times. That of one letter is 7 % of the whole index. Eight parts of it, not four,
are merged into one, and each is what a transaction wrote: a first reading takes 40 % less for it."""


def index_file(root: Path, folder: Path) -> Path:
    """Where the index of a desk lies. Two programs on one machine have one each: neither makes the other's anew."""
    return folder / file_name(root, f"-{version():08x}.sqlite")


@cache
def version() -> int:
    """What `PRAGMA user_version` must say: made of the files that fill the index and of the Unicode by which they part
    words, so that any change rebuilds."""
    program = f"{stamp('desk', 'model', 'parse')}\n{unicodedata.unidata_version}"
    return (zlib.crc32(program.encode()) & 0x7FFFFFFF) or 1
