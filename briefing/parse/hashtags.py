"""Values and items that begin with `#`, which makes a comment of them: `tags: #ukraine`, `status: #settled`.

Needed only where a value is empty, or a list goes on over several lines.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Field
from briefing.parse.literals import read
from briefing.parse.nodes import Node, SequenceNode
from briefing.parse.nothing import SPREADSHEETS
from briefing.parse.quoting import quoted
from briefing.parse.values import Values


def in_lines(values: Values, node: SequenceNode) -> None:
    """Report an item of a list over several lines that begins with `#`, which makes a comment of it."""
    for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(values.lines))):
        found = re.search(r"(?:^[ ]*|[,\[][ ]*)(#(?=[^\W_])[^,\]#]*)(?:,|\]|$)", values.lines[number])
        if found is not None:
            start, end = found.start(1), found.start(1) + len(found[1].rstrip())
            span = Span(values.file, number + 1, start + 1, number + 1, end + 1)
            edit = Edit(span, quoted(found[1].rstrip()))
            slip = slips.HASHTAGS._replace(severity="warning", certain=False)
            values.problems.append(slip.at(span, edits=(edit,)))
            return


def is_sign(values: Values, row: Field, key_node: Node, node: Node) -> bool:
    """Report a value that begins with `#`, which makes a comment of it: `title: #ukraine talks`."""
    line = key_node.end_mark.line
    if line >= len(values.lines) or getattr(node, "style", None):
        return False
    found = re.match(r":[ \t]+(#.*?)(?:[ \t]+#[ \t].*)?[ \t]*$", values.lines[line][key_node.end_mark.column :])
    if found is None:
        return False
    if (error := re.match(rf"{SPREADSHEETS}(?=[\s,]|$)", found[1])) is not None:
        start = key_node.end_mark.column + found.start(1)
        span = Span(values.file, line + 1, start + 1, line + 1, start + len(error[0]) + 1)
        values.problems.append(slips.SPREADSHEET.at(span, text=error[0]))
        return True
    if row.kind != "text":
        return _number_sign(values, row, key_node, found)
    words = re.findall(r"#[^\W_][^\s,#]*", found[1])
    is_hashtag = re.match("#[^\\W_]", found[1]) is not None
    if row.many and re.sub(r"[\s,]", "", found[1]) != "".join(words):
        return False
    if not row.many and not is_hashtag and not row.required and found[1][:2] != "##":
        return False
    start, end = (key_node.end_mark.column + at for at in found.span(1))
    span = Span(values.file, line + 1, start + 1, line + 1, end + 1)
    better = f"[{', '.join(map(quoted, words))}]" if row.many else quoted(found[1])
    slip = slips.COMMENT_AS_TEXT.sure_if(is_hashtag and not row.many)
    values.problems.append(slip.at(span, edits=(Edit(span, better),)))
    return True


def _number_sign(values: Values, row: Field, key_node: Node, found: re.Match[str]) -> bool:
    """Report a number sign before a date, an id, a word of a list, which makes a comment of it."""
    word = found[1].lstrip("# ")
    if row.many or row.kind in ("entry", "overrides", "reference") or read(row, word) is None:
        return False
    line, column = key_node.end_mark.line + 1, key_node.end_mark.column + 1
    span = Span(values.file, line, column + found.start(1), line, column + found.end(1))
    values.problems.append(slips.COMMENT_AS_VALUE.at(span, edits=(Edit(span, word),)))
    return True
