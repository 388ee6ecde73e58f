"""What was left from writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.check.rule import Around, Finding, SourceLines, rule
from briefing.model.brief import Brief
from briefing.model.pattern import later
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse.quoting import without_curls

_BODY = later(r"body[ \t]*:")
_COMMENT = later(r"(?:^|\s)#.*")
_MARK = later(r"(?<!\w)(?:TODO|FIXME|XXX|TK|TKTK|TBD)(?!\w)|\?\?\?+")
_WITH_T = re.compile("T(?:ODO|K|BD)")  # five times as quick as three searches for words
_KEYS = r"(?:title|summary|name|role|position|note|ask|answer|say)[ ]*:[ ]+"
_BEFORE = rf"[ ]*(?:(?:-[ ]+)++(?:{_KEYS}|(?!['\"]?[\w-]+['\"]?:[ ]))|{_KEYS})"
_PLAIN = r"""(?P<text>[^\s"'\[{|>&*!#][^#]*?)"""
_BLOCK = r"([ ]*).*[:-][ ]+[|>][-+0-9]*(?:[ ]+#.*)?$"
"""A line that a text of several lines follows, and how deep it stands."""
_SWALLOWED = rf"{_BEFORE}{_PLAIN}(?P<rest>(?<![ \t])[ \t]+#[^\s#].*)$"


@rule("B119", "warning")
def swallowed(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a ` #` makes a comment of the rest of a text

    In YAML a number sign behind a space begins a comment. Put the text in quotes. One with a space on
    either side is taken for a comment that is meant.

    Bad:

        title: Talks end, round #2 begins
        body: |
          They met.

    Good:

        title: "Talks end, round #2 begins"
        body: |
          They met.
    """
    if " #" not in source.text[: source.text.find("\nbody:")]:  # bodies have their headings
        return
    depth = -1  # of the line whose text is passed over
    for number, line in enumerate(source.lines, 1):
        if _BODY.match(line):
            return
        if depth >= 0 and (not line.strip() or len(line) - len(line.lstrip(" ")) > depth):
            continue
        block = re.match(_BLOCK, line)
        depth = len(block[1]) if block else -1
        if found := re.match(_SWALLOWED, line):
            whole = without_curls(f"{found['text']}{found['rest']}".rstrip())
            whole = whole.replace("\\", "\\\\").replace('"', '\\"')
            end = len(line.rstrip()) + 1
            mark = Span(source.file, number, line.index("#", found.start("rest")) + 1, number, end)
            edit = Edit(mark._replace(column=found.start("text") + 1), f'"{whole}"')
            message = "a space and a # begin a comment, and the text ends before it"
            yield Finding(message, mark, edits=(edit,))


@rule("B305", "warning")
def draft(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a mark of a draft was left

    `TODO`, `FIXME`, `XXX`, `TK`, `TBD` and `???` are for writers; comments may keep them. `{{ place }}`, `${place}` and
    `{place}` are what a template fills in, and here nothing did.

    Bad:

        title: Talks
        body: |
          They met TODO when?

    Good:

        title: Talks
        body: |
          They met in May.
    """
    if "{" in source.text and re.search(_MAY_BE_PLACE, source.text):
        yield from _places(brief, source)
    if not may_have_word(source.text):
        return
    in_body = False
    for number, line in enumerate(source.lines, 1):
        in_body = in_body or _BODY.match(line) is not None
        for found in _MARK.finditer(line if in_body else _COMMENT.sub("", line)):
            at = Span(source.file, number, found.start() + 1, number, found.end() + 1)
            yield Finding(f"`{found[0]}` was left from the draft", at)


def has_word(text: str) -> bool:
    """Whether a word of writers stands in a text."""
    return may_have_word(text) and _MARK.search(text) is not None


def may_have_word(text: str) -> bool:
    """Whether it is worth it to look for such words line by line."""
    has_other = ("X" in text and ("XXX" in text or "FIXME" in text)) or ("?" in text and "???" in text)
    return has_other or _WITH_T.search(text) is not None


_MAY_BE_PLACE = r"\{[{%]|\{[A-Za-z_][\w.]*(?:[}!\[]|:(?!\s))"
_PLACE = (
    r"(?<![\\$])\{\{(?![<%])[^{}\n]*\}\}|\{%[^%\n]*%\}|(?<!\\)\$\{[A-Za-z_][\w.:-]*\}(?!\$)"
    r"|(?:(?<=[^\W_][ ])|(?<=[\"'\u201c\u2018(])|(?<=^[ ][ ]))\{[A-Za-z_][\w.]*(?:\[\w+\])?(?:[!:][^{}\s]*)?\}"
)


def _places(brief: Brief, source: SourceLines) -> Iterator[Finding]:
    """What a template was to fill in, in the texts of the head and in the body."""
    body = source.body_start(brief)
    for found in re.compile(_PLACE, re.MULTILINE).finditer(source.text):
        start, end = found.span()
        if source.is_in_code(brief, start) if start >= body else source.is_in_comment(start):
            continue
        yield Finding(f"`{found[0]}` was left from a template", source.span(start, end))
