"""What a screen means and what its words are drawn with; and each kind of change of it in sentences that need no
picture."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from briefing.model.shown import Shown, ShownPane, ShownPart, read_shown, written
from briefing.report.sight import sentences
from briefing.report.sight_parts import part_changes, reworded
from briefing.ui.keys import typed
from briefing.ui.meaning import shown
from briefing.ui.scene import make_app, running, type_keys
from briefing.ui.styled import styled

TALKS = """\
title: Talks in Istanbul
date: 2025-05-15
actors: [vladimir-putin, {name: NATO, kind: organisation}]
venues: [istanbul]
questions: [{id: q-putin, ask: Will Putin come?}]
body: |
  Turkey offers the table in Istanbul. Putin stays away.

  NATO meets in another town.
"""
DESK = {
    "actors.yaml": "vladimir-putin: {name: Vladimir Putin, kind: person}\n",
    "places.yaml": "istanbul: {name: Istanbul, country: TR, lat: 41.01, lon: 28.98}\n",
    "talks.yaml": TALKS,
    "walk.yaml": "title: A walk in Ankara\ndate: 2025-05-14\nbody: |\n  Nothing came {of} it.\n",
    "grain.yaml": "title: Grain leaves\ndate: 2025-05-13\nbody: |\n  The ships leave.\n",
}


def seen(
    folder: Path, desk: dict[str, str], opened: str = "talks", keys: str = "", theme: str = "ink"
) -> tuple[Shown, str]:
    """The meaning and the styled words of a desk's screen."""
    root = folder / "desk"
    root.mkdir()
    for name, text in desk.items():
        (root / name).write_text(text, encoding="utf-8")
    app = make_app(root, folder, theme, opened or None)

    async def drive() -> tuple[Shown, str]:
        async with running(app, (120, 30)) as pilot:
            await type_keys(app, pilot, typed(keys))
            return shown(app), styled(app)

    try:
        return asyncio.run(drive())
    finally:
        app.library.close()


def changed(old: str, new: str, file: str = "talks.yaml") -> dict[str, str]:
    assert old in DESK[file]
    return {**DESK, file: DESK[file].replace(old, new)}


CHANGES = {
    "a title": (
        changed("Talks in Istanbul", "Talks in Ankara"),
        ["story `talks`: the title is “Talks in Ankara” now, “Talks in Istanbul” before (also in the list)"],
    ),
    "a date": (
        changed("2025-05-15", "2025-05-16"),
        [
            "story `talks`: the date is “16 May 2025” now, “15 May 2025” before (also in the list)",
            "story `talks`: of the question “Will Putin come?”, “asked 16 May 2025” now, “asked 15 May 2025” before",
        ],
    ),
    "an actor's name": (
        changed("Vladimir Putin", "Wladimir Putin", "actors.yaml"),
        [
            "story `talks`, margin: actor `vladimir-putin` is called “Wladimir Putin” now, “Vladimir Putin” before",
        ],
    ),
    "an id that is broken": (
        changed("[istanbul]", "[istambul]"),
        [
            "story `talks`: “Istanbul” has the colour role of plain text now, `place` before",
            "story `talks`: “talks.yaml:4 no venue `istambul` here or in the registry;"
            " did you mean `istanbul`?” is new",
            "list: `talks` says “! 15 May 2025” now, “15 May 2025” before",
            "list: `talks` says “istambul” now, “Istanbul” before",
            "story `talks`, margin: place `istanbul` (“Istanbul 1”) is gone",
            "story `talks`, margin: place `istambul` (“istambul”) is new",
            "bar above: “1 broken file ! problems” is new",
        ],
    ),
    "a question that is answered": (
        changed("come?}", "come?, status: answered, answer: No; he does not.}"),
        [
            "story `talks`: the question “Will Putin come?” is marked “answered” now, “open question” before"
            " (also in the margin)",
            "story `talks`: of the question “Will Putin come?”, “No; he does not.” is new",
            "list: “1 open” beside `talks` is gone",
            "bar above: “4 Questions 0 open” now, “4 Questions 1 open” before",
        ],
    ),
    "a place that moved": (
        changed("lat: 41.01", "lat: 39.93", "places.yaml"),
        ["map: the place `istanbul` moved: it is at 39.93 28.98 now, at 41.01 28.98 before"],
    ),
    "a colour role": (
        changed("kind: organisation", "kind: state"),
        [
            "story `talks`: “NATO” has the colour role `state` now, `organisation` before",
            "story `talks`, margin: actor `nato` is marked “state” now, “organisation” before",
        ],
    ),
    "a mention that is lost": (
        changed("body:", "mentions: {Putin: none}\nbody:"),
        [
            "story `talks`: “Putin” is no mention of `actor vladimir-putin` any more",
            "story `talks`, margin: “1” beside actor `vladimir-putin` is gone",
        ],
    ),
    "a story that is gone": (
        {name: text for name, text in DESK.items() if name != "grain.yaml"},
        ["list: `grain` (“Grain leaves”) is gone", "bar above: “1 Stories 2” now, “1 Stories 3” before"],
    ),
    "another order": (
        changed("2025-05-14", "2025-05-12", "walk.yaml"),
        [
            "list: `walk` says “12 May 2025” now, “14 May 2025” before",
            "list: the order is another: `grain` (“Grain leaves”) stands below `talks` (“Talks in Istanbul”) now",
        ],
    ),
    "wide characters": (
        changed("Talks in Istanbul", "Talks in Istanbul 会議"),
        [
            "story `talks`: the title is “Talks in Istanbul 会議” now, “Talks in Istanbul” before, with characters two"
            " cells wide (会議) (also in the list)"
        ],
    ),
    "other words": (
        changed("offers the table", "withdraws its offer"),
        ["story `talks`: paragraph 1: “withdraws its offer” now, “offers the table” before"],
    ),
}
"""Twelve kinds of visible change; of each what has to be told. More may be."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """The desk as it was: a story, and the map."""
    return {keys: seen(tmp_path_factory.mktemp("before"), DESK, "" if keys else "talks", keys)[0] for keys in ("", "6")}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_so_that_nobody_needs_the_picture(name: str, before: dict[str, Shown], tmp_path: Path) -> None:
    desk, expected = CHANGES[name]
    keys = "6" if "map:" in expected[0] else ""
    after, words = seen(tmp_path, desk, "" if keys else "talks", keys)
    lines = sentences(before[keys], after)
    assert [line for line in expected if line not in lines] == [], "\n".join(lines)
    assert len(lines) <= len(expected) + 4, lines
    assert read_shown(written(after)) == after
    assert words


def test_where_the_hand_is_is_told(before: dict[str, Shown], tmp_path: Path) -> None:
    after, words = seen(tmp_path, DESK, "talks", "] h j")
    assert sentences(before[""], after)[:1] == ["the focus is in the list now, in the text before"]
    assert sentences(after, before[""])[:1] == ["the focus is in the text now, in the list before"]
    assert (
        "list: the cursor is on `walk` (“A walk in Ankara”) now, on `talks` (“Talks in Istanbul”) before"
        in sentences(before[""], after)
    )
    assert "Nothing came {{of}} it." in words, "a brace of a text is none of ours"


def test_words_say_the_roles_and_no_theme(tmp_path: Path) -> None:
    found = {}
    for theme in ("ink", "paper", "contrast"):
        (tmp_path / theme).mkdir()
        found[theme] = seen(tmp_path / theme, DESK, keys="]", theme=theme)[1]
    assert len(set(found.values())) == 1
    lines = found["ink"].splitlines()
    assert "== reader, story talks, focus" in lines
    assert any(line.endswith("offers the table in {highlight {place,underlined Istanbul}}. {person Putin} stays away.")
               for line in lines)  # fmt: skip
    assert "  {organisation NATO} meets in another town." in [line.rstrip() for line in lines]
    assert any(line.startswith("{selected {faint ▌} {faint ○} {bold Talks in Istanbul}") for line in lines)


def test_the_same_screen_has_nothing_to_tell(before: dict[str, Shown]) -> None:
    assert sentences(before[""], before[""]) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "another"}', '{"form": "briefing shows 1", "panes": [{}]}'])
def test_what_is_no_meaning_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"another form|is not what|no JSON"):
        read_shown(text)


def test_what_nobody_can_see_is_told_by_its_name() -> None:
    assert reworded("due in\u00a03 days", "due in 3 days") == (
        "“due in 3 days” with other blanks: space now, no-break space before"
    )
    long = "words and more " * 20
    assert reworded(f"{long}end", f"{long}END").startswith("“…and more words and more")


def test_a_bar_with_less_room_is_no_change() -> None:
    old, new = (
        [ShownPart(text) for text in texts] for texts in (["4 Questions 1 open", "5 Timeline"], ["4 Questions 1", "5"])
    )
    assert [*part_changes(old, new, is_bar=True)] == []
    assert [*part_changes([ShownPart("4 Questions 2")], [ShownPart("4 Questions 1")], is_bar=True)]


LONG = {f"story-{day:02}.yaml": f"title: The story of day {day}\ndate: 2025-05-{day:02}\n" for day in range(1, 31)}


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return seen(tmp_path_factory.mktemp("long"), LONG, "")[0]


def told(long: Shown, folder: Path, desk: dict[str, str]) -> list[str]:
    now, _words = seen(folder, desk, "")
    return [line for line in sentences(long, now) if line.startswith("list")]


def test_what_is_far_below_in_a_list_is_no_change_of_the_screen(long: Shown, tmp_path: Path) -> None:
    pane = long.pane("list")
    assert pane is not None
    assert len(pane.rows) < pane.count == 30
    assert told(long, tmp_path, {**LONG, "story-01.yaml": "title: Another\ndate: 2025-05-01\n"}) == []


def test_a_row_that_pushes_others_out_of_sight_is_told_alone(long: Shown, tmp_path: Path) -> None:
    new = {"story-31.yaml": "title: The last day\ndate: 2025-05-31\n"}
    (line,) = [line for line in told(long, tmp_path, {**LONG, **new}) if "cursor" not in line]
    assert line == "list: `story-31` (“The last day”) is new"


def test_a_row_that_lets_others_into_sight_is_told_alone(long: Shown, tmp_path: Path) -> None:
    desk = {name: text for name, text in LONG.items() if name != "story-28.yaml"}
    assert told(long, tmp_path, desk) == ["list: `story-28` (“The story of day 28”) is gone"]


def test_a_row_that_is_gone_out_of_sight_is_counted(long: Shown, tmp_path: Path) -> None:
    desk = {name: text for name, text in LONG.items() if name != "story-01.yaml"}
    assert told(long, tmp_path, desk) == ["list: there are 29 rows in all now, 30 before"]


def test_the_lowest_row_is_told_of_like_any_other(long: Shown, tmp_path: Path) -> None:
    pane = long.pane("list")
    assert pane is not None
    key = pane.rows[-1].key
    changed_id = {**LONG, f"{key}.yaml": f"id: other\n{LONG[f'{key}.yaml']}"}
    assert [line for line in told(long, tmp_path, changed_id) if "has the id `other` now" in line]


def test_what_follows_from_another_change_is_told_only_alone() -> None:
    def bars(questions: str, read: str) -> Shown:
        texts = {"top": f"4 Questions {questions} open", "status": f"{read} % 1/1"}
        return Shown(panes=tuple([ShownPane(name, parts=(ShownPart(text),)) for name, text in texts.items()]))

    assert sentences(bars("1", "96"), bars("1", "81")) == ["bar below: “81 % 1/1” now, “96 % 1/1” before"]
    assert sentences(bars("1", "96"), bars("2", "81")) == [
        "bar above: “4 Questions 2 open” now, “4 Questions 1 open” before"
    ]


def test_an_event_is_told_by_its_name() -> None:
    def event(day: str) -> Shown:
        part = ShownPart(f"{day}  Envoys meet  Istanbul  expected", keys=("event:envoys-meet",))
        return Shown(panes=(ShownPane("reader", page="story talks", parts=(part,)),))

    assert sentences(event("16 May 2025"), event("18 May 2025")) == [
        "story `talks`: of the event “Envoys meet”, “18 May 2025” now, “16 May 2025” before"
    ]
