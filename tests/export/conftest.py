from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.desk.extract import DeskExtract
from briefing.export import FORMATS, module_of
from briefing.model.clock import Clock
from briefing.model.query import parse_query
from tests.test_house import ROOT

TODAY = date(2025, 6, 1)
Taken = Callable[..., DeskExtract]
FILES = [name for name, one in FORMATS.items() if not one.is_folder]


def text(of: DeskExtract, name: str, *more: str) -> str:
    """What a format of one file has in it."""
    return "".join(import_module(module_of(name)).pieces(of, *more))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    """The sample desk, all of it or what a query finds."""
    desk = Desk(ROOT / "briefs", tmp_path_factory.mktemp("sample"), Clock.at(TODAY))
    desk.refresh()
    yield lambda query="": _taken(desk, query)
    desk.close()


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Taken]:
    """A desk in a folder."""
    desks: list[Desk] = []

    def take(folder: Path, query: str = "") -> DeskExtract:
        desks.append(Desk(folder, tmp_path / "cache", Clock.at(TODAY)))
        desks[-1].refresh()
        return _taken(desks[-1], query)

    yield take
    for desk in desks:
        desk.close()


def _taken(desk: Desk, query: str) -> DeskExtract:
    if not query:
        return DeskExtract(desk, TODAY)
    return DeskExtract(desk, TODAY, desk.matching_roll(parse_query(query, TODAY), (), (), "date").numbers)
