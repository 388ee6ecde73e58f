"""A desk at two moments: what differs for those who read it.

Only files that differ are parsed, and of the others those that such a change can touch: whoever links to a story that
is called otherwise now, or names somebody of whom the registry says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from briefing.check.rule import Known
from briefing.desk.checking import Checker, glance
from briefing.desk.difference import difference
from briefing.desk.edition import Edition, leave_out_elsewhere
from briefing.desk.leading import LinkTargets, link_changes
from briefing.desk.pairing import only_in_one, paired
from briefing.desk.retold import key_of, line_of, retold
from briefing.desk.rewording import under_new_keys
from briefing.desk.touching import Touching, names_of
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.comparison import DeskComparison, RegistryEntryChange, StoryComparison
from briefing.model.content import Content, digested, registry_content
from briefing.model.fold import fold
from briefing.model.names import stem
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.model.revision import Difference, EntryChange
from briefing.model.span import NOWHERE
from briefing.model.value import replace
from briefing.parse.text import Text, decode, limit_of

_MOST_TOUCHED = 2_000
"""Stories that did not change and are parsed all the same; each takes some milliseconds."""


def compare(old: Edition, new: Edition, root: Path, today: date) -> DeskComparison:
    """What differs between two editions of the desk in a folder. Raises `RepositoryError`."""
    notes = [*_submodule_notes(old, new)]
    if new.marks and not old.marks:
        notes.append(f"nothing of this desk was there in {old.name}, so all of it is new")
    notes += [
        f"{path} can't be compared: its text is not in this clone (git lfs fetch --all)"
        for path in leave_out_elsewhere(old, new)
    ]
    if old.marks == new.marks:
        return DeskComparison(old.name, new.name, notes=tuple(notes))
    return _Comparing(old, new, root, today).result(notes)


class _Comparing:
    def __init__(self, old: Edition, new: Edition, root: Path, today: date) -> None:
        self._old, self._new, self._root, self._today = old, new, root, today
        self._texts: dict[str, Text] = {}
        olds, news = set(old.survey().briefs), set(new.survey().briefs)
        self._same = set() if old.table != new.table else {
            path for path in olds & news if old.marks[path] == new.marks[path]
        }  # fmt: skip
        self._before = Checker(root, today, sorted(olds - self._same), there=old)
        self._now = Checker(root, today, sorted(news - self._same), before=self._before, there=new)

    def result(self, notes: list[str]) -> DeskComparison:
        olds = {path: self._before.brief(path) for path in self._before.survey.briefs}
        news = {path: self._now.brief(path) for path in self._now.survey.briefs}
        registry = _registry_difference(self._before.registry, self._now.registry)
        moved = {fold(stem(path)) for path in olds.keys() ^ news.keys()}
        touching = Touching(
            (names_of(olds.values()) ^ names_of(news.values())) | moved,
            registry.entries,
            (self._before.registry, self._now.registry),
        )
        touched, others = self._look_at_others(touching)
        if registry.entries:
            for path in news:
                touching(path, self._new.read(path, limit_of(path)) or b"")
        if len(touched) > _MOST_TOUCHED:
            beyond = counted(len(touched) - _MOST_TOUCHED, "more story", "more stories")
            notes.append(f"{beyond} may read otherwise for this, and can't all be told here")
            touched = touched[:_MOST_TOUCHED]
        known = [one for one in others if one.file not in set(touched)]
        before, went_in = self._checked(self._before, self._old, [*olds, *touched], known)
        now, came_in = self._checked(self._now, self._new, [*news, *touched], known)
        olds |= {path: before.brief(path) for path in touched}
        news |= {path: now.brief(path) for path in touched}
        pairs = list(paired(olds, news))
        came, went = only_in_one(came_in, went_in, {pair.old: pair.new for pair in pairs if pair.old and pair.new})
        ids = {one.file: one.id for one in others} | {path: brief.id for path, brief in news.items()}
        led, lead = (
            LinkTargets(checker.around(), frozenset(edition.survey().briefs))
            for checker, edition in ((before, self._old), (now, self._new))
        )
        titles = {one.id: one.title for one in others}
        titles |= {one.id: one.title for one in (*olds.values(), *news.values())}
        stories = (
            replace(
                self._with_links(
                    self._story(olds.get(pair.old), news.get(pair.new), titles), olds.get(pair.old), led, lead
                ),
                came=tuple([one for one in came if one.span.file == pair.new]),
                went=tuple([one for one in went if one.span.file == pair.old and pair.new]),
            )
            for pair in sorted(pairs, key=lambda pair: pair.new or pair.old)
        )
        return DeskComparison(
            old=self._old.name,
            new=self._new.name,
            stories=tuple([story for story in stories if story.is_told]),
            registry=tuple(
                [
                    self._entry(entry, [ids[path] for path in touching.files.get(key_of(entry), ())])
                    for entry in registry.entries
                ]
            ),
            names=registry.names,
            came=tuple([one for one in came if one.span.file not in news]),
            went=tuple([one for one in went if one.span.file not in olds]),
            notes=tuple(notes),
        )

    def _checked(
        self, checker: Checker, edition: Edition, briefs: Iterable[str], others: Iterable[Known]
    ) -> tuple[Checker, list[Problem]]:
        """A checker that knows what is around these briefs, and the errors and warnings in them and in the registry."""
        is_same = self._before.registry is self._now.registry
        files = {*briefs, *(() if is_same else edition.registries()), *edition.survey().misnamed}
        again = Checker(self._root, self._today, files, before=checker, there=edition, others=others)
        return again, [one for one in again.check().problems if one.severity != "info"]

    def _look_at_others(self, touching: Touching) -> tuple[list[str], list[Known]]:
        """Of the files that are the same: those that the changes touch, and what is known of all of them."""
        touched: list[str] = []
        known: list[Known] = []
        for path in sorted(self._same):
            data = self._new.read(path, limit_of(path) + 1) or b""
            known.append(glance(path, data, self._now.table))
            if touching(path, data):
                touched.append(path)
        return touched, known

    def _entry(self, entry: EntryChange, stories: Iterable[str]) -> RegistryEntryChange:
        registry = self._before.registry if entry.how == "gone" else self._now.registry
        things: Mapping[str, Actor | Venue] = registry.actors if entry.sort == "actor" else registry.venues
        thing = things.get(entry.key)
        span = thing.span if thing else NOWHERE
        line = line_of(entry, span, lambda: self._text(span.file))
        return RegistryEntryChange(entry, span.file, line, tuple(sorted(stories)))

    def _story(self, old: Brief | None, new: Brief | None, titles: Mapping[str, str]) -> StoryComparison:
        """What differs in a story but for its problems; `titles` are those of stories, by their ids."""
        if old is None or new is None:
            brief = new or old
            assert brief is not None, "a pair has one of them"
            return StoryComparison(brief, "new" if new else "gone")
        story = retold(old, new, lambda: self._text(new.file), self._before.registry, self._now.registry)
        if story.difference is None or not story.difference.entries:
            return story
        facts = [fact for entry in story.difference.entries for fact in entry.facts]
        names = {}
        for key in {line for fact in facts for text in (fact.old, fact.new) for line in text.split("\n")}:
            registries = (self._now.registry, self._before.registry)
            things = (thing for one in registries for kind in (one.actors, one.venues) if (thing := kind.get(key)))
            if name := next((thing.name for thing in things), titles.get(key, "")):
                names[key] = name
        return replace(story, difference=replace(story.difference, names=names | story.difference.names))

    @staticmethod
    def _with_links(story: StoryComparison, old: Brief | None, led: LinkTargets, lead: LinkTargets) -> StoryComparison:
        """With the links that lead to a story no longer, or since then."""
        if old is None or story.how != "changed":
            return story
        return replace(story, mentions=(*story.mentions, *link_changes(old, story.brief, led, lead)))

    def _text(self, file: str) -> Text:
        """The text of a file of the new edition, read once: a registry has many entries."""
        if file not in self._texts:
            self._texts[file] = decode(self._new.read(file, limit_of(file)) or b"", file)
        return self._texts[file]


def _submodule_notes(old: Edition, new: Edition) -> Iterator[str]:
    for path in sorted({*old.submodules, *new.submodules}):
        if old.submodules.get(path) != new.submodules.get(path):
            yield f"{path} is a repository of its own (a submodule) at another commit: compare it there"


def _registry_difference(old: Registry, new: Registry) -> Difference:
    """The entries that differ; of one with another id, which the new one gives as its former, what else does."""
    if old is new:
        return Difference("")
    before, now = registry_content(old), registry_content(new)
    moved = {
        f"{sort}:{new_id}": f"{sort}:{old_id}"
        for old_id, new_id in new.former.items()
        for sort, olds, news in (("actor", old.actors, new.actors), ("venue", old.venues, new.venues))
        if old_id in olds and new_id in news and new_id not in olds
    }
    before = under_new_keys(before, moved)
    keys = {key for key in {**before.entries, **now.entries} if before.entries.get(key) != now.entries.get(key)}
    some, others = (
        Content(
            labels={key: text for key, text in one.labels.items() if key in keys},
            entries={key: facts for key, facts in one.entries.items() if key in keys},
        )
        for one in (before, now)
    )
    return difference(some, digested(some), others)
