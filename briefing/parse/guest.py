"""A guest: Markdown that another tool is for, read where it lies.

Its head may be YAML, TOML, JSON, or lines of `Key: value` as Pelican and MultiMarkdown have them; its keys fill those
of a brief as the table `[read]` says. A key that is not known is no mistake there, and a value that does not fit fills
nothing: all that is told of a guest is what of it could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from briefing.model.brief import STORY_STATUSES, Brief, Registry
from briefing.model.fold import fold
from briefing.model.names import file_names, looks_like_id, note_names, one_line
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import NamedTuple, replace
from briefing.model.when import When, WhenError, parse_when
from briefing.parse import slips
from briefing.parse.blocks import Body
from briefing.parse.brief_builder import BriefBuilder
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import OWNERS
from briefing.parse.head import read_head
from briefing.parse.indentation import Line
from briefing.parse.inline import MENTION
from briefing.parse.names import RegistryNames
from briefing.parse.nodes import (
    MappingNode,
    Mark,
    Node,
    ScalarNode,
    SequenceNode,
    mapping,
    plain_scalar,
    refuse,
    sequence,
    text_of,
)
from briefing.parse.read_table import TARGETS, ReadTable, name_of_file
from briefing.parse.references import GUESSES
from briefing.parse.split import Split, with_plain_breaks
from briefing.parse.text import Text

_BLANK = r"(?:\s|<!--(?:[^-]|-(?!->))*-->)*(?=^(?:---|\+\+\+)[ \t]*$)"
"""What may stand above a head without making it a rule across the page."""
_PAIR = r"([^\W\d_][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*$)"
_NOTHING = ("", "~", "null", "none", "true", "false", "yes", "no")
_DATED = (
    r"(\d{4}-\d{2}-\d{2}|\d{4}_\d{2}_\d{2}|\d{8}(?=(?:\d{4}|\d{6})?(?:[\s_-]|$)))"
    r"(?:T?\d\d[.:-]?\d\d(?:[.:-]?\d\d)?(?![^\s_-]))?(?:[-_ ]+(?=\S)|$)"
)
"""What Jekyll, Logseq and many others begin the name of a file with: a day, and perhaps a time."""
_ENTRIES = {"events", "questions", "claims", "sources", "updates", "follows", "mentions"}


class Pair(NamedTuple):
    """A key of a head as it is written, one inside another behind a dot, and its value."""

    key: str
    node: Node


class GuestHead(NamedTuple):
    """What stands above the text of a guest: its `form` (empty where there is none), its pairs, the index of the line
    that the text begins on, and what could not be read."""

    form: str
    pairs: Sequence[Pair] = ()
    body: int = 0
    problems: Sequence[Problem] = ()


def read_guest(text: Text, registry: Registry, names: RegistryNames, table: ReadTable) -> Brief:
    """Read a guest that was decoded. Never raises."""
    head, builder = guest_builder(text, registry, names, table)
    entry, reader = builder.entry, builder.reader
    builder.references.guesses = GUESSES  # nobody is told what a name may have been a slip of
    brief = builder.build()
    own = name_of_file(text.file)
    dated = re.match(_DATED, own)
    told = () if brief.date else tuple(_undated(head, table, reader, dated[1] if dated else ""))
    return replace(
        brief,
        id=entry.text("id") or own,
        title=entry.text("title") or builder.heading or (dated and own[dated.end() :].replace("-", " ").strip()) or own,
        date=brief.date or (date_of(dated[1]) if dated else None),
        problems=tuple(
            [replace(one, fix="", edits=(), is_sure=False) for one in (*text.problems, *head.problems, *told)]
        ),
        aliases=(*entry.texts("aliases"), *([own[dated.end() :]] if dated and own[dated.end() :] else [])),
        is_guest=True,
    )


def guest_builder(
    text: Text, registry: Registry, names: RegistryNames, table: ReadTable
) -> tuple[GuestHead, GuestBuilder]:
    """The head of a guest, and who puts it together."""
    head = guest_head(text)
    reader = Reader(text.file, [], lines=text.lines)
    entry = _entry(head, table, reader)
    lines = [Line(text.lines[n], text.starts[n], n + 1) for n in range(head.body, len(text.lines))]
    parts = Split("", lines)
    return head, GuestBuilder(entry=entry, reader=reader, text=text, parts=parts, registry=registry, names=names)


def _undated(head: GuestHead, table: ReadTable, reader: Reader, in_name: str) -> Iterator[Problem]:
    """Days that there are none of, which were to date a story: in its head, and in the name of the file. Words that
    are no date are passed over."""
    for pair in head.pairs:
        if table.target(pair.key) == "date" and isinstance(pair.node, ScalarNode):
            text = one_line(text_of(pair.node))
            if re.match(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)", text):
                yield slips.NO_DATE_OF_GUEST.at(reader.span(pair.node), text=text)
    if in_name and date_of(in_name) is None:
        yield slips.NO_DATE_IN_NAME.at(Span(reader.file, 1, 1, 1, 1), text=in_name)


class GuestBuilder(BriefBuilder):
    """Puts a guest together: no text of its own is missed, and a heading that is the title is not said twice."""

    heading = ""

    def _body_lines(self) -> list[Line]:
        return self.parts.body or []

    def _body(self, lines: list[Line]) -> Body:
        body = super()._body(lines)
        first = next((at for at, block in enumerate(body.blocks) if block.kind == "heading"), None)
        if first is None:
            return body
        title = self.entry.text("title")
        self.heading = one_line(body.blocks[first].text)
        if first or (title and fold(title) != fold(self.heading)) or not self.heading:
            return body
        links = [link._replace(block=link.block - 1) for link in body.links if link.block]
        return Body(body.blocks[1:], tuple(links))


# the head


def guest_head(text: Text) -> GuestHead:
    """The head of a guest, whatever its form."""
    lines = text.lines
    start = 0
    if not lines[0].strip() or lines[0].startswith("<!--"):
        before = re.match(_BLANK, text.text[:65_536], re.MULTILINE)
        start = text.line_at(before.end()) if before else 0
    first = lines[start].rstrip()
    if first == "---":
        return _yaml(text, start, ("---", "..."))
    if first == "+++":
        return _toml(text, start)
    if lines[0].rstrip() == "{":
        return _yaml(text, -1, ("}",))
    return _plain(text)


def _yaml(text: Text, start: int, ends: tuple[str, ...]) -> GuestHead:
    """A head between two lines `---`, or one in braces, which is YAML too."""
    lines = text.lines
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in ends), 0)
    if not end:
        return GuestHead("")
    stop = end + (start < 0)
    head = "\n" * (start + 1) + text.text[text.starts[start + 1] : text.starts[stop] if stop < len(lines) else None]
    problems: list[Problem] = []
    head, _refusals, _places = refuse(with_plain_breaks(head), text.file)
    found = read_head(head, text.file, frozenset(TARGETS), problems)
    if isinstance(found.node, MappingNode):
        warnings = [replace(one, severity="warning") for one in problems]
        return GuestHead("JSON" if start < 0 else "YAML", list(_pairs(found.node)), end + 1, warnings)
    if found.node is None and not problems:
        return GuestHead("YAML", (), end + 1)
    if found.node is None and any(re.match(_PAIR, line) for line in lines[start + 1 : end]):
        return GuestHead("YAML", (), end + 1, problems[:1])
    return GuestHead("")  # two rules across the page, with text between them


def _toml(text: Text, start: int) -> GuestHead:
    lines = text.lines
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in ("+++", "---")), 0)
    if not end:
        return GuestHead("")
    if lines[end].startswith("-"):
        return GuestHead("TOML", (), end + 1, [slips.FRONT_TOML.at(text.span_in_line(end, 0, 3))])
    from briefing.model import toml

    try:
        data = toml.load("\n".join(lines[start + 1 : end]))
    except toml.NotToml as error:
        span = text.span_in_line(start + 1 + error.line, error.column, error.column + 1)
        problem = slips.HEAD_NO_TOML.at(span, said=str(error))
        return GuestHead("TOML", (), end + 1, [problem])
    places = {}
    for number in range(end - 1, start, -1):
        if match := re.match(r"[\s\"']*([\w-]+)[\"']?\s*[=.]", lines[number]):
            places[match[1]] = number
    pairs = [Pair(key, _node_of(value, places.get(key, start))) for key, value in data.items()]
    return GuestHead("TOML", [*_flat(pairs)], end + 1)


def _node_of(value: Any, line: int) -> Node:
    """A value of TOML as a node of YAML that stands on a line."""
    place: Any = Mark(line, 0)
    if isinstance(value, dict):
        pairs: list[tuple[Node, Node]] = [
            (plain_scalar(key, line, 0, 0, '"'), _node_of(one, line)) for key, one in value.items()
        ]
        return mapping(pairs, place, place)
    if isinstance(value, list):
        return sequence([_node_of(one, line) for one in value], place, place)
    said = value.isoformat() if isinstance(value, date | datetime | time) else str(value)
    return plain_scalar(said.lower() if isinstance(value, bool) else said, line, 0, 0, '"')


def _plain(text: Text) -> GuestHead:
    """Lines of `Key: value` down to the first blank one, with a title among them; what goes on is indented."""
    lines = text.lines
    rows: dict[str, tuple[int, list[str]]] = {}
    key = ""
    end = 0
    for end, line in enumerate(lines):
        if not line.strip():
            break
        if key and line[0] in " \t":
            rows[key][1].append(line.strip())
        elif match := re.fullmatch(_PAIR, line.rstrip()):
            key = match[1].lower()
            rows.setdefault(key, (end, []))[1].append(match[2] or "")
        else:
            return GuestHead("")
    else:
        end = len(lines)
    if "title" not in rows:
        return GuestHead("")
    pairs = [
        Pair(key, plain_scalar("\n".join(parts).strip(), line, 0, len(lines[line]), '"'))
        for key, (line, parts) in rows.items()
    ]
    return GuestHead("Pelican", pairs, end)


def _pairs(node: MappingNode) -> Iterator[Pair]:
    return _flat(Pair(text_of(key), value) for key, value in node.value if isinstance(key, ScalarNode))


def _flat(pairs: Iterable[Pair], above: str = "") -> Iterator[Pair]:
    """Pairs, and behind one that holds others those, by dotted keys, two deep: `params.author`."""
    for key, node in pairs:
        yield Pair(above + key, node)
        if isinstance(node, MappingNode) and above.count(".") < 2:
            inner = [Pair(text_of(one), value) for one, value in node.value if isinstance(one, ScalarNode)]
            yield from _flat(inner, f"{above}{key}.")


# what its keys fill


def _entry(head: GuestHead, table: ReadTable, reader: Reader) -> Entry:
    """What a head says, as the entry of a brief."""
    owner = OWNERS["brief"]
    filled: dict[str, list[Pair]] = {}
    for pair in head.pairs:
        if target := table.target(pair.key):
            filled.setdefault(target, []).append(pair)
    rest: list[tuple[Node, Node]] = []
    for target in sorted(_ENTRIES & filled.keys()):
        said = filled[target][0].node
        value = said if target == "mentions" or isinstance(said, SequenceNode) else _alone(said)
        rest.append((plain_scalar(target, said.start_mark.line, 0, 0), value))
    nowhere: Any = Mark(0, 0)
    node = mapping(rest, nowhere, nowhere)
    entry = (reader.entry(node, owner) if rest else None) or Entry(owner, node)
    for target, pairs in filled.items():
        pairs.sort(key=lambda pair: pair.key.lower() != target)  # a key of that very name comes first
        if target in ("actors", "venues"):
            _put(entry, target, [one for pair in pairs for one in _named(pair, target, reader)])
        elif target in ("tags", "aliases"):
            is_split = head.form in ("YAML", "JSON") and target == "tags"
            several = [(text, pair.node) for pair in pairs for text in _texts(pair.node, target, is_split)]
            if target == "aliases":  # Hugo's are addresses that a page had
                several = [(file_names(text, "")[1] if text[:1] == "/" else text, at) for text, at in several]
            _put(entry, target, list({fold(text): (text, at) for text, at in several if text}.values()))
        elif target not in _ENTRIES:
            for pair in pairs:
                if (single := _single(target, pair.node)) is not None:
                    entry.values[target], entry.nodes[target] = single, pair.node
                    break
    return entry


def values_of(target: str, node: Node, form: str) -> list[str]:
    """What a value says that fills a key of a brief, in texts; of one that fills nothing what it begins with."""
    if target in ("actors", "venues", "tags", "aliases"):
        if isinstance(node, SequenceNode):
            return [text for text in map(_undressed, _scalars(node)) if text]
        return list(_texts(node, target, form in ("YAML", "JSON") and target == "tags"))
    if target in _ENTRIES or not target:
        return [text for text in map(one_line, _scalars(node)) if text]
    value = _single(target, node)
    return [] if value is None else [str(value.first) if isinstance(value, When) else value]


def _alone(node: Node) -> Node:
    return sequence([node], node.start_mark, node.end_mark)


def _put(entry: Entry, key: str, several: Sequence[tuple[Any, Node]]) -> None:
    if several:
        entry.values[key], entry.nodes[key] = [one for one, _node in several], [node for _one, node in several]


def _single(target: str, node: Node) -> str | When | None:
    """What a key that has one value says; None for what it cannot."""
    text = one_line(", ".join(_scalars(node)))
    if not text or (isinstance(node, ScalarNode) and not node.style and text.lower() in _NOTHING[:4]):
        return None
    if target == "date":
        return date_of(text)
    if target == "id":
        return text if looks_like_id(text) else None
    if target == "status":
        return text if text in STORY_STATUSES else None
    return text


def date_of(text: str) -> When | None:
    """A date in any form that means one day, month or year."""
    if re.fullmatch(r"\d{4}_\d\d_\d\d", text):
        text = text.replace("_", "-")
    try:
        return parse_when(text)
    except WhenError:
        from briefing.parse.dates import meant

        found = meant(text)
    try:
        return parse_when(found.text) if found.text else None
    except WhenError:
        return None


def _scalars(node: Node) -> Iterator[str]:
    """The texts in a value, however deep in lists; of keys and values the name."""
    if isinstance(node, ScalarNode):
        yield text_of(node)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, MappingNode):
        values = {text_of(key).lower(): value for key, value in node.value if isinstance(key, ScalarNode)}
        for key in ("name", "title", "label", "term", "fullname"):
            if isinstance(values.get(key), ScalarNode):
                yield text_of(values[key])
                return


def _texts(node: Node, target: str, by_blanks: bool = False) -> Iterator[str]:
    """The texts of a list; one that is written in a line is parted."""
    if not isinstance(node, ScalarNode):
        yield from (cleaned for text in _scalars(node) if (cleaned := _undressed(text)))
        return
    text = text_of(node)
    sign = ";" if ";" in text else "," if "," in text and target != "venues" else ""
    parts = text.split(sign) if sign else text.split() if by_blanks and "[[" not in text else text.split("\n")
    yield from (cleaned for part in parts if (cleaned := _undressed(part)))


def _undressed(text: str) -> str:
    """A name without the brackets of a link, the sign of a tag, or an address of mail behind it."""
    text = one_line(text)
    if match := MENTION.fullmatch(text):
        text = note_names(match["id"].strip())[-1]
    elif match := re.fullmatch(r"\[([^\[\]]+)\]\([^()\s]*\)", text):
        text = match[1]
    text = re.sub(r"^#(?=\w)|[ ]*<[^<>\s]*@[^<>\s]*>$", "", text)
    return "" if text.lower() in _NOTHING or re.match(r"https?://", text) else text


def _named(pair: Pair, target: str, reader: Reader) -> Iterator[tuple[Entry, Node]]:
    """The actors or venues of a value: names, or entries as a brief has them."""
    owner = OWNERS["actor" if target == "actors" else "venue"]
    items = pair.node.value if isinstance(pair.node, SequenceNode) else [pair.node]
    for item in items:
        if isinstance(item, MappingNode):
            keys = {text_of(key) for key, _value in item.value if isinstance(key, ScalarNode)}
            if keys & {"name", "id"} and keys <= owner.fields.keys():
                if entry := reader.entry(item, owner):
                    yield entry, item
                continue
        parted = item is pair.node
        for text in _texts(item, target) if parted else filter(None, map(_undressed, _scalars(item))):
            yield Entry(owner, item, (text, item)), item
