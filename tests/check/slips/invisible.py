"""Characters that nobody sees: blanks that are none, and marks without a width.

In the text of a title or a body many of them are meant (a no-break space in French, joiners in Persian, direction marks
in Arabic); the slips are made in keys, words of the format, ids, known names and around the marks of YAML.
"""

from __future__ import annotations

import random

from tests.check.slips.good import Good, Scalar
from tests.check.slips.layout import indented, line_tokens
from tests.check.slips.slip import Slip, block_lists, cut, is_known, keys, pick, scalars, slip

WIDE = "\u00a0\u00a0\u00a0\u3000\u3000\u2003\u2009\u202f\u2002\u2007"
ZERO = "\u00ad\u00ad\u200b\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\u202e\u2066\u2069\u061c"
BREAKS = "\u2028\u2029\u0085"


def words(good: Good) -> list[Scalar]:
    """Values in which such a character is never meant."""
    return [
        one
        for one in good.values
        if not one.style
        and one.text
        and good.is_one_line(one)
        and (
            one.kind in ("choice", "when", "id", "reference", "country", "latitude", "longitude", "wikidata", "url")
            or is_known(one)
        )
    ]


@slip("invisible mark in a key")
def in_key(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    at = dice.randint(found[0].start, found[0].end)
    return Slip(cut(good.text, at, at, dice.choice(ZERO)), at, (found[0].start,))


@slip("invisible mark in a value")
def in_value(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, words(good))
    if found is None:
        return None
    at = dice.randint(found.start, found.end)
    return Slip(cut(good.text, at, at, dice.choice(ZERO)), at, (found.start,))


@slip("invisible mark around a mark of YAML")
def around(good: Good, dice: random.Random) -> Slip | None:
    places = [good.colon(key) + dice.randint(0, 1) for key, _value in keys(good)]
    places += [good.dash(item) + dice.randint(0, 1) for one in block_lists(good) for item in one.items]
    places += [one.start + dice.randint(0, 1) for one in good.brackets]
    places += [one.end - dice.randint(0, 1) for one in good.brackets]
    at = pick(dice, places)
    if at is None:
        return None
    return Slip(cut(good.text, at, at, dice.choice(ZERO)), at, (good.line_start(at),))


@slip("odd blank in a value")
def blank_in_value(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in words(good) if " " in one.text])
    if found is None:
        return None
    at = found.start + found.text.index(" ")
    return Slip(cut(good.text, at, at + 1, dice.choice(WIDE)), at, (found.start,))


@slip("odd blank at a value's end")
def blank_at_end(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, words(good))
    if found is None:
        return None
    return Slip(cut(good.text, found.end, found.end, dice.choice(WIDE)), found.end, (found.start,))


@slip("odd blank in the indentation")
def blank_in_indent(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [(start, token) for start, token in line_tokens(good) if token > start])
    if found is None:
        return None
    start, token = found
    char = dice.choice(WIDE)
    if dice.random() < 0.3:
        return Slip(cut(good.text, start, token, char * (token - start)), start)
    at = dice.randrange(start, token)
    return Slip(cut(good.text, at, at + 1, char), at, (start,))


@slip("odd blank indents the body")
def blank_in_body(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, indented(good))
    if found is None:
        return None
    start, width = found
    if dice.random() < 0.5:
        return Slip(cut(good.text, start, start + width, dice.choice(WIDE) * width), start)
    at = dice.randrange(start, start + width)
    return Slip(cut(good.text, at, at + 1, dice.choice(WIDE)), at, (start,))


@slip("odd blank behind a colon")
def blank_behind_colon(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    colon = good.colon(found[0])
    return Slip(cut(good.text, colon + 1, colon + 2, dice.choice(WIDE)), colon + 1, (colon,))


@slip("odd blank before a colon")
def blank_before_colon(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    at = found[0].end
    return Slip(cut(good.text, at, at, dice.choice(WIDE)), at, (found[0].start,))


@slip("odd blank behind a dash")
def blank_behind_dash(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [item for one in block_lists(good) for item in one.items])
    if found is None:
        return None
    dash = good.dash(found)
    return Slip(cut(good.text, dash + 1, dash + 2, dice.choice(WIDE)), dash + 1, (dash,))


@slip("odd line end")
def odd_break(good: Good, dice: random.Random) -> Slip | None:
    """One of the three characters that end a line for YAML, and for few editors."""
    options = [(one.start, one.start) for one in words(good)] + [(one.end, one.end) for one in words(good)]
    options += [(key.start, key.start) for key, _value in keys(good)] + [
        (key.end, key.end) for key, _value in keys(good)
    ]
    options += [(good.line_end(key.start),) * 2 for key, _value in keys(good)]
    options += [(one.start + one.text.index(" "),) * 2 for one in words(good) if " " in one.text]
    found = pick(dice, options)
    if found is None:
        return None
    return Slip(cut(good.text, *found, dice.choice(BREAKS)), found[0], (good.line_start(found[0]),))


@slip("byte order mark inside")
def mark_inside(good: Good, dice: random.Random) -> Slip | None:
    """As when files are put together: before a line of the head."""
    found = pick(dice, [start for start, _token in line_tokens(good)][1:])
    return None if found is None else Slip(cut(good.text, found, found, "\ufeff"), found)
