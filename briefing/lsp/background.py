"""What is done for a desk while nobody waits: all of its files checked, its index kept, its folder watched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from briefing.desk.database import ERRORS
from briefing.desk.watch import watch
from briefing.lsp.live import LiveDesk
from briefing.lsp.progress import Progress
from briefing.model.problem import Problem

Post = Callable[[Callable[[], None]], None]
"""Has something done by the thread of the server."""


class Stale(Exception):
    """What is being checked is not what it was."""


class Background:
    """The chores of one desk. `tell` publishes the problems of a file that is not open, `turn` lets the editor in,
    `progress` is told how far the check of the whole desk is."""

    def __init__(
        self,
        desk: LiveDesk,
        post: Post,
        tell: Callable[[LiveDesk, str], None],
        turn: Callable[[], None],
        progress: Progress | None,
    ) -> None:
        self.desk = desk
        self._post, self._tell, self._turn, self._progress = post, tell, turn, progress
        self._stop = threading.Event()
        self._paths: dict[str, None] = {}
        self._suspects: Iterator[str | None] = iter(())
        self._must_check_all = True
        self._version = 0
        self._refreshing = False
        self._must_refresh = True
        self._watcher: threading.Thread | None = None

    def step(self) -> bool:
        """Do a piece of what there is to do; whether there was something."""
        if not self.desk.is_known:
            self.desk.know()
        elif self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, daemon=True)
            self._watcher.start()
        elif self._must_check_all:
            self._check_all()
        elif self._paths:
            self._look_at_changed()
        elif (suspect := next(self._suspects, self)) is not self:
            if isinstance(suspect, str) and suspect not in self.desk.open:
                self.desk.look_at_closed(suspect)
                self._tell(self.desk, suspect)
        elif self._must_refresh and not self._refreshing:
            self._must_refresh = False
            self._refreshing = True
            with suppress(*ERRORS):
                _ = self.desk.desk.is_indexed  # opens it for this thread, which would wait for a first reading else
            threading.Thread(target=self._refresh, name="index", daemon=True).start()
        else:
            return False
        return True

    def changed(self, paths: Sequence[str]) -> None:
        """Files of the desk may say something else on the disk."""
        self._paths |= dict.fromkeys(paths)
        self._must_refresh = True

    def check_all(self) -> None:
        """All files rest on something that changed."""
        self._must_check_all = True
        self._version += 1

    def stop(self) -> None:
        """The desk is nobody's concern any more."""
        self._stop.set()
        if "desk" in self.desk.__dict__:
            self.desk.desk.close()

    # all files

    def _check_all(self) -> None:
        self._must_check_all = False
        version = self._version
        desk = self.desk
        desk.load()
        before = set(desk.found)
        found: set[str] = set()

        def tell(file: str, problems: Sequence[Problem]) -> None:
            found.add(file)
            loud = tuple([one for one in problems if one.severity != "info"])
            if file not in desk.open and desk.found.get(file, ()) != loud:
                desk.found[file] = loud
                self._tell(desk, file)

        def progress(done: int, of: int) -> None:
            if done < of and self._progress:
                self._progress.tell(desk.root, done, of)
            self._turn()
            if version != self._version:
                raise Stale

        checker = desk.checker()
        try:
            result = checker.check(progress=progress, tell=tell)
        except Stale:
            return
        finally:
            if self._progress:
                self._progress.end(desk.root)
        for problem in result.problems:
            found.add(problem.span.file)
        of_others: dict[str, list[Problem]] = {}
        briefs = set(checker.survey.briefs)
        for problem in result.problems:
            if problem.span.file not in briefs:
                of_others.setdefault(problem.span.file, []).append(problem)
        for file, problems in of_others.items():
            tell(file, problems)
        for file in before - found:
            desk.found.pop(file, None)
            self._tell(desk, file)
        desk.checked(checker.known)

    # files that changed

    def _look_at_changed(self) -> None:
        paths, self._paths = list(self._paths), {}
        desk = self.desk
        if desk.reload():
            self.check_all()
            return
        changed = [path for path in paths if path in desk.open]  # the open ones rest on it since it was typed
        for path in paths:
            if path in desk.open:
                continue
            if desk.look_at_closed(path):
                changed.append(path)
                desk.forget()
            self._tell(desk, path)
        if changed:
            before, found = self._suspects, desk.settled(changed)

            def both() -> Iterator[str | None]:
                yield from before
                yield from found

            self._suspects = both()

    def _watch(self) -> None:
        """In a thread of its own."""
        watch(self.desk.root, lambda paths: self._post(lambda: self.changed(sorted(paths))), self._stop)

    def _refresh(self) -> None:
        """In a thread of its own: bring the index in line with the files."""
        with suppress(*ERRORS, OSError):
            if self.desk.desk.refresh(cancelled=self._stop.is_set):
                self.desk.desk.rest()
        self._post(self._refreshed)

    def _refreshed(self) -> None:
        self._refreshing = False
