"""`briefing quotes`: the sentences that a query finds."""

from __future__ import annotations

import sys

import click

from briefing.cli.asking import MINUS
from briefing.cli.printing import AnswerOptions, printed


@click.command("quotes", context_settings=MINUS)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), metavar="N", default=100, help="At most N sentences (100).")
@printed
def command(words: tuple[str, ...], limit: int, desk: str | None, at: str | None, shape: str) -> None:
    """Print the sentences that a query finds, those of the newest story first, each with whom it names and its story.

    The query is that of `briefing search`. Names and words are asked of the sentence, all else of its story:
    `briefing quotes actor:erdogan when:2022`, `briefing quotes actor:erdogan actor:putin grain`. The exit
    status is 1 when nothing is found.
    """
    from briefing.cli.asking import found
    from briefing.cli.output import tell
    from briefing.cli.printing import put_blocks, put_list
    from briefing.cli.terminal import columns
    from briefing.model.query import QUOTES

    text = " ".join((QUOTES, *words))
    answer = found(
        text, desk, at, lambda asked, query, read, starred: asked.quotes(query, read, starred, limit), of_sentences=True
    )
    if shape == "md" or (shape == "text" and columns()):
        from briefing.report.lists import quote_blocks

        put_blocks(quote_blocks(answer.hits), shape)
    else:
        put_list("quotes", answer.hits, AnswerOptions(desk, at, shape))
    if not answer.is_all:
        tell(f"{len(answer.hits)} sentences, and there are others; more with --limit")
    sys.exit(0 if answer.hits else 1)
