"""Jump: letters on what can be followed, and what typing them does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.pilot import Pilot
from textual.strip import Strip

from briefing.config.paths import shipped
from briefing.config.themes import Themes
from briefing.model.place import Place
from briefing.ui.app import BriefingApp
from briefing.ui.crew.jump import LETTERS, Jump, labels_for
from briefing.ui.styles import Styles
from briefing.ui.widgets.drawing import placed, with_labels
from tests.ui.conftest import Drive, press, text_of

SIZES = [(40, 12), (80, 24), (120, 40)]
INK = Styles(Themes([shipped("themes")]).load("ink"))


@given(st.integers(0, 900))
def test_no_label_begins_another(count: int) -> None:
    labels = labels_for(count)
    assert len(labels) == min(count, len(LETTERS) ** 2)
    assert len(set(labels)) == len(labels)
    assert all(1 <= len(label) <= 2 and set(label) <= set(LETTERS) for label in labels)
    firsts = Counter(label[0] for label in labels)
    assert all(firsts[label] == 1 for label in labels if len(label) == 1)


@given(
    st.text(alphabet="ab日🙂é ", max_size=20),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["a", "zx"])), max_size=5),
)
def test_letters_lie_over_any_text_without_moving_it(text: str, labels: list[tuple[int, str]]) -> None:
    width = 40
    strip = Strip([Segment(text + " " * (width - cell_len(text)))], width)
    stand = placed(strip.text, width, labels)
    made = with_labels(strip, labels, INK)
    assert cell_len(made.text) == width
    assert [label for _x, label in stand] == [label for _x, label in sorted(labels)]
    for x, label in stand:
        if x + len(label) < width:
            assert made.crop(x, x + len(label) + 1).text == f"{label} "


@pytest.mark.parametrize(
    ("line", "things", "shown"),
    [
        ("he was in Istanbul and", [("Istanbul", "a")], "he was in a tanbul and"),
        ("he was in Istanbul and", [("Istanbul", "as")], "he was in as anbul and"),
        ("  Zelensky saw", [("Zelensky", "a")], "a Zelensky saw"),
        ("    Zelensky saw", [("Zelensky", "as")], " as Zelensky saw"),
        ("▌ ◉ Istanbul", [("◉", "a")], "▌ a Istanbul"),
        ("▌ ◉ Istanbul", [("◉", "as")], "▌as Istanbul"),
        ("the EU, NATO", [("EU", "a"), ("NATO", "s")], "the a , s TO"),
        ("  •• Kyiv", [("••", "a"), ("• ", "s")], "  a s yiv"),
        ("UK", [("UK", "as")], "as"),
    ],
)
def test_letters_stand_before_a_word_or_a_clear_gap_before_its_rest(
    line: str, things: list[tuple[str, str]], shown: str
) -> None:
    strip = Strip([Segment(line)], cell_len(line))
    assert with_labels(strip, [(line.index(thing), label) for thing, label in things], INK).text == shown


def letters(app: BriefingApp) -> dict[str, str]:
    """The letters on screen, with the widget that shows each."""
    style = app.look.get("ground", "b", "accent")
    found = {}
    for name, widget in {**app.desk_screen.crew.columns.panes, "top": app.desk_screen.crew.bars.top}.items():
        if widget.display:
            for y in range(widget.size.height):
                found |= {segment.text: name for segment in widget.render_line(y) if segment.style == style}
    return found


def jump_of(app: BriefingApp) -> Jump:
    assert app.desk_screen.crew.is_jumping
    return app.desk_screen.crew.jump


def label_of(app: BriefingApp, place: Place, pane: str) -> str:
    widget = app.desk_screen.crew.columns.panes[pane]
    for label, (shown_by, spot) in jump_of(app)._there.items():
        target = getattr(spot.thing, "target", spot.thing)
        key = target.key if isinstance(target, Place) else target
        if shown_by is widget and key == place.key:
            return label
    raise AssertionError(place)


@pytest.mark.parametrize("size", SIZES)
def test_everything_on_screen_gets_letters_and_escape_leaves_no_trace(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J")
        before = text_of(app)
        await press(app, pilot, "f")
        shown = letters(app)
        wanted = {name for name, pane in app.desk_screen.crew.columns.panes.items() if pane.display}
        assert set(shown.values()) == wanted
        assert set(shown) == set(jump_of(app)._there)
        await press(app, pilot, "escape")
        assert letters(app) == {}
        assert text_of(app) == before
        await press(app, pilot, "f", "?")
        assert text_of(app) == before

    drive(steps, size=size)


def test_letters_go_to_a_stop_a_row_and_a_view(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        await press(app, pilot, "enter", "J", "f")
        turkey = Place.to("actor", "turkey")
        await press(app, pilot, *label_of(app, turkey, "reader"))
        assert desk.reading.here is not None
        assert desk.reading.here.same_page(turkey)
        assert not desk.crew.is_jumping
        await press(app, pilot, "f")
        grain = Place.to("story", "grain")
        await press(app, pilot, *label_of(app, grain, "list"))
        assert desk.reading.here is not None
        assert desk.reading.here.same_page(grain)
        assert desk.reading.pane == "reader"

    drive(steps)


def test_a_tab_has_its_digit_and_takes_no_letters_but_what_is_beside_it_does(drive: Drive, desk: Path) -> None:
    (desk / "broken.yaml").write_text("title: [", encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        tabs = text_of(app).splitlines()[0].split("broken")[0].rstrip(" 1")
        await press(app, pilot, "f")
        assert text_of(app).splitlines()[0].startswith(tabs)
        [label] = [label for label, where in letters(app).items() if where == "top"]
        await press(app, pilot, *label)
        assert "broken.yaml" in text_of(app)

    drive(steps)


def test_a_first_letter_rules_the_others_out(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.ui.crew.jump.LETTERS", "asdf")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "f")
        pair = next(label for label in letters(app) if len(label) == 2)
        await press(app, pilot, pair[0])
        assert {label[0] for label in letters(app)} == {pair[0]}
        await press(app, pilot, "escape")
        assert letters(app) == {}

    drive(steps)


def test_a_resize_ends_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "f")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert not app.desk_screen.crew.is_jumping
        assert letters(app) == {}

    drive(steps)


def test_what_lies_under_the_drawer_gets_no_letters(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "c", "f")
        edge = app.desk_screen.crew.margin.region.x
        for widget, spot in jump_of(app)._there.values():
            assert widget is not app.desk_screen.crew.reader or widget.region.x + spot.x < edge

    drive(steps, size=(80, 24))
