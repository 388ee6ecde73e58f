"""Edits of the keys of one entry, of the registry or of a brief: what is put in stands as the entry is written, in
braces or in lines, and what is put in and taken out again leaves the file as it was, byte by byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.desk.registry.files import Impossible
from briefing.desk.registry.plan import cut, insertion
from briefing.model.problem import Edit
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
        node = self.entry.node
        if not isinstance(node, MappingNode):
            return self._around(f"{key}: [{as_item(item)}]")
        found = self._pair(key)
        if found is None:
            return self.with_keys([(key, f"[{as_item(item)}]")])
        items = found[1]
        if not isinstance(items, SequenceNode):
            raise Impossible(f"{self._place(items)}: `{key}` is no list; put that right first")
        if not items.value:
            return [insertion(self.text, self._start(items) + 1, as_item(item))]
        if items.flow_style:
            return [insertion(self.text, self._end(items.value[-1]), f", {as_item(item)}")]
        at = self._line_end(self._end(items.value[-1]))
        return [insertion(self.text, at, f"\n{' ' * items.start_mark.column}- {as_item(item)}")]

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
        if len(items) == 1:
            return self.without_key(key)
        if not found[1].flow_style:
            start, end = self._lines(self._start(items[at]), self._end(items[at]))
            return [cut(self.text, start, end)]
        if at:
            return [cut(self.text, self._end(items[at - 1]), self._end(items[at]))]
        return [cut(self.text, self._start(items[0]), self._start(items[1]))]

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
        """Without a key and its value. A comment beside it stays."""
        node = self.entry.node
        if not isinstance(node, MappingNode):
            return []
        pairs: list[tuple[Node, Node]] = node.value
        at = next((n for n, (one, _value) in enumerate(pairs) if isinstance(one, ScalarNode) and one.value == key), -1)
        if at < 0:
            return []
        start, end = self._start(pairs[at][0]), self._end_of_pair(*pairs[at])
        if at == 0 and len(pairs) == 2 and pairs[1][0].value == self.entry.owner.bare:  # as `_around` put it there
            if node.flow_style:
                last = self._end_of_pair(*pairs[1])
                before = cut(self.text, self._start(node), self._start(pairs[1][1]))
                return [before, cut(self.text, last, self._end(node))]
            opening = self.text.text.rfind(":", 0, start) + 1
            return [cut(self.text, opening, self._colon(pairs[1]))]
        if node.flow_style:
            if at:
                return [cut(self.text, self._end_of_pair(*pairs[at - 1]), end)]
            return [cut(self.text, start, self._start(pairs[1][0]) if len(pairs) > 1 else end)]
        if ends_in_block(pairs[at][1]):
            raise Impossible(
                f"{self._place(pairs[at][0])}: a block of text ends nobody knows where; write it in one line"
            )
        behind = self.text.text[end : self._line_end(end)]
        is_first = not at and not self._is_first_of_line(start)
        if is_first:
            return [cut(self.text, start, self._start(pairs[1][0]) if len(pairs) > 1 else end)]
        if behind.strip():
            return [cut(self.text, start, end + len(behind) - len(behind.lstrip()))]
        return [cut(self.text, *self._lines(start, end))]

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
