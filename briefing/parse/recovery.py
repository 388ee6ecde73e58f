"""What can still be read of YAML that is broken, and where its author slipped.

The head of a file is cut into the pieces that begin with a key in the first column, and a broken list into its items;
each piece is read by itself, and each broken one is told once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from yaml.error import MarkedYAMLError, YAMLError

from briefing.model.names import nearest
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse.fields import OWNERS
from briefing.parse.nodes import (
    DEPTH,
    MappingNode,
    Node,
    Place,
    SequenceNode,
    TooDeep,
    compose,
    mapping,
    scalar,
    sequence,
)
from briefing.parse.values import quoted

PIECES = 2000
"""So many pieces are tried; a file with more mistakes is no brief."""

_KEY = r"""(?P<key>[A-Za-z0-9_][\w.\-]*|"[^"\n]+"|'[^'\n]+')[ \t]*:(?=[ \t\r]|$)"""
_BREAK = r"\r\n|\r|\n"
_INNER = frozenset(key for owner in OWNERS.values() for key in owner.fields)
"""The keys of entries."""


class Recovery:
    """The reading of one broken head, piece by piece; `known` are the keys to be expected."""

    def __init__(self, head: str, file: str, known: frozenset[str], problems: list[Problem]) -> None:
        self.lines = re.split(_BREAK, head)
        self.file, self.known, self.problems = file, known, problems
        self.pieces = 0

    def orphans(self) -> None:
        """Report a text in which nothing is a key."""
        self._orphans(0, len(self.lines))

    def mapping(self, error: YAMLError) -> Node | None:
        """Read the pieces between keys of the first column, and put what they say together."""
        starts = [n for n, line in enumerate(self.lines) if re.match(_KEY, line)]
        pairs: list[tuple[Node, Node]] = []
        before = len(self.problems)
        first = starts[0] if starts else len(self.lines)
        self._orphans(0, first)
        for start, end in pairwise([*starts, len(self.lines)]):
            self.pieces += 1
            if self.pieces > PIECES:
                break
            node = self._piece(start, end)
            if isinstance(node, MappingNode):
                pairs += node.value
        if len(self.problems) == before:
            self._tell(error, 0, len(self.lines))
        if not pairs:
            return None
        return mapping(pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark)

    def _piece(self, start: int, end: int) -> Node | None:
        node, error = self._try(start, end)
        if error is None:
            return node
        orphan = self._orphan(start + 1, end)
        if orphan is not None:
            node, shorter_error = self._try(start, orphan)
            if shorter_error is None:
                self._orphans(orphan, end)
                return node
        if (items := self._items(start, end)) is not None:
            return items
        self._tell(error, start, end)
        return self._value(start)

    def _try(self, start: int, end: int, dash: int | None = None) -> tuple[Node | None, YAMLError | None]:
        """Read these lines; with `dash`, as if the first one's dash stood in that column."""
        first = self.lines[start] if dash is None else " " * dash + self.lines[start].lstrip(" ")
        try:
            return compose("\n".join([first, *self.lines[start + 1 : end]]) + "\n", start)[0], None
        except YAMLError as error:
            return None, error

    def _orphan(self, start: int, end: int) -> int | None:
        for number in range(start, end):
            line = self.lines[number]
            if line[:1].isalnum() or line[:1] == "\uff1a":
                return number
        return None

    def _orphans(self, start: int, end: int) -> None:
        """Report lines of the first column that no key begins."""
        told = False
        for number in range(start, end):
            line = self.lines[number]
            if not line.strip() or line.lstrip().startswith("#") or told or line.startswith(("---", "%")):
                continue
            if problem := self._orphan_problem(number, line):
                self.problems.append(problem)
                told = True

    def _orphan_problem(self, number: int, line: str) -> Problem | None:
        stripped = line.lstrip(" \t\xa0")
        indent = len(line) - len(stripped)
        word = re.match(r"""["']?([\w-]+)["']?""", stripped)
        if indent and "\t" in line[:indent]:
            span = self._span(number, 0, indent)
            return Problem("B007", "a tab indents this line; YAML wants spaces", span, edits=self._spaces([number]))
        if indent and "\xa0" in line[:indent]:
            span = self._span(number, 0, indent)
            return Problem("B007", "a no-break space indents this line; write a space", span, fix=" " * indent)
        if indent and re.match(_KEY, stripped):
            message = "this key is indented, and the keys beside it are not"
            span = self._span(number, 0, indent)
            return Problem("B022", message, span, edits=(Edit(span, ""),))
        end = len(line.rstrip())
        if re.match(r"-(?!--|\s)", stripped):
            edits = (Edit(self._span(number, indent, indent + 1), "- "),)
            message = "a dash that makes a list needs a space behind it"
            return Problem("B117", message, self._span(number, indent, end), edits=edits)
        if stripped.startswith("-\xa0"):
            message = "a no-break space follows this dash; write a space"
            return Problem("B117", message, self._span(number, indent + 1, indent + 2), fix=" ")
        if item := re.match(r"(?:- +)+", stripped):
            stripped, indent = stripped[item.end() :], indent + item.end()
            word = re.match(r"""["']?([\w-]+)["']?""", stripped)
        if "\uff1a" in line and word and stripped[word.end() :].startswith("\uff1a"):
            at = line.index("\uff1a")
            return Problem("B023", "this is a full-width colon; write `: `", self._span(number, at, at + 1), fix=": ")
        if word is None:
            message = "this line belongs to no key"
            return Problem("B004", message, self._span(number, indent, end))
        key, after = word[1], stripped[word.end() :]
        at = indent + word.end()
        known = self.known if not indent else _INNER
        guess = key if key in known else nearest(key, known, 0.75)
        if after.startswith(":\xa0"):
            message = "a no-break space follows this colon; write a space"
            return Problem("B021", message, self._span(number, at + 1, at + 2), fix=" ")
        if after.startswith(":"):
            message = "a colon needs a space behind it"
            return Problem("B021", message, self._span(number, at, at + 1), fix=": ")
        if guess:
            message = f"a colon is missing behind `{key}`"
            return Problem("B005", message, self._span(number, indent, at), fix=f"{guess}:")
        message = "this line belongs to no key; a key ends with a colon, and what continues a value is indented"
        return Problem("B005", message, self._span(number, indent, end))

    def _items(self, start: int, end: int) -> Node | None:
        """The piece as a list read item by item, or None if it is no block list."""
        count = len(self.problems)
        key = re.match(_KEY, self.lines[start])
        if key is None or self.lines[start][key.end() :].split("#")[0].strip():
            return None
        dashes = [n for n in range(start + 1, end) if re.match(r"[ ]*-(?:\s|$)", self.lines[n])]
        if not dashes:
            return None
        depth = self.lines[dashes[0]].index("-")
        before = [n for n in range(start + 1, dashes[0]) if not re.match(r"\s*(?:#|$)", self.lines[n])]
        if before:
            if self._width(before[0]) not in (depth + 1, depth + 2):
                return None
            self.problems.append(self._no_dash(before[0], depth))
            line = self.lines[before[0]]
            self.lines[before[0]] = f"{' ' * depth}- {line.lstrip(' ')}"
            items = self._items(start, end)
            self.lines[before[0]] = line
            return items
        starts = [n for n in dashes if self.lines[n].index("-") <= depth + 1]
        depth, odd = self._odd(starts)
        values: list[Node] = []
        for begin, stop in pairwise([*starts, end]):
            self.pieces += 1
            if self.pieces > PIECES:
                break
            node, error = self._try(begin, stop)
            if error is not None and begin in odd:
                node, error = self._try(begin, stop, depth)
            if isinstance(node, SequenceNode):
                values += node.value
            elif error is not None:
                self._tell(error, begin, stop)
                values += self._text_of_item(begin, stop)
        if odd:
            self.problems.append(self._odd_dash(odd[0], depth))
        if len(self.problems) == count:
            return None
        here = Place(start, key.start())
        name = scalar(key["key"].strip("\"'"), here, Place(start, key.end("key")))
        last = Place(end - 1, len(self.lines[end - 1]))
        items = sequence(values, Place(starts[0], depth), last)
        return mapping([(name, items)], here, last)

    def _odd(self, dashes: list[int]) -> tuple[int, list[int]]:
        """The column in which most dashes of a list stand, and the lines of those that stand elsewhere."""
        columns = [self.lines[n].index("-") for n in dashes]
        counts = Counter(columns)
        good = max(columns, key=lambda column: (counts[column], column > 0 and column % 2 == 0))
        return good, [n for n, column in zip(dashes, columns, strict=True) if column != good]

    def _odd_dash(self, number: int, good: int) -> Problem:
        span = self._span(number, 0, self.lines[number].index("-") + 1)
        return Problem("B022", "this dash is indented differently from those of its list", span, fix=" " * good + "-")

    def _width(self, number: int) -> int:
        return len(self.lines[number]) - len(self.lines[number].lstrip(" "))

    def _no_dash(self, number: int, depth: int) -> Problem:
        width = self._width(number)
        edits = (Edit(self._span(number, 0, width), " " * depth + "- "),)
        span = self._span(number, width, len(self.lines[number].rstrip()))
        return Problem("B117", "a dash is missing before this item of the list", span, edits=edits)

    def _siblings(self, number: int) -> list[int]:
        """The lines with a dash that belong to the list of this one, or were to."""
        column = self.lines[number].index("-")
        found = [number]
        for way in (range(number - 1, -1, -1), range(number + 1, len(self.lines))):
            for n in way:
                stripped = self.lines[n].lstrip(" ")
                width = len(self.lines[n]) - len(stripped)
                is_dash = stripped.startswith(("- ", "-\t")) or stripped == "-"
                if stripped and not stripped.startswith("#") and (width < column - 1 if is_dash else width <= column):
                    break
                if is_dash and width <= column + 1:
                    found.append(n)
        return sorted(found)

    def _text_of_item(self, begin: int, stop: int) -> list[Node]:
        """A broken item of one line is still text: `- Will he come: yes or no: who knows?`."""
        line = self.lines[begin]
        text = line.split("-", 1)[1].strip()
        if stop - begin > 1 and any(rest.strip() for rest in self.lines[begin + 1 : stop]):
            return []
        if not text or text[0] in "[{&*!|>%@`'\"" or ": " not in text:
            return []
        at = line.index(text)
        return [scalar(text, Place(begin, at), Place(begin, at + len(text)))]

    def _value(self, start: int) -> Node | None:
        """A broken `key: text` is still text, so that a title shows."""
        line = self.lines[start]
        key = re.match(_KEY, line)
        if key is None:
            return None
        raw = line[key.end() :].strip()
        text = raw.strip("\"'") if raw[:1] in ("'", '"') else raw
        name = key["key"].strip("\"'")
        if name not in ("title", "summary", "name") or not text or text[0] in "[{&*!|>%":
            return None
        at = line.index(text)
        here = Place(start, 0)
        node = scalar(text, Place(start, at), Place(start, at + len(text)))
        key_node = scalar(name, here, Place(start, key.end("key")))
        return mapping([(key_node, node)], here, node.end_mark)

    def _span(self, line: int, start: int, end: int) -> Span:
        return Span(self.file, line + 1, start + 1, line + 1, max(end, start + 1) + 1)

    def _tell(self, error: YAMLError, start: int, end: int) -> None:
        self.problems.append(self._diagnose(error, start, end))

    def _diagnose(self, error: YAMLError, start: int, end: int) -> Problem:
        """The author's mistake behind the parser's complaint about the lines `start:end`."""
        if isinstance(error, TooDeep):
            line, column = error.place
            line = min(line + start, len(self.lines) - 1)
            message = f"values are nested more than {DEPTH} levels deep here"
            return Problem("B015", message, self._span(line, column, column + 1))
        for number in range(start, end):
            if problem := self._lint(number):
                if problem.code == "B007":
                    return replace(problem, edits=self._spaces(range(number, end)))
                return problem
        if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
            return Problem("B004", "this cannot be read as YAML", self._span(start, 0, len(self.lines[start])))
        mark, context = error.problem_mark, error.context_mark
        line = min(mark.line + start, len(self.lines) - 1)
        column = mark.column
        said = error.problem or ""
        if context is not None and "quoted scalar" in (error.context or ""):
            at = min(context.line + start, len(self.lines) - 1)
            if "escape" in said:
                message = "this backslash means nothing in double quotes; use single quotes or write it twice"
                return Problem("B024", message, self._span(line, column, column + 1), fix="\\\\")
            quote = self.lines[at][context.column : context.column + 1]
            message = f"the quotation mark `{quote}` that opens here is never closed"
            return Problem("B008", message, self._span(at, context.column, context.column + 1))
        if "flow node" in (error.context or "") and (place := self._open_bracket(start, end)):
            message = f"the bracket `{self.lines[place.line][place.column]}` that opens here is never closed"
            return Problem("B009", message, self._span(place.line, place.column, place.column + 1))
        if context is not None and "flow" in (error.context or ""):
            at = min(context.line + start, len(self.lines) - 1)
            bracket = self.lines[at][context.column : context.column + 1]
            if problem := self._inside(at, line, column):
                return problem
            message = f"the bracket `{bracket}` that opens here is never closed, or a comma is missing inside"
            return Problem("B009", message, self._span(at, context.column, context.column + 1))
        if "mapping values" in said:
            return self._colon(line, column)
        if context is not None and ("alias" in (error.context or "") or "anchor" in (error.context or "")):
            return self._reserved(min(context.line + start, len(self.lines) - 1), context.column)
        if "cannot start any token" in said or "alias" in said or "directive" in (error.context or ""):
            return self._reserved(line, column)
        if "expected ':'" in said and context is not None:
            at = min(context.line + start, len(self.lines) - 1)
            return self._orphan_problem(at, self.lines[at]) or self._plain(at, context.column)
        if "expected key" in said or "'-' indicator" in said:
            return self._unexpected(line, column)
        return self._plain(line, column)

    def _open_bracket(self, start: int, end: int) -> Place | None:
        """The last bracket of these lines that opens and is not closed."""
        opened: list[Place] = []
        for number in range(start, end):
            for found in re.finditer(r"""[\[{]|[\]}]|(?:^|(?<=[\s,\[\]{}]))#.*""", self.lines[number]):
                if found[0] in ("[", "{"):
                    opened.append(Place(number, found.start()))
                elif found[0] in ("]", "}") and opened:
                    opened.pop()
        return opened[-1] if opened else None

    def _inside(self, opened: int, line: int, column: int) -> Problem | None:
        """What is wrong inside brackets at the place where YAML stumbled, if it is that place."""
        text = self.lines[line]
        char, before = text[column : column + 1], text[:column].rstrip()
        within = "\n".join([*self.lines[opened:line], text[: column + 1]])
        if char in ("]", "}") and within.count(char) > within.count("[" if char == "]" else "{"):
            message = f"the bracket `{char}` closes another kind than the one that is open"
            return Problem("B009", message, self._span(line, column, column + 1))
        if char in ("[", "{", '"', "'") and before and before[-1] not in "[{,:":
            return Problem("B009", "a comma is missing before this", self._span(line, column, column + 1))
        if char == ":" and (word := re.search(r"[\w-]+$", before)) is not None:
            if word[0] in _INNER and re.search(r"\S[ ]+$", before[: word.start()]):
                message = f"a comma is missing before `{word[0]}`"
                return Problem("B009", message, self._span(line, word.start(), column))
            message = "a colon and a space inside unquoted text make a key; put the text in quotes"
            return Problem("B006", message, self._span(line, column, column + 1))
        return None

    def _lint(self, number: int) -> Problem | None:
        line = self.lines[number]
        stripped = line.lstrip(" \t\xa0")
        blank = line[: len(line) - len(stripped)]
        if not stripped:
            return None
        if "\t" in blank:
            at = blank.index("\t")
            message = "a tab indents this line; YAML wants spaces"
            return Problem("B007", message, self._span(number, at, len(blank)))
        if "\xa0" in blank:
            at = blank.index("\xa0")
            message = "a no-break space indents this line; write a space"
            return Problem("B007", message, self._span(number, at, at + 1))
        if match := re.match(r"[ ]*-[ ]*(\t)", line):
            message = "a tab follows this dash; YAML wants a space"
            return Problem("B007", message, self._span(number, match.start(1), match.end(1)), fix=" ")
        return self._behind_quotes(number, line)

    def _behind_quotes(self, number: int, line: str) -> Problem | None:
        """Text behind the closing mark of a text in quotes."""
        found = behind_quotes(line)
        if found is None:
            return None
        start, at, is_inside = found
        if line[start] == "'" and line[at - 1] == "'":
            message = "an apostrophe inside single quotes ends them; use double quotes, or write it twice"
            return Problem("B010", message, self._span(number, at - 1, at), fix="''")
        message = "text follows the closing quotation mark; put all of it in quotes, or none"
        whole = line[start:].rstrip()
        fix = quoted(whole) if line[start] == '"' and "#" not in whole and not is_inside else ""
        edits = (Edit(self._span(number, start, len(line.rstrip())), fix),) if fix else ()
        end = len(line.rstrip()) if not is_inside else at + len(re.split(r"[,\]}]", line[at:])[0].rstrip())
        return Problem("B010", message, self._span(number, at, end), fix=fix, edits=edits)

    def _spaces(self, lines: Iterable[int]) -> tuple[Edit, ...]:
        """The edits that put two spaces for each tab, and one for each no-break space, that indents these lines."""
        edits = []
        for number in lines:
            line = self.lines[number]
            blank = line[: len(line) - len(line.lstrip(" \t\xa0"))]
            if blank.strip(" ") and blank != line:
                good = blank.replace("\t", "  ").replace("\xa0", " ")
                edits.append(Edit(self._span(number, 0, len(blank)), good))
        return tuple(edits)

    def _colon(self, line: int, column: int) -> Problem:
        text = self.lines[line]
        lead = re.match(r"[ ]*(?:- )?(?:[\w-]+:[ ]+)?", text)
        begin = lead.end() if lead else 0
        if begin < column and text[begin:].strip():
            value = text[begin:].rstrip()
            if value.endswith("}") and "{" not in value:
                message = "the bracket `}` closes nothing; the one that opens is missing"
                at = len(text.rstrip()) - 1
                return Problem("B009", message, self._span(line, at, at + 1))
            message = "a colon and a space inside unquoted text make a key; put the text in quotes"
            edit = Edit(self._span(line, begin, begin + len(value)), quoted(value))
            return Problem("B006", message, self._span(line, column, column + 1), fix=edit.text, edits=(edit,))
        above = line - 1
        while above >= 0 and not self.lines[above].strip():
            above -= 1
        if above >= 0 and re.match(r"[ ]*-[^\s-]", self.lines[above]):
            return self._orphan_problem(above, self.lines[above]) or self._plain(line, column)
        if (
            above >= 0
            and not self.lines[above].rstrip().endswith(":")
            and re.match(_KEY, self.lines[above].lstrip(" -"))
        ):
            indent = len(text) - len(text.lstrip(" "))
            beside = len(self.lines[above]) - len(self.lines[above].lstrip(" -"))
            span = self._span(line, 0, indent or 1)
            edits = (Edit(span, " " * beside),) if indent > beside else ()
            return Problem("B022", "this key is indented deeper than the keys beside it", span, edits=edits)
        if above >= 0:
            return self._orphan_problem(above, self.lines[above]) or self._plain(line, column)
        return self._plain(line, column)

    def _reserved(self, line: int, column: int) -> Problem:
        text = self.lines[line]
        char = text[column : column + 1]
        if not char.strip():
            return self._plain(line, column)
        value = (
            re.split(r"[,\]}]|\s#", text[column:])[0].rstrip()
            if text.lstrip(" -")[:1] in "[{"
            else text[column:].rstrip()
        )
        message = f"a value may not begin with `{char}`; put it in quotes"
        return Problem("B011", message, self._span(line, column, column + len(value)), fix=quoted(value))

    def _unexpected(self, line: int, column: int) -> Problem:
        text = self.lines[line]
        if text[column : column + 1] in ("]", "}"):
            message = f"the bracket `{text[column]}` closes nothing"
            return Problem("B009", message, self._span(line, column, column + 1))
        if text[column : column + 1] == "-" and not text[:column].strip():
            good, odd = self._odd(self._siblings(line))
            if odd:
                return self._odd_dash(odd[0], good)
            above = next((n for n in range(line - 1, -1, -1) if self._width(n) <= column + 1), 0)
            if self._width(above) == column + 1:
                return self._no_dash(above, column)
        if text[:column].strip(" -") == "":
            message = "this line is indented differently from its neighbours"
            return Problem("B022", message, self._span(line, 0, max(column, 1)))
        return self._plain(line, column)

    def _plain(self, line: int, column: int) -> Problem:
        line = max(0, min(line, len(self.lines) - 1))
        while line and not self.lines[line].strip():
            line -= 1
            column = 0
        end = max(len(self.lines[line].rstrip()), column + 1)
        return Problem("B004", "YAML cannot make sense of this place", self._span(line, column, end))


_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*""")
_LEAD = re.compile(r"""[ ]*(?:- +)*(?:[\w-]+:[ ]+)?""")


def behind_quotes(line: str) -> tuple[int, int, bool] | None:
    """Where in a line a text in quotes begins and where more text follows it, and whether that is inside brackets."""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    depth, is_start = 0, True
    while at < len(line):
        char = line[at]
        if is_start and char in "\"'":
            match = _QUOTED.match(line, at)
            if match is None:
                return None
            after = line[match.end() : match.end() + 1]
            is_comment = after == "#" and match.end() > match.end(1)
            if after and not is_comment and after not in (",]}:" if depth else ":"):
                return at, match.end(), depth > 0
            at, is_start = match.end(), False
            continue
        if is_start and char in "[{":
            depth += 1
        elif depth and char in "]}":
            depth -= 1
        elif (not depth and not is_start) or (char == "#" and line[at - 1 : at] in ("", " ")):
            return None
        else:
            is_start = (bool(depth) and char in ",:") or (is_start and char == " ")
        at += 1
    return None
