"""What a word processor or another keyboard puts around a value and into it: curly quotes, typographic dashes,
full-width characters. In a text they are the author's; in any other value they stand in the way.
"""

from __future__ import annotations

import unicodedata

from briefing.parse.characters import DASHES, INVISIBLE, QUOTES

_CURLY = QUOTES.replace('"', "").replace("'", "").replace("`", "")
_HYPHENS = {**DASHES, "\u00ad": INVISIBLE["\u00ad"]}
"""What looks like a hyphen and is none, and how it is called."""


def undressed(text: str) -> str:
    """A value as a plain keyboard writes it: no quotes around it, ASCII digits, letters, dashes and blanks."""
    text = "".join(_plain(char) for char in text if char not in INVISIBLE).strip()
    while len(text) > 1 and text[0] in QUOTES and text[-1] in QUOTES:
        text = text[1:-1].strip()
    return text.strip(_CURLY + "`").rstrip(",;").rstrip()


def oddity(text: str) -> str:
    """What makes a value another than its `undressed` form, as a clause about it; empty if nothing is known."""
    if text[:1] in _CURLY or text[-1:] in _CURLY:
        return "has curly quotation marks; leave them out"
    if text[:1] in QUOTES and text[-1:] in QUOTES:
        return "has quotation marks inside; leave them out"
    for char in text:
        if char in _HYPHENS:
            return f"has {_HYPHENS[char]}; write a plain `-`"
        if char.isdecimal() and not char.isascii():
            return f"has the digit `{char}` of another script; write `{unicodedata.decimal(char)}`"
        if _is_wide(char):
            return f"has the full-width `{char}`; write `{_plain(char)}`"
    if text[-1:] in ",;":
        return f"ends with a {'comma' if text[-1] == ',' else 'semicolon'}; leave it out"
    return ""


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in DASHES:
        return "-"
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if _is_wide(char):
        return unicodedata.normalize("NFKC", char)
    return " " if char.isspace() else char


def _is_wide(char: str) -> bool:
    return "\uff01" <= char <= "\uff5e"
