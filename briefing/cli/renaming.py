"""What `briefing rename` does, however its words were read."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.value import NamedTuple


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
    from briefing.cli.desks import way_to_change
    from briefing.desk.registry.finding import WordSearch

    root = way_to_change(asked.desk)
    search = WordSearch(root, [asked.old, asked.new])
    # All else is loaded while the files are looked through.
    from briefing.cli.changing import journal_of, put_in_place, refusing, show_change, tell_of
    from briefing.desk.registry.quick import quick_rename

    with refusing():
        journal = None if asked.dry_run else journal_of(root, search)
        steps = None if asked.forget else quick_rename(root, asked.old, asked.new, search)
        if steps is not None:
            title = f"rename {asked.old} to {asked.new}"
            if journal is not None:
                journal.carry_out(title, steps)
            else:
                from briefing.cli.targets import DeskAsCalled

                here = DeskAsCalled(root)
                for step in steps:
                    show_change(here, step.file, step.before or b"", step.after or b"")
            tell_of(title, len(steps), journal)
            return
        from pathlib import Path

        from briefing.desk.registry.files import DeskFiles
        from briefing.desk.registry.rename import rename

        files = DeskFiles(Path(root), search=search)
        put_in_place(files, rename(files, asked.old, asked.new, keeps=not asked.forget), journal)
