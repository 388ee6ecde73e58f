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
    r"|(?P<percent>%)"
)


def as_asked(sql: str, values: Values) -> tuple[str, Values | None]:
    """A question and its values, as psycopg takes them."""
    turned, order = _turned(sql)
    if isinstance(values, Mapping):
        return turned, values
    if not order:
        return turned, values or None
    given = list(values)
    return turned, {f"v{number}": given[number - 1] for number in order}


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

    return _TURNED.sub(turn, sql), tuple(order)
