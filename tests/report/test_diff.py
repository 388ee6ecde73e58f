"""A diff is `patch`'s in a pipe, and steers no terminal."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.report.diff import diff_lines

TEXTS = st.lists(st.sampled_from(["a", "b\x1b]0;x\x07", "c\x85d", "e\u2028f", "g\x0bh", "i\r", "", "j\tk"])).map(
    "\n".join
)


@given(TEXTS, TEXTS)
def test_what_is_shown_in_a_terminal_steers_nothing_and_says_the_same(before: str, after: str) -> None:
    raw = list(diff_lines("a.yaml", before.encode(), after.encode(), for_terminal=False))
    shown = list(diff_lines("a.yaml", before.encode(), after.encode(), for_terminal=True))
    assert len(raw) == len(shown)
    for one, other in zip(raw, shown, strict=True):
        assert other.endswith("\n")
        assert other[:-1].isprintable()
        assert one[:1] == other[:1]


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no `patch`")
def test_patch_takes_it_whatever_ends_of_lines_stand_inside(tmp_path: Path) -> None:
    before, after = "a\x0bb\nc\u2028d\x85e\nf", "a\x0bb\nC\u2028d\x85e\nf\n"
    file = tmp_path / "a.yaml"
    file.write_text(before, encoding="utf-8")
    diff = "".join(diff_lines("a.yaml", before.encode(), after.encode(), for_terminal=False))
    subprocess.run(["patch", "-s", "-p1"], input=diff.encode(), cwd=tmp_path, check=True)
    assert file.read_bytes() == after.encode()
