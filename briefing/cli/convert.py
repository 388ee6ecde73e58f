"""`briefing convert`: briefs in YAML as Markdown, and back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from briefing.cli.output import print_as_it_is, print_lines, tell
from briefing.cli.refused import Refused

_FORMS = {"yaml": (".yaml", ".yml"), "md": (".md", ".markdown")}


@click.command("convert")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--to", "form", type=click.Choice(tuple(_FORMS)), help="The form to have; of files, the other one.")
@click.option("--print", "is_printed", is_flag=True, help="Print a brief in its other form, and change nothing.")
def command(paths: tuple[str, ...], form: str | None, is_printed: bool) -> None:
    """Make of the briefs PATH in YAML Markdown with front matter, and the other way round; with --to, of the files of
    folders, too, or of the desk that you are in.

    Nothing is lost: keys and comments stand in the front matter as they stood, and the text is the same to the byte.
    The file gets its other ending (`talks.yaml`, `talks.md`) and keeps its id; no other file is written over. The exit
    status is 2 when one had to be left as it is, with the reason.
    """
    from briefing.check.convert import other_name
    from briefing.cli.desks import from_here
    from briefing.cli.targets import refuse_nothing, targets, title
    from briefing.desk.outside import links
    from briefing.desk.scan import survey
    from briefing.model.names import one_line
    from briefing.model.nouns import counted

    if form is None and (not paths or any(Path(path).is_dir() for path in paths)):
        raise Refused("say which form the briefs of a folder are to have: --to yaml or --to md")
    desks = [(root, survey(root).within(files)) for root, files in targets(paths)]
    refuse_nothing([(title(root), found) for root, found in desks])
    files = [
        (root, root / file)
        for root, found in desks
        for file in sorted(found.briefs)
        if form is None or not file.lower().endswith(_FORMS[form])
    ]
    if is_printed and len(files) != 1:
        raise Refused(f"--print is for one brief, and these are {len(files):,}")
    linked = {real: root / link for root, _found in desks for link, real in links(root)}
    failures = 0
    for root, file in files:
        name = one_line(from_here(file))
        try:
            after = _converted(root, file)
            if is_printed:
                print_as_it_is(after.decode())
            else:
                if file.is_symlink():
                    raise ValueError("it is a link to another file")
                if link := linked and linked.get(os.path.realpath(file)):
                    raise ValueError(f"{one_line(from_here(link))} is a link to it, and would lead nowhere")
                there = root / other_name(file.relative_to(root).as_posix())
                _move(file, there, after)
                print_lines([f"{name} is {one_line(from_here(there))} now"])
        except (OSError, ValueError) as error:
            failures += 1
            tell(f"{name}: left as it is: {getattr(error, 'strerror', None) or error}")
    if not is_printed:
        print_lines([f"{counted(len(files) - failures, 'brief')} converted"])
    sys.exit(2 if failures else 0)


def _converted(root: Path, file: Path) -> bytes:
    """What the file of a brief is in its other form. Raises `ValueError`, which says why it has none, and `OSError`."""
    from briefing.check.convert import converted, other_name
    from briefing.check.format import NotFormatted
    from briefing.desk.scan import table_of
    from briefing.model.files import read
    from briefing.parse.read_table import is_guest
    from briefing.parse.text import Text, decode, limit_of, mark_of

    path = file.relative_to(root).as_posix()
    data = read(file, limit_of(path) + 1)
    text = decode(data, path)
    try:
        after = converted(text)
    except NotFormatted as error:
        raise ValueError(str(error)) from None
    markdown = text if text.is_markdown else Text(after, other_name(path))
    if is_guest(markdown.lines, table_of(root)):
        raise ValueError("Markdown is read here as another tool's, as briefing.toml or its keys say")
    return mark_of(data) + after.encode()


def _move(file: Path, target: Path, after: bytes) -> None:
    """Put the brief's other form in its place: first the new file, then the old one goes, so that there always is one.
    Raises `ValueError` and `OSError`."""
    from briefing.model.files import put_new, read

    try:
        put_new(target, after)
    except FileExistsError:
        if read(target) != after:  # which it is where this was interrupted
            raise ValueError(f"{target.name} is there already") from None
    target.chmod(file.stat().st_mode & 0o7777)
    file.unlink()
