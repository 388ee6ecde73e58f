"""What `search` and `quotes` share: a query as it is typed in a shell, answered and with its mistakes told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.query import Mistake, Query

MINUS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""`-hungary` is a word to leave out, and no option."""


class Findings(Protocol):
    @property
    def mistakes(self) -> tuple[Mistake, ...]: ...


A = TypeVar("A", bound=Findings)
Ask = Callable[["Desk", "Query", Collection[str], Collection[str]], A]
"""What a desk finds for a query; the ids of the stories that were read, and of those that were starred."""


def found(text: str, desk: str | None, at: str | None, ask: Ask[A], of_sentences: bool = False) -> A:
    """What a query finds. Raises `Refused` for a mistake in it, and where it asks for sentences but may not."""
    from briefing.cli.desks import answered, reader_state, today
    from briefing.cli.refused import Refused

    def ask_it(asked: Desk) -> A:
        from briefing.model.query import parse_query

        with reader_state(asked.root) as state:
            visit = state.last_visit() if state else None
            query = parse_query(text, today(at), visit.date() if visit else None)
            if query.of_sentences and not of_sentences:
                raise Refused(f"`briefing {query.text}` prints sentences; the word stands in quotes: '\"quotes\"'")
            if state is None:
                return ask(asked, query, (), ())
            from briefing.desk.renamed import renamed

            moved = renamed(asked, state)
            read, starred = ([moved.get(id_, id_) for id_ in ids] for ids in (state.read_ids(), state.starred_ids()))
            return ask(asked, query, read, starred)

    answer = answered(desk, at, ask_it)
    for mistake in answer.mistakes:
        better = f"{text[: mistake.start]}{mistake.fix}{text[mistake.end :]}"
        raise Refused(f"{mistake.message}; try: {better}" if mistake.fix else mistake.message)
    return answer
