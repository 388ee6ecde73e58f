"""What a brief says, to be compared with what another one says: no places, no spelling of dates, nothing derived."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from briefing.model.body import Block
from briefing.model.brief import Brief
from briefing.model.when import When

_DERIVED = frozenset(
    {"span", "title_span", "follows_spans", "problems", "blocks", "mentions", "words", "file", "line", "source"}
)
_CLOCK = r"(?<=\d)[Tt ] ?(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?[ ]?(Z|GMT|UTC|[+-]\d\d:?\d\d)?"


def meaning(brief: Brief) -> dict[str, Any]:
    """The values of all entries, the text of the body, and who is meant in it."""
    said: dict[str, Any] = _said(brief)
    said["body"] = [_said(block) for block in brief.blocks]
    said["mentions"] = sorted(
        (one.block, brief.blocks[one.block].text[one.start : one.end], one.key) for one in brief.mentions
    )
    return said


def _said(value: Any) -> Any:
    if isinstance(value, When):
        clock = re.search(_CLOCK, value.text)
        zone = (clock[2] or "").replace(":", "") if clock else ""
        zone = "Z" if zone in ("GMT", "UTC", "+0000") else zone
        return value.first, value.last, value.about, (clock[1], zone) if clock else None
    if isinstance(value, Block):
        shown = [{"text": run.text, "marks": run.marks, "href": run.href, "link": run.link} for run in value.runs]
        rows = [[[run.text for run in cell] for cell in row] for row in value.rows]
        return value.kind, value.level, value.quote, value.depth, value.marker, shown, rows
    if is_dataclass(value):
        return {one.name: _said(getattr(value, one.name)) for one in fields(value) if one.name not in _DERIVED}
    return [_said(one) for one in value] if isinstance(value, tuple) else value
