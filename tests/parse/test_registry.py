"""The registry: what it says, and what is wrong with it."""

from __future__ import annotations

import pytest

from briefing.parse.registry import read_registry
from tests.parse.desk import FILES, REGISTRY


def test_the_registry_reads_whole() -> None:
    assert REGISTRY.problems == ()
    russia = REGISTRY.actors["russia"]
    assert (russia.name, russia.kind, russia.aliases) == ("Russia", "state", ("Russian Federation",))
    assert russia.weak == ("Moscow", "the Kremlin", "Russian")
    assert russia.registered
    istanbul = REGISTRY.venues["istanbul"]
    assert (istanbul.lat, istanbul.lon, istanbul.country) == (41.0082, 28.9784, "TR")
    assert REGISTRY.former == {"andrii-yermak": "andrij-yermak", "constantinople": "istanbul"}
    assert str(istanbul.span) == "places.yaml:2:1"


def test_a_string_is_a_name() -> None:
    registry = read_registry({"actors.yaml": b"nato: NATO\n"})
    assert registry.problems == ()
    assert registry.actors["nato"].name == "NATO"


@pytest.mark.parametrize(
    ("actors", "codes", "keys"),
    [
        ("", [], []),
        ("- a\n", ["B020"], []),
        ("nato: {kind: organisation}\n", ["B102"], ["nato"]),
        ("nato:\n", ["B102"], []),
        ("Nato: {name: NATO}\n", ["B114"], ["nato"]),
        ("nato: {name: NATO}\nnato: {name: Other}\n", ["B206"], ["nato"]),
        ("a: {name: A, was: [b]}\nb: {name: B}\n", ["B206"], ["a", "b"]),
        ("a: {name: A, was: [c]}\nb: {name: B, was: [c]}\n", ["B206"], ["a", "b"]),
        ("a: {name: A, kind: state}\nb: {name: B, kind: state, aliases: [a]}\n", ["B210"], ["a", "b"]),
        ("a: {name: A, for: bb}\nbbb: {name: B}\n", ["B201"], ["a", "bbb"]),
        ("a: {name: A\nb: {name: B}\n", ["B009"], ["a", "b"]),
        ("a: {name: A, role: x}\n", ["B101"], ["a"]),
        ("a: &x {name: A}\nb: *x\n", ["B012", "B012"], ["a"]),
        ("\x00", ["B002", "B004"], []),
    ],
)
def test_mistakes_are_told_and_the_rest_kept(actors: str, codes: list[str], keys: list[str]) -> None:
    registry = read_registry({"actors.yaml": actors.encode()})
    assert [problem.code for problem in registry.problems] == codes, registry.problems
    assert list(registry.actors) == keys


def test_an_id_for_an_actor_and_a_place_is_told() -> None:
    registry = read_registry({**FILES, "actors.yaml": b"istanbul: {name: Istanbul, kind: organisation}\n"})
    assert [problem.code for problem in registry.problems] == ["B206"]


def test_sides_are_resolved() -> None:
    registry = read_registry({"actors.yaml": b"a: {name: A, for: Big B}\nb: {name: Big B}\n"})
    assert registry.actors["a"].side == "b"
    assert registry.problems == ()


def test_other_files_are_not_read() -> None:
    assert read_registry({"other.yaml": b"a: b"}).actors == {}


@pytest.mark.parametrize(
    ("text", "place", "actors"),
    [
        ("title: Places\ndate: 2025\nactors: [nato]\nquestions:\n  - Why?\nbody: |\n  Text.\n", "places.yaml:1:1", []),
        ("# Mine\nbody: |\n  Text.\ntitle: Places\n", "places.yaml:2:1", []),
        ("ankara: {name: Ankara}\ntitle: Places\n", "places.yaml:2:1", ["ankara"]),
        ("body: {name: The Body}\ntitle: {name: The Title}\n", "", ["body", "title"]),
    ],
)
def test_a_brief_by_the_name_of_a_registry_is_told_once(text: str, place: str, actors: list[str]) -> None:
    registry = read_registry({"places.yaml": text.encode()})
    assert [str(problem.span) for problem in registry.problems] == [place] * bool(place)
    assert all("this looks like a brief; places.yaml is the registry" in one.message for one in registry.problems)
    assert list(registry.venues) == actors
