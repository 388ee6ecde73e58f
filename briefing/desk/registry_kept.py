"""The registry as the last check read it: to read one of 400 entries anew takes a quarter of the check of one brief.

It is a cache: it may be deleted, and where it rests on other files, on another program, or is damaged, the files are
read.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from briefing.model.brief import Actor, Registry, Venue
from briefing.model.span import Span
from briefing.parse.registry import read_registry

if TYPE_CHECKING:
    pass


_CHECKED = 9
"""Bytes of a checksum."""
_WORTH = 8 * 1024
"""Bytes; less is read as quickly as it is found."""


def registry_of(
    root: str | os.PathLike[str], files: dict[str, bytes], cache: Callable[[], str | os.PathLike[str]] | None
) -> Registry:
    """What `read_registry` makes of the files of a desk's registry; `cache` tells the folder of all that is kept."""
    if cache is None or sum(map(len, files.values())) < _WORTH:
        return read_registry(files)
    import json

    from briefing.desk.kept import stamp
    from briefing.model.files import put, read

    # the very bytes, and not their digest: OpenSSL alone takes longer to load than they to compare
    named = [f"{name}\0{len(data)}\0".encode(errors="surrogatepass") + data for name, data in sorted(files.items())]
    rests_on = b"\0".join([stamp("desk", "parse", "model", "data").encode(), *named, b""])
    file = os.path.join(cache(), "registries", f"{crc32(os.fsencode(os.path.realpath(root))):08x}.json")
    try:
        kept = read(file)
    except OSError:
        kept = b""
    body = kept[len(rests_on) :]
    if kept.startswith(rests_on) and body[:_CHECKED] == _checked(body[_CHECKED:]):
        return _registry(json.loads(body[_CHECKED:]))
    registry = read_registry(files)
    body = json.dumps(_row(registry), separators=(",", ":")).encode()
    with suppress(OSError):  # what cannot be kept costs time, not correctness
        put(file, rests_on + _checked(body) + body, folders=True)
    return registry


def _checked(body: bytes) -> bytes:
    """By what damage is seen."""
    return b"%08x\n" % crc32(body)


def _row(registry: Registry) -> list[Any]:
    from briefing.desk.results import problem_row

    things = [
        [[getattr(thing, name) for name in kind.__slots__] for thing in some.values()]
        for kind, some in ((Actor, registry.actors), (Venue, registry.venues))
    ]
    return [*things, registry.former, [[one.span.file, *problem_row(one)] for one in registry.problems]]


def _registry(row: Any) -> Registry:
    actors, venues, former, problems = row
    found: list[Any] = []
    if problems:
        from briefing.desk.results import problem_of

        found = [problem_of(*one) for one in problems]
    return Registry(_things(Actor, actors), _things(Venue, venues), former, tuple(found))


def _things(kind: type[Any], rows: list[list[Any]]) -> dict[str, Any]:
    things: dict[str, Any] = {}
    span = kind.__slots__.index("span")
    for row in rows:
        row[span] = Span(*row[span])
        key = row[0]
        things[key] = kind(*[tuple(value) if value.__class__ is list else value for value in row])
    return things
