"""What the reader says and does where the desk's files are elsewhere, and where the desk does not answer."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from briefing.desk.away import Away
from briefing.desk.desk import Desk
from briefing.ui import trouble
from briefing.ui.afar import OF_A_PUBLISHED_DESK
from briefing.ui.app import BriefingApp
from briefing.ui.messages import DeskChanged
from briefing.ui.scene import settle
from tests.ui.conftest import Drive, press, text_of

WIDE = (160, 40)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "files", None)


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The commands of the editors that were started."""
    commands: list[Any] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_more: commands.append(command))
    return commands


def _set(app: BriefingApp, clone: Path | None, programs: Path) -> None:
    """An editor that needs no terminal, and a folder with the files."""
    (programs / "code").touch(mode=0o755)
    app.environ, app.editor, app.clone = {"PATH": str(programs), "TERM": "xterm"}, "code", clone


@pytest.mark.parametrize(("key", "size"), [("2", WIDE), ("s", WIDE), ("enter", (40, 12)), ("6", (80, 24))])
def test_a_desk_that_does_not_answer_ends_no_reader(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, key: str, size: tuple[int, int]
) -> None:
    def away(*_asked: Any) -> Any:
        raise Away("the database at db.example does not answer")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        with monkeypatch.context() as gone:
            for name in ("_read", "_list", "refresh"):
                gone.setattr(Desk, name, away)
            for one in (key, "escape"):
                with contextlib.suppress(WorkerFailed):
                    await press(app, pilot, one)
            app.desk_screen.post_message(DeskChanged(frozenset()))
            with contextlib.suppress(WorkerFailed):
                await settle(app, pilot)
            assert "The database at db.example does not" in text_of(app)
            app.desk_screen.crew.bars.hush()
            await settle(app, pilot)
            assert "no answer" in text_of(app)
        app.desk_screen.post_message(DeskChanged(frozenset()))
        await settle(app, pilot)
        assert "The desk answers again" in text_of(app)
        assert "no answer" not in text_of(app)
        if key in ("2", "6"):  # the view that was asked for meanwhile
            assert app.desk_screen.crew.shelves._filled == app.desk_screen.reading.view
        await press(app, pilot, "2")
        assert "The desk answers again" not in text_of(app)

    drive(steps, size=size)


@pytest.mark.parametrize("password", ["s3cret", "s3/cr@et", "s3?cret#"])
def test_an_address_in_the_wrong_place_shows_no_password(drive: Drive, password: str) -> None:
    async def steps(app: BriefingApp, _pilot: Pilot[None]) -> None:
        assert "There is no story, actor, place or question `postgresql://…@h/x` on this desk" in text_of(app)
        for part in (password, "ann"):
            assert part not in text_of(app)

    drive(steps, size=WIDE, opened=f"postgresql://ann:{password}@h/x")


@pytest.mark.usefixtures("elsewhere")
def test_a_question_that_is_not_answered_keeps_no_key_and_no_reader(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_given_up = threading.Event()

    def silent(*_asked: Any) -> Any:
        assert is_given_up.wait(30)
        raise Away("the database at db.example is not asked any more")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(trouble, "PATIENCE", 0.01)
        monkeypatch.setattr(Desk, "_list", silent)
        monkeypatch.setattr(Desk, "give_up", lambda _desk: is_given_up.set())
        await pilot.press("2")
        assert "Waiting for the desk to answer" in text_of(app)
        await pilot.press("3", "q")
        assert is_given_up.is_set()

    drive(steps, size=WIDE)


@pytest.mark.usefixtures("elsewhere")
def test_a_published_desk_is_edited_and_put_in_order_elsewhere(drive: Drive, edited: list[Any], tmp_path: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        _set(app, None, tmp_path)
        await press(app, pilot, "e")
        assert OF_A_PUBLISHED_DESK["edit"].format(place="talks.yaml:1") in text_of(app)
        await press(app, pilot, "2", "M")
        assert OF_A_PUBLISHED_DESK["names"] in text_of(app)
        assert app.screen is app.desk_screen

    drive(steps, opened="talks", size=WIDE)
    assert edited == []


@pytest.mark.usefixtures("elsewhere")
def test_the_editor_is_given_a_file_of_the_clone_and_none_outside(
    drive: Drive, edited: list[Any], tmp_path: Path
) -> None:
    clone, outside = tmp_path / "clone", tmp_path / "outside.yaml"
    clone.mkdir()
    outside.write_text("title: Not of this desk\n")
    (clone / "talks.yaml").symlink_to(outside)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        _set(app, clone, tmp_path)
        await press(app, pilot, "e")
        assert OF_A_PUBLISHED_DESK["clone"].format(file="talks.yaml", folder=clone)[:60] in text_of(app)
        assert edited == []
        (clone / "talks.yaml").unlink()
        (clone / "talks.yaml").write_text("title: Of this desk\n")
        await press(app, pilot, "e")

    drive(steps, opened="talks", size=(200, 40))
    assert [command[1:] for command in edited] == [("--goto", f"{clone / 'talks.yaml'}:1")]
