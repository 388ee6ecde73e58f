"""The page of a story, of an actor and of a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefing.export.site.addresses import Addresses, Kind, anchor
from briefing.export.site.markup import BodyText, link, text, web
from briefing.model.brief import Event
from briefing.model.countries import country_name
from briefing.model.geo import Point, coordinates
from briefing.model.views import (
    Appearance,
    Dossier,
    Happening,
    Met,
    Name,
    QuestionRow,
    Story,
    StoryLink,
    Together,
    VenuePage,
)
from briefing.report.words import became_of, due, shown, with_side

_UP = "../"
MOST = 200
"""Stories on the page of one name: the newest. More of them make it slow to open."""


class Pages:
    """The content of pages, one folder below the root, whose links lead to what the site has."""

    def __init__(self, addresses: Addresses, today: date) -> None:
        self._addresses, self._today = addresses, today

    def story(self, story: Story) -> Iterator[str]:
        brief = story.brief
        length = f"{brief.minutes} min" if brief.words else ""
        yield f'<h1 dir="auto">{text(brief.title)}</h1>'
        yield _facts(shown(brief.date), brief.status, length)
        if brief.summary:
            yield f'<p class="summary" dir="auto">{text(brief.summary)}</p>'
        yield from BodyText(story, self._addresses, _UP).lines()
        people = [
            self._name(Name(one.key, one.name, one.kind), with_side(one.role, _called(story, one.side)))
            for one in brief.actors
        ]
        yield from _list("People", people)
        yield from _list("Places", [self._name(Name(one.key, one.name, "place"), one.role) for one in brief.venues])
        rows = [story.row(one) for one in sorted(brief.questions, key=lambda one: not one.is_open)]
        yield from _list("Questions", [self.question(row, is_here=True) for row in rows])
        yield from _list("Answered here", map(self.question, story.answered_here))
        yield from _list("When", [self._event(one, story) for one in brief.events])
        sources = {one.key: one.name for one in brief.sources}
        yield from _list(
            "Claims",
            [
                _item(
                    text(one.say),
                    f"by {_called(story, one.by)}" if one.by else "",
                    f"{one.confidence} confidence" if one.confidence else one.likelihood,
                    sources.get(one.source, one.source),
                )
                for one in brief.claims
            ],
        )
        yield from _list(
            "Sources",
            [_item(web(one.url, text(one.name)), one.reliability, shown(one.published)) for one in brief.sources],
        )
        yield from _list("Updates", [_item(text(one.note), shown(one.at)) for one in reversed(brief.updates)])
        yield from _list("Tags", map(text, brief.tags))
        for key, said in brief.told:
            yield from _list(key.capitalize(), [text(said)])
        yield from _list("Previously", map(self._link, story.previously))
        yield from _list("Since then", map(self._link, story.since))
        yield from _list("Linked from", map(self._link, story.linked_from))

    def actor(self, dossier: Dossier) -> Iterator[str]:
        actor = dossier.actor
        yield f'<h1 dir="auto">{text(actor.name)}</h1>'
        side = f"for {dossier.side.name}" if dossier.side else ""
        yield _facts(actor.kind, actor.position, country_name(actor.country), side, *_also(actor.aliases))
        if actor.note:
            yield f'<p dir="auto">{text(actor.note)}</p>'
        yield from _list("Met", self._encounters(dossier.met))
        yield from _list("Spoke with", self._encounters(dossier.spoke))
        yield from _list("When", map(self.happening, self._told(dossier.events)))
        yield from _list("Questions", map(self.question, self._asked(dossier.questions)))
        yield from _list("Named together with", self._together(dossier.together))
        yield from self._appearances(dossier.appearances)

    def venue(self, page: VenuePage) -> Iterator[str]:
        venue = page.venue
        yield f'<h1 dir="auto">{text(venue.name)}</h1>'
        where = coordinates(Point(venue.lat, venue.lon)) if venue.lat is not None and venue.lon is not None else ""
        yield _facts(venue.kind, country_name(venue.country), where, *_also(venue.aliases))
        if venue.note:
            yield f'<p dir="auto">{text(venue.note)}</p>'
        yield from _list("What happened here", map(self.happening, self._told(page.events)))
        yield from _list("Who was here", [self._name(one.other) for one in page.there if self._has(one.other)])
        yield from _list("Questions", map(self.question, self._asked(page.questions)))
        yield from self._appearances(page.appearances)

    def question(self, row: QuestionRow, is_here: bool = False, root: str = _UP) -> str:
        """A question with its answer; on the page of its own story with a name that others lead to."""
        key = row.key.removeprefix(f"{row.story}:")
        said = f'<span dir="auto">{text(row.ask)}</span>'
        if is_here:
            said = f'<span id="{text(anchor("q", key))}">{said}</span>'
        else:
            said = link(self._at("story", row.story, root, anchor("q", key)), said)
        when = f"asked {shown(row.asked)}" if row.asked else ""
        made = _item(said, row.status, when, due(row.due, self._today) if row.is_open else "")
        if row.answer:
            made += f'<br><em dir="auto">{text(row.answer)}</em>'
        if row.answering:
            made += f"<br>→ {self._link(row.answering, root)}"
        return made

    def happening(self, one: Happening, root: str = _UP) -> str:
        """An event, whose name leads to the story that tells of it."""
        event = one.event
        name = link(self._at("story", one.story.id, root, anchor("e", event.key)), _auto(event.name))
        where = self._named(one.where, root) if one.where else ""
        who = ", ".join(self._named(name, root) for name in one.who)
        facts = [text(became_of(event, self._today)), where, who]
        return f"<time>{text(shown(event.when) or 'undated')}</time> {name}{_soft(facts)}"

    def _event(self, event: Event, story: Story) -> str:
        names = story.names
        who = ", ".join(self._named(names.get(key) or Name(key, key, ""), _UP) for key in event.who)
        where = names.get(event.where) or (Name(event.where, event.where, "place") if event.where else None)
        facts = [text(became_of(event, self._today)), self._named(where, _UP) if where else "", who]
        if later := story.later.get(event.key):
            facts.append(f"since then: {text(' '.join(filter(None, (shown(later.when), later.status))))}")
        id_ = text(anchor("e", event.key))
        when = text(shown(event.when) or "undated")
        return f'<time>{when}</time> <span id="{id_}" dir="auto">{text(event.name)}</span>{_soft(facts)}'

    def _encounters(self, met: Iterable[Met]) -> list[str]:
        """Each once, with all occasions of which the site has the story."""
        others: dict[str, list[Met]] = {}
        for one in met:
            if self._addresses.file("story", one.story.id):
                others.setdefault(one.other.key, []).append(one)
        return [self._named(found[0].other, _UP) + _soft(map(self._occasion, found)) for found in others.values()]

    def _occasion(self, one: Met) -> str:
        at = self._at("story", one.story.id, _UP, anchor("e", one.key) if one.key else "")
        return f"{link(at, _auto(one.event))} {text(shown(one.when))}"

    def _together(self, found: Iterable[Together]) -> list[str]:
        return [
            self._name(one.other, f"{one.stories} stories") for one in found if one.stories > 1 and self._has(one.other)
        ][:50]

    def _appearances(self, found: Iterable[Appearance]) -> Iterator[str]:
        here = [one for one in found if self._addresses.file("story", one.story.id)]
        shown_here = [self._appearance(one) for one in here[:MOST]]
        yield from _list("Stories", shown_here)
        if len(here) > MOST:
            yield f"<p>and {len(here) - MOST:,} older stories</p>"

    def _appearance(self, one: Appearance) -> str:
        quotes = "".join(
            f'<blockquote dir="auto">{text(quote.text[: quote.start])}<mark>{text(quote.text[quote.start : quote.end])}'
            f"</mark>{text(quote.text[quote.end :])}</blockquote>"
            for quote in one.quotes
        )
        return f"{self._link(one.story)}{_soft([text(one.role)])}{quotes}"

    def _told(self, events: Iterable[Happening]) -> list[Happening]:
        return [one for one in events if self._addresses.file("story", one.story.id)]

    def _asked(self, rows: Iterable[QuestionRow]) -> list[QuestionRow]:
        return [row for row in rows if self._addresses.file("story", row.story)]

    def _has(self, name: Name) -> bool:
        return bool(self._addresses.file(_kind(name), name.key))

    def _name(self, name: Name, *facts: str) -> str:
        return self._named(name, _UP) + _soft(map(text, facts))

    def _named(self, name: Name, root: str) -> str:
        return link(self._at(_kind(name), name.key, root), _auto(name.name))

    def _link(self, one: StoryLink, root: str = _UP) -> str:
        return link(self._at("story", one.id, root), _auto(one.title)) + _soft([text(shown(one.when))])

    def _at(self, kind: Kind, key: str, root: str, fragment: str = "") -> str:
        address = self._addresses.of(kind, key, fragment)
        return f"{root}{address}" if address else ""


def _kind(name: Name) -> Kind:
    return "venue" if name.kind == "place" else "actor"


def _called(story: Story, key: str) -> str:
    name = story.names.get(key)
    return name.name if name else key


def _also(aliases: Iterable[str]) -> list[str]:
    names = ", ".join(aliases)
    return [f"also {names}"] if names else []


def _facts(*facts: str) -> str:
    said = " · ".join(text(one) for one in facts if one)
    return f'<p class="soft" dir="auto">{said}</p>' if said else ""


def _auto(said: str) -> str:
    return f'<span dir="auto">{text(said)}</span>'


def _item(inner: str, *facts: str) -> str:
    return f'<span dir="auto">{inner}</span>{_soft(map(text, facts))}'


def _soft(facts: Iterable[str]) -> str:
    """What is said beside something, as HTML."""
    said = " · ".join(filter(None, facts))
    return f' <span class="soft">{said}</span>' if said else ""


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    """A section, where it has anything."""
    rows = [f"<li>{one}</li>" for one in items]
    if rows:
        yield f"<section><h2>{text(heading)}</h2><ul>"
        yield from rows
        yield "</ul></section>"
