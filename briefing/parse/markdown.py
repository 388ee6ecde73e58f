"""The one Markdown dialect: CommonMark with tables, strikethrough, footnotes, `[[id|text]]` and bare addresses.

Every run knows the offset in the file that its characters stand at, which is what mentions, jumps and renames rest on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.parse.blocks import Body, Builder
from briefing.parse.indentation import Line
from briefing.parse.inline import Resolve, is_marked
from briefing.parse.plain import read_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_TABLE = r"(?m)^[ \t>]*[|:-][-:| \t]*$"
_LINK_WITH_PIPE = r"\[\[[^\[\]|\n]*[^\[\]|\n\\]\|[^\[\]\n]*\]\]"


def read_body(lines: Sequence[Line], resolve: Resolve = lambda _id: None) -> Body:
    """Read Markdown lines into blocks.

    `resolve` says what the id of a `[[link]]` means here. Never raises: what is nested beyond reason is read as plain
    paragraphs.
    """
    builder = Builder(lines, resolve)
    pieces = read_lines(lines)
    if pieces is None:
        return _parsed(builder)
    has_signs = is_marked("\n".join([line.text for line in lines]))
    notes = {piece.note for piece in pieces if piece.note}
    env = {"notes": notes} if notes else {}
    for texts, first, level, quote, marker, aligns, note in pieces:
        builder.level, builder.quote, builder.depth, builder.marker = level, quote, int(bool(marker)), marker
        if note:
            builder.begin_note(note)
            builder.paragraph("\n".join(texts), first, env)
            builder.end_note()
        elif aligns:
            builder.table(_rows(texts, first), first, aligns, env)
        elif texts == [""]:
            builder.rule(first)
        elif has_signs or level or quote or marker or len(texts) > 1:
            builder.paragraph("\n".join(texts), first, env)
        else:
            builder.words(first)
    return builder.body()


def _rows(texts: Sequence[str], first: int) -> list[tuple[int, list[str]]]:
    """The rows of a table whose cells stand between pipes, without the line below its header."""
    return [
        (first + number, [cell.strip(" ") for cell in text[1:-1].split("|")])
        for number, text in enumerate(texts)
        if number != 1
    ]


def _parsed(builder: Builder) -> Body:
    """What the parser makes of a text."""
    from briefing.parse.dialect import TooNested, parse

    source = "\n".join([line.text for line in builder.lines])
    if "[[" in source and re.search(_TABLE, source):  # a pipe in a link parts no cells
        source = re.sub(_LINK_WITH_PIPE, lambda match: match[0].replace("|", "\0"), source)
    try:
        tokens, env = parse(source)
    except (TooNested, RecursionError):
        return _unread(builder)
    _build(builder, iter(tokens), env)
    return builder.body()


def _build(builder: Builder, tokens: Iterator[Token], env: dict[str, Any]) -> None:
    for token in tokens:
        first = token.map[0] if token.map else 0
        match token.type:
            case "inline":
                builder.paragraph(_content(token), first, env)
            case "heading_open":
                builder.level = int(token.tag[1])
            case "heading_close":
                builder.level = 0
            case "list_item_open":
                builder.marker = f"{token.info}." if token.info else "•"
            case "list_item_close":
                builder.marker = ""
            case "bullet_list_open" | "ordered_list_open":
                builder.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                builder.depth -= 1
            case "blockquote_open":
                builder.quote += 1
                builder.opens_quote = True
            case "blockquote_close":
                builder.quote -= 1
                builder.opens_quote = False
            case "fence":
                builder.code(_content(token).removesuffix("\n"), first, first + 1)
            case "code_block":
                builder.code(_content(token).removesuffix("\n"), first, first)
            case "hr":
                builder.rule(first)
            case "table_open":
                rows, aligns = _table(tokens)
                builder.table(rows, first, aligns, env)
            case "footnote_open":
                builder.begin_note(token.info)
            case "footnote_close":
                builder.end_note()


def _table(tokens: Iterator[Token]) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The rows of a table, each the index of its line and what its cells hold, and how its columns are aligned."""
    rows: list[tuple[int, list[str]]] = []
    aligns: list[str] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append((token.map[0] if token.map else 0, []))
        elif token.type == "th_open":
            aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
        elif token.type == "inline":
            rows[-1][1].append(_content(token))
    return rows, aligns


def _content(token: Token) -> str:
    return token.content.replace("\0", "|")


def _unread(builder: Builder) -> Body:
    """Paragraphs of unread text, for what cannot be read as Markdown."""
    texts: list[str] = []
    for index, line in enumerate([*builder.lines, Line("", -1, 0)]):
        if line.text.strip():
            texts.append(line.text.strip())
        elif texts:
            builder.unread("\n".join(texts), index - len(texts))
            texts = []
    return builder.body()
