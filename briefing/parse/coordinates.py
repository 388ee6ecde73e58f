"""A venue's two coordinates where they do not stand each under its own key: both in one value, under another key, or
each under the other's.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.model.likeness import plain
from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.degrees import Axis, meant
from briefing.parse.entry import Entry
from briefing.parse.literals import short
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.values import Values

_AXES: dict[str, Axis] = {
    **dict.fromkeys(("lat", "latitude"), "latitude"),
    **dict.fromkeys(("lon", "lng", "long", "longitude"), "longitude"),
}
_BOTH = frozenset(
    "coordinates coordinate coords coord location point position geo gps latlon latlng latlong lonlat lnglat longlat "
    "geolocation geopoint geometry center centre".split()
)
"""What other formats call the two together."""


def in_one_value(values: Values, entry: Entry, key_node: Node, node: Node, keys: Collection[str]) -> bool:
    """Report both coordinates in one value; false for any other value. `keys` are the entry's. Read where they stand
    under a key of theirs: elsewhere nobody knows which of the two comes first.
    """
    key = text_of(key_node)
    name = re.sub("[^a-z]", "", plain(key))
    if name not in _BOTH and name not in _AXES:
        return False
    found = _pair(node, is_east_first=name.startswith(("lon", "lng")) and name not in _AXES)
    if found is None:
        return False
    lat, lon = found
    is_alone = not {"lat", "lon"} & (set(keys) - {key})
    is_flow = isinstance(entry.node, MappingNode) and entry.node.flow_style
    between = ", " if is_flow else "\n" + " " * key_node.start_mark.column
    rows = [f"lat: {lat}", f"lon: {lon}"]
    if key not in ("lat", "lon"):
        edits = _instead(values, key_node, node, between.join(rows)) if is_alone else ()
        values.report(slips.BOTH_UNDER_KEY, key_node, edits=edits, key=short(key))
        return True
    fix = between.join(sorted(rows, key=lambda row: row[:3] != key)).removeprefix(f"{key}: ") if is_alone else ""
    values.report(slips.BOTH_DEGREES, node, fix=fix, text=_written(node))
    if is_alone:
        entry.values |= {"lat": float(lat), "lon": float(lon)}
        entry.nodes |= {"lat": node, "lon": node}
    return True


def are_exchanged(values: Values, entry: Entry, lat: Node, lon: Node, before: int) -> bool:
    """Report that each coordinate stands under the other's key, in place of what was told of the two, which is behind
    the first `before` problems. Read as they were meant if letters say so.
    """
    if not isinstance(lat, ScalarNode) or not isinstance(lon, ScalarNode):
        return False
    texts = text_of(lat), text_of(lon)
    east, north = meant(texts[0], "longitude"), meant(texts[1], "latitude")
    if not east.text or not north.text or east.other or north.other:
        return False
    as_written = meant(texts[0], "latitude"), meant(texts[1], "longitude")
    fault = next(((text, one.why) for text, one in zip(texts, as_written, strict=True) if one.why), None)
    if fault is None and as_written[0].text:
        return False
    text, why = fault or (texts[0], "is out of range for a latitude")
    spans = values.span(lat), values.span(lon)
    values.problems[before:] = [
        one for one in values.problems[before:] if one.code != slips.EXCHANGED.code or one.span not in spans
    ]
    edits = (Edit(spans[0], north.text), Edit(spans[1], east.text))
    values.report(slips.EXCHANGED, spans[1] if text is texts[1] else spans[0], edits=edits, text=short(text), why=why)
    if fault is not None:
        entry.values |= {"lat": float(north.text), "lon": float(east.text)}
        entry.nodes |= {"lat": lat, "lon": lon}
    return True


def _pair(node: Node, is_east_first: bool) -> tuple[str, str] | None:
    """The latitude and the longitude that a value says: the latitude first, as everywhere, unless letters, the range or
    the key say otherwise.
    """
    if isinstance(node, MappingNode):
        texts = {_AXES.get(plain(text_of(key)), ""): text_of(value) for key, value in node.value}
        if set(texts) != {"latitude", "longitude"}:
            return None
        found = meant(texts["latitude"], "latitude"), meant(texts["longitude"], "longitude")
        return (found[0].text, found[1].text) if found[0].text and found[1].text else None
    if isinstance(node, SequenceNode):
        parts = [text_of(item) for item in node.value if isinstance(item, ScalarNode)]
        parts = parts if len(parts) == len(node.value) else []
    else:
        text = text_of(node)
        both = meant(text.replace("/", "; ") if re.fullmatch(r"[^/]+/[^/]+", text) else text, "latitude")
        if not is_east_first:
            return (both.text, both.other) if both.other else None
        parts = re.split(r"\s*[,;]\s+|\s*/\s*|\s+", text.strip(" ()[]"))
    if len(parts) != 2:
        return None
    for one, other in (parts[::-1], parts) if is_east_first else (parts, parts[::-1]):
        both = meant(f"{one}; {other}", "latitude")
        if both.other:
            return both.text, both.other
    return None


def _instead(values: Values, key: Node, node: Node, rows: str) -> tuple[Edit, ...]:
    """The edit that writes other keys for a key and its value; none where a comment would be lost."""
    first, last = values.span(key), values.span(node)
    lines = values.lines[first.line - 1 : last.end_line]
    if any("#" in line for line in lines[:-1]) or (lines and "#" in lines[-1][: last.end_column - 1]):
        return ()
    return (Edit(first._replace(end_line=last.end_line, end_column=last.end_column), rows),)


def _written(node: Node) -> str:
    """A value as a message names it."""
    if isinstance(node, SequenceNode):
        return short(f"[{', '.join(map(text_of, node.value))}]")
    return short(text_of(node)) if isinstance(node, ScalarNode) else ""
