"""Putting a file on the disk: what stays as it is, and what a failure leaves behind."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from briefing.model.files import in_pieces, part_of, put, put_new


def test_what_is_the_same_already_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    put(file, b"one")
    os.utime(file, (1, 1))
    put(file, b"one")
    assert file.stat().st_mtime == 1
    put(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "link.txt"
    file.write_bytes(b"one")
    file.chmod(0o640)
    link.symlink_to(file)
    put(link, b"two")
    assert link.is_symlink()
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [file, link]


def test_what_is_no_file_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    put(pipe, b"one")
    assert reader.communicate(timeout=10)[0] == b"one"
    assert pipe.is_fifo()


def test_a_file_that_changed_in_the_meantime_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed in the meantime"):
        put(file, b"ours", before=b"what we read")
    assert file.read_bytes() == b"theirs"
    put(file, b"ours", before=b"theirs")
    assert file.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [file]


def test_folders_are_made_where_they_are_wanted(tmp_path: Path) -> None:
    file, link = tmp_path / "no" / "such" / "a.txt", tmp_path / "link.txt"
    with pytest.raises(FileNotFoundError):
        put(file, b"one")
    assert list(tmp_path.iterdir()) == []
    link.symlink_to(file)
    put(link, b"one", folders=True)
    assert file.read_bytes() == b"one"
    assert link.is_symlink()


def test_a_new_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    put_new(file, b"one")
    with pytest.raises(FileExistsError):
        put_new(file, b"two")
    assert file.read_bytes() == b"one"

    def has_no_links(*_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", has_no_links)
    with pytest.raises(FileExistsError):
        put_new(file, b"two")
    put_new(tmp_path / "b.txt", b"three")
    assert (tmp_path / "b.txt").read_bytes() == b"three"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_pieces_are_a_whole_file_or_none(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with in_pieces(file) as stream:
        stream.write(b"one")
        assert not file.exists()
        stream.write(b"two")
    assert file.read_bytes() == b"onetwo"
    file.chmod(0o640)
    with pytest.raises(KeyboardInterrupt):
        _write_half(file)
    assert file.read_bytes() == b"onetwo"
    os.utime(file, (1, 1))
    for data, time in ((b"onetwo", True), (b"three", False)):
        with in_pieces(file) as stream:
            stream.write(data)
        assert (file.stat().st_mtime == 1) == time
        assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def _write_half(file: Path) -> None:
    with in_pieces(file) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt


def test_pieces_follow_a_link_and_go_to_a_device(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "link.txt"
    file.write_bytes(b"one")
    link.symlink_to(file)
    for path in (link, Path("/dev/null")):
        with in_pieces(path) as stream:
            stream.write(b"two")
    assert link.is_symlink()
    assert file.read_bytes() == b"two"
    assert Path("/dev/null").is_char_device()


def test_what_could_not_be_written_is_told_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_path: object, **_how: object) -> None:
        raise PermissionError(13, "Permission denied", str(part_of(tmp_path / "a.yaml", os.getpid())))

    monkeypatch.setattr(os, "open", refuse)
    for write in (lambda: put_new(tmp_path / "a.yaml", b"x"), lambda: put(tmp_path / "a.yaml", b"x")):
        with pytest.raises(PermissionError) as caught:
            write()
        assert caught.value.filename == str(tmp_path / "a.yaml")
