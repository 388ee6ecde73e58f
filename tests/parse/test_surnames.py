"""What of a person's name is a weak name by itself, and who is taken for a person."""

from __future__ import annotations

import pytest

from briefing.model.brief import Actor
from briefing.parse.surnames import is_person, surnames


def of(name: str, kind: str = "", **facts: str) -> tuple[str, ...]:
    return surnames(Actor("a", name, kind=kind, **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volodymyr Zelensky", ["Zelensky"]), ("Recep Tayyip Erdoğan", ["Erdogan"]), ("Anna Łukasz", ["Lukasz"]),
        ("Paul O'Brien", ["O'Brien"]), ("Ruth Bader-Ginsburg", ["Bader-Ginsburg"]), ("Пётр Семёнов", ["Семенов"]),
        # particles belong to it, and may be left out where it is a surname without them
        ("Ursula von der Leyen", ["von der Leyen", "Leyen"]), ("Otto von Bismarck", ["von Bismarck", "Bismarck"]),
        ("Robert De Niro", ["De Niro", "Niro"]), ("Valéry Giscard d'Estaing", ["d'Estaing"]),
        ("Mohammed bin Salman", ["bin Salman"]), ("Oscar de la Cruz", ["de la Cruz"]), ("Marine Le Pen", ["Le Pen"]),
        ("Bashar al-Assad", ["al-Assad", "Assad"]), ("Abdel Fattah el-Sisi", ["el-Sisi", "Sisi"]),
        # what stands behind it does not
        ("Robert F. Kennedy Jr.", ["Kennedy"]), ("Sammy Davis, Jr.", ["Davis"]), ("King Charles III", ["Charles"]),
        ("John Smith, MP", ["Smith"]), ("Ann Lee Boo (president)", ["Boo"]), ('Dwayne "The Rock" Johnson', ["Johnson"]),
        # in China and Korea it comes first
        ("Xi Jinping", ["Xi"]), ("Wang Yi", ["Wang"]), ("Kim Jong Un", ["Kim"]), ("Lee Jae-myung", ["Lee"]),
        ("Tsai Ing-wen", ["Tsai"]), ("Park Geun-hye", ["Park"]), ("Kim Wilde", ["Wilde"]), ("Lee Evans", ["Evans"]),
        ("Shinzo Abe", ["Abe"]), ("Nguyen Phu Trong", ["Trong"]),
        # of two surnames the last
        ("Gabriel García Márquez", ["Marquez"]),
        # words that say nothing by themselves
        ("Zelensky", []), ("Theresa May", []), ("He Lifeng", []), ("Malcolm X", []), ("Elizabeth II", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["person", ""])
def test_the_surname_of_a_person(name: str, expected: list[str], kind: str) -> None:
    assert list(of(name, kind)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Turkey", "NATO", "Islamic State", "European Union", "Red Cross", "White House", "Bank of England",
        "Wagner Group", "Air France", "Saudi Arabia", "South Korea", "New Zealand", "Le Monde", "L'Équipe",
        "The Kremlin", "the Rada", "The New York Times", "Human Rights Watch", "Doctors Without Borders",
        "Deutsche Bank", "Cruz Roja", "Unión Europea", "Красный Крест", "US Senate", "UN Women", "Kursk Oblast",
        "Arab League", "Wall Street", "Trump Organization", "Russian Duma", "Prime Minister",
        "Reporters sans frontières",
        "Volodymyr ZELENSKY", "VOLODYMYR ZELENSKY", "Michael Jordan", "Latin America", "Five O'Clock News",
        "Orbán, Viktor", "Ten 4 Good", "AT&T Labs & Co", "الأمم المتحدة", "संयुक्त राष्ट्र", "国際 連合",
        "Royal Society for the Protection", "A B C D E F",
    ],
)  # fmt: skip
def test_a_name_without_a_kind_that_may_be_no_persons(name: str) -> None:
    assert of(name) == ()
    assert not is_person(Actor("a", name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volodymyr ZELENSKY", ["ZELENSKY"]), ("Michael Jordan", ["Jordan"]), ("Martin Luther King", ["King"]),
        ("محمد علي", ["علي"]), ("बान की मून", ["मून"]), ("Prime Minister", []), ("The Pope", []),
        ("Catherine of Aragon", []), ("Alexander the Great", []), ("Orbán, Viktor", []), ("山田太郎", []), ("", []),
    ],
)  # fmt: skip
def test_one_that_is_said_to_be_a_persons(name: str, expected: list[str]) -> None:
    assert list(of(name, "person")) == expected
    assert list(of(name, position="Envoy")) == expected


def test_nobody_else_has_one() -> None:
    for kind in ("organisation", "state", "group"):
        assert of("Anna Berg", kind) == of("Anna Berg", kind, position="Envoy") == ()


def test_the_registry_can_say_that_there_is_none() -> None:
    assert surnames(Actor("a", "Anna Berg", by_surname=False)) == ()
