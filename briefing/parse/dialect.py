"""markdown-it set up for our dialect: its rules, its bounds, and tokens that know where they stand.

Importing this loads markdown-it (some 20 ms), so that is done when there is a text that `plain` does not read.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from markdown_it.utils import EnvType

from briefing.parse.html import HIDDEN, TAG
from briefing.parse.inline import ADDRESS, MENTION, address_in

NESTING = 40
"""Levels of quotes, lists and brackets; beyond that a text is read as plain paragraphs."""
_STOP = r"[\n\\`*_\[\]<&~]|!(?=\[)|==(?=[^\s=])|\{(?=[{%:#.])|%%|\$(?=\S)|(?<=\s)\^(?=[\w-]+[ \t]*$)"
_STOPS = re.compile(_STOP), re.compile(f"{_STOP}|{ADDRESS}")
"""Where words end and a rule may apply: in a content without addresses, and in one that may have them."""
_ADDRESS = re.compile(ADDRESS)
_TAG = re.compile(TAG)
_HIGHLIGHT = re.compile(r"(?<![\w=])==(?=[^\s=])([^\n=]*[^\s=])==(?![\w=])")
_TEMPLATE = re.compile(
    r"\{%[^{}]*%\}|\{\{[<%][^{}]*[%>]\}\}"  # tags, and the shortcodes of Hugo
    r"|\{\{-?\s*(?:(?:site|page|post|include|content|layout)\.|[.$]|[\"'][^\"'{}]*[\"']\s*\|)[^{}]*\}\}"  # values
    r"|\{:[^{}\n]*\}|\{[#.][\w-][^{}\n]*\}(?=[ \t]*$)"  # attributes of kramdown
    r"|(?<![\w%])%%(?:[^%]|%(?!%))*%%"  # comments of Obsidian
    r"|(?<=\s)\^[\d-]*[A-Za-z][\w-]*[ \t]*$",  # its marks of blocks
    re.MULTILINE,
)
"""What is written for a program and not for a reader."""
_REFERENCE = (
    r"\{(?:%-?|\{[<%])\s*(?:rel)?(?:ref|post_url|link)\s+(?:path\s*=\s*)?"
    r"(?:[\"'](?P<to>[^\"'{}<>%]+)[\"'][^{}<>%]*|(?P<word>[^\s\"'{}<>%]+)\s*)(?:[>%]\}|-?%)\}"
)
_VALUE = r"\{\{[^{}]*\}\}"
_TEMPLATE_LINKS = {
    "[": (
        re.compile(rf"\[(?P<text>[^\[\]]+)\]\((?:{_VALUE})?{_REFERENCE}(?:{_VALUE})?/?\)"),
        re.compile(rf"\[(?P<text>[^\[\]]+)\]\({_VALUE}(?P<word>)(?P<to>/[^\s(){{}}]*)(?:\s+\"[^\"]*\")?\)"),
        re.compile(r"\[(?P<text>[^\[\]]+)\]\(\{\{-?\s*(?P<word>)[\"'](?P<to>/[^\"'{}]*)[\"']\s*\|[^{}]*\}\}\)"),
    ),
    "<": (re.compile(rf"<[aA]\s[^<>{{}}]*href\s*=\s*[\"']?{_REFERENCE}[\"']?[^<>{{}}]*>(?P<text>[^<]+)</[aA]\s*>"),),
    "{": (re.compile(rf"(?P<text>{_REFERENCE})"),),
}
"""`[text]({% post_url name %})`, `[text]({{< ref "name" >}})`, `[text]({{ site.baseurl }}/name/)`,
`[text]({{ "/name/" | relative_url }})`, a tag with such an address, and a `{{< ref "name" >}}` that stands alone."""
_MATH = re.compile(r"\$\$(?=[^$])[^$]+\$\$|\$(?![\s\d])[^$\n]+(?<![\s\\])\$(?!\w)")
_SIGNS_OF_MATH = re.compile(r"[\\_^{*]")
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,40})\]")
_ELSEWHERE = re.compile(r"\((?=<|https?:|mailto:|[#/.?]|[^\s()]+\.(?:md|markdown|ya?ml)[)#])|\[(?P<label>[^\[\]]+)\]")
"""What stands behind a `[[link]]` that is one of Markdown's own, with brackets in its text."""
_HIDDEN = re.compile(
    rf"<(?:(?P<note>!--)|(?P<tag>{'|'.join(HIDDEN)})(?=[\s>]))|(?P<percent>%%)|(?P<liquid>\{{%-?\s*comment\b)",
    re.IGNORECASE,
)


class TooNested(ValueError):
    """The text is nested deeper than `NESTING`."""


class _State(StateInline):
    """An inline state that stamps every token with its position in the content (`meta["at"]`)."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:
        super().__init__(src, md, env, outTokens)
        self.stops = _STOPS["://" in src or "@" in src or "www." in src]
        self.has_templates = "{%" in src or "{{" in src
        self.last_comment = src.rfind("-->") if "<!--" in src else -1
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


# rules for the content of a paragraph


def _words(state: StateInline, silent: bool) -> bool:
    """Everything up to the next sign."""
    assert isinstance(state, _State)
    found = state.stops.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """An address that stands in the text as it is, except in the text of a link."""
    if state.linkLevel or (match := _ADDRESS.match(state.src, state.pos, state.posMax)) is None:
        return False
    shown, _href = address_in(match[0])
    if not silent:
        state.push("address", "", 0).content = shown
    state.pos += len(shown)
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    """`[[id]]` and `[[id|text]]`, also behind a `!`, unless Markdown has a link there."""
    src, pos = state.src, state.pos
    start = pos + 1 if src.startswith("![[", pos) else pos
    if not src.startswith("[[", start) or (match := MENTION.match(src, start, state.posMax)) is None:
        return False
    references = state.env.get("references", {})
    if references and match["shown"] is None and normalizeReference(match["id"]) in references:
        return False
    if behind := _ELSEWHERE.match(src, match.end(), state.posMax):
        if behind["label"]:
            if normalizeReference(behind["label"]) in references:
                return False
        elif _is_link(state, start):
            return False
    if not silent:
        state.push("mention", "", 0)
    state.pos = match.end()
    return True


def _is_link(state: StateInline, at: int) -> bool:
    """Whether a bracket opens one of Markdown's links."""
    pos, state.pos = state.pos, at
    found = link(state, True)
    state.pos = pos
    return found


def _highlight(state: StateInline, silent: bool) -> bool:
    """`==text==`."""
    if (match := _HIGHLIGHT.match(state.src, state.pos, state.posMax)) is None:
        return False
    if not silent:
        maximum = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = match.span(1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = maximum
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


def _html(state: StateInline, silent: bool) -> bool:
    """A comment or a tag."""
    assert isinstance(state, _State)
    src, pos = state.src, state.pos
    if src[pos] != "<":
        return False
    if src.startswith("<!--", pos):
        end = src.find("-->", pos + 4, state.posMax) if state.last_comment >= pos else -1
        end = end + 3 if end >= 0 else -1
    else:
        match = _TAG.match(src, pos, state.posMax)
        end = match.end() if match else -1
    if end < 0:
        return False
    if not silent:
        token = state.push("html", "", 0)
        token.content = src[pos:end]
        state.linkLevel += bool(re.match(r"<[aA]\s", token.content)) - bool(re.match(r"</[aA]\s*>", token.content))
    state.pos = end
    return True


def _template(state: StateInline, silent: bool) -> bool:
    """What is written for a program, which nobody is to read."""
    match = _TEMPLATE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    src, before, end = state.src, state.pos, match.end()
    if not before or src[before - 1].isspace() or src[before - 1] == "}":  # what is left keeps one blank
        while end < state.posMax and src[end] in (" \t\n" if not before or src[before - 1] == "\n" else " \t"):
            end += 1
    if not silent:
        if end >= state.posMax or src[end] == "\n":
            state.pending = state.pending.rstrip(" \t")
        if state.pending:
            state.pushPending()  # what follows does not stand beside it in the file
    state.pos = end
    return True


def _template_link(state: StateInline, silent: bool) -> bool:
    """A link whose address a program puts in."""
    assert isinstance(state, _State)
    patterns = _TEMPLATE_LINKS.get(state.src[state.pos], ()) if state.has_templates else ()
    found = (pattern.match(state.src, state.pos, state.posMax) for pattern in patterns)
    match = next(filter(None, found), None)
    if match is None:
        return False
    if not silent:
        maximum = state.posMax
        which = "to" if match["to"] else "word"
        name = match[which].strip()
        href = name if name.endswith((".md", ".markdown")) else f"/{name.lstrip('/')}"
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.pos, state.posMax = match.span(which if match["text"] == match[0] else "text")
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
        state.posMax = maximum
    state.pos = match.end()
    return True


def _math(state: StateInline, silent: bool) -> bool:
    """`$x_1$` and `$$x$$`, as they are written: no sign in them is Markdown's."""
    if state.src[state.pos] != "$" or (match := _MATH.match(state.src, state.pos, state.posMax)) is None:
        return False
    if not _SIGNS_OF_MATH.search(match[0]):  # two prices
        return False
    if not silent:
        state.append_pending(match[0])
    state.pos = match.end()
    return True


# rules for blocks


def _note_definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`[^label]: text`, going on as a paragraph does and with indented blocks. It ends what stands before it."""
    level = state.env.get("note_level", 0) if silent else 0
    is_inside = state.level > level and state.sCount[startLine] >= state.blkIndent
    if is_inside or state.is_code_block(startLine):
        return False
    begin = state.bMarks[startLine] + state.tShift[startLine]
    match = _NOTE.match(state.src, begin, state.eMarks[startLine])
    if match is None or not state.src.startswith(":", match.end()):
        return False
    if silent:
        return True
    state.env.setdefault("notes", set()).add(match[1])
    state.push("footnote_open", "", 1).info = match[1]
    saved = state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine], state.parentType
    after = match.end() + 1
    text = after
    while text < state.eMarks[startLine] and state.src[text] in " \t":
        text += 1
    state.bMarks[startLine], state.tShift[startLine] = after, text - after
    state.blkIndent += 4
    state.sCount[startLine] = state.blkIndent
    state.parentType = "footnote"
    state.env["note_level"] = 1
    state.md.block.tokenize(state, startLine, endLine)
    state.env["note_level"] = 0
    state.blkIndent -= 4
    state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine], state.parentType = saved
    state.push("footnote_close", "", -1)
    return True


def _hidden(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A comment, or a script and the like, over lines that may be blank. What is never closed hides nothing."""
    begin = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(("<", "%%", "{%"), begin) or state.is_code_block(startLine):
        return False
    match = _HIDDEN.match(state.src, begin, state.eMarks[startLine])
    if match is None:
        return False
    if match["tag"]:
        sign = f"</{match['tag']}\\s*>"
    else:
        sign = r"--\s*>" if match["note"] else "%%" if match["percent"] else r"\{%-?\s*endcomment\s*-?%\}"
    line, after = _end_of(state, startLine, endLine, match.end(), sign)
    rest = state.src[after : state.eMarks[line]] if after else ""
    if not after or (rest.strip() and line == startLine):
        return False
    if silent:
        return True
    if not rest.strip():
        state.line = line + 1
        return True
    state.bMarks[line], state.tShift[line] = after, len(rest) - len(rest.lstrip(" \t"))
    state.sCount[line] = state.blkIndent
    state.line = line
    return True


def _display(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Math in lines of its own between `$$` and `$$`, as it is written."""
    begin = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("$$", begin) or "$" in state.src[begin + 2 : state.eMarks[startLine]]:
        return False
    line, after = _end_of(state, startLine, endLine, begin + 2, r"\$\$[ \t]*$")
    if not after or silent:
        return bool(after)
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(startLine, line + 1, state.blkIndent, False) + "\n"
    token.map = [startLine, line + 1]
    state.line = line + 1
    return True


def _end_of(state: StateBlock, startLine: int, endLine: int, begin: int, sign: str) -> tuple[int, int]:
    """The line that closes what opens on another, and where in the text that ends; 0 for nowhere.

    Where a sign was not found is kept, so that many openings cost no more than one.
    """
    in_vain: dict[str, range] = state.env.setdefault("in_vain", {})
    if startLine in in_vain.get(sign, ()):
        return startLine, 0
    line = startLine
    while line < endLine:
        if line > startLine:
            if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
                break
            begin = state.bMarks[line] + state.tShift[line]
        if found := re.compile(sign, re.IGNORECASE).search(state.src, begin, state.eMarks[line]):
            return line, found.end()
        line += 1
    in_vain[sign] = range(startLine, line)
    return startLine, 0


def _bound(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """No block rule: stops at a depth that no text has a reason for."""
    if state.level > NESTING:
        raise TooNested
    return False


def _make() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING + 20})
    md.enable(["table"])
    inline = _Inline()
    inline.ruler.enableOnly(["text", "newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image",
                             "autolink", "html_inline", "entity"])  # fmt: skip
    inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    inline.ruler.at("text", _words)
    inline.ruler.at("html_inline", _html)
    inline.ruler.after("text", "address", _address)
    inline.ruler.before("link", "mention", _mention)
    inline.ruler.before("link", "note_reference", _note_reference)
    inline.ruler.before("link", "highlight", _highlight)
    inline.ruler.before("escape", "template", _template)
    inline.ruler.before("template", "template_link", _template_link)
    inline.ruler.before("escape", "math", _math)
    md.inline = inline
    md.block.ruler.before("table", "bound", _bound)
    md.block.ruler.at("html_block", _hidden, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.before("html_block", "display", _display, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("reference", "note", _note_definition, {"alt": ["paragraph", "reference"]})
    return md


_PARSER = _make()


def parse(source: str) -> tuple[list[Token], dict[str, Any]]:
    """The block tokens of a text, and what `inline` is to know of it. Raises `TooNested`."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    _PARSER.block.parse(source, _PARSER, env, tokens)
    return tokens, {key: env[key] for key in ("references", "notes") if env.get(key)}


def inline(content: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a paragraph's content, each with `meta["at"]`, its position there. `env` is what `parse` gave."""
    return _PARSER.inline.parse(content, _PARSER, env, [])
