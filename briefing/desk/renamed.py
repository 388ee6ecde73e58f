"""Stories whose file was given another name: what the reader did with them follows."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.desk.desk import Desk
from briefing.desk.rewording import by_sign
from briefing.desk.state import State
from briefing.model.content import Content, as_written


def follow_renames(desk: Desk, state: State) -> dict[str, str]:
    """The stories that are `renamed`; the marks go with them. Raises `StateError` where that can't be kept."""
    if moved := renamed(desk, state):
        state.move(moved)
    return moved


def renamed(desk: Desk, state: State) -> dict[str, str]:
    """New ids by old ones, of stories that were seen, are gone, and are there anew: word for word, else under the same
    title, and only where nobody else fits.
    """
    _mark, differing = desk.differing(state.compared(), (), state.seen_among)
    come = {id for id, seen in differing if not seen}
    gone = dict(_gone(desk, state)) if come else {}
    if not gone:
        return {}
    versions = desk.versions(come)
    moved = by_sign(gone, {id: digest for id, digest, _parts in versions})
    left, come = gone.keys() - moved.keys(), come - set(moved.values())
    if left and come:
        before = {id: _title(version.parts) for id in left if (version := state.seen(id))}
        moved |= by_sign(before, {id: _title(parts) for id, _digest, parts in versions if id in come})
    return moved


def _gone(desk: Desk, state: State) -> Iterator[tuple[str, str]]:
    """The id and the digest of each story that was seen and is not there any more."""
    for seen in state.every_seen():
        there = desk.readable_among(seen)
        yield from ((id, digest) for id, digest in seen.items() if id not in there)


def _title(parts: str) -> str:
    try:
        content = as_written(parts)
    except ValueError:
        content = Content()
    return content.notes.get("title", "")
