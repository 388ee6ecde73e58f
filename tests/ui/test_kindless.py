"""The first brief, typed from the README into an empty folder; and actors without a kind, wherever they stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.ui.scene import Scene, take
from tests.test_house import ROOT

TODAY = date(2025, 5, 16)
MIXED = """\
title: Names of every kind
actors:
  - {name: Anna Berg, kind: person}
  - {name: Hansa, kind: organisation}
  - {name: Turkey, kind: state}
  - Bo Sand
venues: [Ankara]
events: [{name: Talks, when: 2025-05-15, where: Ankara, who: [Bo Sand, Anna Berg, Turkey], status: held}]
body: |
  Berg and Sand met in Ankara; Turkey and Hansa did not.
"""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The folder of somebody who typed the first example of the README."""
    chapter = (ROOT / "README.md").read_text(encoding="utf-8").partition("## A first brief")[2]
    example = re.search(r"```yaml\n(.*?)```", chapter, re.DOTALL)
    assert example is not None
    (tmp_path / "envoys.yaml").write_text(example[1], encoding="utf-8")
    return tmp_path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    (tmp_path / "mixed.yaml").write_text(MIXED)
    return tmp_path


def seen(desk: Path, **scene: object) -> str:
    return take(Scene(desk, at=TODAY, **scene)).text  # type: ignore[arg-type]


def printed(desk: Path, *words: str) -> str:
    result = CliRunner().invoke(group, [*words, "--desk", str(desk)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_name_of_the_first_brief_links(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(first / "cache"))
    assert CliRunner().invoke(group, ["check", str(first)]).stdout.startswith("Nothing wrong")
    told = printed(first, "who", "Erdogan")
    assert "“Zelensky saw Erdoğan in Ankara while NATO's ministers were in Antalya.”" in told
    text = seen(first, opened="envoys")
    for name in ("Volodymyr Zelensky", "Recep Tayyip Erdoğan", "NATO"):
        assert re.search(rf"◇ {name} +1\b", text), text
    assert re.search(r"◉ Ankara +1\b", text)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_alone_they_are_actors_and_nothing_else(first: Path, size: tuple[int, int]) -> None:
    text = seen(first, opened="envoys", size=size, keys=("c",) if size[0] < 110 else ())
    assert "ACTORS" in text
    assert not re.search("OTHER|STATES|PEOPLE|[◆■▣□]", text), text
    assert re.search(r"^ *ACTORS +4\b", seen(first, view="people", size=size), re.MULTILINE)


def test_beside_others_they_come_last_and_nothing_is_claimed(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(mixed / "cache"))
    text = seen(mixed, opened="mixed")
    assert re.search(
        r"PEOPLE.*◆ Anna Berg.*STATES AND BODIES.*■ Hansa.*▣ Turkey.*OTHER ACTORS.*◇ Bo Sand", text, re.DOTALL
    )
    rows = seen(mixed, view="people")
    assert re.search(r"PEOPLE.*ORGANISATIONS.*STATES.*OTHER ACTORS +1.*◇ Bo Sand", rows, re.DOTALL)
    place = seen(mixed, view="places", opened="ankara")
    assert re.search(r"WAS THERE.*◆ Anna Berg.*▣ Turkey.*◇ Bo Sand.*NAMED WITH IT.*■ Hansa", place, re.DOTALL), place
    assert re.search(r"STATES AND BODIES\n.*OTHER ACTORS\n• Bo Sand", printed(mixed, "show", "mixed"), re.DOTALL)
    assert "bo-sand\t\tBo Sand" in printed(mixed, "list", "actors")
    dossier = seen(mixed, opened="bo-sand")
    assert "◇ Bo Sand" in dossier
    assert not re.search("[◆■▣□] Bo Sand", dossier)


def test_in_ascii_and_aloud(mixed: Path) -> None:
    assert "& Bo Sand" in seen(mixed, opened="mixed", ascii=True)
    assert "actor: Bo Sand" in seen(mixed, view="people", linear=True, size=(80, 40))
