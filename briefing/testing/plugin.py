"""What pytest loads wherever briefing is installed: the options and the fixtures `desk` and `desk_snapshot`.

Every test run of that environment pays for what is imported here, so it is pytest and the standard library; the rest
is imported when a fixture is asked for, or when there is something to say of one.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing.testing.folders import default_desk, folder_of
from briefing.testing.record import RECORD, RunRecord, name_of

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.testing.snapshots import DeskSnapshot

_LAYERS = ["meaning", "words", "picture"]
TEST = pytest.StashKey["DeskSnapshot"]()
"""Of a test that asked for `desk_snapshot`: what it was given."""


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addini("briefing_desk", "The folder of briefs, relative to the root folder; else the nearest desk.")
    parser.addini("briefing_sizes", "What `desk_snapshot` draws without a size: 120x40 80x24", "args", ["120x40"])
    parser.addini("briefing_themes", "What `desk_snapshot` draws without a theme: ink paper", "args", ["ink"])
    parser.addini("briefing_layers", f"What it compares: {' '.join(_LAYERS)} (all)", "args", _LAYERS)
    group = parser.getgroup("briefing", "snapshots of a desk")
    group.addoption("--desk-prune", action="store_true", help="Remove the goldens of desk_snapshot that no test uses.")
    group.addoption("--desk-report", metavar="FILE", help="Write what desk_snapshot found otherwise, as JSON.")
    if not _has_update(pluginmanager):
        group.addoption(
            "--snapshot-update", action="store_true", dest="update_snapshots",
            help="Accept what desk_snapshot finds now.",
        )  # fmt: skip


def _has_update(manager: pytest.PytestPluginManager) -> bool:
    """Whether syrupy brings its option `--snapshot-update`, which then is ours, too: an option is there only once."""
    if manager.is_blocked("syrupy"):
        return False
    if manager.hasplugin("syrupy"):
        return True
    return not os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD") and find_spec("syrupy") is not None


def pytest_configure(config: pytest.Config) -> None:
    named = config.getini("briefing_desk")
    if named and not (folder := folder_of(config, named)).is_dir():
        raise pytest.UsageError(f"briefing_desk: there is no folder {folder}")
    if strange := [layer for layer in config.getini("briefing_layers") if layer not in _LAYERS]:
        raise pytest.UsageError(f"briefing_layers: {strange[0]} is none of {', '.join(_LAYERS)}")
    config.stash[RECORD] = RunRecord()


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
def desk_snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSnapshot]:
    """Compare what readers will see with the last time: `desk_snapshot("briefs", open="talks", size=(80, 24))`.

    The first time, and to accept what changed: `pytest --snapshot-update`. What differs fails the test at its end.
    """
    from briefing.testing.snapshots import DeskSnapshot

    cache = tmp_path_factory.getbasetemp() / "briefing-index"
    snapshot = request.node.stash[TEST] = DeskSnapshot(request.node, request.config.stash[RECORD], cache)
    yield snapshot
    snapshot.settle()  # what another fixture compared after the test


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Once the test is over, all that `desk_snapshot` found otherwise fails it together."""
    try:
        result = yield
    except BaseException:
        if snapshot := item.stash.get(TEST, None):
            snapshot.add_to_report()
        raise
    if snapshot := item.stash.get(TEST, None):
        snapshot.settle()
    item.config.stash[RECORD].passed.append(f"{item.path}::{name_of(item)}")
    return result


def pytest_itemcollected(item: pytest.Item) -> None:
    item.config.stash[RECORD].collected.setdefault(str(item.path), []).append(name_of(item))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist ended: what it did is known here from now on."""
    if theirs := getattr(node, "workeroutput", {}).pop("briefing", None):
        node.config.stash[RECORD].take_in(theirs)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, Any, Any]:
    """Hand on what a worker did, or write the reports. What can't be written is told, and hides no difference: this is
    inside of what prints the summary."""
    config = session.config
    record = config.stash[RECORD]
    if hasattr(config, "workeroutput"):
        from briefing.model.goldens import FOLDER

        config.workeroutput["briefing"] = record.to_hand_on(FOLDER)
        return (yield)
    result = None
    try:
        result = yield
    except OSError as error:
        report = config.getoption("--snapshot-report", None)
        if not report or not _is_on_the_way(error.filename, Path.cwd() / report):
            raise
        record.trouble = f"{report} can't be written: {error.strerror}"
    if file := config.getoption("--desk-report"):
        from briefing.testing.results import write

        record.trouble = write(config.invocation_params.dir / file, record.differences) or record.trouble
    return result


def _is_on_the_way(path: object, file: Path) -> bool:
    """Whether a path is that of a file or of a folder that it is in."""
    return isinstance(path, str) and Path(path) in (file, *file.parents)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config) -> None:
    record = config.stash[RECORD]
    if hasattr(config, "workeroutput"):
        return  # a worker knows its share only
    if record.scenes or record.trouble or config.getoption("--desk-prune"):
        from briefing.testing.summary import summary

        for line in summary(config, record, exitstatus):
            terminalreporter.write_line(line)
