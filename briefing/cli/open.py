"""`briefing open`: the reader at what stands on a line of a file."""

from __future__ import annotations

import re
from pathlib import Path

import click

from briefing.cli.refused import Refused


@click.command("open")
@click.argument("where", metavar="FILE[:LINE]", type=click.Path())
def command(where: str) -> None:
    """Open the reader at what stands on LINE of FILE: a paragraph, a question, a person, a place.

    An editor can be taught to call it with the file and the line under the cursor.
    """
    from briefing.cli.desks import absolute
    from briefing.cli.start import start
    from briefing.desk.scan import find_root

    found = re.fullmatch(r"(.+?):(\d+)(?::\d+)?:?", where)
    named, line = (found[1], int(found[2])) if found and not Path(where).exists() else (where, 0)
    file = absolute(named)
    if not file.is_file():
        raise Refused(f"there is no file {named}")
    root = find_root(file)
    if root is None:
        raise Refused(f"{named} belongs to no desk: no registry, briefing.toml or brief is beside or above it")
    try:
        start(str(root), spot=(file.resolve().relative_to(root.resolve()).as_posix(), line))
    except ValueError as error:
        raise Refused(str(error)) from None
