"""`briefing explain`: what a key, a word or a code means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from briefing.cli import completing
from briefing.cli.refused import Refused

_WIDTH = 80  # columns, where no terminal says how wide it is


@click.command("explain")
@click.argument("topics", metavar="[TOPIC]...", nargs=-1, shell_complete=completing.topics)
def command(topics: tuple[str, ...]) -> None:
    """Print what a TOPIC means, what it does on screen, and an example.

    A TOPIC is a key (`status`, or `event.status` for that of an event alone), a kind of entry (`actor`), a word that a
    key allows (`overtaken`), or the code of a problem (`B131`). Without one, all that there is.
    """
    from briefing.cli.printing import put
    from briefing.cli.terminal import columns, has_colours

    texts = list(_texts(topics)) if topics else [_overview()]
    put(printed(texts, columns() or _WIDTH, has_colours()))


def printed(texts: Iterable[str], width: int, styled: bool = False) -> Iterator[str]:
    """The lines of texts in Markdown as they are printed, with a rule between two."""
    from briefing.parse.indentation import Line
    from briefing.parse.markdown import read_body
    from briefing.report.handbook import set_blocks
    from briefing.report.text import Paper, lines

    paper = Paper(width, styled)
    for number, text in enumerate(texts):
        if number:
            yield from ("", "─" * 12, "")
        body = read_body([Line(line, -1, 0) for line in text.split("\n")])
        yield from lines(set_blocks(body.blocks), paper)


def _texts(words: Sequence[str]) -> Iterator[str]:
    """What tells of the words; of several together, where they are one topic (`question status`)."""
    while words:
        for count in range(len(words), 0, -1):
            if found := _about(" ".join(words[:count])):
                yield from found
                words = words[count:]
                break
        else:
            raise Refused(_unknown(words[0]))


def _about(topic: str) -> list[str]:
    from briefing.check import explain, reference, topics

    code = topic.upper()
    if code in explain.explanations():
        return [explain.as_text(explain.explanations()[code])]
    if code in explain.FAMILIES:
        return [explain.family(code)]
    return [reference.as_text(section) for section in topics.find(topic)]


def _unknown(word: str) -> str:
    from briefing.check.explain import explanations
    from briefing.check.topics import topics
    from briefing.model.likeness import nearest
    from briefing.model.names import clean

    word = clean(word)
    guess = nearest(word, topics()) or nearest(word, explanations())
    hint = f"did you mean `{guess}`?" if guess else "`briefing explain` lists all that there is"
    return f"there is no key, word or code `{word}`; {hint}"


def _overview() -> str:
    from briefing.check import explain, reference

    return f"{reference.overview()}\n\n{explain.overview()}"
