"""Nodes and the field table to entries: mappings, lists, and strings that stand for an entry.

What is wrong is reported at its place; what is right around it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from briefing.model.names import clean, nearest, slug
from briefing.model.nouns import an
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.parse.fields import OWNERS, Field, Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.values import Values, closes_nothing, end_of, quoted, short


class Entry:
    """What one mapping (or bare string) says.

    `values` has a value for each key that was read: text, a `When`, a float, an `Entry`, or a list of those where
    the field is `many`. `nodes` has the value's node, or the list of nodes, in the same order. `bare` is true
    when the author wrote a plain string. `is_named` is true when an `id` or a `name` was meant and is told already.
    """

    __slots__ = ("bare", "is_named", "node", "nodes", "owner", "values")

    def __init__(self, owner: Owner, node: Node, bare: tuple[str, Node] | None = None) -> None:
        self.owner, self.node = owner, node
        self.bare = bare is not None
        self.is_named = False
        self.values: dict[str, Any] = {owner.bare: bare[0]} if bare else {}
        self.nodes: dict[str, Any] = {owner.bare: bare[1]} if bare else {}

    def text(self, key: str) -> str:
        """A text value, or nothing."""
        value: str = self.values.get(key, "")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a `many` field."""
        return tuple(self.values.get(key, ()))

    def entries(self, key: str) -> list[Entry]:
        """The entries of a `many` field."""
        result: list[Entry] = self.values.get(key, [])
        return result


class Reader(Values):
    """Converts nodes of one file to entries and collects what is wrong with them.

    `refused` are places (line, column from 0) whose value was refused before, so that it is not reported again.
    `lines` are the file's, to see how a text goes on. `meant` are keys of the whole file that a broken line was to be:
    they are not missed again. `trusted` leaves out what is not to be told of lines that were read by guess.
    """

    def __init__(
        self,
        file: str,
        problems: list[Problem],
        refused: set[tuple[int, int]] | None = None,
        lines: Sequence[str] = (),
    ) -> None:
        super().__init__(file, problems, lines)
        self.refused = refused or set()
        self.meant: set[str] = set()
        self.trusted: Callable[[list[Problem]], list[Problem]] = list

    def entry(self, node: Node, owner: Owner) -> Entry | None:
        """Read one entry: a mapping of the owner's keys, or a string for its `bare` key; None if it is neither."""
        if isinstance(node, MappingNode):
            return self._mapping(node, owner)
        if isinstance(node, SequenceNode):
            inner = node.value[0] if len(node.value) == 1 else None
            self.report("B105", f"a list stands where {an(owner.noun)} belongs", node)
            return self.entry(inner, owner) if isinstance(inner, ScalarNode | MappingNode) else None
        if not owner.bare:
            self.report("B020", f"{an(owner.noun)} consists of keys and values", node)
            return None
        if isinstance(node, ScalarNode) and (key := self._glued(node, owner)):
            value = clean(re.split(_COLON, text_of(node), maxsplit=1)[1]).strip()
            return Entry(owner, node, (value, node)) if key == owner.bare and value else None
        text = self.text(owner.fields[owner.bare], node)
        return None if text is None else Entry(owner, node, (text, node))

    def _glued(self, node: ScalarNode, owner: Owner) -> str:
        """The key at the beginning of a plain text whose colon is none for YAML; reported."""
        match = None if node.style else re.match(rf"([\w-]+)({_COLON})(\s?)", text_of(node))
        if match is None or match[1] not in owner.fields:
            return ""
        if match[3]:
            self.report("B021", "a no-break space follows this colon; write a space", self.part(node, match, 3), " ")
        elif match[2] == "\uff1a":
            self.report("B023", "this is a full-width colon; write `: `", self.part(node, match, 2), ": ")
        else:
            self.report("B021", "a colon needs a space behind it", self.part(node, match, 2), ": ")
        return match[1]

    def _mapping(self, node: MappingNode, owner: Owner) -> Entry | None:
        entry = Entry(owner, node)
        if owner.bare and (text := self._text_with_colon(node, owner)) is not None:
            return Entry(owner, node, (text, node))
        seen: dict[str, Node] = {}
        meant: set[str] = set(self.meant) if owner.name == "brief" else set()
        for number, (key_node, value_node) in enumerate(node.value):
            if not isinstance(key_node, ScalarNode):
                self.report("B101", "a key must be a word", key_node)
                continue
            key = text_of(key_node)
            row = owner.fields.get(key)
            if row is None:
                before = node.value[number - 1] if number else None
                if before is None or not self._decimals(entry, before, (key_node, value_node)):
                    meant.add(self._unknown_key(key, key_node, value_node, owner))
                continue
            if key in seen:
                line = seen[key].start_mark.line + 1
                self.report("B103", f"`{key}` stands here a second time; the first is on line {line}", key_node)
                continue
            seen[key] = key_node
            self._read_field(entry, row, key_node, value_node)
        for key in owner.required:
            if key not in seen and key not in meant and key != "body":
                self.report("B102", f"{an(owner.noun)} needs `{key}`", _first_place(self, node))
        if owner.name == "brief":
            self.meant = meant
        elif meant & {"id", "name"}:
            entry.is_named = True
        if "lat" in owner.fields:
            self._coordinates(entry, seen)
        if "likelihood" in entry.values and "confidence" in entry.values:
            message = "a claim has a likelihood or a confidence, not both"
            self.report("B115", message, seen["confidence"])
            del entry.values["confidence"]
        return entry

    def _text_with_colon(self, node: MappingNode, owner: Owner) -> str | None:
        """The text, if a line like `Who goes: Putin or Medinsky?` became a mapping of one odd key."""
        if len(node.value) != 1:
            return None
        key_node, value_node = node.value[0]
        if not isinstance(key_node, ScalarNode) or not isinstance(value_node, ScalarNode):
            return None
        key, value = text_of(key_node), text_of(value_node)
        if key in owner.fields or key.startswith("x-") or key == "<<" or " " not in key.strip():
            return None
        whole = clean(f"{key}: {value}" if value else key).strip()
        if value:
            message = f"the colon makes a key of `{short(key)}`; put the whole {owner.noun} in quotes"
        else:
            message = f"{an(owner.noun)} as plain text needs no braces and no colon behind it"
        self.report("B116", message, node, fix=quoted(whole))
        return whole

    def _decimals(self, entry: Entry, before: tuple[Node, Node], cut_off: tuple[Node, Node]) -> bool:
        """Report the decimals of a coordinate that a comma cut off inside braces: `lat: 41,0082`."""
        value, decimals = before[1], cut_off[0]
        parts = [text_of(one) if isinstance(one, ScalarNode) else "?" for one in (*before, *cut_off)]
        if parts[0] not in ("lat", "lon") or parts[3] or not re.fullmatch(r"[+-]?\d+,\d+", f"{parts[1]},{parts[2]}"):
            return False
        start, end = self.span(value), self.span(decimals)
        whole = Span(self.file, start.line, start.column, end.end_line, end.end_column)
        self.report("B108", "a comma stands in this number; write a decimal point", whole, f"{parts[1]}.{parts[2]}")
        entry.values.pop(parts[0], None)
        return True

    def _unknown_key(self, key: str, key_node: ScalarNode, value_node: Node, owner: Owner) -> str:
        """Report a key that the owner has not; the key that was meant."""
        if key.startswith("x-") or self.was_refused(key_node):
            return ""
        if key == "<<":
            if not self.was_refused(value_node):
                self.report("B014", "briefs have no merge keys; write the keys out", key_node)
            return ""
        if glued := self._glued(key_node, owner):
            return glued
        if "\uff1a" in key:
            self.report("B023", "this is a full-width colon; write `: `", key_node, fix=key.replace("\uff1a", ": "))
            return ""
        guess = nearest(key, owner.fields, 0.6) or next((name for name in owner.fields if name == key.lower()), "")
        shown = clean(short(key))
        message = f"{an(owner.noun)} has no key `{shown}`"
        if guess:
            message += f"; did you mean `{guess}`?"
        elif shown:
            message += f"; write `x-{slug(key)}` to keep a key of your own"
        self.report("B101", message, key_node, fix=guess)
        return guess

    def _read_field(self, entry: Entry, row: Field, key_node: Node, node: Node) -> None:
        if self.was_refused(node):
            return
        if row.kind == "body":
            entry.values["body"], entry.nodes["body"] = key_node, node
            return
        if _is_empty(node):
            wanted = row.required or entry.owner.name.startswith("registry")
            message = f"`{row.key}` has no value" + ("" if row.required else "; give it one or delete the key")
            self.report("B113", message, key_node, severity="error" if wanted else "warning")
            return
        if row.kind == "overrides":
            self._overrides(entry, row, node)
        elif row.many:
            self._many(entry, row, node)
        else:
            value = self._one(row, node)
            if value is not None:
                entry.values[row.key], entry.nodes[row.key] = value, node

    def _many(self, entry: Entry, row: Field, node: Node) -> None:
        items: Iterable[Node]
        if isinstance(node, SequenceNode):
            items = node.value
        elif row.key == "follows" and isinstance(node, ScalarNode):
            items = [node]
        elif (other := self._other_list(row, node)) is not None:
            items = other
        else:
            is_told = self._is_broken_list(row, node)
            if not is_told:
                self._not_a_list(row, node)
            items = [node] if isinstance(node, ScalarNode) or (row.kind == "entry" and not is_told) else []
        values, nodes = [], []
        seen: dict[str, Node] = {}
        for item in items:
            if self.was_refused(item):
                continue
            if _is_empty(item):
                self.report("B113", f"an empty item in `{row.key}`", self._dash_of(item))
                continue
            value = self._one(row, item)
            if value is not None:
                self._note_twin(row, value, item, seen)
                values.append(value)
                nodes.append(item)
        entry.values[row.key], entry.nodes[row.key] = values, nodes

    def _other_list(self, row: Field, node: Node) -> list[Node] | None:
        """The items of a list that is written in another way; reported."""
        from briefing.parse import lists

        problem, items = lists.meant(row, node, self.lines, self.file)
        if problem is None:
            return None
        self.problems.append(problem)
        return items

    def _note_twin(self, row: Field, value: Any, node: Node, seen: dict[str, Node]) -> None:
        """Report an item that stands in the list already, word for word; who is the same actor is found out later."""
        if row.of in ("actor", "venue") or (isinstance(value, Entry) and "id" in value.values):
            return
        first = seen.setdefault(_said(value), node)
        if first is not node:
            message = f"this stands in `{row.key}` already, on line {first.start_mark.line + 1}"
            self.report("B205", message, node, severity="warning")

    def _is_broken_list(self, row: Field, node: Node) -> bool:
        """Report a list that one character keeps from being one."""
        first = node.value[0][0] if isinstance(node, MappingNode) and node.value else node
        if not isinstance(first, ScalarNode) or first.style:
            return False
        text = text_of(first)
        if re.match(r"\xa0+-\s", text):
            message = "a no-break space indents this line; write a space"
            self.report("B007", message, self.at(first, 0, len(text) - len(text.lstrip("\xa0"))), " ")
        elif text.startswith("-\xa0"):
            self.report("B117", "a no-break space follows this dash; write a space", self.at(first, 1, 2), " ")
        elif text.startswith("-") and len(text) > 1:
            fix = f"- {text[1:]}" if re.fullmatch(r"-[^-\s][^:#]*", text) and _is_one_line(node) else ""
            self.report("B117", "a dash that makes a list needs a space behind it", first, fix=fix)
        else:
            return first is node and closes_nothing(text)  # told with the text itself
        return True

    def _dash_of(self, item: Node) -> Node | Span:
        """The dash of an empty item, which itself stands nowhere."""
        line, column = item.start_mark.line, item.start_mark.column
        if column and line < len(self.lines) and self.lines[line][column - 1 : column] == "-":
            return self.at(item, -1, 0)
        return item

    def _not_a_list(self, row: Field, node: Node) -> None:
        if isinstance(node, ScalarNode):
            text = text_of(node)
            fix = f"[{text}]" if not node.style and "\n" not in text and len(text) < 200 else ""
            self.report("B104", f"`{row.key}` is a list; put it in brackets or behind dashes", node, fix=fix)
        else:
            self.report("B104", f"`{row.key}` is a list; begin its items with a dash", node)

    def _overrides(self, entry: Entry, row: Field, node: Node) -> None:
        if not isinstance(node, MappingNode):
            self.report(
                "B105", f"`{row.key}` maps a name in the text to an id, as in `Washington: united-states`", node
            )
            return
        values: dict[str, str] = {}
        nodes: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if self.was_refused(value_node) or self.was_refused(key_node):
                continue
            name = self.plain(row, key_node)
            target = None if _is_empty(value_node) else self.plain(row, value_node)
            if name and target:
                if name in values:
                    line = nodes[name].start_mark.line + 1
                    self.report("B103", f"`{name}` stands here a second time; the first is on line {line}", key_node)
                    continue
                values[name], nodes[name] = target, value_node
            elif name and _is_empty(value_node):
                self.report("B113", f"`{name}` has no id; write one, or `none`", key_node)
        entry.values[row.key], entry.nodes[row.key] = values, nodes

    def _one(self, row: Field, node: Node) -> Any:
        if row.kind == "entry":
            return self.entry(node, OWNERS[row.of])
        return self.value(row, node)

    def _coordinates(self, entry: Entry, seen: dict[str, Node]) -> None:
        for one, other in (("lat", "lon"), ("lon", "lat")):
            if one in seen and other not in seen:
                self.report("B109", f"`{one}` needs `{other}` beside it", seen[one])
        if ("lat" in entry.values) != ("lon" in entry.values):
            entry.values.pop("lat", None)
            entry.values.pop("lon", None)

    def was_refused(self, node: Node) -> bool:
        """Whether something here (an alias) was refused and told before YAML was read."""
        return bool(self.refused) and (node.start_mark.line, node.start_mark.column) in self.refused


_COLON = r"[:\uff1a]"


def _said(value: Any) -> str:
    """What a value says, to compare it with another."""
    if isinstance(value, Entry):
        return repr(sorted((key, _said(one)) for key, one in value.values.items()))
    return repr([_said(one) for one in value]) if isinstance(value, list) else str(value)


def _is_one_line(node: Node) -> bool:
    return bool(node.start_mark.line == node.end_mark.line)


def _is_empty(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return not node.value.strip() or (node.value == "~" and not node.style)
    return False


def _first_place(reader: Reader, node: Node) -> Span:
    """Where to say that a key is missing: the entry's first line, not the whole of it."""
    start, (end_line, end_column) = node.start_mark, end_of(node)
    if end_line != start.line:
        first = node.value[0][0] if isinstance(node, MappingNode) and node.value else node
        if first.start_mark.line == start.line:
            end_line, end_column = first.end_mark.line, first.end_mark.column
    return Span(reader.file, start.line + 1, start.column + 1, end_line + 1, end_column + 1)
