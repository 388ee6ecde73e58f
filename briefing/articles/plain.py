"""Text and Markdown, read as articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from briefing.articles.addresses import is_address, written_or_none
from briefing.articles.article import Article, Given, NoArticle, day_of
from briefing.articles.prose import Prose
from briefing.model.fold import fold
from briefing.model.names import clean, one_line, stem
from briefing.parse.guest import guest_head, values_of
from briefing.parse.text import Text, decode

_LONGEST_TITLE = 160
_LONG = 90
"""Characters of the lines of a text that has a paragraph a line, at least, in the middle of them."""
_DAY = r"\d{4}-\d\d-\d\d"
_DATED = r"(\d{4})[-_]?(\d\d)[-_]?(\d\d)(?:T?\d\d[.:-]?\d\d(?:[.:-]?\d\d)?(?![^\s_-]))?(?!\d)[-_ ]*"
_MEANS = {
    "title": "title headline titel titre titulo título titolo",
    "date": "date published pubdate publish_date created datum fecha data",
    "summary": "summary description excerpt subtitle abstract",
    "tags": "tags keywords categories category tag",
    "author": "author authors by byline creator autor auteur",
    "publisher": "publisher site site_name newspaper publication source_name",
    "address": "canonical_url canonical original_url source_url url link source permalink",
}
_TARGET = {word: target for target, words in _MEANS.items() for word in words.split()}
_HEADING = r"\s*(?:#{1,6}[ \t]+(\S.*?)[ \t]*#*|(\S[^\n]*)\n(?:=+|-+))[ \t]*(?:\n|\Z)"
_ITEM = r"(?:(\d{1,3})[.)]|[-*•])[ ]+(?=\S)"
"""What begins an item of a list in a text."""
_MENTION = r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]"
_TO_FILE = r"!?\[([^\[\]\n]*)\]\((?!(?:https?:|mailto:|#))[^()\n]*\)"


def read_text(given: Given) -> Article:
    """Plain text: a title, and paragraphs between blank lines, or one a line. Raises `NoArticle`."""
    text = decoded(given)
    lines = [one_line(line) for line in text.lines]
    while lines and not lines[0]:
        lines.pop(0)
    guesses: dict[str, str] = {}
    has_gaps = "" in "\n".join(lines).strip("\n").split("\n")
    title = _title_in(lines, has_gaps)
    if title:
        del lines[0]
        guesses["title"] = "the first line"
    title, date = named(title, given, guesses)
    for number, line in enumerate(lines[:4]):
        if line and re.fullmatch(_DAY, day := day_of(line)):
            date, guesses["date"] = day, "a line below the title"
            del lines[number]
            break
    prose = Prose()
    for paragraph in paragraphs(lines, has_gaps):
        for words, mark in _items(paragraph):
            prose.say(words, mark)
    return made(given, prose.body(), title=title, date=date, guesses=guesses)


def read_markdown(given: Given) -> Article:
    """Markdown, with a head or without. Its links to other files and notes become their text: they lead nowhere from
    where the brief is. Raises `NoArticle`."""
    text = decoded(given)
    head = guest_head(text)
    facts: dict[str, list[str]] = {}
    for key, node in head.pairs:
        target = _TARGET.get(key.strip().lower(), "")
        values = values_of({"tags": "tags", "author": "actors"}.get(target, "title"), node, head.form)
        if target == "address":
            facts.setdefault(target, []).extend(values)
        elif target and values:
            facts.setdefault(target, values)
    guesses: dict[str, str] = {}
    body = _without_links(clean("\n".join(text.lines[head.body :])).strip("\n"))
    title = one_line(" ".join(facts.get("title", [])))
    heading = re.match(_HEADING, body)
    name = one_line(heading[1] or heading[2]) if heading else ""
    if heading and (not title or fold(name) == fold(title)):
        title = title or name
        body = body[heading.end() :].strip("\n")
    title, date = named(title, given, guesses)
    first, _end, rest = body.partition("\n")
    is_alone = bool(heading) and not facts.get("date") and not rest.partition("\n")[0].strip()
    if is_alone and re.fullmatch(_DAY, day := day_of(first.strip(" *_"))):
        date, guesses["date"] = day, "a line below the title"
        body = rest.strip("\n")
    if told := day_of(" ".join(facts.get("date", []))):
        date = told
        guesses.pop("date", None)
    source = [*facts.get("author", []), *facts.get("publisher", [])]
    address = ""
    for one in facts.get("address", []):
        if is_address(one):
            address = address or written_or_none(one)
        elif not facts.get("publisher"):
            source.append(one)
    return made(
        given,
        body,
        title=title,
        date=date,
        guesses=guesses,
        source=", ".join(map(one_line, source)),
        address=address,
        summary=one_line(" ".join(facts.get("summary", []))),
        tags=tuple(map(one_line, facts.get("tags", []))),
    )


def made(
    given: Given,
    body: str,
    *,
    title: str,
    date: str,
    guesses: dict[str, str],
    source: str = "",
    address: str = "",
    summary: str = "",
    tags: tuple[str, ...] = (),
) -> Article:
    """The article of what was read. Raises `NoArticle` where there is no text."""
    if not body.strip():
        raise NoArticle("there is no text in it")
    if not date:
        guesses["date"] = "no date was found"
    return Article(
        title=title,
        body=body,
        origin=given.origin,
        address=address or given.address,
        source=source or one_line(given.file),
        date=date,
        summary=summary,
        tags=tags,
        guesses=guesses,
    )


def decoded(given: Given) -> Text:
    """What the bytes of a text say. Raises `NoArticle` where they are none in UTF-8."""
    data = given.data
    charset = given.charset
    if charset and charset.lower().replace("-", "") != "utf8":
        try:
            data = data.decode(charset).encode()
        except (LookupError, UnicodeError):
            data = given.data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            data = given.data
    text = decode(data, given.name)
    worst = next((one for one in text.problems if (one.code == "B001" and not one.edits) or not text.text), None)
    if b"\0" in data or (worst is None and not text.text.strip()):
        raise NoArticle("there is no text in it")
    if worst is not None:
        raise NoArticle(worst.message)
    return text


def named(title: str, given: Given, guesses: dict[str, str]) -> tuple[str, str]:
    """The title, and a date, as far as the name of a file, or the end of an address, tells what is missing."""
    name = stem(given.file or re.sub(r"[?#].*", "", given.origin).rstrip("/").rpartition("/")[2])
    dated = re.match(_DATED, name)
    date = day_of("-".join(dated.groups())) if dated else ""
    which = "the file's name" if given.file else "the address"
    if date:
        guesses["date"] = f"from {which}"
    if not title:
        bare = re.sub(r"[-_]+", " ", name[dated.end() :] if dated and date else name).strip()
        title, guesses["title"] = bare or name, f"from {which}"
    return title, date


def _title_in(lines: list[str], has_gaps: bool) -> str:
    """The first line where it is a title: short, by itself, and no sentence that goes on."""
    if not lines or len(lines[0]) > _LONGEST_TITLE or not any(lines[1:]):
        return ""
    first = lines[0]
    is_alone = not has_gaps or not lines[1] or bool(re.fullmatch(_DAY, day_of(lines[1])))
    return first if is_alone and first[-1] not in ",;" and (first[-1] not in ".。" or first.endswith("...")) else ""


def paragraphs(lines: list[str], has_gaps: bool) -> Iterator[str]:
    """The paragraphs of a text: between blank lines, or a line each where there are none and the lines are long."""
    filled = sorted(len(line) for line in lines if line)
    is_one_each = not has_gaps and bool(filled) and filled[len(filled) // 2] >= _LONG
    if is_one_each:
        yield from lines
        return
    open_lines: list[str] = []
    for line in [*lines, ""]:
        if line:
            open_lines.append(line)
        elif open_lines:
            yield "\n".join(open_lines)
            open_lines = []


def _items(paragraph: str) -> Iterator[tuple[str, str]]:
    """The items of a list in a paragraph of lines, each with its mark in Markdown, and what stands above them without
    one; all of it where there are no two, or where their numbers do not go on."""
    lines = paragraph.split("\n")
    marks = [re.match(_ITEM, line) for line in lines]
    numbers = [int(mark[1]) if mark[1] else -1 for mark in marks if mark]
    first = numbers[0] if numbers else 0
    if len(numbers) < 2 or numbers not in ([-1] * len(numbers), [*range(first, first + len(numbers))]):
        yield paragraph, ""
        return
    words, begun = "", ""
    for line, mark in zip(lines, marks, strict=True):
        if mark:
            yield words, begun
            words, begun = line[mark.end() :], f"{mark[1]}. " if mark[1] else "- "
        else:
            words = f"{words}\n{line}" if words else line
    yield words, begun


def _without_links(markdown: str) -> str:
    """Markdown whose links to files and notes are their text."""
    if "[" not in markdown:
        return markdown
    lines = []
    fence = ""
    for line in markdown.split("\n"):
        mark = re.match(r"[ ]{0,3}(`{3,}|~{3,})", line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            line = re.sub(_MENTION, lambda match: os.path.basename(match[1]) or match[1], line)
            line = re.sub(_TO_FILE, r"\1", line)
        lines.append(line)
    return "\n".join(lines)
