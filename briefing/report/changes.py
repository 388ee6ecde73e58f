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
_LONG = 300  # of those that are read aloud
_DATES = ("date", "when", "asked", "due", "answered", "published", "at")
_IDS = ("where", "who", "by", "about", "for", "source", "answered_by", "follows")
_VERBS = {"tags": ("is {} tagged", "the tags are"), "follows": ("{} follows", "what it follows is")}
"""A story's own lists: what it does by them, and how something is said of one."""
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


def told(entry: EntryChange, names: Mapping[str, str]) -> str:
    """The same to be read aloud, where nothing tells it but words: `the event “Talks” moved from 16 to 17 May 2025`."""
    facts = [text for fact in shown_facts(entry) if (text := _told_fact(entry, fact, names))]
    name, noun = one_line(entry.name or entry.key), _NOUNS.get(entry.sort, "")
    if entry.sort in _VERBS and facts:
        return _told_list(entry.sort, entry.facts[0], names)
    if not entry.key:
        return f"the {entry.sort.replace('_', ' ')} {', '.join(facts)}"
    if not noun:
        is_listed = {"new": "is newly listed", "gone": "is listed no longer"}.get(entry.how, "")
        return f"{name}{':' if not is_listed else ''} {', '.join(filter(None, (is_listed, *facts)))}"
    if entry.how == "changed":
        renamed = next((fact.old for fact in entry.facts if fact.key == NAME_OF[entry.sort]), "")
        named = f"“{one_line(renamed)}” is now “{name}”" if renamed else f"“{name}”"
        return f"the {noun} {named}{',' if renamed and facts else ''} {', '.join(facts)}".strip()
    before = f"a new {noun}" if entry.how == "new" else f"the {noun}"
    behind = f" ({', '.join(facts)})" if facts else ""
    return f"{before}{':' if entry.how == 'new' else ''} “{name}”{behind}{' was taken out' * (entry.how == 'gone')}"


def _told_list(key: str, fact: FactChange, names: Mapping[str, str]) -> str:
    """What a story's own list has no longer and has now: `it no longer follows Talks and now follows Later`."""
    gone, come = both(fact, names)
    verb, noun = _VERBS[key]
    said = [one_line(f"{verb.format(when)} {text}") for when, text in (("no longer", gone), ("now", come)) if text]
    return f"it {' and '.join(said)}" if said else f"{noun} in another order"


def _told_fact(entry: EntryChange, fact: FactChange, names: Mapping[str, str]) -> str:
    """What is said of a key of an entry; nothing of what it is called, which is said before."""
    name = label(entry, fact)
    if name in REWORDED and entry.sort in _NOUNS:
        return ""
    if fact.key == "was" and fact.new:
        return f"id {fact.new} became {entry.key}"
    if listed := parts(fact, names):
        return one_line(f"{name} {', '.join([f'{word}{text}' for word, text in listed])}")
    old, new = (_quoted(fact.key, one_line(text)) for text in both(fact, names))
    if entry.how != "changed" and entry.sort in _SORTS:
        return f"{name} {new or old}".strip()
    if name in REWORDED and not (old and new):  # the registry has its name before, or since then
        return "is in the registry no longer" if new else "is in the registry now"
    if name in REWORDED:
        return f"is called {new} (was {old})"
    if fact.key in PROSE and len(old) + len(new) > _LONG:
        return f"{name} is reworded".strip()
    if not old and not new:
        return f"{name} changed".strip()
    if not old:
        return f"{name} {'' if entry.sort in _NOUNS else 'is now '}{new}".strip()
    if not new:
        return f"{name} {old} was taken out".strip()
    if fact.key == "status" and entry.sort in _NOUNS:
        return f"is {new} (was {old})"
    if fact.key in _DATES or fact.key == "where":
        return f"{'' if name in ('when', 'where') else name} moved from {old} to {new}".strip()
    return f"{name} {old} became {new}".strip()


def _quoted(key: str, text: str) -> str:
    """A text of the author's own between marks, so that it ends where it ends."""
    return f"“{text}”" if text and key in PROSE else text


def sentences(difference: Difference) -> Iterator[str]:
    """All that changed, a line each: the text first, only by how many paragraphs of it."""
    if number := len(difference.paragraphs):
        yield f"text: {counted(number, 'paragraph')} changed"
    for entry in difference.entries:
        yield said(entry, difference.names)


def some(lines: Sequence[str], most: int) -> list[str]:
    """The first lines, and how many more there are."""
    return [*lines] if len(lines) <= most else [*lines[: most - 1], f"and {len(lines) - most + 1} more"]
