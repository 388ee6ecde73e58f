"""What a brief says of the things that it has itself, by their kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model.brief import Actor, Brief, Claim, Event, Question, Source, Venue
from briefing.parse.fields import Thing

Said = Actor | Venue | Event | Question | Claim | Source
LISTED: tuple[Thing, ...] = ("actor", "venue")
"""What a brief lists and a registry may know."""


def lists_of(brief: Brief) -> Mapping[Thing, Sequence[Said]]:
    """The lists of a brief, in the order in which things are offered."""
    return {
        "actor": brief.actors,
        "venue": brief.venues,
        "event": brief.events,
        "question": brief.questions,
        "claim": brief.claims,
        "source": brief.sources,
    }


def name_of(one: Said) -> str:
    """What it is called: a question by what it asks, a claim by what it says."""
    return one.ask if isinstance(one, Question) else one.say if isinstance(one, Claim) else one.name
