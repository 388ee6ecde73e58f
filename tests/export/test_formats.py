"""Each format is read back by what it is for, and nothing of a desk leaves it as anything but text."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import jsonschema
import pytest
from pyarrow.parquet import read_table

from briefing.export import FORMATS, parquet
from briefing.export.columns import TABLES
from briefing.export.csv import put
from briefing.export.dates import moment, parts
from briefing.model.when import parse_when
from briefing.report.shapes import RECORDS, schema_of_lines
from tests.desk.conftest import text_of
from tests.export.conftest import FILES, Taken, text
from tests.hostile import TIMES, steering, write_desk


def lines(made: str) -> list[Any]:
    return [json.loads(line) for line in made.splitlines()]


def table(made: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made, newline="")))


def desk_of(folder: Path, body: str = "Nothing happened.", **keys: Any) -> Path:
    folder.mkdir()
    (folder / "one.yaml").write_text(text_of(body, **keys))
    return folder


# ── all formats ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FILES)
def test_the_same_desk_gives_the_same_bytes(name: str, sample: Taken) -> None:
    assert text(sample(), name) == text(sample(), name)


@pytest.mark.parametrize("seed", range(2 * TIMES))
def test_nothing_that_steers_leaves_a_hostile_desk(seed: int, tmp_path: Path, taken: Taken) -> None:
    of = taken(write_desk(tmp_path / "desk\u202e\x1b]0;owned\x07", seed))
    for name in FILES:
        made = text(of, name)
        assert not steering(made, "\n\r" if name == "ics" else "\n"), name
        if name in ("jsonl", "ftm"):
            assert lines(made)
        elif name in ("geojson", "csl-json"):
            json.loads(made)
        elif name == "opml":
            ElementTree.fromstring(made)
        elif name == "ics":
            assert not [part.errors for part in icalendar.Calendar.from_ical(made).walk() if part.errors]
            assert "\n" not in made.replace("\r\n", "")
    for name in TABLES:
        made = text(of, "csv", name)
        assert not steering(made, "\n\r\t"), name
        assert all(None not in row and None not in row.values() for row in table(made))


@pytest.mark.parametrize("name", FILES)
def test_a_desk_without_stories_gives_a_whole_file(name: str, tmp_path: Path, taken: Taken) -> None:
    (tmp_path / "desk").mkdir()
    made = text(taken(tmp_path / "desk"), name)
    if name in ("geojson", "csl-json"):
        json.loads(made)
    elif name == "opml":
        ElementTree.fromstring(made)
    elif name == "ics":
        icalendar.Calendar.from_ical(made)
    else:
        assert made == ""


def test_a_query_takes_whom_and_what_its_stories_tell_of(sample: Taken) -> None:
    few, every = sample("venue:ankara"), sample()
    assert 0 < len(few) < len(every)
    of_stories = {row["id"] for row in table(text(few, "csv", "stories"))}
    assert len(of_stories) == len(few)
    for name in ("mentions", "questions", "claims", "sources"):
        assert {row["story"] for row in table(text(few, "csv", name))} <= of_stories
    places, all_places = (table(text(of, "csv", "places")) for of in (few, every))
    assert "ankara" in {row["id"] for row in places}
    assert len(places) < len(all_places)
    assert 0 < len(list(few.events())) < len(list(every.events()))
    asked = {row.key for row in few.questions()}
    assert asked == {row["id"] for row in table(text(few, "csv", "questions"))}


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_line_is_of_the_schema_and_everything_is_there(sample: Taken) -> None:
    of = sample()
    found = lines(text(of, "jsonl"))
    check = jsonschema.Draft202012Validator(schema_of_lines())
    assert not [error.message for one in found for error in check.iter_errors(one)]
    kinds = [one["schema"].split("/")[2] for one in found]
    assert list(dict.fromkeys(kinds)) == list(RECORDS)
    assert kinds.count("story") == len(of)
    story = next(one["data"] for one in found if one["data"]["id"] == "istanbul-talks")
    assert story["follows"] == ["putin-proposes-istanbul", "antalya-nato"]
    assert story["questions"][1]["hypotheses"][0]["likelihood"] == "very likely"
    named = story["mentions"][0]
    assert named["name"] in named["sentence"]


def test_places_are_features_with_the_longitude_first(sample: Taken, tmp_path: Path, taken: Taken) -> None:
    made = json.loads(text(sample(), "geojson"))
    assert made["type"] == "FeatureCollection"
    assert {one["type"] for one in made["features"]} == {"Feature"}
    istanbul = next(one for one in made["features"] if one["id"] == "istanbul")
    longitude, latitude = istanbul["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (29, 41)
    assert istanbul["properties"]["name"] == "Istanbul"
    of = taken(desk_of(tmp_path / "desk", "At Nowhere.", venues=["Nowhere"]))
    assert json.loads(text(of, "geojson"))["features"][0]["geometry"] is None


def test_sources_as_csl_have_dates_as_far_as_they_are_known(tmp_path: Path, taken: Taken) -> None:
    dates = {"Day": "2025-05-16", "Month": "2025-05", "Year": "2025", "Late": "late June 2025", "About": "2025-05-16~"}
    sources = [{"name": name, "published": when} for name, when in dates.items()]
    made = json.loads(text(taken(desk_of(tmp_path / "desk", sources=sources)), "csl-json"))
    issued = {one["title"]: one["issued"] for one in made}
    assert issued == {
        "Day": {"date-parts": [[2025, 5, 16]]}, "Month": {"date-parts": [[2025, 5]]}, "Year": {"date-parts": [[2025]]},
        "Late": {"date-parts": [[2025, 6, 21], [2025, 6, 30]], "circa": True, "literal": "late June 2025"},
        "About": {"date-parts": [[2025, 5, 16]], "circa": True, "literal": "about 16 May 2025"},
    }  # fmt: skip
    assert {one["type"] for one in made} == {"document"}


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(1)", "'@SUM(1)"),
        ("'=1", "''=1"), ("＝1", "'＝1"), ("1 = 1", "1 = 1"), ("'tis", "'tis"), ('a "b", c; d', 'a "b", c; d'),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(title: str, cell: str, tmp_path: Path, taken: Taken) -> None:
    of = taken(desk_of(tmp_path / "desk", title=title, tags=[title]))
    [row] = table(text(of, "csv", "stories"))
    assert (row["title"], row["tags"]) == (cell, cell)
    assert not [value for value in row.values() if value[:1] in ("=", "+", "@", "-")]


def test_numbers_and_days_stay_what_they_are(tmp_path: Path, taken: Taken) -> None:
    where = [{"name": "Ushuaia", "lat": -54.8, "lon": -68.3}]
    of = taken(desk_of(tmp_path / "desk", "In Ushuaia.", venues=where, date="late June 2025"))
    [place] = table(text(of, "csv", "places"))
    assert (place["lat"], place["lon"]) == ("-54.8", "-68.3")
    [story] = table(text(of, "csv", "stories"))
    assert (story["date"], story["date_from"], story["date_to"]) == ("late June 2025", "2025-06-21", "2025-06-30")


def test_a_folder_has_every_table_as_alone(sample: Taken, tmp_path: Path) -> None:
    put(sample(), tmp_path)
    assert sorted(file.stem for file in tmp_path.iterdir()) == sorted(TABLES)
    for name, columns in TABLES.items():
        made = (tmp_path / f"{name}.csv").read_bytes().decode()
        assert made == text(sample(), "csv", name)
        assert made.startswith(",".join(columns) + "\r\n")
        assert len(table(made)) > 5


def test_parquet_has_the_same_tables_with_texts_as_they_are(sample: Taken, tmp_path: Path, taken: Taken) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    of = taken(desk_of(tmp_path / "desk", title="=1+1", tags=["@a", "+b"], date="late June 2025"))
    parquet.put(of, folder)
    assert sorted(file.stem for file in folder.iterdir()) == sorted(TABLES)
    [story] = read_table(folder / "stories.parquet").to_pylist()
    assert (story["title"], story["tags"], story["date"]) == ("=1+1", ["@a", "+b"], "late June 2025")
    assert (story["date_from"], story["date_to"]) == (date(2025, 6, 21), date(2025, 6, 30))
    for every in (sample(), taken(write_desk(tmp_path / "hostile", 0))):
        parquet.put(every, folder)
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        for name, columns in TABLES.items():
            found = read_table(folder / f"{name}.parquet")
            assert found.column_names == list(columns)
            assert found.num_rows == len(table(text(every, "csv", name)))
        parquet.put(every, folder)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


# ── calendars ──────────────────────────────────────────────────────────────────────────────────────────────────────


def calendar(of: Any) -> icalendar.Calendar:
    made = text(of, "ics")
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    return icalendar.Calendar.from_ical(made)


def test_a_calendar_is_read_back(sample: Taken) -> None:
    of = sample()
    events = calendar(of).walk("VEVENT")
    assert len(events) == len([one for _key, one in of.events() if one.event.when])
    assert len({str(one["UID"]) for one in events}) == len(events)
    vague = next(one for one in events if str(one["X-BRIEFING-WHEN"]) == "spring 2022")
    assert (vague.decoded("DTSTART"), vague.decoded("DTEND")) == (date(2022, 3, 1), date(2022, 6, 1))
    assert "spring 2022" in str(vague["DESCRIPTION"])
    due = calendar(of).walk("VTODO")
    assert due
    assert all(isinstance(one.decoded("DUE"), date) for one in due)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025-05-16T14:30+03:00", datetime.fromisoformat("2025-05-16T11:30+00:00"), None),
        ("2025-05-16T14:30", datetime.fromisoformat("2025-05-16T14:30"), None),
        ("2025-05-16T14:30+03:00~", date(2025, 5, 16), date(2025, 5, 17)),
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("0999-05-01", date(999, 5, 1), date(999, 5, 2)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_time_is_one_and_all_else_whole_days(
    when: str, start: date, end: date | None, tmp_path: Path, taken: Taken
) -> None:
    long = "Ministers of forty-one countries, among them Türkiye; and others \\ meet 王王王王王王王王王王王王王王王"
    of = taken(desk_of(tmp_path / "desk", events=[{"name": long, "when": when}]))
    [event] = calendar(of).walk("VEVENT")
    assert event.decoded("DTSTART") == start
    assert ("DTEND" in event and event.decoded("DTEND")) == (end or False)
    assert str(event["SUMMARY"]) == long


def test_an_event_that_a_newer_story_tells_anew_stays_the_same(tmp_path: Path, taken: Taken) -> None:
    folder = desk_of(
        tmp_path / "desk", date="2025-05-01", events=[{"id": "summit", "name": "Summit", "when": "2025-06"}]
    )
    [before] = calendar(taken(folder)).walk("VEVENT")
    events = [{"id": "summit", "name": "Summit", "when": "2025-06-24"}]
    (folder / "two.yaml").write_text(text_of(title="Two", date="2025-05-09", follows=["one"], events=events))
    [after] = calendar(taken(folder)).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == date(2025, 6, 24)


def test_times_and_certain_parts_of_dates() -> None:
    assert moment(parse_when("0001-01-01T01:00+05:00")) == ""
    assert moment(parse_when("2025-05-16T24:00")) == ""
    assert [parts(parse_when(one)) for one in ("2025-05-16", "2025-05", "spring 2025", "2024/2025")] == [
        "2025-05-16", "2025-05", "2025", "",
    ]  # fmt: skip


# ── sources ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_bibtex_has_balanced_braces_and_no_commands(tmp_path: Path, taken: Taken) -> None:
    names = ["100 % of {x", r"\input{/etc/passwd}", "a}b", "A & B_c ~ ^ #1 $", "line\nbreak", "@misc{x"]
    sources = [{"name": name, "url": "https://example.org/a_b%20c?x=}{\\&y"} for name in names]
    made = text(taken(desk_of(tmp_path / "desk", sources=sources)), "bibtex")
    entries = made.split("\n\n")[:-1]
    assert len(entries) == len(names)
    for entry in entries:
        assert entry.count("{") == entry.count("}")
        depth = [entry[:at].count("{") - entry[:at].count("}") for at in range(len(entry))]
        assert min(depth) >= 0
        assert min(depth[entry.index("{") + 1 :]) >= 1
        assert re.search(r"  url = \{https://example\.org/a_b%20c\?x=%7D%7B%5C&y\},", entry)
    assert r"title = {{100 \% of \textbraceleft{}x}}" in made
    assert r"\input" not in made


def test_keys_of_sources_are_their_own_and_stay(tmp_path: Path, taken: Taken) -> None:
    folder = desk_of(tmp_path / "desk", date="2025-05-01", sources=["Wire", "Ведомости", "Wire"])
    before = re.findall(r"@misc\{(.*),", text(taken(folder), "bibtex"))
    assert all(re.fullmatch(r"[a-z0-9:_-]+", key) for key in before)
    (folder / "two.yaml").write_text(text_of(title="Two", date="2025-05-09", sources=["Gazette"]))
    after = re.findall(r"@misc\{(.*),", text(taken(folder), "bibtex"))
    assert after[: len(before)] == before
    assert len(set(after)) == len(before) + 1
    assert [one["id"] for one in json.loads(text(taken(folder), "csl-json"))] == after


def test_an_outline_has_the_stories_with_their_sources(sample: Taken) -> None:
    outline = ElementTree.fromstring(text(sample(), "opml"))
    assert outline.get("version") == "2.0"
    stories = outline.findall("./body/outline")
    assert len(stories) == len(sample())
    assert all(one.get("text") for one in outline.iter("outline"))
    links = [one.get("url") for one in outline.iter("outline") if one.get("type") == "link"]
    assert "https://www.nato.int" in links
    assert stories[0].get("created") == "Mon, 18 Aug 2025 00:00:00 GMT"


# ── FollowTheMoney ─────────────────────────────────────────────────────────────────────────────────────────────────

_THING = {"name", "alias", "weakAlias", "country", "wikidataId", "notes", "summary", "keywords", "sourceUrl"}
PROPERTIES = {
    "Person": _THING | {"position"}, "Organization": _THING, "PublicBody": _THING, "LegalEntity": _THING,
    "Address": _THING | {"full", "latitude", "longitude"},
    "Event": _THING | {"involved", "proof", "date", "startDate", "endDate", "location", "addressEntity"},
    "Article": _THING | {"title", "fileName", "publishedAt", "bodyText"},
    "Documentation": {"entity", "document", "role"}, "Representation": {"agent", "client", "role", "proof"},
}  # fmt: skip
"""Properties that each schema of FollowTheMoney 4.11 has (its own and those of what it extends)."""
REFERS = {
    "involved": {"Person", "Organization", "PublicBody", "LegalEntity"}, "proof": {"Article"},
    "addressEntity": {"Address"}, "document": {"Article"},
    **{key: {"Person", "Organization", "PublicBody", "LegalEntity"} for key in ("entity", "agent", "client")},
}  # fmt: skip


def test_entities_have_the_properties_of_their_schemata_and_refer_to_each_other(sample: Taken) -> None:
    entities = lines(text(sample(), "ftm"))
    kinds = {one["id"]: one["schema"] for one in entities}
    assert len(kinds) == len(entities)
    assert set(kinds.values()) == set(PROPERTIES) - {"LegalEntity"}
    for one in entities:
        assert set(one["properties"]) <= PROPERTIES[one["schema"]], one["schema"]
        for name, values in one["properties"].items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            if name in REFERS:
                assert {kinds[value] for value in values} <= REFERS[name]
    assert kinds["briefs-actor-volodymyr-zelensky"] == "Person"


def test_ids_are_what_followthemoney_takes(tmp_path: Path, taken: Taken) -> None:
    of = taken(desk_of(tmp_path / "Мой стол", "Вера Громова.", actors=["Вера Громова", "x" * 300]))
    ids = [one["id"] for one in lines(text(of, "ftm"))]
    assert len(set(ids)) == len(ids) == 5
    assert all(re.fullmatch(r"[0-9a-z]([0-9a-z.-]*[0-9a-z])?", id_) and len(id_) <= 255 for id_ in ids)


def test_what_is_exported_can_be_imported_again(sample: Taken, tmp_path: Path) -> None:
    from briefing.desk.people.ftm import records

    found = list(records(io.BytesIO(text(sample(), "ftm").encode())))
    people = [one for one in found if getattr(one, "name", "") == "Volodymyr Zelensky"]
    assert len(people) == 1


def test_every_format_is_tried_here() -> None:
    assert set(FORMATS) - set(FILES) == {"csv", "parquet", "html"}  # the site: `test_site.py`
