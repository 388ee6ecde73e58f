"""The help: three ideas, then the table of commands, for the pane that the reader came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.fold import fold
from briefing.ui.commands import GROUPS, LIST, MAP, MARGIN, PANES, READER, Command
from briefing.ui.keys import plain
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.sheet import Para, Piece, Sheet, heading

_ELSEWHERE = {
    "Fields": "Where you type",
    "Problems": "In the problem list",
    "Names": "Where names may be one",
    "Copy": "In the menu of copies",
}
"""The groups of what is beside the desk, and their headings."""
_PANES = {LIST: "the list", READER: "the text", MARGIN: "the margin", MAP: "the map"}


def help_sheet(
    pane: str, commands: Sequence[Command], manner: Manner = PLAIN, query: str = "", types: bool = False
) -> Sheet:
    """What the keys do: those of `pane` alone first, then those of every pane, then the others'.

    With `query`, only the commands whose title, keys, group or id hold it; `types` says that it is still being typed.
    """
    keys = _Keys(commands, manner)
    paras = [_title(pane, keys, query, types)]
    if not query and not types:
        paras += _ideas(keys)
    sought = [fold(word) for word in query.split()]
    matches = [command for command in commands if _holds(command, keys, sought)]
    own = [command for command in matches if command.where != PANES and pane in command.where]
    paras += _section(f"Here, in {_PANES.get(pane, 'this pane')}", own, keys)
    for group in GROUPS:
        paras += _section(group, [c for c in matches if c.where == PANES and c.group == group], keys)
    paras += _section("In other panes", [c for c in matches if pane not in c.where and not _is_elsewhere(c)], keys)
    for group, title in _ELSEWHERE.items():
        paras += _section(title, [c for c in matches if _is_elsewhere(c) and c.group == group], keys)
    if not matches:
        paras.append(Para((Piece(f"Nothing here is called “{query}”.", "soft"),), space=1))
    return Sheet(tuple(paras))


def _is_elsewhere(command: Command) -> bool:
    return set(PANES).isdisjoint(command.where)


class _Keys:
    """The commands' keys as the help shows them."""

    def __init__(self, commands: Sequence[Command], manner: Manner) -> None:
        self._in_words = manner.ascii or manner.linear
        self.labels = {command.id: self._label(command) for command in commands}
        self.width = max(len(label) for label in self.labels.values())

    def _label(self, command: Command) -> str:
        return plain(command.label) if self._in_words else command.label

    def first(self, id: str) -> str:
        return self.labels.get(id, "").split(" ")[0]


def _title(pane: str, keys: _Keys, wanted: str, types: bool) -> Para:
    if types:
        return Para((Piece("Find a key: ", "accent", "b"), Piece(wanted), Piece("_", "accent")))
    close = f"{keys.first('out') or 'escape'} closes"
    if wanted:
        return Para((Piece(f"Keys for “{wanted}”", "text", "b"), Piece(f"   {close}", "faint")))
    return Para((Piece("Help", "text", "b"), Piece(f"   {keys.first('find') or '/'} filters · {close}", "faint")))


def _ideas(keys: _Keys) -> Iterable[Para]:
    """What a newcomer needs to know, a line or two each."""
    back, margin = keys.first("trail.back"), keys.first("margin")
    ideas = (
        ("desk", "a folder of stories; the list shows them, and who and what is in them"),
        ("trail", f"where you have been; every name leads on{f', {back} leads back' if back else ''}"),
        ("margin", f"who and what belongs to the open page{f'; {margin} shows and hides it' if margin else ''}"),
    )
    for number, (name, text) in enumerate(ideas):
        yield Para((Piece(text, "soft"),), lead=(Piece(f"{name:<8}", "text", "b"),), space=0 if number else 1)


def _section(title: str, commands: Sequence[Command], keys: _Keys) -> list[Para]:
    if not commands:
        return []
    return [heading(title), *(_line(command, keys) for command in commands)]


def _line(command: Command, keys: _Keys) -> Para:
    label = keys.labels[command.id] or "no key"
    ink = "accent" if command.keys else "faint"
    return Para((Piece(command.title),), lead=(Piece(f"{label:<{keys.width}}  ", ink, "bw" if command.keys else "w"),))


def _holds(command: Command, keys: _Keys, sought: Sequence[str]) -> bool:
    text = fold(f"{command.title} {command.group} {command.id} {' '.join(command.keys)} {keys.labels[command.id]}")
    return all(word in text for word in sought)
