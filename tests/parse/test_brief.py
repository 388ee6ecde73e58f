"""A brief as its author means it: entries, the registry's facts, references."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.brief import Actor
from briefing.parse.brief import read_brief
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry
from tests.parse.desk import REGISTRY, codes, mentioned, problem_at, read

SHORT = """\
title: Envoys may meet in Istanbul
actors: [Volodymyr Zelensky, Recep Tayyip Erdoğan, Turkey, NATO]
venues: [Istanbul, Ankara, Antalya]
questions:
  - Will Putin come to Istanbul?
body: |
  Zelensky saw Erdoğan in Ankara while NATO's ministers were in Antalya.
"""

FULL = """\
# yaml-language-server: $schema=../brief.schema.json
title: "Talks in Istanbul: a first meeting since 2022?"
summary: Envoys may meet without either president; Turkey mediates, NATO argues about 5% of GDP.
date: 2025-05-15
status: developing

actors:
  - volodymyr-zelensky                     # in actors.yaml: the id is enough
  - {id: vladimir-putin, role: absent}
  - {id: recep-tayyip-erdogan, role: host and mediator, for: turkey}
  - {id: andrij-yermak, role: head of delegation, for: ukraine}
  - {id: vladimir-medinsky, role: head of delegation, for: russia}
  - name: Steve Witkoff                    # new here; `briefing promote` moves it to actors.yaml
    kind: person
    position: White House Special Envoy
    for: united-states
  - nato

venues:
  - {id: istanbul, role: talks}
  - {id: ankara, role: Zelensky and Erdoğan meet}
  - {id: the-hague, role: NATO summit}
  - {name: Kursk Oblast, kind: region, country: RU}

events:
  - {id: istanbul-talks, name: Ukraine–Russia talks, when: 2025-05-15~, where: istanbul,
     who: [andrij-yermak, vladimir-medinsky], status: expected}
  - {id: hague-summit, name: NATO summit, when: late June 2025, where: the-hague, who: [nato], status: scheduled}

questions:
  - Who stops fighting first if there is no ceasefire?
  - id: q-putin
    ask: Will Putin come to Istanbul in person?
    status: answered
    answered: 2025-05-15
    answer: No; Medinsky leads the Russian team.
  - id: q-ceasefire
    ask: Will Moscow accept a 30-day ceasefire before substantive talks?
    about: [russia, istanbul-talks]
    hypotheses:
      - {say: Moscow fights on while it talks, likelihood: very likely}

sources:
  - {id: wire, name: Agency report, url: https://example.org/istanbul, published: 2025-05-15, reliability: C}

mentions:
  Washington: united-states                # the government, not the city

body: |
  Turkey offers the table. [[andrij-yermak|Yermak]] is to speak for Kyiv …
"""


def test_the_short_example_reads_whole() -> None:
    brief = read(SHORT, "desk/talks.yaml")
    assert brief.problems == ()
    assert (brief.id, brief.title, brief.words) == ("talks", "Envoys may meet in Istanbul", 11)
    assert [actor.key for actor in brief.actors] == ["volodymyr-zelensky", "recep-tayyip-erdogan", "turkey", "nato"]
    assert [venue.key for venue in brief.venues] == ["istanbul", "ankara", "antalya"]
    assert brief.questions[0].is_open
    assert brief.questions[0].key == "will-putin-come-to-istanbul"
    assert mentioned(brief) == [
        ("Zelensky", "volodymyr-zelensky"), ("Erdoğan", "recep-tayyip-erdogan"), ("Ankara", "ankara"),
        ("NATO", "nato"), ("Antalya", "antalya"),
    ]  # fmt: skip


def test_the_fuller_example_reads_whole() -> None:
    brief = read(FULL)
    assert brief.problems == ()
    assert str(brief.title_span) == "talks.yaml:2:8"
    assert brief.date is not None
    assert brief.date.is_day
    erdogan = brief.actors[2]
    assert (erdogan.name, erdogan.role, erdogan.side, erdogan.country, erdogan.registered) == (
        "Recep Tayyip Erdoğan", "host and mediator", "turkey", "TR", True,
    )  # fmt: skip
    witkoff = brief.actors[5]
    assert (witkoff.key, witkoff.registered, witkoff.span.line, witkoff.span.end_line) == (
        "steve-witkoff",
        False,
        13,
        16,
    )
    talks, summit = brief.events
    assert (talks.where, talks.who, talks.status) == ("istanbul", ("andrij-yermak", "vladimir-medinsky"), "expected")
    assert summit.when is not None
    assert summit.when.about
    assert brief.questions[2].about == ("russia", "istanbul-talks")
    assert brief.questions[2].hypotheses[0].likelihood == "very likely"
    assert brief.sources[0].reliability == "C"
    assert mentioned(brief) == [("Turkey", "(turkey)"), ("Yermak", "andrij-yermak"), ("Kyiv", "(kyiv)")]


def test_a_markdown_file_reads_alike() -> None:
    brief = read("---\ntitle: T\nactors: [nato]\n---\n\n# Head\n\nNATO met.\n", "notes/a.md")
    assert brief.problems == ()
    assert [block.kind for block in brief.blocks] == ["heading", "paragraph"]
    assert mentioned(brief) == [("NATO", "nato")]
    assert brief.blocks[1].line == 8


def test_the_brief_says_more_than_the_registry() -> None:
    brief = read("title: T\nactors: [{id: volodymyr-zelensky, position: Guest, country: x-exile}]\nbody: |\n  x\n")
    actor = brief.actors[0]
    assert (actor.position, actor.country, actor.kind) == ("Guest", "x-exile", "person")


@pytest.mark.parametrize(
    ("entry", "key", "registered"),
    [
        ("nato", "nato", True),
        ("NATO", "nato", True),
        ("North Atlantic Treaty Organization", "nato", True),
        ("turkiye", "turkey", True),
        ("TÜRKİYE", "turkey", True),
        ("andrii-yermak", "andrij-yermak", True),
        ("{id: andrii-yermak}", "andrij-yermak", True),
        ("{name: Vladimir Putin}", "vladimir-putin", True),
        ("{name: Turkey, kind: organisation}", "turkey-2", False),
        ("Zelensky", "zelensky", False),
        ("Steve Witkoff", "steve-witkoff", False),
        ("{id: witkoff, name: Steve Witkoff}", "witkoff", False),
        ("王毅", "王毅", False),
    ],
)
def test_an_entry_is_an_id_a_known_name_or_new(entry: str, key: str, registered: bool) -> None:
    brief = read(f"title: T\nactors: [{entry}]\nbody: |\n  x\n")
    assert brief.problems == ()
    assert [(actor.key, actor.registered) for actor in brief.actors] == [(key, registered)]


def test_an_unknown_id_is_an_error_and_still_shown() -> None:
    text = "title: T\nactors: [andriy-yermak, witkoff]\nbody: |\n  x\n"
    brief = read(text)
    assert problem_at(text, brief) == ("B201", "andriy-yermak")
    assert brief.problems[0].message == (
        "no actor `andriy-yermak` here or in the registry; did you mean `andrij-yermak`?"
    )
    assert brief.problems[0].fix == "andrij-yermak"
    assert codes(brief) == ["B201", "B201"]
    assert [actor.name for actor in brief.actors] == ["andriy-yermak", "witkoff"]


@pytest.mark.parametrize(
    ("line", "code", "culprit"),
    [
        ("venues: [istanbull]", "B202", "istanbull"),
        ("actors: [istanbul]", "B204", "istanbul"),
        ("venues: [{id: nato}]", "B204", "nato"),
        ("actors: [nato, NATO]", "B205", "NATO"),
        ("actors: [Jo Doe, Jo Doe]", "B205", "Jo Doe"),
        ("actors: [{name: Jo, for: turky}]", "B201", "turky"),
        ("events: [{name: E, where: nato}]", "B204", "nato"),
        ("events: [{name: E, where: nowhere-land}]", "B202", "nowhere-land"),
        ("events: [{name: E, who: [nato, andriy-yermak]}]", "B201", "andriy-yermak"),
        ("events: [{id: e, name: E}, {id: e, name: F}]", "B206", "e"),
        ("questions: [{ask: Q?, about: [russland]}]", "B203", "russland"),
        ("claims: [{say: S, by: nobody-here}]", "B201", "nobody-here"),
        ("claims: [{say: S, source: wires}]", "B203", "wires"),
        ("mentions: {Foo: fooo}", "B203", "fooo"),
    ],
)
def test_references_to_nothing_are_found_where_they_stand(line: str, code: str, culprit: str) -> None:
    text = f"title: T\n{line}\nbody: |\n  x\n"
    brief = read(text)
    assert codes(brief) == [code]
    assert problem_at(text, brief) == (code, culprit)


def test_references_are_resolved_to_keys() -> None:
    brief = read("""\
title: T
actors: [{name: Steve Witkoff, for: United States}, nato]
events: [{id: e, name: E, where: constantinople, who: [Steve Witkoff, andrii-yermak, NATO]}]
claims: [{id: c, say: C, by: Türkiye, about: [Istanbul, e], source: The Wire, likelihood: likely}]
sources: [{name: The Wire}]
questions: [{ask: Q?, answered_by: some-story, about: [steve-witkoff], hypotheses: [{say: H, support: [c, a hunch]}]}]
follows: an-earlier-story
body: |
  x
""")
    assert brief.problems == ()
    assert brief.actors[0].side == "united-states"
    assert (brief.events[0].where, brief.events[0].who) == ("istanbul", ("steve-witkoff", "andrij-yermak", "nato"))
    claim = brief.claims[0]
    assert (claim.by, claim.about, claim.source) == ("turkey", ("istanbul", "e"), "the-wire")
    question = brief.questions[0]
    assert (question.answered_by, question.about) == ("some-story", ("steve-witkoff",))
    assert question.hypotheses[0].support == ("c", "a hunch")
    assert brief.follows == ("an-earlier-story",)


def test_keys_are_unique_within_a_brief() -> None:
    brief = read("title: T\nquestions: [Why?, Why?, Why?]\nactors: [Li Wei, Li-Wei]\nbody: |\n  x\n")
    assert [question.key for question in brief.questions] == ["why", "why-2", "why-3"]
    assert [actor.key for actor in brief.actors] == ["li-wei", "li-wei-2"]


def test_a_name_that_two_entries_of_the_registry_have_is_not_guessed() -> None:
    registry = read_registry({"actors.yaml": b"a: {name: Li Wei, kind: person}\nb: {name: Li Wei, kind: person}\n"})
    assert [problem.code for problem in registry.problems] == ["B210"]
    brief = read_brief(b"title: T\nactors: [Li Wei]\nbody: |\n  x\n", "t.yaml", registry, RegistryNames(registry))
    assert codes(brief) == ["B208"]
    assert [(actor.key, actor.registered) for actor in brief.actors] == [("li-wei", False)]


def test_text_that_could_steer_a_terminal_is_made_safe() -> None:
    text = 'title: "a\\x1b[31mb\\u202ec"\nactors: ["X\\x9bY"]\nbody: |\n  x\u202ey\n'
    brief = read(text)
    assert brief.title == "a[31mbc"
    assert brief.actors[0].name == "XY"
    assert brief.blocks[0].text == "xy"
    at = text.index("x\u202ey")
    assert [(run.text, run.source) for run in brief.blocks[0].runs] == [("x", at), ("y", at + 2)]


@pytest.mark.parametrize(
    ("text", "title"),
    [("", "talks"), ("\n\n", "talks"), ("- a\n- b\n", "talks"), ("just text", "talks"), ("title: T\n", "T")],
)
def test_a_file_that_is_no_brief_is_still_one(text: str, title: str) -> None:
    brief = read(text)
    assert (brief.id, brief.title) == ("talks", title)
    assert brief.is_broken
    assert len(brief.problems) == 1


def test_values_are_frozen_and_shared_facts_come_from_the_registry() -> None:
    brief = read("title: T\nactors: [nato]\nbody: |\n  x\n")
    joined, known = brief.actors[0], REGISTRY.actors["nato"]
    assert isinstance(joined, Actor)
    assert (joined.name, joined.aliases, joined.kind) == (known.name, known.aliases, known.kind)
    assert joined.span.file == "talks.yaml"


SAMPLES = Path(__file__).parents[2] / "briefs"


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_sample_desk_has_no_errors(path: Path) -> None:
    files = {
        name: (SAMPLES / name).read_bytes() for name in ("actors.yaml", "places.yaml") if (SAMPLES / name).exists()
    }
    registry = read_registry(files)
    if path.name in files:
        found = registry.problems
    else:
        name = path.relative_to(SAMPLES).as_posix()
        found = read_brief(path.read_bytes(), name, registry, RegistryNames(registry)).problems
    assert [
        f"{problem.span}: {problem.code} {problem.message}" for problem in found if problem.severity == "error"
    ] == []


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("{name: Hakan Fidan, country: TR}", "hakan-fidan"), ("{name: Hakan Fidan, country: DE}", "hakan-fidan-2"),
        ("{name: Hakan Fidan, kind: group}", "hakan-fidan-2"), ("{name: Turkey, kind: state}", "turkey"),
        ("{id: fidan-of-bonn, name: Hakan Fidan, country: DE}", "fidan-of-bonn"),
    ],
)  # fmt: skip
def test_a_fact_that_contradicts_the_registry_makes_another_of_the_same_name(entry: str, key: str) -> None:
    brief = read(f"title: T\nactors: [{entry}]\nbody: |\n  They met.\n")
    assert codes(brief) == []
    assert [(actor.key, actor.registered) for actor in brief.actors] == [(key, key in REGISTRY.actors)]


def test_two_of_one_name_in_a_brief_are_two_where_a_fact_says_so() -> None:
    head = "title: T\nactors:\n  - {name: Jo Doe, country: GB}\n  - {name: Jo Doe, country: US}\n"
    brief = read(
        f"{head}venues: [{{name: Tripoli, country: LY}}, {{name: Tripoli, country: LB}}]\nbody: |\n  Jo Doe came.\n"
    )
    assert [actor.key for actor in brief.actors] == ["jo-doe", "jo-doe-2"]
    assert [venue.key for venue in brief.venues] == ["tripoli", "tripoli-2"]
    assert (codes(brief), brief.mentions) == (["B209"], ())
    same = read("title: T\nactors: [{name: Jo Doe, country: GB}, Jo Doe]\nbody: |\n  They met.\n")
    assert codes(same) == ["B205"]
