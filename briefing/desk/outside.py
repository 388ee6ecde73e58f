"""Links by which a desk leads out of its folder: what lies behind them is read, told, and never written by the way."""

from __future__ import annotations

import os
from collections.abc import Iterator

from briefing.model.files import lies_in

LEADS_OUT = "it leads out of the desk; name it to have it changed"


def leads_out(root: str | os.PathLike[str], path: str) -> bool:
    """Whether a file of the desk, by its relative path, lies elsewhere: it is a link, or behind one."""
    return not lies_in(os.path.realpath(os.path.join(root, path)), os.path.realpath(root))


def ways_out(root: str | os.PathLike[str]) -> Iterator[str]:
    """The links of a desk that lead out of it, as `links` has them."""
    real = os.path.realpath(root)
    return (link for link, target in links(root) if not lies_in(target, real))


def links(root: str | os.PathLike[str]) -> Iterator[tuple[str, str]]:
    """The links in a desk by their relative paths, sorted in each folder, each with what it leads to, without links on
    the way there; none that is hidden."""
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            with os.scandir(os.path.join(root, prefix)) as listing:
                others = (entry for entry in listing if not entry.is_file(follow_symlinks=False))
                entries = sorted((one for one in others if one.name[0] != "."), key=lambda one: one.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_symlink():
                yield prefix + entry.name, os.path.realpath(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{prefix}{entry.name}/")
