"""`briefing mcp`: a server of questions for assistants."""

from __future__ import annotations

import os
import sys

import click

from briefing.cli.desk_options import opened_desk
from briefing.cli.output import tell


@click.command("mcp")
@opened_desk
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(desk: str | None, at: str | None) -> None:
    """Serve an assistant: it asks what the commands that print answer, of one desk, and gets JSON with the file and the
    line of every sentence (Model Context Protocol, over standard input and output).

    It reads that desk and nothing else, writes no file of it and fetches nothing. What briefs say is given as quoted
    data, and said to be so.
    """
    import briefing
    from briefing.cli.assistant_tools import IS_DATA, tools
    from briefing.cli.desks import chosen, published, today
    from briefing.mcp.protocol import ToolServer

    today(at)  # refused now, and not with every question
    address = published(desk)
    named = address.whole if address else str(chosen(desk).resolve())
    if sys.stdin.isatty():
        tell("This is for an assistant, which starts it by itself; README says how.")
    reads, writes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed, by whomever, is no message
    says = f"A desk of news briefs. Ask `list` or `search` first; ids lead on with `show`, `who`, `where`. {IS_DATA}"
    ToolServer("briefing", briefing.__version__, says, tools(named, at)).serve(reads, writes)
