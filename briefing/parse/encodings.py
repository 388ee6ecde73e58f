"""Text in another encoding than UTF-8: which one it is, and text in UTF-8 that some program took for Windows-1252.

Needed only where a file has such bytes or such characters: nothing of this is loaded for others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips

_SIGNS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252 has where Latin-1 has control characters."""
_HIGH = rf"[\x80-\xbf{_SIGNS}]"
_LOST = rf"[\xc2-\xdf]{_HIGH}|[\xe0-\xef]{_HIGH}{{2}}|[\xf0-\xf4]{_HIGH}{{3}}"
"""A character of UTF-8, each of whose bytes was taken for one of Windows-1252."""
_WORD = rf"[^ \t\r\n]*(?:{_LOST})[^ \t\r\n]*"
_LIKELY = "[\xa0-\u017f\u1e00-\u1eff\u2010-\u203a\u20ac\u2122]"
"""What stands beside Latin letters in an article: accented letters, quotation marks, dashes."""
_LONGEST = 200
_ASCII_MARKS = "\"'()[]{}<>,.;:!?*_`|#-"


def without_garbling(lines: Sequence[str], file: str) -> Problem | None:
    """The problem of words like `ErdoÄŸan`, with the edits that say what they were; None where there is none.

    A word counts that is UTF-8 from end to end when its characters are bytes of Windows-1252 again, and in which there
    is something that words have.
    """
    words: list[tuple[Span, str, str]] = []
    for number, line in enumerate(lines, 1):
        if line.isascii() or not re.search(_LOST, line):
            continue
        for found in re.finditer(_WORD, line):
            word = found[0].strip(_ASCII_MARKS)
            start = found.start() + found[0].index(word) + 1
            if meant := _meant(word):
                words.append((Span(file, number, start, number, start + len(word)), word, meant))
    # a letter of another script alone says nothing, but beside a word of it
    if not any(_is_clear(meant) for _span, _word, meant in words):
        return None
    span, word, better = next(one for one in words if _is_clear(one[2]))
    edits = tuple(Edit(place, instead) for place, _word, instead in words)
    places = f" ({len(edits):,} places)" if len(edits) > 1 else ""
    return slips.GARBLED.at(span, edits=edits, text=word[:40], meant=better[:40], places=places)


def _meant(word: str) -> str:
    """What a word was before some program took its bytes for Windows-1252; nothing where it was always so."""
    if len(word) > _LONGEST or (word.isupper() and re.search("[\xc2-\xdf][»”’…›“‘]", word)):  # `“MINHA IRMÃ”`
        return ""
    try:
        meant = b"".join(map(_byte, word)).decode()
    except UnicodeError:
        return ""
    is_script = not re.search("[A-Za-z]", meant) and all(char.isascii() or char.isalpha() for char in meant)
    return meant if is_script or _is_clear(meant) else ""


def _is_clear(meant: str) -> bool:
    """Whether a text is surely meant so: Latin letters and marks, or a word of another script."""
    strange = [char for char in meant if not char.isascii()]
    if all(re.match(_LIKELY, char) for char in strange):
        return True
    return len(strange) > 1 and all(map(str.isalpha, strange)) and not re.search("[A-Za-z]", meant)


def _byte(char: str) -> bytes:
    """The byte of a character in Windows-1252, which leaves five to Latin-1."""
    return char.encode("latin-1" if "\x80" <= char <= "\x9f" else "cp1252")


def not_utf8(bad: Sequence[bytes], is_all: bool) -> str:
    """What is told of bytes that are not UTF-8; `is_all` if the file has no others beyond ASCII."""
    first = bad[0][:8]
    meant = first.decode("cp1252", "replace")
    shown = " ".join(f"{byte:02X}" for byte in first)
    is_text = "\ufffd" not in meant and meant.isprintable()
    if len(bad) == 1:
        said = f"; in Windows-1252 it is `{meant}`" if is_text else ""
        return f"byte {shown} is not UTF-8{said}: save the file as UTF-8"
    encoding = encoding_of_runs(bad) if is_all else ""
    if not encoding:
        said = f"; in Windows-1252 it is `{meant}`" if is_text else ""
        return f"byte {shown} is not UTF-8{said}: save the file as UTF-8 ({len(bad):,} places)"
    how = f"save it as UTF-8, or convert it with `iconv -f {encoding.upper()} -t UTF-8`"
    return f"the file is {encoding}, not UTF-8 ({len(bad):,} places, here `{first.decode(encoding)}`): {how}"


def encoding_of_runs(bad: Sequence[bytes]) -> str:
    """The encoding in which all the bytes are letters and signs of words; nothing where there is none."""
    are_words = 2 * sum(len(one) > 2 for one in bad) >= len(bad)  # else they are accented letters among others
    for name, is_like in (("Windows-1251", _is_cyrillic), ("Windows-1252", str.isprintable)):
        try:
            said = "".join(one.decode(name) for one in bad).replace("\xa0", "")
        except UnicodeDecodeError:
            continue
        if is_like(said) and (are_words or name == "Windows-1252"):
            return name
    return ""


def _is_cyrillic(said: str) -> bool:
    """Whether all letters are Cyrillic, and all else are marks of a sentence."""
    return all("\u0400" <= char <= "\u04ff" or char in "«»“”„’–—…№" for char in said)


def ungarbled(text: str) -> str:
    """A text whose words are what they were before some program took their bytes for Windows-1252."""
    if not re.search(_LOST, text):
        return text
    problem = without_garbling([text], "")
    for edit in sorted(problem.edits, key=lambda one: one.span.column, reverse=True) if problem else ():
        text = text[: edit.span.column - 1] + edit.text + text[edit.span.end_column - 1 :]
    return text
