"""The find bar: what is typed is found at once, and a hand can go on or go back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.model.place import Place
from briefing.model.when import When, parse_when
from briefing.ui.app import BriefingApp
from briefing.ui.item import Item
from briefing.ui.messages import DeskChanged
from briefing.ui.sheet import Piece
from briefing.ui.sieve import Sieve, marked
from tests.ui.conftest import Drive, press, settle, text_of

SIZES = [(40, 12), (120, 40)]


def bottom(app: BriefingApp) -> str:
    return text_of(app).splitlines()[-1]


def current_hit(app: BriefingApp, pane: str = "reader") -> str:
    view = app.desk_screen.crew.columns.panes[pane]
    finding = view.finding  # type: ignore[attr-defined]
    assert finding is not None
    assert finding.hit is not None
    return view.sheet.paras[finding.hit.para].whole[finding.hit.start : finding.hit.end]  # type: ignore[attr-defined]


def inks(app: BriefingApp, ground: str) -> list[str]:
    """What stands on a ground, on the whole screen."""
    colour = app.look.get("text", "", ground).bgcolor
    strips = app.screen._compositor.render_strips()
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style and segment.style.bgcolor == colour and segment.text.strip()
    ]


@pytest.mark.parametrize("size", SIZES)
def test_typing_finds_and_escape_goes_back(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader
        await press(app, pilot, "enter", "J")
        before = reader.scroll_offset.y
        await press(app, pilot, "/", *"again")
        assert "find again" in bottom(app)
        assert "1/1" in bottom(app)
        assert inks(app, "accent") == ["again"]
        assert reader.shows_hit()
        await press(app, pilot, "x")
        assert "nothing found" in bottom(app)
        assert reader.scroll_offset.y == before
        await press(app, pilot, "escape")
        assert reader.finding is None
        assert reader.scroll_offset.y == before
        assert app.desk_screen.focused is reader

    drive(steps, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_enter_keeps_the_hits_and_n_goes_around(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader
        await press(app, pilot, "enter", "J", "/", *"zelensky")
        total = len(reader.finding.hits)  # type: ignore[union-attr]
        assert total > 1
        assert current_hit(app) == "Zelensky"
        await press(app, pilot, "down", "up", "enter")
        assert f"1/{total}" in bottom(app)
        assert reader.current is not None
        assert reader.current.target == Place.to("actor", "volodymyr-zelensky")
        await press(app, pilot, *["n"] * (total - 1))
        assert f"{total}/{total}" in bottom(app)
        await press(app, pilot, "n")
        assert "from the top" in bottom(app)
        assert reader.finding is not None
        assert reader.finding.at == 0
        await press(app, pilot, "N")
        assert "from the end" in bottom(app)
        await press(app, pilot, "escape")
        assert reader.finding is None
        assert app.desk_screen.reading.pane == "reader"
        await press(app, pilot, "/", "enter")
        assert current_hit(app) == "Zelensky"
        await press(app, pilot, "escape", "escape")
        assert app.desk_screen.reading.pane == "list"

    drive(steps, size=size)


def test_what_was_looked_for_is_found_on_the_next_page_too(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "n")
        assert "find something first" in bottom(app)
        await press(app, pilot, "/", *"istanbul", "enter", "J")
        assert app.desk_screen.crew.reader.finding is None
        await press(app, pilot, "n")
        assert current_hit(app) == "Istanbul"

    drive(steps)


def test_hits_survive_a_resize_and_a_saved_file(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader
        await press(app, pilot, "enter", "J", "/", *"zelensky", "enter", "n")
        hit, total = reader.finding.hit, len(reader.finding.hits)  # type: ignore[union-attr]
        await pilot.resize_terminal(44, 14)
        await settle(app, pilot)
        assert reader.finding is not None
        assert reader.finding.hit == hit
        file = desk / "talks.yaml"
        file.write_text(file.read_text().replace("body: |\n", "body: |\n  Zelensky spoke first.\n\n"))
        app.desk_screen.post_message(DeskChanged(frozenset({"talks.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        assert len(reader.finding.hits) == total + 1
        assert current_hit(app) == "Zelensky"

    drive(steps)


def test_the_margin_is_searched_too(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "tab", "/", *"erdogan", "enter")
        assert app.desk_screen.reading.pane == "margin"
        assert current_hit(app, "margin") == "Erdoğan"
        await press(app, pilot, "enter")
        here = app.desk_screen.reading.here
        assert here is not None
        assert here.same_page(Place.to("actor", "recep-tayyip-erdogan"))

    drive(steps)


@pytest.mark.parametrize("size", SIZES)
def test_a_list_is_filtered_as_one_types(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "/", *"gra")
        assert [item.title for item in rows.items if item.key] == ["Grain leaves"]
        assert "1/3" in bottom(app)
        await press(app, pilot, "enter")
        assert app.desk_screen.focused is rows
        assert "/gra 1/1" in bottom(app)
        await press(app, pilot, "escape")
        assert len([item for item in rows.items if item.key]) == 3
        assert rows.item is not None
        assert rows.item.title == "Grain leaves"
        await press(app, pilot, "/", *"zzz")
        assert "nothing found" in bottom(app)
        await press(app, pilot, "escape")
        assert rows.item.title == "Grain leaves"

    drive(steps, size=size)


def test_a_filter_keeps_groups_and_survives_a_refresh(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "2", "/", *"erdogan", "enter")
        assert [(item.title, item.count) for item in rows.items if not item.place] == [("People", "1")]
        (desk / "new.yaml").write_text("title: New\nactors: [Emine Erdoğan, turkey]\nbody: Emine Erdoğan spoke.\n")
        app.desk_screen.post_message(DeskChanged(frozenset({"new.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        assert [item.title for item in rows.items if item.place] == ["Recep Tayyip Erdoğan", "Emine Erdoğan"]
        assert rows.item is not None
        assert rows.item.title == "Recep Tayyip Erdoğan"
        await press(app, pilot, "1")
        assert rows.wanted == ""
        assert len([item for item in rows.items if item.key]) == 4

    drive(steps)


def test_a_sieve_narrows_what_it_left_and_widens_again() -> None:
    items = [
        Item("Turkey", count="2"),
        Item("Ankara", "ankara", Place.to("venue", "ankara"), facts="city"),
        Item("Antalya", "antalya", Place.to("venue", "antalya")),
        Item("Ukraine", count="1"),
        Item("Kyiv", "kyiv", Place.to("venue", "kyiv"), facts="city"),
    ]
    sieve = Sieve(items)

    def titles(query: str) -> list[tuple[str, str]]:
        kept, shown = sieve.sift(query)
        assert [items[index].title for index in kept] == [item.title for item in shown]
        return [(item.title, item.count) for item in shown]

    assert titles("an") == [("Turkey", "2"), ("Ankara", ""), ("Antalya", "")]
    assert titles("ank") == [("Turkey", "1"), ("Ankara", "")]
    assert titles("city") == [("Turkey", "1"), ("Ankara", ""), ("Ukraine", "1"), ("Kyiv", "")]
    assert titles("city ukr") == [("Ukraine", "1"), ("Kyiv", "")]
    assert titles("x") == []
    assert titles("") == [(item.title, item.count) for item in items]
    assert Sieve([]).sift("a") == ([], [])


def test_people_are_found_by_what_they_were_in_a_story(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        assert "host" not in text_of(app)
        await press(app, pilot, "2", "/", *"host")
        assert [item.title for item in rows.items if item.place] == ["Recep Tayyip Erdoğan"]
        assert "▌   host" in text_of(app)  # why it is there, which the row does not say otherwise
        await press(app, pilot, "escape")
        assert "   host" not in text_of(app)

    drive(steps, size=(80, 24))


def test_the_last_letter_counts_however_fast_enter_comes(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "/")
        for key in ("i", "s", "t", "a", "enter"):  # all of them before anything answers
            app.post_message(events.Key(key, key if len(key) == 1 else "\r"))
        await settle(app, pilot)
        finding = app.desk_screen.crew.reader.finding
        assert finding is not None
        assert finding.query == "ista"

    drive(steps, opened="talks")


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("opens", ["/", "s", ":"])
def test_what_is_typed_before_a_field_is_there_is_typed_into_it(drive: Drive, opens: str, waits: bool) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        rows.post_message(events.Key(opens, opens))
        if waits:  # the field has the focus by now, and the keys are still on their way to the list
            await settle(app, pilot)
        for key in "2qtalks":  # as one reading of a paste, or of a slow line
            rows.post_message(events.Key(key, key))
        await settle(app, pilot)
        assert app.is_running
        assert app.desk_screen.reading.view.name == "stories"
        assert "2qtalks" in text_of(app)
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen
        assert app.desk_screen.focused is rows

    drive(steps, size=(80, 24))


def test_keys_behind_one_that_opens_a_screen_are_that_screens(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for key in "?t!":
            app.desk_screen.crew.list.post_message(events.Key(key, key))
        await settle(app, pilot)
        assert len(app.screen_stack) == 2

    drive(steps, size=(80, 24))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("leaves", ["escape", "enter"])
def test_who_gives_up_a_filter_is_where_the_hand_was(drive: Drive, size: tuple[int, int], leaves: str) -> None:
    """By escape, and by enter where no row is left; the letters on the way there passed another page."""

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        rows, reader = desk.crew.list, desk.crew.reader
        await press(app, pilot, "enter", "J", "ctrl+d", "escape")
        trail, page, at = desk.reading.trail, reader.sheet.address, reader.at
        await press(app, pilot, "/", *"gra")
        assert rows.item is not None
        assert rows.item.key == "grain"
        if leaves == "escape":
            await press(app, pilot, "down", "up")
        else:
            await press(app, pilot, "x")
        await press(app, pilot, leaves)
        assert len([item for item in rows.items if item.key]) == 3
        assert rows.item.key == "talks"
        assert desk.reading.here is not None
        assert desk.reading.here.address == page == reader.sheet.address
        assert reader.at == at
        assert len(desk.reading.trail.places) == len(trail.places)
        await press(app, pilot, "backspace")
        assert desk.reading.here.key == "first-day"

    drive(steps, size=size)


def test_who_gives_up_a_filter_has_the_one_that_was_there(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "/", *"2025", "enter", "j", "/", "backspace", *"2", "escape")
        assert rows.wanted == "2025"
        assert rows.item is not None
        assert rows.item.key == "talks"
        await press(app, pilot, "escape")
        assert len([item for item in rows.items if item.key]) == 3

    drive(steps)


def test_a_page_beside_the_list_that_is_not_its_rows_comes_back_too(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        await press(app, pilot, "enter", "]", "enter", "escape")
        place = desk.reading.here
        assert place is not None
        assert place.kind != "story"
        await press(app, pilot, "/", *"gra", "escape")
        assert desk.crew.list.item is not None
        assert desk.crew.list.item.key == "first-day"
        assert desk.crew.reader.sheet.address == place.address
        await press(app, pilot, "/")
        for key in ("g", "r", "escape"):  # all of them before anything answers
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        assert desk.crew.reader.sheet.address == place.address

    drive(steps)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("oneill", "Mary O’Neill"),
        ("o-neill", "Mary O’Neill"),
        ("neill", "Mary O’Neill"),
        ("thora", "Þóra Björnsdóttir"),
    ],
)
def test_a_filter_and_the_palette_find_as_search_does(drive: Drive, desk: Path, typed: str, name: str) -> None:
    (desk / "names.yaml").write_text(
        "title: Names\nactors: [Mary O’Neill, Þóra Björnsdóttir]\nbody: Mary O’Neill met Þóra Björnsdóttir.\n",
        encoding="utf-8",
    )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2", "/", *typed)
        assert [item.title for item in app.desk_screen.crew.list.items if item.place] == [name]
        await press(app, pilot, "escape", ":", *typed, "enter")
        assert app.desk_screen.reading.page is not None
        assert text_of(app).count(name) > 1
        called = await app.library.ask(app.library.actors_called, [typed], 3)
        assert [found for found, _key in called] == [name]

    drive(steps)


def day(text: str) -> tuple[When, str]:
    return parse_when(text), parse_when(text).display()


DATED = [
    Item("May 2025", count="1"),
    Item("Talks", "talks", facts="15 May · Istanbul", days=((parse_when("2025-05-15"), "15 May"),)),
    Item("June 2025", count="2"),
    Item("Summit", "summit", facts="late June", days=((parse_when("late June 2025"), "late June"),)),
    Item("Who leads?", "leads", facts="due in 3 days", days=(day("2025-06-03"),)),
    Item("Of old", "old", facts="no date; room 2025-06"),
]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("2025-06", ["summit", "leads", "old"]),
        ("june 2025", ["summit", "leads", "old"]),
        ("2025-06-03", ["leads"]),
        ("3 jun 2025", ["leads"]),
        ("2025", ["talks", "summit", "leads", "old"]),
        ("istanbul 2025-05", ["talks"]),
        ("istanbul 2025-06", []),
        ("2026", []),
    ],
)
def test_a_filter_finds_by_dates_and_every_row_shows_what_was_found(query: str, keys: list[str]) -> None:
    sieve = Sieve(DATED)
    for length in range(len(query) + 1):  # as it is typed
        _kept, shown = sieve.sift(query[:length])
    assert [item.key for item in shown if item.key] == keys
    for item in shown:
        if item.key:
            lines = [Piece(item.title), Piece(item.facts), *item.says]
            assert any(piece.ground == "highlight" for piece in marked(lines, query, item.found)), item


def test_a_date_that_a_row_does_not_say_is_told_below_it() -> None:
    _kept, shown = Sieve(DATED).sift("2025-06-03")
    assert [text_of_pieces(item.says) for item in shown if item.key] == ["3 June 2025"]


def test_what_was_found_in_the_part_that_is_cut_is_told_below() -> None:
    row = Item("Short", "key", facts=f"{'long ' * 60}needle")
    _kept, (shown,) = Sieve([row]).sift("needle", 40)
    assert "needle" in text_of_pieces(shown.says)
    assert Sieve([row]).sift("needle", 200)[1][0].says == ()
    assert Sieve([row]).sift("long", 40)[1][0].says == ()


def test_a_name_that_there_is_no_room_for_is_told_where_it_was_found() -> None:
    row = Item("Talk", "key", facts="16 May · Tirana", spare=("Volodymyr Zelensky", "Emmanuel Macron"))
    assert "Macron" in text_of_pieces(Sieve([row]).sift("macron", 40)[1][0].says)
    assert Sieve([row]).sift("macron", 80)[1][0].says == ()


def test_what_a_row_shows_on_its_further_lines_is_not_told_again() -> None:
    place = Item("Chernihiv", "key", facts="51.50° N, 31.29° E ·\n128 km north-east of Kyiv", count="2")
    assert Sieve([place]).sift("kyiv", 20)[1][0].says == ()
    title = "A word or two " * 6
    story = Item(f"{title}needle", "key", facts="18 Aug 2025")  # it stands on the third line
    assert Sieve([story]).sift("needle", 40)[1][0].says == ()
    story = Item(f"{title * 2}needle", "key", facts="18 Aug 2025")
    assert "needle" in text_of_pieces(Sieve([story]).sift("needle", 40)[1][0].says)


def text_of_pieces(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_the_timeline_is_filtered_by_a_date(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "5", "/", *"may 2025")
        rows = app.desk_screen.crew.list
        assert [item.title for item in rows.items if item.key] == ["Meeting in the palace"]
        assert rows.items[0].title == "May 2025"

    drive(steps)
