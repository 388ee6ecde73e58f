from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from briefing.model.clock import Clock
from briefing.postgres.address import DeskAddress, address_of
from briefing.postgres.desk import PublishedDesk
from tests.desk.conftest import TODAY
from tests.postgres.server import Server, free_port, programs, server
from tests.postgres.strict import RULES, settled

NONE = "no PostgreSQL can be had here: neither Debian's nor that of the wheel"
_NUMBERS = count()


@pytest.fixture(scope="session")
def strict() -> Iterator[Server]:
    """A server of `strict.py`, without TLS."""
    found = programs()
    if found is None:
        pytest.skip(NONE)
    one = Server(found, port=free_port(), rules=RULES)
    try:
        assert one.start()
        yield settled(one)
    finally:
        one.end()


@pytest.fixture
def address() -> DeskAddress:
    """The address of a desk that nobody has published yet."""
    found = server()
    if found is None:
        pytest.skip(NONE)
    return address_of(f"{found}&schema=desk{next(_NUMBERS)}")


@pytest.fixture
def opened(address: DeskAddress) -> Iterator[Callable[[], PublishedDesk]]:
    """Open the published desk, as often as one likes; each is closed at the end."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(contextlib.closing(PublishedDesk(address, Clock.at(TODAY))))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with briefs that a test may change."""
    import shutil

    from briefing.config.paths import shipped

    root = tmp_path / "files"
    shutil.copytree(shipped("briefs"), root)
    return root
