"""One glyph a kind, one cell wide, each with its ASCII twin (`look.md`) and the word that is read aloud for it."""

from __future__ import annotations

GLYPHS = {
    "person": ("◆", "@", "person"),
    "organisation": ("■", "#", "organisation"),
    "group": ("□", "%", "group"),
    "state": ("▣", "=", "state"),
    "actor": ("◇", "&", "actor"),
    "place": ("◉", "*", "place"),
    "question": ("?", "?", "open question"),
    "answered": ("✓", "v", "answered"),
    "partly": ("~", "~", "partly answered"),
    "dropped": ("–", "-", "dropped"),
    "unread": ("●", "o", "unread"),
    "read": ("○", ".", "read"),
    "starred": ("★", "+", "starred"),
    "selected": ("▌", ">", "selected"),
    "picked": ("▪", "x", "picked"),
    "problem": ("!", "!", "problem"),
    "warning": ("▲", "^", "warning"),
    "hint": ("△", "i", "hint"),
    "held": ("●", "o", "held"),
    "to come": ("◌", ".", "to come"),
    "lapsed": ("◦", ":", "was to come"),
    "postponed": ("»", "~", "put off"),
    "cancelled": ("×", "x", "cancelled"),
    "to": ("→", ">", "leads to"),
    "from": ("←", "<", "follows"),
    "quote": ("▏", "|", "quote"),
    "changed": ("▎", "|", "changed"),
    "bullet": ("•", "-", "item"),
    "spot small": ("·", ".", ""),
    "spot": ("•", "o", ""),
    "spot large": ("●", "O", ""),
}
"""Name → glyph, twin, word. Where two share a glyph, the first gives its twin and the last that has one its word."""

_MARKS = {
    "·": "|",
    "…": "~",
    "–": "-",
    "—": "-",
    "─": "-",
    "│": "|",
    "°": " ",
    "⏎": "E",
    "⌫": "B",
    "↑": "^",
    "↓": "v",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
    **dict(zip("▁▂▃▄▅▆▇█", "._-=+*%#", strict=True)),
    **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"),
}
"""Everything else that we draw with and that is not ASCII: separators, ellipses, dates' dashes, rules, sparklines."""

_TWINS = str.maketrans({**{sign: twin for sign, twin, _word in reversed(GLYPHS.values())}, **_MARKS})
_WORDS = {sign: word for sign, _twin, word in GLYPHS.values() if word}


def glyph(name: str) -> str:
    return GLYPHS[name][0]


def in_ascii(text: str) -> str:
    """The text with every glyph and mark of ours as its twin, cell for cell."""
    return text if text.isascii() else text.translate(_TWINS)


def word(sign: str) -> str:
    """What is read aloud for a glyph on a page; empty when it is none of ours."""
    return _WORDS.get(sign, "")
