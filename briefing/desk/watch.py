"""Telling of changes in a desk's folder as they happen."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, time_ns

from briefing.desk import scan
from briefing.desk.glance import TRUSTED_AFTER_NS
from briefing.model.files import changed_ns, identity
from briefing.parse.registry_name import is_registry

DEBOUNCE_MS = 80
"""How long changes are gathered: an editor saves in several steps."""
POLL_SECONDS = 1.0
_STEP_MS = 20
"""How long nothing more may have changed before what has is told."""
_REST_SECONDS = 0.15
"""How often it is looked for changes where none was for `_QUIET_SECONDS`: each look wakes the processor."""
_QUIET_SECONDS = 60.0
_LOOK_MS = 500
"""How often the root itself is looked at, and files that lie elsewhere: nothing tells when a folder is replaced by
another, nor of what a link leads to.
"""


def watch(root: Path, on_change: Callable[[frozenset[str]], None], stop: threading.Event) -> None:
    """Call `on_change` with the relative paths of files that changed, came or went, until `stop` is set.

    Blocks: run it in a thread; `on_change` is called there. Only files that matter to a desk are told of. Where the
    system has no more watches to give, the folder is looked at every second instead. While the root is not there
    nothing is told; when it is back, everything that it held or holds is. What changes before the call is not told:
    start watching, then refresh.
    """
    before = _snapshot(root)
    while not stop.is_set():
        known = set(before)
        for paths in _changes(root, stop, known, before):
            if paths:
                on_change(paths)
            if stop.is_set():
                return
        while not stop.is_set() and not root.is_dir():
            stop.wait(POLL_SECONDS / 4)  # no `sleep`: the end of the program can't wait for this thread
        before = _snapshot(root)
        if not stop.is_set() and (paths := frozenset(known | before.keys())):
            on_change(paths)


def is_relevant(path: str) -> bool:
    """Whether a relative path, with forward slashes, is that of a brief, a registry file or the settings."""
    parts = path.split("/")
    if any(part.startswith(".") or part == "node_modules" for part in parts):
        return False
    return scan.could_be_brief(path) or is_registry(path) or path == scan.SETTINGS_FILE


def _changes(
    root: Path, stop: threading.Event, known: set[str], before: dict[str, tuple[int, int]]
) -> Iterator[frozenset[str]]:
    """What differs from `before` and then changes, by the system's word or by looking, until `stop` or until the root
    is not what it was.

    `known` is kept as the set of the desk's files: a folder that goes takes its files with it without a word on each.
    """
    try:
        yield from _events(root, stop, known, before)
    except (OSError, RuntimeError, ImportError):
        yield from _poll(root, stop, known, before)


def _events(
    root: Path, stop: threading.Event, known: set[str], before: dict[str, tuple[int, int]]
) -> Iterator[frozenset[str]]:
    import watchfiles

    real = os.path.realpath(root)
    watched = identity(root)
    linked = _Linked(root, before)
    rest = _Rest(stop)
    is_first = True
    for batch in watchfiles.watch(
        real,
        watch_filter=None,  # folders count too: what comes or goes with them has no word of its own
        debounce=DEBOUNCE_MS,
        step=_STEP_MS,
        stop_event=rest,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,  # ctrl+c is the caller's, who sets `stop`
        ignore_permission_denied=True,
    ):
        if batch:
            rest.put_off()
        paths = {path for _change, full in batch for path in _told(root, os.path.relpath(full, real), known)}
        if is_first:  # what happened before the watch was in place
            paths |= _difference(before, after := _snapshot(root))
            known.update(after)
            is_first = False
        linked.note(paths)
        yield frozenset(paths | linked.changed())
        # A new folder may have the number of the one that was removed, so the word of its removal counts too.
        if stop.is_set() or identity(root) != watched or (watchfiles.Change.deleted, real) in batch:
            return


class _Rest:
    """What `watchfiles` asks, each time before it looks for changes, whether it is to stop. It looks fifty times a
    second, and is held up here where that is for nothing."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self.put_off()

    def put_off(self) -> None:
        """Something changed: an editor saves again soon."""
        self._quiet_at = monotonic() + _QUIET_SECONDS

    def is_set(self) -> bool:
        """Whether it is to stop."""
        return self._stop.wait(_REST_SECONDS) if monotonic() >= self._quiet_at else self._stop.is_set()


class _Linked:
    """The files of a desk that are links to others, which nothing tells of: as they were when they were looked at."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self._root = root
        self._last: dict[str, tuple[int, int]] = {}
        self.note(paths)

    def note(self, paths: Iterable[str]) -> None:
        """Files that there are now, or are not any more."""
        for path in paths:
            self._last.pop(path, None)
            if os.path.islink(self._root / path):
                self._last[path] = _look(self._root / path)

    def changed(self) -> set[str]:
        """Those that are not what they were the last time."""
        now = {path: _look(self._root / path) for path in self._last}
        found = _difference(self._last, now)
        self._last = now
        return found


def _told(root: Path, path: str, known: set[str]) -> set[str]:
    """The desk's files that a change of one path means: itself, or all that a folder holds or held."""
    path = path.replace(os.sep, "/")
    if is_relevant(path):
        known.add(path)
        return {path}
    prefix = f"{path}/"
    found = {file for file in known if file.startswith(prefix)}
    if is_relevant(f"{path}/x.yaml") and (root / path).is_dir():
        found.update(stat.path for stat in scan.walk(root) if stat.path.startswith(prefix))
        known.update(found)
    return found


def _poll(
    root: Path, stop: threading.Event, known: set[str], before: dict[str, tuple[int, int]]
) -> Iterator[frozenset[str]]:
    fresh = set[str]()
    while not stop.wait(POLL_SECONDS) and root.is_dir():
        after, now = _snapshot(root), time_ns()
        known.update(after)
        yield frozenset(_difference(before, after) | fresh)
        # one that is saved again within a tick of the clock of its file system looks the same
        fresh = {path for path, (_size, changed) in after.items() if 0 <= now - changed < TRUSTED_AFTER_NS}
        before = after


def _difference(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _snapshot(root: Path) -> dict[str, tuple[int, int]]:
    found = {stat.path: (stat.size, stat.changed_ns) for stat in scan.walk(root)}
    for name in (*scan.registry_files(root), scan.SETTINGS_FILE):
        if (looked := _look(root / name)) != _NOTHING:
            found[name] = looked
    return found


def _look(file: Path) -> tuple[int, int]:
    """The size of a file, and when it was changed."""
    try:
        status = os.stat(file)
    except OSError:
        return _NOTHING
    return status.st_size, changed_ns(status)


_NOTHING = (-1, -1)
