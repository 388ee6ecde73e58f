"""What differs between two versions of a page's paragraphs, each told by what it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefing.model.shown import ShownMark, ShownPart
from briefing.model.value import dataclass

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_APART = re.compile(r" · |\s{2,}")
_PROGRESS = re.compile(r"\d %")
"""How much of a page is read, in a bar."""
_MOST_TOKENS = 2_000
"""Words of a paragraph that are compared one by one; comparing takes time by the square of it."""
_MOST_STRETCHES = 4
"""Stretches of a paragraph that are told one by one; where more changed, the whole is told."""
_ALIKE = 0.4
"""The share of words that two paragraphs must have in common to be versions of one."""
_LONG = 160
"""Characters of a quoted text, after which it is cut."""
_BEFORE = 40
"""Characters that are quoted before a difference that lies far inside a text."""
_NAMED = {
    "title": "the title", "date": "the date", "status": "the status", "summary": "the summary", "tags": "the tags",
    "follows": "what it follows",
}  # fmt: skip
_ENTITIES = {"actor": "actor", "venue": "place", "story": "story", "question": "question"}


@dataclass(frozen=True, slots=True)
class SightChange:
    """A change in words. Two of the same `about` are one change that shows in two places. One that `is_slight` follows
    from another (how much of a longer page is read), and is worth telling only where there is no other.
    """

    about: tuple[object, ...]
    says: str
    is_slight: bool = False


def quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONG else f'{text[: _LONG - 1]}…'}”"


def beside(name: str, old: str, new: str) -> str:
    """Another number, or what stands in a number's place."""
    if not (old and new):
        return f"{quoted(new or old)} beside {name} is {'new' if new else 'gone'}"
    return f"beside {name} stands {reworded(old, new)}"


def reworded(old: str, new: str) -> str:
    """`“new” now, “old” before`, with a word on what came and can't be heard: wide characters, other blanks."""
    if quoted(old) == quoted(new):
        if old.split() != new.split():  # they differ behind the cut
            first = next(at for at in range(_LONG, len(old) + len(new)) if old[:at] != new[:at])
            at = max(first - _BEFORE, 0)
            return reworded(f"…{old[at:]}", f"…{new[at:]}")
        return f"{quoted(new)} with other blanks: {_blanks(new, old)} now, {_blanks(old, new)} before"
    wide = "".join(dict.fromkeys([char for char in new if _is_wide(char) and char not in old]))
    note = f", with characters two cells wide ({wide})" if wide else ""
    return f"{quoted(new)} now, {quoted(old)} before{note}"


def _blanks(text: str, other: str) -> str:
    """The blanks of the first stretch that is not the same in the other text, by their names in Unicode."""
    mine, theirs = re.findall(r"\s+", text), re.findall(r"\s+", other)
    blanks = next((one for one, two in zip(mine, theirs, strict=False) if one != two), "")
    return " and ".join([unicodedata.name(char, f"U+{ord(char):04X}").lower() for char in blanks]) or "none"


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def part_changes(old: Sequence[ShownPart], new: Sequence[ShownPart], is_bar: bool = False) -> Iterator[SightChange]:
    """All that changed, in the order of the new version. With `is_bar` there are no paragraphs but things of a bar."""
    pairs, gone, come = _paired(old, new)
    for before, after in pairs:
        if before != after:
            yield from _of_pair(before, after, is_bar)
    still = [part for part in gone if part.text in {other.text for other in come}]
    for part in still:
        above = _above(new, part.text)
        yield SightChange(("moved", part.text), f"{_name(part)} stands {above} now")
    moved = {part.text for part in still}
    for part in gone:
        if part.text not in moved:
            yield SightChange(("gone", _about(part)), f"{_name(part)} is gone{_with(part, 'led')}")
    for part in come:
        if part.text not in moved:
            yield SightChange(
                ("new", _about(part)), f"{_name(part)} is new{_wide_note(part.text)}{_with(part, 'leads')}"
            )


def _above(parts: Sequence[ShownPart], text: str) -> str:
    at = next(index for index, part in enumerate(parts) if part.text == text)
    return f"below {quoted(parts[at - 1].text)}" if at else "first of all"


def _about(part: ShownPart) -> str:
    return next((mark.to for mark in part.marks if mark.to), "") or part.text


def _with(part: ShownPart, verb: str) -> str:
    """Where what is told of leads or led, where its words do not say so."""
    marks = [mark for mark in part.marks if mark.to and not _entity(part) and not mark.to.startswith("command ")]
    return f"; {quoted(marks[0].text)} {verb} to `{marks[0].to}`" if marks else ""


def _wide_note(text: str) -> str:
    wide = "".join(dict.fromkeys(filter(_is_wide, text)))
    return f", with characters two cells wide ({wide})" if wide else ""


Pairs = list[tuple[ShownPart, ShownPart]]


def _paired(old: Sequence[ShownPart], new: Sequence[ShownPart]) -> tuple[Pairs, list[ShownPart], list[ShownPart]]:
    """The versions of one paragraph beside each other, and those that are only in the old or in the new one."""
    twins: dict[int, int] = {}
    matcher = SequenceMatcher(None, [_core(part) for part in old], [_core(part) for part in new], autojunk=False)
    blocks = matcher.get_opcodes()
    for tag, first, last, begin, _end in blocks:
        if tag == "equal":
            twins |= {begin + step: first + step for step in range(last - first)}
    left = [at for at in range(len(old)) if at not in twins.values()]
    for name in (_own_key, _first_target):
        by_name = {name(old[at]): at for at in reversed(left) if name(old[at])}
        for at, part in enumerate(new):
            if at not in twins and (twin := by_name.pop(name(part), None)) is not None:
                twins[at] = twin
                left.remove(twin)
    for tag, first, last, begin, end in blocks:
        if tag == "replace":
            for at in [index for index in range(begin, end) if index not in twins]:
                rest = [other for other in left if first <= other < last]
                twin = next((other for other in rest if _are_alike(old[other].text, new[at].text)), None)
                if twin is not None:
                    twins[at] = twin
                    left.remove(twin)
    pairs = [(old[twins[at]], new[at]) for at in sorted(twins)]
    return pairs, [old[at] for at in left], [part for at, part in enumerate(new) if at not in twins]


def _core(part: ShownPart) -> tuple[str, str]:
    """What of a paragraph tells that it is the same: its text, where that is a name with where it leads."""
    return part.text, _first_target(part)


def _own_key(part: ShownPart) -> str:
    """The key that a paragraph has for itself; the place of a text's paragraph is another one when one is put in."""
    return next((key for key in part.keys if not key.startswith(("text", "heading", "update"))), "")


def _first_target(part: ShownPart) -> str:
    """What a line of a list leads to; a text leads to many things."""
    if any(key.startswith("text") for key in part.keys):
        return ""
    return next((mark.to for mark in part.marks if mark.to), "") if part.sign or len(part.marks) == 1 else ""


def _are_alike(one: str, other: str) -> bool:
    mine, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(mine & others) >= _ALIKE * max(len(mine), len(others), 1)


def _entity(part: ShownPart) -> str:
    """The thing that a line of a list is about: `actor `nato``."""
    kind, _blank, key = _first_target(part).partition(" ")
    return f"{_ENTITIES[kind]} `{key}`" if kind in _ENTITIES and not _own_key(part) else ""


def _name(part: ShownPart) -> str:
    """A paragraph for people."""
    key = next(iter(part.keys), "")
    sort, _colon, _own = key.partition(":")
    if sort in _NAMED:
        return f"{_NAMED[sort]} {quoted(part.text)}" if sort == "title" else _NAMED[sort]
    if sort == "text":
        return f"the paragraph {quoted(part.text)}"
    if sort == "heading":
        return f"the heading {quoted(part.text)}"
    if sort in ("question", "event", "claim", "source", "update"):
        facts = _APART.split(part.text)
        is_dated = sort == "event" and len(facts) > 1 and _sort(facts[0]) == "the date is "
        return f"the {sort} {quoted(facts[is_dated])}"
    return f"{_entity(part)} ({quoted(part.text)})" if _entity(part) else quoted(part.text)


def _of_pair(old: ShownPart, new: ShownPart, is_bar: bool) -> Iterator[SightChange]:
    """What is another of one paragraph: what it says, how it is marked, where it leads."""
    if is_bar and _is_shortened(old.text, new.text):
        return
    name = _name(new)
    entity = _entity(new) or name
    if old.text != new.text:
        yield from _of_text(old, new, is_bar)
    if old.sign != new.sign and (old.sign or new.sign):
        says = f"{entity} is marked “{new.sign or 'nothing'}” now, “{old.sign or 'nothing'}” before"
        yield SightChange(("sign", _about(new), new.sign), says)
    elif old.role != new.role:
        says = f"{entity} has the colour role {_role(new.role)} now, {_role(old.role)} before"
        yield SightChange(("role", _about(new), new.role), says)
    if not is_bar or old.text == new.text:
        yield from _of_marks(old, new)


def _is_shortened(old: str, new: str) -> bool:
    """Whether a thing of a bar has more room or less, and else is the same: `5 Timeline`, `5`."""
    shorter, longer = sorted((old, new), key=len)
    return shorter != longer and longer.startswith(f"{shorter} ")


def _role(role: str) -> str:
    return f"`{role}`" if role else "of plain text"


# Texts


def _of_text(old: ShownPart, new: ShownPart, is_bar: bool) -> Iterator[SightChange]:
    name, sort = _name(new), next(iter(new.keys), "").partition(":")[0]
    if sort == "title":
        yield SightChange(("name", old.text, new.text), f"the title is {reworded(old.text, new.text)}")
    elif is_bar:
        is_slight = all(map(_PROGRESS.search, (old.text, new.text)))
        yield SightChange(("bar", old.text, new.text), reworded(old.text, new.text), is_slight)
    elif _entity(old) and _entity(new):
        yield from _of_listed(old, new)
    elif sort == "heading":
        yield SightChange(("heading", old.text, new.text), f"the heading is {reworded(old.text, new.text)}")
    elif sort in ("date", "event", "source") or (sort in ("question", "") and _APART.search(f"{old.text}{new.text}")):
        yield from _of_segments("" if sort == "date" else name, old.text, new.text)
    else:
        key = next(iter(new.keys), "")
        name = f"paragraph {int(key[5:]) + 1}" if re.fullmatch(r"text:\d+", key) else name.partition(" “")[0]
        yield from _of_words(name, old.text, new.text)


def _of_listed(old: ShownPart, new: ShownPart) -> Iterator[SightChange]:
    """A line of a list: another name of the same thing, or another thing, or another number or fact beside it."""
    was, now = (next(mark.text for mark in part.marks if mark.to) for part in (old, new))
    if _entity(old) != _entity(new):
        says = f"{_entity(new)} ({quoted(now)}) stands where {_entity(old)} ({quoted(was)}) stood"
        yield SightChange(("name", _first_target(old), _first_target(new)), says)
    elif was != now:
        yield SightChange(("name", was, now), f"{_entity(new)} is called {reworded(was, now)}")
    before, after = (part.text.replace(mark, "", 1) for part, mark in ((old, was), (new, now)))
    yield from _of_segments(_entity(new), before, after)


def _of_segments(name: str, old: str, new: str) -> Iterator[SightChange]:
    """Facts in a row, told one by one."""
    before, after = ([fact for fact in _APART.split(text.strip()) if fact] for text in (old, new))
    gone, come = ([*(Counter(one) - Counter(two)).elements()] for one, two in ((before, after), (after, before)))
    of = f"of {name}, " if name else ""
    for number in range(max(len(gone), len(come))):
        was = gone[number] if number < len(gone) else ""
        now = come[number] if number < len(come) else ""
        if f"{was}{now}".isdigit():
            yield SightChange(("count", name, was, now), beside(name, was, now))
        elif was and now:
            yield SightChange(("facts", was, now), f"{of or _sort(now)}{reworded(was, now)}")
        else:
            yield SightChange(("facts", was, now), f"{of}{quoted(was or now)} is {'gone' if was else 'new'}")


def _sort(fact: str) -> str:
    """What a fact of a story's head is, as far as it can be told."""
    if re.fullmatch(r"\d+ min", fact):
        return "the reading time is "
    if fact in ("developing", "settled", "retracted"):
        return "the status is "
    return "the date is " if re.search(r"\b\d{4}\b", fact) else ""


def _of_words(name: str, old: str, new: str) -> Iterator[SightChange]:
    """A running text, by the stretches that are others."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    stretches: list[tuple[str, str]] = []
    if max(len(before), len(after)) <= _MOST_TOKENS and _are_alike(old, new):
        stretches = _stretches(before, after)
    where = f"{name}: " if name else ""
    if not 0 < len(stretches) <= _MOST_STRETCHES:
        yield SightChange(("words", old, new), f"{where}the text is {reworded(old, new)}")
        return
    for was, now in stretches:
        if was and now:
            says = reworded(was, now)
        else:
            says = f"{quoted(was or now)} is {'gone' if was else 'new'}{_wide_note(now)}"
        yield SightChange(("words", was, now), f"{where}{says}")


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """What changed, each with its old and its new words; changes that only a blank or a sign parts are one."""
    found: list[tuple[str, str]] = []
    is_open = False
    between = ""
    for tag, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[first:last]), "".join(new[begin:end])
        if tag == "equal":
            between = gone
            is_open = is_open and not any(map(str.isalnum, gone))
        elif is_open:
            was, now = found[-1]
            found[-1] = (f"{was}{between}{gone}", f"{now}{between}{come}")
        else:
            found.append((gone, come))
            is_open = True
    return [(was.strip(), now.strip()) for was, now in found]


# Marks


def _of_marks(old: ShownPart, new: ShownPart) -> Iterator[SightChange]:
    """Mentions that were lost or found, that lead elsewhere, that have another role, that the cursor is on."""
    was, now = list(old.marks), list(new.marks)
    for mark in [*was]:
        if mark in now:
            was.remove(mark)
            now.remove(mark)
    for mark in [*was]:
        twin = next((other for other in now if other.text == mark.text), None)
        if twin:
            was.remove(mark)
            now.remove(twin)
            yield from _of_mark(mark, twin)
    still = {mark.to for mark in new.marks}
    for mark in was:
        if mark.to and mark.text not in new.text and mark.to not in still and not _first_target(old):
            yield SightChange(("lost", mark.to, mark.text), f"with {quoted(mark.text)} went the mention of `{mark.to}`")
        elif mark.to and mark.text in new.text:
            yield SightChange(
                ("lost", mark.to, mark.text), f"{quoted(mark.text)} is no mention of `{mark.to}` any more"
            )
        elif mark.role and not mark.to and mark.text in new.text:
            yield SightChange(
                ("role", mark.text), f"{quoted(mark.text)} has the colour role of plain text now, `{mark.role}` before"
            )
    for mark in now:
        if mark.to and mark.text in old.text:
            yield SightChange(("found", mark.to, mark.text), f"{quoted(mark.text)} is a mention of `{mark.to}` now")
        elif mark.role and not mark.to and mark.text in old.text:
            yield SightChange(
                ("role", mark.text), f"{quoted(mark.text)} has the colour role `{mark.role}` now, of plain text before"
            )


def _of_mark(old: ShownMark, new: ShownMark) -> Iterator[SightChange]:
    if old.to != new.to:
        was, now = (f"`{mark.to}`" if mark.to else "nothing" for mark in (old, new))
        yield SightChange(("to", old.to, new.to), f"{quoted(new.text)} leads to {now} now, to {was} before")
    if old.role != new.role:
        says = f"{quoted(new.text)} has the colour role {_role(new.role)} now, {_role(old.role)} before"
        yield SightChange(("role", new.to or new.text, new.role), says)
    if old.is_here != new.is_here:
        yield SightChange(
            ("here", new.text), f"the cursor is {'on' if new.is_here else 'not any more on'} {quoted(new.text)}"
        )
