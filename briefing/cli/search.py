"""`briefing search`: the stories that a query finds."""

from __future__ import annotations

import sys

import click

from briefing.cli.asking import MINUS
from briefing.cli.printing import AnswerOptions, printed


@click.command("search", context_settings=MINUS)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), metavar="N", default=20, help="At most N stories (20).")
@printed
def command(words: tuple[str, ...], limit: int, desk: str | None, at: str | None, shape: str) -> None:
    """Print the stories that a query finds, best first, each with the sentence that was hit.

    The query is that of the reader: words that must all be there, `-word` for one that must not, `"a phrase"` (in
    quotes that the shell leaves alone), and keys: `briefing search ceasefire actor:erdogan since:2025-05 is:unread`.
    The exit status is 1 when nothing is found.
    """
    from briefing.cli.asking import found
    from briefing.cli.printing import counted_out, put_blocks, put_list
    from briefing.cli.terminal import columns

    answer = found(
        " ".join(words), desk, at, lambda asked, query, read, starred: asked.search(query, read, starred, limit)
    )
    if shape == "md" or (shape == "text" and columns()):
        from briefing.report.lists import hit_blocks

        put_blocks(hit_blocks(answer.hits), shape)
    else:
        put_list("hits", answer.hits, AnswerOptions(desk, at, shape))
    counted_out(len(answer.hits), answer.count, "stories")
    sys.exit(0 if answer.hits else 1)
