"""`briefing state`: what a reader did on a desk, as a text that is carried to another machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.desk_options import opened_desk
from briefing.cli.desks import absolute, carry_marks, marked, reader_state
from briefing.cli.output import print_as_it_is, print_lines
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.model.traces import Trace

_output = click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write it there, whole or not at all; it may be read here, too."
)


@click.group("state")
def command() -> None:
    """Carry what you marked from machine to machine: what you read and starred, your tags and notes, where you were.

    `export` makes a text of it, a mark a line, which git, Syncthing or a mail carries; `import` brings one into what is
    kept here; `merge` makes one of several. Of each mark that is right which was made last, and one that was taken off
    stays off: nothing else is lost, in whichever order and however often.
    """


@command.command("export")
@_output
@opened_desk
def _export(output: str | None, desk: str | None) -> None:
    """Print what you marked on a desk, a mark a line."""
    from briefing.desk.traces import all_traces

    carry_marks(desk)
    with reader_state(marked(desk)) as state:
        nothing: list[Trace] = []
        _put(state.ask(lambda db: list(all_traces(db)), nothing) if state else nothing, output)


@command.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@opened_desk
def _import(files: tuple[str, ...], desk: str | None) -> None:
    """Bring what files of `export` hold into what is kept here; `-` is what is piped in.

    Either all of it is taken in or, where a line cannot be read, nothing.
    """
    from briefing.config.paths import Folders
    from briefing.desk.state import State, StateError
    from briefing.desk.traces import take_in
    from briefing.model.nouns import counted

    try:
        traces = [trace for file in files for trace in _read(file)]
    except Refused as error:
        raise Refused(f"nothing was taken in: {error}") from None
    state = State(marked(desk), Folders.find(os.environ).state)
    try:
        taken = state.change(lambda db: take_in(db, traces))
    except StateError as error:
        raise Refused(f"nothing was taken in: {str(error).partition(':')[0]}") from None
    finally:
        state.close()
    carry_marks(desk)
    print_lines([f"{counted(len(taken), 'mark')} taken in, of {len({trace.key for trace in traces}):,}"])


@command.command("merge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@_output
def _merge(files: tuple[str, ...], output: str | None) -> None:
    """Make one file of several, each of `export`, and print it. What is kept here stays as it is."""
    _put([trace for file in files for trace in _read(file)], output)


def _read(file: str) -> list[Trace]:
    """The marks of a file. Raises `Refused`."""
    from briefing.desk.trace_file import TraceFileError, as_traces
    from briefing.model.files import read
    from briefing.model.limits import MARKS
    from briefing.model.names import one_line

    name = "standard input" if file == "-" else one_line(file)
    try:
        data = sys.stdin.buffer.read(MARKS + 1) if file == "-" else read(absolute(file), MARKS + 1)
        return as_traces(data)
    except OSError as error:
        raise Refused(f"{name} could not be read: {error.strerror or error}") from None
    except TraceFileError as error:
        raise Refused(f"{name}, {error}") from None


def _put(traces: Iterable[Trace], output: str | None) -> None:
    from briefing.desk.trace_file import lines
    from briefing.model.files import put
    from briefing.model.names import one_line
    from briefing.model.nouns import counted

    made = [*lines(traces)]
    text = "".join(f"{line}\n" for line in made)
    if output is None:
        print_as_it_is(text)
        return
    try:
        put(Path(absolute(output)), text.encode())
    except OSError as error:
        raise Refused(f"{one_line(output)} could not be written: {error.strerror or error}") from None
    print_lines([f"{one_line(output)}: {counted(len(made) - 1, 'mark')}"])
