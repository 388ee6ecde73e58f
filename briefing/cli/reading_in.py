"""`briefing init --from`: how the Markdown of a folder is to be read, shown and then written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.cli.desks import absolute, from_here
from briefing.cli.output import can_ask, is_confirmed, print_lines
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.desk.proposal import KeyUse, Proposal

_NOUNS = {
    "title": "text", "summary": "text", "date": "day", "id": "id", "status": "word", "tags": "tag", "aliases": "name",
    "actors": "name", "venues": "place",
}  # fmt: skip
_OTHERS = 12
"""So many keys that would be passed over are shown."""
_WIDTH = 44
"""Cells of the values that are shown of a key."""


def read_in(source: str, is_sure: bool) -> None:
    """Count what the heads of a folder's Markdown say, show the table that would read it, and write that. Raises
    `Refused`."""
    from briefing.cli.terminal import counted
    from briefing.desk.proposal import propose
    from briefing.desk.scan import SETTINGS_FILE
    from briefing.model.files import read
    from briefing.parse.read_table import has_table

    root = absolute(source)
    if not root.is_dir():
        raise Refused(f"there is no folder {source}")
    file = root / SETTINGS_FILE
    try:
        before = read(file) if os.path.lexists(file) else b""
        os.scandir(root).close()
    except OSError as error:
        raise Refused(f"{from_here(root)} could not be read: {error.strerror or error}") from None
    if has_table(before):
        raise Refused(f"{from_here(file)} has a table [read] already: change it there, it is read again at once")
    with counted() as progress:
        proposal = propose(root, progress)
    if not proposal.files:
        raise Refused(f"there is no Markdown in {source}")
    print_lines(_shown(proposal, source))
    if not is_sure:
        if not can_ask():
            print_lines(["", f"Nothing was written; with --yes {from_here(file)} is."])
            return
        print_lines([""])
        if not is_confirmed(f"Write this to {from_here(file)}?"):
            print_lines(["Nothing was written."])
            return
    _write(file, before, proposal)
    where = from_here(root)
    print_lines(
        [
            "",
            f"{from_here(file)} is written, and nothing else. Change it as you like: all is read again at once.",
            "",
            "Next:",
            *[f"  cd {where}"] * (where != "."),
            "  briefing           reads it",
            "  briefing check     tells what could not be read, and what was passed over",
        ]
    )


def _write(file: Path, before: bytes, proposal: Proposal) -> None:
    from briefing.model.files import put

    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    try:
        put(file, before + gap + proposal.table().encode())
    except OSError as error:
        raise Refused(f"{from_here(file)} could not be written: {error.strerror or error}") from None


def _shown(proposal: Proposal, source: str) -> Iterator[str]:
    """What there is, what each key would give, and the table."""
    from briefing.model.names import one_line
    from briefing.model.nouns import counted

    heads = [
        f"{number:,} with a head in {form}" if form else f"{number:,} without a head"
        for form, number in proposal.forms.items()
    ]
    yield f"{one_line(source)}: {counted(proposal.files, 'Markdown file')}, {', '.join(heads)}"
    if proposal.keys:
        yield ""
        yield from _rows(proposal.keys)
    for folder, number in proposal.left_out.items():
        holds = "holds one" if number == 1 else f"hold {number:,}"
        yield f"\n{folder} {holds} that are no stories" if number > 1 else f"\n{folder} {holds} that is no story"
    if bare := proposal.forms.get("", 0):
        does = "are stories too" if proposal.bare else "are passed over, unless you say `bare = true`"
        yield f"\nFiles without a head ({bare:,}) {does}; a title is their first heading, or their name."
    yield "\nbriefing.toml would say:\n"
    yield from (f"    {line}" for line in proposal.table().splitlines())


def _rows(keys: tuple[KeyUse, ...]) -> Iterator[str]:
    from briefing.report.cells import cells

    shown = [use for use in keys if use.target]
    rest = [use for use in keys if not use.target]
    rows = [("key", "files", "fills", "which gives")]
    rows += [(use.key, f"{use.files:,}", use.target, _gives(use)) for use in shown]
    rows += [(use.key, f"{use.files:,}", "–", _some(use)) for use in rest[:_OTHERS]]
    widths = [max(cells(row[column]) for row in rows) for column in range(3)]
    for key, files, target, gives in rows:
        padded = key + " " * (widths[0] - cells(key)), files.rjust(widths[1]), target.ljust(widths[2])
        yield f"  {'  '.join((*padded, gives))}".rstrip()
    if len(rest) > _OTHERS:
        yield f"  and {len(rest) - _OTHERS:,} more keys that are passed over"


def _gives(use: KeyUse) -> str:
    from briefing.model.nouns import counted

    misses = use.files - use.filled
    told = f"{counted(use.values, _NOUNS.get(use.target, 'entry'), '' if use.target in _NOUNS else 'entries')}"
    missing = f" ({misses:,} say none)" if misses else ""
    return f"{told}{missing}: {_some(use)}" if use.some else f"nothing yet{missing}"


def _some(use: KeyUse) -> str:
    """The first values of a key, as many as there is room for."""
    from briefing.model.names import one_line

    texts = [one_line(text) for text in use.some]
    said = " · ".join(texts)
    more = use.values > len(texts)
    return said[: _WIDTH - 1] + "…" if len(said) > _WIDTH else said + (" …" if more and said else "")
