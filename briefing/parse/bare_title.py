"""A title that stands above the keys of a brief without its own.

Needed only where YAML cannot read a head: nothing of this is loaded for others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.likeness import nearest
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.characters import BREAKS, INVISIBLE
from briefing.parse.fields import OWNERS
from briefing.parse.lines import FORM, KEY, LONGEST, Diagnosis, comment_start, told
from briefing.parse.literals import short
from briefing.parse.nodes import MappingNode, ScalarNode, plain_scalar
from briefing.parse.quoting import quote, quoted, scalar, without_curls
from briefing.parse.synonyms import key_for
from briefing.parse.text import Text
from briefing.parse.values import Values

_UNSEEN = f"[{''.join((*INVISIBLE, *BREAKS))}]"
_DRESSED = r"(?P<mark>'{3}|\"{3}|\*{1,3}|__?|`)(?P<text>(?=\S)[^\n]*\S)(?P=mark)"
"""A text between the quotation marks of Python, or as Markdown puts weight on it."""
_LARGE = 1_000
"""Lines; a head of more has no lost title."""
_SIGN = r"[={}\[\]<>|\"]"
"""What stands in a line that other slips are about."""
_WORDS = r"[\"'\u2018\u201c\u201e\u00ab]?[^\W_].*(?:\s\S|[\u2e80-\U0003ffff])"


def title_alone(lines: Sequence[str], file: str, known: frozenset[str], has_body: bool) -> Diagnosis | None:
    """The first line of a head, if it is a title whose key was left out; None for any other, and for one below which
    no brief stands.
    """
    first = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), -1)
    if first < 0 or "title" not in known:
        return None
    rest = (line for line in lines[first + 1 :] if line.strip() and not line.startswith("#"))
    below = next(rest, "body:" if has_body else "")
    key = re.match(KEY, below)
    end = comment_start(lines[first], 0)
    said = lines[first][:end].rstrip()
    if key is None or key["key"] not in known or not 0 < len(said) <= LONGEST:
        return None
    better = _meant(said, known)
    where = Span(file, first + 1, 1, first + 1, len(said) + 1)
    edit = Edit(where, f"title: {better}") if better != said else Edit(where._replace(end_column=1), "title: ")
    if not better or len(lines) > _LARGE or any(map(_is_title, lines)):
        return None
    return told(slips.KEY_FORGOTTEN.at(where, edits=(edit,), text=short(said), said="`title: …`"))


def heading_for_title(problems: list[Problem], text: Text) -> None:
    """Tell of a title that Markdown would make of the first line, and YAML a comment, in place of a missing one."""
    missing = slips.KEY_MISSING.sentence.format(an_entry="a brief", key="title")
    number = next((n for n, one in enumerate(problems) if one.message == missing), -1)
    title = re.fullmatch(r"#{1,2}[ ]+(?P<said>[^\W_][^:=$]*\s[^:=$]*\S)[ ]*", text.lines[0])
    if number >= 0 and title and len(text.lines) > 1 and re.match(KEY, text.lines[1]):
        where = text.span_in_line(0, 0, title.end("said"))
        edit = Edit(where, f"title: {scalar(title['said'])}")
        problems[number] = slips.TITLE_IN_COMMENT.at(where, edits=(edit,), text=short(title["said"]))


def title_as_key(values: Values, head: MappingNode) -> None:
    """Report a title without its key that has a colon in it, which made a key and a value of it, and give it its key,
    where it is the first of a brief's.
    """
    node, value = head.value[0]
    if any(key.value == "title" for key, _value in head.value):
        return
    line, end = node.start_mark.line, value.end_mark
    if not isinstance(value, ScalarNode) or node.style or value.style or line != end.line or line >= len(values.lines):
        return
    said = values.lines[line][: end.column]
    first = next((n for n, text in enumerate(values.lines) if text.strip() and text[0] not in "#-"), -1)
    if line != first or node.start_mark.column or not value.value or not re.match(_WORDS, node.value):
        return
    if re.match(FORM, said) or _is_title(said) or re.search(_SIGN, node.value):
        return
    if re.split(r"[^\w-]", re.sub(_UNSEEN, "", said.partition(":")[0].rstrip()))[-1].lower() in OWNERS["brief"].fields:
        return  # a key with something before it
    where = values.span(node)._replace(end_column=end.column + 1)
    edit = Edit(where, f"title: {quote(said)}")
    values.report(slips.KEY_FORGOTTEN, where, edits=(edit,), text=short(said), said="`title: …`")
    key = plain_scalar("title", line, 0, 0)
    head.value[0] = (key, plain_scalar(said, line, 0, end.column, '"'))


def _meant(said: str, known: frozenset[str]) -> str:
    """A text as the value of `title`, in the quotes that it has or needs; nothing for what is no such text."""
    if re.fullmatch(r"\"(?:[^\"\\]|\\.)+\"|'(?:[^']|'')+'", said) and said[1] != said[0]:
        return said
    dressed = re.fullmatch(_DRESSED, said)
    inner = dressed["text"] if dressed else without_curls(said)
    word = re.split(r"[^\w-]", inner.lower())[0]
    if re.match(KEY, said) or (re.match(FORM, said) and ": " not in said):
        return ""
    if word in known or nearest(word, known) or not re.match(_WORDS, inner):
        return ""
    return quoted(inner) if dressed and dressed["mark"][0] in "'\"" else scalar(inner)


def _is_title(line: str) -> bool:
    """Whether a line has a key for the title, however it is spelled."""
    key = re.match(r"[\W_]*(?P<key>[^\W\d_][\w -]*?)[\"']?[ \t]*(?:[:=\uff1a]|$)", re.sub(_UNSEEN, "", line))
    return key is not None and (
        nearest(key["key"].lower(), ("title",)) == "title" or key_for(OWNERS["brief"], key["key"]) == "title"
    )
