"""What the tests of articles share: a server on this machine, and no way to any other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.articles.server import Site, serving


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as one:
        yield one
