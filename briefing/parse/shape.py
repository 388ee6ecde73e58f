"""Nodes and the field table to plain values: every conversion and every check of a single value.

A wrong value is reported at its place and dropped; what is right around it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from briefing.model.countries import COUNTRIES
from briefing.model.names import clean, fold, looks_like_id, nearest, slug
from briefing.model.nouns import an
from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.model.when import WhenError, parse_when
from briefing.parse.fields import OWNERS, Field, Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of


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


class Reader:
    """Converts nodes of one file and collects what is wrong with them.

    `refused` are places (line, column from 0) whose value was refused before, so that it is not reported again.
    `lines` are the file's, to see how a text goes on. `meant` are keys of the whole file that a broken line was to be:
    they are not missed again.
    """

    def __init__(
        self,
        file: str,
        problems: list[Problem],
        refused: set[tuple[int, int]] | None = None,
        lines: Sequence[str] = (),
    ) -> None:
        self.file = file
        self.problems = problems
        self.refused = refused or set()
        self.lines = lines
        self.meant: set[str] = set()

    def span(self, node: Node) -> Span:
        """Where a node stands; a collection ends where its last value ends."""
        start, (end_line, end_column) = node.start_mark, _end(node)
        return Span(self.file, start.line + 1, start.column + 1, end_line + 1, end_column + 1)

    def report(self, code: str, message: str, at: Node | Span, fix: str = "", severity: Severity = "error") -> None:
        """Note a problem at a node or a span."""
        span = at if isinstance(at, Span) else self.span(at)
        self.problems.append(Problem(code, message, span, severity, fix))

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
        text = self._text(owner.fields[owner.bare], node)
        return None if text is None else Entry(owner, node, (text, node))

    def _glued(self, node: ScalarNode, owner: Owner) -> str:
        """The key at the beginning of a plain text whose colon is none for YAML; reported."""
        match = None if node.style else re.match(rf"([\w-]+)({_COLON})(\s?)", text_of(node))
        if match is None or match[1] not in owner.fields:
            return ""
        if match[3]:
            self.report("B021", "a no-break space follows this colon; write a space", self._part(node, match, 3), " ")
        elif match[2] == "\uff1a":
            self.report("B023", "this is a full-width colon; write `: `", self._part(node, match, 2), ": ")
        else:
            self.report("B021", "a colon needs a space behind it", self._part(node, match, 2), ": ")
        return match[1]

    def _part(self, node: Node, match: re.Match[str], group: int) -> Span:
        """The place of a part of a text that stands as it is in its first line."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        return Span(self.file, line, column + match.start(group), line, column + match.end(group))

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
            message = f"the colon makes a key of `{_short(key)}`; put the whole {owner.noun} in quotes"
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
        shown = clean(_short(key))
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
            self.report("B007", message, self._at(first, 0, len(text) - len(text.lstrip("\xa0"))), " ")
        elif text.startswith("-\xa0"):
            self.report("B117", "a no-break space follows this dash; write a space", self._at(first, 1, 2), " ")
        elif text.startswith("-") and len(text) > 1:
            fix = f"- {text[1:]}" if re.fullmatch(r"-[^-\s][^:#]*", text) and _is_one_line(node) else ""
            self.report("B117", "a dash that makes a list needs a space behind it", first, fix=fix)
        else:
            return first is node and _closes_nothing(text)  # told with the text itself
        return True

    def _at(self, node: Node, start: int, end: int) -> Span:
        """The place of some characters of a node's first line."""
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        return Span(self.file, line, column + start, line, column + end)

    def _dash_of(self, item: Node) -> Node | Span:
        """The dash of an empty item, which itself stands nowhere."""
        line, column = item.start_mark.line, item.start_mark.column
        if column and line < len(self.lines) and self.lines[line][column - 1 : column] == "-":
            return self._at(item, -1, 0)
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
            name = self._plain(row, key_node)
            target = None if _is_empty(value_node) else self._plain(row, value_node)
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
        return _CONVERT[row.kind](self, row, node)

    def _plain(self, row: Field, node: Node) -> str | None:
        """A scalar's text, made safe and put on one line; lists are reported and read for what they are worth."""
        if isinstance(node, ScalarNode):
            text = clean(text_of(node))
            if "\n" in text or "\t" in text:
                text = re.sub(_BLANKS, " ", text)
            return text.strip() if node.style else self._unquoted(row, node, text.strip())
        if isinstance(node, SequenceNode):
            self.report("B105", f"a list stands where `{row.key}` wants a single value", node)
            parts = [clean(text_of(item)) for item in node.value if isinstance(item, ScalarNode)]
            return ", ".join(parts) if parts and (len(parts) == 1 or row.kind == "text") else None
        if len(node.value) == 1 and all(isinstance(part, ScalarNode) for part in node.value[0]):
            text = ": ".join(clean(text_of(part)) for part in node.value[0])
            message = "the colon makes keys and values of this; put it in quotes"
            self.report("B116", message, node, fix=quoted(text.strip()))
            return text.strip() if row.kind == "text" else None
        self.report("B105", f"keys and values stand where `{row.key}` wants a single value", node)
        return None

    def _unquoted(self, row: Field, node: ScalarNode, text: str) -> str:
        """A text without quotes: a mark at its end whose partner was lost is told, and so is an item inside it."""
        if node.start_mark.line != node.end_mark.line:
            if row.kind not in ("text", "reference"):
                return self._first_line(row, node, text)
            self._swallowed_item(node)
        if text[-1:] not in ("]", "}", '"'):
            return text
        line, column = node.end_mark.line + 1, node.end_mark.column
        last = Span(self.file, line, column, line, column + 1)
        if _closes_nothing(text):
            self.report("B009", f"the bracket `{text[-1]}` closes nothing; the one that opens is missing", last)
            return text[:-1].rstrip()
        if text[-1] == '"' and text.count('"') == 1 and text[0] not in _OPENING and not text[-2:-1].isdigit():
            message = "a quotation mark closes here, and none opens; delete it, or quote the whole text"
            self.report("B008", message, last, severity="warning")
        return text

    def _first_line(self, row: Field, node: ScalarNode, text: str) -> str:
        """The first line of a value that has one; what goes on below it is reported."""
        for number in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self.lines))):
            line = self.lines[number]
            if line.strip() and not line.lstrip().startswith("#"):
                width = len(line) - len(line.lstrip())
                span = Span(self.file, number + 1, width + 1, number + 1, len(line.rstrip()) + 1)
                self.report("B005", f"this line goes on with `{row.key}`, which has one line", span)
                first = self.lines[node.start_mark.line][node.start_mark.column :]
                return re.split(r"\s#", first)[0].strip()
        return text

    def _swallowed_item(self, node: ScalarNode) -> None:
        """Report an item of a list that is indented too deep, so that it goes on with the item above it."""
        first, last = node.start_mark.line, min(node.end_mark.line, len(self.lines) - 1)
        item = re.match(r"[ ]*(?=- )", self.lines[first]) if first < last else None
        for number in range(first + 1, last + 1) if item else ():
            line = self.lines[number]
            width = len(line) - len(line.lstrip(" "))
            if item and width == len(item[0]) + 1 and line[width : width + 2] != "- ":
                span = Span(self.file, number + 1, width + 1, number + 1, len(line.rstrip()) + 1)
                edit = Edit(Span(self.file, number + 1, 1, number + 1, width + 1), f"{item[0]}- ")
                message = "a dash is missing before this item, so it becomes a part of the text above"
                self.problems.append(Problem("B117", message, span, edits=(edit,)))
                return
            if item and line[width : width + 2] == "- ":
                span = Span(self.file, number + 1, 1, number + 1, width + 1)
                message = "this item is indented deeper than the one above, and so becomes a part of its text"
                edit = Edit(span, item[0])
                self.problems.append(Problem("B022", message, span, edits=(edit,)))
                return

    def _text(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if (
            text
            and text[0] in _OPENING
            and text[-1] in _CLOSING
            and len(text) > 1
            and isinstance(node, ScalarNode)
            and not node.style
        ):
            message = "curly quotation marks are part of the text; leave them out, or write straight ones"
            self.report("B118", message, node, fix=quoted(text[1:-1]), severity="warning")
        return text or None

    def _id(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if text and not looks_like_id(text):
            better = slug(text)
            fix = better if looks_like_id(better) else ""
            self.report("B114", f"`{_short(text)}` is no id; ids are lower-case words joined by dashes", node, fix=fix)
            return None
        return text

    def _reference(self, row: Field, node: Node) -> str | None:
        return self._plain(row, node)

    def _when(self, row: Field, node: Node) -> Any:
        text = self._plain(row, node)
        if text is None:
            return None
        try:
            return parse_when(text)
        except (WhenError, ValueError) as error:
            self.report("B107", str(error), node, fix=_better_date(text))
            return None

    def _url(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if text is None:
            return None
        if not re.fullmatch(_URL, text):
            fix = f"https://{text}" if re.fullmatch(_HOST, text) else ""
            self.report(
                "B111", f"`{_short(text)}` is no address; it must begin with https:// or http://", node, fix=fix
            )
            return None
        return text

    def _country(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if text is None or text in COUNTRIES or re.fullmatch(_OWN_COUNTRY, text):
            return text
        better = _HABITS.get(text.upper(), "") or (text.upper() if text.upper() in COUNTRIES else "")
        if not better and len(text) > 2:
            folded = fold(text)
            better = next((code for code, name in COUNTRIES.items() if fold(name) == folded), "")
        message = f"`{_short(text)}` is no country code of ISO 3166-1 (two capital letters, or `x-…`)"
        self.report("B110", message + (f"; did you mean `{better}`?" if better else ""), node, fix=better)
        return better or None

    def _degrees(self, row: Field, node: Node) -> float | None:
        text = self._plain(row, node)
        if text is None:
            return None
        limit = 90 if row.kind == "latitude" else 180
        if not re.fullmatch(_NUMBER, text):
            fix = text.replace(",", ".") if re.fullmatch(_NUMBER, text.replace(",", ".", 1)) else ""
            self.report("B108", f"`{_short(text)}` is no number of degrees; write it like 41.0082", node, fix=fix)
            return None
        value = float(text)
        if abs(value) > limit:
            name = "latitude" if limit == 90 else "longitude"
            self.report("B108", f"{text} is out of range: a {name} goes from -{limit} to {limit}", node)
            return None
        return value

    def _wikidata(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if text is None or re.fullmatch(_WIKIDATA, text):
            return text
        digits = re.search(r"[1-9][0-9]*", text)
        fix = f"Q{digits[0]}" if digits and re.fullmatch(r"(?:.*[/:])?[Qq]?\d+", text) and text.isascii() else ""
        self.report("B112", f"`{_short(text)}` is no Wikidata item; one looks like Q406", node, fix=fix)
        return fix or None

    def _geonames(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if text is None or re.fullmatch(r"[1-9][0-9]{0,9}", text):
            return text
        self.report("B112", f"`{_short(text)}` is no GeoNames number; one looks like 745044", node)
        return None

    def _choice(self, row: Field, node: Node) -> str | None:
        text = self._plain(row, node)
        if text is None or text in row.choices:
            return text
        low = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
        guess = next((choice for choice in row.choices if choice.casefold() == low), "") or nearest(text, row.choices)
        message = f"`{_short(text)}` is no {row.key}"
        message += f"; did you mean `{guess}`?" if guess else f"; it is one of {', '.join(row.choices)}"
        self.report("B106", message, node, fix=guess)
        return None

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


_CONVERT: dict[str, Callable[[Reader, Field, Node], Any]] = {
    "text": Reader._text,
    "id": Reader._id,
    "reference": Reader._reference,
    "when": Reader._when,
    "url": Reader._url,
    "country": Reader._country,
    "latitude": Reader._degrees,
    "longitude": Reader._degrees,
    "wikidata": Reader._wikidata,
    "geonames": Reader._geonames,
    "choice": Reader._choice,
}

# Patterns as text: `re` compiles each when a value first needs it, not when a program starts.
_COLON = r"[:\uff1a]"
_BLANKS = r"[ \t]*[\n\t]+[ \t]*"
_URL = r"(?i)https?://[^\s/?#]+\S*"
_HOST = r"(?i)(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?"
_OWN_COUNTRY = r"x-[a-z0-9-]+"
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?"
_WIKIDATA = r"Q[1-9][0-9]{0,11}"
_HABITS = {"UK": "GB", "EL": "GR", "EN": "GB", "USA": "US", "UAE": "AE", "DRC": "CD", "KOS": "XK"}
"""Codes that are often written, and not ISO's."""
_OPENING, _CLOSING = "“„«‘", "”“»’\"'"
"""Curly quotation marks, and those that may stand at the end of a text that one of them begins."""


def quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _said(value: Any) -> str:
    """What a value says, to compare it with another."""
    if isinstance(value, Entry):
        return repr(sorted((key, _said(one)) for key, one in value.values.items()))
    return repr([_said(one) for one in value]) if isinstance(value, list) else str(value)


def _closes_nothing(text: str) -> bool:
    """Whether a text ends with a bracket that nothing in it opens."""
    return (text[-1:] == "]" and "[" not in text) or (text[-1:] == "}" and "{" not in text)


def _is_one_line(node: Node) -> bool:
    return bool(node.start_mark.line == node.end_mark.line)


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= 60 else text[:59] + "…"


def _is_empty(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return not node.value.strip() or (node.value == "~" and not node.style)
    return False


def _first_place(reader: Reader, node: Node) -> Span:
    """Where to say that a key is missing: the entry's first line, not the whole of it."""
    start, (end_line, end_column) = node.start_mark, _end(node)
    if end_line != start.line:
        first = node.value[0][0] if isinstance(node, MappingNode) and node.value else node
        if first.start_mark.line == start.line:
            end_line, end_column = first.end_mark.line, first.end_mark.column
    return Span(reader.file, start.line + 1, start.column + 1, end_line + 1, end_column + 1)


def _end(node: Node) -> tuple[int, int]:
    """Where a node ends: YAML's own marks of block values stand on the next token's line."""
    while True:
        if isinstance(node, ScalarNode):
            if node.style in ("|", ">"):
                return node.start_mark.line, node.start_mark.column + 1
            return node.end_mark.line, node.end_mark.column
        if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
            return node.end_mark.line, node.end_mark.column
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]


def _better_date(text: str) -> str:
    """A date with its day and month swapped, or in another habit's order, put right where only one reading is left."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text) or re.fullmatch(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", text)
    if match:
        year, a, b = match[1], int(match[2]), int(match[3])
        pairs = {(a, b), (b, a)} if "-" in text else {(a, b)}
    elif match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        year, pairs = match[3], {(int(match[1]), int(match[2])), (int(match[2]), int(match[1]))}
    else:
        return ""
    good = []
    for month, day in pairs:
        try:
            good.append(parse_when(f"{year}-{month:02}-{day:02}").text)
        except WhenError:
            continue
    return good[0] if len(good) == 1 else ""
