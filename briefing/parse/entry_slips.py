"""Slips between the keys of one entry: a key that stands too far left, a text without its key before the others, an
entry of the registry on the line of its id.
"""

from __future__ import annotations

import re
from itertools import takewhile

from briefing.model.likeness import nearest
from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.fields import FIELDS, OWNERS, Owner
from briefing.parse.lines import INNER, KEY, Diagnosis, Lines, comment_start, told


def entry_on_line(lines: Lines, line: int, begin: int, column: int) -> Diagnosis | None:
    """An entry of the registry that begins on the line of its id."""
    text = lines[line]
    key = text[begin:column].rstrip()
    if lines.known or lines.width(line) or key not in INNER:
        return None
    gap = Edit(lines.span(line, len(text[:begin].rstrip()), begin), "\n  ")
    return told(slips.TWO_KEYS.sure_if(False).at(lines.span(line, begin, begin + len(key)), edits=(gap,), key=key))


def owner_of_item(lines: Lines, item: int) -> Owner | None:
    """Whose entries the items of a list are that this line is one of."""
    parent = lines.parent(item)
    return next((OWNERS[row.of] for row in FIELDS if row.key == parent and row.of), None)


def text_before_keys(lines: Lines, above: int, line: int) -> Diagnosis | None:
    """An item whose text has no key, and keys of the same entry follow."""
    item = re.match(r"[ ]*- +(?=\S)", lines[above])
    key = re.match(rf"[ ]*{KEY}", lines[line])
    owner = owner_of_item(lines, above) if item and key and key.start("key") == item.end() else None
    if item is None or key is None or owner is None or key["key"] not in owner.fields:
        return None
    end = comment_start(lines[above], item.end())
    text = lines[above][item.end() : end].rstrip()
    first = text.split()[0]
    if first in owner.fields or nearest(first, owner.fields):
        return None
    name = "id" if "id" in owner.fields and owner.bare == "name" and looks_like_id(text) else owner.bare
    where = lines.span(above, item.end(), item.end() + len(text))
    edits = (Edit(lines.span(above, item.end(), item.end()), f"{name}: "),)
    return told(slips.TEXT_BEFORE_KEYS.at(where, edits=edits, key=name))


def above_shallow(lines: Lines, above: int, line: int) -> Diagnosis | None:
    """A key that stands less deep than those of its entry, which go on below it in the column where they began."""
    width, column = lines.width(line), lines.width(above)
    key = re.match(rf"[ ]*{KEY}", lines[above])
    item = _item_above(lines, above, width - 1) if key else -1
    owner = owner_of_item(lines, item) if item >= 0 else None
    dash = re.match(rf"[ ]*- +(?={KEY})", lines[item]) if owner else None
    if key is None or owner is None or dash is None or key["key"] not in owner.fields:
        return None
    is_inside = all(lines.width(n) >= width for n in range(item + 1, above) if lines[n].strip())
    if not column or dash.end() != width or not is_inside:
        return None
    span = lines.span(above, 0, column)
    return told(slips.KEY_SHALLOW.at(span, edits=(Edit(span, " " * width),)))


def first_without_dash(lines: Lines, above: int, line: int) -> Diagnosis | None:
    """The first key of a list's first entry, whose dash was lost: the other keys stand as if it were still there."""
    column, width = lines.width(above), lines.width(line)
    head = next((text for text in reversed(lines.texts[:above]) if text.strip()), "")
    key = re.match(rf"[ ]*{KEY}", lines[line])
    owner = owner_of_item(lines, above) if re.fullmatch(rf"[ ]*(?:- +)?{KEY}[ ]*(?:#.*)?", head) else None
    if owner is None or key is None or key["key"] not in owner.fields or not 1 < width - column <= 4:
        return None
    after = (text for text in lines.texts[line:] if text.strip() and len(text) - len(text.lstrip(" ")) <= column)
    is_list = next(after, "").startswith(" " * column + "- ")
    place, end = lines.span(above, column, column), len(lines[above].rstrip())
    edits = (Edit(place, "-".ljust(width - column)),)
    return told(slips.NO_DASH.sure_if(is_list).at(lines.span(above, column, end), edits=edits))


def name_beside_id(lines: Lines, above: int, line: int) -> Diagnosis | None:
    """An id of the registry with a text on its line, and the keys of the same entry below."""
    key, width = re.match(KEY, lines[above]), lines.width(line)
    keys = [re.match(rf"[ ]{{{width}}}{KEY}", text) for text in takewhile(_is_inside, lines.texts[line:])]
    own = [found["key"] for found in keys if found]
    if lines.known or key is None or not width or not own or own[0] not in INNER:
        return None
    if key["key"] in INNER or not looks_like_id(key["key"]):
        return None
    text = lines[above]
    begin = len(text) - len(text[key.end() :].lstrip())
    end = len(text[: comment_start(text, begin)].rstrip())
    where = lines.span(above, begin, end)
    if "name" not in own:
        edits = (Edit(lines.span(above, key.end(), begin), f"\n{' ' * width}name: "),)
        return told(slips.TEXT_BEFORE_KEYS.at(where, edits=edits, key="name"))
    gone = (Edit(lines.span(above, key.end(), end), ""),)
    is_same = any(re.fullmatch(rf"[ ]*name[ ]*:[ ]+{re.escape(text[begin:end])}[ ]*", one) for one in lines.texts)
    return told(slips.TEXT_BESIDE_NAME.at(where, edits=gone if is_same else (), key=key["key"]), gone)


def _is_inside(text: str) -> bool:
    return not text.strip() or text[0] == " "


def _item_above(lines: Lines, number: int, column: int) -> int:
    """The line of the item that began above, whose keys stand deeper than a column; -1 where there is none."""
    for n in range(number - 1, -1, -1):
        item = re.match(r"[ ]*- +", lines[n]) if lines[n].strip() and lines.width(n) <= column else None
        if item or (lines[n].strip() and lines.width(n) < column):
            return n if item and len(item[0]) > column else -1
    return -1


def beside_dash(lines: Lines, number: int, column: int) -> Diagnosis | None:
    """A key that stands below the dash of an entry: indented too little, or of another entry whose dash was lost."""
    key = re.match(rf"[ ]*{KEY}", lines[number])
    dash = _item_above(lines, number, column) if key and column else -1
    owner = owner_of_item(lines, dash) if dash >= 0 else None
    if key is None or owner is None or key["key"] not in owner.fields:
        return None
    width = re.match(r"[ ]*- +", lines[dash])[0]  # type: ignore[index]
    keys = (re.match(rf"(?:[ ]*- +|[ ]*){KEY}", lines[n]) for n in range(dash, number))
    own = {found["key"] for found in keys if found and found.start("key") == len(width)}
    edits: list[Edit] = []
    is_deeper = False  # the keys that follow stand as those of an entry do
    for n in range(number, len(lines)):
        if lines[n].strip() and (lines.width(n) < column or lines[n][lines.width(n) :].startswith("- ")):
            break
        is_deeper = is_deeper or (lines.width(n) == len(width) and re.match(rf"[ ]*{KEY}", lines[n]) is not None)
        if lines.width(n) == column or (lines.width(n) > len(width) and not is_deeper):
            edits.append(Edit(lines.span(n, column, column), " " * (len(width) - column)))
    is_text = not own
    if is_text and key["key"] not in ("id", owner.bare) and column == lines.width(dash):
        return _keys_below_text(lines, dash, number, width, owner)
    is_whole = owner.bare in own or (owner.bare not in owner.required and "id" in own)
    if is_text or key["key"] in own or (is_deeper and is_whole and key["key"] in ("id", owner.bare)):
        if column != lines.width(dash):
            return None
        edits[0] = Edit(edits[0].span, width[column:])
        where = lines.span(number, column, key.end("key"))
        return told(slips.NO_DASH.sure_if(is_text and is_deeper).at(where, edits=tuple(edits)))
    is_own = key["key"] not in OWNERS["brief"].fields
    return told(slips.KEY_SHALLOW.sure_if(is_own).at(lines.span(number, 0, column), edits=tuple(edits)))


def _keys_below_text(lines: Lines, item: int, number: int, lead: str, owner: Owner) -> Diagnosis:
    """Keys that stand below the dash of an item which is a text, and belong to it: the text needs a key as well."""
    text = lines[item][len(lead) : comment_start(lines[item], len(lead))].rstrip()
    name = "id" if "id" in owner.fields and owner.bare == "name" and looks_like_id(text) else owner.bare
    column = lines.width(number)
    edits = [Edit(lines.span(item, len(lead), len(lead)), f"{name}: ")]
    for n in range(number, len(lines)):
        if lines[n].strip() and (lines.width(n) < column or lines[n][column : column + 2] == "- "):
            break
        edits += [Edit(lines.span(n, column, column), " " * (len(lead) - column))] if lines[n].strip() else []
    where = lines.span(item, len(lead), len(lead) + len(text))
    return told(slips.TEXT_BEFORE_KEYS.at(where, edits=tuple(edits), key=name))


def beside_entry(lines: Lines, number: int, column: int) -> Diagnosis | None:
    """A key of an entry of the registry that stands less deep than those above it."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip() and lines.width(n) > column), -1)
    begun = next((n for n in range(number - 1, -1, -1) if lines[n].strip() and not lines.width(n)), -1)
    if not 0 <= begun < above:
        return None
    width = min(lines.width(n) for n in range(begun + 1, number) if lines[n].strip() and lines.width(n) > column)
    edits = []
    for n in range(number, len(lines)):
        if lines[n].strip() and (lines.width(n) < column or lines.width(n) >= width):
            break
        if lines[n].strip():
            edits.append(Edit(lines.span(n, 0, 0), " " * (width - column)))
    return told(slips.KEY_SHALLOW.at(lines.span(number, 0, column), edits=tuple(edits)))


def is_entry_below(lines: Lines, number: int) -> bool:
    """Whether the next line is an indented key of an entry."""
    below = next((text for text in lines.texts[number + 1 :] if text.strip()), "")
    key = re.match(rf"[ ]+{KEY}", below)
    return key is not None and key["key"] in INNER
