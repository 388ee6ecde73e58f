"""A desk that is published with every refresh, so that what is asked of a folder can be asked of a database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path

from briefing.desk.desk import Desk
from briefing.desk.kept import file_name
from briefing.desk.refresh import Refresher
from briefing.desk.refreshed import Refreshed
from briefing.model.clock import Clock
from briefing.postgres.address import address_of
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.publishing import publish


class Mirror(PublishedDesk):
    """The files of a folder, by way of a database; `own` is the index that it is published of."""

    def __init__(self, server: str, root: Path, cache: Path, clock: Clock) -> None:
        key = hashlib.sha256(f"{root}{cache}".encode()).hexdigest()[:16]
        super().__init__(address_of(f"{server}&schema=t{key}"), clock)
        self.root = root
        self.cache = cache
        self.own = Desk(root, cache / file_name(self.address.root, ""), clock)

    @property
    def name(self) -> str:
        return self.own.name

    @property
    def files(self) -> Path:
        return self.root

    @property
    def is_indexed(self) -> bool:
        return self.own.is_indexed and super().is_indexed

    def refresh(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        only: Collection[str] | None = None,
    ) -> Refreshed:
        refreshed = self.own.refresh(progress, cancelled, only)
        if not refreshed.cancelled:
            publish(self.root, self.cache, self.address, self._clock)
        return refreshed

    def _reader(self) -> Refresher:
        return self.own._reader()

    def close(self) -> None:
        self.own.close()
        super().close()
