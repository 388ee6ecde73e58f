"""One brief, checked: what reading it told, what the rules find, and what the author asked to be silent about."""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.check.fixes import judged
from briefing.check.rule import Desk, Known, Source
from briefing.check.rules import all_rules
from briefing.model.brief import Brief
from briefing.model.names import fold
from briefing.model.problem import Problem
from briefing.parse.text import Text

_IGNORE = re.compile(r"#[ \t]*briefing:[ \t]*ignore[ \t]+([B0-9, \t]+)")
_BODY = re.compile(r"body[ \t]*:")


def check(brief: Brief, text: Text, desk: Desk) -> tuple[Problem, ...]:
    """Everything that is the matter with a brief, by its place in the file.

    One mistake, one message: what reading told of a place is not told by a rule again.
    `text` is the file's. `desk` is what the brief is checked against; it may know the brief itself. A
    file whose YAML is broken is checked as far as it could be read. `# briefing: ignore B209` on a line silences that
    code there, on the line of `body: |` in the whole body. Of each fix it is said whether it is sure.
    """
    source = Source(text)
    told = {(problem.span.line, problem.span.column) for problem in brief.problems}
    of_rules = (problem for rule in all_rules() for problem in rule.problems(brief, source, desk))
    found = [*brief.problems, *(one for one in of_rules if (one.span.line, one.span.column) not in told)]
    return in_order(_without_ignored([*judged(found, text)], source))


def facts(brief: Brief) -> Known:
    """What the other briefs of a desk need to know of this one."""
    own = tuple(fold(actor.name) for actor in brief.actors if not actor.registered)
    return Known(brief.id, brief.file, brief.follows, own)


def in_order(problems: Collection[Problem]) -> tuple[Problem, ...]:
    """By file and place; the same problem once."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.span.file, problem.span.line, problem.span.column, problem.code, problem.message


def _without_ignored(problems: list[Problem], source: Source) -> list[Problem]:
    ignored: dict[int, set[str]] = {}
    body_line = len(source.lines) + 1
    if "briefing:" not in source.text:
        return problems
    for number, line in enumerate(source.lines, 1):
        if found := _IGNORE.search(line):
            ignored[number] = set(re.findall(r"B\d{3}", found[1]))
        if _BODY.match(line):
            body_line = number
            break
    if not ignored:
        return problems
    in_body = ignored.get(body_line, set())
    return [
        problem
        for problem in problems
        if problem.code not in (ignored.get(problem.span.line, set()) if problem.span.line < body_line else in_body)
    ]
