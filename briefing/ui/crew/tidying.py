"""Names put in order on screen: one pair after the other is shown, and what is decided of it is done."""

from __future__ import annotations

from asyncio import Lock
from functools import partial
from typing import TYPE_CHECKING

from briefing.ui.afar import FOR_A_PICTURE
from briefing.ui.messages import DeskChanged
from briefing.ui.trouble import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.screen import Screen

    from briefing.model.place import Place
    from briefing.ui.beside import NamesPanel
    from briefing.ui.sitting import Decided, NamePair, Sitting
    from briefing.ui.stage import House, Stage


class Tidying:
    """Its coroutines run as workers of the desk's screen, one after the other; files are read and written in the
    library's thread. Keys wait until the last of them is done: whoever decides has seen the pair."""

    def __init__(self, stage: Stage, house: House) -> None:
        self._stage = stage
        self._house = house
        self._panel: NamesPanel | None = None
        self._sitting: Sitting | None = None
        self._pairs: list[NamePair] = []
        self._before: list[tuple[list[NamePair], int]] = []
        """The pairs before each decision that holds, and which was decided of."""
        self._shown: object = None
        self._at = 0
        self._decided = 0
        self._turn = Lock()
        self._under_way = 0

    def begin(self, around: Place | None) -> None:
        """Open the screen, with the pairs of one alone where there are some."""
        if self._panel is None:
            self._panel, screen = self._stage.beside.names(self.decide, self.step)
            key = around.key if around else ""
            self._work(partial(self._begin, self._panel, screen, key), opens=True)

    def step(self, steps: int) -> None:
        """Go on to another pair, and decide nothing."""
        if self._panel and self._pairs:
            self._at = (self._at + steps) % len(self._pairs)
            self._work(partial(self._show, self._panel))

    def decide(self, how: str) -> None:
        """Decide of the pair that is shown: they are the `same`, they are `two`; or `undo` the last; or `turn` it."""
        if self._panel:
            self._work(partial(self._decide, how, self._panel))

    def renew(self) -> None:
        """The index is in line with the files: show what it knows of the pair now."""
        if self._panel and self._pairs:
            self._work(partial(self._show, self._panel))

    def _work(self, work: Callable[[], Coroutine[object, object, None]], opens: bool = False) -> None:
        if self._panel:
            self._panel.wait()
            self._under_way += 1
            self._stage.work(partial(self._watched, work, self._panel), "names", opens=opens)

    async def _watched(self, work: Callable[[], Coroutine[object, object, None]], panel: NamesPanel) -> None:
        try:
            async with self._turn:
                await work()
        except Exception as error:  # the bar in which the desk tells it of its workers lies under the screen
            panel.say(failed(error))
        finally:
            self._under_way -= 1
        if self._panel and not self._under_way:
            self._panel.go_on()

    async def _begin(self, panel: NamesPanel, screen: Screen[None], around: str) -> None:
        from briefing.ui.sitting import Sitting

        library = self._stage.library
        self._sitting = Sitting(library.desk, library.state.path.parent)
        self._at = self._decided = 0
        self._before = []
        await self._stage.push(screen, lambda _none: self._close())
        self._pairs, said = await library.ask(self._sitting.begin, around)
        await self._show(panel)
        if said:
            panel.say(said)

    def _close(self) -> None:
        self._panel = self._sitting = self._shown = None
        self._pairs = []

    async def _decide(self, how: str, panel: NamesPanel) -> None:
        sitting, library = self._sitting, self._stage.library
        if sitting is None:
            return
        if how == "undo":
            pair, decided = await library.ask(sitting.undo)
            if pair:
                self._pairs, self._at = self._before.pop()
                self._decided -= 1
        elif not self._pairs:
            panel.say("No pair is left")
            return
        else:
            pair = self._pairs[self._at]
            if how == "turn":
                self._pairs = [one.turned if one is pair else one for one in self._pairs]
                await self._show(panel)
                return
            if how == "same" and self._house.is_drawn:
                panel.say(FOR_A_PICTURE["names"])
                return
            decided = await library.ask(sitting.same if how == "same" else sitting.two, pair)
            if decided.holds:
                self._decided += 1
                self._go_on(pair, decided.key)
        self._tell(decided)
        await self._show(panel)
        panel.say(decided.said)

    def _go_on(self, pair: NamePair, key: str) -> None:
        """Leave out a pair that was decided, and after a merge what else was asked of the one who is gone. Who stays
        has the id `key` then: that of somebody whom only briefs knew may be another one."""
        self._before.append((self._pairs, self._at))
        rest = [one.without(pair.first, pair.second, key) if key else one for one in self._pairs if one is not pair]
        before = sum(1 for one in rest[: self._at] if one)
        self._pairs = [*filter(None, rest)]
        self._at = before if before < len(self._pairs) else 0

    def _tell(self, decided: Decided) -> None:
        if decided.files:
            self._stage.post_message(DeskChanged(decided.files))

    async def _show(self, panel: NamesPanel) -> None:
        from briefing.ui.pages.pair import no_pairs_sheet, side_sheet

        sitting, library = self._sitting, self._stage.library
        if sitting is None or panel is not self._panel:
            return
        if not self._pairs:
            self._shown = None
            panel.show(no_pairs_sheet(self._decided), None, ("", ""), "")
            return
        pair = self._pairs[self._at]
        first, second = await library.ask(sitting.evidence, pair)
        pen = library.pen()
        shown, self._shown = self._shown, (pair, first, second, self._at, len(self._pairs))
        if panel is self._panel and self._shown != shown:
            panel.show(
                side_sheet(first, pair.first.name, pair.first.key, f"becomes {pair.second.name}", pen),
                side_sheet(second, pair.second.name, pair.second.key, "stays", pen),
                (pair.reason, f"{pair.score:.2f}"),
                f"{self._at + 1}/{len(self._pairs)}",
            )
