"""The figures of the pages are those of the last run."""

from __future__ import annotations

import re

import pytest

from tests.test_house import ROOT

MEASURED = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
FIGURES = {
    "README.md": (
        (r"after ([\d.]+) times\s+what", r"the same, opened again +([\d.]+)"),
        (r"frame of the sample desk after\s+([\d.]+) times", r"sample desk +([\d.]+)"),
        (r"in ([\d.]+) times\s+what PyYAML", r"check 1,000 briefs to yaml\.load +([\d.]+)"),
    ),
    "docs/fast.md": (
        (r"be read again after ([\d.]+) times", r"the same, opened again +([\d.]+)"),
        (r"sample desk comes after ([\d.]+) times", r"sample desk +([\d.]+)"),
        (r"for the first time in ([\d.]+) times", r"check 1,000 briefs to yaml\.load +([\d.]+)"),
        (r"`list` prints all in ([\d.]+) times", r"list, all of them +([\d.]+)"),
        (r"`search` answers in ([\d.]+)\.", r"search, two words +([\d.]+)"),
    ),
}
"""For each page the figures, and where each was printed."""


@pytest.mark.parametrize("name", FIGURES)
def test_they_are_the_last_run_s(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    for told, printed in FIGURES[name]:
        figure, measured = re.search(told, page), re.search(printed, MEASURED)
        assert figure, told
        assert measured, printed
        assert float(figure[1]) == round(float(measured[1]), 1), told
