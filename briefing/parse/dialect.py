"""markdown-it set up for our dialect: its rules, its bounds, and tokens that know where they stand.

Importing this loads markdown-it (some 20 ms), so only `markdown` does, when there is a body to read.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from briefing.parse.markdown import MENTION

NESTING = 40
"""Levels of quotes, lists and brackets; beyond that a text is read as plain paragraphs."""
_TERMINATOR = re.compile(r"[\n\\`*_\[\]<&~]|!(?=\[)")
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,40})\]")


class TooDeep(ValueError):
    """The text is nested deeper than `NESTING`."""


class _State(StateInline):
    """An inline state that stamps every token with its position in the content (`meta["at"]`)."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:
        super().__init__(src, md, env, outTokens)
        self._pending_at = 0
        self._last: tuple[Token | None, int] = (None, -1)

    def append_pending(self, text: str) -> None:
        if not self._pending_buffer and not self._pending:
            self._pending_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta = {"at": self._pending_at}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        at = self.pos
        before, position = self._last
        if before is not None and position == at and ttype == "text":  # the next of several emphasis characters
            at = before.meta["at"] + len(before.content)
        token.meta = {"at": at}
        self._last = (token, self.pos) if ttype == "text" else (None, -1)
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _mention(state: StateInline, silent: bool) -> bool:
    """`[[id]]` and `[[id|text]]`."""
    if not state.src.startswith("[[", state.pos):
        return False
    match = MENTION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("mention_link", "", 0)
        token.info, token.content, token.markup = match[1], match[2] or "", match[0]
    state.pos = match.end()
    return True


def _note_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]` where the label is defined."""
    if not state.src.startswith("[^", state.pos):
        return False
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env.get("notes", ()):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).info = match[1]
    state.pos = match.end()
    return True


def _note_definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`[^label]: text`, going on as a paragraph does and with indented blocks."""
    if state.is_code_block(startLine) or state.level:
        return False
    begin = state.bMarks[startLine] + state.tShift[startLine]
    match = _NOTE.match(state.src, begin, state.eMarks[startLine])
    if match is None or not state.src.startswith(":", match.end()):
        return False
    if silent:
        return True
    notes = state.env.setdefault("notes", set())
    notes.add(match[1])
    token = state.push("footnote_open", "", 1)
    token.info = match[1]
    saved = state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine], state.parentType
    after = match.end() + 1
    text = after
    while text < state.eMarks[startLine] and state.src[text] in " \t":
        text += 1
    state.bMarks[startLine], state.tShift[startLine] = after, text - after
    state.blkIndent += 4
    state.sCount[startLine] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, startLine, endLine)
    state.blkIndent -= 4
    state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine], state.parentType = saved
    state.push("footnote_close", "", -1)
    return True


def _bound(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """No block rule: stops at a depth that no text has a reason for."""
    if state.level > NESTING:
        raise TooDeep
    return False


def _make() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING + 20})
    md.enable(["table"])
    md.disable(["html_block"])
    inline = _Inline()
    inline.ruler.enableOnly(["text", "newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image",
                             "autolink", "entity"])  # fmt: skip
    inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    inline.ruler.before("link", "mention", _mention)
    inline.ruler.before("link", "note_reference", _note_reference)
    inline.terminator_re = _TERMINATOR
    md.inline = inline
    md.block.ruler.before("table", "bound", _bound)
    md.block.ruler.before("reference", "note", _note_definition, {"alt": ["paragraph", "reference"]})
    return md


_PARSER = _make()


def parse(source: str) -> list[Token]:
    """The block tokens of a text; inline tokens are not read yet (see `inline`). Raises `TooDeep`."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    _PARSER.block.parse(source, _PARSER, env, tokens)
    for token in tokens:
        if token.type == "inline":
            token.meta = env
    return tokens


def inline(content: str, env: dict[str, Any]) -> list[Token]:
    """The inline tokens of a paragraph, each with `meta["at"]`, its position in the content.

    `env` is the `meta` of the block token that the paragraph came in.
    """
    return _PARSER.inline.parse(content, _PARSER, env, [])
