"""Links that are none, since a bracket of theirs is missing or another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.check.rule import Around, Finding, SourceLines, rule
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import fold
from briefing.parse.inline import MENTION

_OPENING = r"\[[ ]?\[|[\uff3b\u3010\u3014]{2}|\["
_CLOSING = r"[\]\uff3d\u3011\u3015][ ]?[\]\uff3d\u3011\u3015]|\)\)|\}\}|\]"
_INSIDE = r"[^\[\](){}|\uff5c\uff3b-\uff3d\u3010\u3011\u3014\u3015\n]"
_LINK = (
    rf"(?<!\[)(?P<open>{_OPENING})[ ]?(?P<id>{_INSIDE}{{1,80}}(?:\n[ ]+{_INSIDE}{{1,80}})?)"
    rf"(?:[|\uff5c](?P<shown>{_INSIDE}{{0,80}}))?(?P<close>{_CLOSING})(?![\](\[:])"
)
_HALF = r"\[\[[ ]?(?P<rest>[^\[\]\n]{1,160})(?P<close>\]\](?!\]))?|(?<![^\s(])(?P<behind>[^\[\]\n]{1,160})\]\]"
"""A bracket of a link without the other one, or a link in which a bar parts nothing."""
_WORDS = 5
"""A name of more words is not looked for behind a bracket that is never closed."""
_WIDE = ("\uff3b", "\u3010", "\u3014")


@rule("B214", "warning")
def broken_link(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a `[[link]]` is none, since a bracket of it is missing or another one

    What stands there is shown as it is. A link stands on one line between two square brackets on either side, which
    nothing parts.

    Bad:

        title: Talks
        actors: [nato]
        body: |
          [[nato] met.

    Good:

        title: Talks
        actors: [nato]
        body: |
          [[nato]] met.
    """
    if not brief.blocks or not _has_odd_brackets(source.text):
        return
    leads = leading(brief, desk)
    whole = {found.start() for found in MENTION.finditer(source.text)}
    for found in re.compile(_LINK).finditer(source.text, source.body_start(brief)):
        opening, closing = found["open"], found["close"]
        if opening == "[[" and closing == "]]" and "\n" not in found["id"]:
            continue
        if len(opening) == 1 and (closing[0] in ")}" or len(closing) == 1):
            continue
        start, end = found.span()
        whole.add(start)
        if len(opening) == 1 and source.count_before("[", start) > source.count_before("]", start):
            continue
        name = next((one for one in _joined(found["id"]) if leads(one)), "")
        if not name or source.is_in_code(brief, start):
            continue
        better = f"[[{name}|{found['shown']}]]" if found["shown"] else f"[[{name}]]"
        how = "a link stands on one line" if "\n" in found["id"] else f"write `{better}`"
        yield Finding(f"`{' '.join(found[0].split())}` is no link; {how}", source.span(start, end), better)
    for found in re.compile(_HALF).finditer(source.text, source.body_start(brief)):
        half = _half(found, leads) if found.start() not in whole else None
        if half and not source.is_in_code(brief, found.start()):
            at, end, better = half
            written = source.text[at:end]
            yield Finding(f"`{written}` is no link; write `{better}`", source.span(at, end), better)


def _half(found: re.Match[str], leads: Callable[[str], bool]) -> tuple[int, int, str] | None:
    """Where a link stands of which half is missing, and what it was to be; None where nothing is known by its name."""
    if found["behind"]:
        words = list(re.finditer(r"\S+", found["behind"]))
        for word in words[-_WORDS:]:
            name = found["behind"][word.start() :].strip()
            if leads(name):
                return found.start("behind") + word.start(), found.end(), f"[[{name}]]"
        return None
    name, bar, shown = (part.strip() for part in found["rest"].partition("|"))
    if found["close"]:
        parts = [part.strip() for part in found["rest"].split("|") if part.strip()]
        known = next((part for part in parts if leads(part)), "")
        others = [part for part in parts if part != known]
        better = f"[[{known}|{others[0]}]]" if others else f"[[{known}]]"
        return (*found.span(), better) if bar and known else None
    if bar:
        shown = re.match(r"[\w'’.-]*\w|", shown)[0]  # type: ignore[index]
        end = found.start("rest") + found["rest"].index("|") + 1 + len(shown)
        return (found.start(), end, f"[[{name}|{shown}]]") if shown and leads(name) else None
    ends = [word.end() for word in re.finditer(r"[\w.'’-]*\w", found["rest"])][:_WORDS]
    for end in reversed(ends):
        name = found["rest"][:end].strip()
        if leads(name):
            return found.start(), found.start("rest") + end, f"[[{name}]]"
    return None


def _has_odd_brackets(text: str) -> bool:
    """Whether some brackets of a text are not those of a link that is whole."""
    opened = text.count("[[")
    if opened != text.count("]]") or (opened and opened != sum(1 for _ in MENTION.finditer(text))):
        return True
    return "[ [" in text or (not text.isascii() and any(mark in text for mark in _WIDE))


def _joined(written: str) -> list[str]:
    """What stands in a link, which may go on in another line."""
    words = [part.strip() for part in written.split("\n")]
    return [" ".join(words), "".join(words)]


def leading(brief: Brief, desk: Around) -> Callable[[str], bool]:
    """Whether a link of a name leads somewhere. The brief's own names are folded once: a file may have a cast of
    thousands and links of tens of thousands."""
    own: tuple[Actor | Venue, ...] = (*brief.actors, *brief.venues)
    keys = {one.key for one in own}
    names = {fold(name) for one in own for name in (one.name, *one.aliases)}
    registry = desk.registry

    def leads(name: str) -> bool:
        return (
            name in keys
            or name in registry.actors
            or name in registry.venues
            or (folded := fold(name)) in names
            or folded in desk.names
            or bool(desk.story_named(name))
        )

    return leads
