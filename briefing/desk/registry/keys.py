"""Edits of the keys of one entry, of the registry or of a brief: what is put in stands as the entry is written, in
braces or in lines, and what is put in and taken out again leaves the file as it was, byte by byte.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefing.desk.registry.plan import cut, insertion
from briefing.desk.registry.steps import Impossible
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse.entry import Entry
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.text import Text
from briefing.parse.values import as_item, end_of, ends_in_block


class EntryEdits:
    """Edits of one entry in a text. `behind` is where the colon of its id ends, if that begins a line: there a mere
    text may get keys in lines.
    """

    def __init__(self, text: Text, entry: Entry, behind: int = -1) -> None:
        self.text, self.entry, self.behind = text, entry, behind

    def with_item(self, key: str, item: str) -> list[Edit]:
        """An item more in a list, at its end; the list, where there is none."""
        return self.with_items(key, [item])

    def with_items(self, key: str, several: Sequence[str]) -> list[Edit]:
        """Items more in a list, at its end; the list, where there is none."""
        node = self.entry.node
        written = ", ".join(map(as_item, several))
        if not isinstance(node, MappingNode):
            return self._around(f"{key}: [{written}]")
        found = self._pair(key)
        if found is None:
            return self.with_keys([(key, f"[{written}]")])
        items = found[1]
        if not isinstance(items, SequenceNode):
            raise Impossible(f"{self._place(items)}: `{key}` is no list; put that right first")
        if not items.value:
            return [insertion(self.text, self._start(items) + 1, written)]
        if items.flow_style:
            return [insertion(self.text, self._end(items.value[-1]), f", {written}")]
        at = self._line_end(self._end(items.value[-1]))
        lines = (f"\n{' ' * items.start_mark.column}- {as_item(item)}" for item in several)
        return [insertion(self.text, at, "".join(lines))]

    def with_value(self, key: str, value: str) -> list[Edit]:
        """Another value for a key that there is."""
        found = self._pair(key)
        return [Edit(self.span(found[1]), value)] if found else []

    def without_item(self, key: str, item: str) -> list[Edit]:
        """The list without an item; without the list, where it was the only one."""
        found = self._pair(key)
        if found is None or not isinstance(found[1], SequenceNode):
            return []
        items: Sequence[Node] = found[1].value
        at = next(
            (n for n, one in enumerate(items) if isinstance(one, ScalarNode) and text_of(one).strip() == item), -1
        )
        if at < 0:
            return []
        return self.without_key(key) if len(items) == 1 else self.without_node(key, items[at])

    def with_keys(self, rows: Sequence[tuple[str, str]]) -> list[Edit]:
        """Keys more, with their values as they are written, behind those that there are."""
        node = self.entry.node
        if not isinstance(node, MappingNode):
            return self._around(*(f"{key}: {value}" for key, value in rows))
        if node.flow_style:
            added = "".join(f", {key}: {value}" for key, value in rows)
            if not node.value:
                return [insertion(self.text, self._start(node) + 1, added.removeprefix(", "))]
            return [insertion(self.text, self._end_of_pair(*node.value[-1]), added)]
        column = node.value[0][0].start_mark.column
        if ends_in_block(node.value[-1][1]):
            first = node.value[0][0]
            lines = "".join(f"{key}: {value}\n{' ' * column}" for key, value in rows)
            return [insertion(self.text, self._start(first), lines)]
        at = self._line_end(self._end_of_pair(*node.value[-1]))
        return [insertion(self.text, at, "".join(f"\n{' ' * column}{key}: {value}" for key, value in rows))]

    def without_key(self, key: str) -> list[Edit]:
        """Without a key and its value."""
        return self.without_keys([key])

    def without_keys(self, keys: Collection[str]) -> list[Edit]:
        """Without some keys and their values; at least one other is there. A comment beside one stays."""
        node = self.entry.node
        if not isinstance(node, MappingNode):
            return []
        pairs: list[tuple[Node, Node]] = node.value
        gone = [isinstance(key, ScalarNode) and text_of(key) in keys for key, _value in pairs]
        if not any(gone):
            return []
        if (
            gone == [True, False]
            and text_of(pairs[1][0]) == self.entry.owner.bare
            and (bare := self._bare(node, pairs))
        ):
            return bare  # as `_around` put it there
        if node.flow_style:
            return [cut(self.text, *stretch) for stretch in self._stretches(pairs, gone)]
        return [edit for at, is_gone in enumerate(gone) if is_gone for edit in self._line_cut(pairs, gone, at)]

    def _bare(self, node: MappingNode, pairs: Sequence[tuple[Node, Node]]) -> list[Edit]:
        if node.flow_style:
            before = cut(self.text, self._start(node), self._start(pairs[1][1]))
            return [before, cut(self.text, self._end_of_pair(*pairs[1]), self._end(node))]
        first = self._start(pairs[0][0])
        opening = self.text.text.rfind(":", 0, first) + 1
        if self.text.text[opening:first].strip():  # the dash of an item, or a comment
            return []
        return [cut(self.text, opening, self._colon(pairs[1]))]

    def _stretches(self, pairs: Sequence[tuple[Node, Node]], gone: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """What goes with some pairs of braces: each run of them, with the comma that parted it from what stays."""
        at = 0
        while at < len(pairs):
            end = at
            while end < len(pairs) and gone[end]:
                end += 1
            if end > at and at:
                yield self._end_of_pair(*pairs[at - 1]), self._end_of_pair(*pairs[end - 1])
            elif end > at:
                last = self._end_of_pair(*pairs[end - 1])
                yield self._start(pairs[0][0]), self._start(pairs[end][0]) if end < len(pairs) else last
            at = end + 1

    def _line_cut(self, pairs: Sequence[tuple[Node, Node]], gone: Sequence[bool], at: int) -> list[Edit]:
        start, end = self._start(pairs[at][0]), self._end_of_pair(*pairs[at])
        if ends_in_block(pairs[at][1]):
            if at + 1 == len(pairs):
                raise Impossible(f"{self._place(pairs[at][0])}: write this block of text in one line first")
            end = self._start(pairs[at + 1][0])
            end = self.text.starts[self.text.line_at(end)] - 1
        if not self._is_first_of_line(start):  # behind the dash of an item
            stays = next((n for n, is_gone in enumerate(gone) if not is_gone), len(pairs))
            if at:
                return []
            return [cut(self.text, start, self._start(pairs[stays][0]) if stays < len(pairs) else end)]
        if not self._is_first_of_line(self._start(pairs[0][0])) and all(gone[: at + 1]):
            return []  # gone with the first
        behind = self.text.text[end : self._line_end(end)]
        if behind.strip():
            return [cut(self.text, start, end + len(behind) - len(behind.lstrip()))]
        return [cut(self.text, *self._lines(start, end))]

    def without_node(self, key: str, item: Node) -> list[Edit]:
        """A list without one of its items, which is not the only one."""
        found = self._pair(key)
        if found is None or not isinstance(found[1], SequenceNode):
            return []
        items: list[Node] = found[1].value
        at = next((n for n, one in enumerate(items) if one is item), -1)
        if at < 0 or len(items) == 1:
            return []
        if not found[1].flow_style:
            return [cut(self.text, *self._lines(self._start(item), self._end(item)))]
        if at:
            return [cut(self.text, self._end(items[at - 1]), self._end(item))]
        return [cut(self.text, self._start(item), self._start(items[1]))]

    def has_comment(self, key: str) -> bool:
        """Whether a comment stands behind the value of a key, or between its lines."""
        found = self._pair(key)
        if found is None:
            return False
        start, end = self._start(found[0]), self._end_of_pair(*found)
        return "#" in self.text.text[start : self._line_end(end)]

    def _around(self, *rows: str) -> list[Edit]:
        """Keys before a mere text, which becomes the value of its entry's own key: nothing but what is put in changes,
        so that it can be taken out."""
        node, bare = self.entry.node, self.entry.owner.bare
        if self.behind < 0:
            start, end = self._start(node), self._end(node)
            return [
                insertion(self.text, start, f"{{{', '.join(rows)}, {bare}: "),
                insertion(self.text, end, "}"),
            ]
        if end_of(node)[0] != node.start_mark.line:
            raise Impossible(f"{self._place(node)}: write `{bare}: ` before this name first, with the keys in lines")
        return [insertion(self.text, self.behind, "".join(f"\n  {row}" for row in rows) + f"\n  {bare}:")]

    def _colon(self, pair: tuple[Node, Node]) -> int:
        """Where the colon behind a key ends."""
        return self.text.text.index(":", self._end(pair[0])) + 1

    def _pair(self, key: str) -> tuple[Node, Node] | None:
        node = self.entry.node
        pairs: Iterator[tuple[Node, Node]] = iter(node.value if isinstance(node, MappingNode) else ())
        return next((pair for pair in pairs if isinstance(pair[0], ScalarNode) and pair[0].value == key), None)

    def span(self, node: Node) -> Span:
        """Where a value stands, with the quotes around it."""
        return self.text.span(self._start(node), self._end(node))

    def key_span(self, key: str) -> Span:
        """Where a key of the entry stands."""
        found = self._pair(key)
        return self.span(found[0] if found else self.entry.node)

    def _start(self, node: Node) -> int:
        return self.text.offset(node.start_mark.line + 1, node.start_mark.column + 1)

    def _end(self, node: Node) -> int:
        line, column = end_of(node)
        return self.text.offset(line + 1, column + 1)

    def _end_of_pair(self, key: Node, value: Node) -> int:
        """Where a value ends, or, where there is none, the colon behind its key."""
        end = self._end(value)
        return max(end, self._colon((key, value))) if end <= self._end(key) or not value.value else end

    def _line_end(self, at: int) -> int:
        line = self.text.line_at(at)
        return self.text.starts[line] + len(self.text.lines[line])

    def _is_first_of_line(self, at: int) -> bool:
        line = self.text.line_at(at)
        return not self.text.text[self.text.starts[line] : at].strip()

    def _lines(self, start: int, end: int) -> tuple[int, int]:
        """Whole lines with the line end before them, so that a file without one at its end loses none."""
        first = self.text.line_at(start)
        if not first:
            return 0, self.text.starts[1] if len(self.text.starts) > 1 else len(self.text.text)
        before = self.text.starts[first - 1] + len(self.text.lines[first - 1])
        return before, self._line_end(end)

    def _place(self, node: Node) -> str:
        return f"{self.text.file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
