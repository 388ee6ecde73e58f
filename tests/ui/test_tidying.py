"""Names that may be one, pair by pair: what is decided is done in the files, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from briefing.desk.registry.apart import ApartPairs
from briefing.ui.app import BriefingApp
from briefing.ui.crew.tidying import Tidying
from briefing.ui.scene import Scene, settle, take
from briefing.ui.screens.pairs import PairsScreen
from briefing.ui.sheet import Sheet
from briefing.ui.sitting import Decided, NamePair, Sitting
from tests.desk.registry.conftest import texts_in
from tests.ui.conftest import Drive, press, text_of

ONE = """\
title: Zelenskyy travels
date: 2025-05-18
actors: [{name: Volodymyr Zelenskyy, kind: person, role: guest}]
body: |
  Volodymyr Zelenskyy went to Ankara.
"""
TWO = """\
title: Erdogan speaks
date: 2025-05-19
actors: [{name: Tayyip Recep Erdogan, kind: person}]
body: |
  Tayyip Recep Erdogan spoke.
"""


@pytest.fixture
def doubled(desk: Path) -> Path:
    """A desk on which two people are called by two names each."""
    (desk / "one.yaml").write_text(ONE)
    (desk / "two.yaml").write_text(TWO)
    return desk


def screen(app: BriefingApp) -> PairsScreen:
    assert isinstance(app.screen, PairsScreen)
    return app.screen


def titles(app: BriefingApp) -> tuple[str, str]:
    return tuple(view.sheet.paras[0].text for view in (screen(app).first, screen(app).second))  # type: ignore[return-value]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
def test_both_are_seen_with_what_speaks_for_each(drive: Drive, doubled: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        assert titles(app) == ("Tayyip Recep Erdogan", "Recep Tayyip Erdoğan")
        shown = text_of(app)
        assert "another order" in shown
        assert "1/2" in shown
        assert "Recep Tayyip Erdoğan" in shown
        assert "y one" in shown
        await press(app, pilot, "J")
        assert titles(app) == ("Volodymyr Zelenskyy", "Volodymyr Zelensky")
        await press(app, pilot, "x")
        assert titles(app) == ("Volodymyr Zelensky", "Volodymyr Zelenskyy")
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, PairsScreen)

    drive(steps, size=size)


def test_yes_no_and_back(drive: Drive, doubled: Path, tmp_path: Path) -> None:
    before = texts_in(doubled)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M", "y")
        assert "Tayyip Recep Erdogan is Recep Tayyip Erdoğan now, in 2 files" in text_of(app)
        assert "actors: [{id: recep-tayyip-erdogan" in (doubled / "two.yaml").read_text()
        assert "aliases: [Tayyip Recep Erdogan]" in (doubled / "actors.yaml").read_text()
        assert titles(app)[0] == "Volodymyr Zelenskyy"
        await press(app, pilot, "n")
        assert "That is all: 2 pairs decided" in text_of(app)
        await press(app, pilot, "u")
        assert titles(app)[0] == "Volodymyr Zelenskyy"
        await press(app, pilot, "u")
        assert texts_in(doubled) == before
        assert titles(app)[0] == "Tayyip Recep Erdogan"
        await press(app, pilot, "u")
        assert "Nothing was decided here" in text_of(app)
        await press(app, pilot, "n", "escape")

    drive(steps)
    assert texts_in(doubled) == before
    apart = ApartPairs(doubled, tmp_path / "home" / "state")
    assert apart.all() == {frozenset({"recep-tayyip-erdogan", "tayyip-recep-erdogan"})}

    async def again(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        assert "1/1" in text_of(app)
        assert titles(app)[0] == "Volodymyr Zelenskyy"

    drive(again)


def test_from_a_dossier_its_own_pairs_come_alone(drive: Drive, doubled: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        assert "1/1" in text_of(app)
        assert titles(app)[1] == "Volodymyr Zelensky"

    drive(steps, opened="volodymyr-zelensky")

    async def others(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        assert "No name looks like Turkey; these are the others" in text_of(app)
        assert "1/2" in text_of(app)

    drive(others, opened="turkey")


def test_the_desk_follows_and_what_cannot_be_is_said(drive: Drive, doubled: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        (doubled / "two.yaml").chmod(0o444)
        await press(app, pilot, "y")
        assert "two.yaml is read-only; nothing was written" in text_of(app)
        assert "1/2" in text_of(app)
        (doubled / "two.yaml").chmod(0o644)
        await press(app, pilot, "y", "escape")
        await settle(app, pilot)
        assert app.library.desk.page("actor", "tayyip-recep-erdogan") is None

    drive(steps)


def test_a_pair_that_was_taken_back_is_shown_as_it_is_again(drive: Drive, doubled: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M", "y")
        await settle(app, pilot)
        await press(app, pilot, "u")
        await settle(app, pilot)
        assert titles(app)[0] == "Tayyip Recep Erdogan"
        assert "Erdogan speaks" in text_of(app)
        assert "No story of this desk names them any more" not in text_of(app)

    drive(steps)


@pytest.mark.parametrize("second", ["y", "n"])
def test_a_key_never_means_a_pair_that_was_not_seen(
    drive: Drive, doubled: Path, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    """While one pair is worked at, whatever is told of the index meanwhile, the next key waits for the next pair."""
    go, seen, meant = Event(), [""], []
    same, show, decide = Sitting.same, PairsScreen.show, Tidying.decide

    def slow(sitting: Sitting, pair: NamePair) -> Decided:
        go.wait(60)
        return same(sitting, pair)

    def watched(shown: PairsScreen, first: Sheet, *others: object) -> None:
        seen.append(first.paras[0].text)
        show(shown, first, *others)  # type: ignore[arg-type]

    def noted(tidying: Tidying, how: str) -> None:
        meant.append(seen[-1])
        decide(tidying, how)

    monkeypatch.setattr(Sitting, "same", slow)
    monkeypatch.setattr(PairsScreen, "show", watched)
    monkeypatch.setattr(Tidying, "decide", noted)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        await pilot.press("y")
        app.desk_screen.crew.tidying.renew()
        await pilot.press(second)
        assert not screen(app).is_ready
        go.set()
        await settle(app, pilot)
        assert "That is all: 2 pairs decided" in text_of(app)

    drive(steps)
    assert meant == ["Tayyip Recep Erdogan", "Volodymyr Zelenskyy"]


def test_a_desk_without_such_names_says_so(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M")
        assert "No two names of this desk look like one" in text_of(app)
        await press(app, pilot, "y")
        assert "No pair is left" in text_of(app)
        await press(app, pilot, "M")
        assert not isinstance(app.screen, PairsScreen)

    drive(steps)


def test_a_picture_of_it_changes_no_file(doubled: Path) -> None:
    before = texts_in(doubled)
    text = take(Scene(doubled, keys=("M", "y"))).text
    assert "This is drawn for a picture: no file of the desk is changed" in text
    assert texts_in(doubled) == before


def test_whom_only_briefs_knew_is_asked_of_by_the_new_id_and_all_pairs_come_back(drive: Drive, desk: Path) -> None:
    """Who is put into the registry by a merge has an id there, which need not be the key that the index gave."""
    for number, name in enumerate(("Мария Иванова", "Maria Ivanova", "Maria Iwanowa")):
        person = f"{{name: {name}, kind: person}}"
        (desk / f"m{number}.yaml").write_text(f"title: {name}\nactors: [{person}]\nbody: |\n  {name} came.\n")
    before = texts_in(desk)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "M", "J")
        assert "2/3" in text_of(app)
        assert titles(app) == ("Maria Ivanova", "Мария Иванова")
        await press(app, pilot, "y")
        await settle(app, pilot)
        assert "1/1" in text_of(app)
        assert titles(app) == ("Maria Iwanowa", "Мария Иванова")
        assert "No story of this desk names them any more" not in text_of(app)
        await press(app, pilot, "y")
        assert "That is all: 2 pairs decided" in text_of(app)
        assert "aliases: [Maria Ivanova, Maria Iwanowa]" in (desk / "actors.yaml").read_text()
        await press(app, pilot, "u", "u")
        assert "2/3" in text_of(app)

    drive(steps)
    assert texts_in(desk) == before
