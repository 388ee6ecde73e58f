"""Files that change together: all or none are beside their places before the first takes its own."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model import batch as batches
from briefing.model.batch import Batch, Replacement
from briefing.model.files import part_of

FEW, MANY = 3, 40


def changes(folder: Path, count: int) -> dict[int, Replacement]:
    """By every third number, as a caller has them who changes others in another way."""
    made = {}
    for number in range(count):
        file = folder / f"{number}.txt"
        file.write_bytes(b"before")
        made[3 * number] = Replacement(file, b"before", b"after %d" % number)
    return made


def texts(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("count", [0, FEW, MANY])
def test_nothing_takes_its_place_before_all_are_written(tmp_path: Path, count: int) -> None:
    batch = Batch(made := changes(tmp_path, count))
    with batch.written():
        parts = {file: part_of(Path(file), os.getpid()) for file, *_ in made.values()}
        assert all(part.read_bytes().startswith(b"after") for part in parts.values())
        assert all(Path(file).read_bytes() == b"before" for file in parts)
        for number in made:
            batch.put(number)
    assert texts(tmp_path) == {f"{number}.txt": b"after %d" % number for number in range(count)}


def test_what_was_not_put_is_taken_away(tmp_path: Path) -> None:
    batch = Batch(changes(tmp_path, MANY))
    with batch.written():
        batch.put(3)
    assert texts(tmp_path) == {f"{number}.txt": b"after 1" if number == 1 else b"before" for number in range(MANY)}


@pytest.mark.parametrize("count", [FEW, MANY])
def test_one_that_cannot_be_written_is_told_and_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    real = batches.write_part

    def full(part: str, data: bytes, mode: int) -> None:
        real(part, data, mode)
        if data.endswith(b" 2"):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(batches, "write_part", full)
    batch = Batch(changes(tmp_path, count))
    with pytest.raises(OSError, match="No space left"), batch.written():
        pytest.fail("nothing is put")
    assert batch.failed == 6
    assert set(texts(tmp_path).values()) == {b"before"}


def test_permissions_and_links_stay_and_what_changed_meanwhile(tmp_path: Path) -> None:
    made = changes(tmp_path, MANY)
    (tmp_path / "0.txt").chmod(0o640)
    (tmp_path / "1.txt").rename(tmp_path / "aside.txt")
    (tmp_path / "1.txt").symlink_to("aside.txt")
    left = part_of(tmp_path / "2.txt", os.getpid())
    left.write_bytes(b"of a process that had this number")
    batch = Batch(made)
    with batch.written():
        (tmp_path / "3.txt").write_bytes(b"theirs")
        (tmp_path / "4.txt").write_bytes(b"after 4")
        for number in (0, 3, 6, 12):
            batch.put(number)
        with pytest.raises(OSError, match="changed in the meantime"):
            batch.put(9)
    found = texts(tmp_path)
    assert [found[f"{number}.txt"] for number in range(6)] == [
        b"after 0", b"after 1", b"after 2", b"theirs", b"after 4", b"before",
    ]  # fmt: skip
    assert (tmp_path / "0.txt").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "1.txt").is_symlink()
    assert found["aside.txt"] == b"after 1"
    assert not [name for name in found if name.endswith(".part")]


def test_a_device_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    batch = Batch({0: Replacement(pipe, b"", b"one")})
    with batch.written():
        batch.put(0)
    assert reader.communicate(timeout=10)[0] == b"one"
    assert pipe.is_fifo()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_told_to_end_it_takes_away_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a signal that comes while threads are writing."""
    batch = Batch(changes(tmp_path, MANY))
    process = os.fork()
    if not process:
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            monkeypatch.setattr(batches, "write_part", ended_in(batches.write_part))
            with batch.written():
                os._exit(1)
        finally:
            os._exit(threading.active_count())
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 1  # no thread goes on
    assert set(texts(tmp_path).values()) == {b"before"}


def ended_in(write: Callable[[str, bytes, int], None]) -> Callable[[str, bytes, int], None]:
    def ended(part: str, data: bytes, mode: int) -> None:
        write(part, data, mode)
        if data.endswith(b" 8"):
            os.kill(os.getpid(), signal.SIGTERM)

    return ended
