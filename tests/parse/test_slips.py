"""The table of slips: each row is explained, complete, used, and the only place of its code and its sentence."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from briefing.check.explain import explanations
from briefing.check.rules import all_rules
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.slips import Slip

PARSE = Path(slips.__file__).parent
BOTH = {"B001", "B008", "B016", "B024", "B107", "B111", "B113", "B116", "B204", "B205"}
"""Codes with rows of more than one severity; the explanation's severity is that of one of them."""
ELSEWHERE = {"B025", "B309"}
"""What is no slip: the system does not hand the file out; a city whose coordinates are known."""
RULES_TOO = {"B119"}
"""Codes that a rule explains: a value that ` #` leaves empty is an error, one that it shortens is a warning."""


def rows() -> Iterator[tuple[str, Slip]]:
    """The rows of the table by name; those of one sentence under several codes by what they are about."""
    for name, value in vars(slips).items():
        if isinstance(value, Slip):
            yield name, value
        elif isinstance(value, dict) and name.isupper():
            yield from ((f"{name}[{key!r}]", row) for key, row in value.items())


ROWS = dict(rows())
NAMES = list(dict.fromkeys(name.partition("[")[0] for name in ROWS))


def words_of(slip: Slip) -> dict[str, str]:
    """The words that are filled in, with a format where they need one."""
    parts = [*Formatter().parse(slip.sentence), *Formatter().parse(slip.fix)]
    return {name: form or "" for _text, name, form, _conversion in parts if name is not None}


def row_of(name: str) -> Slip:
    return ROWS.get(name) or next(slip for key, slip in ROWS.items() if key.startswith(f"{name}["))


def told_by(call: ast.Call) -> str:
    """The row that a call of `Slip.at` or of `Values.report` names; nothing for other calls."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    row: ast.AST | None = None
    if called == "at" and isinstance(call.func, ast.Attribute):
        row = call.func.value
    elif called == "report" and call.args:
        row = call.args[0]
    while isinstance(row, ast.Call | ast.Subscript):  # `slips.NAME.sure_if(…)`, `slips.NAMES[…]`
        inner = row.func if isinstance(row, ast.Call) else row.value
        row = inner.value if isinstance(row, ast.Call) and isinstance(inner, ast.Attribute) else inner
    is_row = isinstance(row, ast.Attribute) and isinstance(row.value, ast.Name) and row.value.id == "slips"
    return row.attr if is_row and isinstance(row, ast.Attribute) else ""


@pytest.mark.parametrize("name", ROWS)
def test_each_row_renders_with_its_words(name: str) -> None:
    slip = ROWS[name]
    words = {word: 1.0 if form else f"<{word}>" for word, form in words_of(slip).items()}
    problem = slip.at(Span("talks.yaml", 1, 1, 1, 2), **words)
    assert (problem.code, problem.severity) == (slip.code, slip.severity)
    assert "{" not in re.sub("`.*?`", "", problem.message)
    assert not problem.is_sure or problem.changes


@pytest.mark.parametrize("name", NAMES)
def test_each_row_is_used_and_given_its_words(name: str) -> None:
    row = row_of(name)
    users = [text for text in _sources().values() if re.search(rf"\bslips\.{name}\b", text)]
    assert users
    for word in words_of(row):
        given = rf"\b{word}=|\"{word}\": "
        assert any(re.search(given, text) for text in users), (name, word)


@pytest.mark.parametrize("file", sorted(PARSE.glob("*.py")), ids=lambda file: file.name)
def test_each_call_gives_the_words_of_its_row(file: Path) -> None:
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and (name := told_by(call)):
            given = {keyword.arg for keyword in call.keywords} - {"fix", "edits", "certain"}
            assert None in given or given == set(words_of(row_of(name))), (name, call.lineno)


def test_each_code_is_explained_with_its_severity() -> None:
    told: dict[str, set[str]] = {}
    for slip in ROWS.values():
        told.setdefault(slip.code, set()).add(slip.severity)
    assert {code for code, severities in told.items() if len(severities) > 1} == BOTH
    explained = {code: one.severity for code, one in explanations().items()}
    assert {code for code, severities in told.items() if explained.get(code) not in severities} == RULES_TOO
    assert set(explained) >= RULES_TOO
    assert set(explained) - {rule.code for rule in all_rules()} - set(told) == ELSEWHERE


def test_no_sentence_stands_twice() -> None:
    source = (PARSE / "slips.py").read_text(encoding="utf-8")
    alone = Counter(slip.sentence for name, slip in ROWS.items() if "[" not in name)
    assert [sentence for sentence, count in alone.items() if count > 1] == []
    assert len({name.partition("[")[0] for name in ROWS if "[" in name}) == source.count("= _each(")


def test_no_code_stands_beside_the_table() -> None:
    found = {name: re.findall(r"[\"']B[0-2]\d*[\"']?", text) for name, text in _sources().items()}
    assert {name: codes for name, codes in found.items() if codes} == {}


def _sources() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in PARSE.glob("*.py") if path.name != "slips.py"}
