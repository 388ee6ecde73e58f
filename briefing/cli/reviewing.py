"""What `briefing ci` does: the parts in one run, and the report where its readers are."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from briefing.cli.checking import in_workspace, outcome
from briefing.cli.desks import from_here, today
from briefing.cli.output import print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused
from briefing.cli.running_tests import home_of_tests, run_tests
from briefing.cli.target_branch import target_branch
from briefing.cli.targets import DeskAsCalled, targets
from briefing.model.comparison import DeskComparison
from briefing.model.files import put
from briefing.model.names import one_line
from briefing.model.review import Review, ReviewedDesk, RunOfTests
from briefing.model.value import dataclass, replace
from briefing.report import hosted
from briefing.report import review as report
from briefing.report.html import Figure, page
from briefing.report.problems import Told, github

_MARKDOWN, _HTML = "report.md", "report.html"


@dataclass(frozen=True, slots=True)
class CiOptions:
    """The options of `briefing ci`, as its help explains them."""

    target: str | None
    desk: str | None
    output: str
    tests: bool
    words: str
    strict: bool
    at: str | None


def review(wish: CiOptions) -> int:
    """Do it all, write the report, and return the exit status. Raises `Refused`."""
    words = _words(wish.words)
    checked = outcome([wish.desk] if wish.desk else [], wish.at)
    roots = [root for root, _files in targets([wish.desk] if wish.desk else [])]
    desks, called = zip(*[_compared(root, wish) for root in roots], strict=True)
    runs = tuple(_runs(roots, words)) if wish.tests else None
    found = Review(
        problems=checked.problems,
        files=checked.files,
        target=next(filter(None, called), ""),
        desks=tuple(desks),
        runs=runs,
    )
    _print(found, checked)  # first: it is there to be read wherever nothing can be written
    _write(found, Path(wish.output))
    tell(f"The report is in {from_here(Path(wish.output) / _MARKDOWN)} and {_HTML}.")
    return _status(found, wish.strict)


def _status(found: Review, strict: bool) -> int:
    if any(report.troubles(found)):
        return 2
    wrong = {"error", "warning"} if strict else {"error"}
    has_failed = any(run.failures for run in found.runs or ())
    return int(has_failed or any(one.severity in wrong for one in found.problems))


def _compared(root: Path, wish: CiOptions) -> tuple[ReviewedDesk, str]:
    """A desk beside the branch that it is for, and what that is called. What git cannot tell is told in the report."""
    from briefing.desk.comparing import compare
    from briefing.desk.edition import WorkingEdition, committed
    from briefing.desk.repository import Repository, RepositoryError

    desk = DeskAsCalled(root)
    comparison: DeskComparison | None = None
    trouble, name = "", ""
    try:
        with Repository(root) as repository:
            target = target_branch(wish.target, repository, os.environ)
            if target.revision:
                name = target.called
                base = repository.merge_base(target.revision, "HEAD")
                old, new = committed(repository, base, name), WorkingEdition(repository, root)
                comparison = compare(old, new, root, today(wish.at))
    except RepositoryError as error:
        trouble = str(error)
    return ReviewedDesk(desk.title, comparison, desk.called, trouble), name


def _words(told: str) -> list[str]:
    """The words for pytest, as a shell would part them. Raises `Refused`."""
    try:
        return shlex.split(told)
    except ValueError:
        raise Refused(f"--pytest: a quotation mark is not closed in {one_line(told)}") from None


def _runs(roots: list[Path], words: list[str]) -> Iterator[RunOfTests]:
    """The tests of each desk, those of several only once."""
    homes = dict.fromkeys(home_of_tests(root, _top(root)) for root in roots)
    for home in filter(None, homes):
        run, printed = run_tests(home, words)
        print_lines(printed.splitlines(), drawn=True)
        yield run


def _top(root: Path) -> Path | None:
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def _write(found: Review, folder: Path) -> None:
    """Put the report where it was asked for, and into the job's summary. Raises `Refused`."""
    rest = f"*This is cut off here: all of it is in `{_HTML}`.*"
    written = [*hosted.lines(report.blocks(found), hosted.MOST, rest)]
    if shown := report.pictures(found):
        written += ["", f"Pictures of {len(shown)} of these, before and after, are in `{_HTML}`."]
    markdown = "".join(f"{line}\n" for line in written)
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            put(folder / ".gitignore", b"*\n")  # or the next `git add` takes the report along
        put(folder / _MARKDOWN, markdown.encode("utf-8", "replace"))
        put(
            folder / _HTML,
            page(report.verdict(found), report.blocks(found), _figures(found)).encode("utf-8", "replace"),
        )
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with open(summary, "ab") as stream:
                stream.write(markdown.encode("utf-8", "replace")[: hosted.MOST_SUMMARY])
    except OSError as error:
        raise Refused(f"{error.filename or folder} could not be written: {error.strerror or error}") from None


def _figures(found: Review) -> Iterator[Figure]:
    for test, one in report.pictures(found):
        name = f"{test}, {one.name}"
        if one.golden:
            yield Figure(one.golden, f"The reader in {name}, as it was accepted.", f"{name}, as it was accepted")
        if one.found:
            sentences = "; ".join(one.sentences)
            yield Figure(one.found, f"The reader in {name}, as it is now. {sentences}", f"{name}, as it is now")


def _print(found: Review, checked: Told) -> None:
    """The report as text; where GitHub runs it, also the problems beside their lines."""
    from briefing.cli.terminal import columns, has_colours
    from briefing.report.text import Paper, lines

    sentences = (block for block in report.blocks(found, signs=True) if block.kind != "code")  # which pytest printed
    print_lines(lines(sentences, Paper(columns(), has_colours())))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        new = report.new_problems(found)
        ordered = sorted(checked.problems, key=lambda one: report.sign_of(one) not in new)  # only the first are shown
        annotations = github.lines(replace(checked, problems=tuple(map(in_workspace, ordered))))
        print_as_it_is("".join(f"{line}\n" for line in annotations))
