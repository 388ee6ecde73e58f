"""What is new since the last visit, as the reader meets it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.report.pages.digest import blocks
from briefing.report.text import Paper, lines
from briefing.ui.app import BriefingApp
from briefing.ui.messages import DeskChanged
from briefing.ui.scene import settle
from briefing.ui.sheet import text_of as text_of_pieces
from briefing.ui.widgets.text_view import TextView
from tests.ui.conftest import FIRST_DAY, TALKS, Drive, press, text_of

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
CALL = "title: A call\ndate: 2025-05-20\nactors: [turkey]\nbody: |\n  They spoke.\n"
CEASEFIRE = "{id: ceasefire, ask: Will there be a ceasefire?, due: 2025-05-17, about: [turkey]}"
ANSWERED = CEASEFIRE.replace("due:", "status: answered, answer: 'No.', due:")


async def look(app: BriefingApp, pilot: Pilot[None]) -> None:
    """A visit that opens nothing."""


async def read_talks(app: BriefingApp, pilot: Pilot[None]) -> None:
    await press(app, pilot, "j", "enter")
    assert here(app) == ("story", "talks")
    await press(app, pilot, "q")


def here(app: BriefingApp) -> tuple[str, str]:
    place = app.desk_screen.reading.here
    assert place is not None
    return place.kind, place.key


def edit(desk: Path) -> None:
    """One story changes, one of its questions is answered, one story is new, and another question is asked."""
    talks = TALKS.replace("FILLER", "They talked on. " * 120).replace("names Zelensky again", "mentions Zelensky again")
    (desk / "talks.yaml").write_text(talks.replace(CEASEFIRE, ANSWERED), encoding="utf-8")
    (desk / "first-day.yaml").write_text(FIRST_DAY.replace("body:", "questions: [Who pays?]\nbody:"), encoding="utf-8")
    (desk / "call.yaml").write_text(CALL, encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
def test_the_walk_through_what_is_new(drive: Drive, desk: Path, size: tuple[int, int]) -> None:
    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        top = text_of(app).splitlines()[0]
        assert ("1 new" in top and "1 changed" in top) or "4 new" in top
        await press(app, pilot, ".")
        assert here(app) == ("story", "call")
        await press(app, pilot, ".")
        assert here(app) == ("story", "talks")
        assert "A last paragraph that" in text_of(app)
        marked = [line for line in text_of(app).splitlines() if "▎" in line]
        assert marked
        assert all("They talked on" not in line for line in marked)
        await press(app, pilot, ".")  # the answer was seen with its story
        assert here(app) == ("question", "first-day:who-pays")
        await press(app, pilot, ".")
        assert "Nothing is new since" in text_of(app)
        assert "new" not in text_of(app).splitlines()[0]

    drive(look, size=size)
    edit(desk)
    drive(come_back, size=size)
    drive(nothing_is_new, size=size)


async def nothing_is_new(app: BriefingApp, pilot: Pilot[None]) -> None:
    assert app.desk_screen.crew.newsroom.news.places == ()
    assert "since" not in text_of(app).splitlines()[0]


def test_looking_is_not_seeing(drive: Drive, desk: Path) -> None:
    async def pass_by(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j", "k", "2", "3", "4", "1", "j", "j")
        assert len(app.desk_screen.crew.newsroom.news.places) == 4

    drive(look)
    edit(desk)
    drive(pass_by)
    drive(pass_by)


def test_u_in_the_list_is_seeing_and_all_can_be_seen_at_once(drive: Drive, desk: Path) -> None:
    async def mark(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "u")
        assert app.desk_screen.crew.newsroom.news.opened == ()  # that of the story under the cursor
        assert len(app.desk_screen.crew.newsroom.news.places) == 3
        app.desk_screen.crew.newsroom.see_all()
        await settle(app, pilot)
        assert app.desk_screen.crew.newsroom.news.places == ()

    drive(look)
    edit(desk)
    drive(mark)
    drive(nothing_is_new)


@pytest.mark.parametrize("size", SIZES)
def test_the_words_that_changed(drive: Drive, desk: Path, size: tuple[int, int]) -> None:
    async def compare(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ".", ".", "d")
        paras = app.screen.query_one("#paper", TextView).sheet.paras
        assert "A last paragraph that names mentions Zelensky again." in [para.text for para in paras]
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen
        await press(app, pilot, "backspace", "d")
        assert "Nothing changed here since" in text_of(app)

    drive(read_talks, size=(120, 40))
    edit(desk)
    drive(compare, size=size)


MANY = (
    ("A last paragraph that names Zelensky again.", "A last paragraph that names Zelensky still."),
    ("  - {id: recep-tayyip-erdogan, role: host}\n", ""),
    ("venues: [istanbul, ankara]", "venues: [istanbul, {id: ankara, role: a pause}]"),
    ("when: 2025-05-15, where: ankara", "when: 2025-05-16, where: ankara"),
    ("due: 2025-05-17", "due: 2025-06-17"),
    ("summary: Envoys may meet.",
     "summary: Envoys met.\nsources: [{id: wire, name: The wire}]\nclaims: [{id: c1, say: It was cold}]\n"
     "updates: [{at: 2025-05-16, note: It is over}]"),
)  # fmt: skip
LEADS = {
    "~ A last": "▎ A last paragraph",
    "Ankara": "Ankara",
    "Meeting in the palace": "▎ 16 May 2025",
    "Will there be a ceasefire?": "▎ ? Will there be a",
    "summary": "▎ Envoys met.",
    "new source: The wire": "▎ The wire",
    "new update: It is over": "It is over",
    "new claim: It was cold": "▎ It was cold",
}


def edit_many(desk: Path) -> None:
    text = TALKS.replace("FILLER", "They talked on. " * 120)
    for old, new in MANY:
        assert old in text
        text = text.replace(old, new)
    (desk / "talks.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
def test_each_change_is_told_in_words_and_leads_to_where_it_stands_marked(
    drive: Drive, desk: Path, size: tuple[int, int]
) -> None:
    async def follow(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ".", "d")
        view = app.screen.query_one("#paper", TextView)
        told = [f"{text_of_pieces(para.lead)}{para.text}".strip() for para in view.sheet.paras]
        assert "− Recep Tayyip Erdoğan no longer listed" in told
        assert "when  15 May → 16 May 2025" in told
        assert "due  17 May → 17 June 2025" in told
        assert "role  a pause" in told
        for label, there in LEADS.items():
            await go_to(app, pilot, label)
            assert app.screen is app.desk_screen
            assert here(app) == ("story", "talks")
            seen = text_of(app).replace("\u00a0", " ")
            assert there in seen, (label, seen)
            if label.endswith("?"):
                marked = app.desk_screen.crew.reader.current
                assert marked is not None
                assert marked.label == label
            await press(app, pilot, "d")
        await go_to(app, pilot, "Recep Tayyip Erdoğan")
        assert here(app) == ("story", "talks") or here(app) == ("actor", "recep-tayyip-erdogan")

    drive(look, size=size)
    edit_many(desk)
    drive(follow, size=size)


async def go_to(app: BriefingApp, pilot: Pilot[None], label: str) -> None:
    """Walk to the line of a change and open it."""
    view = app.screen.query_one("#paper", TextView)
    para = next(
        para
        for para in view.sheet.paras
        if f"{text_of_pieces(para.lead)}{para.text}".strip(" ~+−").startswith(label.strip(" ~"))
    )
    stop = next(piece.stop for piece in (*para.lead, *para.pieces) if piece.stop)
    for _step in range(len(view.layout_now.stops)):
        if view.current is stop:
            break
        await press(app, pilot, "j")
    assert view.current is stop
    await press(app, pilot, "enter")


def test_read_aloud_what_was_put_in_and_taken_out_is_said(drive: Drive, desk: Path) -> None:
    async def listen(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ".", "d")
        text = " ".join(text_of(app).split())
        assert "changed: A last paragraph that names Zelensky (out: again) (in: still)." in text
        assert "gone: Recep Tayyip Erdoğan no longer listed" in text
        assert "due, 17 May to 17 June 2025" in text

    drive(look)
    edit_many(desk)
    drive(listen, linear=True, size=(80, 60))


def test_what_an_editor_saves_under_the_eyes_is_seen_and_marked(drive: Drive, desk: Path) -> None:
    async def stay(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter")
        assert here(app) == ("story", "first-day")
        text = FIRST_DAY.replace("The minister led", "A minister led")
        (desk / "first-day.yaml").write_text(text, encoding="utf-8")
        app.desk_screen.post_message(DeskChanged(frozenset({"first-day.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        assert "▎ A minister led" in text_of(app)
        assert app.desk_screen.crew.newsroom.news.places == ()

    drive(stay)


def test_the_page_of_the_last_visit_is_shown_again_and_still_new(drive: Drive, desk: Path) -> None:
    async def return_to_it(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert here(app) == ("story", "talks")
        assert "talks" in [place.key for place in app.desk_screen.crew.newsroom.news.changed]
        await press(app, pilot, "G")
        assert "▎ A last paragraph" in text_of(app)

    drive(read_talks)
    edit(desk)
    drive(return_to_it)


def test_a_changed_paragraph_is_read_aloud_as_changed(drive: Drive, desk: Path) -> None:
    async def listen(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ".", ".")
        assert "changed: A last paragraph that mentions" in text_of(app)
        assert "▎" not in text_of(app)

    drive(look)
    edit(desk)
    drive(listen, linear=True, size=(80, 24))


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_renamed_file_is_the_same_story(drive: Drive, desk: Path, meanwhile: bool) -> None:
    """Its marks, its place on the trail and the page that is open follow, whether the desk is open or not."""

    def rename() -> None:
        (desk / "talks.yaml").rename(desk / "conversations.yaml")

    async def read(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "m", "ctrl+d")
        if meanwhile:
            await press(app, pilot, "q")
            return
        rename()
        app.desk_screen.post_message(DeskChanged(frozenset({"talks.yaml", "conversations.yaml"})))
        await pilot.pause()
        await settle(app, pilot)
        await look(app, pilot)

    async def look(app: BriefingApp, pilot: Pilot[None]) -> None:
        screen = app.desk_screen
        assert screen.reading.here is not None
        assert screen.reading.here.key == "conversations"
        assert screen.crew.reader.sheet.address == screen.reading.here.address
        assert screen.crew.reader.at.para > 0
        assert app.library.state.starred_ids() == {"conversations"}
        assert app.library.state.read_ids() == {"conversations", "first-day"}
        assert "not on this desk" not in text_of(app)
        assert "1 new" not in text_of(app)
        assert screen.crew.list.item is not None
        assert screen.crew.list.item.key == "conversations"

    drive(read)
    if meanwhile:
        rename()
        drive(look)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_new_since_any_day_is_asked_inside(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "S", *"2025-05-16")
        assert "Friday, 16 May 2025" in text_of(app)
        await press(app, pilot, "enter")
        text = text_of(app)
        assert "Since 16 May 2025" in text
        assert "NEW STORIES" in text
        await press(app, pilot, "enter")  # the cursor stands on the first of it
        assert app.screen is app.desk_screen
        assert here(app) == ("story", "first-day")
        assert app.desk_screen.reading.pane == "reader"
        await press(app, pilot, "S", *"soon")
        assert "That is no date" in text_of(app)
        await press(app, pilot, "escape", "S", *"2031", "enter")
        assert "Nothing on this desk is new since" in text_of(app)
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen

    drive(steps, size=size)


def test_what_is_new_since_a_day_is_what_the_command_prints(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "S", *"may 2025", "enter")
        desk = app.desk_screen.library.desk
        digest = await app.desk_screen.library.ask(desk.digest, date(2025, 5, 1))
        printed = "\n".join(lines(blocks(digest, date(2025, 5, 16)), Paper(100, False))).upper()
        sheet = app.screen.query_one(TextView).sheet
        headings = [para.text.split("  ")[0] for para in sheet.paras if para.text and para.text.isupper()]
        assert len(headings) > 3
        assert all(heading in printed for heading in headings)
        stops = {piece.text for para in sheet.paras for piece in para.pieces if piece.stop}
        assert {row.title for row in digest.new} <= stops
        assert {row.ask for row in (*digest.opened, *digest.answered)} <= stops

    drive(steps, size=(120, 40))


def test_since_the_last_visit_is_what_was_not_seen(drive: Drive, desk: Path) -> None:
    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "S", "enter")
        text = text_of(app)
        assert "1 new · 1 changed" in text
        assert "A call" in text

    drive(look, folder=desk)
    edit(desk)
    drive(come_back, folder=desk, size=(120, 40))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_what_is_new_says_by_which_key_it_is_left(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "S", *"2025-05-01", "enter")
        assert text_of(app).splitlines()[-1].split("  ")[0].strip() == "⏎ open"
        assert "esc close" in text_of(app).splitlines()[-1]

    drive(steps, size=size)
