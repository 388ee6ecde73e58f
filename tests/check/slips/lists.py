"""Slips in lists and brackets: dashes, commas, brackets, and names where keys belong."""

from __future__ import annotations

import random
import re

from tests.check.slips.good import Good, Listing, Mapping, Scalar
from tests.check.slips.slip import (
    Slip,
    block_lists,
    commas,
    cut,
    cut_all,
    flow_lists,
    in_quotes,
    is_block,
    is_known,
    is_typed_plain,
    pick,
    scalars,
    slip,
)

MARKS = ("–", "•", "*", "—", "·", "‣", "+", "−", "◦")


def dashes(good: Good, listing: Listing) -> list[tuple[int, int]]:
    """Where the dash of each item stands, and where its item begins."""
    return [(good.dash(item), item.start) for item in listing.items]


@slip("list without dashes")
def no_dashes(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in block_lists(good, 2) if not any(map(is_block, one.items))])
    if found is None:
        return None
    places = dashes(good, found)
    indent = "" if good.before(places[0][0]) else "  "
    text = cut_all(good.text, [(dash, start, indent) for dash, start in places])
    at = places[0][0] + len(indent)
    return Slip(text, at, (good.line_start(places[0][0]),))


@slip("one dash lost")
def one_dash(good: Good, dice: random.Random) -> Slip | None:
    # Where the item stands as deep as its neighbours, it could go on with the text above, and nobody sees that it
    # does not, unless both are known. Where it takes the place of its dash, YAML refuses it.
    options = []
    for listing in block_lists(good, 2):
        for number, item in enumerate(listing.items):
            options.append((item, ""))
            before = listing.items[number - 1] if number else None
            if not is_block(item) and (before is None or (is_known(before) and is_known(item))):
                options.append((item, "  "))
    found = pick(dice, options)
    if found is None:
        return None
    item, gap = found
    dash = good.dash(item)
    return Slip(cut(good.text, dash, item.start, gap), dash + len(gap), (good.line_start(dash),))


@slip("another mark for every dash")
def other_marks(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, block_lists(good))
    if found is None:
        return None
    mark = dice.choice(MARKS)
    places = [dash for dash, _start in dashes(good, found)]
    return Slip(cut_all(good.text, [(at, at + 1, mark) for at in places]), places[0])


@slip("numbers for dashes")
def numbers(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in block_lists(good) if not any(map(is_block, one.items))])
    if found is None:
        return None
    mark = dice.choice((".", ")"))
    places = [dash for dash, _start in dashes(good, found)]
    edits = [(at, at + 1, f"{number}{mark}") for number, at in enumerate(places, 1)]
    return Slip(cut_all(good.text, edits), places[0])


@slip("another mark for one dash")
def one_other_mark(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [item for one in block_lists(good, 2) for item in one.items])
    if found is None:
        return None
    dash = good.dash(found)
    return Slip(cut(good.text, dash, dash + 1, dice.choice(MARKS)), dash)


@slip("no blank behind a dash")
def no_blank(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, block_lists(good))
    if found is None:
        return None
    places = dashes(good, found)
    if dice.random() < 0.5:
        places = [dice.choice(places)]
    text = cut_all(good.text, [(dash + 1, start, "") for dash, start in places])
    return Slip(text, places[0][0], (places[0][0] + 1,))


@slip("dash on the key's line")
def dash_behind_key(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in block_lists(good)
            if not good.after(good.colon(one.key) + 1).strip()
            and good.shown.line_at(one.key.end) + 1 == good.shown.line_at(one.items[0].start)
        ],
    )
    if found is None:
        return None
    colon = good.colon(found.key)
    return Slip(cut(good.text, colon + 1, good.dash(found.items[0]), " "), colon + 2)


@slip("doubled dash")
def doubled_dash(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [item for one in block_lists(good) for item in one.items])
    if found is None:
        return None
    dash, mark = good.dash(found), dice.choice(("- -", "--"))
    return Slip(cut(good.text, dash, dash + 1, mark), dash + len(mark) - 1, (dash,))


@slip("comma lost between two names")
def comma_between_names(good: Good, dice: random.Random) -> Slip | None:
    # New names side by side could be one name, and words of `tags` one tag; known ones, and things in quotes or braces,
    # are two.
    options = [
        (at, one, other)
        for listing in flow_lists(good, 2)
        for at, one, other in zip(commas(good, listing), listing.items, listing.items[1:], strict=False)
        if (is_known(one) and is_known(other))
        or not isinstance(one, Scalar)
        or not isinstance(other, Scalar)
        or one.style
        or other.style
    ]
    found = pick(dice, options)
    if found is None:
        return None
    at, _one, other = found
    return Slip(cut(good.text, at, at + 1), other.start - 1, (at, at - 1, at + 1))


@slip("comma lost between two keys")
def comma_between_keys(good: Good, dice: random.Random) -> Slip | None:
    options = [
        (at, key)
        for mapping in good.mappings
        if mapping.is_flow
        for at, (key, _value) in zip(commas(good, mapping), mapping.pairs[1:], strict=False)
    ]
    found = pick(dice, options)
    if found is None:
        return None
    at, key = found
    return Slip(cut(good.text, at, at + 1), key.start - 1, (at, at - 1))


@slip("doubled comma")
def doubled_comma(good: Good, dice: random.Random) -> Slip | None:
    at = pick(dice, all_commas(good))
    if at is None:
        return None
    mark = dice.choice((",", " ,"))
    return Slip(cut(good.text, at + 1, at + 1, mark), at + len(mark), (at,))


def all_commas(good: Good) -> list[int]:
    return [at for one in good.brackets for at in commas(good, one)]


@slip("comma behind an item")
def comma_behind_item(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in block_lists(good)
            if all(isinstance(item, Scalar) and not item.style and good.is_one_line(item) for item in one.items)
        ],
    )
    if found is None:
        return None
    items = found.items if dice.random() < 0.6 else [dice.choice(found.items)]
    if dice.random() < 0.3 and len(items) > 1:
        items = items[:-1]
    edits = [(item.end, item.end, ",") for item in items]
    return Slip(cut_all(good.text, edits), items[0].end, (items[0].start,))


@slip("comma behind a value")
def comma_behind_value(good: Good, dice: random.Random) -> Slip | None:
    # A text may end with a comma; a date, an id, a country and a word of a list do not.
    found = pick(
        dice,
        [
            value
            for _key, value in scalars(good)
            if not value.in_flow and (value.style or (value.kind not in ("text", "url")))
        ],
    )
    if found is None:
        return None
    return Slip(cut(good.text, found.end, found.end, ","), found.end, (found.start,))


@slip("full-width comma")
def wide_comma(good: Good, dice: random.Random) -> Slip | None:
    options = [
        at
        for listing in flow_lists(good, 2)
        for at, one, other in zip(commas(good, listing), listing.items, listing.items[1:], strict=False)
        if is_known(one) and is_known(other)
    ]
    options += [at for mapping in good.mappings if mapping.is_flow for at in commas(good, mapping)]
    at = pick(dice, options)
    if at is None:
        return None
    end = at + 2 if good.text[at + 1 : at + 2] == " " and dice.random() < 0.7 else at + 1
    return Slip(cut(good.text, at, end, dice.choice(("，", "，", "、", "،"))), at)


@slip("semicolon for a comma")
def semicolon(good: Good, dice: random.Random) -> Slip | None:
    options = [
        at
        for listing in flow_lists(good, 2)
        for at, one, other in zip(commas(good, listing), listing.items, listing.items[1:], strict=False)
        if is_known(one) and is_known(other)
    ]
    at = pick(dice, options)
    return None if at is None else Slip(cut(good.text, at, at + 1, ";"), at)


@slip("comma in a value inside brackets")
def comma_in_value(good: Good, dice: random.Random) -> Slip | None:
    # In a list the two halves would be two items; in braces the second half is no key.
    found = pick(
        dice,
        [
            one
            for one in in_quotes(good)
            if one.in_flow
            and not one.is_item
            and ", " in one.text
            and is_typed_plain(one.text)
            and not re.search(r": |:$| #|[\[\]{}]|^[#@%`*&!|>',?-]", one.text)
        ],
    )
    if found is None:
        return None
    comma = found.start + found.text.index(",")
    return Slip(cut(good.text, found.start, found.end, found.text), comma, (comma + 1, comma + 2, found.start))


def plain_flow(good: Good) -> list[Listing]:
    """Lists in brackets of plain words."""
    return [
        one for one in flow_lists(good) if all(isinstance(item, Scalar) and ": " not in item.text for item in one.items)
    ]


@slip("braces for a list")
def braces(good: Good, dice: random.Random) -> Slip | None:
    return bracketed(good, dice, "{", "}")


@slip("round brackets for a list")
def round_brackets(good: Good, dice: random.Random) -> Slip | None:
    return bracketed(good, dice, "(", ")")


@slip("full-width brackets for a list")
def wide_brackets(good: Good, dice: random.Random) -> Slip | None:
    return bracketed(good, dice, *dice.choice(("［］", "（）", "【】")))


def bracketed(good: Good, dice: random.Random, opening: str, closing: str) -> Slip | None:
    found = pick(dice, plain_flow(good))
    if found is None:
        return None
    edits = [(found.start, found.start + 1, opening), (found.end - 1, found.end, closing)]
    return Slip(cut_all(good.text, edits), found.start)


@slip("full-width braces for an entry")
def wide_braces(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in good.mappings if one.is_flow])
    if found is None:
        return None
    edits = [(found.start, found.start + 1, "｛"), (found.end - 1, found.end, "｝")]
    return Slip(cut_all(good.text, edits), found.start)


@slip("list without brackets")
def no_brackets(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in plain_flow(good)
            if not one.in_flow
            and good.is_one_line(one)
            and all(
                isinstance(item, Scalar) and "," not in item.text and "#" not in item.text and not item.style
                for item in one.items
            )
        ],
    )
    if found is None or (found.row and found.row.key == "follows" and len(found.items) == 1):
        return None  # `follows` may be one id
    inside = good.text[found.start + 1 : found.end - 1].strip()
    return Slip(cut(good.text, found.start, found.end, inside), found.start)


@slip("names as keys")
def names_as_keys(good: Good, dice: random.Random) -> Slip | None:
    options = []
    for listing in block_lists(good):
        items = listing.items
        if all(
            isinstance(item, Mapping)
            and not item.is_flow
            and len(item.pairs) > 1
            and item.pairs[0][0].text in ("name", "id")
            and isinstance(item.pairs[0][1], Scalar)
            and good.is_one_line(item.pairs[0][1])
            for item in items
        ):
            options.append(listing)
    found = pick(dice, options)
    if found is None:
        return None
    edits = []
    for item in found.items:
        assert isinstance(item, Mapping)
        value = item.pairs[0][1]
        edits += [(good.dash(item), value.start, ""), (value.end, value.end, ":")]
    at = good.dash(found.items[0])
    return Slip(cut_all(good.text, edits), at)


@slip("wrong closing bracket")
def wrong_bracket(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, good.brackets)
    if found is None:
        return None
    at = found.end - 1
    return Slip(cut(good.text, at, at + 1, dice.choice("]})".replace(good.text[at], ""))), at, (found.start,))


@slip("bracket never closed")
def never_closed(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, good.brackets)
    return None if found is None else Slip(cut(good.text, found.end - 1, found.end), found.start, (found.end - 1,))


@slip("bracket never opened")
def never_opened(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, good.brackets)
    if found is None:
        return None
    return Slip(cut(good.text, found.start, found.start + 1), found.end - 2, (found.start,))


@slip("doubled bracket")
def doubled_bracket(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, good.brackets)
    if found is None:
        return None
    at = dice.choice((found.start, found.end - 1))
    return Slip(cut(good.text, at, at, good.text[at]), at + 1, (at,))


@slip("hashtags in brackets")
def hashtags(good: Good, dice: random.Random) -> Slip | None:
    options = [
        one
        for one in flow_lists(good)
        if any(isinstance(item, Scalar) and re.fullmatch(r"#\w+", item.text) for item in one.items)
    ]
    found = pick(dice, options)
    if found is None:
        return None
    tags = [item for item in found.items if isinstance(item, Scalar) and re.fullmatch(r"#\w+", item.text)]
    return Slip(cut_all(good.text, [(item.start, item.end, item.text) for item in tags]), tags[0].start)
