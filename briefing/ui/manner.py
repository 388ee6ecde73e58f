"""How everything is drawn: with glyphs, with ASCII alone, or in a line for screen readers and braille displays."""

from __future__ import annotations

from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """`ascii`: every glyph of ours is drawn as its twin. `linear`: one pane, plain words for glyphs, a real cursor.

    Neither draws a map. `links`: the terminal is told where an address leads (OSC 8), to open it by its own means.
    `charset`: the encoding of a terminal that does not show all of Unicode, else empty.
    """

    ascii: bool = False
    linear: bool = False
    links: bool = False
    charset: str = ""

    @property
    def draws_maps(self) -> bool:
        return not (self.ascii or self.linear)


PLAIN = Manner()
