"""`briefing draft`: from an article to a brief that its author finishes."""

from __future__ import annotations

import click

from briefing.cli.writing import into


@click.command("draft")
@click.argument("article", metavar="ARTICLE")
@into
@click.option("--print", "is_printed", is_flag=True, help="Print the brief, and write no file.")
@click.option("--quick", "is_quick", is_flag=True, help="Ask no language model (the extra nlp), which takes seconds.")
@click.option("--edit", "is_edited", is_flag=True, help="Open it in your editor ($VISUAL or $EDITOR), then check it.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(article: str, desk: str | None, is_printed: bool, is_quick: bool, is_edited: bool, at: str | None) -> None:
    """Draft a brief of ARTICLE: text, Markdown, HTML, PDF, an address, or - for standard input.

    Whom and what the registry knows is listed, under full names, surnames and what a government is called by; then the
    countries of the text, cities that something is said to be in, and persons whom it introduces by their office. With
    `pip install 'briefing-desk[nlp]'` new people and bodies are found in English texts, too. Dates, and sentences that
    leave something open, stand in comments. Nothing is invented; what is guessed is marked `# draft:`, with why, and
    `briefing check` counts the marks. The exit status is 2 where no brief could be made.
    """
    from briefing.cli.drafting import drafted

    drafted(article, desk, at, is_printed=is_printed, is_quick=is_quick, is_edited=is_edited)
