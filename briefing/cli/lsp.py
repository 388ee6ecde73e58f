"""`briefing lsp`: the language server."""

from __future__ import annotations

import os
import sys

import click

from briefing.cli.output import tell


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, which it does anyway.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(stdio: bool, at: str | None) -> None:
    """Serve an editor: what is wrong as you type, what could stand here, what an id means, where it stands, and more.

    An editor starts it by itself and talks to it over standard input and output (Language Server Protocol 3.17):
    `docs/editors.md` says how. It reads the desks of the editor's workspace and nothing else, fetches nothing, and
    writes no file: what changes, the editor changes.
    """
    from briefing.cli.desks import today
    from briefing.config.paths import Folders, runtime
    from briefing.lsp.server import serve
    from briefing.model.clock import Clock
    from briefing.model.haste import collect_again

    if sys.stdin.isatty():
        tell("This is for an editor, which starts it by itself; docs/editors.md says how.")
    collect_again()
    clock = Clock.on(today(at)) if at else Clock()
    # never closed: a thread waits for the next message, and closing would wait for it
    reads, writes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed, by whomever, is no message
    sys.exit(serve(reads, writes, lambda: Folders.find(os.environ).cache, clock, runtime(os.environ)))
