"""`briefing merge`: two of a desk made one, and who may be one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from briefing.cli.changing import briefs_naming, change
from briefing.cli.desk_options import changing
from briefing.cli.desks import desk_to_change
from briefing.cli.output import tell
from briefing.cli.printing import SHAPES, AnswerOptions, put_list
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.desk import Desk


@click.command("merge")
@click.argument("one", metavar="[ID", required=False)
@click.argument("other", metavar="INTO]", required=False)
@click.option("--never", is_flag=True, help="They are two: do not propose them again.")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="text", help="How to print pairs (text).")
@changing
def command(one: str | None, other: str | None, never: bool, shape: str, desk: str | None, dry_run: bool) -> None:
    """Make ID and INTO one, by their ids or names: ID is called INTO everywhere, and the registry has both names.

    INTO keeps its id and what it says; what it lacks it takes over, and ID lives on in `was`. Who is in no registry yet
    is put there. Without names it prints the pairs that may be one, the likeliest first, each with the reason;
    `briefing` shows them one by one, side by side.
    """
    if one and not other:
        raise Refused(f"name the one that {one} is: `briefing merge {one} INTO`")
    if not (one and other):
        _print_pairs(desk, shape)
    elif never:
        _keep_apart(desk, one, other, dry_run)
    else:
        from briefing.desk.registry.merge import merge

        change(desk, dry_run, lambda files: merge(files, one, other, more=briefs_naming(files, [one, other])))


def _print_pairs(named: str | None, shape: str) -> None:
    from briefing.cli.desks import answered
    from briefing.config.paths import Folders
    from briefing.desk.registry.apart import ApartPairs
    from briefing.desk.registry.known import proposals

    root = desk_to_change(named)
    apart = ApartPairs(root, Folders.find(os.environ).state).all()
    found = answered(str(root), None, lambda desk: desk.asked(lambda db: proposals(db, apart)))
    put_list("pairs", [pair.row for pair in found], AnswerOptions(named, None, shape))
    if not found:
        tell("no two names look like one")


def _keep_apart(named: str | None, one: str, other: str, dry_run: bool) -> None:
    from briefing.cli.desks import answered
    from briefing.config.paths import Folders
    from briefing.desk.registry.apart import ApartPairs

    root = desk_to_change(named)
    pair = frozenset(answered(str(root), None, lambda desk: [_called(desk, text) for text in (one, other)]))
    if len(pair) == 1:
        raise Refused(f"`{one}` and `{other}` are one here: `{min(pair)}`")
    if not dry_run:
        try:
            ApartPairs(root, Folders.find(os.environ).state).add(pair)
        except OSError as error:
            raise Refused(f"{error.filename}: {error.strerror or error}") from None
    tell(f"{' and '.join(sorted(pair))} {'would be' if dry_run else 'are'} two")


def _called(desk: Desk, text: str) -> str:
    """The id of the actor, or else the place, that is meant. Raises `Refused`."""
    from briefing.cli.desks import one_called

    is_place = not desk.called(text).names and desk.called(text, "venue").names
    return one_called(desk, text, "venue" if is_place else "actor")
