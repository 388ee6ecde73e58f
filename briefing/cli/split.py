"""`briefing split`: one of a desk made two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from briefing.cli.changing import briefs_naming, journal_of, put_in_place, refusing
from briefing.cli.desk_options import changing
from briefing.cli.desks import desk_to_change
from briefing.cli.output import can_ask, is_confirmed, tell
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.split import StoryUses
    from briefing.model.brief import Brief

_QUOTED, _LOOKED_AT = 2, 20
"""So many sentences of a story are shown; names in it that are looked at, of which several may stand in one."""


@click.command("split")
@click.argument("id_", metavar="ID")
@click.argument("new", metavar="NEW")
@click.argument("stories", metavar="[STORY]...", nargs=-1)
@click.option("--name", metavar="NAME", default="", help="What NEW is called, instead of the same.")
@changing
def command(id_: str, new: str, stories: tuple[str, ...], name: str, desk: str | None, dry_run: bool) -> None:
    """Make two of ID: the stories STORY mean NEW from then on, which gets an entry of its own in the registry.

    Without stories you are asked of each, at a terminal, and see what it says. Where both have one name, every brief
    says the id, so that nobody is mistaken for the other.
    """
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.split import split, tellings

    files = DeskFiles(desk_to_change(desk))
    with refusing():
        more = briefs_naming(files, [id_])
        journal = None if dry_run else journal_of(files.root)
        chosen = stories
        if not chosen:
            among = tellings(files, id_, more)
            _refuse_unasked(id_, new, among)
            trial = split(files, id_, new, [one.file for one in among[:1]], name, more)
            if journal:
                journal.refuse(trial.steps(files))  # nobody is asked for nothing
            chosen = (*_asked(files, id_, new, among),)
        put_in_place(files, split(files, id_, new, chosen, name, more), journal)


def _refuse_unasked(id_: str, new: str, stories: Sequence[StoryUses]) -> None:
    """Raise `Refused` where there is nothing to ask, or nobody who could answer."""
    if not stories:
        raise Refused(f"no story names {id_}")
    if not can_ask(aside=True):
        listed = "".join(f"\n  {one.story}" for one in stories)
        raise Refused(f"say which stories mean {new}; those that name {id_}:{listed}")


def _asked(files: DeskFiles, id_: str, new: str, stories: Sequence[StoryUses]) -> Iterator[str]:
    """The stories that a person says mean the new one, of each with what it says of them."""
    from briefing.model.names import one_line
    from briefing.model.nouns import counted
    from briefing.parse.brief import read_text

    names = "names" if len(stories) == 1 else "name"
    tell(
        f"{counted(len(stories), 'story', 'stories')} {names} {id_}. Which of them mean {new}? Ctrl+C changes nothing."
    )
    for at, one in enumerate(stories, 1):
        text = files.text(one.file)
        brief = read_text(text, files.registry, files.names, files.table)
        tell("")
        day = brief.date.text if brief.date else ""
        tell("  ".join(filter(None, (f"{at}/{len(stories)}", brief.title, day, one.file))))
        for number in dict.fromkeys(use.span.line for use in one.uses):
            tell(f"  {number:>4}  {one_line(text.lines[number - 1])}")
        for sentence in _sentences(brief, {use.key for use in one.uses}):
            tell(f"        {sentence}")
        if is_confirmed(f"Does it mean {new}?", default=False, aside=True):
            yield one.file


def _sentences(brief: Brief, keys: Collection[str]) -> Iterator[str]:
    """The first sentences of a story that name somebody, in one line each."""
    from briefing.model.body import sentence_around

    found = (
        sentence_around(brief.blocks[one.block].text, one.start, one.end)[0]
        for one in brief.mentions
        if one.key in keys
    )
    yield from islice(dict.fromkeys(islice(found, _LOOKED_AT)), _QUOTED)
