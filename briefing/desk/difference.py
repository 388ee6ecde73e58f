"""What differs between two versions of a brief: which pieces, and in a text which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.desk.aligning import steps
from briefing.desk.rewording import twins
from briefing.model.content import FACTS, NAME_OF, Content, Facts, digested
from briefing.model.revision import Difference, EntryChange, FactChange, How, Kind, TextChange, Words
from briefing.model.value import dataclass, replace

_SEVERAL = ("tags", "follows")
_NAMED = ("actor:", "venue:", "event:", "source:", "claim:")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 4_000  # of a paragraph; comparing takes time by the square of it
_NEAR = 100  # so many old paragraphs are looked at for one of which a new one is a version
_ALIKE = 0.35  # the share of words that two paragraphs must have in common to be versions of one


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version has that the one before it had not. `paragraphs` are indices into the new version; `is_shorter`
    says that paragraphs were taken out. `notes` are the keys that were added, changed or taken out. `answered` and
    `opened` are keys of questions, `questions` those that changed otherwise.
    """

    paragraphs: tuple[int, ...] = ()
    is_shorter: bool = False
    notes: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answered or self.opened or self.is_of_the_story)

    @property
    def keys(self) -> frozenset[str]:
        """Of all that changed beside the text."""
        questions = (*self.answered, *self.opened, *self.questions)
        return frozenset((*self.notes, *(f"question:{key}" for key in questions)))

    @property
    def is_of_the_story(self) -> bool:
        """Whether more changed than questions that were answered or opened."""
        return bool(self.paragraphs or self.is_shorter or self.notes or self.questions)


def changes(old: Content, new: Content) -> Changes:
    """How two versions differ; both in words or both in digests."""
    paragraphs: list[int] = []
    is_shorter = False
    for tag, first, last, begin, end in steps(old.paragraphs, new.paragraphs):
        if tag != "equal":
            paragraphs += range(begin, end)
            is_shorter = is_shorter or last - first > end - begin
    answered, opened, questions = [], [], []
    for key in {**old.questions, **new.questions}:
        before, after = old.questions.get(key), new.questions.get(key)
        if before == after:
            continue
        if after and after[0] == "answered" and (before is None or before[0] != "answered"):
            answered.append(key)
        elif after and after[0] in ("open", "partly") and (before is None or before[0] not in ("open", "partly")):
            opened.append(key)
        else:
            questions.append(key)
    notes = [key for key in {**old.notes, **new.notes} if old.notes.get(key) != new.notes.get(key)]
    if FACTS in notes and (len(notes) > 1 or answered or opened or questions or not _have_facts(old, new)):
        notes.remove(FACTS)
    return Changes(
        paragraphs=tuple(paragraphs),
        is_shorter=is_shorter,
        notes=tuple(notes),
        answered=tuple(answered),
        opened=tuple(opened),
        questions=tuple(questions),
    )


def _have_facts(*versions: Content) -> bool:
    """Whether all of the versions know what stands under each key: older ones were kept without."""
    return all(FACTS in version.notes or version.entries for version in versions)


def difference(old: Content | None, old_parts: Content, new: Content) -> Difference:
    """Two versions, word by word and key by key; `old` is None where only the digests of it are known."""
    changed = changes(old_parts, digested(new))
    names = {
        key.partition(":")[2]: label
        for version in (old or Content(), new)
        for key, label in version.labels.items()
        if key.startswith(_NAMED)
    }
    title = new.notes.get("title", "")
    if old is None:
        passages = [TextChange(_as_it_is(new.paragraphs[index]), index) for index in changed.paragraphs]
        return Difference(
            title=title,
            paragraphs=tuple(passages),
            entries=tuple(_by_digests(old_parts, new, changed)),
            names=names,
            is_complete=False,
        )
    entries = _by_digests(old_parts, new, changed) if _is_without_entries(old) else _entries(old, new)
    return Difference(title, tuple(_paragraphs(old.paragraphs, new.paragraphs)), tuple(entries), names)


def _is_without_entries(version: Content) -> bool:
    """Whether a version was kept by a program that told its entries as one text each."""
    return not version.entries and bool(version.questions or any(":" in key for key in version.notes))


def _whole(content: Content) -> dict[str, Facts]:
    """All that a version says beside its text, key by key."""
    plain = {
        key: ((key, text.replace(", ", "\n") if key in _SEVERAL else text),)
        for key, text in content.notes.items()
        if ":" not in key
    }
    return plain | content.entries


def _entries(old: Content, new: Content) -> Iterator[EntryChange]:
    """What changed, in the order of the new version; what is gone comes last of its sort."""
    labels = {**old.labels, **new.labels}
    groups: dict[str, tuple[dict[str, Facts], dict[str, Facts]]] = {}
    for side, version in ((1, new), (0, old)):
        for key, facts in _whole(version).items():
            groups.setdefault(_sort(key), ({}, {}))[side][key] = facts
    found = twins(old, new)
    for sort, (before, after) in groups.items():
        was = {key: key for key in after if key in before} if sort != "update" else {}
        was |= {key: old_key for key, old_key in found.items() if key in after}
        for key, facts in after.items():
            if key not in was or before[was[key]] != facts:
                yield _entry(key, before[was[key]] if key in was else None, facts, labels)
        still = set(was.values())
        yield from (_entry(key, facts, None, labels) for key, facts in before.items() if key not in still)


def _entry(key: str, old: Facts | None, new: Facts | None, labels: dict[str, str]) -> EntryChange:
    """An entry in two versions, either None where there was or is none."""
    sort = _sort(key)
    was, now = dict(old or ()), dict(new or ())
    how: How = "new" if old is None else "gone" if new is None else "changed"
    name = "" if how == "changed" else NAME_OF.get(sort, "")
    facts = [
        FactChange(each, was.get(each, ""), now.get(each, ""))
        for each in dict.fromkeys([*now, *was])
        if each != name and was.get(each) != now.get(each)
    ]
    label = labels.get(key, "") if sort in NAME_OF else ""
    return EntryChange(sort=sort, key=key.partition(":")[2], name=label, how=how, facts=tuple(facts))


def _by_digests(old: Content, new: Content, changed: Changes) -> Iterator[EntryChange]:
    """What changed where the old version is only known by its digests: what is new or gone, and the status of
    questions; of the others what they say now."""
    whole = _whole(new)
    questions = [f"question:{key}" for key in (*changed.answered, *changed.opened, *changed.questions)]
    before = old.notes.keys() | {f"question:{key}" for key in old.questions}
    for key in [key for key in (*changed.notes, *questions) if key != FACTS]:
        if key not in whole:
            yield EntryChange(_sort(key), key.partition(":")[2], "", "gone")
            continue
        entry = _entry(key, None, whole[key], new.labels)
        if key in before:
            status, _rest = old.questions.get(entry.key, ("", "")) if entry.sort == "question" else ("", "")
            facts = [replace(fact, old=status) if fact.key == "status" else fact for fact in entry.facts]
            facts = [fact for fact in facts if fact.old != fact.new]
            entry = replace(entry, how="changed", facts=tuple(facts), is_known=False)
        yield entry


def _sort(key: str) -> str:
    return key.partition(":")[0]


def words(old: str, new: str) -> Words:
    """A text in two versions, as stretches that were kept, removed and added.

    `The talks failed.` and `The talks did not fail.`: kept `The talks `, removed `failed`, added `did not fail`, kept
    `.`. What is kept between two changes and has no whole word of its own goes with them: they read as one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _MOST_TOKENS or len(after) > _MOST_TOKENS:
        before, after = [old], [new]
    found: list[tuple[Kind, str]] = []
    removed = added = ""
    found_steps = steps(before, after)
    for number, (tag, first, last, begin, end) in enumerate(found_steps):
        gone, came = "".join(before[first:last]), "".join(after[begin:end])
        is_between = 0 < number < len(found_steps) - 1
        if tag != "equal" or (is_between and not any(map(str.isalnum, gone))):
            removed, added = removed + gone, added + came
            continue
        _put(found, "removed", removed)
        _put(found, "added", added)
        _put(found, "kept", gone)
        removed = added = ""
    _put(found, "removed", removed)
    _put(found, "added", added)
    return tuple(found)


def word_by_word(old: str, new: str) -> Words:
    """Two short texts compared by their words; nothing where they have less than half of these in common, so that the
    one and then the other is easier to read."""
    compared = words(old, new)
    kept = sum(len(text) for kind, text in compared if kind == "kept" and text.strip())
    return compared if 2 * kept >= max(len(old), len(new), 1) else ()


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[TextChange]:
    """The paragraphs that changed: versions of one beside each other, the others as removed or added."""
    for tag, first, last, begin, end in steps(old, new):
        if tag == "equal":
            continue
        bags = [_bag(text) for text in old[first:last]]
        at = 0  # of those that may be a version of a new one, the first
        for index in range(begin, end):
            text = new[index]
            bag = _bag(text)
            near = range(at, min(at + _NEAR, len(bags)))
            twin = next((one for one in near if _are_alike(bags[one], bag)), -1)
            for one in range(at, twin):
                yield TextChange(words(old[first + one], ""), index)
            yield TextChange(words(old[first + twin] if twin >= 0 else "", text), index)
            at = max(at, twin + 1)
        for other in old[first + at : last]:
            yield TextChange(words(other, ""), end)


def _as_it_is(text: str) -> Words:
    return (("kept", text),)


def _bag(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _are_alike(mine: set[str], others: set[str]) -> bool:
    return len(mine & others) >= _ALIKE * max(len(mine), len(others), 1)


def _put(found: list[tuple[Kind, str]], kind: Kind, text: str) -> None:
    if text:
        found.append((kind, text))
