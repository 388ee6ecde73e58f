"""What `tag` and `note` share: on what they stand, in bulk by a query, and how they are written and printed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Literal

import click

from briefing.cli.completing import ids
from briefing.cli.printing import AnswerOptions, printed
from briefing.cli.refused import Refused
from briefing.model.place import Place
from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.query import Mistake, Query


class Matching(NamedTuple):
    """The stories that a query finds."""

    ids: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def remarking(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments of both: the text, on what, `--query` and `--off`, and those of commands that print."""
    for option in (
        click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=ids("story", "actor", "venue")),
        click.argument("text", metavar="[TEXT]", required=False),
        click.option("--query", metavar="QUERY", help="On all stories that a query finds: `actor:nato since:2025`."),
        click.option("--off", is_flag=True, help="Take it off again."),
        printed,
    ):
        command = option(command)
    return command


def remark(
    what: str, text: str | None, named: Sequence[str], query: str | None, off: bool, asked: AnswerOptions
) -> None:
    """Write a tag or a note, or take it off; without a text print all. Raises `Refused`."""
    if text is None:
        _print(what, asked)
        return
    from briefing.cli.asking import found
    from briefing.cli.desks import answered, carry_marks
    from briefing.cli.output import print_lines
    from briefing.model.names import one_line
    from briefing.model.nouns import counted
    from briefing.model.traces import own_text, subject

    wording = own_text(what, text)
    if not wording:
        raise Refused(f"there is nothing in this {what}")
    if not named and query is None:
        raise Refused(f"say on what the {what} stands: an id, or --query; `briefing list` prints the ids")
    subjects = list(answered(asked.desk, asked.at, lambda desk: [_subject(desk, each) for each in named]))
    if query is not None:
        subjects += [subject("story", id_) for id_ in found(query, asked.desk, asked.at, _matching).ids]
    subjects = list(dict.fromkeys(subjects))
    changed = _write(what, wording, subjects, off, asked)
    carry_marks(asked.desk)
    called = f"`{wording}`" if what == "tag" else "the note"
    noun = ("page", "pages") if named else ("story", "stories")
    same = len(subjects) - changed
    way = "off" if off else "on"
    already = f", and was {way} {same:,} of them before" if same else ""
    print_lines([one_line(f"{called} is {way} {counted(len(subjects), *noun)}{already}")])


def _matching(desk: Desk, query: Query, read: Collection[str], starred: Collection[str]) -> Matching:
    mistakes = desk.search(query, read, starred, 1).mistakes
    return Matching(tuple([row.id for row in desk.matching(query, read, starred)]), mistakes)


def _subject(desk: Desk, named: str) -> str:
    """What an id means, behind that of a story perhaps the number of a paragraph. Raises `Refused`."""
    from briefing.model.nouns import counted
    from briefing.model.traces import part, subject
    from briefing.model.views import Story

    id_, hash_, number = named.rpartition("#")
    if hash_ and number.isdecimal() and (place := desk.find(id_)):
        page = desk.page(place.kind, place.key)
        blocks = page.brief.blocks if isinstance(page, Story) else ()
        if not 1 <= int(number[:9]) <= len(blocks):
            raise Refused(f"`{id_}` has {counted(len(blocks), 'paragraph')}; `{id_}#1` is the first")
        return part(place.kind, place.key, int(number), blocks[int(number) - 1].text)
    place = desk.find(named) or _called(desk, named)
    if place is None or place.kind not in ("story", "actor", "venue"):
        meant = desk.nearest_id(named)
        hint = f"; did you mean `{meant}`?" if meant else "; `briefing list` prints the ids"
        raise Refused(f"no story, actor or place `{named}` on this desk{hint}")
    return subject(place.kind, place.key)


def _called(desk: Desk, name: str) -> Place | None:
    """The one actor or place of a name."""
    kinds: tuple[Literal["actor", "venue"], ...] = ("actor", "venue")
    found = [Place.to(kind, one.key) for kind in kinds for one in desk.called(name, kind).names]
    return found[0] if len(found) == 1 else None


def _write(what: str, text: str, subjects: Sequence[str], off: bool, asked: AnswerOptions) -> int:
    """Write it on all or on none; on how many it was not so before. Raises `Refused`."""
    from briefing.cli.desks import marked
    from briefing.config.paths import Folders
    from briefing.desk.remarks import Remarks
    from briefing.desk.state import State, StateError
    from briefing.model.traces import own_name

    state = State(marked(asked.desk), Folders.find(os.environ).state)
    try:
        remarks, name = Remarks(state), own_name(what, text)
        before = {trace.of for trace in remarks.every() if (trace.what, trace.name) == (what, name)}
        remarks.put(what, subjects, text, not off)
    except StateError as error:
        raise Refused(f"nothing was written: {str(error).partition(':')[0]}") from None
    finally:
        state.close()
    return len(before & {*subjects} if off else {*subjects} - before)


def _print(what: str, asked: AnswerOptions) -> None:
    from briefing.cli.desks import carry_marks, marked, reader_state
    from briefing.cli.printing import put_list
    from briefing.desk.remarks import Remarks

    carry_marks(asked.desk)
    with reader_state(marked(asked.desk)) as state:
        rows = [row for row in Remarks(state).every() if row.what == what] if state else []
    put_list("remarks", rows, asked)
