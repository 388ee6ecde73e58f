"""What names and ids look like, and how they are made safe to show."""

from __future__ import annotations

import re

from briefing.model.fold import fold, is_of_a_word

ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
"""What an id looks like. One that nothing defines is a mistake, never a new name."""

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)

_BREAK = "[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]|\r(?!\n)"
"""What ends a line or parts words elsewhere, and is no line feed."""


def looks_like_id(text: str) -> bool:
    return ID.fullmatch(text) is not None


def slug(text: str, limit: int = 60) -> str:
    """An id made of a text: lower case, words joined by dashes; never empty."""
    text = fold(text)
    if text.isascii():
        words = re.sub(r"\W+", "-", text)
    else:  # a vowel sign is no letter for `re`, and part of its word
        words = "-".join("".join([char if is_of_a_word(char) or char == "_" else " " for char in text]).split())
    return words.strip("-_")[:limit].strip("-") or "unnamed"


def name_of_file(title: str, limit: int = 60) -> str:
    """What a file is called after a title, without its suffix: the slug of as many whole words as there is room for."""
    whole = slug(title, len(title) * 4)
    cut = whole[: limit + 1].rfind("-") if len(whole) > limit else -1
    return whole[:cut] if cut > 0 else slug(title, limit)


def clean(text: str) -> str:
    """Text without what could steer a terminal or hide: C0 and C1 controls, bidi overrides, format characters.

    Line feeds and tabs stay; other ends of lines become a blank, so that words stay apart, and everything else that is
    refused becomes nothing. A zero-width joiner stays, scripts need it.
    """
    if text.isprintable() or not re.search(_UNSAFE, text):  # what is unsafe is of a class that is not for printing
        return text
    return re.sub(_UNSAFE, "", re.sub(_BREAK, " ", text))


def one_line(text: str) -> str:
    """Text cleaned for a place that has one line: white space is single blanks, none at the ends."""
    return " ".join(clean(text).split())


def stem(file: str) -> str:
    """A file's name without folder and ending, made safe to show: it can hold anything, too. Never empty.

    Some systems take its letters apart from their accents; it is composed, as people type it.
    """
    name = file.rpartition("/")[2]
    bare = composed(name.rpartition(".")[0] or name)
    return one_line(bare) or "unnamed"


def composed(text: str) -> str:
    """A text with its letters and their accents in one (Unicode's form NFC)."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def natural(text: str) -> list[tuple[int, int, str]]:
    """What orders names as people count: `note 9` before `note 10`."""
    parts = re.split(r"(\d+)", fold(text))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def note_path(written: str) -> str:
    """The file that a `[[link]]` may name, without its ending: of `Folder/Name#Heading` it is `Folder/Name`."""
    return written.partition("#")[0].removesuffix(".md").removesuffix(".markdown").strip()


def note_names(written: str) -> list[str]:
    """What a `[[link]]` may name: what is written, and what Obsidian makes of it: `Folder/Name#Heading` is `Name`."""
    name = note_path(written).rpartition("/")[2].strip()
    return [written, name] if name and name != written else [written]


def linked_file(written: str) -> str:
    """The path of a file of the desk that an address in a text means, as it is written but for what stands behind it
    (`#part`, `?query`), from the root (`/`) or from where it is (`./`, `../`); empty for an address elsewhere, for a
    part of the same text, and for what is no text."""
    if "%" in written:
        from urllib.parse import unquote

        written = unquote(written)
    path = re.sub(r"^(?:\{filename\}|\|filename\|)", "", re.split(r"[#?]", written, maxsplit=1)[0])  # as Pelican has it
    if not path or path.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return ""
    name = path.rstrip("/").rpartition("/")[2]
    if "." in name.strip(".") and not name.endswith(_TEXTS):
        return ""
    path = clean(path)
    return path if path.startswith(_WAYS) else f"./{path}"


def is_way(link: str) -> bool:
    """Whether what a link leads to was written as a way to a file."""
    return link.startswith(_WAYS)


def file_names(written: str, file: str) -> tuple[str, str]:
    """What an address in a file means: a path from the desk's root, without its ending, and the name of the note."""
    folder = "" if written.startswith("/") else file.rpartition("/")[0]
    parts: list[str] = []
    for part in f"{folder}/{written}".split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    bare = "/".join(parts)
    ending = next((one for one in _TEXTS if bare.endswith(one)), "")
    bare = bare[: len(bare) - len(ending)]
    if bare.rpartition("/")[2] in FOLDER_NOTES and "/" in bare:
        return bare, bare.split("/")[-2]
    return bare, bare.rpartition("/")[2]


FOLDER_NOTES = ("index", "_index")
"""The stems of files that tell of the folder they lie in."""
_WAYS = ("/", "./", "../")
_TEXTS = (".md", ".markdown", ".yaml", ".yml", ".html", ".htm")
"""What a text may end in, and the page that is made of it."""
