"""`briefing diff`: what changes for a reader between two states of the desk."""

from __future__ import annotations

import sys

import click

from briefing.cli.printing import SHAPES, AnswerOptions


@click.command("diff")
@click.argument("revisions", metavar="[REV [REV]]", nargs=-1)
@click.option("--desk", "desk", metavar="FOLDER", type=click.Path(), help="The desk; without it the one you are in.")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="text", help="How to print it (text).")
@click.option("--exit-code", "exit_code", is_flag=True, help="End with 1 where anything differs, as git does.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(revisions: tuple[str, ...], desk: str | None, shape: str, exit_code: bool, at: str | None) -> None:
    """Print what changes for a reader between two states of the desk in git: stories, sentences, people, places,
    events, dates, questions, links and problems that came or went, the registry and whom it touches.

    Without REV what is in the folder is compared with the last commit; with one REV (main, HEAD~3, a tag) with that
    one; with two the first is compared with the second. `A..B` is the same as `A B`; `A...B` begins where the two
    parted. Nothing is checked out and nothing is written.
    """
    from briefing.cli.comparing import compared, put_changes

    found = compared(revisions, desk, at)
    put_changes(found, AnswerOptions(desk or ".", at, shape))
    sys.exit(1 if exit_code and any(comparison for _title, comparison, _called in found) else 0)
