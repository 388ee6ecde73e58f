"""Whom a row means: a guess is no fact, what is said tells apart, and other names and places count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.people.folder import actors, entities, entity, make_desk, problems, registry, taken

REGISTRY = """\
nato: {name: NATO, kind: organisation, aliases: [OTAN]}
jordan: {name: Jordan, kind: state}
hamas: {name: Hamas, kind: group}
john-smith: {name: John Smith, kind: person}
koval: {name: Олена Коваль, kind: person}
john-roe: {name: John Roe, kind: person, country: US}
john-roe-2: {name: John Roe, kind: person, country: GB}  # briefing: ignore B210
"""
PLACES = "istanbul: {name: Istanbul, country: TR, kind: city, lat: 41.01, lon: 28.98}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = make_desk(tmp_path / "desk", REGISTRY)
    (folder / "places.yaml").write_text(PLACES)
    (folder / "ice.yaml").write_text("title: Ice\nactors: [nato]\nbody: |\n  NATO met.\n")
    return folder


def table(tmp_path: Path, text: str) -> Path:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    return tmp_path / "t.csv"


@pytest.mark.parametrize(
    "text",
    [
        "Name\nNATO\n", "Name\nnato\n", "Name\nOTAN\n", "Name\nJordan\n", "Name\nJohn Smith\n",
        "Name\n\"Smith, John\"\nNATO\n", "Name\nIstanbul\n", "Name,Country\nIstanbul,TR\n",
        "Name,Also\nNorth Atlantic Treaty Organization,NATO\n", "Name,Also\nJ. Smith,\"Smith, John\"\n",
        "Name,Position\nNATO,\nHamas,\n", "Name,Kind\nHamas,organisation\n", "Vorname,Nachname\nJohn,Smith\n",
        "Name,Kind,Country\nJohn Roe,person,US\nNATO,,BE\n", "Full name\nNATO\n", "ФИО\nКоваль Олена Ивановна\n",
        "Name,Kind\nNATO,NGO-like\n",
    ],
)  # fmt: skip
def test_who_is_there_is_not_added_again(desk: Path, tmp_path: Path, text: str) -> None:
    before = registry(desk)
    output = taken(desk, table(tmp_path, text))
    assert registry(desk) == before, output
    assert re.search(r"added +nobody", output)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Name,Kind\nJordan,person\n", "jordan-2"), ("Name,Country\nJohn Roe,FR\n", "john-roe-3"),
        ("Name,Kind\nIstanbul,organisation\n", "istanbul-2"), ("Name,Also\nNATO Watch,\n", "nato-watch"),
        ("Name,Kind,Also\nJordan River,group,Jordan\n", "jordan-river"),
    ],
)  # fmt: skip
def test_what_is_said_tells_apart(desk: Path, tmp_path: Path, text: str, key: str) -> None:
    taken(desk, table(tmp_path, text))
    assert f"\n{key}:\n" in actors(desk)
    assert problems(desk) == []


def test_who_may_be_two_is_told_and_not_made_a_third(desk: Path, tmp_path: Path) -> None:
    output = taken(desk, table(tmp_path, "Name\nJohn Roe\n"))
    assert actors(desk) == REGISTRY
    assert "line 2: may be `john-roe` or `john-roe-2`: a country or a Wikidata id would say who" in output


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Name\nAnna Berg\nEuropean Union\nFIFA\n", ["", "", ""]),
        ("Name,Position\nAnna Berg,Minister\nEuropean Union,\nFIFA,\n", ["person", "", ""]),
        ("Vorname,Nachname\nPelé,\n", ["person"]), ("Name,Geburtsdatum\nPelé,1940-10-23\nFIFA,\n", ["person", ""]),
        ("氏名\n山田太郎\n", ["person"]), ("名称\n国連\n", [""]), ("Name,Kind\nFIFA,organisation\n", ["organisation"]),
    ],
)  # fmt: skip
def test_what_is_added_says_what_the_table_says(desk: Path, tmp_path: Path, text: str, kinds: list[str]) -> None:
    output = taken(desk, table(tmp_path, text))
    added = actors(desk)[len(REGISTRY) :]
    assert [(re.findall("  kind: (.*)", one) or [""])[0] for one in re.split(r"(?m)^(?=\S)", added)[1:]] == kinds
    count = kinds.count("")
    assert (f"without a kind  {count}" in re.sub(" +", " ", output).replace("kind ", "kind  ")) == bool(count)
    before = registry(desk)
    taken(desk, table(tmp_path, text))
    assert registry(desk) == before


def test_a_kind_for_all_comes_in_later(desk: Path, tmp_path: Path) -> None:
    file = table(tmp_path, "Name\nAnna Berg\nZoë Ost\n")
    taken(desk, file)
    output = taken(desk, file, "--kind", "person")
    assert re.search(r"changed +2\n", output)
    assert actors(desk).count("  kind: person\n") == 2
    assert actors(desk).count("name: ") == REGISTRY.count("name: ") + 2


def test_a_guess_that_was_written_tells_nobody_apart(desk: Path, tmp_path: Path) -> None:
    file = table(tmp_path, "Name,Position\nDeutsche Bahn,\n")
    taken(desk, file)
    assert "deutsche-bahn:\n  name: Deutsche Bahn\n  kind: person\n" in actors(desk)
    later = entities(tmp_path / "e.json", [entity("1", "Company", name="Deutsche Bahn", country="de")])
    taken(desk, later)
    assert "deutsche-bahn-2" not in actors(desk)
    taken(desk, table(tmp_path, "Name,Position,Kind\nDeutsche Bahn,,organisation\n"))
    assert "deutsche-bahn:\n  name: Deutsche Bahn\n  kind: organisation\n" in actors(desk)


def test_a_guess_that_a_hand_changed_is_the_hands(desk: Path, tmp_path: Path) -> None:
    file = table(tmp_path, "Name,Position,Country\nDeutsche Bahn,,\n")
    taken(desk, file)
    text = actors(desk).replace("Bahn\n  kind: person", "Bahn\n  kind: organisation")
    (desk / "actors.yaml").write_text(text)
    output = taken(desk, table(tmp_path, "Name,Position,Country\nDeutsche Bahn,,DE\n"))
    assert "yours stays" not in output
    assert "  kind: organisation\n" in actors(desk)
    assert "  country: DE\n" in actors(desk)
    taken(desk, entities(tmp_path / "e.json", [entity("1", "Person", name="Deutsche Bahn")]))
    assert "deutsche-bahn-2:\n" in actors(desk)  # what a hand says is a fact


def test_a_legal_entity_may_be_anybody(desk: Path, tmp_path: Path) -> None:
    rows = [entity("1", "LegalEntity", name="NATO"), entity("2", "LegalEntity", name="Ice Works", country="no")]
    taken(desk, entities(tmp_path / "e.json", rows))
    added = actors(desk)[len(REGISTRY) :]
    assert added.startswith("ice-works:\n  name: Ice Works\n  country: NO\n  x-source:")
    assert added.count("name:") == 1


def test_another_name_of_the_same_source_keeps_the_id(desk: Path, tmp_path: Path) -> None:
    taken(desk, table(tmp_path, "Name,Also\nAnna Berg,\n"))
    taken(desk, table(tmp_path, "Name,Also\nAnna Holm,Anna Berg\n"))
    assert "anna-berg:\n  name: Anna Holm\n  aliases: [Anna Berg]\n" in actors(desk)
    assert "anna-holm" not in actors(desk)


def test_a_place_is_filled_in_as_a_place(desk: Path, tmp_path: Path) -> None:
    file = table(tmp_path, "Name,Wikidata\nIstanbul,Q406\n")
    taken(desk, file, "--fill")
    places = (desk / "places.yaml").read_text()
    assert "wikidata: Q406" in places
    assert places.count("x-source") == 1
    assert actors(desk) == REGISTRY
    assert problems(desk) == []
    taken(desk, file, "--fill")
    taken(desk, file)
    assert (desk / "places.yaml").read_text() == places


@pytest.mark.parametrize("lines", ["Anna Berg,SE\nanna berg,\nANNA BERG,\n", "anna berg,\nANNA BERG,\nAnna Berg,SE\n"])
def test_a_name_alone_is_nobody_else(desk: Path, tmp_path: Path, lines: str) -> None:
    file = table(tmp_path, f"Name,Country\n{lines}")
    output = taken(desk, file)
    added = actors(desk)[len(REGISTRY) :]
    assert added.startswith("anna-berg:\n  name: Anna Berg\n  country: SE\n")
    assert added.count("name:") == 1
    assert f"nothing that line {2 if lines[0] == 'A' else 4} does not say" in output
    before = registry(desk)
    taken(desk, table(tmp_path, "Name,Country\n" + "".join(reversed(lines.splitlines(keepends=True)))))
    assert registry(desk) == before


def test_several_rows_of_a_name_alone_are_one(desk: Path, tmp_path: Path) -> None:
    taken(desk, table(tmp_path, "Name,Kind\nZoë Ost,\nZOE OST,\nZoe Ost,person\nNATO,\nNato,\nÖL,\nol,\n"))
    assert re.findall("name: (.*)", actors(desk)[len(REGISTRY) :]) == ["Zoe Ost", "ÖL"]


def test_an_entry_of_lines_is_filled_once(desk: Path, tmp_path: Path) -> None:
    (desk / "actors.yaml").write_text("anna:\n  name: Anna Berg\n  x-mine: yes")
    file = table(tmp_path, "Name,Country,x-party\nAnna Berg,SE,Ice\n")
    taken(desk, file, "--fill")
    assert re.sub("source: .*", "source: …", actors(desk)) == (
        "anna:\n  name: Anna Berg\n  x-mine: yes\n  country: SE\n  x-party: Ice\n  x-source: …\n"
    )
