"""What is different since the reader last saw it: the comparison of the index with what was seen."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from briefing.desk.desk import Desk
from briefing.desk.difference import Changes, changes, difference
from briefing.desk.rewording import is_to_be_asked, twins, under_new_keys
from briefing.desk.state import Seen, State
from briefing.desk.versions import Mark
from briefing.model.clock import Clock
from briefing.model.content import FACTS, Content, as_written, digested, whole_digest, written
from briefing.model.place import CHANGED, AtAnchor, Place
from briefing.model.revision import Difference
from briefing.model.value import replace
from briefing.model.views import Changed, Digest, News

_NOTHING = Changes()
_TOLD = 100
"""Stories of which a digest says what changed in them."""
_WITH_WORDS = 200
"""Stories whose words are kept when many are marked as read at once; of more that would take its time."""


class Since:
    """Compares, and notes what is seen. Its methods block and write: call them in the library's thread.

    A version counts as seen when its story is opened or its answer is looked at, by this reader or by another one of
    the same desk. What was seen before the session, and when, stays as it was then until it ends, whatever either sees:
    so that the changes of a story can be shown while it is read, and are since the same moment wherever they are told.
    """

    def __init__(self, desk: Desk, state: State, clock: Clock, moved: Mapping[str, str] | None = None) -> None:
        """`moved` are new ids by old ones, of renamed stories whose marks did not follow yet."""
        self._moved = moved or {}
        self._former = {new: old for old, new in self._moved.items()}
        self._desk = desk
        self._state = state
        self._clock = clock
        self._is_first = False
        self._began: datetime | None = None  # when there was nothing new the last time, as the session began
        self._at = 0  # what stands for that moment in the reader's state
        self._mark: Mark | None = None  # of the index when it was compared last
        self._unlike: list[tuple[str, str]] = []  # what differed then
        self._before: dict[str, Seen] = {}  # those versions, of the stories that are other ones by now

    def begin(self) -> None:
        """The first time, take all there is for seen: to someone who opens a desk everything is new, so nothing is.
        Raises `StateError`.
        """
        if self._state.caught_up() is None:
            rows = ((id_, Seen(digest, parts)) for id_, digest, parts in self._desk.every_version())
            self._is_first = True
            self._state.set_baseline(rows, self._clock.now())
        elif renewed := dict(self._kept_by_older()):
            self._state.set_seen(renewed)
        self._began = self._state.caught_up()
        self._at = self._state.overwritten()

    def follow(self, moved: Mapping[str, str]) -> None:
        """Stories have other ids: new ones by old ones."""
        self._before = {moved.get(id_, id_): seen for id_, seen in self._before.items()}

    def _kept_by_older(self) -> Iterator[tuple[str, Seen]]:
        """What was seen by an older program, which kept less of it, as this one has it: it is no news for that."""
        stale = [id_ for id_, seen in self._compared() if seen]
        for id_, digest, parts in self._desk.versions(stale) if stale else ():
            before, now = self._state.seen(id_), as_written(parts)
            if before and FACTS in now.notes and FACTS not in _parts(before).notes and not changes(_parts(before), now):
                yield id_, Seen(digest, parts, before.text)

    def news(self) -> News:
        """What has not been seen yet: newest stories first."""
        began = self._began or self._state.caught_up()
        if began is None:
            return News()
        new: list[Place] = []
        changed: list[Place] = []
        answered: list[Place] = []
        opened: list[Place] = []
        unlike = self._compared()
        self._forget(unlike)
        for id_, seen in unlike:
            if not seen:
                new.append(Place.to("story", id_))
            else:
                self._remember([id_])  # as long as no other reader has seen what is there now
                found = self._unseen(id_)
                if found.is_of_the_story:
                    changed.append(Place.to("story", id_, AtAnchor(CHANGED)))
                answered += [Place.to("question", f"{id_}:{key}") for key in found.answered]
                opened += [Place.to("question", f"{id_}:{key}") for key in found.opened]
        return News(
            new=tuple(new), changed=tuple(changed), answered=tuple(answered), opened=tuple(opened), since=began.date(),
            moment=began, is_first=self._is_first,
        )  # fmt: skip

    def _compared(self) -> list[tuple[str, str]]:
        """The stories that are not seen as they are now, newest first, each with the digest that was seen or none.

        Only what changed since the last time is compared, in this session or the one that left nothing unseen.
        """
        before = self._mark or self._state.compared()
        self._mark, self._unlike = self._desk.differing(before, [id_ for id_, _seen in self._unlike], self._seen_among)
        return self._unlike

    def _seen_among(self, ids: Collection[str]) -> dict[str, str]:
        seen = self._state.seen_among([self._former.get(id_, id_) for id_ in ids])
        return {self._moved.get(id_, id_): digest for id_, digest in seen.items()}

    def digest(self) -> Digest | None:
        """The news as rows, with what happened since and what is coming; None where the desk was never opened."""
        news = self.news()
        if news.since is None:
            return None
        dated = self._desk.digest(news.since)
        notes = {one.story.id: one.notes for one in dated.changed}
        rows = self._desk.questions_of({place.key for place in (*news.answered, *news.opened)})
        return replace(
            dated,
            new=self._desk.stories_of({place.key for place in news.new}),
            moment=news.moment,
            is_first=news.is_first,
            changed=tuple(
                [
                    Changed(row, notes.get(row.id, ()), self.difference(row.id) if at < _TOLD else None)
                    for at, row in enumerate(self._desk.stories_of({place.key for place in news.changed}))
                ]
            ),
            answered=tuple([rows[place.key] for place in news.answered if place.key in rows]),
            opened=tuple([rows[place.key] for place in news.opened if place.key in rows]),
        )

    def catch_up(self) -> None:
        """Note that there is nothing new now. Raises `StateError`."""
        self._state.set_caught_up(self._clock.now(), *([self._mark] if self._mark else []))

    def changed(self, story: str) -> Changes:
        """What changed since the session before; nothing of a new story."""
        return self._changes(self._seen_before(story), story)

    def difference(self, story: str) -> Difference | None:
        """The version seen before the session and that of now; None where they are the same."""
        before, content = self._seen_before(story), self._desk.content(story)
        if before is None or content is None or before.digest == whole_digest(digested(content)):
            return None
        found = difference(self._words(before), _parts(before), content)
        lines = [line for one in found.entries for fact in one.facts for line in f"{fact.old}\n{fact.new}".split("\n")]
        names = self._desk.names({*lines, *(one.key for one in found.entries)}) | found.names
        entries = [one if one.name else replace(one, name=names.get(one.key, "")) for one in found.entries]
        return replace(found, names=names, entries=tuple(entries))

    def see(self, place: Place) -> bool:
        """Note that a page is seen as it is now; whether that was news. Raises `StateError`."""
        if self._state.caught_up() is None:
            return False
        if place.kind == "question":
            return self._see_question(*place.key.split(":", 1))
        return place.kind == "story" and self._see_story(place.key)

    def see_stories(self, stories: Collection[str]) -> bool:
        """Note that these stories are seen as they are now; whether one was news. Raises `StateError`."""
        return self._state.caught_up() is not None and self._see_stale(stories)

    def see_all(self) -> None:
        """Note that everything is seen as it is now. Raises `StateError`."""
        self._see_stale(None)

    def _see_stale(self, stories: Collection[str] | None) -> bool:
        """Whether one of these stories, of all where none are said, had not been seen as it is now."""
        stale = [id_ for id_, _seen in self._compared() if stories is None or id_ in stories]
        found = {id_: Seen(digest, parts) for id_, digest, parts in self._desk.versions(stale)}
        self._remember(stale)
        for id_ in stale[:_WITH_WORDS]:
            if content := self._desk.content(id_):
                found[id_] = _seen(content)
        self._state.set_seen(found)
        return bool(stale)

    def _see_story(self, story: str) -> bool:
        content = self._desk.content(story)
        if content is None:
            return False
        now = _seen(content)
        before = self._state.seen(story)
        is_news = before is None or before.digest != now.digest
        if is_news:
            self._remember([story])
        if is_news or (before is not None and before.text is None):
            self._state.set_seen({story: now})
        return is_news

    def _see_question(self, story: str, key: str) -> bool:
        """A question alone: the rest of its story stays as unseen as it was."""
        content, before = self._desk.content(story), self._state.seen(story)
        if content is None or before is None:
            return False
        now, words = digested(content), self._words(before)
        parts = self._parts_now(before, now, story)
        words = under_new_keys(words, twins(words, content)) if words else None
        if key not in now.questions or parts.questions.get(key) == now.questions[key]:
            return False
        self._remember([story])
        parts = _with_question(parts, now, key)
        if not changes(replace(parts, notes=parts.notes | {FACTS: now.notes.get(FACTS, "")}), now):
            parts, words = now, content  # there was nothing else
        elif words:
            words = _with_question(words, content, key)
        text = _squeezed(words) if words else None
        self._state.set_seen({story: Seen(whole_digest(parts), written(parts), text)})
        return True

    def _words(self, seen: Seen) -> Content | None:
        """The words of a version that was seen: of a story that was opened they are kept, of others the index has them
        as long as it is not made anew; else None."""
        try:
            if seen.text is not None:
                return as_written(zlib.decompress(seen.text).decode("utf-8", "surrogatepass"))
        except (ValueError, zlib.error):
            pass
        return self._desk.former_content(seen.digest)

    def _remember(self, stories: Iterable[str]) -> None:
        """Keep what was seen before it is written over."""
        for story in stories:
            if story not in self._before and (seen := self._at_the_beginning(story)):
                self._before[story] = seen

    def _forget(self, unlike: Iterable[tuple[str, str]]) -> None:
        """Keep no longer what was seen before of stories that are so again, and were seen so: the state has it."""
        again = self._before.keys() - {id_ for id_, _seen in unlike}
        for id_, digest in (self._seen_among(again) if again else {}).items():
            if digest == self._before[id_].digest:
                del self._before[id_]

    def _seen_before(self, story: str) -> Seen | None:
        return self._before.get(story) or self._at_the_beginning(story)

    def _at_the_beginning(self, story: str) -> Seen | None:
        """The version that was seen when the session began, though another reader has seen a later one since then: the
        index has its words. Of a story that was new then, the first one that was seen."""
        seen = self._state.seen(self._former.get(story, story))
        digest = self._state.seen_at(story, self._at) if self._began else ""
        if digest and not (seen and seen.digest == digest) and (words := self._desk.former_content(digest)):
            return _seen(words)
        return seen

    def _unseen(self, story: str) -> Changes:
        return self._changes(self._state.seen(self._former.get(story, story)), story)

    def _changes(self, seen: Seen | None, story: str) -> Changes:
        now = self._desk.parts(story)
        if seen is None or now is None or seen.digest == whole_digest(now):
            return _NOTHING
        return changes(self._parts_now(seen, now, story), now)

    def _parts_now(self, seen: Seen, now: Content, story: str) -> Content:
        """The digests of a version that was seen, what was reworded since then under the keys of the version of now."""
        parts = _parts(seen)
        if is_to_be_asked(parts, now) and (words := self._words(seen)) and (content := self._desk.content(story)):
            return under_new_keys(parts, twins(words, content))
        return parts


def since_words(began: date, today: date) -> str:
    """The moment since when, as short as it is clear: `14:05`, `Tue`, `3 May`, `3 May 2024`."""
    days = (today - (began.date() if isinstance(began, datetime) else began)).days
    if days <= 0:
        return f"{began:%H:%M}" if isinstance(began, datetime) else "your last visit"
    if days < 7:
        return _DAYS[began.weekday()]
    text = f"{began.day} {_MONTHS[began.month - 1]}"
    return text if began.year == today.year else f"{text} {began.year}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")


def _with_question(version: Content, other: Content, key: str) -> Content:
    """A version with a question as another one has it."""
    entry = f"question:{key}"
    return replace(
        version,
        questions={**version.questions, key: other.questions[key]},
        labels=version.labels | {name: text for name, text in other.labels.items() if name == entry},
        entries=version.entries | {name: facts for name, facts in other.entries.items() if name == entry},
    )


def _seen(content: Content) -> Seen:
    parts = digested(content)
    return Seen(whole_digest(parts), written(parts), _squeezed(content))


def _squeezed(content: Content) -> bytes:
    return zlib.compress(written(content).encode("utf-8", "surrogatepass"))


def _parts(seen: Seen) -> Content:
    try:
        return as_written(seen.parts)
    except ValueError:
        return Content()
