"""What stands beside a known name in one text, where the name alone belongs: its role, as other people's lists have it
(`NATO - host`, `NATO (host)`), a word that denies it (`not NATO`), an ending of its language (`Ankara'da`).

Needed only where a name is unknown: nothing of this is loaded for others.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.model.value import NamedTuple

DENYING = (
    r"(?i)(?P<word>not|no|non|never|without|except|excluding|(?:all|everyone|anyone) but|anti|against"
    r"|nicht|kein\w*|ohne|au\u00dfer|pas|sans|sauf|\u043d\u0435|\u0431\u0435\u0437|\u043a\u0440\u043e\u043c\u0435|\u4e0d\u662f|\u975e)"
    r"\b[ ]+(?P<name>\S.*)|(?P<before>.*\S)[ ]+(?P<behind>de\u011fil|hari\u00e7|excluded|ausgenommen)"
)
"""A name behind a word that says that it is not meant, in some languages; Turkish has it behind."""
_ROLE = r"[^\W\d_](?:[\w' -]*[^\W_])?"
_PARTS = (
    r"(?P<name>[^,(\uff08]+?)(?P<gap>\s*,\s*|[ ]+(?:[-\u2013\u2014]|->|//)[ ]+|[ ]*\t[ \t]*)(?P<more>\S(?:.*\S)?)",
    r"(?P<name>[^,(\uff08]+?)(?P<gap>[ ]*[(\uff08][ ]*)(?P<more>[^()\uff08\uff09]*[^\s()\uff08\uff09])[ ]*[)\uff09]",
)
_LONGEST = 200
_ENDING = r"(?P<name>\w.*\w)['\u2019](?P<ending>s|[^\W\d_A-Z]{1,5})"


class Parted(NamedTuple):
    """A name and what stands behind it; where each begins and ends in the text."""

    name: str
    more: str
    gap: tuple[int, int]
    is_bracketed: bool

    @property
    def is_role(self) -> bool:
        """Whether what stands behind the name can be a role: words without a capital."""
        return re.fullmatch(_ROLE, self.more) is not None and self.more == self.more.lower()


def parted(text: str) -> Parted | None:
    """A name and what stands behind it; None for a text that is one.

    >>> parted("NATO (host)")[:2]
    ('NATO', 'host')
    """
    if len(text) > _LONGEST:
        return None
    inner = re.fullmatch(r"[(\uff08][ ]*(?P<in>[^()]*,[^()]*?)[ ]*[)\uff09]", text)
    bare = inner["in"] if inner else text
    for number, pattern in enumerate(_PARTS):
        if found := re.fullmatch(pattern, bare):
            at = inner.start("in") if inner else 0
            start, end = found.span("gap")
            return Parted(found["name"].strip(), found["more"], (at + start, at + end), bool(inner) or number > 0)
    return None


def denied(text: str, find: Callable[[str], str]) -> str:
    """The word that denies a known name (`not` of `not NATO`); nothing for a text that is none. `find` gives the key
    of a name that is known.
    """
    found = re.fullmatch(DENYING, text) if " " in text and len(text) <= _LONGEST else None
    name = (found["name"] or found["before"] or "").strip() if found else ""
    return (found["word"] or found["behind"]) if found and find(name) else ""


def denial(word: str) -> str:
    """What is wrong with a name that a word denies, as a clause about it."""
    return f"names no one, since `{word}` denies it; leave out who is not meant"


def with_more(text: str, find: Callable[[str], str]) -> tuple[str, str]:
    """The key of a known name that has more beside it, and that as a clause about the text; nothing for any other."""
    found, ending = None if "," in text else parted(text), re.fullmatch(_ENDING, text)
    name = found.name if found else ending["name"] if ending else ""
    key = find(name) if name else ""
    return key, f"has {'more than the name' if found else 'an ending'}; write `{key}`" if key else ""
