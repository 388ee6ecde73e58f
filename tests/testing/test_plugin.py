"""The pytest plugin as a team uses it: in runs of pytest of their own, on a small desk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from briefing.testing.goldens import Compared
from briefing.testing.telling import MOST, told
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
Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest in a process of its own, in a folder with a desk `news`; what this run has set is not handed on."""
    for name in [name for name in os.environ if name.startswith(("PYTEST_XDIST_", "TEXTUAL", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    (pytester.path / "news").mkdir()
    (pytester.path / "news/talks.yaml").write_text(TALKS)
    (pytester.path / "news/grain.yaml").write_text(GRAIN)
    installed = any(found.name == "briefing" for found in entry_points(group="pytest11"))
    load = ["-p", "no:hypothesispytest", *([] if installed else ["-p", PLUGIN])]

    def run(*words: str) -> pytest.RunResult:
        return pytester.runpytest_subprocess(*load, *words)

    return run


def test_every_run_of_pytest_pays_for_pytest_alone() -> None:
    code = f"import {PLUGIN}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert PLUGIN in loaded
    assert not loaded & {"textual", "rich", "syrupy", "pytest_textual_snapshot", "jinja2", "sqlite3", "yaml", "asyncio"}
    ours = {name for name in loaded if name.startswith("briefing")}
    assert ours == {"briefing", "briefing.testing", PLUGIN, "briefing.testing.folders"}


def test_the_life_of_a_snapshot(pytester: pytest.Pytester, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makeini("[pytest]\nbriefing_desk = news\nbriefing_sizes = 80x14 44x12\nbriefing_themes = paper\n")
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
    goldens = pytester.path / "__snapshots__/test_desk"
    report = pytester.path / "snapshot_report.html"

    first = run()
    first.assert_outcomes(passed=1, failed=2)
    first.stdout.fnmatch_lines(
        [
            "test_desk.py:8: 2 of 2 pictures are not as accepted",
            "80x14-paper: there is no snapshot yet",
            "44x12-paper: there is no snapshot yet",
            "To accept: pytest --snapshot-update",
            f"Side by side: {report}",
            "test_desk.py:12: the picture is not as accepted",
        ]
    )
    first.stdout.no_fnmatch_line("*Traceback*")
    assert report.read_text(encoding="utf-8").count("<svg") == 6  # three, in two places each
    assert not goldens.exists()

    run("--snapshot-update").assert_outcomes(passed=3)
    front = [f"test_front[{size}-paper]" for size in ("80x14", "44x12")]
    talks = [f"TestTalks.test_twice[44x12-sepia{more}]" for more in ("", "-2")]
    files = {f"{name}.{kind}" for name in (*front, *talks) for kind in ("svg", "txt")} - {f"{talks[1]}.svg"}
    assert {file.name for file in goldens.iterdir()} == files
    assert "Turkey offers the table" in (goldens / f"{talks[0]}.txt").read_text(encoding="utf-8")

    (pytester.path / "news/grain.yaml").write_text(GRAIN.replace("Grain leaves", "Grain arrives"))
    changed = run("-n", "2")
    changed.assert_outcomes(passed=2, failed=1)
    changed.stdout.fnmatch_lines(
        [
            "80x14-paper: the words differ",
            "-*Grain leaves*",
            "+*Grain arrives*",
            "44x12-paper: the words differ",
            "-*leaves*",
        ]
    )
    shown = report.read_text(encoding="utf-8")
    assert all(f"test_front {name}" in shown for name in ("80x14-paper", "44x12-paper"))
    assert "test_twice" not in shown
    # Each found picture stands in its report twice, each golden once; none shares its styles with another.
    assert len(set(re.findall(r"terminal-(\d+)-matrix", shown))) == 4

    (goldens / "test_front[99x9-ink].txt").write_text("of a size that is drawn no more")
    (goldens / "test_front[99x9-ink].svg").write_text("<svg/>")
    run("--snapshot-update").assert_outcomes(passed=3)
    assert {file.name for file in goldens.iterdir()} == files

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
    last.stdout.fnmatch_lines(["7 snapshots passed."])
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
    (picture,) = (pytester.path / "__snapshots__/test_bad").glob("*.svg")
    assert picture.name == "test_good[60x10-ink-ascii-linear].svg"
    assert ">briefing<" in picture.read_text(encoding="utf-8"), "the folder's name is another one in every checkout"


def test_what_is_missing_is_said(pytester: pytest.Pytester, run: Run) -> None:
    pytester.makepyfile("def test_it(desk_snapshot): pass\ndef test_other(): pass")
    without = run("-p", "no:textual-snapshot", "-p", "no:syrupy")
    without.assert_outcomes(passed=1, errors=1)
    without.stdout.fnmatch_lines(["desk_snapshot needs pytest-textual-snapshot: install `briefing-desk[[]test[]]`"])
    nowhere = run("-o", "briefing_desk=nowhere")
    assert nowhere.ret == pytest.ExitCode.USAGE_ERROR
    nowhere.stderr.fnmatch_lines([f"ERROR: briefing_desk: there is no folder {pytester.path / 'nowhere'}"])


def compared(golden: str | None, found: str, trouble: str = "") -> Compared:
    return Compared(golden, found, golden == found and not trouble, "golden.txt", trouble)


@pytest.mark.parametrize(
    ("text", "picture", "said"),
    [
        (("a", "a"), ("a", "a"), ""),
        (("a", "a"), None, ""),
        ((None, "a"), (None, "a"), "there is no snapshot yet"),
        ((None, "a"), ("a", "a"), "there is no golden text yet"),
        (("a", "a"), (None, "a"), "the words are the same; there is no golden picture yet"),
        (("a", "a"), ("a", "b"), "the words are the same; colours or strokes differ"),
        ((None, "a", "no UTF-8"), ("a", "a"), "the golden text can't be read: no UTF-8 (golden.txt)"),
        (("a", "a"), (None, "a", "denied"), "the golden picture can't be read: denied (golden.txt)"),
        (("a", "b"), ("a", "b"), "the words differ\n--- expected\n+++ found\n@@ -1 +1 @@\n-a\n+b"),
    ],
)
def test_what_differs_is_told(text: tuple[str | None, str], picture: tuple[str | None, str] | None, said: str) -> None:
    found = told("80x24-ink", compared(*text), compared(*picture) if picture else None)
    assert found.startswith(f"80x24-ink: {said}") if said else not found


def test_a_long_difference_is_cut() -> None:
    many = "".join(f"line {number}\n" for number in range(100))
    lines = told("x", compared(many, many.upper()), None).splitlines()
    assert len(lines) == 1 + MOST + 1
    assert lines[-1] == f"… and {3 + 200 - MOST} more lines"


def test_our_own_desk_has_no_problems(desk: object, request: pytest.FixtureRequest) -> None:
    from briefing.desk.desk import Desk

    assert isinstance(desk, Desk)
    assert desk.root == ROOT / "briefs"
    assert not desk.problems()


def test_sizes_and_labels_agree() -> None:
    from briefing.ui.scene import Scene, read_size

    scene = Scene(Path(), size=read_size("80x24"), theme="paper", ascii=True, linear=True)
    assert scene.label == "80x24-paper-ascii-linear"
    assert Scene(Path()).label == "120x40-ink"


def test_a_scene_is_taken_once_until_a_file_changes(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    from briefing.testing.snapshots import _taken
    from briefing.ui.scene import Scene

    (tmp_path / "talks.yaml").write_text(TALKS)
    scene = Scene(tmp_path, size=(40, 12))
    first = _taken(pytestconfig, scene)
    assert _taken(pytestconfig, scene) is first
    (tmp_path / "talks.yaml").write_text(TALKS.replace("Istanbul", "Ankara"))
    assert "Talks in Ankara" in _taken(pytestconfig, scene).text
