"""The table of actions: the one source of every key, hint, palette entry and line of help."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.value import dataclass
from briefing.ui.keys import label

LIST, READER, MARGIN, MAP = "list", "reader", "margin", "map"
COLUMNS = (LIST, READER, MARGIN)
PANES = (*COLUMNS, MAP)
"""The panes from left to right; the map takes the reader's place."""
FIRST_KEPT = 7
"""The digit of the first kept search: it stays what it is however many views there are."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do.

    `id` never changes (a user's keymap names it). `keys` are what runs it, each as a person writes it (`]`, `ctrl+d`),
    the two keys of a sequence with a space between; `shown` is how the bars and the help put it. `action` is a method
    `action_…` of the desk's screen. `hint` is the word in the bar below; a command without one is not hinted at.
    `where` are the panes in which it does something; `rank` orders the hints, most useful first.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    title: str
    group: str
    hint: str = ""
    shown: str = ""
    where: tuple[str, ...] = PANES
    rank: int = 0

    @property
    def label(self) -> str:
        """The key as a person reads it."""
        return self.shown or " ".join(label(keys) for keys in self.keys)

    @property
    def first(self) -> str:
        """The first key as a person reads it; empty when there is none."""
        return self.label.split(" ")[0]


COMMANDS: tuple[Command, ...] = (
    Command("open", ("enter",), "open", "Open what is marked", "Move", "open", "⏎", rank=1),
    Command(
        "out",
        ("escape",),
        "out",
        "Out: marks or filter, drawer, pane, list",
        "Move",
        "out",
        "esc",
        (READER, MARGIN, MAP),
        rank=2,
    ),
    Command("down", ("j", "down"), "move(1)", "Down", "Move", "", "j ↓"),
    Command("up", ("k", "up"), "move(-1)", "Up", "Move", "", "k ↑"),
    Command("page.down", ("space", "pagedown", "ctrl+f"), "page(1)", "A page down", "Move", "", "space"),
    Command("page.up", ("b", "pageup", "ctrl+b"), "page(-1)", "A page up", "Move", "", "b"),
    Command("half.down", ("ctrl+d",), "page(0.5)", "Half a page down", "Move", "", "ctrl+d"),
    Command("half.up", ("ctrl+u",), "page(-0.5)", "Half a page up", "Move", "", "ctrl+u"),
    Command("first", ("g", "g g", "home"), "end(False)", "To the top", "Move", "", "g"),
    Command("last", ("G", "end"), "end(True)", "To the end", "Move", "", "G"),
    Command("story.next", ("J",), "story(1)", "Next in the list", "Move", "next", "J", rank=5),
    Command("story.previous", ("K",), "story(-1)", "Previous in the list", "Move", "", "K"),
    Command("trail.back", ("backspace", "H"), "back", "Back along the trail", "Move", "back", "⌫ H", rank=4),
    Command("trail.forward", ("L",), "forward", "Forward along the trail", "Move", "", "L"),
    Command("mention.next", ("]",), "step(1)", "Next mention or link", "Read", "mention", "]", (READER,), rank=3),
    Command("mention.previous", ("[",), "step(-1)", "Previous mention or link", "Read", "", "[", (READER,)),
    Command("jump", ("f",), "jump", "Jump: letters on everything that can be followed", "Move", "jump", "f", rank=3),
    Command("find", ("/",), "find", "Find in the text; filter a list", "Read", "find", "/", rank=2),
    Command("hit.next", ("n",), "find_step(1)", "Next of what was found", "Read", "", "n", (READER, MARGIN)),
    Command("hit.previous", ("N",), "find_step(-1)", "Previous of what was found", "Read", "", "N", (READER, MARGIN)),
    Command("question.next", ("] q",), "step_to('question', 1)", "Next question in the text", "Read", "question", "]q"),
    Command("question.previous", ("[ q",), "step_to('question', -1)", "Previous question", "Read", "question", "[q"),
    Command("actor.next", ("] a",), "step_to('actor', 1)", "Next person, state or body", "Read", "person", "]a"),
    Command("actor.previous", ("[ a",), "step_to('actor', -1)", "Previous person", "Read", "person", "[a"),
    Command("venue.next", ("] v",), "step_to('venue', 1)", "Next place (venue)", "Read", "place", "]v"),
    Command("venue.previous", ("[ v",), "step_to('venue', -1)", "Previous place (venue)", "Read", "place", "[v"),
    Command("read", ("u",), "toggle_read", "Read or unread", "Read", "unread", "u", (LIST, READER), rank=9),
    Command("star", ("m",), "toggle_star", "Star or unstar", "Read", "star", "m", (LIST, READER), rank=10),
    Command("news.next", (".",), "next_news", "Next thing that is new since the last visit", "Read", "", "."),
    Command("difference", ("d",), "difference", "Word by word what changed here since then", "Read", "", "d"),
    Command("source.peek", ("p",), "peek", "Peek at the YAML behind what is marked", "Read", "source", "p", rank=7),
    Command("source.edit", ("e",), "edit", "Open it in the editor at that line", "Read", "edit", "e", rank=11),
    Command("source.browse", ("o",), "browse", "Open the source's address in the browser", "Read", "", "o"),
    Command(
        "copy",
        ("y",),
        "copy",
        "Copy: the selection, else text, citation, link, file and line",
        "Read",
        "copy",
        "y",
        rank=12,
    ),
    Command("pane.next", ("tab", "l", "right"), "pane(1)", "Next pane", "Panes", "pane", "tab l", COLUMNS, 8),
    Command(
        "pane.previous", ("shift+tab", "h", "left"), "pane(-1)", "Previous pane", "Panes", "", "shift+tab h", COLUMNS
    ),
    Command("margin", ("c",), "margin", "Show or hide the margin", "Panes", "margin", "c", rank=6),
    Command("zoom", ("z",), "zoom", "This pane alone, and back", "Panes", "", "z"),
    Command("view.stories", ("1",), "view('stories')", "Stories", "Views", "", "1"),
    Command("view.people", ("2",), "view('people')", "People, states and bodies", "Views", "", "2"),
    Command("view.places", ("3",), "view('places')", "Places", "Views", "", "3"),
    Command("view.questions", ("4",), "view('questions')", "Questions", "Views", "", "4"),
    Command("view.timeline", ("5",), "view('timeline')", "Timeline", "Views", "", "5"),
    Command("view.map", ("6",), "view('map')", "Map", "Views", "", "6"),
    Command("map.next", ("]",), "step(1)", "Next place, the nearest that is left", "Map", "place", "]", (MAP,), 3),
    Command("map.previous", ("[",), "step(-1)", "Previous place", "Map", "", "[", (MAP,)),
    Command("map.in", ("+", "="), "map('in')", "Nearer", "Map", "nearer", "+", (MAP,), 4),
    Command("map.out", ("-",), "map('out')", "Farther", "Map", "farther", "-", (MAP,), 5),
    Command("map.all", ("0",), "map('all')", "Everything", "Map", "all", "0", (MAP,), 6),
    Command("map.left", ("h", "left"), "map('left')", "West", "Map", "", "h ←", (MAP,)),
    Command("map.right", ("l", "right"), "map('right')", "East", "Map", "", "l →", (MAP,)),
    Command("timeline", ("T",), "timeline", "Timeline of this actor or place alone", "Views", "", "T"),
    Command("connect", ("w",), "connect", "How this actor is connected with another", "Read", "", "w"),
    *(
        Command(f"kept.{number + 1}", (str(number + FIRST_KEPT),), f"kept({number})", f"{which} kept search", "Views")
        for number, which in enumerate(("First", "Second", "Third"))
    ),
    Command("search", ("s",), "search", "Search the desk", "Desk", "search", "s", rank=4),
    Command("kept.drop", (), "drop_search", "Drop the kept search that is open", "Desk"),
    Command("desk.problems", ("!",), "problems", "Problems of this desk: what, where, and the fix", "Desk", "", "!"),
    Command("news.all", (), "see_all", "Take everything that is new for seen", "Desk"),
    Command("theme", ("t",), "theme", "Themes, previewed as you pass them", "Desk", "", "t"),
    Command("help", ("?", "f1"), "help", "This help", "Desk", "help", "?", rank=7),
    Command("palette", ("ctrl+p", ":"), "palette", "Every command by name", "Desk", "", "ctrl+p :"),
    Command("quit", ("q",), "quit", "Quit", "Desk", "", "q"),
)

GROUPS = ("Move", "Read", "Panes", "Views", "Map", "Desk")


def hints(pane: str, commands: Iterable[Command] = COMMANDS, has_map: bool = False) -> list[Command]:
    """What the bar below offers in a pane, most useful first; second keys of a sequence are offered after the first.
    Beside a map, its own keys are offered too: they need not wait for the focus to be on it.
    """
    offered = [
        command
        for command in commands
        if command.hint
        and command.keys
        and " " not in command.keys[0]
        and (pane in command.where or (has_map and command.group == "Map"))
    ]
    return sorted(offered, key=lambda command: command.rank)


def key_table() -> str:
    """The table in Markdown, by group, for the README."""
    lines = ["| | key | does |", "|---|---|---|"]
    for group in GROUPS:
        members = [command for command in COMMANDS if command.group == group]
        lines += [
            f"| {'' if number else group} | {_markdown_keys(command)} | {command.title} |"
            for number, command in enumerate(members)
        ]
    return "\n".join(lines)


def _markdown_keys(command: Command) -> str:
    return " ".join(f"`{key}`" for key in command.label.split(" ")) if command.label else "in the palette"
