"""One glyph a kind, one cell wide, each with its ASCII twin (`look.md`) and the word that is read aloud for it."""

from __future__ import annotations

from rich.cells import cell_len

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
    "remark": ("✎", "n", "note of yours"),
    "selected": ("▌", ">", "selected"),
    "picked": ("▪", "x", "picked"),
    "problem": ("!", "!", "problem"),
    "warning": ("▲", "^", "warning"),
    "hint": ("△", "i", "hint"),
    "held": ("●", "o", "held"),
    "to come": ("◌", ".", "expected"),
    "lapsed": ("◦", ":", "was expected"),
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

LOST = "\ufffd"
"""What stands for a character that may not be shown, in a text that somebody wrote too."""

_MARKS = {
    LOST: "?",
    "·": "|",
    "…": "~",
    "–": "-",
    **dict.fromkeys("‐‑‒—―−", "-"),
    "─": "-",
    "│": "|",
    "°": "d",
    "⏎": "E",
    "⌫": "B",
    "↑": "^",
    "↓": "v",
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’‚‹›", "'"),
    "\u00a0": " ",
    **dict(zip("▁▂▃▄▅▆▇█", "._-=+*%#", strict=True)),
    **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"),
}
"""Everything else that we draw with and that is not ASCII: separators, ellipses, dates' dashes, rules, sparklines."""

_SPELLED = str.maketrans({"°": " deg", "…": "..."})
"""What is better in more cells than one, where there is room for it."""

_TWINS = str.maketrans({**{sign: twin for sign, twin, _word in reversed(GLYPHS.values())}, **_MARKS})
_WORDS = {sign: word for sign, _twin, word in GLYPHS.values() if word}


def glyph(name: str) -> str:
    return GLYPHS[name][0]


def in_ascii(text: str) -> str:
    """The text with every glyph and mark of ours as its twin, cell for cell."""
    return text if text.isascii() else text.translate(_TWINS)


def in_charset(text: str, charset: str) -> str:
    """The text in what an encoding has, cell for cell: our twin of a sign, the letter below accents, a question mark
    for each cell of another script."""
    if text.isascii() or _has(charset, text):
        return text
    return "".join(_nearest(char, charset) for char in text)


def _nearest(char: str, charset: str) -> str:
    from briefing.model.fold import folded

    cells = cell_len(char)
    letter = folded(char, keep_case=True)[0]
    for near in (char, char.translate(_TWINS), letter[:1] if char.isalpha() else letter):
        if len(near) <= max(cells, 1) and _has(charset, near):
            return near.ljust(cells) if cells else ""
    return "?" * cells


def _has(charset: str, text: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def spelled_out(text: str) -> str:
    """The text with what ASCII says in several cells, before it has its place."""
    return text if text.isascii() else text.translate(_SPELLED)


def word(sign: str) -> str:
    """What is read aloud for a glyph on a page; empty when it is none of ours."""
    return _WORDS.get(sign, "")
