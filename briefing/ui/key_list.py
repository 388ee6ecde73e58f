"""The keys in force as plain text, and a config file that says them all. Nothing of it loads the screen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from briefing.report.wrap import breaks
from briefing.ui.commands import COMMANDS, GROUPS, Command
from briefing.ui.keymap import Keymap

_NARROW = 60  # columns; below it what a command does stands on a line of its own


def key_list(keymap: Keymap, width: int, defaults: Sequence[Command] = COMMANDS) -> str:
    """Every command by group: id, keys, what it does; one that the user changed has a star and says what it was."""
    before = {command.id: command.keys for command in defaults}
    ids = max(len(command.id) for command in keymap.commands)
    keys = max(len(_written(command.keys)) for command in keymap.commands)
    lines: list[str] = []
    for group, members in _groups(keymap.commands):
        lines += ["", group] if lines else [group]
        for command in members:
            changed = command.id in keymap.changed
            was = f" (was {_written(before[command.id])})" if changed else ""
            head = f"{'*' if changed else ' '} {command.id:<{ids}}  "
            if width < _NARROW:
                lines += _wrapped(_written(command.keys), head, " " * len(head), width)
                lines += _wrapped(command.title + was, "    ", "    ", width)
            else:
                head += f"{_written(command.keys):<{keys}}  "
                lines += _wrapped(command.title + was, head, " " * len(head), width)
    return "\n".join(lines)


def default_file(commands: Iterable[Command] = COMMANDS) -> str:
    """The table `[keys]` as the program has it, to be put into the config file."""
    lines = [
        "# The keys of briefing: a key, a list of keys, or false for none. The keys of a sequence have a space between",
        '# them: "g g". Keep only the lines that you change: a later version may have better ones for the others.',
        "[keys]",
    ]
    commands = tuple(commands)
    width = max(len(_line(command)) for command in commands)
    for group, members in _groups(commands):
        lines += ["", f"# {group}", *(f"{_line(command):<{width}}  # {command.title}" for command in members)]
    return "\n".join(lines)


def _groups(commands: Sequence[Command]) -> Iterator[tuple[str, list[Command]]]:
    for group in dict.fromkeys((*GROUPS, *(command.group for command in commands))):
        if members := [command for command in commands if command.group == group]:
            yield group, members


def _line(command: Command) -> str:
    keys = [json.dumps(key, ensure_ascii=False) for key in command.keys]
    value = "false" if not keys else keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
    return f"{command.id} = {value}"


def _written(keys: Sequence[str]) -> str:
    return ", ".join(keys) or "no key"


def _wrapped(text: str, first: str, others: str, width: int) -> list[str]:
    spans = breaks(text, max(12, width - len(first)))
    return [f"{others if number else first}{text[start:end]}" for number, (start, end) in enumerate(spans)]
