"""Which files of which desks the arguments of a command mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.cli.refused import Refused


def targets(paths: Sequence[str]) -> list[tuple[Path, set[str] | None]]:
    """Each desk that is meant, with the files to look at, relative to its root with forward slashes; None for all.

    Without paths the desk that `briefing` would open. A folder means the briefs in it. What is no brief by its name is
    passed over with a word. Raises `Refused` for a path that is not there.
    """
    from briefing.cli.desks import chosen
    from briefing.desk.scan import REGISTRY_FILES, could_be_brief, find_root, scan

    if not paths:
        return [(chosen(None).resolve(), None)]
    found: dict[Path, set[str] | None] = {}
    for given in paths:
        path = Path(os.path.abspath(given))
        if not path.exists():
            raise Refused(f"there is no file or folder {given}")
        root = find_root(path) or (path if path.is_dir() else path.parent)
        name = path.relative_to(root).as_posix()
        if name == ".":
            found[root] = None
            continue
        files = found.setdefault(root, set())
        if files is None:
            continue
        if path.is_dir():
            files |= {stat.path for stat in scan(root) if stat.path.startswith(f"{name}/")}
        elif could_be_brief(name) or name in REGISTRY_FILES:
            files.add(name)
        else:
            print(f"{given} is no brief (those end in .yaml, .yml or .md); passed over", file=sys.stderr)
    return sorted(found.items(), key=lambda item: str(item[0]))
