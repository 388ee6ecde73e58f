"""What changed in a story, in words: the same on screen and in print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.model.content import NAME_OF
from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.revision import Difference, EntryChange, FactChange
from briefing.model.when import WhenError, parse_when

_NOUNS = {"event": "event", "claim": "claim", "source": "source", "update": "update", "question": "question"}
_LISTS = ("who", "about", "aliases", "weak", "forms", "tags", "follows")
_SORTS = (*_NOUNS, "actor", "venue")
_SHORT = 160  # characters of prose that a line tells before and after
_DATES = ("date", "when", "asked", "due", "answered", "published", "at")
_IDS = ("where", "who", "by", "about", "for", "source", "answered_by", "follows")
REWORDED = ("renamed", "reworded")
"""What is said beside an entry that is called otherwise now."""
PROSE = ("title", "summary", "name", "say", "ask", "answer", "note", "position", "role", "hypotheses")
"""The keys whose text is compared word by word; of the others it is told what stood there and what does now."""


def called(entry: EntryChange) -> tuple[str, str, str]:
    """What is before the name of an entry, the name, and what is behind it: `new question: `, `Will it hold?`, nothing;
    nothing, `Vladimir Putin`, ` no longer listed`. Of a text of the story itself only its key, as the name.
    """
    noun = _NOUNS.get(entry.sort, "")
    if entry.sort in ("actor", "venue"):
        behind = {"new": " newly listed", "gone": " no longer listed"}.get(entry.how, "")
        return "", entry.name or entry.key, behind
    if not noun:
        return "", entry.sort.replace("_", " "), ""
    name = entry.name or entry.key
    before = {"new": f"new {noun}: ", "gone": f"{noun} taken out: ", "changed": "update: " if noun == "update" else ""}
    return before[entry.how], name, ""


def label(entry: EntryChange, fact: FactChange) -> str:
    """What a key of an entry is called beside it; empty where the entry's name has said it."""
    if fact.key == entry.sort:
        return ""
    if entry.how == "changed" and entry.sort in NAME_OF and fact.key == NAME_OF[entry.sort]:
        return "renamed" if fact.key == "name" else "reworded"
    return fact.key.replace("_", " ")


def shown_facts(entry: EntryChange) -> tuple[FactChange, ...]:
    """What is told of an entry's keys: nothing of one that is gone, and not that a new question is open."""
    if entry.how == "gone" and entry.sort in _SORTS:
        return ()
    return tuple([fact for fact in entry.facts if not (entry.how == "new" and fact.new == "open")])


def both(fact: FactChange, names: Mapping[str, str]) -> tuple[str, str]:
    """What stood and stands under a key, in words: dates as they are read, names for ids, several with commas. Of two
    days of a year only the second one says which; of two lists only what the other has not.
    """
    if fact.key in _LISTS and fact.old and fact.new:
        return _besides(fact.old, fact.new, names, fact.key), _besides(fact.new, fact.old, names, fact.key)
    old, new = (_in_words(fact.key, text, names) for text in (fact.old, fact.new))
    if fact.key in _DATES and old and new:
        rest, _blank, year = old.rpartition(" ")
        if rest and year.isdigit() and len(year) == 4 and new.endswith(f" {year}"):
            old = rest
    return old, new


def parts(fact: FactChange, names: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """Of a key with several values those that are gone and those that came, each behind its word; None of others."""
    if fact.key not in _LISTS or not (fact.old and fact.new):
        return None
    gone, come = both(fact, names)
    return tuple([part for part in (("without ", gone), ("with ", come)) if part[1]]) or (("", "in another order"),)


def _besides(text: str, other: str, names: Mapping[str, str], key: str) -> str:
    """The values of a list that another has not."""
    known = set(other.split("\n"))
    return _in_words(key, "\n".join([line for line in text.split("\n") if line not in known]), names)


def _in_words(key: str, text: str, names: Mapping[str, str]) -> str:
    if key in _DATES:
        try:
            return parse_when(text).display() if text else ""
        except WhenError:
            return text
    lines = text.split("\n")
    return ", ".join([names.get(line, line) for line in lines] if key in _IDS else lines)


def said(entry: EntryChange, names: Mapping[str, str]) -> str:
    """An entry's change in one line: `Will it hold? status open -> answered, due 28 Sep -> 28 Oct 2025`."""
    name = "".join(called(entry))
    facts = ", ".join([_fact_said(entry, fact, names) for fact in shown_facts(entry)])
    between = "" if not facts else " " if entry.sort not in _SORTS or name.endswith(("?", "!", ".")) else ": "
    return one_line(f"{name}{between}{facts}")


def _fact_said(entry: EntryChange, fact: FactChange, names: Mapping[str, str]) -> str:
    if listed := parts(fact, names):
        return f"{label(entry, fact)} {', '.join([f'{word}{text}' for word, text in listed])}".strip()
    old, new = both(fact, names)
    name = label(entry, fact)
    if entry.how == "changed" and fact.key in PROSE and len(old) + len(new) > _SHORT:
        return name if name in REWORDED else f"{name} changed".strip()
    if name in REWORDED and old:
        return f"{name} from {old}"
    if not entry.is_known and not old:
        text = f"now {new}" if new else "changed"
    elif not old:
        text = new
    else:
        text = f"{old} -> {new}" if new else f"{old} taken out"
    return f"{label(entry, fact)} {text}".strip()


def sentences(difference: Difference) -> Iterator[str]:
    """All that changed, a line each: the text first, only by how many paragraphs of it."""
    if number := len(difference.paragraphs):
        yield f"text: {counted(number, 'paragraph')} changed"
    for entry in difference.entries:
        yield said(entry, difference.names)


def some(lines: Sequence[str], most: int) -> list[str]:
    """The first lines, and how many more there are."""
    return [*lines] if len(lines) <= most else [*lines[: most - 1], f"and {len(lines) - most + 1} more"]
