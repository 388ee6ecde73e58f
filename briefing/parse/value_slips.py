"""Slips in one value: its quotes, its first character, a second key behind it, a comma at its end."""

from __future__ import annotations

import re

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.when import WhenError, parse_when
from briefing.parse import slips
from briefing.parse.characters import BRACKETS, CLOSING, ODD, WIDE_COMMAS, name_of
from briefing.parse.fields import FIELDS, Field
from briefing.parse.lines import (
    INNER,
    KEY,
    LONGEST,
    TEXTS,
    Diagnosis,
    Lines,
    comment_start,
    item_end,
    no_sense,
    rows_beside,
    told,
)
from briefing.parse.quoting import quote, quoted

PROSE = frozenset({"title", "summary", "ask", "say", "answer", "note"})
"""The keys whose texts are sentences, in which the word of a key may stand."""
_PAIR = r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
_FURTHER = r"(?P<gap>(?<![ \t])(?:[ \t]+(?:[,;][ \t]+)?|[,;][ \t]+))(?P<key>[\w-]+)[ \t]*:(?=[ \t]|$)"
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*""")
_OPENED = r"^[^']*(?:'\w[^']*)*[\s(]'(?=\w)[^']*(?:'\w[^']*)*'(?=[\s,;:])"
"""A word in single quotes, before any other quotation mark that closes."""
_LEAD = re.compile(r"""[ ]*(?:- +)*(?:["']?[\w-]+["']?[ \t]*:[ ]+)?""")


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
    is_plain = _QUOTED.fullmatch(rest) or not re.search(r"^[\"'\[\]{}&*!|>%@`#?-]|:(?=\s|$)|[ ]#", rest)
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
        edits = (Edit(lines.span(line, column, end), quote(text[column:end])),)
    mark = "*" if char == "*" else "`"  # as others quote, or put weight on a text
    is_quoted = char == mark and text[column:end].strip(mark).count(mark) == 0 and text[end - 1] == mark
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


def quotes(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """Text behind the closing mark of a text in quotes."""
    found = behind_quotes(line)
    if found is None:
        return None
    start, at, is_inside = found
    mark = line[start]
    end = item_end(line, at) if is_inside else comment_start(line, at)
    whole = line[start:end].rstrip()
    end = start + len(whole)
    value = lines.span(number, start, end)
    if not is_inside and line[at:end] == ",":
        return comma_at_end(lines, number, at)
    if not is_inside and line[at:end] == ";":
        return told(
            slips.SEMICOLON_AT_END.at(lines.span(number, at, end), edits=(Edit(lines.span(number, at, end), ""),))
        )
    if whole[:2] == "''" and re.fullmatch(r"''[^']+''", whole):
        extra = (lines.span(number, start + 1, start + 2), lines.span(number, end - 1, end))
        return told(slips.QUOTE_TOO_MANY.at(extra[0], edits=tuple(Edit(one, "") for one in extra)))
    if is_inside and line[at] in WIDE_COMMAS and (comma := _comma_behind_quotes(lines, number, line, at, True)):
        return comma
    if mark == "'" and line[at - 1] == "'" and not re.search(r"[,{\[]\s*[\w-]+:\s", whole):
        here = lines.span(number, at - 1, at)
        inner = whole[1:-1]
        if _are_two_words(whole):
            edits = (Edit(value, quote(whole)),)
            return told(slips.BEHIND_QUOTES.at(lines.span(number, at, end), edits=edits))
        if not whole.endswith("'"):
            return told(slips.APOSTROPHE.at(here), [Edit(value, quoted(whole[1:]))])
        doubled = "'" + re.sub("'+", _doubled, inner) + "'"
        better = quote(inner.replace("\\'", "'")) if "\\'" in inner else doubled
        return told(slips.APOSTROPHE.at(here, edits=(Edit(value, better),)))
    behind = line[at:end]
    if mark == '"' and whole.endswith('"'):
        inner = whole[1:-1]
        if re.fullmatch(r'"{3}[^"]+"{3}', whole):
            extra = (lines.span(number, start + 1, start + 3), lines.span(number, end - 3, end - 1))
            return told(slips.QUOTE_TOO_MANY.at(extra[0], edits=tuple(Edit(one, "") for one in extra)))
        if behind == mark or (whole.startswith('""') and inner.count('"') == 1):
            where = lines.span(number, at - 1 if behind != mark else at, at if behind != mark else at + 1)
            return told(slips.QUOTE_TOO_MANY.at(where, edits=(Edit(where, ""),)))
        if inner.count('"') == 1 and inner.count("„") == 1 and "“" not in inner:
            return told(slips.QUOTES_INSIDE.at(lines.span(number, at, end), edits=(Edit(value, quote(inner)),)))
        if inner.count('"') % 2 == 0 and _opens_again(line, start, at, end):
            inner = (
                inner.replace('""', '"') if inner.count('""') * 2 == inner.count('"') else inner
            )  # as tables have it
            return told(slips.QUOTES_INSIDE.at(lines.span(number, at, end), edits=(Edit(value, quote(inner)),)))
    if comma := _comma_behind_quotes(lines, number, line, at, is_inside):
        return comma
    lead, _begin = lines.value_of(line)
    if not is_inside and (second := second_keys(lines, number, at, lead or "", closed=True)):
        return second
    edits = (Edit(value, quote(whole)),)
    return told(slips.BEHIND_QUOTES.at(lines.span(number, at, end), edits=edits))


def _are_two_words(whole: str) -> bool:
    """Whether the first quotation mark of a text and the last are no pair: others close and open between."""
    if len(whole) > LONGEST or not whole.endswith("'"):
        return False
    inner = whole[1:-1]
    return re.search(r"(?<=\w)'[\s,;:].*[\s(]'(?=\w)", inner) is not None and not re.search(_OPENED, inner)


def _comma_behind_quotes(lines: Lines, number: int, line: str, at: int, is_inside: bool) -> Diagnosis | None:
    """A comma that was lost behind a text in quotes inside brackets, or that is another sign."""
    if not is_inside:
        return None
    gap = len(line[:at]) - len(line[:at].rstrip())
    if line[at] in WIDE_COMMAS:
        where = lines.span(number, at, at + 1)
        edit = Edit(lines.span(number, at - gap, at + 1 + len(line[at + 1 :]) - len(line[at + 1 :].lstrip())), ", ")
        return told(slips.WIDE_COMMA.at(where, edits=(edit,), mark=line[at]))
    edits = (Edit(lines.span(number, at - gap, at), ", "),)
    key = re.match(r"(?P<key>[\w-]+)[ \t]*:(?=\s)", line[at:])
    if key and key["key"] in INNER:
        where = lines.span(number, at, at + key.end("key"))
        return told(slips.NO_COMMA_BEFORE_KEY.at(where, edits=edits, key=key["key"]))
    word = re.search(r"""[{,][ ]*(["'])(?P<key>[\w-]+)\1[ \t]*$""", line[:at])
    if word and word["key"] in INNER and line.count("{", 0, at) > line.count("}", 0, at):
        colon = (Edit(edits[0].span, ": "),)
        where = lines.span(number, *word.span("key"))
        return told(slips.NO_COLON.at(where, edits=colon, key=word["key"], meant=word["key"]))
    if gap and line[at] in "\"'[{" and _QUOTED.match(line, at):
        return told(slips.NO_COMMA.at(lines.span(number, at, at + 1), edits=edits))
    return None


def comma_at_end(lines: Lines, number: int, at: int) -> Diagnosis:
    """A comma that ends a line, as in JSON, and those of the lines around it."""
    where = lines.span(number, at, at + 1)
    return told(slips.COMMA_AT_END.at(where, edits=(Edit(where, ""),)))


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


def escape(lines: Lines, line: int, column: int, said: str) -> Diagnosis:
    """A backslash in double quotes that YAML does not know, or whose digits make no character."""
    text = lines[line]
    at = max(text.rfind("\\", 0, column + 1), 0)
    letter = text[at + 1 : at + 2]
    if letter in "xuU" and letter:
        digits = {"x": 2, "u": 4, "U": 8}[letter]
        written = re.match(r"[0-9a-fA-F]*", text[at + 2 : at + 2 + digits])
        length = len(written[0]) if written else 0
        here = lines.span(line, at, at + 2 + length)
        if length < digits and _PATH in text:
            return told(slips.ESCAPE.at(here, edits=_doubled_backslashes(lines, line, at)))
        if length < digits:
            return told(
                slips.SHORT_ESCAPE.at(here, letter=letter, digits=digits),
                [Edit(lines.span(line, at, at + 1), "\\\\")],
            )
        if pairs := list(re.finditer(_PAIR, text)):
            edits = tuple(Edit(lines.span(line, *pair.span()), _paired(pair)) for pair in pairs)
            return told(slips.HALF_PAIR.at(here, edits=edits))
        slip = slips.HALF_PAIR if re.match(r"\\u[dD][89a-fA-F]", text[at:]) else slips.NO_CHARACTER
        return told(slip.at(here), [Edit(here, "\ufffd")])
    here = lines.span(line, at, at + 1)
    if letter == "'":
        edits = tuple(Edit(lines.span(line, m.start(), m.start() + 1), "") for m in re.finditer(r"\\(?=')", text))
        return told(slips.ESCAPE._replace(certain=True).at(here, edits=edits))
    return told(slips.ESCAPE.at(here, edits=_doubled_backslashes(lines, line, at)))


_PATH = ":\\"
"""What stands in a path of Windows, where every backslash is meant."""


def _doubled_backslashes(lines: Lines, line: int, at: int) -> tuple[Edit, ...]:
    """The edits that write twice each backslash of a line that means nothing, or all in a path."""
    text, edits = lines[line], []
    for found in re.finditer(r"\\(.)", text):
        is_good = found[1] in '"\\' or (_PATH not in text and found[1] in "0abtnvfre xuU/_NLP")
        if found.start() == at or not is_good:
            edits.append(Edit(lines.span(line, found.start(), found.start() + 1), "\\\\"))
    return tuple(edits)


def unclosed_quote(lines: Lines, line: int, column: int) -> Diagnosis:
    """A quotation mark that is never closed; closed at its line's end where the text surely ends there."""
    text = lines[line]
    here, mark = lines.span(line, column, column + 1), text[column : column + 1]
    _lead, begin = lines.value_of(text)
    end = len(text.rstrip())
    goes_on = any(
        n.strip() and lines.width(i + line + 1) > lines.width(line) for i, n in enumerate(lines.texts[line + 1 :])
    )
    if (
        begin != column
        and text[begin : begin + 1] in ("[", "{")
        and text.rstrip()[-1] in "]}"
        and text.count(mark) == 1
    ):
        end = item_end(text, column)
        word = text[column:end]
        if re.match(r"'\d0s\b", word):
            return told(slips.FIRST_APOSTROPHE.at(here, edits=(Edit(lines.span(line, column, end), quoted(word)),)))
        return told(slips.UNCLOSED_QUOTE.at(here, edits=(Edit(lines.span(line, end, end), mark),), quote=mark))
    if begin != column or goes_on or " #" in text[column:]:
        return told(slips.UNCLOSED_QUOTE.at(here, quote=mark))
    return told(slips.UNCLOSED_QUOTE.at(here, edits=(Edit(lines.span(line, end, end), mark),), quote=mark))


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


def _opens_again(line: str, start: int, at: int, end: int) -> bool:
    """Whether the mark before `at` opened a word inside a text in quotes, and did not close the text."""
    before = line[at - 2] if at - 2 > start else ""
    return (
        line[at - 1] == '"' and (not before or before in " (" or at - 2 == start) and line[at:end].count('"') % 2 == 0
    )


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


def _doubled(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) % 2 == 0 else match[0] + "'"


def _paired(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
