"""The page of somebody known: what is newest of it, and a line that leads to all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.desk.share import Share
from briefing.model.place import Place
from briefing.model.views import Dossier, VenuePage
from briefing.ui.app import BriefingApp
from briefing.ui.commands import MARGIN, READER
from briefing.ui.pages.older import SHOW_ALL, on_whole_page
from briefing.ui.scene import settle
from briefing.ui.sheet import Para, Piece, Press, Sheet, Stop, heading, headline
from briefing.ui.widgets.text_view import TextView
from tests.ui.conftest import Drive, press, text_of

STORIES = 24


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A desk on which Zelensky, and Istanbul, are in every story."""
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "actors.yaml").write_text(
        "zelensky: {name: Volodymyr Zelensky, kind: person, weak: [Zelensky]}\n"
        "ada: {name: Ada Lee, kind: person}\nbo: {name: Bo Ek, kind: person}\n"
        "cy: {name: Cy Orr, kind: person}\n"
    )
    (folder / "places.yaml").write_text("istanbul: {name: Istanbul, country: TR, lat: 41.0, lon: 28.9}\n")
    for number in range(STORIES):
        day, other = f"2025-03-{number + 1:02}", ("ada", "bo")[number % 2]
        (folder / f"s{number:02}.yaml").write_text(
            f"title: Story {number:02}\ndate: {day}\nactors: [zelensky, {other}, cy]\nvenues: [istanbul]\nevents:\n"
            f"  - {{name: Dinner {number:02}, when: {day}, where: istanbul, who: [zelensky, {other}], status: held}}\n"
            f"questions: [Will Volodymyr Zelensky dine on day {number + 2:02}?]\n"
            f"body: |\n  Zelensky dined in Istanbul, number {number:02} of many. Cy Orr looked on.\n"
        )
    return folder


async def opened(app: BriefingApp, pilot: Pilot[None], place: Place) -> None:
    """Open a page of which only little is shown at first."""
    app.library.first = Share(newest=6, large=10)
    app.desk_screen.orders.go(place)
    await settle(app, pilot)
    assert app.desk_screen.reading.is_cut


def lines(view: TextView) -> list[Stop]:
    """What leads to the whole page."""
    return [stop for stop in view.layout_now.stops if stop.target == Press(SHOW_ALL)]


def row_of(view: TextView, text: str) -> int:
    """The row of the pane on which the first paragraph with a text begins."""
    para = next(index for index, para in enumerate(view.sheet.paras) if text in para.text)
    return view.layout_now.find(para, 0) + view._top - view.scroll_offset.y


ZELENSKY, ISTANBUL = Place.to("actor", "zelensky"), Place.to("venue", "istanbul")


@pytest.mark.parametrize(
    ("size", "manner"),
    [((120, 40), {}), ((40, 12), {}), ((80, 24), {"ascii": True}), ((40, 12), {"linear": True})],
    ids=["wide", "small", "ascii", "linear"],
)
def test_the_line_shows_all_and_what_is_looked_at_stays(
    drive: Drive, large: Path, size: tuple[int, int], manner: dict[str, bool]
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, ZELENSKY)
        reader = app.desk_screen.crew.reader
        assert [stop.label for stop in lines(reader)] == [
            "show 18 earlier events", "show those at 18 earlier events", "show 18 earlier stories",
            "show those of 18 earlier stories", "show those of 18 earlier stories",
        ]  # fmt: skip
        texts = "\n".join(para.text.replace(",", " ") for para in reader.sheet.paras)
        assert "TIMELINE  24 events" in texts
        assert "NAMED IN  24 stories" in texts
        reader.set_current(lines(reader)[2])
        await settle(app, pilot)
        assert "18 earlier stories" in text_of(app)
        line = next(para.text for para in reader.sheet.paras if para.text.startswith("18 earlier stories"))
        row, above = row_of(reader, line), row_of(reader, "number 18 of many")
        await press(app, pilot, "enter")
        assert not app.desk_screen.reading.is_cut
        assert lines(reader) == []
        assert row_of(reader, "number 18 of many") == above
        assert row_of(reader, "Story 17") == row
        assert reader.current is not None
        assert reader.current.label == "Story 17"
        assert sum("of many" in para.text for para in reader.sheet.paras) >= STORIES
        await press(app, pilot, "enter")
        assert app.desk_screen.reading.here.key == "s17"
        await press(app, pilot, "backspace")
        assert not app.desk_screen.reading.is_cut
        left = 0 if "linear" in manner else row  # a page that is read aloud goes on at the line that was read
        assert row_of(reader, "Story 17") == left, "who comes back finds the page as it was left"

    drive(steps, size=size, folder=large, **manner)


def test_what_is_saved_meanwhile_leaves_a_page_as_large_as_it_is(drive: Drive, large: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, ZELENSKY)
        for is_cut in (True, False):
            assert app.desk_screen.reading.is_cut is is_cut
            file = large / "s03.yaml"
            file.write_text(file.read_text().replace("of many", "of very many"))
            await app.desk_screen.orders.read_again(frozenset(["s03.yaml"]))
            assert app.desk_screen.reading.is_cut is is_cut
            app.desk_screen.crew.journey.show_all()
            await settle(app, pilot)
        await press(app, pilot, "backspace")
        await press(app, pilot, "L")
        assert not app.desk_screen.reading.is_cut

    drive(steps, folder=large)


def test_a_page_that_was_left_whole_is_whole_the_next_time(drive: Drive, large: Path) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, ZELENSKY)
        app.desk_screen.crew.journey.show_all()
        await settle(app, pilot)
        await press(app, pilot, "G", "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        here, page = app.desk_screen.reading.here, app.desk_screen.reading.page
        assert here is not None
        assert (here.key, here.is_whole) == ("zelensky", True)
        assert isinstance(page, Dossier)
        assert len(page.appearances) == STORIES

    drive(leave, folder=large)
    drive(come_back, folder=large)


@pytest.mark.parametrize("place", [ZELENSKY, ISTANBUL], ids=["actor", "venue"])
def test_the_end_of_a_page_says_what_it_leaves_out(drive: Drive, large: Path, place: Place) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, place)
        screen = app.desk_screen
        for pane, text in ((READER, "those of 18 earlier stories · show all"), (MARGIN, "18 earlier stories · show")):
            screen.crew.columns.focus(pane)
            await press(app, pilot, "G")
            assert text in text_of(app)
        assert screen.crew.margin.current in lines(screen.crew.margin)
        await press(app, pilot, "enter")
        assert isinstance(screen.reading.page, Dossier | VenuePage)
        assert len(screen.reading.page.appearances) == STORIES
        assert lines(screen.crew.margin) == lines(screen.crew.reader) == []

    drive(steps, folder=large)


def test_the_line_of_a_section_that_comes_to_nothing_leads_to_the_end_of_the_one_before() -> None:
    pieces = [headline("Ada"), heading("Met"), Para((Piece("Bo"),)), Para((Piece("3 more"),))]
    first = Sheet((*pieces, heading("Questions"), Para((Piece("3 more"),))))
    whole = Sheet((*pieces[:3], Para((Piece("Cy"),)), Para((Piece("Di"),))))
    assert [on_whole_page(first, whole, para) for para in range(6)] == [0, 1, 2, 3, 4, 4]
    assert on_whole_page(first, first, 4) == 4


@pytest.mark.parametrize("pane", [READER, MARGIN])
def test_find_looks_through_all_of_a_page(drive: Drive, large: Path, pane: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, ZELENSKY)
        app.desk_screen.crew.columns.focus(pane)
        await pilot.press("slash", *"story 02", "enter")
        await settle(app, pilot)
        view = app.desk_screen.crew.columns.text
        assert view.finding is not None
        assert view.finding.query == "story 02"
        assert len(view.finding.hits) >= 1
        assert not app.desk_screen.reading.is_cut
        app.desk_screen.orders.go(Place.to("story", "s01"))
        await settle(app, pilot)
        app.desk_screen.orders.go(ISTANBUL)
        await settle(app, pilot)
        assert app.desk_screen.reading.is_cut
        await press(app, pilot, "n")
        assert not app.desk_screen.reading.is_cut
        assert app.desk_screen.crew.reader.finding is not None
        assert app.desk_screen.crew.reader.finding.hits

    drive(steps, folder=large)


def test_who_gives_up_finding_is_where_they_were(drive: Drive, large: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, ZELENSKY)
        reader = app.desk_screen.crew.reader
        app.desk_screen.crew.columns.focus(READER)
        reader.set_current(lines(reader)[2])
        top = reader.sheet.paras[reader.top_position[0]].text
        await pilot.press("slash", *"number 02", "escape")
        await settle(app, pilot)
        assert reader.finding is None
        assert not app.desk_screen.reading.is_cut
        assert reader.sheet.paras[reader.top_position[0]].text == top

    drive(steps, folder=large)


def test_a_timeline_of_somebody_has_all_their_events(drive: Drive, large: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await opened(app, pilot, ZELENSKY)
        app.desk_screen.orders.timeline()
        await settle(app, pilot)
        titles = [item.title for item in app.desk_screen.reading.shelf.rows.items if item.place]
        assert len([title for title in titles if title.startswith("Dinner")]) == STORIES

    drive(steps, folder=large)


def test_a_small_page_is_as_it_was(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.desk_screen.orders.go(Place.to("actor", "volodymyr-zelensky"))
        await settle(app, pilot)
        assert not app.desk_screen.reading.is_cut
        assert app.library.page(Place.to("actor", "volodymyr-zelensky")) == app.library.desk.page(
            "actor", "volodymyr-zelensky"
        )
        assert lines(app.desk_screen.crew.reader) == lines(app.desk_screen.crew.margin) == []

    drive(steps, folder=desk)
