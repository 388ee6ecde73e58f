"""Find and filter: what the find bar and its keys do to the pane that they were opened in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.events import Key

from briefing.model.place import Position
from briefing.model.trail import Trail
from briefing.model.typed import days_typed
from briefing.model.value import replace
from briefing.model.when import When, WhenError
from briefing.report.wrap import cut
from briefing.ui.find import FoldedSheet, PageSearch
from briefing.ui.reading import Reading
from briefing.ui.widgets.find_bar import FindBar
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.text_view import TextView
from briefing.ui.windowed import Windowed

if TYPE_CHECKING:
    from briefing.ui.stage import Stage


class _Search(Protocol):
    """One pane under the find bar. `word` names what is done, `text` is there at the beginning, `hint` says what can be
    typed."""

    word: str
    hint: str
    text: str

    def prepare(self) -> None:
        """Do what the first letter would have to wait for; the bar is on screen by then."""

    def type(self, text: str) -> None:
        """Show what `text` finds."""

    def step(self, steps: int) -> None: ...

    def keep(self) -> str:
        """The reader goes on with what was found; answers with what to say."""

    def give_back(self) -> None:
        """All is as it was before."""

    @property
    def answer(self) -> tuple[str, bool]:
        """What came of it, and whether that is anything."""


class Finder:
    """Owns the bar while it is open, and remembers what was looked for last."""

    def __init__(
        self,
        stage: Stage,
        reading: Reading,
        *,
        panes: Mapping[str, Pane],
        rows: ListView,
        reader: TextView,
        read_all: Callable[[], Awaitable[Mapping[TextView, Callable[[int], int]]]],
    ) -> None:
        """`read_all` has all of the open page shown, and says where its paragraphs stand then: what is looked for can
        be in what is not there at first."""
        self._stage = stage
        self._read_all = read_all
        self._has_all = asyncio.Event()
        self._has_all.set()
        self._reading = reading
        self._panes = panes
        self._rows, self._reader = rows, reader
        self._bar: FindBar | None = None
        self._search: _Search | None = None
        self._left: tuple[Trail, bool] | None = None  # where the reader was when the bar was opened
        self._last = {"find": "", "filter": "", "date": ""}

    @property
    def _pane(self) -> Pane:
        """The pane that has the focus."""
        return self._panes[self._reading.pane]

    def open_bar(self) -> None:
        """Open the bar for the pane that has the focus."""
        if self._bar:
            return
        pane = self._pane
        if isinstance(pane, ListView):
            self._open(_Filter(pane, self._stage.key_of("out")))
        elif isinstance(pane, TextView):
            following, previous, out = (self._stage.key_of(id) for id in ("hit.next", "hit.previous", "out"))
            self._open(_InText(pane, self._reading, f"{following} {previous} go on, {out} unmarks"))
            if self._reading.is_cut:
                self._has_all.clear()
                self._stage.work(self._go_through_all, "through")
        else:
            self._stage.say("There is no text here to find anything in")

    async def _go_through_all(self) -> None:
        """What is typed is looked for in all of the page, once that is there."""
        try:
            goes = await self._read_all()
        finally:
            self._has_all.set()
        if goes and self._bar and isinstance(self._search, _InText):
            self._search.widen(goes)
            self.typed(self._bar.text)

    def open_date(self) -> None:
        """Open the bar for a date to go to in the list, which has the focus."""
        if self._bar:
            return
        if any(item.days for item in self._rows.known):
            self._open(_ToDate(self._rows, self._stage, self._reading, self.draw))
        else:
            self._stage.say(f"No row here has a date; {self._stage.key_of('view.timeline')} is the timeline")

    def _open(self, search: _Search) -> None:
        pane, self._search = self._pane, search
        self._left = self._reading.left_at(self._reader.at) if pane is self._rows else None
        offered = self._last[search.word] or search.hint
        self._bar = FindBar(search.word, search.text, offered, self._stage.commands)
        self._stage.put(self._bar)
        self.draw()
        pane.call_after_refresh(search.prepare)

    def catch(self, event: Key) -> bool:
        """Give the bar a key that was on its way before it had the focus; false when it is not open."""
        return self._bar is not None and self._bar.field.catch(event)

    def typed(self, text: str) -> None:
        if self._search and self._bar:
            self._search.type(text)
            self.draw()

    def stepped(self, steps: int) -> None:
        if self._search and self._bar:
            self._take_offer()
            self._search.step(steps)
            self.draw()

    def give_up(self) -> None:
        """Leave the bar, if it is open, as its own key does."""
        if self._bar:
            self._bar.leave()

    def take(self) -> bool:
        """What is typed is meant: whether what it leaves is still to come, and `found` has to be waited for."""
        self._take_offer()
        if isinstance(self._search, _InText):
            return not self._has_all.is_set()
        return isinstance(self._search, _Filter) and self._rows.is_awaited

    async def found(self) -> None:
        """Wait until rows show that a filter has left, and all of a page that is gone through is there."""
        if isinstance(self._search, _InText):
            await self._has_all.wait()
        else:
            await self._rows.has_rows.wait()

    def close(self, kept: bool) -> tuple[Trail, bool] | None:
        """Take the bar away; `kept` leaves what was found, else all is as it was. Where the reader was who came here
        from a list and goes back, else None."""
        search, bar = self._search, self._bar
        if search is None or bar is None:
            return None
        if kept:
            self._last[search.word] = bar.text or self._last[search.word]
        left = self._left if not kept or not search.answer[1] else None
        self._search = self._bar = None
        sentence = ""
        if kept:
            sentence = search.keep()
        else:
            search.give_back()
        bar.remove()
        self._pane.screen.set_focus(self._pane)
        if sentence:
            self._stage.say(sentence)
        return left

    def _take_offer(self) -> None:
        """Nothing was typed: what was looked for last is meant."""
        if self._search and self._bar and not self._bar.text and not self._search.text:
            self._search.type(self._last[self._search.word])

    def draw(self) -> None:
        """Say in the bar what came of it."""
        if self._search and self._bar:
            self._bar.show_answer(*self._search.answer)

    # After the bar is closed

    @property
    def can_go_on(self) -> bool:
        """Whether anything was looked for in a text."""
        pane = self._pane
        return bool(self._last["find"] or (pane if isinstance(pane, TextView) else self._reader).finding)

    def go_on(self, steps: int) -> None:
        """The next or the previous hit in the text; what was looked for last is looked for again on another page."""
        pane, stage = self._pane, self._stage
        view = pane if isinstance(pane, TextView) else self._reader
        if view.finding is None:
            if not self._last["find"]:
                stage.say("Nothing to go on with yet: find something first")
                return
            if self._reading.is_cut:
                stage.work(partial(self._begin_on_all, view, steps), "find", opens=True)
            else:
                self._begin(view, steps)
        else:
            stage.say(_step(view, steps))
            view.stand_on_hit()

    async def _begin_on_all(self, view: TextView, steps: int) -> None:
        await self._read_all()
        self._begin(view, steps)

    def _begin(self, view: TextView, steps: int) -> None:
        """The first hit of what was looked for last, or the one before where it stands."""
        search = _InText(view, self._reading)
        search.type(self._last["find"])
        if steps < 0:
            search.step(-1)
        self._stage.say(search.keep())

    def clear(self) -> bool:
        """Take the marks, or the filter, off the pane that has the focus; false when there are none."""
        pane = self._pane
        if isinstance(pane, TextView) and pane.finding:
            pane.mark_hits(None)
        elif isinstance(pane, ListView) and pane.wanted:
            pane.sift("")
        else:
            return False
        self._reading.changed()
        return True

    def facts(self, facts: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
        """For the bar below: what is found in the pane that has the focus, or what its rows are filtered by, in the
        place of what is marked and of the cursor's row."""
        marked, share, picked, row = facts
        pane = self._pane
        if isinstance(pane, TextView) and pane.finding:
            share = share if pane.screen.size.width >= 60 else ""
            return "", share, "", f"/{_short(pane.finding.query)} {pane.finding.count}"
        if self._rows.wanted:
            return marked, share, picked, f"/{_short(self._rows.wanted)} {row or 'no row'}"
        return facts


class _InText:
    """Find in a reader or a margin: from where it stands, and back there."""

    word = "find"
    text = hint = ""

    def __init__(self, view: TextView, reading: Reading, how: str = "") -> None:
        """`how` says which keys go on once the bar is closed."""
        self._view = view
        self._reading = reading
        self._how = how
        self._before = view.finding
        self._current = view.current
        self._at = view.at
        going_on = view.finding and view.finding.hit and view.shows_hit()
        hit = view.finding.hit if view.finding and going_on else None
        self._from = (hit.para, hit.start) if hit else view.top_position
        same = view.finding is not None and view.finding.text.sheet is view.sheet
        self._folded = view.finding.text if view.finding and same else FoldedSheet(view.sheet)

    def prepare(self) -> None:
        self._folded.hits("a")

    def widen(self, goes: Mapping[TextView, Callable[[int], int]]) -> None:
        """The page is longer now; `goes` says where its paragraphs stand."""
        stands = goes[self._view]
        self._from = (stands(self._from[0]), self._from[1])
        if isinstance(self._at, Position):
            self._at = replace(self._at, para=stands(self._at.para))
        self._current = None
        self._before = self._before.on(self._view.sheet) if self._before else None

    def type(self, text: str) -> None:
        if self._folded.sheet is not self._view.sheet:
            self._folded = FoldedSheet(self._view.sheet)
        if not text.strip():
            self._view.mark_hits(None)
            self._return()
            return
        hits = self._folded.hits(text)
        first = hits.first_from(*self._from) if self._from[0] < len(self._view.sheet.paras) else 0
        self._view.mark_hits(PageSearch(self._folded, text, hits, first % len(hits) if hits else -1))
        if hits:
            self._view.reveal_hit()
        else:
            self._return()

    def step(self, steps: int) -> None:
        finding = self._view.finding
        if finding:
            self._view.mark_hits(finding.at_index(finding.at + steps))
            self._view.reveal_hit()

    def keep(self) -> str:
        finding = self._view.finding
        if finding is None:
            return ""
        if not finding.hits:
            self.give_back()
            where = "in what is shown of this page" if self._reading.is_cut else "on this page"
            return f"“{_short(finding.query)}” is not {where}"
        self._view.stand_on_hit()
        return "" if len(finding.hits) < 2 else self._how

    def give_back(self) -> None:
        self._view.mark_hits(self._before)
        self._return()

    def _return(self) -> None:
        self._view.go_back_to(self._at if isinstance(self._at, Position) else Position(), self._current)

    @property
    def answer(self) -> tuple[str, bool]:
        finding = self._view.finding
        if finding and self._reading.is_cut:
            return f"{finding.count} …" if finding.hits else "…", True
        return (finding.count, bool(finding.hits)) if finding else ("", True)


def _step(view: TextView, steps: int) -> str:
    """Go to another hit; from the edge of the pane when the current one is out of sight. Says when it went around."""
    finding = view.finding
    if finding is None or not finding.hits:
        return f"“{_short(finding.query)}” is not on this page" if finding else ""
    index = finding.at + steps
    if not view.shows_hit():
        index = finding.hits.first_from(*view.top_position) + (steps if steps < 0 else 0)
    view.mark_hits(finding.at_index(index))
    view.reveal_hit()
    if len(finding.hits) == 1:
        return "This is the only one"
    if index >= len(finding.hits):
        return "On from the top"
    return "On from the end" if index < 0 else ""


class _Filter:
    """Filter a list: rows that don't hold what is typed are not shown, until it is taken off again."""

    word = "filter"
    hint = ""

    def __init__(self, rows: ListView, out: str) -> None:
        """`out` is the key that takes the filter off."""
        self._rows = rows
        self._out = out
        self.text = rows.wanted
        self._left = rows.bookmark

    def prepare(self) -> None:
        self._rows.prepare_sieve()

    def type(self, text: str) -> None:
        self._rows.sift(text)

    def step(self, steps: int) -> None:
        self._rows.move(steps)

    def keep(self) -> str:
        if self._rows.wanted and not self._rows.is_sifting and not self._rows.sifted[0]:
            wanted = _short(self._rows.wanted)
            self.give_back()
            return f"No row has “{wanted}”"
        return f"{self._out} shows all rows again" if self._rows.wanted else ""

    def give_back(self) -> None:
        self._rows.return_to(self._left)

    @property
    def answer(self) -> tuple[str, bool]:
        if self._rows.is_sifting:
            return "…", True
        left, total = self._rows.sifted
        return (f"{left}/{total}", True) if left or not total else ("nothing found", False)


class _ToDate:
    """Go to the row of a list whose day is nearest to the date that is typed."""

    word = "date"
    text = ""
    hint = "2023-03, 16 may 2025, tuesday"

    def __init__(self, rows: ListView, stage: Stage, reading: Reading, draw: Callable[[], None]) -> None:
        """`draw` says in the bar what came of it, where that is known only later."""
        self._rows = rows
        self._stage, self._reading = stage, reading
        self._draw = draw
        self._today = stage.library.clock.today()
        self._left = rows.bookmark
        self._typed = ""
        self._near: tuple[int, When] | None = None  # how many days away, and the date of the row
        self._is_asking = self._is_left = False

    def prepare(self) -> None:
        """There is nothing to wait for."""

    def type(self, text: str) -> None:
        self._typed = text.strip()
        self._near = None
        try:
            first, last = days_typed(text, self._today)
        except WhenError:
            self._is_asking = False
            self._rows.select(self._left.key)
            return
        if isinstance(self._rows.items, Windowed):
            self._is_asking = True
            self._stage.work(partial(self._ask, self._rows.items, first, last), "date", newest=True, opens=True)
            return
        dated = [(index, when) for index, item in enumerate(self._rows.items) for when, _said in item.days]
        index, when = min(dated, key=lambda row: _away(row[1], first, last))
        self._go(index, when, first, last)

    async def _ask(self, rows: Windowed, first: date, last: date) -> None:
        """The desk knows the days of what is not here."""
        library, reading = self._stage.library, self._reading
        index = await library.ask(library.nearest, reading.view, reading.order, rows, first, last)
        for block in rows.around(index) if index >= 0 else ():
            if not rows.has(block):
                self._rows.take(rows, block, await library.ask(rows.made, block))
        if not self._is_asking:
            return  # given up, or something else was typed
        self._is_asking = False
        if rows is self._rows.items and index >= 0 and (days := [when for when, _said in rows[index].days]):
            self._go(index, min(days, key=lambda when: _away(when, first, last)), first, last)
        self._draw()
        if self._is_left:
            self._stage.say(self.keep())

    def _go(self, index: int, when: When, first: date, last: date) -> None:
        self._near = _away(when, first, last)[0], when
        self._rows.put(index)

    def step(self, steps: int) -> None:
        self._rows.move(steps)

    def keep(self) -> str:
        if self._is_asking:
            self._is_left = True
            return ""
        if self._typed and self._near is None:
            self.give_back()
            return f"“{_short(self._typed)}” is no date"
        return "" if self._near is None or not self._near[0] else f"The nearest is {self._near[1].display()}"

    def give_back(self) -> None:
        self._is_asking = False
        self._rows.return_to(self._left)

    @property
    def answer(self) -> tuple[str, bool]:
        if self._is_asking:
            return "…", True
        if self._near:
            away, when = self._near
            return f"{'nearest: ' if away else ''}{when.display()}", True
        return ("no date", False) if self._typed else ("", True)


def _away(when: When, first: date, last: date) -> tuple[int, int]:
    """How many days a date is away from others, then from the first of them."""
    gap = max((first - when.last).days, (when.first - last).days, 0)
    return gap, abs((when.first - first).days)


def _short(text: str) -> str:
    return cut(" ".join(text.split()), 20)
