"""One entry of the registry as text: written anew, and changed where it stands without touching the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from yaml.error import YAMLError

from briefing.desk.people.record import MANY, Record, Sort, Value, ordered
from briefing.model.value import NamedTuple
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose, text_of
from briefing.parse.quoting import quoted

SOURCE = "x-source"
"""The key that keeps where an entry came from: `SOURCE ID SEEN`, one text for each source."""
SHARED = "B210"
"""The code that two entries of one name are told by."""
_IGNORE = f"  # briefing: ignore {SHARED}"
_WIDE = 110
_PLAIN = r"[^\W\d_](?:[\w .'’&/()+-]*[\w.)])?"
NO_TEXT = frozenset("null true false yes no on off y n nan inf".split())
"""Words that stock YAML takes for something else than text."""
_BARE = frozenset({"kind", "country", "lat", "lon", "wikidata", "geonames"})
_CODES = {
    "name": "n", "kind": "k", "country": "c", "position": "p", "aliases": "a", "weak": "w", "wikidata": "q",
    "lat": "y", "lon": "x", "geonames": "g", "note": "t", "x-born": "b", "x-url": "u", "x-topics": "o",
}  # fmt: skip
_OWN = "z"
"""All other keys of one's own together."""


class SourceMark(NamedTuple):
    """Where an entry came from: the source, its id there, and what it said the last time (`seen`)."""

    source: str
    id: str
    seen: str

    def __str__(self) -> str:
        return " ".join(filter(None, self))


def mark_of(text: str) -> SourceMark | None:
    """The mark that a text is, or None."""
    parts = text.split(" ")
    if not 2 <= len(parts) <= 3 or not all(parts) or not re.fullmatch("[a-zA-Z0-9]+", parts[-1]):
        return None
    return SourceMark(parts[0], parts[1] if len(parts) == 3 else "", parts[-1])


def marks_in(text: str) -> list[SourceMark]:
    """The marks in the text of an entry."""
    found = re.search(rf"(?m)(?:^|[{{,])[ \t]*{SOURCE}:[ \t]*(\[[^\]\n]*\]|\"[^\"\n]*\"|[^\n,}}]*)", text)
    if not found:
        return []
    inner = found[1].strip()
    parts = inner[1:-1].split(",") if inner.startswith("[") else [inner]
    return [mark for part in parts if (mark := mark_of(part.strip().strip("\"'").split("  #")[0].strip()))]


def seen_of(source: Mapping[str, Value], written: Mapping[str, Value]) -> str:
    """What a source says, and where that is not what was written what was, as short letters and figures."""
    said, wrote = _digests(source), _digests(written)
    parts = [f"{code}{said[code]}" for code in said]
    codes = [*said, *(code for code in wrote if code not in said)]
    parts += [f"{code.upper()}{wrote.get(code, _NOTHING)}" for code in codes if wrote.get(code) != said.get(code)]
    return "".join(parts)


def _digests(values: Mapping[str, Value]) -> dict[str, str]:
    found = {code: _short(values[key]) for key, code in _CODES.items() if key in values}
    if own := [key for key in values if _is_own(key)]:
        found[_OWN] = _short(repr([(key, values[key]) for key in sorted(own)]))
    return found


def _is_own(key: str) -> bool:
    return key.startswith("x-") and key not in _CODES and key != SOURCE


_LENGTH = 4
_NOTHING = "0" * _LENGTH


def _short(value: Value) -> str:
    text = value if isinstance(value, str) else "\x1f".join(value)
    number = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    figures = "0123456789abcdefghijklmnopqrstuvwxyz"
    digits = []
    for _ in range(_LENGTH):
        number, figure = divmod(number, 36)
        digits.append(figures[figure])
    made = "".join(digits)
    return made if made != _NOTHING else "1" * _LENGTH


def said(seen: str) -> tuple[str, ...]:
    """What a source said, of what was seen: without what was written otherwise, in no order of importance."""
    step = _LENGTH + 1
    return tuple(sorted(seen[at : at + step] for at in range(0, len(seen), step) if seen[at].islower()))


def is_guess(marks: Iterable[SourceMark], kind: str) -> bool:
    """Whether the kind of an entry was written for a guess: no source said it, and no hand changed it."""
    code = _CODES["kind"]
    seen = [_parsed(mark.seen) for mark in marks]
    return any(one.get(code.upper()) == _short(kind) for one in seen) and not any(code in one for one in seen)


def has_guess(mark: SourceMark) -> bool:
    """Whether a kind was guessed the last time."""
    return _CODES["kind"].upper() in _parsed(mark.seen)


def digest_of_name(name: str) -> str:
    """What stands in a mark for a name that was written."""
    return f"n{_short(name)}"


def _parsed(seen: str) -> dict[str, str]:
    step = _LENGTH + 1
    return {seen[at]: seen[at + 1 : at + step] for at in range(0, len(seen), step)}


def scalar(text: str) -> str:
    """A text as YAML of any making reads it back."""
    is_plain = re.fullmatch(_PLAIN, text) and text.casefold() not in NO_TEXT and "  " not in text
    return text if is_plain else quoted(text)


def _written(key: str, value: Value) -> str:
    """What stands behind a key and its colon."""
    if isinstance(value, str):
        return f" {value if key in _BARE and re.fullmatch(r'[A-Za-z0-9.+-]+', value) else scalar(value)}"
    items = [scalar(one) for one in value]
    line = f" [{', '.join(items)}]"
    return line if len(line) <= _WIDE else "".join(f"\n    - {item}" for item in items)


def entry_text(key: str, values: Mapping[str, Value], mark: SourceMark | None, is_shared: bool) -> str:
    """An entry of its own lines. `is_shared` if others have its name too; without a `mark` it is a hand's."""
    lines = [f"{key}:\n"]
    for name, value in values.items():
        lines.append(f"  {name}:{_written(name, value)}{_IGNORE if is_shared and name == 'name' else ''}\n")
    if mark:
        lines.append(f"  {SOURCE}: {scalar(str(mark))}\n")
    return "".join(lines)


class ChangedEntry(NamedTuple):
    """An entry as it is to be, and the keys that both the source and a hand changed, which stay the hand's."""

    text: str
    kept: tuple[str, ...]


def changed(
    text: str,
    sort: Sort,
    record: Record,
    values: Mapping[str, Value],
    mark: SourceMark | None,
    source: str,
    is_shared: bool,
) -> ChangedEntry | None:
    """An entry with what its source says otherwise than the last time; None where it can't be changed line by line.

    `values` are the record's as they are to be written. What stands otherwise than it was written last is a hand's and
    stays. Without a `mark` it is not of this source: only keys that it lacks come in.
    """
    node = _composed(text)
    if node is None:
        return None
    nodes = {text_of(key): (key, value) for key, value in node.value if isinstance(key, ScalarNode)}
    current = {key: value for key, (_key, one) in nodes.items() if (value := _value(one, key)) is not None}
    old = _parsed(mark.seen) if mark else {}
    now = _digests(record.values)
    edits: dict[str, Value | None] = {}
    kept: list[str] = []
    wrote = _digests(values)
    for code in dict.fromkeys(map(str.lower, {**old, **now})):
        is_same = old.get(code) == now.get(code) and (code in old or old.get(code.upper()) == wrote.get(code))
        if mark and is_same:
            continue
        keys = [key for key, one in _CODES.items() if one == code] or list(filter(_is_own, record.values))
        was = old.get(code.upper(), old.get(code, _NOTHING))
        is_ours = (_digests(_only(current, keys)).get(code, _NOTHING)) == was
        for key in keys:
            if current.get(key) == values.get(key):
                continue
            if is_ours or (key not in nodes and (not mark or code == _OWN)):
                edits[key] = values.get(key)
            elif mark:
                kept.append(key)
    after = {**current, **{key: value for key, value in edits.items() if value is not None}}
    for key in [key for key, value in edits.items() if value is None]:
        after.pop(key, None)
    new = SourceMark(source, record.id, _seen_next(old, record.values, values))
    marks = [one for one in _marks(current.get(SOURCE)) if one != str(mark)]
    edits[SOURCE] = (*marks, str(new)) if marks else str(new)
    result = _edited(text, node, nodes, edits, sort, is_shared)
    checked = _composed(result)
    if checked is None or _all(checked) != {**after, SOURCE: edits[SOURCE]}:
        return None
    return ChangedEntry(result, tuple(kept))


def _seen_next(old: Mapping[str, str], source: Mapping[str, Value], written: Mapping[str, Value]) -> str:
    """What was seen, with what is new: of what the source says as before, what was written is as before, too."""
    new = _parsed(seen_of(source, written))
    same = {code for code in new if code.islower() and old.get(code) == new[code]}
    kept = {code: digits for code, digits in old.items() if code.lower() in same}
    made = {**kept, **{code: digits for code, digits in new.items() if code.lower() not in same}}
    return "".join(f"{code}{made[code]}" for code in sorted(made, key=lambda one: (one.isupper(), one)))


def _only(values: Mapping[str, Value], keys: list[str]) -> dict[str, Value]:
    return {key: values[key] for key in keys if key in values}


def _marks(value: Value | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _composed(text: str) -> MappingNode | None:
    """The mapping of an entry's keys, or None where there is none."""
    try:
        whole, _second = compose(text)
    except YAMLError:
        return None
    if not isinstance(whole, MappingNode) or len(whole.value) != 1:
        return None
    inner = whole.value[0][1]
    return inner if isinstance(inner, MappingNode) else None


def _all(node: MappingNode) -> dict[str, Value]:
    pairs = ((text_of(key), _value(value, text_of(key))) for key, value in node.value if isinstance(key, ScalarNode))
    return {key: value for key, value in pairs if value is not None}


def _value(node: Node, key: str) -> Value | None:
    """What a node says, as a record has it."""
    if isinstance(node, ScalarNode):
        return (text_of(node),) if key in MANY else text_of(node)
    if isinstance(node, SequenceNode):
        return tuple(text_of(one) for one in node.value if isinstance(one, ScalarNode))
    return None


def _edited(
    text: str,
    node: MappingNode,
    nodes: Mapping[str, tuple[ScalarNode, Node]],
    wanted: Mapping[str, Value | None],
    sort: Sort,
    is_shared: bool,
) -> str:
    """The text with some values set, and some keys left out."""
    edits: list[tuple[int, int, str]] = []
    added: dict[str, Value] = {}
    indent = node.start_mark.column
    for key, value in wanted.items():
        if key not in nodes:
            if value is not None:
                added[key] = value
            continue
        its_key, its_value = nodes[key]
        start, end = its_key.end_mark.index, _end(text, its_value)
        if value is None:
            edits.append((*_whole(text, its_key.start_mark.index, end, node.flow_style), ""))
            continue
        written = _flowing(key, value) if node.flow_style else _written(key, value)
        comment = _IGNORE if key == "name" and is_shared and SHARED not in text and not node.flow_style else ""
        edits.append((text.index(":", start) + 1, end, written.replace("\n    ", f"\n{' ' * (indent + 2)}") + comment))
    if added:
        keys = [key for key in ordered(sort, added) if key != SOURCE]
        rows = [(key, added[key]) for key in (*keys, *([SOURCE] if SOURCE in added else []))]
        before = nodes[SOURCE][0].start_mark.index if SOURCE in nodes else -1
        if node.flow_style:
            at = before if before >= 0 else _end(text, node.value[-1][1])
            made = [f"{key}:{_flowing(key, value)}" for key, value in rows]
            edits.append(
                (at, at, "".join(f"{one}, " for one in made) if before >= 0 else "".join(f", {one}" for one in made))
            )
        else:
            lines = "".join(f"{' ' * indent}{key}:{_written(key, value)}\n" for key, value in rows)
            at = before - indent if before >= 0 else _line_end(text, _end(text, node.value[-1][1]))
            edits.append((at, at, lines if before >= 0 or text[:at].endswith("\n") else f"\n{lines}"))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _flowing(key: str, value: Value) -> str:
    return _written(key, value) if isinstance(value, str) else f" [{', '.join(map(scalar, value))}]"


def _end(text: str, node: Node) -> int:
    """Where a value ends; the marks of a list in lines, and of a block of text, lie on the line of what is next."""
    end: int = node.end_mark.index
    return len(text[:end].rstrip()) if text[:end] != text[:end].rstrip() else end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _whole(text: str, start: int, end: int, is_flow: bool) -> tuple[int, int]:
    """A key with its value, and what would be left empty around it."""
    if is_flow:
        comma = re.compile(r"\s*,\s*").match(text, end)
        return (start, comma.end()) if comma else (len(text[:start].rstrip().removesuffix(",")), end)
    line = text.rfind("\n", 0, start) + 1
    rest = text[end : _line_end(text, end)]
    return (line, end + len(rest)) if not rest.strip() else (start, end)
