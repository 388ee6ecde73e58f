"""TOML that anybody may have written: read in a time that grows with it, or told why not."""

from __future__ import annotations

import re
from typing import Any

_PARTS = 32
"""So many names a dotted key may have: the parser's time grows with their square."""
_LONG_KEY = (
    rf"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')(?:[ \t]*+\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')){{{_PARTS}}}"""
)


class NotToml(Exception):
    """What is the matter, with the line and the column, from 0."""

    def __init__(self, message: str, line: int, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def load(text: str) -> dict[str, Any]:
    """What a text says in TOML. Raises `NotToml`."""
    import tomllib

    if "." in text and (long := re.search(_LONG_KEY, text)):
        start = text.rfind("\n", 0, long.start()) + 1
        raise NotToml(f"a key has more than {_PARTS} parts", text.count("\n", 0, start), long.start() - start)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _sign, place = str(error).removesuffix(")").partition(" (at ")
        numbers = re.search(r"line (\d+), column (\d+)", place)
        line, column = (int(numbers[1]) - 1, int(numbers[2]) - 1) if numbers else (text.count("\n"), 0)
        raise NotToml(message, line, column) from None
    except ValueError as error:
        raise NotToml("a number is too long" if "digits" in str(error) else str(error), 0) from None
    except RecursionError:
        raise NotToml("it is nested too deep", 0) from None
