"""What is printed for programs has the shape that is published: every kind of answer, of all that the sample has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.cli.reference.answers import PRINTED_BY
from briefing.report.shapes import ANSWERS, schema
from tests.pictures import ROOT

SCHEMA = schema()
ASKED = {
    "stories": ["list"], "actors": ["list", "actors"], "venues": ["list", "venues"], "questions": ["questions"],
    "events": ["timeline"], "hits": ["search", "talks"], "quotes": ["quotes", "actor:erdogan"],
    "uses": ["refs", "vladimir-putin"], "pairs": ["merge"], "story": ["show", "istanbul-talks"],
    "actor": ["who", "erdogan"], "venue": ["where", "istanbul"], "path": ["path", "erdogan", "rubio"],
    "question": ["show", "istanbul-talks:q-ceasefire-30-days"], "digest": ["digest", "--since", "2025-05-01"],
    "comparison": ["diff"], "remarks": ["tag"],
}  # fmt: skip


def told(*words: str) -> Any:
    result = CliRunner().invoke(group, [*words, "--format", "json"], catch_exceptions=False)
    return json.loads(result.stdout)


def test_each_kind_of_answer_is_asked_for() -> None:
    assert set(ASKED) == set(ANSWERS)


def test_the_page_says_which_command_prints_it() -> None:
    assert set(PRINTED_BY) == set(ASKED)
    assert [
        kind for kind, words in ASKED.items() if f"{' '.join(words)} ".find(PRINTED_BY[kind].split("`")[0] + " ")
    ] == []


@pytest.mark.parametrize("kind", [kind for kind in ASKED if kind != "comparison"])
def test_an_answer_says_what_it_is_and_has_that_shape(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    dated = ["--at", "2025-05-20"] if ASKED[kind][0] not in ("refs", "merge") else []
    answer = told(*ASKED[kind], *dated, "--desk", "briefs")
    assert (answer["schema"], answer["desk"]) == (f"briefing/{kind}/1", "briefs")
    assert not dated or answer["at"] == "2025-05-20"
    jsonschema.validate(answer, SCHEMA)


@pytest.mark.parametrize("id", sorted(file.stem for file in (ROOT / "briefs").glob("*-*.yaml")))
def test_every_story_of_the_sample_has_the_shape(id: str) -> None:
    jsonschema.validate(told("show", id, "--desk", str(ROOT / "briefs")), SCHEMA)


def test_a_comparison_has_the_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.desk.git_desk import GitDesk

    desk = GitDesk(tmp_path / "desk")
    desk.change(
        "talks.yaml", ("title: Envoys may meet in Istanbul", "title: Envoys met"), ("putin, nato", "putin, natto")
    )
    desk.change("actors.yaml", ("President", "Prime Minister"))
    monkeypatch.chdir(desk.folder)
    answer = told("diff")
    assert answer["schema"] == "briefing/comparison/1"
    assert answer["data"][0]["stories"][0]["problems"]["came"]
    jsonschema.validate(answer, SCHEMA)


def test_pairs_have_the_shape(tmp_path: Path) -> None:
    for number, name in enumerate(("Vladimir Medinsky", "Vladimir Medinski")):
        text = (
            f"title: Talks {number}\nactors: [{{name: {name}, kind: person, country: RU}}]\nbody: |\n  {name} came.\n"
        )
        (tmp_path / f"talks-{number}.yaml").write_text(text)
    answer = told("merge", "--desk", str(tmp_path))
    assert answer["data"]
    jsonschema.validate(answer, SCHEMA)


def test_the_schema_is_printed(tmp_path: Path) -> None:
    done = CliRunner().invoke(group, ["schema", "answers"])
    assert json.loads(done.output) == SCHEMA
    refused = CliRunner().invoke(group, ["schema", "answers", "--desk", str(tmp_path)])
    assert refused.exit_code == 2


def test_what_an_answer_has_beyond_its_shape_is_seen() -> None:
    answer = told("where", "istanbul", "--desk", str(ROOT / "briefs"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**answer, "more": 1}, SCHEMA)
