"""The language of search: what a person types, as a value with positions. Reading it never raises.

`ceasefire "draft text" -grain actor:erdogan since:2025-05 is:unread`: words and phrases must all be there, what has a
minus in front must not, and a key narrows the stories. A value with spaces stands in quotes: `actor:"Kofi Annan"`.
The last word, when nothing follows it, is met by its beginning; not a number with signs: `$1` is no `$15`. Where
`quotes` stands in front, sentences are asked for and not stories: `quotes actor:erdogan since:2022`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from briefing.model.brief import QUESTION_STATUSES, STORY_STATUSES
from briefing.model.value import dataclass, replace
from briefing.model.when import WhenError, parse_when


@dataclass(frozen=True, slots=True)
class Key:
    """What stands behind a key, in few words, and an example of it. `noun` is what a value is called that has to be on
    the desk; empty for the keys whose values are the same on every desk."""

    says: str
    example: str
    noun: str = ""


KEYS = {
    "actor": Key("a person, a state or a body", "actor:nato", "actor"),
    "venue": Key("a place", "venue:istanbul", "place"),
    "country": Key("where an actor or a place belongs", "country:TR", "country"),
    "kind": Key("a kind of actor or place", "kind:state", "kind"),
    "tag": Key("a tag, of the story or of yours", "tag:grain", "tag"),
    "mine": Key("words of your tags and notes", "mine:check", "tag or note of yours"),
    "status": Key("developing, settled or retracted", "status:developing"),
    "question": Key("open, overdue, answered …", "question:overdue"),
    "when": Key("stories of that day, month or year", "when:2025-05"),
    "since": Key("stories of that day and later", "since:tuesday"),
    "until": Key("stories up to that day", "until:2025-05"),
    "is": Key("unread, read or starred", "is:unread"),
}
"""Every key of the language, in the order in which it is explained."""

_SYNONYMS = {
    "person": "actor", "people": "actor", "who": "actor", "place": "venue", "where": "venue", "in": "venue",
    "from": "since", "after": "since", "date": "when", "to": "until",
    "before": "until", "on": "when", "year": "when", "month": "when", "day": "when",
}  # fmt: skip
"""What a hand may try first, and the key that it means."""

QUESTIONS = (*QUESTION_STATUSES, "overdue")
DATES = ("when", "since", "until")
"""The keys whose values are dates."""
MARKS = ("unread", "read", "starred")
DAYS = ("today", "yesterday", "last")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
QUOTES = "quotes"
"""The word in front of a query that asks for sentences; in quotes it is a word like others."""
OF_NAMES = ("actor", "venue", "country", "kind")
"""The keys that tell whom a story names: asked for sentences, whom the sentence does."""
OF_DESK = tuple(key for key, row in KEYS.items() if row.noun)
"""The keys whose values are those of a desk."""
CHOICES: dict[str, tuple[str, ...]] = {"status": STORY_STATUSES, "question": QUESTIONS, "is": MARKS}
"""The keys whose values are the same on every desk."""

_DATED = "(?:(?<=(?i:since:|until:))|(?<=(?i:when:)))"
_VAGUE = rf"{_DATED}(?i:(?:early|mid|late)\s+[a-z]+|spring|summer|autumn|winter)\s+\d{{4}}(?!\S)"
_TERM = re.compile(rf'\s*(-?)(?:([^\W\d_]+):(?!//))?(?:(["“”„])([^"“”„]*)(["“”„]?)|({_VAGUE}|\S*))')
_CLOSES = '"“”„'


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a phrase to look for. `start` and `end` are code points of the query's text, quotes included.

    With `is_prefix` its last word may go on: it is the last of the query, or ends in `*`.
    """

    text: str
    start: int
    end: int
    is_phrase: bool = False
    is_excluded: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A key with its value. `start:end` is all of it, `value_start:end` the value with its quotes.

    `day` is the day that `since:` and `until:` mean, and the first that `when:` does; `last` is the last one. `is_open`
    says that the hand may still be typing it.
    """

    key: str
    value: str
    start: int
    end: int
    value_start: int
    is_excluded: bool = False
    day: date | None = None
    is_open: bool = False
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with `start:end` of a query's text, in a sentence; `fix` could stand in its place, or is empty.

    `is_unfinished` says that the hand may still be typing there: it need not be told, and the rest is searched for.
    """

    start: int
    end: int
    message: str
    fix: str = ""
    is_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read. A term with a mistake is among `mistakes` and nowhere else. `of_sentences` says that
    sentences are asked for."""

    text: str = ""
    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    of_sentences: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing is asked."""
        return not self.words and not self.filters

    @property
    def is_wrong(self) -> bool:
        """A finished term has a mistake: whatever was found would not be what was asked."""
        return any(not mistake.is_unfinished for mistake in self.mistakes)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion: `text` in the place of `start:end` of the query; `name` and `note` say what it is."""

    text: str
    start: int
    end: int
    name: str = ""
    note: str = ""

    def applied(self, query: str) -> str:
        """The query with it, ready to be typed on."""
        rest = query[self.end :]
        gap = "" if self.text.endswith(":") or rest[:1].isspace() else " "
        return f"{query[: self.start]}{self.text}{gap}{rest}"


def parse_query(text: str, today: date, last_visit: date | None = None, typing: bool = False) -> Query:
    """Read a query. `today` and `last_visit` are what the words for days mean.

    With `typing`, what stands at the very end may be unfinished.
    """
    reader = _Reader(text, today, last_visit, typing)
    reader.read()
    return Query(
        text=text,
        words=tuple(reader.words),
        filters=tuple(reader.filters),
        mistakes=tuple(reader.mistakes),
        of_sentences=reader.of_sentences,
    )


def quoted(value: str) -> str:
    """A value as it is typed behind a key: in quotes where it needs them."""
    bare = "".join(char for char in value if char not in _CLOSES)
    return f'"{bare}"' if not bare or any(char.isspace() for char in bare) else bare


def term_at_end(text: str) -> tuple[int, str, str]:
    """The term that a hand at the end of the text is typing: where it begins (behind a minus), its key, its value.

    The key is empty for a word; behind a blank there is nothing yet.
    """
    last = None
    for match in _terms(text):
        last = match
    if last is None or (last.end() < len(text)) or (last[5] and last.end() == len(text)):
        return len(text), "", ""
    key = (last[2] or "").lower()
    return last.end(1), key, last[4] if last[3] else last[6]


def _terms(text: str) -> Iterable[re.Match[str]]:
    at = 0
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None or match.end() == at or not text[match.start() : match.end()].strip():
            return
        yield match
        at = match.end()


class _Reader:
    """Takes a query's text apart, term by term."""

    def __init__(self, text: str, today: date, last_visit: date | None, typing: bool) -> None:
        self.text = text
        self.today = today
        self.last_visit = last_visit
        self.typing = typing
        self.words: list[Word] = []
        self.filters: list[Filter] = []
        self.mistakes: list[Mistake] = []
        self.of_sentences = re.match(rf"\s*{QUOTES}\s", text, re.IGNORECASE) is not None

    def read(self) -> None:
        terms = iter(_terms(self.text))
        opening = next(terms) if self.of_sentences else None
        self._read(terms)
        named = (term.is_excluded for term in self.filters if term.key in OF_NAMES)
        if opening and not self.mistakes and all((*named, *(word.is_excluded for word in self.words))):
            self.mistakes.append(
                Mistake(
                    start=opening.start(1),
                    end=opening.end(),
                    message=f"`{QUOTES}` needs an actor, a place or words that the sentences are to have",
                    is_unfinished=self.typing,
                )
            )

    def _read(self, terms: Iterable[re.Match[str]]) -> None:
        for match in terms:
            start, end = match.start(1), match.end()
            key = (match[2] or "").lower()
            value = match[4] if match[3] else match[6]
            is_closed = not match[3] or bool(match[5])
            if not is_closed:
                self._unclosed(match.start(3), end)
            if match[2] is None:
                self._word(value, start, end, bool(match[3]), bool(match[1]), is_closed)
            elif key not in KEYS:
                self._unknown_key(key, match.start(2), match.end(2) + 1, end)
            else:
                begins = match.start(3) if match[3] else match.start(6)
                self._filter(
                    Filter(
                        key=key,
                        value=" ".join(value.split()),
                        start=start,
                        end=end,
                        value_start=begins,
                        is_excluded=bool(match[1]),
                        day=None,
                        is_open=self._is_open(end),
                    )
                )

    def _is_open(self, end: int) -> bool:
        return self.typing and end == len(self.text)

    def _wrong(self, start: int, end: int, message: str, fix: str = "") -> None:
        self.mistakes.append(Mistake(start=start, end=end, message=message, fix=fix, is_unfinished=self._is_open(end)))

    def _unclosed(self, start: int, end: int) -> None:
        self._wrong(start, end, "this quote is not closed", f'{self.text[start:end].rstrip()}"')

    def _word(self, text: str, start: int, end: int, is_phrase: bool, is_excluded: bool, is_closed: bool) -> None:
        if not any(char.isalnum() for char in text):
            return
        is_last = end == len(self.text) and not (is_phrase and is_closed)
        tail = text.split()[-1]
        is_last = is_last and (tail.isalnum() or not tail[-1].isdigit())
        is_prefix = is_last or (text.endswith("*") and not is_phrase)
        self.words.append(
            Word(text=text, start=start, end=end, is_phrase=is_phrase, is_excluded=is_excluded, is_prefix=is_prefix)
        )

    def _unknown_key(self, key: str, start: int, colon: int, end: int) -> None:
        from briefing.model.likeness import nearest

        meant = _SYNONYMS.get(key) or nearest(key, KEYS)
        if meant:
            message = f"there is no key `{key}:`; did you mean `{meant}:`?"
        else:
            message = f"there is no key `{key}:`; put it in quotes to look for the text, or use {_either(KEYS, ':')}"
        fix = f"{meant}:{self.text[colon:end]}" if meant else f'"{self.text[start:end]}"'
        self._wrong(start, end, message, fix)

    def _filter(self, term: Filter) -> None:
        key, value = term.key, term.value
        if not value:
            self._wrong(term.start, term.end, f"`{key}:` needs something behind it: {KEYS[key].says}")
        elif key in CHOICES:
            self._choice(term)
        elif key in DATES:
            self._day(term)
        else:
            self.filters.append(term)

    def _choice(self, term: Filter) -> None:
        known = CHOICES[term.key]
        if term.value.lower() in known:
            self.filters.append(_with(term, value=term.value.lower()))
            return
        from briefing.model.likeness import nearest

        meant = nearest(term.value, known)
        hint = f"did you mean `{meant}`?" if meant else f"there are {_either(known)}"
        self._wrong(term.value_start, term.end, f"`{term.key}:` cannot be `{term.value}`; {hint}", meant)

    def _day(self, term: Filter) -> None:
        try:
            first, last = self._days_of(term.value)
            day = last if term.key == "until" else first
            self.filters.append(_with(term, day=day, last=last))
        except WhenError as error:
            from briefing.model.likeness import nearest

            meant = nearest(term.value, (*DAYS, *WEEKDAYS))
            if meant == term.value.lower():
                meant = ""
            message = f"`{term.value}` is not a date; did you mean `{meant}`?" if meant else str(error)
            self._wrong(term.value_start, term.end, message, meant)

    def _days_of(self, value: str) -> tuple[date, date]:
        """The first and the last day that a value means."""
        if day := self._day_named(value.lower()):
            return day, day
        when = parse_when(value)
        return when.first, when.last

    def _day_named(self, word: str) -> date | None:
        if word == "today":
            return self.today
        if word == "yesterday":
            return self.today - timedelta(days=1)
        if word == "last":
            if self.last_visit is None:
                raise WhenError("this is the first visit: there is no last one to count from")
            return self.last_visit
        for number, weekday in enumerate(WEEKDAYS):
            if word in (weekday, weekday[:3]):
                return self.today - timedelta(days=(self.today.weekday() - number - 1) % 7 + 1)
        return None


def _with(term: Filter, value: str | None = None, day: date | None = None, last: date | None = None) -> Filter:
    return Filter(
        key=term.key,
        value=term.value if value is None else value,
        start=term.start,
        end=term.end,
        value_start=term.value_start,
        is_excluded=term.is_excluded,
        day=day,
        is_open=term.is_open,
        last=last,
    )


def _either(words: Iterable[str], ending: str = "") -> str:
    *most, last = [f"`{word}{ending}`" for word in words]
    return f"{', '.join(most)} or {last}"


def with_mistakes(query: Query, wrong: Callable[[Filter], Mistake | None]) -> Query:
    """The query with the filters checked: what `wrong` finds a mistake in is left out and told."""
    filters: list[Filter] = []
    mistakes = list(query.mistakes)
    for term in query.filters:
        mistake = wrong(term)
        if mistake:
            mistakes.append(mistake)
        else:
            filters.append(term)
    in_order = tuple(sorted(mistakes, key=lambda one: one.start))
    return replace(query, filters=tuple(filters), mistakes=in_order)
