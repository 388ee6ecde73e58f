"""`briefing fmt`: briefs in one form."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.checking import Change
    from briefing.desk.scan import Survey


@click.command("fmt")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--check", "check", is_flag=True, help="Change nothing; name the files that would change.")
@click.option("--diff", "diff", is_flag=True, help="Change nothing; print what would change.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Bring the briefs PATH (files and folders), or the whole desk, into one form.

    Keys in the order of the format, `body` last, lists two blanks in; every comment stays with its key, and what the
    file says stays the same. A brief in braces, as JSON is, is passed over, and so is what a link leads to that leads
    out of the desk, unless it is named. The exit status is 1 when something would change (with --check or --diff), and
    2 when a file could not be formatted: what YAML cannot read is left as it is.
    """
    from briefing.check.format import NotFormatted, Unreadable
    from briefing.cli.desks import from_here
    from briefing.cli.output import print_as_it_is, print_lines, tell
    from briefing.cli.targets import refuse_nothing, targets, title
    from briefing.desk.checking import rewrite
    from briefing.desk.scan import NO_FRONT_MATTER, survey
    from briefing.model.names import one_line
    from briefing.model.nouns import counted
    from briefing.report.diff import diff_lines

    changed = same = broken = 0
    meant = targets(paths)
    desks = [(root, survey(root).within(files)) for root, files in meant]
    named = {root / file for root, files in meant for file in files or ()}
    if paths and not any(map(os.path.isdir, paths)):  # as hooks do, which name Markdown that is no brief
        same = sum(len(found.passed.pop(NO_FRONT_MATTER, ())) for _root, found in desks)
    if not same:
        refuse_nothing([(title(root), found) for root, found in desks])
    for root, found in desks:
        for file, outcome in _outcomes(root, found, named):
            name = one_line(from_here(root / file))
            if isinstance(outcome, Exception):
                tell(f"{name}: left as it is: {getattr(outcome, 'strerror', None) or outcome}")
                if isinstance(outcome, NotFormatted) and not isinstance(outcome, Unreadable):
                    same += 1
                else:
                    broken += 1
            elif outcome is None:
                same += 1
            else:
                changed += 1
                if diff:
                    print_as_it_is("".join(diff_lines(name, outcome.before, outcome.after, sys.stdout.isatty())))
                    continue
                print_lines([f"{name} would change" if check else name])
                try:
                    None if check else rewrite(root, outcome)
                except OSError as error:
                    raise Refused(f"{name} could not be written: {error.strerror or error}") from None
    if not diff:
        verb = "would change" if check else "changed"
        print_lines([f"{counted(changed, 'file')} {verb}, {same:,} as {'it was' if same == 1 else 'they were'}"])
    sys.exit(2 if broken else int(changed > 0 and (check or diff)))


def _outcomes(root: Path, found: Survey, named: Collection[Path]) -> Iterator[tuple[str, Change | Exception | None]]:
    """Each file with its change, or with why it is left as it is; neither where it has its form. What leads out of the
    desk is changed only if it was named."""
    from briefing.check.format import NotFormatted, formatted
    from briefing.desk.checking import Change
    from briefing.desk.outside import LEADS_OUT, leads_out
    from briefing.desk.scan import table_of
    from briefing.model.files import read
    from briefing.parse.read_table import is_guest, is_markdown
    from briefing.parse.registry_name import is_registry
    from briefing.parse.text import decode, limit_of

    table = table_of(root)
    for file in sorted([*found.registries, *found.briefs]):
        try:
            data = read(root / file, limit_of(file) + 1)
            text = decode(data, file)
            if is_markdown(file) and is_guest(text.lines, table):
                yield file, None  # the form of another tool is that tool's
                continue
            after = formatted(text, is_registry(file))
            change = Change.to(after, file, data)
            if change and root / file not in named and leads_out(root, file):
                raise NotFormatted(LEADS_OUT)
            yield file, change
        except (OSError, NotFormatted) as error:
            yield file, error
