"""What the commands share that change names in many files: how a plan is shown, and how it is carried out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.cli.desks import desk_to_change
from briefing.cli.output import print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused
from briefing.desk.registry.steps import Impossible, changed_lines
from briefing.model.nouns import counted
from briefing.report.diff import diff_lines, hunk_lines, lines_of

if TYPE_CHECKING:
    from briefing.cli.targets import DeskAsCalled
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.finding import WordSearch
    from briefing.desk.registry.journal import Journal
    from briefing.desk.registry.plan import Plan


@contextmanager
def refusing() -> Iterator[None]:
    """Say what is impossible as commands do."""
    try:
        yield
    except Impossible as error:
        raise Refused(str(error)) from None


def journal_of(root: str | os.PathLike[str], search: WordSearch | None = None) -> Journal:
    """What was changed in a desk; what was cut off is finished first, with a word, and a search that was begun before
    is begun anew. Raises `Impossible`."""
    from briefing.config.paths import folder_of
    from briefing.desk.registry.journal import Journal

    journal = Journal(root, folder_of("state", os.environ))
    if words := journal.recover():
        if search:
            search.begin_anew()
        tell(words)
    return journal


def change(named: str | None, dry_run: bool, planned: Callable[[DeskFiles], Plan]) -> None:
    """Do what is planned for the files of a desk, or print it. Raises `Refused`."""
    from briefing.desk.registry.files import DeskFiles

    files = DeskFiles(desk_to_change(named))
    with refusing():
        journal = None if dry_run else journal_of(files.root)
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
    if journal is None:
        from briefing.cli.targets import DeskAsCalled

        desk = DeskAsCalled(files.root)
        for file in plan.files:
            now = plan.moves.get(file, file)
            show_change(desk, now, files.bytes_of(file) or b"", plan.after(files, file), file)
    else:
        journal.carry_out(plan.title, [*plan.steps(files)])
    moved = "".join(f"; {old} is {new}" for old, new in plan.moves.items())
    tell_of(plan.title, len(plan.files), journal, moved)
    for note in plan.notes:
        tell(note)


def show_change(desk: DeskAsCalled, file: str, before: bytes, after: bytes, was: str = "") -> None:
    """Print what would change in a file, which `was` called otherwise."""
    new = desk.called(file)
    old = desk.called(was) if was else new
    if old != new:
        print_lines([f"rename from {old}", f"rename to {new}"])
    lines, others = lines_of(before), lines_of(after)
    if len(lines) == len(others):  # words in lines that stay where they are: nobody need seek what became of which
        hunks = [(at, at + len(one), "".join(other)) for at, _there, one, other in changed_lines(lines, others)]
        shown = hunk_lines(old, False, lines, hunks, sys.stdout.isatty()) if hunks else ()
    else:
        shown = diff_lines(old, before, after, sys.stdout.isatty())
    print_as_it_is("".join(shown))


def tell_of(title: str, files: int, journal: Journal | None, more: str = "") -> None:
    """Tell what was done, or without a journal would be."""
    tell(f"{title}: {'would change' if journal is None else 'changed'} {counted(files, 'file')}{more}")
