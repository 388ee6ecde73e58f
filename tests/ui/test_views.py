"""A view that is opened: its row, the row's page and the margin come at once, and each view keeps its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.model.place import Place
from briefing.model.views import Counts
from briefing.ui.app import BriefingApp
from briefing.ui.chrome import Note, top_bar
from briefing.ui.kept import Tab
from briefing.ui.views import VIEWS
from briefing.ui.views.kept import KeptView
from briefing.ui.widgets.bar import cells_of
from tests.ui.conftest import Drive, press, settle, text_of


def shown(app: BriefingApp) -> tuple[str, str]:
    """The page on screen, which is where the reader is, beside its own margin."""
    desk = app.desk_screen
    address = desk.crew.reader.sheet.address
    assert address is not None
    assert desk.reading.here is not None
    assert desk.reading.here.address == address == desk.crew.margin.sheet.address
    return address.kind, address.key


def marked(app: BriefingApp) -> Place:
    item = app.desk_screen.crew.list.item
    assert item is not None
    assert item.place is not None
    return item.place


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("key", ["2", "3", "4", "5", "6"])
def test_a_view_that_is_opened_shows_the_page_of_its_marked_row(drive: Drive, key: str, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        before = shown(app)
        await press(app, pilot, key)
        place = marked(app)
        assert shown(app) == (place.kind, place.key)
        assert app.desk_screen.reading.pane in ("list", "map")
        if key == "6":
            return
        assert before != shown(app) or key == "5"
        assert not app.library.state.read_ids()  # it is passed, not read

    drive(steps, size=size)


def test_the_page_that_was_read_is_one_step_back(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "ctrl+d", "2", "3", "4")
        assert shown(app)[0] == "question"
        await press(app, pilot, "backspace")
        assert shown(app) == ("story", "talks")
        assert app.desk_screen.crew.reader.at.para > 0

    drive(steps, size=(80, 24))


def test_each_view_is_found_again_at_its_row(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "j", "2", "j", "1")
        assert shown(app) == ("story", "grain")
        assert marked(app).key == "grain"
        await press(app, pilot, "2")
        assert shown(app) == ("actor", "volodymyr-zelensky")

    drive(steps)


def test_a_narrow_list_passes_no_page(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        before = app.desk_screen.reading.trail
        await press(app, pilot, "2")
        assert app.desk_screen.reading.trail == before
        await press(app, pilot, "enter")
        assert shown(app) == ("actor", "recep-tayyip-erdogan")

    drive(steps, size=(40, 12))


def test_what_was_marked_while_no_page_was_seen_is_shown_with_the_page(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2")
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert shown(app) == ("actor", marked(app).key)
        await press(app, pilot, "z", "1", "j", "j")
        assert shown(app)[0] == "actor"
        await press(app, pilot, "z")
        assert shown(app) == ("story", marked(app).key)
        await press(app, pilot, "z", "k", "tab")
        await pilot.resize_terminal(40, 12)
        await press(app, pilot, "escape", "k", "tab")
        assert shown(app) == ("story", marked(app).key)

    drive(steps, size=(40, 12))


def test_a_page_that_was_opened_meanwhile_stays(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "2", "j", "backspace")
        before = shown(app)
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert shown(app) == before

    drive(steps, size=(40, 12))


@pytest.mark.parametrize(
    ("id", "view"),
    [("turkey", "people"), ("ankara", "places"), ("talks:ceasefire", "questions"), ("grain", "stories")],
)
def test_a_page_that_was_asked_for_stands_beside_the_view_that_lists_it(drive: Drive, id: str, view: str) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "5", "q")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.view.name == view
        assert app.desk_screen.reading.pane == "reader"
        assert marked(app).key == shown(app)[1] == id

    drive(leave)
    drive(steps, opened=id)


def test_so_it_does_on_a_desk_that_was_never_read(drive: Drive, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.mkdir()
    for number in range(120):
        (large / f"s{number:03}.yaml").write_text(
            f"title: Story {number:03}\nactors: [Ann Lee]\nbody: Ann Lee spoke.\n"
        )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.start.shelf is None
        assert app.desk_screen.reading.view.name == "people"
        assert marked(app).key == shown(app)[1] == "ann-lee"

    drive(steps, folder=large, opened="ann-lee")


def test_a_view_that_was_asked_for_shows_its_first_row_from_the_first_frame(drive: Drive) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "q")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.start.page is not None
        assert shown(app) == ("actor", "recep-tayyip-erdogan")
        await press(app, pilot, "backspace")
        assert shown(app) == ("story", "first-day")

    drive(leave)
    drive(steps, view="people")


def test_a_view_that_came_too_late_passes_nothing(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await pilot.press("2", "3")
        await settle(app, pilot)
        assert app.desk_screen.reading.view.name == "places"
        assert shown(app)[0] == "venue"
        assert "PLACES" in text_of(app).upper()

    drive(steps)


@pytest.mark.parametrize("name", ["grain", "five per cent of everything"])
@pytest.mark.parametrize("notes", [(), (((("since Tue: 3 new · 2 answered", None),)), ((("5 new", None),)), ())])
def test_counts_stay_beside_a_kept_search(name: str, notes: tuple[tuple[Note, ...], ...]) -> None:
    counts = Counts(stories=18, actors=66, venues=31, open_questions=38)
    for view in VIEWS:
        left, right = top_bar(view, counts, notes, width=80, kept=(Tab(name, "grain", 6),))
        line = "".join(piece.text for piece in left)
        assert cells_of(left) + (cells_of(right) + 4 if right else 0) <= 78  # a cell at either end
        for told in ("1 Stories 18", "2 People 66", "3 Places 31", "4 Questions 38", view.title, "  7"):
            assert told in line
    left, _right = top_bar(KeptView(name), counts, notes, width=80, kept=(Tab(name, "grain", 6),))
    line = "".join(piece.text for piece in left)
    assert "4 Questions 38" in line
    assert f"7 {name.split()[0]}" in line
    assert line.rstrip().endswith(" 6")


@pytest.mark.parametrize("width", range(70, 81))
@pytest.mark.parametrize("name", ["grain", "five per cent of everything"])
def test_titles_stay_beside_a_kept_search(name: str, width: int) -> None:
    counts = Counts(stories=18, actors=66, venues=31, open_questions=38)
    for view in VIEWS:
        left, right = top_bar(view, counts, (((("5 new", None),)), ()), width=width, kept=(Tab(name, "grain", 6),))
        line = "".join(piece.text for piece in left)
        assert cells_of(left) + (cells_of(right) + 4 if right else 0) <= width - 2
        for told in ("1 Stories", "2 People", "3 Places", "4 Questions", view.title, "  7"):
            assert told in line


def test_the_bar_says_what_it_counts_where_that_is_not_the_list_s_rows() -> None:
    counts = Counts(stories=18, actors=66, venues=31, open_questions=38)
    for width in (80, 120, 200):
        line = "".join(piece.text for piece in top_bar(VIEWS[0], counts, (), width=width)[0])
        assert line == "1 Stories 18  2 People 66  3 Places 31  4 Questions 38 open  5 Timeline  6 Map"


@pytest.mark.parametrize("key", "123456")
def test_a_broken_file_and_news_are_told_however_small_the_screen_is(drive: Drive, desk: Path, key: str) -> None:
    async def look(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, key)
        top = text_of(app).splitlines()[0]
        assert "1 broken" in top
        assert "1 changed" in top
        assert key in top

    drive(look)
    (desk / "bad.yaml").write_text('title: "x\n')
    talks = desk / "talks.yaml"
    talks.write_text(talks.read_text().replace("Envoys may meet", "Envoys will meet"))
    drive(come_back, size=(40, 12))


@pytest.mark.parametrize(("size", "titles"), [((80, 24), True), ((40, 12), False)])
def test_what_is_special_about_the_desk_takes_the_room_of_no_title(
    drive: Drive, size: tuple[int, int], titles: bool
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.desk_screen.crew.bars._label = "the sample desk"
        await press(app, pilot, "1")
        top = text_of(app).splitlines()[0]
        assert ("6 Map" in top) is titles
        assert "sample" not in top

    drive(steps, size=size)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_of_whom_alone_a_timeline_is_is_told_at_every_size(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2", "T")
        assert "Recep Tayyip Erdoğan" in text_of(app).splitlines()[0]

    drive(steps, size=size)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_drawer_lies_over_no_bar(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        screen = app.desk_screen
        await press(app, pilot, "enter", "c")
        drawer, room = screen.crew.margin.region, screen.crew.reader.region
        assert (drawer.y, drawer.bottom) == (room.y, room.bottom) == (1, size[1] - 1)
        assert "? help" in text_of(app).splitlines()[-1]
        await pilot.resize_terminal(120, 40)
        await settle(app, pilot)
        assert screen.crew.margin.region.height == 38

    drive(steps, size=size)


def test_nothing_is_counted_before_the_desk_was_read() -> None:
    line = "".join(piece.text for piece in top_bar(VIEWS[0], Counts(), (), width=80)[0])
    assert line == "1 Stories  2 People  3 Places  4 Questions  5 Timeline  6 Map"


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_what_is_said_is_whole_beside_little_else(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for sentence in ("Nothing that begins with , can be done", "Changed, d shows it; . goes to 12 more"):
            app.desk_screen.say(sentence)
            await settle(app, pilot)
            assert sentence in text_of(app).splitlines()[-1]
        app.desk_screen.say("Mark a person, a state or a body first: this asks how two are connected")
        await settle(app, pilot)
        assert "Mark a person, a state or a body first" in text_of(app).splitlines()[-1]
        assert "…" not in text_of(app).splitlines()[-1]

    drive(steps, size=size)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("key", "123456")
def test_what_may_follow_a_key_is_whole_words_or_said_not_to_be(drive: Drive, key: str, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, key, ",")
        bar = text_of(app).splitlines()[-1].strip()
        if key == "6":
            assert bar.startswith("Nothing here begins with ,")
        else:
            offered = bar.removeprefix(", …  ").split("   ")
            assert offered[0]
            assert all(len(each.split(" ", 1)) == 2 and "…" not in each for each in offered)

    drive(steps, size=size)


def test_a_question_is_opened_by_its_own_id(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.here == Place.to("question", "talks:ceasefire")

    drive(steps, opened="ceasefire")


def test_an_id_of_several_questions_says_how_to_open_one(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "2 questions have the id" in text_of(app)

    text = "title: Again\ndate: 2025-05-02\nquestions: [{id: ceasefire, ask: Again?}]\nbody: Text.\n"
    (desk / "again.yaml").write_text(text, encoding="utf-8")
    drive(steps, folder=desk, opened="ceasefire")


def test_a_view_without_rows_says_so(drive: Drive, tmp_path: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "4")
        assert "Questions: nothing on this desk yet" in text_of(app)

    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "plain.yaml").write_text("title: Plain\nbody: |\n  Text.\n", encoding="utf-8")
    drive(steps, folder=folder)
