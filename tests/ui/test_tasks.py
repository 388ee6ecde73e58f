"""What people want to know, from a fresh start on the sample desk, in as few keys as we know of."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from tests.pictures import ROOT
from tests.ui.conftest import Drive, press, text_of

TASKS = (
    ("Who led the Russian delegation, and what else did he do?", "2 / deleg", ("head of delegation", "MET  8 at 4")),
    ("Which questions about the ceasefire are still open?", "4 / ceasef", ("OPEN  2", "Moscow accept a")),
    ("Where is Antalya, and who was there?", "3 / antal", ("36.90° N, 30.71° E", "Rubio and Sybiha meet")),
    ("Was it ever said who would speak for Kyiv?", "4 / kyiv?", ("ANSWERED  1", "Rustem Umerov, the Defence Minister")),
    ("What is still to come?", "5", ("TODAY, 16 MAY 2025", "Exchange of 1,000 prisoners")),
    ("How are Rubio and Medinsky connected?", ": rubio&med ⏎", ("Marco Rubio and Vladimir Medinsky",)),
    ("Which stories speak of 5% of GDP?", "s 5␣gdp", ("3 stories", "military spending to 5% of GDP")),
    ("What was said of Erdoğan in 2022?", "s ^ erd ⇥ when:2022", ("5 sentences", "Erdoğan spoke with Putin")),
    ("What stands in the file behind this name?", "⏎ ] p", ("white-house-europeans.yaml:84", "e edit")),
    ("How do I cite this story?", "y c", ("“Zelensky comes with seven companions”, briefs, 18 Aug 2025",)),
    ("What is new since Thursday, the 15th?", "S 2025-05-15 ⏎", ("Since 15 May 2025", "2 new")),
    ("What comes after the end of August?", "5 D sep ⏎", ("SEPTEMBER 2025", "Putin and Zelensky meet")),
    ("Which stories are about grain and Odesa, but not NATO?", "s grain␣odesa␣-nato", ("3 stories",)),
    ("From a story to a person, a place and a question, and back", "j j ⏎ ]a ⏎ ]v ⏎ ]q ⏎ ⌫ ⌫ ⌫",
     ("Third round at Çırağan", "PEOPLE")),
    ("What changed since my last visit?", ".", ("▎ And this is new.",)),
)  # fmt: skip
"""The question, the keys (`␣` is a space, `⏎` enter, `⇥` tab, `⌫` backspace, `^` ctrl+t), and what is on screen
then. Five are the README's tour."""


MOST = {
    "deleg": 7,
    "ceasef": 8,
    "S 2025": 14,
    "antal": 7,
    "^ erd": 16,
    "rubio&med": 11,
    "⌫": 22,
    "D sep": 12,
    "odesa": 18,
}
"""So many keys at most these tasks take, by a part of them."""


def hand(keys: str) -> list[str]:
    named = {"␣": "space", "⏎": "enter", "⇥": "tab", "^": "ctrl+t", "⌫": "backspace"}
    return [named.get(key, key) for key in keys.replace(" ", "")]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "briefs", tmp_path / "briefs")


@pytest.mark.parametrize(("question", "keys", "answer"), TASKS, ids=[task[0] for task in TASKS])
def test_a_question_is_answered(drive: Drive, sample: Path, question: str, keys: str, answer: tuple[str, ...]) -> None:
    async def ask(app: BriefingApp, pilot: Pilot[None]) -> None:
        for key in hand(keys):
            await press(app, pilot, key)
        shown = " ".join(text_of(app).split())
        for part in answer:
            assert " ".join(part.split()) in shown

    async def look(app: BriefingApp, pilot: Pilot[None]) -> None:
        pass

    if keys == ".":
        drive(look, folder=sample)
        story = sample / "istanbul-talks.yaml"
        story.write_text(f"{story.read_text(encoding='utf-8').rstrip()}\n\n  And this is new.\n", encoding="utf-8")
    drive(ask, folder=sample)


def test_a_task_takes_no_more_keys() -> None:
    for part, most in MOST.items():
        (keys,) = (task[1] for task in TASKS if part in task[1])
        assert len(hand(keys)) <= most


def test_what_is_overdue_takes_one_key(drive: Drive, sample: Path) -> None:
    async def ask(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "4")
        assert "OVERDUE  3" in text_of(app)

    drive(ask, folder=sample, at=date(2025, 12, 16))


def test_the_readme_s_tour_is_true() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tour = re.findall(r"^\| ([^|]+\?) \| ([^|]+) \|", readme, re.MULTILINE)
    assert len(tour) == 5
    known = {question: keys for question, keys, _answer in TASKS}
    for question, keys in tour:
        assert keys.replace("`", "").split() == known[question].split()
