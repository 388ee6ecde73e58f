"""The registry that the last check read is the one that its files say, whatever became of what was kept."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from briefing.desk import registry_kept
from briefing.desk.registry_kept import registry_of
from briefing.parse.registry import read_registry

ENTRIES = "".join(
    f"anna-berg-{number}:\n  name: Anna Berg {number}\n  kind: person\n"
    f"  aliases: [\"Anna 'B' {number}\", Бергъ {number}]\n  weak: []\n  was: [berg-{number}]\n"
    for number in range(120)
)
FILES = {
    "actors.yaml": f"{ENTRIES}wrong: {{nam: X}}\nanna-berg-1:\n  name: Again\n".encode(),
    "places/sea.yaml": b"oslo:\n  name: Oslo\n  lat: 59.91\n  lon: 10.75\n  country: NO\n",
}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the files were read."""
    found: list[int] = []

    def read(files: dict[str, bytes]) -> object:
        found.append(len(files))
        return read_registry(files)

    monkeypatch.setattr(registry_kept, "read_registry", read)
    return found


def test_what_is_kept_is_what_was_read(tmp_path: Path, reads: list[int]) -> None:
    expected = read_registry(FILES)
    assert expected.problems
    for _ in range(3):
        assert registry_of(tmp_path, FILES, lambda: tmp_path / "cache") == expected
    assert len(reads) == 1
    other = {**FILES, "places/sea.yaml": FILES["places/sea.yaml"].replace(b"Oslo", b"Bergen")}
    assert registry_of(tmp_path, other, lambda: tmp_path / "cache") == read_registry(other)
    renamed = {"actors.yaml": FILES["actors.yaml"], "places/fjord.yaml": FILES["places/sea.yaml"]}
    assert registry_of(tmp_path, renamed, lambda: tmp_path / "cache") == read_registry(renamed)
    assert len(reads) == 3


def test_another_program_reads_for_itself(tmp_path: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    registry_of(tmp_path, FILES, lambda: tmp_path / "cache")
    monkeypatch.setattr("briefing.desk.kept.stamp", lambda *_folders: "another one")
    registry_of(tmp_path, FILES, lambda: tmp_path / "cache")
    assert len(reads) == 2


def test_damage_is_seen_wherever_it_is(tmp_path: Path) -> None:
    expected, chance = read_registry(FILES), Random(1)
    registry_of(tmp_path, FILES, lambda: tmp_path)
    (file,) = (tmp_path / "registries").iterdir()
    kept = file.read_bytes()
    for _ in range(60):
        at = chance.randrange(len(kept))
        file.write_bytes(kept[:at] + bytes([kept[at] ^ 1 << chance.randrange(8)]) + kept[at + 1 :])
        assert registry_of(tmp_path, FILES, lambda: tmp_path) == expected, at
        assert file.read_bytes() == kept  # and it is put right
    for damaged in (b"", kept[: len(kept) // 2], kept + b" ", kept[:-1]):
        file.write_bytes(damaged)
        assert registry_of(tmp_path, FILES, lambda: tmp_path) == expected


def test_where_nothing_can_be_kept_the_files_are_read(tmp_path: Path, reads: list[int]) -> None:
    (tmp_path / "registries").write_text("no folder")
    for _ in range(2):
        assert registry_of(tmp_path, FILES, lambda: tmp_path) == read_registry(FILES)
    assert len(reads) == 2


def test_a_small_registry_is_read(tmp_path: Path, reads: list[int]) -> None:
    few = {"actors.yaml": b"nato:\n  name: NATO\n"}
    assert registry_of(tmp_path, few, lambda: tmp_path / "cache") == read_registry(few)
    assert (len(reads), (tmp_path / "cache").exists()) == (1, False)
