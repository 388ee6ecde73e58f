"""Slips inside brackets: those that are never closed or close nothing, commas, colons and hashtags between them."""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.characters import BRACKETS, CLOSING, ODD, WIDE_COMMAS, name_of
from briefing.parse.fields import FIELDS, OWNERS
from briefing.parse.lines import (
    INNER,
    KEY,
    LONGEST,
    TEXTS,
    Diagnosis,
    Lines,
    are_beside,
    comment_start,
    item_end,
    told,
)
from briefing.parse.nodes import Mark
from briefing.parse.nothing import is_of_spreadsheet
from briefing.parse.quoting import has_odd_quotes, quote, quoted, without_curls
from briefing.parse.value_slips import PROSE, is_complete, is_parted, is_value

_BRACKETS = r"""[\[{]|[\]}]|(?:^|(?<=[\s,\[\]{}]))#.*"""


def brackets(lines: Lines, above: int, start: int, line: int, column: int) -> Diagnosis:
    """What is wrong inside brackets that open at `above` and `start`, where YAML stumbled at `column`."""
    text = lines[line] if line < len(lines) else ""
    opened = open_bracket(lines, 0, len(lines))
    if opened is not None and (found := _hashtags(lines, opened[0])):
        return found
    for number in range(above, min(line + 1, len(lines))):
        comment = re.match(r"[ \t]*(?=//)|[^#]*[,\[{][ \t]+(?=//[ \t])", lines[number])  # as JSON for programs has it
        if comment and (number > above or comment.end() > start):
            at = comment.end()
            where = lines.span(number, at, at + 2)
            return told(slips.COMMENT.at(where, edits=(Edit(where, "#"),), mark="//"))
    char, before = text[column : column + 1], text[:column].rstrip()
    within = "\n".join([*lines.texts[above:line], text[: column + 1]])
    if char == "," and before.endswith((",", "[", "{")):
        where = lines.span(line, column, column + 1)
        is_apart = before.endswith(("[", "{")) or before != text[:column]
        gap = len(text[column + 1 :]) - len(text[column + 1 :].lstrip()) if is_apart else 0
        return told(slips.COMMA_TOO_MANY.at(where, edits=(Edit(lines.span(line, column, column + 1 + gap), ""),)))
    if char in ("]", "}") and within.count(char) > within.count("[" if char == "]" else "{"):
        return _wrong_closing(lines, line, column)
    if opened is None and (found := _no_comma_above(lines, above, line, column)):
        return found
    if char in ("[", "{", '"', "'") and before and before[-1] not in "[{,:" and opened is None:
        if odd := re.search(rf"(?:^|(?<=[\[{{,]))[ ]*([{ODD}]+)$", before):
            where = lines.span(line, *odd.span(1))
            return told(slips.INVISIBLE.at(where, edits=(Edit(where, ""),), a_name=name_of(odd[1][0])))
        if char in "[{" and (found := _bracket_in_text(lines, line, column)):
            return found
        edits = (Edit(lines.span(line, len(before), column), ", "),)
        slip = slips.NO_COMMA.sure_if(char not in "[{" or before[-1] in "]}\"'")
        return told(slip.at(lines.span(line, column, column + 1), edits=edits))
    if char == ":" and opened is None and (found := _colon_in_brackets(lines, line, column, before, within)):
        return found
    if opened is not None:
        return unclosed(lines, *opened)
    bracket = lines[above][start : start + 1]
    if bracket == "?" and re.match(r"\?[ ]*(?:[,\]}]|$)", lines[above][start:]):
        where = lines.span(above, start, start + 1)
        return Diagnosis(slips.NOTHING.at(where, text="?"), (Edit(where, '"?"'),), True)
    if bracket == "-":
        return _dashes_in_brackets(lines, above, start)
    return told(slips.UNCLOSED_OR_COMMA.at(lines.span(above, start, start + 1), bracket=bracket))


def _dashes_in_brackets(lines: Lines, line: int, column: int) -> Diagnosis:
    """A dash before an item inside brackets, and those that begin the lines below, where commas may be missing too."""
    edits = []
    for number in range(line, len(lines)):
        at = column if number == line else lines.width(number)
        dash = re.match(r"-(?:[ ]+|$)", lines[number][at:])
        if dash is None:
            break
        edits.append(Edit(lines.span(number, at, at + dash.end()), ""))
        end = len(lines[number - 1].rstrip()) if number > line else 0
        if end and lines[number - 1][end - 1] not in ",[{#" and " #" not in lines[number - 1]:
            edits.append(Edit(lines.span(number - 1, end, end), ","))
    return told(slips.DASH_IN_BRACKETS.at(lines.span(line, column, column + 1), edits=tuple(edits)))


def _no_comma_above(lines: Lines, above: int, line: int, column: int) -> Diagnosis | None:
    """A comma that is missing at the end of the line above, inside brackets that go on over several lines."""
    text = lines[line] if line < len(lines) else ""
    start = len(text) - len(text.lstrip())
    last = next((n for n in range(line - 1, above - 1, -1) if lines[n].strip()), -1)
    if last < 0:
        return None
    end = len(lines[last][: comment_start(lines[last], 0)].rstrip())
    before = lines[last][:end]
    key = re.match(rf"[ \t]*{KEY}", text)
    is_here = column == start and text[start : start + 1] in ("[", "{", '"', "'")
    is_key = (
        key is not None and column == key.end() - 1 and key["key"].strip("\"'") in INNER | OWNERS["brief"].fields.keys()
    )
    if not (is_here or is_key) or not before.strip() or before[-1] in "[{,:":
        return None
    is_sure = before[-1] in "]}\"'"
    where = lines.span(line, start, key.end("key") if is_key and key else start + 1)
    slip = slips.NO_COMMA_BEFORE_KEY if is_key else slips.NO_COMMA
    edit = Edit(lines.span(last, end, end), ",")
    return told(slip.sure_if(is_sure).at(where, edits=(edit,), key=key["key"] if is_key and key else ""))


def _bracket_in_text(lines: Lines, line: int, column: int) -> Diagnosis | None:
    """A bracket in the text of a key inside braces: `{note: see [1]}`."""
    text = lines[line]
    value = re.search(rf"[{{,][ ]*{KEY}[ \t]*(?P<text>[^\s\[\]{{}},\"'][^\[\]{{}},]*)$", text[:column])
    close = text.find("]" if text[column] == "[" else "}", column)
    if value is None or close < 0 or lines.kind(value["key"].strip("\"'")) not in TEXTS | {"url"}:
        return None
    start, end = value.start("text"), item_end(text, close + 1)
    if text[column : column + 3] == "[.]" and lines.kind(value["key"].strip("\"'")) == "url":
        fix = text[start:end].replace("[.]", ".")
        why = "`[.]` keeps programs from following it"
        where = lines.span(line, start, end)
        return told(slips.ODD_ADDRESS.at(where, fix=re.sub("^hxxp", "http", fix), text=text[start:end], why=why))
    edits = (Edit(lines.span(line, start, end), quote(text[start:end])),)
    slip = slips.BRACKET_IN_TEXT.sure_if(re.search(r"[,:]\s", text[column:close]) is None)
    return told(slip.at(lines.span(line, column, column + 1), edits=edits, bracket=text[column]))


def _wrong_closing(lines: Lines, line: int, column: int) -> Diagnosis:
    """A bracket that closes another kind than the one that is open."""
    char = lines[line][column]
    other = "]" if char == "}" else "}"
    here = lines.span(line, column, column + 1)
    is_last = not lines[line][column + 1 :].split(" #")[0].strip()
    return told(slips.CLOSES_OTHER.sure_if(is_last).at(here, edits=(Edit(here, other),), bracket=char))


def _colon_in_brackets(lines: Lines, line: int, column: int, before: str, within: str) -> Diagnosis | None:
    """A colon inside brackets: a comma was lost before its key, or it stands in a text without quotes."""
    word = re.search(r"[\w-]+$", before)
    if word is None:
        return None
    text = lines[line]
    begin = max(within.rfind("{"), within.rfind("["))
    keys = re.findall(r"[{,]\s*([\w-]+)\s*:", within[begin:])
    is_key = word[0] not in keys and are_beside([*keys, word[0]])
    gap = re.search(rf"(?P<mark>[{WIDE_COMMAS}]?)\s*$", text[: word.start()])
    if is_key and gap is not None and gap[0] and re.search(r"[^\s,\[{:]$", text[: gap.start()]):
        comma = (Edit(lines.span(line, gap.start(), gap.end()), ", "),)
        if gap["mark"]:
            where = lines.span(line, gap.start(), gap.start() + 1)
            more, _is_sure = _further_commas(lines, line, column, {*keys, word[0]}, word[0])
            return told(slips.WIDE_COMMA.at(where, edits=(*comma, *more), mark=gap["mark"]))
        inside = re.search(r"(?:(?P<key>[\w-]+):[ ]+)?(?P<value>[^,\[\]{}]*)$", text[: gap.start()])
        key, said = (inside["key"] or "", inside["value"]) if inside else ("", "")
        if key not in PROSE or is_parted(gap[0]) or _is_value(word[0], text[column + 1 :]):
            more, is_sure = _further_commas(lines, line, column, {*keys, word[0]}, word[0])
            slip = slips.NO_COMMA_BEFORE_KEY.sure_if(is_sure and (is_parted(gap[0]) or is_complete(key, said)))
            return told(slip.at(lines.span(line, word.start(), column), edits=(*comma, *more), key=word[0]))
    value = re.search(r"(?:[{\[,]\s*(?:[\w-]+:\s+)?)(?P<value>[^,\[\]{}]*)$", text[:column])
    quoting: tuple[Edit, ...] = ()
    if value and value["value"].strip():
        end = item_end(text, column)
        at = value.start("value")
        quoting = (Edit(lines.span(line, at, end), quote(without_curls(text[at:end]))),)
        is_key = is_key or has_odd_quotes(text[at:end])
    return told(slips.COLON_IN_TEXT.sure_if(not is_key).at(lines.span(line, column, column + 1), edits=quoting))


def _is_value(key: str, behind: str) -> bool:
    """Whether what stands behind a key in brackets is surely its value."""
    text = re.split(r"[,\]}]|[ ][\w-]+:(?=[ ])", behind)[0].strip()
    return any(row.key == key and is_value(row, text) for row in FIELDS)


def _further_commas(lines: Lines, line: int, column: int, keys: set[str], last: str) -> tuple[list[Edit], bool]:
    """The commas that are missing as well behind the colon of the key `last`, before keys of the same entry, and
    whether the values before them are complete.
    """
    text = lines[line]
    end = column + len(re.split(r"[\[\]{}\"']", text[column:])[0])
    edits, is_sure, start = [], True, column + 1
    for found in re.finditer(rf"(?<=[^\s,:])(?P<gap>[{WIDE_COMMAS}]?[ ]+)(?P<key>[\w-]+):(?=[ ])", text[column:end]):
        if found["key"] in keys or not are_beside([*keys, found["key"]]):
            continue
        before = text[start : column + found.start()].split(",")
        is_sure = is_sure and (len(before) > 1 or is_parted(found["gap"]) or is_complete(last, before[0].strip()))
        keys.add(found["key"])
        edits.append(Edit(lines.span(line, column + found.start("gap"), column + found.end("gap")), ", "))
        last, start = found["key"], column + found.end()
    return edits, is_sure


def _comment_inside(lines: Lines, opened: Mark) -> Diagnosis | None:
    """` #` inside a value in brackets, which makes a comment of the rest and of the bracket that closes."""
    text = lines[opened.line]
    if len(text) > LONGEST:
        return None
    at = comment_start(text, opened.column)
    closing = re.escape(CLOSING[text[opened.column]])
    rest = re.match(rf"(?P<gap>[ \t]+)#\w[^,\[\]{{}}\"']*(?={closing}|,)", text[at:])
    before = re.search(r"(?<=[\[{,: ])[^\s\[\]{},\"':][^\[\]{},\"']*$", text[opened.column : at])
    if rest is None or before is None or not re.search(rf"{closing}[\]}}]*$", text.rstrip()):
        return None
    value = before[0].rpartition(": ")[2]
    start, end, hash_ = at - len(value), at + rest.end(), at + rest.end("gap")
    if "://" in value:
        how, edit = "delete the blank before it", Edit(lines.span(opened.line, at, hash_), "")
    else:
        how, edit = "put the value in quotes", Edit(lines.span(opened.line, start, end), quoted(text[start:end]))
    where = lines.span(opened.line, hash_, end)
    return told(slips.COMMENT_IN_VALUE.at(where, edits=(edit,), bracket=text[opened.column], how=how))


def unclosed(lines: Lines, opened: Mark, before: Mark | None) -> Diagnosis:
    """A bracket that is never closed; read as if it were closed where its lines end, or before another one."""
    bracket = lines[opened.line][opened.column]
    closing = CLOSING[bracket]
    if found := _comment_inside(lines, opened) or _above_dashes(lines, opened):
        return found
    below = _begins_anew(lines, opened)
    last = max((n for n in range(opened.line, below) if lines[n].strip()), default=opened.line)
    if before is not None and before.line < below:
        last, end = before
    else:
        end = len(lines[last][: comment_start(lines[last], opened.column if last == opened.line else 0)].rstrip())
    if bracket == "[" and last == opened.line and before is not None:  # a key of the entry around follows
        key = re.search(rf",[ ]*{KEY}", lines[last][opened.column : end])
        end = opened.column + key.start() if key and key["key"] in INNER else end
    if other := _other_closing(lines, opened, last, end):
        at, is_sure = other
        here = lines.span(last, at, at + 1)
        slip = slips.CLOSES_OTHER.sure_if(is_sure)
        return Diagnosis(slip.at(here, edits=(Edit(here, closing),), bracket=lines[last][at]), (Edit(here, closing),))
    start = end - 1 if lines[last][:end].endswith(",") else end
    edit = Edit(lines.span(last, start, end), closing)
    where = lines.span(opened.line, opened.column, opened.column + 1)
    is_clear = last == opened.line or below < len(lines)
    problem = slips.UNCLOSED.at(where, edits=(edit,) if is_clear else (), bracket=bracket)
    return Diagnosis(problem, (edit,), True)


def _above_dashes(lines: Lines, opened: Mark) -> Diagnosis | None:
    """A bracket that ends its line above items behind dashes, which need none."""
    text = lines[opened.line]
    below = next((line for line in lines.texts[opened.line + 1 :] if line.strip()), "")
    if text[opened.column + 1 : comment_start(text, opened.column)].strip() or not re.match(r"[ ]*-[ ]", below):
        return None
    before = len(text[: opened.column].rstrip())
    edit = Edit(lines.span(opened.line, before, opened.column + 1), "")
    where = lines.span(opened.line, opened.column, opened.column + 1)
    return told(slips.UNCLOSED_ABOVE.at(where, edits=(edit,), bracket=text[opened.column]))


def _begins_anew(lines: Lines, opened: Mark) -> int:
    """The first line behind an open bracket that surely is not inside it, since another key or item begins there."""
    text = lines[opened.line]
    column = len(re.match(r"[ ]*(?:- +)*", text)[0])  # type: ignore[index]
    goes_on, bracket = text.split(" #")[0].rstrip()[-1:] in (",", "[", "{"), text[opened.column]
    for number in range(opened.line + 1, len(lines)):
        text = lines[number]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        is_inside = goes_on and lines.width(number) == column and bracket == "{" and not text.lstrip().startswith("- ")
        is_beside = not is_inside and lines.width(number) <= column and re.match(rf"[ ]*(?:- |{KEY})", text)
        if is_beside or (bracket == "[" and not goes_on and re.match(rf"[ ]*{KEY}", text)):
            return number
        goes_on = text.split(" #")[0].rstrip()[-1:] in (",", "[", "{")
    return len(lines)


def _other_closing(lines: Lines, opened: Mark, last: int, end: int) -> tuple[int, bool] | None:
    """Where a bracket of another kind was to close the one that is open, and whether that is sure."""
    start = opened.column + 1 if last == opened.line else 0
    inside = lines[last][start:end]
    found = list(re.finditer(rf"[{re.escape(_CLOSERS)}](?=[ ]*(?:,|$))", inside))
    if len(found) != 1 or any(mark in inside for mark in _OPENERS):
        return None
    return start + found[0].start(), last == opened.line and found[0].end() == len(inside)


_OPENERS = "".join(BRACKETS)
_CLOSERS = "".join(closing for _opening, closing in BRACKETS.values())


def _hashtags(lines: Lines, opened: Mark) -> Diagnosis | None:
    """Words that begin with `#` in brackets, which end the line there."""
    text = lines[opened.line]
    pattern = re.compile(r"(?:(?<=[\[{,:])|(?<=[\[{,:][ ]))#(?=\w)[^,\]}]*")
    words = list(pattern.finditer(text, opened.column + 1))
    if not words or any(mark in one[0] for one in words for mark in "\"'"):
        return None
    spans = [(one.start(), one.start() + len(one[0].rstrip())) for one in words]
    edits = tuple(Edit(lines.span(opened.line, *at), quoted(text[slice(*at)])) for at in spans)
    first = spans[0]
    if not text[opened.column + 1 : first[0]].strip():
        are_sure = not any(is_of_spreadsheet(text[slice(*at)]) for at in spans)
        return told(slips.HASHTAGS.sure_if(are_sure).at(lines.span(opened.line, *first), edits=edits))
    bracket, word = text[opened.column], text[slice(*first)]
    where = lines.span(opened.line, opened.column, opened.column + 1)
    key = re.search(rf"{KEY}[ ]$", text[: first[0]])
    if key and (rows := [row for row in FIELDS if row.key == key["key"] and row.kind != "text"]):
        bare = word.lstrip("# ")
        if any(is_value(row, bare) for row in rows):
            edit = Edit(lines.span(opened.line, first[0], first[0] + len(word) - len(bare)), "")
            return told(slips.SIGN_IN_BRACES.at(lines.span(opened.line, *first), edits=(edit,), bracket=bracket))
    if ":" in word:
        return told(slips.UNCLOSED.at(where, bracket=bracket))
    return told(slips.COMMENT_IN_BRACKETS.at(where, edits=edits, bracket=bracket, word=word))


def open_bracket(lines: Lines, start: int, end: int) -> tuple[Mark, Mark | None] | None:
    """The last bracket of these lines that opens and is not closed, and before which other one it should be."""
    opened: list[tuple[Mark, str]] = []
    for number in range(start, end):
        for found in re.finditer(_BRACKETS, lines[number]):
            here = Mark(number, found.start())
            if found[0] in ("[", "{"):
                opened.append((here, "]" if found[0] == "[" else "}"))
            elif found[0] in ("]", "}") and opened:
                place, closing = opened.pop()
                if closing != found[0] and any(other == found[0] for _place, other in opened):
                    return place, here
    return (opened[-1][0], None) if opened else None


def depth_of(line: str) -> int:
    """How many brackets a line opens more than it closes."""
    found = [match[0] for match in re.finditer(_BRACKETS, line)]
    return sum(one in "[{" for one in found if len(one) == 1) - sum(one in "]}" for one in found if len(one) == 1)
