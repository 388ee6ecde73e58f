"""A rename in a desk whose files are written plainly, as nearly all are: found, proved and made in one reading of them,
by two processes, before anything is loaded that reads the others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefing.desk import scan
from briefing.desk.registry.finding import Holders, encoded, has_one, held
from briefing.desk.registry.plain import Renamed, of_registry
from briefing.desk.registry.steps import FileStep
from briefing.model.files import read
from briefing.model.limits import BRIEF, REGISTRY
from briefing.model.value import NamedTuple
from briefing.parse.read_table import NO_TABLE, is_markdown
from briefing.parse.registry_name import owner_of


class Quick(NamedTuple):
    """The steps of a rename, by file; None where a file is not written plainly. The briefs that were looked through
    have one of the ids in them."""

    steps: list[FileStep] | None
    holders: Holders


def quick_rename(root: Path, old: str, new: str) -> Quick | None:
    """What `rename` makes of an id of the registry, which keeps the old one alive. None where the registry itself is
    not written plainly, or has no such id."""
    try:
        registry = {file: read(root / file, REGISTRY) for file in scan.registry_files(root)}
        texts = {file: data.decode() for file, data in registry.items()}
    except (OSError, UnicodeDecodeError):
        return None
    kinds = {file: owner_of(file).rpartition(" ")[2] for file in texts}
    found = of_registry(texts, kinds, old, new)
    if found is None or scan.table_of(root) is not NO_TABLE:
        return None
    renamed = Renamed(old, new, found.kind)
    files = [path for path, _size, _time in scan.listing(root, stats=False)]
    made = held(root, files, encoded([old, new]), lambda file, data: _changed(renamed, file, data), whole=True)
    holders = Holders(frozenset([old, new]), [file for file, _before, _after in made])
    steps = [FileStep(file, registry[file], _with(texts[file], edits)) for file, edits in found.edits.items()]
    for file, before, after in made:
        if not after:
            return Quick(None, holders)
        if before != after:
            steps.append(FileStep(file, before, after))
    return Quick(sorted(steps), holders)


def _changed(renamed: Renamed, file: str, data: bytes) -> tuple[str, bytes, bytes]:
    """A brief as it is and as it is to be; empty where that is not certain."""
    places = None
    if len(data) <= BRIEF and not has_one(data, encoded([renamed.new])):
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return file, b"", b""
        places = renamed.places(text, is_markdown(file))
    if places is None:
        return file, b"", b""
    return file, data, _with(text, [(at, at + len(renamed.old), renamed.new) for at in places])


def _with(text: str, edits: Iterable[tuple[int, int, str]]) -> bytes:
    parts, at = [], 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]]).encode()
