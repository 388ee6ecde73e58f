"""What of a desk is asked about the versions of its stories."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from briefing.desk import versions
from briefing.desk.versions import Mark

if TYPE_CHECKING:
    from briefing.model.content import Content

T = TypeVar("T")


class Contents(ABC):
    """The contents of stories, as the index has them and as it had them."""

    @abstractmethod
    def _read(self, ask: Callable[[sqlite3.Connection], T]) -> T: ...

    def differing(
        self, since: Mark, also: Collection[str], known: Callable[[Collection[str]], Mapping[str, str]]
    ) -> tuple[Mark, list[tuple[str, str]]]:
        """The stories whose version is not the one that is `known` of them by their ids, newest first, with what is
        known, else empty; and what stands for the index as it is now. Of an index that was looked at before (`since`)
        only what came since then and `also` these are looked at.
        """

        return self._read(lambda db: versions.differing(db, since, also, known))

    def readable_among(self, ids: Collection[str]) -> set[str]:
        """Those of some ids that stories which can be read have."""
        return self._read(lambda db: versions.readable_among(db, ids))

    def versions(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        """Id, digest and the digests of the parts (JSON) of some stories."""
        return self._read(lambda db: versions.versions(db, ids))

    def every_version(self) -> Iterator[tuple[str, str, str]]:
        """Those of all stories, asked for by the piece."""
        at = -1
        while (found := self._read(lambda db, at=at: versions.versions_after(db, at)))[0]:  # type: ignore[misc]
            rows, at = found
            yield from rows

    def parts(self, id: str) -> Content | None:
        """A story's version in digests."""
        from briefing.model.content import as_written

        def ask(db: sqlite3.Connection) -> Content | None:
            found = versions.versions(db, [id])
            return as_written(found[0][2]) if found else None

        return self._read(ask)

    def content(self, id: str) -> Content | None:
        """A story's version in words."""
        return self._content(lambda db: versions.document(db, id))

    def former_content(self, digest: str) -> Content | None:
        """A version in words that was there before, by its digest; None where the index did not keep it."""
        return self._content(lambda db: versions.former(db, digest))

    def _content(self, ask: Callable[[sqlite3.Connection], bytes | None]) -> Content | None:
        from briefing.desk.packing import unpacked
        from briefing.model.content import content_of

        def read(db: sqlite3.Connection) -> Content | None:
            packed = ask(db)
            return content_of(unpacked(packed)) if packed else None

        return self._read(read)
