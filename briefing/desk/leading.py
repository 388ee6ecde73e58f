"""Links in texts that led to a story and do not any more, where no rule tells of them: of Markdown that another tool is
for, and those to a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from briefing.check.rule import Around
from briefing.model.body import Pointer
from briefing.model.brief import Brief
from briefing.model.comparison import MentionChange
from briefing.model.names import file_names, linked_file, note_path
from briefing.model.value import dataclass

_ENDS = (".md", ".markdown", ".yaml", ".yml", "/index.md", "/_index.md")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links of an edition can lead to: the stories by what they are called, and their files."""

    around: Around
    files: Collection[str]

    def has(self, link: Pointer, file: str) -> bool:
        """Whether a link in a file leads to one of them, as it does in the reader."""
        written = linked_file(link.id) if link.is_file else link.id
        if not written:
            return False
        if not link.is_file and "/" not in written:
            return bool(self.around.story_named(written))
        path, name = file_names(written if link.is_file else f"/{note_path(written)}", file)
        if path and any(f"{path}{end}" in self.files for end in _ENDS):
            return True
        return bool(self.around.story_named(name if link.is_file else written))


def link_changes(old: Brief, new: Brief, before: LinkTargets, now: LinkTargets) -> Iterator[MentionChange]:
    """The links that both versions have, and that lead to a story in one edition alone, each once."""
    there = {(link.id, link.is_file) for link in old.pointers}
    links = {(link.id, link.is_file): link for link in reversed(new.pointers) if new.is_guest or link.is_file}
    for sign, link in sorted(links.items(), key=lambda one: one[1].span):
        if sign in there and before.has(link, old.file) != now.has(link, new.file):
            text = link.id.removeprefix("./")
            how: Literal["broken", "mended"] = "mended" if now.has(link, new.file) else "broken"
            yield MentionChange(key=link.id, name=text, how=how, text=text, line=link.span.line)
