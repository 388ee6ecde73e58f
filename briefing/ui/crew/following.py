"""The page of a file that somebody writes in an editor: at what was changed or at the cursor, with what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.place import Address, Place, Position
from briefing.model.views import Story
from briefing.parse.registry_name import is_registry
from briefing.ui.messages import CursorTold
from briefing.ui.pages import written
from briefing.ui.reading import Reading
from briefing.ui.whereabouts import is_kept, page_for
from briefing.ui.widgets.problem_strip import ProblemStrip
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.model.cursor_channel import CursorPlace, Listener
    from briefing.model.problem import Problem
    from briefing.ui.following import Manuscript
    from briefing.ui.stage import Stage


_TRIED = 100
"""So many changed lines are looked at for one that the page shows."""


class Following:
    """Follows one file. Who walks to another page is left in peace there: what is to be shown then waits until they
    are back.
    """

    def __init__(
        self, stage: Stage, reading: Reading, *, reader: TextView, margin: TextView, manuscript: Manuscript
    ) -> None:
        self._stage = stage
        self._reading = reading
        self._reader, self._margin = reader, margin
        self._manuscript = manuscript
        self._strip = ProblemStrip(id="problem-strip")
        self._listener: Listener | None = None
        self._page: Address | None = None  # where the file was shown last
        self._at: tuple[int, int] | None = None  # the line and the column that are shown
        self._is_due = False  # whether they still have to come on screen
        self._told: CursorPlace | None = None  # where an editor told its cursor to be, since the last save
        self._is_read = self._was_there = False
        self._has_page = True
        self._problems: tuple[Problem, ...] = ()
        self._is_as_it_was = False

    @property
    def file(self) -> str:
        """Relative to the root of the desk."""
        return self._manuscript.file

    @property
    def story(self) -> Story | None:
        """The story of the file, if its page is the one that is open."""
        page = self._reading.page
        return page if isinstance(page, Story) and page.brief.file == self.file else None

    async def begin(self) -> Place | None:
        """Hear of the editor's cursor and read the file; the page to open, as `read` has it."""
        self._stage.put(self._strip)
        self._listener = self._manuscript.listen()
        if self._listener is not None:
            try:
                asyncio.get_running_loop().add_reader(self._listener.fileno(), self._hear)
            except NotImplementedError:  # not on every system
                self.close()
        self.check(())
        return await self.read()

    def close(self) -> None:
        """Hear nothing any more."""
        if self._listener is not None:
            with suppress(NotImplementedError, RuntimeError):  # the loop may be at its end
                asyncio.get_running_loop().remove_reader(self._listener.fileno())
            self._listener.close()
            self._listener = None

    # What is saved

    async def read(self) -> Place | None:
        """Read the file, and see what of it is new; the page to open for it, if that is another than the one that is
        open and the reader has not gone elsewhere."""
        ask = self._stage.library.ask
        changed = await ask(self._manuscript.read)
        was, self._is_as_it_was = self._is_as_it_was, await self._is_kept()
        self._is_read = True
        if self._manuscript.text is None:
            self._stage.say("")  # what there is to say of that stands in the strip
        else:
            self._was_there = True
        if not self._is_as_it_was:
            self._manuscript.show()
        if was is not self._is_as_it_was:
            self._stage.say("" if was else written.AS_IT_WAS)
        if changed and not self._is_as_it_was:
            self._at, self._is_due = (self._first_shown(changed), 1), True
        if self._told:
            self._at = self._manuscript.as_shown(self._told.line), self._told.column
        self._told = None
        place = await self.seek()
        self.draw()
        return place

    async def seek(self) -> Place | None:
        """The page of what is written at, as `read` has it."""
        library = self._stage.library
        place = await library.ask(page_for, library.desk, self.file, self._at[0] if self._at else 0, library.pen())
        self._has_page = place is not None
        if place is None:
            return None
        here = self._reading.here
        is_with = here is None or self._page is None or here.address in (self._page, place.address)
        if is_with:
            self._page = place.address
        return place if is_with and not place.same_page(self._reading.here) else None

    def _first_shown(self, lines: list[int]) -> int:
        """The first of some lines that the page shows, else the first."""
        story, anchors = self.story, self._reader.sheet.anchors
        if story is None:
            return lines[0]
        tried = (line for line in lines[:_TRIED] if self._manuscript.glimpse(story, line, 1).anchor in anchors)
        return next(tried, lines[0])

    async def _is_kept(self) -> bool:
        """Whether the page of the file is not what it says."""
        if self.story is not None:
            return self.story.is_kept
        return await self._stage.library.ask(is_kept, self._stage.library.desk, self.file)

    # What the editor tells

    def _hear(self) -> None:
        if self._listener and (place := self._listener.hear()):
            self._stage.post_message(CursorTold(place))

    def told(self, place: CursorPlace) -> bool:
        """The cursor is here now; whether that may be on another page."""
        before, self._at = self._at, (self._manuscript.as_shown(place.line), place.column)
        self._told, self._is_due = place, True
        self.point()
        return is_registry(self.file) and (before is None or before[0] != self._at[0])

    # What is shown

    def point(self) -> None:
        """Mark what is written at, if its page is open, and bring it on screen, if it was not shown yet."""
        story = self.story
        if self._at is None or story is None or self._reader.sheet.address != Address("story", story.brief.id):
            return
        seen = self._manuscript.glimpse(story, *self._at)
        shows, self._is_due = self._is_due, False
        at = self._reader.sheet.anchors.get(seen.anchor)
        if isinstance(at, Position):
            self._reader.point_at(at.para, seen.offset, shows)
        else:
            self._reader.point_at(-1)
        self._margin.point_at(self._margin.para_of(seen.listed) if seen.listed else -1, shows=shows)

    # What is wrong

    def check(self, changed: Collection[str]) -> None:
        """Files may have changed: see what is wrong with this one. A newer check takes the place of an older."""
        self._stage.work(partial(self._check, changed), "strip", newest=True)

    async def _check(self, changed: Collection[str]) -> None:
        self._problems = await asyncio.to_thread(self._manuscript.check, changed)
        self.draw()

    def draw(self) -> None:
        """Show what is wrong, once the file was read."""
        if not self._is_read:
            return
        paras = written.troubles(self._problems, self._is_as_it_was)
        if self._manuscript.text is None:
            paras = (written.not_there(self.file, self._was_there),)
        elif not (paras or self._has_page or is_registry(self.file)):
            paras = (written.no_page(self.file),)
        self._strip.show(paras, f"; {self._stage.key_of('desk.problems')} lists all")
