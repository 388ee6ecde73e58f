"""The user's keys, checked against the table of commands. Nothing of it loads the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.config.settings import KeyLine
from briefing.model.value import dataclass, replace
from briefing.ui.commands import COMMANDS, FIELDS, Command
from briefing.ui.keys import KeyRefused, doubt, read_keys


@dataclass(frozen=True, slots=True)
class BadKey:
    """Something in the table `[keys]` that is not as its author meant it, with the line of the config file."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with the keys in force; `changed` are the ids that have other keys than the program's own."""

    commands: tuple[Command, ...] = COMMANDS
    changed: frozenset[str] = frozenset()
    troubles: tuple[BadKey, ...] = ()


def make_keymap(lines: Sequence[KeyLine], commands: Sequence[Command] = COMMANDS) -> Keymap:
    """The keys in force: what the user gives a command stands in place of its own keys, and is taken from every other.

    What can't be used is left out and told, in the order of the file. A line of which nothing can be used leaves the
    command the keys that it has.
    """
    if not lines:
        return Keymap(tuple(commands))
    known = {command.id: command for command in commands}
    given: dict[str, tuple[str, ...]] = {}
    line_of: dict[str, int] = {}
    troubles: list[BadKey] = []
    quitting = _quitting(lines, known["quit"].keys)
    refused: dict[str, int] = {}  # the last trouble of a line of which nothing can be used
    for line in sorted(lines, key=lambda line: line.line):
        if line.id not in known:
            from briefing.model.likeness import nearest

            meant = nearest(line.id, known)
            hint = f"did you mean `{meant}`?" if meant else "`briefing keys` lists them"
            troubles.append(BadKey(line.line, f"there is no command `{line.id}`; {hint}"))
            continue
        line_of[line.id] = line.line
        before = len(troubles)
        keys = tuple(_free_keys(known[line.id], line, given, line_of, known, quitting, troubles))
        if keys or len(troubles) == before:
            given[line.id] = keys
        else:
            refused[line.id] = len(troubles) - 1
    made = [_with_keys(command, given, line_of, known, troubles) for command in commands]
    for command in made:
        if command.id in refused and command.keys:
            told = troubles[refused[command.id]]
            message = told.message if told.message.endswith("?") else f"{told.message};"
            troubles[refused[command.id]] = replace(told, message=f"{message} {_stay(command.keys)}")
    changed = {now.id for now, before in zip(made, commands, strict=True) if set(now.keys) != set(before.keys)}
    return Keymap(tuple(made), frozenset(changed), tuple(sorted(troubles, key=lambda trouble: trouble.line)))


def _free_keys(
    command: Command,
    line: KeyLine,
    given: dict[str, tuple[str, ...]],
    line_of: dict[str, int],
    known: dict[str, Command],
    quitting: Sequence[str],
    troubles: list[BadKey],
) -> Iterable[str]:
    """The keys that a line gives a command, but for those that are no keys or that an earlier line gave away."""
    for text in _texts(line, troubles):
        try:
            keys = read_keys(text)
        except KeyRefused as error:
            troubles.append(BadKey(line.line, f"`{line.id}`: {error}"))
            continue
        taken = next((id for id, held in given.items() if keys in held and _share_a_pane(known[id], command)), "")
        if taken:
            troubles.append(
                BadKey(line.line, f"`{keys}` can't be `{line.id}`: line {line_of[taken]} gives it to `{taken}`")
            )
            continue
        if len(keys) == 1 and set(command.where) <= set(FIELDS):
            troubles.append(BadKey(line.line, f"`{line.id}`: `{keys}` is typed there; take a key with ctrl or alt"))
            continue
        if (reason := doubt(keys)) and keys not in command.keys:
            troubles.append(BadKey(line.line, f"`{line.id}`: `{keys}` {reason}"))
        if " " in keys and keys.split(" ")[0] in quitting:
            troubles.append(BadKey(line.line, f"`{line.id}`: `{keys}` can't be typed, `{keys.split(' ')[0]}` quits"))
            continue
        yield keys


def _quitting(lines: Sequence[KeyLine], own: Sequence[str]) -> Sequence[str]:
    """What quits: the keys that a line gives, none where it says so, else the program's own."""
    line = next((line for line in lines if line.id == "quit"), None)
    if line is None:
        return own
    troubles: list[BadKey] = []
    texts, found = _texts(line, troubles), []
    for text in texts:
        try:
            found.append(read_keys(text))
        except KeyRefused:
            continue
    return found if found or not (texts or troubles) else own


def _stay(keys: Sequence[str]) -> str:
    *others, last = [f"`{each}`" for each in keys]
    return f"{', '.join(others)} and {last} stay" if others else f"{last} stays"


def _texts(line: KeyLine, troubles: list[BadKey]) -> list[str]:
    """What a line says as a list of texts; none for `false`, an empty text and an empty list."""
    value = line.value
    if value is False or value == {}:
        return []
    values: list[object] = value if isinstance(value, list) else [value]
    texts = [text for text in values if isinstance(text, str)]
    if len(texts) < len(values):
        troubles.append(
            BadKey(line.line, f'`{line.id}` must be a key in quotes, a list of keys, or false for none, like "ctrl+n"')
        )
        return []
    return list(dict.fromkeys(text for text in texts if text))


def _with_keys(
    command: Command,
    given: dict[str, tuple[str, ...]],
    line_of: dict[str, int],
    known: dict[str, Command],
    troubles: list[BadKey],
) -> Command:
    """A command with its keys in force; told where others left it none."""
    if command.id in given:
        keys = given[command.id]
        return command if set(keys) == set(command.keys) else replace(command, keys=keys, shown="")
    takers = {
        keys: id
        for id, held in given.items()
        for keys in held
        if id != command.id and _share_a_pane(known[id], command)
    }
    left = tuple(keys for keys in command.keys if keys not in takers)
    if len(left) == len(command.keys):
        return command
    if not left:
        lost = [f"`{keys}`" for keys in command.keys]
        taker = takers[command.keys[-1]]
        troubles.append(
            BadKey(line_of[taker], f"`{command.id}` has no key any more: `{taker}` took {' and '.join(lost)}")
        )
    return replace(command, keys=left, shown="")


def _share_a_pane(one: Command, other: Command) -> bool:
    return bool(set(one.where) & set(other.where))
