"""Bytes to text: what a file says, line by line, and what no text may hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from briefing.model.limits import BRIEF, MEGABYTE, REGISTRY
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.read_table import is_markdown
from briefing.parse.registry_name import is_registry

POINTER = b"version https://git-lfs.github.com/spec/v1\n"
"""How a file begins that stands for one which Git LFS keeps elsewhere (docs/spec.md of Git LFS)."""
_BOM = b"\xef\xbb\xbf"
_REPORTED = 5
"""So many places of one kind of damage are named; the rest would be noise."""
_BREAK = r"\r\n|\r|\n"
_GARBLED = rb"\xc3[\x82-\xb4](?:[\xc2\xc5\xc6\xcb]|\xe2[\x80\x82\x84])"
"""What may be UTF-8 that was taken for Windows-1252: `Ã©`. Looked for in bytes, since hardly a file has it."""
_SUSPECT = bytes({*range(32), 0x7F, 0xC2, 0xEF} - {9, 10, 13})
"""Control characters, and the bytes that those beyond ASCII begin with."""
_BEYOND_ASCII = bytes(range(128, 256))
_CONTROLS = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+"
_ELLIPSIS = """\x85(?![ ]*(?:["']?[\\w-]+["']?[ ]*:|-[ ]))"""
"""U+0085 is the ellipsis of Windows-1252, but where a file has it at the ends of its lines, before a key or an item."""
_WINDOWS = "[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]"
"""The control characters whose numbers are letters and signs in Windows-1252."""


class Text:
    """A file's text, without a byte order mark, and its lines as an editor counts them.

    `text` has one code point for each of the file's; `lines` are without their ends and `starts` are the
    offsets of their first characters. `problems` says what was not text.
    """

    __slots__ = ("file", "lines", "problems", "starts", "text")

    def __init__(self, text: str, file: str, problems: list[Problem] | None = None) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = [] if problems is None else problems
        self.lines: list[str] = text.split("\n") if "\r" not in text else re.split(_BREAK, text)
        self.starts: list[int] = [0]
        if "\r" in text:
            self.starts += [match.end() for match in re.finditer(_BREAK, text)]
        else:
            self.starts += [end + number for number, end in enumerate(accumulate(map(len, self.lines[:-1])), 1)]

    @property
    def is_markdown(self) -> bool:
        """Whether the file is Markdown, by its name."""
        return is_markdown(self.file)

    def with_lines(self, lines: list[str], problems: list[Problem]) -> Text:
        """This text with other lines of the same lengths, and with more problems."""
        parts, at = [], 0
        for line, start in zip(lines, self.starts, strict=True):
            parts += [self.text[at:start], line]
            at = start + len(line)
        return Text("".join([*parts, self.text[at:]]), self.file, [*self.problems, *problems])

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`."""
        line, end_line = self.line_at(start), self.line_at(end)
        column, end_column = start - self.starts[line], end - self.starts[end_line]
        return Span(self.file, line + 1, column + 1, end_line + 1, end_column + 1)

    def span_in_line(self, line: int, start: int, end: int) -> Span:
        """The place of a stretch of one line: line and columns from 0."""
        return Span(self.file, line + 1, start + 1, line + 1, end + 1)

    def line_span(self, line: int) -> Span:
        """A whole line, counted from 0, with its end if it has one."""
        if line + 1 < len(self.lines):
            return Span(self.file, line + 1, 1, line + 2, 1)
        return Span(self.file, line + 1, 1, line + 1, len(self.lines[line]) + 1)

    def offset(self, line: int, column: int) -> int:
        """Where a place, counted from 1, is in the text; the nearest place there is."""
        if line > len(self.lines):
            return len(self.text)
        return self.starts[line - 1] + min(column - 1, len(self.lines[line - 1]))

    def of(self, span: Span) -> str:
        """What stands in a span."""
        return self.text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]

    def line_at(self, offset: int) -> int:
        """The index (from 0) of the line that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    @property
    def whole(self) -> Span:
        """The span of the whole file."""
        return Span(self.file, 1, 1, len(self.lines), len(self.lines[-1]) + 1)


def limit_of(file: str) -> int:
    """How many bytes a file may have, by its path from the desk's root."""
    return REGISTRY if is_registry(file) else BRIEF


def mark_of(data: bytes) -> bytes:
    """The byte order mark that a file begins with, or nothing."""
    return _BOM if data.startswith(_BOM) else b""


def decode(data: bytes, file: str) -> Text:
    """Read bytes as UTF-8, whatever they are.

    A byte order mark is no part of the text. What is not UTF-8, and not surely in one other encoding, becomes U+FFFD,
    control characters too, one for one, and both are reported; so is a file over its limit, and one that only points to
    where Git LFS keeps it: these give an empty text.
    """
    if len(data) > BRIEF and len(data) > (limit := limit_of(file)):
        problem = slips.TOO_LARGE.at(Span(file, 1, 1, 1, 1), limit=limit // MEGABYTE)
        return Text("", file, [problem])
    if data.startswith(POINTER):
        return Text("", file, [slips.POINTER.at(Span(file, 1, 1, 1, len(POINTER)))])
    if encoding := _wide_encoding(data):
        problem = slips.WIDE_ENCODING.at(Span(file, 1, 1, 1, 1), name=encoding[:6].upper())
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        return Text(_without_controls(text)[0], file, [problem])
    data = data.removeprefix(mark_of(data))
    problems = []
    try:
        raw = data.decode()
    except UnicodeDecodeError:
        raw, places = _decode_with_replacement(data)
        shown = Text(raw, file)
        from briefing.parse.encodings import encoding_of_runs, not_utf8

        offset, length, first = places[0]
        runs = [bad for _offset, _length, bad in places]
        is_all = sum(map(len, runs)) == len(data) - len(data.translate(None, _BEYOND_ASCII))
        what = not_utf8(runs, is_all)
        if is_all and len(runs) > 1 and (encoding := encoding_of_runs(runs)):
            raw, length = data.decode(encoding, "replace"), len(first)
            shown = Text(raw, file)
        problems.append(slips.NOT_UTF8.at(shown.span(offset, offset + length), what=what))
    suspect = len(data.translate(None, _SUSPECT)) != len(data)
    text, controls = _without_controls(raw) if suspect else (raw, [])
    result = Text(text, file, problems)
    if b"\xc3" in data and re.search(_GARBLED, data):
        from briefing.parse.encodings import without_garbling

        if (garbled := without_garbling(Text(raw, file).lines, file)) is not None:
            result.problems.append(garbled)
            controls = []  # bytes of the same letters
    for match in controls[:_REPORTED]:
        result.problems.append(_control(raw, match, result.span(match.start(), match.end())))
    return result


def _control(raw: str, match: re.Match[str], span: Span) -> Problem:
    """What a run of control characters stands for: Windows-1252 has letters and signs there, and word processors a
    break of the line between two words.
    """
    written = match[0]
    name = f"U+{ord(written[0]):04X}"
    before, behind = raw[max(match.start() - 1, 0) : match.start()], raw[match.end() : match.end() + 1]
    if re.fullmatch(f"{_WINDOWS}+", written):
        meant = written.encode("latin-1").decode("cp1252")
        return slips.CONTROL_FOR.at(span, meant, name=name, said=f"`{meant}`")
    if re.fullmatch("[\x0b\x0c\x1c-\x1f]+", written):
        if before.strip() and behind.strip():
            return slips.CONTROL_FOR.at(span, " ", name=name, said="a blank")
        return slips.CONTROL.at(span, edits=(Edit(span, ""),), name=name)
    # else it may have been a letter in another encoding, or stand for one that was lost
    is_code = written.isascii() and not (before.isalnum() and behind.isalnum())
    return slips.CONTROL.sure_if(is_code).at(span, edits=(Edit(span, ""),), name=name)


def _wide_encoding(data: bytes) -> str:
    """The encoding of a file in units of two or four bytes, with its mark or without; nothing for any other."""
    if data[:1] in (b"\xff", b"\xfe", b"\x00") or data[1:2] == b"\x00":
        shapes = [
            ("utf-32-le", b"\xff\xfe\x00\x00", b"%s\x00\x00\x00"),
            ("utf-32-be", b"\x00\x00\xfe\xff", b"\x00\x00\x00%s"),
            ("utf-16-le", b"\xff\xfe", b"%s\x00"),
            ("utf-16-be", b"\xfe\xff", b"\x00%s"),
        ]
        for name, mark, unit in shapes:
            if data.startswith(mark) or re.match(re.escape(unit).replace(b"%s", b"[ -~]") * 4, data):
                return name
    return ""


def _decode_with_replacement(data: bytes) -> tuple[str, list[tuple[int, int, bytes]]]:
    """The text with U+FFFD for what is not UTF-8, and (offset, length, bytes) of each bad run."""
    parts: list[str] = []
    places: list[tuple[int, int, bytes]] = []
    length = 0
    rest = data
    while rest:
        try:
            parts.append(rest.decode())
            break
        except UnicodeDecodeError as error:
            good = rest[: error.start].decode()
            bad = rest[error.start : error.end]
            if places and not good and places[-1][0] + places[-1][1] == length:
                offset, count, before = places[-1]
                places[-1] = (offset, count + 1, before + bad)
            else:
                places.append((length + len(good), 1, bad))
            parts += [good, "\ufffd"]
            length += len(good) + 1
            rest = rest[error.end :]
        if len(parts) > 2000:  # not a text at all: the rest in one go
            parts.append(rest.decode("utf-8", "replace"))
            break
    return "".join(parts), places


def _without_controls(text: str) -> tuple[str, list[re.Match[str]]]:
    controls = _CONTROLS
    if "\x85" in text and re.search("[\x80-\x84\x86-\x9f]", text):
        controls = _CONTROLS.replace("\x85", "")
    elif "\x85" in text and re.search("[\n\r]", text):
        controls = f"{_CONTROLS}|{_ELLIPSIS}"
    found = list(re.finditer(controls, text))
    return (re.sub(controls, lambda match: "\ufffd" * len(match[0]), text), found) if found else (text, found)


def lines_in(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
