"""Which files of which desks the arguments of a command mean."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from briefing.cli.desks import from_here, own_desk, way_here, whole_way
from briefing.cli.output import tell
from briefing.cli.refused import Refused
from briefing.report.words import passed_over

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.desk.scan import Survey


def targets(paths: Sequence[str]) -> list[tuple[Path, set[str] | None]]:
    """The `desks_meant`, as `Path`s. Raises `Refused` as that does."""
    from pathlib import Path

    return [(Path(root), files) for root, files in desks_meant(paths)]


def desks_meant(paths: Sequence[str]) -> list[tuple[str, set[str] | None]]:
    """Each desk that is meant, with its files and folders to look at, relative to its root with forward slashes, a
    folder with one at the end; None for all.

    Without paths the desk where one is, else those below, else the one that the user has set; never the sample, which
    is nobody's to check. A folder means what is in it. What is no brief by its name is passed over with a word. Raises
    `Refused` for a path that is not there, and where there is no desk.
    """
    from briefing.desk.scan import could_be_brief, desks_below, root_of
    from briefing.model.names import one_line
    from briefing.parse.registry_name import is_registry

    if not paths:
        folder = way_here()
        near = root_of(folder)
        roots = [near] if near else desks_below(folder) or [str(own_desk() or _refuse(folder))]
        return [(os.path.realpath(root), None) for root in roots]
    found: dict[str, set[str] | None] = {}
    for given in paths:
        path = whole_way(given)
        if not os.path.exists(path):
            raise Refused(f"there is no file or folder {given}")
        is_folder = os.path.isdir(path)
        if is_folder:
            try:
                os.scandir(path).close()
            except OSError as error:
                raise Refused(f"{given} could not be read: {error.strerror or error}") from None
        root = root_of(path)
        if root is None and is_folder and (below := desks_below(path)):
            found |= dict.fromkeys(below)
            continue
        root = root or (path if is_folder else os.path.dirname(path))
        name = os.path.relpath(path, root).replace(os.sep, "/")
        files = found.setdefault(root, set()) if name != "." else None
        if files is None:
            found[root] = None
        elif is_folder:
            files.add(f"{name}/")
        elif could_be_brief(name) or is_registry(name):
            files.add(name)
        else:
            tell(f"{one_line(given)} is no brief (those end in .yaml, .yml or .md); passed over")
    return sorted(found.items(), key=lambda item: item[0])


def _refuse(folder: str) -> NoReturn:
    from briefing.desk.scan import is_everybodys, survey

    reason = "no desk is here: name a folder or files, or make a desk with `briefing init`"
    if not is_everybodys(folder):
        contents = survey(folder)
        passed = {**contents.passed, "YAML without title and body": contents.briefs}
        reason = "; ".join(filter(None, [reason, passed_over(passed)]))
    raise Refused(reason)


def title(root: str | os.PathLike[str]) -> str:
    """How a desk is called from here: its folder's name where one stands in it, the way down, or its whole path."""
    from briefing.model.names import one_line

    way = from_here(root)
    return one_line(os.path.basename(root) if way == "." else str(root) if way.startswith("..") else way) or str(root)


class DeskAsCalled:
    """How one desk and its files are called from here; they may lie above."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        prefix = from_here(root)
        self._prefix = "" if prefix == "." else f"{prefix}/"
        is_above = prefix.startswith("..") and set(prefix.split("/")) == {".."}
        self._here = f"{os.path.relpath('.', root)}/".replace(os.sep, "/") if is_above else ""
        self.title = title(root)

    def called(self, file: str) -> str:
        """The way from here to a file of the desk."""
        if self._here and file.startswith(self._here):
            return file.removeprefix(self._here)
        return self._prefix + file


def refuse_nothing(desks: Sequence[tuple[str, Survey]]) -> None:
    """Raise `Refused` where of some desks, by their titles, none has a file to look at."""
    if any(survey.files for _title, survey in desks):
        return
    where = " or ".join(title for title, _survey in desks) or "what was named"
    told = [passed_over(survey.passed) for _title, survey in desks]
    raise Refused("; ".join([f"there is no brief in {where}", *filter(None, told), *ways_in(desks)]))


def ways_in(desks: Sequence[tuple[str, Survey]]) -> list[str]:
    """How to read the Markdown of other tools in folders, by their titles, where nothing says how yet."""
    from briefing.desk.scan import NO_FRONT_MATTER

    return [
        f"`briefing init --from {title}` reads Markdown without"
        for title, one in desks
        if NO_FRONT_MATTER in one.passed
    ][:1]
