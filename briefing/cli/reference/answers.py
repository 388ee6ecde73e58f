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

Each answer is below, with the command that prints it. `[…]` is a list, `(…)` an object. A shape with `?` behind it may
be null; a key with `?` may be missing. A `text` is empty where nothing is said. `count` is a whole number from 0, `day`
a date like 2025-05-16. `story_status`, `question_status` and `mode` are words that `briefing explain status` and
`briefing explain mode` print; a story may have no status, which is empty. `severity` is `error`, `warning` or `info`,
which is a hint. `briefing check --output-format json` prints a list of another form, with nothing around it.

A key that a brief has, too, mostly says here what it says there: `briefing explain KEY` prints it. These do not, or are
of answers alone:

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
    "problem": "the first error in the story, if there is one",
    "place": "the first place of the story",
    "mentions": "how often texts name it; in a comparison, the names and links of the text that lead elsewhere now",
    "minutes": "how long the text takes to read",
    "part": "where a hit stands: `body`, or another part of the story",
    "written": "what stands at that place of the file: an id, or a name",
    "is_own": "whether it is there that the thing gets its id",
    "score": "how likely it is that two are one, from 0 to 1; `reason` says why",
    "told": "keys of another tool's file, which a brief does not have",
    "together": "who is named in the same stories",
    "spoke": "with whom one spoke without meeting",
    "answered_here": "the questions of other stories that this one answers",
    "previously": "the stories that this one follows; `since_then` are those that follow it",
    "linked_from": "the stories whose texts link to this one",
    "earlier": "what older stories had said otherwise of the day or the status of an event",
    "later": "what the newest story says otherwise of them",
    "siblings": "the other questions of the same story",
    "lapsed": "what was to come by now, and nobody told whether it did",
    "how": "the kind of change in a word: `changed`, `found`, `lost` …",
    "said": "the change in a sentence",
    "sort": "what has changed: `summary`, `status`, `actor` …",
    "facts": "the keys that changed, with what they said and what they say",
    "words": "how many words a story has; in a comparison, pieces of its text, each `kept`, `added` or `removed`",
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
