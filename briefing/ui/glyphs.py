"""One glyph a kind, one cell wide, each with its ASCII twin (`look.md`)."""

from __future__ import annotations

GLYPHS = {
    "person": ("◆", "@"),
    "organisation": ("■", "#"),
    "group": ("□", "%"),
    "state": ("▣", "="),
    "place": ("◉", "*"),
    "question": ("?", "?"),
    "answered": ("✓", "v"),
    "partly": ("~", "~"),
    "dropped": ("–", "-"),
    "unread": ("●", "o"),
    "read": ("○", "."),
    "starred": ("★", "+"),
    "selected": ("▌", ">"),
    "problem": ("!", "!"),
    "held": ("●", "o"),
    "to come": ("◌", "."),
    "cancelled": ("×", "x"),
    "to": ("→", "->"),
    "from": ("←", "<-"),
    "quote": ("▏", "|"),
    "bullet": ("•", "-"),
    "spot small": ("·", "."),
    "spot": ("•", "o"),
    "spot large": ("●", "O"),
}


def glyph(name: str, ascii_only: bool = False) -> str:
    return GLYPHS[name][ascii_only]
