"""Problems as JUnit's XML, which CI servers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.report.problems import Told


def lines(told: Told) -> Iterator[str]:
    """A suite for each file that has problems and a failed test for each of them; one test that passed if none has."""
    total = len(told.problems)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<testsuites name="briefing check" tests="{max(total, 1)}" failures="{total}">'
    for file, group in groupby(told.problems, key=lambda problem: problem.span.file):
        problems = list(group)
        name = _value(file)
        yield f'  <testsuite name={name} tests="{len(problems)}" failures="{len(problems)}">'
        for problem in problems:
            yield from _case(problem, name)
        yield "  </testsuite>"
    if not total:
        yield '  <testsuite name="briefing check" tests="1" failures="0">'
        yield f'    <testcase name={_value(_files(told))} classname="briefing check"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _files(told: Told) -> str:
    return counted(told.files, "file") + f" of {', '.join(told.desks)}" * bool(told.desks)


def _case(problem: Problem, file: str) -> Iterator[str]:
    at = problem.span
    message = _value(f"{problem.severity}: {problem.message}")
    yield f'    <testcase name="{problem.code} at {at.line}:{at.column}" classname={file} file={file} line="{at.line}">'
    place = f"{escape(_plain(at.file))}:{at.line}:{at.column}"
    yield f'      <failure type="{problem.code}" message={message}>{place}</failure>'
    yield "    </testcase>"


def _value(text: str) -> str:
    return quoteattr(_plain(text))


def _plain(text: str) -> str:
    """Text without what XML 1.0 cannot hold."""
    return one_line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
