"""A brief and what it holds. The keys and their meaning are `format.md`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.body import Block, Mention, Pointer, word_count
from briefing.model.problem import Problem
from briefing.model.span import NOWHERE, Span
from briefing.model.value import dataclass, field
from briefing.model.when import When

if TYPE_CHECKING:
    from datetime import date

ACTOR_KINDS = ("person", "organisation", "state", "group")
STORY_STATUSES = ("developing", "settled", "retracted")
EVENT_STATUSES = ("rumoured", "expected", "scheduled", "held", "postponed", "rescheduled", "cancelled")
EXPECTATIONS = ("rumoured", "expected", "scheduled", "rescheduled")
"""The statuses of an event that is to come on its day."""
EVENT_MODES = ("in-person", "call", "video", "written")
QUESTION_STATUSES = ("open", "answered", "partly", "overtaken", "dropped")
CONFIDENCES = ("low", "moderate", "high")
LIKELIHOODS = (
    "almost no chance", "very unlikely", "unlikely", "roughly even chance",
    "likely", "very likely", "almost certain",
)  # fmt: skip
"""The seven words of ICD 203 (Analytic Standards), from 1 % to 99 %."""
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
"""The Admiralty scale for a source, best first; F is `cannot be judged`."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: in the registry, or as one brief lists it with the registry's facts joined in.

    `key` is the registry id, or a local one (the entry's `id`, else a slug of its name). `side` is the
    format's `for`, an actor's key. `was` are former ids (registry only). `by_surname` is false where `weak: []` says
    that not even the last word of a person's name links by itself.
    """

    key: str
    name: str
    span: Span = NOWHERE
    kind: str = ""
    role: str = ""
    side: str = ""
    position: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""
    was: tuple[str, ...] = ()
    registered: bool = False
    by_surname: bool = True


@dataclass(frozen=True, slots=True)
class Venue:
    """A place, as `Actor` for actors. `lat` and `lon` in degrees, WGS 84, both or neither."""

    key: str
    name: str
    span: Span = NOWHERE
    kind: str = ""
    role: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    geonames: str = ""
    wikidata: str = ""
    note: str = ""
    was: tuple[str, ...] = ()
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: `where` is a venue's key, `who` are actors' keys, `mode` is empty for in person."""

    key: str
    name: str
    span: Span = NOWHERE
    when: When | None = None
    where: str = ""
    who: tuple[str, ...] = ()
    status: str = ""
    mode: str = ""

    @property
    def is_in_person(self) -> bool:
        return self.mode in ("", EVENT_MODES[0])

    def is_held(self, today: date) -> bool:
        """Whether it took place: it is said to have, or nothing is said and its day is not to come."""
        return self.status == "held" or (not self.status and not (self.when and self.when.first > today))

    def is_lapsed(self, today: date) -> bool:
        """Whether it was to come, its day is over, and nobody tells what became of it."""
        return self.status in EXPECTATIONS and self.when is not None and self.when.last < today


@dataclass(frozen=True, slots=True)
class Hypothesis:
    say: str
    span: Span = NOWHERE
    likelihood: str = ""
    support: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `key` is its id, else a slug of what it asks. Unique within the brief."""

    key: str
    ask: str
    span: Span = NOWHERE
    status: str = "open"
    asked: When | None = None
    due: When | None = None
    answer: str = ""
    answered: When | None = None
    answered_by: str = ""
    about: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "partly")


@dataclass(frozen=True, slots=True)
class Claim:
    key: str
    say: str
    span: Span = NOWHERE
    by: str = ""
    about: tuple[str, ...] = ()
    source: str = ""
    confidence: str = ""
    likelihood: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    name: str
    span: Span = NOWHERE
    url: str = ""
    published: When | None = None
    reliability: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    at: When | None
    note: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Brief:
    """One file of a desk, as far as it could be read; `problems` says what could not.

    `span` is the whole file's; `title_span` the title's value, `follows_spans` those of `follows`. `told` are the keys
    of the format that have no field here, each with what is said: they are shown as they are. `aliases` are other names
    that links may call it by. A guest is Markdown that another tool is for (`parse/guest.py`).
    """

    id: str
    file: str
    title: str
    span: Span = NOWHERE
    summary: str = ""
    date: When | None = None
    status: str = ""
    tags: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    venues: tuple[Venue, ...] = ()
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    updates: tuple[Update, ...] = ()
    blocks: tuple[Block, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    title_span: Span = NOWHERE
    follows_spans: tuple[Span, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    is_guest: bool = False

    @property
    def words(self) -> int:
        """The words of the body, counted whenever it is asked."""
        return sum([word_count(block.text) for block in self.blocks])

    @property
    def minutes(self) -> int:
        """Reading time at 230 words a minute, at least one (Brysbaert 2019: 238 for English non-fiction)."""
        return max(1, round(self.words / 230))

    @property
    def is_broken(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Registry:
    """What `actors.yaml` and `places.yaml` say. `former` maps an old id (`was`) to the id of today."""

    actors: dict[str, Actor] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
