"""Slips that authors made before this checker knew of them: the place, the count and the fix of each.

`mistakes.json` says of each what was written, where its author slipped and what was meant; `handed/` holds whole files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.check.checker import check
from briefing.check.fixes import fixed
from briefing.model.brief import Brief
from briefing.model.problem import Problem
from briefing.parse.brief import read_text
from briefing.parse.text import decode
from tests.check.meaning import meaning
from tests.check.test_mutations import desk, looked_at, samples

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = json.loads((HERE / "mistakes.json").read_text(encoding="utf-8"))
FILE = "talks.yaml"
END = "body: |\n  Text.\n"
INTERVAL = "title: Talks\nevents:\n  - {name: Talks, when: 2025-05-15/2025-05-17}\n" + END
ZELENSKY = "events:\n  - {name: Talks, when: 2025-05-15, where: istanbul, who: [volodymyr-zelensky]}\n" + END


@dataclass(frozen=True)
class Meant:
    """What the author of a row meant: any of `texts` says it. Without one nobody can tell, and nothing may be changed.

    `places` stand where they are as good as the row's own. `times` is how often the row has its slip: it is told once
    for all or once for each.
    """

    texts: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    times: int = 1


def meant(*texts: str, places: tuple[tuple[int, int], ...] = (), times: int = 1) -> Meant:
    return Meant(texts, places, times)


def listed(actors: str) -> str:
    return f"title: Talks\nactors: {actors}\n{END}"


MEANT = {
    "Jinja braces": meant('title: "{{ title }}"\n' + END),
    "lat and lon on one line": meant(
        "title: Talks\nvenues:\n  - name: Istanbul\n    lat: 41.01\n    lon: 28.98\n" + END
    ),
    "full-width comma in a flow list": meant(listed("[NATO, Turkey]")),
    "ideographic space in the indentation": meant(listed("[NATO]")),
    "Markdown asterisk list": meant(listed("[NATO, Turkey]"), times=2),
    "status unanswered": meant("title: Talks\nquestions:\n  - {ask: Will he come?, status: open}\n" + END),
    "numbered list": meant("title: Talks\nquestions:\n  - Will Putin come?\n  - Will Trump come?\n" + END, times=2),
    "merge conflict around a key": meant(),
    # The comma is the culprit; the whole item, where a wrong name is told, holds it and was called right.
    "trailing commas behind dashes": meant(listed("[NATO, Turkey]"), places=((3, 5),), times=2),
    # The text was cut by the apostrophe in column 18, one before what is left over; the backslash in 17 is what was
    # typed and not meant.
    "backslash quote in single quotes": meant(
        "title: \"Zelensky's visit\"\n" + END, places=((1, 18), (1, 17))
    ),
    "hashtags in a flow list": meant(
        'title: Talks\ntags: ["#ukraine", "#nato"]\n' + END, "title: Talks\ntags: [ukraine, nato]\n" + END, times=2
    ),
    "hyphen for an interval": meant(INTERVAL),
    "braces for a list": meant(listed("[NATO, Turkey]")),
    "en dash as list marker (Word)": meant(listed("[NATO, Turkey]"), times=2),
    "curly single quotes around a country": meant("title: Talks\nvenues:\n  - {name: Istanbul, country: TR}\n" + END),
    "dash on the line of the key": meant(listed("[NATO]")),
    "JSON without its last brace": meant('{\n  "title": "Talks",\n  "body": "Text."\n}\n'),
    "HTML entity pasted": meant("title: Talks & truce\n" + END),
    "typographic minus": meant(
        "title: Talks\nvenues:\n  - {name: Buenos Aires, country: AR, lat: -34.6, lon: -58.4}\n" + END
    ),
    "names as keys of a mapping": meant(listed("[{name: NATO, kind: organisation}, {name: Turkey, kind: state}]")),
    "equals sign (TOML)": meant("title: Talks\n" + END),
    # A fix may list the actor as well.
    "surname as reference": meant(
        f"title: Talks\n{ZELENSKY}",
        *(f"title: Talks\n{more}{ZELENSKY}" for more in (
            "actors: [volodymyr-zelensky]\n", "actors: [volodymyr-zelensky]\nvenues: [istanbul]\n"
        )),
    ),
    "comma inside an unquoted flow value": meant(
        "title: Talks\nquestions:\n  - ask: Will they come?\n    hypotheses:\n"
        '      - {say: "No, it fights on while it talks", likelihood: likely}\n' + END
    ),
    "title begins with [": meant('title: "[Breaking] Talks in Istanbul"\n' + END),
    "whole brief pasted twice": meant("title: Talks\ndate: 2025-05-15\nactors: [NATO]\n" + END),
    "no-break space before the colon": meant("title: Talks\n" + END),
    "quotes inside double quotes": meant("title: 'Zelensky: \"Not committed\" he says'\n" + END),
    "half-saved in a flow mapping": meant(),
    "curly double quotes around flow items": meant(listed("[NATO, Turkey]")),
    "non-breaking hyphen in an id": meant("title: Talks\nvenues: [the-hague]\n" + END),
    "capital key": meant("title: Talks\n" + END),
    "date in US words": meant("title: Talks\ndate: 2025-05-15\n" + END),
    "zero-width space before a key": meant("title: Talks\n" + END),
    "month and year in words": meant("title: Talks\ndate: 2025-05\n" + END),
    "UTF-16 file (Notepad)": meant("title: Talks\n" + END),
    "item's second key too deep": meant(listed("[{name: NATO, kind: organisation}]")),
    "Markdown list in column 1 of the body": meant("title: Talks\nbody: |\n  One:\n\n  - first\n  - second\n"),
}  # fmt: skip


def bytes_of(row: dict[str, Any]) -> bytes:
    return str(row["snippet"]).encode("utf-16" if row["name"].startswith("UTF-16") else "utf-8")


def look(data: bytes, file: str = FILE) -> tuple[Brief, tuple[Problem, ...]]:
    names = samples()[1]
    shown = decode(data, file)
    brief = read_text(shown, names.registry, names)
    return brief, check(brief, shown, desk())


def problems(text: str, file: str = FILE) -> tuple[Problem, ...]:
    return look(text.encode(), file)[1]


def told(row: dict[str, Any]) -> list[Problem]:
    """What is told of a row's slip: all but hints that the text that was meant has as well (a name never said …)."""
    texts = MEANT[row["name"]].texts
    also = {one.code for text in texts for one in problems(text)} | (set() if texts else {"B301"})
    return [one for one in look(bytes_of(row))[1] if one.severity != "info" or one.code not in also]


def says(text: str) -> dict[str, Any]:
    return meaning(looked_at(FILE, text)[0])


def is_right(text: str, row: dict[str, Any]) -> bool:
    return any(says(text) == says(wanted) for wanted in MEANT[row["name"]].texts)


EVERY = [pytest.param(row, id=row["name"]) for row in ROWS]
FIXABLE = [pytest.param(row, id=row["name"]) for row in ROWS if row["want"] and not row["name"].startswith("UTF-16")]
"""Those that somebody can put right; a file that is not UTF-8 is never written."""


def test_it_is_known_of_every_row_what_was_meant() -> None:
    assert [row["name"] for row in ROWS] == [*MEANT]


@pytest.mark.parametrize("row", EVERY)
def test_a_slip_is_told_where_it_was_made(row: dict[str, Any]) -> None:
    places = [(one.span.line, one.span.column) for one in told(row)]
    assert places[:1] == [(row["line"], row["column"])] or set(places[:1]) & set(MEANT[row["name"]].places), told(row)


@pytest.mark.parametrize("row", EVERY)
def test_a_slip_is_told_once(row: dict[str, Any]) -> None:
    found = told(row)
    assert len(found) in (1, MEANT[row["name"]].times), found
    assert len({one.code for one in found}) == 1


@pytest.mark.parametrize("row", EVERY)
def test_a_certain_fix_does_no_damage(row: dict[str, Any]) -> None:
    text = row["snippet"]
    better = fixed(text, FILE, problems)
    if better != text:
        left = [one for one in problems(better) if one.severity != "info"]
        assert left or is_right(better, row), better
        assert len(left) <= len(told(row)), left
    if not MEANT[row["name"]].texts:
        assert better == text


@pytest.mark.parametrize("row", FIXABLE)
def test_a_likely_fix_says_what_was_meant(row: dict[str, Any]) -> None:
    better = fixed(row["snippet"], FILE, problems, guesses=True)
    assert is_right(better, row), better
    assert [one for one in problems(better) if one.severity != "info"] == []


# whole files


def handed(folder: str) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((HERE / "handed" / folder).iterdir())}


def loud(data: bytes, file: str = FILE) -> list[Problem]:
    return [one for one in look(data, file)[1] if one.severity != "info"]


@pytest.mark.parametrize(
    ("file", "column", "wanted"),
    [("pair.yaml", 10, 'title: "u\U0001f600 pair"\n'), ("big.yaml", 13, "")],
    ids=["pair", "big"],
)
def test_an_escape_that_means_nothing_is_told_at_its_backslash(file: str, column: int, wanted: str) -> None:
    text = handed("bad-escape")[file].decode()
    (found,) = loud(text.encode())
    assert (found.span.line, found.span.column) == (1, column)
    for guesses in (False, True):
        better = fixed(text, FILE, problems, guesses)
        assert better == text or (wanted and better.startswith(wanted))
    if wanted:
        assert "half of a character pair" in found.message
        assert fixed(text, FILE, problems, True).startswith(wanted)


@pytest.mark.parametrize("title", ["'see C:\\temp\n\n  and D:\\x'", "'C:\\u00e9\n\n\n  \\x41'", '"C:\\\\a\n\n  b"'])
def test_a_path_in_quotes_may_go_over_empty_lines(title: str) -> None:
    assert loud(f"title: {title}\nbody: |\n  Text.\n".encode()) == []


@pytest.mark.parametrize(("file", "line"), [("conf.yaml", 1), ("conf2.yaml", 3)])
def test_a_merge_that_is_not_resolved_is_one_error_and_never_put_right(file: str, line: int) -> None:
    text = handed("conflict-markers")[file].decode()
    (found,) = loud(text.encode())
    assert (found.span.line, found.span.column, found.severity) == (line, 1, "error")
    assert "merge" in found.message
    for guesses in (False, True):
        assert fixed(text, FILE, problems, guesses) == text


def test_a_certain_fix_makes_no_id_double() -> None:
    text = handed("fix-makes-duplicate-id")["a.yaml"].decode()
    assert "B206" not in {one.code for one in problems(fixed(text, FILE, problems))}


@pytest.mark.parametrize("value", ["2025-05-15/", "2025/05/15", "2025-05-15/2025-13", "x/2025"])
def test_the_value_that_was_written_is_named(value: str) -> None:
    text = handed("date-message")["d.yaml"].decode().replace("2025-05-15/", value)
    (found,) = loud(text.encode())
    assert found.code == "B107"
    assert f"`{value}`" in found.message


def test_an_interval_has_two_ends() -> None:
    (found,) = loud(handed("date-slashes")["a.yaml"])
    assert found.code == "B107"
    assert [one.code for one in loud(f"title: T\ndate: 2025/2026/2027\n{END}".encode())] == ["B107"]


DAY = (date(2026, 7, 16), date(2026, 7, 16))
DATES: dict[str, tuple[date, date] | None] = {
    **{f"d0{number}.yaml": DAY for number in range(1, 6)},
    "2026-07-16-jekyll.md": DAY,
    "d06.yaml": (date(2023, 9, 12), date(2023, 9, 12)),
    "d07.yaml": (date(2024, 1, 4), date(2024, 1, 4)),
    "d08.yaml": (date(2020, 12, 2), date(2020, 12, 2)),
    **{f"d{number}.yaml": (date(2024, 1, 4), date(2024, 1, 4)) for number in ("09", "10", "12", "13")},
    "d11.yaml": None,  # the fourth of January or the first of April
    "d14.yaml": (date(2024, 1, 1), date(2024, 1, 31)),
    "d15.yaml": (date(2024, 1, 29), date(2024, 2, 4)),
    "d16.yaml": (date(1963, 11, 22), date(1963, 11, 25)),
    "d17.yaml": None,  # the calendar begins with 0001
    "d18.yaml": (date(44, 1, 1), date(44, 12, 31)),
    "d19.yaml": (date(1990, 1, 1), date(1999, 12, 31)),
    "d20.yaml": (date(1890, 1, 1), date(1890, 12, 31)),
}


@pytest.mark.parametrize("file", DATES)
def test_a_date_that_is_clear_is_read_or_gets_the_fix(file: str) -> None:
    text, wanted = handed("dates")[file].decode(), DATES[file]
    better = fixed(text, file, lambda text: problems(text, file), guesses=True)
    when = look(better.encode(), file)[0].date
    if wanted is None:
        assert (when is None) == bool(loud(better.encode(), file))
    else:
        assert when is not None
        assert (when.first, when.last) == wanted
        assert loud(better.encode(), file) == []


def test_every_date_that_was_handed_is_tried() -> None:
    assert handed("dates").keys() == DATES.keys()


def test_a_key_is_never_put_right_into_one_that_means_something_else() -> None:
    text = handed("unknown-keys")["a.yaml"].decode()
    assert [(one.code, one.span.line) for one in loud(text.encode())] == [("B101", 2), ("B101", 3), ("B101", 4)]
    for guesses in (False, True):
        lines = fixed(text, FILE, problems, guesses).split("\n")
        assert lines[1].split(":")[0] in ("description", "summary")
        assert [line.split(":")[0] for line in lines[2:4]] == ["time", "start"]


@pytest.mark.parametrize("file", ["late.md", "late2.md"])
def test_front_matter_that_begins_late_is_told(file: str) -> None:
    (found,) = loud(handed("front-matter-late")[file], file)
    assert (found.span.line, found.span.column) == (1, 1)
    assert "front matter begins on the first line" in found.message


def test_outlying_places_are_where_they_are() -> None:
    assert loud(handed("country-boxes")["far.yaml"]) == []


def test_a_link_may_have_brackets_in_its_text() -> None:
    brief, found = look(handed("bracket-links")["a.yaml"])
    assert [one for one in found if one.code == "B207"] == []
    assert [*dict.fromkeys(run.href for block in brief.blocks for run in block.runs if run.href)] == [
        "https://example.org/22065", "https://example.org/1", "https://example.org/9",
    ]  # fmt: skip
