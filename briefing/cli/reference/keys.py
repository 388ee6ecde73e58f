"""The page of the keys, made of the table of commands."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.ui.commands import COMMANDS, GROUPS, Command

_HEAD = """\
# Keys

Every key of the reader, and every command that has none. `?` in the reader is the help for where you are, and `/`
searches it; `ctrl+p` or `:` finds a command by its name.
"""

_OWN = """\
## Keys of your own

Every key is yours to change, by the command's id, in the [config file](settings.md):

```toml
[keys]
story.next = "ctrl+n"        # a key
trail.back = ["backspace", "-"]
question.next = "g q"        # two keys, one after the other
zoom = false                 # none
```

`briefing keys` prints the keys in force, marks yours, and says with file and line what can't be used and why: an
unknown id or key, a clash, a key that terminals swallow. `briefing keys --default` prints the whole table to begin
with."""


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield _HEAD
    for group in GROUPS:
        yield from (f"## {group}", "", "| key | does | id |", "|---|---|---|")
        yield from (_row(command) for command in COMMANDS if command.group == group)
        yield ""
    yield _OWN


def _row(command: Command) -> str:
    keys = " ".join(f"`{key}`" for key in command.label.split(" ")) if command.label else "in the palette"
    return f"| {keys} | {command.title} | `{command.id}` |"
