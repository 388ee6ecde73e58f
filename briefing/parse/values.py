"""One node to a plain value: every conversion and every check of a single value.

A wrong value is reported at its place and dropped; what is right around it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from briefing.model.names import clean
from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Field
from briefing.parse.literals import read
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.quoting import quoted
from briefing.parse.slips import Slip

ODD_ONES = frozenset(
    "\u00ad\u180e\u200b\u200c\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that take no room and mean nothing in a name or an id of Latin letters."""
HASHTAG = r"[ \t]*#[^\W_]"
"""A comment without a blank behind its sign: it may be a hashtag, or a number."""


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
        if _is_quiet(node):
            text: str | None = text_of(node)
            if row.kind == "text":
                return text
        elif row.kind == "text":
            return self.text(row, node)
        else:
            text = self.plain(row, node)
        if not text:
            return None
        value = read(row, text)
        return self._wrong(row, node, text) if value is None else value

    def span(self, node: Node) -> Span:
        """Where a node stands; a collection ends where its last value ends."""
        start, (end_line, end_column) = node.start_mark, end_of(node)
        return Span(self.file, start.line + 1, start.column + 1, end_line + 1, end_column + 1)

    def report(
        self,
        slip: Slip,
        at: Node | Span,
        fix: str = "",
        edits: tuple[Edit, ...] = (),
        certain: bool = True,
        **words: object,
    ) -> None:
        """Note a slip at a node or a span. Not `certain` where the text at hand leaves its fix in doubt."""
        span = at if isinstance(at, Span) else self.span(at)
        self.problems.append(slip.sure_if(certain).at(span, fix, edits, **words))

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
            text = clean(raw := text_of(node))
            if node.style == '"' and text != raw:
                self._escaped(node, raw)
            if "\n" in text or "\t" in text:
                text = re.sub(_BLANKS, " ", text)
            if "&" in text and ";" in text:
                from briefing.parse.entities import without_entities

                text = without_entities(node, text, self.file, self.lines, self.report)
            if ">" in text and "<" in text and row.kind == "text" and (row.key != "name" or "href" not in text):
                from briefing.parse.entities import without_tags

                text = without_tags(node, text, self.file, self.lines, self.report)
            if not text.isascii() or not node.value.isascii():
                self._hidden(row, node)
            if node.style and node.style != '"' and "\\" in text:
                self._escape(row, node)
            return text.strip() if node.style else self._unquoted(row, node, text.strip())
        if isinstance(node, SequenceNode):
            inner = node.value[0].value[0] if row.kind == "text" and _is_nested(node) else None
            if isinstance(inner, ScalarNode) and (text := text_of(inner).partition("|")[0].strip()):
                self.report(slips.LINK_IN_LIST, node, fix=as_item(text), text=text)
                return clean(text)
            edits = self._only_item(row, node)
            self.report(slips.LIST_FOR_VALUE, node, edits=edits, certain=row.kind != "text", key=row.key)
            parts = [clean(text_of(item)) for item in node.value if isinstance(item, ScalarNode)]
            return ", ".join(parts) if parts and (len(parts) == 1 or row.kind == "text") else None
        if braces := self._double_braces(node):
            self.report(slips.FIRST_CHARACTER, node, fix=quoted(braces), character="{")
            return braces if row.kind == "text" else None
        if braces := self._braces(node):
            self.report(slips.BRACES_AROUND, node, fix=quoted(braces) if row.kind == "text" else braces[1:-1].strip())
            return braces if row.kind == "text" else None
        if len(node.value) == 1 and all(isinstance(part, ScalarNode) for part in node.value[0]):
            text = ": ".join(clean(text_of(part)) for part in node.value[0])
            self.report(slips.COLON_MAKES_KEYS, node, fix=quoted(text.strip()))
            return text.strip() if row.kind == "text" else None
        self.report(slips.KEYS_FOR_VALUE, node, key=row.key)
        return None

    def _escaped(self, node: ScalarNode, raw: str) -> None:
        """Tell of what an escape put into a text in double quotes and is not shown. What stands there itself was told
        when the file was read."""
        lines = "\n".join(self.lines[node.start_mark.line : node.end_mark.line + 1])
        hidden = next(
            (char for char in raw if char not in "\n\t" and not clean(char).strip(" ") and char not in lines), ""
        )
        if hidden.strip(" "):
            self.report(slips.ESCAPED, node, name=f"U+{ord(hidden):04X}")

    def _only_item(self, row: Field, node: SequenceNode) -> tuple[Edit, ...]:
        """The edit that makes a value of a list's only item; none where there are more, or a comment."""
        item = node.value[0] if len(node.value) == 1 else None
        whole = self.span(node)
        if not isinstance(item, ScalarNode) or item.style in ("|", ">") or whole.end_line > len(self.lines):
            return ()
        inner = self.span(item)
        if node.flow_style:
            between = self.lines[whole.line - 1][whole.column : inner.column - 1]
            behind = self.lines[whole.end_line - 1][inner.end_column - 1 : whole.end_column - 2]
            is_plain = whole.line == inner.line == inner.end_line == whole.end_line and not (between + behind).strip(
                " ,"
            )
            written = self.lines[inner.line - 1][inner.column - 1 : inner.end_column - 1]
            return (Edit(whole, written),) if is_plain else ()
        key = self.lines[whole.line - 2].rstrip() if whole.line > 1 else ""
        if not re.search(rf"(?:^|[\s\"']){row.key}[\"']?\s*:$", key) or inner.line != whole.line:
            return ()
        return (Edit(Span(self.file, whole.line - 1, len(key) + 1, inner.line, inner.column), " "),)

    def _braces(self, node: Node) -> str:
        """A text in braces, as it is written; nothing where a colon or a comma makes more of it."""
        key, value = node.value[0] if isinstance(node, MappingNode) and len(node.value) == 1 else (None, None)
        span = self.span(node)
        if not isinstance(key, ScalarNode) or key.style or not isinstance(value, ScalarNode) or value.value:
            return ""
        if span.line != span.end_line or span.line > len(self.lines):
            return ""
        written = self.lines[span.line - 1][span.column - 1 : span.end_column - 1]
        return written if re.fullmatch(r"\{[^:,{}]+\}", written) else ""

    def _double_braces(self, node: Node) -> str:
        """A template's place for a text, `{{ title }}`, as it is written; nothing if it is something else."""
        inner = node.value[0][0] if len(node.value) == 1 else None
        span = self.span(node)
        if (
            not isinstance(inner, MappingNode)
            or not inner.flow_style
            or not span.line == span.end_line <= len(self.lines)
        ):
            return ""
        return self.lines[span.line - 1][span.column - 1 : span.end_column - 1]

    def _unquoted(self, row: Field, node: ScalarNode, text: str) -> str:
        """A text without quotes: a mark at its end whose partner was lost is told, and so is an item inside it."""
        if node.start_mark.line != node.end_mark.line:
            if row.kind not in ("text", "reference"):
                return self._first_line(row, node, text)
            self._swallowed_item(node)
        if text in _NULLS and row.kind == "text" and not row.many:
            self.report(slips.NOTHING, node, text=text)
        if "\\" in text and not (row.kind == "text" and is_in_curls(text) and _is_escaped(text[1:-1])):
            self._escape(row, node)
        if text[-1:] not in _AT_END:
            return text
        if text[-1] in ",;":
            return self._comma_at_end(row, node, text) if text[-1] == "," or row.kind == "text" else text
        line, column = node.end_mark.line + 1, node.end_mark.column
        last = Span(self.file, line, column, line, column + 1)
        if closes_nothing(text):
            self.report(slips.UNOPENED, last, bracket=text[-1])
            return text[:-1].rstrip()
        if text[-1] == '"' and (python := re.match(r"""(?i:[fub]|[fb]?r[fb]?)(?=\"[^"]+\"$)""", text)):
            prefix = self.at(node, 0, len(python[0]))
            self.report(slips.PREFIX, prefix, edits=(Edit(prefix, ""),), prefix=python[0])
            return text[len(python[0]) + 1 : -1]
        if text[-1] == '"' and text.count('"') == 1 and text[0] not in _CURLS and not text[-2:-1].isdigit():
            edits = (Edit(self.at(node, 0, 0), '"'),) if "\\" not in text else ()
            self.report(slips.STRAY_QUOTE, last, edits=edits)
            return text[:-1].rstrip()
        return text

    def _hidden(self, row: Field, node: ScalarNode) -> None:
        """Report a character that nobody sees in a value that is no prose; scripts other than Latin need some."""
        line, start = node.start_mark.line, node.start_mark.column
        written = self.lines[line][start : node.end_mark.column] if line < len(self.lines) else ""
        if node.end_mark.line != line or row.kind not in ("reference", "text") or not ODD_ONES.intersection(written):
            return
        if row.kind == "text" and (
            row.key not in ("name", "id") or not all(char.isascii() or char in ODD_ONES for char in written)
        ):
            return
        from briefing.parse.characters import name_of

        hidden = [at for at, char in enumerate(written) if char in ODD_ONES]
        edits = tuple(Edit(self.at(node, at, at + 1), "") for at in hidden)
        self.report(slips.INVISIBLE, edits[0].span, edits=edits, a_name=name_of(written[hidden[0]]))

    def _escape(self, row: Field, node: ScalarNode) -> None:
        """Report an escape of double quotes, or of Markdown, in a text without these, where it stands for itself."""
        is_path = re.search(_PATH, node.value) is not None
        pattern = _ESCAPE if row.kind != "text" or is_path else f"{_ESCAPE}|{_MARKDOWN}"
        if node.style:
            if re.search(_DRIVE, node.value):
                return
            pattern = _CODE
        escapes = []
        for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(self.lines))):
            start = node.start_mark.column if number == node.start_mark.line else 0
            end = node.end_mark.column if number == node.end_mark.line else None
            for found in re.finditer(pattern, self.lines[number][start:end]):
                at = Span(self.file, number + 1, start + found.start() + 1, number + 1, start + found.end() + 1)
                character = found[0][1] if found["number"] is None else chr(int(found["number"], 16))
                slip = slips.ESCAPE_OUTSIDE if found["number"] is None else slips.CODE_OUTSIDE
                if found[0] == "\\n":
                    slip, character = slips.BREAK_OUTSIDE, " "
                if character == node.style:
                    character *= 2
                if character.isprintable():
                    escapes.append((slip, found[0], Edit(at, character)))
        if escapes:  # one habit of the hand, one message
            slip, escape, first = escapes[0]
            edits = tuple(edit for _slip, _escape, edit in escapes)
            slip = slip.sure_if(all(other is slip for other, _escape, _edit in escapes))
            self.problems.append(slip.at(first.span, edits=edits, escape=escape, character=first.text))

    def _comma_at_end(self, row: Field, node: ScalarNode, text: str) -> str:
        """A value with a comma behind it, as JSON has it, or a semicolon; YAML makes it a part of the text."""
        line, column = node.end_mark.line + 1, node.end_mark.column
        comma = Span(self.file, line, column, line, column + 1)
        slip = slips.COMMA_AT_END if text[-1] == "," else slips.SEMICOLON_AT_END
        slip = slip._replace(severity="warning") if row.kind == "text" else slip
        is_clear = row.kind != "text" or row.key == "name"  # else the author may have meant it
        is_clear = is_clear and not self.hashtag_behind(node)  # else the comment may be what follows
        self.problems.append(slip.sure_if(is_clear).at(comma, edits=(Edit(comma, ""),)))
        return text[:-1].rstrip()

    def hashtag_behind(self, node: ScalarNode) -> bool:
        """Whether a comment follows a value in its line that may be a part of it: `nato #turkey`."""
        line = self.lines[node.end_mark.line] if node.end_mark.line < len(self.lines) else ""
        return re.match(HASHTAG, line[node.end_mark.column :]) is not None

    def _first_line(self, row: Field, node: ScalarNode, text: str) -> str:
        """The first line of a value that has one; what goes on below it is reported."""
        if self._list_without_key(node, "error"):
            return text.split(" - ")[0]
        for number in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self.lines))):
            line = self.lines[number]
            if line.strip() and not line.lstrip().startswith("#"):
                width = len(line) - len(line.lstrip())
                span = Span(self.file, number + 1, width + 1, number + 1, len(line.rstrip()) + 1)
                first = re.split(r"\s#", self.lines[node.start_mark.line][node.start_mark.column :])[0].strip()
                if number == node.end_mark.line and number == node.start_mark.line + 1:
                    from briefing.parse.broken import joined

                    second = line[width : node.end_mark.column].rstrip()
                    if whole := joined(row.key, first, second):
                        end = node.start_mark.column + len(first) + 1
                        gap = Span(self.file, number, end, number + 1, width + 1)
                        self.report(slips.VALUE_IN_TWO, span, edits=(Edit(gap, ""),), key=row.key)
                        return whole
                self.report(slips.BROKEN_OFF, span, key=row.key)
                return first
        return text

    def _swallowed_item(self, node: ScalarNode) -> None:
        """Report an item of a list that is indented too deep, so that it goes on with the item above it."""
        first, last = node.start_mark.line, min(node.end_mark.line, len(self.lines) - 1)
        item = re.match(r"[ ]*(?=- )", self.lines[first]) if first < last else None
        if item is None:
            self._list_without_key(node, "warning")
        for number in range(first + 1, last + 1) if item else ():
            line = self.lines[number]
            width = len(line) - len(line.lstrip(" "))
            if item and width == len(item[0]) + 1 and line[width : width + 2] != "- ":
                span = Span(self.file, number + 1, width + 1, number + 1, len(line.rstrip()) + 1)
                begin = width + len(re.match(r"-?[ ]*", line[width:])[0])  # type: ignore[index]
                edit = Edit(Span(self.file, number + 1, 1, number + 1, begin + 1), f"{item[0]}- ")
                self.report(slips.SWALLOWED, span, edits=(edit,))
                return
            if item and line[width : width + 2] == "- ":
                span = Span(self.file, number + 1, 1, number + 1, width + 1)
                self.report(slips.ITEM_DEEPER, span, edits=(Edit(span, item[0]),))
                return

    def _list_without_key(self, node: ScalarNode, severity: Severity) -> bool:
        """Report the items of a list whose key was lost, so that they go on with the text above; whether there are."""
        span = self.span(node)
        below = [line for line in self.lines[span.line : span.end_line] if line.strip()]
        if len(below) < 2 or not all(line.lstrip().startswith("- ") for line in below):
            return False
        number = self.lines.index(below[0], span.line)
        start, end = below[0].index("-") + 1, len(below[0].rstrip()) + 1
        where = Span(self.file, number + 1, start, number + 1, end)
        self.problems.append(slips.LIST_NO_KEY._replace(severity=severity).at(where))
        return True

    def text(self, row: Field, node: Node) -> str | None:
        text = self.plain(row, node)
        if text and isinstance(node, ScalarNode) and node.style == "'" and re.fullmatch("'[^']+'", text):
            self.report(slips.QUOTES_TRIPLE, node, fix=text)
        if text and isinstance(node, ScalarNode) and not node.style and is_in_curls(text):
            inner = text[1:-1]
            straight = f'"{inner}"' if _is_escaped(inner) else quoted(inner)
            self.report(slips.CURLY_QUOTES, node, fix=straight)
        return text or None

    def _wrong(self, row: Field, node: Node, text: str) -> Any:
        """Report a value that is none; what was meant, if that is clear."""
        from briefing.parse.wrong import behind_value, wrong

        if isinstance(node, ScalarNode) and (behind := behind_value(row, node, self.lines)) is not None:
            slip, at, end, instead, words, value = behind
            where = self.at(node, 0, len(text)) if slip.code == slips.COMMENT.code else self.at(node, at, end)
            self.report(slip, where, edits=(Edit(self.at(node, at, end), instead),), **words)
            return value
        found = wrong(row, text)
        self.report(found.slip, node, fix=found.fix, certain=found.is_sure, **found.words)
        return found.value


def _is_nested(node: SequenceNode) -> bool:
    """Whether a list has one item, a list of one item, as a link of the body reads in YAML."""
    inner = node.value[0] if node.flow_style and len(node.value) == 1 else None
    return isinstance(inner, SequenceNode) and bool(inner.flow_style) and len(inner.value) == 1


def _is_quiet(node: Node) -> bool:
    """Whether a node is a plain text of one line in which nothing can be wrong, as most values are: it is what it
    says."""
    text = node.value
    return (
        isinstance(node, ScalarNode)
        and not node.style
        and text.isascii()
        and text.isprintable()
        and text[-1:] not in _AT_END
        and text not in _NULLS
        and "\\" not in text
        and "&" not in text
        and ">" not in text
        and node.start_mark.line == node.end_mark.line
    )


# Patterns as text: `re` compiles each when a value first needs it, not when a program starts.
_ESCAPE = r"""\\(?:['"]|x(?=[0-9a-fA-F]{2})|u(?=[0-9a-fA-F]{4}))(?P<number>(?<=x)..|(?<=u)....)?"""
_CODE = r"\\(?:x(?=[0-9a-fA-F]{2})|u(?=[0-9a-fA-F]{4}))(?P<number>(?<=x)..|(?<=u)....)"
_MARKDOWN = r"\\(?:[&#_*%]|n(?![a-z]))|(?<=[\w.,!?])\\n"
_DRIVE = r"[A-Za-z]:\\|\\\\"
_PATH = r"[A-Za-z]:\\|\\\\|\$|\\[A-Za-z]\w*\\"
"""What stands in a path of Windows, or around a formula: backslashes there are the author's."""
_BLANKS = r"[ \t]*[\n\t]+[ \t]*"
_NULLS = frozenset(("null", "Null", "NULL", "~"))
"""What says nothing in YAML."""
_AT_END = ("]", "}", '"', ",", ";", "")
"""At the end of a text without quotes, these may be left over."""
_CURLS = {
    "“": "”\"'",
    "”": "”\"'",
    "„": "\"'",
    "‘": "’\"'",
    "«": "\"'",
    "»": "\"'",
    "″": "″",
    "＂": "＂",
    "´": "´",
    "❝": "❞",
}
"""Curly quotation marks that stand where a keyboard has straight ones, by what closes them then: not the pairs of many
languages, which begin and end a text that is a quotation (`« Oui »`, `„Ja“`, `「是」`)."""
_NO_MARK = r"(?<=\w)['’](?=\w)|\\\""
"""An apostrophe, and a quotation mark that was escaped."""


def is_in_curls(text: str) -> bool:
    """Whether curly quotation marks stand around the whole of a text in place of straight ones."""
    one, other = text[:1], text[-1:]
    if len(text) < 3 or other not in _CURLS.get(one, ""):
        return False
    return not {one, other} & set(re.sub(_NO_MARK, "", text[1:-1]))


def _is_escaped(text: str) -> bool:
    """Whether the only backslashes of a text are those before straight double quotation marks, and all of these have
    one: then it was written for double quotes."""
    return "\\" in text and not re.search(r'\\(?!")|(?<!\\)"', text)


def as_item(text: str) -> str:
    """The text as an item of any list of YAML: as it is, or in quotes."""
    is_plain = re.fullmatch(r"[^\W\d_](?:[\w.'’ -]*[\w.'’])?", text) and text.lower() not in ("null", "true", "false")
    return text if is_plain else quoted(text)


def closes_nothing(text: str) -> bool:
    """Whether a text ends with a bracket that nothing in it opens."""
    return (text[-1:] == "]" and "[" not in text) or (text[-1:] == "}" and "{" not in text)


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


def ends_in_block(node: Node) -> bool:
    """Whether it is not known where a node ends: its last value is a block of text."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return isinstance(node, ScalarNode) and node.style in ("|", ">")
