"""Briefs as hands write them: every style of YAML that a brief may have, with comments and blank lines anywhere."""

from __future__ import annotations

from random import Random
from typing import TypeVar

KEYS = ("title", "summary", "date", "tags", "actors", "venues", "events", "questions", "x-mine", "body")
T = TypeVar("T")
_INNER = ("id", "name", "role", "note", "about")


class Hand:
    """Writes one brief. Each comment in it is another: `# 1`, `# 2` …"""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._comments = 0

    def brief(self) -> str:
        keys = self._chance.sample(KEYS, self._chance.randint(2, 8))
        lines = [line for key in keys for line in [*self._gap(0), *self._gap(0), *self._key(key)]]
        return "\n".join([*lines, *self._gap(0)]) + "\n" * self._chance.randint(0, 2)

    def _key(self, key: str) -> list[str]:
        if key != "body":
            return _behind(f"{key}:", self._value(0, 0))
        more = [self._one_of("", " ", "more", "  deeper", "# heading") for _ in range(self._chance.randint(0, 4))]
        indent = " " * self._chance.randint(1, 5)
        return [f"body: |{self._end()}", *(f"{indent}{line}" if line.strip() else line for line in ["Text.", *more])]

    def _value(self, indent: int, depth: int) -> list[str]:
        kind = self._chance.random()
        if depth > 2 or kind < 0.4:
            return self._scalar(indent)
        if kind < 0.75:
            return [self._end(), *self._list(indent + self._chance.randint(0, 5), depth + 1)]
        return [self._end(), *self._gap(indent + 2), *self._mapping(indent + self._chance.randint(1, 5), depth + 1)]

    def _list(self, indent: int, depth: int) -> list[str]:
        dash = f"{' ' * indent}-"
        lines = []
        for _ in range(self._chance.randint(1, 3)):
            lines += self._gap(indent)
            gap = " " * self._chance.randint(1, 4)
            kind = self._chance.random()
            if kind < 0.15:
                lines.append(f"{dash}{self._end(0.4)}")
            elif kind < 0.25:
                deeper = indent + self._chance.randint(1, 5)
                lines += [f"{dash}{self._end(0.4)}", *self._gap(indent + 2), *self._mapping(deeper, depth)]
            elif kind < 0.6:
                first, *more = self._mapping(indent + 1 + len(gap), depth)
                lines += [f"{dash}{gap}{first.lstrip()}", *more]
            else:
                lines += _behind(dash, self._scalar(indent + 1), gap)
        return lines

    def _mapping(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        for key in self._chance.sample(_INNER, self._chance.randint(1, 3)):
            lines += self._gap(indent) if lines else []
            lines += _behind(f"{' ' * indent}{key}:", self._value(indent, depth), " " * self._chance.randint(1, 2))
        return lines

    def _scalar(self, indent: int) -> list[str]:
        deeper = " " * (indent + self._chance.randint(1, 4))
        blank = ["", "  "][: self._chance.randint(0, 2)]
        kind = self._chance.randint(0, 9)
        if kind < 3:
            return [self._one_of("word", "'it''s'", "'x'", '"y z"', "two words") + self._end()]
        if kind == 3:
            return ['"first', *blank, f'{deeper}second"{self._end()}']
        if kind == 4:
            return ["plain", *blank, f"{deeper}goes on{self._end()}"]
        if kind == 5:
            return [f"[a, 'b',{self._end()}", f"{deeper}c]{self._end()}"]
        if kind == 6:
            return [self._one_of("", "[a, 'b']", "{id: a}")]
        some = ("text", "text  ", "  more", "# no comment", "", "  ")
        text = [self._one_of(*some) for _ in range(self._chance.randint(0, 4))]
        blanks = " " * self._chance.randint(0, len(deeper))
        lines = [f"{deeper}{line}" if line else blanks for line in ["begin", *text]]
        return [f"{self._one_of('|', '>', '|-', '>-', '|+')}{self._end()}", *lines]

    def _gap(self, indent: int) -> list[str]:
        """Nothing, mostly; or blank lines and comments."""
        lines = []
        while self._chance.random() < 0.25:
            width = self._one_of(0, indent, self._chance.randint(0, 6))
            lines.append(" " * width + self._one_of("", self._comment(), self._comment()))
        return lines

    def _end(self, often: float = 0.15) -> str:
        """The end of a line: nothing, blanks, a comment."""
        if self._chance.random() < often:
            return " " * self._chance.randint(1, 3) + self._comment()
        return self._one_of("", "", "", "", " ")

    def _comment(self) -> str:
        self._comments += 1
        return f"# {self._comments}"

    def _one_of(self, *some: T) -> T:
        return self._chance.choice(some)


def _behind(key: str, value: list[str], gap: str = " ") -> list[str]:
    """A value behind its key or its dash."""
    first, *more = value
    return [f"{key}{gap if first.strip() and not first.lstrip().startswith('#') else ''}{first}", *more]
