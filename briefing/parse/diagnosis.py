"""Where an author slipped, behind what YAML complains of.

libyaml stumbles a line or a bracket later than the hand did, and calls things by names that no author knows. Here the
lines up to that place are looked at for the slips that hands make, the surest first. What a line shows by itself
is found in `line_slips`, what is wrong inside brackets in `flow_slips`; here is what YAML itself complains of.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from yaml.error import MarkedYAMLError, YAMLError

from briefing.model.likeness import nearest
from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.broken import joined
from briefing.parse.characters import BRACKETS, ODD
from briefing.parse.entry_slips import (
    above_shallow,
    beside_dash,
    beside_entry,
    entry_on_line,
    first_without_dash,
    is_entry_below,
    name_beside_id,
    owner_of_item,
    text_before_keys,
)
from briefing.parse.fields import FIELDS, OWNERS
from briefing.parse.first_dash import first_keys_without_dash, item_inside_item
from briefing.parse.flow_slips import brackets, open_bracket, unclosed
from briefing.parse.line_slips import first_slip
from briefing.parse.lines import (
    FORM,
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
from briefing.parse.mended import Mended
from briefing.parse.nodes import DEPTH, TooDeep
from briefing.parse.quote_slips import escape, quote_above, unclosed_quote
from briefing.parse.quoting import has_odd_quotes
from briefing.parse.value_slips import block_as_text, doubled_key, first_character, is_value, second_keys


def diagnose(part: Mended, file: str, known: frozenset[str], error: YAMLError | None) -> Diagnosis:
    """The author's slip behind an error of YAML in some lines, or behind lines that are no keys and values (None).

    `known` are the keys to be expected in the first column; none where any id may stand there.
    """
    return _slip(Lines(part.lines, file, known, part.under), error)


def stray(part: Mended, file: str, known: frozenset[str]) -> Diagnosis | None:
    """The slip of a line that belongs to no key, the first of these lines; None for one that says nothing."""
    lines = Lines(part.lines, file, known, part.under)
    return first_slip(lines, range(1)) or _line_of_no_key(lines, 0)


def no_dash(part: Mended, file: str, number: int, depth: int) -> Diagnosis:
    """The slip of an item that lost its dash, which stands in a column."""
    return _item_without_dash(Lines(part.lines, file, under=part.under), number, depth)


def odd_dash(part: Mended, file: str, number: int, good: int) -> Diagnosis:
    """The slip of a dash that stands elsewhere than those of its list, in a column."""
    return _dash_elsewhere(Lines(part.lines, file, under=part.under), number, good)


def _slip(lines: Lines, error: YAMLError | None) -> Diagnosis:
    """A line's own slip above the place where YAML stumbled, else what it complains of."""
    if isinstance(error, TooDeep):
        line, column = error.place
        line = min(line, len(lines) - 1)
        return told(slips.TOO_DEEP.at(lines.span(line, column, column + 1), depth=DEPTH))
    if error is None:
        return first_slip(lines, range(len(lines))) or _line_of_no_key(lines, 0) or no_sense(lines, 0, 0)
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return first_slip(lines, range(len(lines))) or told(slips.NO_YAML.at(lines.whole(0)))
    mark = error.problem_mark
    line, column = min(mark.line, len(lines) - 1), mark.column
    context = error.context_mark
    if bar := _body_without_bar(lines):
        return bar
    above = min(context.line, len(lines) - 1) if context is not None else line
    start = context.column if context is not None else column
    about, said = error.context or "", error.problem or ""
    is_quote = "quoted scalar" in about
    # what stands behind a quotation mark that was never closed is not yet known to be wrong
    reach = above if is_quote or "simple key" in about else line
    return first_slip(lines, range(reach + 1)) or _complaint(lines, about, said, above, start, line, column)


def _body_without_bar(lines: Lines) -> Diagnosis | None:
    """A body whose text begins on the line of its key, and goes on below in Markdown that YAML cannot read."""
    found = re.match(r"""(?P<key>body)[ \t]*:(?P<gap>[ \t]+)(?=\[\[|\*+\w|[^\s|>"'\[{&*!#%@`-])""", lines[0])
    below = [n for n in range(1, len(lines)) if lines[n].strip()]
    if found is None or "body" not in lines.known or not below or not all(lines.width(n) for n in below):
        return None
    width = lines.width(below[0])
    edit = Edit(lines.span(0, *found.span("gap")), f" |\n{' ' * width}")
    is_even = all(lines.width(n) >= width for n in below)
    return told(slips.NO_BAR.at(lines.span(0, *found.span("key")), edits=(edit,) if is_even else ()), (edit,))


def _complaint(lines: Lines, about: str, said: str, above: int, start: int, line: int, column: int) -> Diagnosis:
    """What libyaml says, by what it was doing (`about`, begun at `above` and `start`), in the author's words."""
    if "quoted scalar" in about:
        return escape(lines, line, column, said) if "end of stream" not in said else unclosed_quote(lines, above, start)
    if "unexpected ':'" in said:
        return _colon_at_end(lines, line, column)
    if "flow" in about:
        return brackets(lines, above, start, line, column)
    if "block scalar" in about:
        return block_as_text(lines, above, start)
    if "mapping values" in said:
        return _colon(lines, line, column)
    if "alias" in about or "anchor" in about or "tag" in about:
        return first_character(lines, above, start, slips.FIRST_CHARACTER)
    if "directive" in about or "cannot start any token" in said or "alias" in said or "mapping keys" in said:
        return first_character(lines, line, column, slips.FIRST_CHARACTER)
    if "expected ':'" in said:
        return _line_of_no_key(lines, above) or no_sense(lines, above, start)
    if "sequence entries" in said and lines[line][:column].strip(" -"):
        return _dash_on_line(lines, line, column)
    if "expected key" in said or "'-' indicator" in said or "sequence entries" in said:
        return quote_above(lines, line, column) or _unexpected(lines, line, column)
    return no_sense(lines, line, column)


def _colon_at_end(lines: Lines, line: int, column: int) -> Diagnosis:
    """A colon behind a value in brackets, where another bracket or a comma follows."""
    where = lines.span(line, column, column + 1)
    key = re.search(rf"[{{,][ ]*{KEY}[ \t]+[^,\[\]{{}}]*$", lines[line][:column])
    is_text = key is not None and lines.kind(key["key"].strip("\"'")) in TEXTS
    return told(slips.COLON_AT_END.sure_if(not is_text).at(where, edits=(Edit(where, ""),)))


def _colon(lines: Lines, line: int, column: int) -> Diagnosis:
    """A colon where YAML wants none: in a text, of a second key, or of a key that stands too deep."""
    text = lines[line]
    lead, begin = lines.value_of(text)
    if found := _override(lines, line, lead or "", begin):
        return found
    if lead is not None and begin < column and text[begin:].strip():
        value = text[begin:].rstrip()
        if value.endswith("}") and "{" not in value:
            at = len(text.rstrip()) - 1
            return told(slips.UNOPENED.at(lines.span(line, at, at + 1), bracket="}"))
        second = doubled_key(lines, line, begin, column, lead) or second_keys(lines, line, begin, lead)
        if second := second or entry_on_line(lines, line, begin, column):
            return second
        before = text[begin:column].rstrip()
        if not text[column + 1 : comment_start(text, column)].strip() and any(
            row.key == lead and row.kind not in TEXTS and is_value(row, before) for row in FIELDS
        ):
            where = lines.span(line, column, column + 1)
            return told(slips.COLON_AT_END.at(where, edits=(Edit(where, ""),)))
        edits = lines.quoting(line, begin)
        word = re.search(r"[\w-]+$", text[:column])
        is_key = word is not None and word[0] != lead and word[0] in {row.key for row in rows_beside(lead)}
        is_key = is_key or has_odd_quotes(value) or value[0] in BRACKETS or value[0] in ODD or "\\" in value
        # a key of nobody's, or one whose values are no texts, may have had something else behind it
        is_key = is_key or (bool(lead) and (lead not in INNER or lines.kind(lead) not in TEXTS))
        rest = text[column + 1 : comment_start(text, column)].strip()
        is_key = is_key or (lead == "name" and re.fullmatch(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?", rest) is not None)
        return told(slips.COLON_IN_TEXT.sure_if(not is_key).at(lines.span(line, column, column + 1), edits=edits))
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), -1)
    if above < 0:
        return no_sense(lines, line, column)
    upper = lines[above]
    if found := name_beside_id(lines, above, line):
        return found
    if found := _text_of_lines(lines, above, line, column) or text_before_keys(lines, above, line):
        return found
    if re.match(r"[ ]*-[^\s-]", upper):
        return _line_of_no_key(lines, above) or no_sense(lines, line, column)
    if not upper.rstrip().endswith(":") and re.match(KEY, upper.lstrip(" -")):
        if found := above_shallow(lines, above, line):
            return found
        indent = lines.width(line)
        if text.lstrip().startswith("- ") and not upper.lstrip().startswith("- "):
            items = takewhile(lambda n: not lines[n].strip() or lines.width(n) >= indent, range(line, len(lines)))
            gone = tuple(Edit(lines.whole(n), "") for n in items)
            return told(slips.LIST_NO_KEY.at(lines.span(line, indent, len(text.rstrip()))), gone)
        if found := first_without_dash(lines, above, line):
            return found
        beside = len(upper) - len(upper.lstrip(" -"))
        span = lines.span(line, 0, indent or 1)
        edits = (Edit(span, " " * beside),) if indent > beside else ()
        key = re.match(rf"[ ]*{KEY}", text)
        is_beside = key is not None and lines.is_key(key["key"].strip("\"'"), beside)  # else it is another entry's
        return told(slips.KEY_DEEPER.sure_if(is_beside).at(span, edits=edits))
    return _line_of_no_key(lines, above) or no_sense(lines, line, column)


def _override(lines: Lines, line: int, key: str, begin: int) -> Diagnosis | None:
    """Names and ids of `mentions` that stand on its own line, or several on one."""
    text = lines[line]
    end = len(text[: comment_start(text, begin)].rstrip())
    if end > LONGEST:
        return None
    if lines.kind(key) == "overrides" and re.fullmatch(rf"{_NAMED}(?:,[ ]+{_NAMED})*,?", text[begin:end]):
        edits = (Edit(lines.span(line, begin, begin), "{"), Edit(lines.span(line, end, end), "}"))
        return told(slips.KEYS_ON_LINE.at(lines.span(line, begin, end), edits=edits, key=key))
    width = lines.width(line)
    are_several = re.fullmatch(rf"{_NAMED}(?:,[ ]+{_NAMED})+,?", text[width:end])
    if not are_several or lines.kind(lines.parent(line)) != "overrides":
        return None
    found = list(re.finditer(rf",[ ]+(?={_NAMED})", text[width:end]))
    indent = "\n" + " " * width
    apart = tuple(Edit(lines.span(line, width + one.start(), width + one.end()), indent) for one in found)
    start = width + found[0].end()
    colon = text.index(":", start)
    return told(slips.NEXT_NAME.at(lines.span(line, start, colon), edits=apart, name=text[start:colon]))


_NAMED = r"[^,:]+:[ ]+[\w-]+"
"""A name and an id, as `mentions` has them."""


def _text_of_lines(lines: Lines, above: int, line: int, column: int) -> Diagnosis | None:
    """A colon in a text that goes on from the line above; None where a key of the entry may stand before it."""
    width = lines.width(line)
    words = lines[line][width:column]
    if not words.strip() or words.startswith("- ") or (" " not in words and (words in INNER or nearest(words, INNER))):
        return None
    start = above
    while start > 0 and lines.value_of(lines[start])[0] is None and lines[start].strip():
        start -= 1
    lead, begin = lines.value_of(lines[start])
    text = lines[start][begin:]
    if lead is None or width <= lines.width(start) or not text.strip() or text[0] in "\"'[{|>&*!%@`":
        return None
    owner = owner_of_item(lines, start)
    is_text = lines.kind(lead) in TEXTS and lead in INNER if lead else owner is not None and owner.bare != "name"
    if not is_text:
        return None
    edits = lines.quoting(start, begin, line)
    is_sentence = " " in words.strip()  # else it may be a key of the author's own
    return told(slips.COLON_IN_TEXT.sure_if(is_sentence).at(lines.span(line, column, column + 1), edits=edits))


def _dash_on_line(lines: Lines, line: int, column: int) -> Diagnosis:
    """A dash behind a key: a list that begins on the wrong line, or a text."""
    text = lines[line]
    lead, begin = lines.value_of(text)
    if lead is None or begin != column or not lines.is_list(lead):
        if lead in lines.known | INNER and lines.kind(lead) not in TEXTS:
            end = comment_start(text, column)
            value = text[column + 1 : end].strip()
            dash = Edit(lines.span(line, column, end - len(text[column + 1 : end].lstrip())), "")
            is_one = any(row.key == lead and is_value(row, value) for row in FIELDS)
            where = lines.span(line, column, column + 1)
            return told(slips.ITEM_FOR_VALUE.sure_if(is_one).at(where, edits=(dash,), key=lead))
        return first_character(lines, line, column, slips.FIRST_CHARACTER)
    indent = len(re.match(r"[ ]*(?:- +)*", text)[0]) + 2  # type: ignore[index]
    edits = [Edit(lines.span(line, len(text[:column].rstrip()), column), "\n" + " " * indent)]
    edits += [
        Edit(lines.span(n, 0, lines.width(n)), " " * indent)
        for n in range(line + 1, len(lines))
        if re.match(r"[ ]*- ", lines[n])
    ]
    end = comment_start(text, column)
    gaps = [
        (column + 1 + one.start(), column + 1 + one.end()) for one in re.finditer(r"\s+-\s+", text[column + 1 : end])
    ]
    if any(row.key == lead and row.many and (row.kind != "entry" or OWNERS[row.of].bare == "name") for row in FIELDS):
        edits += [Edit(lines.span(line, *gap), f"\n{' ' * indent}- ") for gap in gaps]
    slip = slips.DASH_ON_LINE.sure_if(not gaps)
    return told(slip.at(lines.span(line, column, column + 1), edits=tuple(edits)))


def _unexpected(lines: Lines, line: int, column: int) -> Diagnosis:
    """Something that is neither a key nor an item of the list that is open."""
    text = lines[line]
    if text[column : column + 1] in ("]", "}"):
        where = lines.span(line, column, column + 1)
        return told(slips.CLOSES_NOTHING.at(where, edits=(Edit(where, ""),), bracket=text[column]))
    if text[column : column + 1] == "-" and not text[:column].strip():
        dashes = _siblings(lines, line)
        good, odd = common_column(dashes, lines.texts)
        if odd:
            return _dash_elsewhere(lines, odd[0], good)
        above = next((n for n in range(line - 1, -1, -1) if lines.width(n) <= column + 1), 0)
        if found := first_keys_without_dash(lines, line, column) or item_inside_item(lines, line, column):
            return found
        if lines.width(above) == column + 1:
            return _item_without_dash(lines, above, column)
        if column == 0 or (above < line and re.match(rf"[ ]*{KEY}[ \t]*\S", lines[above])):
            return _line_of_no_key(lines, line) or no_sense(lines, line, column)
    if text[:column].strip(" -") == "":
        return _line_of_no_key(lines, line) or told(slips.LINE_ELSEWHERE.at(lines.span(line, 0, max(column, 1))))
    return no_sense(lines, line, column)


def _dash_elsewhere(lines: Lines, number: int, good: int) -> Diagnosis:
    """A dash that stands in another column than those of its list."""
    column = lines[number].index("-")
    columns = {len(found[1]) for text in lines.texts if (found := re.match(r"([ ]*)-[ \t]", text))}
    order = [*range(number - 1, -1, -1), *range(number + 1, len(lines))]
    beside = next((found for n in order if (found := re.match(r"([ ]*)-[ \t]", lines[n]))), None)
    # else it could be of another list
    is_far = (abs(column - good) > 1 and columns != {column, good}) or beside is None or len(beside[1]) != good
    span = lines.span(number, 0, column + 1)
    return told(slips.DASH_ELSEWHERE.sure_if(not is_far).at(span, fix=" " * good + "-"))


def _item_without_dash(lines: Lines, number: int, depth: int) -> Diagnosis:
    """An item without its dash."""
    width = lines.width(number)
    edits = (Edit(lines.span(number, 0, width), " " * depth + "- "),)
    return told(slips.NO_DASH.at(lines.span(number, width, len(lines[number].rstrip())), edits=edits))


def _siblings(lines: Lines, number: int) -> list[int]:
    """The lines with a dash that belong to the list of this one, or were to."""
    column = lines[number].index("-")
    found = [number]
    for way in (range(number - 1, -1, -1), range(number + 1, len(lines))):
        for n in way:
            stripped = lines[n].lstrip(" ")
            width = len(lines[n]) - len(stripped)
            is_dash = stripped.startswith(("- ", "-\t")) or stripped == "-"
            if stripped and not stripped.startswith("#") and (width < column - 1 if is_dash else width <= column):
                break
            if n < number and not is_dash and width <= column + 1 and stripped.split(" #")[0].rstrip().endswith(":"):
                break  # the key of this list
            if is_dash and width <= column + 1:
                found.append(n)
    return sorted(found)


def _line_of_no_key(lines: Lines, number: int) -> Diagnosis | None:
    """A line that neither is a key nor goes on with a value; None for one that says nothing."""
    line = lines[number]
    if not line.strip() or line.lstrip().startswith(("#", "---")):
        return None
    stripped = line.lstrip(" ")
    indent = len(line) - len(stripped)
    end = len(line.rstrip())
    if comment := re.match(r"[ ]*(?P<mark>//+|;+|/\*|<!--|--(?=[ ]))[ ]*(?P<text>.*?)[ ]*(?:-->|\*/)?[ ]*$", line):
        where = lines.span(number, *comment.span("mark"))
        if comment["mark"] == "--" and (lines.under or _dash_above(lines, number, indent) >= 0):
            where = lines.span(number, indent + 1, indent + 2)
            return told(slips.DASH_TWICE.at(where, edits=(Edit(where, ""),)))
        edits = (Edit(lines.span(number, comment.start("mark"), end), f"# {comment['text']}".rstrip()),)
        is_sure = comment["mark"][0] in "/<" and bool(comment["text"])
        return told(slips.COMMENT.sure_if(is_sure).at(where, edits=edits, mark=comment["mark"]))
    if line.startswith("%"):
        return first_character(lines, number, 0, slips.DIRECTIVE)
    if found := beside_dash(lines, number, indent):
        return found
    if indent and (word := re.match(KEY, stripped)):
        behind = stripped[word.end() :].split(" #")[0].strip()
        is_entry = word["key"] not in INNER and (not behind or behind[0] == "{")
        if not lines.known and not is_entry:
            found = name_beside_id(lines, number - 1, number) if number else None
            if found := found or beside_entry(lines, number, indent):
                return found
        span = lines.span(number, 0, indent)
        is_known = lines.is_key(word["key"].strip("\"'"), 0) and bool(lines.known or is_entry)
        return told(slips.KEY_INDENTED.sure_if(is_known).at(span, edits=(Edit(span, ""),)))
    if re.match(r"-(?!--|\s)", stripped):
        edits = (Edit(lines.span(number, indent, indent + 1), "- "),)
        return told(slips.NO_SPACE_DASH.at(lines.span(number, indent, end), edits=edits))
    if stripped[0] in "{[" and (opened := open_bracket(lines, number, len(lines))):
        return unclosed(lines, *opened)
    if item := re.match(r"(?:- +)+", stripped):
        stripped, indent = stripped[item.end() :], indent + item.end()
    word = re.match(r"""["']?([\w-]+)["']?""", stripped)
    if word is None:
        return told(slips.NO_KEY.at(lines.span(number, indent, end)))
    key, at = word[1], indent + word.end()
    if form := re.match(rf"{FORM}", stripped):
        colon = lines.span(number, indent + form.start("colon"), indent + form.end("colon"))
        if form["colon"] == "\uff1a":
            return told(slips.WIDE_COLON.at(colon))
        if form["colon"] == ":" and not form["after"] and stripped[form.end() :].strip():
            return told(slips.NO_SPACE.at(colon))
        if form["colon"] == ":" and form["after"] and form["key"] in INNER:
            return None  # nothing is the matter with the key
    known = lines.known if not indent else INNER
    guess = key if key in known else nearest(key, known)
    if guess:
        sign = re.match(rf"[ \t]*[,.|~/\u2013\u2014{COLONS}][ \t]*(?=[^\W_])", line[at:])
        edit = Edit(lines.span(number, indent, at + (sign.end() if sign else 0)), f"{guess}: " if sign else f"{guess}:")
        is_clear = _is_keys_value(guess, stripped[word.end() :], bool(item) or not number) and not sign
        instead = (edit,) if sign else ()
        where = lines.span(number, indent, at)
        problem = slips.NO_COLON.sure_if(is_clear).at(where, edits=instead, key=key, meant=guess)
        return Diagnosis(problem, (edit,), not is_clear)
    if not lines.known and not indent and is_entry_below(lines, number) and stripped.rstrip() == key:
        edit = Edit(lines.span(number, at, at), ":")
        return told(slips.NO_COLON.at(lines.span(number, 0, at), edits=(edit,), key=key, meant=key))
    above = lines[number - 1] if number else ""
    address = re.search(r"url:[ ]+(?P<address>https?://\S+)[ ]*$", above)
    if address and joined("url", address["address"], stripped.rstrip()):
        gap = lines.span(number - 1, address.end("address"), address.end("address"))
        edit = Edit(gap._replace(end_line=number + 1, end_column=indent + 1), "")
        mend = (Edit(gap, stripped.rstrip()), Edit(lines.span(number, indent, end), ""))
        return Diagnosis(slips.VALUE_IN_TWO.at(lines.span(number, indent, end), edits=(edit,), key="url"), mend)
    dash = _dash_above(lines, number, indent)
    if dash >= 0 or (not indent and lines.under):
        edits = (Edit(lines.span(number, indent, indent), "- "),)
        return told(slips.NO_DASH.sure_if(False).at(lines.span(number, indent, end), edits=edits))
    return told(slips.ORPHAN.at(lines.span(number, indent, end)))


def _dash_above(lines: Lines, number: int, column: int) -> int:
    """The line of the item above whose dash stands in a column; -1 where there is none."""
    above = (n for n in range(number - 1, -1, -1) if lines[n].strip() and lines.width(n) <= column)
    n = next(above, -1)
    return n if n >= 0 and lines.width(n) == column and lines[n][column : column + 2] == "- " else -1


COLONS = "\u0589\u05c3\u1361\u1365\u2236\ua789\ufe13\ufe30\ufe55\uff1a"
"""Colons of other scripts, and what looks like one."""


def _is_keys_value(key: str, rest: str, is_first: bool) -> bool:
    """Whether what stands behind a word is surely the value of a key whose colon is missing, and not a sentence that
    goes on: nothing, a value of its kind, or any text at the beginning of an entry (`is_first`).
    """
    rest = rest.strip()
    if not rest:
        return True
    if not rest[0].isalnum() and rest[0] not in "\"'[{":
        return False
    rows = [row for row in FIELDS if row.key == key]
    if any(is_value(row, rest.split(" #")[0].strip()) for row in rows):
        return True
    return is_first and any(row.kind == "text" and not row.many for row in rows)


def common_column(dashes: list[int], lines: list[str]) -> tuple[int, list[int]]:
    """The column in which most dashes of a list stand, and the lines of those that stand elsewhere."""
    columns = [lines[n].index("-") for n in dashes]
    counts = Counter(columns)
    good = max(columns, key=lambda column: (counts[column], column > 0 and column % 2 == 0))
    return good, [n for n, column in zip(dashes, columns, strict=True) if column != good]
