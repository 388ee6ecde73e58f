"""Slips at quotation marks: text behind them, one too many, one that never closes, a backslash that means nothing."""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.characters import WIDE_COMMAS
from briefing.parse.lines import INNER, KEY, LONGEST, Diagnosis, Lines, comment_start, item_end, told
from briefing.parse.quoting import quote, quoted
from briefing.parse.value_slips import QUOTED, comma_at_end, second_keys

_PAIR = r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
_OPENED = r"^[^']*(?:'\w[^']*)*[\s(]'(?=\w)[^']*(?:'\w[^']*)*'(?=[\s,;:])"
"""A word in single quotes, before any other quotation mark that closes."""
_LEAD = re.compile(r"""[ ]*(?:- +)*(?:["']?[\w-]+["']?[ \t]*:[ ]+)?""")


_CLOSERS = frozenset(")\uff09\u3011\uff3d\u3015\uff5d")
_FAR = 100
"""So many lines above are looked at for a quotation mark."""
_PATH = ":\\"
"""What stands in a path of Windows, where every backslash is meant."""


def quotes(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """Text behind the closing mark of a text in quotes."""
    found = behind_quotes(line)
    if found is None:
        return None
    start, at, is_inside = found
    mark = line[start]
    if is_inside and any(one["key"] in INNER for one in re.finditer(rf",[ ]*{KEY}[ ]", line[start:at])):
        return _unclosed_inside(lines, number, start)  # the mark that closes it belongs to the next text
    end = item_end(line, at) if is_inside else comment_start(line, at)
    whole = line[start:end].rstrip()
    end = start + len(whole)
    value = lines.span(number, start, end)
    if not is_inside and line[at:end] == ",":
        return comma_at_end(lines, number, at)
    if twice := re.match(r'""(?=\w)[^"]*"(?=[ ]*(?:[,\]}]|$|[ ]#))', line[start:]):
        where = lines.span(number, start, start + 1)
        if line[start + 2 : start + twice.end()].count("{") == 0:
            return told(slips.QUOTE_TOO_MANY.at(where, edits=(Edit(where, ""),)))
    if is_inside and line[at:].split(" #")[0].strip() in _CLOSERS:
        where = lines.span(number, at, at + 1)
        is_entry = line[:start].rfind("{") > line[:start].rfind("[")
        edits = (Edit(where, "}" if is_entry else "]"),)
        return told(slips.CLOSES_OTHER.at(where, edits=edits, bracket=line[at]))
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
    if gap and line[at] in "\"'[{" and QUOTED.match(line, at):
        return told(slips.NO_COMMA.at(lines.span(number, at, at + 1), edits=edits))
    return None


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


def _doubled_backslashes(lines: Lines, line: int, at: int) -> tuple[Edit, ...]:
    """The edits that write twice each backslash of a line that means nothing, or all in a path."""
    text, edits = lines[line], []
    for found in re.finditer(r"\\(.)", text):
        is_good = found[1] in '"\\' or (_PATH not in text and found[1] in "0abtnvfre xuU/_NLP")
        if found.start() == at or not is_good:
            edits.append(Edit(lines.span(line, found.start(), found.start() + 1), "\\\\"))
    return tuple(edits)


def quote_above(lines: Lines, line: int, column: int) -> Diagnosis | None:
    """The quotation mark in a line above that was never closed, so that its text ends at the mark before a place."""
    before = lines[line][:column].rstrip()
    mark = before[-1:]
    if mark not in ("'", '"') or before.count(mark) != 1:
        return None
    for number in range(line - 1, max(line - _FAR, -1), -1):
        text = lines[number]
        if mark in text:
            _lead, begin = lines.value_of(text)
            is_open = text[begin : begin + 1] == mark and text.count(mark) == 1
            return unclosed_quote(lines, number, begin) if is_open else None
    return None


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
        return _unclosed_inside(lines, line, column)
    if begin != column or goes_on or " #" in text[column:]:
        return told(slips.UNCLOSED_QUOTE.at(here, quote=mark))
    if text[end - 1] in "'\"\u201d\u2019" and text[end - 1] != mark and text.count(text[end - 1]) == 1:
        edits = (Edit(lines.span(line, end - 1, end), mark),)
        return told(slips.MIXED_QUOTES.sure_if(False).at(here, edits=edits, one=mark, other=text[end - 1]))
    return told(slips.UNCLOSED_QUOTE.at(here, edits=(Edit(lines.span(line, end, end), mark),), quote=mark))


def _unclosed_inside(lines: Lines, line: int, column: int) -> Diagnosis:
    """A quotation mark inside brackets that is never closed, or that one of another kind closes: the text ends before
    the next key of the entry, or before the bracket."""
    text = lines[line]
    here, mark = lines.span(line, column, column + 1), text[column]
    is_entry = text.rfind("{", 0, column) > text.rfind("}", 0, column) and re.search(r":[ ]*$", text[:column])
    further = next((one for one in re.finditer(rf",[ ]*{KEY}", text[column:]) if one["key"] in INNER), None)
    if further and is_entry:
        end = column + further.start()
    else:
        bracket = re.search(r"[ ]*[\]}]", text[column:])
        end = column + bracket.start() if is_entry and bracket else item_end(text, column)
    word = text[column:end]
    if re.match(r"'\d0s\b", word):
        return told(slips.FIRST_APOSTROPHE.at(here, edits=(Edit(lines.span(line, column, end), quoted(word)),)))
    if word[-1] in "'\"\u201d\u2019" and word[-1] != mark and word.count(word[-1]) == 1:
        edits = (Edit(lines.span(line, end - 1, end), mark),)
        return told(slips.MIXED_QUOTES.sure_if(False).at(here, edits=edits, one=mark, other=word[-1]))
    return told(slips.UNCLOSED_QUOTE.at(here, edits=(Edit(lines.span(line, end, end), mark),), quote=mark))


def behind_quotes(line: str) -> tuple[int, int, bool] | None:
    """Where in a line a text in quotes begins and where more text follows it, and whether that is inside brackets."""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    depth, is_start = 0, True
    while at < len(line):
        char = line[at]
        if is_start and char in "\"'":
            match = QUOTED.match(line, at)
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


def _opens_again(line: str, start: int, at: int, end: int) -> bool:
    """Whether the mark before `at` opened a word inside a text in quotes, and did not close the text."""
    before = line[at - 2] if at - 2 > start else ""
    return (
        line[at - 1] == '"' and (not before or before in " (" or at - 2 == start) and line[at:end].count('"') % 2 == 0
    )


def _doubled(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) % 2 == 0 else match[0] + "'"


def _paired(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
