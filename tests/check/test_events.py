"""Which names of events sound like a call, a letter or a video call, and how the key `mode` is read."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.check.checker import check
from briefing.check.rule import Around
from briefing.model.brief import Registry
from briefing.parse.brief import read_text
from briefing.parse.names import RegistryNames
from briefing.parse.text import decode


def told(event: str, code: str = "B308") -> list[str]:
    text = decode(f"title: T\nevents:\n  - {event}\nbody: |\n  They spoke.\n".encode(), "t.yaml")
    brief = read_text(text, Registry(), RegistryNames(Registry()))
    return [one.message for one in check(brief, text, Around(Registry(), {}, date(2025, 5, 16))) if one.code == code]


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("Trump telephones Putin", "call"), ("Erdoğan and Putin telephone", "call"), ("A phone call", "call"),
        ("Macron phoned Starmer", "call"), ("CALL WITH THE ALLIES", "call"), ("Conference call", "call"),
        ("Erdoğan calls Putin", "call"), ("Call to Putin", "call"), ("Trump–Putin call", "call"),
        ("Video call of the coalition", "video"), ("Videoconference of the G7", "video"),
        ("Letter to the Secretary-General", "written"), ("Guterres writes to Lavrov", "written"),
    ],
)  # fmt: skip
def test_a_name_that_sounds_like_no_meeting(name: str, mode: str) -> None:
    [message] = told(f"{{name: {name}}}")
    assert f"`mode: {mode}`" in message
    assert told(f"{{name: {name}, mode: in-person}}") == told(f"{{name: {name}, mode: {mode}}}") == []


@pytest.mark.parametrize(
    "name",
    [
        "Talks", "Kyiv calls for a ceasefire", "The summit is called off", "Call for peace", "Call to end the war",
        "Ankara calls it a lie", "Roll call", "Local elections", "Microphones are found", "Letter of intent signed",
        "Troops called up", "Recall of the ambassador",
    ],
)  # fmt: skip
def test_a_name_that_does_not(name: str) -> None:
    assert told(f"{{name: {name}}}") == []


def test_an_event_that_is_only_a_text_is_told_at_its_line() -> None:
    assert len(told("Trump telephones Putin")) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("mode: phone", "call"), ("mode: Face to face", "in-person"), ("mode: in person", "in-person"),
        ("mode: letter", "written"), ("mode: virtual", "video"), ("mode: Telephone", "call"),
    ],
)  # fmt: skip
def test_a_word_that_is_none_of_the_modes(written: str, meant: str) -> None:
    text = decode(f"title: T\nevents: [{{name: N, {written}}}]\nbody: |\n  They spoke.\n".encode(), "t.yaml")
    brief = read_text(text, Registry(), RegistryNames(Registry()))
    [problem] = check(brief, text, Around(Registry(), {}, date(2025, 5, 16)))
    assert (problem.code, problem.fix) == ("B106", meant)


def test_another_name_of_the_key() -> None:
    [message] = told("{name: N, medium: call}", "B101")
    assert "`mode`" in message


@pytest.mark.parametrize("mode", ["phone", "telepathy"])
def test_a_mode_that_was_refused_is_one_mistake(mode: str) -> None:
    assert told(f"{{name: They telephone, mode: {mode}}}") == []
