"""What may stand in a brief and is no slip: YAML reads it, the format allows it, and it says the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.check.slips.good import Good, Listing, Scalar
from tests.check.slips.layout import indented, line_tokens
from tests.check.slips.slip import block_lists, cut, cut_all, flow_lists, keys, pick, plain, scalars

Change = Callable[[Good, random.Random], str | None]


def behind(good: Good, *lines: str) -> str | None:
    """The brief with lines in the first column behind its body."""
    if good.body_key < 0:
        return None
    return good.text + "".join(f"{line}{good.newline}" for line in lines)


def comment_line(good: Good, dice: random.Random) -> str | None:
    start, token = dice.choice(line_tokens(good))
    before = good.shown.lines[good.shown.line_at(start) - 1] if start else ""
    if re.search(r"[\[{>|,]\s*$", before):
        return None
    indent = good.text[start:token] if dice.random() < 0.7 else ""
    return cut(good.text, start, start, f"{indent}# see below: [1], {{a}} and - b{good.newline}")


def comment_behind(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, [value for _key, value in scalars(good) if not value.in_flow and not good.after(value.end)])
    return None if found is None else cut(good.text, found.end, found.end, '  # it\'s so: "sic"')


def trailing_blanks(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, [value for _key, value in scalars(good) if not good.after(value.end)])
    return None if found is None else cut(good.text, found.end, found.end, dice.choice(("  ", "\t", " \t")))


def blank_lines(good: Good, dice: random.Random) -> str | None:
    start, _token = dice.choice(line_tokens(good))
    if not start or re.search(r"[>|]-?$", good.shown.lines[good.shown.line_at(start) - 1]):
        return None
    return cut(good.text, start, start, dice.choice((good.newline, f"   {good.newline}", good.newline * 3)))


def key_in_quotes(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, keys(good))
    if found is None:
        return None
    mark = dice.choice("\"'")
    return cut(good.text, found[0].start, found[0].end, f"{mark}{found[0].text}{mark}")


def value_in_quotes(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, plain(good))
    if found is None:
        return None
    text = found.text.replace("'", "''")
    return cut(good.text, found.start, found.end, f"'{text}'")


def last_comma(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, [one for one in good.brackets if (one.items if isinstance(one, Listing) else one.pairs)])
    return None if found is None else cut(good.text, found.end - 1, found.end - 1, dice.choice((",", ", ", " , ")))


def broken_list(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, [one for one in flow_lists(good) if not one.in_flow])
    if found is None:
        return None
    indent = good.newline + "    "
    edits = [(item.start, item.start, indent) for item in found.items]
    return cut_all(good.text, [*edits, (found.end - 1, found.end - 1, indent)])


def blank_before_colon(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, keys(good))
    return None if found is None else cut(good.text, found[0].end, found[0].end, " ")


def blanks_in_brackets(good: Good, dice: random.Random) -> str | None:
    found = pick(dice, good.brackets)
    if found is None:
        return None
    return cut_all(good.text, [(found.start + 1, found.start + 1, "  "), (found.end - 1, found.end - 1, " ")])


def gap_behind_dash(good: Good, dice: random.Random) -> str | None:
    items = [item for one in block_lists(good) for item in one.items if isinstance(item, Scalar)]
    found = pick(dice, items)
    return None if found is None else cut(good.text, found.start, found.start, "   ")


def text_on_two_lines(good: Good, dice: random.Random) -> str | None:
    options = [
        value
        for _key, value in scalars(good)
        if value.kind == "text" and not value.in_flow and re.search(r"\w \w+ \w", value.text) and "#" not in value.text
    ]
    found = pick(dice, options)
    if found is None:
        return None
    match = re.search(r"(?<=\w) (?=\w)", good.text[found.start : found.end])
    if match is None:
        return None
    at = found.start + match.start()
    indent = " " * (len(good.before(found.start)) - len(good.before(found.start).lstrip(" -")) + 4)
    return cut(good.text, at, at + 1, f"{good.newline}{indent}")


def header(good: Good, dice: random.Random) -> str | None:
    lines = indented(good)
    if not lines:
        return None
    bar = good.text.index("|", good.body_key)
    mark = dice.choice(("|-", "|+", f"|{lines[0][1]}", "|   ", "|  # the text", f"|{lines[0][1]}-"))
    return cut(good.text, bar, bar + 1, mark)


def no_last_line_end(good: Good, dice: random.Random) -> str | None:
    return good.text.removesuffix(good.newline)


CHANGES: dict[str, Change] = {
    "a comment behind the body": lambda good, dice: behind(good, "# the end", "# of it: [see] {also} - this"),
    "a key of one's own behind the body": lambda good, dice: behind(good, "x-desk: foreign"),
    "a list of one's own behind the body": lambda good, dice: behind(good, "x-desk:", "  - foreign", "  - home: 1"),
    "a closing ...": lambda good, dice: behind(good, "..."),
    "a comment on a line of its own": comment_line,
    "a comment behind a value": comment_behind,
    "blanks behind a value": trailing_blanks,
    "blank lines": blank_lines,
    "a key in quotes": key_in_quotes,
    "a value in quotes": value_in_quotes,
    "a comma behind the last": last_comma,
    "a list on several lines": broken_list,
    "a blank before a colon": blank_before_colon,
    "blanks inside brackets": blanks_in_brackets,
    "blanks behind a dash": gap_behind_dash,
    "a text on two lines": text_on_two_lines,
    "another header of the body": header,
    "no line end at the end": no_last_line_end,
}
"""Changes of a good brief that leave it good, or give nothing where they cannot be made."""
