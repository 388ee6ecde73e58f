"""Values that are wrong: each is told at its place and dropped, and the rest is kept."""

from __future__ import annotations

import pytest

from briefing.parse.entries import Reader
from briefing.parse.fields import FIELDS, OWNERS
from briefing.parse.nodes import compose
from tests.parse.desk import codes, problem_at, read

END = "body: |\n  x\n"


@pytest.mark.parametrize(
    ("line", "code", "culprit", "fix"),
    [
        ("sumary: S", "B101", "sumary", "summary"),
        ("Summary: S", "B101", "Summary", "summary"),
        ("actors: [{id: nato, rol: host}]", "B101", "rol", "role"),
        ("questions: [{ask: Q?, hypotheses: [{say: S, liklihood: likely}]}]", "B101", "liklihood", "likelihood"),
        ("questions: [{status: open}]", "B102", "{status: open}", ""),
        ("events:\n  - when: 2025", "B102", "when: 2025", ""),
        ("sources: [{id: s, id: t}]", "B103", "id", ""),
        ("actors: nato", "B104", "nato", "[nato]"),
        ("tags: {a: b}", "B104", "{a: b}", ""),
        ("summary: [a]", "B105", "[a]", ""),
        ("summary: {a: {b: c}}", "B105", "{a: {b: c}}", ""),
        ("actors: [[nato]]", "B105", "[nato]", ""),
        ("mentions: [a]", "B105", "[a]", ""),
        ("status: Developing", "B106", "Developing", "developing"),
        ("status: develop", "B106", "develop", "developing"),
        ("actors: [{name: X, kind: human}]", "B106", "human", ""),
        ("events: [{name: E, status: canceled}]", "B106", "canceled", "cancelled"),
        ("claims: [{say: S, likelihood: very_likely}]", "B106", "very_likely", "very likely"),
        ("sources: [{name: S, reliability: c}]", "B106", "c", "C"),
        ("date: 2025-02-30", "B107", "2025-02-30", ""),
        ("date: 2025-31-05", "B107", "2025-31-05", "2025-05-31"),
        ("date: 15/05/2025", "B107", "15/05/2025", "2025-05-15"),
        ("date: next week", "B107", "next week", ""),
        ("venues: [{name: V, lat: 91, lon: 0}]", "B108", "91", ""),
        ("venues: [{name: V, lat: '41,5', lon: 0}]", "B108", "'41,5'", "41.5"),
        ("venues: [{name: V, lat: 41° N, lon: 0}]", "B108", "41° N", "41"),
        ("venues: [{name: V, lat: nan, lon: 0}]", "B108", "nan", ""),
        ("venues: [{name: V, lat: 41}]", "B109", "lat", ""),
        ("venues: [{name: V, country: UK}]", "B110", "UK", "GB"),
        ("venues: [{name: V, country: EL}]", "B110", "EL", "GR"),
        ("venues: [{name: V, country: tr}]", "B110", "tr", "TR"),
        ("venues: [{name: V, country: Turkey}]", "B110", "Turkey", "TR"),
        ("venues: [{name: V, country: ZZ}]", "B110", "ZZ", ""),
        ("sources: [{name: S, url: example.org/x}]", "B111", "example.org/x", "https://example.org/x"),
        ("sources: [{name: S, url: 'javascript:alert(1)'}]", "B111", "'javascript:alert(1)'", ""),
        ("actors: [{name: X, wikidata: 406}]", "B112", "406", "Q406"),
        ("actors: [{name: X, wikidata: https://www.wikidata.org/wiki/Q406}]", "B112",
         "https://www.wikidata.org/wiki/Q406", "Q406"),
        ("venues: [{name: X, geonames: Q406}]", "B112", "Q406", ""),
        ("summary:", "B113", "summary", ""),
        ("tags: [a, '']", "B113", "''", ""),
        ("mentions: {Foo: }", "B113", "Foo", ""),
        ("id: Talks in Istanbul", "B114", "Talks in Istanbul", "talks-in-istanbul"),
        ("claims: [{say: S, likelihood: likely, confidence: high}]", "B115", "confidence", ""),
        ("questions:\n  - Who goes: Putin or Medinsky?", "B116", "Who goes: Putin or Medinsky?",
         '"Who goes: Putin or Medinsky?"'),
        ("actors: [{Steve Witkoff}]", "B116", "{Steve Witkoff}", '"Steve Witkoff"'),
        ("actors:\n  -nato", "B117", "-nato", "- nato"),
        ("summary: “A quote”", "B118", "“A quote”", '"A quote"'),
        ("sum\uff1amary: S", "B023", "sum\uff1amary", "sum: mary"),
        ("? [a]\n: b", "B101", "[a]", ""),
    ],
)  # fmt: skip
def test_each_mistake_has_one_problem_at_its_place(line: str, code: str, culprit: str, fix: str) -> None:
    text = f"title: T\n{line}\n{END}"
    brief = read(text)
    assert codes(brief) == [code], brief.problems
    assert problem_at(text, brief) == (code, culprit)
    assert brief.problems[0].fix == fix
    assert brief.title == "T"


def test_a_missing_title_or_body_is_told() -> None:
    assert codes(read("summary: S\n" + END)) == ["B102"]
    assert codes(read("title: T\n")) == ["B102"]


def test_text_for_a_list_is_a_list_of_one() -> None:
    assert [actor.key for actor in read("title: T\nactors: nato\n" + END).actors] == ["nato"]
    assert read("title: T\ntags: a\n" + END).tags == ("a",)


def test_a_question_with_a_colon_is_still_asked() -> None:
    brief = read("title: T\nquestions:\n  - Who goes: Putin or Medinsky?\n  - Why?\n" + END)
    assert [question.ask for question in brief.questions] == ["Who goes: Putin or Medinsky?", "Why?"]


def test_a_wrong_value_leaves_the_rest() -> None:
    brief = read("title: T\nvenues: [{name: V, country: ZZ, lat: 99, lon: 3, role: host, wikidata: x}]\n" + END)
    venue = brief.venues[0]
    assert (venue.name, venue.role, venue.country, venue.lat, venue.lon) == ("V", "host", "", None, None)


def test_own_keys_are_left_alone() -> None:
    assert read("title: T\nx-desk: [1, {a: b}]\nactors: [{name: X, x-y: z}]\n" + END).problems == ()


def test_text_is_put_on_one_line() -> None:
    brief = read("title: >\n  A folded\n  title\nsummary: |\n  two\n  lines\n" + END)
    assert (brief.title, brief.summary) == ("A folded title", "two lines")
    assert brief.problems == ()


def test_spans_end_where_values_end() -> None:
    brief = read("title: T\nactors:\n  - name: X\n    role: |\n      r\n\n  - nato\nstatus: settled\n" + END)
    first, second = brief.actors
    assert (first.span.line, first.span.column, first.span.end_line) == (3, 5, 4)
    assert (second.span.line, second.span.column, second.span.end_column) == (7, 5, 9)


def test_the_field_table_is_whole() -> None:
    assert len({(row.owner, row.key) for row in FIELDS}) == len(FIELDS)
    for row in FIELDS:
        assert row.help.endswith(".")
        assert row.help[0].isupper()
        assert row.example
        assert row.owner in OWNERS
        assert (row.kind == "choice") == bool(row.choices)
        assert (row.kind == "entry") == bool(row.of)
        assert (row.kind == "reference") == bool(row.refers)
    assert list(OWNERS["brief"].fields)[-1] == "body"


@pytest.mark.parametrize("row", [row for row in FIELDS if row.kind != "body"], ids=lambda row: f"{row.owner}.{row.key}")
def test_every_example_is_right(row: object) -> None:
    field = next(one for one in FIELDS if one is row)
    value = f"[{field.example}]" if field.many and field.example[0] != "[" else field.example
    beside = {"lat": "lon: 0\n", "lon": "lat: 0\n"}.get(field.key, "")
    node, _second = compose(f"{field.key}: {value}\n{beside}")
    reader = Reader("example", [])
    assert node is not None
    entry = reader.entry(node, OWNERS[field.owner])
    assert entry is not None
    assert field.key in entry.values
    assert [problem for problem in reader.problems if problem.code != "B102"] == []
