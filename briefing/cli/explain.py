"""`briefing explain`: what a code means."""

from __future__ import annotations

import click

from briefing.cli import completing
from briefing.cli.refused import Refused


@click.command("explain")
@click.argument("codes", metavar="[CODE]...", nargs=-1, shell_complete=completing.codes)
def command(codes: tuple[str, ...]) -> None:
    """Print what a CODE means, why it matters, and an example of what is wrong and of what is right.

    Without a code, all of them with a line each.
    """
    from briefing.check.explain import as_text, explanations
    from briefing.model.names import nearest

    known = explanations()
    if not codes:
        for one in known.values():
            click.echo(f"{one.code}  {one.severity:<7}  {one.summary}")
        return
    for at, code in enumerate(codes):
        if code.upper() not in known:
            guess = nearest(code.upper(), known, 0.5)
            raise Refused(f"there is no code {code}" + (f"; did you mean {guess}?" if guess else ""))
        click.echo(("\n" if at else "") + as_text(known[code.upper()]))
