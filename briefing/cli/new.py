"""`briefing new`: a brief to begin with."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from briefing.cli.desks import from_here
from briefing.cli.output import print_lines
from briefing.cli.refused import Refused
from briefing.cli.writing import edit_file, folder_for, into

SCHEMA = "brief.schema.json"
_BRIEF = """\
# yaml-language-server: $schema={schema}
title: {title}
date: {date}
# actors: [names, or ids of actors.yaml]
# venues: [names, or ids of places.yaml]
# questions:
#   - What is not known yet?

body: |
  TODO
"""


@click.command("new")
@click.argument("title", required=False)
@into
@click.option("--from", "article", metavar="ARTICLE", help="Draft it from an article, as `briefing draft` does.")
@click.option("--edit", is_flag=True, help="Open it in your editor ($VISUAL or $EDITOR).")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(title: str | None, desk: str | None, article: str | None, edit: bool, at: str | None) -> None:
    """Write a brief with TITLE and today's date. No file is ever overwritten, and none has a registry's name: the brief
    "Places" is places-brief.yaml.

    Its first line leads editors to the desk's brief.schema.json, which is written beside the registry if it is not
    there: with it they complete keys and ids, and explain them. With --from, the brief is drafted of an article, under
    its own title unless there is a TITLE, opened in your editor, and checked when you are done.
    """
    if article is not None:
        from briefing.cli.drafting import drafted

        drafted(article, desk, at, title=title or "", is_edited=True)
    elif title is not None:
        _write(title, desk, edit, at)
    else:
        raise Refused("name a title, `briefing new TITLE`, or an article, `briefing new --from ARTICLE`")


def _write(title: str, desk: str | None, edit: bool, at: str | None) -> None:
    from briefing.cli.desks import today
    from briefing.desk.scan import find_root
    from briefing.model.files import put_new
    from briefing.model.names import name_of_file, one_line
    from briefing.parse.registry_name import file_name, is_registry

    folder = folder_for(desk)
    root = find_root(folder) or folder
    name = one_line(title)
    if not name:
        raise Refused("a brief needs a title")
    file = folder / file_name(name_of_file(name))
    if is_registry(os.path.relpath(file, root).replace(os.sep, "/")):
        raise Refused(f"the files in {from_here(folder)} are the registry's; name another folder with --desk")
    day = today(at)
    try:
        schema = _schema(root, folder)
        put_new(file, _text(name, day, schema).encode())
    except FileExistsError:
        raise Refused(f"{from_here(file)} is there already; nothing was written") from None
    except OSError as error:
        raise Refused(f"{from_here(file)} could not be written: {error.strerror or error}") from None
    print_lines([f"{from_here(file)} is yours to write; `briefing check` says what is still missing"])
    if edit:
        edit_file(file, _BRIEF.count("\n"))


def _text(title: str, day: date, schema: str) -> str:
    from briefing.parse.quoting import scalar

    return _BRIEF.format(schema=schema, title=scalar(title), date=day.isoformat())


def _schema(root: Path, folder: Path) -> str:
    """Where the desk's schema is, seen from a folder; it is made if there is none."""
    file = root / SCHEMA
    if not file.exists():
        from briefing.cli.schema import made
        from briefing.model.files import put

        put(file, made(str(root)))
        print_lines([f"{from_here(file)} was made for your editor; `briefing schema --desk` makes it anew"])
    return Path(os.path.relpath(file, folder)).as_posix()
