"""What may be put on a page, or taken off: tags and notes of the reader's own, for the palette."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.model.fold import fold
from briefing.model.traces import Trace, day_of, own_text
from briefing.model.value import dataclass
from briefing.ui.acts import Act
from briefing.ui.palette import Offer

if TYPE_CHECKING:
    from briefing.ui.library import Library

_MOST = 30


@dataclass(frozen=True, slots=True)
class RemarkTarget:
    """On what it is put: what that is called, and its subjects."""

    title: str
    subjects: tuple[str, ...]


class RemarkOffers:
    """`what` is `tag` or `note`; the likeliest target stands first."""

    def __init__(self, library: Library, what: str, targets: Sequence[RemarkTarget]) -> None:
        self.word = what
        self.hint = "a name, such as: to check" if what == "tag" else "what you want to remember"
        self.nothing = f"There is no {what} yet: type one."
        self._library = library
        self._targets = targets
        self._every: list[Trace] | None = None  # of this kind, once they are known

    async def look(self, query: str) -> None:
        if self._every is None:
            every = await self._library.ask(self._library.remarks.every)
            self._every = [remark for remark in every if remark.what == self.word]

    def groups(self, query: str) -> Iterator[tuple[str, Sequence[Offer]]]:
        text = own_text(self.word, query)
        every = self._every or ()
        if text:
            yield "", [self._put(text, target) for target in self._targets]
        there = [(remark, target) for target in self._targets for remark in every if remark.of in target.subjects]
        off = {(remark.value, target): self._off(remark, target) for remark, target in there}
        yield "", [] if text else [*off.values()]
        if self.word == "tag":
            begins = fold(text)
            known = dict.fromkeys(remark.value for remark in reversed(every) if fold(remark.value).startswith(begins))
            first = self._targets[0]
            own = [tag for tag in known if (tag, first) not in off and fold(tag) != begins]
            yield "", [self._put(tag, first) for tag in own[:_MOST]]

    def _put(self, text: str, target: RemarkTarget) -> Offer:
        act = Act("orders", "put_remark", (self.word, text, target.subjects, True))
        return Offer(act, f"#{text}" if self.word == "tag" else text, f"on {target.title}")

    def _off(self, remark: Trace, target: RemarkTarget) -> Offer:
        act = Act("orders", "put_remark", (self.word, remark.value, target.subjects, False))
        called = f"#{remark.value}" if self.word == "tag" else " ".join(remark.value.split())
        return Offer(act, f"Take off {called}", " · ".join(filter(None, (day_of(remark.at), target.title))))
