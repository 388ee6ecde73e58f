"""Tags and notes of the reader's own: written, found, printed, and in no brief."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group

TALKS = """
title: Talks in Istanbul
date: 2025-05-15
actors: [{id: nato, name: NATO, kind: organisation}]
venues: [{id: istanbul, name: Istanbul}]
tags: [peace]
body: |
  Envoys of NATO may meet in Istanbul.

  Nobody knows when.
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder))
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "talks.yaml").write_text(TALKS)
    (folder / "grain.yaml").write_text("title: Grain\ndate: 2025-05-14\nbody: |\n  Ships leave.\n")
    monkeypatch.chdir(folder)
    return folder


def run(*words: str, status: int = 0) -> str:
    result = CliRunner().invoke(group, words)
    assert result.exit_code == status, result.output
    return result.output


def found(query: str) -> list[str]:
    result = CliRunner().invoke(group, ["search", query])
    assert result.exit_code in (0, 1), result.output
    return [line.split("\t")[0] for line in result.stdout.splitlines()]


def test_a_tag_is_put_on_found_and_taken_off(desk: Path) -> None:
    before = {file: file.read_bytes() for file in desk.iterdir()}
    assert run("tag", "#To check", "grain") == "`To check` is on 1 page\n"
    assert run("tag", "to CHECK", "grain", "NATO") == "`to CHECK` is on 2 pages, and was on 1 of them before\n"
    assert sorted(line.split("\t")[0] for line in run("tag").splitlines()) == ["grain", "nato"]
    assert found('tag:"to check"') == ["talks", "grain"]  # one of them names NATO
    assert found("mine:che") == ["talks", "grain"]
    assert found("-mine:check grain") == []
    assert found("tag:peace") == ["talks"]
    assert run("tag", "to check", "grain", "--off") == "`to check` is off 1 page\n"
    assert run("tag", "to check", "grain", "--off") == "`to check` is off 1 page, and was off 1 of them before\n"
    assert found("mine:check") == ["talks"]
    assert {file: file.read_bytes() for file in desk.iterdir()} == before


def test_a_note_stands_on_a_paragraph() -> None:
    assert run("note", "Who says so?", "talks#2", "istanbul") == "the note is on 2 pages\n"
    rows = json.loads(run("note", "--format", "json"))["data"]
    assert sorted((row["id"], row["kind"], row["text"]) for row in rows) == [
        ("istanbul", "venue", "Who says so?"),
        ("talks#2", "story", "Who says so?"),
    ]
    assert found('mine:"says who"') == ["talks"]


def test_in_bulk_by_a_query() -> None:
    assert run("tag", "later", "--query", "since:2025") == "`later` is on 2 stories\n"
    assert run("tag", "later", "--query", "tag:later -tag:peace", "--off") == "`later` is off 1 story\n"
    assert found("tag:later") == ["talks"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["tag", "x", "nobody"], "no story, actor or place `nobody`"),
        (["tag", "x", "talks#9"], "`talks` has 2 paragraphs"),
        (["tag", "x"], "an id, or --query"),
        (["tag", " # ", "talks"], "nothing in this tag"),
        (["note", "x", "--query", "actr:nato"], "did you mean `actor:`"),
        (["search", "mine:x"], "no story on this desk has a tag or note of yours"),
    ],
)
def test_what_cannot_be_is_a_sentence(words: list[str], says: str) -> None:
    assert says in run(*words, status=2)
    assert run("tag") == run("note") == ""


def test_what_is_offered_is_offered_once(desk: Path) -> None:
    from briefing.desk.catalogue import Catalogue, TermValues, with_remarks
    from briefing.model.traces import Trace

    marks = [Trace("tag", f"story:{number}", "bulk", "bulk", number) for number in range(3)]
    known = Catalogue({"mine": with_remarks("mine", TermValues(), marks)}, dict)
    assert [one.text for one in known.complete("mine:")] == ["mine:bulk"]


def test_it_follows_a_story_that_is_called_otherwise(desk: Path) -> None:
    from briefing.desk.desk import Desk
    from briefing.desk.remarks import Remarks
    from briefing.desk.since import Since
    from briefing.desk.state import State
    from briefing.model.clock import Clock

    run("note", "Who says so?", "talks#2")
    opened = Desk(desk, desk.parent / "CACHE" / "briefing", Clock())
    opened.refresh()
    state = State(desk, desk.parent / "STATE" / "briefing")
    Since(opened, state, Clock()).begin()
    (desk / "talks.yaml").rename(desk / "first.yaml")
    assert found("mine:says") == ["first"]
    assert [trace.of.partition(".")[0] for trace in Remarks(state).every()] == ["story:talks#2"]
