"""Patterns that are compiled at their first use."""

from __future__ import annotations

import re

import pytest

from briefing.model.pattern import later


def test_a_pattern_does_what_that_of_the_standard_library_does() -> None:
    pattern, bytes_pattern = later("(?P<word>b+)"), later(rb"^b", re.MULTILINE)
    assert [pattern.sub("-", "abbc"), pattern.pattern] == ["a-c", "(?P<word>b+)"]
    assert (found := pattern.search("abbc")) is not None
    assert found["word"] == "bb"
    assert [one.start() for one in bytes_pattern.finditer(b"a\nb")] == [2]


def test_it_is_compiled_when_it_is_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda text, flags=0: compiled.append(text) or compile_(text, flags))
    pattern = later("a.")
    assert compiled == []
    assert [bool(pattern.match("ab")), bool(pattern.match("b"))] == [True, False]
    assert compiled == ["a."]
