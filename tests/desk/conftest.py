from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.desk.desk import Desk
from briefing.model.clock import Clock

ENGINE = os.environ.get("BRIEFING_TEST_ENGINE", "sqlite")
"""Which engine desks are asked of: with `postgres` each refresh is published and read from there."""
TODAY = date(2025, 6, 1)
Write = Callable[..., Path]
_OF_THE_FILE = frozenset(
    {
        "test_the_counts_are_kept_whatever_happens", "test_an_empty_desk_answers", "test_it_is_kept_whatever_happens",
        "test_after_any_edits_the_index_is_what_a_new_one_would_be", "test_a_saved_file_costs_the_same_on_a_large_desk",
        "test_only_what_changed_is_read", "test_named_files_alone_are_looked_at",
        "test_progress_is_told_and_work_can_be_cancelled",
        "test_what_goes_wrong_here_is_told_and_the_others_end",
    }
)  # fmt: skip
"""Tests that ask SQLite itself, or count what is read of the files."""
_MODULES_OF_THE_FILE = frozenset({"test_store", "test_readers"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if ENGINE == "sqlite":
        return
    skip = pytest.mark.skip(reason="is about the file of the index, or about the folder")
    for item in items:
        name = getattr(item, "originalname", item.name)
        if name in _OF_THE_FILE or item.path.stem in _MODULES_OF_THE_FILE:
            item.add_marker(skip)


def text_of(body: str = "Nothing happened.", **keys: Any) -> str:
    """A brief's file: the keys as YAML, and the body last."""
    keys = {"title": "A story", **keys}
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.splitlines())
    return f"{yaml.safe_dump(keys, sort_keys=False, allow_unicode=True)}body: |\n{lines}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk's folder with a small registry."""
    root = tmp_path / "desk"
    root.mkdir()
    (root / "actors.yaml").write_text(
        "russia: {name: Russia, kind: state, country: RU, weak: [Moscow], wikidata: Q159}\n"
        "zelensky: {name: Volodymyr Zelensky, kind: person, position: President, weak: [Zelensky], was: [selenskyj]}\n"
        "erdogan: {name: Recep Tayyip Erdoğan, kind: person, weak: [Erdoğan]}\n"
        "nato: {name: NATO, kind: organisation}\n"
    )
    (root / "places.yaml").write_text(
        "istanbul: {name: Istanbul, country: TR, lat: 41.01, lon: 28.95}\nankara: {name: Ankara, country: TR}\n"
    )
    return root


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a brief: `write("talks", title=…, body=…)`."""

    def write(name: str, **keys: Any) -> Path:
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(**keys))
        return path

    return write


@pytest.fixture
def open_desk(folder: Path, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Open the desk, as often as one likes; each is closed at the end."""
    desks: list[Desk] = []

    def open_desk(cache: str = "cache") -> Desk:
        if ENGINE == "postgres":
            from tests.postgres.published import Mirror
            from tests.postgres.server import server

            desks.append(Mirror(server(), folder, tmp_path / cache, Clock.at(TODAY)))
        else:
            desks.append(Desk(folder, tmp_path / cache, Clock.at(TODAY)))
        return desks[-1]

    yield open_desk
    for desk in desks:
        desk.close()
