"""`briefing search`: the stories that a query finds."""

from __future__ import annotations

import sys

import click

from briefing.cli.printing import printed


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), metavar="N", default=50, help="At most N stories (50).")
@printed
def command(words: tuple[str, ...], limit: int, desk: str | None, at: str | None, shape: str) -> None:
    """Print the stories that a query finds, best first, each with the sentence that was hit.

    The query is that of the reader: words that must all be there, `-word` for one that must not, `"a phrase"` (in
    quotes that the shell leaves alone), and keys: `briefing search ceasefire actor:erdogan since:2025-05 is:unread`.
    The exit status is 1 when nothing is found.
    """
    from briefing.cli.desks import printed_desk, reader_state, today
    from briefing.cli.printing import counted_out, put_blocks, put_list
    from briefing.cli.refused import Refused
    from briefing.cli.terminal import columns
    from briefing.model.query import parse_query
    from briefing.report import lists

    with printed_desk(desk, at) as opened, reader_state(opened.root) as state:
        visit = state.last_visit() if state else None
        query = parse_query(" ".join(words), today(at), visit.date() if visit else None)
        read, starred = (state.read_ids(), state.starred_ids()) if state else ((), ())
        found = opened.search(query, read, starred, limit)
    for mistake in found.mistakes:
        better = f"{query.text[: mistake.start]}{mistake.fix}{query.text[mistake.end :]}"
        raise Refused(f"{mistake.message}; try: {better}" if mistake.fix else mistake.message)
    if shape == "md" or (shape == "text" and columns()):
        put_blocks(lists.hit_blocks(found), shape)
    else:
        put_list(lambda: lists.hits(found), lambda: lists.hit_data(found), shape)
    counted_out(len(found.hits), found.count, "stories")
    sys.exit(0 if found.hits else 1)
