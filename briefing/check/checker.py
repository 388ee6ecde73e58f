"""One brief, checked: what reading it told, what the rules find, and what the author asked to be silent about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from briefing.check.certainty import judged
from briefing.check.order import in_order
from briefing.check.rule import Around, Known, SourceLines, own_of
from briefing.check.rules import all_rules
from briefing.model.brief import Brief, Registry
from briefing.model.pattern import later
from briefing.model.problem import Problem
from briefing.parse.read_table import is_markdown
from briefing.parse.text import Text

if TYPE_CHECKING:
    from briefing.parse.statements import Statement

_IGNORE = later(r"#[ \t]*briefing:[ \t]*ignore[ \t]+([B0-9, \t]+)")
_BODY = later(r"body[ \t]*:")


def check(brief: Brief, text: Text, desk: Around) -> tuple[Problem, ...]:
    """Everything that is the matter with a brief, by its place in the file.

    One mistake, one message: what reading told of a place is not told by a rule again.
    `text` is the file's. `desk` is what the brief is checked against; it may know the brief itself. A
    file whose YAML is broken is checked as far as it could be read. `# briefing: ignore B209` on a line silences that
    code there, on the line of `body: |` in the whole body. Of each fix it is said whether it is certain.
    """
    if brief.is_guest:
        return in_order(brief.problems)  # the rules are for those who write briefs
    problems = _found(brief, text, desk)

    def again(better: Text) -> tuple[list[Problem], tuple[Statement, ...]]:
        from briefing.parse.statements import read_stating

        read, statements = read_stating(better, desk.registry, desk.reading)
        return _found(read, better, desk), statements

    return in_order(judged(problems, text, again))


def is_sound(brief: Brief, text: Text, desk: Around) -> bool:
    """Whether nothing but hints would be told of a brief; it may have been read sparingly."""
    if any(problem.severity != "info" for problem in brief.problems):
        return False
    rules = () if brief.is_guest else (rule for rule in all_rules() if rule.severity != "info")
    source = SourceLines(text)
    return not any(True for rule in rules for _problem in rule.problems(brief, source, desk))


def _found(brief: Brief, text: Text, desk: Around) -> list[Problem]:
    """What reading a brief told, and what the rules find elsewhere, but for what its author is silent about."""
    source = SourceLines(text)
    places = {(problem.span.line, problem.span.column) for problem in brief.problems}
    of_rules = (problem for rule in all_rules() for problem in rule.problems(brief, source, desk))
    problems = [*brief.problems, *(one for one in of_rules if (one.span.line, one.span.column) not in places)]
    return without_ignored(problems, source)


def check_registry(registry: Registry, text: Text, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Everything that is the matter with one file of a registry, by its place; `files` are all of them, by name."""

    def again(better: Text) -> tuple[list[Problem], tuple[Statement, ...]]:
        from briefing.parse.registry import read_registry
        from briefing.parse.statements import registry_statements

        read = read_registry({**files, text.file: better.text.encode("utf-8", "replace")})
        return _found_in_registry(read, better), registry_statements(better)

    return in_order(judged(_found_in_registry(registry, text), text, again))


def _found_in_registry(registry: Registry, text: Text) -> list[Problem]:
    """What reading a file of the registry told, and where its venues lie that do not lie in their countries."""
    from briefing.check.rules.places import elsewhere, swapped

    told = [one for one in registry.problems if one.span.file == text.file]
    venues = tuple(venue for venue in registry.venues.values() if venue.span.file == text.file)
    listed, source, alone = Brief("", text.file, "", venues=venues), SourceLines(text), Around(Registry(), {}, date.min)
    of_places = (problem for rule in (swapped, elsewhere) for problem in rule.problems(listed, source, alone))
    return without_ignored([*told, *of_places], source)


def facts(brief: Brief) -> Known:
    """What the other briefs of a desk need to know of this one."""
    own = tuple([own_of(actor) for actor in brief.actors if not actor.registered])
    return Known(
        id=brief.id, file=brief.file, follows=brief.follows, actors=own, title=brief.title, aliases=brief.aliases
    )


def without_ignored(problems: list[Problem], source: SourceLines) -> list[Problem]:
    """These problems but for those that a line of their file silences."""
    ignored: dict[int, set[str]] = {}
    body_line = len(source.lines) + 1
    if not problems or "briefing:" not in source.text:
        return problems
    is_front = is_markdown(source.file)  # where a comment may stand for that line (`convert.py`)
    for number, line in enumerate(source.lines, 1):
        if found := _IGNORE.search(line):
            ignored[number] = set(re.findall(r"B\d{3}", found[1]))
        if _BODY.match(line.removeprefix("# ") if is_front else line):
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
