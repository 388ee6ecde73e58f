"""Characters that look like others or like nothing, by name: what copied text brings along."""

from __future__ import annotations

BLANKS = {
    "\u00a0": "a no-break space",
    "\u1680": "an Ogham space",
    "\u2002": "an en space",
    "\u2003": "an em space",
    "\u2007": "a figure space",
    "\u2009": "a thin space",
    "\u200a": "a hair space",
    "\u202f": "a narrow no-break space",
    "\u205f": "a mathematical space",
    "\u3000": "an ideographic space",
    **dict.fromkeys("\u2000\u2001\u2004\u2005\u2006\u2008", "an odd space"),
}
"""Blanks that are none for YAML."""

INVISIBLE = {
    "\u00ad": "a soft hyphen",
    "\u061c": "an Arabic letter mark",
    "\u180e": "a Mongolian vowel separator",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "a mark of writing direction"),
    **dict.fromkeys("\u2061\u2062\u2063\u2064", "an invisible sign"),
}
"""Characters that take no room."""

BREAKS = {"\x85": "a next-line character", "\u2028": "a line separator", "\u2029": "a paragraph separator"}
"""Line ends for YAML and for no editor."""

ODD = "".join([*BLANKS, *INVISIBLE, *BREAKS])
"""All of these: what nobody sees and YAML does."""

BLANK = rf"[ \t{ODD}]"
"""What looks like a blank, as a pattern."""

JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible ones that some scripts need inside a text."""

DASHES = {
    "\u2010": "a typographic hyphen",
    "\u2011": "a no-break hyphen",
    "\u2012": "a figure dash",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2015": "a long dash",
    "\u2212": "a typographic minus",
    "\ufe63": "a small hyphen",
    "\uff0d": "a full-width hyphen",
}
"""Hyphens, dashes and minus signs that are no `-`."""

WIDE_COMMAS = "\uff0c\u3001\uff1b\u060c\u061b;"
"""Commas and semicolons of other scripts, and the semicolon."""

BULLETS = "→⇒➜•‣◦·▪●○⁃∙・･ㆍ॰■□◆◇▶▸►➤※\uf0b7\uf0a7\uf0d8*+"
"""What begins the items of other people's lists."""

LOOKALIKES = {
    "Cyrillic": ("АВЕЅІЈКМНОРСТУХԚԜаесһіјӏорԛѕԁѵԝху", "ABESIJKMHOPCTYXQWaechijlopqsdvwxy"),
    "Greek": ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεινορυχ", "ABEZHIKMNOPTYXaeivopux"),
}
"""Letters of other scripts that look like Latin ones, and those."""

BRACKETS = {
    "(": ("[", ")"), "\uff08": ("[", "\uff09"), "\u3010": ("[", "\u3011"), "\uff3b": ("[", "\uff3d"),
    "\u3014": ("[", "\u3015"), "\u300c": ("[", "\u300d"), "\u300e": ("[", "\u300f"), "\uff5b": ("{", "\uff5d"),
}  # fmt: skip
"""Opening brackets that are none for YAML: the one that they stand for, and those that close them."""

CLOSING = {"[": "]", "{": "}"}
"""YAML's own brackets, with those that close them."""

QUOTES = "“”„‟«»‹›‘’‚‛\"'`´′″「」『』＂＇〝〞〟❝❞❛❜"
"""What stands for a quotation mark anywhere."""

CURLS = {"“": "”", "”": "”", "„": "“”", "‘": "’", "’": "’", "‚": "‘’"}
"""Curly quotation marks that open a text, with those that close it, by country."""

PROSE_QUOTES = "„«»‚‹›「『"
"""Quotation marks that begin a quotation in many languages, and hardly ever stand for straight ones."""


def name_of(char: str) -> str:
    """A character by its name, with its article; its number where it has no name here."""
    name = BLANKS.get(char) or INVISIBLE.get(char) or BREAKS.get(char)
    return f"{name} (U+{ord(char):04X})" if name else f"U+{ord(char):04X}"
