"""A theme's roles as terminal styles."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from rich.style import Style
from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as TextualTheme

from briefing.config.themes import Theme
from briefing.ui.manner import PLAIN, Manner

_ADDRESSES = ("http://", "https://", "mailto:")
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
_MOST_LINKS = 1000
"""Links of which styles are kept: more than any page on screen has."""


class Styles:
    """Styles of one theme by ink, attributes and ground; made once and kept.

    Attributes are letters: `b` bold, `i` italic, `u` underlined, `s` struck out, `w` as written
    (drawn without ASCII twins: the text of an article), `l` a link that only its hue tells, underlined without colours.

    With `bare` grounds can't be told apart by colour (none are to be used, or they are the terminal's own): what stands
    on one of its own is reversed. With `has_rules` panes are parted by a rule: there, and where a theme gives them one
    ground.
    """

    def __init__(self, theme: Theme, manner: Manner = PLAIN, colourless: bool = False) -> None:
        self.theme = theme
        self.manner = manner
        self.bare = colourless or theme.is_own
        self.has_rules = self.bare or theme.colours["ground"] == theme.colours["pane"]
        self._colourless = colourless
        self._made: dict[tuple[str, str, str], Style] = {}
        self._linked: dict[tuple[Style, str], Style] = {}

    def get(self, ink: str, attributes: str = "", ground: str = "ground") -> Style:
        key = (ink, attributes, ground)
        style = self._made.get(key)
        if style is None:
            style = self._made[key] = self._make(ink, attributes, ground)
        return style

    def linked(self, style: Style, address: str) -> Style:
        """A style that tells the terminal where its text leads; one for all pieces of a link, which makes them one."""
        if not (self.manner.links and address.startswith(_ADDRESSES)):
            return style
        made = self._linked.get((style, address))
        if made is None:
            if len(self._linked) >= _MOST_LINKS:
                self._linked.clear()
            shown = quote(address, safe=_IN_ADDRESSES)  # nothing in it may end the sequence
            made = self._linked[style, address] = style + Style(link=shown)
        return made

    def _make(self, ink: str, attributes: str, ground: str) -> Style:
        is_raised = ground not in ("ground", "pane", "bar")
        if (ground == "highlight" and ink in ("soft", "faint")) or (self.bare and is_raised):
            ink = "text"  # the greys would fall under 4.5:1 on a highlight, and a hue is unknown in reverse
        if self.bare and is_raised:
            ground = "ground"
        colours = self.theme.colours
        return Style(
            color=colours[ink],
            bgcolor=colours[ground],
            reverse=(self.bare and is_raised) or None,
            bold="b" in attributes or None,
            italic="i" in attributes or None,
            underline="u" in attributes or (self._colourless and "l" in attributes) or None,
            strike="s" in attributes or None,
        )


def textual_theme(theme: Theme) -> TextualTheme:
    """Our roles as Textual's variables, for the widgets that are Textual's own (the command palette)."""
    if theme.is_own:
        return replace(BUILTIN_THEMES.get("ansi-dark") or BUILTIN_THEMES["textual-ansi"], name=f"briefing-{theme.name}")
    c = {role: colour if colour.startswith("#") else f"ansi_{colour}" for role, colour in theme.colours.items()}
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
