"""The tables of a published desk, made of those of the index (`desk/schema.py`).

They differ in the names of the types, in that nothing is counted by triggers (the publisher's index has counted), and
in the full text, which is PostgreSQL's own (`full_text.py`). `sources` has the files as they were published,
`frequencies` in how many briefs each word stands, and `rolls` the whole lists in order. All text is ordered by its code
points, as SQLite orders it.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.desk import schema
from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is the same in both: its columns in order, and those of its key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    sql: str
    indexes: tuple[str, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """What the values of the columns are sent as: a vector as bytes."""
        return tuple([_SENT[found] for found in re.findall("|".join(_SENT), self.sql)])


_TYPES = {"INTEGER": "bigint", "TEXT": 'text COLLATE "C"', "BLOB": "bytea", "REAL": "double precision"}
_SENT = {"bigint": "int8", "text COLLATE": "text", "bytea": "bytea", "double precision": "float8", "tsvector": "bytea"}
_OWN = ("portraits", "stale", "tokens")
"""What only the index needs that reads files."""
_WORDS = ("status",)
"""Texts that are words of a list of ours, and so are short."""

FORM = 4
"""The form of what is published, to be counted up with any change of it: a test holds that it was not forgotten."""

OF_TEXTS = (
    Table(
        name="texts",
        columns=("brief", "length", "words", "notes"),
        key=("brief",),
        sql="CREATE TABLE texts"
        " (brief bigint, length bigint NOT NULL, words tsvector NOT NULL, notes tsvector NOT NULL)"
        " WITH (toast_tuple_target = 8160);"
        " ALTER TABLE texts ALTER words SET STORAGE main, ALTER notes SET STORAGE main",
        indexes=(
            "ALTER TABLE texts ADD PRIMARY KEY (brief)",
            "CREATE INDEX texts_words ON texts USING gin (words)",
            "CREATE INDEX texts_notes ON texts USING gin (notes)",
        ),
    ),
    Table(
        name="sources",
        columns=("brief", "text"),
        key=("brief",),
        sql='CREATE TABLE sources (brief bigint, text text COLLATE "C" NOT NULL)',
        indexes=("ALTER TABLE sources ADD PRIMARY KEY (brief)",),
    ),
)
"""What is made of each brief and of its file. The vectors lie in the rows themselves, as they are, if they can: whoever
counts or ranks what a common word finds looks at thousands of them."""
FREQUENCIES = Table(
    name="frequencies",
    columns=("word", "briefs"),
    key=("word",),
    sql='CREATE TABLE frequencies (word text COLLATE "C", briefs bigint NOT NULL)',
    indexes=("CREATE INDEX frequencies_by_word ON frequencies (word)",),
)
TOTALS = Table(
    name="totals",
    columns=("briefs", "words"),
    key=(),
    sql="CREATE TABLE totals (briefs bigint, words bigint)",
    indexes=(),
)
"""How many briefs the full text has, and how many words."""
ROLLS = Table(
    name="rolls",
    columns=("kind", "sorted_by", "numbers", "runs", "tellings"),
    key=("kind", "sorted_by"),
    sql='CREATE TABLE rolls (kind text COLLATE "C", sorted_by text COLLATE "C", numbers bytea NOT NULL,'
    ' runs text COLLATE "C" NOT NULL, tellings text COLLATE "C" NOT NULL);'
    " ALTER TABLE rolls ALTER numbers SET STORAGE external, ALTER runs SET STORAGE external,"
    " ALTER tellings SET STORAGE external",
    indexes=("ALTER TABLE rolls ADD PRIMARY KEY (kind, sorted_by)",),
)
"""Whole lists in each of their orders (`rolls.py`), as they are: each is read far more often than it is written."""


@cache
def tables() -> dict[str, Table]:
    """The tables that are copied, by name."""
    made: dict[str, Table] = {}
    statements = [one.strip() for one in schema.TABLES.split(";\n")]
    for one in statements:
        found = re.fullmatch(r"CREATE TABLE (\w+) \((.*)\)(?: WITHOUT ROWID)?", one, re.DOTALL)
        if found is None or found[1] in _OWN:
            continue
        name, body = found[1], " ".join(found[2].split())
        columns, key = _columns(body)
        texts = frozenset(re.findall(r"(\w+) TEXT", body)).difference(_WORDS)
        begins = re.compile(rf"CREATE (?:UNIQUE )?INDEX \w+ ON {name} ")
        indexes = [_index(other, texts) for other in statements if begins.match(other)]
        keys = filter(None, (", ".join(key), *re.findall(r"(\w+) \w+(?: NOT NULL)? UNIQUE", body)))
        for own in keys:
            if own in columns and own not in texts:
                indexes += [f"ALTER TABLE {name} ADD PRIMARY KEY ({own})"]
                continue
            indexes += [_index(f"CREATE INDEX {name}_by_{own.partition(',')[0]} ON {name} ({own})", texts)]
        made[name] = Table(
            name=name,
            columns=columns,
            key=key or columns,
            sql=f"CREATE TABLE {name} ({_typed(body)})",
            indexes=tuple(indexes),
        )
    return made


def _columns(body: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns, and those of the key."""
    found = re.search(r"PRIMARY KEY \(([^)]*)\)", body)
    key = tuple(found[1].split(", ")) if found else ()
    columns = []
    for part in re.sub(r",? ?PRIMARY KEY \([^)]*\)", "", body).split(", "):
        name = part.split()[0]
        columns.append(name)
        if "PRIMARY KEY" in part:
            key = (name,)
    return tuple(columns), key


def _typed(body: str) -> str:
    """The columns with PostgreSQL's types, and no keys: they are indexes too."""
    body = re.sub(r",? ?PRIMARY KEY \([^)]*\)| PRIMARY KEY| UNIQUE", "", body)
    return re.sub(r"\b(INTEGER|TEXT|BLOB|REAL)\b", lambda found: _TYPES[found[1]], body)


def _index(sql: str, texts: frozenset[str]) -> str:
    """An index as PostgreSQL can have it. No text may be longer in one than 2,704 bytes, and a title may: so a text is
    looked up by its hash, and of what is behind it in an order the rest is sorted as it is read.

    `texts` are the columns of the table that are texts."""
    head, rest = sql.split(" (", 1)
    inner, tail = _split_at_bracket(rest)
    head = head.replace("UNIQUE ", "")  # the index that is copied has seen to it
    parts = []
    for part in _parts(inner):
        order = " DESC" if part.endswith(" DESC") else ""
        part = part.removesuffix(" DESC")
        if part in texts:
            break
        is_column = re.fullmatch(r"\w+", part) is not None
        parts.append(f"{part if is_column else f'({part})'}{order}")
    if not parts:
        table = head.rpartition(" ")[2]
        return f"{head} USING hash ({_parts(inner)[0]}){tail}" if table != "joints" else f"{head} ({inner})"
    return f"{head} ({', '.join(parts)}){tail}"


def _split_at_bracket(text: str) -> tuple[str, str]:
    depth = 1
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return text[:at], text[at + 1 :]
    raise ValueError(text)


def _parts(text: str) -> list[str]:
    """What commas part outside brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]
