"""What lies over the desk says what the desk says: also when it changes, or answers again, while it is open."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from briefing.desk.away import Away
from briefing.desk.desk import Desk
from briefing.ui import trouble
from briefing.ui.app import BriefingApp
from briefing.ui.messages import DeskChanged
from briefing.ui.scene import settle
from tests.ui.conftest import Drive, press, text_of

SIZES = [(80, 24), (120, 40)]
AWAY = "The database at db.example does not"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "files", None)


def away(*_asked: Any) -> Any:
    raise Away("the database at db.example does not answer")


@contextlib.contextmanager
def gone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Meanwhile nothing that is asked of the desk is answered."""
    with monkeypatch.context() as patch:
        for name in ("_read", "_list", "refresh"):
            patch.setattr(Desk, name, away)
        yield


async def calmly(app: BriefingApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys of which the work may fail."""
    for key in keys:
        with contextlib.suppress(WorkerFailed):
            await press(app, pilot, key)


async def told(app: BriefingApp, pilot: Pilot[None], *files: str) -> None:
    """Files were saved and published, or the server went or came."""
    app.desk_screen.post_message(DeskChanged(frozenset(files)))
    for _ in range(2):  # what follows from it has work of its own, and so has what lies over the desk
        with contextlib.suppress(WorkerFailed):
            await settle(app, pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "keys", [("s", *"talks"), (":", *"talks"), ("p",), ("S", *"2025-05-01", "enter")], ids=lambda keys: keys[0]
)
def test_what_is_open_over_the_desk_follows_it(
    drive: Drive, desk: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *keys)
        assert app.screen is not app.desk_screen
        assert "Talks in Istanbul" in text_of(app)
        file = desk / "talks.yaml"
        file.write_text(file.read_text().replace("title: Talks in Istanbul", "title: The talks failed"))
        await told(app, pilot, "talks.yaml")
        assert "The talks failed" in text_of(app)
        assert "Talks in Istanbul" not in text_of(app).replace("Talks in Istanbul  15", "")
        await press(app, pilot, "escape")
        assert app.screen is app.desk_screen

    drive(steps, opened="talks", size=size)


def test_what_changed_in_a_story_follows_it(drive: Drive, desk: Path) -> None:
    file = desk / "talks.yaml"

    async def look(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "j", "space", "space")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "d")
        assert "FIRST" in text_of(app)
        file.write_text(file.read_text().replace("FIRST", "SECOND"))
        await told(app, pilot, "talks.yaml")
        assert "SECOND" in text_of(app)

    drive(look, opened="talks")
    file.write_text(file.read_text().replace("title: Talks in", "title: FIRST talks in"))
    drive(steps, opened="talks")


@pytest.mark.usefixtures("elsewhere")
def test_problems_of_a_published_desk_follow_it(drive: Drive, desk: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "!")
        assert "All is well" in text_of(app)
        (desk / "grain.yaml").write_text("title: Grain leaves\ndate: 2022-07-52\nbody: Erdoğan signed.\n")
        await told(app, pilot, "grain.yaml")
        assert "2022-07-52" in text_of(app)
        (desk / "grain.yaml").write_text("title: Grain leaves\ndate: 2022-07-22\nbody: Erdoğan signed.\n")
        await told(app, pilot, "grain.yaml")
        assert "All is well" in text_of(app)

    drive(steps)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("keys", "comes"), [("s", "Talks in Istanbul"), (":", "Talks in Istanbul"), ("!", "All is")])
def test_it_says_that_the_desk_does_not_answer_and_goes_on_when_it_does(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, keys: str, comes: str, size: tuple[int, int]
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        with gone(monkeypatch):
            await calmly(app, pilot, keys)
            if keys != "!":
                await calmly(app, pilot, *"istan")
            assert AWAY in text_of(app)
            for never in ("Looking", "All is well", "under way"):
                assert never not in text_of(app)
            if keys != "!":
                await calmly(app, pilot, "enter")  # opens nothing now, and nothing once there is something
            await told(app, pilot)
        assert app.screen is not app.desk_screen
        await told(app, pilot)
        assert app.screen is not app.desk_screen
        assert comes in text_of(app)
        assert AWAY not in text_of(app)

    drive(steps, size=size)


@pytest.mark.usefixtures("elsewhere")
def test_a_command_is_chosen_by_name_whether_or_not_the_desk_answers(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_given_up = threading.Event()

    def silent(*_asked: Any) -> Any:
        assert is_given_up.wait(30)
        away()

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        with gone(monkeypatch):
            await calmly(app, pilot, ":", *"help", "enter")
            assert type(app.screen).__name__ == "HelpScreen"
            await calmly(app, pilot, "escape")
        monkeypatch.setattr(trouble, "PATIENCE", 0.01)
        for name in ("_read", "_list"):
            monkeypatch.setattr(Desk, name, silent)
        monkeypatch.setattr(Desk, "give_up", lambda _desk: is_given_up.set())
        await pilot.press(":", *"quit", "enter")
        while not is_given_up.is_set():
            await pilot.pause(0.01)

    drive(steps)
    assert is_given_up.is_set()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("keys", [("j",), ("s", "x")])
def test_who_waits_for_a_page_or_for_what_is_found_is_told_so(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    answers = threading.Event()
    read = Desk._read

    def slow(self: Desk, ask: Any) -> Any:
        assert answers.wait(30)
        return read(self, ask)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(trouble, "PATIENCE", 0.01)
        monkeypatch.setattr(Desk, "_read", slow)
        await pilot.press(*keys)
        while trouble.WAITING not in text_of(app):
            await pilot.pause(0.01)
        answers.set()
        await settle(app, pilot)

    drive(steps)


@pytest.mark.usefixtures("elsewhere")
def test_a_desk_that_did_not_answer_is_asked_again_and_what_was_marked_comes(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody tells of a right that was given back, nor that a question took too long only once."""
    monkeypatch.setattr(trouble, "ASKS_AGAIN", 0.01)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        with gone(monkeypatch):
            await calmly(app, pilot, "j")
            assert AWAY in text_of(app)
            app.desk_screen.crew.bars.hush()
            app.desk_screen.work(app.desk_screen.orders.read_again, "again")
            with contextlib.suppress(WorkerFailed):
                await settle(app, pilot)
            assert AWAY not in text_of(app), "it is not said again and again"
            assert "no answer" in text_of(app)
        while "The desk answers again" not in text_of(app):
            await pilot.pause(0.01)
        await settle(app, pilot)
        assert "no answer" not in text_of(app)
        item = app.desk_screen.crew.list.item
        assert item
        assert item.place
        assert item.place.same_page(app.desk_screen.reading.here)
        assert app.desk_screen.crew.reader.sheet.address == item.place.address

    drive(steps)
