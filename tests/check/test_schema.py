"""The JSON Schema: it says what the table says, refuses nothing that the checker accepts, and much that it doesn't."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.constructor import SafeConstructor

from briefing.check.checker import check
from briefing.check.explain import FILE, explanations, files_of
from briefing.check.reference import hover
from briefing.check.rule import Around
from briefing.check.schema import schema
from briefing.config.paths import shipped
from briefing.desk.scan import REGISTRY_FILES, scan
from briefing.model.brief import Registry
from briefing.parse.brief import read_text
from briefing.parse.fields import FIELDS, Field
from briefing.parse.registry import read_registry
from briefing.parse.text import decode
from tests.check.desk import TODAY
from tests.parse.desk import NAMES, REGISTRY
from tests.parse.test_brief import FULL, SHORT
from tests.parse.test_hostile import EDITS, edited

SAMPLE = shipped("briefs")
ROWS = [row for row in FIELDS if not row.owner.startswith("registry")]
DESK = Around(REGISTRY, {}, TODAY)


class _Constructor(SafeConstructor):
    """JSON has no dates, so the tools that hand YAML to a schema leave them as they are written."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def load(text: str) -> Any:
    """A text as a stock YAML 1.2 tool would hand it to a schema."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return yaml.load(text)


@cache
def validator(kind: str) -> Draft202012Validator:
    """`generic` knows no registry, `desk` the sample desk's."""
    registry = read_registry({name: (SAMPLE / name).read_bytes() for name in REGISTRY_FILES})
    return Draft202012Validator(schema(registry if kind == "desk" else None))


def refusals(text: str, kind: str = "generic") -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(load(text))]


def is_fine(text: str) -> bool:
    """Whether the checker has no fault to find; hints are none."""
    shown = decode(text.encode(), FILE)
    found = check(read_text(shown, REGISTRY, NAMES), shown, DESK)
    return all(problem.severity == "info" for problem in found)


def place_of(row: Field) -> dict[str, Any]:
    """Where the schema tells of a key."""
    made = schema()
    owner = made if row.owner == "brief" else made["$defs"][row.owner]
    found: dict[str, Any] = owner["properties"][row.key]
    return found


def named(row: Field) -> str:
    return f"{row.owner} {row.key}"


@pytest.mark.parametrize("kind", ["generic", "desk"])
def test_it_is_a_schema(kind: str) -> None:
    made = validator(kind).schema
    Draft202012Validator.check_schema(made)
    assert json.loads(json.dumps(made)) == made
    assert made["title"]
    assert made["description"]


def test_every_reference_in_it_leads_somewhere() -> None:
    made = validator("desk").schema
    names = json.dumps(made).split('"$ref": "#/$defs/')[1:]
    assert {name.split('"')[0] for name in names} == set(made["$defs"])


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_every_row_of_the_table_is_in_it(row: Field) -> None:
    made = place_of(row)
    assert made["description"] == row.help
    if row.kind == "body":
        return
    (example,) = made["examples"]
    assert isinstance(example, list) == (row.many and row.key != "follows")
    assert re.findall(r"\w+", row.example)[0] in json.dumps(example, ensure_ascii=False)
    whole = {"$schema": schema()["$schema"], "$defs": schema()["$defs"], **made}
    assert list(Draft202012Validator(whole).iter_errors(example)) == []


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_an_editor_is_told_what_the_reference_tells(row: Field) -> None:
    made = place_of(row)
    assert made["markdownDescription"] == hover(row)
    values = made.get("items", made)
    if row.choices:
        assert len(values["enum"]) == len([text for text in values["enumDescriptions"] if text])


def test_it_has_no_more_keys_than_the_table() -> None:
    made = schema()
    owners = {"brief": made, **made["$defs"]}
    keys = {(name, key) for name, owner in owners.items() for key in owner.get("properties", ())}
    assert keys == {(row.owner, row.key) for row in ROWS}


@pytest.mark.parametrize("owner", ["actor", "venue", "event", "question"])
def test_what_an_editor_puts_in_for_a_new_entry_is_valid(owner: str) -> None:
    made = schema()
    (snippet,) = made["$defs"][owner]["defaultSnippets"]
    filled = {key: re.sub(r"\$\{\d[:|]([^,|}]+).*\}", r"\1", text) for key, text in snippet["body"].items()}
    whole = {"$schema": made["$schema"], "$defs": made["$defs"], "$ref": f"#/$defs/{owner}"}
    assert list(Draft202012Validator(whole).iter_errors(filled)) == []


@pytest.mark.parametrize("kind", ["generic", "desk"])
@pytest.mark.parametrize("file", [stat.path for stat in scan(SAMPLE)])
def test_the_sample_desk_is_valid(file: str, kind: str) -> None:
    assert refusals((SAMPLE / file).read_text(encoding="utf-8"), kind) == []


GOOD = {
    code: files[FILE]
    for code, one in explanations().items()
    if FILE in (files := files_of(one.good)) and not files[FILE].startswith("---")
}


@pytest.mark.parametrize("kind", ["generic", "desk"])
@pytest.mark.parametrize("code", GOOD)
def test_what_is_good_is_valid(code: str, kind: str) -> None:
    assert refusals(GOOD[code], kind) == []


SCALARS = (
    "true", "False", "null", "Null", "no", "NO", "on", "~", "2025", "-7", "+3", "0x1F", "0o17", "1e3", ".5", ".inf",
    ".nan", "12:30", "1_000", "2025-05", "2025-05-15", "2025-05-15T18:30+03:00", "2025-05-15 ~", "2025/2026~",
    "2025-05~/ late june 2025", "LATE June 2025~", "Summer 2025", "summer ٢٠٢٥", "early May 2025/mid May 2025", "0001",
    '" 2025 "', '"41.0082"', "+41.0", "41", "-0", "90.0", '" Q406 "', "Q406", "745044", '"745044"', "HTTPS://example.org",
    '" https://example.org/ü?q=[1] "', "TR", "x-north", '" TR "', "nato", "istanbul", "none", "a.b_c-d", "1.5",
    "held", "open", "'it''s'", '"\\n a \\n"', "Ünal", "wire", "antalya-ministers",
)  # fmt: skip
"""What an author may write, in the spellings of which stock YAML makes something else than text."""


def brief_with(row: Field, value: str) -> str:
    """A brief with a value at a key, beside what that key needs."""
    value = f"[{value}]" if row.many else value
    if row.kind == "overrides":
        value = f"{{Washington: {value}}}"
    given = {
        "brief": {"title": "Talks"},
        "actor": {"name": "Ada Lee"},
        "venue": {"name": "Kursk Oblast", "lat": "51.7", "lon": "36.2"},
        "event": {"name": "Talks"},
        "question": {"ask": "Who?"},
        "hypothesis": {"say": "Ada"},
        "claim": {"say": "So"},
        "source": {"name": "Wire"},
        "update": {"note": "New"},
    }[row.owner] | {row.key: value}
    entry = ", ".join(f"{key}: {text}" for key, text in given.items())
    body = "body: |\n  Ada Lee was in Istanbul.\n"
    if row.owner == "brief":
        return "".join(f"{key}: {text}\n" for key, text in given.items()) + body
    if row.owner == "hypothesis":
        return f"title: Talks\nquestions: [{{ask: Who?, hypotheses: [{{{entry}}}]}}]\n{body}"
    at = next(other.key for other in FIELDS if other.of == row.owner)
    return f"title: Talks\n{at}: [{{{entry}}}]\n{body}"


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind != "body"], ids=named)
def test_no_value_that_the_checker_accepts_is_refused(row: Field) -> None:
    fine = [value for value in SCALARS if is_fine(brief_with(row, value))]
    assert fine or row.kind in ("choice", "reference")
    assert {value: found for value in fine if (found := refusals(brief_with(row, value)))} == {}


@given(st.sampled_from([FULL, SHORT]), EDITS)
def test_no_brief_that_the_checker_accepts_is_refused(text: str, edits: list[tuple[int, int, str]]) -> None:
    text = edited(text, edits)
    if is_fine(text) and is_yaml(text):
        assert refusals(text) == []


def is_yaml(text: str) -> bool:
    """Whether a stock tool can read it at all; of a body that lost its indentation it can't."""
    try:
        load(text)
    except YAMLError:
        return False
    return True


BODY = "body: |\n  They met.\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"title: T\nsumary: S\n{BODY}", "sumary"),
        (f"title: T\nactors: [{{name: A, rol: x}}]\n{BODY}", "rol"),
        (BODY, "'title' is a required property"),
        ("title: T\n", "'body' is a required property"),
        ("title: T\nbody: []\n", "$.body"),
        (f"title: ''\n{BODY}", "$.title"),
        (f"title: T\nstatus: setled\n{BODY}", "'setled' is not one of"),
        (f"title: T\ntags: diplomacy\n{BODY}", "$.tags"),
        (f"title: T\nactors: nato\n{BODY}", "$.actors"),
        (f"title: [T]\n{BODY}", "$.title"),
        (f"title: T\nactors: [[nato]]\n{BODY}", "$.actors[0]"),
        (f"title: T\nactors: [{{role: host}}]\n{BODY}", "'id' is a required property"),
        (f"title: T\nevents: [{{when: 2025}}]\n{BODY}", "'name' is a required property"),
        (f"title: T\nquestions: [{{answer: No}}]\n{BODY}", "'ask' is a required property"),
        (f"title: T\ndate: June 2025\n{BODY}", "$.date"),
        (f"title: T\ndate: 20250515\n{BODY}", "$.date"),
        (f"title: T\nactors: [{{id: Some One}}]\n{BODY}", "$.actors[0].id"),
        (f"title: T\nactors: [{{name: A, wikidata: 406}}]\n{BODY}", "$.actors[0].wikidata"),
        (f"title: T\nvenues: [{{name: A, country: tr}}]\n{BODY}", "$.venues[0].country"),
        (f"title: T\nvenues: [{{name: A, lat: 95, lon: 1}}]\n{BODY}", "$.venues[0].lat"),
        (f"title: T\nvenues: [{{name: A, lat: 41}}]\n{BODY}", "'lon' is a dependency of 'lat'"),
        (f"title: T\nsources: [{{url: example.org}}]\n{BODY}", "$.sources[0].url"),
        (f"title: T\nclaims: [{{say: S, confidence: low, likelihood: likely}}]\n{BODY}", "does not allow 'likely'"),
        (f"title: T\nmentions: [Moscow]\n{BODY}", "$.mentions"),
        ("- title\n", "$: "),
    ],
)
@pytest.mark.parametrize("kind", ["generic", "desk"])
def test_what_is_wrong_is_refused(text: str, says: str, kind: str) -> None:
    assert not is_fine(text)
    (found,) = refusals(text, kind)
    assert says in found


def test_keys_of_ones_own_are_taken_anywhere() -> None:
    assert refusals(f"title: T\nx-desk: [1]\nactors: [{{name: A, x-y: {{}}}}]\n{BODY}") == []


def offers(made: dict[str, Any], kind: str) -> dict[str, str]:
    return {one["const"]: one["description"] for one in made["$defs"][f"known-{kind}"]["anyOf"]}


def test_the_ids_of_the_registry_are_offered_with_their_names() -> None:
    made = validator("desk").schema
    assert offers(made, "actor")["recep-tayyip-erdogan"] == "Recep Tayyip Erdoğan, President of Turkey, Turkey"
    assert offers(made, "actor")["turkey"] == "Turkey, state"
    assert offers(made, "venue")["istanbul"] == "Istanbul, city, Turkey"
    offering = {
        f"{name} {key}": [part["$ref"].rpartition("-")[2] for part in value.get("anyOf", ())[:-1]]
        for name, owner in made["$defs"].items()
        for key, each in owner.get("properties", {}).items()
        for value in (each, each.get("items", {}))
        if value.get("anyOf")
    }
    assert offering == {
        "actor id": ["actor"], "actor for": ["actor"], "actor country": ["country"],
        "venue id": ["venue"], "venue country": ["country"],
        "event where": ["venue"], "event who": ["actor"],
        "question about": ["actor", "venue"], "claim by": ["actor"], "claim about": ["actor", "venue"],
    }  # fmt: skip
    for kind in ("actor", "venue"):
        assert made["$defs"][kind]["anyOf"] == [{"$ref": f"#/$defs/known-{kind}"}, True]


@pytest.mark.parametrize("registry", [None, Registry()])
def test_without_ids_none_are_offered(registry: Registry | None) -> None:
    assert [name for name in schema(registry)["$defs"] if name.startswith("known-")] == ["known-country"]


def test_names_that_nobody_knows_are_valid() -> None:
    text = (
        "title: T\nactors: [Somebody New, {id: somebody-else, name: Else, for: a-third}]\nvenues: [Elsewhere]\n"
        f"events: [{{name: E, where: elsewhere, who: [somebody-new]}}]\nmentions: {{Moscow: new}}\n{BODY}"
    )
    assert refusals(text, "desk") == []


def test_it_is_made_of_values_of_its_own() -> None:
    made = schema()
    made["properties"].clear()
    assert schema()["properties"]
