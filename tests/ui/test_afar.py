"""Where the reader is shown in a browser, it does nothing on the machine that serves it, and says so."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.ui.afar import NOT_IN_A_BROWSER
from briefing.ui.app import BriefingApp
from tests.ui.conftest import Drive, press, text_of


@pytest.fixture(autouse=True)
def in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BriefingApp, "is_web", True)


def never(*_words: object, **_more: object) -> None:
    raise AssertionError("a program was started")


def test_no_editor_is_started_from_a_browser(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ, app.editor = {"PATH": "/bin:/usr/bin", "TERM": "xterm"}, "touch"
        monkeypatch.setattr(subprocess, "Popen", never)
        monkeypatch.setattr(subprocess, "run", never)
        await press(app, pilot, "e")
        assert NOT_IN_A_BROWSER["edit"].format(place="talks.yaml:1") in text_of(app)
        await press(app, pilot, "ctrl+z")
        assert NOT_IN_A_BROWSER["suspend"] in text_of(app)

    drive(steps, opened="talks", size=(160, 40))


def test_names_are_put_in_order_elsewhere(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2", "M")
        assert app.screen is app.desk_screen
        assert NOT_IN_A_BROWSER["names"] in text_of(app)

    drive(steps)


def test_addresses_and_copies_go_to_the_browser(drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "title: A\nsources: [{title: Wire, url: 'https://example.org/'}]\nbody: |\n  Text.\n"
    )
    opened: list[str] = []
    sent: list[str] = []
    monkeypatch.setattr("webbrowser.open", never)
    monkeypatch.setattr("briefing.ui.crew.provenance.native_copy", never)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ = {"SSH_CONNECTION": "10.0.0.1", "DISPLAY": ":0", "TERM": "xterm-256color"}
        monkeypatch.setattr(app, "open_url", opened.append)
        monkeypatch.setattr(app, "copy_to_clipboard", sent.append)
        await press(app, pilot, "o")
        assert "o opens https://example.org/" in text_of(app)
        assert opened == []
        await press(app, pilot, "o")
        assert opened == ["https://example.org/"]
        await press(app, pilot, "y", "m")
        assert sent == ["[A](a.yaml)"]
        assert "your browser's clipboard" in text_of(app)
        app.environ = {**app.environ, "BROWSER_CLIPBOARD": "none"}  # as over plain http
        await press(app, pilot, "y", "m")
        assert len(sent) == 1
        assert "takes no copy from this page" in text_of(app)
        assert "[A](a.yaml)" in text_of(app)

    drive(steps, folder=folder, opened="a", size=(160, 20))
