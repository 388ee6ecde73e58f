"""`briefing explain`: keys, kinds of entry, words and codes, as they are printed."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from briefing.cli.explain import printed
from briefing.cli.group import group
from briefing.parse.fields import OWNERS
from tests.test_house import ROOT


def ask(*words: str) -> Result:
    return CliRunner().invoke(group, ["explain", *words])


def heads(*words: str) -> list[str]:
    """The first line of each topic that is printed."""
    return [part.splitlines()[0] for part in ask(*words).stdout.split("─" * 12 + "\n\n")]


def test_a_code_is_explained() -> None:
    assert heads("b131") == ["B131, an error: latitude and longitude are swapped"]
    assert heads("B131", "B006")[1].startswith("B006, an error: ")


def test_a_key_is_explained() -> None:
    assert ask("event.status").stdout == EVENT_STATUS


EVENT_STATUS = """\
status, of an event: whether it happened, or will

Takes one of these. Without it, the event counts as held once its day has
come.

    rumoured     ◌  somebody says that it will be, and nobody confirms it
    expected     ◌  to be reckoned with, but not announced (not: likely,
                    tentative)
    scheduled    ◌  announced or agreed (not: announced, planned, confirmed)
    held         ●  it took place (not: happened, took place, done)
    postponed    »  put off, and no new day is known (not: delayed)
    rescheduled  »  put off to the day that `when` says
    cancelled    ×  it will not be (not: canceled, called off)

On screen: the glyph before the name, in the Timeline (`5`) and all lists of
events, and the word behind it, but for `held`. What is cancelled is struck
through; only where it was held has anyone “met”. What is held on a day to
come is B303.

    events:
      - {name: NATO summit, when: late June 2025, status: scheduled}
"""


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["status"], ["status, of a brief: ", "status, of an event: ", "status, of a question: "]),
        (["question", "status"], ["status, of a question: "]),
        (["question", "status", "B106"], ["status, of a question: ", "B106, an error: "]),
        (["role"], ["role, of an actor or a venue: the role in this story"]),
        (["lat"], ["lat, of a venue: degrees north"]),
        (["actor"], ["An actor"]),
        (["actors"], ["actors, of a brief: who figures"]),
        (["when"], ["when", "when, of an event: "]),
        (["likelihood"], ["likelihood, of a hypothesis or a claim: "]),
        (["almost", "no", "chance"], ["likelihood, of a hypothesis or a claim: "]),
        (["overtaken"], ["status, of a question: "]),
        (["pending"], ["status, of a question: "]),
        (["was"], ["was, of an actor or a venue of the registry: "]),
        (["B2"], ["B2, what refers to what"]),
    ],
)
def test_what_is_printed_for(words: list[str], first: list[str]) -> None:
    found = heads(*words)
    assert len(found) == len(first)
    for head, begins in zip(found, first, strict=True):
        assert head.startswith(begins)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("stauts", "did you mean `status`?"),
        ("event.stauts", "did you mean `event.status`?"),
        ("overtakn", "did you mean `overtaken`?"),
        ("B1311", "did you mean `B131`?"),
        ("xyzzy", "`briefing explain` lists all that there is"),
    ],
)
def test_what_is_unknown_gets_the_nearest(word: str, says: str) -> None:
    result = ask("status", word)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"there is no key, word or code `{word}`; {says}" in result.stderr


def test_alone_it_lists_all_that_there_is() -> None:
    shown = ask().stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) < 50
    for name in (name for name in OWNERS if not name.startswith("registry")):
        assert f"\n    {name} " in shown
        assert {*OWNERS[name].fields} <= {*shown.split()}
    assert re.search(r"^    B0  B001–B0\d\d  how YAML is written$", shown, re.MULTILINE)


def test_a_family_of_codes_has_a_line_for_each() -> None:
    assert "    B006  error    an unquoted value holds a colon and a space\n" in ask("b0").stdout


def test_it_fits_a_narrow_terminal() -> None:
    lines = list(printed(["| | | |\n|---|---|---|\n| `rumoured` | ◌ | somebody says that it will be, and so on |"], 40))
    assert lines[0] == "    rumoured  ◌  somebody says that it"
    assert max(map(len, lines)) <= 40


def test_in_a_terminal_what_it_tells_of_is_bold() -> None:
    above, below = pty.openpty()
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PAGER": "cat"}
    environ.pop("NO_COLOR", None)
    subprocess.run(
        [sys.executable, "-m", "briefing", "explain", "lat"], stdout=below, stdin=below, env=environ, check=True
    )
    os.close(below)
    shown = os.read(above, 65536).decode()
    os.close(above)
    assert shown.startswith("\x1b[1mlat\x1b[m, of a venue: ")
