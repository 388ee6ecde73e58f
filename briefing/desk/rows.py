"""What the index keeps of a brief: its rows, made without the index, so that any process can make them.

Whom a row means is given as a place in `Packed.cast`; the numbers of briefs, events and questions are the index's to
give (`writing.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from briefing.check.order import few
from briefing.desk.identity import Portrait, portrait_of, tokens
from briefing.desk.packing import Naming, packed, unpacked
from briefing.desk.queries import targets
from briefing.desk.schema import ACTOR, VENUE
from briefing.desk.settling import sign
from briefing.desk.texts import Columns, columns_of
from briefing.desk.unread import UNREADABLE
from briefing.model.body import Sentences
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.codec import encode
from briefing.model.content import content_of, digest_of, digested, written
from briefing.model.fold import fold
from briefing.model.names import stem
from briefing.model.problem import Problem
from briefing.model.span import NOWHERE, Span
from briefing.model.value import NamedTuple, replace
from briefing.model.when import When
from briefing.parse.read_table import name_of_file

_REPAIRED = ("B017", "B018", "B019")
"""Mistakes of the YAML around the body that the parser mends: the text is all there."""

Row = tuple[Any, ...]
Registered = Callable[[int, str], bool]
"""Whether the registry has an actor or a place of that id."""


class Description(NamedTuple):
    """What a variant says, and its portrait: each as the index keeps it, with what stands for it."""

    digest: int
    text: str
    portrait_digest: int
    portrait: str
    tokens: tuple[int, ...]


class Reference(NamedTuple):
    """Whom a brief refers to by a key of its own: as it describes him, or, without a description, as the registry."""

    sort: int
    key: str
    description: Description | None = None


class Happened(NamedTuple):
    """An event: its row, the place, and who was there."""

    row: Row
    place: int | None
    who: tuple[int, ...]


class Asked(NamedTuple):
    """A question: its row, and whom it is about."""

    row: Row
    about: tuple[int, ...]


class Packed(NamedTuple):
    """A brief, ready to be written. `day` is its first, as an ordinal, 0 without a date; `problems` are severities and
    values; the rows lack the number of the brief in front.

    `is_readable` says that what was read can be trusted, `is_whole` that it has a title and a text, which nobody asks
    of a guest. Of `castings` the first is whom they mean.
    """

    file: str
    id: str
    day: int
    is_readable: bool
    is_whole: bool
    first_error: str
    facts: Row
    packed: bytes
    problems: tuple[tuple[str, str], ...]
    follows: tuple[str, ...]
    anchors: tuple[str, ...]
    pointers: tuple[Row, ...]
    aliases: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    updates: tuple[Row, ...]
    cast: tuple[Reference, ...]
    castings: tuple[Row, ...]
    events: tuple[Happened, ...]
    questions: tuple[Asked, ...]
    columns: Columns
    joints: tuple[tuple[str, str], ...]


def rows_of(brief: Brief, is_registered: Registered) -> Packed:
    """The rows of a brief; one whose text is no Unicode (half of a surrogate pair) becomes a stand-in that says so."""
    try:
        encode(brief.problems).encode()
        return _rows(brief, is_registered)
    except UnicodeEncodeError as error:
        return unreadable(brief.file, f"cannot be kept: {error.reason}")


def unreadable(file: str, message: str) -> Packed:
    """What stands for a file that gives no brief at all."""
    name = stem(file)
    brief = Brief(name, file, name, problems=(Problem(UNREADABLE, message, Span(file, 1, 1, 1, 1)),))
    return _rows(brief, lambda _sort, _key: False)


def rows_again(data: bytes, is_registered: Registered) -> Packed:
    """The rows of a brief that is kept as `data`, without problems. Raises `DecodeError`."""
    return _rows(unpacked(data), is_registered)


def described(sort: int, value: Actor | Venue, registered: bool) -> Description:
    """What a variant says of somebody."""
    text = encode(value)
    portrait = portrait_of(value, registered)
    own = portrait_text(portrait)
    return Description(
        digest=_digest(f"{sort}{int(registered)}{text}"),
        text=text,
        portrait_digest=_digest(own),
        portrait=own,
        tokens=tuple(token_digests(portrait)),
    )


def portrait_text(portrait: Portrait) -> str:
    """A portrait as the index keeps it."""
    facts = portrait.kind, portrait.country, portrait.wikidata, portrait.geonames, portrait.given, portrait.registered
    return encode((portrait.sort, portrait.key, tuple(sorted(portrait.names)), *facts))


def token_digests(portrait: Portrait) -> Iterator[int]:
    """What stands for the tokens of a portrait. Did one stand for two, more would be resolved together than need be."""
    return map(_digest, tokens(portrait))


def is_yaml_level(problem: Problem) -> bool:
    """Whether a problem is one of the YAML itself, so that what was read of the brief cannot be trusted."""
    return problem.severity == "error" and problem.code.startswith("B0") and problem.code not in _REPAIRED


def _rows(brief: Brief, is_registered: Registered) -> Packed:
    problems = brief.problems
    cast = _Roll(brief, is_registered)
    namings = list(_namings(brief, cast))
    events = tuple(_events(brief, cast))
    questions = tuple(_questions(brief, cast))
    columns, joints = columns_of(brief)
    parts = written(digested(content_of(brief)))
    return Packed(
        file=brief.file,
        id=brief.id,
        day=brief.date.first.toordinal() if brief.date else 0,
        is_readable=not any(is_yaml_level(problem) for problem in problems),
        is_whole=brief.is_guest or (bool(brief.blocks) and brief.title_span != NOWHERE),
        first_error=next((problem.message for problem in problems if problem.severity == "error"), ""),
        facts=(
            brief.title, fold(brief.title), _when(brief.date), brief.status,
            brief.venues[0].name if brief.venues else "", sum(question.is_open for question in brief.questions),
            digest_of(parts), brief.is_guest,
        ),
        packed=packed(replace(brief, problems=()) if problems else brief, parts, namings),
        problems=tuple([(problem.severity, encode(problem)) for problem in few(problems)]),
        follows=tuple([target for target in dict.fromkeys(brief.follows) if target != brief.id]),
        anchors=tuple({event.key for event in brief.events} | {claim.key for claim in brief.claims}),
        pointers=tuple(
            sorted(
                {(target, one.id, one.is_file) for one in brief.pointers for target in targets(one.id, one.is_file)}
            )
        ),
        aliases=tuple(
            {fold(name) for name in (*brief.aliases, stem(brief.file), name_of_file(brief.file))}
            - {fold(brief.id), fold(brief.title)}
        ),
        tags=tuple({fold(tag): tag for tag in brief.tags}.items()),
        updates=tuple(
            (at, update.at.first.toordinal(), _when(update.at), update.note)
            for at, update in enumerate(brief.updates)
            if update.at
        ),
        castings=tuple(cast.castings()),  # behind the others, which all add to them
        cast=tuple(cast.entries),
        events=events,
        questions=questions,
        columns=columns,
        joints=joints,
    )  # fmt: skip


class _Roll:
    """The actors and places that one brief refers to, by its own keys."""

    def __init__(self, brief: Brief, is_registered: Registered) -> None:
        self.entries: list[Reference] = []
        self._is_registered = is_registered
        self._places: dict[tuple[int, str], int | None] = {}
        self._listed: list[Actor | Venue | None] = []
        self._named: dict[int, bool] = {}
        self._mentions: dict[int, int] = {}
        values: tuple[Actor | Venue, ...] = (*brief.actors, *brief.venues)
        for value in values:
            sort = ACTOR if isinstance(value, Actor) else VENUE
            if (sort, value.key) not in self._places:
                is_known = value.registered and is_registered(sort, value.key)
                entry = Reference(sort, value.key, None if is_known else _described(sort, value))
                self.name(self._put(entry, value))
        for actor in brief.actors:
            if actor.side and (side := self.find(ACTOR, actor.side)) is not None:
                self.refer(side)

    def find(self, sort: int, key: str) -> int | None:
        """The place of a key that the brief lists, else of the registry's; None where nothing defines it."""
        if (sort, key) not in self._places:
            self._places[sort, key] = None
            if self._is_registered(sort, key):
                self._put(Reference(sort, key), None)
        return self._places[sort, key]

    def _put(self, entry: Reference, listed: Actor | Venue | None) -> int:
        place = self._places[entry.sort, entry.key] = len(self.entries)
        self.entries.append(entry)
        self._listed.append(listed)
        return place

    def name(self, place: int) -> None:
        """The story is about it: it lists it, names it or has it in an event."""
        self._named[place] = True

    def mention(self, place: int) -> None:
        """The text names it once."""
        self._named[place] = True
        self._mentions[place] = self._mentions.get(place, 0) + 1

    def refer(self, place: int) -> None:
        """The story only points to it."""
        self._named.setdefault(place, False)

    def castings(self) -> Iterator[Row]:
        for place, named in self._named.items():
            entry, value = self.entries[place], self._listed[place]
            role = value.role if value else ""
            note = value.note if value and entry.description else ""
            position = value.position if isinstance(value, Actor) else ""
            side = self.find(ACTOR, value.side) if isinstance(value, Actor) and value.side else None
            yield place, named, role, position, note, side, self._mentions.get(place, 0)


def _namings(brief: Brief, cast: _Roll) -> Iterator[Naming]:
    sentences: dict[int, Sentences] = {}
    for at, mention in enumerate(brief.mentions):
        block = mention.block
        sort = ACTOR if mention.kind == "actor" else VENUE
        place = cast.find(sort, mention.key)
        if place is None or not 0 <= block < len(brief.blocks):
            continue
        cast.mention(place)
        if block not in sentences:
            sentences[block] = Sentences(brief.blocks[block].text)
        quote, start = sentences[block].around(mention.start, mention.end)
        stop = min(len(quote), start + mention.end - mention.start)
        yield Naming(sort, mention.key, at, block, quote, start, stop)


def _events(brief: Brief, cast: _Roll) -> Iterator[Happened]:
    for at, event in enumerate(brief.events):
        place = cast.find(VENUE, event.where) if event.where else None
        if place is not None:
            cast.name(place)
        when = event.when
        first, last = (when.first.toordinal(), when.last.toordinal()) if when else (0, 0)
        is_vague = bool(when and (when.about or not when.is_day))
        row = (at, event.key, fold(event.name), first, last, is_vague, event.status, event.mode, encode(event))
        who = tuple([found for key in event.who if (found := cast.find(ACTOR, key)) is not None])
        for person in who:
            cast.name(person)
        yield Happened(row, place, who)


def _questions(brief: Brief, cast: _Roll) -> Iterator[Asked]:
    for at, question in enumerate(brief.questions):
        row = (
            at, question.key, question.ask, fold(question.ask), question.status, _when(question.asked),
            _when(question.due), question.due.last.toordinal() if question.due else None, _when(question.answered),
            question.answer, question.answered_by, sign(question.key), sign(fold(question.ask)),
        )  # fmt: skip
        about = tuple(_subjects(question.about, cast))
        for place in about:
            cast.refer(place)
        yield Asked(row, about)


def _subjects(keys: Iterable[str], cast: _Roll) -> Iterator[int]:
    for key in keys:
        place = cast.find(ACTOR, key)
        place = cast.find(VENUE, key) if place is None else place
        if place is not None:
            yield place


def _bare(value: Actor | Venue) -> Actor | Venue:
    """An entry of a brief without what belongs to one story, so that briefs that say the same share a variant."""
    if isinstance(value, Actor):
        return replace(value, role="", side="", position="", note="", span=NOWHERE, registered=False)
    return replace(value, role="", note="", span=NOWHERE, registered=False)


_OF_ACTOR, _OF_VENUE = (
    attrgetter(
        *[name for name in sort.__slots__ if name not in ("role", "side", "note", "span", "registered", position)]
    )
    for sort, position in ((Actor, "position"), (Venue, ""))
)
"""What of an entry `_bare` leaves."""
_KNOWN: dict[tuple[Any, ...], Description] = {}
"""Descriptions made before: most are those of an earlier brief."""
_MOST_KNOWN = 5000


def _described(sort: int, value: Actor | Venue) -> Description:
    # 0.0 and -0.0 are equal, and not one text
    said = (*_OF_VENUE(value), repr(value.lat), repr(value.lon)) if isinstance(value, Venue) else _OF_ACTOR(value)
    if (known := _KNOWN.get(said)) is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[said] = described(sort, _bare(value), registered=False)
    return known


def forget() -> None:
    """Forget the descriptions made before."""
    _KNOWN.clear()


def _when(value: When | None) -> str | None:
    return None if value is None else _encoded(value)


@lru_cache(maxsize=4096)
def _encoded(value: When) -> str:
    return encode(value)


def _digest(text: str) -> int:
    """Eight bytes that stand for a text, as SQLite has integers."""
    return int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "big", signed=True)
