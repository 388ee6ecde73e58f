"""`briefing fmt`: briefs in one form."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.checking import Change


@click.command("fmt")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--check", "check", is_flag=True, help="Change nothing; name the files that would change.")
@click.option("--diff", "diff", is_flag=True, help="Change nothing; print what would change.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Bring the briefs PATH (files and folders), or the whole desk, into one form.

    Keys in the order of the format, `body` last, lists two blanks in; every comment stays, and what the file says stays
    the same. The exit status is 1 when something would change (with --check or --diff), and 2 when a file could not be
    formatted: what YAML cannot read is left as it is.
    """
    from briefing.cli.targets import targets
    from briefing.desk.checking import rewrite
    from briefing.model.nouns import counted
    from briefing.report.diff import diff_lines

    changed = same = broken = 0
    for root, files in targets(paths):
        for file, change, trouble in _changes(root, files):
            name = Path(os.path.relpath(root / file)).as_posix()
            if trouble:
                print(f"{name}: left as it is: {trouble}", file=sys.stderr)
                broken += 1
            elif change is None:
                same += 1
            else:
                changed += 1
                if diff:
                    sys.stdout.writelines(diff_lines(name, change.before, change.after))
                    continue
                print(f"{name} would change" if check else name)
                try:
                    None if check else rewrite(root, change)
                except OSError as error:
                    raise Refused(f"{name} could not be written: {error.strerror or error}") from None
    if not diff:
        verb = "would change" if check else "changed"
        print(f"{counted(changed, 'file')} {verb}, {same} as {'it was' if same == 1 else 'they were'}")
    sys.exit(2 if broken else int(changed > 0 and (check or diff)))


def _changes(root: Path, files: set[str] | None) -> Iterator[tuple[str, Change | None, str]]:
    """Each file with its change, if it has one, and why it is left alone, if it is."""
    from briefing.check.format import NotFormatted, formatted
    from briefing.desk.checking import Change
    from briefing.desk.scan import REGISTRY_FILES, scan
    from briefing.parse.text import LIMIT, decode

    if files is None:
        files = {stat.path for stat in scan(root)} | {name for name in REGISTRY_FILES if (root / name).is_file()}
    for file in sorted(files):
        try:
            with (root / file).open("rb") as stream:
                data = stream.read(LIMIT + 1)
            after = formatted(decode(data, file), file in REGISTRY_FILES)
        except OSError as error:
            yield file, None, error.strerror or str(error)
        except NotFormatted as error:
            yield file, None, str(error)
        else:
            yield file, Change.to(after, file, data), ""
