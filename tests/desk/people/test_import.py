"""People from elsewhere in a desk's registry: who is who, what changes, what stays."""

from __future__ import annotations

import errno
import gc
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefing.cli.group import group
from briefing.cli.importing.people import _named
from briefing.desk.people.known import RegistryEntries
from briefing.desk.people.merge import Merge
from briefing.desk.people.record import Record
from briefing.desk.people.writing import _ROOM
from tests.desk.people.folder import HAND, STORY, actors, entities, entity, make_desk, problems, registry, take, taken
from tests.test_house import ROOT

PEOPLE = """\
Name;Also;Country;Position;Wikidata
Anna Berg;A. Berg|Berg Anna;SE;"Minister; of ice";Q100
Anna Berg;;NO;Teacher;
Олена Коваль;Olena Koval;Ukraine;;
NATO;;;;Q7184
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desk")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path / "people.csv"


def test_a_table_comes_in(desk: Path, people: Path) -> None:
    output = taken(desk, people)
    assert actors(desk).startswith(HAND)
    assert re.sub("(?m)^  x-source.*\n", "", actors(desk)[len(HAND) :]) == (
        "anna-berg:\n  name: Anna Berg\n  kind: person\n  country: SE\n  position: \"Minister; of ice\"\n"
        "  aliases: [A. Berg, Berg Anna]\n  wikidata: Q100\n"
        "anna-berg-2:\n  name: Anna Berg  # briefing: ignore B210\n  kind: person\n  country: NO\n  position: Teacher\n"
        "olena-koval:\n  name: Олена Коваль\n  kind: person\n  country: UA\n  aliases: [Olena Koval]\n"
    )  # fmt: skip
    assert "3 actors" in output
    assert "1 of your own entries" in output
    assert problems(desk) == []
    assert "would change, 2 as they were" in CliRunner().invoke(group, ["fmt", "--check", str(desk)]).output


def test_again_nothing_changes_in_whatever_order(desk: Path, people: Path) -> None:
    taken(desk, people)
    before = registry(desk)
    head, *rows = PEOPLE.splitlines(keepends=True)
    people.write_text("".join([head, *reversed(rows)]), encoding="utf-8")
    output = taken(desk, people)
    assert registry(desk) == before
    assert re.search(r"added +nobody\n +changed +0\n +unchanged +3\n", output)


def test_only_what_changed_is_changed_and_what_a_hand_changed_stays(desk: Path, people: Path) -> None:
    taken(desk, people)
    text = actors(desk).replace("  country: NO\n", "  country: NO  # really\n  note: mine\n")
    text = text.replace("  country: UA\n", "  country: UA\n  position: by hand\n")
    (desk / "actors.yaml").write_text(text, encoding="utf-8")
    taken(desk, people)
    assert actors(desk) == text
    people.write_text(
        PEOPLE.replace("Teacher", "Head of school")
        .replace("Ukraine;;", "Ukraine;minister;")
        .replace("Berg;A. ", "Bergh;A. "),
        encoding="utf-8",
    )
    output = taken(desk, people)
    wanted = text.replace("  position: Teacher\n", "  position: Head of school\n").replace(
        "name: Anna Berg\n", "name: Anna Bergh\n"
    )
    assert _without_marks(actors(desk)) == _without_marks(wanted)
    assert "line 4: `position` of `olena-koval` changed here and there: yours stays" in output
    assert problems(desk) == []
    assert taken(desk, people).count("yours stays") == 0


def test_a_value_that_is_gone_goes_and_a_new_one_comes(desk: Path, people: Path) -> None:
    taken(desk, people)
    people.write_text(PEOPLE.replace("A. Berg|Berg Anna", "").replace(";;NO;", ";Annie;NO;"), encoding="utf-8")
    taken(desk, people)
    added = actors(desk)[len(HAND) :]
    assert "A. Berg" not in added
    assert "  position: Teacher\n  aliases: [Annie]\n  x-source" in added
    assert problems(desk) == []


@pytest.mark.parametrize("has_ids", [True, False])
def test_who_is_not_in_the_source_any_more_is_told(desk: Path, tmp_path: Path, has_ids: bool) -> None:
    file = tmp_path / "p.csv"
    head, one, other = ("id,name", "7,Anna Berg", "8,Zoë Ost") if has_ids else ("name,x-n", "Anna Berg,7", "Zoë Ost,8")
    file.write_text(f"{head}\n{one}\n{other}\n", encoding="utf-8")
    assert "not there now" not in taken(desk, file)
    before = registry(desk)
    file.write_text(f"{head}\n{one}\n", encoding="utf-8")
    assert re.search(r"not there now +1 stay as they are: `zoe-ost`\n", taken(desk, file))
    assert registry(desk) == before


def test_an_id_of_the_source_keeps_ours(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("id,name,country\n7,Anna Berg,SE\n8,Anna Berg,SE\n", encoding="utf-8")
    taken(desk, file)
    file.write_text("id,name,country\n8,Anna Holm,SE\n7,Anna Berg,NO\n", encoding="utf-8")
    output = taken(desk, file)
    assert re.findall(r"(?m)^([\w-]+):\n  name: (\w+ \w+)", actors(desk)) == [
        ("li-wei", "Li Wei"), ("anna-berg", "Anna Berg"), ("anna-berg-2", "Anna Holm"),
    ]  # fmt: skip
    assert re.search(r"changed +2\n", output)
    assert problems(desk) == []


def test_a_wikidata_id_keeps_ours_under_another_name(desk: Path, people: Path) -> None:
    taken(desk, people)
    people.write_text(PEOPLE.replace("Anna Berg;A. Berg|Berg Anna;SE", "Anna Holm;;DE"), encoding="utf-8")
    taken(desk, people)
    assert "anna-berg:\n  name: Anna Holm\n  kind: person\n  country: DE\n" in actors(desk)


def test_what_you_wrote_is_filled_only_if_you_say_so(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text(
        "name,alias,country,wikidata,kind\nOTAN,Atlantic Alliance,BE,Q7184,organisation\n", encoding="utf-8"
    )
    taken(desk, file)
    assert actors(desk) == HAND
    taken(desk, file, "--fill")
    text = actors(desk)
    assert text.startswith(
        "# ours\nnato: {name: NATO, kind: organisation, wikidata: Q7184, country: BE, aliases: [Atlantic Alliance], x-"
    )
    assert "}   # by hand\n" in text
    assert text.count("x-source") == 1
    assert problems(desk) == []
    taken(desk, file, "--fill")
    taken(desk, file)
    assert actors(desk) == text


FTM = [
    entity("NK-1", "Person", name=["ANNA BERG", "Anna Berg"], alias="Annie B.", weakAlias="Annie", country="se",
           previousName="Anna Holm", topics="role.pep", position="Minister", birthDate="1961-02-03")
    | {"caption": "Anna Berg"},
    entity("NK-2", "Person", name="Anna Berg", country="se"),
    entity("Q7184", "Organization", name=["NATO", "OTAN"], wikidataId="Q7184"),
    entity("NK-4", "Company", name="Северсталь", jurisdiction="ru"),
    entity("NK-5", "PublicBody", name="Ministry of Ice", country="no", alias="Annie B."),
    entity("a-1", "Address", full="1 Ice Street", city="Tromsø", country="no", latitude="69.6", longitude="18.9"),
    entity("a-2", "Address", city="Tromsø", country="no"),
    entity("a-3", "Address", full="Somewhere", country="no"),
    entity("a-4", "Address", full="Far Away 3", country="no", latitude="10", longitude="20"),
    entity("o", "Ownership"),
    entity("NK-9", "Person", name=["李明", "Li Ming"], country="cn"),
    entity("NK-10", "Person", name="Nobody Here"),
]  # fmt: skip


def test_entities_come_in(desk: Path, tmp_path: Path) -> None:
    file = entities(tmp_path / "e.json", FTM)
    with file.open("a") as stream:
        stream.write("{bad\n[]\n\n7\n")
    output = taken(desk, file)
    text = actors(desk)
    assert text.startswith(HAND)
    for line in ("aliases: [ANNA BERG, Annie B., Anna Holm]", "weak: [Annie]", "x-topics: [role.pep]", "severstal:"):
        assert line in text
    assert text.count("name: Anna Berg") == 2
    places = (desk / "places.yaml").read_text(encoding="utf-8")
    assert places.startswith("tromso:\n  name: Tromsø\n  kind: city\n  country: NO\n  lat: 69.6\n  lon: 18.9\n")
    assert "far-away-3:\n  name: Far Away 3\n  country: NO\n  x-source" in places
    assert problems(desk) == []
    for said in (
        "line 8: an address without a city", "line 9: lat: this point lies outside Norway",
        "line 10: of another kind: Ownership",
        "line 13: no JSON", "lines 14, 16: no entity",
    ):  # fmt: skip
        assert said in output
    before = registry(desk)
    taken(desk, entities(tmp_path / "other.json", reversed(FTM)))
    assert registry(desk).keys() == before.keys()
    assert actors(desk) == text


def test_other_names_of_persons_are_as_texts_have_them(desk: Path, tmp_path: Path) -> None:
    names = ["Sergei LAVROV", "Сергей ЛАВРОВ", "LAVROV, Sergei Viktorovich", "Lavrov, Minister of Ice", "SERGEI LAVROV"]
    rows = [entity("1", "Person", name=names), entity("2", "Company", name=["Ice", "ICE WORKS, Ltd"])]
    taken(desk, entities(tmp_path / "e.json", rows))
    assert (
        '  aliases: [Сергей Лавров, Sergei Viktorovich Lavrov, "Lavrov, Minister of Ice", SERGEI LAVROV]\n'
        in actors(desk)
    )
    assert '  aliases: ["ICE WORKS, Ltd"]\n' in actors(desk)
    (desk / "ice.yaml").write_text("title: Ice\nbody: |\n  Сергей Лавров spoke.\n", encoding="utf-8")
    assert problems(desk) == []


def test_only_those_whom_the_texts_name(desk: Path, tmp_path: Path) -> None:
    file = entities(tmp_path / "e.json", FTM)
    output = taken(desk, file, "--named-only")
    assert re.findall(r"(?m)^  name: (.*?)(?:  #.*)?$", actors(desk)) == ["Li Wei", "Anna Berg", "Anna Berg", "李明"]
    assert "tromso" in (desk / "places.yaml").read_text()
    assert "not named" in output
    (desk / "ice.yaml").write_text(STORY.replace("Anna Berg met", "Somebody met"), encoding="utf-8")
    FTM[0]["properties"]["position"] = ["Prime minister"]
    taken(desk, entities(file, FTM), "--named-only")
    FTM[0]["properties"]["position"] = ["Minister"]
    assert "  position: Prime minister\n" in actors(desk)  # who came before is kept up to date


@pytest.mark.parametrize(
    ("body", "name", "is_named"),
    [
        ("Anna Berg spoke.", "Anna Berg", True), ("Anna Bergman spoke.", "Anna Berg", False),
        ("**Anna** Berg spoke.", "Anna Berg", True), ("Anna\n  Berg spoke.", "Anna Berg", True),
        ("anna berg spoke.", "Anna Berg", False),
        ("Erdogan spoke.", "Erdoğan", True), ("JD Vance spoke.", "JD Vance", True),
        ("他见了李明先生。", "李明", True), ("التقى أحمد وبغداد.", "بغداد", True), ("AT&amp;T spoke.", "AT&T", True),
        ("Berg, Anna spoke.", "Anna Berg", False), ("Jean-Luc Picard’s ship.", "Jean-Luc Picard", True),
    ],
)  # fmt: skip
def test_who_is_named(tmp_path: Path, body: str, name: str, is_named: bool) -> None:
    desk = make_desk(tmp_path / "d")
    (desk / "ice.yaml").write_text(f"title: Ice\nbody: |\n  {body}\n", encoding="utf-8")
    taken(desk, entities(tmp_path / "e.json", [entity("1", "Person", name=name)]), "--named-only")
    assert (actors(desk) != HAND) == is_named


def test_no_more_is_held_than_who_may_be_named(desk: Path) -> None:
    alive: list[int] = []

    def many() -> Iterator[Record]:
        for number in range(20_000):
            if number % 5_000 == 0:
                gc.collect()
                alive.append(sum(isinstance(one, Record) for one in gc.get_objects()))
            yield Record(number + 1, "actor", {"name": f"Somebody Number{number}", "kind": "person"}, str(number))
        yield Record(20_001, "actor", {"name": "Anna Berg"}, "x")

    merge = Merge(RegistryEntries(desk), "s")
    assert [record.line for record in _named(desk, many(), merge)] == [20_001]
    assert merge.counts["unnamed"] == 20_000
    assert max(alive) < 5


def test_a_long_line_is_passed_over(desk: Path, tmp_path: Path) -> None:
    file = entities(tmp_path / "e.json", [FTM[0]])
    with file.open("a") as stream:
        stream.write('{"schema": "Person", "x": "' + "x" * (17 << 20) + '"}\n')
        stream.write('{"id": "z", "schema": "Person", "properties": {"name": ["Zoë Ost"]}}\n')
    output = taken(desk, file)
    assert "line 2: a line of more than 16 MB" in output
    assert "zoe-ost" in actors(desk)


@pytest.mark.parametrize(
    ("before", "file"),
    [
        (HAND.replace("\n", "\r\n"), "actors.yaml"), (HAND.rstrip("\n"), "actors.yaml"),
        ("\ufeff" + HAND, "actors.yaml"),
        ("{nato: {name: NATO}}\n", "actors/imported-001.yaml"), ("", "actors.yaml"), ("# nobody yet", "actors.yaml"),
        (HAND + "x-mine:\n  - 1\n", "actors.yaml"),
    ],
)  # fmt: skip
def test_what_was_there_stays_byte_by_byte(tmp_path: Path, people: Path, before: str, file: str) -> None:
    desk = make_desk(tmp_path / "d", before)
    taken(desk, people)
    after = registry(desk)
    assert after["actors.yaml"].startswith(before.encode())
    assert b"anna-berg-2:" in after[file]
    assert (b"\n" in after[file].replace(b"\r\n", b"")) != ("\r\n" in before)
    assert problems(desk) == []
    taken(desk, people)
    assert registry(desk) == after


def test_a_large_registry_is_several_files(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    file = tmp_path / "p.csv"
    file.write_text(
        "name,note\n" + "".join(f"Somebody N{n}x,{'a long note ' * 120}\n" for n in range(2_000)), encoding="utf-8"
    )
    taken(desk, file)
    found = registry(desk)
    assert [*sorted(found)] == ["actors.yaml", "actors/imported-001.yaml", "ice.yaml"]
    assert all(len(data) <= _ROOM for data in found.values())
    assert "unchanged  2,000" in taken(desk, file)
    assert registry(desk) == found
    file.write_text("name\n" + "".join(f"Somebody M{n}x\n" for n in range(10)), encoding="utf-8")
    taken(desk, file)
    assert b"somebody-m9x" in registry(desk)["actors/imported-001.yaml"]


def test_namesakes_of_later_files_stay_apart_too(tmp_path: Path, people: Path) -> None:
    desk = make_desk(tmp_path / "d")
    (desk / "actors").mkdir()
    (desk / "actors/zoo.yaml").write_text("anna: {name: Anna Berg, kind: person, country: DE}\n")
    taken(desk, people)
    assert "anna-berg-2:" in (desk / "actors/zoo_imported-001.yaml").read_text()
    assert problems(desk) == []


def test_a_new_name_that_others_have(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("id,name,alias\n1,Anna Berg,\n2,Zoë Ost,\n", encoding="utf-8")
    taken(desk, file)
    file.write_text("id,name,alias\n1,Zoë Ost,\n2,Zoë Ost,\n", encoding="utf-8")
    assert "line 2: `anna-berg` cannot be called as `zoe-ost` is" in taken(desk, file)
    file.write_text("id,name,alias\n1,Anna Berg,Annie\n2,Zoë Ost,Annie\n3,Annie,\n", encoding="utf-8")
    taken(desk, file)
    assert problems(desk) == []
    before = registry(desk)
    taken(desk, file)
    assert registry(desk) == before


def test_ids_are_never_words_that_mean_something_else(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    file = tmp_path / "p.csv"
    names = [
        "Title",
        "Body",
        "Name",
        "Actors",
        "Null",
        "True",
        "X-Ray",
        "[x]",
        "X",
        "No 1",
        "Øst",
        "ไทย",
        "דוד",
        "Nato",
        "-",
        "Li Wei",
    ]
    file.write_text("name,country\n" + "".join(f"{name},\n" for name in names), encoding="utf-8")
    taken(desk, file)
    assert problems(desk) == []
    # but for NATO and Li Wei, who are there, the dash, and Null, which says nothing
    assert len(RegistryEntries(desk).keys) == 2 + 12


def test_a_broken_registry_comes_first(desk: Path, people: Path) -> None:
    (desk / "actors.yaml").write_text("nato: {name: NATO, kind: orga}\n")
    result = take(desk, people)
    assert result.exit_code == 2
    assert "put the registry right first" in result.output
    assert "actors.yaml:1:" in result.output


def test_to_see_it_first(desk: Path, people: Path) -> None:
    before = registry(desk)
    result = take(desk, people, "--diff")
    assert registry(desk) == before
    patch = result.stdout.encode()
    assert b"+anna-berg:\n" in patch
    done = subprocess.run(
        ["patch", "-s", "-o", "-", desk / "actors.yaml"], input=patch, capture_output=True, check=True
    )
    taken(desk, people)
    assert done.stdout == (desk / "actors.yaml").read_bytes()


def test_nothing_is_written_where_nobody_can_say_yes(desk: Path, people: Path) -> None:
    before = registry(desk)
    result = CliRunner().invoke(group, ["import", "people", str(people), "--desk", str(desk)])
    assert (result.exit_code, registry(desk)) == (0, before)
    assert "Nothing was written; with --yes" in result.output
    assert re.search(r"Also +aliases +A\. Berg\|Berg Anna · Olena Koval", result.output)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--column", "x"], "write HEADING=KEY"), (["--column", "Also=nonsense"], "write HEADING=KEY"),
        (["--column", "Nope=name"], "there is no column `nope`"), (["--encoding", "klingon"], "there is no encoding"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(desk: Path, people: Path, options: list[str], says: str) -> None:
    result = take(desk, people, *options)
    assert (result.exit_code, says in result.output) == (2, True), result.output
    assert actors(desk) == HAND


def test_a_full_disk_loses_nothing(desk: Path, people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        result = take(desk, people)
    assert (result.exit_code, "No space left" in result.output) == (2, True)
    assert actors(desk) == HAND
    assert sorted(file.name for file in desk.iterdir()) == ["actors.yaml", "ice.yaml"]


def test_a_kill_loses_nothing(desk: Path, people: Path) -> None:
    code = (
        "import os, signal\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from briefing.cli import main\n"
        f"main(['import', 'people', {str(people)!r}, '--desk', {str(desk)!r}, '--yes'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL
    assert actors(desk) == HAND
    assert problems(desk) == []
    taken(desk, people)
    assert "anna-berg-2" in actors(desk)


_SIGNS = "aZé9 ,;:#'\"[]{}&*!|>%@`-?=\\\n\t\x07\u202e李а\ud83d"
_PARTS = st.sampled_from([*_SIGNS, "\U0001f600", "\ufeff", "ö", "ß", "Q1", "SE", "null ", "Anna Berg", "ErdoÄŸan"])
_CELL = st.lists(_PARTS, max_size=6).map("".join)
_ROW = st.tuples(_CELL, _CELL, _CELL, _CELL, _CELL)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(st.lists(_ROW, min_size=1, max_size=8), st.lists(_ROW, max_size=4), st.booleans())
def test_whatever_the_cells_say(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], more: list[tuple[str, ...]], has_ids: bool
) -> None:
    """Nothing raises, what was there stays, what was written is right, and a second time nothing changes."""
    folder = tmp_path_factory.mktemp("any")
    desk = make_desk(folder / "desk")
    head = ("name", "alias", "country", "position", "id" if has_ids else "note")
    for table in (rows, [*rows[1:], *more]):
        lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in (head, *table))
        (folder / "t.csv").write_bytes("".join(lines).encode("utf-8", "surrogatepass"))
        taken(desk, folder / "t.csv")
        assert actors(desk).startswith(HAND)
        assert problems(desk) == []
        before = registry(desk)
        taken(desk, folder / "t.csv")
        assert registry(desk) == before


def _without_marks(text: str) -> str:
    return re.sub("(?m)^  x-source.*\n", "", text)
