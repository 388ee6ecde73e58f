"""The problem list on screen: at once what the index knows, then all that a check of the files finds."""

from __future__ import annotations

import asyncio
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from briefing.model.origin import Origin
from briefing.model.place import Place

if TYPE_CHECKING:
    from briefing.desk.checking import Checked, Checker
    from briefing.model.problem import Problem
    from briefing.ui.library import Library
    from briefing.ui.screens.desk import DeskScreen
    from briefing.ui.screens.problems import ProblemsScreen


def _page_of(problem: Problem, library: Library) -> Place | None:
    """The story of a problem, at the paragraph of its line; or the page of a registry's entry."""
    from briefing.ui.whereabouts import place_at

    file = problem.span.file
    place, story = place_at(library.desk, file, problem.span.line, library.pen()), library.desk.story_in(file)
    return Place.to("story", story) if story and (place is None or place.kind != "story") else place


class _Stopped(Exception):
    """Nobody waits for this check any more."""


class Checking:
    """Opens the list and keeps it at what the files say, as long as it is open. Its coroutines run as workers of the
    desk's screen; the files are checked in a thread of their own, so that no answer waits for them.
    """

    def __init__(self, desk: DeskScreen) -> None:
        self._desk = desk
        self._panel: ProblemsScreen | None = None
        self._checker: Checker | None = None  # the last one: what did not change since is not read again
        self._stop = Event()

    def open(self) -> None:
        """Show the list."""
        if self._panel is None:
            from briefing.ui.screens.problems import ProblemsScreen

            desk = self._desk
            self._panel = ProblemsScreen(desk.keyboard.commands, self._edit, self._read, desk.manner)
            desk.work(self._begin(self._panel), "problems")

    def renew(self) -> None:
        """Files may have changed: check them, if anybody sees what comes of it. A check under way begins anew."""
        if self._panel:
            self._stop.set()
            self._desk.work(self._check(self._panel), "check", newest=True)

    def close(self) -> None:
        """Nobody looks any more."""
        self._stop.set()
        self._panel = self._checker = None

    async def _begin(self, panel: ProblemsScreen) -> None:
        from briefing.desk.checking import known

        desk, library = self._desk, self._desk.library
        panel.tell_progress("checking")
        await desk.app.push_screen(panel, lambda _none: self.close())
        problems = await library.ask(library.desk.problems)
        panel.show(await library.ask(known, library.desk.root, problems))
        self.renew()

    async def _check(self, panel: ProblemsScreen) -> None:
        stop = self._stop = Event()
        panel.tell_progress("checking")
        try:
            checked = await asyncio.to_thread(self._look, panel, stop)
            if checked is not None and panel is self._panel:
                panel.tell_progress(None)
                panel.show(checked)
        except Exception as error:  # the bar in which the desk tells it of its workers lies under the panel
            panel.say(f"The check did not work: {error}")
        finally:
            if stop is self._stop:
                panel.tell_progress(None)
            stop.set()

    def _look(self, panel: ProblemsScreen, stop: Event) -> Checked | None:
        """In the thread: the check, telling the panel ten times a second how far it is; None when it was stopped."""
        from briefing.desk.checking import Checker

        library = self._desk.library
        said = monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal said
            if stop.is_set():
                raise _Stopped
            if (now := monotonic()) - said >= 0.1:
                said = now
                panel.post_message(panel.Checking(done, total))

        checker = Checker(library.desk.root, library.clock.today(), before=self._checker)
        self._checker = checker  # what it has read by the time it is stopped need not be read again
        try:
            return checker.check(progress=progress)
        except _Stopped:
            return None
        finally:
            if self._panel is None:
                self._checker = None

    # What the panel asks for

    def _edit(self, problem: Problem) -> None:
        panel, line = self._panel, max(problem.span.line, 1)
        if panel:
            self._desk.work(self._desk.provenance.edit_at(Origin(problem.span.file, line, line), panel.say), "source")

    def _read(self, problem: Problem) -> None:
        if self._panel:
            self._desk.work(self._go(problem, self._panel), "source", newest=True)

    async def _go(self, problem: Problem, panel: ProblemsScreen) -> None:
        """Leave the list for the story that the problem is in, or for the registry's entry."""
        place = await self._desk.library.ask(_page_of, problem, self._desk.library)
        if place is None:
            panel.say("No page of this desk shows that file")
        elif panel is self._panel:
            panel.dismiss()
            self._desk.go(place)
