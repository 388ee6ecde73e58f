"""Tags and notes: what the reader wrote on stories, paragraphs, people and places. They stand in the state alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from briefing.desk import traces
from briefing.desk.state import State
from briefing.model.traces import Trace, own_name, own_text, renamed, subject, whole
from briefing.model.value import replace
from briefing.model.views import Dossier, Story, VenuePage


def page_subject(page: Story | Dossier | VenuePage) -> str:
    """What a remark on a page is of."""
    if isinstance(page, Story):
        return subject("story", page.brief.id)
    return subject("actor", page.actor.key) if isinstance(page, Dossier) else subject("venue", page.venue.key)


class Remarks:
    """The tags and the notes in a reader's state. What cannot be written holds until the state is closed, as marks
    do."""

    def __init__(self, state: State) -> None:
        self._state = state

    def every(self, moved: Mapping[str, str] | None = None) -> list[Trace]:
        """All of them, oldest first; `moved` are new ids by old ones, of renamed stories whose marks did not follow
        yet."""
        nothing: list[Trace] = []
        found = {trace.key: trace for trace in self._state.ask(traces.own, nothing)}
        for key, value in self._state.unsaved_remarks.items():
            found.pop(key, None)
            if value:
                what, of, name = key
                found[key] = Trace(what=what, of=of, name=name, value=value)
        if moved:
            return [replace(trace, of=renamed(trace.of, moved)) for trace in found.values()]
        return [*found.values()]

    def on_pages(self, pages: Collection[str]) -> dict[str, list[Trace]]:
        """Those of some pages, by their subjects, those of their paragraphs among them."""
        found: dict[str, list[Trace]] = {}
        for trace in self.every():
            if (page := whole(trace.of)) in pages:
                found.setdefault(page, []).append(trace)
        return found

    def put(self, what: str, subjects: Iterable[str], text: str, is_set: bool = True) -> str:
        """Write a tag or a note on some subjects, all of it or nothing, or take it off; as it is kept. Raises
        `StateError`."""
        kept = own_text(what, text)
        if kept:
            keys = [(what, of, own_name(what, kept)) for of in subjects]
            self._state.unsaved_remarks |= dict.fromkeys(keys, kept if is_set else "")
            self._state.change(lambda db: None)
        return kept
