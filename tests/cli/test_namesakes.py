"""Two persons of one name: each by the key, told apart where the name is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.cli.group import group

IOWA = """\
title: John Smith of Iowa
date: 2025-05-01
actors: [{name: John Smith, kind: person, country: US, position: Mayor}]
body: |
  Smith spoke in Iowa.
"""
LEEDS = """\
title: John Smith of Leeds
date: 2025-05-02
actors: [{name: John Smith, kind: person, country: GB}]
body: |
  Smith spoke in Leeds.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    for name, text in {"iowa": IOWA, "leeds": LEEDS}.items():
        (folder / f"{name}.yaml").write_text(text)
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return folder


def run(desk: Path, *words: str) -> Result:
    return CliRunner().invoke(group, [*words, "--desk", str(desk)])


def test_a_name_that_two_have_asks_which(desk: Path) -> None:
    result = run(desk, "who", "John Smith")
    assert result.exit_code == 2
    assert result.output.splitlines()[-2:] == [
        "  john-smith    John Smith · person · United Kingdom",
        "  john-smith~2  John Smith · Mayor · United States",
    ]
    assert run(desk, "who", "smith").output == result.output.replace("John Smith` can", "smith` can")


def test_nothing_of_one_is_told_of_the_other(desk: Path) -> None:
    of_leeds, of_iowa = (run(desk, "who", key).output for key in ("john-smith", "john-smith~2"))
    assert "Smith spoke in Leeds." in of_leeds
    assert "Iowa" not in of_leeds
    assert "Smith spoke in Iowa." in of_iowa
    assert "Leeds" not in of_iowa


def test_the_check_takes_neither_for_the_other(desk: Path) -> None:
    result = CliRunner().invoke(group, ["check", str(desk), "--hints"])
    assert (result.exit_code, "B307" in result.output) == (0, False), result.output


def test_two_are_kept_apart_by_any_name_and_only_those_who_are_there(desk: Path) -> None:
    for name, text in {"talks": "Vladimir Medinsky", "calls": "Vladimir Medinski"}.items():
        person = f"{{name: {text}, kind: person, country: RU}}"
        (desk / f"{name}.yaml").write_text(f"title: {name}\nactors: [{person}]\nbody: |\n  {text} came.\n")
    assert "vladimir-medinski" in run(desk, "merge").output
    refused = run(desk, "merge", "--never", "vladimir-medinski", "medinskij")
    assert refused.exit_code == 2
    assert "no actor is called `medinskij` on this desk" in refused.output
    assert run(desk, "merge", "--never", "Vladimir Medinski", "vladimir-medinski").exit_code == 2
    assert "would be two" in run(desk, "merge", "--never", "Vladimir Medinski", "vladimir-medinsky", "--dry-run").output
    assert "vladimir-medinski" in run(desk, "merge").output
    done = run(desk, "merge", "--never", "Vladimir Medinski", "vladimir-medinsky")
    assert done.output == "vladimir-medinski and vladimir-medinsky are two\n"
    assert "no two names look like one" in run(desk, "merge").output


@pytest.mark.parametrize("key", ["john-smith", "john-smith~2"])
def test_by_a_key_the_one_is_meant_who_has_it_and_not_the_namesake(desk: Path, key: str) -> None:
    """However many briefs list the other, and whether the name is looked for or the key."""
    (desk / "more.yaml").write_text(IOWA.replace("title: ", "title: More of "))
    (desk / "jack.yaml").write_text("title: Jack\nactors: [{name: Jack Smythe, kind: person}]\nbody: |\n  He left.\n")
    said = run(desk, "who", key).output
    theirs, others = (IOWA, LEEDS) if "Iowa" in said else (LEEDS, IOWA)
    done = run(desk, "merge", "Jack Smythe", key)
    assert done.exit_code == 0, done.output
    changed = {file.stem for file in desk.glob("*.yaml") if "id: " in file.read_text() or "[john" in file.read_text()}
    assert changed == ({"iowa", "more", "jack"} if theirs == IOWA else {"leeds", "jack"})
    untouched = desk / ("leeds.yaml" if others == LEEDS else "iowa.yaml")
    assert untouched.read_text() == others


def test_namesakes_that_contradict_each_other_are_not_made_one(desk: Path) -> None:
    before = {file.name: file.read_text() for file in desk.iterdir()}
    refused = run(desk, "merge", "john-smith", "john-smith~2")
    assert (refused.exit_code, "are two by what briefs say of them" in refused.output) == (2, True), refused.output
    assert run(desk, "merge", "john-smith~2", "john-smith").exit_code == 2
    assert {file.name: file.read_text() for file in desk.iterdir()} == before
    (desk / "typo.yaml").write_text("title: Typo\nactors: [jack-ray]\nbody: |\n  x\n")
    (desk / "jack.yaml").write_text(
        "title: Jack\nactors: [{name: Jack Ray, kind: person}]\nbody: |\n  Jack Ray left.\n"
    )
    done = run(desk, "merge", "jack-ray", "jack-ray~2")
    assert done.exit_code == 0, done.output
    assert "actors: [{id: jack-ray}]" in (desk / "jack.yaml").read_text()
    assert "jack-ray:\n  name: Jack Ray\n" in (desk / "actors.yaml").read_text()
