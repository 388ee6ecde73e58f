"""What a page says of what is older than all that it shows, and where that is on the whole page."""

from __future__ import annotations

from briefing.model.nouns import counted
from briefing.model.older import Older
from briefing.ui.acts import Act
from briefing.ui.sheet import Para, Piece, Press, Sheet, Stop, section_of

SHOW_ALL = Act("journey", "show_all")


def at_least(count: int, others: int) -> str:
    """How much the newest stories or events have of something: `12+` where there are others, which may have more."""
    return f"{count}+" if others else str(count)


def older_stories(older: Older, before: str = "") -> list[Para]:
    """A line that leads to the whole page: `2,789 earlier stories · show all`. `before` says what is in them."""
    return _line(older.stories, before + counted(older.stories, "earlier story", "earlier stories"))


def older_events(older: Older, before: str = "") -> list[Para]:
    return _line(older.events, before + counted(older.events, "earlier event"))


def other_questions(older: Older) -> list[Para]:
    """The same of questions, of which those of earlier stories are not counted."""
    if older.stories:
        return older_stories(older, "and those of ")
    return _line(older.questions, counted(older.questions, "other question"))


def _line(count: int, text: str) -> list[Para]:
    if not count:
        return []
    stop = Stop(Press(SHOW_ALL), f"show {text.removeprefix('and ')}")
    return [Para((Piece(f"{text} · ", "soft", "", stop), Piece("show all", "accent", "u", stop)), space=1)]


def on_whole_page(first: Sheet, whole: Sheet, para: int) -> int:
    """Where a paragraph of what is shown at first stands on the whole page: in the same section, as far below its
    heading. A line that leads there stands where what it leads to begins; where there is no such section, it is the
    end of the one before."""
    sections = {name: index for index, one in enumerate(whole.paras) if (name := section_of(one))}
    headings = [index for index in range(para + 1) if (name := section_of(first.paras[index])) and name in sections]
    begins = sections[section_of(first.paras[headings[-1]])] if headings else 0
    end = min((index for index in sections.values() if index > begins), default=len(whole.paras))
    return min(begins + para - (headings[-1] if headings else 0), end - 1)
