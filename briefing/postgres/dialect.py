"""A question to the index, as PostgreSQL takes it.

The questions are written once, in what both engines read, with SQLite's marks for values; what is only spelled
otherwise is turned here, and what PostgreSQL has no word for is a function of the schema (`functions.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

Values = Sequence[Any] | Mapping[str, Any]

_TURNED = re.compile(
    r"(?P<text>'(?:[^']|'')*')"  # what is quoted stays as it is
    r"|(?P<index>\s+INDEXED BY \w+)"
    r"|(?P<all>\bLIMIT -1\b)"
    r"|(?P<most>\bLIMIT (?=[?:]))"
    r"|(?P<words>\bCAST\((?P<asked>\?\d*|:\w+) AS tsquery\))"
    r"|(?P<mark>\?\d*|(?<!:):[a-z]\w*)"
    r"|(?P<list>\bjson_each\()"
    r"|(?P<joined>\bgroup_concat\()"
    r"|(?P<real>\b\d+\.\d+\b)"
)
_SPELLED = {
    "index": "",  # PostgreSQL chooses by what it knows of the tables
    "all": "LIMIT ALL",
    "list": "each_of(",
    "joined": "string_agg(",
    "real": "{}::double precision",  # otherwise it is counted with as a decimal, which takes ten times as long
}
_AMONG = re.compile(
    r"(?<!NOT )\bIN \(SELECT (CAST\(value AS BIGINT\)|value)(?: AS value)? FROM json_each\((\?\d*|:\w+|'[^']*')\)\)"
)
"""A column among the values of a list. As an array these are found in the column's index one by one, whatever
PostgreSQL would think of a join."""


def as_asked(sql: str, values: Values) -> tuple[str, tuple[Any, ...]]:
    """A question and its values, as PostgreSQL takes them: `$1` is the first of them."""
    turned, order, literals = _turned(sql)
    given = values if isinstance(values, Mapping) else {str(at): value for at, value in enumerate(values, 1)}
    if literals:
        turned = _SLOT.sub(lambda found: _literal(given[found[1]]), turned)
    return turned, tuple([given[key] for key in order])


_SLOT = re.compile("\0(\\w+)\0")
"""Where what the full text is asked for stands in a question. By it PostgreSQL tells how many there will be, and so how
to find the newest: it has to see it when it plans, and of a prepared question it doesn't see the values then."""


def _literal(text: str) -> str:
    quoted = text.replace("'", "''").replace("\\", "\\\\")
    return f"CAST(E'{quoted}' AS tsquery)"


@lru_cache(maxsize=1024)
def _turned(sql: str) -> tuple[str, tuple[str, ...], bool]:
    """The question with PostgreSQL's marks and slots for what the full text is asked for; which values the marks mean,
    by name or by number from 1; and whether there are slots."""
    order: list[str] = []
    highest = 0
    is_limit = has_slots = False

    def key(text: str) -> str:
        nonlocal highest
        if text[0] == ":":
            return text[1:]
        number = int(text[1:]) if len(text) > 1 else highest + 1
        highest = max(highest, number)
        return str(number)

    def turn(found: re.Match[str]) -> str:
        nonlocal is_limit, has_slots
        kind, text = found.lastgroup, found[0]
        if kind == "words":
            has_slots = True
            return f"\0{key(found['asked'])}\0"
        if kind != "mark":
            is_limit = kind == "most"
            return _SPELLED.get(kind or "", "{}").format(text)
        named = key(text)
        if named not in order:
            order.append(named)
        mark = f"${order.index(named) + 1}"
        if is_limit:  # in SQLite a negative one is none
            is_limit = False
            return f"nullif(greatest({mark}, -1), -1)"
        return mark

    turned = _TURNED.sub(turn, _AMONG.sub(r"= ANY (ARRAY(SELECT \1 FROM json_each(\2)))", sql))
    return turned, tuple(order), has_slots
