"""What everything on screen is drawn with, as a widget knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from briefing.ui.styles import Styles

if TYPE_CHECKING:
    from textual.widget import Widget


class _Dressed(Protocol):
    """An app that has a look; ours is the only one that our widgets are ever in."""

    look: Styles


def look_of(widget: Widget) -> Styles:
    """The styles in force where a widget is; its manner is theirs. The one cast to our own app that there is."""
    return cast("_Dressed", widget.app).look
