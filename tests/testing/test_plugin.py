"""The pytest plugin as a team uses it: in runs of pytest of their own, on a small desk."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points

import pytest

from tests.pictures import ROOT

pytest_plugins = ["pytester"]

PLUGIN = "briefing.testing.plugin"
TALKS = """\
title: Talks in Istanbul
date: 2025-05-15
questions: [Will Putin come?]
body: |
  Turkey offers the table in Istanbul.
"""
GRAIN = """\
title: Grain leaves
date: 2022-07-22
body: |
  The ships leave.
"""
LOAD = [] if any(found.name == "briefing" for found in entry_points(group="pytest11")) else ["-p", PLUGIN]
"""What makes pytest know our plugin, where it is not installed."""
Run = Callable[..., pytest.RunResult]

_STRICT = ("-W", "error", "-W", "ignore:datetime.datetime.utcnow:DeprecationWarning")
"""No warning of ours; pytest-textual-snapshot, where it is installed, has one of its own from 3.12 on."""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest in a process of its own, in a folder with a desk `news`; what this run has set is not handed on."""
    for name in [name for name in os.environ if name.startswith(("PYTEST_XDIST_", "TEXTUAL", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    (pytester.path / "news").mkdir()
    (pytester.path / "news/talks.yaml").write_text(TALKS)
    (pytester.path / "news/grain.yaml").write_text(GRAIN)

    def run(*words: str) -> pytest.RunResult:
        return pytester.runpytest_subprocess("-p", "no:hypothesispytest", *LOAD, *words)

    return run


def test_every_run_of_pytest_pays_for_pytest_alone() -> None:
    code = f"import {PLUGIN}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert PLUGIN in loaded
    assert not loaded & {"textual", "rich", "syrupy", "pytest_textual_snapshot", "jinja2", "sqlite3", "yaml", "asyncio"}
    ours = {name for name in loaded if name.startswith("briefing")}
    assert ours == {"briefing", "briefing.testing", PLUGIN, "briefing.testing.folders", "briefing.testing.record"}


def test_the_life_of_a_snapshot(pytester: pytest.Pytester, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makeini("[pytest]\nbriefing_desk = news\nbriefing_sizes = 80x14 44x12\nbriefing_themes = paper sepia\n")
    pytester.makepyfile(
        test_desk="""
        from datetime import date

        def test_desk(desk):
            assert not desk.problems()
            assert [story.id for story in desk.stories()] == ["talks", "grain"]

        def test_front(desk_snapshot):
            assert desk_snapshot()

        class TestTalks:
            def test_twice(self, desk_snapshot):
                assert desk_snapshot("news", open="talks", size=(44, 12), theme="sepia", at="2025-05-16")
                assert desk_snapshot(keys="2 / 'x'", size="44x12", theme="sepia", at=date(2025, 5, 16), picture=False)
        """
    )
    goldens = pytester.path / "__screens__/test_desk"
    report = pytester.path / "snapshot_report.html"

    first = run(*_STRICT)
    first.assert_outcomes(passed=1, failed=2)
    first.stdout.fnmatch_lines(
        [
            "test_desk.py:8: 80x14 is not as accepted",
            "there is no snapshot yet",
            "test_desk.py:8: 44x12 is not as accepted",
            "To accept: pytest --snapshot-update",
            f"Side by side: {report}",
            "test_desk.py:12: 44x12,open=talks,at=2025-05-16 is not as accepted",
            "test_desk.py:13: 44x12,keys=2/x,at=2025-05-16 is not as accepted",
            "desk_snapshot: 4 scenes not as accepted",
        ]
    )
    first.stdout.no_fnmatch_line("*Traceback*")
    assert report.read_text(encoding="utf-8").count("<svg") == 10  # five, in two places each
    assert not goldens.exists()

    run("--snapshot-update", *_STRICT).assert_outcomes(passed=3)
    front = {f"test_front/{size}{kind}" for size in ("80x14", "44x12") for kind in (".json", ".words", "-paper.svg")}
    front |= {f"test_front/{size}-sepia.svg" for size in ("80x14", "44x12")}
    talks = {f"TestTalks.test_twice/44x12,open=talks,at=2025-05-16{kind}" for kind in (".json", ".words", "-sepia.svg")}
    files = {str(file.relative_to(goldens)) for file in goldens.rglob("*") if file.is_file()}
    assert files >= front | talks
    typed = sorted(files - front - talks)
    assert [re.sub(r"~\w{8}", "~", file) for file in typed] == [
        f"TestTalks.test_twice/44x12,keys=2-x,at=2025-05-16~{kind}" for kind in (".json", ".words")
    ]

    (pytester.path / "news/grain.yaml").write_text(GRAIN.replace("Grain leaves", "Grain arrives"))
    changed = run("-n", "2", "--desk-report=out/desk.json", *_STRICT)
    changed.assert_outcomes(passed=2, failed=1)
    changed.stdout.fnmatch_lines(
        [
            "test_desk.py:8: 80x14 is not as accepted",
            "list: `grain` is called “Grain arrives” now, “Grain leaves” before",
            "== list",
            "-*Grain leaves*",
            "+*Grain arrives*",
            "with this the picture changed in paper and sepia",
            "test_desk.py:8: 44x12 is not as accepted",
            "-*leaves*",
            "desk_snapshot: 2 scenes as accepted, 2 scenes not as accepted",
        ]
    )
    shown = report.read_text(encoding="utf-8")
    assert all(f"test_front {name}" in shown for name in ("80x14 paper", "44x12 sepia"))
    assert "test_twice" not in shown
    told = json.loads((pytester.path / "out/desk.json").read_text(encoding="utf-8"))
    assert told["form"] == "briefing differences 1"
    assert [one["scene"] for one in told["scenes"]] == ["44x12", "80x14"]
    assert told["scenes"][0]["sentences"] == ["list: `grain` is called “Grain arrives” now, “Grain leaves” before"]
    assert [one["theme"] for one in told["scenes"][0]["pictures"]] == ["paper", "sepia"]
    run("--snapshot-update").assert_outcomes(passed=3)
    assert {str(file.relative_to(goldens)) for file in goldens.rglob("*") if file.is_file()} == files

    elsewhere = pytester.mkdir("elsewhere")
    monkeypatch.chdir(elsewhere)
    for name, value in {
        "TZ": "Asia/Tokyo",
        "LANG": "C",
        "NO_COLOR": "1",
        "COLUMNS": "33",
        "TEXTUAL_THEME": "nord",
    }.items():
        monkeypatch.setenv(name, value)
    last = run("../test_desk.py")
    last.assert_outcomes(passed=3)
    last.stdout.fnmatch_lines(["desk_snapshot: 4 scenes as accepted"])
    assert not list(elsewhere.iterdir())
    assert not list(pytester.path.glob(".cache*")), "HOME is this folder"


def test_what_cannot_be_drawn_is_said(pytester: pytest.Pytester, run: Run) -> None:
    """Here the root folder is the desk, and one test draws where an event loop runs."""
    pytester.makeini("[pytest]\n")
    for file in (pytester.path / "news").iterdir():
        file.rename(pytester.path / file.name)
    pytester.makepyfile(
        test_bad="""
        import asyncio
        import pytest

        @pytest.mark.parametrize("bad", [
            {"open": "nobody-here"}, {"keys": "entr"}, {"keys": ["deleg"]}, {"keys": [2]}, {"theme": "inc"},
            {"size": "wide"}, {"size": (2, 2)}, {"view": "peple"}, {"at": "someday"}, {"desk": "nowhere"},
            {"desk": object()},
        ], ids=str)
        def test_bad(bad, desk_snapshot):
            desk_snapshot(**bad)

        def test_good(desk, desk_snapshot):
            async def draw():
                return desk_snapshot(keys=["4", "/", "'Putin'"], view="stories", size=(60, 10), ascii=True, linear=True)

            assert len(desk.stories()) == 2
            assert asyncio.run(draw())
        """
    )
    done = run("--snapshot-update")
    done.assert_outcomes(passed=1, failed=11)
    done.stdout.fnmatch_lines(
        [
            "test_bad.py:10: There is no story, actor, place or question `nobody-here` on this desk",
            "test_bad.py:10: keys: unknown key `entr`; did you mean `enter`[?]; text to be typed stands in *",
            "test_bad.py:10: keys: unknown key `deleg`*",
            "test_bad.py:10: keys: each is written as text, not as in [[]2[]]",
            "test_bad.py:10: there is no theme `inc`; there are ink,*",
            "test_bad.py:10: a size is COLSxROWS, from 20x6 to 500x300, not wide",
            "test_bad.py:10: a size is COLSxROWS, from 20x6 to 500x300, not 2x2",
            "test_bad.py:10: there is no view `peple`; did you mean `people`[?]",
            "test_bad.py:10: at: *someday*",
            f"test_bad.py:10: there is no folder {pytester.path / 'nowhere'}",
            "test_bad.py:10: a desk is named by its folder, *",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")
    (picture,) = (pytester.path / "__screens__/test_bad/test_good").glob("*.svg")
    assert picture.name.startswith("60x10,view=stories,keys=4-Putin,ascii,linear~")
    assert ">briefing<" in picture.read_text(encoding="utf-8"), "the folder's name is another one in every checkout"


def test_no_other_library_is_needed(pytester: pytest.Pytester, run: Run) -> None:
    pytester.makepyfile("def test_it(desk_snapshot): desk_snapshot(size='40x10')\ndef test_other(): pass")
    lines = {"-q": "1 scene not as accepted", "--snapshot-update": "1 scene as accepted, 3 goldens written"}
    for word, line in lines.items():
        done = run("-p", "no:textual-snapshot", "-p", "no:syrupy", "-o", "briefing_desk=news", word)
        done.stdout.fnmatch_lines([f"desk_snapshot: {line}"])
        done.stdout.no_fnmatch_line("Side by side*")
    nowhere = run("-o", "briefing_desk=nowhere")
    assert nowhere.ret == pytest.ExitCode.USAGE_ERROR
    nowhere.stderr.fnmatch_lines([f"ERROR: briefing_desk: there is no folder {pytester.path / 'nowhere'}"])


def test_our_own_desk_has_no_problems(desk: object, request: pytest.FixtureRequest) -> None:
    from briefing.desk.desk import Desk

    assert isinstance(desk, Desk)
    assert desk.root == ROOT / "briefs"
    assert not desk.problems()
