"""Searching the desk by hand: from the first letter to the hit, and searches kept as views."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.model.place import Place
from briefing.model.value import replace
from briefing.model.views import FoundQuotes, QuoteHit, StoryLink
from briefing.ui.acts import Act
from briefing.ui.app import BriefingApp
from briefing.ui.pages.asking import hit_items
from briefing.ui.pages.pen import Pen
from briefing.ui.scene import settle
from briefing.ui.screens.search import SearchScreen
from briefing.ui.widgets.list_rows import row_lines
from tests.ui.conftest import Drive, press, text_of
from tests.ui.test_look import THEMES, contrast

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]


def search_of(app: BriefingApp) -> SearchScreen:
    assert isinstance(app.screen, SearchScreen)
    return app.screen


def titles(app: BriefingApp) -> list[str]:
    screen = search_of(app)
    assert screen.answer is not None
    assert screen.answer.text == screen.text
    return [item.title for item in screen._hits.items]


def typed(text: str) -> list[str]:
    names = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus"}
    return [names.get(char, char) for char in text]


async def ask(app: BriefingApp, pilot: Pilot[None], text: str) -> None:
    """Open the search and type, as fast as a hand."""
    await press(app, pilot, "s")
    await pilot.press(*typed(text))
    await settle(app, pilot)


@pytest.mark.parametrize("size", SIZES)
def test_from_the_first_letter_to_the_hit(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "paragraph zelensky")
        assert titles(app) == ["Talks in Istanbul"]
        assert "1 story" in text_of(app)
        assert "A last paragraph that names" in text_of(app)
        await press(app, pilot, "enter")
        desk = app.desk_screen
        assert app.screen is desk
        assert desk.reading.here is not None
        assert desk.reading.here.same_page(Place.to("story", "talks"))
        assert desk.reading.pane == "reader"
        assert "A last paragraph that names" in text_of(app)
        assert desk.crew.reader.finding is not None
        assert desk.crew.reader.finding.query == "paragraph"
        assert desk.crew.reader.finding.count == "1/1"
        assert "/paragraph 1/1" in text_of(app)
        await press(app, pilot, "escape")
        assert desk.crew.reader.finding is None

    drive(steps, size=size)


def test_the_words_that_follow_pick_the_hit_among_many(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "names zelensky")
        await press(app, pilot, "enter")
        finding = app.desk_screen.crew.reader.finding
        assert finding is not None
        assert finding.hit is not None
        assert finding.text.sheet.paras[finding.hit.para].text.startswith("A last paragraph")

    drive(steps)


def test_escape_leaves_no_trace_and_the_query_is_there_again(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        before = (text_of(app), desk.crew.memory.session())
        await ask(app, pilot, "minister")
        assert titles(app) == ["The first day", "Talks in Istanbul"]
        await press(app, pilot, "down", "escape")
        assert (text_of(app), desk.crew.memory.session()) == before
        await press(app, pilot, "s")
        assert search_of(app).text == "minister"
        assert len(titles(app)) == 2
        await press(app, pilot, *typed("grain"))  # what stands there is selected: typing begins anew
        assert search_of(app).text == "grain"

    drive(steps, opened="grain")


def test_arrows_choose_and_the_field_keeps_the_focus(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "istanbul")
        first, second = titles(app)[:2]
        hits = search_of(app)._hits
        await press(app, pilot, "down")
        assert hits.item is not None
        assert hits.item.title == second
        await press(app, pilot, "ctrl+p")
        assert hits.item.title == first
        await press(app, pilot, "ctrl+n", *typed(" x"))
        assert search_of(app).text == "istanbul x"

    drive(steps)


def test_enter_and_tab_wait_for_the_answer(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s")
        screen = search_of(app)
        screen.field.value = "actor:tayy"
        screen._run(Act("field", "complete", (1,)))
        await settle(app, pilot)
        await settle(app, pilot)
        assert screen.text == "actor:recep-tayyip-erdogan "
        screen.field.value = "signed"
        screen._run(Act("field", "take"))
        await settle(app, pilot)
        await settle(app, pilot)
        assert app.screen is app.desk_screen
        assert app.desk_screen.reading.here is not None
        assert app.desk_screen.reading.here.key == "grain"

    drive(steps)


def test_tab_takes_what_is_offered_and_goes_through_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "ven")
        assert "tab venue:" in text_of(app)
        await press(app, pilot, "tab")
        assert search_of(app).text == "venue:"
        assert "venue:istanbul" in text_of(app)
        await press(app, pilot, "tab")
        assert search_of(app).text == "venue:istanbul "
        await press(app, pilot, "tab")
        assert search_of(app).text == "venue:ankara "
        assert titles(app) == ["Talks in Istanbul"]
        await press(app, pilot, "shift+tab")
        assert search_of(app).text == "venue:istanbul "

    drive(steps)


@pytest.mark.parametrize("size", SIZES)
def test_a_mistake_is_told_under_the_field_and_put_right(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "venue:istambul")
        assert "no place" in text_of(app)
        await press(app, pilot, "space")
        assert "did you mean" in text_of(app)
        assert titles(app) == []
        await press(app, pilot, "tab")
        assert search_of(app).text == "venue:istanbul "
        assert titles(app) == ["The first day", "Talks in Istanbul"]
        await press(app, pilot, "enter")
        assert app.screen is app.desk_screen

    drive(steps, size=size)


def test_with_nothing_asked_it_says_what_can_be(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s")
        assert "WHAT CAN BE ASKED" in text_of(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, SearchScreen)
        await press(app, pilot, *typed("qqq"))
        assert "No story has all of this" in text_of(app)
        await press(app, pilot, *["backspace"] * 3)
        assert "WHAT CAN BE ASKED" in text_of(app)

    drive(steps)


def test_nothing_that_is_pasted_or_found_is_markup(drive: Drive, desk: Path) -> None:
    (desk / "odd.yaml").write_text('title: "[red]odd[/red] [/x] [@click=app.quit]"\nbody: |\n  An [b]odd[/b] body.\n')

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s")
        search_of(app).field.post_message(events.Paste("odd [/red] \x1b[31m\x07 “ [@click=app.quit]"))
        await settle(app, pilot)
        await settle(app, pilot)
        assert app.is_running
        search_of(app).field.value = "odd"
        await settle(app, pilot)
        await settle(app, pilot)
        assert "[red]odd[/red] [/x] [@click=app.quit]" in text_of(app)
        assert "An [b]odd[/b] body." in text_of(app)

    drive(steps)


def test_more_are_shown_when_the_last_one_is_reached(drive: Drive, desk: Path) -> None:
    for number in range(70):
        (desk / f"many-{number}.yaml").write_text(f"title: Otter {number}\nbody: |\n  Text.\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "otter")
        assert "50 of 70" in text_of(app)
        hits = search_of(app)._hits
        search_of(app)._run(Act("field", "step", (60,)))
        await settle(app, pilot)
        assert hits.ordinal == (50, 70)
        assert "70 stories" in text_of(app)

    drive(steps)


async def keep(app: BriefingApp, pilot: Pilot[None], query: str, name: str) -> None:
    await ask(app, pilot, query)
    await press(app, pilot, "ctrl+s", *typed(name), "enter", "escape")


def test_a_kept_search_is_a_view_with_a_live_count(drive: Drive, desk: Path, tmp_path: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await keep(app, pilot, "is:unread istanbul", "Bosporus")
        assert "7 Bosporus 2" in text_of(app)
        await press(app, pilot, "7")
        assert app.desk_screen.reading.view.name == "search:Bosporus"
        assert [item.title for item in app.desk_screen.crew.list.items] == ["The first day", "Talks in Istanbul"]
        await press(app, pilot, "enter")
        assert "7 Bosporus 1" in text_of(app)
        assert [item.title for item in app.desk_screen.crew.list.items] == ["The first day", "Talks in Istanbul"]
        await press(app, pilot, "1", "7")
        assert [item.title for item in app.desk_screen.crew.list.items] == ["Talks in Istanbul"]
        await app.desk_screen.quit()

    async def again(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.view.name == "search:Bosporus"
        assert "7 Bosporus 1" in text_of(app)
        await press(app, pilot, "s")
        assert search_of(app).text == "is:unread istanbul"
        await press(app, pilot, "escape")
        (desk / "new.yaml").write_text("title: Istanbul again\nbody: |\n  Text.\n")
        app.desk_screen.orders.refresh(frozenset({"new.yaml"}))
        await settle(app, pilot)
        assert "7 Bosporus 2" in text_of(app)
        await app.desk_screen.orders.drop_search()
        await settle(app, pilot)
        assert "Dropped “Bosporus”" in text_of(app)
        assert app.desk_screen.reading.view.name == "stories"
        assert "7" not in text_of(app).splitlines()[0]

    drive(steps)
    assert "Bosporus: is:unread istanbul" in (tmp_path / "home/config/searches.yaml").read_text()
    drive(again)


def test_a_name_is_offered_and_escape_keeps_nothing(drive: Drive, tmp_path: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "istanbul")
        await press(app, pilot, "ctrl+s", *typed("abc"), "escape")
        assert search_of(app).text == "istanbul"
        assert not (tmp_path / "home/config/searches.yaml").exists()
        await press(app, pilot, "ctrl+s", "enter")
        assert "Kept as “istanbul”" in text_of(app)
        await press(app, pilot, "escape", "8")
        assert "No search is kept here" in text_of(app)

    drive(steps)


def test_a_search_that_finds_nothing_any_more_says_why(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "home" / "config" / "searches.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("'it''s [b]': actor:nobody\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "7 it's [b] 0" in text_of(app)
        await press(app, pilot, "7")
        assert "there is no actor `nobody` on this desk" in text_of(app)

    drive(steps)


def test_a_bad_file_is_told_and_kept(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "home" / "config" / "searches.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("a: one\nb: [\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "searches.yaml:" in text_of(app)
        await keep(app, pilot, "istanbul", "x")
        assert file.read_text() == "a: one\nb: [\n"

    drive(steps, size=(200, 60))


def contrasts(app: BriefingApp) -> list[tuple[float, str]]:
    """The contrast of everything that is drawn."""
    return [
        (contrast(style.color, style.bgcolor), text)
        for strip in app.screen._compositor.render_strips()
        for text, style, _control in strip
        if text.strip() and style and style.color and style.bgcolor and not style.color.is_default
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_the_search_is_legible(drive: Drive, theme: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for text in ("erd", "actor:xyzq istanbul", "", "qqqq", "istanbul"):
            await press(app, pilot, "s")
            search_of(app).field.value = text
            await settle(app, pilot)
            await settle(app, pilot)
            for ratio, said in contrasts(app):
                assert ratio >= 4.5, said
            await press(app, pilot, "escape")

    drive(steps, theme=theme)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_the_line_under_the_field_says_what_tab_puts_there_next(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        def offered() -> list[str]:
            lines = " ".join(line.strip() for line in text_of(app).splitlines()[1:3])
            assert lines.startswith("tab ")
            return [word for word in lines.split() if ":" in word]

        await press(app, pilot, "s", *"actor:")
        field = search_of(app).field
        first = offered()
        assert len(first) >= 2  # there is room for more than one, on two lines where they are short
        for following in first[:2]:
            await press(app, pilot, "tab")
            assert field.value.strip() == following
        rest = offered() if "goes back" not in text_of(app) else []
        await press(app, pilot, "tab")
        assert field.value.strip() == (rest[0] if rest else "actor:")

    drive(steps, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_sentences_are_rows_and_open_their_story_there(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "actor:erdogan")
        assert "Grain leaves" in titles(app)
        await press(app, pilot, "ctrl+t")
        screen = search_of(app)
        assert screen.text == "quotes actor:erdogan"
        assert all("Erdoğan" in title for title in titles(app))
        assert f"{len(titles(app))} sentence" in text_of(app)
        marks = {item.title[start:end] for item in screen._hits.items for start, end in item.marks}
        assert all("Erdoğan" in mark for mark in marks)
        chosen = screen._hits.item
        assert chosen is not None
        assert chosen.place is not None
        await press(app, pilot, "enter")
        desk = app.desk_screen
        assert desk.reading.here is not None
        assert desk.reading.here.same_page(chosen.place)
        assert desk.crew.reader.current is not None
        await press(app, pilot, "s", "ctrl+t")
        assert search_of(app).text == "actor:erdogan"

    drive(steps, size=size)


def test_quotes_of_words_open_at_the_words(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "quotes paragraph zelensky")
        (title,) = titles(app)
        assert "A last paragraph that names" in title
        await press(app, pilot, "enter")
        assert "A last paragraph that names" in text_of(app)
        finding = app.desk_screen.crew.reader.finding
        assert finding is not None
        assert finding.query == "paragraph"

    drive(steps)


def test_quotes_without_whom_says_what_is_missing_and_tab_offers_the_word(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, "quot")
        await press(app, pilot, "tab")
        assert search_of(app).text == "quotes "
        await pilot.press(*typed("since:2022 "))
        await settle(app, pilot)
        assert "needs an actor, a place or words" in text_of(app)

    drive(steps)


@pytest.mark.parametrize("query", ["offers table", "quotes offers table", "quotes actor:turkey"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_hit_on_the_first_screen_leaves_title_and_date_in_sight(
    drive: Drive, size: tuple[int, int], query: str
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await ask(app, pilot, query)
        await press(app, pilot, "enter")
        reader = app.desk_screen.crew.reader
        assert reader.scroll_offset.y == 0
        assert "15 May 2025" in text_of(app).replace("\u00a0", " ")
        assert "Turkey offers the table" in text_of(app)
        await press(app, pilot, "s", *typed("names zelensky"), "enter")
        assert reader.scroll_offset.y > 0
        assert "A last paragraph" in text_of(app)

    drive(steps, size=size)


@pytest.mark.parametrize("width", [36, 74, 96])
def test_a_sentence_shows_what_was_found_in_it_however_long_it_is(width: int) -> None:
    text = f"{'word ' * 50}needle and what follows {'word ' * 20}"
    hit = QuoteHit(StoryLink("talks", "Talks"), text, ((250, 256),), hit="needle", at="needle and")
    (item,) = hit_items(FoundQuotes((hit,)), (), Pen(date(2025, 5, 16)), width)
    ((start, end),) = item.marks
    assert item.title[start:end] == "needle"
    assert item.title.startswith("…")
    lines = row_lines(item, width)[:2]
    assert any(piece.text == "needle" and piece.ground for line in lines for piece in line)
    (short,) = hit_items(
        FoundQuotes((replace(hit, text="A needle.", marks=((2, 8),)),)), (), Pen(date(2025, 5, 16)), 36
    )
    assert short.title == "A needle."
