"""What a word processor or another keyboard puts around a value and into it: curly quotes, typographic dashes,
full-width characters. In a text they are the author's; in any other value they stand in the way.
"""

from __future__ import annotations

import unicodedata

from briefing.parse.characters import INVISIBLE

_QUOTES = "“”„‟«»‹›‘’‚‛\"'`′″「」『』＂＇"
_CURLY = _QUOTES.replace('"', "").replace("'", "").replace("`", "")
_DASHES = {
    "\u2010": "a typographic hyphen",
    "\u2011": "a no-break hyphen",
    "\u2012": "a figure dash",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2015": "a long dash",
    "\u2212": "a typographic minus",
    "\ufe63": "a small hyphen",
    "\uff0d": "a full-width hyphen",
    "\u00ad": "a soft hyphen",
}
"""What looks like a hyphen and is none, and how it is called."""


def undressed(text: str) -> str:
    """A value as a plain keyboard writes it: no quotes around it, ASCII digits, letters, dashes and blanks."""
    text = "".join(_plain(char) for char in text if char not in INVISIBLE).strip()
    while len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1].strip()
    return text.strip(_CURLY + "`").rstrip(",;").rstrip()


def oddity(text: str) -> str:
    """What makes a value another than its `undressed` form, as a clause about it; empty if nothing is known."""
    if text[:1] in _CURLY or text[-1:] in _CURLY:
        return "has curly quotation marks; leave them out"
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        return "has quotation marks inside; leave them out"
    for char in text:
        if char in _DASHES:
            return f"has {_DASHES[char]}; write a plain `-`"
        if char.isdecimal() and not char.isascii():
            return f"has the digit `{char}` of another script; write `{unicodedata.decimal(char)}`"
        if _is_wide(char):
            return f"has the full-width `{char}`; write `{_plain(char)}`"
    if text[-1:] in ",;":
        return f"ends with a {'comma' if text[-1] == ',' else 'semicolon'}; leave it out"
    return ""


def name_of(char: str) -> str:
    """What a character is called that cannot be seen."""
    return _UNSEEN.get(char) or unicodedata.name(char, f"character U+{ord(char):04X}").lower()


_UNSEEN = {
    "\u00a0": "no-break space",
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u202f": "narrow no-break space",
    "\u2060": "word joiner",
    "\u3000": "ideographic space",
    "\ufeff": "byte order mark",
}


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in _DASHES:
        return "" if char == "\u00ad" else "-"
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if _is_wide(char):
        return unicodedata.normalize("NFKC", char)
    return " " if char.isspace() else char


def _is_wide(char: str) -> bool:
    return "\uff01" <= char <= "\uff5e"
