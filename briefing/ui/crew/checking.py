"""The problem list on screen: at once what the index knows, then all that a check of the files finds."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from textual.screen import Screen

from briefing.model.origin import Origin
from briefing.ui.messages import EditAt, GoTo
from briefing.ui.trouble import failed

if TYPE_CHECKING:
    from briefing.model.problem import Problem
    from briefing.ui.beside import Panel
    from briefing.ui.inspection import Inspection
    from briefing.ui.stage import Stage


class Checking:
    """Opens the list and keeps it at what the files say, as long as it is open. Its coroutines run as workers of the
    desk's screen; the files are checked in a thread of their own, so that no answer waits for them.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._panel: Panel | None = None
        self._inspection: Inspection | None = None
        self._stop = Event()

    def show_list(self) -> None:
        """Open the list."""
        if self._panel is None:
            # here, not in the worker: a second key must not open a second list
            self._panel, screen = self._stage.beside.problems(self._edit, self._read, self._renew_known)
            self._stage.work(partial(self._begin, self._panel, screen), "problems", opens=True)

    def renew(self) -> None:
        """Files may have changed: check them, if anybody sees what comes of it. A check under way begins anew."""
        if self._panel and self._stage.library.desk.files is not None:
            self._stop.set()  # dropping a worker does not end its thread
            self._stage.work(partial(self._check, self._panel), "check", newest=True)

    def _renew_known(self) -> None:
        """The index may know of others by now; of files that are here `renew` tells."""
        if self._panel and self._stage.library.desk.files is None:
            self._stage.work(partial(self._show_known, self._panel), "problems")

    def close(self) -> None:
        """Nobody looks any more."""
        self._stop.set()
        self._panel = self._inspection = None

    async def _begin(self, panel: Panel, screen: Screen[None]) -> None:
        from briefing.ui.inspection import Inspection

        library = self._stage.library
        panel.tell_progress("checking")
        self._inspection = Inspection(library.desk.root, library.clock)
        # until it is there nothing can be shown in it
        await self._stage.push(screen, lambda _none: self.close())
        await self._show_known(panel)
        self.renew()

    async def _show_known(self, panel: Panel) -> None:
        """What the index knows; of a published desk, which was checked where its files are, that is all."""
        inspection, library = self._inspection, self._stage.library
        if inspection is None:
            return
        try:
            problems = await library.ask(library.desk.problems)
            panel.show(await library.ask(inspection.known, problems))
            if library.desk.files is None:
                panel.tell_progress(None)
        except Exception as error:  # the bar in which the desk tells it of its workers lies under the panel
            panel.fail(failed(error))

    async def _check(self, panel: Panel) -> None:
        inspection = self._inspection
        if inspection is None:
            return
        stop = self._stop = Event()
        panel.tell_progress("checking")
        try:
            checked = await asyncio.to_thread(inspection.check, panel.tell_count, stop)
            # the list may have been left meanwhile, or opened anew
            if checked is not None and panel is self._panel:
                panel.tell_progress(None)
                panel.show(checked)
        except Exception as error:  # the bar in which the desk tells it of its workers lies under the panel
            panel.say(f"The check did not work: {error}")
        finally:
            if stop is self._stop:  # else a newer check is at work, and tells how far it is
                panel.tell_progress(None)
            stop.set()

    # What the panel asks for

    def _edit(self, problem: Problem) -> None:
        line = max(problem.span.line, 1)
        if self._panel:
            self._stage.post_message(EditAt(Origin(problem.span.file, line, line), self._panel.say))

    def _read(self, problem: Problem) -> None:
        if self._panel:
            self._stage.work(partial(self._go, problem, self._panel), "source", newest=True)

    async def _go(self, problem: Problem, panel: Panel) -> None:
        """Leave the list for the story that the problem is in, or for the registry's entry."""
        from briefing.ui.whereabouts import page_of

        library = self._stage.library
        try:
            place = await library.ask(page_of, library.desk, problem, library.pen())
        except Exception as error:
            panel.say(failed(error))
            return
        if place is None:
            panel.say("No page of this desk shows that file")
        elif panel is self._panel:  # not left while the desk answered
            panel.leave()
            self._stage.post_message(GoTo(place))
