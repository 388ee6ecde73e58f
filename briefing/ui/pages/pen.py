"""What every page is written with: names in their inks, dates in words, lines for questions and events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from briefing.model.brief import Event
from briefing.model.place import Place
from briefing.model.value import dataclass, replace
from briefing.model.views import Account, Happening, Name, QuestionRow, StoryLink
from briefing.model.when import A_YEAR, MONTHS, When
from briefing.report.words import MODES, account, ago, due, status_of
from briefing.ui.glyphs import glyph
from briefing.ui.sheet import Para, Piece, Stop, joined

INKS = {
    "person": "person", "organisation": "organisation", "group": "organisation", "state": "state", "place": "place",
}  # fmt: skip
"""An actor's or a place's kind to its ink; an actor without one has no colour, since a colour would say what it is."""

ATTRIBUTES = {"person": "b", "place": "i", "organisation": "l", "group": "l", "state": "l", "": "u"}


def is_a_year(when: When) -> bool:
    """Whether a date is no more exact than a year."""
    return (when.last - when.first).days >= A_YEAR


def whole(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", "\u00a0")


@dataclass(frozen=True, slots=True)
class Pen:
    """`today` says what `tomorrow` and `3 days ago` mean; `maps` is whether maps are drawn."""

    today: date
    maps: bool = True

    def when(self, when: When | None) -> str:
        """A date in words that stay on one line; empty for none."""
        return whole(when.display()) if when else ""

    def day(self, when: When | None) -> str:
        """A date without the year, where a heading says it; one that is a year, or spans two, keeps it."""
        if when is None:
            return ""
        words = when.display()
        is_within = not is_a_year(when) and when.first.year == when.last.year
        return words.replace(f" {when.first.year}", "") if is_within else words

    def near(self, when: When | None) -> str:
        """A date without the year, where that is today's."""
        is_of_today = when is not None and when.first.year == self.today.year
        return whole(self.day(when)) if is_of_today else self.when(when)

    def ago(self, when: When | None) -> str:
        return ago(when, self.today)

    def due(self, when: When | None) -> str:
        return due(when, self.today)

    def name(self, name: Name) -> Piece:
        """A name in its ink, leading to its page."""
        place = Place.to("venue", name.key) if name.kind == "place" else Place.to("actor", name.key)
        return Piece(name.name, ink_of(name.kind), ATTRIBUTES.get(name.kind, ""), Stop(place, name.name))

    def listed(self, name: Name, count: int = 0, note: str = "") -> list[Para]:
        """A name as a line of a list: glyph, name, a count at the right, a note below. Only the glyph has the ink."""
        piece = replace(self.name(name), ink="text", attributes="i" if name.kind == "place" else "")
        lead = (Piece(f"{kind_glyph(name.kind)} ", ink_of(name.kind)),)
        tail = (Piece(str(count), "faint"),) if count else ()
        paras = [Para((piece,), lead=lead, tail=tail)]
        if note:
            paras.append(Para((Piece(note, "faint"),), lead=(Piece("  "),)))
        return paras

    def story(self, link: StoryLink, ink: str = "text", attributes: str = "") -> Piece:
        """A story's title, leading to it."""
        return Piece(link.title, ink, attributes, Stop(Place.to("story", link.id), link.title))

    def story_line(self, link: StoryLink, lead: str = "") -> Para:
        """A story as a line of a list: its title and its date."""
        pieces = joined((self.story(link), Piece(self.when(link.when), "faint")), "  ", "faint")
        return Para(pieces, lead=(Piece(f"{lead} ", "faint"),) if lead else ())

    def question(self, row: QuestionRow, asking: bool = True, answering: bool = True) -> list[Para]:
        """A question as it stands in a list: what it asks, the facts, the answer, and the story of the answer with its
        date, else the one that asks; without those that the page itself is of.
        """
        mark, ink = question_mark(row.status)
        ask = Piece(row.ask, "text" if row.is_open else "soft", "", Stop(Place.to("question", row.key), row.ask))
        lead = (Piece(f"{mark} ", ink, "b"),)
        paras = [Para((ask,), lead=lead)]
        facts = [f"asked {self.when(row.asked)}" if row.asked else ""]
        if row.is_open:
            facts.append(self.due(row.due))
        if row.status not in ("open", "answered"):
            facts.insert(0, row.status)
        parts: list[Piece | str] = [*facts]
        answered_in = row.answering if answering else None
        if asking and not answered_in:
            parts.append(self.story(row.asking, "soft"))
        if pieces := joined(parts, ink="faint"):
            paras.append(Para(tuple(_fainter(piece) for piece in pieces), lead=(Piece("  "),)))
        if row.answer:
            paras.append(Para((Piece(row.answer, "answered"),), lead=(Piece("  "),)))
        if answered_in:
            line = joined((self.story(answered_in, "soft"), Piece(self.when(answered_in.when), "faint")), "  ", "faint")
            paras.append(Para(line, lead=(Piece(f"  {glyph('to')} ", "answered"),)))
        return paras

    def event(
        self, event: Event, where: Name | None, width: int, stop: Stop | None = None, later: Account | None = None
    ) -> Para:
        """An event as a line of a timeline: date in a column `width` cells wide, glyph, name, place. Its glyph is what
        became of it, as a later story tells."""
        now = replace(event, when=later.when, status=later.status) if later else event
        mark, ink = self.event_mark(now)
        lead = (Piece(f"{self._day(event):<{width}}  ", "soft"), Piece(f"{mark} ", ink))
        parts = [Piece(event.name, "text", "ws" if now.status == "cancelled" else "w", stop)]
        if where:
            parts += [Piece("  "), self.name(where)]
        for word in (MODES.get(event.mode, ""), "" if later else status_of(event, self.today)):
            if word:
                parts.append(Piece(f"  {word}", "faint"))
        return Para(tuple(parts), lead=lead)

    def event_mark(self, event: Event) -> tuple[str, str]:
        """The glyph and the ink of an event."""
        if event.is_lapsed(self.today):
            return glyph("lapsed"), "faint"
        return event_mark(event.status, bool(event.when and event.when.first > self.today))

    def earlier(self, happening: Happening) -> str:
        """What stories had said of an event before: `earlier: expected about 15 May 2025`; empty where nothing."""
        said = [account(one, self.when) for one in happening.earlier]
        return f"earlier: {', '.join(said)}" if said else ""

    def happenings(
        self, found: Sequence[Happening], below: Callable[[Happening], Iterable[tuple[Piece, ...]]], at: str = ""
    ) -> list[Para]:
        """Events as the lines of a timeline, each leading to where its story tells of it; under each what stories had
        said before, and the lines of its own. `at` is the key of the place that all are at, as far as none says."""
        width = self.date_width([happening.event for happening in found])
        indent = (Piece(" " * (width + 4)),)
        paras: list[Para] = []
        for one in found:
            stop = Stop(one.place, f"{one.event.name} · {one.story.title}")
            where = one.where if one.where and one.where.key != at else None
            paras.append(self.event(one.event, where, width, stop))
            earlier = joined((self.earlier(one),), ink="faint")
            paras += [Para(pieces, lead=indent) for pieces in (earlier, *below(one)) if pieces]
        return paras

    def date_width(self, events: list[Event]) -> int:
        """The cells that the widest date of a timeline needs."""
        return max((len(self._day(event)) for event in events), default=0)

    def _day(self, event: Event) -> str:
        """The date as a column has room for it: without the time of day, months of three letters, `c.` for about."""
        words = self.when(event.when) or "undated"
        words = words if "–" in words else words.split(",")[0]
        for month in _LONG_MONTHS:
            words = words.replace(month, month[:3])
        return words.replace("about\u00a0", "c.\u00a0")


_LONG_MONTHS = tuple([month for month in MONTHS if len(month) > 3])


def ink_of(kind: str) -> str:
    return INKS.get(kind, "text")


def kind_glyph(kind: str) -> str:
    return glyph(kind if kind in INKS else "actor")


def question_mark(status: str) -> tuple[str, str]:
    """The glyph and the ink of a question's status."""
    if status == "open":
        return glyph("question"), "open"
    if status == "partly":
        return glyph("partly"), "accent"
    return (glyph("answered"), "answered") if status == "answered" else (glyph("dropped"), "faint")


def event_mark(status: str, is_ahead: bool = False) -> tuple[str, str]:
    """The glyph and the ink of an event's status; one of which nothing is said is held unless it lies ahead."""
    if status == "held" or (not status and not is_ahead):
        return glyph("held"), "soft"
    if status in ("postponed", "rescheduled"):
        return glyph("postponed"), "accent"
    return (glyph("cancelled"), "faint") if status == "cancelled" else (glyph("to come"), "accent")


def _fainter(piece: Piece) -> Piece:
    return Piece(piece.text, "faint" if piece.ink == "faint" else "soft", piece.attributes, piece.stop)
