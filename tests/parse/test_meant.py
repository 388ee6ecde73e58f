"""What authors meant by keys, words, values and lists that are none: one row a slip, one message, and what is written
then has nothing wrong with it.
"""

from __future__ import annotations

import pytest

from briefing.check.fixes import apply
from briefing.model.problem import Edit, Problem
from briefing.parse.fields import FIELDS, OWNERS, Field, Owner
from briefing.parse.synonyms import KEYS, WORDS, key_for, word_for
from briefing.parse.text import Text
from tests.parse.desk import read

END = "body: |\n  x\n"

VALUES = """
    # words of lists
    questions: [{ask: Q, status: ▶unanswered}] => open
    questions: [{ask: Q, status: ▶pending}] => open
    questions: [{ask: Q, status: ▶not answered}] => open
    questions: [{ask: Q, status: ▶unresolvd}] => open
    questions: [{ask: Q, status: ▶closed}] => answered
    questions: [{ask: Q, status: ▶partially}] => partly
    questions: [{ask: Q, status: ▶Open}] => open
    questions: [{ask: Q, status: ▶‘open’}] => open
    questions: [{ask: Q, status: ▶ｏｐｅｎ}] => open
    events: [{name: E, status: ▶announced}] => scheduled
    events: [{name: E, status: ▶called off}] => cancelled
    events: [{name: E, status: ▶canceled}] => cancelled
    events: [{name: E, status: ▶rumored}] => rumoured
    events: [{name: E, status: ▶unscheduled}] => -
    events: [{name: E, status: ▶unexpected}] => -
    events: [{name: E, status: ▶unheld}] => -
    events: [{name: E, status: ▶suspended}] => -
    status: ▶unsettled => developing
    status: ▶ongoing => developing
    status: ▶final => settled
    claims: [{say: S, confidence: ▶medium}] => moderate
    claims: [{say: S, confidence: ▶immoderate}] => -
    claims: [{say: S, likelihood: ▶highly unlikely}] => very unlikely
    claims: [{say: S, likelihood: ▶improbable}] => unlikely
    claims: [{say: S, likelihood: ▶probable}] => likely
    claims: [{say: S, likelihood: ▶remote}] => almost no chance
    claims: [{say: S, likelihood: ▶even}] => roughly even chance
    claims: [{say: S, likelihood: ▶50/50}] => roughly even chance
    claims: [{say: S, likelihood: ▶not likely}] => unlikely
    claims: [{say: S, likelihood: ▶very_likely}] => very likely
    actors: [{name: X, kind: ▶country}] => state
    actors: [{name: X, kind: ▶company}] => organisation
    actors: [{name: X, kind: ▶org}] => organisation
    actors: [{name: X, kind: ▶Organization}] => organisation
    actors: [{name: X, kind: ▶persn}] => person
    sources: [{name: S, reliability: ▶c}] => C
    sources: [{name: S, reliability: ▶usually reliable}] => B
    sources: [{name: S, reliability: ▶G}] => -
    # dates
    date: ▶May 2025 => 2025-05
    date: ▶15. Mai 2025 => 2025-05-15
    date: ▶2025–05–15 => 2025-05-15
    date: ▶2025‑05‑15 => 2025-05-15
    date: ▶２０２５ => 2025
    date: ▶“2025-05-15” => 2025-05-15
    date: ▶2025/05/15 => 2025-05-15
    date: ▶20250515 => 2025-05-15
    date: ▶04/01/2024 => -
    date: ▶Monday 6 July 2025 => -
    events: [{name: E, when: ▶2025-05-15 - 2025-05-17}] => 2025-05-15/2025-05-17
    questions: [{ask: Q, due: ▶end of June 2025}] => late June 2025
    # coordinates
    venues: [{name: V, lat: ▶25.29 N, lon: 0}] => 25.29
    venues: [{name: V, lat: 0, lon: ▶58.4 W}] => -58.4
    venues: [{name: V, lat: ▶−34.6, lon: 0}] => -34.6
    venues: [{name: V, lat: ▶41,5, lon: 0}] => 41.5
    venues: [{name: V, lat: ▶‘41.5’, lon: 0}] => 41.5
    venues: [{name: V, lat: ▶28 E, lon: 0}] => -
    venues: [{name: V, lat: ▶41.01, 28.98}] => 41.01, lon: 28.98
    venues: [{name: V, lon: ▶41.01, 28.98}] => 28.98, lat: 41.01
    venues: [{name: V, lat: ▶'41.01, 28.98', lon: 28.98}] => -
    # codes, numbers, addresses, ids
    venues: [{name: V, country: ▶‘TR’}] => TR
    venues: [{name: V, country: ▶"“TR”"}] => TR
    venues: [{name: V, country: ▶ＴＲ}] => TR
    venues: [{name: V, country: ▶TUR}] => TR
    venues: [{name: V, country: ▶Türkiye}] => TR
    venues: [{name: V, country: ▶U.S.}] => US
    venues: [{name: V, country: ▶the Netherlands}] => NL
    venues: [{name: V, country: ▶Ukriane}] => UA
    venues: [{name: V, country: ▶Utopia}] => -
    actors: [{name: X, wikidata: ▶q406}] => Q406
    actors: [{name: X, wikidata: ▶https://www.wikidata.org/wiki/Q406#sitelinks}] => Q406
    actors: [{name: X, wikidata: ▶http://www.wikidata.org/entity/Q406}] => Q406
    actors: [{name: X, wikidata: ▶‘Q406’}] => Q406
    actors: [{name: X, wikidata: ▶P31}] => -
    venues: [{name: V, geonames: ▶https://www.geonames.org/745044/istanbul.html}] => 745044
    venues: [{name: V, geonames: ▶https://sws.geonames.org/745044/}] => 745044
    venues: [{name: V, geonames: ▶７４５０４４}] => 745044
    venues: [{name: V, geonames: ▶geonames:745044}] => 745044
    sources: [{name: S, url: ▶<https://example.org/x>}] => https://example.org/x
    sources: [{name: S, url: ▶htps://example.org/x}] => https://example.org/x
    sources: [{name: S, url: ▶http:/example.org/x}] => http://example.org/x
    sources: [{name: S, url: ▶“https://example.org/x”}] => https://example.org/x
    sources: [{name: S, url: ▶'https://example.org/a b'}] => https://example.org/a%20b
    sources: [{name: S, url: ▶ftp://example.org/x}] => -
    events: [{id: ▶the‑talks, name: E}] => the-talks
    events: [{id: ▶‘talks’, name: E}] => talks
    events: [{id: ▶Peace talks, name: E}] => peace-talks
    # keys
    ▶Title2: x => -
    ▶description: S => summary
    ▶excerpt: S => summary
    ▶deck: S => summary
    ▶time: noon => -
    ▶start: 2025 => -
    ▶people: [nato] => actors
    ▶places: [istanbul] => venues
    ▶sumary: S => summary
    ▶SUMMARY: S => summary
    ▶“summary”: S => summary
    venues: [{name: V, lat: 0, ▶lng: 0}] => lon
    venues: [{name: V, lat: 0, ▶longtitude: 0}] => lon
    venues: [{name: V, ▶latitude: 0, lon: 0}] => lat
    events: [{name: E, ▶time: 2025}] => when
    events: [{name: E, ▶date: 2025}] => when
    events: [{name: E, ▶location: istanbul}] => where
    events: [{name: E, ▶participants: [nato]}] => who
    events: [{▶title: E}] => name
    events: [{name: E, ▶title: E}] => -
    events: [{name: E, when: 2025, ▶date: 2025}] => -
    questions: [{▶question: Q}] => ask
    questions: [{ask: Q, ▶answered by: t}] => answered_by
    claims: [{▶text: S}] => say
    claims: [{say: S, ▶probability: likely}] => likelihood
    sources: [{name: S, ▶link: https://example.org}] => url
    sources: [{name: S, ▶href: https://example.org}] => url
    updates: [{▶text: S}] => note
    actors: [{▶idd: nato}] => id
    actors: [{▶nam: NATO}] => name
    actors: [{name: X, ▶unrole: host}] => -
"""
"""A brief's line with the culprit's place, and what is offered in its place."""

WHOLE = [
    ("actors: ▶nato, turkey", "actors: [nato, turkey]"),
    ("tags: ▶grain; odesa", "tags: [grain, odesa]"),
    ("questions: ▶Will he come, or not?", 'questions: ["Will he come, or not?"]'),
    ("actors: ▶{NATO, Turkey}", "actors: [NATO, Turkey]"),
    ("actors: ▶{NATO: , Turkey: }", "actors: [NATO, Turkey]"),
    ("actors: ▶{name: Jo Doe, role: host}", "actors: [{name: Jo Doe, role: host}]"),
    ("actors:\n  ▶name: Jo Doe\n  role: host", "actors:\n  - name: Jo Doe\n    role: host"),
    ("actors:\n  ▶NATO:\n    kind: organisation\n  Turkey:\n    kind: state",
     "actors:\n  - name: NATO\n    kind: organisation\n  - name: Turkey\n    kind: state"),
    ("actors:\n  ▶nato:\n  turkey:", "actors:\n  - nato\n  - turkey"),
    ("actors:\n  ▶NATO\n  Turkey  # host", "actors:\n  - NATO\n  - Turkey  # host"),
    ("questions:\n  ▶Will he come?\n  Will they talk?", "questions:\n  - Will he come?\n  - Will they talk?"),
    ("questions:\n  ▶1. Will he come?\n  2. Will they talk?", "questions:\n  - Will he come?\n  - Will they talk?"),
    ("questions:\n  ▶a) Will he come\n     at all?\n  b) Why?", "questions:\n  - Will he come\n     at all?\n  - Why?"),
    ("actors:\n  ▶– NATO\n  – Turkey", "actors:\n  - NATO\n  - Turkey"),
    ("actors:\n  ▶• NATO\n  • Turkey", "actors:\n  - NATO\n  - Turkey"),
    ("events: [{name: Talks▶, and dinner, when: 2025}]", 'events: [{name: "Talks, and dinner", when: 2025}]'),
    ("events: [{name: Talks▶, dinner, and war, when: 2025}]", 'events: [{name: "Talks, dinner, and war", when: 2025}]'),
    ("events: [{name: Talks, who: ▶nato, turkey}]", "events: [{name: Talks, who: [nato, turkey]}]"),
    ("events: [{name: Talks, where: ▶Istanbul, Turkey}]", "events: [{name: Talks, where: istanbul}]"),
    ("venues:\n  - name: V\n    lat: ▶41.01, 28.98", "venues:\n  - name: V\n    lat: 41.01\n    lon: 28.98"),
    ("venues:\n  - name: V\n    ▶lat/lon: 41.01/28.98", "venues:\n  - name: V\n    lat: 41.01\n    lon: 28.98"),
    ("venues:\n  - name: V\n    ▶lon/lat: 28.98/41.01", "venues:\n  - name: V\n    lat: 41.01\n    lon: 28.98"),
    ("tags: ▶'grain, odesa'", "tags: [grain, odesa]"),
    ('actors: ▶"nato, turkey"', "actors: [nato, turkey]"),
    ("actors: [▶[NATO](nato), turkey]", "actors: [nato, turkey]"),
    ("actors: [▶[NATO](https://nato.int), [Turkey](turkey)]", "actors: [NATO, turkey]"),
    ("actors:\n  - ▶[NATO](nato)\n  - turkey", "actors:\n  - nato\n  - turkey"),
    ("actors:\n  - nato\n  - {name: Jo Doe, for: ▶[NATO](nato)}", "actors:\n  - nato\n  - {name: Jo Doe, for: nato}"),
    ("venues: ▶[Istanbul](istanbul)", "venues: [istanbul]"),
    ("events:\n  - name: E\n    who: [▶[NATO](nato)]", "events:\n  - name: E\n    who: [nato]"),
    ("questions: [{ask: Q, answered: ▶yes}]", "questions: [{ask: Q, status: answered}]"),
    ("questions:\n  - ask: Q\n    answered: ▶no", "questions:\n  - ask: Q\n    status: open"),
    ("questions:\n  - ask: Q\n    answered: ▶partly", "questions:\n  - ask: Q\n    status: partly"),
    ("date: ▶!day 2025-05-16", "date: 2025-05-16"),
    ("summary▶\u00a0: S", "summary: S"),
    ("▶\u200bsummary: S", "summary: S"),
    ("sum▶\u00admary: S", "summary: S"),
    ("summary: Talks ▶&amp; truce &#8211; at &quot;last&quot;", 'summary: Talks & truce – at "last"'),
    ("summary: \"Talks ▶&quot;now&quot;\"", 'summary: "Talks \\"now\\""'),
    ("summary: 'It▶&#39;s on'", "summary: 'It''s on'"),
    ("summary: Talks▶&nbsp;now", "summary: Talks now"),
    ("summary: >\n  Talks\n  ▶&amp; truce", "summary: >\n  Talks\n  & truce"),
    ("summary: ▶{{ summary }}", 'summary: "{{ summary }}"'),
]  # fmt: skip
"""Lines with the culprit's place, and what they become."""


def told(lines: str, places: bool = True) -> tuple[str, list[Problem]]:
    """A brief with these lines, and its problems; one, at the mark."""
    start = lines.index("▶")
    text = f"title: T\n{lines.replace('▶', '')}\n{END}"
    problems = list(read(text).problems)
    assert len(problems) == 1, problems
    before = f"title: T\n{lines[:start]}"
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (problems[0].span.line, problems[0].span.column) == place
    return text, problems


def put_right(text: str, problem: Problem) -> str:
    return apply(Text(text, "t.yaml"), problem.changes)


def rows() -> list[tuple[str, str]]:
    lines = (line.strip() for line in VALUES.splitlines() if " => " in line)
    return [(line.rpartition(" => ")[0], line.rpartition(" => ")[2]) for line in lines]


@pytest.mark.parametrize(("line", "fix"), rows())
def test_what_was_meant_is_offered_and_right(line: str, fix: str) -> None:
    text, (problem,) = told(line)
    assert problem.fix == fix.removeprefix("-") or fix == problem.fix
    if problem.fix:
        assert read(put_right(text, problem)).problems == ()


@pytest.mark.parametrize(("lines", "expected"), WHOLE)
def test_what_was_meant_is_written(lines: str, expected: str) -> None:
    text, (problem,) = told(lines)
    right = put_right(text, problem)
    assert right == f"title: T\n{expected}\n{END}"
    brief, better = read(text), read(right)
    assert better.problems == ()
    assert [actor.name for actor in brief.actors] == [actor.name for actor in better.actors]
    assert [one.ask for one in brief.questions] == [one.ask for one in better.questions]
    assert (brief.summary, brief.tags) == (better.summary, better.tags)


def test_a_list_of_words_is_told_with_where_it_is_explained() -> None:
    for line in ("status: blah", "questions: [{ask: Q, status: blah}]", "actors: [{name: X, kind: blah}]"):
        (problem,) = read(f"title: T\n{line}\n{END}").problems
        key = "kind" if "kind" in line else "status"
        assert problem.message.endswith(f"; see `briefing explain {key}`")


def test_what_two_things_can_mean_has_no_edits() -> None:
    text = f"title: T\nquestions:\n  Will he come to\n  Istanbul?\n{END}"
    (problem,) = read(text).problems
    assert (problem.code, problem.changes) == ("B104", ())


def test_a_clear_date_counts_though_it_is_told() -> None:
    brief = read(f"title: T\ndate: May 15, 2025\n{END}")
    assert brief.date is not None
    assert brief.date.text == "2025-05-15"
    venue = read(f"title: T\nvenues: [{{name: V, lat: 41.01, 28.98}}]\n{END}").venues[0]
    assert (venue.lat, venue.lon) == (41.01, 28.98)


def test_one_wrong_name_of_a_coordinate_is_told_once() -> None:
    for line in ("{name: V, lat: 0, lng: 0}", "{name: V, lat: x, lon: 0}", "{name: V, lat: x}"):
        assert len(read(f"title: T\nvenues: [{line}]\n{END}").problems) == 1
    assert [one.code for one in read(f"title: T\nvenues: [{{name: V, lat: 0}}]\n{END}").problems] == ["B109"]


@pytest.mark.parametrize(
    "owner_of", [owner for owner in OWNERS.values() if owner.name != "brief"], ids=lambda owner: owner.name
)
def test_other_names_of_keys_are_none_of_the_keys(owner_of: Owner) -> None:
    for line in filter(str.strip, KEYS[owner_of.name.removeprefix("registry ")].splitlines()):
        key, _colon, names = line.partition(":")
        for name in map(str.strip, names.split(",")):
            assert name not in owner_of.fields
            assert key_for(owner_of, name) in (key.strip(), "")
            assert key_for(owner_of, name, taken=[key.strip()]) != key.strip()


@pytest.mark.parametrize("choices", WORDS, ids=lambda choices: choices[0])
def test_other_words_are_none_of_the_words(choices: tuple[str, ...]) -> None:
    assert any(row.choices == choices for row in FIELDS)
    seen = set()
    for line in WORDS[choices].strip().splitlines():
        word, _colon, names = line.strip().partition(":")
        for name in map(str.strip, names.split(",")):
            assert word in choices
            assert name not in choices
            assert name not in seen
            assert word_for(choices, name) == word
            seen.add(name)


def test_every_list_of_words_has_other_words() -> None:
    assert {row.choices for row in FIELDS if row.choices} == set(WORDS)


SINGLE = [row for row in FIELDS if row.kind not in ("text", "body", "entry", "overrides", "reference")]
ODD = [
    "~",
    "“”",
    '"\'"',
    "－",
    "０",
    ",",
    "x\u00ad",
    "\u2011",
    "Q",
    "N",
    "&amp;",
    "a" * 5000,
    "١",
    "1/" * 99,
    "\ud800",
    ".",
    "-",
]


@pytest.mark.parametrize("row", SINGLE, ids=lambda row: f"{row.owner}.{row.key}")
def test_nothing_is_raised_for_a_wrong_value(row: Field) -> None:
    from briefing.parse.literals import read as value_of
    from briefing.parse.wrong import wrong

    for value in ODD:
        if value_of(row, value) is None:
            found = wrong(row, value)
            assert 0 < len(found.slip.sentence.format(**found.words)) < 300
            assert found.fix != value


def test_an_edit_of_a_file_with_other_line_ends_keeps_them() -> None:
    text = f"title: T\nvenues:\n  - name: V\n    lat: 41.01, 28.98\n{END}".replace("\n", "\r\n")
    (problem,) = read(text).problems
    assert isinstance(problem.changes[0], Edit)
    assert put_right(text, problem).count("\r\n") == text.count("\r\n") + 1
