"""Tags and notes in the reader, and the marks of another reader of the same desk."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from briefing.desk.remarks import Remarks
from briefing.desk.state import State
from briefing.ui.app import BriefingApp
from briefing.ui.messages import MarksChanged
from briefing.ui.scene import settle
from tests.ui.conftest import Drive, press, text_of


async def keys(app: BriefingApp, pilot: Pilot[None], *hand: str) -> str:
    for key in hand:
        await press(app, pilot, key)
    await settle(app, pilot)
    return text_of(app)


def test_a_tag_and_a_note_are_put_where_the_hand_is_and_taken_off(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        shown = await keys(app, pilot, "j", "enter", "#", *"to", "space", *"do", "enter")
        assert shown.count("#to do") == 3  # in the list, on the page and in the bar
        await keys(app, pilot, "]", "]", "]", "i", *"why?", "down", "enter")
        texts = [para.whole for para in app.desk_screen.crew.reader.sheet.paras]
        at = next(number for number, text in enumerate(texts) if "why?" in text)
        assert "Zelensky saw Erdoğan" in texts[at - 1]
        (tag, note) = app.library.remarks.every()
        assert (tag.of, note.value) == ("story:talks", "why?")
        assert note.of.startswith("story:talks#2.")
        shown = await keys(app, pilot, "i", *"he", "down", "down", "enter")
        assert [trace.of for trace in app.library.remarks.every() if trace.value == "he"] == [
            "actor:volodymyr-zelensky"
        ]
        shown = await keys(app, pilot, "i", "enter")
        assert "Taken off" in shown or "taken off" in shown
        assert len(app.library.remarks.every()) == 2
        await keys(app, pilot, "2")
        assert "✎" in text_of(app)

    drive(steps)


def test_what_is_picked_is_tagged_at_once_and_a_search_finds_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await keys(app, pilot, "x", "x", "#", *"both", "enter")
        assert len(app.library.remarks.every()) == 2
        shown = await keys(app, pilot, "s", *"mine:bo")
        assert "2 stories" in shown
        shown = await keys(app, pilot, "escape", "escape", "/", *"both")
        assert "2 of 3" in shown or "2/3" in shown or "Grain leaves" not in shown.partition("\n")[2][:600]

    drive(steps)


def test_a_note_is_text_whatever_is_in_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        note = "[@click=app.quit]\x1b]0;owned\x07[/] \u202eturned\nsecond line"
        app.library.remarks.put("note", ("story:talks",), note)
        shown = await keys(app, pilot, "j", "enter")
        assert "[@click=app.quit]]0;owned[/] turned" in shown
        assert "second line" in shown

    drive(steps)


def test_a_reader_sees_what_another_one_marks(drive: Drive, tmp_path: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        shown = await keys(app, pilot, "j", "enter")
        assert "★" not in shown
        before = app.library.marks_version()
        app.library.state.set_read("grain", True)
        assert app.library.marks_version() == before  # its own marks are no news to it
        other = State(app.library.desk.root, app.library.state.path.parent)
        other.set_starred("talks", True)
        Remarks(other).put("tag", ("story:talks",), "theirs")
        other.close()
        assert app.library.marks_version() != before
        app.desk_screen.post_message(MarksChanged())
        shown = await keys(app, pilot)
        assert "★" in shown
        assert shown.count("#theirs") == 2

    drive(steps)
