"""An entry of the registry with all that one needs to change it."""

from __future__ import annotations

from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.steps import Impossible
from briefing.model.span import Span
from briefing.model.value import dataclass
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.text import Text


@dataclass(frozen=True, slots=True)
class EntryAt:
    """An entry of the registry: the text of its file, where its id stands, and who read it."""

    text: Text
    span: Span
    entry: Entry
    reader: Reader

    @property
    def file(self) -> str:
        return self.text.file

    @property
    def behind(self) -> int:
        """Where the colon of its id ends; -1 where its id does not begin a line."""
        if self.span.column != 1:
            return -1
        return self.text.text.index(":", self.text.offset(self.span.end_line, self.span.end_column)) + 1

    @property
    def lines(self) -> tuple[int, int]:
        """Its first line and the one behind its last, from 0. Raises `Impossible` where it has no lines of its own."""
        if self.span.column != 1:
            raise Impossible(f"{self.span}: this is written in braces; change it by hand")
        lines = self.text.lines
        first = self.span.line - 1
        end = first + 1
        while end < len(lines) and (lines[end][:1] in (" ", "\t") or not lines[end].strip()):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        return first, end


def entry_at(files: DeskFiles, key: str) -> EntryAt:
    """The entry that has an id. Raises `Impossible` where that is none or two."""
    found: list[EntryAt] = []
    for file in files.registries:
        for one, entry, span, reader in files.entries(file):
            if one == key:
                found.append(EntryAt(files.text(file), span, entry, reader))
    if len(found) > 1:
        raise Impossible(f"`{key}` has two entries, {found[0].span} and {found[1].span}; make them one first")
    if not found:
        raise Impossible(f"the registry has no `{key}`")
    return found[0]
