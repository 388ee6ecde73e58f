"""The command line: one module a subcommand, loaded when it is called. Nothing here draws or reads a desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from briefing.cli.output import Unwritten, ready, tell, unwritten
from briefing.cli.table import COMMANDS
from briefing.model.haste import end, never_collect
from briefing.model.system import is_path

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
        return [*arguments]
    if first.startswith("-") or is_path(first) or os.path.isdir(first):
        return ["read", *arguments]
    return [*arguments]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process. Exit status 2 when it could not do what was asked or write the answer,
    and 141, like any program in a pipe, when nobody reads on.
    """
    given = with_command(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        never_collect()  # those that stay turn it on again
    is_quick = arguments is None and given[:1] not in (["read"], ["open"])
    try:
        try:
            _run(given)
        except SystemExit as how:
            if is_quick:
                end(how)  # within, since it is here that what was printed last is written
            raise
        except KeyboardInterrupt:
            sys.exit(130)  # as shells have it for a program that was told to stop
    except Unwritten as stopped:
        end(unwritten(stopped.error))
    except OSError as error:
        end(unwritten(error))


def _run(given: list[str]) -> None:
    ready()
    if COMPLETE in os.environ:
        from briefing.cli.group import complete

        complete()
    if given[0] == "read" and len(given) <= 2 and not any(word.startswith("-") for word in given):
        _read_at_once(*given[1:])
    elif given[0] == "check" and not any(word.startswith("-") for word in given):
        _check_at_once(given[1:])
    elif given[0] == "rename":
        _rename_at_once(given[1:])
    from briefing.cli.group import run

    run(given)


def _check_at_once(paths: Sequence[str]) -> None:
    """Check without options, as editors and hooks do with each file. Without a parser for options it takes 16 ms less,
    a tenth of the check of one brief."""
    from briefing.cli.checking import CheckOptions, run

    _or_refused(lambda: run(paths, CheckOptions()))


def _rename_at_once(words: Sequence[str]) -> None:
    """Rename where no parser is needed: 40 ms before it is loaded all files are being looked through already, which is
    a fifth of a rename in 10,000 of them."""
    from briefing.cli.renaming import plainly, run

    if (asked := plainly(words)) is not None:
        _or_refused(lambda: run(asked))
        sys.exit(0)


def _read_at_once(desk: str | None = None) -> None:
    """Open a desk without options: the parser for them would come before the first frame."""
    from briefing.cli.start import start

    _or_refused(lambda: start(desk))
    sys.exit(0)


def _or_refused(do: Callable[[], object]) -> None:
    """Do what a command does; what is refused is said, and ends the process with 2, as the parser would."""
    from briefing.cli.refused import Refused

    try:
        do()
    except Refused as error:
        tell(f"Error: {error}")
        sys.exit(2)
