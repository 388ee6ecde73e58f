"""A few seconds of what `python -m tests.fuzzing` does for longer, and what it found once."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from briefing.config.settings import SettingsError, load_settings
from briefing.model import toml
from briefing.model.limits import SETTINGS
from briefing.parse.read_table import read_table
from tests.articles.inputs import refusal
from tests.fuzzing import SECONDS, TARGETS, inputs, within

TRIES = int(os.environ.get("FUZZ", "3"))
"""How many inputs beyond the good ones are tried of each target: `make hard` sets it."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_that_is_read_makes_a_reader_fail(name: str) -> None:
    target = TARGETS[name]
    for data in islice(inputs(target, seed=3), len(target.seeds()), len(target.seeds()) + TRIES):
        with within(SECONDS):
            target.run(data)


BAD = {
    "nested": "title = " + "[" * 5_000,
    "nested tables": "title = " + "{a=" * 5_000,
    "a long key": "a." * 5_000 + "b = 1",
    "a long key in quotes": "'a' . " * 5_000 + "b = 1",
    "a long number": "title = " + "9" * 5_000,
    "large": "title = 'title'\n#" + "x" * SETTINGS,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_settings_is_told(tmp_path: Path, name: str) -> None:
    table, problems = read_table(f"[read]\n{BAD[name]}\n".encode())
    assert (table.is_given, [problem.code for problem in problems]) == (True, ["B034"])
    file = tmp_path / "config.toml"
    file.write_text(BAD[name])
    with pytest.raises(SettingsError):
        load_settings(file)


def test_a_table_that_stands_in_a_text_is_none() -> None:
    assert read_table(b'x = """\n[read]\n"""\n')[1] == ()
    assert toml.load("'a.b'.\"c.d\" = 'e.f.g'\nx = ['a.b', 'c.d']") == {"a.b": {"c.d": "e.f.g"}, "x": ["a.b", "c.d"]}


def test_an_archive_in_archives_is_told() -> None:
    head = "From: <Saved by Blink>\n"
    nested = "".join(f"Content-Type: multipart/related; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
    assert refusal(head + nested, "a.mhtml") in ("the archive is damaged", "no page was found in it")
