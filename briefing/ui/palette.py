"""What the palette offers: every command of the table, and every story, actor, place and question by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from briefing.desk.by_name import slipped
from briefing.model.fold import fold, joined
from briefing.model.place import PageKind, Place
from briefing.model.value import dataclass
from briefing.ui.acts import Act
from briefing.ui.commands import PANES, Command
from briefing.ui.connecting import pairs
from briefing.ui.item import Item
from briefing.ui.library import Library
from briefing.ui.views.kept import KeptView

NOTHING_CALLED = "Nothing is called that."
_MOST = 30  # names offered at once
_KINDS: dict[PageKind, str] = {"story": "story", "actor": "person or body", "venue": "place", "question": "question"}
_GROUPS = ("Desk", "Read", "Views", "Panes", "Map", "Move")
"""The groups of the table as they are offered, most useful first: who looks for a motion by name is rare."""

Choice = Command | Place | KeptView | Act


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be chosen, and what is said of it at the right."""

    choice: Choice
    title: str
    note: str
    glyph: str = " "
    ink: str = "faint"


class Offers(Protocol):
    """What a palette asks: `word` names it, `hint` stands in the empty field, `nothing` where nothing is found."""

    word: str
    hint: str
    nothing: str

    async def look(self, query: str) -> None:
        """Get what has to be waited for; it may be stopped for the next letter."""

    def groups(self, query: str) -> Iterable[tuple[str, Sequence[Offer]]]:
        """What a query finds, as far as it is known, under headings, of which an empty one is not shown; the likeliest
        first."""


class DeskOffers:
    """Commands, names and kept searches. `recent` are the ids of the commands that were chosen last, newest first."""

    word = "command"
    hint = "or a name, or two: putin and trump"
    nothing = NOTHING_CALLED

    def __init__(self, library: Library, commands: Sequence[Command], recent: Sequence[str]) -> None:
        self._library = library
        known = {command.id: command for command in commands if command.id != "palette"}
        self._commands = [command for command in known.values() if not set(PANES).isdisjoint(command.where)]
        self._recent = [known[id] for id in recent if id in known]
        self._looked_for = ""
        self._names: list[tuple[str, Offer]] = []  # what the desk found then, by their folded names
        self._pairs: list[Offer] = []
        self._searches: list[Offer] = []

    async def look(self, query: str) -> None:
        library, text = self._library, fold(query).strip()
        kept = await library.ask(library.kept.all)
        self._searches = [Offer(KeptView(search.name), search.name, "kept search") for search in kept]
        items = await library.ask(library.named, text, _MOST) if text else []
        if text and not items and not any(rank for rank, _offer in self._alike(text)):
            items = await library.ask(library.named, text, _MOST, nearly=True)
        asked = await library.ask(pairs, query, library.actors_called)
        self._looked_for = query
        self._names = [(f" {fold(item.title)}", _page(item, item.place)) for item in items if item.place]
        self._pairs = [Offer(place, title, "the shortest chain of meetings") for title, place in asked]

    def groups(self, query: str) -> Iterator[tuple[str, Sequence[Offer]]]:
        text = fold(query).strip()
        if not text:
            yield from self._all()
            return
        ranked = [*self._alike(text), *((_fits(name, text), offer) for name, offer in self._names)]
        if query == self._looked_for and not any(rank for rank, _offer in ranked):
            nearly = [(slipped(text, name), offer) for name, offer in self._everything()]
            ranked = sorted(nearly, key=lambda pair: -pair[0])[:_MOST]
        matches = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
        pairs_asked = self._pairs if query == self._looked_for else []
        yield "", [*pairs_asked, *(offer for _likeness, offer in matches)]

    def _alike(self, text: str) -> list[tuple[float, Offer]]:
        """Commands and kept searches, with how well each fits."""
        ranked = [(likeness(text, command.title), _command(command)) for command in self._commands]
        return ranked + [(likeness(text, offer.title), offer) for offer in self._searches]

    def _everything(self) -> Iterator[tuple[str, Offer]]:
        """All that can be offered, each by its folded name."""
        for command in self._commands:
            yield fold(command.title), _command(command)
        for offer in self._searches:
            yield fold(offer.title), offer
        yield from self._names

    def _all(self) -> Iterator[tuple[str, Sequence[Offer]]]:
        if self._recent:
            yield "Recent", [_command(command) for command in self._recent]
        for group in _GROUPS:
            yield group, [_command(command) for command in self._commands if command.group == group]


def _rank(name: str, text: str) -> float:
    """How well a folded text fits a folded name behind a blank: it begins it, or a word of it, or stands in it."""
    at = name.find(text)
    return 0.0 if at < 0 else 1.0 if at == 1 else 0.8 if f" {text}" in name else 0.5


def _fits(name: str, text: str) -> float:
    """The same, where what joins the words of the name need not be typed."""
    return _rank(name, text) or _rank(joined(name), joined(text))


def _command(command: Command) -> Offer:
    return Offer(command, command.title, command.label)


def _page(item: Item, place: Place) -> Offer:
    return Offer(choice=place, title=item.title, note=_KINDS[place.kind], glyph=item.glyph, ink=item.glyph_ink)


def likeness(wanted: str, title: str) -> float:
    """How well a folded query fits a title: its words begin words there, stand there, or it is some words' initials."""
    folded = f" {fold(title)}"
    words = wanted.split()
    if all(f" {word}" in folded for word in words):
        return 1.0 if folded.startswith(f" {wanted}") else 0.9
    if all(word in folded for word in words):
        return 0.6
    initials = "".join(word[0] for word in folded.split())
    return 0.4 if "".join(words) in initials else 0.0
