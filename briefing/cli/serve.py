"""`briefing serve`: the reader in a browser."""

from __future__ import annotations

import json
import os
import sys
from functools import partial

import click

from briefing.cli.completing import themes
from briefing.cli.output import print_lines, tell
from briefing.cli.refused import Refused
from briefing.ui.commands import VIEW_NAMES

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); from briefing.cli import main; main(sys.argv[1:])"
)
"""A reader, with the path as it is here: the package need not be installed, and a desk may have a json.py."""


@click.command("serve")
@click.argument("desk", required=False, type=click.Path())
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen there; 0.0.0.0 is to the whole network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--token", is_flag=True, help="Ask for a token on this machine, too: others may use it.")
@click.option("--open", "opened", metavar="ID", help="Open this story, actor, place or question.")
@click.option("--view", type=click.Choice(VIEW_NAMES), help="Begin with this view.")
@click.option("--theme", metavar="NAME", shell_complete=themes, help="Use this theme, whatever the browser's light.")
@click.option("--at", metavar="DATE", help="Read as if it were this day (2025-05-16).")
def command(
    desk: str | None,
    host: str,
    port: int,
    token: bool,
    opened: str | None,
    view: str | None,
    theme: str | None,
    at: str | None,
) -> None:
    """Show the reader in a browser: DESK, or the one that `briefing` would open, to this machine alone.

    What is printed is the address to open. With another --host it has a token, without which nobody is let in; what is
    read is not encrypted on the way. From a browser nothing of a desk is changed, no program is started, and no other
    desk is opened; marks, tags and notes are kept as in the terminal. Ctrl-C ends it. It needs
    `pip install 'briefing-desk[serve]'`.
    """
    import asyncio
    import secrets

    from briefing.browser.gate import Gate, is_loopback
    from briefing.cli.desks import chosen, name_of, published, today

    try:
        from briefing.browser.server import ReaderServer
    except ImportError:
        raise Refused("this needs one more library: pip install 'briefing-desk[serve]'") from None
    from briefing.model.haste import collect_again

    today(at)  # refused now, and not in the browser
    address = published(desk)
    named = desk if address else str(chosen(desk).resolve())
    asked = {"--open": opened, "--view": view, "--theme": theme, "--at": at}
    words = (
        *(sys.executable, "-P", "-c", _START, json.dumps(sys.path), "read"),
        *(word for name, value in asked.items() if value for word in (name, value)),
        *(("--", named) if desk is not None and named else ()),
    )
    gate = Gate(host, secrets.token_urlsafe(24) if token or not is_loopback(host) else "")
    collect_again()
    try:
        asyncio.run(
            ReaderServer(words, gate, f"briefing · {name_of(desk)}").run(host, port, partial(_told, host, gate.token))
        )
    except OSError as error:
        raise Refused(
            f"nothing can listen at {host}:{port}: {error.strerror or os.strerror(error.errno or 0)}"
        ) from None


def _told(host: str, token: str, port: int) -> None:
    import socket

    from briefing.browser.gate import is_loopback

    everywhere = host in ("0.0.0.0", "::")
    name = socket.gethostname() if everywhere else f"[{host}]" if ":" in host else host
    print_lines([f"http://{name}:{port}/{f'?token={token}' if token else ''}"])
    if not is_loopback(host):
        tell("Whoever has this address reads this desk and your marks, and the way there is not encrypted.")
    tell("Ctrl-C ends it.")
