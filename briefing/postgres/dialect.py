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
    r"|(?P<index>\s+INDEXED BY \w+)"  # PostgreSQL chooses by what it knows of the tables
    r"|(?P<all>\bLIMIT -1\b)"
    r"|(?P<most>\bLIMIT (?=[?:]))"
    r"|(?P<mark>\?\d*)"
    r"|(?P<name>(?<!:):[a-z]\w*)"
    r"|(?P<list>\bjson_each\()"
    r"|(?P<real>\b\d+\.\d+\b)"  # otherwise it is counted with as a decimal, which takes ten times as long
    r"|(?P<percent>%)"
)
_AMONG = re.compile(
    r"(?<!NOT )\bIN \(SELECT (CAST\(value AS BIGINT\)|value)(?: AS value)? FROM json_each\((\?\d*|:\w+|'[^']*')\)\)"
)
"""A column among the values of a list. As an array these are found in the column's index one by one, whatever
PostgreSQL would think of a join."""


def as_asked(sql: str, values: Values) -> tuple[str, Values | None]:
    """A question and its values, as psycopg takes them."""
    turned, order = _turned(sql)
    if isinstance(values, Mapping):
        return turned, values
    if not order:
        return turned, values or None
    given = {f"v{number}": values[number - 1] for number in order}
    return _WORDS.sub(lambda found: _literal(given[found[1]]), turned) if "tsquery" in turned else turned, given


_WORDS = re.compile(r"CAST\(%\((v\d+)\)s AS tsquery\)")
"""What the full text is asked for. By it PostgreSQL tells how many there will be, and so how to find the newest:
it has to see it when it plans, and of a prepared question it doesn't see the values then."""


def _literal(text: str) -> str:
    quoted = text.replace("'", "''").replace("\\", "\\\\").replace("%", "%%")
    return f"CAST(E'{quoted}' AS tsquery)"


@lru_cache(maxsize=1024)
def _turned(sql: str) -> tuple[str, tuple[int, ...]]:
    """The question with psycopg's marks, all of them named, and which of the values they are, from 1."""
    order: list[int] = []
    is_limit = False

    def turn(found: re.Match[str]) -> str:
        nonlocal is_limit
        kind, text = found.lastgroup, found[0]
        if kind == "text":
            return text.replace("%", "%%")
        if kind == "index":
            return ""
        if kind == "all":
            return "LIMIT ALL"
        if kind == "most":
            is_limit = True
            return text
        if kind == "list":
            return "each_of("
        if kind == "real":
            return f"{text}::double precision"
        if kind == "percent":
            return "%%"
        if kind == "mark":
            number = int(text[1:]) if len(text) > 1 else len(order) + 1
            order.append(number)
            named = f"%(v{number})s"
        else:
            named = f"%({text[1:]})s"
        if is_limit:  # in SQLite a negative one is none
            is_limit = False
            return f"nullif(greatest({named}, -1), -1)"
        return named

    return _TURNED.sub(turn, _AMONG.sub(r"= ANY (ARRAY(SELECT \1 FROM json_each(\2)))", sql)), tuple(order)
