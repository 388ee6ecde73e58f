"""What the commands share that change names in many files: how a plan is shown, and how it is carried out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.cli.desks import desk_to_change, from_here
from briefing.cli.output import print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.journal import Journal
    from briefing.desk.registry.plan import Plan


@contextmanager
def refusing() -> Iterator[None]:
    """Say what is impossible as commands do."""
    from briefing.desk.registry.files import Impossible

    try:
        yield
    except Impossible as error:
        raise Refused(str(error)) from None


def journal_of(files: DeskFiles) -> Journal:
    """What was changed in a desk; what was cut off is finished first, with a word. Raises `Impossible`."""
    from briefing.config.paths import Folders
    from briefing.desk.registry.journal import Journal

    journal = Journal(files.root, Folders.find(os.environ).state)
    if words := journal.recover():
        tell(words)
    return journal


def change(named: str | None, dry_run: bool, planned: Callable[[DeskFiles], Plan], words: Sequence[str] = ()) -> None:
    """Do what is planned for the files of a desk, or print it. `words` are those that will be looked for in all of its
    files. Raises `Refused`."""
    from briefing.desk.registry.finding import WordSearch

    root = desk_to_change(named)
    search = WordSearch(root, words) if words else None
    from briefing.desk.registry.files import DeskFiles

    files = DeskFiles(root, search=search)
    with refusing():
        journal = None if dry_run else journal_of(files)
        put_in_place(files, planned(files), journal)


def briefs_naming(files: DeskFiles, texts: Sequence[str]) -> list[str]:
    """The briefs that name somebody who is in no registry, as the index has it, which knows names in every spelling."""
    from briefing.cli.desks import answered
    from briefing.desk.registry.known import files_naming

    unknown = [text for text in texts if not files.thing(text)]
    if not unknown:
        return []
    found = answered(str(files.root), None, lambda desk: files_naming(desk, unknown))
    return [file for file in found if file in files.paths]


def put_in_place(files: DeskFiles, plan: Plan, journal: Journal | None) -> None:
    """Write what a plan says, and tell how much that was; without a journal print what would change. Raises
    `Impossible`."""
    from briefing.model.nouns import counted

    steps = [*plan.steps(files)]
    if journal is None:
        from briefing.report.diff import diff_lines

        for file in plan.files:
            old, new = (from_here(files.root / one) for one in (file, plan.moves.get(file, file)))
            if old != new:
                print_lines([f"rename from {old}", f"rename to {new}"])
            before, after = files.bytes_of(file) or b"", plan.after(files, file)
            print_as_it_is("".join(diff_lines(old, before, after, sys.stdout.isatty())))
    else:
        journal.carry_out(plan.title, steps)
    done = "would change" if journal is None else "changed"
    moved = "".join(f"; {old} is {new}" for old, new in plan.moves.items())
    tell(f"{plan.title}: {done} {counted(len(plan.files), 'file')}{moved}")
    for note in plan.notes:
        tell(note)
