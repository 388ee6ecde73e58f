"""A story in two editions: what it says otherwise, whom it names no longer, and where that stands now."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing.check.rule import SourceLines
from briefing.desk.aligning import stayed
from briefing.desk.difference import difference
from briefing.desk.rewording import under_new_keys
from briefing.model.body import Mention
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.comparison import MentionChange, StoryComparison
from briefing.model.content import Content, content_of, digested
from briefing.model.revision import Difference, EntryChange
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse.text import Text

_OF_IDS = ("where", "who", "by", "about", "for")


def retold(old: Brief, new: Brief, text: Callable[[], Text], former: Registry, registry: Registry) -> StoryComparison:
    """What differs; `text` is the newer file's, asked for only where a place in it is to be found. `former` is the
    registry as it was, `registry` as it is."""
    before, now = _under_new_ids(content_of(old), registry.former), content_of(new)
    found = Difference(new.title) if before == now else difference(before, digested(before), now)

    def name(kind: str, key: str) -> str:
        """What an actor or a venue is called."""
        for each in (registry, former):
            known: Mapping[str, Actor | Venue] = each.actors if kind == "actor" else each.venues
            if key in known:
                return known[key].name
        return now.labels.get(f"{kind}:{key}") or before.labels.get(f"{kind}:{key}") or key

    return StoryComparison(
        brief=new,
        how="changed",
        difference=found,
        former_id=old.id if old.id != new.id else "",
        former_file=old.file if old.file != new.file else "",
        lines=_lines(found, new, text()) if found.entries else {},
        paragraph_lines=tuple([_line_of_block(new, change.index) for change in found.paragraphs]),
        mentions=tuple(_mentions(_with_new_ids(old, registry.former), new, name)),
    )


def key_of(entry: EntryChange) -> str:
    """The key of an entry among all of a version: `event:talks`, `title`."""
    return f"{entry.sort}:{entry.key}" if entry.key else entry.sort


def line_of(entry: EntryChange, span: Span, text: Callable[[], Text]) -> int:
    """The line on which an entry says what is told of it: that of the one key that changed, which is sought in the text
    of its file, else its first one."""
    if not span.line:
        return 0
    if entry.how == "changed" and len(entry.facts) == 1 and span.end_line > span.line:
        return SourceLines(text()).value_of(entry.facts[0].key, span).line
    return span.line


def _lines(found: Difference, brief: Brief, text: Text) -> dict[str, int]:
    """Where the entries that differ stand, by their keys."""
    spans = _spans(brief)
    lines = {}
    for entry in found.entries:
        key = key_of(entry)
        line = line_of(entry, spans[key], lambda: text) if key in spans else _line_of_key(entry.sort, text)
        if line and entry.how != "gone":
            lines[key] = line
    return lines


def _spans(brief: Brief) -> dict[str, Span]:
    spans = {"title": brief.title_span}
    for sort, entries in (
        ("actor", brief.actors), ("venue", brief.venues), ("event", brief.events), ("claim", brief.claims),
        ("source", brief.sources), ("question", brief.questions),
    ):  # fmt: skip
        spans |= {f"{sort}:{entry.key}": entry.span for entry in entries}
    spans |= {f"update:{number}": update.span for number, update in enumerate(brief.updates, 1)}
    return spans


def _line_of_key(key: str, text: Text) -> int:
    """The line of a key of the brief itself."""
    found = re.search(rf"^[\"']?{re.escape(key)}[\"']?[ \t]*:", text.text, re.MULTILINE)
    return text.text.count("\n", 0, found.start()) + 1 if found else 0


def _line_of_block(brief: Brief, index: int) -> int:
    return brief.blocks[min(index, len(brief.blocks) - 1)].line if brief.blocks else 0


def _under_new_ids(content: Content, former: Mapping[str, str]) -> Content:
    """A version with the ids of today for those that the registry gives as former ones."""
    if not former:
        return content
    moved = {f"{kind}:{new}": f"{kind}:{old}" for old, new in former.items() for kind in ("actor", "venue")}
    content = under_new_keys(content, moved)
    entries = {
        key: tuple([(name, _of_today(text, former) if name in _OF_IDS else text) for name, text in facts])
        for key, facts in content.entries.items()
    }
    return replace(content, entries=entries)


def _of_today(text: str, former: Mapping[str, str]) -> str:
    return "\n".join([former.get(line, line) for line in text.split("\n")])


def _with_new_ids(brief: Brief, former: Mapping[str, str]) -> Brief:
    if not former:
        return brief
    mentions = [replace(one, key=former.get(one.key, one.key)) for one in brief.mentions]
    return replace(brief, mentions=tuple(mentions))


def _mentions(old: Brief, new: Brief, name: Callable[[str, str], str]) -> Iterator[MentionChange]:
    """Who is named in the text no longer, or for the first time; and which names in a text that stayed as it was lead
    elsewhere now."""
    counts = Counter(map(_whom, old.mentions)), Counter(map(_whom, new.mentions))
    first_then, first_now = ({_whom(one): one for one in reversed(brief.mentions)} for brief in (old, new))
    blocks = _stayed(old, new)
    by_block = _by_block(old), _by_block(new)
    told = set()
    for before, after in blocks:
        was, now = by_block[0].get(before, set()), by_block[1].get(after, set())
        for whom, start, end in sorted(was ^ now, key=lambda one: one[1:]):
            told.add(whom)
            yield MentionChange(
                key=whom[1],
                name=name(*whom),
                how="lost" if (whom, start, end) in was else "found",
                text=new.blocks[after].text[start:end],
                line=new.blocks[after].line,
            )
    for whom in {**counts[0], **counts[1]}:
        if whom not in told and not counts[1][whom]:
            line = _line_of_block(new, _place_now(blocks, first_then[whom].block))
            yield MentionChange(key=whom[1], name=name(*whom), how="lost", line=line)
        elif whom not in told and not counts[0][whom]:
            line = _line_of_block(new, first_now[whom].block)
            yield MentionChange(key=whom[1], name=name(*whom), how="found", line=line)


def _whom(mention: Mention) -> tuple[str, str]:
    return mention.kind, mention.key


def _place_now(pairs: Sequence[tuple[int, int]], index: int) -> int:
    """Where a block of the old text stands in the new one, or what stands in its place; `pairs`: those that stayed."""
    number = bisect_right(pairs, index, key=lambda pair: pair[0]) - 1
    return pairs[number][1] + index - pairs[number][0] if number >= 0 else 0


def _stayed(old: Brief, new: Brief) -> list[tuple[int, int]]:
    return stayed([block.text for block in old.blocks], [block.text for block in new.blocks])


_Named = tuple[tuple[str, str], int, int]


def _by_block(brief: Brief) -> dict[int, set[_Named]]:
    """Who is named where in each block of a text that names somebody."""
    found: dict[int, set[_Named]] = {}
    for one in brief.mentions:
        found.setdefault(one.block, set()).add((_whom(one), one.start, one.end))
    return found
