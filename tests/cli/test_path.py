"""`briefing path`: what it prints, and what it says when it can't."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from briefing.model.views import Met, Name, PathPage, Step, StoryLink
from briefing.model.when import parse_when
from briefing.report.pages.path import blocks
from briefing.report.text import Paper, lines
from tests.test_house import ROOT

ACTORS = """\
putin: {name: Vladimir Putin, kind: person, weak: [Putin]}
trump: {name: Donald Trump, kind: person, weak: [Trump]}
rutte: {name: Mark Rutte, kind: person}
erdogan: {name: Recep Tayyip Erdoğan, kind: person}
ada-lee: {name: Ada Lee, kind: person}
bo-lee: {name: Bo Lee, kind: person}
"""
STORY = """\
title: Two meetings
date: 2025-05-16
actors: [putin, trump, rutte]
venues: [Geneva]
events:
  - {name: Breakfast, when: 2025-05-15, where: geneva, who: [putin, trump], status: held}
  - {name: Lunch, when: 2025-05-15~, who: [trump, rutte], status: held}
body: |
  They ate.
"""
LEES = "title: Lees\nactors: [ada-lee, bo-lee, erdogan]\nbody: |\n  Ada Lee and Bo Lee sang.\n\n  Erdoğan listened.\n"


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    desk = tmp_path / "desk"
    desk.mkdir()
    for name, text in {"actors": ACTORS, "meals": STORY, "lees": LEES}.items():
        (desk / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return lambda *names: CliRunner().invoke(group, ["path", *names, "--desk", str(desk)])


def said(result: Result) -> list[str]:
    return [line.strip() for line in result.output.splitlines()]


def test_a_chain_of_meetings(ask: object) -> None:
    result = ask("putin", "MARK RUTTE")  # type: ignore[operator]
    assert result.exit_code == 0
    assert said(result) == [
        "Vladimir Putin and Mark Rutte",
        "They did not meet on this desk, but Donald Trump met both.",
        "",
        "Vladimir Putin · putin",
        "",
        "-> Breakfast · 15 May 2025 · Geneva",
        "Two meetings · meals",
        "",
        "Donald Trump · trump",
        "",
        "-> Lunch · about 15 May 2025",
        "Two meetings · meals",
        "",
        "Mark Rutte · rutte",
    ]


def test_a_chain_of_stories(ask: object) -> None:
    result = ask("ada-lee", "Bo Lee")  # type: ignore[operator]
    assert result.exit_code == 0
    assert "No chain of meetings connects them, but one story names both." in said(result)
    assert "“Ada Lee and Bo Lee sang.”" in said(result)


@pytest.mark.parametrize(
    ("one", "other", "status", "says"),
    [
        ("putin", "erdogan", 1, "Nothing on this desk connects them"),
        ("putn", "trump", 2, "no actor is called `putn` on this desk; did you mean Vladimir Putin?"),
        ("lee", "trump", 2, "`lee` can mean 2 actors; name one by its id:"),
        ("", "trump", 2, "no actor is called ``"),
        ("putin", "Putin", 0, "one and the same"),
    ],
)
def test_what_cannot_be_told(ask: object, one: str, other: str, status: int, says: str) -> None:
    result = ask(one, other)  # type: ignore[operator]
    assert says in result.output
    assert result.exit_code == status


def test_lines_keep_to_the_width() -> None:
    one, other = Name("a", "A person with a rather long name", "person"), Name("b", "Another", "person")
    met = Met(other, "An event with quite a long name", parse_when("2025-05-15"), None, StoryLink("s", "Story " * 9))
    page = PathPage("a|b", one, other, (Step(one, other, met),), (met,))
    found = list(lines(blocks(page, date(2025, 5, 16)), Paper(24)))
    assert all(len(line) <= 24 for line in found)
    assert found[0] == "A person with a rather"


def test_it_loads_no_screen(tmp_path: Path) -> None:
    words = ["path", "putin", "trump", "--desk", "briefs"]
    code = (
        f"from briefing.cli import main\ntry: main({words})\nexcept SystemExit: pass\nimport sys; print(*sys.modules)"
    )
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "CACHE", "STATE")}
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env={**os.environ, **homes}
    )
    assert "They met" in printed.stdout
    assert not {"textual", "rich"} & set(printed.stdout.split())
