"""What can still be read of YAML that is broken, and where its author slipped.

The head of a file is cut into the pieces that begin with a key in the first column, and a broken list into its items.
Each piece is read by itself. One that is broken is told once, mended in a copy as its author meant it, and read again;
what nobody can mend is read for what it is worth.
"""

from __future__ import annotations

import re
from itertools import pairwise

from yaml.error import YAMLError

from briefing.model.likeness import nearest
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.broken import joined
from briefing.parse.characters import ODD
from briefing.parse.diagnosis import common_column, diagnose, no_dash, odd_dash, stray
from briefing.parse.fields import FIELDS
from briefing.parse.first_dash import in_first_column
from briefing.parse.lines import INNER, KEY, LIST_MARK, Diagnosis, are_beside
from briefing.parse.mended import Mended
from briefing.parse.nodes import (
    MappingNode,
    Node,
    SequenceNode,
    compose,
    mapping,
    scalar,
    sequence,
)

PIECES = 20_000
"""So many pieces are tried; a file of more is no brief."""
MISTAKES = 1_000
"""So many pieces are mended: nobody reads more than these before he puts them right."""
_ROUNDS = 40
"""So often one piece is mended."""
_LOOKS = 200_000
"""So many lines are looked at for the slips of one piece."""
_LARGE = 50_000
"""A guess at more characters than these is not read: nothing is told of what it says."""
_BREAK = r"\r\n|\r|\n"
_WORD = r"""["']?(?P<word>[A-Za-z][\w-]*)"""

_WRAPPED = 40
"""So long is the first line of a title that goes on in another one."""


class Recovery:
    """The reading of one broken head, piece by piece; `known` are the keys to be expected.

    Of `title: Talks: a new round`, `date: 2025-05-10` and `tags [peace]`, a line each, two pieces are broken: the title
    is told (a colon in the text) and read with quotes, the tags are told (no colon) and read with one; the date is read
    as it stands.
    """

    def __init__(
        self, head: str, file: str, known: frozenset[str], problems: list[Problem], has_body: bool = False
    ) -> None:
        self.has_body = has_body
        self.head = Mended(re.split(_BREAK, head))
        self.file, self.known, self.problems = file, known, problems
        self.pieces = self.mistakes = 0
        self.told: set[int] = set()
        """The lines of the file about which something was said."""
        self._is_stopped = False
        self._has_ids = any(re.match(KEY, line) for line in self.head.lines)
        """Whether some key stands in the first column, so that a dash there is none of a list of entries."""
        self.doubtful: list[range] = []
        """Lines of the file (from 1) whose mended reading is a guess."""

    def mapping(self, error: YAMLError | None) -> Node | None:
        """Read the pieces between keys of the first column, and put what they say together.

        `error` is what YAML said of the whole; None if it read it, and found a text where keys belong.
        """
        count = len(self.problems)
        self._headings()
        self._title()
        self._first_dashes()
        lines = self.head.lines
        starts = [n for n, line in enumerate(lines) if self._is_start(line) and not (n and self._goes_on(n))]
        starts = [n for n in starts if not self._is_of_entry(n)]
        first = starts[0] if starts else len(lines)
        pairs: list[tuple[Node, Node]] = []
        if any(line.strip() and not line.lstrip().startswith("#") for line in lines[:first]):
            pairs += self._above(self.head.part(0, first), bool(starts))
        for start, end in pairwise([*starts, len(lines)]):
            part = self.head.part(start, end)
            if self._is_enough(part):
                break
            pairs += self._piece(part)
        if len(self.problems) == count and (error is not None or not pairs):
            self._tell(self.head, diagnose(self.head, self.file, self.known, error))
        if not pairs:
            return None
        return mapping(pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark)

    def _headings(self) -> None:
        """Make keys of what is a heading in other formats."""
        if not any(line[:1] in ("#", "[") for line in self.head.lines):
            return
        from briefing.parse.heads import heads

        for found in list(heads(self.head.lines, self.file, self.known)):
            self._tell(self.head, found)
            self.head.apply(found.mend)

    def _title(self) -> None:
        """Give the title its key, where that was left out."""
        if not self.known or re.match(KEY, self.head.lines[0]):
            return
        from briefing.parse.bare_title import title_alone

        if found := title_alone(self.head.lines, self.file, self.known, self.has_body):
            self._tell(self.head, found)
            self.head.apply(found.mend)

    def _first_dashes(self) -> None:
        """Give the first entries of lists their dashes, where those of the others stand in the first column."""
        if not self.known:
            return
        for found in list(in_first_column(self.head.lines, self.file, self.known)):
            self._tell(self.head, found)
            self.head.apply(found.mend)

    def _above(self, part: Mended, has_keys: bool) -> list[tuple[Node, Node]]:
        """What stands above the first key of the first column: keys that are indented, or of an entry whose id was
        lost.
        """
        begin = next(n for n, line in enumerate(part.lines) if line.strip() and line.lstrip()[0] != "#")
        if has_keys and part.lines[begin][0] == "{" and self.known:
            node, _error = _compose(part)
            if isinstance(node, MappingNode) and node.flow_style:
                from briefing.parse.outer_braces import around

                self._tell(part, Diagnosis(around(node, self.file), ()))
                return self._pairs(part, node)
        key = re.match(rf"[ ]+(?={KEY})", part.lines[begin]) if has_keys else None
        if key is None:
            return self._piece(part)
        width = key.end()
        word = re.split(r"[\s:]", part.lines[begin][width:])[0]
        if not self.known and word in INNER:
            where = Span(self.file, begin + 1, width + 1, begin + 1, width + 1 + len(word))
            self._tell(part, Diagnosis(slips.ID_LOST.at(where), ()))
            return []
        if self.known and word not in self.known:
            return self._piece(part)
        edits = []
        for number in range(begin, len(part.lines)):
            blank = len(part.lines[number]) - len(part.lines[number].lstrip(" "))
            if blank < len(part.lines[number]):
                edits.append(Edit(Span(self.file, number + 1, 1, number + 1, min(blank, width) + 1), ""))
        self._tell(part, Diagnosis(slips.KEY_INDENTED.at(edits[0].span, edits=tuple(edits)), tuple(edits)))
        part.apply(edits)
        return self._piece(part)

    def _is_enough(self, part: Mended) -> bool:
        """Whether nothing is read on from here, which is told."""
        if self.pieces < PIECES and self.mistakes < MISTAKES:
            self.pieces += 1
            return False
        if not self._is_stopped:
            self._is_stopped = True
            where = part.span(self.file, 0, 0, max(1, len(part.lines[0].rstrip())))
            self.problems.append(slips.NOT_READ_ON.at(where))
        return True

    def _is_start(self, line: str) -> bool:
        """Whether a line begins with a key in the first column, or was to begin with one that is known."""
        if not self.known and self._has_ids and (item := re.match(rf"- +{KEY}", line)):
            return item["key"] not in INNER
        if not line[:1].strip() or line[0] in "#-":
            return False
        if re.match(KEY, line):
            return True
        word = re.match(_WORD, line)
        if word is None:
            return False
        return word["word"] in self.known or bool(self.known and nearest(word["word"], self.known))

    def _is_of_entry(self, number: int) -> bool:
        """Whether a key in the first column is of the entry that has other keys above and below it, which is told."""
        lines = self.head.lines
        key = re.match(rf"{KEY}[ \t]+\S", lines[number])
        if key is None or key["key"] not in INNER or not 0 < number < len(lines) - 1:
            return False
        above = re.match(rf"[ ]+(?:- +)?{KEY}", lines[number - 1])
        below = re.match(rf"[ ]+{KEY}", lines[number + 1])
        if above is None or below is None or above.start("key") != below.start("key"):
            return False
        if not are_beside([found["key"] for found in (above, key, below)]):
            return False
        edits = (Edit(Span(self.file, number + 1, 1, number + 1, 1), " " * below.start("key")),)
        where = Span(self.file, number + 1, 1, number + 1, key.end("key") + 1)
        slip = slips.KEY_SHALLOW.sure_if(key["key"] not in self.known)
        self._tell(self.head, Diagnosis(slip.at(where, edits=edits), edits))
        self.head.apply(edits)
        return True

    def _goes_on(self, number: int) -> bool:
        """Whether the key of a line begins on the line above."""
        above = self.head.lines[number - 1].rstrip()
        word = above.lstrip(" -")
        if not self.known or not word.islower() or not word.isidentifier():
            return False
        known = self.known if word == above else INNER
        key = re.match(KEY, self.head.lines[number])
        return key is not None and word + key["key"] in known and known.isdisjoint((word, key["key"]))

    def _piece(self, part: Mended) -> list[tuple[Node, Node]]:
        """The keys and values of a piece, as far as they can be read."""
        node, error = _compose(part)
        if isinstance(node, MappingNode):
            return self._pairs(part, node)
        if (hanging := self._hanging(part)) is not None:
            return hanging
        if error is not None and (orphan := _orphan(part)) is not None:
            if (whole := self._second_line(part, orphan)) is not None:
                return whole
            before, behind = part.part(0, orphan), part.part(orphan, len(part.lines))
            if (key := re.match(KEY, part.lines[0])) and part.lines[orphan - 1].startswith("- "):
                behind.under = key["key"].strip("\"'")
            if (shorter := _compose(before)[0]) is not None:
                pairs = self._pairs(before, shorter)
                return [*pairs, *self._strays(behind)]
        if error is None and node is not None:
            return self._strays(part)
        if (items := self._items(part)) is not None:
            return [items]
        node = self._mended(part, error) if error is not None else node
        if isinstance(node, MappingNode):
            return self._pairs(part, node)
        return self._text_of_piece(part)

    def _hanging(self, part: Mended) -> list[tuple[Node, Node]] | None:
        """The key whose text stands below it in the first column; None where it is no such text."""
        key = re.match(rf"{KEY}[ \t]*(?:[|>][+-]?[ \t]*)?$", part.lines[0])
        name = key["key"].strip("\"'") if key else ""
        if name not in ("title", "summary") or key is None:
            return None
        rest = [n for n in range(1, len(part.lines)) if part.lines[n].strip()]
        if not rest or not all(re.match(r"\w", part.lines[n]) and ": " not in part.lines[n] for n in rest):
            return None
        edits = tuple(Edit(Span(self.file, n + 1, 1, n + 1, 1), "  ") for n in rest)
        where = Span(self.file, rest[0] + 1, 1, rest[0] + 1, len(part.lines[rest[0]].rstrip()) + 1)
        self._tell(part, Diagnosis(slips.NOT_BELOW.at(where, edits=edits, key=name), edits))
        part.apply(edits)
        node, _error = _compose(part)
        return self._pairs(part, node) if isinstance(node, MappingNode) else []

    def _second_line(self, part: Mended, number: int) -> list[tuple[Node, Node]] | None:
        """The key of a text that goes on in the first column; None where something else may stand there."""
        key = re.match(rf"{KEY}[ \t]+(?=[^\W_])", part.lines[0])
        rest = [n for n in range(number, len(part.lines)) if part.lines[n].strip()]
        if key and rest == [1] and joined(key["key"], part.lines[0][key.end() :].rstrip(), part.lines[1].rstrip()):
            end = len(part.lines[0].rstrip())
            gap = Edit(Span(self.file, 1, end + 1, 2, 1), "")
            where = Span(self.file, 2, 1, 2, len(part.lines[1].rstrip()) + 1)
            second = part.lines[1].rstrip()
            mend = (Edit(Span(self.file, 1, end + 1, 1, end + 1), second), Edit(where, ""))
            self._tell(part, Diagnosis(slips.VALUE_IN_TWO.at(where, edits=(gap,), key=key["key"]), mend))
            part.apply(mend)
            node, _error = _compose(part)
            return self._pairs(part, node) if isinstance(node, MappingNode) else None
        if key is None or number != 1 or rest != list(range(1, len(rest) + 1)):
            return None
        if key["key"] != "summary" and (key["key"] != "title" or len(part.lines[0]) < _WRAPPED):
            return None
        texts = [part.lines[n] for n in (0, *rest)]
        if (
            not texts[1][0].islower()
            or ": " in texts[0][key.end() :]
            or not all(re.match(r"[^\W\d_]", text) for text in texts)
        ):
            return None
        if any(" #" in text or re.search(r":(?:\s|$)", text) for text in texts[1:]) or any(
            map(self._is_start, texts[1:])
        ):
            return None
        edits = tuple(Edit(Span(self.file, n + 1, 1, n + 1, 1), "  ") for n in rest)
        where = Span(self.file, 2, 1, 2, len(texts[1].rstrip()) + 1)
        self._tell(part, Diagnosis(slips.ORPHAN.at(where, edits=edits), edits))
        part.apply(edits)
        node, _error = _compose(part)
        return self._pairs(part, node) if isinstance(node, MappingNode) else None

    def _pairs(self, part: Mended, node: Node) -> list[tuple[Node, Node]]:
        if not isinstance(part.lead_back(node), MappingNode):
            return []
        # a key that was mended and has no value is told already
        return [(key, value) for key, value in node.value if value.value or key.start_mark.line + 1 not in self.told]

    def _mended(self, part: Mended, error: YAMLError) -> Node | None:
        """The node of lines that are broken, put right one slip after the other; what was not, is told only."""
        self.mistakes += 1
        seen: set[tuple[str, int]] = set()
        for _round in range(max(2, min(_ROUNDS, _LOOKS // (len(part.lines) + 1)))):
            found = diagnose(part, self.file, self.known, error)
            self._tell(part, found)
            which = found.problem.code, found.problem.span.line
            if not found.mend or which in seen or (found.is_doubtful and sum(map(len, part.lines)) > _LARGE):
                return None
            seen.add(which)
            part.apply(found.mend)
            node, following = _compose(part)
            if following is None:
                return node
            error = following
        return None

    def _strays(self, part: Mended) -> list[tuple[Node, Node]]:
        """Lines of the first column that no key begins: a slip that can be mended makes keys of them."""
        for number, line in enumerate(part.lines):
            if not line.strip() or line.lstrip().startswith("#") or line.startswith("---"):
                continue
            rest = part.part(number, len(part.lines))
            found = stray(rest, self.file, self.known)
            if found is None:
                continue
            self.mistakes += 1
            self._tell(rest, found)
            if not found.mend:
                return []
            rest.apply(found.mend)
            node, error = _compose(rest)
            if isinstance(node, MappingNode):
                return self._pairs(rest, node)
            return self._piece(rest) if error is not None and rest.number(0) not in self.told else []
        return []

    def _items(self, part: Mended) -> tuple[Node, Node] | None:
        """The piece as a list read item by item, or None if it is no block list."""
        count = len(self.problems)
        lines = part.lines
        key = re.match(KEY, lines[0])
        if key is None or lines[0][key.end() :].split("#")[0].strip():
            return None
        part.under = key["key"].strip("\"'")
        dashes = [n for n in range(1, len(lines)) if re.match(r"[ ]*-(?:\s|$)", lines[n])]
        if not dashes:
            return None
        depth = lines[dashes[0]].index("-")
        before = [n for n in range(1, dashes[0]) if not re.match(r"\s*(?:#|$)", lines[n])]
        if before and lines[before[0]].lstrip(" ")[0] in ODD:
            return None
        if before:
            width = len(lines[before[0]]) - len(lines[before[0]].lstrip(" "))
            if width not in (depth + 1, depth + 2):
                return None
            found = no_dash(part, self.file, before[0], depth)
            self._tell(part, found)
            part.apply(found.mend)
            dashes.insert(0, before[0])
        if self._too_shallow(part, [n for n in dashes if lines[n].index("-") < depth]):
            dashes = [n for n in dashes if lines[n].index("-") >= depth]
        starts = [n for n in dashes if lines[n].index("-") <= depth + 1]
        depth, odd = common_column(starts, lines)
        values: list[Node] = []
        for begin, stop in pairwise([*starts, len(lines)]):
            item = part.part(begin, stop)
            if self._is_enough(item):
                break
            if begin in odd:
                item.dedent(depth)
            values += self._item(item)
        if odd:
            self._tell(part, odd_dash(part, self.file, odd[0], depth))
        if len(self.problems) == count:
            return None
        here = part.place(0, key.start())
        name = scalar(key["key"].strip("\"'"), here, part.place(0, key.end("key")))
        last = part.place(len(lines) - 1, len(lines[-1]))
        return name, sequence(values, part.place(starts[0], depth), last)

    def _too_shallow(self, part: Mended, dashes: list[int]) -> bool:
        """Whether dashes stand less deep than those of the entries, though they are of the last key of one."""
        above = (
            part.lines[dashes[0] - 1] if dashes and dashes == list(range(dashes[0], dashes[0] + len(dashes))) else ""
        )
        key = re.match(rf"[ ]+(?:- +)?{KEY}[ \t]*$", above)
        if key is None or not any(row.key == key["key"] and row.many for row in FIELDS):
            return False
        width = key.start("key") + 2
        edits = tuple(Edit(Span(self.file, n + 1, 1, n + 1, part.lines[n].index("-") + 1), " " * width) for n in dashes)
        column = part.lines[dashes[0]].index("-") + 1
        where = Span(self.file, dashes[0] + 1, column, dashes[0] + 1, column + 1)
        self._tell(part, Diagnosis(slips.ITEM_SHALLOW.at(where, edits=edits, key=key["key"]), edits))
        part.apply(edits)
        return True

    def _item(self, item: Mended) -> list[Node]:
        """The values of one item of a list."""
        node, error = _compose(item)
        whole = item.part(0, len(item.lines))
        if error is not None:
            node = self._mended(item, error)
            if node is None:
                return _text_of_item(whole)
        if not isinstance(node, SequenceNode):
            return []
        item.lead_back(node)
        return list(node.value)

    def _text_of_piece(self, part: Mended) -> list[tuple[Node, Node]]:
        """A broken `key: text` is still text, so that a title shows."""
        line = part.lines[0]
        key = re.match(KEY, line)
        if key is None:
            return []
        raw = line[key.end() :].strip()
        text = raw.strip("\"'") if raw[:1] in ("'", '"') else raw
        name = key["key"].strip("\"'")
        if name not in ("title", "summary", "name") or not text or text[0] in "[{&*!|>%":
            return []
        at = line.index(text)
        node = scalar(text, part.place(0, at), part.place(0, at + len(text)))
        return [(scalar(name, part.place(0, 0), part.place(0, key.end("key"))), node)]

    def _tell(self, part: Mended, found: Diagnosis) -> None:
        """Note a slip with its place in the file; of one line, the first only."""
        problem = part.told(found.problem)
        line = problem.span.line
        if found.is_doubtful:
            last = part.number(max(edit.span.line for edit in found.mend) - 1)
            self.doubtful.append(range(line, last + 2))
        if line not in self.told:
            self.told.add(line)
            self.problems.append(problem)


def _compose(part: Mended) -> tuple[Node | None, YAMLError | None]:
    """The node of some lines, with the places of the copy, or why there is none."""
    try:
        return compose("\n".join(part.lines) + "\n")[0], None
    except YAMLError as error:
        return None, error


def _orphan(part: Mended) -> int | None:
    """The first line behind the first that goes on with nothing, in the first column."""
    key = re.match(rf"{KEY}[ \t]*$", part.lines[0])
    is_list = key is not None and any(row.many for row in FIELDS if row.key == key["key"])
    for number in range(1, len(part.lines)):
        line = part.lines[number]
        if is_list and re.match(LIST_MARK, line):
            continue
        if (line[:1].isalnum() and not re.match(KEY, line)) or line[:1] in ("\uff1a", "%", "*", "`"):
            return number
    return None


def _text_of_item(item: Mended) -> list[Node]:
    """A broken item of one line is still text: `- Will he come: yes or no: who knows?`."""
    line = item.lines[0]
    text = line.split("-", 1)[1].strip()
    if any(rest.strip() for rest in item.lines[1:]):
        return []
    if not text or text[0] in "[{&*!|>%@`'\"" or ": " not in text:
        return []
    at = line.index(text)
    return [scalar(text, item.place(0, at), item.place(0, at + len(text)))]
