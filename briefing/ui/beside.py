"""The screens beside the desk, as those open them who don't know them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from briefing.model.place import Place
from briefing.model.value import dataclass

if TYPE_CHECKING:
    from textual.message import Message
    from textual.screen import Screen

    from briefing.model.origin import Origin
    from briefing.model.problem import Problem
    from briefing.ui.inspection import Checked
    from briefing.ui.library import Excerpt
    from briefing.ui.pages.copies import Copy
    from briefing.ui.palette import Choice, Offers
    from briefing.ui.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the search screen was left: what was asked, the hit that was chosen, whether a search was kept meanwhile."""

    text: str
    place: Place | None = None
    has_kept: bool = False


class Panel(Protocol):
    """The problem list, while it is open."""

    def show(self, checked: Checked) -> None:
        """What is the matter with the desk. The marked problem stays marked, wherever its lines are now."""

    def fail(self, text: str) -> None:
        """What is the matter with the desk nobody can say now, for a reason that is a sentence."""

    def tell_progress(self, text: str | None) -> None:
        """How far a check is that is under way; None when it is done."""

    def tell_count(self, done: int, total: int) -> None:
        """So many of the desk's briefs were looked at; may be called in any thread."""

    def say(self, text: str) -> None:
        """Put a sentence into the bar below until the next key."""

    def leave(self) -> None:
        """Close it."""

    def post_message(self, message: Message) -> bool: ...


class NamesPanel(Protocol):
    """The screen of names that may be one, while it is open."""

    def wait(self) -> None:
        """Keys are kept until it goes on."""

    def go_on(self) -> None:
        """What there is to decide is what stands there."""

    def show(self, first: Sheet, second: Sheet | None, title: tuple[str, str], place: str) -> None:
        """A pair side by side, why it is one with its score, and which of how many it is; or one text alone."""

    def say(self, text: str) -> None:
        """Put a sentence into the bar below until the next key."""


class Beside(Protocol):
    """Makes the screens; what they are given is called by them with what the reader chose, and what is asked `again`
    when the desk is another: nothing where they are to stay as they are."""

    def search(self, text: str) -> Screen[Outcome]: ...

    def problems(
        self, edit: Callable[[Problem], None], read: Callable[[Problem], None], again: Callable[[], None]
    ) -> tuple[Panel, Screen[None]]: ...

    def names(self, decide: Callable[[str], None], step: Callable[[int], None]) -> tuple[NamesPanel, Screen[None]]: ...

    def peek(
        self,
        excerpt: Excerpt,
        edit: Callable[[Origin], None],
        copy: Callable[[Origin], None],
        again: Callable[[], Awaitable[Excerpt | None]],
    ) -> Screen[None]: ...

    def copies(self, offered: tuple[Copy, ...], take: Callable[[str], None]) -> Screen[None]: ...

    def paper(self, sheet: Sheet, measured: bool = False) -> Screen[None]: ...

    def digest(
        self, sheet: Sheet, go: Callable[[Place], object], again: Callable[[], Awaitable[Sheet | None]]
    ) -> Screen[None]: ...

    def palette(self, offers: Offers) -> Screen[Choice]: ...

    def help(self, pane: str) -> Screen[None]: ...

    def themes(self, say: Callable[[str], None], take: Callable[[str], None]) -> Screen[None]: ...
