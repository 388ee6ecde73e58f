"""A published desk, as the commands that print ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TypeVar

from briefing.cli.refused import Refused
from briefing.desk.away import Away
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.postgres.address import AddressError, DeskAddress, address_of

T = TypeVar("T")


def address_named(text: str) -> DeskAddress:
    """The address that a text is. Raises `Refused`."""
    try:
        return address_of(text)
    except AddressError as error:
        raise Refused(str(error)) from None


def need_team() -> None:
    """Raises `Refused` where what speaks to databases is not installed."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise Refused("a desk in a database needs one more library: pip install 'briefing-desk[team]'") from None


@contextmanager
def asked_there(address: DeskAddress, clock: Clock, ask: Callable[[Desk], T]) -> Iterator[tuple[Desk, T]]:
    """As `asked` of `cli/desks.py`. Raises `Refused` where the database does not answer, or stops to."""
    need_team()
    from briefing.postgres.desk import PublishedDesk

    with closing(PublishedDesk(address, clock)) as desk:
        try:
            with desk.at_once():
                answer = ask(desk)
            yield desk, answer
        except Away as error:
            raise Refused(str(error)) from None


def carry_marks(address: DeskAddress) -> None:
    """Bring what the reader marked together with what the database keeps of it, if it does."""
    import os

    from briefing.config.paths import Folders
    from briefing.config.settings import SettingsError, load_settings

    folders = Folders.find(os.environ)
    try:
        if not load_settings(folders.config / "config.toml").marks_in_database:
            return
    except SettingsError as error:
        raise Refused(str(error)) from None
    with suppress(ImportError):
        from briefing.postgres.marks import Carrier
        from briefing.postgres.store import PublishedStore

        with closing(PublishedStore(address)) as store:
            carrier = Carrier(store, folders.state)
            carrier.once()
            carrier.end()
