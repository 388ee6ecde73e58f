"""What `briefing rename` does, however its words were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.plan import Plan


class Renaming(NamedTuple):
    """What is asked: the id, its new name, whether the old one is forgotten, the folder that `--desk` has, and whether
    nothing is to be written."""

    old: str
    new: str
    forget: bool = False
    desk: str | None = None
    dry_run: bool = False


def plainly(words: Sequence[str]) -> Renaming | None:
    """What the words of a command line ask, where they are in their plain form; None leaves them to the parser."""
    names: list[str] = []
    options: dict[str, bool | str] = {}
    rest = iter(words)
    for word in rest:
        if word in ("--forget", "--dry-run"):
            options[word[2:].replace("-", "_")] = True
        elif word == "--desk":
            options["desk"] = next(rest, "")
        elif word.startswith("-"):
            return None
        else:
            names.append(word)
    if len(names) != 2 or options.get("desk", "-") == "":
        return None
    return Renaming(*names, **options)  # type: ignore[arg-type]  # each is put under its own name above


def run(asked: Renaming) -> None:
    """Rename. Raises `Refused`."""
    from briefing.cli.changing import change

    def planned(files: DeskFiles) -> Plan:
        from briefing.desk.registry.rename import rename

        return rename(files, asked.old, asked.new, keeps=not asked.forget)

    change(asked.desk, asked.dry_run, planned, words=[asked.old, asked.new])
