"""Slips at a colon: a blank too many or too few, another mark, none, one too many, two keys on a line."""

from __future__ import annotations

import random
import re

from tests.check.slips.good import Good, Scalar
from tests.check.slips.slip import Slip, cut, in_quotes, is_typed_plain, keys, pick, scalars, slip

WIDE = "\uff1a"


@slip("blank before a colon")
def blank_before(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    at = found[0].end
    return Slip(cut(good.text, at, at, " "), at, (at + 1, found[0].start))


@slip("blank before a colon, none behind")
def blank_on_the_wrong_side(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    key, value = found
    return Slip(cut(good.text, key.end, value.start, " :"), key.end, (key.end + 1, key.start))


@slip("= for a colon")
def equals(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    colon = good.colon(found[0])
    mark = dice.choice((" =", "=", " = ", " :="))
    return Slip(cut(good.text, colon, colon + 1, mark), colon + mark.index("="), (found[0].start, colon))


@slip("no blank behind a colon")
def no_blank(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    key, value = found
    colon = good.colon(key)
    return Slip(cut(good.text, colon + 1, value.start), colon, (colon + 1,))


@slip("key without its colon")
def no_colon(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            pair
            for mapping in good.mappings
            for pair in mapping.pairs
            if pair[0].row and not pair[0].style and not starts_item(good, pair[0])
        ],
    )
    return None if found is None else without_colon(good, found[0])


@slip("key without its colon, at an item's start")
def no_colon_at_start(good: Good, dice: random.Random) -> Slip | None:
    # The word of a key, in lower case, at the start of an item that is an entry: names and questions begin otherwise.
    found = pick(dice, [key for key, _value in scalars(good) if starts_item(good, key)])
    return None if found is None else without_colon(good, found)


def starts_item(good: Good, key: Scalar) -> bool:
    return not key.in_flow and good.before(key.start).rstrip(" ").endswith("-")


def without_colon(good: Good, key: Scalar) -> Slip:
    colon = good.colon(key)
    return Slip(cut(good.text, colon, colon + 1), key.start, (colon, colon - 1))


@slip("full-width colon")
def wide_colon(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    key, value = found
    colon = good.colon(key)
    end = value.start if dice.random() < 0.7 else colon + 1
    return Slip(cut(good.text, colon, end, WIDE), colon, (key.start,))


@slip("semicolon for a colon")
def semicolon(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    colon = good.colon(found[0])
    return Slip(cut(good.text, colon, colon + 1, ";"), colon, (found[0].start,))


@slip("doubled colon")
def doubled_colon(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    colon = good.colon(found[0])
    return Slip(cut(good.text, colon, colon, ":"), colon + 1, (colon, found[0].start))


@slip("colon in a text without quotes")
def colon_in_text(good: Good, dice: random.Random) -> Slip | None:
    # The quotes are lost: what the author means is the whole text.
    found = pick(dice, [one for one in in_quotes(good) if re.search(r"\w: ", one.text) and loses_quotes(one)])
    if found is None:
        return None
    colon = found.start + found.text.index(": ")
    return Slip(cut(good.text, found.start, found.end, found.text), colon, (found.start,))


def loses_quotes(value: Scalar) -> bool:
    """Whether a text without its quotes has nothing wrong but its colon."""
    if not is_typed_plain(value.text) or value.text[0] in "[]{}#@%`*&!|>'\",?-" or " #" in value.text:
        return False
    return not (value.in_flow and re.search(r"[,\[\]{}]", value.text))


@slip("two keys on one line")
def two_keys(good: Good, dice: random.Random) -> Slip | None:
    pairs = [
        (one, other)
        for mapping in good.mappings
        if not mapping.is_flow
        for one, other in zip(mapping.pairs, mapping.pairs[1:], strict=False)
        if one in scalars(good)
        and other[0].row
        and isinstance(one[1], Scalar)
        and good.shown.line_at(other[0].start) == good.shown.line_at(one[1].end) + 1
        and not good.after(one[1].end).strip()
    ]
    found = pick(dice, pairs)
    if found is None:
        return None
    (_key, value), (key, _value) = found
    gap = dice.choice((" ", " ", ", ", "; ", "  "))
    at = value.end + len(gap)
    colon = at + good.colon(key) - key.start
    return Slip(cut(good.text, value.end, key.start, gap), at, (value.end, colon))
