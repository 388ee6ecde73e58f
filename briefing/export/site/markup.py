"""The text of a brief as HTML: what it says is escaped, whatever it is, and only addresses of the web are links."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from briefing.export.site.addresses import Addresses, Kind
from briefing.model.body import Block, Mention, Run
from briefing.model.names import clean
from briefing.model.value import replace
from briefing.model.views import Story

_TAGS = {"b": "strong", "i": "em", "c": "code", "s": "s"}
_NAMED: tuple[Kind, ...] = ("actor", "venue")


def text(said: str) -> str:
    """A text as the content of an element or of an attribute."""
    return escape(clean(said))


def link(address: str, inner: str) -> str:
    """A link, where there is something to lead to; `inner` is HTML."""
    return f'<a href="{escape(address)}">{inner}</a>' if address else inner


def web(address: str, inner: str) -> str:
    """A link out of the site, to the web and to nothing else."""
    if not re.match(r"(?i)(https?://|mailto:)[^\s\x00-\x1f]", address):
        return inner
    return f'<a href="{text(address)}" rel="external nofollow noopener noreferrer">{inner}</a>'


class BodyText:
    """The body of a story, whose mentions and links lead to the pages that the site has."""

    def __init__(self, story: Story, addresses: Addresses, root: str) -> None:
        self._story, self._addresses, self._root = story, addresses, root
        self._mentions: dict[int, list[Mention]] = {}
        for one in story.brief.mentions:
            self._mentions.setdefault(one.block, []).append(one)
        self._keys = {one.key for one in story.brief.mentions}
        blocks = story.brief.blocks
        self._top = min((block.level for block in blocks if block.kind == "heading"), default=1)
        self._notes = {block.marker for block in blocks if block.kind == "footnote" and block.marker}

    def lines(self) -> Iterator[str]:
        """The blocks, each within the quotations and the lists around it."""
        around: list[str] = []  # the elements that are open: `blockquote`, `ul`, `ol`
        for number, block in enumerate(self._story.brief.blocks):
            quotes = around.count("blockquote")
            if quotes != block.quote:
                yield _closed(around, 0)
                yield "<blockquote>" * block.quote
                around += ["blockquote"] * block.quote
            is_next = bool(block.marker) and len(around) >= block.quote + block.depth > block.quote
            yield _closed(around, block.quote + block.depth)
            if is_next:
                yield "</li><li>"
            while len(around) < block.quote + block.depth:
                kind = "ol" if block.marker[:1].isdecimal() else "ul"
                start = re.match(r"\d{1,9}", block.marker)
                yield f'<ol start="{int(start[0])}"><li>' if start and kind == "ol" else f"<{kind}><li>"
                around.append(kind)
            yield self._block(block, number)
        yield _closed(around, 0)

    def _block(self, block: Block, number: int) -> str:
        if block.kind == "rule":
            return "<hr>"
        if block.kind == "code":
            return f'<pre tabindex="0"><code>{text(block.text)}</code></pre>'
        if block.kind == "table":
            return self._table(block)
        inner = self._runs(block.runs, self._mentions.get(number, ()))
        if block.kind == "heading":
            level = min(6, block.level - self._top + 2)
            return f'<h{level} dir="auto">{inner}</h{level}>'
        if block.kind == "footnote" and block.marker:
            note = text(block.marker)
            return f'<p class="note" id="note-{note}" dir="auto"><strong>{note}</strong> {inner}</p>'
        box = {"[ ]": "☐ ", "[x]": "☑ "}.get(block.marker, "")
        return f'<p dir="auto">{box}{inner}</p>'

    def _table(self, block: Block) -> str:
        rows = [
            "".join(f'<{tag} dir="auto">{self._runs(cell, ())}</{tag}>' for cell in cells)
            for tag, cells in zip(["th", *["td"] * len(block.rows)], block.rows, strict=False)
        ]
        return f'<div class="wide" tabindex="0"><table>{"".join(f"<tr>{row}</tr>" for row in rows)}</table></div>'

    def _runs(self, runs: Iterable[Run], mentions: Sequence[Mention]) -> str:
        """Runs, with links where names stand in those that are none."""
        made: list[str] = []
        waiting = deque(sorted(mentions, key=lambda one: one.start))
        at = 0
        for run in _joined(runs):
            here, end = at, at + len(run.text)
            if run.href or run.link or "f" in run.marks:
                made.append(self._linked(run))
                here = end
            while waiting and waiting[0].start < end:
                one = waiting[0]
                start, stop = max(one.start, here), min(one.end, end)
                if start < stop:
                    made.append(_styled(run.text[here - at : start - at], run.marks))
                    name = _styled(run.text[start - at : stop - at], run.marks)
                    made.append(link(self._page(one.kind, one.key), name))
                    here = stop
                if one.end > end:  # it goes on in the next run
                    break
                waiting.popleft()
            made.append(_styled(run.text[here - at :], run.marks))
            at = end
        return "".join(made)

    def _linked(self, run: Run) -> str:
        if "f" in run.marks:
            label = run.text.strip("[]^")
            return f"<sup>{link(f'#note-{label}' if label in self._notes else '', text(label))}</sup>"
        if run.href:
            return web(run.href, _styled(run.text, run.marks))
        if story := self._story.links.get(run.link):
            title = story.title if run.text == run.link else run.text
            return link(self._page("story", story.id), _styled(title, run.marks))
        kind: Kind | None = next(
            (kind for kind in _NAMED if run.link in self._keys and self._page(kind, run.link)), None
        )
        return link(self._page(kind, run.link) if kind else "", _styled(run.text, run.marks))

    def _page(self, kind: Kind, key: str) -> str:
        address = self._addresses.of(kind, key)
        return f"{self._root}{address}" if address else ""


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs in one manner as one run: a name may go over the end of a line in the file."""
    for _manner, group in groupby(runs, lambda run: (run.marks, run.href, run.link)):
        same = list(group)
        yield replace(same[0], text="".join([run.text for run in same])) if len(same) > 1 else same[0]


def _closed(around: list[str], kept: int) -> str:
    """Close the elements behind the first `kept`, the innermost first."""
    ends = [f"</{name}>" if name == "blockquote" else f"</li></{name}>" for name in reversed(around[kept:])]
    del around[kept:]
    return "".join(ends)


def _styled(said: str, marks: str) -> str:
    made = text(said).replace("\n", "<br>")
    for mark, tag in _TAGS.items():
        if made and mark in marks:
            made = f"<{tag}>{made}</{tag}>"
    return made
