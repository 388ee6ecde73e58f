"""The first visit: a page that says what this is, once."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from briefing.config.settings import KeyLine
from briefing.ui.app import BriefingApp
from tests.pictures import ROOT
from tests.ui.conftest import Drive, press, text_of

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("manner", ["", "ascii", "linear"])
@pytest.mark.parametrize("size", SIZES)
def test_the_first_visit_is_welcomed_and_never_again(drive: Drive, size: tuple[int, int], manner: str) -> None:
    more = {manner: True} if manner else {}

    async def first(app: BriefingApp, pilot: Pilot[None]) -> None:
        text = text_of(app)
        assert "briefing" in text
        assert "marks the next name" in text
        assert "Any key begins" in text
        assert "%" not in text.splitlines()[-1]
        assert app.library.state.read_ids() == frozenset()

    async def again(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Any key begins" not in text_of(app)

    drive(first, size=size, greet=True, **more)  # ended at once: no key, no session
    drive(again, size=size, greet=True, **more)


def test_another_desk_is_not_a_first_visit(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        pass

    async def other(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Any key begins" not in text_of(app)

    drive(steps)
    drive(other, folder=ROOT / "briefs", greet=True)


@pytest.mark.parametrize("size", SIZES)
def test_any_key_takes_it_away_and_does_what_it_does(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j")
        assert "Any key begins" not in text_of(app)
        assert app.desk_screen.crew.list.ordinal == (2, 3)
        assert app.desk_screen.crew.list.display
        assert app.desk_screen.crew.list.has_focus
        assert app.library.state.read_ids() == frozenset()
        await press(app, pilot, "enter")
        assert "Turkey offers the table" in text_of(app)

    drive(steps, size=size, greet=True)


def test_a_key_that_means_nothing_takes_it_away_too(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f12")
        assert "Any key begins" not in text_of(app)
        assert "The minister led" in text_of(app)

    drive(steps, greet=True)


def test_a_click_takes_it_away(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await pilot.click(offset=(6, 5))
        await press(app, pilot)
        assert "Any key begins" not in text_of(app)

    drive(steps, greet=True)


def test_it_survives_another_size(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for width, height in [(40, 12), (10, 3), (200, 60)]:
            await pilot.resize_terminal(width, height)
            await press(app, pilot)
        assert "Welcome to briefing" in text_of(app)
        await press(app, pilot, "enter")
        assert app.desk_screen.crew.reader.has_focus
        assert "The minister led" in text_of(app)

    drive(steps, greet=True)


def test_it_is_not_for_who_asked_for_a_page_and_shows_the_user_s_keys(drive: Drive) -> None:
    async def asked(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Turkey offers the table" in text_of(app)

    drive(asked, opened="talks", greet=True)


def test_it_shows_the_user_s_keys(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        lines = [" ".join(line.split()) for line in text_of(app).splitlines()]
        assert any("ctrl+n marks the next name" in line for line in lines)

    drive(steps, greet=True, keys=(KeyLine("mention.next", "ctrl+n", 1),))
