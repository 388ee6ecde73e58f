"""A rename in a desk whose files are written plainly, as nearly all are: proved and made before anything is loaded that
reads the others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from briefing.desk import scan
from briefing.desk.registry.finding import WordSearch, encoded, has_one
from briefing.desk.registry.plain import Renamed, of_registry
from briefing.desk.registry.steps import FileStep
from briefing.model.files import read
from briefing.model.halves import in_halves
from briefing.model.limits import BRIEF, REGISTRY
from briefing.parse.read_table import NO_TABLE, is_markdown
from briefing.parse.registry_name import owner_of

_MANY = 40
"""Briefs from which on a second process is worth it to prove them."""


def quick_rename(root: scan.Folder, old: str, new: str, search: WordSearch) -> list[FileStep] | None:
    """What `rename` makes of an id of the registry, which keeps the old one alive; the `search` is for both ids. None
    where a file is not written plainly, or there is no such id."""
    try:
        registry = {file: read(os.path.join(root, file), REGISTRY) for file in scan.registry_files(root)}
        texts = {file: data.decode() for file, data in registry.items()}
    except (OSError, UnicodeDecodeError):
        return None
    kinds = {file: owner_of(file).rpartition(" ")[2] for file in texts}
    found = of_registry(texts, kinds, old, new)
    if found is None or scan.table_of(root) is not NO_TABLE:
        return None
    renamed = Renamed(old, new, found.kind)
    steps = [FileStep(file, registry[file], _with(texts[file], edits)) for file, edits in found.edits.items()]

    def changed(files: Sequence[str]) -> list[tuple[str, bytes, bytes]]:
        return [(file, *_changed(renamed, root, file)) for file in files]

    for file, before, after in in_halves(search.files(), changed, _MANY):
        if not after:
            return None
        if before != after:
            steps.append(FileStep(file, before, after))
    return sorted(steps)


def _changed(renamed: Renamed, root: scan.Folder, file: str) -> tuple[bytes, bytes]:
    """A brief as it is and as it is to be; empty where that is not certain."""
    try:
        data = read(os.path.join(root, file), BRIEF + 1)
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        return b"", b""
    places = None
    if len(data) <= BRIEF and not has_one(data, encoded([renamed.new])):
        places = renamed.places(text, is_markdown(file))
    if places is None:
        return b"", b""
    return data, _with(text, [(at, at + len(renamed.old), renamed.new) for at in places])


def _with(text: str, edits: Iterable[tuple[int, int, str]]) -> bytes:
    parts, at = [], 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]]).encode()
