"""What the palette offers: every command of the table, and every story, actor, place and question by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from briefing.model.fold import fold, joined
from briefing.model.likeness import begins_nearly
from briefing.model.place import PageKind, Place
from briefing.model.value import dataclass
from briefing.ui.acts import Act
from briefing.ui.commands import PANES, Command
from briefing.ui.connecting import pairs
from briefing.ui.item import Item
from briefing.ui.library import Library
from briefing.ui.views import VIEWS
from briefing.ui.views.kept import KeptView
from briefing.ui.windowed import Windowed

NOTHING_CALLED = "Nothing is called that."
_MOST = 30  # names offered at once
_AT_ONCE = 512  # rows that are asked for while other answers wait
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

    async def prepare(self) -> None:
        """Get what has to be waited for."""

    def groups(self, query: str) -> Iterable[tuple[str, Sequence[Offer]]]:
        """What a query finds, under headings, of which an empty one is not shown; the likeliest first."""


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
        self._names: list[tuple[str, Place, Offer]] = []
        self._searches: list[Offer] = []

    async def prepare(self) -> None:
        library = self._library
        for view in (view for view in VIEWS if view.names_pages):
            rows = (await library.ask(library.shelf, view)).rows.items
            for first in range(0, len(rows), _AT_ONCE):
                last = min(first + _AT_ONCE, len(rows))
                items = await library.ask(rows.between, first, last) if isinstance(rows, Windowed) else rows[first:last]
                self._names += [
                    (f" {fold(item.title)}", item.place, _page(item, item.place)) for item in items if item.place
                ]
        kept = await library.ask(library.kept.all)
        self._searches = [Offer(KeptView(search.name), search.name, "kept search") for search in kept]

    def groups(self, query: str) -> Iterator[tuple[str, Sequence[Offer]]]:
        text = fold(query).strip()
        if not text:
            yield from self._all()
            return
        actors = [(offer.title, place) for _folded, place, offer in self._names if place.kind == "actor"]
        asked = [Offer(place, title, "the shortest chain of meetings") for title, place in pairs(query, actors)]
        ranked = [(likeness(text, command.title), _command(command)) for command in self._commands]
        ranked += [(likeness(text, offer.title), offer) for offer in self._searches]
        ranked += self._named(text)
        if not any(rank for rank, _offer in ranked):
            nearly = [(slipped(text, name), offer) for name, offer in self._everything()]
            ranked = sorted(nearly, key=lambda pair: -pair[0])[:_MOST]
        matches = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
        yield "", [*asked, *(offer for _likeness, offer in matches)]

    def _everything(self) -> Iterator[tuple[str, Offer]]:
        """All that can be offered, each by its folded name."""
        for command in self._commands:
            yield fold(command.title), _command(command)
        for offer in self._searches:
            yield fold(offer.title), offer
        for name, _place, offer in self._names:
            yield name, offer

    def _all(self) -> Iterator[tuple[str, Sequence[Offer]]]:
        if self._recent:
            yield "Recent", [_command(command) for command in self._recent]
        for group in _GROUPS:
            yield group, [_command(command) for command in self._commands if command.group == group]

    def _named(self, text: str) -> list[tuple[float, Offer]]:
        """The names that hold what was typed; best are those with a word that begins so."""
        matches: list[tuple[float, Offer]] = []
        for name, _place, offer in self._names:
            rank = _rank(name, text) or _rank(joined(name), joined(text))
            if rank:
                matches.append((rank, offer))
        return sorted(matches, key=lambda pair: -pair[0])[:_MOST]


def _rank(name: str, text: str) -> float:
    """How well a folded text fits a folded name behind a blank: it begins it, or a word of it, or stands in it."""
    at = name.find(text)
    return 0.0 if at < 0 else 1.0 if at == 1 else 0.8 if f" {text}" in name else 0.5


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


def slipped(wanted: str, folded: str) -> float:
    """How well a folded query with slips of the hand fits a folded name: each of its words all but begins a word there,
    the first of them if that can be."""
    words = folded.split()
    if not all(any(begins_nearly(typed, word) for word in words) for typed in wanted.split()):
        return 0.0
    return 0.3 if begins_nearly(wanted.split()[0], words[0]) else 0.2
