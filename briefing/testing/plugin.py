"""What pytest loads wherever briefing is installed: the options and the fixtures `desk` and `desk_snapshot`.

Every test run of that environment pays for what is imported here, so it is pytest and the standard library; the rest
is imported when a fixture is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from briefing.testing.folders import default_desk, folder_of

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.testing.snapshots import DeskSnapshot

_MISSING = "desk_snapshot needs pytest-textual-snapshot: install `briefing-desk[test]`"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("briefing_desk", "The folder of briefs, relative to the root folder; else the nearest desk.")
    parser.addini("briefing_sizes", "What `desk_snapshot` draws without a size: 120x40 80x24", "args", ["120x40"])
    parser.addini("briefing_themes", "What `desk_snapshot` draws without a theme: ink paper", "args", ["ink"])


def pytest_configure(config: pytest.Config) -> None:
    named = config.getini("briefing_desk")
    if named and not (folder := folder_of(config, named)).is_dir():
        raise pytest.UsageError(f"briefing_desk: there is no folder {folder}")


@pytest.fixture(scope="session")
def desk(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk, read once, as at the day of its newest story: `assert not desk.problems()`.

    It is the folder of the ini option `briefing_desk`, else the nearest desk from the root folder upwards.
    """
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock

    folder, cache = default_desk(pytestconfig), tmp_path_factory.mktemp("briefing")
    first = Desk(folder, cache, Clock())
    try:
        first.refresh()
        today = first.day_of_newest()
    finally:
        first.close()
    opened = Desk(folder, cache, Clock.at(today))
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def desk_snapshot(request: pytest.FixtureRequest) -> DeskSnapshot:
    """Compare what readers will see with the last time: `assert desk_snapshot("briefs", open="talks", size=(80, 24))`.

    The first time, and to accept what changed: `pytest --snapshot-update`.
    """
    # What is asked of the two libraries: a plugin can also be switched off, or another one have a fixture `snapshot`.
    if not all(hasattr(request.config.option, name) for name in ("update_snapshots", "snapshot_report")):
        pytest.fail(_MISSING, pytrace=False)
    from syrupy.assertion import SnapshotAssertion

    from briefing.testing.snapshots import DeskSnapshot

    snapshot = request.getfixturevalue("snapshot")
    if not isinstance(snapshot, SnapshotAssertion):
        pytest.fail(f"{_MISSING}; the fixture `snapshot` here is not syrupy's", pytrace=False)
    return DeskSnapshot(request.node, snapshot)
