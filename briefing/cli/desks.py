"""The desk that a command that prints is about."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from briefing.cli.refused import Refused
from briefing.model.published import is_address

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefing.config.settings import Choice
    from briefing.desk.desk import Desk
    from briefing.desk.state import State
    from briefing.model.place import PageKind
    from briefing.postgres.address import DeskAddress


T = TypeVar("T")


def here() -> Path:
    """The folder that the command was typed in. Raises `Refused` where it is gone."""
    from pathlib import Path

    return Path(way_here())


def way_here() -> str:
    """The same as text: the check of one brief does without `pathlib`."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        raise Refused("the folder that you are in is not there any more; go to another one") from None


def absolute(given: str) -> Path:
    """A path as it is typed, from the root of the file system. Raises `Refused` where nobody knows from where, and for
    the address of a published desk."""
    from pathlib import Path

    return Path(whole_way(given))


def whole_way(given: str) -> str:
    """The same as text."""
    refuse_address(given)
    return os.path.normpath(given if os.path.isabs(given) else os.path.join(way_here(), given))


def refuse_address(given: str) -> None:
    """Raises `Refused` where a published desk is named for what is done with files; its password is not repeated."""
    if is_address(given):
        from briefing.cli.published import address_named

        where = address_named(given).shown
        raise Refused(f"this needs the files of a desk, and {where} has none; name the folder that they are in")


def from_here(path: str | os.PathLike[str]) -> str:
    """The way to a path, with forward slashes; the whole path where the folder that one is in is gone."""
    try:
        way = os.path.relpath(path)
    except (FileNotFoundError, ValueError):  # or where it lies on another drive
        way = os.fspath(path)
    return way.replace(os.sep, "/")


def chosen(named: str | None) -> Path:
    """The folder that `briefing read` would open. Raises `Refused` where there is none, or where it would open a desk
    that is published, which has none."""
    choice = _choice(named)
    refuse_address(choice.address)
    return choice.folder


def marked(named: str | None) -> Path:
    """By what the reader's marks are kept of the desk that `briefing read` would open. Raises `Refused`."""
    choice = _choice(named)
    address = _address(choice)
    return address.root if address else choice.folder.resolve()


def carry_marks(named: str | None) -> None:
    """Bring what the reader marked together with what is kept of it elsewhere, where that is so."""
    if address := published(named):
        from briefing.cli.published import carry_marks

        carry_marks(address)


def name_of(named: str | None) -> str:
    """What the desk is called that `briefing read` would open. Raises `Refused`."""
    choice = _choice(named)
    address = _address(choice)
    return address.name if address else choice.folder.resolve().name


def published(named: str | None) -> DeskAddress | None:
    """The published desk that `briefing read` would open; None where it would open a folder. Raises `Refused`."""
    return _address(_choice(named))


def _address(choice: Choice) -> DeskAddress | None:
    if not choice.address:
        return None
    from briefing.cli.published import address_named

    return address_named(choice.address)


def _choice(named: str | None) -> Choice:
    from pathlib import Path

    from briefing.config.paths import shipped
    from briefing.config.settings import Choice
    from briefing.desk.scan import find_root

    if not (named and is_address(named)):
        near = Path(os.path.expanduser(named)) if named else find_root(here())
        if near is not None and near.is_dir():
            return Choice(near, "near")
    return _set(named, shipped("briefs"))


def desk_to_change(named: str | None) -> Path:
    """The desk that a command writes to; never the sample, which is nobody's. Raises `Refused` where there is none."""
    from pathlib import Path

    return Path(way_to_change(named))


def way_to_change(named: str | None) -> str:
    """The same as text."""
    from briefing.desk.scan import root_of

    refuse_address(named or "")
    folder = os.path.expanduser(named) if named else way_here()
    if not os.path.isdir(folder):
        raise Refused(f"there is no folder {named}")
    root = root_of(folder) or (folder if named else own_desk())
    if root is None:
        raise Refused("no desk is here: name one with --desk, or make one with `briefing init`")
    return os.path.realpath(root)


def own_desk() -> Path | None:
    """The desk that the user set, in the environment or in the config file. Raises `Refused` for one that is not
    there."""
    from pathlib import Path

    nowhere = Path()
    choice = _set(None, nowhere)
    return None if choice.folder is nowhere or choice.address else choice.folder


def _set(named: str | None, sample: Path) -> Choice:
    """The desk to open where none is near. Raises `Refused` for a folder that is not there."""
    from briefing.config.paths import Folders
    from briefing.config.settings import SettingsError, choose_desk, load_settings

    try:
        settings = load_settings(Folders.find(os.environ).config / "config.toml")
    except SettingsError as error:
        raise Refused(str(error)) from None
    choice = choose_desk(named, None, os.environ, settings, sample)
    if not (choice.address or choice.folder.is_dir()):
        raise Refused(f"there is no folder {choice.folder}; name a folder of briefs")
    return choice


def today(at: str | None) -> date:
    """The day that a command is to take for today. Raises `Refused` for what is no day."""
    from briefing.model.clock import Clock
    from briefing.model.when import WhenError, parse_when

    try:
        return parse_when(at).first if at else Clock().today()
    except WhenError as error:
        raise Refused(str(error)) from None


def day_of(key: Literal["since", "until"], text: str, day: date) -> date:
    """The day that a text means, as it does in a search: `2025-05`, `yesterday`, `tuesday`. Raises `Refused`."""
    from briefing.model.query import parse_query, quoted

    query = parse_query(f"{key}:{quoted(text)}", day)
    for mistake in query.mistakes:
        raise Refused(f"--{key}: {mistake.message}")
    found = query.filters[0].day if query.filters else None
    assert found is not None, "a date or a mistake"
    return found


def one_called(desk: Desk, text: str, kind: Literal["actor", "venue"] = "actor") -> str:
    """The key of the one actor or place that an id or a name means. Raises `Refused` where it is none or several."""
    found = desk.called(text, kind)
    if len(found.names) == 1:
        return found.names[0].key
    noun = "place" if kind == "venue" else kind
    if not found.names:
        nearest = f"; did you mean {found.nearest}?" if found.nearest else ""
        raise Refused(f"no {noun} is called `{text}` on this desk{nearest}")
    width = max(len(name.key) for name in found.names[:12])
    listed = "".join(
        f"\n  {name.key:<{width}}  {' · '.join(part for part in (name.name, note) if part)}"
        for name, note in zip(found.names[:12], found.notes[:12], strict=True)
    )
    more = f"\n  and {len(found.names) - 12} more" if len(found.names) > 12 else ""
    raise Refused(f"`{text}` can mean {len(found.names)} {noun}s; name one by its id:{listed}{more}")


def page_called(desk: Desk, id: str) -> tuple[PageKind, Any]:
    """The page with an id. Raises `Refused` where there is none."""
    place = desk.find(id)
    page = desk.page(place.kind, place.key) if place else None
    if place is None and (questions := desk.questions_called(id)):
        keys = "".join(f"\n  {key}" for key in questions[:12])
        raise Refused(f"{len(questions)} questions of this desk have the id `{id}`; name one by its whole id:{keys}")
    if place is None or page is None:
        meant = desk.nearest_id(id)
        hint = f"; did you mean `{meant}`?" if meant else "; `briefing list` prints the ids"
        raise Refused(f"no story, actor, place or question `{id}` on this desk{hint}")
    return place.kind, page


@contextmanager
def reader_state(root: Path) -> Iterator[State | None]:
    """What the reader did on a desk, to be read; None where they never opened it here. What was damaged is told."""
    from briefing.cli.output import tell
    from briefing.config.paths import Folders
    from briefing.desk.kept import file_name
    from briefing.desk.state import State

    folder = Folders.find(os.environ).state
    if not os.path.exists(folder / file_name(root, ".sqlite")):
        yield None
        return
    state = State(root, folder)
    try:
        state.verify()
        yield state
    finally:
        state.close()
        if state.is_begun_anew:
            tell(state.notice)


def answered(named: str | None, at: str | None, ask: Callable[[Desk], T]) -> T:
    """What a desk answers, of its files as they are now. Raises `Refused`, and what `ask` raises.

    The desk is the one that `briefing read` would choose. The question is put to the index as it lies there, while a
    second process looks whether the files are still the same; only where they are not, the index is brought in line and
    asked again. So `ask` may be called twice, and must only ask.
    """
    with asked(named, at, ask) as (_desk, answer):
        return answer


@contextmanager
def asked(named: str | None, at: str | None, ask: Callable[[Desk], T]) -> Iterator[tuple[Desk, T]]:
    """The same, with the desk, which stays open until what it answered is used."""
    choice = _choice(named)
    if address := _address(choice):
        from briefing.cli.published import asked_there
        from briefing.model.clock import Clock

        with asked_there(address, Clock.at(today(at)) if at else Clock(), ask) as answered_there:
            yield answered_there
        return
    from briefing.cli.terminal import counted
    from briefing.config.paths import Folders
    from briefing.desk.glance import Glance

    root = choice.folder.resolve()
    cache = Folders.find(os.environ).cache
    glance = Glance(root, cache)
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock

    desk = Desk(root, cache, Clock.at(today(at)) if at else Clock())
    try:
        answer = _Attempt(desk, ask) if desk.is_indexed else None
        if not glance.found_nothing() or answer is None:
            with counted() as progress:
                desk.refresh(progress)
            answer = None
        yield desk, answer.result() if answer is not None else ask(desk)
    finally:
        desk.close()


def ahead(rows: Iterator[T]) -> Iterator[T]:
    """The same rows, the first of which is asked for now, while the files are still looked at."""
    first = list(islice(rows, 1))
    return chain(first, rows)


class _Attempt(Generic[T]):
    """What came of asking: an answer or an error."""

    def __init__(self, desk: Desk, ask: Callable[[Desk], T]) -> None:
        self._error: Exception | None = None
        try:
            self._answer = ask(desk)
        except Exception as error:  # it may be of an index that is out of date
            self._error = error

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._answer
