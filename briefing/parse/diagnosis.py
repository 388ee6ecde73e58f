"""Where an author slipped, behind what YAML complains of.

libyaml stumbles a line or a bracket later than the hand did, and calls things by names that no author knows. Here the
lines up to that place are looked at for the slips that hands make, the surest first. Lines and columns count from 0 and
are those of the copy that is being mended (`parse/mended.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from yaml.error import MarkedYAMLError, YAMLError

from briefing.model.likeness import nearest
from briefing.model.names import looks_like_id
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.when import WhenError, parse_when
from briefing.parse import slips
from briefing.parse.characters import BLANKS, BREAKS, BULLETS, DASHES, INVISIBLE, WIDE_COMMAS, name_of
from briefing.parse.fields import FIELDS, OWNERS, Field
from briefing.parse.mended import Mended
from briefing.parse.nodes import DEPTH, Place, TooDeep
from briefing.parse.quoting import has_odd_quotes, quote, quoted, without_curls

KEY = r"""(?P<key>[A-Za-z0-9_][\w.\-]*|"[^"\n]+"|'[^'\n]+')[ \t]*:(?=[ \t\r]|$)"""
_INNER = frozenset(key for owner in OWNERS.values() for key in owner.fields)
"""The keys of entries."""
_ODD = "".join([*BLANKS, *INVISIBLE, *BREAKS])
_BLANK = rf"[ \t{_ODD}]"
_MARK = rf"[{re.escape(DASHES + BULLETS)}]"
_LIST_MARK = rf"(?P<mark>{_MARK}|(?P<number>\d{{1,2}})[.)])(?={_BLANK})"
_TEXTS = frozenset({"text", "overrides", "body"})


class Diagnosis(NamedTuple):
    """A slip, and the edits by which the copy can be read on as it was meant; none where nobody can say.

    `is_doubtful` where what the mended lines then say may not be what was meant: nothing more is told of them.
    """

    problem: Problem
    mend: tuple[Edit, ...]
    is_doubtful: bool = False


def diagnose(part: Mended, file: str, known: frozenset[str], error: YAMLError | None) -> Diagnosis:
    """The author's slip behind an error of YAML in some lines, or behind lines that are no keys and values (None).

    `known` are the keys to be expected in the first column; none where any id may stand there.
    """
    return _Lines(part.lines, file, known).slip(error)


def stray(part: Mended, file: str, known: frozenset[str]) -> Diagnosis | None:
    """The slip of a line that belongs to no key, the first of these lines; None for one that says nothing."""
    lines = _Lines(part.lines, file, known)
    return lines.first_slip(range(1)) or lines.stray(0)


def no_dash(part: Mended, file: str, number: int, depth: int) -> Diagnosis:
    """The slip of an item that lost its dash, which stands in a column."""
    return _Lines(part.lines, file, frozenset()).no_dash(number, depth)


def odd_dash(part: Mended, file: str, number: int, good: int) -> Diagnosis:
    """The slip of a dash that stands elsewhere than those of its list, in a column."""
    return _Lines(part.lines, file, frozenset()).odd_dash(number, good)


class _Lines:
    """Some lines in which YAML stumbled."""

    def __init__(self, lines: list[str], file: str, known: frozenset[str]) -> None:
        self.lines, self.file, self.known = lines, file, known

    def slip(self, error: YAMLError | None) -> Diagnosis:
        if isinstance(error, TooDeep):
            line, column = error.place
            line = min(line, len(self.lines) - 1)
            return _told(slips.TOO_DEEP.at(self.span(line, column, column + 1), depth=DEPTH))
        if error is None:
            return self.first_slip(range(len(self.lines))) or self.stray(0) or self.no_sense(0, 0)
        if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
            return self.first_slip(range(len(self.lines))) or _told(slips.NO_YAML.at(self.whole(0)))
        mark = error.problem_mark
        line, column = min(mark.line, len(self.lines) - 1), mark.column
        context = error.context_mark
        above = min(context.line, len(self.lines) - 1) if context is not None else line
        start = context.column if context is not None else column
        about, said = error.context or "", error.problem or ""
        is_quote = "quoted scalar" in about
        # what stands behind a quotation mark that was never closed is not yet known to be wrong
        reach = above if is_quote or "simple key" in about else line
        return self.first_slip(range(reach + 1)) or self.complaint(about, said, above, start, line, column)

    def complaint(self, about: str, said: str, above: int, start: int, line: int, column: int) -> Diagnosis:
        """What libyaml says, by what it was doing (`about`, begun at `above` and `start`), in the author's words."""
        if "quoted scalar" in about:
            return self.escape(line, column, said) if "end of stream" not in said else self.unclosed_quote(above, start)
        if "flow" in about:
            return self.brackets(above, start, line, column)
        if "block scalar" in about:
            return self.first_character(above, start, slips.BLOCK_AS_TEXT)
        if "mapping values" in said:
            return self.colon(line, column)
        if "alias" in about or "anchor" in about or "tag" in about:
            return self.first_character(above, start, slips.FIRST_CHARACTER)
        if "directive" in about or "cannot start any token" in said or "alias" in said or "mapping keys" in said:
            return self.first_character(line, column, slips.FIRST_CHARACTER)
        if "expected ':'" in said:
            return self.stray(above) or self.no_sense(above, start)
        if "sequence entries" in said and self.lines[line][:column].strip(" -"):
            return self.dash_on_line(line, column)
        if "expected key" in said or "'-' indicator" in said or "sequence entries" in said:
            return self.unexpected(line, column)
        return self.no_sense(line, column)

    # lines that are wrong by themselves

    def first_slip(self, numbers: Iterable[int]) -> Diagnosis | None:
        """The first slip that a line shows by itself."""
        inside = -1  # the indentation of a key whose text follows as a block
        depth = 0  # of brackets that opened in a line above
        for number in numbers:
            line = self.lines[number]
            if not line.strip() or line.lstrip(" ").startswith("#"):
                continue
            if depth:
                depth = max(0, depth + _depth(line))
                continue
            width = len(line) - len(line.lstrip(" "))
            if inside >= 0 and width > inside:
                continue
            inside = width if re.search(_BLOCK, line) else -1
            for look in _LOOKS:
                if found := look(self, number, line):
                    return found
            _key, begin = self.value_of(line)
            if line[begin : begin + 1] in ("[", "{"):
                depth = max(0, _depth(line[begin:]))
        return None

    def indentation(self, number: int, line: str) -> Diagnosis | None:
        if match := re.match(r"[ ]*-[ ]*(\t+)", line):
            return _told(slips.TAB_AFTER_DASH.at(self.span(number, *match.span(1))))
        match = re.match(rf"{_BLANK}+", line)
        if match is None:
            return None
        blank = match[0]
        odd = next((at for at, char in enumerate(blank) if char != " "), -1)
        if odd < 0:
            return None
        if blank[odd] == "\t":
            edits = self.tabs(number)
            return _told(slips.TAB.at(self.span(number, odd, len(blank)), edits=edits))
        if blank[odd] in INVISIBLE:
            at = self.span(number, odd, odd + 1)
            edits = (Edit(self.span(number, 0, len(blank)), _plain(blank)),)
            return _told(slips.INVISIBLE.at(at, edits=edits, a_name=name_of(blank[odd])))
        edits = self.tabs(number)
        end = odd + 1
        return _told(slips.ODD_BLANK.at(self.span(number, odd, end), edits=edits, a_blank=name_of(blank[odd])))

    def tabs(self, first: int) -> tuple[Edit, ...]:
        """The edits that indent this line and the odd ones below it as their neighbours are."""
        widths: dict[int, int] = {}
        blanks = [line[: len(line) - len(line.lstrip(_ODD + " \t"))] for line in self.lines]
        edits = []
        for number in range(first, len(self.lines)):
            blank = blanks[number]
            if not blank.strip(" ") or not self.lines[number].strip():
                continue
            widths[number] = width = self.width_meant(number, blanks, widths)
            edits.append(Edit(self.span(number, 0, len(blank)), " " * width))
        return tuple(edits)

    def width_meant(self, number: int, blanks: list[str], widths: dict[int, int]) -> int:
        """How far a line is to be indented that a tab or an odd blank indents: as a neighbour of its like is."""
        text = self.lines[number][len(blanks[number]) :]
        is_item = re.match(r"-[ \t]", text) is not None
        plain = "\t" not in blanks[number]
        if plain:
            return len(_plain(blanks[number]))

        def column(n: int) -> int:
            return widths.get(n, len(blanks[n]))

        above = [n for n in range(number - 1, -1, -1) if self.lines[n].strip()]
        for n in above:
            other = self.lines[n][len(blanks[n]) :]
            if blanks[n] == blanks[number] and n in widths and other.startswith("-") == is_item:
                return column(n)
        if above:
            last = above[0]
            other = self.lines[last][len(blanks[last]) :]
            inner = column(last) + (len(other) - len(other.lstrip("- ")) if other.startswith("- ") else 0)
            if other.split(" #")[0].rstrip().endswith(":"):
                below = self.neighbour_below(number, blanks, is_item)
                return below if below is not None and below >= inner else inner + 2
            if is_item:
                dashes = (n for n in above if self.lines[n][len(blanks[n]) :].startswith("- "))
                if (like := next(dashes, None)) is not None:
                    return column(like)
            else:
                return inner
        return len(blanks[number].replace("\t", "  "))

    def neighbour_below(self, number: int, blanks: list[str], is_item: bool) -> int | None:
        """The indentation of the next line with plain blanks that is an item, as this one is."""
        for n in range(number + 1, len(self.lines)):
            if self.lines[n].strip() and not blanks[n].strip(" "):
                return len(blanks[n]) if self.lines[n][len(blanks[n]) :].startswith("- ") == is_item else None
        return None

    def list_mark(self, number: int, line: str) -> Diagnosis | None:
        """Items that begin as other people's lists do, in place of `- `."""
        found = re.match(rf"[ ]*{_LIST_MARK}", line)
        if found is None or not self.is_in_list(number):
            return None
        edits = []
        for n in range(number, len(self.lines)):
            other = re.match(rf"[ ]*{_LIST_MARK}{_BLANK}+", self.lines[n])
            if other and other.start("mark") == found.start("mark") and bool(other["number"]) == bool(found["number"]):
                edits.append(Edit(self.span(n, other.start("mark"), other.end()), "- "))
        slip = slips.NUMBERED if found["number"] else slips.OTHER_DASH
        return _told(slip.at(self.span(number, *found.span("mark")), edits=tuple(edits), mark=found["mark"]))

    def is_in_list(self, number: int) -> bool:
        """Whether a line stands where the items of a list do: below a key without a value, or below such an item."""
        width = self.width(number)
        for n in range(number - 1, -1, -1):
            line = self.lines[n]
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if self.width(n) == width and re.match(rf"[ ]*(?:-|{_LIST_MARK}){_BLANK}", line):
                return True
            if self.width(n) <= width:
                key = re.match(rf"[ ]*(?:- +)*{KEY}", line)
                return key is not None and not line[key.end() :].split(" #")[0].strip()
        return False

    def key_form(self, number: int, line: str) -> Diagnosis | None:
        """A key with something else around its colon, or in place of it."""
        found = re.match(rf"(?P<lead>[ ]*(?:- +)*)(?P<odd>[{_ODD}]*){_FORM}", line)
        if found is None or not self.is_key(found["key"], found.end("lead")):
            return None
        key, before, colon, after = found["key"], found["before"], found["colon"], found["after"]
        behind = line[found.end("after") :]
        at = self.span(number, *found.span("colon"))
        if found["odd"]:
            where = self.span(number, *found.span("odd"))
            return _told(slips.INVISIBLE.at(where, edits=(Edit(where, ""),), a_name=name_of(found["odd"][0])))
        if odd := next((char for char in before if char not in " \t"), ""):
            where = self.span(number, line.index(odd, found.end("key")), found.start("colon"))
            edits = (Edit(self.span(number, found.end("key"), found.start("colon")), ""),)
            slip = slips.INVISIBLE if odd in INVISIBLE else slips.BEFORE_COLON
            return _told(slip.at(where, edits=edits, a_name=name_of(odd), a_blank=name_of(odd)))
        whole = self.span(
            number, found.end("key"), found.end("colon") + len(after) if colon != ":" else found.end("colon")
        )
        if "=" in colon or colon == "::":
            return _told(slips.EQUALS.at(at, edits=(Edit(whole, ": " if behind else ":"),), key=key, mark=colon))
        if colon == "\uff1a":
            return _told(slips.WIDE_COLON.at(at, edits=(Edit(whole, ": " if behind else ":"),)))
        if odd := next((char for char in after if char not in " \t"), ""):
            where = self.span(
                number, found.start("after") + after.index(odd), found.start("after") + after.index(odd) + 1
            )
            edits = (Edit(self.span(number, *found.span("after")), " "),)
            if odd in INVISIBLE:
                return _told(slips.INVISIBLE.at(where, edits=edits, a_name=name_of(odd)))
            return _told(slips.ODD_SPACE.at(where, edits=edits, a_blank=name_of(odd)))
        if not after and behind and not behind.startswith("//"):
            return _told(slips.NO_SPACE.at(at, edits=(Edit(whole, ": "),)))
        return None

    def dash_form(self, number: int, line: str) -> Diagnosis | None:
        """A dash that is followed by an odd blank."""
        found = re.match(rf"[ ]*-(?P<odd>[{_ODD}]+[ ]*)", line)
        if found is None:
            return None
        where = self.span(number, found.start("odd"), found.start("odd") + 1)
        edits = (Edit(self.span(number, *found.span("odd")), " "),)
        return _told(slips.ODD_SPACE_DASH.at(where, edits=edits, a_blank=name_of(found["odd"][0])))

    def value_start(self, number: int, line: str) -> Diagnosis | None:
        """A text whose first character makes something else of it."""
        lead, begin = self.value_of(line)
        if lead is None or begin >= len(line):
            return None
        char, rest = line[begin], line[begin:]
        is_text = not self.is_list(lead)
        if char in "|>" and re.match(r"[|>][+\-0-9]*[ \t]+[^#\s]|[|>][^+\-0-9\s]", rest):
            deeper = number + 1 < len(self.lines) and self.lines[number + 1].strip() and (
                self.width(number + 1) > self.width(number)
            )  # fmt: skip
            return None if deeper else self.first_character(number, begin, slips.BLOCK_AS_TEXT)
        if char in "[{" and (end := _closing(line, begin)) > 0:
            behind = line[end + 1 :].strip()
            if not behind or behind.startswith("#"):
                return None
            if (not lead or not is_text) and set(behind) <= {"]", "}"}:
                at = line.index(behind[0], end + 1)
                edits = (Edit(self.span(number, at, at + len(behind)), ""),)
                return _told(slips.CLOSES_NOTHING.at(self.span(number, at, at + 1), edits=edits, bracket=behind[0]))
            if behind == ",":
                return self.comma(number, line.index(",", end))
            if is_text and lead:
                return self.first_character(number, begin, slips.LIST_AS_TEXT)
        if char in _WIDE_BRACKETS and (not lead or not is_text):
            return self.wide_brackets(number, begin, line)
        return None

    def wide_brackets(self, number: int, begin: int, line: str) -> Diagnosis | None:
        """A list or an entry in brackets of another script."""
        char = line[begin]
        opening, closing, other = _WIDE_BRACKETS[char]
        last = max(line.rfind(closing), line.rfind(other))
        if last < begin or line[last + 1 :].split(" #")[0].strip():
            return None
        inside = line[begin + 1 : last]
        if opening == "{" and not re.match(r"[ ]*[\w-]+[ ]*[:\uff1a]", inside):
            return None
        edits = (Edit(self.span(number, begin, begin + 1), opening), Edit(self.span(number, last, last + 1), closing))
        where = self.span(number, begin, begin + 1)
        return _told(slips.WIDE_BRACKET.at(where, edits=edits, mark=char, meant=opening))

    def quotes(self, number: int, line: str) -> Diagnosis | None:
        """Text behind the closing mark of a text in quotes."""
        found = behind_quotes(line)
        if found is None:
            return None
        start, at, is_inside = found
        mark = line[start]
        end = _item_end(line, at) if is_inside else _comment_start(line, at)
        whole = line[start:end].rstrip()
        end = start + len(whole)
        value = self.span(number, start, end)
        if not is_inside and line[at:end] == ",":
            return self.comma(number, at)
        if is_inside and line[at] in WIDE_COMMAS and (comma := self.comma_behind_quotes(number, line, at, True)):
            return comma
        if mark == "'" and line[at - 1] == "'" and not re.search(r"[,{\[]\s*[\w-]+:\s", whole):
            slip = slips.APOSTROPHE.at(self.span(number, at - 1, at))
            inner = whole[1:-1]
            if not whole.endswith("'"):
                return Diagnosis(slip, (Edit(value, quoted(whole[1:])),))
            if "\\'" in inner:
                return _told(_with(slip, Edit(value, quote(inner.replace("\\'", "'")))))
            return _told(_with(slip, Edit(value, "'" + re.sub("'+", _doubled, inner) + "'")))
        behind = line[at:end]
        if mark == '"' and whole.endswith('"'):
            inner = whole[1:-1]
            if behind == mark or (whole.startswith('""') and inner.count('"') == 1):
                where = self.span(number, at - 1 if behind != mark else at, at if behind != mark else at + 1)
                return _told(slips.QUOTE_TOO_MANY.at(where, edits=(Edit(where, ""),)))
            if inner.count('"') % 2 == 0 and _opens_again(line, start, at, end):
                return _told(slips.QUOTES_INSIDE.at(self.span(number, at, end), edits=(Edit(value, quote(inner)),)))
        if comma := self.comma_behind_quotes(number, line, at, is_inside):
            return comma
        lead, _begin = self.value_of(line)
        if not is_inside and (second := self.second_keys(number, at, lead or "", closed=True)):
            return second
        edits = (Edit(value, quote(whole)),)
        return _told(slips.BEHIND_QUOTES.at(self.span(number, at, end), edits=edits))

    def comma_behind_quotes(self, number: int, line: str, at: int, is_inside: bool) -> Diagnosis | None:
        """A comma that was lost behind a text in quotes inside brackets, or that is another sign."""
        if not is_inside:
            return None
        gap = len(line[:at]) - len(line[:at].rstrip())
        if line[at] in WIDE_COMMAS:
            where = self.span(number, at, at + 1)
            edit = Edit(self.span(number, at - gap, at + 1 + len(line[at + 1 :]) - len(line[at + 1 :].lstrip())), ", ")
            return _told(slips.WIDE_COMMA.at(where, edits=(edit,), mark=line[at]))
        edits = (Edit(self.span(number, at - gap, at), ", "),)
        key = re.match(r"(?P<key>[\w-]+)[ \t]*:(?=\s)", line[at:])
        if key and key["key"] in _INNER:
            where = self.span(number, at, at + key.end("key"))
            return _told(slips.NO_COMMA_BEFORE_KEY.at(where, edits=edits, key=key["key"]))
        if gap and line[at] in "\"'[{" and _QUOTED.match(line, at):
            return _told(slips.NO_COMMA.at(self.span(number, at, at + 1), edits=edits))
        return None

    def comma(self, number: int, at: int) -> Diagnosis:
        """A comma that ends a line, as in JSON, and those of the lines around it."""
        where = self.span(number, at, at + 1)
        return _told(slips.COMMA_AT_END.at(where, edits=(Edit(where, ""),)))

    # what libyaml complains of

    def colon(self, line: int, column: int) -> Diagnosis:
        """A colon where YAML wants none: in a text, of a second key, or of a key that stands too deep."""
        text = self.lines[line]
        lead, begin = self.value_of(text)
        if lead is not None and begin < column and text[begin:].strip():
            value = text[begin:].rstrip()
            if value.endswith("}") and "{" not in value:
                at = len(text.rstrip()) - 1
                return _told(slips.UNOPENED.at(self.span(line, at, at + 1), bracket="}"))
            if second := self.second_keys(line, begin, lead):
                return second
            edits = self.quoting(line, begin)
            word = re.search(r"[\w-]+$", text[:column])
            is_key = word is not None and word[0] != lead and word[0] in {row.key for row in _rows_beside(lead)}
            is_key = is_key or has_odd_quotes(value) or value[0] in _WIDE_BRACKETS or value[0] in _ODD
            return _told(_unsure(slips.COLON_IN_TEXT, is_key).at(self.span(line, column, column + 1), edits=edits))
        above = line - 1
        while above >= 0 and not self.lines[above].strip():
            above -= 1
        if above < 0:
            return self.no_sense(line, column)
        upper = self.lines[above]
        if re.match(r"[ ]*-[^\s-]", upper):
            return self.stray(above) or self.no_sense(line, column)
        if not upper.rstrip().endswith(":") and re.match(KEY, upper.lstrip(" -")):
            indent = self.width(line)
            beside = len(upper) - len(upper.lstrip(" -"))
            span = self.span(line, 0, indent or 1)
            edits = (Edit(span, " " * beside),) if indent > beside else ()
            return _told(slips.KEY_DEEPER.at(span, edits=edits))
        return self.stray(above) or self.no_sense(line, column)

    def second_keys(self, line: int, begin: int, first: str, closed: bool = False) -> Diagnosis | None:
        """More keys behind the value of the first one, or behind the quotes (`closed`) in which that stands."""
        text = self.lines[line]
        found = []
        rows = {row.key: row for row in _rows_beside(first)}
        is_text = self.kind(first) in _TEXTS and not closed
        begin -= len(text[:begin]) - len(text[:begin].rstrip()) if closed else 0
        for match in re.finditer(r"(?P<gap>[ \t]*[,;]?[ \t]+)(?P<key>[\w-]+)[ \t]*:(?=[ \t]|$)", text[begin:]):
            row = rows.get(match["key"])
            if row is None or match["key"] == first or not text[: begin + match.start()].strip():
                continue
            value = re.split(r"[ \t]+[\w-]+[ \t]*:(?=[ \t]|$)|[ \t]#", text[begin + match.end() :])[0].strip(" \t,")
            if is_text and not _is_value(row, value):
                continue
            found.append(match)
        if not found:
            return None
        column = len(re.match(r"[ ]*(?:- +)*", text)[0])  # type: ignore[index]
        edits = tuple(
            Edit(self.span(line, begin + one.start("gap"), begin + one.end("gap")), "\n" + " " * column)
            for one in found
        )
        where = self.span(line, begin + found[0].start("key"), begin + found[0].end("key"))
        return _told(slips.TWO_KEYS.at(where, edits=edits, key=found[0]["key"]))

    def escape(self, line: int, column: int, said: str) -> Diagnosis:
        """A backslash in double quotes that YAML does not know, or whose digits make no character."""
        text = self.lines[line]
        at = max(text.rfind("\\", 0, column + 1), 0)
        letter = text[at + 1 : at + 2]
        if letter in "xuU" and letter:
            digits = {"x": 2, "u": 4, "U": 8}[letter]
            written = re.match(r"[0-9a-fA-F]*", text[at + 2 : at + 2 + digits])
            length = len(written[0]) if written else 0
            here = self.span(line, at, at + 2 + length)
            if length < digits:
                return _told(
                    slips.SHORT_ESCAPE.at(here, letter=letter, digits=digits),
                    [Edit(self.span(line, at, at + 1), "\\\\")],
                )
            if pairs := list(re.finditer(_PAIR, text)):
                edits = tuple(Edit(self.span(line, *pair.span()), _paired(pair)) for pair in pairs)
                return _told(slips.HALF_PAIR.at(here, edits=edits))
            slip = slips.HALF_PAIR if re.match(r"\\u[dD][89a-fA-F]", text[at:]) else slips.NO_CHARACTER
            return _told(slip.at(here), [Edit(here, "\ufffd")])
        here = self.span(line, at, at + 1)
        if letter == "'":
            edits = tuple(Edit(self.span(line, m.start(), m.start() + 1), "") for m in re.finditer(r"\\(?=')", text))
            return _told(slips.ESCAPE._replace(certain=True).at(here, edits=edits))
        return _told(slips.ESCAPE.at(here))

    def unclosed_quote(self, line: int, column: int) -> Diagnosis:
        text = self.lines[line]
        problem = slips.UNCLOSED_QUOTE.at(self.span(line, column, column + 1), quote=text[column : column + 1])
        _lead, begin = self.value_of(text)
        if begin != column:
            return _told(problem)
        end = len(text.rstrip())
        edit = Edit(self.span(line, end, end), text[column])
        goes_on = any(
            n.strip() and self.width(i + line + 1) > self.width(line) for i, n in enumerate(self.lines[line + 1 :])
        )
        if goes_on or " #" in text[column:]:
            return _told(problem)
        return _told(_with(problem, edit))

    def brackets(self, above: int, start: int, line: int, column: int) -> Diagnosis:
        """What is wrong inside brackets that open at `above` and `start`, where YAML stumbled at `column`."""
        text = self.lines[line] if line < len(self.lines) else ""
        opened = self.open_bracket(0, len(self.lines))
        if opened is not None and (found := self.hashtags(opened[0])):
            return found
        char, before = text[column : column + 1], text[:column].rstrip()
        within = "\n".join([*self.lines[above:line], text[: column + 1]])
        if char == "," and before.endswith((",", "[", "{")):
            where = self.span(line, column, column + 1)
            gap = len(text[column + 1 :]) - len(text[column + 1 :].lstrip()) if before.endswith(("[", "{")) else 0
            return _told(slips.COMMA_TOO_MANY.at(where, edits=(Edit(self.span(line, column, column + 1 + gap), ""),)))
        if opened is None or above != line:
            if char in ("]", "}") and within.count(char) > within.count("[" if char == "]" else "{"):
                return self.wrong_closing(line, column)
        elif char in ("]", "}") and within.count(char) > within.count("[" if char == "]" else "{"):
            return self.wrong_closing(line, column)
        if char in ("[", "{", '"', "'") and before and before[-1] not in "[{,:" and opened is None:
            edits = (Edit(self.span(line, len(before), column), ", "),)
            return _told(slips.NO_COMMA.at(self.span(line, column, column + 1), edits=edits))
        if char == ":" and opened is None and (found := self.colon_in_brackets(line, column, before, within)):
            return found
        if opened is not None:
            return self.unclosed(*opened)
        bracket = self.lines[above][start : start + 1]
        return _told(slips.UNCLOSED_OR_COMMA.at(self.span(above, start, start + 1), bracket=bracket))

    def wrong_closing(self, line: int, column: int) -> Diagnosis:
        """A bracket that closes another kind than the one that is open."""
        char = self.lines[line][column]
        other = "]" if char == "}" else "}"
        here = self.span(line, column, column + 1)
        return _told(slips.CLOSES_OTHER.at(here, edits=(Edit(here, other),), bracket=char))

    def colon_in_brackets(self, line: int, column: int, before: str, within: str) -> Diagnosis | None:
        word = re.search(r"[\w-]+$", before)
        if word is None:
            return None
        text = self.lines[line]
        begin = max(within.rfind("{"), within.rfind("["))
        keys = re.findall(r"[{,]\s*([\w-]+)\s*:", within[begin:])
        is_key = word[0] not in keys and _are_beside([*keys, word[0]])
        gap = re.search(rf"(?P<mark>[{WIDE_COMMAS}]?)\s*$", text[: word.start()])
        if is_key and gap is not None and gap[0] and re.search(r"[^\s,\[{:]$", text[: gap.start()]):
            comma = (Edit(self.span(line, gap.start(), gap.end()), ", "),)
            if gap["mark"]:
                where = self.span(line, gap.start(), gap.start() + 1)
                return _told(slips.WIDE_COMMA.at(where, edits=comma, mark=gap["mark"]))
            return _told(slips.NO_COMMA_BEFORE_KEY.at(self.span(line, word.start(), column), edits=comma, key=word[0]))
        value = re.search(r"(?:[{\[,]\s*(?:[\w-]+:\s+)?)(?P<value>[^,\[\]{}]*)$", text[:column])
        edits: tuple[Edit, ...] = ()
        if value and value["value"].strip():
            end = _item_end(text, column)
            at = value.start("value")
            edits = (Edit(self.span(line, at, end), quote(without_curls(text[at:end]))),)
            is_key = is_key or has_odd_quotes(text[at:end])
        return _told(_unsure(slips.COLON_IN_TEXT, is_key).at(self.span(line, column, column + 1), edits=edits))

    def unclosed(self, opened: Place, before: Place | None) -> Diagnosis:
        """A bracket that is never closed; read as if it were closed where its lines end, or before another one."""
        bracket = self.lines[opened.line][opened.column]
        problem = slips.UNCLOSED.at(self.span(opened.line, opened.column, opened.column + 1), bracket=bracket)
        closing = "]" if bracket == "[" else "}"
        last = max((n for n in range(opened.line, len(self.lines)) if self.lines[n].strip()), default=opened.line)
        if before is not None:
            last, end = before
        else:
            end = len(self.lines[last][: _comment_start(self.lines[last], 0)].rstrip())
        start = end - 1 if self.lines[last][:end].endswith(",") else end
        edit = Edit(self.span(last, start, end), closing)
        return Diagnosis(_with(problem, edit) if last == opened.line else problem, (edit,), True)

    def hashtags(self, opened: Place) -> Diagnosis | None:
        """Words that begin with `#` in brackets, which end the line there."""
        text = self.lines[opened.line]
        pattern = re.compile(r"(?<=[\s\[{,])#(?=\w)[^,\]}]*")
        words = list(pattern.finditer(text, opened.column + 1))
        if not words or any(mark in one[0] for one in words for mark in "\"'"):
            return None
        spans = [(one.start(), one.start() + len(one[0].rstrip())) for one in words]
        edits = tuple(Edit(self.span(opened.line, *at), quoted(text[slice(*at)])) for at in spans)
        first = spans[0]
        if not text[opened.column + 1 : first[0]].strip():
            return _told(slips.HASHTAGS.at(self.span(opened.line, *first), edits=edits))
        bracket, word = text[opened.column], text[slice(*first)]
        where = self.span(opened.line, opened.column, opened.column + 1)
        if ":" in word:
            return _told(slips.UNCLOSED.at(where, bracket=bracket))
        return _told(slips.COMMENT_IN_BRACKETS.at(where, edits=edits, bracket=bracket, word=word))

    def open_bracket(self, start: int, end: int) -> tuple[Place, Place | None] | None:
        """The last bracket of these lines that opens and is not closed, and before which other one it should be."""
        opened: list[tuple[Place, str]] = []
        for number in range(start, end):
            for found in re.finditer(_BRACKETS, self.lines[number]):
                here = Place(number, found.start())
                if found[0] in ("[", "{"):
                    opened.append((here, "]" if found[0] == "[" else "}"))
                elif found[0] in ("]", "}") and opened:
                    place, closing = opened.pop()
                    if closing != found[0] and any(other == found[0] for _place, other in opened):
                        return place, here
        return (opened[-1][0], None) if opened else None

    def first_character(self, line: int, column: int, slip: slips.Slip) -> Diagnosis:
        """A text whose first character YAML takes for its own."""
        text = self.lines[line]
        char = text[column : column + 1]
        if not char.strip():
            return self.no_sense(line, column)
        if char == "%" and not text[:column].strip():
            at = self.span(line, column, len(text.rstrip()))
            return _told(slips.DIRECTIVE.at(at, edits=(Edit(at, ""),), word=text[column:].split()[0]))
        if text.lstrip(" -")[:1] in ("[", "{") or "[" in text[:column] or "{" in text[:column]:
            end = column + len(re.split(r"[,\]}]|\s#", text[column:])[0].rstrip())
        else:
            end = len(text[: _comment_start(text, column + 1)].rstrip())
        _lead, begin = self.value_of(text)
        if begin == column:
            edits = self.quoting(line, column)
        else:
            edits = (Edit(self.span(line, column, end), quote(text[column:end])),)
        return _told(slip.at(self.span(line, column, end), edits=edits, character=char))

    def dash_on_line(self, line: int, column: int) -> Diagnosis:
        """A dash behind a key: a list that begins on the wrong line, or a text."""
        text = self.lines[line]
        lead, begin = self.value_of(text)
        if lead is None or begin != column or not self.is_list(lead):
            return self.first_character(line, column, slips.FIRST_CHARACTER)
        indent = len(re.match(r"[ ]*(?:- +)*", text)[0]) + 2  # type: ignore[index]
        edits = [Edit(self.span(line, len(text[:column].rstrip()), column), "\n" + " " * indent)]
        edits += [
            Edit(self.span(n, 0, self.width(n)), " " * indent)
            for n in range(line + 1, len(self.lines))
            if re.match(r"[ ]*- ", self.lines[n])
        ]
        return _told(slips.DASH_ON_LINE.at(self.span(line, column, column + 1), edits=tuple(edits)))

    def unexpected(self, line: int, column: int) -> Diagnosis:
        """Something that is neither a key nor an item of the list that is open."""
        text = self.lines[line]
        if text[column : column + 1] in ("]", "}"):
            where = self.span(line, column, column + 1)
            return _told(slips.CLOSES_NOTHING.at(where, edits=(Edit(where, ""),), bracket=text[column]))
        if text[column : column + 1] == "-" and not text[:column].strip():
            dashes = self.siblings(line)
            good, odd = common_column(dashes, self.lines)
            if odd:
                return self.odd_dash(odd[0], good)
            above = next((n for n in range(line - 1, -1, -1) if self.width(n) <= column + 1), 0)
            if self.width(above) == column + 1:
                return self.no_dash(above, column)
            if column == 0 or (above < line and re.match(rf"[ ]*{KEY}[ \t]*\S", self.lines[above])):
                return self.stray(line) or self.no_sense(line, column)
        if text[:column].strip(" -") == "":
            return self.stray(line) or _told(slips.LINE_ELSEWHERE.at(self.span(line, 0, max(column, 1))))
        return self.no_sense(line, column)

    def odd_dash(self, number: int, good: int) -> Diagnosis:
        """A dash that stands in another column than those of its list."""
        span = self.span(number, 0, self.lines[number].index("-") + 1)
        return _told(slips.DASH_ELSEWHERE.at(span, fix=" " * good + "-"))

    def no_dash(self, number: int, depth: int) -> Diagnosis:
        """An item without its dash."""
        width = self.width(number)
        edits = (Edit(self.span(number, 0, width), " " * depth + "- "),)
        return _told(slips.NO_DASH.at(self.span(number, width, len(self.lines[number].rstrip())), edits=edits))

    def siblings(self, number: int) -> list[int]:
        """The lines with a dash that belong to the list of this one, or were to."""
        column = self.lines[number].index("-")
        found = [number]
        for way in (range(number - 1, -1, -1), range(number + 1, len(self.lines))):
            for n in way:
                stripped = self.lines[n].lstrip(" ")
                width = len(self.lines[n]) - len(stripped)
                is_dash = stripped.startswith(("- ", "-\t")) or stripped == "-"
                if stripped and not stripped.startswith("#") and (width < column - 1 if is_dash else width <= column):
                    break
                if (
                    n < number
                    and not is_dash
                    and width <= column + 1
                    and stripped.split(" #")[0].rstrip().endswith(":")
                ):
                    break  # the key of this list
                if is_dash and width <= column + 1:
                    found.append(n)
        return sorted(found)

    def stray(self, number: int) -> Diagnosis | None:
        """A line that neither is a key nor goes on with a value; None for one that says nothing."""
        line = self.lines[number]
        if not line.strip() or line.lstrip().startswith(("#", "---")):
            return None
        stripped = line.lstrip(" ")
        indent = len(line) - len(stripped)
        end = len(line.rstrip())
        if line.startswith("%"):
            return self.first_character(number, 0, slips.DIRECTIVE)
        if indent and re.match(KEY, stripped):
            span = self.span(number, 0, indent)
            return _told(slips.KEY_INDENTED.at(span, edits=(Edit(span, ""),)))
        if re.match(r"-(?!--|\s)", stripped):
            edits = (Edit(self.span(number, indent, indent + 1), "- "),)
            return _told(slips.NO_SPACE_DASH.at(self.span(number, indent, end), edits=edits))
        if stripped[0] in "{[" and (opened := self.open_bracket(number, len(self.lines))):
            return self.unclosed(*opened)
        if item := re.match(r"(?:- +)+", stripped):
            stripped, indent = stripped[item.end() :], indent + item.end()
        word = re.match(r"""["']?([\w-]+)["']?""", stripped)
        if word is None:
            return _told(slips.NO_KEY.at(self.span(number, indent, end)))
        key, at = word[1], indent + word.end()
        if form := re.match(rf"{_FORM}", stripped):
            colon = self.span(number, indent + form.start("colon"), indent + form.end("colon"))
            if form["colon"] == "\uff1a":
                return _told(slips.WIDE_COLON.at(colon))
            if form["colon"] == ":" and not form["after"]:
                return _told(slips.NO_SPACE.at(colon))
        known = self.known if not indent else _INNER
        guess = key if key in known else nearest(key, known)
        if guess:
            edit = Edit(self.span(number, indent, at), f"{guess}:")
            problem = slips.NO_COLON.at(self.span(number, indent, at), key=key, meant=guess)
            return _told(problem, [edit])
        return _told(slips.ORPHAN.at(self.span(number, indent, end)))

    def no_sense(self, line: int, column: int) -> Diagnosis:
        line = max(0, min(line, len(self.lines) - 1))
        while line and not self.lines[line].strip():
            line -= 1
            column = 0
        end = max(len(self.lines[line].rstrip()), column + 1)
        return _told(slips.NO_SENSE.at(self.span(line, column, end)))

    # what lines are

    def span(self, line: int, start: int, end: int) -> Span:
        return Span(self.file, line + 1, start + 1, line + 1, end + 1)

    def whole(self, line: int) -> Span:
        return self.span(line, 0, max(len(self.lines[line]), 1))

    def width(self, number: int) -> int:
        """How far a line is indented."""
        return len(self.lines[number]) - len(self.lines[number].lstrip(" "))

    def is_key(self, word: str, column: int) -> bool:
        """Whether a word is one of the keys that may stand there."""
        return word in self.known if not column and self.known else word in _INNER or (not column and not self.known)

    def kind(self, key: str) -> str:
        """What a key's values are; `text` where they may be that."""
        kinds = {row.kind for row in FIELDS if row.key == key}
        return "text" if "text" in kinds or not kinds else next(iter(kinds))

    def is_list(self, key: str) -> bool:
        """Whether the values of a key are lists, with the brief or with entries."""
        return any(row.many for row in FIELDS if row.key == key)

    def value_of(self, line: str) -> tuple[str | None, int]:
        """The key of a line (empty for an item without one) and where its value begins; None where there is neither."""
        lead = re.match(rf"""(?P<before>[ ]*(?:- +)*)(?:{KEY}[ \t]+)?""", line)
        if lead is None or not lead[0].strip():
            return None, 0
        key = (lead["key"] or "").strip("\"'")
        if key and "-" in lead["before"] and key not in _INNER:
            return "", lead.end("before")
        return key, lead.end()

    def quoting(self, line: int, begin: int) -> tuple[Edit, ...]:
        """The edits that put a text in quotes which begins here and may go on below, deeper than its key."""
        depth = self.width(line)
        last = line
        for n in range(line + 1, len(self.lines)):
            if not self.lines[n].strip():
                continue
            if self.width(n) <= depth or re.match(rf"[ ]*(?:- |{KEY})", self.lines[n]):
                break
            last = n
        ends = [
            len(self.lines[n][: _comment_start(self.lines[n], begin if n == line else 0)].rstrip())
            for n in range(line, last + 1)
        ]
        if last == line:
            return (Edit(self.span(line, begin, ends[0]), quote(without_curls(self.lines[line][begin : ends[0]]))),)
        texts = [
            self.lines[line][begin : ends[0]],
            *(self.lines[n][: ends[n - line]] for n in range(line + 1, last + 1)),
        ]
        whole = quote("\n".join(texts)).split("\n")
        starts = [begin] + [0] * (last - line)
        return tuple(
            Edit(self.span(n, starts[n - line], ends[n - line]), whole[n - line]) for n in range(line, last + 1)
        )


_LOOKS: tuple[Callable[[_Lines, int, str], Diagnosis | None], ...] = (
    _Lines.indentation, _Lines.dash_form, _Lines.list_mark, _Lines.key_form, _Lines.quotes, _Lines.value_start,
)  # fmt: skip

_FORM = rf"""["']?(?P<key>[A-Za-z][\w-]*)["']?(?P<before>{_BLANK}*)(?P<colon>::|:=|=>|[:\uff1a=])(?P<after>{_BLANK}*)"""
_WIDE_BRACKETS = {
    "\uff08": ("[", "]", "\uff09"), "\u3010": ("[", "]", "\u3011"), "\uff3b": ("[", "]", "\uff3d"),
    "\u3014": ("[", "]", "\u3015"), "\uff5b": ("{", "}", "\uff5d"), "\u300c": ("[", "]", "\u300d"),
}  # fmt: skip
"""Opening brackets of other scripts: what they stand for, what closes that, and their own closing ones."""
_BLOCK = r":[ \t]+[|>][+\-0-9]*[ \t]*(?:#.*)?$"
_BRACKETS = r"""[\[{]|[\]}]|(?:^|(?<=[\s,\[\]{}]))#.*"""
_PAIR = r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"


def _told(problem: Problem, mend: Iterable[Edit] | None = None) -> Diagnosis:
    return Diagnosis(problem, problem.changes if mend is None else tuple(mend))


def _unsure(slip: slips.Slip, is_unsure: bool) -> slips.Slip:
    """A slip whose fix is no more than likely where it could have been another one."""
    return slip._replace(certain=False) if is_unsure else slip


def _with(problem: Problem, *edits: Edit) -> Problem:
    return replace(problem, fix="", edits=edits)


def _plain(blank: str) -> str:
    wide = {"\t": "  ", "\u3000": "  ", " ": " "}
    return "".join(wide.get(char) or (" " if char in BLANKS else "") for char in blank)


def _doubled(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) % 2 == 0 else match[0] + "'"


def _paired(pair: re.Match[str]) -> str:
    high, low = int(pair[1], 16), int(pair[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _opens_again(line: str, start: int, at: int, end: int) -> bool:
    """Whether the mark before `at` opened a word inside a text in quotes, and did not close the text."""
    before = line[at - 2] if at - 2 > start else ""
    return (
        line[at - 1] == '"' and (not before or before in " (" or at - 2 == start) and line[at:end].count('"') % 2 == 0
    )


def _depth(line: str) -> int:
    """How many brackets a line opens more than it closes."""
    found = [match[0] for match in re.finditer(_BRACKETS, line)]
    return sum(one in "[{" for one in found if len(one) == 1) - sum(one in "]}" for one in found if len(one) == 1)


def _comment_start(line: str, begin: int) -> int:
    """Where a comment begins in a line, looked for from a place on; the line's end without one."""
    found = re.search(r"(?:^|[ \t])#", line[begin:])
    return begin + found.start() if found else len(line)


def _item_end(line: str, at: int) -> int:
    """Where a value inside brackets ends that goes on at a place."""
    return at + len(re.split(r"[,\]}]", line[at:])[0].rstrip())


def _closing(line: str, begin: int) -> int:
    """Where the bracket that opens at a place closes, or -1."""
    opened = []
    for match in re.finditer(r"""[\[\]{}]|(?<=[\s,\[{])#|(?<=[\[{,:\s])("(?:[^"\\]|\\.)*"|'[^']*')""", line[begin:]):
        if match[0] in "[{":
            opened.append("]" if match[0] == "[" else "}")
        elif match[0] in "]}":
            if opened.pop() != match[0]:
                return -1
            if not opened:
                return begin + match.start()
        elif match[0] == "#":
            return -1
    return -1


@cache
def _owners_of(key: str) -> tuple[str, ...]:
    return tuple(owner.name for owner in OWNERS.values() if key in owner.fields)


def _rows_beside(key: str) -> Iterator[Field]:
    """The rows of all keys that may stand beside one."""
    for name in _owners_of(key) if key else ("actor", "venue"):
        yield from OWNERS[name].fields.values()


def _are_beside(keys: list[str]) -> bool:
    """Whether these are keys of one kind of entry."""
    return any(all(key in owner.fields for key in keys) for owner in OWNERS.values())


def _is_value(row: Field, text: str) -> bool:
    """Whether a text is surely meant as a value of a field: nobody writes such a thing in a sentence."""
    if row.kind == "when":
        try:
            parse_when(text)
        except (WhenError, ValueError):
            return False
        return True
    if row.kind == "choice":
        return text in row.choices
    if row.kind in ("id", "reference"):
        return "-" in text and looks_like_id(text)
    patterns = {"country": r"[A-Z]{2}", "latitude": r"[+-]?\d+(\.\d+)?", "longitude": r"[+-]?\d+(\.\d+)?",
                "url": r"https?://\S+", "wikidata": r"Q\d+", "geonames": r"\d+"}  # fmt: skip
    return row.kind in patterns and re.fullmatch(patterns[row.kind], text) is not None


def common_column(dashes: list[int], lines: list[str]) -> tuple[int, list[int]]:
    """The column in which most dashes of a list stand, and the lines of those that stand elsewhere."""
    columns = [lines[n].index("-") for n in dashes]
    counts = Counter(columns)
    good = max(columns, key=lambda column: (counts[column], column > 0 and column % 2 == 0))
    return good, [n for n, column in zip(dashes, columns, strict=True) if column != good]


_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*""")
_LEAD = re.compile(r"""[ ]*(?:- +)*(?:["']?[\w-]+["']?[ \t]*:[ ]+)?""")


def behind_quotes(line: str) -> tuple[int, int, bool] | None:
    """Where in a line a text in quotes begins and where more text follows it, and whether that is inside brackets."""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    depth, is_start = 0, True
    while at < len(line):
        char = line[at]
        if is_start and char in "\"'":
            match = _QUOTED.match(line, at)
            if match is None:
                return None
            after = line[match.end() : match.end() + 1]
            is_comment = after == "#" and match.end() > match.end(1)
            if after and not is_comment and after not in (",]}:" if depth else ":"):
                return at, match.end(), depth > 0
            at, is_start = match.end(), False
            continue
        if is_start and char in "[{":
            depth += 1
        elif depth and char in "]}":
            depth -= 1
        elif (not depth and not is_start) or (char == "#" and line[at - 1 : at] in ("", " ")):
            return None
        else:
            is_start = (bool(depth) and char in ",:") or (is_start and char == " ")
        at += 1
    return None
