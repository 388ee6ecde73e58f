"""Nodes and the field table to entries: mappings, lists, and strings that stand for an entry.

What is wrong is reported at its place; what is right around it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from briefing.model.names import clean, slug
from briefing.model.nouns import an
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.characters import BLANKS, BRACKETS, BULLETS, DASHES, WIDE_COMMAS
from briefing.parse.entry import Entry, lacking_alone
from briefing.parse.fields import OWNERS, Field, Owner
from briefing.parse.literals import short
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.quoting import has_odd_quotes, quote, without_curls
from briefing.parse.values import Values, end_of

if TYPE_CHECKING:
    from briefing.parse.halves import Halves

GUESSES = 100
"""So many unknown keys of a file are compared with those that there are; a file with more is no brief."""


class Reader(Values):
    """Converts nodes of one file to entries and collects what is wrong with them.

    `refused` are places (line, column from 0) whose value was refused before, so that it is not reported again.
    `lines` are the file's, to see how a text goes on. `meant` are keys of the whole file that a broken line was to be:
    they are not missed again. `nested` are entries that stood inside others of the registry. `trusted` leaves out what
    is not to be told of lines that were read by guess.
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
        self.guesses = 0
        self.nested: list[tuple[Node, Node]] = []

    def entry(self, node: Node, owner: Owner) -> Entry | None:
        """Read one entry: a mapping of the owner's keys, or a string for its `bare` key; None if it is neither."""
        if isinstance(node, MappingNode):
            if node.flow_style and len(node.value) == 1 and isinstance(node.value[0][0], MappingNode):
                from briefing.parse.doubled import inside_braces

                return self.entry(inside_braces(self, node, owner), owner)
            return self._mapping(node, owner)
        if isinstance(node, SequenceNode):
            from briefing.parse.doubled import as_braces, is_link, on_lines, without_brackets, without_dash

            if braces := as_braces(self, node):
                self.report(slips.LIST_FOR_ENTRY, node, edits=braces[1], an_entry=an(owner.noun))
                return self.entry(braces[0], owner)
            inner = node.value[0] if len(node.value) == 1 else None
            if isinstance(inner, SequenceNode) and node.flow_style and len(inner.value) == 1:
                inner = inner.value[0]
            if isinstance(inner, ScalarNode) and node.flow_style and is_link(self, inner):
                edit = Edit(self.span(node), text_of(inner).partition("|")[0].strip())
                self.report(slips.LINK_IN_LIST, node, edits=(edit,), text=edit.text)
                return self.entry(inner, owner)
            edits = without_dash(self, node) or without_brackets(self, node)
            lines = () if edits else on_lines(self, node)
            self.report(slips.LIST_FOR_ENTRY.sure_if(not lines), node, edits=edits or lines, an_entry=an(owner.noun))
            return self.entry(inner, owner) if isinstance(inner, ScalarNode | MappingNode) else None
        if not owner.bare:
            self.report(slips.NO_KEYS, node, an_entry=an(owner.noun))
            return None
        if isinstance(node, ScalarNode) and not node.style and _has_sign(node.value):
            from briefing.parse.keys import pairs

            if found := pairs(self, node, owner):
                entry = Entry(owner, node)
                for key, value in found:
                    if key not in entry.values and value is not None:
                        self._read_field(entry, owner.fields[key], node, value)
                return entry
        text = self.text(owner.fields[owner.bare], node)
        return None if text is None else Entry(owner, node, (text, node))

    def _mapping(self, node: MappingNode, owner: Owner) -> Entry | None:
        entry = Entry(owner, node)
        if owner.bare and len(node.value) == 1 and (text := self._text_with_colon(node, owner)) is not None:
            return Entry(owner, node, (text, node))
        before = len(self.problems)
        seen: dict[str, Node] = {}
        meant: set[str] = set(self.meant) if owner.name == "brief" else set()
        pairs = node.value
        if node.flow_style and [1 for _key, value in pairs if not value.value]:
            from briefing.parse.cut_off import whole_pairs

            pairs = whole_pairs(self, node, owner)
        fields = owner.fields
        keys: dict[str, Node] = {}  # of the mapping, for what is unknown
        marked: dict[Node, str] | None = None  # keys behind marks, once they were looked for
        for key_node, value_node in pairs:
            if not isinstance(key_node, ScalarNode):
                self.report(slips.KEY_NO_WORD, key_node)
                continue
            key = text_of(key_node)
            if key not in fields and marked is None and not key.isidentifier():
                from briefing.parse.marked_keys import without_marks

                marked = without_marks(self, owner, [one for one, _value in pairs])
            if marked and key_node in marked:
                key = marked[key_node]
            if key not in fields:
                if owner.bare == "name" and key_node is node.value[0][0] and not key.startswith("x-"):
                    from briefing.parse.named_by_key import named

                    if (whole := named(self, node, owner)) is not None:
                        return self.entry(whole, owner)
                keys = keys or _words(pairs)
                if "lat" in owner.fields and self._both(entry, key_node, value_node, keys):
                    meant |= {"lat", "lon"}
                    continue
                if (two := self._halves(owner, (key_node, value_node), keys)) is not None:
                    self.report(slips.TWO_VALUES, key_node, edits=two.edits, key=short(key),
                                first=two.first, second=two.second)  # fmt: skip
                    for part, half in ((two.first, key_node), (two.second, value_node)):
                        seen[part], row, count = half, owner.fields[part], len(self.problems)
                        self._read_field(entry, row, half, half)
                        if row.kind == "when":
                            del self.problems[count:]  # how a date is written is told when it has its key
                    continue
                key, is_spelling, said = self._unknown_key(key_node, value_node, owner, keys)
                if not is_spelling:
                    meant.add(key)
                    continue
                value_node = said or value_node
            if key in seen:
                line = seen[key].start_mark.line + 1
                self.report(slips.KEY_TWICE, key_node, key=key, line=line)
                continue
            seen[key] = key_node
            if key in ("lat", "lon") and self._both(entry, key_node, value_node, keys or _words(pairs)):
                meant |= {"lat", "lon"}
                continue
            self._read_field(entry, fields[key], key_node, value_node)
        if pairs and not seen and owner.name != "brief":
            entry.is_named = True  # what has no key that is known was told so
        for key in owner.required if seen or not pairs or owner.name == "brief" else ():
            if key not in seen and key not in meant and key != "body":
                self.report(slips.KEY_MISSING, _first_place(self, node), an_entry=an(owner.noun), key=key)
        if owner.name == "brief":
            self.meant = meant
        elif meant & {"id", "name"}:
            entry.is_named = True
        if "lat" in seen or "lon" in seen:
            self._coordinates(entry, seen, meant, pairs, before)
        if "likelihood" in entry.values and "confidence" in entry.values:
            self.report(slips.TWO_MEASURES, seen["confidence"])
            del entry.values["confidence"]
        return entry

    def _text_with_colon(self, node: MappingNode, owner: Owner) -> str | None:
        """The text, if a line like `Who goes: Putin or Medinsky?` became a mapping of one odd key."""
        key_node, value_node = node.value[0]
        if not isinstance(key_node, ScalarNode) or not isinstance(value_node, ScalarNode):
            return None
        key, value = text_of(key_node), text_of(value_node)
        if key in owner.fields or key.startswith("x-") or key == "<<":
            return None
        word, _colon, said = key.partition(":")
        if (
            word in owner.fields and said[:1] in ("'", '"') and not key_node.style
        ):  # `ask:"Who goes: Putin or Medinsky?"`
            colon = self.at(key_node, len(word), len(word) + 1)
            self.report(slips.NO_SPACE, colon, edits=(Edit(colon, ": "),))
            return clean(f"{said}: {value}").strip("\"' ")
        is_word = " " not in key.strip()
        if (is_word and not (value and self._is_no_key(key, owner))) or self._halves(owner, node.value[0], ()):
            return None
        whole = clean(f"{key}: {value}" if value else key).strip()
        start, end = node.start_mark, value_node.end_mark
        if value_node.style and start.line == end.line < len(self.lines):
            whole = self.lines[start.line][key_node.start_mark.column : end.column]
        from briefing.parse.halves import day_without_year

        if value and (row := day_without_year(owner, key)):
            self.report(slips.DAY_NO_YEAR, node, fix=quote(without_curls(whole)), certain=False, text=short(key),
                        key=row.key, rest=owner.bare)  # fmt: skip
            return whole
        slip = slips.COLON_MAKES_KEY if value else slips.NEEDLESS_BRACES
        is_clear = not has_odd_quotes(whole) and whole.split()[0] not in owner.fields  # else a key lost its colon
        is_clear = is_clear and bool(value) and not key_node.style and not value_node.style and not is_word
        words = {word for one in owner.fields.values() for word in one.choices}  # `He comes: likely`
        is_clear = is_clear and value.casefold() not in words and not re.fullmatch(r"[0-9.,]+ ?%", value)
        self.report(
            slip,
            node,
            fix=quote(without_curls(whole)),
            certain=is_clear,
            key=short(key),
            noun=owner.noun,
            an_entry=an(owner.noun),
        )
        return whole

    def _is_no_key(self, word: str, owner: Owner) -> bool:
        """Whether a word begins a sentence, and is none that was to be a key."""
        if owner.name.endswith(("actor", "venue")) or word[:1].islower():
            return False
        from briefing.parse.synonyms import key_for

        return not key_for(owner, word, set())

    def _halves(self, owner: Owner, pair: tuple[Node, Node], beside: Collection[str]) -> Halves | None:
        """Two values that a colon joins, one of which YAML made a key."""
        from briefing.parse.halves import halves

        return halves(owner, pair, beside, self.lines, self.file)

    def _unknown_key(
        self, node: ScalarNode, value: Node, owner: Owner, keys: dict[str, Node]
    ) -> tuple[str, bool, Node | None]:
        """Report a key that the owner has not. The key that was meant, whether this is a spelling of it, so that its
        value is read all the same, and that value, where it is not YAML's.
        """
        key = text_of(node)
        if key.startswith("x-") or self.was_refused(node):
            return "", False, None
        if key[:1] in BLANKS or (owner.name == "brief" and node.start_mark.column == 0):
            from briefing.parse.misplaced import stands_too_far_left

            if stands_too_far_left(self, node, value):
                return "", False, None
        if "\ufffd" in key and (bare := key.replace("\ufffd", "").strip()) in owner.fields:
            return bare, True, None  # the control character is told
        if key == "<<":
            if not self.was_refused(value):
                self.report(slips.MERGE_KEY, node)
            return "", False, None
        from briefing.model.likeness import plain
        from briefing.parse.dress import as_key, with_letter
        from briefing.parse.keyboards import typed
        from briefing.parse.keys import meant
        from briefing.parse.synonyms import key_for

        if (found := meant(self, node, owner, value)) is not None:
            is_whole = found.value is None or not text_of(value)
            return found.key, is_whole, found.value
        if owner.name.startswith("registry"):
            from briefing.parse.registry_shape import misplaced

            if misplaced(self, node, value, owner):
                self.nested += [(node, value)] if isinstance(value, MappingNode) else []
                return "", False, None
        if "\uff1a" in key:
            self.report(slips.WIDE_COLON, node, fix=key.replace("\uff1a", ": "))
            return "", False, None
        self.guesses += 1
        guess = key_for(owner, as_key(key), keys) if self.guesses <= GUESSES else ""
        shown = short(key)
        if not guess and (twin := plain(as_key(key))) and self.guesses <= GUESSES:
            same = next((one for one in keys if one in owner.fields and twin in (plain(one), plain(one)[:-1])), "")
            if same:
                self.report(slips.KEY_AGAIN, node, key=shown, meant=same, line=keys[same].start_mark.line + 1)
                return "", False, None
        lacking = "" if guess else lacking_alone(owner, keys)
        own = f"; it needs `{lacking}`" if lacking else f"; write `x-{slug(key)}` to keep a key of your own"
        tail = with_letter(key) + (f"; did you mean `{guess}`?" if guess else own) if shown else ""
        self.report(slips.NO_SUCH_KEY, node, fix=guess, an_entry=an(owner.noun), key=shown, tail=tail)
        is_same = bool(guess) and (plain(as_key(key)) == plain(guess) or typed(key, (guess,)) == guess)
        return guess or lacking, is_same, None

    def _both(self, entry: Entry, key_node: Node, node: Node, keys: Collection[str]) -> bool:
        """Whether a value has both coordinates, which are told and read then."""
        if isinstance(node, ScalarNode) and not any(char in " ,;/" for char in node.value):
            return False
        from briefing.parse.coordinates import in_one_value

        return in_one_value(self, entry, key_node, node, keys)

    def _read_field(self, entry: Entry, row: Field, key_node: Node, node: Node) -> None:
        if self.refused and self.was_refused(node):
            return
        if row.kind == "body":
            entry.values["body"], entry.nodes["body"] = key_node, node
            return
        if _is_empty(node):
            if key_node.end_mark.line < len(self.lines) and "#" in self.lines[key_node.end_mark.line]:
                from briefing.parse.hashtags import is_sign

                if is_sign(self, row, key_node, node):
                    return
            slip = slips.NO_VALUE if row.required else slips.NO_VALUE_HERE
            if entry.owner.name.startswith("registry"):
                slip = slip._replace(severity="error")  # every brief reads it
            self.report(slip, key_node, key=row.key)
            return
        if row.kind == "overrides":
            self._overrides(entry, row, node)
        elif row.many:
            self._many(entry, row, node)
        elif row.key != "answered" or node.value[:1].isdigit() or not _is_status(self, entry, key_node, node):
            value = self._one(row, node)
            if value is not None:
                entry.values[row.key], entry.nodes[row.key] = value, node

    def _many(self, entry: Entry, row: Field, node: Node) -> None:
        if isinstance(node, SequenceNode):
            items = node.value
            if node.flow_style and node.start_mark.line != node.end_mark.line:
                from briefing.parse.hashtags import in_lines

                in_lines(self, node)
        elif row.key == "follows" and isinstance(node, ScalarNode) and "," not in node.value:
            items = [node]
        else:
            from briefing.parse.lists import items_of
            from briefing.parse.nothing import lists_nothing

            if isinstance(node, ScalarNode) and lists_nothing(node.value):
                self.report(slips.NOTHING, node, text=node.value.strip())
                return
            items = items_of(self, row, node)
        if [1 for item in items if isinstance(item, ScalarNode) and item.value[:1] in _MARKS_OF_ITEMS] or (
            items and items[0].value[:2] in _FIRST_NUMBERS
        ):
            from briefing.parse.item_marks import plain_items

            items = plain_items(self, row, list(items))
        if row.of not in ("actor", "venue") and any(
            isinstance(item, ScalarNode) and _has_comma(item.value) for item in items
        ):
            from briefing.parse.joined import parted

            items = parted(self, row, list(items))
        if row.kind == "entry" and len(items) > 1 and _may_be_cut(items):
            from briefing.parse.dashes import are_cut, joined

            if are_cut(OWNERS[row.of], list(items)):
                items, problems = joined(OWNERS[row.of], list(items), self.file)
                self.problems += problems
        values, nodes = [], []
        seen: dict[str, Node] = {}
        for item in items:
            if self.refused and self.was_refused(item):
                continue
            if _is_empty(item):
                self.report(slips.EMPTY_ITEM, self._dash_of(item), key=row.key)
                continue
            value = self._one(row, item)
            if value is not None:
                if row.of not in ("actor", "venue"):  # who is the same of those is found out later
                    self._note_twin(row, value, item, seen)
                values.append(value)
                nodes.append(item)
        entry.values[row.key], entry.nodes[row.key] = values, nodes

    def _note_twin(self, row: Field, value: Any, node: Node, seen: dict[str, Node]) -> None:
        """Report an item that stands in the list already, word for word."""
        if isinstance(value, Entry) and "id" in value.values:
            return
        first = seen.setdefault(_said(value), node)
        if first is not node:
            self.report(slips.TWIN, node, key=row.key, line=first.start_mark.line + 1)

    def _dash_of(self, item: Node) -> Node | Span:
        """The dash of an empty item, which itself stands nowhere."""
        line, column = item.start_mark.line, item.start_mark.column
        if column and line < len(self.lines) and self.lines[line][column - 1 : column] == "-":
            return self.at(item, -1, 0)
        return item

    def _overrides(self, entry: Entry, row: Field, node: Node) -> None:
        if isinstance(node, MappingNode) and not (node.flow_style and _has_only_names(node)):
            pairs = node.value
        else:
            from briefing.parse.overrides import pairs_of

            pairs = pairs_of(self, row, node)
        values: dict[str, str] = {}
        nodes: dict[str, Node] = {}
        for key_node, value_node in pairs:
            if self.was_refused(value_node) or self.was_refused(key_node):
                continue
            name = self.plain(row, key_node)
            target = None if _is_empty(value_node) else self.plain(row, value_node)
            if name and target:
                if name in values:
                    self.report(slips.KEY_TWICE, key_node, key=name, line=nodes[name].start_mark.line + 1)
                    continue
                values[name], nodes[name] = target, value_node
            elif name and _is_empty(value_node):
                self.report(slips.NO_TARGET, key_node, name=name)
        entry.values[row.key], entry.nodes[row.key] = values, nodes

    def _one(self, row: Field, node: Node) -> Any:
        if row.kind == "entry":
            return self.entry(node, OWNERS[row.of])
        return self.value(row, node)

    def _coordinates(
        self, entry: Entry, seen: dict[str, Node], meant: set[str], pairs: Sequence[tuple[Node, Node]], told: int
    ) -> None:
        """Report a coordinate that lacks the other one, unless that one, or this one, is told already; and both, if
        each stands under the other's key.
        """
        if not {"lat", "lon"} <= entry.values.keys() and {"lat", "lon"} <= seen.keys() and not meant & {"lat", "lon"}:
            from briefing.parse.coordinates import are_exchanged

            lat, lon = (next(value for key, value in pairs if key is seen[one]) for one in ("lat", "lon"))
            if are_exchanged(self, entry, lat, lon, told):
                meant = meant | {"lat", "lon"}
        for one, other in (("lat", "lon"), ("lon", "lat")):
            if one in entry.values and other not in seen and other not in meant:
                self.report(slips.ONE_DEGREE, seen[one], one=one, other=other)
        if ("lat" in entry.values) != ("lon" in entry.values):
            entry.values.pop("lat", None)
            entry.values.pop("lon", None)

    def was_refused(self, node: Node) -> bool:
        """Whether something here (an alias) was refused and told before YAML was read."""
        return bool(self.refused) and (node.start_mark.line, node.start_mark.column) in self.refused


def _may_be_cut(items: Sequence[Node]) -> bool:
    """Whether among entries with keys stands one with one key alone, or with none."""
    count = sum(isinstance(item, MappingNode) for item in items)
    return count > 0 and (count < len(items) or any(len(item.value) == 1 for item in items))


def _has_comma(text: str) -> bool:
    """Whether a text has a comma of another script, or a semicolon."""
    return ";" in text or (not text.isascii() and not _MARKS.isdisjoint(text))


_MARKS = frozenset(WIDE_COMMAS)
_MARKS_OF_ITEMS = frozenset([*BULLETS, *DASHES, *BRACKETS, *"-~_☐☑☒✓✔➢"])
"""What may begin an item beside its dash."""
_FIRST_NUMBERS = ("1.", "1)", "a.", "a)", "(1", "(a", "o ", "o\t")
"""How the first of items begins that are counted."""


def _has_only_names(node: MappingNode) -> bool:
    """Whether nothing is said of several keys."""
    return len(node.value) > 1 and all(_is_empty(value) for _key, value in node.value)


def _is_status(values: Values, entry: Entry, key: Node, node: Node) -> bool:
    from briefing.parse.answered import is_status

    return is_status(values, entry, key, node)


def _has_sign(text: str) -> bool:
    """Whether a text could be a key and its value that YAML took for one text."""
    if ":" in text or "=" in text or ";" in text or "->" in text or "\uff1a" in text or "\uff1b" in text:
        return True
    return text.startswith(("name ", "ask ", "say ", "note ", "id "))


def _words(pairs: Iterable[tuple[Node, Node]]) -> dict[str, Node]:
    """The keys of a mapping, and where each stands."""
    return {text_of(key): key for key, _value in pairs if isinstance(key, ScalarNode)}


def _said(value: Any) -> str:
    """What a value says, to compare it with another."""
    if isinstance(value, Entry):
        return repr(sorted((key, _said(one)) for key, one in value.values.items()))
    return repr([_said(one) for one in value]) if isinstance(value, list) else str(value)


def _is_empty(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        text = node.value
        return not text or text.isspace() or (text == "~" and not node.style)
    return False


def _first_place(reader: Reader, node: Node) -> Span:
    """Where to say that a key is missing: the entry's first line, not the whole of it."""
    start, (end_line, end_column) = node.start_mark, end_of(node)
    if end_line != start.line:
        first = node.value[0][0] if isinstance(node, MappingNode) and node.value else node
        if first.start_mark.line == start.line:
            end_line, end_column = first.end_mark.line, first.end_mark.column
    return Span(reader.file, start.line + 1, start.column + 1, end_line + 1, end_column + 1)
