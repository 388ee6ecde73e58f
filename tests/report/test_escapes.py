"""What programs take apart says all that there is, and steers no terminal and no runner that it passes by."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.report.diff import diff_lines
from briefing.report.escapes import as_json
from briefing.report.problems import FORMATS, Told

HOSTILE = st.text(
    st.sampled_from(
        "ab#[:%,]\n\r\t\x00\x07\x08\x1b\x7f\x80\x85\x90\x9b\x9d\u202e\u2066\u200b\ufeff\ud800\U000e0041王é\u0301"
    ),
    max_size=20,
)
STEERS = {*map(chr, range(32)), *map(chr, range(127, 160))} - {"\n", "\t"}


@given(st.recursive(HOSTILE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3)))
def test_json_comes_back_as_it_was(value: object) -> None:
    text = as_json(value)
    assert json.loads(text) == value
    assert not STEERS & set(text)
    assert "##[" not in text
    text.encode()


@pytest.mark.parametrize("shape", FORMATS)
@given(file=HOSTILE, message=HOSTILE, text=HOSTILE, fix=HOSTILE)
def test_no_format_passes_a_control_on(shape: str, file: str, message: str, text: str, fix: str) -> None:
    from importlib import import_module

    span = Span(file, 1, 1, 1, 2)
    problem = Problem("B001", message, span, "error", edits=(Edit(span, fix),))
    told = Told(problems=(problem,), texts={file: text}, files=1, desks=(file,), passed=message, fixed=message)
    lines = list(import_module(f"briefing.report.problems.{shape}").lines(told))
    assert not STEERS & set("".join(lines))
    assert not any("\n" in line for line in lines)
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == (len(lines) if shape == "github" else 0) or shape in ("full", "concise")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_diff_begins_a_sequence_of_a_terminal(file: str, before: str, after: str) -> None:
    old, new = before.encode("utf-8", "replace"), after.encode("utf-8", "replace")
    for line in diff_lines(file, old, new, for_terminal=False):
        assert line.endswith("\n")
        assert not set("\x00\x07\x08\x1b\x7f\x80\x90\x9b\x9d") & set(line)
        assert "\r" not in line[:-2]
