"""How two actors are connected, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from briefing.model.nouns import counted
from briefing.model.views import Evidence, Met, PathPage, Step

_MEASURE = 72


def path_fact(path: PathPage) -> str:
    """How far apart two actors are, in a sentence."""
    if path.one.key == path.other.key:
        return "These are one and the same."
    if not path.steps:
        return "Nothing on this desk connects them: no chain of meetings, and no chain of stories."
    steps = len(path.steps)
    if not path.is_of_meetings:
        if steps > 1:
            return f"No chain of meetings connects them, but a chain of {steps} stories."
        named = "one story names" if path.stories == 1 else f"{path.stories} stories name"
        return f"No chain of meetings connects them, but {named} both."
    if steps == 1:
        return f"They met: {counted(len(path.met), 'meeting')} on this desk."
    if steps == 2:
        return f"They did not meet on this desk, but {path.steps[0].other.name} met both."
    return f"They did not meet on this desk; {steps - 1} stand between them."


def path_lines(path: PathPage, width: int) -> Iterator[str]:
    """The chain for a terminal of `width` columns: the two, what ties them in a sentence, then step by step."""
    width = max(20, min(width, _MEASURE))
    yield from _wrapped(f"{path.one.name} and {path.other.name}", width)
    yield from _wrapped(path_fact(path), width)
    if path.steps:
        yield ""
        yield from _wrapped(path.one.name, width)
    for step in path.steps:
        yield from _step(step, width)
        yield from _wrapped(step.other.name, width)


def _step(step: Step, width: int) -> Iterator[str]:
    if step.met:
        yield from _wrapped(_meeting(step.met), width, "  -> ", "     ")
        yield from _wrapped(f"{step.met.story.title} [{step.met.story.id}]", width, "     ", "     ")
    elif step.named:
        yield from _wrapped(_naming(step.named), width, "  -> ", "     ")
        if step.named.text:
            yield from _wrapped(f"“{step.named.text}”", width, "     ", "     ")


def _meeting(met: Met) -> str:
    facts = (met.event, met.when.display() if met.when else "", met.where.name if met.where else "")
    return ", ".join(fact for fact in facts if fact)


def _naming(named: Evidence) -> str:
    when = f", {named.story.when.display()}" if named.story.when else ""
    return f"both in: {named.story.title}{when} [{named.story.id}]"


def _wrapped(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False) or [""]
