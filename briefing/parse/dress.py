"""What a word processor or another keyboard puts around a value and into it: curly quotes, typographic dashes,
full-width characters, letters of another script that look like Latin ones. In a text they are the author's; in any
other value they stand in the way.
"""

from __future__ import annotations

import unicodedata

from briefing.parse.characters import DASHES, INVISIBLE, LOOKALIKES, QUOTES

_CURLY = QUOTES.replace('"', "").replace("'", "").replace("`", "")
_HYPHENS = {**DASHES, "\u00ad": INVISIBLE["\u00ad"]}
"""What looks like a hyphen and is none, and how it is called."""
_LATIN = {letter: plain for letters, latin in LOOKALIKES.values() for letter, plain in zip(letters, latin, strict=True)}


def undressed(text: str, is_ours: bool = False) -> str:
    """A value as a plain keyboard writes it: no quotes around it, ASCII digits, letters, dashes, blanks (`latin`)."""
    text = latin(text, is_ours)
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
        if char in INVISIBLE:
            return f"has {INVISIBLE[char]}, which cannot be seen; delete it"
        if char in _HYPHENS:
            return f"has {_HYPHENS[char]}; write a plain `-`"
        if _is_wide(char):
            return f"has the full-width `{char}`; write `{_plain(char)}`"
        if char.isdecimal() and not char.isascii():
            return f"has the digit `{char}` of another script; write `{unicodedata.decimal(char)}`"
    if lookalike := lookalike_in(text):
        return f"has the {lookalike}; write the Latin `{_LATIN[lookalike[-2]]}`"
    if text[-1:] in ",;":
        return f"ends with a {'comma' if text[-1] == ',' else 'semicolon'}; leave it out"
    return ""


def latin(text: str, is_ours: bool = False) -> str:
    """A text with Latin letters for those that only look like them; as it is where any letter of it is of another
    script beyond doubt, and where all of them may be, unless the text `is_ours`: a word of the format.
    """
    if text.isascii() or any(char.isalpha() and not char.isascii() and char not in _LATIN for char in text):
        return text
    if not is_ours and not any(char.isascii() and char.isalnum() for char in text):
        return text
    return "".join(_LATIN.get(char, char) for char in text)


def as_key(written: str) -> str:
    """A word that was to be a key, `undressed`: small Cyrillic letters that look like Latin capitals are Latin too."""
    is_mixed = not written.isascii() and any(char.isascii() and char.isalpha() for char in written)
    return undressed(written.translate(_SMALL) if is_mixed else written)


_SMALL = str.maketrans("ткмвн", "tkmbh")


def as_latin(word: str) -> str:
    """A word with Latin letters for all that look like them, whatever its other letters are."""
    return "".join(_LATIN.get(char, char) for char in word)


def lookalike_letter(word: str) -> str:
    """The first letter of a word that is not Latin and looks it, by its script: "Cyrillic letter `а`"."""
    letter = next((char for char in word if char in _LATIN), "")
    script = next((script for script, (letters, _latin) in LOOKALIKES.items() if letter in letters), "")
    return f"{script} letter `{letter}`" if letter else ""


def lookalike_in(text: str) -> str:
    """The first letter of a text that is not Latin and looks it, by its script: "Cyrillic letter `а`"; else nothing."""
    return lookalike_letter(text) if latin(text, is_ours=True) != text else ""


def with_letter(text: str) -> str:
    """What a message says behind a word of which a letter is not Latin, though others are."""
    lookalike = lookalike_in(text)
    if not lookalike and not text.isascii() and any(char.isascii() and char.isalpha() for char in text):
        letter = next((char for char in text if not char.isascii() and char.isalpha()), "")
        script = unicodedata.name(letter, "").partition(" ")[0].capitalize() if letter else ""
        lookalike = f"{script} letter `{letter}`" if script and script != "Latin" else ""
    return f", with the {lookalike}" if lookalike else ""


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
