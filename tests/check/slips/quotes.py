"""Slips at quotation marks, escapes and what a text begins with."""

from __future__ import annotations

import random
import re

from tests.check.slips.good import Good
from tests.check.slips.slip import Slip, cut, in_quotes, is_typed_plain, pick, plain, slip

STRAIGHT = (("“", "”"), ("‘", "’"), ("”", "”"))
"""Curly quotation marks that word processors make of straight ones; others are also those of a quotation."""
CURLY = (*STRAIGHT, ("„", "“"), ("«", "»"))
ENTITIES = {
    "&": "&amp;",
    "'": "&#39;",
    '"': "&quot;",
    "–": "&ndash;",
    "é": "&eacute;",
    "<": "&lt;",
    ">": "&gt;",
    "ü": "&#252;",
}


@slip("text that begins with a mark of YAML")
def special_start(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in in_quotes(good)
            if one.text[:1] in "[{#@%`*&!|>-?"
            and is_typed_plain(one.text)
            and not re.search(r": |:$|(?<!^)\s#", one.text)
            and (not one.in_flow or not re.search(r"[,\]}]", one.text[1:]))
            and not (one.is_item and one.in_flow and one.text[0] == "#")
            and (one.text[0] not in "-?" or one.text[1] == " ")
        ],
    )
    if found is None:
        return None
    return Slip(cut(good.text, found.start, found.end, found.text), found.start)


@slip("# in a text without quotes")
def hash_in_text(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in in_quotes(good)
            if re.search(r"\w #\w", one.text)
            and is_typed_plain(one.text)
            and one.text[0].isalnum()
            and ": " not in one.text
        ],
    )
    if found is None or found.in_flow:
        return None  # in brackets the rest of the line is lost with it: `hashtags in brackets`
    at = found.start + found.text.index(" #")
    return Slip(cut(good.text, found.start, found.end, found.text), at + 1, (at, found.start))


@slip("quotes inside quotes")
def inner_quotes(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in in_quotes(good) if '"' in one.text[1:] and "\\" not in one.text])
    if found is None:
        return None
    at = found.start + 1 + found.text.index('"', 1 if found.text[0] != '"' else 0)
    if found.text[0] == '"':
        at = found.start + 1
    return Slip(cut(good.text, found.start, found.end, f'"{found.text}"'), at, (at + 1, found.start, at + 2))


@slip("apostrophe in single quotes")
def apostrophe(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in in_quotes(good) if re.search(r"\w'\w", one.text) and "\\" not in one.text])
    if found is None:
        return None
    at = found.start + 1 + found.text.index("'")
    return Slip(cut(good.text, found.start, found.end, f"'{found.text}'"), at, (at + 1, found.start))


@slip("backslash before an apostrophe")
def backslash_apostrophe(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in good.values
            if one.style in ("", "'", '"') and re.search(r"\w'\w", one.text) and is_typed_plain(one.text)
        ],
    )
    if found is None:
        return None
    mark = dice.choice(("'", "'", '"', found.style))
    said = found.text.replace("'", "\\'")
    at = found.start + len(mark) + said.index("\\")
    return Slip(cut(good.text, found.start, found.end, f"{mark}{said}{mark}"), at, (at + 1, at + 2))


@slip("quote never closed")
def never_closed(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, in_quotes(good))
    return None if found is None else Slip(cut(good.text, found.end - 1, found.end), found.start, (found.end - 1,))


@slip("quote never opened")
def never_opened(good: Good, dice: random.Random) -> Slip | None:
    # A lone apostrophe at a text's end is a plural's, so only a text that ends with one more of the other kind is seen.
    found = pick(
        dice,
        [
            one
            for one in in_quotes(good, '"')
            if is_typed_plain(one.text)
            and one.text[0].isalnum()
            and not one.text[-1].isdigit()
            and not re.search(r": | #", one.text)
            and (not one.in_flow or not re.search(r"[,\[\]{}]", one.text))
        ],
    )
    if found is None:
        return None
    return Slip(cut(good.text, found.start, found.start + 1), found.end - 2, (found.start,))


@slip("quotes of two kinds")
def two_kinds(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in in_quotes(good) if not re.search(r"[\"'\\]", one.text)])
    if found is None:
        return None
    other = "'" if found.style == '"' else '"'
    return Slip(cut(good.text, found.end - 1, found.end, other), found.start, (found.end - 1,))


@slip("doubled quote")
def doubled_quote(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in in_quotes(good, '"') if not re.search(r"[\"'\\]", one.text)])
    if found is None:
        return None
    at = dice.choice((found.start, found.end - 1))
    return Slip(cut(good.text, at, at, '"'), at + 1, (at, at + 2))


@slip("text behind the closing quote")
def behind_quote(good: Good, dice: random.Random) -> Slip | None:
    # Who types `"Deal" or no deal` sees the marks around the word, and not that YAML takes them for its own.
    found = pick(dice, [one for one in in_quotes(good) if re.fullmatch(r"\w+ [\w ]+", one.text)])
    if found is None:
        return None
    mark = found.style
    first, _blank, rest = found.text.partition(" ")
    text = f"{mark}{first}{mark} {rest}"
    around = "'" if mark == '"' else '"'
    meant = cut(good.text, found.start, found.end, f"{around}{text}{around}")
    if not Good(good.file, meant).is_good:
        return None
    behind = found.start + len(first) + 3
    return Slip(cut(good.text, found.start, found.end, text), behind, (behind - 1, found.start), meant)


@slip("curly quotes for straight ones")
def curly(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice, [one for one in in_quotes(good) if "\\" not in one.text and "''" not in good.text[one.start : one.end]]
    )
    if found is None:
        return None
    opening, closing = dice.choice(STRAIGHT)
    if dice.random() < 0.2:
        closing = found.style
    text = f"{opening}{good.text[found.start + 1 : found.end - 1]}{closing}"
    return Slip(cut(good.text, found.start, found.end, text), found.start)


@slip("curly quotes around a word of the format")
def curly_word(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice, [one for one in plain(good) if one.kind in ("choice", "country", "when", "id", "reference", "url")]
    )
    if found is None:
        return None
    opening, closing = dice.choice(CURLY)
    return Slip(cut(good.text, found.start, found.end, f"{opening}{found.text}{closing}"), found.start)


@slip("HTML entity")
def entity(good: Good, dice: random.Random) -> Slip | None:
    options = [
        (one, char)
        for one in good.values
        if one.style in ("", "'", '"') and one.kind in ("text", "entry")
        for char in ENTITIES
        if char in one.text[1:]
        and good.text[one.start : one.end].count(char) == 1 + 2 * (char == one.style)
        and good.text.count(char, one.start + 1, one.end - 1)
    ]
    found = pick(dice, options)
    if found is None:
        return None
    value, char = found
    at = good.text.index(char, value.start + 1)
    if good.text[at - 1] == "\\":
        return None
    return Slip(cut(good.text, at, at + 1, ENTITIES[char]), at, (value.start,))


@slip("half of a character pair")
def surrogates(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in good.values if "😀" in one.text and not re.search(r"[\"\\]", one.text)])
    if found is None:
        return None
    said = found.text.replace("😀", "\\ud83d\\ude00")
    return Slip(cut(good.text, found.start, found.end, f'"{said}"'), found.start + 1 + said.index("\\"))


@slip("backslash in double quotes")
def backslash(good: Good, dice: random.Random) -> Slip | None:
    # `\d` means nothing in YAML; `\n` or `\x41` would be read as something, and nobody could see that it was not meant.
    found = pick(dice, [one for one in good.values if re.search(r"\\d", one.text) and '"' not in one.text])
    if found is None:
        return None
    return Slip(cut(good.text, found.start, found.end, f'"{found.text}"'), found.start + 1 + found.text.index("\\"))


@slip("escape in a text without quotes")
def escape(good: Good, dice: random.Random) -> Slip | None:
    found = pick(
        dice,
        [
            one
            for one in good.values
            if one.style in ("", "'")
            and re.search(r"[é–üğü😀]", one.text)
            and one.kind in ("text", "entry")
            and "\\" not in one.text
        ],
    )
    if found is None:
        return None
    match = re.search(r"[é–üğü]", found.text)
    if match is None:
        return None
    at = good.text.index(match[0], found.start)
    return Slip(cut(good.text, at, at + 1, f"\\u{ord(match[0]):04x}"), at, (found.start,))
