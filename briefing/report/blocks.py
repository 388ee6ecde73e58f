"""What a page of a report is made of: the same blocks and runs that a brief's own text is made of.

Beside the marks of `model/body.py` a run of a report may have `d`: an aside, which a terminal draws dim. A heading of
level 1 is the page's title, one of level 2 begins a section, deeper ones belong to a brief's text.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.body import Block, Run

Inline = Run | str


def title(text: str, *facts: Inline) -> list[Block]:
    """The title of a page, and what is said of it in a line, where anything is."""
    below = facts_of(*facts)
    return [Block("heading", (Run(text),), level=1), *([para(*below)] if below else [])]


def section(text: str, content: Iterable[Block], note: str = "") -> list[Block]:
    """A heading with what belongs to it; nothing where nothing does."""
    blocks = list(content)
    head = (Run(text), Run(f"  {note}", "d")) if note else (Run(text),)
    return [Block("heading", head, level=2), *blocks] if blocks else []


def para(*parts: Inline) -> Block:
    return Block("paragraph", _runs(parts))


def item(*parts: Inline, below: Iterable[tuple[Inline, ...]] = (), marker: str = "•") -> Block:
    """An item of a list; `below` are further lines of it."""
    runs = list(_runs(parts))
    for line in below:
        runs += [Run("\n"), *_runs(line)]
    return Block("paragraph", tuple(runs), depth=1, marker=marker)


def facts_of(*parts: Inline, aside: bool = True) -> tuple[Run, ...]:
    """What is there of the parts, with dots between them."""
    runs: list[Run] = []
    for part in parts:
        run = Run(part, "d" if aside else "") if isinstance(part, str) else part
        if run.text:
            runs += [Run(" · ", "d"), run] if runs else [run]
    return tuple(runs)


def with_facts(*parts: Inline, facts: Iterable[Inline]) -> tuple[Run, ...]:
    """Text, and behind it the facts of it."""
    said = facts_of(*facts)
    return (*_runs(parts), Run(" · ", "d"), *said) if said else _runs(parts)


def ident(key: str) -> Run:
    """An id, as other commands take it."""
    return Run(key, "cd")


def _runs(parts: Iterable[Inline]) -> tuple[Run, ...]:
    return tuple([Run(part) if isinstance(part, str) else part for part in parts if part])
