"""The crew of the desk's screen: who there is, each with what it is given."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefing.ui.commands import LIST, MARGIN, READER
from briefing.ui.crew.bars import Bars
from briefing.ui.crew.columns import Columns
from briefing.ui.crew.journey import Journey
from briefing.ui.crew.memory import Memory
from briefing.ui.crew.newsroom import Newsroom
from briefing.ui.crew.refreshing import Refreshing
from briefing.ui.crew.shelves import Shelves
from briefing.ui.keyboard import Keyboard
from briefing.ui.reading import Reading
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.crew.atlas import Atlas
    from briefing.ui.crew.checking import Checking
    from briefing.ui.crew.finding import Finder
    from briefing.ui.crew.following import Following
    from briefing.ui.crew.jump import Jump
    from briefing.ui.crew.marks import Marks
    from briefing.ui.crew.palette import Palette
    from briefing.ui.crew.provenance import Provenance
    from briefing.ui.crew.remarking import Remarking
    from briefing.ui.crew.searching import Searching
    from briefing.ui.crew.tidying import Tidying
    from briefing.ui.following import Manuscript
    from briefing.ui.stage import House, Stage


class Crew:
    """An act names its owner by the name that it has here. Those that no first frame needs are made when they are."""

    def __init__(
        self, stage: Stage, reading: Reading, house: House, keyboard: Keyboard, *, label: str, is_cold: bool,
        manuscript: Manuscript | None = None,
    ) -> None:  # fmt: skip
        """`manuscript` is the file that is followed, if one is."""
        self._stage = stage
        self._reading = reading
        self._house = house
        self._manuscript = manuscript
        self.list = rows = ListView(id=LIST)
        self.reader = reader = TextView(id=READER)
        self.margin = margin = TextView(id=MARGIN, ground="pane", walks=True)
        self.bars = Bars(stage, reading, rows=rows, reader=reader, keyboard=keyboard, label=label)
        bars = (self.bars.top, self.bars.status)
        self.columns = Columns(stage, reading, rows=rows, reader=reader, margin=margin, bars=bars)
        self.journey = Journey(stage, reading, rows=rows, reader=reader, margin=margin, label=label)
        self.shelves = Shelves(stage, reading, rows=rows)
        self.memory = Memory(stage, reading, reader=reader, rows=rows, house=house)
        self.newsroom = Newsroom(stage, reading)
        self.refreshing = Refreshing(stage, is_cold=is_cold)

    @property
    def pane(self) -> Pane:
        """The pane with the focus, as an act names it."""
        return self.columns.focused

    @cached_property
    def atlas(self) -> Atlas:
        from briefing.ui.crew.atlas import Atlas

        return Atlas(self._stage, self._reading, rows=self.list, panes=self.columns.panes)

    @cached_property
    def marks(self) -> Marks:
        from briefing.ui.crew.marks import Marks

        return Marks(self._stage, self._reading, rows=self.list)

    @cached_property
    def finding(self) -> Finder:
        from briefing.ui.crew.finding import Finder

        panes = self.columns.panes
        read_all = self.journey.read_all
        return Finder(self._stage, self._reading, panes=panes, rows=self.list, reader=self.reader, read_all=read_all)

    @property
    def has_found(self) -> bool:
        """Whether something was looked for, here or before."""
        return "finding" in self.__dict__ or bool(self.reader.finding)

    @cached_property
    def following(self) -> Following | None:
        """Who follows a file, if one is followed."""
        if self._manuscript is None:
            return None
        from briefing.ui.crew.following import Following

        return Following(
            self._stage, self._reading, reader=self.reader, margin=self.margin, manuscript=self._manuscript
        )

    @cached_property
    def jump(self) -> Jump:
        from briefing.ui.crew.jump import Jump

        return Jump(self._stage, self._reading, panes=self.columns.panes, top=self.bars.top)

    @property
    def is_jumping(self) -> bool:
        return "jump" in self.__dict__ and self.jump.is_on

    @cached_property
    def searching(self) -> Searching:
        from briefing.ui.crew.searching import Searching

        return Searching(self._stage, self._reading)

    @cached_property
    def palette(self) -> Palette:
        from briefing.ui.crew.palette import Palette

        return Palette(self._stage, self._reading)

    @cached_property
    def checking(self) -> Checking:
        from briefing.ui.crew.checking import Checking

        return Checking(self._stage)

    @property
    def is_checking(self) -> bool:
        """Whether the problem list was ever opened."""
        return "checking" in self.__dict__

    @cached_property
    def remarking(self) -> Remarking:
        from briefing.ui.crew.remarking import Remarking

        return Remarking(self._stage, self._reading, rows=self.list, reader=self.reader)

    @cached_property
    def tidying(self) -> Tidying:
        from briefing.ui.crew.tidying import Tidying

        return Tidying(self._stage, self._house)

    @property
    def is_tidying(self) -> bool:
        """Whether names were ever put in order."""
        return "tidying" in self.__dict__

    @cached_property
    def provenance(self) -> Provenance:
        from briefing.ui.crew.provenance import Provenance

        return Provenance(
            self._stage, self._reading, rows=self.list, reader=self.reader, margin=self.margin,
            house=self._house,
        )  # fmt: skip
