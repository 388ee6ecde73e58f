"""What the parser's tokens of a paragraph show."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from briefing.model.names import clean, linked_file
from briefing.parse.dialect import inline
from briefing.parse.html import Tags
from briefing.parse.inline import MENTION, InlineText, address_in, followed, with_mark

_MARKS = {"strong_open": "b", "mark_open": "b", "em_open": "i", "s_open": "s"}
_MEDIA = r"(?i).*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|m4a|mov|ogg|wav|webm)"


def read_content(reading: InlineText, env: dict[str, Any]) -> None:
    """Read a paragraph's content with the parser. `env` is what its block rules know."""
    tokens = inline(reading.content, env)
    tags = Tags(reading) if any(token.type == "html" for token in tokens) else None
    opened: list[str] = []
    marks = link = ""
    led_from = led_at = 0
    for token in tokens:
        if token.type == "html" and tags:
            tags.read(token.content)
        elif token.nesting > 0:
            if token.type == "link_open":
                address = str(token.attrs["href"])
                link = followed(address)
                reading.link = "" if link else linked_file(address)
                led_from, led_at = reading.runs.length, token.meta["at"]
            opened.append(_MARKS.get(token.type, "l" if link else ""))
        elif token.nesting < 0:
            opened.pop()
            if token.type == "link_close" and reading.link:
                reading.led(led_from, led_at)
            link = "" if token.type == "link_close" else link
        else:
            if not (tags and tags.hides):
                _show(token, reading, marks, link or (tags.href if tags else ""), tags)
            continue
        marks = "".join(sorted({*opened, *(tags.marks if tags else "")}))


def _show(token: Token, reading: InlineText, marks: str, href: str, tags: Tags | None) -> None:
    """Show what a token stands for."""
    at: int = token.meta["at"]
    match token.type:
        case "text":
            shown = tags.shown(token.content) if tags else token.content
            if shown != token.content:
                reading.runs.add(shown, marks, -1, href)
            elif shown:
                _verbatim(reading, shown, at, marks, href)
        case "code_inline":
            _verbatim(reading, token.content, at + len(token.markup), with_mark(marks, "c"), href)
        case "softbreak" | "hardbreak":
            reading.line_end(at, marks, href, token.type == "hardbreak")
        case "text_special":
            is_escape = token.info == "escape"
            at += is_escape and len(token.content) == 1
            reading.runs.add(token.content, marks, reading.origin.of(at) if is_escape else -1, href)
        case "address":
            shown, address = address_in(token.content)
            _verbatim(reading, shown, at, with_mark(marks, "l"), address)
        case "mention":
            _mention(reading, at, marks)
        case "footnote_ref":
            reading.runs.add(f"[{token.info}]", with_mark(marks, "f"), -1, href)
        case "image":
            _image(token, reading, marks, href)


def _verbatim(reading: InlineText, text: str, at: int, marks: str, href: str) -> None:
    """Show a text that stands in the content at a position, or one further (behind a bracket or a blank)."""
    for start in (at, at + 1):
        end = start + len(text)
        if reading.content[start:end].replace("\n", " ") == text:
            reading.text(start, end, marks, href)
            return
    reading.runs.add(text, marks, -1, href)


def _mention(reading: InlineText, at: int, marks: str) -> None:
    """`[[…]]`; what is embedded by a `!` before it is only linked to, and a picture's or a sound's name is shown."""
    is_embedded = reading.content[at] == "!"
    match = MENTION.match(reading.content, at + is_embedded)
    assert match is not None  # the parser has found it there
    if is_embedded and re.fullmatch(_MEDIA, match["id"].strip()):
        reading.text(*match.span("id"), marks)
    else:
        reading.mention(match, marks)


def _image(token: Token, reading: InlineText, marks: str, href: str) -> None:
    """A picture: what is said instead of it, leading to its address."""
    address = followed(str(token.attrs["src"])) or href
    marks = with_mark(marks, "l") if address else marks
    caption = "".join([" " if child.type == "softbreak" else child.content for child in token.children or ()])
    if caption and caption == token.content:
        _verbatim(reading, caption, token.meta["at"] + 2, marks, address)
    else:
        reading.runs.add(clean(caption).strip() or "image", marks, -1, address)
