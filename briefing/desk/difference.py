"""What differs between two versions of a brief: which pieces, and in a text which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from briefing.model.content import Content, digested
from briefing.model.value import dataclass

Kind = Literal["kept", "removed", "added"]
Words = tuple[tuple[Kind, str], ...]
"""A text in stretches: kept and removed ones together are the old text, kept and added ones the new one."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 4_000  # of a paragraph; comparing takes time by the square of it
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

    @property
    def is_of_the_story(self) -> bool:
        """Whether more changed than questions that were answered or opened."""
        return bool(self.paragraphs or self.is_shorter or self.notes or self.questions)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions word by word: `paragraphs` of the text in order, those without a change left out, and `notes`, each
    with what it is of. Where the old words are not known, everything that changed is told as it is now, as
    kept, and `is_complete` is false.
    """

    title: str
    paragraphs: tuple[Words, ...] = ()
    notes: tuple[tuple[str, Words], ...] = ()
    is_complete: bool = True


def changes(old: Content, new: Content) -> Changes:
    """How two versions differ; both in words or both in digests."""
    paragraphs: list[int] = []
    is_shorter = False
    for tag, first, last, begin, end in _opcodes(old.paragraphs, new.paragraphs):
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
    return Changes(
        paragraphs=tuple(paragraphs),
        is_shorter=is_shorter,
        notes=tuple(notes),
        answered=tuple(answered),
        opened=tuple(opened),
        questions=tuple(questions),
    )


def difference(old: Content | None, old_parts: Content, new: Content) -> Difference:
    """Two versions word by word; `old` is None where only the digests of it are known."""
    new_parts = digested(new)
    changed = changes(old_parts, new_parts)
    keys = [*changed.notes, *(f"question:{key}" for key in (*changed.answered, *changed.opened, *changed.questions))]
    title = new.notes.get("title", "")
    if old is None:
        paragraphs = tuple([_as_it_is(new.paragraphs[index]) for index in changed.paragraphs])
        notes = [(new.labels.get(key, key), _as_it_is(text)) for key in keys if (text := _note(new, key))]
        return Difference(title, paragraphs, tuple(notes), is_complete=False)
    notes = [(new.labels.get(key) or old.labels.get(key, key), words(_note(old, key), _note(new, key))) for key in keys]
    return Difference(title, tuple(_paragraphs(old.paragraphs, new.paragraphs)), tuple(notes))


def words(old: str, new: str) -> Words:
    """A text in two versions, as stretches that were kept, removed and added.

    `The talks failed.` and `The talks did not fail.`: kept `The talks `, removed `failed`, added `did not fail`, kept
    `.`.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _MOST_TOKENS or len(after) > _MOST_TOKENS:
        before, after = [old], [new]
    found: list[tuple[Kind, str]] = []
    for tag, first, last, begin, end in _opcodes(before, after):
        if tag == "equal":
            _put(found, "kept", "".join(before[first:last]))
        else:
            _put(found, "removed", "".join(before[first:last]))
            _put(found, "added", "".join(after[begin:end]))
    return tuple(found)


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Words]:
    """The paragraphs that changed: versions of one beside each other, the others as removed or added."""
    for tag, first, last, begin, end in _opcodes(old, new):
        if tag == "equal":
            continue
        left = list(old[first:last])
        for text in new[begin:end]:
            twin = next((index for index, other in enumerate(left) if _are_alike(other, text)), -1)
            for other in left[:twin] if twin > 0 else ():
                yield words(other, "")
            yield words(left[twin], text) if twin >= 0 else words("", text)
            left = left[twin + 1 :]
        for other in left:
            yield words(other, "")


def _as_it_is(text: str) -> Words:
    return (("kept", text),)


def _are_alike(one: str, other: str) -> bool:
    mine, others = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return len(mine & others) >= _ALIKE * max(len(mine), len(others), 1)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _put(found: list[tuple[Kind, str]], kind: Kind, text: str) -> None:
    if text:
        found.append((kind, text))


def _note(content: Content, key: str) -> str:
    kind, _, name = key.partition(":")
    if kind == "question" and name in content.questions:
        status, text = content.questions[name]
        return f"{status} · {text}"
    return content.notes.get(key, "") if kind != "question" else ""
