"""The page of what is printed for programs, made of the table of shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.report.shapes import ANSWERS, FORM, PARTS, Shape

_HEAD = f"""\
# Answers in JSON

`--format json` prints an answer for programs. Around it stands what it is, of which desk, and of which day:

```json
{{"schema": "briefing/stories/{FORM}", "desk": "briefs", "at": "2025-05-18", "data": []}}
```

The number goes up when a key goes, or comes to mean something else. One more key is no change, so read those that you
know and let others be. `briefing schema answers` prints the JSON Schema of all of it.

Each answer is below, with the command that prints it. `[…]` is a list. A shape with `?` behind it may be
null; a key with `?` may be missing. `count` is a whole number from 0, `day` a date like 2025-05-16.

A key that a brief has, too, says here what it says there: `briefing explain KEY` prints it. These are of answers alone:

| key | is |
|---|---|"""
PRINTED_BY = {
    "stories": "list", "actors": "list actors", "venues": "list venues", "questions": "questions", "events": "timeline",
    "hits": "search", "remarks": "tag`, `briefing note", "quotes": "quotes", "uses": "refs", "pairs": "merge",
    "story": "show", "actor": "who`, `briefing show", "venue": "where`, `briefing show", "question": "show",
    "path": "path", "digest": "digest", "comparison": "diff",
}  # fmt: skip
"""What follows `briefing` on the command line that prints an answer."""
_KEYS = {
    "problem": "what is wrong with the story, if anything",
    "place": "the first place of the story",
    "part": "where a hit stands: `body`, or another part of the story",
    "written": "what stands at that place of the file: an id, or a name",
    "is_own": "whether it is there that the thing gets its id",
    "told": "keys of another tool's file, which a brief does not have",
    "together": "who is named in the same stories",
    "spoke": "with whom one spoke without meeting",
    "siblings": "the other questions of the same story",
    "lapsed": "what was to come by now, and nobody told whether it did",
    "how": "the kind of change in a word: `changed`, `found`, `lost` …",
}


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield _HEAD
    yield from (f"| `{key}` | {says} |" for key, says in _KEYS.items())
    yield from ("", "## Answers")
    for name, shape in ANSWERS.items():
        yield from _shape(name, shape, f"`briefing {PRINTED_BY[name]}`: ")
    yield from ("", "## What answers are made of")
    for name, shape in PARTS.items():
        yield from _shape(name, shape)


def _shape(name: str, shape: Shape, printed_by: str = "") -> Iterator[str]:
    inner = shape[0] if isinstance(shape, list) else shape
    begin = "a list; each has" if isinstance(shape, list) else "an object; it has"
    if isinstance(inner, str):
        yield from (
            "",
            f"### {name}",
            "",
            f"{printed_by}{'a list of' if isinstance(shape, list) else 'it is'} `{inner}`.",
        )
        return
    said = f"{printed_by}{begin}:"
    yield from ("", f"### {name}", "", f"{said[0].upper()}{said[1:]}", "", "| key | is |", "|---|---|")
    yield from (f"| `{key}` | {_said(value)} |" for key, value in inner.items())


def _said(shape: Shape) -> str:
    """A shape in few words, with what lies deeper in parentheses."""
    if isinstance(shape, str):
        return f"`{shape}`"
    if isinstance(shape, Mapping):
        return f"({', '.join(f'`{key}` {_said(value)}' for key, value in shape.items())})" if shape else "an object"
    return f"[{_said(shape[0])}]"
