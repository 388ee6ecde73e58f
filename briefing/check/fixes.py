"""Putting mistakes right by changing only the characters that are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.check.certainty import codes, takes_away
from briefing.check.edits import apart, apply
from briefing.model.problem import Problem
from briefing.parse.text import Text

_ROUNDS = 50
Look = Callable[[str], Sequence[Problem]]


def fixed(text: str, file: str, look: Look, guesses: bool = False) -> str:
    """The text with all fixes that are certain, and with `guesses` the others, applied until nothing is left to fix.

    `look` tells what is the matter with a text, judged. Fixes that would touch each other are applied one after the
    other. A guess is applied if it takes its problem away and the file has fewer problems then. Every character that no
    edit names stays what it was.
    """
    problems = look(text)
    for _ in range(_ROUNDS):
        shown = Text(text, file)
        wanted = [one for one in problems if one.is_sure or (guesses and one.changes)]
        for chosen in (apart(wanted), *([one] for one in wanted)):
            better = apply(shown, [edit for one in chosen for edit in one.changes])
            if better != text and _is_better(problems, after := look(better), chosen):
                text, problems = better, after
                break
        else:
            return text
    return text


def _is_better(before: Sequence[Problem], after: Sequence[Problem], chosen: Sequence[Problem]) -> bool:
    if takes_away(codes(before), codes(after), chosen):
        return True
    if all(one.is_sure for one in chosen):
        return False
    kinds = {problem.code for problem in chosen}
    left = sum(one.code in kinds for one in after) < sum(one.code in kinds for one in before)
    return left and _serious(after) < _serious(before)


def _serious(problems: Sequence[Problem]) -> int:
    return sum(problem.severity != "info" for problem in problems)
