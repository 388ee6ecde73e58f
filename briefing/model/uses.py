"""Where something is named by its id or its name, and which two of a desk may be one."""

from __future__ import annotations

from briefing.model.span import Span
from briefing.model.value import NamedTuple


class Use(NamedTuple):
    """A place in which something is named.

    `span` is where, with the quotes around it; `text` what is written there; `where` the key whose value it is
    (`events.who`, `mentions`, `body`; empty for an id of the registry). It means the thing of this `kind` (`actor`,
    `event`, `story` …) and `key`; an empty `kind` says that nothing has that id. With `is_own` the thing gets its id
    there.
    """

    span: Span
    text: str
    where: str
    kind: str
    key: str
    is_own: bool = False


class FoundUse(NamedTuple):
    """A place, and the line that it stands in."""

    use: Use
    line: str


class PairRow(NamedTuple):
    """Two of a desk that may be one, how likely from 0 to 1, and why; the first would be called as the second."""

    score: float
    one: str
    other: str
    one_name: str
    other_name: str
    one_stories: int
    other_stories: int
    reason: str
