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

`[…]` is a list. A shape with `?` behind it may be null; a key with `?` may be missing. `count` is a whole number from
0, `day` a date like 2025-05-16."""


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield from (_HEAD, "", "## Answers")
    for name, shape in ANSWERS.items():
        yield from _shape(name, shape)
    yield from ("", "## What answers are made of")
    for name, shape in PARTS.items():
        yield from _shape(name, shape)


def _shape(name: str, shape: Shape) -> Iterator[str]:
    inner = shape[0] if isinstance(shape, list) else shape
    begin = "a list; each has" if isinstance(shape, list) else "an object; it has"
    if isinstance(inner, str):
        yield from ("", f"### {name}", "", f"{'A list of' if isinstance(shape, list) else 'It is'} `{inner}`.")
        return
    yield from ("", f"### {name}", "", f"{begin[0].upper()}{begin[1:]}:", "", "| key | is |", "|---|---|")
    yield from (f"| `{key}` | {_said(value)} |" for key, value in inner.items())


def _said(shape: Shape) -> str:
    """A shape in few words, with what lies deeper in parentheses."""
    if isinstance(shape, str):
        return f"`{shape}`"
    if isinstance(shape, Mapping):
        return f"({', '.join(f'`{key}` {_said(value)}' for key, value in shape.items())})" if shape else "an object"
    return f"[{_said(shape[0])}]"
