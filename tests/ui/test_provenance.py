"""From what is marked to its file: peek, edit, copy."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.editors import EDITORS, NoEditor, edit_command
from briefing.ui.pages.page import page_sheet
from briefing.ui.scene import make_app
from briefing.ui.whereabouts import place_at
from tests.ui.conftest import Drive, press, text_of


@pytest.mark.parametrize(
    ("keys", "file", "line"),
    [
        (("1",), "talks.yaml", 1),
        (("1", "enter", "]"), "talks.yaml", 20),
        (("2", "j"), "actors.yaml", 3),
        (("3",), "places.yaml", 1),
        (("4",), "talks.yaml", 18),
    ],
)
def test_peek_shows_the_lines_behind_what_is_marked(
    drive: Drive, desk: Path, keys: tuple[str, ...], file: str, line: int
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *keys, "p")
        shown = text_of(app)
        assert f"{file}:" in shown
        written = (desk / file).read_text(encoding="utf-8").splitlines()
        number = int(shown.split(f"{file}:")[1].split()[0])
        assert written[number - 1].strip()[:20] in shown
        await press(app, pilot, "escape")
        assert f"{file}:{number}" not in text_of(app)

    drive(steps, opened=None if keys[0] != "1" else "talks")


def test_every_editor_gets_the_file_and_the_line(tmp_path: Path) -> None:
    for name in EDITORS:
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        made = edit_command({"PATH": str(tmp_path), "EDITOR": f"{name} --wait"}, "", Path("-odd name.yaml"), 7)
        assert made.arguments[0] == str(program)
        assert made.arguments[1] == "--wait"
        said = " ".join(made.arguments)
        assert "7" in said
        assert str(Path("-odd name.yaml").absolute()) in said
        assert not any(word.startswith("-odd") for word in made.arguments)


def test_a_setting_is_taken_as_it_stands(tmp_path: Path) -> None:
    program = tmp_path / "mine"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    made = edit_command(
        {"PATH": str(tmp_path), "EDITOR": "vim"}, "mine at={line} {file}", Path("/x/$(touch y).yaml"), 3
    )
    assert made.arguments == (str(program), "at=3", "/x/$(touch y).yaml")


@pytest.mark.parametrize(
    "name", ["a; touch x;.yaml", "$(touch x).yaml", "`touch x`.yaml", "'; touch x; '.yaml", "{line}"]
)
def test_no_shell_reads_the_name_of_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "told.sh").write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/told\n')
    (tmp_path / "told.sh").chmod(0o755)
    for editor in (f"{tmp_path}/told.sh", f"{tmp_path}/told.sh {{file}}"):
        call = edit_command({"EDITOR": editor, "PATH": os.defpath}, "", tmp_path / name, 1)
        subprocess.run(call.arguments, check=True, cwd=tmp_path)
        assert (tmp_path / "told").read_text() == str(tmp_path / name)
    call = edit_command({"EDITOR": "sh -c 'touch meant'", "PATH": os.defpath}, "", tmp_path / name, 1)
    subprocess.run(call.arguments, check=True, cwd=tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"told.sh", "told", "meant"}
    with pytest.raises(NoEditor, match="a shell would read"):
        edit_command({"PATH": os.defpath}, "sh -c 'cat {file}'", tmp_path / name, 1)


@pytest.mark.parametrize("editor", ["", "no-such-editor", "vim 'open"])
def test_what_cannot_be_had_is_said(editor: str) -> None:
    with pytest.raises(NoEditor) as caught:
        edit_command({"PATH": os.defpath, "EDITOR": editor}, "", Path("a.yaml"), 1)
    assert "editor" in str(caught.value)


def test_copy_offers_four_ways(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ = {"TERM": "xterm", "PATH": ""}
        await press(app, pilot, "enter", "y")
        shown = text_of(app)
        for title in ("text", "citation", "Markdown link", "file and line"):
            assert title in shown
        await press(app, pilot, "c")
        assert app.clipboard == "“Talks in Istanbul”, desk, 15 May 2025"
        await press(app, pilot, "y", "m")
        assert app.clipboard == "[Talks in Istanbul](talks.yaml)"
        await press(app, pilot, "y", "l")
        assert app.clipboard == "talks.yaml:1"

    drive(steps, opened="talks")


def test_a_headline_is_the_desk_s_and_a_source_is_cited_by_its_own_name(drive: Drive, tmp_path: Path) -> None:
    desk = tmp_path / "morning"
    desk.mkdir()
    (desk / "a.yaml").write_text(
        "title: Our headline\ndate: 2025-05-15\nsources:\n  - {name: A note}\n"
        "  - {name: Reuters, url: https://example.org/r, published: 2025-05-14}\n"
        "  - {name: AP, url: https://example.org/ap}\nbody: |\n  See [this](https://example.org/ap).\n"
    )

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ = {"TERM": "xterm", "PATH": ""}
        for key, text in (
            ("c", "“Our headline”, morning, 15 May 2025, after: Reuters"),
            ("s", "Reuters, 14 May 2025, https://example.org/r"),
            ("m", "[Our headline](a.yaml)"),
        ):
            await press(app, pilot, "y", key)
            assert app.clipboard == text
        await press(app, pilot, "enter", "]", "y", "s")
        assert app.clipboard == "AP, https://example.org/ap"

    drive(steps, folder=desk, opened="a")


@pytest.mark.parametrize("id", ["talks", "volodymyr-zelensky", "istanbul", "talks:ceasefire"])
def test_the_whole_page_is_copied_as_markdown_and_as_html(drive: Drive, id: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ = {"TERM": "xterm", "PATH": ""}
        await press(app, pilot, "y", "d")
        written = app.clipboard
        title = written.splitlines()[0].removeprefix("# ").split("  ")[0]
        assert written.startswith(f"# {title}")
        assert len(written.splitlines()) > 3
        await press(app, pilot, "y", "h")
        assert f"<title>{title}" in app.clipboard
        assert app.clipboard.endswith("</html>\n")

    drive(steps, opened=id)


def test_a_terminal_that_takes_no_copy_shows_the_text(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ = {"TERM": "linux", "PATH": ""}
        await press(app, pilot, "enter", "y", "c")
        assert "select the text" in text_of(app)
        assert "“Talks in Istanbul”, desk, 15 May 2025" in text_of(app)

    drive(steps, opened="talks")


@pytest.mark.parametrize(
    ("file", "needle", "kind", "key"),
    [
        ("talks.yaml", "title:", "story", "talks"),
        ("talks.yaml", "ceasefire", "question", "talks:ceasefire"),
        ("talks.yaml", "role: host", "actor", "recep-tayyip-erdogan"),
        ("talks.yaml", "A last paragraph", "story", "talks"),
        ("actors.yaml", "turkey", "actor", "turkey"),
        ("places.yaml", "ankara", "venue", "ankara"),
    ],
)
def test_a_line_leads_to_its_page(desk: Path, tmp_path: Path, file: str, needle: str, kind: str, key: str) -> None:
    app = make_app(desk, tmp_path / "home")
    lines = (desk / file).read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if needle in line)
    place = place_at(app.library.desk, file, number, app.library.pen())
    assert place is not None
    assert (place.kind, place.key) == (kind, key)
    if needle.startswith("A last"):
        sheet = page_sheet(app.library.page(place), app.library.pen())  # type: ignore[arg-type]
        assert sheet.paras[place.at.para].text.startswith(needle)
    assert place_at(app.library.desk, "nothing.yaml", 1, app.library.pen()) is None
    app.library.close()


ADDRESS = "https://example.org/news/a-long-address-that-no-bar-would-show-whole/2025/05/15/envoys-in-istanbul"


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_an_address_is_shown_and_copied_where_a_browser_would_be_far_away(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    (folder / "a.yaml").write_text(f"title: A\nsources: [{{title: Wire, url: '{ADDRESS}'}}]\nbody: |\n  Text.\n")
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        sent: list[str] = []
        monkeypatch.setattr(app, "copy_to_clipboard", sent.append)
        app.environ = {variable: "10.0.0.1", "TERM": "xterm-256color"}
        await press(app, pilot, "o")
        shown = "".join(line.strip() for line in text_of(app).splitlines())
        assert ADDRESS in shown
        assert "another machine" in shown
        assert (sent, opened) == ([ADDRESS], [])
        await press(app, pilot, "escape")
        app.environ = {variable: "10.0.0.1", "DISPLAY": "localhost:10.0", "TERM": "xterm-256color"}
        await press(app, pilot, "o")  # its windows come to the reader
        assert opened == []
        assert ADDRESS in "".join(line.strip() for line in text_of(app).splitlines())
        await press(app, pilot, "escape", "o")
        assert opened == [ADDRESS]

    drive(steps, folder=folder, opened="a", size=(60, 16))


def test_nothing_is_opened_before_it_was_shown(drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "linked"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "title: A\nbody: |\n  See [https://bank.example](https://evil.example/x) and [b](javascript:alert(1)).\n"
    )
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.environ = {"DISPLAY": ":0", "TERM": "xterm-256color"}
        await press(app, pilot, "enter", "]", "o")
        assert "o opens https://evil.example/x" in text_of(app)
        assert opened == []
        await press(app, pilot, "o")
        assert opened == ["https://evil.example/x"]

    drive(steps, folder=folder, opened="a", size=(80, 16))
