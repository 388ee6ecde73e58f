"""ASCII alone, a linear screen with a real cursor, and nothing that blinks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.model.fold import folded
from briefing.model.place import Place
from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS
from briefing.ui.glyphs import GLYPHS, in_ascii, in_charset
from briefing.ui.item import Item
from briefing.ui.linear import linear_bar, linear_item, linear_sheet
from briefing.ui.sheet import Para, Piece, Sheet
from tests.pictures import ROOT
from tests.ui.conftest import Drive, press, text_of
from tests.ui.test_hostile import spoil

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
VIEWS = [command.keys[0] for command in COMMANDS if command.id.startswith("view.")]

PLAIN_DESK = {
    "talks": """\
title: Talks in Istanbul
date: 2025-05-15
summary: A long summary that says what the talks are about and who comes.
follows: before
actors:
  - {name: Zed Alpha, kind: person, position: President, country: UA, role: host, side: blue}
  - {id: blue, name: Blue, kind: state}
  - {name: Club, kind: organisation}
  - {name: Crowd, kind: group}
venues: [{name: Istanbul, country: TR, lat: 41.01, lon: 28.98}]
events:
  - {name: Talks, when: 2025-05-15, where: istanbul, who: [blue], status: held}
  - {name: More talks, when: late June 2025, status: scheduled}
  - {name: No talks, when: 2025-07, status: cancelled}
questions:
  - {ask: Will they come?, due: 2025-05-10, about: [blue]}
  - {ask: Who leads?, status: answered, answered: 2025-05-16, answer: The minister.}
  - {ask: Half known?, status: partly}
  - {ask: Not asked any more?, status: dropped}
tags: [talks]
body: |
  Zed Alpha met Blue in Istanbul.

  > A quote of somebody.

  - one
  - two

  | who | where |
  |---|---|
  | Blue | Istanbul |

  ---

  The end.
""",
    "before": "title: Before\ndate: 2025-05-01\nbody: |\n  Blue was there before.\n",
}


@pytest.fixture
def plain_desk(tmp_path: Path) -> Path:
    """A desk that shows every glyph there is, and whose own text is ASCII."""
    folder = tmp_path / "plain"
    folder.mkdir()
    for name, text in PLAIN_DESK.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


async def everything(app: BriefingApp, pilot: Pilot[None]) -> list[str]:
    """What every view, its pages, the margin, the help and a begun sequence show."""
    shown = [text_of(app)]
    for key in VIEWS:
        await press(app, pilot, key)
        shown.append(text_of(app))
        for _ in range(5):
            await press(app, pilot, "enter", "]", "]")
            shown.append(text_of(app))
            await press(app, pilot, "G", "c")
            shown.append(text_of(app))
            await press(app, pilot, "escape", "/", "t")
            shown.append(text_of(app))
            await press(app, pilot, "escape", "escape", "/", "t")
            shown.append(text_of(app))
            await press(app, pilot, "escape", "j")
    await press(app, pilot, "?")
    shown.append(text_of(app))
    await press(app, pilot, "G")
    shown.append(text_of(app))
    return shown


@pytest.mark.parametrize("size", SIZES)
def test_ascii_has_no_other_character(drive: Drive, plain_desk: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for text in await everything(app, pilot):
            assert [char for char in text if not char.isascii()] == []

    drive(steps, size=size, folder=plain_desk, ascii=True)


WALKS = (
    "? G", "? / t", "! h", "! j j", "! / s", "t j", ": s e r", ": p u t i n & z e l", ": z z z z", "s", "s c e a s e",
    "s a c t o r : p", "s a c t o r : z z z", "s k i n d : s t a t e", "s f o o : b", "s z z z z", "s i s t ctrl+s",
    "s i s t ctrl+s enter", "enter p", "enter y", "enter f", "enter / t h e enter n", "enter / z z z enter",
    "/ z z z enter", "/ i s t enter", "2 w t r u enter", "2 T", "2 enter G", "2 j j enter space space", "3 enter",
    "4 enter", "4 G enter", "5 g", "5 G enter", "6 j enter", "6 c", "enter c G", "enter space space", "enter G",
    "j j enter G", "7", "o", "]", "enter d", "5 j enter T", "S enter", "enter y j", "D 2 0 2 3 enter", "x j x",
)  # fmt: skip
"""Keys that lead everywhere, each from the list of stories."""


def long_desk(folder: Path, is_hostile: bool = False) -> Path:
    """The sample desk in plain letters, and two files in which something is wrong; or something in each of them."""
    folder.mkdir()
    chance = random.Random(7)
    for file in (ROOT / "briefs").glob("*.yaml"):
        text = folded(file.read_text(encoding="utf-8"), keep_case=True)[0].encode("ascii", "replace").decode()
        if is_hostile:
            text = spoil(text, chance).encode("ascii", "ignore").decode()
        (folder / file.name).write_text(text)
    (folder / "broken.yaml").write_text("title: [never closed\nbody: |\n  Still here.\n")
    (folder / "slip.yaml").write_text(
        "titel: A slip\ndate: 2025-13-45\nactors: [nobody-at-all, {kind: persn}]\nbody: |\n  Text with {nobody}.\n"
    )
    return folder


async def lines_with(app: BriefingApp, pilot: Pilot[None], is_wrong: Callable[[str], object]) -> dict[str, str]:
    """The lines that should not be, each with the walk that leads there."""
    found: dict[str, str] = {}
    for walk in WALKS:
        await press(app, pilot, *walk.split())
        found |= {line: walk for line in text_of(app).splitlines() if is_wrong(line)}
        for _ in range(10):
            if app.screen is app.desk_screen:
                break
            await press(app, pilot, "escape")
        await press(app, pilot, "escape", "escape", "1", "g")
    return found


@pytest.mark.parametrize(
    ("size", "is_hostile"),
    [((24, 8), False), ((40, 12), False), ((80, 24), False), ((80, 24), True), ((120, 40), False)],
)
def test_what_is_too_long_for_its_place_is_ascii_too(
    drive: Drive, tmp_path: Path, size: tuple[int, int], is_hostile: bool
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert await lines_with(app, pilot, lambda line: not line.isascii()) == {}

    drive(steps, size=size, folder=long_desk(tmp_path / "long", is_hostile), ascii=True)


DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff\u2605\u2606\u2713\u2800-\u28ff\ue000-\uf8ff]")
"""Arrows, boxes, blocks, shapes, stars, braille, private use: what a screen reader skips, or spells."""


@pytest.mark.parametrize(("size", "is_hostile"), [((40, 12), False), ((80, 24), True), ((120, 40), False)])
def test_nothing_is_drawn_on_a_linear_screen(
    drive: Drive, tmp_path: Path, size: tuple[int, int], is_hostile: bool
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert await lines_with(app, pilot, DRAWN.search) == {}

    folder = long_desk(tmp_path / "long", True) if is_hostile else ROOT / "briefs"
    drive(steps, size=size, folder=folder, linear=True)


def test_a_chart_is_told_in_words(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "July 2025: 2, Aug 2025: 2" in text_of(app).replace("\n", " ").replace("  ", " ")

    drive(steps, folder=ROOT / "briefs", opened="recep-tayyip-erdogan", linear=True, size=(200, 60))


def test_events_are_held_or_expected_in_words(drive: Drive, plain_desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "5")
        shown = text_of(app)
        assert "held: Talks" in shown
        assert "expected: More talks" in shown
        assert "unread" not in shown

    drive(steps, folder=plain_desk, linear=True)


@pytest.mark.parametrize(("key", "told"), [("3", "city, Turkey, 39.93° N, 32.86° E"), ("6", "41.01° N, 28.98° E")])
def test_a_map_is_told_as_a_list(drive: Drive, key: str, told: str) -> None:
    async def linear(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, key, *["enter"] * (key == "3"))
        assert told in text_of(app)

    async def in_ascii_alone(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, key)
        assert told.replace("°", " deg").replace(",", " |" if key == "3" else ",", 2) in text_of(app)

    drive(linear, linear=True)
    drive(in_ascii_alone, ascii=True)


@pytest.mark.parametrize(
    ("text", "charset", "shown"),
    [
        ("Erdoğan – „Çay“", "latin-1", 'Erdogan - "Çay"'),
        ("Erdoğan – „Çay“", "ascii", 'Erdogan - "Cay"'),
        ("Łódź, Sørensen, ısı, Straße", "ascii", "Lodz, Sorensen, isi, Strase"),
        ("Зеленский", "ascii", "?????????"),
        ("Зеленский", "koi8-r", "Зеленский"),
        ("日本", "ascii", "????"),
        ("½ ² … °", "ascii", "? 2 ~ d"),
        ("e\u0301", "ascii", "e"),
    ],
)
def test_a_terminal_that_lacks_letters_gets_the_nearest(text: str, charset: str, shown: str) -> None:
    assert in_charset(text, charset) == shown
    assert cell_len(shown) == cell_len(text)


@pytest.mark.parametrize("size", SIZES)
def test_linear_has_no_glyph_and_one_pane(drive: Drive, plain_desk: Path, size: tuple[int, int]) -> None:
    signs = {sign for sign, _twin, _word in GLYPHS.values()} - set("?!~–•") | set("─│·⏎⌫↓↑")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        shown = await everything(app, pilot)
        for text in shown:
            assert [char for char in text if char in signs] == []
        assert any("person: Zed Alpha" in text for text in shown)
        assert any("open question: Will they come?" in text for text in shown)
        await press(app, pilot, "q", "1", "enter")
        assert [name for name, pane in app.desk_screen.crew.columns.panes.items() if pane.display] == ["reader"]

    drive(steps, size=size, folder=plain_desk, linear=True)


def test_the_text_of_an_article_stays(drive: Drive, tmp_path: Path) -> None:
    folder = tmp_path / "signs"
    folder.mkdir()
    text = "Arrows → and ● bullets · “stay” – all of them …"
    (folder / "a.yaml").write_text(f"title: {text}\nbody: |\n  {text}\n", encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert text_of(app).count(text) >= 2
        assert "─" not in text_of(app)

    async def cut(app: BriefingApp, pilot: Pilot[None]) -> None:
        lines = [line.strip() for line in text_of(app).splitlines()[1:5]]
        assert "Arrows → and ● bullets · “stay” –" in lines[0]  # as it was written
        assert lines[2].endswith("~")  # where its third line is cut, that is ours

    drive(steps, folder=folder, ascii=True)
    drive(steps, folder=folder, linear=True, opened="a")
    (folder / "a.yaml").write_text(f"title: {text} {text} {text}\nbody: |\n  {text}\n", encoding="utf-8")
    drive(cut, folder=folder, ascii=True, size=(40, 12), view="stories")


def test_a_twin_is_as_wide_as_its_glyph() -> None:
    signs = "".join(sign for sign, _twin, _word in GLYPHS.values())
    assert len(in_ascii(signs)) == len(signs)
    assert in_ascii(signs).isascii()


def cursor(app: BriefingApp) -> tuple[str, int]:
    """The line on screen that the terminal's cursor stands on, and the cursor's column."""
    at = app.cursor_position
    return text_of(app).splitlines()[at.y].rstrip(), at.x


@pytest.mark.parametrize("size", SIZES)
def test_the_cursor_stands_at_the_focus(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert cursor(app) == ("unread: The first day", 0)
        await press(app, pilot, "j")
        assert cursor(app) == ("unread: Talks in Istanbul", 0)
        await press(app, pilot, "enter")
        assert cursor(app) == ("Talks in Istanbul", 0)
        await press(app, pilot, "j")
        assert cursor(app)[0].startswith("15 May 2025")
        await press(app, pilot, "]", "]")
        line, column = cursor(app)
        assert line[column:].startswith("Istanbul")
        await press(app, pilot, "c")
        line, column = cursor(app)
        assert line[column:].startswith("Volodymyr Zelensky")
        await press(app, pilot, "escape", "G")
        last = cursor(app)[0]
        await press(app, pilot, "k", "j")
        assert cursor(app)[0] == last
        await press(app, pilot, "g")
        assert cursor(app) == ("Talks in Istanbul", 0)
        await pilot.resize_terminal(60, 20)
        await press(app, pilot)
        assert cursor(app) == ("Talks in Istanbul", 0)

    drive(steps, size=size, linear=True)


def test_the_cursor_is_left_alone_elsewhere(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "j")
        assert app.cursor_position == Offset(0, 0)

    drive(steps)


def test_nothing_blinks(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.animation_level == "none"
        await press(app, pilot, "ctrl+p")
        assert not app.screen.query_one(Input).cursor_blink

    drive(steps)


def test_a_page_in_a_line() -> None:
    sheet = Sheet(
        (
            Para((Piece("Alpha"),), lead=(Piece("◆ "),), tail=(Piece("7"),)),
            Para((Piece("Talks"),), lead=(Piece("15 May   "), Piece("● "))),
            Para((Piece("why"),), lead=(Piece("  for: "),)),
            Para((Piece("deeper"),), lead=(Piece("  "),)),
            Para((Piece("one"),), lead=(Piece("1. "),)),
            Para((Piece("a"), Piece(" · "), Piece("b"), Piece("  c"))),
            Para((Piece("────"),)),
            Para((Piece("as · it → is", "text", "w"),)),
            Para(grid=(((Piece("who"),), (Piece("where"),)), ((Piece("Blue"),), (Piece("Paris"),)))),
        )
    )
    assert [para.text for para in linear_sheet(sheet).paras] == [
        "person: Alpha, 7",
        "15 May, held: Talks",
        "for: why",
        "deeper",
        "1. one",
        "a, b, c",
        "section break",
        "as · it → is",
        "who: Blue\nwhere: Paris",
    ]


def test_a_row_and_a_bar_in_a_line() -> None:
    row = Item("Talks", "talks", Place.to("story", "talks"), glyph="●", facts="15 May · Paris", count="2 ?")
    assert (linear_item(row).title, linear_item(row).facts) == ("unread: Talks", "15 May, Paris, 2 open")
    assert linear_item(Item("People", count="3")).title == "People, 3"
    bar = linear_bar((Piece("enter"), Piece(" open"), Piece("   "), Piece("j")), (Piece("42 %"), Piece("   1/3")))
    assert "".join(piece.text for piece in bar) == "enter open, j, 42 %, 1/3"


def test_the_sample_desk_in_a_line_at_a_braille_display_s_size(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for key in VIEWS:
            await press(app, pilot, key, "j", "enter", "G", "escape")
            assert all(len(line) <= 40 for line in text_of(app).splitlines())
            assert cursor(app)[1] == 0

    drive(steps, size=(40, 12), folder=ROOT / "briefs", linear=True)


def test_no_word_of_a_linear_row_goes_for_the_one_that_it_is_selected(drive: Drive, tmp_path: Path) -> None:
    desk = tmp_path / "long"
    desk.mkdir()
    for name, words in (("a", 11), ("b", 12)):
        (desk / f"{name}.yaml").write_text(
            f"title: {'word ' * 20}\nquestions:\n  - ask: {'why ' * words}\n    due: 2030\nbody: T\n"
        )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        def lines() -> list[str]:
            return [line.strip() for line in text_of(app).splitlines()]

        await press(app, pilot, "4")
        before = [line for line in lines() if line.startswith(("due", "word"))]
        await press(app, pilot, "j")
        assert [line.removesuffix(", selected") for line in lines() if line.startswith(("due", "word"))] == [
            line.removesuffix(", selected") for line in before
        ]
        assert [line.endswith("selected") for line in lines()].count(True) == 1

    drive(steps, folder=desk, size=(40, 24), linear=True)
