"""Tables as spreadsheets write them: in which encoding, with which signs, under which headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.desk.people.capitals import uncapitalised
from briefing.desk.people.headings import meaning
from briefing.desk.people.record import Passed, Record, country
from briefing.desk.people.table import NoTable, form_of, records

ROWS = (("Name", "Land", "Funktion"), ("Jürgen Öst", "SE", "Müller, Bäcker"), ("Zoë Ost", "DE", "Ärztin"))


def rows_of(file: Path, **chosen: str) -> list[Record | Passed]:
    return list(records(file, form_of(file, "", chosen), "person"))


def only(file: Path, **chosen: str) -> list[Record]:
    return [row for row in rows_of(file, **chosen) if isinstance(row, Record)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_form_reads_the_same(tmp_path: Path, delimiter: str, encoding: str, ending: str) -> None:
    text = ending.join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in ROWS) + ending
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    found = [(row.line, row.name, row.text("country"), row.text("position")) for row in only(tmp_path / "t.csv")]
    assert found == [(2, "Jürgen Öst", "SE", "Müller, Bäcker"), (3, "Zoë Ost", "DE", "Ärztin")]


def test_cyrillic_of_windows_and_an_encoding_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("Имя;Должность\nОлена Коваль;министр\n".encode("cp1251"))
    assert [row.name for row in only(file)] == ["Олена Коваль"]
    file.write_bytes("氏名,国\n山田太郎,JP\n".encode("cp932"))
    form = form_of(file, "cp932")
    assert [row.name for row in records(file, form) if isinstance(row, Record)] == ["山田太郎"]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Full Name", "name"), ("full_name", "name"), ("NOM COMPLET", "name"), ("Vorname", "given"),
        ("Фамилия", "family"),
        ("氏名", "name"), ("الاسم", "name"), ("Otros nombres", "aliases"), ("alias 2", "aliases"), ("Amt", "position"),
        ("должность", "position"), ("Ülke", "country"), ("国籍", "country"), ("Type", "kind"), ("QID", "wikidata"),
        ("Date of birth", "x-born"), ("Geburtsdatum", "x-born"), ("Web site", "x-url"), ("Longitude", "lon"),
        ("Breitengrad", "lat"), ("x-party", "x-party"), ("Shoe size", ""), ("", ""), ("№", "id"),
        ("Person/Organisation", "name"), ("Name (full)", "name"), ("Job Title / Role", "position"),
        ("Land (ISO)", "country"), ("Shoe size (cm)", ""), ("E-mail / phone", ""),
    ],
)  # fmt: skip
def test_headings_in_many_languages(heading: str, target: str) -> None:
    assert meaning(heading.casefold()) == target


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vorname,Nachname\nAnna,Berg\n", ["Anna Berg"]),
        ("Name,Vorname\nBerg,Anna\nOst,Zoë\n", ["Anna Berg", "Zoë Ost"]),
        ("Name,Surname\nAnna,Berg\n", ["Anna Berg"]),
        ("Name,First name\nAnna Berg,Anna\n", ["Anna Berg"]),
        ("姓,名\n李,明\n", ["李明"]),
        ("Name\n\"Berg, Anna\"\n\"Ost, Zoë\"\n", ["Anna Berg", "Zoë Ost"]),
        ("Name\n\"Ice, Inc.\"\n\"Snow, Ltd.\"\n", ["Ice, Inc.", "Snow, Ltd."]),
        ("sep=;\nName;Country\nAnna Berg;SE\n", ["Anna Berg"]),
        ("\n\n,,\nName,Country,\nAnna Berg,SE,\n", ["Anna Berg"]),
        ("ФИО\nКоваль Олена Ивановна\nИван Петрович Абрамович\n\"Коваль, Олена Ивановна\"\n", [
            "Олена Ивановна Коваль", "Иван Петрович Абрамович", "Олена Ивановна Коваль",
        ]),
        ("People of the ice\n\nName,Country\nAnna Berg,SE\n", ["Anna Berg"]),
        ("People of the ice,,\nAs of,2025-05-16,\nNo,Name,Country\n1,Anna Berg,SE\n", ["Anna Berg"]),
        ("Name,Type\nAnna Berg,Person\nName,Full name\n", ["Anna Berg", "Name"]),
    ],
)  # fmt: skip
def test_the_parts_of_a_name(tmp_path: Path, text: str, names: list[str]) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert [row.name for row in only(tmp_path / "t.csv")] == names


def test_places_by_their_coordinates_and_their_kind(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(
        'Name,Type,Lat,Lon,Coordinates\nTromsø,,"69,65",18.96,\nOslo,Stadt,,,\nBergen,,,,Point(5.32 60.39)\n'
        "Anna,person,1,2,\nBonn,Ort,99,7,\n",
        encoding="utf-8",
    )
    found = [(row.sort, row.name, row.text("kind"), row.text("lat"), row.text("lon")) for row in only(file)]
    assert found == [
        ("venue", "Tromsø", "", "69.65", "18.96"), ("venue", "Oslo", "city", "", ""),
        ("venue", "Bergen", "", "60.39", "5.32"), ("actor", "Anna", "person", "", ""),
        ("venue", "Bonn", "place", "", ""),
    ]  # fmt: skip
    assert only(file)[-1].left_out == ("no latitude: `99`",)


def test_columns_that_are_known_by_what_stands_in_them(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("name,a,b,c\nAnna,http://www.wikidata.org/entity/Q1,SE,x\nZoë,Q2,DE,y\n", encoding="utf-8")
    assert [column.target for column in form_of(file).columns] == ["name", "wikidata", "country", ""]
    assert [row.text("wikidata") for row in only(file)] == ["Q1", "Q2"]


def test_columns_that_are_said(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Who is it,Party,Title\nAnna Berg,Ice,Dr\n", encoding="utf-8")
    with pytest.raises(NoTable, match=r"no column is known for a name.*`Who is it`, `Party`, `Title`"):
        form_of(file)
    with pytest.raises(NoTable, match="there is no column `whom`"):
        form_of(file, "", {"Whom": "name"})
    row = only(file, **{"who is it": "name", "2": "x-party", "Title": ""})[0]
    assert row.values == {"name": "Anna Berg", "kind": "person", "x-party": "Ice"}


def test_what_is_no_table_is_said(tmp_path: Path) -> None:
    own = "save it as CSV"
    cases = (
        (b"", "empty"), (b"\n\n", "empty"), (b"PK\x03\x04xx", own), (b"\xd0\xcf\x11\xe0x", own),
        (b'[{"name": "A"}]', "no table"), (b"\n<html>", "no table"), (b"abcdefgh,\0\0\0\0\1\2", "no table"),
        (b"BEGIN:VCARD\nFN:A\n", "no table"),
    )  # fmt: skip
    for data, says in cases:
        (tmp_path / "t").write_bytes(data)
        with pytest.raises(NoTable, match=says):
            form_of(tmp_path / "t")


def test_hostile_cells_are_data_or_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    cells = ["=cmd|' /C calc'!A0", "\x1b[31mRed\x07", "[b]x[/b]", "a\nb", "\u202eevil", "x" * 1_000_000, "1984", "n/a"]
    lines = "".join('"' + cell.replace('"', '""') + '"\n' for cell in cells)
    file.write_text(f"Name\n{lines}", encoding="utf-8")
    found = rows_of(file)
    assert [row.name for row in found if isinstance(row, Record)] == [
        "=cmd|' /C calc'!A0",
        "[31mRed",
        "[b]x[/b]",
        "a b",
        "evil",
    ]
    assert [(row.line, row.why) for row in found if isinstance(row, Passed)] == [
        (8, "a name of 1,000,000 characters"), (9, "no name: `1984`"), (10, "no name"),
    ]  # fmt: skip


def test_a_quotation_mark_that_is_never_closed_ends(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('Name\nAnna Berg\n"Zoë\n' + ("x" * 100_000 + "\n") * 90, encoding="utf-8")
    first, *rest = rows_of(file)
    assert isinstance(first, Record)
    assert any(isinstance(row, Passed) and "never closed" in row.why and row.line == 3 for row in rest[:1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SE", "SE"), ("se", "SE"), ("UK", "GB"), ("SWE", "SE"), ("gb-sct", "GB"), ("Sweden", "SE"), ("Schweden", "SE"),
        ("Suède", "SE"), ("Швеция", "SE"), ("瑞典", "SE"), ("السويد", "SE"), ("Türkiye", "TR"),
        ("Swedn", ""), ("zz", ""), ("suhh", ""),
        ("Norvège", "NO"), ("ÖSTERREICH", "AT"), ("中国", "CN"), ("日本", "JP"), ("США", "US"), ("الأردن", "JO"),
        ("ישראל", "IL"), ("Etats-Unis", "US"), ("U.K.", "GB"), ("Republic of Korea", "KR"), ("the Netherlands", "NL"),
        ("Republic of Serbia", "RS"), ("Süd Korea", ""), ("Korea", ""), ("Congo", ""), ("Kongo", ""), ("Конго", ""),
        ("Atlantis", ""), ("Anna", ""), ("Österreic", ""),
    ],
)  # fmt: skip
def test_countries_in_many_languages_and_none_that_is_only_alike(text: str, code: str) -> None:
    assert country(text) == code


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("UN; ООН|ONU", ("UN", "ООН", "ONU")), ("UN、聯合國，ООН", ("UN", "聯合國", "ООН")),
        ("أمم، متحدة", ("أمم", "متحدة")),
        ("UN, United Nations", ("UN", "United Nations")), ("Berg, Anna", ("Berg, Anna",)),
        ("Ice Works, Inc.", ("Ice Works, Inc.",)), ("Anna Holm, Ann Berg", ("Anna Holm", "Ann Berg")),
        ("Smith, John, Jr.", ("Smith, John, Jr.",)),
    ],
)  # fmt: skip
def test_names_in_one_cell(tmp_path: Path, cell: str, names: tuple[str, ...]) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f'Name,Also\nX Y,"{cell}"\n', encoding="utf-8")
    (row,) = records(file, form_of(file))
    assert isinstance(row, Record)
    assert row.texts("aliases") == names


def test_cells_beyond_the_headings_are_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Name,Country\nBerg, Anna,SE\nZoë Ost,DE,,\n", encoding="utf-8")
    assert [row.left_out for row in only(tmp_path / "t.csv")] == [
        ("no country: `Anna`", "1 cell beyond the last heading"),
        (),
    ]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Anna BERG", "Anna Berg"), ("ANNA BERG", "Anna Berg"), ("Charles DE GAULLE", "Charles de Gaulle"),
        ("Ursula VON DER LEYEN", "Ursula von der Leyen"), ("JD Vance", "JD Vance"), ("JD VANCE", "JD Vance"),
        ("J.D. VANCE", "J.D. Vance"), ("LI MING", "Li Ming"), ("Li LO", "Li LO"), ("NATO", "NATO"),
        ("Bashar AL-ASSAD", "Bashar al-Assad"),
        ("Sean O'BRIEN", "Sean O'Brien"), ("Ronald MCDONALD", "Ronald McDonald"), ("John SMITH III", "John Smith III"),
        ("JEAN-LUC PICARD", "Jean-Luc Picard"), ("Олена КОВАЛЬ", "Олена Коваль"), ("Νίκος ΔΡΌΣΟΣ", "Νίκος Δρόσος"),
        ("李明", "李明"), ("Anna Berg", "Anna Berg"), ("Ronald McDonald", "Ronald McDonald"), ("O", "O"), ("", ""),
    ],
)  # fmt: skip
def test_capitals_of_registers(name: str, better: str) -> None:
    assert uncapitalised(name) == better


def test_only_persons_lose_their_capitals(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Name,Kind\nAnna BERG,person\nICE WORKS,company\nTeam NATO,\nNATO,\n", encoding="utf-8")
    rows = [row for row in records(file, form_of(file)) if isinstance(row, Record)]
    assert [row.name for row in rows] == ["Anna Berg", "ICE WORKS", "Team NATO", "NATO"]
    file.write_text("Nom;Prénom\nBERG;Anna\nDE GAULLE;Charles\n", encoding="utf-8")
    assert [row.name for row in only(file)] == ["Anna Berg", "Charles de Gaulle"]
