"""`briefing check`: what is wrong, where, and how to put it right."""

from __future__ import annotations

import click

from briefing.report.problems import FORMATS


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--output-format", "shape", type=click.Choice(tuple(FORMATS)), default="full", help="How to print them.")
@click.option("--select", metavar="CODES", help="Only these codes, or those that begin like this: B1,B207.")
@click.option("--ignore", metavar="CODES", help="Not these.")
@click.option("--hints", is_flag=True, help="Print hints too, not only errors and warnings.")
@click.option("--strict", is_flag=True, help="Warnings count as errors do for the exit status.")
@click.option("--fix", "fix", is_flag=True, help="Put right what is certain; nothing else in the file changes.")
@click.option("--unsafe-fixes", "guesses", is_flag=True, help="Put right what is likely, too.")
@click.option("--diff", "diff", is_flag=True, help="Only print what the fixes would change.")
@click.option("--watch", is_flag=True, help="Go on, and check again whenever a file is saved.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(
    paths: tuple[str, ...],
    shape: str,
    select: str | None,
    ignore: str | None,
    hints: bool,
    strict: bool,
    fix: bool,
    guesses: bool,
    diff: bool,
    watch: bool,
    at: str | None,
) -> None:
    """Check the briefs PATH (files and folders), or the whole desk that you are in, else those below, else the one that
    you have set; never the sample.

    A line `key: value  # briefing: ignore B209` silences a code on that line. `briefing explain B209` says what a code
    means. The exit status is 0 when nothing is wrong, 1 when something is, and 2 when checking was not possible,
    or there was no brief to check.
    """
    from briefing.cli.checking import CheckOptions, run

    run(
        paths,
        CheckOptions(
            shape=shape,
            select=select,
            ignore=ignore,
            hints=hints,
            strict=strict,
            fix=fix,
            guesses=guesses,
            diff=diff,
            watch=watch,
            at=at,
        ),
    )
