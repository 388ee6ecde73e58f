"""The tables of a desk: which columns each has, and of what kind."""

from __future__ import annotations


def _date(name: str) -> dict[str, str]:
    """A date: as it was written, and the first and the last day that it can mean."""
    return {name: "text", f"{name}_from": "day", f"{name}_to": "day"}


TABLES: dict[str, dict[str, str]] = {
    "stories": {
        "id": "text", "file": "text", "title": "text", **_date("date"), "status": "text", "summary": "text",
        "tags": "texts", "follows": "texts", "words": "count", "text": "text",
    },
    "people": {
        "id": "text", "name": "text", "kind": "text", "position": "text", "country": "text", "for": "text",
        "aliases": "texts", "wikidata": "text", "note": "text", "stories": "count", "mentions": "count",
    },
    "places": {
        "id": "text", "name": "text", "kind": "text", "country": "text", "lat": "number", "lon": "number",
        "aliases": "texts", "geonames": "text", "wikidata": "text", "note": "text", "stories": "count",
        "mentions": "count", "events": "count",
    },
    "mentions": {
        "story": "text", "id": "text", "kind": "text", "name": "text", "sentence": "text", "block": "count",
        "start": "count", "end": "count",
    },
    "questions": {
        "id": "text", "story": "text", "ask": "text", "status": "text", **_date("asked"), **_date("due"),
        **_date("answered"), "answer": "text", "answered_by": "text", "about": "texts",
    },
    "events": {
        "story": "text", "id": "text", "name": "text", **_date("when"), "status": "text", "mode": "text",
        "where": "text", "where_name": "text", "who": "texts", "who_names": "texts",
    },
    "claims": {
        "story": "text", "id": "text", "say": "text", "by": "text", "about": "texts", "source": "text",
        "confidence": "text", "likelihood": "text",
    },
    "sources": {
        "story": "text", "id": "text", "name": "text", "url": "text", **_date("published"), "reliability": "text",
    },
}  # fmt: skip
"""Every table with its columns, each of a kind: `text`, `texts`, `day`, `number`, `count`."""
