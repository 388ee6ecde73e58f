"""How names stand in a text: the form in which the two are compared, and the ways in which one name is written.

What is compared is plain: NFC without accents and strokes (`model.names.bare`), with the blank, the apostrophe and the
hyphen of the keyboard. Case counts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from briefing.model.fold import bare
from briefing.model.pattern import later
from briefing.model.remembered import remembered
from briefing.parse.words import LEADING

_LIKE = {
    "\u00a0": " ", "\u202f": " ", "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u05f3": "'", "\u05f4": '"',
    "\u2010": "-", "\u2011": "-", "\u00ad": "", "\u0640": "",
}  # fmt: skip
"""Characters that are read as others: blanks, apostrophes, hyphens; a soft hyphen and the Arabic stretch as nothing."""


class _Plain(dict[str, str]):
    def __missing__(self, char: str) -> str:
        plain = self[char] = _LIKE[char] if char in _LIKE else bare(char)
        return plain


_PLAIN = _Plain()
_ASCII = bytes(range(128))


class Origins:
    r"""Where the characters of a plain text stand in the text that it was made of.

    From each of the `steps` on the two lie the next of the `shifts` apart, before them all the first. `Zoe Ost` is made
    of `Zoe\u0301 \u00d8st`, whose accent is a character of its own: from character 3 on they lie 1 apart, so that the
    `O` at 4 comes from 5.
    """

    def __init__(self, steps: list[int], shifts: list[int]) -> None:
        self._steps, self._shifts = steps, shifts

    def __getitem__(self, at: int) -> int:
        return at + self._shifts[bisect_right(self._steps, at)]


def plain(text: str) -> tuple[str, Origins | None]:
    """A text as names are compared with it, and where each character comes from if that moved."""
    if text.isascii():
        return text, None
    others = set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    changes = {char: made for char in others if (made := _PLAIN[char]) != char}
    origins = None
    is_composed = max(others) < "\u0300" or unicodedata.is_normalized("NFC", text)
    if not is_composed or any(len(made) != 1 for made in changes.values()):
        text, origins = _resized(text, others, changes, is_composed)
    for char, made in changes.items():
        if len(made) == 1:
            text = text.replace(char, made)
    return text, origins


def _resized(text: str, others: set[str], changes: dict[str, str], is_composed: bool) -> tuple[str, Origins]:
    """Compose what is in pieces, and replace what becomes longer or shorter."""
    pieces = "" if is_composed else "".join(filter(_is_piece, others))
    resized = "".join(char for char, made in changes.items() if len(made) != 1)
    patterns = [f"[^{re.escape(pieces)}][{re.escape(pieces)}]+"] if pieces else []
    patterns += [f"[{re.escape(resized)}]"] if resized else []
    if not patterns:
        return text, Origins([], [0])
    steps: list[int] = []
    shifts = [0]

    def put(match: re.Match[str]) -> str:
        written = match[0]
        made = "".join([_PLAIN[char] for char in unicodedata.normalize("NFC", written)])
        if len(made) != len(written):
            steps.append(match.start() - shifts[-1] + len(made))
            shifts.append(shifts[-1] + len(written) - len(made))
        return made

    text = re.sub("|".join(patterns), put, text)
    return text, Origins(steps, shifts)


def _is_piece(char: str) -> bool:
    """Whether a character may be one with what stands before it: a mark, or a vowel or a final of Hangul."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def as_given(name: str) -> tuple[str, ...]:
    """A name, plain, and with a capital where it begins with a small letter; nothing without letters and digits."""
    text = " ".join((name if name.isascii() else plain(name)[0]).split())
    if not text[:1].isalnum() and not any(map(str.isalnum, text)):
        return ()
    capital = text[0].upper() + text[1:]
    return (text,) if capital == text or len(capital) != len(text) else (text, capital)


@remembered
def spellings(name: str) -> tuple[str, ...]:
    """How a name can stand in a text, each plain; nothing for one without letters and digits.

    Besides as it is given: an article or a particle at its beginning in either case (`the Kremlin`, `Von der Leyen`,
    `al-Qaeda`); initials with dots, with dots and blanks, with neither (`J.D. Vance`, `J. D. Vance`, `JD Vance`); the
    Arabic article as it is written behind a preposition.
    """
    if _USUAL.fullmatch(name) and name.partition(" ")[0].lower() not in LEADING:
        return (name,)
    given = as_given(name)
    found = dict.fromkeys(given)
    for text in given:
        head = _FIRST_WORD.match(text)
        if head and head[0].lower() in LEADING:
            found[head[0].lower() + text[head.end() :]] = None
        elif text.startswith("\u0627\u0644"):
            found["\u0644\u0644" + text[2:]] = None
    for text in list(found):
        if "." in text or text[:2].isupper() or _LETTER.search(text):
            found |= dict.fromkeys(_initialled(text))
    return tuple(found)


_USUAL = later(r"[A-Z][a-z][a-z0-9]*(?: [A-Z][a-z][a-z0-9]*)*")
"""Words with capitals, none of them an initial: such a name is written in one way."""
_FIRST_WORD = later(r"\w+(?=[ '-])")
_LETTER = later(r"\b\w ")
_DOTTED = r"(?:[^\W\d_]\.)+[^\W\d_]?"
_MANNERS = (("", ""), (".", "."), (". ", "."), (" ", ""))
"""What stands between initials, and behind the last."""


def _initialled(name: str) -> list[str]:
    """The name with its initials written in each manner, if it has any."""
    parts: list[str | list[str]] = []
    words = name.split()
    for at, word in enumerate(words):
        letters = _initials(word, at, len(words))
        if not letters:
            parts.append(word)
        elif parts and isinstance(parts[-1], list):
            parts[-1] += letters
        else:
            parts.append(letters)
    if all(isinstance(part, str) for part in parts):
        return []
    manners = _MANNERS[: 2 if isinstance(parts[-1], list) else 4]
    return [
        " ".join([part if isinstance(part, str) else between.join(part) + behind for part in parts])
        for between, behind in manners
    ]


def _initials(word: str, at: int, of: int) -> list[str]:
    """The letters that a word of a name stands for; none of a word that is one."""
    if not word.replace(".", "").isupper():
        return []
    if re.fullmatch(_DOTTED, word):
        return list(word.replace(".", ""))
    is_short = word.isalpha() and ((len(word) == 1 and at < of - 1) or (len(word) <= 3 and not at))
    return list(word) if is_short else []
