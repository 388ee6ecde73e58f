"""PDF, read as articles. Where a paragraph ends in it is a guess: it holds lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from briefing.articles.addresses import written_or_none
from briefing.articles.article import Article, Given, NoArticle, day_of, library
from briefing.articles.plain import made, named
from briefing.articles.prose import Prose
from briefing.model.names import one_line

_PAGES = 500
_LIMIT = 2_000_000
"""Characters: more are a book, and more than a brief may have."""
_JUNK = r"(?i)(?:untitled.*|microsoft (?:word|powerpoint|excel).*|.*\.(?:docx?|indd|qxd|tex|dvi|pdf|pptx?|odt|rtf)|\W*)"
"""Titles that programs give."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Letters that fonts draw in one."""
_PRINTED = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:\s?[AP]M)?"
_ADDRESS = r"(?:https?|file)://\S+"
"""When, and from where, which browsers print at the edges of pages, beside the title and the number of the page."""
_NUMBER = r"(?i)(?:(?:page|seite|p\.|s\.) ?)?(?:[-–—] ?)?(\d+)(?: ?[-–—])?(?: ?(?:/|of|von|de|sur) ?\d+)?"
_END = (".", "!", "?", "…", "。", "！", "？", ":", ".”", '."', ".»", "”", '"', "»", "؟", "।")
_BULLETS = ("•", "▪", "◦", "‣", "●")
_SHORT = 0.8
"""A line that is shorter than this part of a full one ends because something does."""


def read_paper(given: Given) -> Article:
    """The text of a PDF. Raises `NoArticle` for one that is locked, or has none."""
    pypdf = library("pypdf")
    try:
        reader = pypdf.PdfReader(BytesIO(given.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NoArticle("the PDF is locked with a password")
        if len(reader.pages) > _PAGES:
            raise NoArticle(f"the PDF has {len(reader.pages):,} pages; an article has fewer than {_PAGES}")
        pages: list[list[str]] = []
        size = 0
        for page in reader.pages:
            lines = page.extract_text().split("\n")
            pages.append([one_line(line.translate(_LIGATURES)) for line in lines])
            size += sum(map(len, lines))
            if size > _LIMIT:
                raise NoArticle("the text of the PDF is too long for a brief")
        facts = reader.metadata or {}
        said, author, made_on = (_fact(facts, key) for key in ("/Title", "/Author", "/CreationDate"))
    except NoArticle:
        raise
    except Exception as error:  # of a library that reads what strangers wrote: it can be anything
        is_locked = type(error).__name__ in ("DependencyError", "FileNotDecryptedError", "WrongPasswordError")
        raise NoArticle("the PDF is locked" if is_locked else "the PDF is damaged") from None
    if not any(map(any, pages)):
        raise NoArticle("the PDF has pictures of pages and no text; a program for OCR reads those")
    lines, margins = _without_margins(pages, said)
    guesses = {"body": "a PDF does not say where its paragraphs end"}
    address = next(filter(None, map(written_or_none, re.findall(_ADDRESS, "\n".join(margins)))), "")
    if address:
        guesses["sources"] = "printed at the edge of its pages"
    title = "" if re.fullmatch(_JUNK, said) else said
    if title and lines and lines[0].lower() == title.lower():
        del lines[0]
    if title:
        guesses["title"] = "what the PDF says of itself"
    title, date = named(title, given, guesses)
    if not date and (date := day_of(re.sub(r"^D:(\d{4})(\d\d)?(\d\d)?.*", _day, made_on))):
        guesses["date"] = "when the PDF was made"
    prose = Prose()
    for paragraph in _paragraphs(lines):
        is_item = paragraph.startswith(_BULLETS)
        prose.say(paragraph[1:] if is_item else paragraph, "- " if is_item else "")
    name = one_line(given.file)
    return made(
        given,
        prose.body(),
        title=title,
        date=date,
        guesses=guesses,
        source=", ".join(filter(None, (author, name))),
        address=address,
    )


def _fact(facts: object, key: str) -> str:
    try:
        return one_line(str(facts[key]))  # type: ignore[index]
    except (KeyError, TypeError):
        return ""


def _day(match: re.Match[str]) -> str:
    return "-".join(filter(None, match.groups()))


def _without_margins(pages: Sequence[list[str]], title: str) -> tuple[list[str], list[str]]:
    """The lines of all pages but for those at the edges that are no text, and those: what the head or the foot of most
    pages has, whatever their numbers; what browsers put there, and the number of the page."""
    ends = Counter(kind for page in pages for kind in {_kind(line) for line in _ends(page)})
    common = {kind for kind, times in ends.items() if times > 1 and 2 * times > len(pages)}
    lines: list[str] = []
    margins: list[str] = []
    for number, page in enumerate(pages, 1):
        text = list(page)
        for edge in (0, -1):
            is_outer = True
            while text:
                is_common = is_outer and _kind(text[edge]) in common
                if text[edge] and not is_common and not _is_margin(text[edge], number, title):
                    break
                is_outer = is_outer and not text[edge]
                margins.append(text.pop(edge))
        lines += text
    return lines, margins


def _is_margin(line: str, page: int, title: str) -> bool:
    """Whether a line is the number of its page, or what a browser prints around one, in any order."""
    rest, times = re.subn(f"{_PRINTED}|{_ADDRESS}", "", line)
    rest = (rest.replace(title, "", 1) if title and times else rest).strip()
    number = re.fullmatch(_NUMBER, rest)
    return int(number[1]) == page if number else times > 0 and not rest


def _ends(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line]
    return [*filled[:1], *filled[-1:]]


def _kind(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines put together: a paragraph ends at a blank line, behind a sentence in a line that is not full, before a
    bullet, and where its first line is a heading: short, no sentence, and nothing goes on below it."""
    widths = sorted(len(line) for line in lines if line)
    full = widths[len(widths) * 3 // 4] * _SHORT if widths else 0
    text = ""
    for line, below in zip([*lines, ""], [*lines[1:], "", ""], strict=False):
        if text and line.startswith(_BULLETS):
            yield text
            text = ""
        is_first = not text
        if line:
            text = _joined(text, line)
        is_last = line.endswith(_END) and len(line) < full
        is_heading = is_first and len(line) < full and not line.endswith((",", ";", "-")) and not below[:1].islower()
        if text and (not line or is_last or is_heading):
            yield text
            text = ""


def _joined(text: str, line: str) -> str:
    """A line behind others. A word that was parted is whole again; whether its hyphen was its own, nobody says."""
    if not text:
        return line
    if re.search(r"[^\W\d_]-$", text) and line[:1].islower():
        return text[:-1] + line
    if text[-1] == "\xad":
        return text[:-1] + line
    return f"{text} {line}"
