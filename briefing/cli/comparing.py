"""What `briefing diff` and `briefing ci` compare, and how it gets out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.cli.desks import today
from briefing.cli.refused import Refused
from briefing.cli.targets import DeskAsCalled, targets
from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.cli.printing import AnswerOptions
    from briefing.desk.edition import Edition
    from briefing.desk.repository import Repository
    from briefing.model.comparison import DeskComparison
    from briefing.report.pages.comparison import Called


class DeskChanges(NamedTuple):
    """A desk by its title, what differs in it, and how its files are called from here."""

    title: str
    comparison: DeskComparison
    called: Called


def compared(revisions: Sequence[str], desk: str | None, at: str | None) -> list[DeskChanges]:
    """What differs in each desk that is meant, between what the revisions say. Raises `Refused`."""
    from briefing.desk.comparing import compare
    from briefing.desk.repository import Repository, RepositoryError

    found = []
    day = today(at)
    for root, _files in targets([desk] if desk else []):
        try:
            with Repository(root) as repository:
                old, new = editions(repository, root, revisions)
                called = DeskAsCalled(root)
                found.append(DeskChanges(called.title, compare(old, new, root, day), called.called))
        except RepositoryError as error:
            raise Refused(str(error)) from None
    return found


def editions(repository: Repository, root: Path, revisions: Sequence[str]) -> tuple[Edition, Edition]:
    """The two that revisions mean: none, one, two, `A..B` or `A...B`. Raises `Refused` and `RepositoryError`."""
    from briefing.desk.edition import WorkingEdition, committed

    if len(revisions) > 2:
        raise Refused(f"two revisions can be compared, not {len(revisions)}; a desk is named by --desk")
    first, second = (*revisions, "", "")[:2]
    for dots in ("...", ".."):
        if len(revisions) == 1 and dots in first and not repository.knows(first):
            one, _dots, other = first.partition(dots)
            one, other = one or "HEAD", other or "HEAD"
            if dots == "...":
                base = repository.merge_base(one, other)
                return committed(repository, base, f"where {other} left {one}"), committed(repository, other)
            return committed(repository, one), committed(repository, other)
    old = committed(repository, first or "HEAD", first or "the last commit")
    return old, committed(repository, second) if second else WorkingEdition(repository, root)


def put_changes(found: Sequence[DeskChanges], options: AnswerOptions) -> None:
    """Print what differs."""
    from briefing.cli import printing
    from briefing.report.pages import comparison as report

    if options.shape == "json":
        desks = [{"desk": one.title, **report.data(one.comparison, one.called)} for one in found]
        printing.put_data("comparison", desks, options)
        return
    if not any(one.comparison or one.comparison.notes for one in found):
        printing.put([report.nothing(found[0].comparison)])
        return
    is_signed = options.shape == "text"
    printing.put_blocks(
        [
            block
            for one in found
            for block in report.blocks(
                one.comparison,
                one.called,
                is_signed,
                f"{one.title}, from {one.comparison.old} to {one.comparison.new}" if len(found) > 1 else "",
            )
        ],
        options.shape,
    )
