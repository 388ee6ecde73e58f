"""The format of briefs and registries, one row for each key. There is no other description of it.

The reader converts and checks values by this table; the checker, the JSON Schema, the documentation and the
editors' hovers are made from it.
"""

from __future__ import annotations

from typing import Literal

from briefing.model.brief import (
    ACTOR_KINDS,
    CONFIDENCES,
    EVENT_MODES,
    EVENT_STATUSES,
    LIKELIHOODS,
    QUESTION_STATUSES,
    RELIABILITIES,
    STORY_STATUSES,
)
from briefing.model.value import dataclass

ValueKind = Literal[
    "text", "id", "reference", "when", "url", "country", "latitude", "longitude",
    "wikidata", "geonames", "choice", "entry", "overrides", "body",
]  # fmt: skip

Thing = Literal["actor", "venue", "event", "question", "claim", "source", "story"]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of one kind of entry.

    `many` means a list of such values. `choices` are the allowed words of a `choice`. `refers` are the kinds of thing
    that a `reference` may name. `of` is the owner of an `entry`'s own keys. `help` is one sentence, `example`
    a value as an author writes it.
    """

    owner: str
    key: str
    kind: ValueKind
    help: str
    example: str
    many: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[Thing, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """A kind of entry: `bare` is the key that a plain string stands for (empty: a string won't do).

    `noun` is how messages call it. `fields` are its keys in the order of the documentation.
    """

    name: str
    noun: str
    bare: str
    fields: dict[str, Field]
    required: tuple[str, ...]


_NOUNS = {
    "brief": ("brief", ""),
    "actor": ("actor", "name"),
    "venue": ("venue", "name"),
    "event": ("event", "name"),
    "question": ("question", "ask"),
    "hypothesis": ("hypothesis", "say"),
    "claim": ("claim", "say"),
    "source": ("source", "name"),
    "update": ("update", "note"),
    "registry actor": ("actor of the registry", "name"),
    "registry venue": ("place of the registry", "name"),
}

_ANYTHING: tuple[Thing, ...] = ("actor", "venue", "event", "question", "claim", "source")

FIELDS: tuple[Field, ...] = (
    Field("brief", "title", "text", "The headline.", "Envoys may meet in Istanbul", required=True),
    Field("brief", "summary", "text", "One or two sentences.", "Turkey mediates, NATO argues about money."),
    Field("brief", "date", "when", "The date of the story.", "2025-05-15"),
    Field("brief", "id", "id", "The story's id; the file's stem if it is not given.", "istanbul-talks"),
    Field("brief", "status", "choice", "How far the story has come.", "developing", choices=STORY_STATUSES),
    Field("brief", "tags", "text", "Words to find the story by.", "[diplomacy, ceasefire]", many=True),
    Field(
        "brief", "follows", "reference", "The earlier stories that this one carries on.", "antalya-ministers",
        many=True, refers=("story",),
    ),
    Field("brief", "actors", "entry", "Who figures in the story.", "[nato, Steve Witkoff]", many=True, of="actor"),
    Field("brief", "venues", "entry", "Where it happens.", "[istanbul, Kursk Oblast]", many=True, of="venue"),
    Field(
        "brief", "events", "entry", "What happens, when, where and with whom.",
        "{name: NATO summit, when: late June 2025}", many=True, of="event",
    ),
    Field(
        "brief", "questions", "entry", "What is not known.", "Will Putin come to Istanbul?",
        many=True, of="question",
    ),
    Field(
        "brief", "claims", "entry", "What someone says is so.", "{say: The talks are on, by: turkey}",
        many=True, of="claim",
    ),
    Field(
        "brief", "sources", "entry", "Where it comes from.", "{name: Agency report, url: https://example.org/1}",
        many=True, of="source",
    ),
    Field(
        "brief", "updates", "entry", "What changed in the brief, newest last.",
        "{at: 2025-05-16, note: Names added}", many=True, of="update",
    ),
    Field(
        "brief", "mentions", "overrides", "What a name in the text means, where it is guessed wrong.",
        "{Washington: united-states}",
    ),
    Field("brief", "body", "body", "The text, in Markdown; the last key.", "|", required=True),
    #
    Field("actor", "id", "id", "The id in the registry, or a new one for this brief.", "recep-tayyip-erdogan"),
    Field("actor", "name", "text", "The full name.", "Steve Witkoff"),
    Field("actor", "kind", "choice", "What sort of actor it is.", "person", choices=ACTOR_KINDS),
    Field("actor", "role", "text", "The role in this story.", "head of delegation"),
    Field("actor", "for", "reference", "On whose side.", "ukraine", refers=("actor",)),
    Field("actor", "position", "text", "The office held.", "Minister of Foreign Affairs"),
    Field("actor", "country", "country", "The country, as two letters of ISO 3166-1.", "TR"),
    Field("actor", "aliases", "text", "Other names that identify it anywhere.", "[Recep Erdogan]", many=True),
    Field("actor", "weak", "text", "Names that mean it only where it is listed.", "[Erdoğan]", many=True),
    Field("actor", "forms", "text", "Inflected forms of its names.", "[Эрдогана]", many=True),
    Field("actor", "wikidata", "wikidata", "The Wikidata item.", "Q39259"),
    Field("actor", "note", "text", "Anything else.", "Mediates since 2022."),
    #
    Field("venue", "id", "id", "The id in the registry, or a new one for this brief.", "istanbul"),
    Field("venue", "name", "text", "The name of the place.", "Kursk Oblast"),
    Field("venue", "kind", "text", "What sort of place it is.", "city"),
    Field("venue", "role", "text", "The role in this story.", "talks"),
    Field("venue", "country", "country", "The country, as two letters of ISO 3166-1.", "TR"),
    Field("venue", "lat", "latitude", "Degrees north of the equator, WGS 84.", "41.0082"),
    Field("venue", "lon", "longitude", "Degrees east of Greenwich, WGS 84.", "28.9784"),
    Field("venue", "aliases", "text", "Other names that identify it anywhere.", "[Constantinople]", many=True),
    Field("venue", "weak", "text", "Names that mean it only where it is listed.", "[the city]", many=True),
    Field("venue", "forms", "text", "Inflected forms of its names.", "[Стамбуле]", many=True),
    Field("venue", "geonames", "geonames", "The GeoNames number.", "745044"),
    Field("venue", "wikidata", "wikidata", "The Wikidata item.", "Q406"),
    Field("venue", "note", "text", "Anything else.", "On two continents."),
    #
    Field("event", "id", "id", "An id of its own, to refer to it by.", "hague-summit"),
    Field("event", "name", "text", "What it is called.", "NATO summit", required=True),
    Field("event", "when", "when", "The day, or about when.", "late June 2025"),
    Field("event", "where", "reference", "The venue.", "the-hague", refers=("venue",)),
    Field("event", "who", "reference", "The actors who take part.", "[nato, turkey]", many=True, refers=("actor",)),
    Field("event", "status", "choice", "Whether it happened, or will.", "scheduled", choices=EVENT_STATUSES),
    Field("event", "mode", "choice", "How those who take part come together.", "call", choices=EVENT_MODES),
    #
    Field("question", "id", "id", "An id of its own, to refer to it by.", "q-putin"),
    Field("question", "ask", "text", "The question.", "Will Putin come to Istanbul?", required=True),
    Field("question", "status", "choice", "Whether it is answered.", "open", choices=QUESTION_STATUSES),
    Field("question", "asked", "when", "When it was first asked; the story's date if it is not given.", "2025-05-11"),
    Field("question", "due", "when", "When an answer is to be expected.", "2025-05-15"),
    Field("question", "answer", "text", "The answer.", "No; Medinsky leads the team."),
    Field("question", "answered", "when", "When it was answered.", "2025-05-15"),
    Field(
        "question", "answered_by", "reference", "The story, event or claim that answered it.", "istanbul-talks",
        refers=("story", "event", "claim"),
    ),
    Field("question", "about", "reference", "Who and what it is about.", "[russia]", many=True, refers=_ANYTHING),
    Field(
        "question", "hypotheses", "entry", "Possible answers.", "{say: He stays away, likelihood: likely}",
        many=True, of="hypothesis",
    ),
    #
    Field("hypothesis", "say", "text", "What may be so.", "Moscow fights on while it talks", required=True),
    Field("hypothesis", "likelihood", "choice", "How likely, in ICD 203's words.", "very likely", choices=LIKELIHOODS),
    Field("hypothesis", "support", "text", "What speaks for it: ids or words.", "[claim-1]", many=True),
    Field("hypothesis", "against", "text", "What speaks against it: ids or words.", "[claim-2]", many=True),
    #
    Field("claim", "id", "id", "An id of its own, to refer to it by.", "c-troops"),
    Field("claim", "say", "text", "What is claimed.", "The talks are on.", required=True),
    Field("claim", "by", "reference", "Who says so.", "turkey", refers=("actor",)),
    Field("claim", "about", "reference", "Who and what it is about.", "[istanbul]", many=True, refers=_ANYTHING),
    Field("claim", "source", "reference", "Where it stands.", "wire", refers=("source",)),
    Field("claim", "confidence", "choice", "How sure the desk is of it.", "moderate", choices=CONFIDENCES),
    Field("claim", "likelihood", "choice", "How likely, in ICD 203's words.", "likely", choices=LIKELIHOODS),
    #
    Field("source", "id", "id", "An id of its own, to refer to it by.", "wire"),
    Field("source", "name", "text", "What it is called.", "Agency report"),
    Field("source", "url", "url", "Its address.", "https://example.org/istanbul"),
    Field("source", "published", "when", "When it was published.", "2025-05-15"),
    Field("source", "reliability", "choice", "The Admiralty scale, A best.", "C", choices=RELIABILITIES),
    #
    Field("update", "at", "when", "When the brief was changed.", "2025-05-16"),
    Field("update", "note", "text", "What was changed.", "Names of the delegates added.", required=True),
    #
    Field("registry actor", "name", "text", "The full name.", "Russia", required=True),
    Field("registry actor", "kind", "choice", "What sort of actor it is.", "state", choices=ACTOR_KINDS),
    Field("registry actor", "country", "country", "The country, as two letters of ISO 3166-1.", "RU"),
    Field("registry actor", "position", "text", "The office held.", "President of Ukraine"),
    Field("registry actor", "for", "reference", "On whose side.", "ukraine", refers=("actor",)),
    Field("registry actor", "aliases", "text", "Names that identify it anywhere.", "[Russian Federation]", many=True),
    Field("registry actor", "weak", "text", "Names that mean it where it is listed.", "[Moscow, Russian]", many=True),
    Field("registry actor", "forms", "text", "Inflected forms of its names.", "[России, Россией]", many=True),
    Field("registry actor", "wikidata", "wikidata", "The Wikidata item.", "Q159"),
    Field("registry actor", "note", "text", "Anything else.", "Founding member."),
    Field("registry actor", "was", "id", "Ids it had before.", "[russian-federation]", many=True),
    #
    Field("registry venue", "name", "text", "The name of the place.", "Istanbul", required=True),
    Field("registry venue", "kind", "text", "What sort of place it is.", "city"),
    Field("registry venue", "country", "country", "The country, as two letters of ISO 3166-1.", "TR"),
    Field("registry venue", "lat", "latitude", "Degrees north of the equator, WGS 84.", "41.0082"),
    Field("registry venue", "lon", "longitude", "Degrees east of Greenwich, WGS 84.", "28.9784"),
    Field("registry venue", "aliases", "text", "Names that identify it anywhere.", "[Constantinople]", many=True),
    Field("registry venue", "weak", "text", "Names that mean it where it is listed.", "[the city]", many=True),
    Field("registry venue", "forms", "text", "Inflected forms of its names.", "[Стамбуле]", many=True),
    Field("registry venue", "geonames", "geonames", "The GeoNames number.", "745044"),
    Field("registry venue", "wikidata", "wikidata", "The Wikidata item.", "Q406"),
    Field("registry venue", "note", "text", "Anything else.", "On two continents."),
    Field("registry venue", "was", "id", "Ids it had before.", "[constantinople]", many=True),
)  # fmt: skip


def _owner(name: str) -> Owner:
    noun, bare = _NOUNS[name]
    fields = {row.key: row for row in FIELDS if row.owner == name}
    return Owner(name, noun, bare, fields, tuple(row.key for row in fields.values() if row.required))


OWNERS: dict[str, Owner] = {name: _owner(name) for name in _NOUNS}
