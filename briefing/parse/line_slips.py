"""Slips that a line shows by itself: its indentation, the mark of its item, the form of its key, its value's quotes
and first characters. They are looked for from the top, before YAML's own complaint is: hands slip above the place where
YAML stumbles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise, takewhile

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.broken import broken_key
from briefing.parse.characters import BLANK, BLANKS, CURLS, INVISIBLE, ODD, name_of
from briefing.parse.fields import FIELDS, OWNERS, Field
from briefing.parse.flow_slips import depth_of
from briefing.parse.lines import FORM, INNER, KEY, LIST_MARK, LONGEST, Diagnosis, Lines, comment_start, told
from briefing.parse.quote_slips import quotes
from briefing.parse.quoting import quoted
from briefing.parse.value_slips import value_start
from briefing.parse.values import as_item

_BLOCK = r":[ \t]+[|>][+\-0-9]*[ \t]*(?:#.*)?$"


def first_slip(lines: Lines, numbers: Iterable[int]) -> Diagnosis | None:
    """The first slip that a line shows by itself."""
    inside = -1  # the indentation of a key whose text follows as a block
    depth = 0  # of brackets that opened in a line above
    for number in numbers:
        line = lines[number]
        if not line.strip() or line.lstrip(" ").startswith("#"):
            continue
        if depth:
            depth = max(0, depth + depth_of(line))
            continue
        width = len(line) - len(line.lstrip(" "))
        if inside >= 0 and width > inside:
            continue
        inside = width if re.search(_BLOCK, line) else -1
        for look in _LOOKS:
            if found := look(lines, number, line):
                return found
        _key, begin = lines.value_of(line)
        if line[begin : begin + 1] in ("[", "{"):
            depth = max(0, depth_of(line[begin:]))
    return None


def _indentation(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """Something else than spaces before a line's text."""
    if match := re.match(r"[ ]*-[ ]*(\t+)", line):
        return told(slips.TAB_AFTER_DASH.at(lines.span(number, *match.span(1))))
    match = re.match(rf"{BLANK}+", line)
    if match is None:
        return None
    blank = match[0]
    odd = next((at for at, char in enumerate(blank) if char != " "), -1)
    if odd < 0:
        return None
    if blank[odd] == "\t":
        edits = _tabs(lines, number)
        return told(slips.TAB.at(lines.span(number, odd, len(blank)), edits=edits))
    if blank[odd] in INVISIBLE:
        at = lines.span(number, odd, odd + 1)
        edits = (Edit(lines.span(number, 0, len(blank)), _plain(blank)),)
        return told(slips.INVISIBLE.at(at, edits=edits, a_name=name_of(blank[odd])))
    edits = _tabs(lines, number)
    end = odd + 1
    return told(slips.ODD_BLANK.at(lines.span(number, odd, end), edits=edits, a_blank=name_of(blank[odd])))


def _tabs(lines: Lines, first: int) -> tuple[Edit, ...]:
    """The edits that indent this line and the odd ones below it as their neighbours are."""
    widths: dict[int, int] = {}
    blanks = [line[: len(line) - len(line.lstrip(ODD + " \t"))] for line in lines.texts]
    edits = []
    for number in range(first, len(lines)):
        blank = blanks[number]
        if not blank.strip(" ") or not lines[number].strip():
            continue
        widths[number] = width = _width_meant(lines, number, blanks, widths)
        edits.append(Edit(lines.span(number, 0, len(blank)), " " * width))
    return tuple(edits)


_FAR = 40
"""So many lines above are looked at for one of the same indentation."""


def _width_meant(lines: Lines, number: int, blanks: list[str], widths: dict[int, int]) -> int:
    """How far a line is to be indented that a tab or an odd blank indents: as a neighbour of its like is."""
    text = lines[number][len(blanks[number]) :]
    is_item = re.match(r"-[ \t]", text) is not None
    plain = "\t" not in blanks[number]
    if plain:
        return len(_plain(blanks[number]))

    def column(n: int) -> int:
        return widths.get(n, len(blanks[n]))

    near = range(number - 1, max(number - _FAR, -1), -1)
    above = [n for n in near if lines[n].strip()]
    for n in above:
        other = lines[n][len(blanks[n]) :]
        if blanks[n] == blanks[number] and n in widths and other.startswith("-") == is_item:
            return column(n)
    if above:
        last = above[0]
        other = lines[last][len(blanks[last]) :]
        inner = column(last) + (len(other) - len(other.lstrip("- ")) if other.startswith("- ") else 0)
        if other.split(" #")[0].rstrip().endswith(":"):
            below = _neighbour_below(lines, number, blanks, is_item)
            return below if below is not None and below >= inner else inner + 2
        if is_item:
            dashes = (n for n in above if lines[n][len(blanks[n]) :].startswith("- "))
            if (like := next(dashes, None)) is not None:
                return column(like)
        else:
            return inner
    if not above and lines.known and (key := re.match(KEY, text)) and key["key"] in lines.known:
        return 0
    return len(blanks[number].replace("\t", "  "))


def _neighbour_below(lines: Lines, number: int, blanks: list[str], is_item: bool) -> int | None:
    """The indentation of the next line with plain blanks that is an item, as this one is."""
    for n in range(number + 1, len(lines)):
        if lines[n].strip() and not blanks[n].strip(" "):
            return len(blanks[n]) if lines[n][len(blanks[n]) :].startswith("- ") == is_item else None
    return None


def _dash_form(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A dash that is followed by an odd blank."""
    found = re.match(rf"[ ]*-(?P<odd>[{ODD}]+[ ]*)", line)
    if found is None:
        return None
    where = lines.span(number, found.start("odd"), found.start("odd") + 1)
    edits = (Edit(lines.span(number, *found.span("odd")), " "),)
    return told(slips.ODD_SPACE_DASH.at(where, edits=edits, a_blank=name_of(found["odd"][0])))


def _list_mark(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """Items that begin as other people's lists do, in place of `- `."""
    is_mail = line.lstrip(" ").startswith("> ")
    sign = r"(?P<mark>>)(?P<number>)(?=[ ])" if is_mail else LIST_MARK
    found = re.match(rf"[ ]*{sign}", line)
    if found is None or not _is_in_list(lines, number):
        return None
    edits = []
    for n in range(number, len(lines)):
        other = re.match(rf"[ ]*{sign}{BLANK}*", lines[n])
        if other and other.start("mark") == found.start("mark") and bool(other["number"]) == bool(found["number"]):
            edits.append(Edit(lines.span(n, other.start("mark"), other.end()), "- "))
    slip = slips.OTHER_DASH.sure_if(not found["number"] and not is_mail)
    return told(slip.at(lines.span(number, *found.span("mark")), edits=tuple(edits), mark=found["mark"]))


def _checkbox(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A box to be ticked before an item, as Markdown has it."""
    box = r"[ ]*-[ ]+(?P<box>(?P<mark>\[[ xX]?\])[ ]+)(?=[^\s,\]#])"
    found = re.match(box, line)
    if found is None:
        return None
    boxes = ((n, re.match(box, text)) for n, text in enumerate(lines.texts[number:], number))
    edits = tuple(Edit(lines.span(n, *one.span("box")), "") for n, one in boxes if one)
    return told(slips.CHECKBOX.at(lines.span(number, *found.span("mark")), edits=edits, mark=found["mark"]))


def _table(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """The rows of a table where the items of a list belong."""
    if not re.match(r"[ ]*\|.*\|[ ]*$", line) or not _is_in_list(lines, number):
        return None
    key = lines.parent(number)
    edits = _rows(lines, number, r"([ ]*)\|[ ]*([^|]*[^|\s])[ ]*\|[ ]*")
    return told(slips.NO_DASHES.at(lines.span(number, lines.width(number), len(line.rstrip())), edits=edits, key=key))


def _braces(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """Entries in braces one below the other, without their dashes."""
    width = lines.width(number)
    if line[width : width + 1] != "{" or not width or not _is_in_list(lines, number):
        return None
    rows = list(takewhile(lambda n: lines[n].strip(), range(number, len(lines))))
    if len(rows) < 2 or not all(re.fullmatch(rf"[ ]{{{width}}}\{{[^{{}}]*\}}[ ]*(?:#.*)?", lines[n]) for n in rows):
        return None
    edits = tuple(Edit(lines.span(n, width, width), "- ") for n in rows)
    where = lines.span(number, width, len(line.rstrip()))
    return told(slips.NO_DASHES._replace(certain=True).at(where, edits=edits, key=lines.parent(number)))


def _rows(lines: Lines, number: int, pattern: str) -> tuple[Edit, ...]:
    """The edits that make an item of each line down to the next blank one, by a pattern of its indentation and its
    text; none where a line is different.
    """
    rows = [re.fullmatch(pattern, text) for text in takewhile(str.strip, lines.texts[number:])]
    width = lines.width(number)
    if not all(row and len(row[1]) == width for row in rows):
        return ()
    return tuple(Edit(lines.span(n, width, row.end()), f"- {row[2]}") for n, row in enumerate(rows, number) if row)


def _is_in_list(lines: Lines, number: int) -> bool:
    """Whether a line stands where the items of a list do: below a key without a value, or below such an item."""
    width = lines.width(number)
    for n in range(number - 1, -1, -1):
        line = lines[n]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if lines.width(n) == width and re.match(rf"[ ]*(?:-{BLANK}|{LIST_MARK})", line):
            return True
        if lines.width(n) <= width:
            key = re.match(rf"[ ]*(?:- +)*{KEY}", line)
            is_empty = key is not None and not line[key.end() :].split(" #")[0].strip()
            return is_empty and key is not None and lines.is_list(key["key"].strip("\"'"))
    return False


def _marked_key(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A key of a brief behind a sign that begins a line elsewhere: `- date: 2025`, `> date: 2025`."""
    pattern = rf"(?P<mark>[-*+>\u2022\u2013])[ ]+(?={KEY})"
    found = re.match(pattern, line)
    if found is None or lines.under or _is_in_list(lines, number):
        return None
    if not lines.known and not number and found["mark"] == "-" and found["key"] not in INNER:
        where = lines.span(number, 0, 1)
        return told(slips.DASH_BEFORE_ID.at(where, edits=(Edit(lines.span(number, *found.span()), ""),)))
    if found["key"] not in lines.known:
        return None
    others = ((n, re.match(pattern, text)) for n, text in enumerate(lines.texts[number:], number))
    edits = tuple(
        Edit(lines.span(n, *one.span()), "")
        for n, one in others
        if one and one["mark"] == found["mark"] and one["key"] in lines.known
    )
    return told(slips.MARK_BEFORE_KEY.at(lines.span(number, 0, 1), edits=edits, mark=found["mark"]))


_KEY_IN_MARKS = (
    r"[ ]*(?:- +)*(?P<open>(?P<mark>\*{1,3}|__?|`|~~|[\u00ab\u201c\u2018])[ ]?)(?P<key>[A-Za-z][A-Za-z_]*?)"
    r"(?P<close>[ ]*(?::(?P<within>(?P=mark))|(?:(?P=mark)|[\u00bb\u201d\u2019])[ ]*:))(?=[ ]|$)"
)


def _key_in_marks(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A key in Markdown's signs for bold text or for code: `**date:** 2025`."""
    found = re.match(_KEY_IN_MARKS, line)
    if found is None or not lines.is_key(found["key"], 0 if not found.start("open") else 1):
        return None
    edits = (Edit(lines.span(number, *found.span("open")), ""), Edit(lines.span(number, *found.span("close")), ":"))
    where = lines.span(number, found.start("mark"), found.end())
    return told(slips.MARKS_AROUND_KEY.at(where, edits=edits, mark=found["mark"]))


def _key_form(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A key with something else around its colon, or in place of it."""
    found = re.match(rf"(?P<lead>[ ]*(?:- +)*)(?P<odd>[{ODD}]*){FORM}", line)
    if found is None or not lines.is_key(found["key"], found.end("lead")):
        return None
    key, before, colon, after = found["key"], found["before"], found["colon"], found["after"]
    behind = line[found.end("after") :]
    at = lines.span(number, *found.span("colon"))
    if found["odd"]:
        where = lines.span(number, *found.span("odd"))
        return told(slips.INVISIBLE.at(where, edits=(Edit(where, ""),), a_name=name_of(found["odd"][0])))
    if odd := next((char for char in before if char not in " \t"), ""):
        where = lines.span(number, line.index(odd, found.end("key")), found.start("colon"))
        edits = (Edit(lines.span(number, found.end("key"), found.start("colon")), ""),)
        slip = slips.INVISIBLE if odd in INVISIBLE else slips.BEFORE_COLON
        return told(slip.at(where, edits=edits, a_name=name_of(odd), a_blank=name_of(odd)))
    whole = lines.span(
        number, found.end("key"), found.end("colon") + len(after) if colon != ":" else found.end("colon")
    )
    if colon not in (":", "\uff1a"):
        return told(slips.EQUALS.at(at, edits=(Edit(whole, ": " if behind else ":"),), key=key, mark=colon))
    if colon == "\uff1a":
        return told(slips.WIDE_COLON.at(at, edits=(Edit(whole, ": " if behind else ":"),)))
    if odd := next((char for char in after if char not in " \t"), ""):
        where = lines.span(number, found.start("after") + after.index(odd), found.start("after") + after.index(odd) + 1)
        edits = (Edit(lines.span(number, *found.span("after")), " "),)
        if odd in INVISIBLE:
            return told(slips.INVISIBLE.at(where, edits=edits, a_name=name_of(odd)))
        return told(slips.ODD_SPACE.at(where, edits=edits, a_blank=name_of(odd)))
    if not after and behind and not behind.startswith("//"):
        return told(slips.NO_SPACE.at(at, edits=(Edit(whole, ": "),)))
    return None


_ITEM = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,"'\[\]{}#][^,"\[\]{}#]*)"""


def _quoted_items(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """Several texts in quotes where a list belongs, with commas between and no brackets around."""
    lead, begin = lines.value_of(line)
    end = len(line[: comment_start(line, begin)].rstrip())
    if lead is None or line[begin : begin + 1] not in ("'", '"') or end > LONGEST:
        return None
    items = list(re.finditer(rf"{_ITEM}[ ]*", line[begin:end]))
    if len(items) < 2 or not re.fullmatch(rf"{_ITEM}(?:[ ]*,[ ]*{_ITEM})+", line[begin:end]):
        return None
    are_quoted = all(item[0][0] in "\"'" for item in items)
    if lead:
        if not lines.is_list(lead):
            return None
        edits = (Edit(lines.span(number, begin, begin), "["), Edit(lines.span(number, end, end), "]"))
        return told(slips.NO_BRACKETS.sure_if(are_quoted).at(lines.span(number, begin, end), edits=edits, key=lead))
    are_texts = lines.parent(number) in ("questions", "claims") or any(item[0][0].islower() for item in items)
    if are_texts and not are_quoted:
        return None
    dash = line.rfind("-", 0, begin)
    gaps = [(one.end(), other.start()) for one, other in pairwise(items)]
    apart = tuple(Edit(lines.span(number, begin + a, begin + b), f"\n{' ' * dash}- ") for a, b in gaps)
    where = lines.span(number, begin + items[1].start(), begin + items[1].end())
    return told(slips.ITEM_ON_LINE.sure_if(are_quoted).at(where, edits=apart))


def _emphasis(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A name in Markdown's asterisks, which YAML takes for its own."""
    found = list(re.finditer(r"(?<![^\s\[{,])(\*{1,3})(?=[^\s*])([^*,\[\]{}]+)\1(?=[ ]*(?:[,\]}]|$))", line))
    if not found:
        return None
    lead, begin = lines.value_of(line)
    key = (lead or "name") if "{" in line else lead or lines.parent(number)
    rows = [row for row in FIELDS if row.key == key]
    if not any(row.key in ("id", "name") or (row.many and _is_of_names(row)) for row in rows):
        return None
    first = found[0]
    where = lines.span(number, *first.span())
    is_whole = first.start() == (begin if lead else lines.width(number)) and (lead or lead is None)
    if is_whole and lines.is_list(key):
        dashes = _rows(lines, number, r"([ ]*)\*{1,3}(?=[^\s*])([^*,\[\]{}]+)\*{1,3}[ ]*") if lead is None else ()
        if len(dashes) > 1:
            return told(slips.NO_BRACKETS.at(where, edits=dashes, key=key))
        return told(slips.NO_BRACKETS.at(where, fix=f"[{first[2]}]", key=key))
    edits = tuple(Edit(lines.span(number, *one.span()), one[2]) for one in found)
    return told(slips.EMPHASIS.at(where, edits=edits, mark=first[1]))


def _is_of_names(row: Field) -> bool:
    return row.kind != "entry" or OWNERS[row.of].bare == "name"


def _markdown_link(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A link of Markdown as an item of the sources, or as an address."""
    found = re.search(
        r"(?P<key>(?:^|(?<=[\s{,]))url:[ ]+)?\[(?P<name>[^\[\]]*)\]\((?P<url>[^()\s]+)(?:[ ]+\"[^\"]*\")?\)", line
    )
    if found is None:
        return None
    if found["key"]:
        where = lines.span(number, found.end("key"), found.end())
        return told(slips.MARKDOWN_ADDRESS.at(where, fix=found["url"]))
    lead, begin = lines.value_of(line)
    key = lead or lines.parent(number)
    if key != "sources":
        return _linked_ids(lines, number, line, key)
    if begin != found.start() or line[found.end() :].split(" #")[0].strip():
        return None
    entry = f"{{name: {as_item(found['name'])}, url: {found['url']}}}"
    where = lines.span(number, *found.span())
    return told(slips.MARKDOWN_LINK.at(where, fix=f"[{entry}]" if lead else entry))


def _linked_ids(lines: Lines, number: int, line: str, key: str) -> Diagnosis | None:
    """Links of Markdown where ids or names stand: what they lead to is the id, if it looks like one."""
    edits = []
    for found in re.finditer(r"\[(?P<name>[^\[\]]+)\]\((?P<to>[^()\s]*)\)(?=[ ]*(?:[,\]}]|#|$))", line):
        before = re.search(r"(?:(?P<key>[\w-]+):[ ]+|[\[,-][ ]*)$", line[: found.start()])
        if before is None or not any(row.kind in _OF_IDS for row in FIELDS if row.key == (before["key"] or key)):
            return None
        meant = found["to"] if looks_like_id(found["to"]) else found["name"]
        is_whole = lines.is_list(before["key"] or "") and not line[found.end() :].strip()
        edits.append(Edit(lines.span(number, *found.span()), f"[{meant}]" if is_whole else meant))
    if not edits:
        return None
    return told(slips.LINK_AS_ID.at(edits[0].span, edits=tuple(edits), meant=edits[0].text.strip("[]")))


_OF_IDS = ("entry", "reference", "id")
"""What is named by ids: `actors`, `for`, `was`."""
_APOSTROPHES = r"'(?:[Tt](?:is|was)|\d0s|[Tt](?:were|will|would|il)|[Ee]m|[Cc]ause|[Nn])\b"
_SURE_APOSTROPHES = r"'(?:[Tt](?:is|was)|\d0s)\b"
"""Words that begin with an apostrophe, and those that are none without it."""
_SINGLE = r"'(?:[^']|'')*'[ \t]*(?:#.*)?"


def _first_apostrophe(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A text that begins with a word like `'Tis`, whose apostrophe YAML takes for a quotation mark."""
    lead, begin = lines.value_of(line)
    if lead is None or not re.match(_APOSTROPHES, line[begin:]) or re.fullmatch(_SINGLE, line[begin:]):
        return None
    text = line[begin : comment_start(line, begin)].rstrip()
    slip = slips.FIRST_APOSTROPHE.sure_if(re.match(_SURE_APOSTROPHES, text) is not None and text[-1] != "'")
    edit = Edit(lines.span(number, begin, begin + len(text)), quoted(text))
    return told(slip.at(lines.span(number, begin, begin + 1), edits=(edit,)))


def _mixed_quotes(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A text between two quotation marks of different kinds."""
    lead, begin = lines.value_of(line)
    if lead is not None and "`" in line and (found := _graves(lines, number, line)):
        return found
    if lead is None or line[begin : begin + 1] not in {*CURLS, "'", '"'}:
        return None
    text = line[begin : comment_start(line, begin)].rstrip()
    one, other = text[:1], text[-1:]
    is_mixed = other in _CLOSING_QUOTES and other != one and other not in CURLS.get(one, "")
    if len(text) < 3 or not is_mixed or set(text[1:-1]) & {*CURLS, *_CLOSING_QUOTES, "\\"} - {"'", "’"}:
        return None
    if set(text[1:-1]) & {"'", "’"} and "'" in (one, other):
        return None
    where = lines.span(number, begin, begin + 1)
    edits = (Edit(where, '"'), Edit(lines.span(number, begin + len(text) - 1, begin + len(text)), '"'))
    return told(slips.MIXED_QUOTES.at(where, edits=edits, one=one, other=other))


def _graves(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A text between grave accents and apostrophes or acute ones, as TeX has it and some keyboards."""
    begins, ends = r"(?:(?<=[\[{,:])|(?<=[\[{,:-][ ]))", r"(?=[ ]*(?:[,\]}]|$|\s#))"
    found = list(
        re.finditer(rf"{begins}(?P<one>`{{1,2}})(?P<text>[^`\u00b4\"]*?)(?P<other>\u00b4{{1,2}}|'{{1,2}}){ends}", line)
    )
    if not found or any(re.search(r"(?<!\w)'|'(?!\w)", one["text"]) for one in found):
        return None
    edits = tuple(Edit(lines.span(number, *one.span(mark)), '"') for one in found for mark in ("one", "other"))
    one = found[0]
    return told(
        slips.MIXED_QUOTES.at(lines.span(number, *one.span("one")), edits=edits, one=one["one"], other=one["other"])
    )


_CLOSING_QUOTES = frozenset({"'", '"', *"".join(CURLS.values())})


def _address(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A blank behind the colon of an address."""
    found = re.search(r"(?i)(?<![\w.])https?:(?P<blank>[ ]+)//(?=\w)|(?<![\w.])https?(?P<before>[ ]+)://(?=\w)", line)
    if found is None:
        return None
    where = lines.span(number, *found.span("blank" if found["blank"] else "before"))
    return told(slips.ADDRESS_IN_TWO.at(where, edits=(Edit(where, ""),)))


def _plain(blank: str) -> str:
    wide = {"\t": "  ", "\u3000": "  ", " ": " "}
    return "".join(wide.get(char) or (" " if char in BLANKS else "") for char in blank)


_LOOKS: tuple[Callable[[Lines, int, str], Diagnosis | None], ...] = (
    _indentation, _dash_form, _list_mark, _checkbox, _table, _braces, _marked_key, _key_in_marks, _key_form, _address,
    broken_key, _markdown_link, _mixed_quotes, _first_apostrophe, _quoted_items, _emphasis, quotes, value_start,
)  # fmt: skip
"""What is looked for in a line, the surest first."""
