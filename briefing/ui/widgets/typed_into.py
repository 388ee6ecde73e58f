"""A screen that is typed into: what came before its field had the focus is the field's, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from briefing.ui.widgets.input_line import InputLine


class TypedInto:
    """For a screen with one `field`."""

    field: InputLine

    def on_key(self, event: events.Key) -> None:
        if self.field.catch(event):
            event.stop()
