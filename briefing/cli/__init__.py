"""The command line: one module a subcommand, loaded when it is called. Nothing here draws or reads a desk."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

COMMANDS = {
    "read": "Open a desk in the reader (what `briefing` alone does).",
    "open": "Open the reader at a line of a file: `briefing open talks.yaml:12`.",
    "list": "Print the stories of a desk, or its actors or venues.",
    "show": "Print a story, or whatever else has an id.",
    "search": "Print the stories that a query finds.",
    "questions": "Print the open questions of a desk.",
    "timeline": "Print what happened and what is to come.",
    "who": "Print what a desk knows of an actor.",
    "where": "Print what a desk knows of a place.",
    "path": "Print how two actors are connected.",
    "digest": "Print what is new since your last visit, or since a day.",
    "check": "Check briefs: every mistake with its place, its reason and its fix.",
    "fmt": "Bring briefs into one form: keys in order, the body last, comments kept.",
    "explain": "Print what a key, a word or a code means, with an example.",
    "schema": "Print the JSON Schema of a brief, for editors.",
    "init": "Make a new desk, with tests and all that a team needs.",
    "new": "Write a brief to begin with.",
    "snapshot": "Draw the reader into a file, without a terminal.",
    "completion": "Print what a shell needs to complete commands and ids.",
    "doctor": "Print what the program finds around itself, and what is wrong with it.",
    "keys": "Print every command with its keys, yours marked, and what is wrong with them.",
    "themes": "Print the themes, and what is the matter with them.",
}
"""Every subcommand with its line of help; each is the module of that name here."""


COMPLETE = "_BRIEFING_COMPLETE"
"""The variable by which a shell asks what could be typed."""


def with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with `read` put in where no command is named: `briefing`, `briefing DESK`, `briefing --at DATE`.

    A single word that is neither a command nor a folder is left for the parser to refuse.
    """
    if not arguments:
        return ["read"]
    first = arguments[0]
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return list(arguments)
    if first.startswith("-") or "/" in first or first in (".", "..") or Path(first).is_dir():
        return ["read", *arguments]
    return list(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process. Exit status 2 when it could not do what was asked."""
    given = with_command(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        gc.disable()  # most commands end sooner than it would pay; those that stay turn it on again
    if COMPLETE in os.environ:
        given = []
    elif given[0] == "read" and len(given) <= 2 and not any(word.startswith("-") for word in given):
        _read_at_once(*given[1:])
    elif given[0] == "check" and not any(word.startswith("-") for word in given):
        _check_at_once(given[1:])
    from briefing.cli.group import group

    try:
        group.main(given, prog_name="briefing")
    except SystemExit as end:
        if arguments is None and given[:1] not in (["read"], ["open"]):
            _end(end)
        raise


def _check_at_once(paths: Sequence[str]) -> None:
    """Check without options, as editors and hooks do with each file."""
    from briefing.cli.checking import Wish, run
    from briefing.cli.refused import Refused

    try:
        run(paths, Wish())
    except Refused as error:
        print(f"Error: {error}", file=sys.stderr)
        _end(SystemExit(2))
    except SystemExit as end:
        _end(end)


def _end(how: SystemExit) -> NoReturn:
    """End the process at once: taking all values apart again is a tenth of the time."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(how.code if isinstance(how.code, int) else 0 if how.code is None else 1)


def _read_at_once(desk: str | None = None) -> None:
    """Open a desk without options: loading a parser for them would be felt before the first frame."""
    from briefing.cli.refused import Refused
    from briefing.cli.start import start

    try:
        start(desk)
    except Refused as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(2)
    sys.exit(0)
