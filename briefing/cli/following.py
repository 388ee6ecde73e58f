"""Which file of which desk `--follow` means."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.cli.desks import absolute, refuse_address
from briefing.cli.refused import Refused


def followed(given: str, desk: str | None = None) -> tuple[Path, str]:
    """The root of a desk and a file of it, which need not be there yet. Raises `Refused` for one that no desk shows.

    `desk` is the folder that was named beside it; else it is the desk that the file lies in, or the file's folder.
    """
    from briefing.desk.scan import could_be_brief, find_root, is_everybodys
    from briefing.parse.registry_name import is_registry

    path = absolute(given)
    folder = path.parent
    if os.path.isdir(path):
        raise Refused(f"{given} is a folder; --follow takes a file, the one that you write")
    if not os.path.isdir(folder):
        raise Refused(f"there is no folder {os.path.dirname(given) or folder}")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Refused(f"{given} is no file that could be read")
    refuse_address(desk or "")
    root = Path(desk).expanduser().absolute() if desk else find_root(folder, below=False) or folder
    if desk is None and root == folder and is_everybodys(folder):
        raise Refused(f"{given} belongs to no desk; put it into a folder of its own")
    ways = [(path, root), (path.resolve(), root.resolve())]  # as it is called, and where it leads
    for one, top in reversed(ways) if path.is_symlink() else ways:  # the desk shows a file under its own name
        if one.is_relative_to(top):
            file = one.relative_to(top).as_posix()
            break
    else:
        raise Refused(f"{given} is not in the desk {desk}")
    if not (could_be_brief(file) or is_registry(file)):
        raise Refused(f"{given} is no brief (those end in .yaml, .yml or .md)")
    if any(part.startswith(".") for part in file.split("/")):
        raise Refused(f"{given} is hidden, and no desk shows what is")
    return root, file
