"""An id sought and given another name in files that are written plainly: by their lines, without a parser.

Nearly all files are of one hand: keys begin lines, entries stand behind a dash, braces and brackets hold words. What
such a file says is known from its lines, and so is that another id in the place of one changes nothing else. Of what is
written in any other way nothing is said here: None leaves a file to those who read all of it. So does a key told twice,
a line that could go on, and whatever is mended elsewhere.

To read a brief takes two milliseconds, and to load what reads it a tenth of a second; this takes a twentieth of the
one and nothing of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.model.value import NamedTuple

_QUOTED = r"""(?:"[^"\\\n]*+"|'[^'\n]*+'(?!'))"""
_FIRST = r"""(?:[^\s\[\]{},#&*!|>%@`"'?:-]|-(?=\d))"""
"""How a text begins that YAML takes as it stands."""
_WORDS = rf"{_FIRST}(?:[^\n:#]|:(?=\S)|(?<=\S)#)*+"
"""A text to the end of its line."""
_WORD = rf"(?:{_FIRST}(?:[^\n:#\[\]{{}},]|:(?=[^\s,\[\]{{}}]))*+|{_QUOTED})"
"""A text in brackets or braces."""
_GAP = r" *+(?:\n +)?+"
_LIST = rf"\[{_GAP}(?:{_WORD}{_GAP}(?:,{_GAP}|(?=\])))*+\]"
_PAIR = rf"[a-z_]+: +(?:{_WORD}|{_LIST})"
_BRACES = rf"\{{{_GAP}(?:{_PAIR}{_GAP}(?:,{_GAP}|(?=\}})))++\}}"
_VALUE = rf"(?:{_BRACES}|{_LIST}|{_QUOTED}|{_WORDS})"
_END = r" *+(?:(?<= )#[^\n]*+)?\n"
_BLANK = re.compile(r"(?: *+(?:#[^\n]*+)?\n)*+")
_LINE = re.compile(rf"(  - |    |  |)(?:([a-z0-9_-]+):(?=[ \n]))?+(?: *+({_VALUE}))?{_END}{_BLANK.pattern}")
"""What stands before a line, its key and its value, each if it has any; with the comments below."""
_TEXT = re.compile(rf"summary: +[|>][+-]?\n  \S[^\n]*+\n(?:(?:  [^\n]*+)?\n)*+{_BLANK.pattern}")
_ROW = re.compile(rf"  (?:{_QUOTED}|{_FIRST}[^\n:#]*+): +({_QUOTED}|{_WORDS}){_END}{_BLANK.pattern}")
_PAIR_AT = re.compile(rf"([a-z_]+): +({_WORD}|{_LIST})")
_WORD_AT = re.compile(_WORD)

_LISTS = ("actors", "venues", "events", "questions", "claims", "sources", "updates")
_NO_NAMES = ("title", "summary", "date", "status", "tags", "updates")
"""Keys in which nothing is that could be a key of something."""
_KEYS = frozenset({*_LISTS, *_NO_NAMES, "id", "follows", "mentions"})
_OF_BRIEFS = ("body", *_LISTS[:5], "follows", "mentions")
_REFERENCES = {"actor": ("for", "who", "by", "about"), "venue": ("where", "about")}
"""Keys of entries that name things of a kind."""
_LISTS_OF_IDS = ("who", "about")
_IN_MARKUP = re.compile(r"[`~<\\{$%\t]|\[\^")
_NOT_INDENTED = re.compile(r"\n(?:[^ \n]| [^ ])")
_OWN_WORDS = frozenset("event question claim source unnamed null true false".split())
"""What ids are made of where there is nothing else, and what is no text."""
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*+"
_PLAIN_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Renamed(NamedTuple):
    """The plain places in which an id stands that is to have another name, of a `kind` (`actor`, `venue`)."""

    old: str
    new: str
    kind: str

    @property
    def is_plain(self) -> bool:
        """Whether the ids themselves are such as can be sought like that."""
        return all(_PLAIN_ID.fullmatch(id_) and id_ not in _OWN_WORDS for id_ in (self.old, self.new))

    def places(self, text: str, is_markdown: bool) -> list[int] | None:
        """Where a brief names the id, as offsets in its text; None where that is not certain."""
        if self.new in text or "\r" in text or text[:1] == "\ufeff" or (_is_odd(text)):
            return None
        parts = _markdown(text) if is_markdown else _yaml(text)
        if parts is None:
            return None
        start, end, body = parts
        head = self._in_head(text[start:end], is_markdown)
        behind = self._in_body(text, body, 0 if is_markdown else 2)
        if head is None or behind is None:
            return None
        return [start + at for at in head] + behind

    def _in_head(self, head: str, is_markdown: bool) -> list[int] | None:
        found: list[int] = []
        seen: set[str] = set()
        named: list[str] = []
        at = _end_of_blank(head, 0)
        try:
            while at < len(head):
                if (text := _TEXT.match(head, at)) is not None:
                    key, end = "summary", text.end()
                else:
                    line = _LINE.match(head, at)
                    if line is None or line[1] or line[2] not in _KEYS:
                        return None
                    key, end = line[2], self._section(head, line, found)
                if key in seen:
                    return None
                seen.add(key)
                if key not in _NO_NAMES:
                    named.append(head[at:end])
                at = end
        except _Doubt:
            return None
        if is_markdown and seen.isdisjoint(_OF_BRIEFS):
            return None  # it may be of another tool
        return found if self._are_all("".join(named), len(found)) else None

    def _section(self, head: str, first: re.Match[str], found: list[int]) -> int:
        """Add where the value of a key of a brief names it; where that ends."""
        key, end = first[2], first.end()
        if first[3] is not None:
            if key == f"{self.kind}s" and first[3][0] == "[":
                found += self._in_list(first[3], first.start(3))
        elif key == "mentions":
            while (row := _ROW.match(head, end)) is not None:
                found += self._in_word(row[1], row.start(1))
                end = row.end()
        elif key in _LISTS:
            while head.startswith("  - ", end):
                end = self._item(head, end, key, found)
        return end

    def _item(self, head: str, at: int, row: str, found: list[int]) -> int:
        """Add where an item of a list names it; where that ends."""
        line = _LINE.match(head, at)
        if line is None or line[3] is None:
            raise _Doubt
        end = line.end()
        if line[2] is None:
            if self.old in line[3]:
                found += self._in_entry(line[3], line.start(3), row)
            return end
        pairs = [line]
        while head.startswith("    ", end):
            line = _LINE.match(head, end)
            if line is None or line[2] is None or line[3] is None:
                raise _Doubt
            pairs.append(line)
            end = line.end()
        if head.find(self.old, at, end) >= 0:
            found += self._in_pairs([(one[2], one[3], one.start(3)) for one in pairs], row)
        return end

    def _in_entry(self, value: str, at: int, row: str) -> Iterator[int]:
        """Of an entry in braces, or of one word."""
        if value[0] == "{":
            yield from self._in_pairs(_pairs_in(value, at), row)
        elif row == f"{self.kind}s":
            yield from self._in_word(value, at)

    def _in_list(self, value: str, at: int) -> Iterator[int]:
        for word in _WORD_AT.finditer(value, 1):
            yield from self._in_word(word[0], at + word.start())

    def _in_pairs(self, pairs: Sequence[tuple[str, str, int]], row: str) -> Iterator[int]:
        """Of the keys of an entry, with their values and where these stand."""
        _once(pairs)
        for key, value, start in pairs:
            if key in _REFERENCES[self.kind] or (key == "id" and row == f"{self.kind}s"):
                if value[0] == "[":
                    if key not in _LISTS_OF_IDS:
                        raise _Doubt
                    yield from self._in_list(value, start)
                else:
                    yield from self._in_word(value, start)

    def _in_word(self, written: str, at: int) -> Iterator[int]:
        bare = written.strip()
        if bare == self.old:
            yield at
        elif bare[0] in "\"'" and bare[1:-1] == self.old:
            yield at + 1

    def _are_all(self, named: str, count: int) -> bool:
        """Whether so many texts are what is looked for, and no other could be made an id that is one of the
        two."""
        if not named.isascii():
            from briefing.model.fold import fold

            named = "\n".join(map(fold, named.split("\n")))
        named = named.lower()
        return _like(self.old, named) == count and not _like(self.new, named)

    def _in_body(self, text: str, body: int, indent: int) -> list[int] | None:
        if text.find(self.old, body) < 0 or text.find("[[", body) < 0:
            return []
        old = re.escape(self.old)
        links = [*re.compile(rf"\[\[ *({old}) *(?:\|[^\[\]\n]+)?\]\]").finditer(text, body)]
        if len(links) != sum(1 for _ in re.compile(rf"\[\[[^\[\]|]*{old}").finditer(text, body)):
            return None
        if links and (_IN_MARKUP.search(text, body) or text.count("[", body) > 1000):
            return None
        for link in links:
            line = text[text.rfind("\n", 0, link.start()) + 1 : link.start()]
            begins = line[indent:].lstrip(" ")
            if len(line) - len(begins) > indent + 3 or begins[:1] == "|" or line[-1:] in ("[", "!"):
                return None
            if text[link.end() : link.end() + 1] in ("(", "[", "]", ":"):
                return None
        return [link.start(1) for link in links]


class _Doubt(Exception):
    """Something is not written plainly."""


def _like(id_: str, text: str) -> int:
    """How many values of a text in small letters are an id, or make it, also with a number behind."""
    first, *rest = id_.split("-")
    if first not in text:
        return 0
    found = re.finditer(r"[\W_]+".join([first, *rest]) + r"(?=[\W\d_]*?(?:[\n\]},\"'#]|\Z))", text)
    return sum(_begins_value(text, match.start()) for match in found)


def _begins_value(text: str, at: int) -> bool:
    """Whether no word stands between a place and what parts values."""
    while at and not text[at - 1].isalnum():
        at -= 1
        if text[at] in "\n:[{,\"'(-":
            return True
    return not at


def _end_of_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _pairs_in(braces: str, at: int) -> list[tuple[str, str, int]]:
    """The keys in braces that stand at an offset, with their values and the offsets of these."""
    return [(pair[1], pair[2], at + pair.start(2)) for pair in _PAIR_AT.finditer(braces)]


def _once(pairs: Sequence[tuple[str, str, int]]) -> None:
    if len({key for key, _value, _at in pairs}) != len(pairs):
        raise _Doubt


def _is_odd(text: str) -> bool:
    """Whether there is something in a text besides what is printed and its lines."""
    return not text.replace("\n", "").isprintable() and not re.sub("[\n\xa0]", "", text).isprintable()


def _yaml(text: str) -> tuple[int, int, int] | None:
    """Where the head begins and ends, and where the text does."""
    begin = text.find("\nbody: |\n  ") + 1
    body = begin + 8
    if not begin or text[body + 2 : body + 3].isspace() or _NOT_INDENTED.search(text, body):
        return None
    return 0, begin, body


def _markdown(text: str) -> tuple[int, int, int] | None:
    end = text.find("\n---\n", 4)
    if not text.startswith("---\n") or end < 0 or text.find("\n---", end + 4) >= 0:
        return None
    if re.compile(r"\s*[\w\"'-]+[ \t]*:").match(text, end + 5):
        return None  # a key below
    return 4, end + 1, end + 5


class RegistryEdits(NamedTuple):
    """What is found of an id in a registry: what it is of, and what is to be put for each stretch (`start`, `end`) of
    each file."""

    kind: str
    edits: dict[str, list[tuple[int, int, str]]]


def of_registry(texts: Mapping[str, str], kinds: Mapping[str, str], old: str, new: str) -> RegistryEdits | None:
    """What gives an id of the registry another name there, the old one kept in its `was`; `texts` are its files, and
    `kinds` what theirs are. None where that is not certain."""
    if not Renamed(old, new, "").is_plain:
        return None
    whole = re.compile(rf"(?<![a-z0-9])(?<![a-z0-9]-){re.escape(old)}(?!-?[a-z0-9])")
    edits: dict[str, list[tuple[int, int, str]]] = {}
    ids: set[str] = set()
    kind = ""
    for file, text in texts.items():
        if new in text or "\r" in text or text[:1] == "\ufeff" or _is_odd(text) or (text and text[-1] != "\n"):
            return None
        at = _end_of_blank(text, 0)
        found: list[tuple[int, int, str]] = []
        while at < len(text):
            entry = _registry_entry(text, at)
            if entry is None or entry.id in ids:
                return None
            ids.add(entry.id)
            if text.find(old, at, entry.end) >= 0:
                try:
                    found += _in_registry_entry(entry, at, old, new)
                except _Doubt:
                    return None
                if entry.id == old:
                    kind = kinds[file]
            at = entry.end
        if sum(1 for _ in whole.finditer(text)) != sum(one[1] > one[0] for one in found):
            return None
        if found:
            edits[file] = found
    return RegistryEdits(kind, edits) if kind else None


class _RegistryEntry(NamedTuple):
    """An entry of a registry: its id, its keys with their values and where these stand, where an item more would be
    put and with what before it, and where it ends."""

    id: str
    pairs: list[tuple[str, str, int]]
    more: int
    before: str
    end: int


def _registry_entry(text: str, at: int) -> _RegistryEntry | None:
    line = _LINE.match(text, at)
    if line is None or line[1] or line[2] is None or not re.fullmatch(_ID, line[2]):
        return None
    id_ = line[2]
    if line[3] is None:
        below = _LINE.match(text, line.end())
        if below is None or below[1] not in ("  ", "    ") or below[3] is None:
            return None
        if below[2] is not None:
            return _entry_in_lines(text, id_, below)
        if below[3][0] != "{":
            return None
        line = below
    value, start = line[3], line.start(3)
    if value[0] == "{":
        pairs = _pairs_in(value, start)
        return _RegistryEntry(id=id_, pairs=pairs, more=_end_of_value(pairs[-1]), before=", ", end=line.end())
    if value[0] == "[":
        return None
    return _RegistryEntry(id=id_, pairs=[], more=at + len(id_) + 1, before="\n  ", end=line.end())


def _entry_in_lines(text: str, id_: str, line: re.Match[str]) -> _RegistryEntry | None:
    pairs = []
    indent, end = line[1], line.end()
    while True:
        pairs.append((line[2], line[3], line.start(3)))
        if not text.startswith("  ", end):
            more = text.index("\n", line.end(3))
            return _RegistryEntry(id=id_, pairs=pairs, more=more, before=f"\n{indent}", end=end)
        below = _LINE.match(text, end)
        if below is None or below[1] != indent or below[2] is None or below[3] is None:
            return None
        line, end = below, below.end()


def _end_of_value(pair: tuple[str, str, int]) -> int:
    _key, value, at = pair
    return at + len(value.rstrip(" "))


def _in_registry_entry(entry: _RegistryEntry, at: int, old: str, new: str) -> Iterator[tuple[int, int, str]]:
    _once(entry.pairs)
    for key, value, start in entry.pairs:
        if key == "for" and value.strip("\"' ") == old:
            begin = start + (value[0] in "\"'")
            yield begin, begin + len(old), new
    if entry.id != old:
        return
    keys = {key for key, _value, _at in entry.pairs}
    if entry.pairs and ("was" in keys or "name" not in keys):
        raise _Doubt
    yield at, at + len(old), new
    yield entry.more, entry.more, f"{entry.before}was: [{old}]" + ("" if entry.pairs else "\n  name:")
