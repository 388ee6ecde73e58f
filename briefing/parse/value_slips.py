"""Slips in one value: its quotes, its first character, a second key behind it, a comma at its end."""

from __future__ import annotations

import re

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.when import WhenError, parse_when
from briefing.parse import slips
from briefing.parse.characters import BRACKETS, CLOSING, ODD, name_of
from briefing.parse.fields import FIELDS, Field
from briefing.parse.lines import (
    INNER,
    KEY,
    LONGEST,
    TEXTS,
    Diagnosis,
    Lines,
    comment_start,
    no_sense,
    rows_beside,
    told,
)
from briefing.parse.quoting import quote, quoted

PROSE = frozenset({"title", "summary", "ask", "say", "answer", "note"})
"""The keys whose texts are sentences, in which the word of a key may stand."""
_LINK = r"\[\[[^\[\],{}]+\]\]"
_FURTHER = r"(?P<gap>(?<![ \t])(?:[ \t]+(?:[,;][ \t]+)?|[,;][ \t]+))(?P<key>[\w-]+)[ \t]*:(?=[ \t]|$)"
_GLUED = r"(?<=[0-9.!?)\]\"'])(?P<key>[a-z_]+):(?=[ \t])"
"""A key right behind what ends a sentence or a date, since the end of its line was lost."""
QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!'))[ \t]*""")


def value_start(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A text whose first character makes something else of it."""
    lead, begin = lines.value_of(line)
    if lead is None or begin >= len(line):
        return None
    char, rest = line[begin], line[begin:]
    is_text = not lines.is_list(lead)
    if char in "|>" and re.match(r"[|>][+\-0-9]*[ \t]+[^#\s]|[|>][^+\-0-9\s]", rest):
        deeper = number + 1 < len(lines) and lines[number + 1].strip() and (
            lines.width(number + 1) > lines.width(number)
        )  # fmt: skip
        return None if deeper else block_as_text(lines, number, begin)
    if char == ":" and rest[1:2] == " " and lead:
        where = lines.span(number, begin, begin + 1)
        return told(slips.COLON_TWICE.at(where, edits=(Edit(lines.span(number, begin, begin + 2), ""),)))
    if char == "[" and not is_text and len(line) <= LONGEST and re.match(r"\[[ ]*-[ ]", rest):
        dashes = [lines.span(number, begin + one.start(), begin + one.end())
                  for one in re.finditer(r"(?<=[\[,])(?:[ ]*-[ ]+)", rest)]  # fmt: skip
        at = begin + rest.index("-")
        edits = tuple(Edit(dash, " " if n else "") for n, dash in enumerate(dashes))
        return told(slips.DASH_IN_BRACKETS.at(lines.span(number, at, at + 1), edits=edits))
    if char == "[" and not is_text and (links := re.fullmatch(rf"{_LINK}(?:[ ]*,[ ]*{_LINK})+", rest.rstrip())):
        names = ", ".join(re.findall(r"\[\[([^\[\]|]+)", links[0]))
        fix = Edit(lines.span(number, begin, begin + links.end()), f"[{names}]")
        first = links[0][2 : links[0].index("]")]
        return told(slips.LINK_IN_LIST.at(lines.span(number, begin, begin + len(first) + 4), edits=(fix,), text=first))
    if char in "[{" and (end := _closing(line, begin)) > 0:
        behind = line[end + 1 :].strip()
        if behind and not behind.strip(ODD):
            where = lines.span(number, end + 1, len(line.rstrip()))
            return told(slips.INVISIBLE.at(where, edits=(Edit(where, ""),), a_name=name_of(behind[0])))
        if not behind or behind.startswith("#"):
            return None
        if len(behind) == 1 and behind in ".:\u3002":
            at = line.index(behind, end)
            where = lines.span(number, at, at + 1)
            return told(slips.MARK_AT_END.at(where, edits=(Edit(where, ""),), mark=behind))
        if (not lead or not is_text) and set(behind) <= {"]", "}"}:
            at = line.index(behind[0], end + 1)
            edits = (Edit(lines.span(number, at, at + len(behind)), ""),)
            return told(slips.CLOSES_NOTHING.at(lines.span(number, at, at + 1), edits=edits, bracket=behind[0]))
        if behind == ";":
            where = lines.span(number, line.index(";", end), line.index(";", end) + 1)
            return told(slips.SEMICOLON_AT_END.at(where, edits=(Edit(where, ""),)))
        if behind == ",":
            return comma_at_end(lines, number, line.index(",", end))
        key = re.match(KEY, behind)
        if not is_text and key and key["key"] != lead and key["key"] in {row.key for row in rows_beside(lead)}:
            at = line.index(behind, end + 1)
            gap = Edit(lines.span(number, end + 1, at), "\n" + " " * len(re.match(r"[ ]*(?:- +)*", line)[0]))  # type: ignore[index]
            where = lines.span(number, at, at + key.end("key"))
            return told(slips.TWO_KEYS.at(where, edits=(gap,), key=key["key"]))
        if is_text and lead and not lines.known and not lines.width(number):  # an entry of the registry
            at = line.index(behind, end + 1)
            if key := re.match(KEY, behind):
                where = lines.span(number, at, at + key.end("key"))
                edits = (Edit(lines.span(number, end + 1, at), "\n"),)
                return told(slips.TWO_KEYS.at(where, edits=edits, key=key["key"]))
            return told(slips.NO_SENSE.at(lines.span(number, at, len(line.rstrip()))))
        if is_text and lead:
            return first_character(lines, number, begin, slips.LIST_AS_TEXT)
    is_entry = re.match(rf"[(\uff08\[][ ]*{KEY}", rest) is not None
    if char in BRACKETS and ((not lead and (char != "(" or is_entry)) or not is_text):
        return _wide_brackets(lines, number, begin, line)
    return None


def block_as_text(lines: Lines, line: int, column: int) -> Diagnosis:
    """The sign of a text that follows in lines of its own, before a text that stands on its line."""
    text = lines[line]
    lead, begin = lines.value_of(text)
    sign = re.match(r"[|>][+\-0-9]*(?=[ \t])", text[column:])
    is_more = lines.kind(lead or "") in TEXTS and re.match(r">[ \t]*[0-9.]", text[column:])
    if sign is None or begin != column or is_more:
        return first_character(lines, line, column, slips.FIRST_CHARACTER.sure_if(False))
    start = column + sign.end() + len(text[column + sign.end() :]) - len(text[column + sign.end() :].lstrip())
    rest = text[start:]
    end = comment_start(text, start)
    is_plain = QUOTED.fullmatch(rest) or not re.search(r"^[\"'\[\]{}&*!|>%@`#?-]|:(?=\s|$)|[ ]#", rest)
    where = lines.span(line, column, column + sign.end())
    edits = (Edit(lines.span(line, column, start), ""), *(() if is_plain else lines.quoting(line, start)))
    is_sign = len(sign[0]) > 1 and start < end  # nobody begins a text with `>-`
    return Diagnosis(slips.BLOCK_AS_TEXT.sure_if(is_sign).at(where, edits=edits, character=sign[0]), edits, not is_sign)


def first_character(lines: Lines, line: int, column: int, slip: slips.Slip) -> Diagnosis:
    """A text whose first character YAML takes for its own."""
    text = lines[line]
    char = text[column : column + 1]
    if not char.strip():
        return no_sense(lines, line, column)
    if char == "%" and not text[:column].strip():
        at = lines.span(line, column, len(text.rstrip()))
        return told(slips.DIRECTIVE.at(at, edits=(Edit(at, ""),), word=text[column:].split()[0]))
    if text.lstrip(" -")[:1] in ("[", "{") or "[" in text[:column] or "{" in text[:column]:
        end = column + len(re.split(r"[,\]}]|\s#", text[column:])[0].rstrip())
    else:
        end = len(text[: comment_start(text, column + 1)].rstrip())
    if found := _mark_before_word(lines, line, column, text[column:end]):
        return found
    if char == "`" and text.count("`") == 2 and "`" not in text[column + 1 : end]:  # a comma stands between the two
        end = text.rindex("`") + 1
        return told(slips.BACKTICKS.at(lines.span(line, column, end), fix=quoted(text[column + 1 : end - 1])))
    lead, begin = lines.value_of(text)
    is_list = text[begin : begin + 1] in ("[", "{")
    if char == "`" and (is_list or (lead or lines.parent(line)) not in PROSE | {"questions", "claims"}) and (
        pairs := list(re.finditer(_BACKTICKS, text))
    ):  # fmt: skip
        edits = tuple(Edit(lines.span(line, *pair.span()), pair[1]) for pair in pairs)
        return told(slips.BACKTICKS.at(lines.span(line, column, end), edits=edits))
    if begin == column:
        edits = lines.quoting(line, column)
    else:
        items = re.finditer(rf"(?<=[\[,])[ ]*(?P<item>{re.escape(char)}[^,\[\]{{}}\"'#]*)(?<! )", text)
        spans = [item.span("item") for item in items] or [(column, end)]
        edits = tuple(Edit(lines.span(line, *span), quote(text[slice(*span)])) for span in spans)
    mark = "*" if char == "*" else "`"  # as others quote, or put weight on a text
    is_quoted = char == mark and text[column:end].strip(mark).count(mark) == 0 and text[end - 1] == mark
    is_quoted = is_quoted or text.startswith("![[", column)  # or as others embed a file
    return told(slip.sure_if(not is_quoted).at(lines.span(line, column, end), edits=edits, character=char))


def _mark_before_word(lines: Lines, line: int, column: int, written: str) -> Diagnosis | None:
    """A sign before a value that is no text, as a word of a list, a date or an id, and may be behind it as well."""
    before = lines[line][:column]
    key = re.search(r"([\w-]+)[\"']?:[ ]+$", before)
    marks = re.match(r"[@%>|&*!]+", written)
    if key is None or marks is None:
        return None
    end = len(written.rstrip(marks[0])) if marks[0] != "!" else len(written)
    word = written[marks.end() : end].strip()
    if not any(row.key == key[1] and row.kind not in TEXTS and is_value(row, word) for row in FIELDS):
        return None
    edits = [Edit(lines.span(line, column, column + len(written) - len(written[marks.end() :].lstrip())), "")]
    if end < len(written):
        edits.append(Edit(lines.span(line, column + end, column + len(written)), ""))
    where = lines.span(line, column, column + len(written))
    # an exclamation mark may say that something is not so
    return told(slips.MARK_BEFORE.sure_if("!" not in marks[0]).at(where, edits=tuple(edits), character=marks[0][0]))


_BACKTICKS = r"(?<![^\s\[{,])`([^\W_](?:[\w .\u2019'/-]*\w)?)`(?=[ ]*(?:[,\]}]|#|$))"
"""Words of a list, a name, a date that stand between backticks."""


def _wide_brackets(lines: Lines, number: int, begin: int, line: str) -> Diagnosis | None:
    """A list or an entry in brackets of another script."""
    char = line[begin]
    opening, other = BRACKETS[char]
    last = max(line.rfind(CLOSING[opening]), line.rfind(other), line.rfind("}"))
    if last < begin or line[last + 1 :].split(" #")[0].strip():
        return None
    inside = line[begin + 1 : last]
    if char in "(\uff08" and (key := re.match(rf"[ ]*{KEY}", inside)) and key["key"] in INNER:
        opening = "{"
    if opening == "{" and not re.match(r"[ ]*[\w-]+[ ]*[:\uff1a]", inside):
        return None
    closing = CLOSING[opening]
    edits = (Edit(lines.span(number, begin, begin + 1), opening), Edit(lines.span(number, last, last + 1), closing))
    where = lines.span(number, begin, begin + 1)
    return told(slips.WIDE_BRACKET.at(where, edits=edits, mark=char, meant=opening))


def comma_at_end(lines: Lines, number: int, at: int) -> Diagnosis:
    """A comma that ends a line, as in JSON, and those of the lines around it."""
    where = lines.span(number, at, at + 1)
    return told(slips.COMMA_AT_END.at(where, edits=(Edit(where, ""),)))


def doubled_key(lines: Lines, line: int, begin: int, column: int, key: str) -> Diagnosis | None:
    """A key that stands twice before its value, the second time up to the colon at a column."""
    text = lines[line]
    if not key or text[begin:column].rstrip() != key:
        return None
    rest = text[column + 1 :]
    twice = lines.span(line, begin, column + 1 + len(rest) - len(rest.lstrip(" \t")))
    return told(slips.KEY_DOUBLED.at(lines.span(line, begin, column + 1), edits=(Edit(twice, ""),), key=key))


def second_keys(lines: Lines, line: int, begin: int, first: str, closed: bool = False) -> Diagnosis | None:
    """More keys behind the value of the first one, or behind the quotes (`closed`) in which that stands."""
    text = lines[line]
    found: list[re.Match[str]] = []
    rows: dict[str, list[Field]] = {}
    for row in rows_beside(first):
        rows.setdefault(row.key, []).append(row)
    last, is_sure = first, True
    begin -= len(text[:begin]) - len(text[:begin].rstrip()) if closed else 0
    start = begin
    for match in re.finditer(_FURTHER, text[begin:]):
        if match["key"] not in rows or match["key"] == first or not text[: begin + match.start()].strip():
            continue
        value = re.split(r"[ \t]+[\w-]+[ \t]*:(?=[ \t]|$)|[ \t]#", text[begin + match.end() :])[0].strip(" \t,")
        is_quoted = closed and not found
        is_text = lines.kind(last) in TEXTS and not is_quoted
        is_plain = not is_text or any(is_value(row, value) for row in rows[match["key"]])
        if not is_plain and not (last and last not in PROSE and is_parted(match["gap"])):
            continue
        before = text[start : begin + match.start()].strip()
        is_sure = is_sure and is_plain and (is_quoted or is_parted(match["gap"]) or is_complete(last, before))
        found.append(match)
        last, start = match["key"], begin + match.end()
    if not found and not closed and (glued := re.search(_GLUED, text[begin:])) and glued["key"] in rows:
        at = begin + glued.start("key")
        value = text[at + len(glued["key"]) + 1 : comment_start(text, at)].strip()
        if glued["key"] != first and any(is_value(row, value) for row in rows[glued["key"]]):
            gap = lines.span(line, at, at)
            where = lines.span(line, at, at + len(glued["key"]))
            column = len(re.match(r"[ ]*(?:- +)*", text)[0])  # type: ignore[index]
            return told(
                slips.TWO_KEYS.sure_if(False).at(where, edits=(Edit(gap, "\n" + " " * column),), key=glued["key"])
            )
    if not found:
        return None
    column = len(re.match(r"[ ]*(?:- +)*", text)[0])  # type: ignore[index]
    edits = tuple(
        Edit(lines.span(line, begin + one.start("gap"), begin + one.end("gap")), "\n" + " " * column) for one in found
    )
    where = lines.span(line, begin + found[0].start("key"), begin + found[0].end("key"))
    return told(slips.TWO_KEYS.sure_if(is_sure).at(where, edits=edits, key=found[0]["key"]))


def is_parted(gap: str) -> bool:
    """Whether what stands before a key ends the value before it: a comma, a tab, several blanks."""
    return gap != " "


def is_complete(key: str, text: str) -> bool:
    """Whether a key's value can have no more words behind it, since it is no text."""
    rows = [row for row in FIELDS if row.key == key]
    return all(row.kind not in TEXTS for row in rows) or any(is_value(row, text) for row in rows)


def _closing(line: str, begin: int) -> int:
    """Where the bracket that opens at a place closes, or -1."""
    opened = []
    for match in re.finditer(r"""[\[\]{}]|(?<=[\s,\[{])#|(?<=[\[{,:\s])("(?:[^"\\]|\\.)*"|'[^']*')""", line[begin:]):
        if match[0] in "[{":
            opened.append("]" if match[0] == "[" else "}")
        elif match[0] in "]}":
            if opened.pop() != match[0]:
                return -1
            if not opened:
                return begin + match.start()
        elif match[0] == "#":
            return -1
    return -1


def is_value(row: Field, text: str) -> bool:
    """Whether a text is surely meant as a value of a field: nobody writes such a thing in a sentence."""
    if row.kind == "when":
        try:
            parse_when(text)
        except (WhenError, ValueError):
            return False
        return True
    if row.kind == "choice":
        return text in row.choices
    if row.kind in ("id", "reference"):
        return "-" in text and looks_like_id(text)
    patterns = {"country": r"[A-Z]{2}", "latitude": r"[+-]?\d+(\.\d+)?", "longitude": r"[+-]?\d+(\.\d+)?",
                "url": r"https?://\S+", "wikidata": r"Q\d+", "geonames": r"\d+"}  # fmt: skip
    return row.kind in patterns and re.fullmatch(patterns[row.kind], text) is not None
