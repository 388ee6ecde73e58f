"""Panes, marks, messages: what the screen does and says."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.model.place import Place
from briefing.ui.app import BriefingApp
from briefing.ui.messages import DeskChanged
from briefing.ui.widgets.input_line import InputLine
from tests.ui.conftest import Drive, press, settle, text_of


def shown(app: BriefingApp) -> list[str]:
    return [name for name, pane in app.desk_screen.crew.columns.panes.items() if pane.display]


@pytest.mark.parametrize(
    ("width", "panes"), [(40, ["list"]), (69, ["list"]), (70, ["list", "reader"]), (110, ["list", "reader", "margin"])]
)
def test_panes_by_width(drive: Drive, width: int, panes: list[str]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert shown(app) == panes

    drive(steps, size=(width, 20))


def test_narrow_enter_goes_in_and_escape_comes_out(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter")
        assert shown(app) == ["reader"]
        assert "The first day" in text_of(app)
        await press(app, pilot, "c")
        assert shown(app) == ["margin"]
        await press(app, pilot, "escape")
        assert shown(app) == ["reader"]
        await press(app, pilot, "escape")
        assert shown(app) == ["list"]

    drive(steps, size=(40, 12))


def test_the_drawer_slides_over_and_leads_on(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "c")
        assert app.desk_screen.crew.margin.has_class("drawer")
        assert "STATES AND BODIES" in text_of(app)
        await press(app, pilot, "tab", "enter")
        assert app.desk_screen.reading.trail.here is not None
        assert app.desk_screen.reading.trail.here.kind == "actor"

    drive(steps, size=(80, 24))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("before", [(), ("enter",), ("6", "tab")])
def test_the_margin_comes_and_goes_and_the_focus_stays(
    drive: Drive, size: tuple[int, int], before: tuple[str, ...]
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        await press(app, pilot, *before)
        pane, panes = desk.reading.pane, shown(app)
        for _ in range(2):
            await press(app, pilot, "c")
            assert desk.reading.pane == pane
            assert desk.focused is desk.crew.columns.panes[pane]
            assert ("margin" in shown(app)) is ("margin" not in panes)
            panes = shown(app)

    drive(steps, size=size)


def test_a_margin_that_goes_gives_the_focus_to_the_text(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "c", "tab")
        assert app.desk_screen.reading.pane == "margin"
        await press(app, pilot, "c")
        assert app.desk_screen.reading.pane == "reader"

    drive(steps, size=(80, 24))


def test_zoom_shows_one_pane_and_gives_the_others_back(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "z")
        assert shown(app) == ["reader"]
        await press(app, pilot, "z")
        assert shown(app) == ["list", "reader", "margin"]
        await press(app, pilot, "c")
        assert shown(app) == ["list", "reader"]

    drive(steps)


def test_opening_a_story_marks_it_read_and_moves_nothing(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        order = [item.place for item in app.desk_screen.crew.list.items]
        await press(app, pilot, "enter")
        assert app.library.state.read_ids() == {"first-day"}
        assert [item.place for item in app.desk_screen.crew.list.items] == order
        await press(app, pilot, "u")
        assert app.library.state.read_ids() == frozenset()
        await press(app, pilot, "m")
        assert app.library.state.starred_ids() == {"first-day"}

    async def later(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.library.state.starred_ids() == {"first-day"}

    drive(steps)
    drive(later)


def test_the_four_views(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2")
        assert "PEOPLE  2" in text_of(app)
        assert "STATES  2" in text_of(app)
        await press(app, pilot, "3")
        assert "By what happened" in text_of(app)
        await press(app, pilot, ",", "c")
        assert "TURKEY  2" in text_of(app)
        await press(app, pilot, "4")
        assert "OPEN  1" in text_of(app)
        assert "due tomorrow" in text_of(app)
        assert "ANSWERED  1" in text_of(app)
        await press(app, pilot, "1")
        assert "The first day" in text_of(app)

    drive(steps)


def test_a_saved_file_is_refreshed_in_place(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "ctrl+d", "ctrl+d")
        before = app.desk_screen.crew.reader.sheet.paras[app.desk_screen.crew.memory.session().trail.here.at.para].text  # type: ignore[union-attr]
        file = desk / "talks.yaml"
        changed = (
            file.read_text()
            .replace("title: Talks in Istanbul", "title: Talks begin")
            .replace("body: |\n", "body: |\n  A new paragraph at the top.\n\n")
        )
        file.write_text(changed)
        app.desk_screen.post_message(DeskChanged(frozenset({"talks.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        at = app.desk_screen.crew.memory.session().trail.here
        assert at is not None
        assert app.desk_screen.crew.reader.sheet.paras[at.at.para].text == before
        assert "talks.yaml was saved" in text_of(app)

    drive(steps, size=(120, 24), opened="talks")


def test_a_file_that_broke_keeps_its_last_good_version(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        file = desk / "talks.yaml"
        file.write_text(file.read_text().replace("status: developing", 'status: "developing'))
        app.desk_screen.post_message(DeskChanged(frozenset({"talks.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        assert "talks.yaml:3" in text_of(app)
        assert "Turkey offers the table" in text_of(app)
        assert "1 broken file" in text_of(app)

    drive(steps, opened="talks")


def test_an_empty_desk_says_what_to_write(drive: Drive, tmp_path: Path) -> None:
    empty = tmp_path / "nothing"
    empty.mkdir()

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "holds no briefs yet" in text_of(app)
        (empty / "first.yaml").write_text("title: One\nbody: |\n  Text.\n")
        app.desk_screen.post_message(DeskChanged(frozenset({"first.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        assert "One" in text_of(app)

    drive(steps, folder=empty)


def test_a_desk_of_broken_files_lists_them_with_their_problem(drive: Drive, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "a.yaml").write_text("title: [never closed\nbody: |\n  Still here.\n")
    (broken / "b.yaml").write_bytes(b"\xff\xfe\x00\x01")
    (broken / "actors.yaml").write_text("nato: {name: NATO, kind: unheard-of}\nrussia: {name: Russia, kind: realm}\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "3 broken files" in text_of(app)
        files = {problem.span.file for problem in app.library.desk.problems() if problem.severity == "error"}
        assert files == {"a.yaml", "b.yaml", "actors.yaml"}
        await press(app, pilot, "j", "k")
        assert ".yaml:1" in text_of(app)

    drive(steps, folder=broken)


def test_too_small_says_so_and_recovers(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Too small" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await press(app, pilot)
        assert "Too small" not in text_of(app)
        assert "The first day" in text_of(app)

    drive(steps, size=(20, 5))


def test_keys_work_again_once_there_is_room_and_do_nothing_unseen_before(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j")
        before = text_of(app)
        await pilot.resize_terminal(20, 40)
        await press(app, pilot, "k", "2", "*", "m")
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert text_of(app) == before
        await press(app, pilot, "2")
        assert "Volodymyr Zelensky" in text_of(app)
        await pilot.resize_terminal(20, 40)
        await press(app, pilot, "q")
        assert app._exit

    drive(steps, size=(80, 24))


def test_text_from_a_brief_is_never_markup_or_control(drive: Drive, tmp_path: Path) -> None:
    desk = tmp_path / "hostile"
    desk.mkdir()
    title = r'"[@click=app.quit]x[/] [/etc] \e[31mred [bold]b"'
    (desk / "a.yaml").write_text(
        f"title: {title}\nactors: [{title}]\nvenues: [{title}]\nquestions: [{title}]\nbody: |\n  [/nope] [red]x {{{{ \n"
    )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for key in ("1", "2", "3", "4"):
            await press(app, pilot, key, "enter", "]", "]", "y")
            assert "[@click=app.quit]x" in text_of(app)
            assert "\x1b" not in text_of(app)
        await press(app, pilot, "ctrl+p", "c", "l")
        assert app.is_running

    drive(steps, folder=desk)


def test_help_opens_and_closes(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "question_mark")
        assert "Back along the trail" in text_of(app)
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen

    drive(steps)


def test_the_palette_finds_names_without_their_diacritics(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "colon", *"erdogan")
        await press(app, pilot, "enter")
        here = app.desk_screen.reading.trail.here
        assert here is not None
        assert here.key == "recep-tayyip-erdogan"

    drive(steps)


def test_text_is_selected_with_the_mouse_and_copied(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        lines = text_of(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "Turkey offers the table" in line)
        column = lines[row].index("Turkey offers")
        await pilot.mouse_down(offset=(column, row))
        await pilot.hover(offset=(column + len("Turkey offers") - 1, row))
        await pilot.mouse_up(offset=(column + len("Turkey offers") - 1, row))
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert selected.strip().startswith("Turkey offer")
        assert "\n" not in selected.strip()
        await press(app, pilot, "y")
        assert app.clipboard == selected
        await press(app, pilot, "escape")
        assert app.screen.get_selected_text() is None

    drive(steps, opened="talks")


ABOVE = "Talks in Istanbul\n15 May 2025 · developing · 2 min\n\nEnvoys may meet.\n\n"


@pytest.mark.parametrize(
    ("begun", "ended", "selected"),
    [
        ((0, 0), (5, 1), "Turkey offers the table in Istanbul."),  # an empty line
        ((0, 0), (-4, 1), "Turkey offers the table in Istanbul."),  # before it
        ((-2, 0), (5, 0), "Turkey"),
        ((7, 0), (-2, 0), "Turkey o"),  # to the left, out of the text
        ((7, 0), (-60, 0), "Turkey o"),  # into the list
        ((7, 0), (90, 0), "offers the table in Istanbul."),  # into the margin
        ((5, 0), (5, -99), ABOVE + "Turkey"),  # the bar
        ((-60, 0), (5, 0), ""),  # a list and a bar are no text
        ((0, -99), (5, 0), ""),
    ],
)  # fmt: skip
def test_a_selection_stays_in_the_text_where_it_began(
    drive: Drive, begun: tuple[int, int], ended: tuple[int, int], selected: str
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        lines = text_of(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "Turkey offers the table" in line)
        column = lines[row].index("Turkey offers")

        def cell(by: tuple[int, int]) -> tuple[int, int]:
            return min(max(0, column + by[0]), app.size.width - 1), max(0, row + by[1])

        await pilot.mouse_down(offset=cell(begun))
        await pilot.hover(offset=cell(ended))
        await pilot.mouse_up(offset=cell(ended))
        assert (app.screen.get_selected_text() or "").replace("\xa0", " ") == selected

    drive(steps, opened="talks")


def test_what_only_the_width_parts_is_copied_as_one_line(drive: Drive, tmp_path: Path) -> None:
    desk = tmp_path / "wrapped"
    desk.mkdir()
    words = " ".join(f"word{number}" for number in range(40))
    code = "x" * 150
    (desk / "a.yaml").write_text(
        f"title: A\nbody: |\n  {words}\n\n  - {words}\n  - second\n\n"
        f"  ```\n  {code}\n  other\n  ```\n\n  {'会谈' * 90}\n"
    )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.screen.text_select_all()
        selected = (app.screen.get_selected_text() or "").split("\n")
        assert words in selected
        assert f"• {words}" in selected
        assert "会谈" * 90 in selected
        assert [line.strip() for line in selected if "x" * 50 in line] == [code]
        assert "other" in [line.strip() for line in selected]

    drive(steps, folder=desk, opened="a")


def test_several_lines_that_are_pasted_arrive_as_one(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for key in ("s", "/"):
            await press(app, pilot, key)
            field = app.focused
            assert isinstance(field, InputLine)
            field.post_message(events.Paste("talks\n  in\r\nIstanbul\n"))
            await settle(app, pilot)
            assert field.value == "talks in Istanbul"
            field.post_message(events.Paste("\n"))
            await settle(app, pilot)
            assert field.value == "talks in Istanbul"
            await press(app, pilot, "escape")

    drive(steps)


def test_a_click_on_a_mention_opens_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        lines = text_of(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "Turkey offers the table" in line)
        await pilot.click(offset=(lines[row].index("Turkey offers") + 2, row))
        await settle(app, pilot)
        here = app.desk_screen.reading.trail.here
        assert here is not None
        assert (here.kind, here.key) == ("actor", "turkey")

    drive(steps, opened="talks")


def test_a_large_desk_shows_its_first_rows_and_then_all(drive: Drive, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.mkdir()
    for number in range(260):
        (large / f"s{number:03}.yaml").write_text(f"title: Story {number:03}\nbody: |\n  Text.\n")

    async def read(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert len(app.desk_screen.crew.list.items) == 260

    async def again(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.start.shelf is not None
        assert len(app.desk_screen.start.shelf.rows.items) == 200
        assert len(app.desk_screen.crew.list.items) == 260

    drive(read, folder=large)
    drive(again, folder=large)


def test_what_fails_behind_the_screen_is_said_and_nothing_ends(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        def fails(place: object) -> None:
            raise OSError("the disk is gone")

        monkeypatch.setattr(app.library, "page", fails)
        await pilot.press("j")
        await pilot.pause()
        await pilot.pause()
        assert "the disk is gone" in text_of(app)
        assert app.is_running

    drive(steps)


@pytest.mark.parametrize(("size", "hint"), [((80, 24), "⏎ open"), ((120, 40), "⏎ open"), ((40, 12), "")])
def test_a_sentence_leaves_the_hints_what_room_there_is_and_goes_at_the_next_key(
    drive: Drive, size: tuple[int, int], hint: str
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "/", *"zzz", "enter")
        bottom = text_of(app).splitlines()[-1]
        assert "No row has “zzz”" in bottom
        assert "1/3" in bottom
        assert hint in bottom
        await press(app, pilot, "j")
        bottom = text_of(app).splitlines()[-1]
        assert "No row" not in bottom
        assert bottom.strip().startswith("⏎ open")

    drive(steps, size=size)


def test_how_far_in_the_text_is_said_where_the_text_is_seen(drive: Drive) -> None:
    async def wide(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "100 %" in text_of(app).splitlines()[-1]
        await press(app, pilot, "6")
        assert "%" not in text_of(app).splitlines()[-1]

    async def narrow(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "%" not in text_of(app).splitlines()[-1]
        await press(app, pilot, "enter")
        assert "%" in text_of(app).splitlines()[-1]

    drive(wide)
    drive(narrow, size=(40, 12), view="stories")


def test_the_list_stands_where_it_was_left(drive: Drive, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"story-{number:02}.yaml").write_text(
            f"title: Story {number:02}\ndate: 2025-03-01\nbody: |\n  Text.\n", encoding="utf-8"
        )
    left: list[int] = []

    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *["j"] * 20, *["k"] * 5)
        left.append(app.desk_screen.crew.list.cursor_at)
        assert app.desk_screen.crew.list.scroll_offset.y > 0
        await press(app, pilot, "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.crew.list.ordinal[0] == 16
        assert app.desk_screen.crew.list.cursor_at == left[0] > 3

    drive(leave, folder=folder)
    drive(come_back, folder=folder)


def test_the_page_of_a_row_that_the_cursor_left_does_not_call_it_back(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        crew = app.desk_screen.crew
        await press(app, pilot, "1")
        crew.journey.pass_by(Place.to("story", "talks"))
        crew.list.select("grain")  # before the desk has answered
        await settle(app, pilot)
        assert crew.reader.sheet.address == Place.to("story", "talks").address
        assert crew.list.item
        assert crew.list.item.key == "grain"

    drive(steps, opened="first-day")
