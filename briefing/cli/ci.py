"""`briefing ci`: check, diff and snapshots in one run, and one report of it."""

from __future__ import annotations

import sys

import click


@click.command("ci")
@click.argument("target", metavar="[TARGET]", required=False)
@click.option("--desk", "desk", metavar="FOLDER", type=click.Path(), help="The desk; without it the one you are in.")
@click.option(
    "-o", "--output", metavar="FOLDER", type=click.Path(file_okay=False), default="report",
    help="Where report.md and report.html are written (report).",
)  # fmt: skip
@click.option("--tests/--no-tests", "tests", default=True, help="Run the tests that lie beside the desk, or do not.")
@click.option(
    "--pytest", "words", metavar="WORDS", default="", help="More words for pytest: --pytest '-n 2 tests/desk'."
)
@click.option("--strict", is_flag=True, help="Warnings count as errors do for the exit status.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(
    target: str | None, desk: str | None, output: str, tests: bool, words: str, strict: bool, at: str | None
) -> None:
    """Check the desk, compare it with the branch TARGET, and run the tests that lie beside it, in one run and with one
    report: sentences first, pictures last.

    Without TARGET it is the branch that a pull request of GitHub or a merge request of GitLab is for, or what a push
    found; on your own machine the branch that yours follows, else the main branch, else the last commit. On GitHub the
    report is the job's summary, too, and problems stand beside their lines. The exit status is 0 where nothing is
    wrong, 1 where a brief has an error or a test failed, and 2 where something could not be done.
    """
    from briefing.cli.reviewing import CiOptions, review

    sys.exit(review(CiOptions(target=target, desk=desk, output=output, tests=tests, words=words, strict=strict, at=at)))
