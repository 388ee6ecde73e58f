"""The reader's own tags and notes: on what, and which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.model.traces import part, subject
from briefing.model.views import Story
from briefing.ui.commands import LIST
from briefing.ui.messages import CommandChosen
from briefing.ui.pages.remarks import block_at
from briefing.ui.reading import Reading
from briefing.ui.remarking import RemarkOffers, RemarkTarget
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.palette import Choice
    from briefing.ui.stage import Stage

_KINDS = ("story", "actor", "venue")


class Remarking:
    """Asks for a tag or a note, and writes it."""

    def __init__(self, stage: Stage, reading: Reading, *, rows: ListView, reader: TextView) -> None:
        self._stage = stage
        self._reading = reading
        self._rows = rows
        self._reader = reader

    def ask(self, what: str, marked: Place | None) -> None:
        """Ask which tag or note, on the page that is meant or a part of it; `marked` is the name under the cursor."""
        from briefing.ui.acts import Act

        targets = [*dict.fromkeys(self._targets(marked))]
        if not targets:
            self._stage.say("Stories, people and places can have tags and notes")
            return

        def chosen(choice: Choice | None) -> None:
            if isinstance(choice, Act):
                self._stage.post_message(CommandChosen(choice))

        self._stage.push(self._stage.beside.palette(RemarkOffers(self._stage.library, what, targets)), chosen)

    def _targets(self, marked: Place | None) -> Iterator[RemarkTarget]:
        if self._reading.pane == LIST:
            item = self._rows.item
            rows = self._rows.picked_rows or ([item] if item else [])
            places = [row.place for row in rows if row.place and row.place.kind in _KINDS]
            subjects = tuple(dict.fromkeys(subject(place.kind, place.key) for place in places))
            if len(subjects) > 1:
                yield RemarkTarget(f"{len(subjects)} picked", subjects)
            elif subjects:
                yield RemarkTarget(rows[0].title, subjects)
            return
        page, here = self._reading.page, self._reading.here
        if here and here.kind in _KINDS:
            yield RemarkTarget("this page" if here.kind != "story" else "this story", (subject(here.kind, here.key),))
            index = block_at(self._reader.sheet, self._reader.para_read)
            if isinstance(page, Story) and index is not None and index < len(page.brief.blocks):
                text = page.brief.blocks[index].text
                words = " ".join(text.split()[:4])
                yield RemarkTarget(f"the paragraph “{words} …”", (part("story", here.key, index + 1, text),))
        if marked and marked.kind in _KINDS and not marked.same_page(here):
            yield RemarkTarget(
                self._reader.current.label if self._reader.current else marked.key, (subject(marked.kind, marked.key),)
            )

    async def put(self, what: str, text: str, subjects: tuple[str, ...], is_set: bool) -> None:
        library = self._stage.library
        self._stage.say(await library.ask(library.put_remark, what, text, subjects, is_set))
