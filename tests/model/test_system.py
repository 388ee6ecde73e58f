"""What systems do otherwise, tried by saying which one it is."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.config.paths import Folders
from briefing.model import system
from briefing.parse.registry_name import file_name
from briefing.ui.editors import edit_command


@pytest.mark.parametrize("stem", ["con", "NUL", "com1", "lpt9", "aux.old", "con "])
def test_no_brief_is_called_what_windows_keeps_for_a_device(stem: str) -> None:
    assert system.is_device(stem)
    assert file_name(stem) == f"{stem}-brief.yaml"


@pytest.mark.parametrize("stem", ["control", "com", "com0", "null", "a-con", ""])
def test_what_only_looks_like_one_is_a_name(stem: str) -> None:
    assert not system.is_device(stem)
    assert file_name(stem) == f"{stem}.yaml"


@pytest.mark.parametrize(("name", "times", "is_put"), [("win32", 2, True), ("win32", 99, False), ("linux", 1, False)])
def test_a_file_that_somebody_has_open_is_waited_for(
    name: str, times: int, is_put: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_text("new")
    target.write_text("old")
    tries: list[int] = []
    put = os.replace

    def held(*paths: Path) -> None:
        tries.append(1)
        if len(tries) <= times:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        put(*paths)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(system, "_WAITS", (0.0, 0.001, 0.001))
    if is_put:
        system.replace(part, target, name)
    else:
        with pytest.raises(PermissionError):
            system.replace(part, target, name)
    assert target.read_text() == ("new" if is_put else "old")


def test_where_there_are_no_locks_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with (tmp_path / "lock").open("w") as one, (tmp_path / "lock").open("w") as other:
        system.lock(one.fileno(), waits=False)
        system.lock(other.fileno(), waits=True)


@pytest.mark.parametrize(
    ("word", "is_path"),
    [("briefs", False), ("./briefs", True), ("..", True), (r".\briefs", True), (r"C:\desk", True), ("chekc", False)],
)
def test_a_way_is_told_from_a_name(word: str, is_path: bool) -> None:
    assert system.is_path(word, "/\\") is is_path


def test_the_folders_of_windows_have_a_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "isabs", lambda path: path[1:3] == ":\\")
    assert str(Folders.find({"XDG_CACHE_HOME": r"D:\cache"}).cache).startswith(r"D:\cache")


def test_an_editor_with_backslashes_and_blanks_in_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("shutil.which", lambda word, path: asked.append(word) or word)
    wanted = r'"C:\Program Files\Vim\gvim.exe" --remote'
    call = edit_command({}, wanted, tmp_path / "a.yaml", 3, "win32")
    assert asked == [r"C:\Program Files\Vim\gvim.exe"]
    assert call.arguments[1] == "--remote"
    assert edit_command({"EDITOR": "emacs", "DISPLAY": ":0"}, "", tmp_path / "a.yaml", 3, "win32").takes_terminal


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="only glibc tells what it holds"
)
def test_a_large_block_goes_back_to_the_system_also_after_a_larger_one() -> None:
    # in a process of its own: another has room for it among what it has given back to itself
    subprocess.run([sys.executable, "-c", _LARGE], check=True)


_LARGE = """
import ctypes
from briefing.model import system

class Told(ctypes.Structure):
    names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = [(name, ctypes.c_size_t) for name in names.split()]

def from_the_system():  # one by one: `hblkhd` of mallinfo(3)
    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = Told
    return int(ask().hblkhd)

system.have_large_blocks_apart()
bytearray(8 << 20)  # it is freed at once
before = from_the_system()
block = bytearray(1 << 20)
assert from_the_system() - before >= len(block)
del block
assert from_the_system() <= before
"""
