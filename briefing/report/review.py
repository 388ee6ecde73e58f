"""What `briefing ci` found, as one page: sentences first, what they are of next, pictures last."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.body import Block, Run
from briefing.model.names import one_line
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.model.review import FailedTest, Review, ReviewedDesk, RunOfTests, SnapshotChange
from briefing.report.blocks import Inline, item, section
from briefing.report.pages.comparison import Page, quoting, summary

_PROBLEMS = 50
"""Problems that are listed, the worst first; of more only how many."""
_LINES = 60  # of what a test said that is no snapshot
_SENTENCES = 30  # of a snapshot
_LONGEST = 240  # characters of what a test expected


ProblemSign = tuple[str, int, str, str]


def verdict(review: Review) -> str:
    """All of it in one line."""
    errors, warnings = (sum(one.severity == kind for one in review.problems) for kind in ("error", "warning"))
    failed = sum(len(run.failures) for run in review.runs or ())
    parts = [
        counted(errors, "error") if errors else "",
        counted(warnings, "warning") if warnings else "",
        f"{counted(failed, 'test')} failed" if failed else "",
        "not everything could be done" if any(troubles(review)) else "",
    ]
    told = ", ".join(filter(None, parts))
    return f"The desk: {told}" if told else "The desk is fine"


def troubles(review: Review) -> Iterator[str]:
    """What could not be done."""
    yield from (desk.trouble for desk in review.desks if desk.trouble)
    yield from (run.trouble for run in review.runs or () if run.trouble)


def blocks(review: Review, signs: bool = False) -> Iterator[Block]:
    """The page; `signs` as in `pages.comparison`."""
    yield Block("heading", (Run(verdict(review)),), level=1)
    yield from _summary(review)
    for desk in review.desks:
        yield from _changes(review, desk, signs)
    yield from _problems(review, signs)
    for run in review.runs or ():
        told: set[str] = set()
        scenes = [block for failure in run.failures for block in _scenes(failure, signs, told)]
        yield from section("What readers will see otherwise", scenes, note=_of(run))
    for run in review.runs or ():
        others = [block for failure in run.failures if not failure.snapshots for block in _failure(failure, signs)]
        yield from section("Tests that failed", others, note=_of(run))


def pictures(review: Review) -> list[tuple[str, SnapshotChange]]:
    """The snapshots that have a picture which differs, by their tests."""
    return [
        (failure.name, snapshot)
        for run in review.runs or ()
        for failure in run.failures
        for snapshot in failure.snapshots
        if snapshot.golden or snapshot.found
    ]


def new_problems(review: Review) -> set[ProblemSign]:
    """The problems that came with the changes."""
    return {
        sign_of(one, desk.called(one.span.file))
        for desk in review.desks
        if desk.comparison
        for one in desk.comparison.all_that_came
    }


def sign_of(problem: Problem, file: str = "") -> ProblemSign:
    """What tells a problem from all others; `file` is what its file is called, where that is not what it says."""
    return file or problem.span.file, problem.span.line, problem.code, problem.message


def _summary(review: Review) -> Iterator[Block]:
    errors, warnings = (sum(one.severity == kind for one in review.problems) for kind in ("error", "warning"))
    numbers = [counted(errors, "error")] if errors else []
    numbers += [counted(warnings, "warning")] if warnings else []
    wrong = " and ".join(numbers) or "nothing wrong"
    yield item(Run("Check: ", "b"), f"{wrong} in {counted(review.files, 'file')}.")
    for desk in review.desks:
        of = f" of {one_line(desk.title)}" if len(review.desks) > 1 else ""
        yield item(Run(f"Changes{of}: ", "b"), *_of_changes(review, desk))
    for run in review.runs or ():
        yield item(Run(f"Tests{_of(run)}: ", "b"), *_of_tests(run))
    if review.runs is None:
        yield item(Run("Tests: ", "b"), "none were to be run.")
    elif not review.runs:
        yield item(Run("Tests: ", "b"), "there are none beside the desk.")


def _of_changes(review: Review, desk: ReviewedDesk) -> Iterator[Inline]:
    if desk.comparison is None:
        yield f"{desk.trouble or 'there is nothing to compare with'}."
        return
    told = summary(desk.comparison)
    nothing = f"nothing {'else ' if desk.comparison.notes else ''}differs for readers from "
    yield f"{', '.join(told)}, compared with " if told else nothing
    yield f"{review.target}."


def _of_tests(run: RunOfTests) -> Iterator[Inline]:
    failed = len(run.failures)
    numbers = [f"{failed} failed"] if failed else []
    numbers += [f"{run.passed} passed"] if run.passed or not (failed or run.trouble) else []
    yield ", ".join(numbers) + (("; " if run.trouble else ".") if numbers else "")
    if run.trouble:
        yield f"{run.trouble}."


def _of(run: RunOfTests) -> str:
    return f" of {one_line(run.folder)}" if run.folder not in ("", ".") else ""


def _changes(review: Review, desk: ReviewedDesk, signs: bool) -> Iterator[Block]:
    found = desk.comparison
    if found is None or not (found or found.notes):
        return
    page = Page(found, desk.called, signs)
    of = f" of {one_line(desk.title)}" if len(review.desks) > 1 else ""
    yield Block("heading", (Run(f"What changes for readers{of}, compared with {review.target}"),), level=2)
    yield from page.notes()
    for how in ("changed", "new", "gone"):
        for story in found.stories:
            if story.how == how:
                yield from page.story(story)
    if found.registry:
        yield Block("heading", (Run("The registry"),), level=3)
        yield from map(page.entry, found.registry)
    yield from page.problems(found.came, found.went)


def _problems(review: Review, signs: bool) -> Iterator[Block]:
    new = new_problems(review)
    old = [one for one in review.problems if sign_of(one) not in new]
    worst = sorted(old, key=lambda one: (-one.rank, one.span))
    items = [_problem(one, signs) for one in worst[:_PROBLEMS]]
    if len(worst) > _PROBLEMS:
        items.append(item(f"and {len(worst) - _PROBLEMS:,} more: ", Run("briefing check", "c"), " tells them"))
    yield from section("What else is wrong" if new else "What is wrong", items)


def _problem(one: Problem, signs: bool) -> Block:
    return item(
        Run(one.severity, "b"), f" {one.code}: ", *quoting(one.message, signs), "  ",
        Run(f"{one_line(one.span.file)}:{one.span.line}", "cd"),
    )  # fmt: skip


def _scenes(failure: FailedTest, signs: bool, told: set[str]) -> Iterator[Block]:
    """The snapshots of a test. What is `told` is not told again: most changes show in many scenes."""
    for snapshot in failure.snapshots:
        yield Block("heading", (Run(one_line(f"{failure.name}, {snapshot.name}")),), level=3)
        yield from _snapshot(snapshot, signs, told)


def _failure(failure: FailedTest, signs: bool) -> Iterator[Block]:
    yield Block("heading", (Run(one_line(failure.name)),), level=3)
    yield item(*quoting(_assertion(failure.said), signs))
    if "\n" in failure.said.strip():
        yield Block("code", (Run("\n".join(failure.said.strip().split("\n")[-_LINES:])),))


def _snapshot(snapshot: SnapshotChange, signs: bool, told: set[str]) -> Iterator[Block]:
    sentences = snapshot.sentences or ("it is not as accepted",)
    new = [sentence for sentence in sentences if sentence not in told]
    told.update(new)
    yield from (item(*quoting(sentence, signs)) for sentence in new[:_SENTENCES])
    if len(new) > _SENTENCES:
        yield item(f"and {len(new) - _SENTENCES} more")
    if known := len(sentences) - len(new):
        yield item(f"{'and ' * bool(new)}{counted(known, 'change')} told above")
    if snapshot.lines:
        yield Block("code", (Run(snapshot.lines),))


def _assertion(said: str) -> str:
    """What a failure says first of what it expected, where pytest tells it: the first line that it marks by an `E`;
    where that only says which file cannot be read, the last."""
    lines = said.strip().split("\n")
    marks = [line[1:].strip() for line in lines if line.startswith("E  ")] or lines[:1]
    marked = marks[-1] if marks[0].startswith("File ") else marks[0]
    text = one_line(marked)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
