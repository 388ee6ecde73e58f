"""One sitting in which the names of a desk are put in order, pair by pair. All of it blocks: it is asked in the
library's thread.
"""

from __future__ import annotations

from pathlib import Path

from briefing.desk.desk import Desk
from briefing.desk.registry.apart import ApartPairs
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.journal import Journal
from briefing.desk.registry.known import files_of, proposals
from briefing.desk.registry.merge import merge
from briefing.desk.registry.pairs import NamePair as NamePair
from briefing.desk.registry.steps import Impossible
from briefing.desk.share import FIRST
from briefing.model.nouns import counted
from briefing.model.value import NamedTuple
from briefing.model.views import Dossier, VenuePage


class Decided(NamedTuple):
    """What came of a decision: a sentence, whether it holds, the files that are others now, and the id that both have
    from now on, if they are one."""

    said: str
    holds: bool = True
    files: frozenset[str] = frozenset()
    key: str = ""


class _Done(NamedTuple):
    """A decision of this sitting; `title` is what a merge is called in the journal, empty for two that are two."""

    pair: NamePair
    title: str
    files: frozenset[str] = frozenset()


class Sitting:
    """What was decided since it began can be taken back, the last first. `state` is the folder of what readers did."""

    def __init__(self, desk: Desk, state: Path) -> None:
        self._desk = desk
        self._journal = Journal(desk.root, state)
        self._apart = ApartPairs(desk.root, state)
        self._done: list[_Done] = []

    def begin(self, around: str) -> tuple[list[NamePair], str]:
        """The pairs that may be one; with `around` those of one key alone, or all where it has none, and a sentence on
        what there is to know before."""
        try:
            said = self._journal.recover()
        except Impossible as error:
            said = str(error)
        apart = self._apart.all()
        near = self._desk.asked(lambda db: proposals(db, apart, around)) if around else []
        if near:
            return near, said
        names = self._desk.names([around]) if around else {}
        return self._desk.asked(lambda db: proposals(db, apart)), said or "".join(
            f"No name looks like {name}; these are the others of the desk" for name in names.values()
        )

    def evidence(self, pair: NamePair) -> tuple[Dossier | VenuePage | None, Dossier | VenuePage | None]:
        """What the desk knows of both."""
        return self._page(pair.first.sort, pair.first.key), self._page(pair.second.sort, pair.second.key)

    def _page(self, sort: str, key: str) -> Dossier | VenuePage | None:
        page = self._desk.page("actor" if sort == "actor" else "venue", key, FIRST)
        return page if isinstance(page, Dossier | VenuePage) else None

    def same(self, pair: NamePair) -> Decided:
        """They are one: the first is called as the second, in all files."""
        one, other = pair.first, pair.second
        try:
            files = DeskFiles(self._desk.root)
            more = self._desk.asked(lambda db: files_of(db, [one.key, other.key]))
            plan = merge(files, one.key, other.key, more=[file for file in more if file in files.paths])
            self._journal.carry_out(plan.title, [*plan.steps(files)])
        except Impossible as error:
            return Decided(str(error), holds=False)
        changed = frozenset(plan.files)
        self._done.append(_Done(pair, plan.title, changed))
        said = f"{one.name} is {other.name} now, in {counted(len(changed), 'file')}"
        return Decided("; ".join((said, *plan.notes[:1])), files=changed, key=plan.key)

    def two(self, pair: NamePair) -> Decided:
        """They are two, and nobody is asked again."""
        try:
            self._apart.add(pair.keys)
        except OSError as error:
            return Decided(f"This could not be kept: {error.strerror or error}", holds=False)
        self._done.append(_Done(pair, ""))
        return Decided(f"{pair.first.name} and {pair.second.name} are two")

    def undo(self) -> tuple[NamePair | None, Decided]:
        """The pair whose decision was the last, which holds no more."""
        if not self._done:
            return None, Decided("Nothing was decided here", holds=False)
        last = self._done[-1]
        try:
            if not last.title:
                self._apart.remove(last.pair.keys)
            elif self._journal.last() == last.title:
                self._journal.undo()
            else:
                return None, Decided("Something else was changed on this desk since; `briefing undo` knows", False)
        except (OSError, Impossible) as error:
            return None, Decided(str(error), holds=False)
        self._done.pop()
        return last.pair, Decided("Taken back", files=last.files)
