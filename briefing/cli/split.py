"""`briefing split`: one of a desk made two."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from briefing.cli.changing import briefs_naming, journal_of, put_in_place, refusing
from briefing.cli.desk_options import changing
from briefing.cli.desks import desk_to_change
from briefing.cli.output import is_confirmed, tell
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.split import StoryUses


@click.command("split")
@click.argument("id_", metavar="ID")
@click.argument("new", metavar="NEW")
@click.argument("stories", metavar="[STORY]...", nargs=-1)
@click.option("--name", metavar="NAME", default="", help="What NEW is called, instead of the same.")
@changing
def command(id_: str, new: str, stories: tuple[str, ...], name: str, desk: str | None, dry_run: bool) -> None:
    """Make two of ID: the stories STORY mean NEW from then on, which gets an entry of its own in the registry.

    Without stories you are asked of each, at a terminal. Where both have one name, every brief says the id, so that
    nobody is mistaken for the other.
    """
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.split import split, tellings

    files = DeskFiles(desk_to_change(desk))
    with refusing():
        more = briefs_naming(files, [id_])
        journal = None if dry_run else journal_of(files.root)
        chosen: Sequence[str] = stories or [*_asked(files, id_, new, tellings(files, id_, more))]
        put_in_place(files, split(files, id_, new, chosen, name, more), journal)


def _asked(files: DeskFiles, id_: str, new: str, stories: Sequence[StoryUses]) -> Iterator[str]:
    """The stories that a person says mean the new one. Raises `Refused` where nobody can be asked."""
    from briefing.model.names import one_line

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        listed = "".join(f"\n  {one.story}" for one in stories)
        raise Refused(f"say which stories mean {new}; those that name {id_}:{listed}")
    tell(f"{len(stories)} stories name {id_}. Which of them mean {new}?")
    for one in stories:
        tell("")
        tell(f"{one_line(one.story)}  {one_line(one.file)}")
        for number in dict.fromkeys(use.span.line for use in one.uses):
            tell(f"  {number:>4}  {one_line(files.text(one.file).lines[number - 1])}")
        if is_confirmed(f"Does it mean {new}?", default=False, aside=True):
            yield one.file
