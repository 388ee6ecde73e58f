"""Whatever a file holds, every page can be laid out at every width and nothing on it steers the terminal."""

from __future__ import annotations

import random
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.place import PageKind
from briefing.ui.layout import Layout
from briefing.ui.pages.margin import margin_sheet
from briefing.ui.pages.notes import saved
from briefing.ui.pages.page import page_sheet, page_title
from briefing.ui.pages.pen import Pen
from briefing.ui.views.people import actor_item
from briefing.ui.views.places import venue_item
from briefing.ui.views.questions import question_item
from briefing.ui.views.stories import story_items
from tests.pictures import ROOT

JUNK = [
    "\u202e", "\x1b[31m", "[/", "日本語", "e\u0301", "\t", "  ", "- ", "|", "```", "> " * 30, "[[", "]]", "&a", "*a",
    "'", '"', ": ", "#", "%", "\x00", "\ufeff", "{", "}", "~", "2025-13-45", "\n\n", "body: |\n",
    "| a | b |\n|---|---|\n", "[^1]: x", "🙂\u200d🙂", "a" * 300,
]  # fmt: skip
TODAY = date(2025, 5, 16)


def spoil(text: str, chance: random.Random) -> str:
    """Junk put in, stretches taken out, stretches repeated elsewhere."""
    for _ in range(chance.randint(0, 12)):
        at = chance.randrange(len(text))
        kind = chance.random()
        if kind < 0.5:
            text = text[:at] + chance.choice(JUNK) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + chance.randint(1, 40) :]
        else:
            start = chance.randrange(len(text))
            text = text[:at] + text[start : start + 80] + text[at:]
    return text


def steers(text: str) -> bool:
    return any(unicodedata.category(char) == "Cc" or "\u202a" <= char <= "\u202e" for char in text)


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_desks_are_shown_whole(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = tmp_path / "desk"
    root.mkdir()
    for file in sorted((ROOT / "briefs").glob("*.yaml")):
        text = spoil(file.read_text(encoding="utf-8"), chance).encode("utf-8")
        (root / file.name).write_bytes(text + (bytes(chance.randbytes(20)) if chance.random() < 0.1 else b""))
    (root / "na\x1b[31mme\n.yaml").write_text("title: [\nbody: |\n  Text.\n")
    desk = Desk(root, tmp_path / "cache", Clock.at(TODAY))
    desk.refresh()
    pen = Pen(TODAY)
    items = [
        *story_items(desk.stories(), (), (), pen.when),
        *(actor_item(row, "kind", pen) for row in desk.actors()),
        *(venue_item(row, "events", pen) for row in desk.venues("events")),
        *(question_item(row, pen) for row in desk.questions()),
    ]
    assert sum(item.place is not None and item.place.kind == "story" for item in items) == 19
    for item in items:
        assert not steers(item.title + item.facts)
        if item.place:
            check(desk, item.place.kind, item.place.key, pen)
    desk.close()


def check(desk: Desk, kind: PageKind, key: str, pen: Pen) -> None:
    page = desk.page(kind, key)
    assert page is not None
    assert not steers(page_title(page))
    if kind == "story":
        assert not steers(saved(page))  # type: ignore[arg-type]
    for sheet in (page_sheet(page, pen), margin_sheet(page, pen)):
        for width in (1, 20, 72):
            layout = Layout(sheet, width)
            for y in range(layout.height):
                assert not steers("".join(piece.text for piece in layout.line(y).pieces))
