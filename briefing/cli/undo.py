"""`briefing undo`: the last change of names, taken back."""

from __future__ import annotations

import click

from briefing.cli.changing import journal_of, refusing
from briefing.cli.desk_options import changed_desk
from briefing.cli.desks import desk_to_change
from briefing.cli.output import tell


@click.command("undo")
@changed_desk
def command(desk: str | None) -> None:
    """Take back what `rename`, `promote`, `merge` or `split` changed last, so that each file is as it was, byte by
    byte; once more, what they changed before that.

    Nothing is taken back where one of the files was changed since, unless that made it what it was before.
    """
    from briefing.desk.registry.files import DeskFiles
    from briefing.model.nouns import counted

    files = DeskFiles(desk_to_change(desk))
    with refusing():
        undone = journal_of(files.root).undo()
    gone = "".join(f", {file} is gone" for file in undone.gone)
    tell(f"undone: {undone.title}; {counted(undone.files, 'file')} as before{gone}")
