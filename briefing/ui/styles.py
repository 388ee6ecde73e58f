"""A theme's roles as terminal styles."""

from __future__ import annotations

from rich.style import Style
from textual.theme import Theme as TextualTheme

from briefing.config.themes import Theme
from briefing.ui.manner import PLAIN, Manner


class Styles:
    """Styles of one theme by ink, attributes and ground; made once and kept.

    Attributes are letters: `b` bold, `i` italic, `u` underlined, `s` struck out, `w` as written
    (drawn without ASCII twins: the text of an article).
    """

    def __init__(self, theme: Theme, manner: Manner = PLAIN) -> None:
        self.theme = theme
        self.manner = manner
        self._made: dict[tuple[str, str, str], Style] = {}

    def get(self, ink: str, attributes: str = "", ground: str = "ground") -> Style:
        key = (ink, attributes, ground)
        style = self._made.get(key)
        if style is None:
            style = self._made[key] = self._make(ink, attributes, ground)
        return style

    def _make(self, ink: str, attributes: str, ground: str) -> Style:
        if ground == "highlight" and ink in ("soft", "faint"):
            ink = "text"  # the greys would fall under 4.5:1 on it
        colours = self.theme.colours
        return Style(
            color=colours[ink],
            bgcolor=colours[ground],
            bold="b" in attributes or None,
            italic="i" in attributes or None,
            underline="u" in attributes or None,
            strike="s" in attributes or None,
        )


def textual_theme(theme: Theme) -> TextualTheme:
    """Our roles as Textual's variables, for the widgets that are Textual's own (the command palette)."""
    c = theme.colours
    return TextualTheme(
        name=f"briefing-{theme.name}",
        primary=c["accent"],
        secondary=c["soft"],
        accent=c["accent"],
        foreground=c["text"],
        background=c["ground"],
        surface=c["pane"],
        panel=c["bar"],
        boost=c["selected"],
        warning=c["accent"],
        error=c["open"],
        success=c["answered"],
        dark=theme.dark,
        variables={
            "block-cursor-background": c["selected"],
            "block-cursor-foreground": c["text"],
            "border": c["accent"],
            "input-cursor-background": c["text"],
            "input-cursor-foreground": c["ground"],
            "input-selection-background": c["highlight"],
        },
    )
