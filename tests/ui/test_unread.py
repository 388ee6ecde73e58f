"""What of a list says that something is unread, and what says where one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.glyphs import glyph
from tests.ui.conftest import FIRST_DAY, Drive, press, text_of


def bold_titles(app: BriefingApp) -> list[str]:
    """What is bold in the list, but for its headings."""
    rows = app.desk_screen.crew.list
    titles = [item.title for item in rows.items if item.key]
    lines = [rows.render_line(y) for y in range(rows.size.height)]
    bold = [segment.text for line in lines for segment in line if segment.style and segment.style.bold]
    return [text for text in bold if any(text.strip() and text in title for title in titles)]


def test_the_dot_says_unread_and_weight_says_where_one_is(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        assert [item.glyph for item in rows.items if item.key] == [glyph("unread")] * 3
        assert bold_titles(app) == ["The first day"]
        await press(app, pilot, "u", "j")
        assert [item.glyph for item in rows.items if item.key] == [glyph("read"), glyph("unread"), glyph("unread")]
        assert bold_titles(app) == ["Talks in Istanbul"]
        assert len({(item.ink, item.attributes) for item in rows.items if item.key}) == 1
        await press(app, pilot, "2")
        assert len(bold_titles(app)) == 1

    drive(steps)


def test_a_star_takes_no_dot_away(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "m")
        assert f"{glyph('unread')} The first day" in text_of(app)
        assert f"{glyph('starred')} 16 May" in text_of(app)
        await press(app, pilot, "u")
        assert f"{glyph('read')} The first day" in text_of(app)
        assert f"{glyph('starred')} 16 May" in text_of(app)

    drive(steps)


def test_a_star_and_a_dot_are_read_aloud(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "m")
        assert "unread: The first day" in text_of(app)
        assert "starred, 16 May" in text_of(app)

    drive(steps, linear=True)


@pytest.mark.parametrize("linear", [False, True])
def test_a_problem_takes_no_dot_away(drive: Drive, desk: Path, linear: bool) -> None:
    (desk / "first-day.yaml").write_text(FIRST_DAY.replace("body:", "status: unheard-of\nbody:"), encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "m")
        said = "broken, starred, 16 May" if linear else f"{glyph('problem')} {glyph('starred')} 16 May"
        unread, read = ("unread:", "read:") if linear else (glyph("unread"), glyph("read"))
        assert said in text_of(app)
        assert f"{unread} The first day" in text_of(app)
        await press(app, pilot, "u")
        assert f"{read} The first day" in text_of(app)
        assert said in text_of(app)

    drive(steps, folder=desk, linear=linear)


def test_on_an_empty_desk_every_key_says_something(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for key, said in (("x", "no row here to pick"), ("p", "Nothing is marked"), ("e", "Nothing is marked"),
                          ("u", "Only stories"), ("m", "Only stories"), ("y", "nothing to copy"),
                          ("o", "no address here"), (".", "Nothing is new since your first visit"),
                          ("d", "Open a story first")):  # fmt: skip
            await press(app, pilot, key)
            assert said in text_of(app), key

    drive(steps, folder=tmp_path / "empty", size=(80, 24))
