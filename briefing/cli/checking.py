"""What `briefing check` does, without a parser of options: loading one takes as long as checking a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from briefing.cli.desks import today
from briefing.cli.output import begin_anew, print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused
from briefing.cli.targets import DeskAsCalled, desks_meant, refuse_nothing
from briefing.cli.terminal import columns, has_colours
from briefing.model.value import dataclass, replace
from briefing.report.problems import FOR_PEOPLE, Told
from briefing.report.words import leading_out, passed_over

if TYPE_CHECKING:
    from datetime import date

    from briefing.desk.checking import Checked, Checker
    from briefing.model.problem import Problem
    from briefing.model.span import Span


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `briefing check`, as its help explains them."""

    shape: str = "full"
    select: str | None = None
    ignore: str | None = None
    hints: bool = False
    strict: bool = False
    fix: bool = False
    guesses: bool = False
    diff: bool = False
    watch: bool = False
    at: str | None = None


def run(paths: Sequence[str], wish: CheckOptions) -> NoReturn:
    """Check what the paths mean, print what is wrong, and end the process: 0 for nothing, 1 for something. Raises
    `Refused`."""
    choice = _Wanted(_codes(wish.select, "--select"), _codes(wish.ignore, "--ignore"), wish.hints)
    hints = wish.hints or bool(wish.select)
    desks = [_Files(root, files, today(wish.at), hints) for root, files in desks_meant(paths)]
    if wish.watch:
        if len(desks) > 1:
            raise Refused("one desk can be watched at a time")
        if wish.fix or wish.guesses:
            _say(_put_right([(desks[0], desks[0].load())], wish.guesses))
        _watch(desks[0], choice, wish.shape)
        sys.exit(0)
    loaded = [(desk, desk.load()) for desk in desks]
    refuse_nothing([(desk.title, checker.survey) for desk, checker in loaded])
    if wish.diff:
        sys.exit(_print_diff(loaded, wish.guesses))
    words = ""
    if wish.fix or wish.guesses:
        words = _put_right(loaded, wish.guesses)
        loaded = [(desk, desk.load(checker)) for desk, checker in loaded]
    processes = min(os.cpu_count() or 1, 4)
    outcome = _told([(desk, checker.check(processes)) for desk, checker in loaded], choice)
    if wish.shape == "full":
        outcome = replace(outcome, fixed=words)
    else:
        _say(words)
    _print(outcome, wish.shape)
    sys.exit(1 if outcome.count("error") or (wish.strict and outcome.count("warning")) else 0)


def outcome(desks: Sequence[str], at: str | None) -> Told:
    """What is wrong in whole desks, without hints. Raises `Refused`."""
    files = [_Files(root, chosen, today(at), False) for root, chosen in desks_meant(desks)]
    loaded = [(desk, desk.load()) for desk in files]
    refuse_nothing([(desk.title, checker.survey) for desk, checker in loaded])
    processes = min(os.cpu_count() or 1, 4)
    return _told([(desk, checker.check(processes)) for desk, checker in loaded], _Wanted((), (), False))


class _Wanted:
    """Which problems are told."""

    def __init__(self, select: tuple[str, ...], ignore: tuple[str, ...], hints: bool) -> None:
        self._select, self._ignore, self._hints = select, ignore, hints

    def has(self, problem: Problem) -> bool:
        return (not self._select or problem.code.startswith(self._select)) and not problem.code.startswith(self._ignore)

    def is_hidden(self, problem: Problem) -> bool:
        """Whether it is only counted: a hint that nobody asked for."""
        return problem.severity == "info" and not self._hints and problem.code not in self._select


class _Files(DeskAsCalled):
    """The files of one desk that are to be looked at, and how they and the desk are called from here."""

    def __init__(self, root: str, files: Collection[str] | None, today: date, hints: bool) -> None:
        super().__init__(root)
        self.root, self._files, self._today, self._hints = root, files, today, hints
        self.is_of_folders = files is None or any(file.endswith("/") for file in files)

    def load(self, before: Checker | None = None) -> Checker:
        from briefing.desk.checking import Checker

        return Checker(
            root=self.root,
            today=self._today,
            files=self._files,
            before=before,
            cache=_cache,
            hints=self._hints,
        )

    def shown(self, problem: Problem) -> Problem:
        """A problem with its file as it is called from here."""
        edits = tuple(replace(edit, span=self._moved(edit.span)) for edit in problem.edits)
        return replace(problem, span=self._moved(problem.span), edits=edits)

    def _moved(self, span: Span) -> Span:
        return span._replace(file=self.called(span.file))


def _cache() -> str:
    from briefing.config.paths import folder_of

    return folder_of("cache", os.environ)


def _told(checked: Iterable[tuple[_Files, Checked]], choice: _Wanted) -> Told:
    from briefing.desk.outside import ways_out
    from briefing.desk.scan import NO_BRIEF

    problems: list[Problem] = []
    texts: dict[str, str] = {}
    desks: list[str] = []
    passed: dict[str, list[str]] = {}
    outside: list[str] = []
    drafts: dict[str, int] = {}
    files = hidden = 0
    is_counted = True
    for desk, result in checked:
        chosen = [problem for problem in result.problems if choice.has(problem)]
        loud = [problem for problem in chosen if not choice.is_hidden(problem)]
        problems += map(desk.shown, loud)
        texts |= {desk.called(file): text for file, text in result.texts.items()}
        files += result.files
        is_counted &= result.has_hints
        drafts |= {desk.called(file): marks for file, marks in result.drafts.items()}
        hidden += len(chosen) - len(loud)
        if desk.is_of_folders:
            desks.append(desk.title)
            outside += map(desk.called, ways_out(desk.root))
        for why, paths in result.passed.items():
            if why != NO_BRIEF:  # which lie beside briefs everywhere
                passed.setdefault(why, []).extend(map(desk.called, paths))
    return Told(
        problems=tuple(problems),
        texts=texts,
        files=files,
        desks=tuple(desks),
        passed="; ".join(filter(None, [passed_over(passed), leading_out(outside)])),
        hidden=hidden if is_counted else None,
        width=columns(),
        colour=has_colours(),
        drafts=drafts,
    )


def _print(outcome: Told, shape: str) -> None:
    if shape == "sarif":
        from briefing.check.explain import explanations

        outcome = replace(outcome, summaries={one.code: one.summary for one in explanations().values()})
    if shape == "github":
        outcome = replace(outcome, problems=tuple(map(in_workspace, outcome.problems)))
    lines = import_module(f"briefing.report.problems.{shape}").lines(outcome)
    if shape in FOR_PEOPLE:
        print_lines(lines)
    else:
        print_as_it_is("".join(f"{line}\n" for line in lines))


def in_workspace(problem: Problem) -> Problem:
    """A problem with its file as GitHub calls it: from the root of what is checked out."""
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    way = os.path.relpath(os.getcwd(), workspace) if workspace else "."
    if way == "." or way.startswith(".."):
        return problem
    file = os.path.normpath(os.path.join(way, problem.span.file)).replace(os.sep, "/")
    return replace(problem, span=problem.span._replace(file=file))


def _put_right(loaded: Iterable[tuple[_Files, Checker]], guesses: bool) -> str:
    """Write what fixing changes; how much that was, in words, nothing for nothing."""
    from briefing.desk.checking import rewrite
    from briefing.desk.outside import LEADS_OUT

    problems = files = 0
    for desk, checker in loaded:
        for change in checker.fix(guesses):
            try:
                rewrite(desk.root, change)
            except OSError as error:
                why = error.strerror or str(error)
                raise Refused(f"{desk.called(change.file)} could not be written: {why}") from None
            problems, files = problems + change.problems, files + 1
        for file in checker.outside:
            tell(f"{desk.called(file)}: left as it is: {LEADS_OUT}")
    return f"fixed {_number(problems, files)}" if files else ""


def _print_diff(loaded: Iterable[tuple[_Files, Checker]], guesses: bool) -> int:
    """Print what fixing would change, and beside it how much; 1 where it would change anything."""
    from briefing.report.diff import diff_lines

    problems = files = 0
    for_terminal = sys.stdout.isatty()
    for desk, checker in loaded:
        for change in checker.fix(guesses):
            diff = diff_lines(desk.called(change.file), change.before, change.after, for_terminal)
            print_as_it_is("".join(diff))
            problems, files = problems + change.problems, files + 1
    _say(f"would fix {_number(problems, files)}" if files else "would fix nothing")
    return min(files, 1)


def _number(problems: int, files: int) -> str:
    from briefing.model.nouns import counted

    return f"{counted(problems, 'problem')} in {counted(files, 'file')}"


def _say(words: str) -> None:
    """Tell a person what a program that reads the output has no use for."""
    if words:
        tell(words)


def _watch(desk: _Files, choice: _Wanted, shape: str) -> None:
    """Check whenever a file is saved, until the user has enough."""
    import signal
    from pathlib import Path
    from threading import Event

    from briefing.desk.watch import watch
    from briefing.model.haste import collect_again

    collect_again()
    stop = Event()
    checker = desk.load()

    def look(_paths: Collection[str] = ()) -> None:
        nonlocal checker
        checker = desk.load(checker)
        begin_anew()
        _print(_told([(desk, checker.check())], choice), shape)
        tell("Watching; ctrl+c ends it.")

    # a look that is under way is finished: ctrl+c only says that it is the last
    signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    look()
    watch(Path(desk.root), look, stop)


def _codes(given: str | None, option: str) -> tuple[str, ...]:
    """Codes or their beginnings, separated by commas. Raises `Refused` for one that begins no code."""
    if not given:
        return ()
    from briefing.check.explain import explanations
    from briefing.model.likeness import nearest

    codes = tuple(code.strip().upper() for code in given.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in explanations()):
            guess = nearest(code, explanations())
            raise Refused(f"{option}: no code is or begins `{code}`" + (f"; did you mean {guess}?" if guess else ""))
    return codes
