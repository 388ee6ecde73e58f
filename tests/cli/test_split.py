"""`briefing split`: which stories mean whom is asked, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group
from tests.check.desk import write

REGISTRY = "petrov: {name: Ivan Petrov, kind: person, weak: [Petrov]}\nnato: {name: NATO}\n"
TALKS = "title: Talks\ndate: 2025-05-01\nactors:\n  - petrov\nbody: |\n  It rained. Petrov spoke. Petrov left.\n"
GRAIN = "title: Grain\nactors: [{id: petrov, role: buyer}]\nbody: |\n  Wheat is dear.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {"actors.yaml": REGISTRY, "talks.yaml": TALKS, "grain.yaml": GRAIN})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("briefing.cli.split.can_ask", lambda aside: aside)
    return tmp_path


def split(*words: str, answers: str = "") -> Result:
    return CliRunner().invoke(group, ["split", *words], input=answers)


def test_each_story_is_asked_of_with_what_it_says(desk: Path) -> None:
    result = split("petrov", "petrov-jr", answers="n\ny\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "2 stories name petrov. Which of them mean petrov-jr? Ctrl+C changes nothing.\n"
        "\n1/2  Grain  grain.yaml\n     2  actors: [{id: petrov, role: buyer}]\nDoes it mean petrov-jr? [y/N]: n\n"
        "\n2/2  Talks  2025-05-01  talks.yaml\n     4  - petrov\n        Petrov spoke.\n        Petrov left.\n"
        "Does it mean petrov-jr? [y/N]: y\n"
        "split petrov-jr from petrov: changed 2 files\n"
    )
    assert (desk / "talks.yaml").read_text() == TALKS.replace("- petrov", "- petrov-jr")
    assert (desk / "grain.yaml").read_text() == GRAIN


def test_who_stops_in_between_changed_nothing(desk: Path) -> None:
    result = split("petrov", "petrov-jr", answers="y\n")
    assert result.exit_code != 0
    assert (desk / "actors.yaml").read_text() == REGISTRY


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("petrov", "nato"), "`nato` is an id of the registry already"),
        (("petrov", "P J"), "`P J` is no id"),
        (("nato", "nato-b"), "no story names nato"),
        (("petrof", "x"), "did you mean `petrov`?"),
    ],
)
def test_nobody_is_asked_what_can_come_to_nothing(desk: Path, words: tuple[str, ...], why: str) -> None:
    result = split(*words, answers="y\ny\n")
    assert (result.exit_code, why in result.stderr, "Does it mean" in result.stderr) == (2, True, False)


def test_nor_where_nothing_may_be_written(desk: Path) -> None:
    (desk / "actors.yaml").chmod(0o444)
    result = split("petrov", "petrov-jr", answers="y\ny\n")
    assert (result.exit_code, "actors.yaml is read-only" in result.stderr, "Does it" in result.stderr) == (
        2,
        True,
        False,
    )
    assert "Does it mean" in split("petrov", "petrov-jr", "--dry-run", answers="y\ny\n").stderr
