"""A file is followed while it is written: its page at what was changed or at the cursor, and what is wrong with it."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.config.paths import Folders
from briefing.config.settings import Choice, Settings
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.cursor_channel import HAS_CHANNEL, CursorPlace, Teller
from briefing.model.views import Story
from briefing.parse.text import decode
from briefing.ui.app import BriefingApp
from briefing.ui.following import glimpse
from briefing.ui.messages import DeskChanged
from briefing.ui.opening import Wish, open_desk
from briefing.ui.pages.page import page_sheet
from briefing.ui.pages.pen import Pen
from briefing.ui.scene import settle
from briefing.ui.widgets.problem_strip import ProblemStrip
from tests.ui.conftest import ACTORS, lead, press, text_of

Follow = Callable[..., None]
PARAS = [f"Paragraph {number}: Zelensky spoke of the matter for a while, and then of it again." for number in range(30)]
HEAD = """\
title: Long talks
date: 2025-05-15
summary: They talk.
actors:
  - volodymyr-zelensky
  - {id: turkey, role: host}
venues: [istanbul]
events:
  - {id: palace, name: Meeting in the palace, when: 2025-05-15, where: istanbul, status: held}
questions:
  - {id: ceasefire, ask: Will there be a ceasefire?}
sources:
  - {id: wire, name: The wire}
body: |
"""
LONG = HEAD + "".join(f"  {text}\n\n" for text in PARAS) + "  Turkey said the last word.\n"


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder whose name is short: the way to a socket has about a hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="run") as folder:
        yield Path(folder) / "briefing"


@pytest.fixture
def follow(tmp_path: Path, desk: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Follow:
    """Run steps while `long.yaml`, or another file, is followed."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    (desk / "long.yaml").write_text(LONG, encoding="utf-8")

    def run(
        steps: Callable[[BriefingApp, Pilot[None]], Awaitable[None]],
        file: str = "long.yaml",
        size: tuple[int, int] = (80, 24),
        linear: bool = False,
    ) -> None:
        folders = Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "state")
        environ = {"XDG_RUNTIME_DIR": str(runtime.parent)}
        wish = Wish(spot=(file, 0), follows=True, linear=linear)
        clock = Clock.at(date(2025, 5, 16))
        app = open_desk(
            Choice(desk, "named"), folders, environ, clock, Settings(), wish, watch=False, greet=False, lasting=False
        )

        lead(app, size, steps)

    return run


async def changed(app: BriefingApp, pilot: Pilot[None], file: str) -> None:
    app.desk_screen.post_message(DeskChanged(frozenset({file})))
    await pilot.pause()
    await settle(app, pilot)
    await settle(app, pilot)


async def save(app: BriefingApp, pilot: Pilot[None], text: str, file: str = "long.yaml") -> None:
    """As an editor does that writes a second file and puts it in place of the first."""
    target = app.library.desk.root / file
    part = target.with_name(f"{target.name}~new")
    part.write_text(text, encoding="utf-8")
    os.replace(part, target)
    await changed(app, pilot, file)


def pointed(app: BriefingApp) -> str:
    """The text of the paragraph that is marked."""
    pane = app.desk_screen.crew.reader
    return pane.sheet.paras[pane.pointed].text if pane.pointed >= 0 else ""


def strip(app: BriefingApp) -> list[str]:
    """What is said to be wrong, line by line; nothing where the strip is not there."""
    found = app.desk_screen.query_one(ProblemStrip)
    shown = text_of(app).splitlines()[found.region.y : found.region.bottom] if found.display else []
    return [line.strip() for line in shown]


def test_every_line_of_a_brief_leads_to_its_place_on_the_page(desk: Path, tmp_path: Path) -> None:
    (desk / "long.yaml").write_text(LONG, encoding="utf-8")
    there = Desk(desk, tmp_path / "cache", Clock())
    there.refresh()
    text = decode(LONG.encode(), "long.yaml")
    story = there.page("story", "long")
    assert isinstance(story, Story)
    anchors = page_sheet(story, Pen(date(2025, 5, 16))).anchors
    seen = [glimpse(story, text, line, 3) for line in range(1, len(text.lines) + 2)]
    there.close()
    assert {one.anchor for one in seen} - {""} <= anchors.keys()  # Istanbul is listed, and no paragraph names it
    assert [one.anchor for one in seen[:4]] == ["title:", "date:", "summary:", "text:0"]
    assert [one.listed.key for one in seen if one.listed] == ["volodymyr-zelensky"] * 2 + ["turkey", "istanbul"]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_the_page_goes_to_the_paragraph_that_changed(follow: Follow, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Long talks" in text_of(app)
        assert ("PEOPLE" in text_of(app)) is (size[0] == 120)
        assert "Paragraph 20" not in text_of(app)
        await save(app, pilot, LONG.replace(PARAS[20], "Rubio came as well."))
        assert "Rubio came as well." in text_of(app)
        assert pointed(app) == "Rubio came as well."
        assert "▌" in next(line for line in text_of(app).splitlines() if "Rubio came" in line)
        assert strip(app) == []

    follow(steps, size=size)


def test_what_is_on_screen_stays_where_it_is(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        pane = app.desk_screen.crew.reader
        await save(app, pilot, LONG.replace(PARAS[15], "One."))
        top = pane.scroll_offset.y
        assert top > 0
        await save(app, pilot, LONG.replace(PARAS[15], "One.").replace(PARAS[16], "Two."))
        assert pointed(app) == "Two."
        assert pane.scroll_offset.y == top
        await save(app, pilot, LONG.replace(PARAS[16], "Two."))  # nothing but a line went
        await save(app, pilot, LONG)
        assert pointed(app) == PARAS[16]
        assert pane.scroll_offset.y == top

    follow(steps)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Long talks", "Longer talks", "Longer talks"),
        ("They talk.", "They talked.", "They talked."),
        ("date: 2025-05-15\n", "date: 2025-05-14\n", "14\xa0May\xa02025 · "),
        ("status: held", "status: expected", "Meeting in the palace"),
        ("a ceasefire?", "a truce?", "Will there be a truce?"),
        ("The wire", "The wires", "The wires"),
        ("role: host", "role: guest", "Turkey said the last word."),
        ("sources:", "updates:\n  - {at: 2025-05-16, note: It was corrected.}\nsources:", "It was corrected."),
    ],
)
def test_the_page_goes_to_the_entry_that_changed(follow: Follow, old: str, new: str, shown: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await save(app, pilot, LONG.replace(old, new))
        assert shown in pointed(app)
        assert shown.partition("\xa0")[0] in text_of(app)

    follow(steps)


def test_whom_an_entry_lists_is_marked_in_the_margin(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await save(app, pilot, LONG.replace("role: host", "role: guest"))
        margin = app.desk_screen.crew.margin
        assert "Turkey" in margin.sheet.paras[margin.pointed].whole
        await save(app, pilot, LONG)
        await save(app, pilot, LONG.replace(PARAS[3], "x"))
        assert margin.pointed == -1

    follow(steps, size=(140, 40))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_problems_stand_below_with_their_lines_and_go_when_they_are_mended(
    follow: Follow, size: tuple[int, int]
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await save(app, pilot, LONG.replace("[istanbul]", "[istambul]").replace("status: held", "status: hold"))
        told = strip(app)
        assert told[0].startswith("! ")
        assert any(line.startswith("! 7:10 ") for line in told)
        assert "no venue `istambul` here" in " ".join(told)
        assert size[1] == 12 or "did you mean `istanbul`?" in " ".join(told)
        assert "Long talks" in text_of(app) or "palace" in text_of(app)
        if size[1] == 12:
            assert told[-1].endswith("; ! lists all")
            assert len(told) == 3
        await save(app, pilot, LONG)
        assert strip(app) == []

    follow(steps, size=size)


def test_a_file_that_cannot_be_read_for_a_moment_leaves_the_page_as_it_was(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await save(app, pilot, LONG.replace(PARAS[15], "One."))
        before = app.desk_screen.crew.reader.scroll_offset.y
        for broken in ("title: Long: talks: x\n" + LONG.partition("\n")[2], LONG[: len(HEAD)], ""):
            await save(app, pilot, broken)
            assert "One." in text_of(app)
            told = " ".join(strip(app))
            assert told.startswith("! ")
            assert "until then the page is as it was" in told
            assert "What was saved can't be read: the page is as it was" in text_of(app)
            await save(app, pilot, LONG.replace(PARAS[15], "One."))
            assert strip(app) == []
            assert "as it was" not in text_of(app)
            assert app.desk_screen.crew.reader.scroll_offset.y == before

    follow(steps)


def test_a_file_may_go_and_come_back(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        file = app.library.desk.root / "long.yaml"
        file.unlink()
        await changed(app, pilot, "long.yaml")
        assert "Long talks" in text_of(app)
        assert strip(app) == ["long.yaml is not there any more; this is how it was"]
        assert "not on this desk" not in text_of(app)
        await save(app, pilot, LONG.replace("They talk.", "They talk again."))
        assert strip(app) == []
        assert "They talk again." in text_of(app)
        file.unlink()
        os.mkfifo(file)  # which nobody waits for
        await changed(app, pilot, "long.yaml")
        assert strip(app) == ["long.yaml is not there any more; this is how it was"]

    follow(steps)


@pytest.mark.parametrize("file", ["new.yaml", "below/new.md"])
def test_a_file_may_be_still_to_come(follow: Follow, desk: Path, file: str) -> None:
    (desk / "below").mkdir()

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert strip(app) == [f"{file} is not there yet; save it, and it shows here"]
        await save(app, pilot, "nothing\n" if file.endswith(".md") else "", file)
        assert len(strip(app)) >= 1
        text = "title: New\nbody: |\n  Turkey is here.\n"
        await save(app, pilot, "---\ntitle: New\n---\nTurkey is here.\n" if file.endswith(".md") else text, file)
        assert "Turkey is here." in text_of(app)
        assert strip(app) == []

    follow(steps, file)


def test_who_walks_elsewhere_is_left_in_peace_until_they_are_back(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "]", "enter")
        assert "Volodymyr Zelensky" in text_of(app).splitlines()[2]
        await save(app, pilot, LONG.replace(PARAS[25], "Far down."))
        assert "Volodymyr Zelensky" in text_of(app).splitlines()[2]
        await save(app, pilot, "title: [\n")
        assert "the page is as it was" in " ".join(strip(app))
        await press(app, pilot, "backspace")
        assert pointed(app) == "Far down."
        assert "Far down." in text_of(app)

    follow(steps)


def test_a_story_whose_id_is_changed_is_still_followed(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await save(app, pilot, f"id: longer\n{LONG}".replace("Long talks", "Other words").replace(PARAS[20], "Here."))
        await settle(app, pilot)
        assert app.desk_screen.reading.here is not None
        assert app.desk_screen.reading.here.key == "longer"
        assert pointed(app) == "Other words"

    follow(steps)


def test_a_registry_is_followed_entry_by_entry(follow: Follow, desk: Path) -> None:
    (desk / "actors.yaml").write_text(f"# who is who\n\n{ACTORS}", encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Russia" in text_of(app).splitlines()[2]
        assert strip(app) == []
        await save(app, pilot, ACTORS.replace("position: President, country: TR", "position: Host"), "actors.yaml")
        assert "Recep Tayyip Erdoğan" in text_of(app).splitlines()[2]
        await save(app, pilot, ACTORS.replace("name: Turkey, kind: state", "name: Turkey, kind: sate"), "actors.yaml")
        assert "Turkey" in text_of(app).splitlines()[2]
        assert strip(app)[0].startswith("! 2:")

    follow(steps, "actors.yaml")


def test_it_is_read_aloud_in_words(follow: Follow) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await save(app, pilot, LONG.replace("[istanbul]", "[istambul]"))
        assert "istambul" in strip(app)[0]
        await save(app, pilot, LONG.replace(PARAS[20], "Here."))
        assert "Here." in text_of(app).splitlines()[app.desk_screen.crew.reader.focus_point()[1] + 1]

    follow(steps, linear=True)


@pytest.mark.skipif(not HAS_CHANNEL, reason="this system has no sockets in folders")
def test_the_page_goes_where_the_editor_s_cursor_goes(follow: Follow, desk: Path, runtime: Path) -> None:
    teller = Teller(runtime)
    one_line = "".join(f"Sentence {number} of a paragraph that is a single line. " for number in range(80))

    async def tell(app: BriefingApp, pilot: Pilot[None], line: int, column: int = 1) -> None:
        teller.tell(teller.listeners(desk / "long.yaml"), CursorPlace(line, column))
        await asyncio.sleep(0.02)
        await settle(app, pilot)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await tell(app, pilot, HEAD.count("\n") + 1 + 2 * 22)
        assert pointed(app) == PARAS[22]
        assert "Paragraph 22" in text_of(app)
        await tell(app, pilot, 11)
        assert "ceasefire" in pointed(app)
        await save(app, pilot, HEAD + f"  {one_line}\n")
        await tell(app, pilot, HEAD.count("\n") + 1, one_line.index("Sentence 70"))
        assert "Sentence 70" in text_of(app)
        await tell(app, pilot, HEAD.count("\n") + 1, 3)
        assert "Sentence 0" in text_of(app)
        await tell(app, pilot, 99_999_999, 99_999_999)
        assert "Sentence 79" in text_of(app)
        await save(app, pilot, LONG)
        await tell(app, pilot, HEAD.count("\n") + 3)  # a server may be ahead of the watch
        pasted = "".join(f"  Pasted {number}.\n\n" for number in range(40))
        await tell(app, pilot, HEAD.count("\n") + 79)
        await save(app, pilot, HEAD + pasted + LONG.removeprefix(HEAD))
        assert pointed(app) == "Pasted 39."
        assert "Pasted 39." in text_of(app)

    follow(steps, size=(40, 12))
    assert list(runtime.iterdir()) == []
    teller.close()
