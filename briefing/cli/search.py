"""`briefing search`: the stories that a query finds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from briefing.cli.printing import printed

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.query import Query
    from briefing.model.views import Found


_MINUS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}  # `-hungary` is a word to leave out


@click.command("search", context_settings=_MINUS)
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), metavar="N", default=20, help="At most N stories (20).")
@printed
def command(words: tuple[str, ...], limit: int, desk: str | None, at: str | None, shape: str) -> None:
    """Print the stories that a query finds, best first, each with the sentence that was hit.

    The query is that of the reader: words that must all be there, `-word` for one that must not, `"a phrase"` (in
    quotes that the shell leaves alone), and keys: `briefing search ceasefire actor:erdogan since:2025-05 is:unread`.
    The exit status is 1 when nothing is found.
    """
    from briefing.cli.desks import answered, reader_state, today
    from briefing.cli.printing import counted_out, put_blocks, put_list
    from briefing.cli.refused import Refused
    from briefing.cli.terminal import columns

    def ask(asked: Desk) -> tuple[Query, Found]:
        from briefing.model.query import parse_query

        with reader_state(asked.root) as state:
            visit = state.last_visit() if state else None
            query = parse_query(" ".join(words), today(at), visit.date() if visit else None)
            read, starred = (state.read_ids(), state.starred_ids()) if state else ((), ())
            return query, asked.search(query, read, starred, limit)

    query, found = answered(desk, at, ask)
    for mistake in found.mistakes:
        better = f"{query.text[: mistake.start]}{mistake.fix}{query.text[mistake.end :]}"
        raise Refused(f"{mistake.message}; try: {better}" if mistake.fix else mistake.message)
    if shape == "md" or (shape == "text" and columns()):
        from briefing.report.lists import hit_blocks

        put_blocks(hit_blocks(found.hits), shape)
    else:
        put_list("hits", found.hits, shape)
    counted_out(len(found.hits), found.count, "stories")
    sys.exit(0 if found.hits else 1)
