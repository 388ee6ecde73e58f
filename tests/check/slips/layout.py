"""Slips in the lines of a file: indentation, tabs, the body's block, what is pasted, merged or put around a brief."""

from __future__ import annotations

import random
import re

from tests.check.slips.good import Good, Mapping, Scalar
from tests.check.slips.slip import Slip, block_lists, cut, cut_all, keys, pick, scalars, slip


def line_tokens(good: Good) -> list[tuple[int, int]]:
    """Where the lines of the head begin that begin with a key or a dash, and where that stands."""
    found = []
    for key, _value in keys(good):
        before = good.before(key.start)
        if not before.strip(" -"):
            start = good.line_start(key.start)
            found.append((start, start + len(before) - len(before.lstrip(" "))))
    for listing in block_lists(good):
        for item in listing.items:
            dash = good.dash(item)
            if not good.before(dash).strip():
                found.append((good.line_start(dash), dash))
    return sorted(set(found))


@slip("line indented deeper")
def deeper(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, line_tokens(good))
    if found is None:
        return None
    start, token = found
    more = dice.choice((" ", "  "))
    return Slip(cut(good.text, start, start, more), start, (token, token + len(more)))


@slip("line indented less")
def shallower(good: Good, dice: random.Random) -> Slip | None:
    return outdented(good, dice, dice.choice((1, 1, 2)))


@slip("line not indented")
def not_indented(good: Good, dice: random.Random) -> Slip | None:
    return outdented(good, dice, 99)


def outdented(good: Good, dice: random.Random, width: int) -> Slip | None:
    # An `id` in the first column is the brief's own, if that has none.
    found = pick(
        dice,
        [
            (start, token)
            for start, token in line_tokens(good)
            if token - start >= min(width, 2 if width == 99 else width) and not good.text.startswith("id", token)
        ],
    )
    if found is None:
        return None
    start, token = found
    end = min(start + width, token)
    return Slip(cut(good.text, start, end), start, (start + token - end,))


@slip("item's second key too deep")
def second_key(good: Good, dice: random.Random) -> Slip | None:
    options = [one.pairs[1][0] for one in good.mappings if one.is_item and not one.is_flow and len(one.pairs) > 1]
    found = pick(dice, options)
    if found is None:
        return None
    start = good.line_start(found.start)
    return Slip(cut(good.text, start, start, "  "), start, (found.start + 2,))


# tabs


@slip("tab in the indentation")
def tab(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [(start, token) for start, token in line_tokens(good) if token > start])
    if found is None:
        return None
    start, token = found
    width = token - start
    indent = dice.choice(("\t", "\t" * (width // 2 or 1), " " * (width - 1) + "\t", "\t" + " " * (width - 1)))
    return Slip(cut(good.text, start, token, indent), start + indent.index("\t"), (start, start + len(indent)))


@slip("tabs indent a list")
def tabs(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [one for one in block_lists(good) if good.before(good.dash(one.items[0]))])
    if found is None:
        return None
    first = good.shown.line_at(found.items[0].start)
    last = good.shown.line_at(found.items[-1].end - 1)
    if isinstance(found.items[-1], Mapping) and not found.items[-1].is_flow:
        last = good.shown.line_at(found.items[-1].pairs[-1][1].end - 1)
    width = good.dash(found.items[0]) - good.line_start(found.items[0].start)
    unit = dice.choice((width, 2))
    edits = []
    for number in range(first, last + 1):
        line = good.shown.lines[number]
        indent = len(line) - len(line.lstrip(" "))
        start = good.shown.starts[number]
        if line.strip():
            edits.append((start, start + indent, "\t" * (indent // unit) + " " * (indent % unit)))
    at = good.shown.starts[first]
    return Slip(cut_all(good.text, edits), at, (at + 1, at + 2))


@slip("tab behind a dash")
def tab_behind_dash(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, [item for one in block_lists(good) for item in one.items])
    if found is None:
        return None
    dash = good.dash(found)
    return Slip(cut(good.text, dash + 1, found.start, "\t"), dash + 1, (dash,))


@slip("tab where YAML takes one")
def tab_between(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    key, value = found
    colon = good.colon(key)
    at = dice.choice((colon + 1, value.end, key.end))
    end = value.start if at == colon + 1 else at
    return Slip(cut(good.text, at, end, "\t"), at)


@slip("tab indents the body")
def tab_in_body(good: Good, dice: random.Random) -> Slip | None:
    lines = indented(good)
    if not lines:
        return None
    chosen = lines if dice.random() < 0.4 else [dice.choice(lines)]
    edits = [(start, start + width, "\t") for start, width in chosen]
    return Slip(cut_all(good.text, edits), chosen[0][0])


# the body


def indented(good: Good) -> list[tuple[int, int]]:
    """Where the lines of a body begin in a `.yaml` file, and how deep it stands."""
    if good.body_key < 0:
        return []
    starts = [(good.shown.starts[number], good.shown.lines[number]) for number in good.body]
    written = [(start, line) for start, line in starts if line.strip()]
    if not written:
        return []
    width = len(written[0][1]) - len(written[0][1].lstrip(" "))
    return [(start, width) for start, _line in written]


@slip("body not indented")
def body_not_indented(good: Good, dice: random.Random) -> Slip | None:
    lines = indented(good)
    if not lines:
        return None
    first = dice.choice((0, 0, dice.randrange(len(lines))))
    last = dice.choice((len(lines), len(lines), dice.randrange(first, len(lines)) + 1))
    chosen = lines[first:last]
    return Slip(cut_all(good.text, [(start, start + width, "") for start, width in chosen]), chosen[0][0])


@slip("body line indented less")
def body_line(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, indented(good))
    if found is None:
        return None
    start, width = found
    return Slip(cut(good.text, start, start + width, " " * (width - 1)), start, (start + width - 1,))


@slip("body starts deeper than it goes on")
def body_deeper(good: Good, dice: random.Random) -> Slip | None:
    # Only the first line: four blanks more would make code of it, for all that anybody can see.
    lines = indented(good)
    if len(lines) < 2:
        return None
    start, width = lines[0]
    more = dice.choice((1, 2))
    at = lines[1][0] + more
    return Slip(cut(good.text, start, start, " " * more), at, (at + width, start, start + width + more))


@slip("text on the line of the body's key")
def body_on_line(good: Good, dice: random.Random) -> Slip | None:
    lines = indented(good)
    if not lines:
        return None
    start, width = lines[0]
    end = good.line_end(good.body_key)
    text = cut(good.text, end, start + width, dice.choice((" ", " ", "  ")))
    return Slip(text, len(text) - len(good.text) + start + width)


@slip("body without its bar")
def body_without_bar(good: Good, dice: random.Random) -> Slip | None:
    if not indented(good):
        return None
    bar = good.text.index("|", good.body_key)
    colon = good.text.index(":", good.body_key)
    return Slip(cut(good.text, colon + 1, bar + 1), good.body_key, (colon, colon + 1))


@slip("slip in the line of the body's key")
def body_line_slip(good: Good, dice: random.Random) -> Slip | None:
    if not indented(good):
        return None
    end = good.line_end(good.body_key)
    line, away = dice.choice(
        (
            ("body |", 0),
            ("body:|", 4),
            ("boddy: |", 0),
            ("bdoy: |", 0),
            ("Body: |", 0),
            (" body: |", 0),
            ("body：|", 4),
            ("body： |", 4),
            ("body:\u00a0|", 5),
            ("body = |", 5),
            ("BODY: |", 0),
            ("body; |", 4),
            ("text: |", 0),
            ("body: ||", 6),
            ("- body: |", 0),
        )
    )
    at = good.body_key
    return Slip(cut(good.text, at, end, line), at + away, (at, at + 4, at + 1))


# what is put around or into a brief


def markers(dice: random.Random, ours: str, theirs: str, newline: str, indent: str) -> str:
    """A merge that is not resolved."""
    base = f"{indent}||||||| 1a2b3c4{newline}{ours}" if dice.random() < 0.3 else ""
    return (
        f"{indent}<<<<<<< HEAD{newline}{ours}{base}{indent}======={newline}{theirs}"
        f"{indent}>>>>>>> {dice.choice(('main', 'other branch', '1a2b3c4 (A title)'))}{newline}"
    )


@slip("merge conflict in the head")
def conflict(good: Good, dice: random.Random) -> Slip | None:
    lines = [
        number
        for number in range(len(good.shown.lines))
        if good.shown.starts[number] < good.head_end
        and good.shown.lines[number].strip()
        and not good.shown.lines[number].startswith("---")
    ]
    return conflicting(good, dice, lines, dice.random() < 0.2)


@slip("merge conflict in the body")
def conflict_in_body(good: Good, dice: random.Random) -> Slip | None:
    return conflicting(good, dice, [n for n in good.body if n < len(good.shown.lines) - 1], dice.random() < 0.3)


def conflicting(good: Good, dice: random.Random, lines: list[int], is_indented: bool) -> Slip | None:
    number = pick(dice, lines)
    if number is None:
        return None
    start, end = good.shown.starts[number], good.shown.starts[number + 1]
    ours = good.text[start:end]
    theirs = dice.choice((ours, "", ours.replace("e", "ee"), ours.swapcase()))
    indent = re.match(" *", ours)[0] if is_indented else ""  # type: ignore[index]
    return Slip(
        cut(good.text, start, end, markers(dice, ours, theirs, good.newline, indent)), start + len(indent), (start,)
    )


@slip("brief pasted twice")
def twice(good: Good, dice: random.Random) -> Slip | None:
    gap = dice.choice(("", good.newline))
    at = len(good.text) + len(gap)
    first = next(
        (
            start
            for start, line in zip(good.shown.starts, good.shown.lines, strict=True)
            if line.strip() and not line.startswith("#")
        ),
        0,
    )
    return Slip(good.text + gap + good.text, at + first, (at,))


@slip("part of a brief pasted twice")
def part_twice(good: Good, dice: random.Random) -> Slip | None:
    # Some keys of the head a second time, right behind them: each could be deleted, the first could be the old one.
    pairs = good.top.pairs
    if len(pairs) < 3:
        return None
    first = dice.randrange(len(pairs) - 1)
    start, end = good.line_start(pairs[first][0].start), good.line_start(pairs[first + 1][0].start)
    return Slip(cut(good.text, end, end, good.text[start:end]), end)


@slip("directive")
def directive(good: Good, dice: random.Random) -> Slip | None:
    if good.body_key < 0:
        return None
    line = dice.choice(("%YAML 1.2", "%YAML 1.1", "%TAG ! tag:example.org,2025:")) + good.newline
    return Slip(line + dice.choice((f"---{good.newline}", "")) + good.text, 0)


@slip("--- before the brief")
def marker_before(good: Good, dice: random.Random) -> Slip | None:
    return None if good.body_key < 0 else Slip(f"---{good.newline}{good.text}", 0)


@slip("--- behind the head")
def marker_in_head(good: Good, dice: random.Random) -> Slip | None:
    if good.body_key < 0:
        return None
    key = pick(dice, [key for key, _value in good.top.pairs][1:])
    at = good.body_key if key is None else good.line_start(key.start)
    return Slip(cut(good.text, at, at, f"---{good.newline}"), at)


@slip("--- behind the brief")
def marker_behind(good: Good, dice: random.Random) -> Slip | None:
    # Inside of the body it could be a rule; on the last line nobody draws one.
    if good.body_key < 0:
        return None
    return Slip(f"{good.text}---{good.newline}", len(good.text))


@slip("text behind --- in a .yaml brief")
def behind_marker(good: Good, dice: random.Random) -> Slip | None:
    lines = indented(good)
    if not lines:
        return None
    edits = [(start, start + width, "") for start, width in lines]
    has_first = dice.random() < 0.5
    edits.append((good.body_key, good.shown.starts[good.body[0]], f"---{good.newline}"))
    text = cut_all(good.text, edits)
    before = f"---{good.newline}" if has_first else ""
    return Slip(before + text, 0 if has_first else good.body_key, (good.body_key + len(before),))


@slip("text before the front matter")
def late(good: Good, dice: random.Random) -> Slip | None:
    if good.body_key >= 0:
        return None
    return Slip(
        dice.choice((good.newline, f"<!-- note -->{good.newline}", f"{good.newline} {good.newline}")) + good.text, 0
    )


@slip("front matter never closed")
def unclosed(good: Good, dice: random.Random) -> Slip | None:
    if good.body_key >= 0:
        return None
    line = good.shown.line_at(good.head_end)
    start = good.shown.starts[line]
    return Slip(cut(good.text, start, good.shown.starts[line + 1]), 0, (start,))


@slip("file cut off in its head")
def cut_off(good: Good, dice: random.Random) -> Slip | None:
    # The body is gone, so nobody can say that nothing is wrong.
    if good.body_key < 0:
        return None
    first = good.line_end(good.top.pairs[0][1].end)
    if first + 2 >= good.head_end:
        return None
    text = good.text[: dice.randrange(first + 2, good.head_end)].rstrip()
    line = text.rfind("\n") + 1
    opened = max(text.rfind("["), text.rfind("{"), 0)
    return Slip(text, len(text) - 1, (line, len(text), len(text) - len(text[line:].lstrip(" -")), opened, 0))


@slip("JSON's commas")
def json_commas(good: Good, dice: random.Random) -> Slip | None:
    # A comma behind every line of keys in a row, a date or a word of the format among them.
    if good.body_key < 0:
        return None
    found = [(key, value) for key, value in good.top.pairs if (key, value) in scalars(good)]
    if len(found) < 2 or all(value.kind == "text" for _key, value in found if isinstance(value, Scalar)):
        return None
    in_quotes = dice.random() < 0.5
    edits = []
    for key, value in found:
        edits.append((value.end, value.end, ","))
        if in_quotes:
            edits += [(key.start, key.start, '"'), (key.end, key.end, '"')]
    text = cut_all(good.text, edits)
    at = found[0][1].end + (2 if in_quotes else 0)
    return Slip(text, at, (found[0][1].start + (2 if in_quotes else 0),))


@slip("JSON's braces")
def json_braces(good: Good, dice: random.Random) -> Slip | None:
    if good.body_key < 0:
        return None
    return Slip(f"{{{good.newline}{good.text}}}{good.newline}", 0)


@slip("braces around an entry in block style")
def block_braces(good: Good, dice: random.Random) -> Slip | None:
    options = [
        one
        for one in good.mappings
        if one.is_item
        and not one.is_flow
        and len(one.pairs) > 1
        and all(pair in scalars(good) for pair in one.pairs)
        and not any("#" in good.after(value.end) for _key, value in one.pairs)
    ]
    found = pick(dice, options)
    if found is None:
        return None
    end = found.pairs[-1][1].end
    text = cut_all(good.text, [(found.start, found.start, "{"), (end, end, "}")])
    second = found.pairs[1][0].start + 1
    return Slip(text, second, (found.start, found.pairs[0][1].end + 1))


@slip("doubled key")
def doubled_key(good: Good, dice: random.Random) -> Slip | None:
    found = pick(dice, scalars(good))
    if found is None:
        return None
    key, value = found
    said = good.text[key.start : value.end]
    other = said if dice.random() < 0.6 or value.style or value.kind != "text" else said + " again"
    if key.in_flow:
        return Slip(cut(good.text, value.end, value.end, f", {other}"), value.end + 2)
    if good.after(value.end).strip():
        return None
    indent = " " * len(good.before(key.start))
    return Slip(
        cut(good.text, value.end, value.end, f"{good.newline}{indent}{other}"),
        value.end + len(good.newline) + len(indent),
    )
