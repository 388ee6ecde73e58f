# ruff: noqa: E501 - texts
"""`forms`: inflected forms of names link, are found, and are never shown as names."""

from __future__ import annotations

import pytest

from briefing.model.brief import Actor, Brief
from briefing.parse.brief import read_brief
from briefing.parse.inflected import strong_names, weak_names
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry

ACTORS = """\
putin: {name: Владимир Путин, kind: person, forms: [Владимира Путина, Путина, Путину]}
russia: {name: Россия, kind: state, weak: [Москва], forms: [России, Россией, Москвы, Москве]}
nato: {name: NATO, kind: organisation, forms: [НАТО]}
"""
PLACES = "istanbul: {name: Стамбул, country: TR, forms: [Стамбуле, Стамбула]}\n"


def read(text: str, actors: str = ACTORS) -> Brief:
    registry = read_registry({"actors.yaml": actors.encode(), "places.yaml": PLACES.encode()})
    return read_brief(text.encode(), "a.yaml", registry, RegistryNames(registry))


def mentions(text: str, actors: str = ACTORS) -> list[tuple[str, str, bool]]:
    brief = read(text, actors)
    return [
        (brief.blocks[one.block].text[one.start : one.end], one.key, one.listed) for one in brief.mentions
    ]  # fmt: skip


def test_a_form_links_as_its_name_does() -> None:
    body = "body: |\n  Россией и Москвы. Владимира Путина, Путину; в Стамбуле с НАТО. Путинах.\n"
    assert mentions(f"title: T\n{body}") == [
        ("Россией", "russia", False),
        ("Владимира Путина", "putin", False),
        ("Стамбуле", "istanbul", False),
        ("НАТО", "nato", False),
    ]
    assert mentions(f"title: T\nactors: [russia, putin, nato]\nvenues: [istanbul]\n{body}") == [
        ("Россией", "russia", True),
        ("Москвы", "russia", True),
        ("Владимира Путина", "putin", True),
        ("Путину", "putin", True),
        ("Стамбуле", "istanbul", True),
        ("НАТО", "nato", True),
    ]


def test_forms_of_a_brief_and_of_the_registry() -> None:
    head = "title: T\nactors:\n  - {name: Анна Берг, kind: person, forms: [Анны Берг, Берги]}\n"
    assert mentions(f"{head}body: |\n  Анны Берг и Берги.\n") == [
        ("Анны Берг", "анна-берг", True), ("Берги", "анна-берг", True),
    ]  # fmt: skip
    head = "title: T\nactors:\n  - {id: putin, forms: [Путиным]}\n"
    assert [one[0] for one in mentions(f"{head}body: |\n  Путиным и Путина.\n")] == ["Путиным", "Путина"]


@pytest.mark.parametrize(
    ("name", "aliases", "weak", "forms", "strong", "by_list"),
    [
        ("Лев Толстой", (), (), ("Льва Толстого", "Толстого"), ("Льва Толстого",), ("Толстого",)),
        ("Türkiye", (), ("Ankara",), ("Türkiyede", "Ankarada"), ("Türkiyede",), ("Ankarada",)),
        ("Recep Tayyip Erdoğan", ("Эрдоган",), (), ("Эрдогана",), ("Эрдогана",), ()),
        ("Recep Tayyip Erdoğan", (), (), ("Эрдогана",), (), ("Эрдогана",)),
        ("Caerdydd", (), (), ("Nghaerdydd", "Gaerdydd"), ("Nghaerdydd", "Gaerdydd"), ()),
    ],
)
def test_how_far_a_form_reaches(
    name: str, aliases: tuple[str, ...], weak: tuple[str, ...], forms: tuple[str, ...], strong: tuple[str, ...],
    by_list: tuple[str, ...],
) -> None:  # fmt: skip
    one = Actor("one", name, aliases=aliases, weak=weak, forms=forms)
    assert strong_names(one) == (name, *aliases, *strong)
    assert weak_names(one) == (*weak, *by_list)


@pytest.mark.parametrize(
    ("actors", "told"),
    [
        ("a: {name: Рим, forms: [Рима, Рима]}\n", [("B205", 1, 30, "`forms` already")]),
        ("a: {name: Рим, forms: [Рим]}\n", [("B205", 1, 24, "Рим")]),
        ("a: {name: Рим, aliases: [Roma], weak: [Рима], forms: [roma, Рима]}\n",
         [("B205", 1, 55, "roma"), ("B205", 1, 61, "Рима")]),
        ("a: {name: Рим, kind: state, forms: [Рима]}\nb: {name: Римы, kind: state, forms: [Рима]}\n",
         [("B210", 2, 38, "рима")]),
        ("a: {name: Рим, kind: state, forms: [Рима]}\nb: {name: Рима, kind: state}\n", [("B210", 2, 11, "рима")]),
        # of a family each brief decides, by whom it lists
        ("a: {name: Анна Берг, kind: person, forms: [Бергу]}\nb: {name: Олег Берг, kind: person, forms: [Бергу]}\n", []),
        ("a: {name: Рим, forms: Рима}\n", [("B104", 1, 23, "")]),
        ("a: {name: Рим, forms: {x: y}}\n", [("B104", 1, 23, "")]),
        ("a: {name: Рим, froms: [Рима]}\n", [("B101", 1, 16, "forms")]),
        ("a: {name: Рим, forms: []}\n", []),
    ],
)  # fmt: skip
def test_what_is_told_of_forms(actors: str, told: list[tuple[str, int, int, str]]) -> None:
    found = read_registry({"actors.yaml": actors.encode()}).problems
    assert [(one.code, one.span.line, one.span.column) for one in found] == [one[:3] for one in told]
    assert all(one[3] in found[at].message for at, one in enumerate(told))


def test_forms_of_two_are_told_where_the_text_has_them() -> None:
    actors = (
        "  - {name: Анна Берг, kind: person, forms: [Бергу]}\n  - {name: Олег Берг, kind: person, forms: [Бергу]}\n"
    )
    brief = read(f"title: T\nactors:\n{actors}body: |\n  Бергу.\n")
    assert [problem.code for problem in brief.problems] == ["B209"]
    assert not brief.mentions
