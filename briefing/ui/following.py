"""A file that somebody writes in an editor while its page is read: what it says, what is wrong with it, and which part
of the page shows a place of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from briefing.model.clock import Clock
from briefing.model.cursor_channel import Listener
from briefing.model.edited import changed_lines, line_before
from briefing.model.files import read
from briefing.model.place import Place
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import dataclass
from briefing.model.views import Story
from briefing.parse.read_table import is_markdown
from briefing.ui.pages.story import anchor_of

if TYPE_CHECKING:
    from briefing.check.rule import Known
    from briefing.desk.checking import Checker
    from briefing.model.brief import Brief
    from briefing.parse.text import Text

_KEY = re.compile(r"""["']?([A-Za-z][\w-]*)["']?[ \t]*:""")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What of a story's page shows a place of its file: an anchor of the page, or nothing, and code points of the text
    of its paragraph. `listed` is whom an entry there lists, for the margin."""

    anchor: str = ""
    offset: int = 0
    listed: Place | None = None


class Manuscript:
    """A file of a desk, relative to its root. Its methods block, and may be called in any thread."""

    def __init__(self, root: Path, file: str, clock: Clock, runtime: Path | None = None) -> None:
        """`runtime` is where a language server finds who follows."""
        self.file = file
        self.text: Text | None = None
        """As it was read last; None where there is no such file."""
        self._root, self._clock, self._runtime = root, clock, runtime
        self._shown: Text | None = None
        self._checking = Lock()
        self._last: Checker | None = None
        self._others: list[Known] | None = None

    def listen(self) -> Listener | None:
        """Hear of an editor's cursor from now on; None where that can't be, and only what is saved is followed."""
        try:
            return Listener(self._runtime, self._root / self.file) if self._runtime else None
        except OSError:
            return None

    def read(self) -> list[int]:
        """Read the file; which of its lines, from 1, are others than those that the page shows. None are where it is
        gone, and before anything is shown."""
        from briefing.parse.text import decode, limit_of

        try:
            data = read(self._root / self.file, limit_of(self.file) + 1)
        except OSError:
            self.text = None
            return []
        self.text = decode(data, self.file)
        if self._shown is None:
            return []
        return [line + 1 for line in changed_lines(self._shown.lines, self.text.lines)]

    def show(self) -> None:
        """The page shows what the file says."""
        self._shown = self.text or self._shown

    def as_shown(self, line: int) -> int:
        """Where a line of the file stands in what the page shows, which is older as long as the file is broken."""
        if self._shown is None or self.text is None or self._shown is self.text:
            return line
        return line_before(self._shown.lines, self.text.lines, line - 1) + 1

    def glimpse(self, story: Story, line: int, column: int) -> Glimpse:
        """What of its page shows a place of what it shows."""
        return glimpse(story, self._shown, line, column) if self._shown else Glimpse()

    def check(self, changed: Collection[str]) -> tuple[Problem, ...]:
        """The errors and warnings of the file, the worst first. `changed` are files that may be others since the last
        time; of the rest it is known what the file rests on."""
        from briefing.desk.checking import Checker

        with self._checking:
            if any(file != self.file for file in changed):
                self._others = None
            checker = Checker(
                self._root, self._clock.today(), files=(self.file,), before=self._last, others=self._others
            )
            self._last = checker
            if self._others is None:
                everything = checker.glance()
                self._others = [one for one in everything if one.file != self.file]
                checker = Checker(
                    self._root, self._clock.today(), files=(self.file,), before=checker, others=self._others
                )
            found = checker.check().problems
        own = [one for one in found if one.span.file == self.file and one.severity != "info"]
        return tuple(sorted(own, key=lambda one: (-one.rank, one.span)))


def glimpse(story: Story, text: Text, line: int, column: int) -> Glimpse:
    """What of a story's page shows a line of its file and a code point in it, both from 1."""
    # in the order of the file: footnotes are shown elsewhere than they stand
    blocks = sorted((block.line, index) for index, block in enumerate(story.brief.blocks) if block.line > 0)
    key = "" if is_markdown(text.file) and blocks and line >= blocks[0][0] else _key_above(text, line)
    if key and key != "body":
        entry = _nearest(story, key, line)
        return _named(story, entry) if entry else Glimpse(anchor_of(key))
    if not blocks:
        return Glimpse()
    index = next((index for first, index in reversed(blocks) if first <= line), blocks[0][1])
    return Glimpse(anchor_of("text", str(index)), _offset(story, index, text, line, column))


def _nearest(story: Story, key: str, line: int) -> Glimpse | None:
    """The entry of a list that a line belongs to, else the one that is nearest to it."""

    def distance(entry: tuple[str, Span, Glimpse]) -> tuple[int, int]:
        first, last = entry[1].line, entry[1].end_line
        return max(first - line, line - last, 0), -first

    entries = [entry for entry in _entries(story.brief) if entry[0] == key and entry[1].line > 0]
    return min(entries, key=distance)[2] if entries else None


def _named(story: Story, entry: Glimpse) -> Glimpse:
    """An entry; of one that lists somebody, where the text names them first."""
    whom = entry.listed
    if whom is None:
        return entry
    named = next((one for one in story.brief.mentions if (one.kind, one.key) == (whom.kind, whom.key)), None)
    return Glimpse(anchor_of("text", str(named.block)), named.start, whom) if named else entry


def _entries(brief: Brief) -> Iterator[tuple[str, Span, Glimpse]]:
    """The entries of all lists, each with the key of its list."""
    for actor in brief.actors:
        yield "actors", actor.span, Glimpse(listed=Place.to("actor", actor.key))
    for venue in brief.venues:
        yield "venues", venue.span, Glimpse(listed=Place.to("venue", venue.key))
    for question in brief.questions:
        own = question.key.removeprefix(f"{brief.id}:")
        yield "questions", question.span, Glimpse(anchor_of("question", own))
    for kind, entries in (("event", brief.events), ("claim", brief.claims), ("source", brief.sources)):
        for entry in entries:
            yield f"{kind}s", entry.span, Glimpse(anchor_of(kind, entry.key))
    for number, update in enumerate(brief.updates, 1):
        yield "updates", update.span, Glimpse(anchor_of("update", str(number)))


def _key_above(text: Text, line: int) -> str:
    """The key of the file's own that a line belongs to."""
    for above in reversed(text.lines[:line]):
        if above[:1] not in (" ", "\t", "#", "-", "") and (found := _KEY.match(above)):
            return found[1]
    return ""


def _offset(story: Story, index: int, text: Text, line: int, column: int) -> int:
    """The code points of a paragraph before a place of the file."""
    line = min(line, len(text.lines))
    at = text.starts[line - 1] + column - 1
    before = offset = 0
    for run in story.brief.blocks[index].runs:
        if 0 <= run.source <= at:
            offset = before + min(at - run.source, len(run.text))
        before += len(run.text)
    return offset
