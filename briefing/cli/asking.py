"""What `search`, `quotes` and `export` share: a query as it is typed in a shell, answered, with its mistakes told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
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
    from briefing.cli.desks import answered

    answer = answered(desk, at, lambda asked: ask(asked, *read_query(asked, text, at, of_sentences)))
    refuse(text, answer.mistakes)
    return answer


def read_query(
    asked: Desk, text: str, at: str | None, of_sentences: bool = False
) -> tuple[Query, Collection[str], Collection[str]]:
    """A query as it is typed, with the ids of the stories that were read and of those that were starred. Raises
    `Refused` where it asks for sentences but may not."""
    from briefing.cli.desks import reader_state, today
    from briefing.cli.refused import Refused
    from briefing.model.query import parse_query

    with reader_state(asked.root) as state:
        visit = state.last_visit() if state else None
        query = parse_query(text, today(at), visit.date() if visit else None)
        if query.of_sentences and not of_sentences:
            raise Refused(f"`briefing {query.text}` prints sentences; the word stands in quotes: '\"quotes\"'")
        if state is None:
            return query, (), ()
        from briefing.desk.remarks import Remarks
        from briefing.desk.renamed import renamed

        moved = renamed(asked, state)
        remarks = Remarks(state).every(moved)  # the state is closed when it is asked
        asked.remarks = lambda: remarks
        read, starred = ([moved.get(id_, id_) for id_ in ids] for ids in (state.read_ids(), state.starred_ids()))
        return query, read, starred


def refuse(text: str, mistakes: Iterable[Mistake]) -> None:
    """Raise `Refused` where there is a mistake in a query that was typed so."""
    from briefing.cli.refused import Refused

    for mistake in mistakes:
        better = f"{text[: mistake.start]}{mistake.fix}{text[mistake.end :]}"
        raise Refused(f"{mistake.message}; try: {better}" if mistake.fix else mistake.message)
