"""Putting mistakes right by changing only the characters that are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.check.certainty import codes, takes_away
from briefing.check.edits import apart, apply
from briefing.model.problem import Problem
from briefing.model.value import NamedTuple
from briefing.parse.slips import is_of_yaml
from briefing.parse.text import Text

_ROUNDS = 50
_ALONE = 40
"""So many fixes are tried one by one where together they do not pass."""
_CHARACTERS = 6_000_000
"""So many characters are looked at for one file, however often that is."""
Look = Callable[[str], Sequence[Problem]]


class Fixed(NamedTuple):
    """A text that was put right, and how many problems were."""

    text: str
    problems: int


def fixed(text: str, file: str, look: Look, guesses: bool = False) -> str:
    """The text that `put_right` makes."""
    return put_right(text, file, look, guesses).text


def put_right(text: str, file: str, look: Look, guesses: bool = False) -> Fixed:
    """The text with all fixes that are certain, and with `guesses` the others, applied until nothing is left to fix.

    `look` tells what is the matter with a text, judged. Fixes that would touch each other are applied one after the
    other. A guess is applied if it takes its problem away and the file has fewer errors then, or as many and no more
    warnings. Every character that no edit names stays what it was.
    """
    problems = look(text)
    alone, count = _ALONE, 0
    looks = max(4, _CHARACTERS // (len(text) + 1))
    for _ in range(_ROUNDS):
        shown = Text(text, file)
        wanted = [one for one in problems if one.is_sure or (guesses and one.changes)]
        together = apart(wanted)
        for number, chosen in enumerate((together, *([one] for one in wanted if [one] != together))):
            if (number and alone <= 0) or looks <= 0:
                return Fixed(text, count)
            looks -= 1
            alone -= bool(number)
            better = apply(shown, [edit for one in chosen for edit in one.changes])
            if better != text and _is_better(problems, after := look(better), chosen):
                text, problems, count = better, after, count + len(chosen)
                break
        else:
            break
    return Fixed(text, count)


def _is_better(before: Sequence[Problem], after: Sequence[Problem], chosen: Sequence[Problem]) -> bool:
    if takes_away(codes(before), codes(after), chosen):
        return True
    if all(one.is_sure for one in chosen):
        return False
    kinds = {problem.code for problem in chosen}
    left = sum(one.code in kinds for one in after) < sum(one.code in kinds for one in before)
    return left and _serious(after) <= _serious(before) and _of_yaml(after) <= _of_yaml(before)


def _of_yaml(problems: Sequence[Problem]) -> int:
    return sum(is_of_yaml(problem) for problem in problems)


def _serious(problems: Sequence[Problem]) -> tuple[int, int]:
    """How many errors there are, and how many warnings beside them."""
    severities = [problem.severity for problem in problems]
    return severities.count("error"), severities.count("warning")
