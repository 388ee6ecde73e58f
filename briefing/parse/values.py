"""One node to a plain value: every conversion and every check of a single value.

A wrong value is reported at its place and dropped; what is right around it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from briefing.model.countries import COUNTRIES
from briefing.model.names import clean, fold, looks_like_id, nearest, slug
from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.model.when import WhenError, parse_when
from briefing.parse.fields import Field
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of


class Values:
    """Converts the values of one file and collects what is wrong with them.

    `lines` are the file's, to see how a text goes on.
    """

    def __init__(self, file: str, problems: list[Problem], lines: Sequence[str] = ()) -> None:
        self.file = file
        self.problems = problems
        self.lines = lines

    def value(self, row: Field, node: Node) -> Any:
        """The value of a field that is no entry; None where the node has none."""
        return _CONVERT[row.kind](self, row, node)

    def span(self, node: Node) -> Span:
        """Where a node stands; a collection ends where its last value ends."""
        start, (end_line, end_column) = node.start_mark, end_of(node)
        return Span(self.file, start.line + 1, start.column + 1, end_line + 1, end_column + 1)

    def report(self, code: str, message: str, at: Node | Span, fix: str = "", severity: Severity = "error") -> None:
        """Note a problem at a node or a span."""
        span = at if isinstance(at, Span) else self.span(at)
        self.problems.append(Problem(code, message, span, severity, fix, is_sure=bool(fix)))

    def at(self, node: Node, start: int, end: int) -> Span:
        """The place of some characters of a node's first line."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        return Span(self.file, line, column + start, line, column + end)

    def part(self, node: Node, match: re.Match[str], group: int) -> Span:
        """The place of a part of a text that stands as it is in its first line."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        return Span(self.file, line, column + match.start(group), line, column + match.end(group))

    def plain(self, row: Field, node: Node) -> str | None:
        """A scalar's text, made safe and put on one line; lists are reported and read for what they are worth."""
        if isinstance(node, ScalarNode):
            text = clean(text_of(node))
            if "\n" in text or "\t" in text:
                text = re.sub(_BLANKS, " ", text)
            return text.strip() if node.style else self._unquoted(row, node, text.strip())
        if isinstance(node, SequenceNode):
            self.report("B105", f"a list stands where `{row.key}` wants a single value", node)
            parts = [clean(text_of(item)) for item in node.value if isinstance(item, ScalarNode)]
            return ", ".join(parts) if parts and (len(parts) == 1 or row.kind == "text") else None
        if len(node.value) == 1 and all(isinstance(part, ScalarNode) for part in node.value[0]):
            text = ": ".join(clean(text_of(part)) for part in node.value[0])
            message = "the colon makes keys and values of this; put it in quotes"
            self.report("B116", message, node, fix=quoted(text.strip()))
            return text.strip() if row.kind == "text" else None
        self.report("B105", f"keys and values stand where `{row.key}` wants a single value", node)
        return None

    def _unquoted(self, row: Field, node: ScalarNode, text: str) -> str:
        """A text without quotes: a mark at its end whose partner was lost is told, and so is an item inside it."""
        if node.start_mark.line != node.end_mark.line:
            if row.kind not in ("text", "reference"):
                return self._first_line(row, node, text)
            self._swallowed_item(node)
        if text[-1:] not in ("]", "}", '"'):
            return text
        line, column = node.end_mark.line + 1, node.end_mark.column
        last = Span(self.file, line, column, line, column + 1)
        if closes_nothing(text):
            self.report("B009", f"the bracket `{text[-1]}` closes nothing; the one that opens is missing", last)
            return text[:-1].rstrip()
        if text[-1] == '"' and text.count('"') == 1 and text[0] not in _OPENING and not text[-2:-1].isdigit():
            message = "a quotation mark closes here, and none opens; delete it, or quote the whole text"
            self.report("B008", message, last, severity="warning")
        return text

    def _first_line(self, row: Field, node: ScalarNode, text: str) -> str:
        """The first line of a value that has one; what goes on below it is reported."""
        for number in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self.lines))):
            line = self.lines[number]
            if line.strip() and not line.lstrip().startswith("#"):
                width = len(line) - len(line.lstrip())
                span = Span(self.file, number + 1, width + 1, number + 1, len(line.rstrip()) + 1)
                self.report("B005", f"this line goes on with `{row.key}`, which has one line", span)
                first = self.lines[node.start_mark.line][node.start_mark.column :]
                return re.split(r"\s#", first)[0].strip()
        return text

    def _swallowed_item(self, node: ScalarNode) -> None:
        """Report an item of a list that is indented too deep, so that it goes on with the item above it."""
        first, last = node.start_mark.line, min(node.end_mark.line, len(self.lines) - 1)
        item = re.match(r"[ ]*(?=- )", self.lines[first]) if first < last else None
        for number in range(first + 1, last + 1) if item else ():
            line = self.lines[number]
            width = len(line) - len(line.lstrip(" "))
            if item and width == len(item[0]) + 1 and line[width : width + 2] != "- ":
                span = Span(self.file, number + 1, width + 1, number + 1, len(line.rstrip()) + 1)
                edit = Edit(Span(self.file, number + 1, 1, number + 1, width + 1), f"{item[0]}- ")
                message = "a dash is missing before this item, so it becomes a part of the text above"
                self.problems.append(Problem("B117", message, span, edits=(edit,)))
                return
            if item and line[width : width + 2] == "- ":
                span = Span(self.file, number + 1, 1, number + 1, width + 1)
                message = "this item is indented deeper than the one above, and so becomes a part of its text"
                edit = Edit(span, item[0])
                self.problems.append(Problem("B022", message, span, edits=(edit,)))
                return

    def text(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if (
            text
            and text[0] in _OPENING
            and text[-1] in _CLOSING
            and len(text) > 1
            and isinstance(node, ScalarNode)
            and not node.style
        ):
            message = "curly quotation marks are part of the text; leave them out, or write straight ones"
            self.report("B118", message, node, fix=quoted(text[1:-1]), severity="warning")
        return text or None

    def _id(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text and not looks_like_id(text):
            better = slug(text)
            fix = better if looks_like_id(better) else ""
            self.report("B114", f"`{short(text)}` is no id; ids are lower-case words joined by dashes", node, fix=fix)
            return None
        return text

    def _reference(self, row: Field, node: Node) -> str | None:
        return self.plain(row, node)

    def _when(self, row: Field, node: Node) -> Any:
        text = self.plain(row, node)
        if text is None:
            return None
        try:
            return parse_when(text)
        except (WhenError, ValueError) as error:
            self.report("B107", str(error), node, fix=_better_date(text))
            return None

    def _url(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text is None:
            return None
        if not re.fullmatch(_URL, text):
            fix = f"https://{text}" if re.fullmatch(_HOST, text) else ""
            self.report("B111", f"`{short(text)}` is no address; it must begin with https:// or http://", node, fix=fix)
            return None
        return text

    def _country(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text is None or text in COUNTRIES or re.fullmatch(_OWN_COUNTRY, text):
            return text
        better = _HABITS.get(text.upper(), "") or (text.upper() if text.upper() in COUNTRIES else "")
        if not better and len(text) > 2:
            folded = fold(text)
            better = next((code for code, name in COUNTRIES.items() if fold(name) == folded), "")
        message = f"`{short(text)}` is no country code of ISO 3166-1 (two capital letters, or `x-…`)"
        self.report("B110", message + (f"; did you mean `{better}`?" if better else ""), node, fix=better)
        return better or None

    def _degrees(self, row: Field, node: Node) -> float | None:
        text = self.plain(row, node)
        if text is None:
            return None
        limit = 90 if row.kind == "latitude" else 180
        if not re.fullmatch(_NUMBER, text):
            fix = text.replace(",", ".") if re.fullmatch(_NUMBER, text.replace(",", ".", 1)) else ""
            self.report("B108", f"`{short(text)}` is no number of degrees; write it like 41.0082", node, fix=fix)
            return None
        value = float(text)
        if abs(value) > limit:
            name = "latitude" if limit == 90 else "longitude"
            self.report("B108", f"{text} is out of range: a {name} goes from -{limit} to {limit}", node)
            return None
        return value

    def _wikidata(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text is None or re.fullmatch(_WIKIDATA, text):
            return text
        digits = re.search(r"[1-9][0-9]*", text)
        fix = f"Q{digits[0]}" if digits and re.fullmatch(r"(?:.*[/:])?[Qq]?\d+", text) and text.isascii() else ""
        self.report("B112", f"`{short(text)}` is no Wikidata item; one looks like Q406", node, fix=fix)
        return fix or None

    def _geonames(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text is None or re.fullmatch(r"[1-9][0-9]{0,9}", text):
            return text
        self.report("B112", f"`{short(text)}` is no GeoNames number; one looks like 745044", node)
        return None

    def _choice(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text is None or text in row.choices:
            return text
        low = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
        guess = next((choice for choice in row.choices if choice.casefold() == low), "") or nearest(text, row.choices)
        message = f"`{short(text)}` is no {row.key}"
        message += f"; did you mean `{guess}`?" if guess else f"; it is one of {', '.join(row.choices)}"
        self.report("B106", message, node, fix=guess)
        return None


_CONVERT: dict[str, Callable[[Values, Field, Node], Any]] = {
    "text": Values.text,
    "id": Values._id,
    "reference": Values._reference,
    "when": Values._when,
    "url": Values._url,
    "country": Values._country,
    "latitude": Values._degrees,
    "longitude": Values._degrees,
    "wikidata": Values._wikidata,
    "geonames": Values._geonames,
    "choice": Values._choice,
}

# Patterns as text: `re` compiles each when a value first needs it, not when a program starts.
_BLANKS = r"[ \t]*[\n\t]+[ \t]*"
_URL = r"(?i)https?://[^\s/?#]+\S*"
_HOST = r"(?i)(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?"
_OWN_COUNTRY = r"x-[a-z0-9-]+"
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?"
_WIKIDATA = r"Q[1-9][0-9]{0,11}"
_HABITS = {"UK": "GB", "EL": "GR", "EN": "GB", "USA": "US", "UAE": "AE", "DRC": "CD", "KOS": "XK"}
"""Codes that are often written, and not ISO's."""
_OPENING, _CLOSING = "“„«‘", "”“»’\"'"
"""Curly quotation marks, and those that may stand at the end of a text that one of them begins."""


def quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def closes_nothing(text: str) -> bool:
    """Whether a text ends with a bracket that nothing in it opens."""
    return (text[-1:] == "]" and "[" not in text) or (text[-1:] == "}" and "{" not in text)


def short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= 60 else text[:59] + "…"


def end_of(node: Node) -> tuple[int, int]:
    """Where a node ends: YAML's own marks of block values stand on the next token's line."""
    while True:
        if isinstance(node, ScalarNode):
            if node.style in ("|", ">"):
                return node.start_mark.line, node.start_mark.column + 1
            return node.end_mark.line, node.end_mark.column
        if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
            return node.end_mark.line, node.end_mark.column
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]


def _better_date(text: str) -> str:
    """A date with its day and month swapped, or in another habit's order, put right where only one reading is left."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text) or re.fullmatch(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", text)
    if match:
        year, a, b = match[1], int(match[2]), int(match[3])
        pairs = {(a, b), (b, a)} if "-" in text else {(a, b)}
    elif match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        year, pairs = match[3], {(int(match[1]), int(match[2])), (int(match[2]), int(match[1]))}
    else:
        return ""
    good = []
    for month, day in pairs:
        try:
            good.append(parse_when(f"{year}-{month:02}-{day:02}").text)
        except WhenError:
            continue
    return good[0] if len(good) == 1 else ""
