"""What the desk answers: the rows of the lists and the pages of the reader, as values.

Keys: a story is its brief's id; an actor or a venue its identity in the desk; a question
`<brief id>:<question key>`; how two actors are connected is `<actor>|<actor>`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.brief import Actor, Brief, Event, Question, Venue
from briefing.model.geo import Point
from briefing.model.older import Older
from briefing.model.place import Place, at_anchor
from briefing.model.problem import Problem
from briefing.model.traces import Trace
from briefing.model.value import dataclass, field
from briefing.model.when import When

if TYPE_CHECKING:
    from datetime import date, datetime

    from briefing.model.query import Mistake
    from briefing.model.revision import Difference


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A line of the Stories view, newest first. `place` is its first venue's name; `problem` its first error."""

    id: str
    title: str
    when: When | None
    place: str = ""
    open_questions: int = 0
    status: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A line of the People view. `roles` are what they were in the stories, each with the side's name, or empty.
    `newest` is the date of the newest story that names them, where the rows are sorted by it."""

    key: str
    name: str
    kind: str
    position: str = ""
    country: str = ""
    stories: int = 0
    mentions: int = 0
    roles: tuple[tuple[str, str], ...] = ()
    newest: When | None = None


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A line of the Places view. `point` is None for a place without coordinates. `events` counts what happened or is
    to happen there, and `newest` is as that of an `ActorRow`, each where the rows are sorted by it."""

    key: str
    name: str
    country: str = ""
    kind: str = ""
    stories: int = 0
    point: Point | None = None
    mentions: int = 0
    events: int = 0
    newest: When | None = None


@dataclass(frozen=True, slots=True)
class StoryLink:
    id: str
    title: str
    when: When | None = None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A line of the ledger. `asked` falls back to the story's date; `answered_by` is a story's id or empty, and
    `answering` that story; `story_when` is the date of the story that asks."""

    key: str
    ask: str
    status: str
    story: str
    story_title: str
    asked: When | None = None
    due: When | None = None
    answered: When | None = None
    answer: str = ""
    answered_by: str = ""
    story_when: When | None = None
    answering: StoryLink | None = None

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "partly")

    @property
    def asking(self) -> StoryLink:
        return StoryLink(self.story, self.story_title, self.story_when)

    @property
    def telling(self) -> StoryLink:
        """The story to read: that of the answer, else the one that asks."""
        return self.answering or self.asking


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the desk holds, for the bar above. `problems` counts the files with errors, the registry's too."""

    stories: int = 0
    actors: int = 0
    venues: int = 0
    open_questions: int = 0
    problems: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """How to show an actor (`kind` is an actor's kind) or a venue (`kind` is `place`) by key."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Story:
    """A brief with what the rest of the desk knows of it.

    The keys inside `brief` (actors, venues, mentions, events, questions) are the desk's identities.
    `names` holds every actor and venue that the brief refers to. `answers` maps a question's key to the story that
    answered it; `answered_here` are the questions of other stories that this one answers.
    `line_problem` is the first problem to show above the text, or None. `changed` are the blocks of the brief that
    changed since the reader's last visit, `renewed` the keys of what changed beside the text (`title`, `event:talks`,
    `question:who`; `model/content.py`). `links` are the stories that explicit links lead to, by what is written, and
    `linked_from` those whose texts lead here. `later` is what the newest story says otherwise of the day or the status
    of an event, by the event's key. `is_kept` where the brief is as it last could be read, and its file is not.
    `remarks` are the reader's tags and notes on it and on its paragraphs.
    """

    brief: Brief
    names: dict[str, Name]
    previously: tuple[StoryLink, ...] = ()
    since: tuple[StoryLink, ...] = ()
    answers: dict[str, StoryLink] | None = None
    answered_here: tuple[QuestionRow, ...] = ()
    line_problem: Problem | None = None
    changed: frozenset[int] = frozenset()
    renewed: frozenset[str] = frozenset()
    links: dict[str, StoryLink] = field(default_factory=dict)
    later: dict[str, Account] = field(default_factory=dict)
    linked_from: tuple[StoryLink, ...] = ()
    is_kept: bool = False
    remarks: tuple[Trace, ...] = ()

    def row(self, question: Question) -> QuestionRow:
        """One of its questions as a line of the ledger."""
        by = (self.answers or {}).get(question.key)
        return QuestionRow(
            key=question.key,
            ask=question.ask,
            status=question.status,
            story=self.brief.id,
            story_title=self.brief.title,
            asked=question.asked or self.brief.date,
            due=question.due,
            answered=question.answered,
            answer=question.answer,
            answered_by=by.id if by else "",
            story_when=self.brief.date,
            answering=by,
        )


@dataclass(frozen=True, slots=True)
class News:
    """What has not been seen yet, as the places to go to: new stories, changed ones, questions that were answered and
    questions that were opened. `since` is the day on which there was nothing new the last time, `moment` that with the
    time; `is_first` says that the desk was never open before.
    """

    new: tuple[Place, ...] = ()
    changed: tuple[Place, ...] = ()
    answered: tuple[Place, ...] = ()
    opened: tuple[Place, ...] = ()
    since: date | None = None
    moment: datetime | None = None
    is_first: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """All of it, in the order of a walk."""
        return (*self.new, *self.changed, *self.answered, *self.opened)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that names someone: `start` and `end` are the name's code points in `text`.

    `mention` is the index of the mention in its story, so that a jump lands on it.
    """

    story: StoryLink
    text: str
    start: int
    end: int
    mention: int
    block: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """One story in a dossier or a place: the role there, the sentences in the order of the text, and how often it is
    named in it."""

    story: StoryLink
    role: str = ""
    quotes: tuple[Quote, ...] = ()
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A story that names two together: the sentence that names both, else nothing, and the mention to open it at.

    `marks` are the code points in `text` where names stand.
    """

    story: StoryLink
    mention: int = -1
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """Two actors at one event. `key` is the event's in its story, `mode` how they came together: empty in person, else
    a word of the format."""

    other: Name
    event: str
    when: When | None
    where: Name | None
    story: StoryLink
    key: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Two actors named in the same stories. `evidence` is the newest of it, for those named together most."""

    other: Name
    stories: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """Someone who was at a place in person, and at how many events there."""

    other: Name
    events: int


@dataclass(frozen=True, slots=True)
class Account:
    """What another story says of an event."""

    when: When | None
    status: str
    story: StoryLink


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the newest story tells it, with that story and the names it refers to.

    `earlier` is what older stories had said otherwise of its day or its status, newest first.
    """

    event: Event
    story: StoryLink
    where: Name | None = None
    who: tuple[Name, ...] = ()
    earlier: tuple[Account, ...] = ()

    @property
    def place(self) -> Place:
        """Where its story tells of it."""
        return Place.to("story", self.story.id, at_anchor(self.event.key))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: from one to the next, by a meeting, else by a call or a letter (`spoke`), else by a story
    that names both."""

    one: Name
    other: Name
    met: Met | None = None
    named: Evidence | None = None
    spoke: Met | None = None


@dataclass(frozen=True, slots=True)
class PathPage:
    """How two actors are connected: the shortest chain of meetings, else of meetings, calls and letters, else of
    stories; no steps where there is none.

    `met`, `spoke` and `named` are everything that ties the two directly, newest first; `stories` counts the stories
    that name both, of which `named` may hold only the newest.
    """

    key: str
    one: Name
    other: Name
    steps: tuple[Step, ...] = ()
    met: tuple[Met, ...] = ()
    named: tuple[Evidence, ...] = ()
    stories: int = 0
    spoke: tuple[Met, ...] = ()

    @property
    def is_of_meetings(self) -> bool:
        return bool(self.steps) and all(step.met for step in self.steps)

    @property
    def is_of_stories(self) -> bool:
        return any(step.named for step in self.steps)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the desk knows of one actor; appearances and events in date order, newest first.

    `met` are those they met in person, `spoke` those they were in touch with by call, video or letter.

    Where there is anything `older`, the page has only the newest of it: whom they met and spoke with is of its events
    alone, who is named together with them of its stories alone, and what is counted there is the least that there is.
    """

    actor: Actor
    side: Name | None = None
    appearances: tuple[Appearance, ...] = ()
    events: tuple[Happening, ...] = ()
    met: tuple[Met, ...] = ()
    together: tuple[Together, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    spoke: tuple[Met, ...] = ()
    remarks: tuple[Trace, ...] = ()
    older: Older = Older()


@dataclass(frozen=True, slots=True)
class VenuePage:
    """Everything the desk knows of one place. `there` are those who were at what was held there, at most events first;
    `people` are all whom its stories name, these first.

    `nearby` are other places of the desk, of which some may be seen on a map around it. `older` as for a `Dossier`.
    """

    venue: Venue
    events: tuple[Happening, ...] = ()
    people: tuple[Together, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    nearby: tuple[VenueRow, ...] = ()
    there: tuple[Attendance, ...] = ()
    remarks: tuple[Trace, ...] = ()
    older: Older = Older()

    @property
    def absent(self) -> tuple[Together, ...]:
        """Who is only named with it."""
        present = {one.other.key for one in self.there}
        return tuple([one for one in self.people if one.other.key not in present])


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question in full; `about` are the names it is about, `answered_by` the story that answered it.

    `siblings` are the other questions of the same story.
    """

    key: str
    question: Question
    story: StoryLink
    asked: When | None
    answered_by: StoryLink | None = None
    about: tuple[Name, ...] = ()
    siblings: tuple[QuestionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence to show of a story that was found; `marks` are the hits in it, as code points (start, end).

    `part` says where it stands when that is not the text: `question`, `answer`, `event`, `claim`, `update`,
    `role`. `at` is how the story goes on from the first hit, to open it there, and `hit` that hit; both empty where
    only the title or a name was hit.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    part: str = ""
    at: str = ""
    hit: str = ""


@dataclass(frozen=True, slots=True)
class StoryHit:
    """A story that was found; `marks` are the hits in its title."""

    story: StoryRow
    marks: tuple[tuple[int, int], ...] = ()
    passage: Passage = Passage("")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first. `count` counts all stories that fit, up to 10,001 (`desk/search.py`).

    `mistakes` are those of the query as it was read, and names that this desk does not have.
    """

    hits: tuple[StoryHit, ...] = ()
    count: int = 0
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A sentence that was found; `marks` are the names and words in it (code points), `who` the actors that it names.

    `mention` is the index of the name in its story to open it at; where it was found by words alone it is -1, `hit` is
    what was hit and `at` how the story goes on from there.
    """

    story: StoryLink
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    who: tuple[Name, ...] = ()
    mention: int = -1
    hit: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class FoundQuotes:
    """The sentences that a query found, those of the newest story first. `is_all` says that there are no others."""

    hits: tuple[QuoteHit, ...] = ()
    is_all: bool = True
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A story that changed, the notes of its updates since then, newest first, and what changed in it, where it is
    known what was seen of it."""

    story: StoryRow
    notes: tuple[tuple[When, str], ...] = ()
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to know since a day: the news of the desk, and what lies behind and ahead of today.

    `happened` are the events from `since` to today, `lapsed` those of them that were to come and of which
    nobody told more, `coming` those of the next days; `overdue` are the questions whose day has passed since then.
    Since a visit, `moment` says when that was, and `is_first` that there was none before.
    """

    since: date
    today: date
    new: tuple[StoryRow, ...] = ()
    changed: tuple[Changed, ...] = ()
    answered: tuple[QuestionRow, ...] = ()
    opened: tuple[QuestionRow, ...] = ()
    overdue: tuple[QuestionRow, ...] = ()
    happened: tuple[Happening, ...] = ()
    coming: tuple[Happening, ...] = ()
    lapsed: tuple[Happening, ...] = ()
    moment: datetime | None = None
    is_first: bool = False


Page = Story | Dossier | VenuePage | QuestionPage | PathPage
