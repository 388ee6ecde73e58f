"""The shapes of all that is printed for programs, in one table, and the JSON Schema that is made of it.

A shape is a word: `text`, `count`, `number`, `bool`, `day` (2025-05-16), a list of words that it may be, or the name of
another shape; with `?` behind it where it may be null. `[shape]` is a list of it, and a mapping is an object that has
all these keys, and no others; a key with `?` may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefing.model.brief import EVENT_MODES, QUESTION_STATUSES, STORY_STATUSES
from briefing.report.data import Data

FORM = 1
"""The number of the form. It goes up when a key goes or comes to mean something else; one more key is no change."""
Shape = str | list[Any] | Mapping[str, Any]

_STORY: dict[str, Shape] = {
    "id": "text", "title": "text", "date": "date?", "status": "story_status", "place": "text",
    "open_questions": "count", "problem": "text",
}  # fmt: skip
_QUESTION: dict[str, Shape] = {
    "id": "text", "ask": "text", "status": "question_status", "asked": "date?", "due": "date?", "answered": "date?",
    "answer": "text", "answered_by": "text", "story": "link?",
}  # fmt: skip
_HYPOTHESIS: dict[str, Shape] = {"say": "text", "likelihood": "text", "support": ["text"], "against": ["text"]}
_MET: dict[str, Shape] = {"event": "text", "when": "date?", "mode": "mode", "where": "name?", "story": "link?"}
_PROBLEM: dict[str, Shape] = {"code": "text", "severity": "severity", "message": "text", "line": "count"}
_ENTRY: dict[str, Shape] = {
    "said": "text", "sort": "text", "id": "text?", "how": "text", "line": "count?",
    "facts": [{"key": "text", "old": "text", "new": "text"}],
}  # fmt: skip
_CHANGES: dict[str, Shape] = {"came": ["changed_problem"], "went": ["changed_problem"]}

PARTS: dict[str, Shape] = {
    "date": {"text": "text", "from": "day", "to": "day"},
    "name": {"id": "text", "name": "text", "kind": "text"},
    "link": {"id": "text", "title": "text", "date": "date?"},
    "story_row": _STORY,
    "question_row": _QUESTION,
    "account": {"when": "date?", "status": "text", "story": "link?"},
    "happening": {
        "id": "text", "name": "text", "when": "date?", "status": "text", "mode": "mode", "where": "name?",
        "who": ["name"], "story": "link?", "earlier": ["account"],
    },
    "met": _MET,
    "met_with": {"other": "name", **_MET},
    "evidence": {"story": "link", "quote": "text"},
    "appearance": {"story": "link", "role": "text", "quotes": ["text"]},
    "changed_problem": {"file": "text", **_PROBLEM},
    "changed_story": {
        "id": "text", "title": "text", "file": "text", "how": "text", "former_id": "text?", "former_file": "text?",
        "text": [{"said": "text", "line": "count?", "words": [["text"]]}],
        "mentions": [{"said": "text", "id": "text", "how": "text", "text": "text?", "line": "count?"}],
        "entries": [_ENTRY], "problems": _CHANGES,
    },
}  # fmt: skip
"""What answers are made of."""

ANSWERS: dict[str, Any] = {
    "stories": ["story_row"],
    "actors": [{
        "id": "text", "name": "text", "kind": "text", "position": "text", "country": "text", "stories": "count",
        "mentions": "count", "roles": ["text"],
    }],
    "venues": [{
        "id": "text", "name": "text", "kind": "text", "country": "text", "stories": "count", "lat": "number?",
        "lon": "number?",
    }],
    "questions": ["question_row"],
    "events": ["happening"],
    "hits": [{**_STORY, "text": "text", "part": "text"}],
    "remarks": [{"id": "text", "kind": "text", "what": "text", "text": "text", "date": "day?"}],
    "quotes": [{"text": "text", "who": ["name"], "story": "link"}],
    "uses": [{
        "file": "text", "line": "count", "column": "count", "end_line": "count", "end_column": "count", "key": "text",
        "kind": "text", "id": "text", "written": "text", "is_own": "bool", "text": "text",
    }],
    "pairs": [{
        "id": "text", "into": "text", "score": "number", "reason": "text", "name": "text", "into_name": "text",
        "stories": "count", "into_stories": "count",
    }],
    "story": {
        "id": "text", "file": "text", "title": "text", "date": "date?", "status": "story_status", "summary": "text",
        "tags": ["text"], "words": "count", "minutes": "count", "body": "text",
        "actors": [{
            "id": "text", "name": "text", "kind": "text", "role": "text", "for": "text", "position": "text",
            "country": "text", "mentions": "count",
        }],
        "venues": [{
            "id": "text", "name": "text", "kind": "text", "role": "text", "country": "text", "lat": "number?",
            "lon": "number?", "mentions": "count",
        }],
        "events": [{
            "id": "text", "name": "text", "when": "date?", "where": "text", "who": ["text"], "status": "text",
            "mode": "mode", "later": "account?",
        }],
        "questions": [{**_QUESTION, "about": ["text"]}],
        "answered_here": ["question_row"],
        "claims": [{
            "id": "text", "say": "text", "by": "text", "about": ["text"], "source": "text", "confidence": "text",
            "likelihood": "text",
        }],
        "sources": [{"id": "text", "name": "text", "url": "text", "published": "date?", "reliability": "text"}],
        "updates": [{"at": "date?", "note": "text"}],
        "told?": {},
        "previously": ["link"], "since_then": ["link"], "linked_from": ["link"],
        "problems": [{**_PROBLEM, "column": "count"}],
    },
    "actor": {
        "id": "text", "name": "text", "kind": "text", "position": "text", "country": "text", "for": "name?",
        "aliases": ["text"], "note": "text", "wikidata": "text", "events": ["happening"], "met": ["met_with"],
        "spoke": ["met_with"], "stories": ["appearance"],
        "together": [{"other": "name", "stories": "count", "evidence": ["evidence"]}],
        "questions": ["question_row"],
    },
    "venue": {
        "id": "text", "name": "text", "kind": "text", "country": "text", "lat": "number?", "lon": "number?",
        "aliases": ["text"], "note": "text", "geonames": "text", "wikidata": "text", "events": ["happening"],
        "there": [{"other": "name", "events": "count"}], "people": [{"other": "name", "stories": "count"}],
        "stories": ["appearance"], "questions": ["question_row"],
    },
    "question": {
        **_QUESTION, "answered_by": "link?", "about": ["name"],
        "hypotheses": [_HYPOTHESIS], "siblings": ["question_row"],
    },
    "path": {
        "one": "name", "other": "name",
        "steps": [{"from": "name", "to": "name", "met": "met?", "spoke": "met?", "named": "evidence?"}],
        "met": ["met"], "spoke": ["met"], "stories": "count",
    },
    "digest": {
        "since": "day", "today": "day", "new": ["story_row"],
        "changed": [{**_STORY, "updates": [{"at": "date?", "note": "text"}], "changes": ["text"]}],
        "answered": ["question_row"], "opened": ["question_row"], "overdue": ["question_row"],
        "happened": ["happening"], "lapsed": ["happening"], "coming": ["happening"],
    },
    "comparison": [{
        "desk": "text", "old": "text", "new": "text", "stories": ["changed_story"],
        "registry": [{**_ENTRY, "file": "text", "stories": ["text"]}],
        "problems": _CHANGES, "notes": ["text"],
    }],
}  # fmt: skip
"""What each kind of answer has in `data`."""

RECORDS: dict[str, Shape] = {
    "story": {
        **ANSWERS["story"], "follows": ["text"],
        "questions": [{**_QUESTION, "about": ["text"], "hypotheses": [_HYPOTHESIS]}],
        "mentions": [{
            "id": "text", "kind": "text", "name": "text", "block": "count", "start": "count", "end": "count",
            "sentence": "text",
        }],
    },
    "actor": {
        **ANSWERS["actors"][0], "for": "text", "aliases": ["text"], "note": "text", "wikidata": "text",
        "is_registered": "bool",
    },
    "venue": {
        **ANSWERS["venues"][0], "mentions": "count", "events": "count", "aliases": ["text"], "note": "text",
        "geonames": "text", "wikidata": "text", "is_registered": "bool",
    },
    "event": "happening",
    "question": "question_row",
}  # fmt: skip
"""What each kind of line of an export has in `data`."""

_WORDS: dict[str, Data] = {
    "text": {"type": "string"},
    "count": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "mode": {"enum": list(EVENT_MODES)},
    "severity": {"enum": ["error", "warning", "info"]},
    "story_status": {"enum": ["", *STORY_STATUSES]},
    "question_status": {"enum": list(QUESTION_STATUSES)},
}


def head(kind: str, desk: str, at: date) -> Data:
    """What stands around an answer, but for its `data`: `{"schema": "briefing/story/1", "desk": …, "at": …}`."""
    return {"schema": f"briefing/{kind}/{FORM}", "desk": desk, "at": at.isoformat()}


def schema() -> Data:
    """The JSON Schema (draft 2020-12) of every answer, as plain values for `json.dump`."""
    return _schema("answers of briefing", "What `--format json` prints.", ANSWERS)


def schema_of_lines() -> Data:
    """That of every line of `briefing export --to jsonl`."""
    records = {f"export/{kind}": shape for kind, shape in RECORDS.items()}
    return _schema("lines of briefing", "Each line of what `briefing export --to jsonl` writes.", records)


def _schema(title: str, says: str, shapes: Mapping[str, Shape]) -> Data:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": f"{says} Texts are of whoever wrote the briefs: data, and nothing else.",
        "oneOf": [
            _object({"schema": f"={kind}", "desk": "text", "at": "day", "data": shape})
            for kind, shape in shapes.items()
        ],
        "$defs": {name: _made(shape) for name, shape in PARTS.items()},
    }


def _made(shape: Shape) -> Data:
    if isinstance(shape, list):
        return {"type": "array", "items": _made(shape[0])}
    if isinstance(shape, Mapping):
        return _object(shape) if shape else {"type": "object", "additionalProperties": {"type": "string"}}
    if shape.startswith("="):
        return {"const": f"briefing/{shape[1:]}/{FORM}"}
    name = shape.removesuffix("?")
    made = _WORDS.get(name) or {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [made, {"type": "null"}]} if shape.endswith("?") else made


def _object(keys: Mapping[str, Shape]) -> Data:
    return {
        "type": "object",
        "properties": {key.removesuffix("?"): _made(shape) for key, shape in keys.items()},
        "required": [key for key in keys if not key.endswith("?")],
        "additionalProperties": False,
    }
