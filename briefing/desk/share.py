"""How much of a page is asked for."""

from __future__ import annotations

from collections.abc import Collection

from briefing.desk import company
from briefing.model.value import NamedTuple


class Share(NamedTuple):
    """How much of the page of an actor or a place is asked for. A site of ten thousand stories shows less than the
    reader, and to leave out what nobody sees there takes a third of its time; the reader shows what is newest first."""

    stories: Collection[int] | None = None
    """The numbers of the stories in which it appears, where not of all that there are."""
    quoted: int | None = None
    """Of how many of these, the newest, the sentences are told; of all where nothing is said."""
    companions: int = company.SHOWN
    """Of how many that are named together with an actor the newest evidence is told."""
    least: int = 1
    """In how many stories these are named together at least."""
    has_around: bool = True
    """Whether a place comes with who is named together with it, and with what is near."""
    newest: int | None = None
    """Of a page that is large, how many stories, events and questions it has: the newest. Who else comes with it is
    taken from these."""
    large: int = 0
    """A page is large with more stories than this."""

    def is_cut(self, stories: int) -> bool:
        """Whether of so many stories, or questions, only the newest are wanted."""
        return self.newest is not None and stories > self.large


WHOLE = Share()
FIRST = Share(newest=50, large=200)
"""What a reader sees of a page at first: of a large one the sentences of fifty stories, which fill twenty screens. The
others are only counted, and their questions looked through, at a few microseconds a story."""
