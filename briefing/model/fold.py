"""Text as it is searched: without case and diacritics, every position leading back to the text it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefing.model.names import STROKES

_STROKES = str.maketrans(
    {
        **STROKES,
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00ad": "",
        "\u200c": "",
        "\u200d": "",
        "\ufe0e": "",
        "\ufe0f": "",
    }
)
"""What Unicode does not decompose but a hand types plainly; soft hyphens, joiners and variants count for nothing."""


class _Table(dict[int, str]):
    """Code point → what it is searched as: compatibility forms undone, marks and strokes taken off."""

    def __init__(self, keep_case: bool) -> None:
        super().__init__()
        self._keep_case = keep_case

    def __missing__(self, code: int) -> str:
        made = _bare(chr(code))
        if not self._keep_case:
            made = _bare(made.casefold())
        self[code] = made
        return made


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_STROKES)


_TABLES = {keep_case: _Table(keep_case) for keep_case in (False, True)}


def folded(text: str, keep_case: bool = False) -> tuple[str, Sequence[int] | None]:
    """A text as it is searched, and for each of its code points, and its end, where in `text` it comes from.

    The positions are None where they are the text's own: always for ASCII, and wherever each character folds to one.
    With `keep_case` only diacritics and forms are folded.
    """
    if text.isascii():
        return (text if keep_case else text.lower()), None
    table = _TABLES[keep_case]
    if all(len(table[ord(char)]) == 1 for char in set(text)):
        return text.translate(table), None
    parts = [table[ord(char)] for char in text]
    origins = [index for index, part in enumerate(parts) for _ in part]
    origins.append(len(text))
    return "".join(parts), origins


def folded_rows(rows: Sequence[str]) -> list[str]:
    """Many short texts, folded in one go: what is not ASCII is looked up, the rest costs next to nothing."""
    joined = "\0".join(rows).encode("utf-8", "surrogatepass")
    text = joined.lower().decode("utf-8", "surrogatepass")
    others = set(joined.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    table = _TABLES[False]
    if len(others) > _FEW:
        text = _NOT_ASCII.sub(lambda run: "".join(table[ord(char)] for char in run[0]), text)
    else:
        for char in others:
            text = text.replace(char, table[ord(char)])
    return text.split("\0")


_ASCII = bytes(range(128))
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_FEW = 64  # so many passes over the text cost less than one that looks at every character


def folded_words(query: str) -> list[str]:
    """The words of a query, folded."""
    return folded(query)[0].split()


def case_counts(query: str) -> bool:
    """Smart case: an upper-case letter in the query makes case count."""
    return any(char.isupper() for char in query)
