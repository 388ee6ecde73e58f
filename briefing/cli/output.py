"""The one way out: all that commands print goes through here.

An answer goes to standard output, what is told a person beside it to standard error. What cannot be written ends in a
sentence and the exit status 2; what cannot be told changes nothing. No control reaches a terminal but the manners of
`report/text.py`, and no line is a command of a GitHub workflow unless it is meant to be one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

from briefing.cli.terminal import close_off, has_colours, rows, write_aside
from briefing.model.names import clean

_CLOSED = 141
"""The exit status of a program whose reader went away: 128 and the number of SIGPIPE, as shells have it."""
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
_ISOLATES = "(?![\u2068\u2069])"
"""Not the signs that a line of the screen has around a column from right to left, each with its end."""
_MANNERS = rf"(?!\x1b\[[0-9;]*m){_CONTROL}"
"""Controls, but for the manners that a terminal with colours understands."""
_WORKFLOW = r"(?m)^(?=[^\S\n]*::)|(?<=#)(?=#\[)"
"""Where a line would be taken for a command by the runner of a GitHub workflow (`::error::`, `##[error]`)."""


def ready() -> None:
    """Put something where the shell closed standard input or error: else a file that is opened takes their numbers, and
    what is told goes into it. Raises `OSError` where standard output is closed."""
    if sys.stdin is not None and sys.stdout is not None and sys.stderr is not None:
        return
    is_open = sys.stdout is not None
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # which takes the lowest number that is free
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if not is_open:
        from errno import EBADF

        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        raise OSError(EBADF, os.strerror(EBADF))


class Unwritten(Exception):
    """An answer could not be written. It is no `OSError`, which would be taken for one of the file that is told of."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def print_lines(lines: Iterable[str], paged: bool = False, drawn: bool = False) -> None:
    """Print lines of an answer; with `paged`, in a terminal that they would scroll through, by the pager; `drawn` are
    those of a screen. Raises `Unwritten`.

    `$PAGER` names it, `less` is the usual one; set to nothing or to `cat` there is none.
    """
    pattern = _MANNERS if has_colours() else _CONTROL
    if drawn:
        pattern = _ISOLATES + pattern
    is_workflow = bool(os.environ.get("GITHUB_ACTIONS"))
    safe: Iterator[str] = (_safe(line, pattern, is_workflow) for line in lines)
    height = rows() if paged else 0
    if height and sys.stdin.isatty():
        shown = list(islice(safe, height))  # the rest is made as it is scrolled to
        safe = chain(shown, safe)
        if len(shown) >= height and os.environ.get("PAGER", "less") not in ("", "cat"):
            import click

            os.environ.setdefault("LESS", "FRX")
            click.echo_via_pager((f"{line}\n" for line in safe), color=has_colours())
            return
    _write(f"{line}\n" for line in safe)


def print_as_it_is(text: str) -> None:
    """Print what is made for a program, and is safe by itself: a file of ours, a diff, a format that has escapes of its
    own. Raises `Unwritten`."""
    _write([text])


def print_pieces(pieces: Iterable[str]) -> None:
    """Print, one after the other, pieces of whole lines of a format that nothing in it steers; what would be a command
    of a workflow is made inert. Raises `Unwritten`."""
    _write(map(_inert, pieces) if os.environ.get("GITHUB_ACTIONS") else pieces)


def tell(text: str) -> None:
    """Tell a person, not the pipe; a password that was typed is not repeated."""
    from briefing.model.secrets import hidden

    text = clean(hidden(text, (*sys.argv, os.environ.get("BRIEFING_DESK", ""))))
    write_aside(f"{_inert(text) if os.environ.get('GITHUB_ACTIONS') else text}\n")


def begin_anew() -> None:
    """Clear the terminal, if that is what is printed to."""
    if sys.stdout.isatty():
        print_as_it_is("\x1b[H\x1b[2J\x1b[3J")


def can_ask(aside: bool = False) -> bool:
    """Whether somebody sits there who could be asked, `aside` on standard error."""
    return sys.stdin.isatty() and (sys.stderr if aside else sys.stdout).isatty()


def is_confirmed(question: str, default: bool = True, aside: bool = False) -> bool:
    """Whether who sits there says yes; return says the default. The question is asked `aside`, on standard error, where
    standard output has an answer."""
    import click

    return click.confirm(clean(question), default=default, err=aside)


def unwritten(error: OSError) -> SystemExit:
    """How to end where the answer could not be written, or the system refused something that nobody foresaw.

    What is left has nowhere to go: standard output leads nowhere from here on.
    """
    close_off(sys.stdout)
    if isinstance(error, BrokenPipeError):  # `head` has had enough
        return SystemExit(_CLOSED)
    why = error.strerror or str(error)
    if isinstance(error.filename, str | bytes):
        why = f"{os.fsdecode(error.filename)}: {why}"
    else:
        why = f"the answer could not be written: {why}"
    tell(f"Error: {why}")
    return SystemExit(2)


def _safe(line: str, pattern: str, is_workflow: bool) -> str:
    if not (line.isascii() and line.isprintable()):
        import re

        line = re.sub(pattern, "\ufffd", line)
    return _inert(line) if is_workflow else line


def _inert(line: str) -> str:
    import re

    return re.sub(_WORKFLOW, "·", line)


def _write(texts: Iterable[str]) -> None:
    try:
        stream = _sound(sys.stdout)
        stream.writelines(texts)
        stream.flush()
    except OSError as error:
        raise Unwritten(error) from None


def _sound(stream: TextIO) -> TextIO:
    """A stream that takes every character: a pipe gets UTF-8 whatever the locale is, a terminal what it can show."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and stream.errors != "replace":
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream
