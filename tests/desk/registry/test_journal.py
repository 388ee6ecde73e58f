"""All files or none, whatever ends the program, and back again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.journal import Journal
from briefing.desk.registry.rename import rename
from briefing.desk.registry.steps import FileStep, Impossible
from briefing.model import files as model_files
from tests.desk.registry.conftest import Make, texts_in

BRIEFS = {f"b{number}.yaml": f"title: T{number}\nactors: [old]\nbody: |\n  [[old]] x.\n" for number in range(8)}


@pytest.fixture
def many(desk: Make) -> DeskFiles:
    return desk({"actors.yaml": "old: Old\n", **BRIEFS})


def test_done_undone_and_undone_once_more(many: DeskFiles, tmp_path: Path) -> None:
    journal = Journal(many.root, tmp_path / "state")
    texts = [texts_in(many.root)]
    for old, new in [("old", "new"), ("new", "newer"), ("b3", "story")]:
        files = DeskFiles(many.root)
        plan = rename(files, old, new)
        journal.carry_out(plan.title, [*plan.steps(files)])
        texts.append(texts_in(many.root))
    assert "story.yaml" in texts[-1]
    assert journal.last() == "rename b3 to story"
    for before in texts[-2::-1]:
        journal.undo()
        assert texts_in(many.root) == before
    with pytest.raises(Impossible, match="nothing to undo"):
        journal.undo()


def test_what_was_changed_since_is_not_undone(many: DeskFiles, tmp_path: Path) -> None:
    journal = Journal(many.root, tmp_path / "state")
    plan = rename(many, "old", "new")
    journal.carry_out(plan.title, [*plan.steps(many)])
    (many.root / "b5.yaml").write_text("title: Mine\nbody: |\n  x\n")
    after = texts_in(many.root)
    with pytest.raises(Impossible, match=r"b5.yaml was changed since `rename old to new`; nothing was undone"):
        journal.undo()
    assert texts_in(many.root) == after


def test_what_is_as_it_was_before_already_is_no_hindrance(many: DeskFiles, tmp_path: Path) -> None:
    journal = Journal(many.root, tmp_path / "state")
    before = texts_in(many.root)
    for old, new in [("b5", "story"), ("old", "new")]:
        files = DeskFiles(many.root)
        plan = rename(files, old, new)
        journal.carry_out(plan.title, [*plan.steps(files)])
        for file in ("b5.yaml", "b6.yaml"):  # as `git checkout` would
            (many.root / file).write_text(before[file])
    assert journal.undo() == ("rename old to new", 10, ())
    assert journal.undo() == ("rename b5 to story", 1, ("story.yaml",))
    assert texts_in(many.root) == before


def test_a_file_that_may_not_be_written_leaves_all_as_they_are(many: DeskFiles, tmp_path: Path) -> None:
    journal = Journal(many.root, tmp_path / "state")
    before = texts_in(many.root)
    plan = rename(many, "old", "new")
    steps = [*plan.steps(many)]
    (many.root / "b4.yaml").chmod(0o444)
    with pytest.raises(Impossible, match=r"b4.yaml is read-only; nothing was written"):
        journal.carry_out(plan.title, steps)
    (many.root / "b4.yaml").chmod(0o644)
    (many.root / "b6.yaml").write_text("title: Mine\nbody: |\n  x\n")
    with pytest.raises(Impossible, match=r"b6.yaml was changed in the meantime; nothing was written"):
        journal.carry_out(plan.title, steps)
    assert texts_in(many.root) == before | {"b6.yaml": "title: Mine\nbody: |\n  x\n"}


def test_a_disk_that_fails_half_way_takes_all_back(
    many: DeskFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(many.root, tmp_path / "state")
    before = texts_in(many.root)
    plan = rename(many, "old", "new")
    real, count = os.fsync, [0]

    def full(handle: int) -> None:
        count[0] += 1
        if count[0] == 6:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(model_files.os, "fsync", full)
    with pytest.raises(Impossible, match=r"could not be written: No space left on device; nothing is changed"):
        journal.carry_out(plan.title, [*plan.steps(many)])
    assert texts_in(many.root) == before
    assert journal.recover() == ""


def test_a_link_stays_one_and_what_it_leads_to_is_changed(many: DeskFiles, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: Out\nactors: [old]\nbody: |\n  x\n")
    (many.root / "link.yaml").symlink_to(outside)
    files = DeskFiles(many.root)
    plan = rename(files, "old", "new")
    Journal(many.root, tmp_path / "state").carry_out(plan.title, [*plan.steps(files)])
    assert (many.root / "link.yaml").is_symlink()
    assert "actors: [new]" in outside.read_text()


@pytest.mark.parametrize("is_hard", [False, True])
def test_a_file_of_several_names_is_changed_once(many: DeskFiles, tmp_path: Path, is_hard: bool) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: Out\nactors: [old]\nbody: |\n  x\n")
    for name in ("one", "other"):
        link = many.root / f"{name}.yaml"
        link.hardlink_to(outside) if is_hard else link.symlink_to(outside)
    before = outside.read_text()
    plan = rename(files := DeskFiles(many.root), "old", "new")
    journal = Journal(many.root, tmp_path / "state")
    journal.carry_out(plan.title, [*plan.steps(files)])
    assert all("actors: [new]" in (many.root / f"{name}.yaml").read_text() for name in ("one", "other"))
    journal.undo()
    assert [(many.root / f"{name}.yaml").read_text() for name in ("one", "other")] == [before, before]


def test_a_file_of_several_names_is_not_changed_in_two_ways(many: DeskFiles, tmp_path: Path) -> None:
    (many.root / "one.yaml").write_bytes(b"x")
    (many.root / "other.yaml").symlink_to("one.yaml")
    steps = [FileStep("one.yaml", b"x", b"y"), FileStep("other.yaml", b"x", b"z")]
    with pytest.raises(Impossible, match=r"one\.yaml and other\.yaml are one file; nothing was written"):
        Journal(many.root, tmp_path / "state").carry_out("two", steps)
    assert (many.root / "one.yaml").read_bytes() == b"x"


def test_one_at_a_time(many: DeskFiles, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    journal = Journal(many.root, tmp_path / "state")
    journal.carry_out("nothing", [])
    with (next((tmp_path / "state").iterdir()) / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Impossible, match="another `briefing` is changing this desk"):
            journal.carry_out("more", [FileStep("x.yaml", None, b"x")])


def killed_at(step: int, root: Path, state: Path) -> bool:
    """Rename in a process of its own that is killed before a call that changes the disk; whether it was."""
    process = os.fork()
    if not process:
        count = [0]

        def counting(name: str) -> None:
            real = getattr(os, name)

            def call(*arguments: object, **named: object) -> object:
                count[0] += 1
                if count[0] > step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **named)

            setattr(os, name, call)

        for name in ("fsync", "replace", "unlink", "link", "chmod", "mkdir"):
            counting(name)
        try:
            files = DeskFiles(root)
            for old, new in (("old", "new"), ("b3", "story")):
                plan = rename(files, old, new)
                Journal(root, state).carry_out(plan.title, [*plan.steps(files)])
                files = DeskFiles(root)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_before_any_change_of_the_disk_it_is_finished_or_was_never_begun(desk: Make, tmp_path: Path) -> None:
    files = desk({"actors.yaml": "old: Old\n", **dict([*BRIEFS.items()][2:5])})
    whole = texts_in(files.root)
    states = [whole]
    plan = rename(files, "old", "new")
    states.append(whole | {step.file: (step.after or b"").decode() for step in plan.steps(files)})
    step = 0
    while True:
        for name, text in whole.items():
            (files.root / name).write_text(text)
        (files.root / "story.yaml").unlink(missing_ok=True)
        state = tmp_path / f"state{step}"
        if not killed_at(step, files.root, state):
            break
        for name, text in texts_in(files.root).items():
            assert name.endswith(".part") or text in {one.get(name, text) for one in states}, (step, name)
        Journal(files.root, state).recover()
        after = texts_in(files.root)
        third = {("story.yaml" if name == "b3.yaml" else name): text for name, text in states[1].items()}
        assert after in (*states, third), step
        if after != whole:
            while Journal(files.root, state).last():
                Journal(files.root, state).undo()
            assert texts_in(files.root) == whole, step
        step += 1
    assert step > 30


def test_killed_from_outside_at_any_moment(desk: Make, tmp_path: Path) -> None:
    """A few of the 200 times of `python -m benchmarks.killing`."""
    files = desk({"actors.yaml": "old: Old\n", **BRIEFS})
    whole = texts_in(files.root)
    renamed = whole | {one.file: (one.after or b"").decode() for one in rename(files, "old", "new").steps(files)}
    words = [sys.executable, "-m", "briefing", "rename", "old", "new", "--desk", str(files.root)]
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "xdg"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    for wait in (0.15, 0.25, 0.3):
        with subprocess.Popen(words, env=environ, stderr=subprocess.DEVNULL) as process:
            time.sleep(wait)
            process.kill()
        subprocess.run([*words[:3], "undo", "--desk", str(files.root)], env=environ, capture_output=True, check=False)
        assert texts_in(files.root) in (whole, renamed)
        for name, text in whole.items():
            (files.root / name).write_text(text)
