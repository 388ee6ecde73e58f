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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if ENGINE == "sqlite":
        return
    for item in items:
        if mark := item.get_closest_marker("of_sqlite"):
            item.add_marker(pytest.mark.skip(reason=mark.args[0]))


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
