"""The YAML head of a file to a node, mended where it is broken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from yaml.error import YAMLError

from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import NamedTuple
from briefing.parse import slips
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose


class Head(NamedTuple):
    """The node of a head, and the lines (from 1) that were read by guess: nothing more is told of what they say than
    the first `told` problems.
    """

    node: Node | None
    doubtful: Sequence[range] = ()
    told: int = 0

    def trusted(self, problems: list[Problem]) -> list[Problem]:
        """These problems but for those of lines that were read by guess."""
        if not self.doubtful:
            return problems
        doubtful = sorted(self.doubtful, key=lambda lines: lines.start)
        starts = [lines.start for lines in doubtful]
        ends = list(accumulate((lines.stop for lines in doubtful), max))

        def is_doubtful(line: int) -> bool:
            above = bisect_right(starts, line) - 1
            return above >= 0 and line < ends[above]

        later = [one for one in problems[self.told :] if not is_doubtful(one.span.line)]
        return [*problems[: self.told], *later]


def read_head(head: str, file: str, known: frozenset[str], problems: list[Problem], has_body: bool = False) -> Head:
    """Read a head, or as much of it as can be read; never raises.

    `known` are the keys to be expected; `has_body` tells that a brief's text stands below. What is wrong is added to
    `problems`.
    """
    try:
        node, second = compose(head)
    except YAMLError as error:
        return _recovered(head, file, known, problems, error, has_body)
    is_text = isinstance(node, ScalarNode) and (not node.style or bool(known))
    is_list = isinstance(node, SequenceNode) and bool(node.flow_style)
    is_wrapped = isinstance(node, SequenceNode) and len(node.value) == 1 and isinstance(node.value[0], MappingNode)
    if is_text or (is_list and not (known and is_wrapped)):
        count = len(problems)
        found = _recovered(head, file, known, problems, None, has_body)
        if found.node is not None or len(problems) > count:
            return found
    if second:
        problems.append(slips.SECOND_DOCUMENT.at(Span(file, second.line + 1, 1, second.line + 1, 4)))
    return Head(node)


def _recovered(
    head: str, file: str, known: frozenset[str], problems: list[Problem], error: YAMLError | None, has_body: bool
) -> Head:
    from briefing.parse.recovery import Recovery

    recovery = Recovery(head, file, known, problems, has_body=has_body)
    node = recovery.mapping(error)
    return Head(node, recovery.doubtful, len(problems))
