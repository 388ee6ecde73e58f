"""What stands on the page of a host of repositories (GitHub, GitLab): where a text of a brief must call nobody, close
nothing and be no command, and where only so much is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.model.body import Block, Run
from briefing.model.value import replace
from briefing.report import markdown

MOST = 60_000
"""Characters of a report in a comment; GitHub takes 65,536 (its API, "issues/comments", `body`)."""
MOST_SUMMARY = 1_000_000
"""Bytes of a job's summary; GitHub takes 1 MiB a step ("Workflow commands", job summaries)."""
_GAP = "\u200b"
_LIVE = (
    (r"@(?=\w)", f"@{_GAP}"),  # somebody, or everybody
    (r"([#!&%~])(?=\d|\w+:)", rf"\1{_GAP}"),  # an issue, a merge request, an epic, a milestone, a label
    (r"(?i)\b(GH-)(?=\d)", rf"\1{_GAP}"),
    (r"(?i)\b([a-z][a-z0-9+.-]*:)(?=//)", rf"\1{_GAP}"),  # an address, which may be an issue's
    (r"(?i)\b(www)(?=\.)", rf"\1{_GAP}"),
    (r"(?m)^([ \t]*)/(?=\w)", rf"\1{_GAP}/"),  # a quick action
)


def inert(text: str) -> str:
    """A text that reads the same and is only that: nobody is called by it, nothing is linked or done."""
    for pattern, better in _LIVE:
        text = re.sub(pattern, better, text)
    return text


def lines(blocks: Iterable[Block], most: int, rest: str) -> Iterator[str]:
    """Blocks as Markdown that is inert there, at most so many characters; `rest` says where more is. Lines of code are
    folded away behind what is said of them."""
    left = most - len(rest) - len(_CLOSED) - 40
    fence = ""
    for line in markdown.lines(map(_inert_block, blocks)):
        mark = re.match("`{3,}$", line)
        is_opened = bool(mark and not fence)
        shown = [_OPENED, "", f"{line}diff"] if is_opened else [line]
        if mark and line == fence:
            shown += ["", _CLOSED]
        left -= sum(map(len, shown)) + len(shown)
        if left < 0:
            yield from ([fence, "", _CLOSED] if fence else [])
            yield from ("", rest)
            return
        if mark and (is_opened or line == fence):
            fence = line if is_opened else ""
        yield from shown


_OPENED = "<details><summary>Line by line</summary>"
_CLOSED = "</details>"


def _inert_block(block: Block) -> Block:
    if block.kind == "code":
        return block
    return replace(block, runs=tuple(map(_inert_run, block.runs)))


def _inert_run(run: Run) -> Run:
    return run if "c" in run.marks else replace(run, text=inert(run.text))
