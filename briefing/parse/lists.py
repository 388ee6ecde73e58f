"""What stands where a list belongs and is none for YAML: other people's ways of writing lists.

Items behind bullets or numbers, one below the other without dashes, in other brackets, or as the keys of a mapping:
YAML reads one text or one mapping there. Here it is told once what the author did, and the items are read as they were
meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse import slips
from briefing.parse.characters import BLANKS, BRACKETS, BULLETS, CLOSING, INVISIBLE, WIDE_COMMAS, name_of
from briefing.parse.fields import OWNERS, Field
from briefing.parse.halves import halves
from briefing.parse.joined import AND
from briefing.parse.lines import LIST_MARK, goes_on, lines_of
from briefing.parse.nodes import MappingNode, Node, ScalarNode, plain_scalar, scalar, text_of
from briefing.parse.quoting import quoted
from briefing.parse.values import Values, closes_nothing, ends_in_block

_LONGEST = 200  # characters of a text that can be a list
_ODD = "".join([*BLANKS, *INVISIBLE])
_BLANK = rf"[ \t{''.join([*BLANKS, *INVISIBLE])}]"
_MARK = rf"(?:(?P<dash>-){_BLANK}+|{LIST_MARK}{_BLANK}*)(?=\S)"
_NO_SPACE = r"-(?=[^\s-])"
_COMMAS = f"{WIDE_COMMAS},"


def items_of(values: Values, row: Field, node: Node) -> Sequence[Node]:
    """Report that a field's value is no list; what would be its items."""
    problem, items = meant(row, node, values.lines, values.file)
    if problem is not None:
        values.problems.append(problem)
        return items
    if _is_broken(values, row, node):
        return [node] if isinstance(node, ScalarNode) else []
    if isinstance(node, MappingNode) and not node.value and row.kind != "overrides":
        values.report(slips.BRACES, node, fix="[]")
        return []
    if isinstance(node, ScalarNode):
        if not node.style and node.value[:1] in _ODD:
            place = values.at(node, 0, 1)
            values.problems.append(slips.INVISIBLE.at(place, edits=(Edit(place, ""),), a_name=name_of(node.value[0])))
            return []
        words = _of_words(values, row, node)
        above = values.lines[node.start_mark.line - 1] if 0 < node.start_mark.line <= len(values.lines) else ""
        # this may be no key, but the rest of a sentence; or what follows may be no comment, but an item
        if goes_on(above) or values.hashtag_behind(node):
            values.problems[-1] = replace(values.problems[-1], is_sure=False)
        return words
    edits = _one_entry(values, row, node) if isinstance(node, MappingNode) else ()
    values.report(slips.LIST_OF_ONE, node, edits=edits, key=row.key)
    return [node] if row.kind == "entry" else []


def meant(row: Field, node: Node, lines: Sequence[str], file: str) -> tuple[Problem | None, list[Node]]:
    """What is wrong with a value that should be a list, and its items as they were meant.

    `lines` are the file's. Without a problem there is only one value, which nobody took for a list.
    """
    if isinstance(node, ScalarNode):
        if node.style or not lines:
            return None, []
        return _text(row, node, lines, file)
    if isinstance(node, MappingNode):
        return _mapping(row, node, lines, file)
    return None, []


def _text(row: Field, node: ScalarNode, lines: Sequence[str], file: str) -> tuple[Problem | None, list[Node]]:
    start, end = node.start_mark, node.end_mark
    written = lines_of(node, lines)
    if not written:
        return None, []
    first = written[0]
    if hidden := re.match(rf"[{''.join(INVISIBLE)}]+(?=- )", first[2]):
        return _hidden(hidden[0], written, file)
    if odd := re.match(rf"-(?P<odd>[{_ODD}]+[ ]*)(?=\S)", first[2]):
        return _odd_dashes(odd, written, file)
    if re.match(_NO_SPACE, first[2]) and not lines[first[0]][: first[1]].strip():
        return _close_dashes(written, file)
    found = re.match(_MARK, first[2])
    if found is not None:
        if found["dash"]:
            return None, []
        return _marked(found, written, file)
    bracket = first[2][:1]
    if bracket in BRACKETS and written[-1][2].rstrip().endswith((BRACKETS[bracket][1], *CLOSING.values())):
        return _bracketed(bracket, written, file)
    if len(written) > 1 and start.line != end.line and bracket != "-":
        if all(text.startswith("- ") for _number, _begin, text in written[1:]):
            return _first_dash(written, file)
        return _undashed(row, written, lines, file)
    return None, []


def _hidden(mark: str, written: list[tuple[int, int, str]], file: str) -> tuple[Problem | None, list[Node]]:
    """Items before the first of which something invisible stands."""
    number, begin, text = written[0]
    where = _span(file, number, begin, begin + len(mark))
    items = [(number, begin + len(mark), text[len(mark) :]), *written[1:]]
    if not all(said.startswith("- ") for _number, _begin, said in items):
        return None, []
    nodes = [_node((number, begin + 2, said[2:])) for number, begin, said in items]
    return slips.INVISIBLE.at(where, edits=(Edit(where, ""),), a_name=name_of(mark[0])), nodes


def _close_dashes(written: list[tuple[int, int, str]], file: str) -> tuple[Problem | None, list[Node]]:
    """Items behind dashes without a blank."""
    edits: list[Edit] = []
    items: list[tuple[int, int, str]] = []
    column = written[0][1]
    for number, begin, text in written:
        mark = re.match(rf"-[ ]*(?:[{BULLETS[:-2]}][ ]*)?(?=[^\s-])", text) if begin == column else None
        if mark is None:
            return None, []
        if mark[0].strip(" ") != "-" or len(mark[0]) == 1:
            edits.append(Edit(_span(file, number, begin, begin + mark.end()), "- "))
        items.append((number, begin + mark.end(), text[mark.end() :]))
    number, begin, text = written[0]
    is_sure = all(text[0] not in "0123456789" and not re.search(r":|#", text) for _number, _begin, text in items)
    at = _span(file, number, begin, begin + len(text))
    slip = slips.NO_SPACE_DASH.sure_if(is_sure)
    one = f"- {items[0][2]}" if len(items) == 1 else ""
    return slip.at(at, one, () if one else tuple(edits)), [_node(item) for item in items]


def _first_dash(written: list[tuple[int, int, str]], file: str) -> tuple[Problem | None, list[Node]]:
    """Items behind dashes, but for the first."""
    (number, begin, text), *others = written
    column = others[0][1]
    if begin not in (column, column + 2) or any(dash != column for _number, dash, _text in others):
        return None, []
    items = [written[0], *((n, dash + 2, said[2:].lstrip()) for n, dash, said in others)]
    edits = (Edit(_span(file, number, column, begin), "- "),)
    return slips.NO_DASH.at(_span(file, number, begin, begin + len(text)), edits=edits), [_node(item) for item in items]


def _odd_dashes(found: re.Match[str], written: list[tuple[int, int, str]], file: str) -> tuple[Problem, list[Node]]:
    """Items behind a dash that an odd blank follows."""
    edits: list[Edit] = []
    items: list[tuple[int, int, str]] = []
    for number, begin, text in written:
        mark = re.match(rf"-(?P<odd>[ {_ODD}]+)", text)
        if mark is not None:
            if mark["odd"].strip(" "):
                edits.append(Edit(_span(file, number, begin + 1, begin + mark.end()), " "))
            items.append((number, begin + mark.end(), text[mark.end() :]))
        elif items:
            last = items[-1]
            items[-1] = (last[0], last[1], f"{last[2]} {text}")
    number, begin, _text = written[0]
    at = _span(file, number, begin + 1, begin + 2)
    blank = name_of(found["odd"][0])
    return slips.ODD_SPACE_DASH.at(at, edits=tuple(edits), a_blank=blank), [_node(item) for item in items]


def _marked(found: re.Match[str], written: list[tuple[int, int, str]], file: str) -> tuple[Problem, list[Node]]:
    """Items behind a bullet, another dash or a number."""
    edits: list[Edit] = []
    items: list[tuple[int, int, str]] = []
    for number, begin, text in written:
        mark = re.match(_MARK, text)
        if mark is not None and (mark["dash"] or bool(mark["number"]) == bool(found["number"])):
            if not mark["dash"]:
                edits.append(Edit(_span(file, number, begin, begin + mark.end()), "- "))
            items.append((number, begin + mark.end(), text[mark.end() :]))
        elif items:
            last = items[-1]
            items[-1] = (last[0], last[1], f"{last[2]} {text}")
    number, begin, _text = written[0]
    slip = slips.OTHER_DASH.sure_if(not found["number"])
    at = _span(file, number, begin, begin + found.end("mark"))
    return slip.at(at, edits=tuple(edits), mark=found["mark"]), [_node(item) for item in items]


def _bracketed(bracket: str, written: list[tuple[int, int, str]], file: str) -> tuple[Problem, list[Node]]:
    """A list in round or full-width brackets."""
    (first, begin, _text), (last, column, text) = written[0], written[-1]
    end = column + len(text)
    edits = [Edit(_span(file, first, begin, begin + 1), "["), Edit(_span(file, last, end - 1, end), "]")]
    items: list[tuple[int, int, str]] = []
    for number, column, said in written:
        inner = said[1:] if (number, column) == (first, begin) else said
        shift = 1 if inner is not said else 0
        inner = inner[:-1] if number == last else inner
        for item in re.finditer(rf"[^{_COMMAS}]+", inner):
            word = item[0].strip()
            if word:
                start = column + shift + item.start() + len(item[0]) - len(item[0].lstrip())
                items.append((number, start, word.strip("\"'")))
        edits += [
            Edit(_span(file, number, column + shift + comma.start(), column + shift + comma.end()), ", ")
            for comma in re.finditer(rf"[{_COMMAS[:-1]}][ ]?", inner)
        ]
    at = _span(file, first, begin, begin + 1)
    return slips.OTHER_BRACKETS.at(at, edits=tuple(edits), mark=bracket), [_node(item) for item in items]


def _undashed(
    row: Field, written: list[tuple[int, int, str]], lines: Sequence[str], file: str
) -> tuple[Problem | None, list[Node]]:
    """Items one below the other, all without a dash; a text that goes on in the next line looks the same."""
    if (
        any(begin != written[0][1] for _number, begin, _text in written[1:])
        or lines[written[0][0]][: written[0][1]].strip()
    ):
        return None, []
    at = _span(file, written[0][0], written[0][1], written[0][1] + len(written[0][2]))
    is_name = row.kind != "entry" or OWNERS[row.of].bare == "name"
    is_clear = is_name or all(text[-1] in "?.!" for _number, _begin, text in written)  # else one text may go on
    edits = tuple(Edit(_span(file, number, begin, begin), "- ") for number, begin, _text in written) if is_clear else ()
    return slips.NO_DASHES.at(at, edits=edits, key=row.key), [_node(item) for item in written]


def _mapping(row: Field, node: MappingNode, lines: Sequence[str], file: str) -> tuple[Problem | None, list[Node]]:
    """Braces for brackets, or names that were made keys."""
    if row.kind == "overrides" or not node.value:
        return None, []
    keys = [key for key, _value in node.value]
    known = OWNERS[row.of].fields if row.of else {}
    are_entries = row.of and node.flow_style and all(isinstance(key, MappingNode) for key in keys)
    if not are_entries and any(not isinstance(key, ScalarNode) or text_of(key) in known for key in keys):
        return None, []
    start, end = node.start_mark, node.end_mark
    if all(isinstance(value, ScalarNode) and not value.value for _key, value in node.value):
        colons = _colons(keys, lines, file)
        if node.flow_style:
            edits = (
                Edit(_span(file, start.line, start.column, start.column + 1), "["),
                *colons,
                Edit(_span(file, end.line, end.column - 1, end.column), "]"),
            )
            return slips.BRACES.at(_span(file, start.line, start.column, start.column + 1), edits=edits), keys
        places = [key.start_mark for key in keys]
        dashes = [Edit(_span(file, place.line, place.column, place.column), "- ") for place in places]
        place = _span(file, start.line, start.column, keys[0].end_mark.column)
        return slips.NO_DASHES.at(place, edits=(*dashes, *colons), key=row.key), keys
    if node.flow_style or not row.of:
        return None, []
    owner = OWNERS[row.of]
    by_id = "id" in known and owner.bare not in owner.required
    named = ["id" if by_id and looks_like_id(text_of(key)) else owner.bare for key in keys]
    pairs = list(zip(named, node.value, strict=True))
    place = _span(file, keys[0].start_mark.line, keys[0].start_mark.column, keys[0].end_mark.column)
    two = [halves(owner, pair, (), lines, file, "- ") for pair in node.value]
    if all(two):
        edits = tuple(edit for one in two if one for edit in one.edits)
        first = two[0].first if two[0] else ""
        entries = [_two(one.first, one.second, pair) for one, pair in zip(two, node.value, strict=True) if one]
        return slips.NAMES_AS_KEYS.at(place, edits=edits, key=row.key, named=first), entries
    if not owner.bare or not all(isinstance(value, MappingNode) and not value.flow_style for _key, value in node.value):
        if not all(isinstance(value, MappingNode | ScalarNode) for _key, value in node.value):
            return None, []
        items = [_entry(name, key, value) for name, (key, value) in pairs] if owner.bare else keys
        return slips.NAMES_AS_KEYS.at(place, key=row.key, named=named[0] or "name"), items
    edits_: list[Edit] = []
    for name, (key, value) in pairs:
        at, stop = key.start_mark, key.end_mark
        colon = (
            lines[stop.line].index(":", stop.column)
            if stop.line < len(lines) and ":" in lines[stop.line][stop.column :]
            else -1
        )
        if colon < 0:
            break
        written = lines[at.line][at.column : stop.column]
        edits_.append(Edit(_span(file, at.line, at.column, colon + 1), f"- {name}: {written}"))
        assert isinstance(value, MappingNode)
        width = value.start_mark.column
        if width != at.column + 2:
            last = _last_line(value)
            edits_ += [
                Edit(_span(file, n, 0, len(lines[n]) - len(lines[n].lstrip(" "))),
                     " " * max(0, len(lines[n]) - len(lines[n].lstrip(" ")) - width + at.column + 2))
                for n in range(value.start_mark.line, last + 1)
                if lines[n].strip()
            ]  # fmt: skip
    items = [_entry(name, key, value) for name, (key, value) in pairs]
    return slips.NAMES_AS_KEYS.at(place, edits=tuple(edits_), key=row.key, named=named[0]), items


def _colons(keys: Sequence[Node], lines: Sequence[str], file: str) -> list[Edit]:
    """The edits that delete the colons behind keys that have no values."""
    edits = []
    for key in keys:
        line, column = key.end_mark.line, key.end_mark.column
        if line < len(lines) and (colon := re.match(r"[ \t]*:(?:(?=[ \t]*#)|[ \t]*)", lines[line][column:])):
            edits.append(Edit(_span(file, line, column, column + colon.end()), ""))
    return edits


def _entry(named: str, key: Node, value: Node) -> Node:
    """A mapping that has its key's name inside."""
    name = scalar(named, key.start_mark, key.end_mark)
    pairs = [(name, key), *(value.value if isinstance(value, MappingNode) else [])]
    return MappingNode("", pairs, key.start_mark, value.end_mark, False)


def _two(first: str, second: str, pair: tuple[Node, Node]) -> Node:
    """A mapping of two values that a colon joined."""
    key, value = pair
    names = (scalar(name, node.start_mark, node.end_mark) for name, node in ((first, key), (second, value)))
    return MappingNode("", list(zip(names, pair, strict=True)), key.start_mark, value.end_mark, False)


def _last_line(node: Node) -> int:
    while isinstance(node, MappingNode) and node.value and not node.flow_style:
        node = node.value[-1][1]
    return int(node.end_mark.line if node.end_mark.column else max(node.end_mark.line - 1, node.start_mark.line))


def _node(item: tuple[int, int, str]) -> Node:
    number, column, text = item
    return plain_scalar(text, number, column, column + len(text))


def _is_broken(values: Values, row: Field, node: Node) -> bool:
    """Report a list that one character keeps from being one."""
    first = node.value[0][0] if isinstance(node, MappingNode) and node.value else node
    if not isinstance(first, ScalarNode) or first.style:
        return False
    text = text_of(first)
    if re.match(r"\xa0+-\s", text):
        blanks = values.at(first, 0, len(text) - len(text.lstrip("\xa0")))
        values.report(slips.ODD_BLANK, blanks, fix=" ", a_blank=name_of("\xa0"))
    elif text.startswith("-\xa0"):
        values.report(slips.ODD_SPACE_DASH, values.at(first, 1, 2), a_blank=name_of("\xa0"))
    elif text.startswith("-") and len(text) > 1:
        is_line = node.start_mark.line == node.end_mark.line
        fix = f"- {text[1:]}" if re.fullmatch(r"-[^-\s][^:#]*", text) and is_line else ""
        values.report(slips.NO_SPACE_DASH, first, fix=fix)
    else:
        return first is node and closes_nothing(text)  # told with the text itself
    return True


def _of_words(values: Values, row: Field, node: ScalarNode) -> Sequence[Node]:
    """One text: one item, or names with commas between."""
    text = text_of(node)
    is_plain = not node.style and "\n" not in text and node.start_mark.line == node.end_mark.line
    if not is_plain or len(text) > _LONGEST:
        span = values.span(node)
        ends = (Edit(values.at(node, 0, 0), "["), Edit(span._replace(line=span.end_line, column=span.end_column), "]"))
        is_quoted = node.style in ("'", '"') and span.line == span.end_line
        is_one = is_quoted and not re.search(rf"[{_COMMAS}]", text)
        if is_quoted and (parts := _listed_in_quotes(values, row, node)):
            names = [said for _start, said in parts]
            values.report(slips.NO_BRACKETS, node, fix=f"[{', '.join(names)}]", certain=False, key=row.key)
            line, column = node.start_mark.line, node.start_mark.column + 1
            return [_node((line, column + start, said)) for start, said in parts]
        values.report(slips.NO_BRACKETS, node, edits=ends if is_one else (), certain=False, key=row.key)
        return [node]
    is_name = row.kind != "entry" or OWNERS[row.of].bare == "name"
    if re.search(r"[\[\]{}]|: ", text) or (not is_name and re.search(rf"[{_COMMAS}]", text)):
        values.report(slips.NO_BRACKETS, node, fix=f"[{quoted(text)}]", certain=_is_one(text), key=row.key)
        return [node]
    parts = (_names(text) if is_name else []) if re.search(rf"[{_COMMAS}]", text) else _several(row, text)
    parts = parts or (_names(text) if is_name else [])
    fix = f"[{', '.join(said for _start, said in parts)}]" if len(parts) > 1 else f"[{text}]"
    values.report(slips.NO_BRACKETS, node, fix=fix, certain=len(parts) < 2 and _is_one(text), key=row.key)
    if len(parts) < 2:
        return [node]
    line, column = node.start_mark.line, node.start_mark.column
    return [_node((line, column + start, said)) for start, said in parts]


def _listed_in_quotes(values: Values, row: Field, node: ScalarNode) -> list[tuple[int, str]]:
    """The names that one text in quotes lists with commas, if each is a plain word or several."""
    text = text_of(node)
    line = values.lines[node.start_mark.line] if node.start_mark.line < len(values.lines) else ""
    is_as_written = line[node.start_mark.column + 1 : node.end_mark.column - 1] == text
    if not is_as_written or len(text) > _LONGEST or (row.kind == "entry" and OWNERS[row.of].bare != "name"):
        return []
    parts = _names(text) if re.search(rf"[{_COMMAS}]", text) else []
    are_plain = all(re.fullmatch(r"\w(?:[\w .\u2019'-]*[\w.])?", said) for _start, said in parts)
    return parts if len(parts) > 1 and are_plain else []


def _several(row: Field, text: str) -> list[tuple[int, str]]:
    """The items that a text parts by other signs than commas, or that end by themselves, and where they begin."""
    of = row.of or row.key
    gap = {"question": r"(?<=[?\u061f\uff1f])\s+", "source": r"\s+(?=https?://)"}.get(of, _SIGNS)
    if of == "tags" and not re.search(gap, text) and text.count(" ") > 1:
        gap = " +"
    gaps = [match.span() for match in re.finditer(gap, text)]
    starts, ends = [0, *(end for _start, end in gaps)], [*(start for start, _end in gaps), len(text)]
    parts = [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return parts if gaps and all(said for _start, said in parts) else []


_SIGNS = r"\s*\t\s*|(?<=\w)\|(?=\w)|\s+(?:[|/\u00b7\u2022\u2192\u2013\u2014]|vs?\.?|or|oder|ou)\s+"
"""What else parts the items of a list that is written as a sentence is."""


def _names(text: str) -> list[tuple[int, str]]:
    """The names that a text lists, as a sentence does, and where they begin: `NATO, Turkey and Russia`."""
    names = [(match.start(), match[0]) for match in re.finditer(rf"[^{_COMMAS}]+", text) if match[0].strip()]
    start, last = names[-1] if names else (0, "")
    words = list(re.finditer(AND, f" {last}"))
    before, behind = (last[: words[0].start()], last[words[0].end() - 1 :]) if len(words) == 1 else ("", "")
    are_full = all(" " in name.strip() and name.strip()[0].isupper() for name in (before, behind))
    if behind and (len(names) > 1 or are_full):
        names[-1:] = [(start, before), (start + len(last) - len(behind), behind)]
    return [(start + len(name) - len(name.lstrip()), name.strip()) for start, name in names if name.strip()]


def _is_one(text: str) -> bool:
    """Whether a text is surely one item: a single plain word. Whether a longer one is a name that is known is found
    out where names are looked up.
    """
    return re.fullmatch(r"\w[\w.'\u2019-]*", text) is not None


def _one_entry(values: Values, row: Field, node: MappingNode) -> tuple[Edit, ...]:
    """The edits that make the one item of a list of an entry."""
    fields = OWNERS[row.of].fields if row.of else {}
    if not any(isinstance(key, ScalarNode) and text_of(key) in fields for key, _value in node.value):
        return ()
    span = values.span(node)
    if node.flow_style:
        return (
            Edit(Span(values.file, span.line, span.column, span.line, span.column), "["),
            Edit(Span(values.file, span.end_line, span.end_column, span.end_line, span.end_column), "]"),
        )
    lines = range(span.line - 1, min(span.end_line, len(values.lines)))
    if not lines or values.lines[lines[0]][: span.column - 1].strip() or ends_in_block(node):
        return ()
    return tuple(
        Edit(_span(values.file, number, at, at), "- " if number == lines[0] else "  ")
        for number in lines
        if values.lines[number].strip()
        for at in (span.column - 1,)
    )


def _span(file: str, line: int, start: int, end: int) -> Span:
    return Span(file, line + 1, start + 1, line + 1, end + 1)
