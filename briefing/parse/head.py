"""The YAML head of a file to a node, mended where it is broken."""

from __future__ import annotations

from yaml.error import YAMLError

from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.nodes import Node, ScalarNode, compose


def read_head(head: str, file: str, known: frozenset[str], problems: list[Problem]) -> Node | None:
    """The node of a head, or of as much of it as can be read; never raises.

    `known` are the keys to be expected. What is wrong is added to `problems`.
    """
    try:
        node, second = compose(head)
    except YAMLError as error:
        from briefing.parse.recovery import Recovery

        return Recovery(head, file, known, problems).mapping(error)
    if isinstance(node, ScalarNode) and not node.style:
        from briefing.parse.recovery import Recovery

        count = len(problems)
        found = Recovery(head, file, known, problems).mapping(None)
        if found is not None or len(problems) > count:
            return found
    if second:
        problems.append(slips.SECOND_DOCUMENT.at(Span(file, second.line + 1, 1, second.line + 1, 4)))
    return node
