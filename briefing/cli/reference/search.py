"""The page of the language of search, made of its table."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.query import CHOICES, DATES, KEYS

_HEAD = """\
# The language of search

The same in the reader (`s`), in `briefing search`, `briefing quotes`, in `--query` of `briefing tag` and `briefing
note`, and for what `briefing export` takes along. All that is typed must be true of a story; there is no *or*: ask
twice. A mistake is told with what was meant, and never ends the search in the reader.

| you type | it finds |
|---|---|
| `ceasefire talks` | stories that have both words, wherever |
| `"draft text"` | these words, one behind the other |
| `-grain` | what does not have it |
| `negotiat*` | every word that begins so; the last word always may go on |
| `actor:erdogan` | what a key says, as below; accents and capitals count for nothing |
| `actor:"Kofi Annan"` | a value with a blank |
| `quotes actor:erdogan` | sentences in place of stories (in a shell: `briefing quotes actor:erdogan`) |

## Keys

| key | value | example |
|---|---|---|"""

_DATES = """
## Dates

`{}` take a date as briefs have it: `2025`, `2025-05`, `2025-05-16`, `late June 2025`, and words like `today`,
`yesterday`, `tuesday`, and `last` for your last visit.
"""


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield _HEAD
    for name, key in KEYS.items():
        says = f"how a question of the story stands: {', '.join(CHOICES[name])}" if name == "question" else key.says
        yield f"| `{name}:` | {says} | `{key.example}` |"
    yield _DATES.format("`, `".join(DATES)).rstrip("\n")
