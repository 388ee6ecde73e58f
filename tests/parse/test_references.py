"""Names where ids belong: resolved among the listed, offered from the registry, or to be listed."""

from __future__ import annotations

import time

import pytest

from briefing.check.fixes import apply
from briefing.model.brief import Actor, Brief, Registry
from briefing.model.span import NOWHERE
from briefing.parse.brief import read_brief
from briefing.parse.names import RegistryNames
from briefing.parse.text import Text
from tests.parse.desk import read

END = "body: |\n  x\n"
WHO = "events: [{{name: Talks, who: [{}]}}]\n"


def problems(brief: Brief) -> list[tuple[str, str]]:
    return [(one.code, one.fix) for one in brief.problems]


@pytest.mark.parametrize(
    ("listed", "name", "key"),
    [
        ("volodymyr-zelensky", "Zelensky", "volodymyr-zelensky"),
        ("volodymyr-zelensky", "zelensky", "volodymyr-zelensky"),
        ("recep-tayyip-erdogan", "Erdogan", "recep-tayyip-erdogan"),
        ("russia", "Moscow", "russia"),
        ("Steve Witkoff", "Witkoff", "steve-witkoff"),
        ("{name: Agency for Atoms, weak: [Agency]}", "the Agency", ""),
        ("{name: Agency for Atoms, weak: [Agency]}", "Agency", "agency-for-atoms"),
        ("boris-johnson", "Johnson", "boris-johnson"),
    ],
)
def test_a_part_of_a_listed_name_is_enough(listed: str, name: str, key: str) -> None:
    brief = read(f"title: T\nactors: [{listed}]\n" + WHO.format(name) + END)
    assert (brief.events[0].who == (key,) and brief.problems == ()) is bool(key)


def test_of_two_that_are_listed_neither_is_meant() -> None:
    brief = read("title: T\nactors: [boris-johnson, mike-johnson]\n" + WHO.format("Johnson") + END)
    assert problems(brief) == [("B208", "")]
    assert "`boris-johnson` or `mike-johnson`" in brief.problems[0].message


@pytest.mark.parametrize(
    ("lines", "fix"),
    [
        (WHO.format("Zelensky"), "volodymyr-zelensky"),
        (WHO.format("zelensky"), "volodymyr-zelensky"),
        (WHO.format("Volodimir Zelensky"), "volodymyr-zelensky"),
        (WHO.format("Moscow"), "russia"),
        (WHO.format("andrej-yermak"), "andrij-yermak"),
        (WHO.format("austria"), ""),
        ("actors: [{id: nato, for: Erdoğan}]\n", "recep-tayyip-erdogan"),
        ("claims: [{say: S, by: Yermak}]\n", "andrij-yermak"),
        ("questions: [{ask: Q, about: [Medinsky]}]\n", "vladimir-medinsky"),
        ("events: [{name: E, where: Constantinople}]\n", "istanbul"),
        ("events: [{name: E, where: 'Istanbul, Turkey'}]\n", "istanbul"),
        ("events: [{name: E, where: the‑hague}]\n", "the-hague"),
        ("events: [{name: E, where: ‘istanbul’}]\n", "istanbul"),
        ("events: [{name: E, where: istambul}]\n", "istanbul"),
        ("mentions: {Kyiv: Zelensky}\n", "volodymyr-zelensky"),
        ("events: [{id: talks, name: Talks}]\nquestions: [{ask: Q, about: [untalks]}]\n", ""),
        ("events: [{id: talks, name: Talks}]\nquestions: [{ask: Q, about: [talks-2]}]\n", ""),
        ("sources: [{name: Reuters}]\nclaims: [{say: S, source: reuter}]\n", "reuters"),
    ],
)
def test_what_the_registry_knows_is_offered(lines: str, fix: str) -> None:
    text = f"title: T\n{lines}{END}"
    brief = read(text)
    assert [found for _code, found in problems(brief)] == [fix]
    if fix:
        assert read(apply(Text(text, "t.yaml"), brief.problems[0].changes)).problems == ()


def test_an_actor_where_a_venue_belongs_is_told_by_a_part_of_its_name_too() -> None:
    assert problems(read(f"title: T\nevents: [{{name: E, where: Zelensky}}]\n{END}")) == [("B204", "")]


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ("actors: [nato]\n", "actors: [nato, Jo Doe]\n"),
        ("actors: [nato,\n  turkey]\n", "actors: [nato,\n  turkey, Jo Doe]\n"),
        ("actors: [nato, {id: turkey}]  # two\n", "actors: [nato, {id: turkey}, Jo Doe]  # two\n"),
        ("actors:\n  - nato\n", "actors:\n  - nato\n  - Jo Doe\n"),
        ("actors:\n- nato # one\n\nstatus: settled\n", "actors:\n- nato # one\n- Jo Doe\n\nstatus: settled\n"),
        ("actors:\n  - id: nato\n    role: host\n", "actors:\n  - id: nato\n    role: host\n  - Jo Doe\n"),
        ("actors:\n  - id: nato\n    role: |\n      host\n", ""),
        ("actors: []\n", ""),
        ("", ""),
    ],
)
def test_a_name_that_nobody_knows_is_to_be_listed(lists: str, expected: str) -> None:
    text = f"title: T\n{lists}{WHO.format('Jo Doe')}claims: [{{say: S, by: Jo Doe}}]\n{END}"
    brief = read(text)
    assert len(brief.problems) == 1
    assert brief.problems[0].message.endswith("no actor `Jo Doe` here or in the registry; list it among the actors")
    assert bool(brief.problems[0].changes) is bool(expected)
    if expected:
        right = apply(Text(text, "t.yaml"), brief.problems[0].changes)
        assert right == text.replace(lists, expected)
        assert read(right).problems == ()


def test_a_name_of_odd_characters_is_listed_in_quotes() -> None:
    text = f"title: T\nvenues: [istanbul]\nevents: [{{name: E, where: 'Gate: 2, north'}}]\n{END}"
    (problem,) = read(text).problems
    assert 'venues: [istanbul, "Gate: 2, north"]' in apply(Text(text, "t.yaml"), problem.changes)


def test_a_hundred_unknown_names_among_many_are_told_at_once() -> None:
    actors = {key: Actor(key, f"Given{key} Family{key}", NOWHERE) for key in map("person-{:05}".format, range(22_000))}
    registry = Registry(actors)
    names = RegistryNames(registry)
    who = ", ".join(f"persn-{number:05}" for number in range(100))
    data = f"title: T\n{WHO.format(who)}{END}".encode()
    start = time.process_time()
    brief = read_brief(data, "t.yaml", registry, names)
    assert [one.fix for one in brief.problems] == [f"person-{number:05}" for number in range(100)]
    assert time.process_time() - start < 6
